//! Imported charts, compared with what the real Mermaid made of them.

use std::fs;
use std::path::{Path, PathBuf};

use aarshjul::calendar::civil::NaiveDate;
use aarshjul::diagnostic::source::SourceId;
use aarshjul::import::mermaid::chart::{Chart, Tag};
use aarshjul::import::mermaid::reading::{PageForm, charts};
use serde_json::Value as Json;

/// The day on which the answers beside the corpus were made.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 15).expect("a date")
}

/// A task as the real Mermaid tells it: section, name, id, start, end, tags.
type Told = (String, String, String, String, String, Vec<String>);

fn ours(chart: &Chart) -> Vec<Told> {
    let tags = [
        (Tag::Active, "active"),
        (Tag::Done, "done"),
        (Tag::Critical, "crit"),
        (Tag::Milestone, "milestone"),
        (Tag::Line, "vert"),
    ];
    let tasks = chart.tasks.iter().map(|task| {
        let section = task.section.map_or(String::new(), |index| chart.sections[index].title.clone());
        let tags = tags.iter().filter(|(tag, _)| task.is(*tag)).map(|(_, word)| (*word).to_owned()).collect();
        let time = |time: &aarshjul::calendar::civil::NaiveDateTime| time.format("%Y-%m-%dT%H:%M:%S").to_string();
        (section, task.name.value.clone(), task.id.value.clone(), time(&task.start), time(&task.end), tags)
    });
    tasks.collect()
}

fn theirs(tasks: &Json) -> Vec<Told> {
    let tasks = tasks.as_array().expect("a list of tasks").iter().map(|task| {
        let text = |key: &str| task[key].as_str().unwrap_or_default().to_owned();
        // Without the offset from UTC.
        let time = |key: &str| text(key).chars().take(19).collect();
        let tags = task["tags"].as_array().into_iter().flatten().filter_map(|tag| tag.as_str().map(str::to_owned)).collect();
        (text("section"), text("name"), text("id"), time("start"), time("end"), tags)
    });
    tasks.collect()
}

/// A folder of real charts beside the repository; none on most machines.
fn beside(path: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    folder.is_dir().then_some(folder)
}

#[test]
fn every_chart_of_the_corpus_is_read_as_mermaid_reads_it() {
    let Some(corpus) = beside("corpus/gantt") else {
        eprintln!("skipped: there is no folder ../shared/corpus/gantt");
        return;
    };
    let mut compared = 0;
    for folder in
        fs::read_dir(&corpus).expect("the corpus").map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir())
    {
        for file in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if file.extension().is_none_or(|ending| ending != "mmd") {
                continue;
            }
            let text = fs::read_to_string(&file).expect("a chart");
            let answer = fs::read_to_string(file.with_extension("tasks.json")).expect("an answer");
            let answer: Json = serde_json::from_str(&answer).expect("JSON");
            let reading = charts(SourceId(0), &text, PageForm::Chart, today());
            if answer["ok"] == Json::Bool(false) {
                let is_told =
                    reading.diagnostics.iter().any(|fault| fault.severity == aarshjul::diagnostic::report::Severity::Error);
                assert!(is_told, "{}: Mermaid refuses it: {}", file.display(), answer["error"]);
                continue;
            }
            assert_eq!(reading.charts.len(), 1, "{}: {:?}", file.display(), reading.diagnostics);
            assert_eq!(ours(&reading.charts[0]), theirs(&answer["tasks"]), "{}", file.display());
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn every_seed_is_read_as_mermaid_reads_it() {
    let Some(seeds) = beside("seeds") else {
        eprintln!("skipped: there is no folder ../shared/seeds");
        return;
    };
    let mut compared = 0;
    for name in ["os2display-sekretariatssupport", "os2forms-produktstrategi"] {
        let answer = fs::read_dir(seeds.join("tasks")).expect("answers").map(|entry| entry.expect("an entry").path());
        let answers: Vec<PathBuf> = answer
            .filter(|path| path.to_string_lossy().contains(name) && path.extension().is_some_and(|ending| ending == "json"))
            .collect();
        let text = fs::read_to_string(seeds.join(name).with_extension("md")).expect("a seed");
        let reading = charts(SourceId(0), &text, PageForm::Page, today());
        assert!(reading.parent.is_some() || reading.title.is_some(), "{name}");
        for answer in answers {
            let answer: Json = serde_json::from_str(&fs::read_to_string(&answer).expect("an answer")).expect("JSON");
            assert_eq!(ours(&reading.charts[0]), theirs(&answer["tasks"]), "{name}");
            compared += 1;
        }
    }
    assert!(compared >= 2, "{compared}");
}
