//! Working days: which days of a range are open in all of some calendars, and counting along them.
//!
//! Knows no meeting and no deadline: it counts days. A range must reach as far as anyone will count from it.

use std::collections::BTreeMap;

use crate::calendar::civil::{Datelike, NaiveDate, NaiveTime, Weekday};
use crate::calendar::closure::{DayCalendar, Extent};
use crate::calendar::horizon::Horizon;

/// The working days of a range: Monday to Friday, less what any of the calendars closes for the whole day.
///
/// A day that is closed for a part is a working day with a closing time. Every question is answered in the time of one
/// look-up; nothing is known of the days outside the range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDays {
    range: Horizon,
    /// The working days, in order.
    open: Vec<NaiveDate>,
    /// For each day of the range and one past it: how many working days are before it.
    before: Vec<i64>,
    /// What the calendars say of a weekday that is not as others.
    marks: BTreeMap<NaiveDate, Mark>,
}

/// What the calendars say of one day together.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    /// The widest of the closures.
    extent: Extent,
    /// Their names, each once, in the order of the calendars.
    reasons: Vec<String>,
}

impl OpenDays {
    /// Works out the working days of a range; a day is one when it is open in all of the calendars.
    ///
    /// Without calendars every day from Monday to Friday is one.
    pub fn new(range: Horizon, calendars: &[&DayCalendar]) -> OpenDays {
        let marks = marks(range, calendars);
        let mut open = Vec::new();
        let mut before = vec![0];
        let mut count = 0;
        for date in range.days() {
            if is_weekday(date) && !marks.get(&date).is_some_and(|mark| mark.extent.closes_whole_day()) {
                open.push(date);
                count += 1;
            }
            before.push(count);
        }
        OpenDays { range, open, before, marks }
    }

    /// Gives the range the working days are known in.
    pub fn range(&self) -> Horizon {
        self.range
    }

    /// Tells whether the date is a working day; a date outside the range is not.
    pub fn is_open(&self, date: NaiveDate) -> bool {
        self.range.contains(date) && self.distance(date, date.succ_opt().unwrap_or(date)) == 1
    }

    /// Gives the time from which a working day is closed, the earliest when there are several. None when it is open to
    /// its end, and for a day that is no working day.
    pub fn closing_time(&self, date: NaiveDate) -> Option<NaiveTime> {
        match self.marks.get(&date)?.extent {
            Extent::From(time) if self.is_open(date) => Some(time),
            Extent::From(_) | Extent::WholeDay => None,
        }
    }

    /// Gives the names of the closures on a weekday, whole or part, each once and in the order of the calendars.
    ///
    /// A Saturday or Sunday carries none, also when a holiday falls on it: it is closed as it is.
    pub fn reasons(&self, date: NaiveDate) -> &[String] {
        self.marks.get(&date).map_or(&[], |mark| &mark.reasons)
    }

    /// Counts the working days from the start of the range to the day before the date.
    ///
    /// The day after the range counts them all. A date before the range is taken as its first day, one after it as the
    /// day after it.
    pub fn index(&self, date: NaiveDate) -> i64 {
        self.before[self.place(date.max(self.range.first())).unwrap_or(self.before.len() - 1)]
    }

    /// Counts the working days from `from`, itself included, to the day before `to`; negative when `to` is earlier.
    pub fn distance(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        self.index(to) - self.index(from)
    }

    /// Gives the nth working day after the date, or before it when `n` is negative; the date itself is not counted.
    ///
    /// With `n` zero it gives the date itself when that is a working day. None when the day lies outside the range, or
    /// the date is neither in the range nor the day after it.
    pub fn nth(&self, date: NaiveDate, n: i64) -> Option<NaiveDate> {
        self.place(date)?;
        if n == 0 {
            return self.is_open(date).then_some(date);
        }
        let start = if n < 0 { self.index(date) } else { self.index(date.succ_opt()?) - 1 };
        let rank = usize::try_from(start.checked_add(n)?).ok()?;
        self.open.get(rank).copied()
    }

    /// Gives the date itself when it is a working day, else the nearest one before it; none where [`OpenDays::nth`] has none.
    pub fn on_or_before(&self, date: NaiveDate) -> Option<NaiveDate> {
        self.nth(date, 0).or_else(|| self.nth(date, -1))
    }

    /// Gives the date itself when it is a working day, else the nearest one after it; none where [`OpenDays::nth`] has none.
    pub fn on_or_after(&self, date: NaiveDate) -> Option<NaiveDate> {
        self.nth(date, 0).or_else(|| self.nth(date, 1))
    }

    /// Tells whether the date is a squeezed day (*indeklemt dag*): a working day whose two neighbours are none.
    ///
    /// The first and the last day of the range are not: what lies beyond them is not known.
    pub fn is_bridge(&self, date: NaiveDate) -> bool {
        let is_closed = |day: Option<NaiveDate>| day.is_some_and(|day| self.range.contains(day) && !self.is_open(day));
        self.is_open(date) && is_closed(date.pred_opt()) && is_closed(date.succ_opt())
    }

    /// Gives the place of a date in `before`; none when it is neither in the range nor the day after it.
    fn place(&self, date: NaiveDate) -> Option<usize> {
        let place = usize::try_from((date - self.range.first()).num_days()).ok()?;
        (place < self.before.len()).then_some(place)
    }
}

/// Tells whether the date is a day from Monday to Friday.
fn is_weekday(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Puts together what the calendars say of each day from Monday to Friday.
fn marks(range: Horizon, calendars: &[&DayCalendar]) -> BTreeMap<NaiveDate, Mark> {
    let mut marks: BTreeMap<NaiveDate, Mark> = BTreeMap::new();
    for fact in calendars.iter().flat_map(|calendar| calendar.facts(range)).filter(|fact| is_weekday(fact.date)) {
        let mark = marks.entry(fact.date).or_insert(Mark { extent: fact.extent, reasons: Vec::new() });
        mark.extent = mark.extent.min(fact.extent);
        if !mark.reasons.contains(&fact.name) {
            mark.reasons.push(fact.name);
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::{Days, NaiveDate, NaiveTime};
    use crate::calendar::closure::{Closure, DayCalendar, Extent};
    use crate::calendar::holidays::Country;
    use crate::calendar::horizon::Horizon;
    use crate::calendar::open_days::OpenDays;
    use crate::calendar::rule::{DatedRule, DayRule};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn time(hour: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, 0, 0).unwrap()
    }

    fn closing(name: &str, rule: DayRule, extent: Extent) -> DayCalendar {
        let closures = vec![Closure { name: name.to_owned(), rule: DatedRule::always(rule).into(), extent }];
        DayCalendar { name: name.to_owned(), closures, countries: Vec::new() }
    }

    fn denmark() -> OpenDays {
        OpenDays::new(Horizon::of_years(2026, 2028).unwrap(), &[&DayCalendar::of_country(Country::Dk)])
    }

    #[test]
    fn five_working_days_before_30_march_2027_is_18_march() {
        let days = denmark();
        assert_eq!(days.nth(date("2027-03-30"), -5), Some(date("2027-03-18")));
        assert_eq!(days.distance(date("2027-03-18"), date("2027-03-30")), 5);
        assert_eq!(days.nth(date("2027-03-18"), 5), Some(date("2027-03-30")));
    }

    #[test]
    fn a_day_is_not_counted_from_itself_and_closed_days_count_from_where_they_lie() {
        let days = denmark();
        assert_eq!(days.nth(date("2027-03-24"), 1), Some(date("2027-03-30")));
        assert_eq!(days.nth(date("2027-03-28"), 1), Some(date("2027-03-30")));
        assert_eq!(days.nth(date("2027-03-28"), -1), Some(date("2027-03-24")));
        assert_eq!(days.nth(date("2027-03-24"), 0), Some(date("2027-03-24")));
        assert_eq!(days.nth(date("2027-03-28"), 0), None);
        assert_eq!(days.on_or_before(date("2027-03-29")), Some(date("2027-03-24")));
        assert_eq!(days.on_or_after(date("2027-03-25")), Some(date("2027-03-30")));
        assert_eq!(days.on_or_after(date("2027-03-30")), Some(date("2027-03-30")));
    }

    #[test]
    fn counting_agrees_with_walking_day_by_day() {
        let days = denmark();
        let open: Vec<_> = days.range().days().filter(|day| days.is_open(*day)).collect();
        // 782 days from Monday to Friday, less the 7, 6 and 7 holidays that fall on one.
        assert_eq!(open.len(), 762);
        for day in days.range().days() {
            let (earlier, later) = (open.partition_point(|other| *other < day), open.partition_point(|other| *other <= day));
            assert_eq!(days.index(day), i64::try_from(earlier).unwrap());
            for n in 1..=7_usize {
                let signed = i64::try_from(n).unwrap();
                assert_eq!(days.nth(day, signed), open.get(later + n - 1).copied());
                assert_eq!(days.nth(day, -signed), earlier.checked_sub(n).map(|rank| open[rank]));
            }
        }
    }

    #[test]
    fn the_day_after_the_range_can_be_counted_from_and_days_beyond_cannot() {
        let week = Horizon::new(date("2027-01-04"), date("2027-01-08")).unwrap();
        let days = OpenDays::new(week, &[]);
        assert_eq!((days.index(date("2027-01-04")), days.index(date("2027-01-09"))), (0, 5));
        assert_eq!((days.index(date("2026-01-01")), days.index(date("2028-01-01"))), (0, 5));
        assert_eq!(days.nth(date("2027-01-09"), -1), Some(date("2027-01-08")));
        assert_eq!(days.nth(date("2027-01-10"), -1), None);
        assert_eq!(days.nth(date("2027-01-03"), 1), None);
        assert_eq!(days.nth(date("2027-01-04"), 4), Some(date("2027-01-08")));
        assert_eq!(days.nth(date("2027-01-04"), 5), None);
        assert_eq!(days.nth(date("2027-01-08"), i64::MIN), None);
        assert_eq!(days.nth(date("2027-01-08"), i64::MAX), None);
        assert!(!days.is_open(date("2027-01-11")) && !days.is_open(date("2027-01-01")));
        assert!(!days.is_open(NaiveDate::MAX) && !days.is_bridge(NaiveDate::MIN));
    }

    #[test]
    fn a_day_is_open_when_it_is_open_in_all_calendars() {
        let range = Horizon::of_years(2027, 2027).unwrap();
        let holidays = DayCalendar::of_country(Country::Dk);
        let school = closing("Efterårsferie", DayRule::Week { number: 42 }, Extent::WholeDay);
        let days = OpenDays::new(range, &[&holidays, &school]);
        assert!(!days.is_open(date("2027-10-18")) && !days.is_open(date("2027-05-17")));
        assert!(days.is_open(date("2027-10-25")));
        assert_eq!(days.reasons(date("2027-10-18")), ["Efterårsferie"]);
        assert_eq!(days.nth(date("2027-10-15"), 1), Some(date("2027-10-25")));
    }

    #[test]
    fn the_earliest_closing_time_counts_and_both_names_are_told() {
        let range = Horizon::of_years(2028, 2028).unwrap();
        let first_of_may = DayRule::Fixed { month: 5, day: 1 };
        let noon = closing("Arbejdernes kampdag", first_of_may, Extent::From(time(12)));
        let ten = closing("Tidlig lukning", first_of_may, Extent::From(time(10)));
        let days = OpenDays::new(range, &[&noon, &ten, &noon]);
        assert!(days.is_open(date("2028-05-01")));
        assert_eq!(days.closing_time(date("2028-05-01")), Some(time(10)));
        assert_eq!(days.closing_time(date("2028-05-02")), None);
        assert_eq!(days.reasons(date("2028-05-01")), ["Arbejdernes kampdag", "Tidlig lukning"]);
    }

    #[test]
    fn a_half_day_on_a_closed_day_has_no_closing_time() {
        let constitution_day = closing("Grundlovsdag", DayRule::Fixed { month: 6, day: 5 }, Extent::From(time(12)));
        let range = Horizon::of_years(2027, 2028).unwrap();
        let days = OpenDays::new(range, &[&constitution_day, &DayCalendar::of_country(Country::Dk)]);
        assert_eq!(days.closing_time(date("2028-06-05")), None);
        assert_eq!(days.reasons(date("2028-06-05")), ["Grundlovsdag", "2. pinsedag"]);
        // A Saturday.
        assert_eq!(days.closing_time(date("2027-06-05")), None);
        assert!(days.reasons(date("2027-06-05")).is_empty());
    }

    #[test]
    fn the_friday_after_ascension_day_is_squeezed() {
        let days = denmark();
        for day in ["2026-05-15", "2027-05-07", "2028-05-26", "2026-01-02"] {
            assert!(days.is_bridge(date(day)), "{day}");
            assert!(!days.is_bridge(date(day) - Days::new(1)) && !days.is_bridge(date(day) + Days::new(3)));
        }
        assert_eq!(days.range().days().filter(|day| days.is_bridge(*day)).count(), 4);
    }

    #[test]
    fn the_ends_of_the_range_are_never_squeezed() {
        let friday = date("2027-05-07");
        let denmark = DayCalendar::of_country(Country::Dk);
        let alone = OpenDays::new(Horizon::new(friday, friday).unwrap(), &[&denmark]);
        assert!(alone.is_open(friday) && !alone.is_bridge(friday));
        let seen = OpenDays::new(Horizon::new(friday, friday).unwrap().widened(1), &[&denmark]);
        assert!(seen.is_bridge(friday));
    }
}
