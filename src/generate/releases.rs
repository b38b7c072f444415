//! Releases: a coordination meeting approves one, it is built and tested, and then it is out.

use crate::calendar::civil::{Datelike, NaiveDate, TimeDelta};
use crate::generate::calendars::{Days, day, end_of_month, monday};
use crate::generate::choices::Choices;
use crate::generate::fora::Kind;
use crate::generate::planting::Fora;
use crate::generate::roadmap::Track;
use crate::plan::roadmap::Length;
use crate::schedule::placement::Placement;

/// The key of the track.
pub const RELEASES: &str = "udgivelser";

/// What a release may wait for the approval, and a test for what was built, in working days.
const WAIT: i64 = 10;

/// The track of releases, at most one in each planned year; none where there is none.
pub fn releases(fora: &Fora, days: &Days, choices: &mut Choices) -> Option<Track> {
    let mut phases = Vec::new();
    let mut milestones = Vec::new();
    let mut placements = Vec::new();
    for year in days.horizon.years() {
        let Some(release) = Release::of(year, fora, days, choices) else { continue };
        release.write(year, days, &mut phases, &mut milestones);
        let phase = |(first, last): (NaiveDate, NaiveDate)| Placement::Phase { first, last };
        placements.extend([
            (format!("udvikling-{year}"), phase(release.build)),
            (format!("test-{year}"), phase(release.test)),
            (format!("godkendt-{year}"), Placement::Milestone { date: release.approved }),
            (format!("udgivelse-{year}"), Placement::Milestone { date: release.out }),
        ]);
    }
    let heads = ["title: Udgivelser".to_owned(), "phases:".to_owned()];
    let lines = heads.into_iter().chain(phases).chain(["milestones:".to_owned()]).chain(milestones).collect();
    (!placements.is_empty()).then_some(Track { key: RELEASES, lines, placements, hypercare: Vec::new() })
}

/// The hidden dates of a release.
struct Release {
    approved: NaiveDate,
    weeks: u32,
    build: (NaiveDate, NaiveDate),
    test: (NaiveDate, NaiveDate),
    /// How many working days after the build the test may start.
    wait: i64,
    out: NaiveDate,
}

impl Release {
    fn of(year: i32, fora: &Fora, days: &Days, choices: &mut Choices) -> Option<Release> {
        let season = if choices.once_in(3) { (8, 9) } else { (1, 4) };
        let approved = fora
            .of(Kind::Coordination)?
            .held
            .iter()
            .find(|held| held.date.year() == year && (season.0..=season.1).contains(&held.date.month()))?;
        let approved = approved.date;
        let start = days.open_from(monday(approved) + TimeDelta::days(7));
        let weeks = u32::try_from(choices.between(3, 5) * 2).ok()?;
        let build = (start, Length::Weeks(weeks).last_day(start, &days.town)?);
        let soonest = choices.between(1, 4);
        let wait = (soonest..soonest + WAIT * 2).find(|wait| days.may_test_start(days.later(build.1, *wait)))?;
        let first = days.later(build.1, wait);
        let test = (first, Length::Weeks(3).last_day(first, &days.town)?);
        let out = days.later(test.1, choices.between(1, 5));
        let is_kept = out <= day(year, 12, 17) && days.town.distance(approved, start) <= WAIT;
        is_kept.then_some(Release { approved, weeks, build, test, wait: wait.max(WAIT), out })
    }

    fn write(&self, year: i32, days: &Days, phases: &mut Vec<String>, milestones: &mut Vec<String>) {
        let (weeks, wait) = (self.weeks, self.wait);
        let build =
            format!("length: {weeks} weeks, starts: \"monday, should\", after: {{godkendt-{year}: 1..{WAIT} working days}}");
        let test = format!("length: 3 weeks, not-start-in: uge-42-43, after: {{udvikling-{year}: 1..{wait} working days}}");
        phases.extend([format!("  udvikling-{year}: {{{build}}}"), format!("  test-{year}: {{{test}}}")]);
        let from = days.planned(day(year, self.approved.month(), 1) - TimeDelta::days(15));
        let to = end_of_month(self.approved) + TimeDelta::days(15);
        let by = days.planned(end_of_month(self.out + TimeDelta::days(25)));
        let coordination = Kind::Coordination.key();
        milestones.extend([
            format!("  godkendt-{year}: {{title: Udgivelse {year} godkendt, between: {from}..{to}, decided-at: {coordination}}}"),
            format!("  udgivelse-{year}: {{by: {by}, critical: yes, after: {{test-{year}: 1..10 working days}}}}"),
        ]);
    }
}
