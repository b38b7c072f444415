//! What people are told of an entry, in the plan's language: its title, a summary line and a description. Knows no file format.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::NaiveDate;
use crate::plan::availability::Availability;
use crate::plan::date_words::{at_time, long_date, week_label};
use crate::plan::deadline::{Deadline, Shown};
use crate::plan::group::Group;
use crate::plan::occurrence::OccurrenceId;
use crate::plan::person::PersonId;
use crate::plan::plan::Plan;
use crate::plan::roadmap::TrackId;
use crate::plan::topic::TopicId;
use crate::render::content_line::{several_lines, single_line};
use crate::render::view::{Due, Entry, Kind, View};
use crate::render::why::Whys;
use crate::render::words::{Word, deadline_title, in_week, in_writing};
use crate::schedule::absence::{Absences, absences};
use crate::schedule::placement::Schedule;

/// A view with what its entries tell of each other.
#[derive(Debug, Clone)]
pub struct Telling<'v> {
    plan: &'v Plan,
    meetings: BTreeMap<OccurrenceId, NaiveDate>,
    due: &'v BTreeMap<OccurrenceId, Vec<Due>>,
    agendas: &'v BTreeMap<OccurrenceId, BTreeSet<TopicId>>,
    absences: Absences,
    whys: Whys<'v>,
}

impl<'v> Telling<'v> {
    /// Looks up which deadlines, topics and absences belong to which meeting.
    pub fn new(view: &'v View<'v>) -> Self {
        let meetings = view.entries.iter().filter_map(|entry| match entry.kind {
            Kind::Meeting { occurrence, .. } => Some((occurrence, entry.when.first())),
            Kind::Deadline { .. } | Kind::Phase { .. } | Kind::Milestone { .. } => None,
        });
        let (due, agendas) = (&view.due, &view.agendas);
        Telling {
            plan: view.plan,
            meetings: meetings.collect(),
            due,
            agendas,
            absences: absences_of(view),
            whys: Whys::new(view),
        }
    }

    /// Who of those that may be missing is missing at a meeting.
    pub fn absent(&self, occurrence: OccurrenceId) -> Vec<PersonId> {
        self.absences.get(&occurrence).into_iter().flatten().map(|absence| absence.person).collect()
    }

    /// The title line: `Styregruppe · OS2display`, `Frist: referat · Styregruppe · OS2display`, `Hypercare · OS2display`.
    pub fn summary(&self, entry: &Entry) -> String {
        let product = &self.plan.product(entry.product).title;
        let parts = match entry.kind {
            Kind::Deadline { group, deadline, .. } => {
                let group = self.plan.group(group);
                let deadline = &group.deadlines[deadline];
                let due = deadline_title(self.plan.language, &deadline.title, deadline.time);
                vec![due, group.title.clone(), product.clone()]
            }
            Kind::Meeting { .. } | Kind::Phase { .. } | Kind::Milestone { .. } => {
                vec![title(self.plan, entry), product.clone()]
            }
        };
        parts.iter().map(|part| single_line(part)).collect::<Vec<_>>().join(" · ")
    }

    /// Everything else worth knowing, in lines.
    pub fn description(&self, entry: &Entry) -> String {
        let lines = match entry.kind {
            Kind::Meeting { group, occurrence } => self.of_meeting(self.plan.group(group), occurrence, entry),
            Kind::Deadline { group, occurrence, deadline } => {
                self.of_deadline(&self.plan.group(group).deadlines[deadline], occurrence, entry)
            }
            Kind::Phase { track, .. } => self.of_phase(track, entry),
            Kind::Milestone { track, .. } => {
                let mut lines = vec![self.in_week(Word::Milestone, entry), self.track(track)];
                lines.extend(self.whys.lasting(entry));
                lines
            }
        };
        several_lines(&lines.join("\n"))
    }

    fn of_meeting(&self, group: &Group, id: OccurrenceId, entry: &Entry) -> Vec<String> {
        let language = self.plan.language;
        let occurrence = &self.plan.occurrences[id.0];
        let kind = if occurrence.is_in_writing() { Word::InWriting } else { Word::Meeting };
        let mut lines = vec![self.in_week(kind, entry)];
        if let Some(agenda) = self.agendas.get(&id) {
            let topics: Vec<String> = agenda.iter().map(|topic| single_line(&self.plan.topics[topic.0].title)).collect();
            lines.push(self.labelled(Word::Topics, &topics.join(", ")));
        }
        let seats = [(Word::Members, group.counted()), (Word::Optional, group.optional.clone()), (Word::Absent, self.absent(id))];
        for (word, people) in seats {
            if !people.is_empty() {
                let titles: Vec<String> = people.iter().map(|id| single_line(&self.plan.people[id.0].title)).collect();
                lines.push(self.labelled(word, &titles.join(", ")));
            }
        }
        let due = self.due.get(&id).into_iter().flatten().map(|due| (&group.deadlines[due.deadline], due.date));
        let due: Vec<_> = due.filter(|(deadline, _)| deadline.shown != Shown::Nowhere).collect();
        if !due.is_empty() {
            lines.push(format!("{}:", Word::Deadlines.text(language)));
            lines.extend(due.into_iter().map(|(deadline, date)| format!("- {}", self.due_line(deadline, date))));
        }
        let link = occurrence.link(group).filter(|_| occurrence.is_held() && !occurrence.is_in_writing());
        lines.extend(link.map(|link| self.labelled(Word::Link, link)));
        lines.extend(self.whys.lasting(entry));
        let note = occurrence.once().and_then(|once| once.note.as_ref());
        lines.extend(note.map(|note| self.labelled(Word::Note, note)));
        lines
    }

    /// `dagsorden: torsdag 25. februar 2027 kl. 12.00 (Sekretær)`.
    fn due_line(&self, deadline: &Deadline, date: NaiveDate) -> String {
        let language = self.plan.language;
        let by = self.responsible(deadline).map_or_else(String::new, |by| format!(" ({by})"));
        format!("{}: {}{}{by}", single_line(&deadline.title), long_date(language, date), at_time(language, deadline.time))
    }

    fn responsible(&self, deadline: &Deadline) -> Option<String> {
        deadline.by.as_ref().map(|by| single_line(&self.plan.people[by.person.0].title))
    }

    fn of_deadline(&self, deadline: &Deadline, occurrence: OccurrenceId, entry: &Entry) -> Vec<String> {
        let language = self.plan.language;
        let mut lines = vec![self.in_week(Word::Deadline, entry)];
        lines.extend(self.responsible(deadline).map(|by| self.labelled(Word::Responsible, &by)));
        lines.extend(self.meetings.get(&occurrence).map(|meeting| {
            self.labelled(Word::Meeting, &format!("{}, {}", long_date(language, *meeting), week_label(language, *meeting)))
        }));
        lines
    }

    fn of_phase(&self, track: TrackId, entry: &Entry) -> Vec<String> {
        let language = self.plan.language;
        let day = |date| format!("{}, {}", long_date(language, date), week_label(language, date));
        let mut lines = vec![
            self.labelled(Word::First, &day(entry.when.first())),
            self.labelled(Word::Last, &day(entry.when.last())),
            self.track(track),
        ];
        lines.extend(self.whys.lasting(entry));
        lines
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
pub fn title(plan: &Plan, entry: &Entry) -> String {
    match entry.kind {
        Kind::Meeting { group, occurrence } if plan.occurrences[occurrence.0].is_in_writing() => {
            in_writing(plan.language, &plan.group(group).title)
        }
        Kind::Meeting { group, .. } => plan.group(group).title.clone(),
        Kind::Deadline { group, deadline, .. } => plan.group(group).deadlines[deadline].title.clone(),
        Kind::Phase { phase, .. } => plan.phases[phase.0].title.clone(),
        Kind::Milestone { milestone, .. } => plan.milestones[milestone.0].title.clone(),
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
    use crate::calendar::civil::NaiveTime;
    use crate::diagnostic::source::Span;
    use crate::plan::deadline::{Responsible, Shown};
    use crate::plan::group::GroupId;
    use crate::plan::language::Language;
    use crate::plan::occurrence::{OccurrenceId, Origin, Verdict};
    use crate::plan::person::{Leave, PersonId};
    use crate::plan::plan::Plan;
    use crate::plan::priority::Priority;
    use crate::plan::topic::{Binding, Topic};
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
        plan.people[2].leave =
            vec![Leave { first: day, last: day, reason: None, priority: Priority::Must, span: Span::default() }];
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
        let expected = "Første dag: mandag 1. marts 2027, uge 9\nSidste dag: mandag 31. maj 2027, uge 22\nSpor: Overdragelse til drift\nDatoen står fast i planen";
        assert_eq!(description, expected);
    }

    /// The plan of the fixture with another exception for the steering group's meeting.
    fn told_otherwise(change: impl FnOnce(&mut Plan)) -> (String, String) {
        let mut plan = fixture::plan();
        change(&mut plan);
        told(&plan, "os2display/styregruppe/2027-q1")
    }

    #[test]
    fn what_becomes_of_a_meeting_stands_before_its_reason() {
        for (verdict, origin, words) in [
            (Verdict::Moved, Origin::Rhythm, "Mødet er flyttet: Kommunevalg"),
            (Verdict::Held, Origin::Rhythm, "Årsag: Kommunevalg"),
            (Verdict::Moved, Origin::Extra, "Ekstra møde: Kommunevalg"),
        ] {
            let (_, description) = told_otherwise(|plan| {
                let exception = plan.occurrences[0].exception.as_mut().unwrap();
                (exception.verdict, exception.origin) = (verdict, origin);
                exception.once.note = Some("Medbring\nkaffe".to_owned());
                exception.once.link = Some("https://example.org/other".to_owned());
            });
            assert!(description.contains(words), "{description}");
            assert!(description.ends_with("Bemærk: Medbring\nkaffe"), "{description}");
            assert!(description.contains("Onlinemøde: https://example.org/other"), "{description}");
        }
    }

    #[test]
    fn an_agenda_and_all_deadlines_are_told_and_who_sees_to_them() {
        let (_, description) = told_otherwise(|plan| {
            let (key, title, span) = ("budget".to_owned(), "Budget".to_owned(), Span::default());
            let bindings = vec![Binding::At(OccurrenceId(0))];
            plan.topics.push(Topic { key, title, group: GroupId(0), bindings, span });
            let deadline = &mut plan.groups[0].deadlines[0];
            deadline.title = "Dagsorden sendes ud".to_owned();
            deadline.time = NaiveTime::from_hms_opt(12, 0, 0);
            deadline.shown = Shown::Text;
            deadline.by = Some(Responsible { person: PersonId(0), priority: Priority::Should, span });
        });
        assert!(description.contains("Emner: Budget\n"), "{description}");
        let due = "- Dagsorden sendes ud: torsdag 25. februar 2027 kl. 12.00 (Formand)\n- referat: ";
        assert!(description.contains(due), "{description}");
    }
}
