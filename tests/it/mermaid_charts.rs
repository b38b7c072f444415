//! Imported charts, compared with what the real Mermaid made of them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use aarshjul::calendar::civil::{NaiveDate, NaiveDateTime};
use aarshjul::diagnostic::code::Code;
use aarshjul::diagnostic::report::{Diagnostic, Severity};
use aarshjul::diagnostic::source::SourceId;
use aarshjul::import::mermaid::chart::{Chart, Tag};
use aarshjul::import::mermaid::reading::{PageForm, Reading, charts};
use proptest::prelude::{any, proptest};
use proptest::sample::Index;
use serde_json::Value as Json;

use crate::beside::beside;
use crate::foreign::foreign;

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
        let time = |time: &NaiveDateTime| time.format("%Y-%m-%dT%H:%M:%S").to_string();
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

#[test]
fn every_chart_of_the_corpus_is_read_as_mermaid_reads_it() {
    let Some(corpus) = beside("corpus/gantt") else { return };
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
                let is_told = reading.diagnostics.iter().any(|fault| fault.severity == Severity::Error);
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
    let Some(seeds) = beside("seeds") else { return };
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

/// The charts of `tests/imports/rules`: by name, with what the real Mermaid 12.3 made of each, on 15 January 2026 in Denmark. Each
/// shows one rule of the grammar, of how dates are read or of how tasks are resolved; those that Mermaid refuses begin with
/// `refused-`, and come last. Ids are those of no other chart, since Mermaid keeps them from one to the next.
fn rules() -> Vec<(String, String, Result<Vec<Told>, String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/imports/rules");
    let files = fs::read_dir(&folder).expect("the rules").map(|entry| entry.expect("an entry").path());
    let rule = |file: PathBuf| {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let answer = fs::read_to_string(file.with_extension("json")).unwrap_or_else(|_| panic!("{name} has an answer"));
        (name, fs::read_to_string(&file).expect("a chart"), answer_of(&serde_json::from_str(&answer).expect("JSON")))
    };
    let mut rules: Vec<_> = files.filter(|file| file.extension().is_some_and(|ending| ending == "mmd")).map(rule).collect();
    rules.sort_by_key(|(name, _, _)| (name.starts_with("refused-"), name.clone()));
    rules
}

/// The tasks that Mermaid draws: to one without a date it gives none, and says nothing.
fn dated(tasks: &[Told]) -> Vec<Told> {
    tasks.iter().filter(|task| !task.3.is_empty() && !task.4.is_empty()).cloned().collect()
}

#[test]
fn every_rule_is_read_as_it_was_read_by_mermaid() {
    let mut faults = Vec::new();
    let rules = rules();
    for (name, text, answer) in &rules {
        let reading = charts(SourceId(0), text, PageForm::Chart, today());
        let errors: Vec<_> = reading.diagnostics.iter().filter(|fault| fault.severity == Severity::Error).collect();
        let left_out = errors.iter().filter(|fault| fault.code == Code::ChartUndated).count();
        let tasks: Vec<Told> = reading.charts.iter().flat_map(ours).collect();
        assert_eq!(name.starts_with("refused-"), answer.is_err(), "{name}: {answer:?}");
        let agrees = match answer {
            Err(_) => errors.len() > left_out,
            Ok(theirs) => errors.len() == left_out && left_out == theirs.len() - dated(theirs).len() && tasks == dated(theirs),
        };
        if !agrees {
            faults.push(format!("{name}: Mermaid says\n{answer:#?}\nand we\n{tasks:#?}\n{errors:#?}"));
        }
    }
    assert!(rules.len() >= 100, "{}", rules.len());
    assert!(faults.is_empty(), "{} differ:\n{}", faults.len(), faults.join("\n----\n"));
}

#[test]
fn every_rule_is_still_read_so_by_the_real_mermaid() {
    let rules = rules();
    let texts: Vec<String> = rules.iter().map(|(_, text, _)| text.clone()).collect();
    for ((name, _, answer), now) in rules.iter().zip(resolved(&texts)) {
        let first_line = now.map_err(|error| error.lines().next().unwrap_or_default().to_owned());
        assert_eq!(first_line, *answer, "{name}");
    }
}

/// What the real Mermaid makes of many charts: tasks, or why it draws none.
fn resolved(texts: &[String]) -> Vec<Result<Vec<Told>, String>> {
    let file = tempfile::NamedTempFile::new().expect("a file");
    fs::write(file.path(), serde_json::to_string(texts).expect("JSON")).expect("a file");
    let output = Command::new("node").arg(foreign().join("resolve.mjs")).arg(file.path()).output();
    let output = output.expect("node runs: `make test` installs what is missing");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let results: Vec<Json> = serde_json::from_slice(&output.stdout).expect("a JSON list");
    results.iter().map(answer_of).collect()
}

fn answer_of(result: &Json) -> Result<Vec<Told>, String> {
    match result["error"].as_str() {
        Some(error) => Err(error.to_owned()),
        None => Ok(theirs(&result["tasks"])),
    }
}

/// Draws numbers from a seed: xorshift (Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % count
    }

    fn of<'t>(&mut self, words: &[&'t str]) -> &'t str {
        words[self.below(words.len())]
    }
}

/// Lines that stand anywhere in a chart. None makes a task of four fields: Mermaid keeps that under no id, for the next chart too.
const LINES: [&str; 56] = [
    "dateFormat YYYY-MM-DD",
    "DATEFORMAT YYYY-MM-DD",
    "dateFormat DD-MM-YYYY",
    "dateFormat YYYY-MM-DD HH:mm",
    "dateFormat D. MMM YYYY",
    "dateFormat YYYY-MM-DDTHH:mm:ss",
    "dateFormat DD/MM/YY",
    "dateFormat Do MMMM YYYY",
    "dateFormat X",
    "dateFormat x",
    "dateFormat HH:mm",
    "dateFormat YYYY-[Q]Q",
    "dateFormat YYYY",
    "dateFormat\tYYYY-MM",
    "dateFormat YYYY-MM-DD hh:mm A",
    "title Plan: 2027; #35; 100%",
    "Title  x",
    "section Afklaring",
    "section  Drift: #quot;ny#quot; ",
    "SECTION æøå",
    "section",
    "excludes weekends",
    "excludes weekends, 2026-02-04 2026-12-24",
    "excludes Friday",
    "excludes 05-02-2026",
    "includes 2026-02-07",
    "weekend friday",
    "weekend saturday",
    "weekday monday",
    "inclusiveEndDates",
    "tickInterval 1quarter",
    "axisFormat %d. %b",
    "todayMarker off",
    "todayMarker stroke:#000,x",
    "accTitle: navn : a",
    "accDescr: tekst # x",
    "accDescr {\n en : b\n to :c, 2026-01-01, 2d }",
    "%% en kommentar : a, 2026-01-01, 1d",
    "  %% track: x",
    "%%",
    "%%{init: {'theme': 'dark'}}%%",
    "5% rabat :2026-01-01, 2d",
    "  7% :2026-01-01, 2d",
    "click x href \"https://a.dk\"",
    "click x call f(a, b) href \"#\"",
    "click x call f()",
    "click x",
    "topAxis",
    "uden kolon",
    "tom :",
    "2026-01-05 dato :2026-01-05, 2d",
    "  ",
    "",
    "gantt",
    "kun tags :crit, done",
    "to :2026-01-05, 2d ; en :3d",
];

const NAMES: [&str; 14] = [
    "Afklaring",
    "50% rabat",
    "Kl. 9#58;30",
    "call af kunder",
    "  Møde  med rum ",
    "#lt;b#gt;",
    "title",
    "sectionen",
    "a b c",
    "%x",
    "æ%",
    "<a b=\"c\">",
    "style x",
    "\u{1f600}% x",
];

const TAGS: [&str; 9] = ["crit, ", "done,", "active , ", "milestone, ", "vert,", "crit, done, milestone, ", "", "", ""];

const STARTS: [&str; 29] = [
    "2026-01-05",
    "2026-01-09",
    "2026-03-27",
    "2026-10-23",
    "05-01-2026",
    "2026-01-05 08:30",
    "5. Jan 2026",
    "2026-01-05T08:30:00",
    "05/01/26",
    "5th January 2026",
    "1767600000",
    "1767600000000",
    "08:30",
    "2026-Q2",
    "2026",
    "2026-02",
    "2026-01-05 08:30 PM",
    "2026-02-30",
    "2026-1-5",
    "2026/1/5",
    "1 Jan 2026",
    "2026-01-05T10:00Z",
    "2026-01-05T10:00+05:30",
    "nej",
    "",
    "2026-13-01",
    "2026-01-05#58;",
    "uge 5",
    "m1",
];

const ENDS: [&str; 34] = [
    "1d",
    "2d",
    "5d",
    "10d",
    "0d",
    "0.5d",
    "1.5d",
    "1w",
    "0.5w",
    "2w",
    "1M",
    "0.5M",
    "2.7M",
    "1y",
    "36h",
    "90m",
    "5400s",
    "1500ms",
    "2026-02-01",
    "2026-04-01",
    "01-02-2026",
    "2026-02-01 12:00",
    "1. Feb 2026",
    "01/02/26",
    "3days",
    "2W",
    "",
    "2026-02-30",
    "2026-02-2022",
    "1769000000",
    "1769000000000",
    "17:00",
    "2026-Q3",
    "99999999y",
];

/// A chart of lines that Mermaid reads in many ways. Its ids are those of no other number.
fn chart(number: usize, random: &mut Random) -> String {
    let mut text =
        format!("{}gantt\n", random.of(&["", "", "", "\n  ", "%% først\n", "---\ntitle: T\n---\n", "%%{init: {'x': 1}}%%\n"]));
    if random.below(3) > 0 {
        writeln!(text, "    dateFormat {}", random.of(&["YYYY-MM-DD", "YYYY-MM-DD", "DD-MM-YYYY", "YYYY-MM-DD HH:mm"]))
            .expect("a String");
    }
    let id = |random: &mut Random| format!("c{number}{}", random.of(&["a", "b", "c", "d", "e-1", "f_2", "g"]));
    for _ in 0..=random.below(14) {
        if random.below(4) == 0 {
            writeln!(text, "    {}", random.of(&LINES)).expect("a String");
            continue;
        }
        let reference = |random: &mut Random, word: &str| {
            let ids: Vec<String> = (0..=random.below(3)).map(|_| id(random)).collect();
            format!("{word}{}{}", random.of(&[" ", " ", "  ", "\t"]), ids.join(random.of(&[" ", "  ", " "])))
        };
        let usual = random.below(2) == 0;
        let start = if random.below(3) == 0 {
            reference(random, "after")
        } else {
            random.of(if usual { &STARTS[..4] } else { &STARTS }).to_owned()
        };
        let end = if random.below(6) == 0 { reference(random, "until") } else { random.of(&ENDS).to_owned() };
        let fields = match random.below(8) {
            0 => end,
            1..=3 => format!("{start}, {end}"),
            _ => format!("{}, {start} ,{end}", id(random)),
        };
        let tail = random.of(&["", "", "", "", "", "", "", "", "", "", " ", " # note", " %% x"]);
        let break_ = random.of(&["\n", "\n", "\n", "\n", "\r\n", "\n\n"]);
        let space = random.of(&[" ", "", "  "]);
        write!(text, "    {}{space}:{}{fields}{tail}{break_}", random.of(&NAMES), random.of(&TAGS)).expect("a String");
    }
    text
}

/// A chart without the lines at which an error is told.
fn mended(text: &str, reading: &Reading) -> String {
    let errors = reading.diagnostics.iter().filter(|fault| fault.severity == Severity::Error && fault.code != Code::ChartUndated);
    let places: Vec<usize> = errors.filter_map(Diagnostic::span).map(|span| span.start as usize).collect();
    let mut mended = String::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if !places.iter().any(|place| (at..end).contains(place)) {
            mended.push_str(line);
        }
        at = end;
    }
    mended
}

#[test]
fn random_charts_are_read_as_the_real_mermaid_reads_them() {
    let count: usize = std::env::var("AARSHJUL_CHARTS").ok().and_then(|count| count.parse().ok()).unwrap_or(600);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let texts: Vec<String> = (0..count).map(|number| chart(number, &mut random)).collect();
    let read: Vec<Reading> = texts.iter().map(|text| charts(SourceId(0), text, PageForm::Chart, today())).collect();
    let mended: Vec<String> = texts.iter().zip(&read).map(|(text, reading)| mended(text, reading)).collect();
    let (whole, left) = (resolved(&texts), resolved(&mended));
    let mut faults = Vec::new();
    for (number, reading) in read.iter().enumerate() {
        let is_refused = mended[number] != texts[number];
        if whole[number].is_err() != is_refused {
            faults.push(format!("Mermaid says {:?} of\n{}{:#?}", whole[number], texts[number], reading.diagnostics));
            continue;
        }
        let ours: Vec<Told> = reading.charts.iter().flat_map(ours).collect();
        match &left[number] {
            Ok(tasks) if dated(tasks) == ours => {}
            other => faults
                .push(format!("Mermaid says\n{other:#?}\nand we\n{ours:#?}\nof\n{}{:?}", mended[number], reading.diagnostics)),
        }
    }
    assert!(faults.is_empty(), "{} of {count} differ, first:\n{}", faults.len(), faults[..faults.len().min(3)].join("\n----\n"));
}

/// Reads a text both ways, and holds every place to the text.
fn check_places(text: &str) {
    for form in [PageForm::Chart, PageForm::Page] {
        let reading = charts(SourceId(0), text, form, today());
        let tasks = reading.charts.iter().flat_map(|chart| &chart.tasks);
        let spans = reading.diagnostics.iter().flat_map(|fault| &fault.labels).map(|label| label.span);
        for span in spans.chain(tasks.flat_map(|task| [task.span, task.name.span, task.id.span])) {
            assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
        }
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>(), seed in 1..u64::MAX, cuts in proptest::collection::vec((any::<Index>(), any::<char>()), 0..6)) {
        check_places(&text);
        let mut chart: Vec<char> = chart(0, &mut Random(seed)).chars().collect();
        for (at, sign) in cuts {
            let at = at.index(chart.len());
            if sign.is_ascii() { chart[at] = sign } else { chart.insert(at, "%:;#`{}\r-,é".chars().nth(at % 11).unwrap_or(sign)) }
        }
        let chart: String = chart.into_iter().collect();
        check_places(&chart);
        check_places(&format!("---\ntitle: x\n---\n> - ```mermaid\n>   {}", chart.replace('\n', "\n>   ")));
    }
}
