//! Why something moved, held to the text: what is said to force a move is taken back by plain replacement of lines, and what
//! staying is said to cost is what exhaustive search finds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use aarshjul::diagnostic::source::Sources;
use aarshjul::explain::forced::{Enough, Forced, Replanned, Search};
use aarshjul::explain::held::{Held, Made, held};
use aarshjul::explain::hunk::{Hunk, Hunks, Texts};
use aarshjul::plan::plan::Plan;
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::schedule::placement::Schedule;
use aarshjul::schema::reading::read;
use aarshjul::solve::disruption::Announced;
use aarshjul::solve::engine::Budget;
use aarshjul::solve::optimum::optimum;
use aarshjul::solve::outcome::{Outcome, Planned};

use crate::diff::{git, run, told};
use crate::oracle::{cost, disruption, every_schedule};
use crate::tiny_plan::TinyPlan;

const BUDGET: Budget = Budget { work: 1_000_000 };

fn plan_of(text: &str) -> Option<Plan> {
    let mut sources = Sources::default();
    sources.add("plan.yaml", text);
    read(&sources).plan
}

/// The plan of a text, in the light of what was shown.
fn planned(text: &str, shown: &Schedule) -> Option<Planned> {
    let plan = plan_of(text)?;
    match optimum(&Problem::of(&plan, Reach::Window), &seen(shown), BUDGET) {
        Outcome::Planned(planned) => Some(planned),
        Outcome::Infeasible(_) => None,
        Outcome::Undecided => panic!("the effort suffices for a tiny plan"),
    }
}

fn seen(shown: &Schedule) -> Announced {
    Announced { schedule: shown.clone(), today: None }
}

/// A line as it was and as it is.
type Edit = (String, String);

/// Two edits of a tiny plan, each of one line of its own.
fn edits(seed: u64, text: &str, shown: &Schedule) -> Vec<Edit> {
    let lines: Vec<&str> = text.lines().collect();
    let person = |index: u64| lines[usize::try_from(2 + index % 3).unwrap()];
    let meetings: Vec<String> = shown.placements.values().map(|placement| placement.first().to_string()).collect();
    let date = |index: u64| meetings[usize::try_from(index).unwrap() % meetings.len()].clone();
    let away = |line: &str, date: &str| {
        let new = match line.find("leave: [") {
            Some(at) => format!("{}{date}, {}", &line[..at + 8], &line[at + 8..]),
            None => line.replacen("title: ", &format!("leave: [{date}], title: "), 1),
        };
        (line.to_owned(), new)
    };
    let first = away(person(seed), &date(seed));
    let distance = lines.iter().find(|line| line.contains("apart: \"") || line.contains("after: {")).and_then(|line| {
        let digit = line.char_indices().find(|(_, character)| character.is_ascii_digit())?.0;
        let new = format!("{}{}{}", &line[..digit], 9 - line[digit..=digit].parse::<u32>().ok()?, &line[digit + 1..]);
        Some(((*line).to_owned(), new))
    });
    let hours = lines.iter().find(|line| line.contains("between: 10:00-11:30"));
    let hours = hours.map(|line| ((*line).to_owned(), line.replace("10:00-11:30", "10:15-11:30")));
    let second = match seed % 4 {
        0 if seed.is_multiple_of(8) => distance,
        1 if seed % 8 == 1 => hours,
        _ => None,
    };
    let second = second.filter(|(old, _)| lines.iter().filter(|line| **line == old.as_str()).count() == 1);
    // Somebody else is away, on the same day or another one.
    let day = if seed.is_multiple_of(3) { seed / 3 + 1 } else { seed };
    let second = second.unwrap_or_else(|| away(person(seed + 1), &date(day)));
    vec![first, second]
}

fn with(text: &str, edits: &[Edit]) -> String {
    let new = |line: &str| edits.iter().find(|(old, _)| *old == line).map_or_else(|| line.to_owned(), |(_, new)| new.clone());
    text.lines().map(|line| new(line) + "\n").collect()
}

/// What a claim must agree with: with these edits taken back, which of all sets keep the activity.
fn agrees(forced: &Forced, stays: &dyn Fn(&[usize]) -> bool) -> bool {
    let (none, one, other, both) = (stays(&[]), stays(&[0]), stays(&[1]), stays(&[0, 1]));
    match forced {
        Forced::Stays => none,
        Forced::By(forcing) if forcing.enough == Enough::AnyOne => {
            let singles: Vec<usize> = [(0, one), (1, other)].iter().filter(|(_, keeps)| *keeps).map(|(edit, _)| *edit).collect();
            !none && forcing.edits == singles && forcing.proven
        }
        Forced::By(forcing) => !none && !one && !other && both && forcing.edits == [0, 1] && forcing.proven,
        Forced::ByNone => !none && !one && !other && !both,
        Forced::NotFound => false,
    }
}

/// How often a move was forced by one edit, by two that were both needed, and by each of two.
#[derive(Debug, Default)]
struct Tally {
    by_one: usize,
    any_one: usize,
    all: usize,
}

/// Makes two edits of a plan that was shown, and holds what is said of each move to the plans of all four texts.
fn check_forced(text: &str, shown: &Schedule, edits: &[Edit], tally: &mut Tally) {
    let path = PathBuf::from("plan.yaml");
    let new = with(text, edits);
    let hunks = Hunks::between(Texts::from([(path.clone(), text.to_owned())]), Texts::from([(path.clone(), new.clone())]));
    let of = |hunk: &Hunk| edits.iter().position(|edit| *edit == (hunk.old[0].clone(), hunk.new[0].clone())).unwrap();
    let order: Vec<usize> = hunks.list.iter().map(of).collect();
    assert_eq!(order.len(), 2, "{edits:#?}");
    let Some(now) = planned(&new, shown) else { return };
    let replan = |back: &BTreeSet<usize>| {
        let planned = planned(&hunks.without(back)[&path], shown)?;
        Some(Replanned { proven: planned.is_optimal(), schedule: planned.schedule })
    };
    let search = Search::new(2, 100, &replan);
    // Plain text: only the edits that are not taken back are made.
    let made = |back: &[usize]| -> Vec<Edit> {
        (0..2).filter(|hunk| !back.contains(hunk)).map(|hunk| edits[order[hunk]].clone()).collect()
    };
    let plans: BTreeMap<&[usize], Option<Planned>> =
        [&[][..], &[0], &[1], &[0, 1]].map(|back| (back, planned(&with(text, &made(back)), shown))).into();
    for (id, from) in &shown.placements {
        let stays = |back: &[usize]| plans[back].as_ref().is_some_and(|plan| plan.schedule.placement(id) == Some(*from));
        let forced = search.forced(id, *from);
        assert_eq!(forced == Forced::Stays, now.schedule.placement(id) == Some(*from), "{id}");
        assert!(agrees(&forced, &stays), "{id}: {forced:?}\n{text}\n{edits:#?}");
        if let Forced::By(forcing) = forced {
            match (forcing.enough, forcing.edits.len()) {
                (Enough::AnyOne, 1) => tally.by_one += 1,
                (Enough::AnyOne, _) => tally.any_one += 1,
                (Enough::All, _) => tally.all += 1,
            }
        }
    }
}

#[test]
fn what_is_said_to_force_a_move_does_in_random_plans() {
    let mut tally = Tally::default();
    for seed in 0..100 {
        let text = TinyPlan::of(seed).text();
        let Some(Planned { schedule: shown, .. }) = planned(&text, &Schedule::default()) else { continue };
        if !shown.placements.is_empty() {
            check_forced(&text, &shown, &edits(seed, &text, &shown), &mut tally);
        }
    }
    assert!(tally.by_one >= 6 && tally.all >= 2, "{tally:?}");
}

#[test]
fn edits_that_force_a_move_only_together_are_each_told() {
    let text = "years: 2027\nproduct: p\npeople:\n  x: X\n  y: Y\ngroups:\n  g:\n    members: [{quorum: 1, of: [x, y]}]\n    \
                meets: {windows: {v: 03-01..03-03}, at: \"10:00\", length: 1h}\n";
    let shown = planned(text, &Schedule::default()).unwrap().schedule;
    let date = shown.placements.values().next().unwrap().first();
    let away = |person: &str| {
        let old = format!("  {person}: {}", person.to_uppercase());
        (old, format!("  {person}: {{title: {person}, leave: [{date}]}}"))
    };
    let mut tally = Tally::default();
    check_forced(text, &shown, &[away("x"), away("y")], &mut tally);
    assert_eq!((tally.by_one, tally.any_one, tally.all), (0, 1, 0));
}

/// Holds everything that moved from what was shown, and compares with every schedule there is: how many cost, and are barred.
fn compare_held(plan: &Plan, shown: &Schedule, about: &str) -> (usize, usize) {
    let problem = Problem::of(plan, Reach::Window);
    let announced = seen(shown);
    let Outcome::Planned(planned) = optimum(&problem, &announced, BUDGET) else { return (0, 0) };
    let made = Made { problem: &problem, announced: &announced, planned: &planned, budget: BUDGET };
    let (mut dear, mut barred) = (0, 0);
    for (id, from) in &shown.placements {
        if planned.schedule.placement(id) == Some(*from) || planned.schedule.placement(id).is_none() {
            continue;
        }
        let mut least: Option<i64> = None;
        let is_small = every_schedule(plan, &problem.activities, &mut |schedule| {
            if schedule.placement(id) != Some(*from) {
                return;
            }
            if let Some(cost) = cost(plan, &problem, schedule, &mut BTreeSet::new()) {
                let cost = cost + disruption(plan, &announced, schedule);
                least = Some(least.map_or(cost, |least| least.min(cost)));
            }
        });
        if !is_small {
            continue;
        }
        match (held(made, id, *from), least) {
            (Held::Costs { least, most }, Some(held)) => {
                assert_eq!((least, most), (held - planned.objective, held - planned.objective), "{about}: {id}");
                dear += 1;
            }
            (Held::Barred(conflict), None) => {
                assert!(
                    conflict.minimal && !conflict.rules.is_empty() && conflict.activities.contains(id),
                    "{about}: {id}: {conflict:?}"
                );
                barred += 1;
            }
            (told, held) => panic!("{about}: {id}: {told:?}, and exhaustive search says {held:?}"),
        }
    }
    (dear, barred)
}

#[test]
fn what_staying_costs_or_that_it_cannot_is_what_exhaustive_search_finds() {
    let (mut barred, mut unforced) = (0, 0);
    for seed in 0..80 {
        let text = TinyPlan::of(seed).text();
        let Some(plan) = plan_of(&text) else { continue };
        let problem = Problem::of(&plan, Reach::Window);
        // The dearest of all schedules was shown: no edit forces what moves.
        let mut dearest: Option<(i64, Schedule)> = None;
        let is_small = every_schedule(&plan, &problem.activities, &mut |schedule| {
            if let Some(cost) = cost(&plan, &problem, schedule, &mut BTreeSet::new())
                && dearest.as_ref().is_none_or(|(most, _)| cost > *most)
            {
                dearest = Some((cost, schedule.clone()));
            }
        });
        let Some((_, shown)) = dearest.filter(|_| is_small) else { continue };
        let about = format!("seed {seed}\n{text}");
        unforced += compare_held(&plan, &shown, &about).0;
        let Some(Planned { schedule: shown, .. }) = planned(&text, &Schedule::default()).filter(|_| !shown.placements.is_empty())
        else {
            continue;
        };
        let Some(plan) = plan_of(&with(&text, &edits(seed, &text, &shown))) else { continue };
        barred += compare_held(&plan, &shown, &about).1;
    }
    assert!(unforced >= 6 && barred >= 6, "{unforced} {barred}");
}

const PLAN: &str = r#"years: 2027
product: beta
calendars: {dk: {country: dk}}
calendar: dk
people:
  coordinator: Product coordinator
groups:
  coordination:
    members: coordinator
    meets: {rrule: FREQ=MONTHLY;BYDAY=2TU, drift: 5 working days, at: "13:00", length: 1h}
  steering:
    meets: {windows: {spring: 03-08..04-30}, on: [tue, wed, thu], at: "10:00", length: 90m}
    after: {coordination: "1..10 days, same month"}
"#;

#[test]
fn leave_and_a_pinned_meeting_are_told_as_what_moved_others() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let aarshjul = |arguments: &[&str]| {
        let today = ["--today", "2026-11-22"];
        told(&run(folder, env!("CARGO_BIN_EXE_aarshjul"), &[arguments, &today[..]].concat()))
    };
    let git = |arguments: &[&str]| git(folder, arguments);
    fs::create_dir(folder.join("plans")).unwrap();
    let plan = |text: &str| fs::write(folder.join("plans/beta.yaml"), text).unwrap();
    git(&["init", "-q"]);
    plan(PLAN);
    aarshjul(&["plan"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "a plan"]);
    git(&["tag", "before"]);

    // The coordinator is away when the meeting of September lies; that of March is put off, and the steering group with it.
    let leave = "  coordinator: {title: Product coordinator, leave: [{on: 2027-W37, reason: holiday}]}";
    let pin = "      2027-03: {on: 2027-03-22, reason: the board chose the day}";
    let new = PLAN.replace("  coordinator: Product coordinator", leave);
    let new = new.replace("length: 1h}\n", &format!("length: 1h}}\n    occurrences:\n{pin}\n"));
    plan(&new);
    let summary = aarshjul(&["plan"]);
    assert!(summary.contains("\n    plans/beta.yaml:6  `coordinator` is away in week 37 of 2027 (holiday)\n"), "{summary}");
    assert!(summary.contains("\n    plans/beta.yaml:12  the board chose the day\n"), "{summary}");
    assert!(
        summary.contains(
            "\n    plans/beta.yaml:12  `beta/coordination/2027-03` is fixed on Monday 22 March 2027 (the board chose the day)\n"
        ),
        "{summary}"
    );
    assert!(summary.contains("\n    plans/beta.yaml:15  `beta/steering` meets 1 to 10 days after "), "{summary}");

    let table = aarshjul(&["diff", "before", "--why"]);
    let row = |id: &str| table.lines().find(|line| line.starts_with(id)).unwrap_or_else(|| panic!("{id}: {table}")).to_owned();
    assert_eq!(table.lines().count(), 4, "{table}");
    assert!(table.lines().next().unwrap().ends_with("  Hvorfor"), "{table}");
    assert!(row("beta/coordination/2027-03").ends_with("  the board chose the day"), "{table}");
    assert!(row("beta/coordination/2027-09").ends_with(&format!("  plans/beta.yaml:6  {}", leave.trim())), "{table}");
    assert!(row("beta/steering").ends_with(&format!("  plans/beta.yaml:12  {}", pin.trim())), "{table}");

    // The same between two revisions, whatever lies in the folder, and from copies of the files.
    git(&["add", "."]);
    git(&["commit", "-qm", "changed"]);
    plan(PLAN);
    assert_eq!(aarshjul(&["diff", "before", "HEAD", "--why"]), table);
    plan(&new);
    fs::create_dir(folder.join("copy")).unwrap();
    fs::write(folder.join("copy/beta.yaml"), PLAN).unwrap();
    fs::write(folder.join("copy/aarshjul.lock"), git(&["show", "before:aarshjul.lock"])).unwrap();
    assert_eq!(aarshjul(&["diff", "copy", "--old-plans", "copy", "--why", "plans"]), table);
    let refused = run(folder, env!("CARGO_BIN_EXE_aarshjul"), &["diff", "copy", "--why"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--old-plans"));

    let json: serde_json::Value = serde_json::from_str(&aarshjul(&["diff", "before", "--format", "json", "--why"])).unwrap();
    let why = |id: &str| {
        let rows = json["differences"].as_array().unwrap();
        rows.iter().find(|row| row["id"] == id).unwrap()["why"].clone()
    };
    let steering = why("beta/steering/2027-spring");
    assert_eq!((&steering["kind"], &steering["proven"]), (&serde_json::json!("edits"), &serde_json::json!(true)));
    assert_eq!(steering["edits"], serde_json::json!([{"file": "plans/beta.yaml", "line": 12, "old": [], "new": [pin]}]));
    assert_eq!(why("beta/coordination/2027-03")["kind"], "stated");
    let markdown = aarshjul(&["diff", "before", "--format", "markdown", "--language", "en", "--why"]);
    assert!(markdown.contains("| What | From | To | Why |\n| --- | --- | --- | --- |\n"), "{markdown}");
    assert!(markdown.contains(" | plans/beta.yaml:12  2027-03: &#123;on: 2027-03-22,"), "{markdown}");
}
