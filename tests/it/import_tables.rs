//! `import csv`: tables become plans that are valid and keep each date, whatever language and form they are written in.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use aarshjul::calendar::civil::{Datelike, NaiveDate, TimeDelta, Weekday};
use aarshjul::calendar::holidays::Country;
use aarshjul::diagnostic::report::Severity;
use aarshjul::diagnostic::source::{Form, Sources};
use aarshjul::import::draft::Surroundings;
use aarshjul::import::table::import::{Imported, import};
use aarshjul::import::table::shape::Settings;
use aarshjul::plan::date_words::long_date;
use aarshjul::plan::language::Language;
use aarshjul::plan::occurrence::Verdict;
use aarshjul::schema::reading::read;
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};

use crate::diff::{run, told};

fn aarshjul(folder: &Path, arguments: &[&str]) -> String {
    told(&run(folder, env!("CARGO_BIN_EXE_aarshjul"), arguments))
}

/// Writes a table, imports it into a file, plans that, and gives the plan file and what stands in `schedule.json`.
fn planned(table: &str) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("liste.csv"), table).unwrap();
    aarshjul(folder.path(), &["import", "csv", "liste.csv", "-o", "plan.yaml", "--today", "2026-11-22"]);
    aarshjul(folder.path(), &["plan", "plan.yaml", "-o", "out", "--today", "2026-11-22"]);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    (read("plan.yaml"), read("out/schedule.json"))
}

/// What a table comes to.
fn imported(table: &[u8]) -> Imported {
    let mut sources = Sources::default();
    let source = sources.add_bytes(Form::Table, "liste.csv", table.to_vec());
    import(&[(source, "liste".to_owned())], &sources, |_| Settings::of(2026, Country::Dk))
}

#[test]
fn meetings_keep_their_dates_and_clock_times() {
    let table = "Gruppe;Dato;Start;Varighed;Hyppighed;Medlemmer;Status\r\n\
                 Styregruppe;torsdag 4. marts 2027;13:00-14:30;;;formand, produktejer;planlagt\r\n\
                 Styregruppe;9/6-2027;13.00;1,5 time;;formand;planlagt\r\n\
                 Styregruppe;14-09-2027;kl. 10;90 min;;formand;planlagt\r\n\
                 Styregruppe;8.12.2027;13:00;1t30m;;formand;aflyst\r\n\
                 Driftsgruppe;;9:00;1t;hver 1. mandag i måneden undtagen juli;koordinator;\r\n";
    let (plan, schedule) = planned(table);
    assert!(plan.contains("# \"hver 1. mandag i måneden undtagen juli\" er læst som: den første mandag i hver måned"), "{plan}");
    assert!(plan.contains("meets: {rrule: FREQ=MONTHLY;BYDAY=1MO, except: july, at: \"09:00\", length: 1h}"), "{plan}");
    for moment in ["2027-03-04T13:00", "2027-03-04T14:30", "2027-06-09T13:00", "2027-09-14T10:00", "2027-09-14T11:30"] {
        assert!(schedule.contains(moment), "{moment} is missing in {schedule}");
    }
    assert!(!schedule.contains("2027-12-08T"), "a cancelled meeting has a date");
    assert!(schedule.contains("2027-05-03T09:00") && !schedule.contains("2027-07-05T09:00"), "{schedule}");
}

#[test]
fn phases_and_milestones_keep_their_dates_on_closed_days_too() {
    let table = "Track,Phase,Milestone,From,To,Date\n\
                 Handover,Training,,2027-01-04,2027-03-28,\n\
                 Handover,,Owner appointed,,,\"Monday, 1 February 2027\"\n\
                 Operations,,Handed over,2027-06-26,,\n\
                 ,Build,,1 February 2027,2027-05-01,\n";
    let (plan, schedule) = planned(table);
    assert!(plan.contains("language: en"), "{plan}");
    assert!(plan.contains("handed-over: {title: Handed over, on: 2027-06-26, on-closed: keep}"), "{plan}");
    for date in ["2027-01-04", "2027-03-28", "2027-02-01", "2027-06-26", "2027-05-01"] {
        assert!(schedule.contains(&format!("\"{date}")), "{date} is missing in {schedule}");
    }
}

#[test]
fn leave_becomes_days_away_that_meetings_are_not_placed_on() {
    let folder = tempfile::tempdir().unwrap();
    let group = "product: beta\ngroups:\n  råd:\n    members: formand\n    meets: {each: year, at: \"13:00\", length: 1h, from: 2027-06-01, \
                 until: 2027-07-30}\n";
    fs::write(folder.path().join("plan.yaml"), group).unwrap();
    let table = "Person;Fra;Til;Årsag\nFormand;1. juni 2027;23-07-2027;Orlov\nFormand;30/7-2027;;\n";
    fs::write(folder.path().join("ferie.csv"), table).unwrap();
    aarshjul(folder.path(), &["import", "csv", "ferie.csv", "--years", "2027", "-o", "ferie.yaml", "--today", "2026-11-22"]);
    let plan = fs::read_to_string(folder.path().join("ferie.yaml")).unwrap();
    assert!(plan.contains("leave: [{on: 2027-06-01..2027-07-23, reason: Orlov}, 2027-07-30]"), "{plan}");
    aarshjul(folder.path(), &["plan", "plan.yaml", "ferie.yaml", "-o", "out", "--today", "2026-11-22"]);
    let schedule = fs::read_to_string(folder.path().join("out/schedule.json")).unwrap();
    let away = |day: &str| schedule.contains(&format!("{day}T13:00"));
    assert!((26..30).any(|day| away(&format!("2027-07-{day}"))), "{schedule}");
}

#[test]
fn several_products_become_a_file_each_and_people_are_declared_once() {
    let folder = tempfile::tempdir().unwrap();
    let table =
        "product;group;date;start;length;members\nAlfa;board;2027-03-04;1pm;1h;chair\nBeta;board;2026-03-04;1pm;1h;chair\n";
    fs::write(folder.path().join("list.csv"), table).unwrap();
    let import = ["import", "csv", "list.csv", "--today", "2026-11-22", "-o"];
    let refused = run(folder.path(), env!("CARGO_BIN_EXE_aarshjul"), &[&import[..], &["one.yaml"]].concat());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("a plan file is of one product: let -o name a folder"));
    let answer = aarshjul(folder.path(), &[&import[..], &["plans"]].concat());
    assert!(answer.contains("alfa.yaml: 1 group with 1 meeting") && answer.contains("beta.yaml"), "{answer}");
    let all: String = ["alfa", "beta", "shared"]
        .map(|name| fs::read_to_string(folder.path().join(format!("plans/{name}.yaml"))).unwrap())
        .concat();
    assert!(all.matches("chair: chair").count() == 1 && all.matches("members: [chair]").count() == 2, "{all}");
    aarshjul(folder.path(), &["check", "plans"]);
    // What the plan beside a file has is not declared again.
    fs::write(folder.path().join("more.csv"), "product;group;date;start;length;members\nGamma;board;2027-03-04;1pm;1h;chair\n")
        .unwrap();
    aarshjul(folder.path(), &["import", "csv", "more.csv", "--today", "2026-11-22", "-o", "plans/gamma.yaml"]);
    let gamma = fs::read_to_string(folder.path().join("plans/gamma.yaml")).unwrap();
    assert!(!gamma.contains("people:") && gamma.contains("members: [chair]"), "{gamma}");
}

#[test]
fn what_a_table_comes_to_is_a_plan_of_its_own_beside_others_and_again_where_it_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let import = |product: &str, rest: &[&str]| {
        let table = format!("product;group;date;start;length;members\n{product};board;2027-03-04;1pm;1h;chair\n");
        fs::write(folder.path().join("list.csv"), table).unwrap();
        aarshjul(folder.path(), &[&["import", "csv", "list.csv", "--today", "2026-11-22", "-o"], rest].concat())
    };
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    import("Alfa", &["alfa.yaml"]);
    import("Beta", &["beta.yaml"]);
    assert!(read("beta.yaml").contains("years: 2027") && read("beta.yaml").contains("chair: chair"), "{}", read("beta.yaml"));
    aarshjul(folder.path(), &["check", "beta.yaml"]);
    import("Alfa", &["plans/alfa.yaml"]);
    import("Beta", &["plans/beta.yaml"]);
    assert!(!read("plans/beta.yaml").contains("people:"), "the plan beside it has the chair");
    let (once, answer) = (read("plans/alfa.yaml"), import("Alfa", &["plans/alfa.yaml", "--force"]));
    assert_eq!((read("plans/alfa.yaml"), answer.contains("wrote")), (once, true));
    aarshjul(folder.path(), &["check", "plans"]);
}

#[test]
fn a_bad_cell_is_told_and_the_good_rows_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    // As Excel writes it on a Danish machine: Windows-1252.
    let table = b"gruppe;dato;start;varighed\r\nR\xe5d;03/04/2027;13:00;1t\r\nR\xe5d;2027-06-09;13:00;1t\r\n";
    fs::write(folder.path().join("liste.csv"), table).unwrap();
    let import = ["import", "csv", "liste.csv", "--today", "2026-11-22", "-o", "plan.yaml"];
    let answer = run(folder.path(), env!("CARGO_BIN_EXE_aarshjul"), &import);
    let odd = String::from_utf8(answer.stderr).unwrap();
    assert_eq!(answer.status.code(), Some(1));
    assert!(odd.contains("it is read as Windows-1252") && odd.contains("liste.csv:2:5"), "{odd}");
    let plan = fs::read_to_string(folder.path().join("plan.yaml")).unwrap();
    assert!(plan.contains("title: Råd") && plan.contains("on: 2027-06-09"), "{plan}");
}

/// The dates of all groups that the plan of a table pins.
fn pinned(imported: &Imported) -> BTreeMap<String, BTreeSet<NaiveDate>> {
    let mut sources = Sources::default();
    for draft in &imported.drafts {
        sources.add("", draft.text(&Surroundings::default()));
    }
    let reading = read(&sources);
    let errors: Vec<_> = reading.diagnostics.iter().filter(|told| told.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let plan = reading.plan.expect("no error was told");
    let mut dates: BTreeMap<String, BTreeSet<NaiveDate>> = BTreeMap::new();
    for occurrence in &plan.occurrences {
        match occurrence.exception.as_ref().map(|exception| exception.verdict) {
            Some(Verdict::Pinned(date, _)) => {
                dates.entry(plan.groups[occurrence.group.0].title.clone()).or_default().insert(date);
            }
            Some(Verdict::Cancelled | Verdict::Held | Verdict::Moved) | None => panic!("a meeting has no date: {occurrence:?}"),
        }
    }
    dates
}

#[test]
fn a_rhythm_that_comes_on_no_planned_day_is_told_and_its_group_left_out() {
    let table = "group;start;length;frequency\nboard;13:00;1h;every 60 weeks on Tuesday except January\nteam;13:00;1h;weekly except July\n";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("list.csv"), table).unwrap();
    let import = ["import", "csv", "list.csv", "--years", "2026", "--today", "2026-01-15", "-o", "plan.yaml"];
    let answer = run(folder.path(), env!("CARGO_BIN_EXE_aarshjul"), &import);
    let odd = String::from_utf8(answer.stderr).unwrap();
    assert!(odd.contains("no day of the planned years is in this rhythm of `board`") && odd.contains("list.csv:2:16"), "{odd}");
    let plan = fs::read_to_string(folder.path().join("plan.yaml")).unwrap();
    assert!(!plan.contains("board:") && plan.contains("meets: {each: week, except: july,"), "{plan}");
    // Of 53 weeks three lie in July, and of a fourth only the first two days of August are left, a weekend.
    let checked = aarshjul(folder.path(), &["check", "plan.yaml"]);
    assert!(checked.contains("49 meetings"), "{checked}");
}

#[test]
fn a_meeting_that_does_not_end_before_midnight_is_told_and_the_others_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let import = |rows: &str| {
        fs::write(folder.path().join("list.csv"), format!("group;date;start;length;frequency\n{rows}")).unwrap();
        let import = ["import", "csv", "list.csv", "--years", "2026", "--today", "2026-01-15", "-o", "plan.yaml", "--force"];
        let answer = run(folder.path(), env!("CARGO_BIN_EXE_aarshjul"), &import);
        aarshjul(folder.path(), &["check", "plan.yaml"]);
        (String::from_utf8(answer.stderr).unwrap(), fs::read_to_string(folder.path().join("plan.yaml")).unwrap())
    };
    let (told, plan) = import("board;2026-05-05;23:00;1h;\nteam;2026-05-06;13:00;1h;\n");
    assert!(told.contains("the meeting does not end before midnight") && told.contains("list.csv:2:24"), "{told}");
    assert!(!plan.contains("board:") && plan.contains("team:"), "{plan}");
    // As long as the others of its group, and as far as the day goes.
    let usual = "board;2026-05-05;13:00;3h;\nboard;2026-06-04;13:00;3h;\nboard;2026-08-05;13:00;3h;\n";
    let (_, plan) = import(&format!("{usual}board;2026-09-08;22:00;;\n"));
    assert!(plan.contains("2026-09: {on: 2026-09-08, at: \"22:00\", length: 119m,"), "{plan}");
    // What words say of all meetings is not what this one does.
    let (_, plan) = import(&format!("{usual}board;2026-09-08;22:00;1h;monthly at 2pm\n"));
    assert!(plan.contains("at: \"14:00\"") && plan.matches("at: \"13:00\"").count() == 3, "{plan}");
}

#[test]
fn names_that_are_words_of_the_language_get_keys_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let table = "group;date;start;length;members\nRoadmap;2027-03-04;13:00;1h;all, chair\nAll;2027-03-05;13:00;1h;All\n";
    fs::write(folder.path().join("all.csv"), table).unwrap();
    aarshjul(folder.path(), &["import", "csv", "all.csv", "--today", "2026-11-22", "-o", "plan.yaml"]);
    let plan = fs::read_to_string(folder.path().join("plan.yaml")).unwrap();
    assert!(plan.contains("all-2: all") && plan.contains("members: [all-2, chair]") && plan.contains("roadmap-2:"), "{plan}");
    aarshjul(folder.path(), &["check", "plan.yaml"]);
}

/// A date in one of the forms that people write.
fn written(date: NaiveDate, form: usize, language: Language) -> String {
    match form {
        0 => date.to_string(),
        1 => date.format("%d-%m-%Y").to_string(),
        2 => date.format("%-d/%-m-%Y").to_string(),
        3 => date.format("%-d.%-m.%Y").to_string(),
        _ => long_date(language, date),
    }
}

/// Working days of some groups of two or three years.
fn meetings() -> impl Strategy<Value = BTreeMap<String, BTreeSet<NaiveDate>>> {
    let day = (0..900_i64).prop_map(|day| NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + TimeDelta::days(day));
    let day = day.prop_filter("a weekend", |day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    proptest::collection::btree_map("[A-ZÆØÅ][a-zæøå]{2,8}gruppe", proptest::collection::btree_set(day, 1..9), 1..4)
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    #[test]
    fn a_table_of_meetings_gives_just_these_dates(
        meetings in meetings(),
        forms in proptest::collection::vec(0..5_usize, 40),
        separator in proptest::sample::select(vec![";", ",", "\t"]),
        language in proptest::sample::select(vec![Language::Danish, Language::English]),
    ) {
        let header = match language {
            Language::Danish => ["GRUPPE", "Dato", "start", "Varighed"],
            Language::English => ["Group", "DATE", "start", "length"],
        };
        let rows = meetings.iter().flat_map(|(group, dates)| dates.iter().map(move |date| (group, *date)));
        let mut rows: Vec<String> = rows.zip(forms.iter().cycle()).map(|((group, date), form)| {
            ["\"".to_owned() + group + "\"", written(date, *form, language), "13.00".to_owned(), "90 min".to_owned()].join(separator)
        }).collect();
        // Rows stand in any order.
        rows.sort_by_key(|row| row.bytes().rev().skip(20).collect::<Vec<u8>>());
        let table = format!("\u{feff}{}\r\n\r\n{}\r\n", header.join(separator), rows.join("\r\n"));
        let imported = imported(table.as_bytes());
        prop_assert!(imported.diagnostics.is_empty(), "{table}\n{:?}", imported.diagnostics);
        prop_assert_eq!(pinned(&imported), meetings);
    }

    #[test]
    fn no_bytes_end_the_program(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        text in "(group|dato|person|from|phase|to|start|hyppighed|[;,\t\"\n\r ]|[0-9./:-]{1,10}|uge|kl){0,60}",
    ) {
        for table in [bytes, text.clone().into_bytes(), format!("gruppe;dato;hyppighed;start;slut\n{text}").into_bytes()] {
            let imported = imported(&table);
            prop_assert!(!imported.drafts.is_empty() || !imported.diagnostics.is_empty() || table.iter().all(|byte| !byte.is_ascii_digit()));
        }
    }
}
