//! Why days are closed: the holiday by its name, the closure of a calendar, the weekend, the time at which a half day closes.

use std::collections::BTreeMap;

use crate::calendar::civil::{Datelike, NaiveDate, NaiveTime};
use crate::calendar::closure::Extent;
use crate::calendar::holidays::public_holidays;
use crate::calendar::horizon::Horizon;
use crate::plan::id::CalendarId;
use crate::plan::language::Language;
use crate::plan::occurrence::Window;
use crate::plan::plan::Plan;

/// Days in a row that are closed for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// The days.
    pub days: Window,
    /// Why.
    pub reason: Reason,
}

/// Why a day is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It is a Saturday or a Sunday.
    Weekend,
    /// It has these names.
    Named(Vec<Name>),
    /// It closes at this time, under these names.
    ClosesAt(NaiveTime, Vec<Name>),
    /// It lies between closed days.
    Squeezed,
}

/// What a day is closed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As its calendar has it: a public holiday in the language of its country.
    own: String,
    /// The English name of a public holiday.
    english: Option<&'static str>,
}

impl Name {
    /// The name in a language, where there is one.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Danish => &self.own,
            Language::English => self.english.unwrap_or(&self.own),
        }
    }
}

/// Why days are closed in any of some calendars; days in a row of one reason are put together.
pub fn closed(plan: &Plan, calendars: &[CalendarId], days: &[NaiveDate]) -> Vec<Closed> {
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Vec::new() };
    let Some(range) = Horizon::new(*first, *last) else { return Vec::new() };
    let named = names(plan, calendars, range);
    let reason = |day: &NaiveDate| named.get(day).cloned().unwrap_or(Reason::Weekend);
    runs(days.iter().map(|day| (*day, reason(day))))
}

/// Days that are squeezed between closed ones.
pub fn squeezed(days: &[NaiveDate]) -> Vec<Closed> {
    runs(days.iter().map(|day| (*day, Reason::Squeezed)))
}

fn runs(days: impl Iterator<Item = (NaiveDate, Reason)>) -> Vec<Closed> {
    let mut runs: Vec<Closed> = Vec::new();
    for (day, reason) in days {
        match runs.last_mut() {
            Some(run) if run.reason == reason && run.days.last.succ_opt() == Some(day) => run.days.last = day,
            Some(_) | None => runs.push(Closed { days: Window { first: day, last: day }, reason }),
        }
    }
    runs
}

/// What the calendars say of the days of a range. Where one closes the whole day, half days say nothing more.
fn names(plan: &Plan, calendars: &[CalendarId], range: Horizon) -> BTreeMap<NaiveDate, Reason> {
    let mut reasons: BTreeMap<NaiveDate, Reason> = BTreeMap::new();
    for calendar in calendars.iter().map(|id| &plan.calendars[id.0]) {
        let english = |date: NaiveDate, own: &str| {
            let holidays = calendar.countries.iter().flat_map(|country| public_holidays(*country, date.year()));
            holidays.into_iter().find(|holiday| holiday.date == date && holiday.name == own).map(|holiday| holiday.english)
        };
        for fact in calendar.facts(range) {
            let name = Name { english: english(fact.date, &fact.name), own: fact.name };
            let known = reasons.remove(&fact.date);
            reasons.insert(fact.date, with(known, name, fact.extent));
        }
    }
    reasons
}

/// A reason with one more name.
fn with(known: Option<Reason>, name: Name, extent: Extent) -> Reason {
    let closes = match extent {
        Extent::From(time) if !extent.closes_whole_day() => Some(time),
        Extent::From(_) | Extent::WholeDay => None,
    };
    match (known, closes) {
        (Some(Reason::Named(mut names)), None) => {
            if !names.contains(&name) {
                names.push(name);
            }
            Reason::Named(names)
        }
        (Some(Reason::Named(names)), Some(_)) => Reason::Named(names),
        (Some(Reason::ClosesAt(known, mut names)), Some(time)) => {
            if !names.contains(&name) {
                names.push(name);
            }
            Reason::ClosesAt(known.min(time), names)
        }
        (Some(Reason::ClosesAt(..) | Reason::Weekend | Reason::Squeezed) | None, None) => Reason::Named(vec![name]),
        (Some(Reason::Weekend | Reason::Squeezed) | None, Some(time)) => Reason::ClosesAt(time, vec![name]),
    }
}

#[cfg(test)]
mod tests {
    use super::{Reason, closed};
    use crate::diagnostic::source::Sources;
    use crate::plan::language::Language::{self, Danish, English};
    use crate::schema::reading::read;

    const PLAN: &str = r#"
product: p
years: 2027
calendars:
  dk: {country: dk, closed: {half: {on: 2027-03-24, from: "12:00"}}}
  school: {closed: {vinterferie: 2027-02-15..2027-02-19}}
calendar: [dk, school]
groups: {board: {meets: {each: year, at: "13:00", length: 1h}}}
"#;

    #[test]
    fn each_day_has_its_reason_and_days_of_one_reason_are_put_together() {
        let mut sources = Sources::default();
        sources.add("plan.yaml", PLAN);
        let plan = read(&sources).plan.unwrap();
        let days = ["2027-02-15", "2027-02-16", "2027-02-20", "2027-02-21", "2027-03-24", "2027-03-25"];
        let days = days.map(|day| day.parse().unwrap());
        let told = |language: Language| -> Vec<String> {
            let reason = |reason: &Reason| match reason {
                Reason::Weekend => "-".to_owned(),
                Reason::Named(names) => names[0].text(language).to_owned(),
                Reason::ClosesAt(time, names) => format!("{time} {}", names[0].text(language)),
                Reason::Squeezed => "squeezed".to_owned(),
            };
            let closed = closed(&plan, &plan.groups[0].calendars, &days);
            closed.iter().map(|run| format!("{}..{} {}", run.days.first, run.days.last, reason(&run.reason))).collect()
        };
        let expected = [
            "2027-02-15..2027-02-16 vinterferie",
            "2027-02-20..2027-02-21 -",
            "2027-03-24..2027-03-24 12:00:00 half",
            "2027-03-25..2027-03-25 Skærtorsdag",
        ];
        assert_eq!(told(Danish), expected);
        assert_eq!(told(English)[3], "2027-03-25..2027-03-25 Maundy Thursday");
    }
}
