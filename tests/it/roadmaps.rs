//! Roadmaps as people say them, planned: dependencies, handovers, releases, capacity, each party's own calendar.

#![expect(clippy::panic, reason = "a test that cannot go on fails")]

use aarshjul::constraint;
use aarshjul::diagnostic::source::Sources;
use aarshjul::explain::conflict;
use aarshjul::plan::id::ProductId;
use aarshjul::plan::language::Language;
use aarshjul::plan::plan::Plan;
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::render::chart;
use aarshjul::render::gantt::gantt;
use aarshjul::render::view::View;
use aarshjul::schema::reading::read;
use aarshjul::solve::disruption::Announced;
use aarshjul::solve::engine::Budget;
use aarshjul::solve::optimum::optimum;
use aarshjul::solve::outcome::{Outcome, Planned};
use aarshjul::verify;

/// A plan with its dates.
struct Dated {
    plan: Plan,
    planned: Planned,
}

fn dated(text: &str) -> Dated {
    dated_by("", text)
}

/// Plans with more calendars than the Danish one.
fn dated_by(calendars: &str, text: &str) -> Dated {
    let mut sources = Sources::default();
    let head = format!("years: 2027\nproduct: p\ncalendars: {{dk: {{country: dk}}{calendars}}}\ncalendar: dk\n");
    sources.add("plan.yaml", format!("{head}{text}"));
    let reading = read(&sources);
    let plan = reading.plan.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics));
    let planned = match optimum(&Problem::of(&plan, Reach::Window), &Announced::default(), Budget { work: 1_000_000 }) {
        Outcome::Planned(planned) => planned,
        Outcome::Infeasible(conflict) => panic!("{conflict:#?}"),
        Outcome::Undecided => panic!("a small plan is decided"),
    };
    assert!(planned.is_optimal());
    let bill = verify::bill::charges(&plan, &planned.schedule);
    assert!(bill.iter().all(|charge| charge.cost.is_some()), "{bill:#?}");
    Dated { plan, planned }
}

impl Dated {
    /// The first and the last day of an activity, by the end of its id.
    fn days(&self, name: &str) -> (String, String) {
        let found = self.planned.schedule.placements.iter().find(|(id, _)| id.as_str().ends_with(name));
        let (_, placement) = found.unwrap_or_else(|| panic!("nothing is named {name}"));
        (placement.first().to_string(), placement.last().to_string())
    }

    fn first(&self, name: &str) -> String {
        self.days(name).0
    }

    fn titles(&self) -> Vec<&str> {
        let phases = self.plan.phases.iter().map(|phase| phase.title.as_str());
        phases.chain(self.plan.milestones.iter().map(|milestone| milestone.title.as_str())).collect()
    }
}

const HANDOVER: &str = "
groups: {steering: {meets: {each: month, on: thu, at: '13:00', length: 1h}}}
roadmap:
  tracks:
    t:
      handover:
        support: {until: 2027-02-28}
        training: {length: 20 working days, overlap: 4 weeks}
        hypercare: {length: 3 months}
        accepted-at: steering
";

#[test]
fn a_handover_becomes_three_phases_that_follow_each_other() {
    let dated = dated(HANDOVER);
    assert_eq!(dated.titles(), ["Hands-on support", "Oplæring og videnoverdragelse", "Hypercare"]);
    // Four weeks before Sunday 28 February, both days counted, is Monday 1 February; 20 working days end on Friday the 26th.
    assert_eq!(dated.days("t/support"), ("2027-01-01".to_owned(), "2027-02-28".to_owned()));
    assert_eq!(dated.days("t/training"), ("2027-02-01".to_owned(), "2027-02-26".to_owned()));
    assert_eq!(dated.first("t/hypercare"), "2027-03-01");
    assert_eq!(dated.planned.objective, 0);
}

#[test]
fn the_parts_of_a_handover_say_what_they_will_themselves() {
    let own = "hypercare: {length: 2 months, title: Care, after: {support: 10 working days}}";
    let dated = dated(&HANDOVER.replace("hypercare: {length: 3 months}", own));
    assert_eq!(dated.titles()[2], "Care");
    // Monday 1 March is the first open day after the support, and none lies before it.
    assert_eq!(dated.first("t/hypercare"), "2027-03-15");
}

#[test]
fn a_release_is_a_chain_through_a_meeting_and_past_the_weeks_its_test_must_not_start_in() {
    let dated = dated_by(
        ", weeks-42-43: {closed: {a: week 42, b: week 43}}",
        "
language: en
groups: {coordination: {meets: {each: month, except: july, on: mon, at: '13:00', length: 1h}}}
roadmap:
  tracks:
    t:
      releases:
        r1:
          between: 2027-05-03..2027-12-17
          scope: 6 weeks
          evaluation: 2 weeks
          approved-at: coordination
          build: 8 weeks
          test: 3 weeks
          not-start-test-in: [weeks-42-43]
          release: {between: 2027-11-01..2027-12-10}
",
    );
    let phases = ["R1: scope", "R1: evaluation", "R1: build", "R1: test"];
    assert_eq!(dated.titles(), [&phases[..], &["R1: approval", "R1: release"][..]].concat());
    let chain = ["scope", "evaluation", "approval", "build", "test", "release"].map(|part| dated.days(&format!("t/r1-{part}")));
    assert!(chain.windows(2).all(|pair| pair[0].1 < pair[1].0), "{chain:?}");
    let coordination = dated.planned.schedule.placements.iter().filter(|(id, _)| id.as_str().starts_with("p/coordination"));
    assert!(coordination.map(|(_, placement)| placement.first().to_string()).any(|day| day == chain[2].0), "{chain:?}");
    let test = &chain[4].0;
    assert!(!("2027-10-18".."2027-11-01").contains(&test.as_str()), "{chain:?}");
}

#[test]
fn two_suppliers_with_different_holidays_count_their_own_working_days() {
    let text = "
roadmap:
  tracks:
    t:
      phases:
        build: {from: 2027-05-03, to: 2027-07-02}
        north: {length: 10 working days, calendar: [dk, north], after: {build: 1 working day}}
        south: {length: 10 working days, calendar: [dk, south], after: {build: 1 working day}}
      milestones:
        north-done: {by: 2027-12-31, calendar: [dk, north], after: {build: 16 working days}}
        south-done: {by: 2027-12-31, calendar: [dk, south], after: {build: 16 working days}}
";
    let holidays = ", north: {closed: {a: 2027-07-05..2027-07-23}}, south: {closed: {a: 2027-07-26..2027-08-13}}";
    let dated = dated_by(holidays, text);
    assert_eq!(dated.days("t/north"), ("2027-07-26".to_owned(), "2027-08-06".to_owned()));
    assert_eq!(dated.days("t/south"), ("2027-07-05".to_owned(), "2027-07-16".to_owned()));
    assert_eq!(dated.first("north-done"), "2027-08-16");
    assert_eq!(dated.first("south-done"), "2027-08-16");
}

/// What the lines ask that cannot hold together.
fn conflicting(more: &str, phases: &str) -> Vec<String> {
    let mut sources = Sources::default();
    let roadmap = format!("roadmap: {{tracks: {{t: {{phases: {{{phases}}}}}}}}}\n");
    sources.add(
        "plan.yaml",
        format!("years: 2027\nproduct: p\ncalendars: {{dk: {{country: dk}}}}\ncalendar: dk\n{more}\n{roadmap}"),
    );
    let reading = read(&sources);
    let plan = reading.plan.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics));
    let outcome = optimum(&Problem::of(&plan, Reach::Window), &Announced::default(), Budget { work: 1_000_000 });
    let Outcome::Infeasible(found) = outcome else { panic!("it cannot hold: {outcome:#?}") };
    conflict::diagnostic(&found, &plan, Language::English).labels.into_iter().map(|label| label.text).collect()
}

#[test]
fn what_cannot_hold_together_is_told_in_words() {
    let within = "length: 5 working days, between: 2027-03-02..2027-03-12";
    let lies = |name: &str| format!("`p/roadmap/t/{name}` runs between Tuesday 2 March and Friday 12 March 2027");
    let aligned = conflicting("", &format!("a: {{{within}, starts: 1st of month, ends: friday}}"));
    assert_eq!(aligned, [lies("a"), "`p/roadmap/t/a` starts on the 1st of a month".to_owned()]);
    let ends = conflicting("", &format!("a: {{{within}, ends: last day of month}}"));
    assert_eq!(ends, [lies("a"), "`p/roadmap/t/a` ends on the last working day of a month".to_owned()]);
    let two = format!("a: {{kind: k, effort: {{x: 6}}, {within}}}, b: {{kind: k, effort: {{x: 6}}, {within}}}");
    let capacity = conflicting("capacity: {c: {most: 1, of: k}}\npeople: {x: {hours: '10, should'}}", &two);
    assert_eq!(capacity, ["at most 1 phase of the kind `k` at a time".to_owned(), lies("a"), lies("b")]);
    let hours = conflicting("capacity: {c: {most: 2, of: k}}\npeople: {x: {hours: 10}}", &two);
    assert_eq!(hours, ["`x` has 10 hours a week for phases".to_owned(), lies("a"), lies("b")]);
}

#[test]
fn phases_and_parts_of_handovers_and_releases_are_critical_where_they_say_so() {
    let text = "
roadmap:
  tracks:
    t:
      handover: {training: {length: 2 weeks, critical: yes}, hypercare: 2 weeks}
      releases: {r1: {build: 2 weeks, test: {length: 1 week, critical: yes}, release: {by: 2027-12-01, critical: yes}}}
      phases:
        move: {from: 2027-03-01, to: 2027-03-31, critical: yes}
        rest: {from: 2027-04-01, to: 2027-04-30, critical: no}
";
    let dated = dated(text);
    let phases = dated.plan.phases.iter().filter(|phase| phase.critical).map(|phase| phase.id.as_str());
    let critical = ["p/roadmap/t/move", "p/roadmap/t/training", "p/roadmap/t/r1-test"];
    assert_eq!(phases.collect::<Vec<_>>(), critical);
    let chart = chart::roadmap(&View::new(&dated.plan, &dated.planned.schedule), ProductId(0)).unwrap_or_default();
    let marked = chart.lines().filter(|line| line.contains(":crit, "));
    let ids: Vec<&str> = marked.filter_map(|line| line.split(", ").find(|field| field.starts_with("t-"))).collect();
    assert_eq!(ids, ["t-r1-release", "t-training", "t-r1-test", "t-move"], "{chart}");

    let mut sources = Sources::default();
    sources.add(
        "plan.yaml",
        "years: 2027\nproduct: p\nroadmap: {tracks: {t: {phases: {a: {from: 2027-03-01, to: 2027-03-02, critical: maybe}}}}}\n",
    );
    let codes: Vec<&str> = read(&sources).diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
    assert_eq!(codes, ["unknown-word"]);
}

#[test]
fn a_milestone_that_is_kept_is_a_fact_on_its_closed_day() {
    // 28 March 2027 is Easter Sunday, and counts as the open day after it, Tuesday: three working days later is Friday.
    let text = "
roadmap:
  tracks:
    t:
      phases:
        work: {length: 2 working days, between: 2027-03-01..2027-04-30, after: {appointed: 3 working days}}
      milestones:
        appointed: {title: Coordinator appointed, on: 2027-03-28, on-closed: keep}
";
    let dated = dated(text);
    assert_eq!(dated.first("t/appointed"), "2027-03-28");
    assert_eq!(dated.days("t/work"), ("2027-04-02".to_owned(), "2027-04-05".to_owned()));
    let schedule = &dated.planned.schedule;
    let bills = [
        constraint::bill::charges(&Problem::of(&dated.plan, Reach::Window), schedule),
        verify::bill::charges(&dated.plan, schedule),
    ];
    assert_eq!(bills, [Vec::new(), Vec::new()]);
    let view = View::new(&dated.plan, schedule);
    let picture = gantt(&view, ProductId(0), None).unwrap_or_default();
    assert!(picture.contains("Coordinator appointed: søndag 28. marts 2027"), "{picture}");
}
