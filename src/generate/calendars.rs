//! The calendars of a generated plan: each closure once, with its text in the plan language and the rule that text stands for.
//! Knows no person and no meeting. A test reads the text and compares the days.

use std::fmt::Write as _;

use crate::calendar::civil::{Datelike, NaiveDate, NaiveTime, Weekday};
use crate::calendar::closure::{Closure, DayCalendar, Extent};
use crate::calendar::holidays::Country;
use crate::calendar::horizon::Horizon;
use crate::calendar::iso_week::Week;
use crate::calendar::open_days::OpenDays;
use crate::calendar::rule::{DatedRule, DayRule};

/// A closure: its name, its text, its rule, the weekday it is held to, and from when the day is closed.
type Row = (&'static str, &'static str, DayRule, Option<Weekday>, Option<u32>);

/// Days on which municipal workplaces are closed besides the public holidays.
const TOWN: [Row; 7] = [
    ("Fredag efter Kristi himmelfart", "easter+40", DayRule::Easter { from: 40, to: 40 }, None, None),
    ("Grundlovsdag", "06-05", DayRule::Fixed { month: 6, day: 5 }, None, None),
    ("Juleaften", "12-24", DayRule::Fixed { month: 12, day: 24 }, None, None),
    ("Mellem jul og nytår", "12-27..12-30", DayRule::Yearly { from: (12, 27), to: (12, 30) }, None, None),
    ("Nytårsaften", "12-31", DayRule::Fixed { month: 12, day: 31 }, None, None),
    ("2. januar", "{on: 01-02, when: fri}", DayRule::Fixed { month: 1, day: 2 }, Some(Weekday::Fri), None),
    ("1. maj fra middag", "{on: 05-01, from: \"12:00\"}", DayRule::Fixed { month: 5, day: 1 }, None, Some(12)),
];

/// School holidays.
const SCHOOL: [Row; 5] = [
    ("Vinterferie", "week 7", DayRule::Week { number: 7 }, None, None),
    ("Påskeferie", "easter-6..easter-4", DayRule::Easter { from: -6, to: -4 }, None, None),
    ("Sommerferie", "06-27..08-09", DayRule::Yearly { from: (6, 27), to: (8, 9) }, None, None),
    ("Efterårsferie", "week 42", DayRule::Week { number: 42 }, None, None),
    ("Juleferie", "12-20..01-03", DayRule::Yearly { from: (12, 20), to: (1, 3) }, None, None),
];

/// Days on which the suppliers are closed.
const SUPPLIER: [Row; 2] = [
    ("Industriferie", "07-06..08-02", DayRule::Yearly { from: (7, 6), to: (8, 2) }, None, None),
    ("Vinterlukning", "week 8", DayRule::Week { number: 8 }, None, None),
];

/// Weeks in which no test starts.
const TEST: [Row; 2] = [
    ("Efterårsferie", "week 42", DayRule::Week { number: 42 }, None, None),
    ("Ugen efter", "week 43", DayRule::Week { number: 43 }, None, None),
];

/// What the days of a generated plan are.
#[derive(Debug)]
pub struct Days {
    /// The planned years.
    pub horizon: Horizon,
    /// Working days of the products: open by public holidays and workplaces.
    pub town: OpenDays,
    /// Days on which the suppliers work, whatever the others do.
    pub supplier: OpenDays,
    school: OpenDays,
    test: OpenDays,
}

impl Days {
    /// Works out the days of a horizon and a year around it.
    pub fn of(horizon: Horizon) -> Days {
        let range = horizon.widened(366);
        let days = |calendars: &[&DayCalendar]| OpenDays::new(range, calendars);
        Days {
            horizon,
            town: days(&[&DayCalendar::of_country(Country::Dk), &calendar("lukkedage", &TOWN)]),
            supplier: days(&[&calendar("leverandørferie", &SUPPLIER)]),
            school: days(&[&calendar("skoleferie", &SCHOOL)]),
            test: days(&[&calendar("uge-42-43", &TEST)]),
        }
    }

    /// Whether the schools are open on a weekday.
    pub fn has_school(&self, date: NaiveDate) -> bool {
        self.school.is_open(date)
    }

    /// Whether a test may start on a day: not in weeks 42 and 43.
    pub fn may_test_start(&self, date: NaiveDate) -> bool {
        self.town.is_open(date) && self.test.is_open(date)
    }

    /// A day moved into the planned years.
    pub fn planned(&self, date: NaiveDate) -> NaiveDate {
        date.clamp(self.horizon.first(), self.horizon.last())
    }

    /// The first working day on or after a date.
    pub fn open_from(&self, date: NaiveDate) -> NaiveDate {
        self.town.on_or_after(date).unwrap_or(date)
    }

    /// The nth working day after a date.
    pub fn later(&self, date: NaiveDate, n: i64) -> NaiveDate {
        self.town.nth(date, n).unwrap_or(date)
    }
}

fn calendar(name: &str, rows: &[Row]) -> DayCalendar {
    let closure = |(name, _, rule, weekday, hour): &Row| Closure {
        name: (*name).to_owned(),
        rule: DatedRule { only_on: *weekday, ..DatedRule::always(*rule) }.into(),
        extent: hour.and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0)).map_or(Extent::WholeDay, Extent::From),
    };
    DayCalendar { name: name.to_owned(), closures: rows.iter().map(closure).collect(), countries: Vec::new() }
}

/// Whether some release of the plan keeps its test out of weeks 42 and 43.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tests {
    /// It has none.
    #[default]
    None,
    /// It has tests: their calendar is declared.
    Some,
}

/// The calendars in the plan language.
pub fn text(tests: Tests) -> String {
    let mut text = String::from("calendars:\n  dk: {title: Danske helligdage, country: dk}\n");
    let mut calendars: Vec<(&str, &[Row])> = vec![("lukkedage", &TOWN), ("skoleferie", &SCHOOL), ("leverandørferie", &SUPPLIER)];
    if tests == Tests::Some {
        calendars.push(("uge-42-43", &TEST));
    }
    for (name, rows) in calendars {
        let rows = rows.iter().map(|(name, days, ..)| format!("      {name}: {days}\n"));
        write!(text, "\n  {name}:\n    closed:\n{}", rows.collect::<String>()).expect("a text takes every line");
    }
    text
}

/// A day of a year that every year has.
pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("every year has this day")
}

/// The Monday of the week of a day.
pub fn monday(date: NaiveDate) -> NaiveDate {
    Week::of(date).monday()
}

/// The last day of the month of a day.
pub fn end_of_month(date: NaiveDate) -> NaiveDate {
    let (year, month) = if date.month() == 12 { (date.year() + 1, 1) } else { (date.year(), date.month() + 1) };
    day(year, month, 1).pred_opt().unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::{Days, SCHOOL, SUPPLIER, TEST, TOWN, Tests, calendar, text};
    use crate::calendar::horizon::Horizon;
    use crate::diagnostic::source::Sources;
    use crate::schema::reading::read;

    #[test]
    fn the_text_closes_the_days_of_the_rules() {
        let group = "members: [], meets: {each: year, at: \"10:00\", length: 1h}";
        let used = "[dk, lukkedage, skoleferie, leverandørferie, uge-42-43]";
        let product = format!("years: 2026..2028\nproduct: p\ncalendar: {used}\ngroups: {{g: {{{group}}}}}\n");
        let mut sources = Sources::default();
        sources.add("plan.yaml", product + &text(Tests::Some));
        let plan = read(&sources).plan.unwrap();
        let horizon = Horizon::of_years(2026, 2028).unwrap();
        // The first one is the country's.
        for (read, rows) in plan.calendars[1..].iter().zip([&TOWN[..], &SCHOOL, &SUPPLIER, &TEST]) {
            assert_eq!(read.facts(horizon), calendar(&read.name, rows).facts(horizon), "{}", read.name);
        }
        assert_eq!(plan.calendars.len(), 5);
        let days = Days::of(horizon);
        assert!(!days.town.is_open("2027-05-07".parse().unwrap()) && !days.may_test_start("2027-10-26".parse().unwrap()));
    }
}
