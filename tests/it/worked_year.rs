//! A year of one product as a coordinator would say it (`plans/et-aar`): where the calendar of 2027 stands in the way, it is
//! told by name, and the plan steps around it.

use std::fs;
use std::path::PathBuf;

use aarshjul::calendar::civil::{Datelike, NaiveDate, Weekday};
use aarshjul::calendar::iso_week::Week;
use aarshjul::cli::input;
use aarshjul::diagnostic::source::Sources;
use aarshjul::explain::preview::obstacles;
use aarshjul::plan::group::GroupId;
use aarshjul::plan::plan::Plan;
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::schedule::agenda::agendas;
use aarshjul::schedule::placement::Schedule;
use aarshjul::schema::reading::read;
use aarshjul::solve::disruption::Announced;
use aarshjul::solve::engine::Budget;
use aarshjul::solve::optimum::optimum;
use aarshjul::solve::outcome::Outcome;

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("plans/et-aar")
}

fn plan() -> Plan {
    let reading = read(&input::read(&[path()]).expect("the plan is there"));
    assert_eq!(reading.diagnostics, [], "it is read without a warning");
    reading.plan.expect("the plan is valid")
}

fn schedule(plan: &Plan) -> Schedule {
    match optimum(&Problem::of(plan, Reach::Window), &Announced::default(), Budget { work: 10_000_000 }) {
        Outcome::Planned(planned) => {
            assert!(planned.is_optimal());
            planned.schedule
        }
        Outcome::Infeasible(_) | Outcome::Undecided => panic!("the year can be planned"),
    }
}

fn group(plan: &Plan, key: &str) -> GroupId {
    GroupId(plan.groups.iter().position(|group| group.key == key).expect("the plan has the group"))
}

/// The dates of a group, in order.
fn dates(plan: &Plan, schedule: &Schedule, key: &str) -> Vec<NaiveDate> {
    plan.held(group(plan, key)).map(|(_, held)| schedule.placement(&held.id).expect("it has a date").first()).collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn what_stands_in_the_way_in_2027_is_told_by_name() {
    let plan = plan();
    let told = |key: &str| -> Vec<String> {
        let all = plan.held(group(&plan, key)).flat_map(|(_, held)| obstacles(&plan, held));
        all.map(|obstacle| format!("{} {}", obstacle.first, obstacle.reason)).collect()
    };
    let coordination = told("koordinationsgruppe");
    assert!(coordination.contains(&"2027-03-29 2. påskedag".to_owned()), "{coordination:#?}");
    assert!(coordination.contains(&"2027-05-17 2. pinsedag".to_owned()), "{coordination:#?}");
    let steering = told("styregruppe");
    assert!(steering.contains(&"2027-05-06 Kristi himmelfartsdag".to_owned()), "{steering:#?}");
    assert!(told("netværksdag").is_empty());
}

#[test]
fn a_date_that_collides_is_refused_with_the_name_of_the_day() {
    let text = fs::read_to_string(path().join("produktet.yaml")).expect("the plan is there");
    for (wanted, reason) in [
        ("2027-03-29", "2. påskedag"),
        ("2027-05-06", "Kristi himmelfartsdag"),
        ("2027-05-07", "Fredag efter Kristi himmelfart"),
        ("2027-05-17", "2. pinsedag"),
        ("2027-12-28", "Mellem jul og nytår"),
    ] {
        let label = &wanted[..7];
        let pin = format!("  styregruppe:\n    occurrences: {{{label}: {{on: {wanted}, reason: som i fjor}}}}\n");
        let mut sources = Sources::default();
        sources.add("plan.yaml", text.replace("  styregruppe:\n", &pin));
        let told: Vec<String> =
            read(&sources).diagnostics.iter().map(|found| format!("{} {}", found.code, found.message)).collect();
        assert!(told[0].starts_with("closed-day") && told[0].contains(reason), "{wanted}: {told:?}");
    }
}

#[test]
fn the_plan_steps_around_what_is_in_the_way() {
    let plan = plan();
    let schedule = schedule(&plan);
    let coordination = dates(&plan, &schedule, "koordinationsgruppe");
    let steering = dates(&plan, &schedule, "styregruppe");
    assert_eq!((coordination.len(), steering.len()), (11, 11));
    assert!(coordination.iter().all(|date| date.weekday() == Weekday::Mon && date.month() != 7));
    for (before, after) in coordination.iter().zip(&steering) {
        assert!((1..=10).contains(&(*after - *before).num_days()), "{before} {after}");
    }
    // The Thursday after 3 May is Ascension Day: both meet a week later.
    assert_eq!((coordination[4], steering[4]), (day("2027-05-10"), day("2027-05-13")));
    let closed = ["2027-03-29", "2027-05-06", "2027-05-07", "2027-05-17", "2027-12-28"].map(day);
    let all = plan.occurrences.iter().filter_map(|held| schedule.placement(&held.id));
    assert!(all.clone().count() >= 45 && all.clone().all(|placement| !closed.contains(&placement.first())));
    let autumn = Week::of(day("2027-10-18"));
    assert_eq!(autumn.number(), 42);
    for key in ["communitymøde", "brugerklub", "netværksdag"] {
        assert!(dates(&plan, &schedule, key).iter().all(|date| Week::of(*date) != autumn), "{key}");
    }
}

#[test]
fn topics_are_treated_when_they_should_be() {
    let plan = plan();
    let schedule = schedule(&plan);
    let mut told: Vec<String> = Vec::new();
    for (occurrence, topics) in agendas(&plan, &schedule) {
        let label = &plan.occurrences[occurrence.0].label;
        told.extend(topics.iter().map(|topic| format!("{label} {}", plan.topics[topic.0].key)));
    }
    assert_eq!(told, ["2027-05 opfølgning", "2027-10 opfølgning", "2027-11 budget"]);
}
