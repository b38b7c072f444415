//! A handover: hands-on support that ends on a known day, training that overlaps it, hypercare that a steering group accepts.

use crate::calendar::civil::{Datelike, NaiveDate, TimeDelta};
use crate::generate::calendars::{Days, day, end_of_month, monday};
use crate::generate::choices::Choices;
use crate::generate::fora::Kind;
use crate::generate::planting::Fora;
use crate::generate::roadmap::Track;
use crate::plan::roadmap::Length;
use crate::schedule::placement::Placement;

/// Hypercare ends so many working days after a meeting at the most, where that can be.
const ACCEPTED_WITHIN: i64 = 10;
/// Beyond so many nobody would say that the meeting accepted it.
const ACCEPTED_AT_MOST: i64 = 30;

/// The track of a handover in one of the planned years.
pub fn handover(fora: &Fora, days: &Days, choices: &mut Choices) -> Option<Track> {
    let years = days.horizon.years();
    let year = i32::try_from(choices.between(i64::from(*years.start()), i64::from(*years.end()))).ok()?;
    let until = end_of_month(day(year, u32::try_from(choices.between(2, 6)).ok()?, 1));
    let (length, months) = (u32::try_from(choices.between(3, 5) * 5).ok()?, u32::try_from(choices.between(2, 3)).ok()?);
    // Three quarters of the training lie within the support.
    let first = days.town.nth(until, -i64::from(length) * 3 / 4)?;
    let training = (first, Length::WorkingDays(length).last_day(first, &days.town)?);
    let (hypercare, accepted) = hypercare(days.later(until.max(training.1), 1), months, fora, days)?;
    let closed = days.later(hypercare.1, choices.between(1, 6));
    if !days.horizon.contains(closed) {
        return None;
    }
    let support = (day(year, 1, 1), until);
    let from = if year == days.horizon.first().year() { String::new() } else { format!("from: {}, ", support.0) };
    let mut lines = vec![
        "title: Overdragelse til produktet".to_owned(),
        "handover:".to_owned(),
        format!("  support: {{{from}until: {until}}}"),
        format!("  training: {{length: {length} working days, between: {}, overlap: 2 weeks}}", around(training, days)),
        format!("  hypercare: {{length: {months} months, between: {}}}", around(hypercare, days)),
    ];
    if let Some(most) = accepted {
        lines.push(format!("  accepted-at: {{{}: 0..{most} working days}}", Kind::Steering.key()));
    }
    lines.push("milestones:".to_owned());
    let by = days.planned(end_of_month(closed + TimeDelta::days(20)));
    let title = "Overdragelsen er afsluttet";
    lines.push(format!("  overdraget: {{title: {title}, by: {by}, after: {{hypercare: 1..10 working days}}}}"));
    let phase = |(first, last): (NaiveDate, NaiveDate)| Placement::Phase { first, last };
    let placements = vec![
        ("support".to_owned(), phase(support)),
        ("training".to_owned(), phase(training)),
        ("hypercare".to_owned(), phase(hypercare)),
        ("overdraget".to_owned(), Placement::Milestone { date: closed }),
    ];
    Some(Track { key: "overdragelse", lines, placements, hypercare: vec![hypercare] })
}

/// Hypercare from a day on, or some days later where it then ends soon after a steering meeting; and how many working days
/// after one it may end, where any accepts it.
fn hypercare(from: NaiveDate, months: u32, fora: &Fora, days: &Days) -> Option<((NaiveDate, NaiveDate), Option<i64>)> {
    let starts = (0..25).filter_map(|later| if later == 0 { Some(from) } else { days.town.nth(from, later) });
    let runs: Vec<_> = starts.filter_map(|first| Some((first, Length::Months(months).last_day(first, &days.town)?))).collect();
    let steering = &fora.of(Kind::Steering)?.held;
    let since_meeting = |(_, last): &(NaiveDate, NaiveDate)| {
        steering.iter().filter(|held| held.date <= *last).map(|held| days.town.distance(held.date, *last)).min()
    };
    let soon = runs.iter().find(|run| since_meeting(run).is_some_and(|distance| distance <= ACCEPTED_WITHIN));
    if let Some(run) = soon {
        return Some((*run, Some(ACCEPTED_WITHIN)));
    }
    let run = *runs.first()?;
    Some((run, since_meeting(&run).filter(|distance| *distance <= ACCEPTED_AT_MOST)))
}

/// Some weeks around the hidden days.
fn around((first, last): (NaiveDate, NaiveDate), days: &Days) -> String {
    let from = days.planned(monday(first) - TimeDelta::days(21));
    let to = days.planned(monday(last) + TimeDelta::days(32));
    format!("{from}..{to}")
}
