//! `import ics`: feeds of our own plans come back as a plan with the same meetings, and calendars become what was asked for.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::diff::{run, told};

fn aarshjul(folder: &Path, arguments: &[&str]) -> String {
    told(&run(folder, env!("CARGO_BIN_EXE_aarshjul"), arguments))
}

/// The meetings of a feed, read line by line: title, start and end.
fn meetings(folder: &Path, feed: &str) -> BTreeSet<(String, String, String)> {
    let text = fs::read_to_string(folder.join(feed)).unwrap().replace("\r\n ", "");
    let mut found = BTreeSet::new();
    for event in text.split("BEGIN:VEVENT").skip(1) {
        let value = |name: &str| {
            let line = event.lines().find(|line| line.starts_with(name)).unwrap_or_default();
            line.rsplit_once(':').map_or("", |(_, value)| value).to_owned()
        };
        if event.contains("DTSTART;TZID") {
            found.insert((value("SUMMARY"), value("DTSTART"), value("DTEND")));
        }
    }
    found
}

/// Plans an example, imports its feed, plans what came of it, and gives the meetings of both.
fn there_and_back(example: &str, product: &str) -> [BTreeSet<(String, String, String)>; 2] {
    let folder = tempfile::tempdir().unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    fs::copy(examples.join(example), folder.path().join("first.yaml")).unwrap();
    aarshjul(folder.path(), &["plan", "first.yaml", "-o", "first", "--today", "2026-11-22"]);
    let feed = format!("first/feeds/{product}.ics");
    let import = ["import", "ics", "--as", "meetings", "--product", product, "-o", "again/plan.yaml", "--today", "2026-11-22"];
    fs::create_dir(folder.path().join("again")).unwrap();
    aarshjul(folder.path(), &[&import, [feed.as_str()].as_slice()].concat());
    aarshjul(folder.path(), &["plan", "again/plan.yaml", "-o", "second", "--today", "2026-11-22"]);
    let untitled = |meetings: BTreeSet<(String, String, String)>| -> BTreeSet<(String, String, String)> {
        let group = |title: String| title.split(" · ").next().unwrap_or_default().to_owned();
        meetings.into_iter().map(|(title, start, end)| (group(title), start, end)).collect()
    };
    let again = format!("second/feeds/{product}.ics");
    [feed.as_str(), again.as_str()].map(|feed| untitled(meetings(folder.path(), feed)))
}

#[test]
fn a_feed_comes_back_as_a_plan_with_the_same_meetings() {
    for (example, product) in [("one-product.yaml", "beta"), ("smallest.yaml", "beta")] {
        let [first, again] = there_and_back(example, product);
        assert!(first.len() >= 4, "{first:?}");
        assert_eq!(first, again, "{example}");
    }
}

const BUSY: &str = "BEGIN:VCALENDAR\r
BEGIN:VEVENT\r
SUMMARY:Ferie\r
DTSTART;VALUE=DATE:20270705\r
DTEND;VALUE=DATE:20270724\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:Kursus\r
DTSTART;TZID=Romance Standard Time:20270308T083000\r
DTEND;TZID=Romance Standard Time:20270309T160000\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:Tandlæge\r
DTSTART;TZID=Romance Standard Time:20270310T090000\r
DTEND;TZID=Romance Standard Time:20270310T100000\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:Huskeseddel\r
DTSTART;VALUE=DATE:20270311\r
TRANSP:TRANSPARENT\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:Aflyst tur\r
STATUS:CANCELLED\r
DTSTART;VALUE=DATE:20270312\r
END:VEVENT\r
END:VCALENDAR\r
";

#[test]
fn leave_is_the_whole_days_that_somebody_is_busy() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("privat.ics"), BUSY).unwrap();
    let import = ["import", "ics", "--as", "leave", "--person", "formand", "--years", "2027", "-o", "ferie.yaml", "privat.ics"];
    let answer = run(folder.path(), env!("CARGO_BIN_EXE_aarshjul"), &import);
    let odd = String::from_utf8(answer.stderr).unwrap();
    assert!(odd.contains("an event takes less than a day of work"), "{odd}");
    let plan = fs::read_to_string(folder.path().join("ferie.yaml")).unwrap();
    assert!(plan.contains("leave: [2027-03-08..2027-03-09, 2027-07-05..2027-07-23]"), "{plan}");
    assert!(!plan.contains("Ferie"), "{plan}");
    fs::write(
        folder.path().join("plan.yaml"),
        "product: beta\ngroups:\n  styregruppe:\n    members: formand\n    meets: {each: quarter, at: \"13:00\", length: 1h}\n",
    )
    .unwrap();
    let planned = aarshjul(folder.path(), &["plan", "plan.yaml", "ferie.yaml", "--dry-run", "--today", "2026-11-22"]);
    assert!(planned.contains("proven optimal"), "{planned}");
}

#[test]
fn holidays_of_one_date_in_every_year_are_yearly_and_others_are_dates() {
    let folder = tempfile::tempdir().unwrap();
    let days =
        [("Grundlovsdag", "20270605"), ("Grundlovsdag", "20280605"), ("Skærtorsdag", "20270325"), ("Skærtorsdag", "20280413")];
    let event = |(name, day): (&str, &str)| {
        format!("BEGIN:VEVENT\r\nSUMMARY:{name}\r\nDTSTART;VALUE=DATE:{day}\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n")
    };
    let text = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", days.map(event).concat());
    fs::write(folder.path().join("lukket.ics"), text).unwrap();
    let import = [
        "import",
        "ics",
        "--as",
        "holidays",
        "--calendar",
        "kommunen",
        "--years",
        "2027..2028",
        "-o",
        "lukket.yaml",
        "lukket.ics",
    ];
    aarshjul(folder.path(), &import);
    let plan = fs::read_to_string(folder.path().join("lukket.yaml")).unwrap();
    assert!(plan.contains("Grundlovsdag: 06-05\n") && plan.contains("Skærtorsdag: [2027-03-25, 2028-04-13]\n"), "{plan}");
    aarshjul(folder.path(), &["check", "lukket.yaml"]);
}
