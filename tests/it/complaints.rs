//! What people complain about in other tools, each as a plan that is planned here, with the dates it must give.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use aarshjul::diagnostic::report::Diagnostic;
use aarshjul::diagnostic::source::Sources;
use aarshjul::explain::conflict;
use aarshjul::plan::language::Language;
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::schedule::placement::{Placement, Schedule};
use aarshjul::schema::reading::read;
use aarshjul::solve::disruption::Announced;
use aarshjul::solve::engine::Budget;
use aarshjul::solve::optimum::optimum;
use aarshjul::solve::outcome::Outcome;

/// The proven best schedule of a plan, or the conflict that is told.
fn solved(text: &str) -> Result<Schedule, Diagnostic> {
    let mut sources = Sources::default();
    sources.add("plan.yaml", format!("product: p\n{text}"));
    let reading = read(&sources);
    let plan = reading.plan.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics));
    match optimum(&Problem::of(&plan, Reach::Window), &Announced::default(), Budget { work: 1_000_000 }) {
        Outcome::Planned(planned) => {
            assert!(planned.is_optimal());
            Ok(planned.schedule)
        }
        Outcome::Infeasible(found) => Err(conflict::diagnostic(&found, &plan, Language::English)),
        Outcome::Undecided => panic!("a small plan is decided"),
    }
}

/// The dates of a group, as `label date`, in order of date.
fn dates(schedule: &Schedule, group: &str) -> Vec<String> {
    let prefix = format!("p/{group}/");
    let own = schedule.placements.iter().filter_map(|(id, placement)| Some((placement, id.as_str().strip_prefix(&prefix)?)));
    let mut own: Vec<(&Placement, &str)> = own.collect();
    own.sort_by_key(|(placement, _)| placement.first());
    own.into_iter().map(|(placement, label)| format!("{label} {}", placement.first())).collect()
}

/// The days between each date and the next.
fn gaps(dates: &[String]) -> Vec<i64> {
    let days: Vec<chrono::NaiveDate> = dates.iter().map(|date| date[date.len() - 10..].parse().unwrap()).collect();
    days.windows(2).map(|pair| (pair[1] - pair[0]).num_days()).collect()
}

#[test]
fn two_groups_meet_every_fourth_week_and_together_in_between() {
    let schedule = solved(
        r#"
years: 2026..2027
people: {chair: Chair, editor: Editor, tester: Tester}
groups:
  east: {members: [chair, editor], meets: {each: week, every: 4, from: 2026-11-02, on: tue, at: "08:00", length: 1h}}
  west:
    members: [chair, tester]
    meets: {each: week, every: 4, from: 2026-11-02, on: [tue, wed, thu], at: "08:00", length: 1h, prefer: {on: tue}}
    same-week: [east]
  everyone: {joint: [east, west], meets: {each: week, every: 4, from: 2026-11-16, on: tue, at: "13:00", length: 1h}}
"#,
    )
    .unwrap();
    let [east, west, everyone] = ["east", "west", "everyone"].map(|group| dates(&schedule, group));
    assert_eq!(east[..4], ["2026-w45 2026-11-03", "2026-w49 2026-12-01", "2026-w53 2026-12-29", "2027-w04 2027-01-26"]);
    // The chair is in both, and cannot be in two calls at 08:00 on Tuesday.
    assert!(west[0].starts_with("2026-w45 2026-11-0") && west[0] != east[0]);
    assert_eq!(everyone[..4], ["2026-w47 2026-11-17", "2026-w51 2026-12-15", "2027-w02 2027-01-12", "2027-w06 2027-02-09"]);
    assert!(gaps(&east).iter().chain(&gaps(&everyone)).all(|days| *days == 28));
    assert_eq!((east.len(), west.len()), (16, 16));
}

#[test]
fn the_last_weekday_of_every_month_moves_before_easter() {
    let plan = |years: &str| {
        format!(
            "years: {years}\ncalendars: {{dk: {{country: dk}}}}\ncalendar: dk\ngroups:\n  accounts:\n    meets: {{rrule: \
             'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', on-closed: before, at: '09:00', length: 30m}}\n"
        )
    };
    let days = |years: &str| -> Vec<String> {
        dates(&solved(&plan(years)).unwrap(), "accounts").iter().map(|date| date[date.len() - 5..].to_owned()).collect()
    };
    let of_2027 = ["01-29", "02-26", "03-31", "04-30", "05-31", "06-30", "07-30", "08-31", "09-30", "10-29", "11-30", "12-31"];
    assert_eq!(days("2027"), of_2027);
    // 30 March 2029 is Good Friday, and the day before it Maundy Thursday.
    assert_eq!(days("2029")[2], "03-28");
}

#[test]
fn a_year_of_53_weeks_has_53_meetings_and_the_fortnight_goes_on_over_it() {
    let schedule = solved(
        r#"
years: 2026..2027
groups:
  weekly: {meets: {each: week, on: mon, at: "09:00", length: 30m}}
  fortnightly: {meets: {each: week, every: 2, from: 2026-01-05, on: mon, at: "10:00", length: 30m}}
  ruled: {meets: {rrule: FREQ=WEEKLY;INTERVAL=2, from: 2026-01-05, at: "11:00", length: 30m}}
"#,
    )
    .unwrap();
    // The Monday of week 1 of 2026 is 29 December 2025, and not planned.
    let [weekly, fortnightly, ruled] = ["weekly", "fortnightly", "ruled"].map(|group| dates(&schedule, group));
    assert_eq!(weekly[50..54], ["2026-w52 2026-12-21", "2026-w53 2026-12-28", "2027-w01 2027-01-04", "2027-w02 2027-01-11"]);
    assert_eq!(weekly.len(), 52 + 52);
    assert!(gaps(&weekly).iter().all(|days| *days == 7) && gaps(&fortnightly).iter().all(|days| *days == 14));
    assert_eq!(fortnightly[25..27], ["2026-w52 2026-12-21", "2027-w01 2027-01-04"]);
    assert_eq!(fortnightly, ruled);
}

#[test]
fn a_new_year_begins_with_its_own_first_week() {
    let plan = "years: 2027\ncalendars: {dk: {country: dk}}\ncalendar: dk\ngroups:\n  weekly: {meets: {each: week, at: '09:00', length: 30m}}\n";
    let weekly = dates(&solved(plan).unwrap(), "weekly");
    assert!(weekly[0].starts_with("2027-w01 2027-01-0") && weekly[51].starts_with("2027-w52 "), "{weekly:?}");
    assert_eq!(weekly.len(), 52);
}

#[test]
fn the_first_thursday_is_not_always_after_the_first_monday() {
    const RULES: &str = r#"
years: 2026
groups:
  coordination:
    meets: {rrule: FREQ=MONTHLY;BYDAY=1MO, except: january, at: "13:00", length: 1h}
  steering:
    meets: {rrule: FREQ=MONTHLY;BYDAY=1TH, except: january, at: "13:00", length: 1h}
    after: {coordination: 1..10 days}
"#;
    let told = solved(RULES).unwrap_err();
    let lines: Vec<&str> = told.labels.iter().map(|label| label.text.as_str()).collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].starts_with("`p/coordination/2026-0") && lines[1].starts_with("`p/steering/2026-0"), "{lines:?}");
    assert_eq!(lines[2], "`p/steering` meets 1 to 10 days after `p/coordination`");
    let related = RULES.replace("rrule: FREQ=MONTHLY;BYDAY=1TH", "each: month, on: thu").replace("days}", "days, best 3\"}");
    let schedule = solved(&related.replace("{coordination: 1", "{coordination: \"1")).unwrap();
    let [coordination, steering] = ["coordination", "steering"].map(|group| dates(&schedule, group));
    let between = |(one, other): (&String, &String)| gaps(&[one.clone(), other.clone()])[0];
    let found: Vec<i64> = coordination.iter().zip(&steering).map(between).collect();
    assert_eq!(found, [3; 11]);
}

#[test]
fn danish_holidays_move_meetings_and_nobody_lists_them() {
    let days = |on_closed: &str| {
        let plan = format!(
            "years: 2026\ncalendars: {{dk: {{country: dk}}}}\ncalendar: dk\ngroups:\n  g: {{meets: {{rrule: FREQ=MONTHLY;BYDAY=1MO, \
             on-closed: {on_closed}, at: '13:00', length: 1h}}}}\n"
        );
        dates(&solved(&plan).unwrap(), "g")
    };
    // 6 April 2026 is Easter Monday; the open day before it is Wednesday 1 April.
    assert_eq!(days("after")[3], "2026-04 2026-04-07");
    assert_eq!(days("before")[3], "2026-04 2026-04-01");
    assert_eq!(days("nearest")[3], "2026-04 2026-04-07");
    assert_eq!(days("skip")[3], "2026-05 2026-05-04");
    assert_eq!((days("after").len(), days("skip").len()), (12, 11));
    for (month, date) in days("after").iter().enumerate().filter(|(month, _)| *month != 3) {
        assert!(date.starts_with(&format!("2026-{:02} 2026-{:02}-0", month + 1, month + 1)), "{date}");
    }
}

#[test]
fn a_phase_of_working_days_gets_longer_over_easter() {
    let days = |between: &str| {
        let plan = format!(
            "years: 2027\ncalendars: {{dk: {{country: dk}}}}\ncalendar: dk\nroadmap: {{tracks: {{t: {{phases: {{test: {{length: 10 \
             working days, between: {between}}}}}}}}}}}\n"
        );
        let schedule = solved(&plan).unwrap();
        let phase = *schedule.placements.values().next().unwrap();
        (phase.first().to_string(), phase.last().to_string(), (phase.last() - phase.first()).num_days() + 1)
    };
    assert_eq!(days("2027-03-01..2027-03-12"), ("2027-03-01".to_owned(), "2027-03-12".to_owned(), 12));
    // Thursday 25, Friday 26 and Monday 29 March are holidays.
    assert_eq!(days("2027-03-22..2027-04-07"), ("2027-03-22".to_owned(), "2027-04-07".to_owned(), 17));
}
