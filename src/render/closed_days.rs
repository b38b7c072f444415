//! Which days a picture shades, and what they are called: holidays, closed days, half days, unwelcome days. Weekends are not
//! among them. Knows no drawing.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;
use crate::calendar::closure::DayCalendar;
use crate::calendar::holidays::public_holidays;
use crate::calendar::horizon::Horizon;
use crate::plan::group::{AvoidedDays, Group};
use crate::plan::id::CalendarId;
use crate::plan::language::Language;
use crate::plan::plan::Plan;

/// The shaded days of a group, in two layers: a school holiday goes on beneath the public holiday in its midst.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shaded {
    /// Days on which the group does not meet, or only for a part of the day.
    pub closed: Notes,
    /// Days it would rather not meet on.
    pub unwelcome: Notes,
}

/// Why a day is shaded, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shade {
    /// A public holiday.
    Holiday,
    /// Closed for the whole day otherwise.
    Closed,
    /// Closed for a part of the day.
    HalfDay,
    /// Open, but unwelcome: the plan would rather avoid it.
    Unwelcome,
}

/// What is told of one day: the strongest reason, and everything the day is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// Why it is shaded.
    pub shade: Shade,
    /// Its names, joined by commas.
    pub names: String,
}

/// Notes by day.
pub type Notes = BTreeMap<NaiveDate, Note>;

/// Days in a row with the same note, both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
    /// What is told of them.
    pub note: Note,
}

/// The shaded days of a group within a horizon: by the calendars it keeps, and those it would rather avoid.
pub fn of_group(plan: &Plan, group: &Group, horizon: Horizon) -> Shaded {
    let mut shaded = Shaded { closed: closed(plan, &group.calendars, horizon), unwelcome: Notes::new() };
    for avoid in &group.avoid {
        match avoid.days {
            AvoidedDays::Calendar(id) => {
                for fact in plan.calendars[id.0].facts(horizon) {
                    add(&mut shaded.unwelcome, fact.date, Shade::Unwelcome, &fact.name);
                }
            }
            AvoidedDays::BridgeDays => {}
        }
    }
    shaded
}

/// The closed days of some calendars.
pub fn closed(plan: &Plan, calendars: &[CalendarId], horizon: Horizon) -> Notes {
    let mut notes = Notes::new();
    for calendar in calendars.iter().map(|id| &plan.calendars[id.0]) {
        let holidays = holiday_names(calendar, plan.language, horizon);
        for fact in calendar.facts(horizon) {
            let holiday = holidays.get(&(fact.date, fact.name.as_str()));
            let shade = match (holiday, fact.extent.closes_whole_day()) {
                (Some(_), _) => Shade::Holiday,
                (None, true) => Shade::Closed,
                (None, false) => Shade::HalfDay,
            };
            add(&mut notes, fact.date, shade, holiday.unwrap_or(&fact.name.as_str()));
        }
    }
    notes
}

/// What is told of a day in all of several groups alike, layer by layer.
pub fn shared(groups: &[Shaded]) -> Shaded {
    let Some((first, rest)) = groups.split_first() else { return Shaded::default() };
    let everywhere = |layer: fn(&Shaded) -> &Notes| {
        let alike = |date, note| rest.iter().all(|group| layer(group).get(date) == Some(note));
        layer(first).iter().filter(|(date, note)| alike(date, note)).map(|(date, note)| (*date, note.clone())).collect()
    };
    Shaded { closed: everywhere(|group| &group.closed), unwelcome: everywhere(|group| &group.unwelcome) }
}

/// What is told of a group's days beyond what is shared.
pub fn beyond(own: &Shaded, shared: &Shaded) -> Shaded {
    let rest = |own: &Notes, shared: &Notes| {
        own.iter().filter(|(date, note)| shared.get(date) != Some(note)).map(|(date, note)| (*date, note.clone())).collect()
    };
    Shaded { closed: rest(&own.closed, &shared.closed), unwelcome: rest(&own.unwelcome, &shared.unwelcome) }
}

/// The notes with equal neighbours joined.
pub fn stretches(notes: &Notes) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for (date, note) in notes {
        match stretches.last_mut() {
            Some(last) if last.note == *note && last.last.succ_opt() == Some(*date) => last.last = *date,
            Some(_) | None => stretches.push(Stretch { first: *date, last: *date, note: note.clone() }),
        }
    }
    stretches
}

/// The names of a calendar's public holidays in a language, by date and name in the country's own language.
fn holiday_names(
    calendar: &DayCalendar,
    language: Language,
    horizon: Horizon,
) -> BTreeMap<(NaiveDate, &'static str), &'static str> {
    let countries = calendar.countries.iter();
    let holidays = countries.flat_map(|country| horizon.years().flat_map(|year| public_holidays(*country, year)));
    let told = holidays.map(|holiday| match language {
        Language::Danish => ((holiday.date, holiday.name), holiday.name),
        Language::English => ((holiday.date, holiday.name), holiday.english),
    });
    told.collect()
}

fn add(notes: &mut Notes, date: NaiveDate, shade: Shade, name: &str) {
    let note = notes.entry(date).or_insert_with(|| Note { shade, names: String::new() });
    note.shade = note.shade.min(shade);
    if note.names.is_empty() {
        name.clone_into(&mut note.names);
    } else if !note.names.split(", ").any(|known| known == name) {
        note.names.push_str(", ");
        note.names.push_str(name);
    }
}

#[cfg(test)]
mod tests {
    use super::{Note, Notes, Shade, Shaded, beyond, of_group, shared, stretches};
    use crate::calendar::civil::NaiveDate;
    use crate::calendar::horizon::Horizon;
    use crate::render::gallery;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_strongest_reason_shades_and_every_name_is_told() {
        let (plan, _) = gallery::plan();
        let days = of_group(&plan, &plan.groups[0], Horizon::of_years(2026, 2027).unwrap());
        let told = |notes: &Notes, day: &str| notes.get(&date(day)).map(|note| (note.shade, note.names.clone()));
        assert_eq!(told(&days.closed, "2027-03-29"), Some((Shade::Holiday, "2. påskedag".to_owned())));
        assert_eq!(told(&days.unwelcome, "2027-03-29"), Some((Shade::Unwelcome, "Påskeferie".to_owned())));
        assert_eq!(told(&days.closed, "2026-12-25"), Some((Shade::Holiday, "Juledag, Julelukket".to_owned())));
        assert_eq!(told(&days.closed, "2027-05-07"), Some((Shade::Closed, "Indeklemt dag".to_owned())));
        assert_eq!(told(&days.closed, "2027-06-05"), Some((Shade::HalfDay, "Grundlovsdag".to_owned())));
        assert_eq!(told(&days.closed, "2027-06-06"), None);
    }

    #[test]
    fn equal_neighbours_are_one_stretch() {
        let note = |names: &str| Note { shade: Shade::Closed, names: names.to_owned() };
        let days = [("2027-02-15", "a"), ("2027-02-16", "a"), ("2027-02-17", "b"), ("2027-02-19", "b")];
        let notes: Notes = days.map(|(day, name)| (date(day), note(name))).into();
        let runs: Vec<_> = stretches(&notes).into_iter().map(|run| (run.first, run.last)).collect();
        let expected = [("2027-02-15", "2027-02-16"), ("2027-02-17", "2027-02-17"), ("2027-02-19", "2027-02-19")];
        assert_eq!(runs, expected.map(|(first, last)| (date(first), date(last))));
    }

    #[test]
    fn what_all_share_and_what_one_has_beyond_are_the_whole() {
        let (plan, _) = gallery::plan();
        let year = Horizon::of_years(2027, 2027).unwrap();
        let groups: Vec<Shaded> = plan.groups.iter().map(|group| of_group(&plan, group, year)).collect();
        let common = shared(&groups);
        assert!(common.closed.contains_key(&date("2027-05-06")) && !common.closed.contains_key(&date("2027-07-21")));
        for own in &groups {
            assert_eq!(common.closed.len() + beyond(own, &common).closed.len(), own.closed.len());
            assert!(beyond(own, &common).unwelcome.is_empty());
        }
        assert_eq!(shared(&[]), Shaded::default());
    }
}
