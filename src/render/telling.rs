//! What people are told of an entry, in the plan's language: its title, a summary line and a description. Knows no file format.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;
use crate::plan::availability::Availability;
use crate::plan::group::Group;
use crate::plan::occurrence::{Exception, OccurrenceId, Verdict};
use crate::plan::person::PersonId;
use crate::plan::plan::Plan;
use crate::plan::roadmap::TrackId;
use crate::render::content_line::{several_lines, single_line};
use crate::render::view::{Entry, Kind, View};
use crate::render::words::{Word, deadline_title, in_week, long_date, week_label};
use crate::schedule::absence::{Absences, absences};
use crate::schedule::placement::Schedule;

/// A view with what its entries tell of each other.
#[derive(Debug, Clone)]
pub struct Telling<'v> {
    plan: &'v Plan,
    meetings: BTreeMap<OccurrenceId, NaiveDate>,
    /// The deadlines of each meeting: when, and what.
    deadlines: BTreeMap<OccurrenceId, Vec<(NaiveDate, &'v str)>>,
    absences: Absences,
}

impl<'v> Telling<'v> {
    /// Looks up which deadlines belong to which meeting.
    pub fn new(view: &View<'v>) -> Self {
        let (mut meetings, mut deadlines) = (BTreeMap::new(), BTreeMap::<OccurrenceId, Vec<(NaiveDate, &'v str)>>::new());
        for entry in &view.entries {
            let date = entry.when.first();
            match entry.kind {
                Kind::Meeting { occurrence, .. } => {
                    meetings.insert(occurrence, date);
                }
                Kind::Deadline { group, occurrence, deadline } => {
                    let name = view.plan.group(group).deadlines[deadline].name.as_str();
                    deadlines.entry(occurrence).or_default().push((date, name));
                }
                Kind::Phase { .. } | Kind::Milestone { .. } => {}
            }
        }
        Telling { plan: view.plan, meetings, deadlines, absences: absences_of(view) }
    }

    /// Who of those that may be missing is missing at a meeting.
    pub fn absent(&self, occurrence: OccurrenceId) -> Vec<PersonId> {
        self.absences.get(&occurrence).into_iter().flatten().map(|absence| absence.person).collect()
    }

    /// The title line: `Styregruppe · OS2display`, `Frist: referat · Styregruppe · OS2display`, `Hypercare · OS2display`.
    pub fn summary(&self, entry: &Entry) -> String {
        let product = &self.plan.product(entry.product).title;
        let parts = match entry.kind {
            Kind::Deadline { group, .. } => {
                let due = deadline_title(self.plan.language, title(self.plan, entry));
                vec![due, self.plan.group(group).title.clone(), product.clone()]
            }
            Kind::Meeting { .. } | Kind::Phase { .. } | Kind::Milestone { .. } => {
                vec![title(self.plan, entry).to_owned(), product.clone()]
            }
        };
        parts.iter().map(|part| single_line(part)).collect::<Vec<_>>().join(" · ")
    }

    /// Everything else worth knowing, in lines.
    pub fn description(&self, entry: &Entry) -> String {
        let lines = match entry.kind {
            Kind::Meeting { group, occurrence } => self.of_meeting(self.plan.group(group), occurrence, entry),
            Kind::Deadline { occurrence, .. } => self.of_deadline(occurrence, entry),
            Kind::Phase { track, .. } => self.of_phase(track, entry),
            Kind::Milestone { track, .. } => vec![self.in_week(Word::Milestone, entry), self.track(track)],
        };
        several_lines(&lines.join("\n"))
    }

    fn of_meeting(&self, group: &Group, occurrence: OccurrenceId, entry: &Entry) -> Vec<String> {
        let mut lines = vec![self.in_week(Word::Meeting, entry)];
        let absent = self.absent(occurrence);
        for (word, people) in [(Word::Members, group.counted()), (Word::Optional, group.optional.clone()), (Word::Absent, absent)]
        {
            if !people.is_empty() {
                let titles: Vec<String> = people.iter().map(|id| single_line(&self.plan.people[id.0].title)).collect();
                lines.push(self.labelled(word, &titles.join(", ")));
            }
        }
        if let Some(deadlines) = self.deadlines.get(&occurrence) {
            lines.push(format!("{}:", Word::Deadlines.text(self.plan.language)));
            let line =
                |(date, name): &(NaiveDate, &str)| format!("- {}: {}", single_line(name), long_date(self.plan.language, *date));
            lines.extend(deadlines.iter().map(line));
        }
        lines.extend(group.link.as_ref().map(|link| self.labelled(Word::Link, link)));
        match &self.plan.occurrences[occurrence.0].exception {
            Some(Exception { verdict: Verdict::Pinned(..), reason, .. }) if !reason.trim().is_empty() => {
                lines.push(self.labelled(Word::Pinned, reason));
            }
            Some(Exception { verdict: Verdict::Pinned(..) | Verdict::Cancelled, .. }) | None => {}
        }
        lines
    }

    fn of_deadline(&self, occurrence: OccurrenceId, entry: &Entry) -> Vec<String> {
        let mut lines = vec![self.in_week(Word::Deadline, entry)];
        lines.extend(self.meetings.get(&occurrence).map(|meeting| {
            let language = self.plan.language;
            self.labelled(Word::Meeting, &format!("{}, {}", long_date(language, *meeting), week_label(language, *meeting)))
        }));
        lines
    }

    fn of_phase(&self, track: TrackId, entry: &Entry) -> Vec<String> {
        let language = self.plan.language;
        let day = |date| format!("{}, {}", long_date(language, date), week_label(language, date));
        vec![
            self.labelled(Word::First, &day(entry.when.first())),
            self.labelled(Word::Last, &day(entry.when.last())),
            self.track(track),
        ]
    }

    fn in_week(&self, word: Word, entry: &Entry) -> String {
        in_week(self.plan.language, word, entry.when.first())
    }

    fn track(&self, track: TrackId) -> String {
        self.labelled(Word::Track, &self.plan.tracks[track.0].title)
    }

    fn labelled(&self, label: Word, text: &str) -> String {
        format!("{}: {text}", label.text(self.plan.language))
    }
}

/// Who is absent where, by the dates of a view.
fn absences_of(view: &View<'_>) -> Absences {
    let plan = view.plan;
    let may_be_missing = plan.groups.iter().any(|group| !group.optional.is_empty() || !group.quorums.is_empty());
    if !may_be_missing {
        return Absences::new();
    }
    let of_meeting = |entry: &Entry| match entry.kind {
        Kind::Meeting { occurrence, .. } => Some((plan.occurrences[occurrence.0].id.clone(), entry.when)),
        Kind::Deadline { .. } | Kind::Phase { .. } | Kind::Milestone { .. } => None,
    };
    let schedule = Schedule { placements: view.entries.iter().filter_map(of_meeting).collect() };
    absences(plan, &Availability::of(plan), &schedule)
}

/// An entry's own name: of the group, the deadline, the phase or the milestone.
pub fn title<'p>(plan: &'p Plan, entry: &Entry) -> &'p str {
    match entry.kind {
        Kind::Meeting { group, .. } => &plan.group(group).title,
        Kind::Deadline { group, deadline, .. } => &plan.group(group).deadlines[deadline].name,
        Kind::Phase { phase, .. } => &plan.phases[phase.0].title,
        Kind::Milestone { milestone, .. } => &plan.milestones[milestone.0].title,
    }
}

/// The word for what an entry is.
pub fn kind_word(kind: Kind) -> Word {
    match kind {
        Kind::Meeting { .. } => Word::Meeting,
        Kind::Deadline { .. } => Word::Deadline,
        Kind::Phase { .. } => Word::Phase,
        Kind::Milestone { .. } => Word::Milestone,
    }
}

#[cfg(test)]
mod tests {
    use super::Telling;
    use crate::diagnostic::source::Span;
    use crate::plan::language::Language;
    use crate::plan::person::{Leave, PersonId};
    use crate::plan::plan::Plan;
    use crate::render::fixture;
    use crate::render::view::View;

    fn told(plan: &Plan, id: &str) -> (String, String) {
        let view = View::new(plan, &fixture::schedule());
        let telling = Telling::new(&view);
        let entry = view.entries.iter().find(|entry| entry.id.as_str() == id).unwrap();
        (telling.summary(entry), telling.description(entry))
    }

    #[test]
    fn a_meeting_tells_who_comes_and_what_is_due() {
        let (summary, description) = told(&fixture::plan(), "os2display/styregruppe/2027-q1");
        assert_eq!(summary, "Styregruppe · OS2display");
        let expected = "\
Møde i uge 9
Deltagere: Formand, Produktejer
Frister:
- dagsorden: torsdag 25. februar 2027
- referat: torsdag 11. marts 2027
Onlinemøde: https://example.org/m?a=1,2
Datoen er fastsat: Kommunevalg; lokalet er optaget";
        assert_eq!(description, expected);
    }

    #[test]
    fn who_may_be_missing_and_is_missing_is_told() {
        let mut plan = fixture::plan();
        plan.groups[0].members = vec![PersonId(0)];
        plan.groups[0].optional = vec![PersonId(1), PersonId(2)];
        let day = "2027-03-04".parse().unwrap();
        plan.people[2].leave = vec![Leave { first: day, last: day, reason: None, span: Span::default() }];
        let description = told(&plan, "os2display/styregruppe/2027-q1").1;
        let expected = "Deltagere: Formand\nValgfri deltagelse: Produktejer, Gæst\nFravær: Gæst\nFrister:";
        assert!(description.contains(expected), "{description}");
    }

    #[test]
    fn the_plan_chooses_the_language() {
        let plan = Plan { language: Language::English, ..fixture::plan() };
        let (summary, description) = told(&plan, "os2display/styregruppe/2027-q1#referat");
        assert_eq!(summary, "Deadline: referat · Styregruppe · OS2display");
        assert_eq!(description, "Deadline in week 10\nMeeting: Thursday 4 March 2027, week 9");
    }

    #[test]
    fn a_phase_tells_its_first_and_last_day_and_its_track() {
        let (summary, description) = told(&fixture::plan(), "os2display/roadmap/drift/hypercare");
        assert_eq!(summary, "Hypercare · OS2display");
        let expected =
            "Første dag: mandag 1. marts 2027, uge 9\nSidste dag: mandag 31. maj 2027, uge 22\nSpor: Overdragelse til drift";
        assert_eq!(description, expected);
    }
}
