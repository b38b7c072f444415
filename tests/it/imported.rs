//! Imported charts: what is drawn of a plan and imported again is the same roadmap, what is imported and drawn again keeps its dates, and
//! the whole way from a page to feeds that are verified.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use aarshjul::calendar::civil::{Datelike, NaiveDate, TimeDelta, Weekday};
use aarshjul::calendar::holidays::Country;
use aarshjul::diagnostic::source::{Form, Sources};
use aarshjul::import::charts::{ChartFile, Page, Wanted};
use aarshjul::import::draft::Surroundings;
use aarshjul::import::mermaid::reading::{PageForm, charts};
use aarshjul::import::plan_text::{Entry, Value, text};
use aarshjul::import::roadmap::roadmap::roadmap;
use aarshjul::plan::id::ProductId;
use aarshjul::plan::plan::Plan;
use aarshjul::plan::roadmap::PhaseTiming;
use aarshjul::render::chart;
use aarshjul::render::view::View;
use aarshjul::schedule::placement::{Placement, Schedule};
use aarshjul::schema::reading::read;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::{collection, prop_assert_eq};
use serde_json::Value as Json;

use crate::beside::beside;
use crate::main_job::planned;

fn aarshjul(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aarshjul"));
    command.current_dir(folder).args(arguments).env("NO_COLOR", "1").output().expect("the program runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Imports a file as data: what is drawn and the plan.
fn imported(folder: &Path, arguments: &[&str]) -> (Json, String) {
    let output = aarshjul(folder, &[&["import", "mermaid", "--format", "json", "--today", "2026-11-21"], arguments].concat());
    let answer: Json = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", told(&output)));
    let plan = answer["plan"][0]["text"].as_str().unwrap_or_default().to_owned();
    (answer, plan)
}

/// A line of a roadmap: the title of its track, its own, its first and last day, and whether it is a milestone.
type Line = (String, String, NaiveDate, NaiveDate, bool);

/// A day of note: its title and date.
type Note = (String, NaiveDate);

/// The days of note of a plan.
fn noted(plan: &Plan) -> BTreeSet<Note> {
    plan.notes.iter().map(|note| (note.title.clone(), note.date)).collect()
}

/// What is fixed in the roadmaps of a plan.
fn lines(plan: &Plan) -> BTreeSet<Line> {
    let track = |id: usize| plan.tracks[id].title.clone();
    let phases = plan.phases.iter().filter_map(|phase| match &phase.timing {
        PhaseTiming::Fixed(window) => {
            Some((track(phase.track.0), phase.title.clone(), window.value.first, window.value.last, false))
        }
        PhaseTiming::Placed { .. } => None,
    });
    let milestones = plan.milestones.iter().filter_map(|milestone| {
        let date = milestone.fixed()?;
        Some((track(milestone.track.0), milestone.title.clone(), date, date, true))
    });
    phases.chain(milestones).collect()
}

/// What is critical in the roadmaps of a plan: the title, and whether it is a milestone.
fn critical(plan: &Plan) -> BTreeSet<(String, bool)> {
    let phases = plan.phases.iter().filter(|phase| phase.critical).map(|phase| (phase.title.clone(), false));
    let milestones = plan.milestones.iter().filter(|milestone| milestone.critical);
    phases.chain(milestones.map(|milestone| (milestone.title.clone(), true))).collect()
}

fn plan_of(text: &str) -> Plan {
    let mut sources = Sources::default();
    sources.add("plan.yaml", text);
    let reading = read(&sources);
    assert_eq!(reading.diagnostics, [], "{text}");
    reading.plan.expect("it is valid")
}

#[test]
fn the_real_roadmaps_come_back_from_their_charts() {
    let run = planned();
    let schedule: Json = serde_json::from_str(&run.text("schedule.json")).unwrap();
    let mut sources = Sources::default();
    for file in fs::read_dir(&run.plans).unwrap() {
        let path = file.unwrap().path();
        sources.add(path.display().to_string(), fs::read_to_string(&path).unwrap());
    }
    let plan = read(&sources).plan.expect("the real plans are valid");
    for product in ["os2display", "os2forms"] {
        let of_product = |track: &&aarshjul::plan::roadmap::Track| plan.product(track.product).key == product;
        let titles: BTreeMap<&str, &str> =
            plan.tracks.iter().filter(of_product).map(|track| (track.key.as_str(), track.title.as_str())).collect();
        let entries = schedule["entries"].as_array().unwrap().iter().filter(|entry| entry["product"] == product);
        let drawn = entries.filter_map(|entry| {
            let text = |key: &str| entry[key].as_str();
            let is_milestone = match text("kind")? {
                "phase" => false,
                "milestone" => true,
                _ => return None,
            };
            let first = text("first").or(text("date"))?.parse().ok()?;
            let last = text("last").or(text("date"))?.parse().ok()?;
            Some((titles[text("track")?].to_owned(), text("title")?.to_owned(), first, last, is_milestone))
        });
        let drawn: BTreeSet<Line> = drawn.collect();
        assert!(drawn.len() > 15);
        let chart = run.out.join(format!("charts/{product}.mmd"));
        let (answer, text) = imported(&run.out, &[&chart.to_string_lossy(), "--product", product]);
        assert_eq!(answer["status"], "planned");
        let again = plan_of(&text);
        assert_eq!(lines(&again), drawn);
        let notes = plan.notes.iter().filter(|note| plan.product(note.product).key == product);
        let notes: BTreeSet<Note> = notes.map(|note| (note.title.clone(), note.date)).collect();
        assert_eq!(noted(&again), notes);
        let own = |track: usize| of_product(&&plan.tracks[track]);
        let phases = plan.phases.iter().filter(|phase| phase.critical && own(phase.track.0));
        let milestones = plan.milestones.iter().filter(|milestone| milestone.critical && own(milestone.track.0));
        let expected: BTreeSet<(String, bool)> = phases
            .map(|phase| (phase.title.clone(), false))
            .chain(milestones.map(|milestone| (milestone.title.clone(), true)))
            .collect();
        assert_eq!(critical(&again), expected);
    }
}

/// Signs that mean something to Mermaid, YAML, or both.
fn hostile_name() -> impl Strategy<Value = String> {
    let signs = "[a-zæøå :;#%<>&\"{}`\\\\'|*!,?\\[\\]-]{0,12}";
    let keywords =
        ["title", "section x", "%% track: y", "gantt", "2027-01-01", "after a", "click a", "yes", "ﬂ°°58¶ß", "{{ x }}", "# x"];
    prop_oneof![
        signs.prop_map(|text| text),
        proptest::sample::select(keywords.to_vec()).prop_map(str::to_owned),
        any::<String>().prop_map(|text| text.chars().take(20).collect()),
    ]
}

/// A name as a chart shows it: one line, single spaces, none around.
fn shown(name: &str) -> String {
    let spaced: String =
        name.chars().map(|sign| if sign.is_control() || "\u{2028}\u{2029}".contains(sign) { ' ' } else { sign }).collect();
    let joined = spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    joined.trim_matches(|sign: char| sign.is_whitespace() || sign == '\u{feff}').to_owned()
}

/// The phases and milestones of a track: name, day from the start of 2026, days, whether it is critical.
type Items = Vec<(String, i64, i64, bool)>;

fn roadmap_text(tracks: &[(String, Items, Items)], notes: &Items, markers: &str) -> String {
    let date = |day: i64| NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + TimeDelta::days(day);
    let tracks = tracks.iter().enumerate().map(|(number, (title, phases, milestones))| {
        let mut entries = vec![Entry::text("title", format!("{title}{number}"))];
        let phases = phases.iter().enumerate().map(|(place, (name, day, days, is_critical))| {
            let mut fields = vec![
                Entry::text("title", format!("{name}{place}")),
                Entry::word("from", &date(*day)),
                Entry::word("to", &date(day + days)),
            ];
            fields.extend(is_critical.then(|| Entry::word("critical", "yes")));
            Entry::new(format!("p{place}"), Value::Map(fields))
        });
        let milestones = milestones.iter().enumerate().map(|(place, (name, day, _, is_critical))| {
            let mut fields = vec![Entry::text("title", format!("{name}{place}")), Entry::word("on", &date(*day))];
            let is_weekend = matches!(date(*day).weekday(), Weekday::Sat | Weekday::Sun);
            fields.extend(is_weekend.then(|| Entry::word("on-closed", "keep")));
            fields.extend(is_critical.then(|| Entry::word("critical", "yes")));
            Entry::new(format!("m{place}"), Value::Map(fields))
        });
        let (phases, milestones): (Vec<Entry>, Vec<Entry>) = (phases.collect(), milestones.collect());
        entries.extend((!phases.is_empty()).then(|| Entry::new("phases", Value::Lines(phases))));
        entries.extend((!milestones.is_empty()).then(|| Entry::new("milestones", Value::Lines(milestones))));
        Entry::new(format!("t{number}"), Value::Lines(entries))
    });
    let tracks = Entry::new("tracks", Value::Lines(tracks.collect()));
    let notes = notes.iter().enumerate().map(|(place, (name, day, ..))| {
        let fields = vec![Entry::text("title", format!("{name}{place}")), Entry::word("on", &date(*day))];
        Entry::new(format!("n{place}"), Value::Map(fields))
    });
    let notes: Vec<Entry> = notes.collect();
    let notes = (!notes.is_empty()).then(|| Entry::new("notes", Value::Lines(notes)));
    let charts = Entry::new("charts", Value::Map(vec![Entry::word("markers", markers)]));
    text(&[
        Entry::word("years", "2026..2027"),
        Entry::text("product", "beta"),
        Entry::new("publish", Value::Map(vec![charts])),
        Entry::new("roadmap", Value::Lines(notes.into_iter().chain([tracks]).collect())),
    ])
}

/// The chart of a plan whose roadmap is fixed.
fn drawn(plan: &Plan) -> Option<String> {
    let mut schedule = Schedule::default();
    for phase in &plan.phases {
        if let PhaseTiming::Fixed(window) = &phase.timing {
            let (first, last) = (window.value.first, window.value.last);
            schedule.placements.insert(phase.id.clone(), Placement::Phase { first, last });
        }
    }
    for milestone in &plan.milestones {
        let date = milestone.fixed().expect("it is fixed");
        schedule.placements.insert(milestone.id.clone(), Placement::Milestone { date });
    }
    chart::roadmap(&View::new(plan, &schedule), ProductId(0))
}

fn imported_text(chart: &str) -> String {
    let mut sources = Sources::default();
    let source = sources.add_bytes(Form::Chart, "chart.mmd", chart.as_bytes().to_vec());
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let reading = charts(source, chart, PageForm::Chart, today);
    assert_eq!(reading.diagnostics, [], "{chart}");
    let file =
        ChartFile { name: "chart.mmd".to_owned(), stem: "chart".to_owned(), page: Page::default(), charts: reading.charts };
    let wanted = Wanted { product: Some("beta".to_owned()), ..Wanted::of(Country::Dk) };
    let mut diagnostics = Vec::new();
    let draft = roadmap(&[file], &wanted, &mut diagnostics).expect("it has tasks");
    assert_eq!(diagnostics, [], "{chart}");
    draft.text(&Surroundings::default())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_roadmap_comes_back_from_its_chart(tracks in collection::vec(
        (hostile_name(), collection::vec((hostile_name(), 0..700_i64, 0..90_i64, any::<bool>()), 0..4),
            collection::vec((hostile_name(), 0..729_i64, Just(0_i64), any::<bool>()), 0..3)),
        1..4,
    ), notes in collection::vec((hostile_name(), 0..729_i64, Just(0_i64), Just(false)), 0..3), markers in 0..2_usize) {
        let plan = plan_of(&roadmap_text(&tracks, &notes, ["vert", "milestones"][markers]));
        if let Some(chart) = drawn(&plan) {
            let expected: BTreeSet<Line> = lines(&plan)
                .into_iter()
                .map(|(track, title, first, last, is_milestone)| (shown(&track), shown(&title), first, last, is_milestone))
                .collect();
            let text = imported_text(&chart);
            let again = plan_of(&text);
            prop_assert_eq!(lines(&again), expected, "{}", chart);
            let expected: BTreeSet<Note> = noted(&plan).into_iter().map(|(title, date)| (shown(&title), date)).collect();
            prop_assert_eq!(noted(&again), expected, "{}", chart);
            let expected: BTreeSet<(String, bool)> =
                critical(&plan).into_iter().map(|(title, is_milestone)| (shown(&title), is_milestone)).collect();
            prop_assert_eq!(critical(&again), expected, "{}", chart);
        }
    }
}

/// Real pages that lie beside the project on some machines; elsewhere pages of our own stand for them alone.
fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages: Vec<PathBuf> = ["transition.md", "strategy.md"].map(|name| root.join("tests/imports").join(name)).into();
    let found = beside("seeds").into_iter().flat_map(|seeds| fs::read_dir(seeds).unwrap().map(|entry| entry.unwrap().path()));
    pages.extend(found.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    pages.sort();
    pages
}

/// Bars and milestones of charts as they are drawn: section, name, start, end, and whether they are critical.
fn drawn_tasks(answer: &Json) -> BTreeSet<(String, String, String, String, bool)> {
    let has = |task: &Json, word: &str| task["tags"].as_array().unwrap().iter().any(|tag| tag == word);
    let text = |task: &Json, key: &str| task[key].as_str().unwrap_or_default().to_owned();
    let mut drawn = BTreeSet::new();
    for chart in answer["charts"].as_array().unwrap() {
        let is_of_year = |task: &Json| task["id"].as_str().is_some_and(|id| id.starts_with("new-year-"));
        for task in chart["tasks"].as_array().unwrap().iter().filter(|task| !is_of_year(task)) {
            // Milestones stand in a section of their own in our charts, and what stands in none is a track of the chart's name.
            let is_mark = has(task, "milestone") || has(task, "vert");
            let section = if is_mark { "" } else { task["section"].as_str().or(chart["title"].as_str()).unwrap() };
            drawn.insert((section.to_owned(), text(task, "name"), text(task, "start"), text(task, "end"), has(task, "crit")));
        }
    }
    drawn
}

#[test]
fn from_a_page_to_verified_feeds_and_back_to_a_chart_no_date_changes() {
    for page in pages() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let place = page.to_string_lossy();
        let output = aarshjul(folder, &["import", "mermaid", &place, "-o", "plans"]);
        assert!(output.status.success(), "{place}: {}", told(&output));
        let checked = aarshjul(folder, &["check", "--deny", "warnings"]);
        assert!(checked.status.success(), "{place}: {}", told(&checked));
        let formatted = aarshjul(folder, &["fmt", "--check"]);
        assert!(formatted.status.success(), "{place}: {}", told(&formatted));
        let planned = aarshjul(folder, &["plan", "--today", "2026-11-21"]);
        assert!(planned.status.success() && !told(&planned).contains("warning"), "{place}: {}", told(&planned));
        let verified = aarshjul(folder, &["verify"]);
        assert!(verified.status.success(), "{place}: {}", told(&verified));
        let (before, _) = imported(folder, &[&place]);
        let charts: Vec<PathBuf> = fs::read_dir(folder.join("out/charts")).unwrap().map(|entry| entry.unwrap().path()).collect();
        let chart = charts.iter().find(|path| path.extension().is_some_and(|ending| ending == "mmd")).expect("a roadmap");
        let (after, _) = imported(folder, &[&chart.to_string_lossy()]);
        assert!(drawn_tasks(&before).len() > 5, "{place}");
        assert_eq!(drawn_tasks(&before), drawn_tasks(&after), "{place}");
    }
}
