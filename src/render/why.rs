//! Why an entry has its date, in a few short lines that stay as they are while the entry does: told from the plan and the
//! dates alone, so nothing is solved for them. Knows no file format.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;
use crate::plan::cycle::Period;
use crate::plan::date_words::long_date;
use crate::plan::group::{Group, GroupId};
use crate::plan::language::Language;
use crate::plan::occurrence::{Exception, Manner, OccurrenceId, Origin, Verdict};
use crate::plan::plan::Plan;
use crate::plan::relation::{Anchor, Matching, Relation};
use crate::plan::roadmap::{PhaseId, PhaseTiming};
use crate::render::closed_days::{Shade, Shaded, of_group};
use crate::render::content_line::single_line;
use crate::render::rhythm_words::{between, rhythm};
use crate::render::view::{Entry, Kind, View};
use crate::render::words::Word;
use crate::schedule::placement::Placement;

/// The most lines that are told of one entry.
const MOST_LINES: usize = 4;

/// What is looked up once to tell why each entry of a view has its date.
#[derive(Debug, Clone)]
pub struct Whys<'v> {
    plan: &'v Plan,
    meetings: BTreeMap<OccurrenceId, NaiveDate>,
    /// First and last day of every phase and milestone.
    roadmap: BTreeMap<Dated, (NaiveDate, NaiveDate)>,
    rhythms: Vec<String>,
    /// The shaded days of the groups whose recurrence rules name days.
    shaded: BTreeMap<GroupId, Shaded>,
}

/// Whether the dates of other entries are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Others {
    Told,
    LeftOut,
}

/// A phase or milestone, by position in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Dated {
    Phase(usize),
    Milestone(usize),
}

impl<'v> Whys<'v> {
    /// Looks up the dates, rhythms and closed days of a view.
    pub fn new(view: &'v View<'_>) -> Self {
        let plan = view.plan;
        let (mut meetings, mut roadmap) = (BTreeMap::new(), BTreeMap::new());
        for entry in &view.entries {
            let days = (entry.when.first(), entry.when.last());
            match entry.kind {
                Kind::Meeting { occurrence, .. } => drop(meetings.insert(occurrence, days.0)),
                Kind::Phase { phase, .. } => drop(roadmap.insert(Dated::Phase(phase.0), days)),
                Kind::Milestone { milestone, .. } => drop(roadmap.insert(Dated::Milestone(milestone.0), days)),
                Kind::Deadline { .. } => {}
            }
        }
        let rhythms = (0..plan.groups.len()).map(|index| rhythm(plan, GroupId(index))).collect();
        let ruled = plan.occurrences.iter().filter(|occurrence| occurrence.nominal.is_some()).map(|occurrence| occurrence.group);
        let mut shaded = BTreeMap::new();
        for id in ruled {
            shaded.entry(id).or_insert_with(|| of_group(plan, plan.group(id), plan.horizon.widened(31)));
        }
        Whys { plan, meetings, roadmap, rhythms, shaded }
    }

    /// Why an entry has its date, in at most four lines that stay while the entry does: no date of another entry is among
    /// them. In the plan's language; of a deadline nothing is told, for it follows from its meeting.
    pub fn lasting(&self, entry: &Entry) -> Vec<String> {
        self.told(entry, Others::LeftOut).into_iter().take(MOST_LINES).collect()
    }

    /// The same with how far the entry lies from what it is related to, which changes when that moves.
    pub fn of(&self, entry: &Entry) -> Vec<String> {
        self.told(entry, Others::Told).into_iter().take(MOST_LINES).collect()
    }

    fn told(&self, entry: &Entry, others: Others) -> Vec<String> {
        let (own, related) = match entry.kind {
            Kind::Meeting { group, occurrence } => {
                (self.of_meeting(group, occurrence, entry.when), self.beside_meeting(group, occurrence, entry.when))
            }
            Kind::Deadline { .. } => (Vec::new(), Vec::new()),
            Kind::Phase { phase, .. } => self.of_phase(phase, entry.when),
            Kind::Milestone { milestone, .. } => {
                let fixed = self.plan.milestones[milestone.0].fixed().map(|_| self.fixed());
                (fixed.into_iter().collect(), self.follows(Anchor::Milestone(milestone), entry.when.first()))
            }
        };
        match others {
            Others::LeftOut => own,
            Others::Told => [own, related].concat(),
        }
    }

    fn of_meeting(&self, id: GroupId, occurrence_id: OccurrenceId, when: Placement) -> Vec<String> {
        let (language, occurrence) = (self.plan.language, &self.plan.occurrences[occurrence_id.0]);
        let date = when.first();
        let exception = occurrence.exception.as_ref();
        let mut lines: Vec<String> = exception.and_then(|exception| told_exception(language, exception)).into_iter().collect();
        if !occurrence.is_held() {
            return lines;
        }
        let by_rhythm = exception.is_none_or(|exception| match exception.verdict {
            Verdict::Held => exception.origin == Origin::Rhythm,
            Verdict::Pinned(..) | Verdict::Moved | Verdict::Cancelled => false,
        });
        if by_rhythm {
            let rhythm = match self.plan.group(id).cycle.period {
                Period::Window if occurrence.nominal.is_none() => between(language, occurrence),
                Period::Week | Period::Month | Period::Quarter | Period::HalfYear | Period::Year | Period::Window => {
                    self.rhythms[id.0].clone()
                }
            };
            lines.push(format!("{}: {rhythm}", Word::Rhythm.text(language)));
            lines.extend(occurrence.nominal.filter(|nominal| *nominal != date).map(|nominal| self.not_then(id, nominal)));
        }
        lines
    }

    /// How far a meeting lies from those it is related to.
    fn beside_meeting(&self, id: GroupId, occurrence_id: OccurrenceId, when: Placement) -> Vec<String> {
        let (language, occurrence) = (self.plan.language, &self.plan.occurrences[occurrence_id.0]);
        if !occurrence.is_held() {
            return Vec::new();
        }
        let date = when.first();
        let mut lines = Vec::new();
        let own = self.plan.relations.iter().filter(|relation| relation.subject == Anchor::Meetings(id));
        lines.extend(own.filter_map(|relation| self.distance(relation, date, Some(&occurrence.label))));
        let successions = self.plan.successions.iter().filter(|succession| succession.subject == id);
        lines.extend(successions.filter_map(|succession| {
            let other = self.plan.held(succession.object).find(|(other, _)| self.meetings.get(other) == Some(&date))?;
            Some(apart(language, 0, &self.meeting_of(self.plan.group(other.1.group)), date))
        }));
        lines
    }

    fn of_phase(&self, id: PhaseId, when: Placement) -> (Vec<String>, Vec<String>) {
        let fixed = match self.plan.phases[id.0].timing {
            PhaseTiming::Fixed(_) => Some(self.fixed()),
            PhaseTiming::Placed { .. } => None,
        };
        let start = self.follows(Anchor::PhaseStart(id), when.first());
        let end = self.follows(Anchor::PhaseEnd(id), when.last());
        (fixed.into_iter().collect(), [start, end].concat())
    }

    fn fixed(&self) -> String {
        let words = match self.plan.language {
            Language::Danish => "Datoen står fast i planen",
            Language::English => "The date is fixed in the plan",
        };
        words.to_owned()
    }

    /// What a phase or milestone follows.
    fn follows(&self, subject: Anchor, date: NaiveDate) -> Vec<String> {
        let own = self.plan.relations.iter().filter(|relation| relation.subject == subject);
        own.filter_map(|relation| self.distance(relation, date, None)).collect()
    }

    /// Why a meeting is not on the day that its recurrence rule names.
    fn not_then(&self, id: GroupId, nominal: NaiveDate) -> String {
        let language = self.plan.language;
        let group = self.plan.group(id);
        let shaded = self.shaded.get(&id);
        let closed = shaded.and_then(|shaded| shaded.closed.get(&nominal)).filter(|note| note.shade < Shade::HalfDay);
        let away = || {
            let away = group.counted().into_iter().map(|person| &self.plan.people[person.0]);
            let away = away.filter(|person| person.leave.iter().any(|leave| leave.covers(nominal)));
            let titles: Vec<String> = away.map(|person| single_line(&person.title)).collect();
            (!titles.is_empty()).then(|| match language {
                Language::Danish => format!("{} er fraværende", titles.join(", ")),
                Language::English if titles.len() == 1 => format!("{} is away", titles[0]),
                Language::English => format!("{} are away", titles.join(", ")),
            })
        };
        let unwelcome = || shaded.and_then(|shaded| shaded.unwelcome.get(&nominal)).map(|note| single_line(&note.names));
        let reason = closed.map(|note| single_line(&note.names)).or_else(away).or_else(unwelcome);
        let day = long_date(language, nominal);
        match (language, reason) {
            (Language::Danish, Some(reason)) => format!("Ikke {day}: {reason}"),
            (Language::English, Some(reason)) => format!("Not {day}: {reason}"),
            (Language::Danish, None) => format!("Ikke {day}: flyttet for at passe med resten af planen"),
            (Language::English, None) => format!("Not {day}: moved to fit the rest of the plan"),
        }
    }

    /// How far an entry lies from what it is related to. Of several meetings the nearest on the right side is meant.
    fn distance(&self, relation: &Relation, date: NaiveDate, label: Option<&str>) -> Option<String> {
        let plan = self.plan;
        let of = |dated: Dated| self.roadmap.get(&dated).copied();
        let danish = plan.language == Language::Danish;
        let (other, what) = match relation.object {
            Anchor::Meetings(id) => {
                let dated = plan.held(id).filter_map(|(id, other)| Some((other, *self.meetings.get(&id)?)));
                let (_, other) = match relation.matching {
                    Matching::Period => dated.into_iter().find(|(other, _)| Some(other.label.as_str()) == label)?,
                    Matching::Some | Matching::SomeInMonth => {
                        let after = relation.distance.least.is_none_or(|least| least < 0);
                        let before = relation.distance.most.is_none_or(|most| most > 0);
                        let fits = |other: &NaiveDate| *other == date || if *other < date { before } else { after };
                        dated.filter(|(_, other)| fits(other)).min_by_key(|(_, other)| (*other - date).num_days().abs())?
                    }
                };
                (other, self.meeting_of(plan.group(id)))
            }
            Anchor::PhaseStart(id) => {
                let title = single_line(&plan.phases[id.0].title);
                let what = if danish { format!("starten på {title}") } else { format!("the start of {title}") };
                (of(Dated::Phase(id.0))?.0, what)
            }
            Anchor::PhaseEnd(id) => {
                let title = single_line(&plan.phases[id.0].title);
                let what = if danish { format!("slutningen af {title}") } else { format!("the end of {title}") };
                (of(Dated::Phase(id.0))?.1, what)
            }
            Anchor::Milestone(id) => (of(Dated::Milestone(id.0))?.0, single_line(&plan.milestones[id.0].title)),
        };
        Some(apart(plan.language, (date - other).num_days(), &what, other))
    }

    /// A meeting of a group, as it stands inside a sentence.
    fn meeting_of(&self, group: &Group) -> String {
        let title = single_line(&group.title);
        match self.plan.language {
            Language::Danish => format!("mødet i {title}"),
            Language::English => format!("the meeting of {title}"),
        }
    }
}

/// What the plan says of one meeting alone: what became of it, and why.
fn told_exception(language: Language, exception: &Exception) -> Option<String> {
    let label = what_became(exception).text(language);
    let reason = exception.reason.trim();
    if !reason.is_empty() {
        return Some(format!("{label}: {reason}"));
    }
    match exception.verdict {
        Verdict::Cancelled | Verdict::Pinned(..) => Some(label.to_owned()),
        Verdict::Held | Verdict::Moved => None,
    }
}

/// The words before the reason of an exception: what became of the meeting.
fn what_became(exception: &Exception) -> Word {
    match (exception.manner, exception.origin, exception.verdict) {
        (_, _, Verdict::Cancelled) => Word::Cancelled,
        (Manner::InWriting, _, _) => Word::InWriting,
        (Manner::Meeting, Origin::Extra, _) => Word::Extra,
        (Manner::Meeting, Origin::Rhythm, Verdict::Pinned(..)) => Word::Pinned,
        (Manner::Meeting, Origin::Rhythm, Verdict::Moved) => Word::Moved,
        (Manner::Meeting, Origin::Rhythm, Verdict::Held) => Word::Reason,
    }
}

/// `8 dage efter mødet i Koordinationsgruppe, mandag 20. september 2027`.
fn apart(language: Language, days: i64, what: &str, date: NaiveDate) -> String {
    let day = long_date(language, date);
    let count = days.abs();
    match (language, days) {
        (Language::Danish, 0) => format!("Samme dag som {what}"),
        (Language::English, 0) => format!("On the day of {what}"),
        (Language::Danish, _) => {
            let (unit, side) = (if count == 1 { "dag" } else { "dage" }, if days > 0 { "efter" } else { "før" });
            format!("{count} {unit} {side} {what}, {day}")
        }
        (Language::English, _) => {
            let (unit, side) = (if count == 1 { "day" } else { "days" }, if days > 0 { "after" } else { "before" });
            format!("{count} {unit} {side} {what}, {day}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Whys;
    use crate::calendar::civil::{NaiveDate, Weekday};
    use crate::calendar::closure::DayCalendar;
    use crate::calendar::holidays::Country;
    use crate::calendar::horizon::Horizon;
    use crate::diagnostic::source::{Span, Spanned};
    use crate::plan::cycle::Period;
    use crate::plan::distance::{DayUnit, Distance};
    use crate::plan::group::GroupId;
    use crate::plan::id::{CalendarId, ProductId};
    use crate::plan::language::Language;
    use crate::plan::occurrence::{Exception, Verdict, Window};
    use crate::plan::person::{Leave, Person, PersonId};
    use crate::plan::plan::Plan;
    use crate::plan::priority::Priority;
    use crate::plan::relation::{Anchor, Matching, Relation};
    use crate::render::gallery;
    use crate::render::view::View;
    use crate::schedule::placement::Schedule;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A group that meets on the second Tuesday of each month, one of them on another day.
    fn monthly(language: Language, month: usize, held: &str) -> (Plan, Schedule) {
        let mut plan = gallery::empty(language, Horizon::of_years(2027, 2027).unwrap());
        let mut schedule = Schedule::default();
        plan.calendars.push(DayCalendar::of_country(Country::Dk));
        plan.products.push(gallery::product("p", "P"));
        plan.groups.push(gallery::group(ProductId(0), "g", "Koordinationsgruppe"));
        plan.groups[0].calendars = vec![CalendarId(0)];
        for number in 1..=12 {
            let nominal = NaiveDate::from_weekday_of_month_opt(2027, number, Weekday::Tue, 2).unwrap();
            let day = if number as usize == month { date(held) } else { nominal };
            gallery::meet(&mut plan, &mut schedule, GroupId(0), day);
            plan.occurrences[number as usize - 1].nominal = Some(nominal);
        }
        (plan, schedule)
    }

    fn told(plan: &Plan, schedule: &Schedule, day: &str) -> Vec<String> {
        let view = View::new(plan, schedule);
        let entry = view.entries.iter().find(|entry| entry.when.first() == date(day)).unwrap();
        Whys::new(&view).of(entry)
    }

    #[test]
    fn a_meeting_on_the_day_of_its_rule_tells_the_rule() {
        let (plan, schedule) = monthly(Language::Danish, 0, "2027-01-01");
        assert_eq!(told(&plan, &schedule, "2027-03-09"), ["Rytme: anden tirsdag i måneden"]);
        let (plan, schedule) = monthly(Language::English, 0, "2027-01-01");
        assert_eq!(told(&plan, &schedule, "2027-03-09"), ["Rhythm: the second Tuesday of the month"]);
    }

    #[test]
    fn a_meeting_on_another_day_tells_what_its_rules_day_is_taken_by() {
        let (mut plan, schedule) = monthly(Language::Danish, 3, "2027-03-10");
        let last = |plan: &Plan| told(plan, &schedule, "2027-03-10").pop().unwrap();
        assert_eq!(last(&plan), "Ikke tirsdag 9. marts 2027: flyttet for at passe med resten af planen");
        let day = date("2027-03-09");
        let leave = Leave { first: day, last: day, reason: None, priority: Priority::Must, span: Span::default() };
        plan.people.push(Person {
            key: "formand".to_owned(),
            title: "Formand".to_owned(),
            leave: vec![leave],
            works: None,
            calendars: Spanned::new(Vec::new(), Span::default()),
            limits: Vec::new(),
            hours: None,
            span: Span::default(),
        });
        plan.groups[0].members = vec![PersonId(0)];
        assert_eq!(last(&plan), "Ikke tirsdag 9. marts 2027: Formand er fraværende");
        plan.language = Language::English;
        assert_eq!(last(&plan), "Not Tuesday 9 March 2027: Formand is away");
        // Closed for everyone comes before away for one.
        plan.language = Language::Danish;
        plan.occurrences[2].nominal = Some(date("2027-03-26"));
        assert_eq!(last(&plan), "Ikke fredag 26. marts 2027: Langfredag");
    }

    #[test]
    fn what_the_plan_says_of_one_meeting_is_its_reason_and_the_rhythm_is_not() {
        let (mut plan, schedule) = monthly(Language::Danish, 3, "2027-03-10");
        let day = date("2027-03-10");
        for (verdict, reason, expected) in [
            (Verdict::Pinned(day, None), "Valg", "Datoen er fastsat: Valg"),
            (Verdict::Pinned(day, None), "", "Datoen er fastsat"),
            (Verdict::Moved, "Valg", "Mødet er flyttet: Valg"),
        ] {
            plan.occurrences[2].exception = Some(Exception::of(verdict, reason, Span::default()));
            assert_eq!(told(&plan, &schedule, "2027-03-10"), [expected]);
        }
    }

    #[test]
    fn a_meeting_tells_how_far_it_lies_from_the_one_it_follows() {
        let (mut plan, mut schedule) = monthly(Language::Danish, 0, "2027-01-01");
        plan.groups.push(gallery::group(ProductId(0), "s", "Styregruppe"));
        gallery::meet(&mut plan, &mut schedule, GroupId(1), date("2027-09-22"));
        plan.occurrences[12].window.value = Window::new(date("2027-09-01"), date("2027-10-15")).unwrap();
        plan.groups[1].cycle.period = Period::Window;
        let distance = Distance {
            least: Some(1),
            most: Some(30),
            best: None,
            unit: DayUnit::Days,
            priority: Priority::Must,
            span: Span::default(),
        };
        let (subject, object) = (Anchor::Meetings(GroupId(1)), Anchor::Meetings(GroupId(0)));
        plan.relations.push(Relation { subject, object, matching: Matching::Some, distance });
        let lines = told(&plan, &schedule, "2027-09-22");
        let expected = [
            "Rytme: et møde mellem 1. september og 15. oktober",
            "8 dage efter mødet i Koordinationsgruppe, tirsdag 14. september 2027",
        ];
        assert_eq!(lines, expected);
        // What moves with another meeting is left out of what lasts.
        let view = View::new(&plan, &schedule);
        let entry = view.entries.iter().find(|entry| entry.when.first() == date("2027-09-22")).unwrap();
        assert_eq!(Whys::new(&view).lasting(entry), [expected[0]]);
        plan.relations[0].matching = Matching::Period;
        assert_eq!(told(&plan, &schedule, "2027-09-22").len(), 1, "no meeting has the same label");
    }

    #[test]
    fn phases_and_milestones_tell_that_they_are_fixed_or_what_they_follow() {
        let (mut plan, schedule) = gallery::plan();
        let view = View::new(&plan, &schedule);
        let whys = Whys::new(&view);
        let phase = view.entries.iter().find(|entry| entry.kind.as_str() == "phase").unwrap().clone();
        assert_eq!(whys.of(&phase), ["Datoen står fast i planen"]);
        let crate::render::view::Kind::Phase { phase: id, .. } = phase.kind else { panic!("a phase") };
        let distance = Distance {
            least: Some(0),
            most: None,
            best: None,
            unit: DayUnit::Days,
            priority: Priority::Must,
            span: Span::default(),
        };
        let object = Anchor::PhaseStart(id);
        plan.relations.push(Relation { subject: Anchor::PhaseEnd(id), object, matching: Matching::Period, distance });
        let view = View::new(&plan, &schedule);
        let days = (phase.when.last() - phase.when.first()).num_days();
        let told = Whys::new(&view).of(&phase);
        assert!(told[1].starts_with(&format!("{days} dage efter starten på ")), "{told:?}");
    }
}
