//! Reading whatever text there is: strange YAML is told with a place, and no text makes the reader panic.

use std::fs;
use std::path::PathBuf;

use aarshjul::diagnostic::code::Code;
use aarshjul::diagnostic::source::Sources;
use aarshjul::plan::group::GroupId;
use aarshjul::plan::id::ProductId;
use aarshjul::plan::person::PersonId;
use aarshjul::plan::plan::Plan;
use aarshjul::plan::priority::Priority;
use aarshjul::render::audience::Audience;
use aarshjul::schema::lower::whole::file_names;
use aarshjul::schema::reading::{Reading, read};
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::sample::Index;

/// A plan that is right, for texts to be added to.
const PLAN: &str = "years: 2027\nproduct: fællesskab\n";

fn reading(texts: &[&str]) -> (Sources, Reading) {
    let mut sources = Sources::default();
    for (number, text) in texts.iter().enumerate() {
        sources.add(format!("{}.yaml", ["a", "b", "c"][number]), *text);
    }
    let reading = read(&sources);
    (sources, reading)
}

/// What is told of a text: code, place, the words there, and the message.
fn told(texts: &[&str]) -> Vec<(Code, String, String, String)> {
    let (sources, reading) = reading(texts);
    let tell = |diagnostic: &aarshjul::diagnostic::report::Diagnostic| {
        let span = diagnostic.span().expect("it has a place");
        (diagnostic.code, sources.locate(span), sources.text(span).to_owned(), diagnostic.message.clone())
    };
    reading.diagnostics.iter().map(tell).collect()
}

/// Code, place and words of the only thing that is told.
fn only(texts: &[&str]) -> (Code, String, String) {
    let mut told = told(texts);
    assert_eq!(told.len(), 1, "{told:?}");
    let (code, place, words, _) = told.remove(0);
    (code, place, words)
}

fn plans() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("plans");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    paths.iter().map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

fn plan_of_the_repository() -> Plan {
    let mut sources = Sources::default();
    for (name, text) in plans() {
        sources.add(name, text);
    }
    read(&sources).plan.expect("the plans of the repository are right")
}

#[test]
fn a_tab_in_the_indentation_is_told_at_its_line() {
    let (code, place, _) = only(&["years: 2027\nproduct: p\ngroups:\n\tstyregruppe:\n\t\ttitle: x\n"]);
    assert_eq!((code, place.as_str()), (Code::TabIndentation, "a.yaml:4:2"));
}

#[test]
fn lines_may_end_as_windows_ends_them() {
    let text = format!("{PLAN}groups:\n  råd:\n    meets: {{each: month, at: 13:00, lenght: 1h}}\n").replace('\n', "\r\n");
    assert_eq!(only(&[&text]), (Code::UnknownKey, "a.yaml:5:37".into(), "lenght".into()));
}

#[test]
fn a_second_document_in_a_file_is_told_at_its_line() {
    let (code, place, _) = only(&["years: 2027\n---\nproduct: p\n"]);
    assert_eq!((code, place.as_str()), (Code::SeveralDocuments, "a.yaml:3:1"));
    assert!(reading(&["---\nyears: 2027\nproduct: p\n"]).1.plan.is_some());
}

#[test]
fn the_other_files_are_not_blamed_for_names_of_a_file_that_is_not_yaml() {
    let shared = "years: 2027\ncalendars: {dk: {country: dk}\n";
    let product = "product: p\ncalendar: dk\ngroups:\n  råd: {meets: {each: year, at: 13:00, length: 1h}}\n";
    assert_eq!(only(&[shared, product]).0, Code::UnreadableYaml);
}

#[test]
fn a_fault_in_a_value_given_by_alias_is_underlined_where_the_value_stands() {
    let text = format!(
        "{PLAN}groups:\n  råd: {{meets: &m {{each: month, at: 13:00, length: 1h, apart: 3 wekes}}}}\n  nævn: {{meets: *m}}\n"
    );
    let column = text.lines().nth(3).and_then(|line| line.split_once("3 wekes")).map(|(before, _)| before.chars().count() + 1);
    let place = format!("a.yaml:4:{}", column.unwrap());
    assert_eq!(only(&[&text]), (Code::InvalidDistance, place, "3 wekes".into()));
    let right = text.replace("wekes", "weeks");
    assert_eq!(reading(&[&right]).1.plan.expect("it is right").groups.len(), 2);
}

#[test]
fn a_merge_key_is_told_to_be_none() {
    let text = format!("{PLAN}groups:\n  råd: &r {{meets: {{each: month, at: 13:00, length: 1h}}}}\n  nævn:\n    <<: *r\n");
    let told = told(&[&text]);
    assert_eq!(told[0].3, "a group needs the key `meets`");
    assert_eq!((told[1].0, told[1].1.as_str(), told[1].3.as_str()), (Code::MergeKey, "a.yaml:6:5", "merge keys are not read"));
}

#[test]
fn a_text_nested_without_end_and_aliases_of_aliases_are_refused() {
    for (open, close) in [("[", "]"), ("{a: ", "}")] {
        let nested = format!("years: 2027\npeople: {}{}\n", open.repeat(100_000), close.repeat(100_000));
        assert_eq!(only(&[&nested]).0, Code::NestedTooDeep);
    }
    let level = |level: usize| format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", "));
    let bomb: String = (1..12).map(level).collect();
    let bomb = format!("years: 2027\na0: &a0 [x, x, x, x, x, x, x, x, x]\n{bomb}");
    assert_eq!(only(&[&bomb]).0, Code::TooManyValues);
}

#[test]
fn keys_that_hold_nothing_are_told_at_the_key() {
    assert_eq!(only(&[&format!("{PLAN}groups:\n")]), (Code::EmptyKey, "a.yaml:3:1".into(), "groups".into()));
    assert_eq!(only(&[&format!("{PLAN}groups: {{}}\n")]).0, Code::EmptyKey);
    let list = only(&[&format!("{PLAN}groups:\n  - styregruppe\n")]);
    assert_eq!((list.0, list.1.as_str()), (Code::WrongType, "a.yaml:4:3"));
    let text =
        format!("{PLAN}groups:\n  råd:\n    meets: {{each: year, at: 13:00, length: 1h}}\n    occurrences: {{\"2027\": {{}}}}\n");
    let faults: Vec<String> = told(&[&text]).into_iter().map(|told| told.3).collect();
    assert_eq!(faults, ["nothing is said of `2027`", "an occurrence needs the key `reason`"]);
}

#[test]
fn a_name_without_a_value_is_a_thing_without_keys() {
    let text = format!(
        "{PLAN}people:\n  formand:\ngroups:\n  råd: {{members: formand, meets: {{each: year, at: 13:00, length: 1h}}}}\n"
    );
    let (_, reading) = reading(&[&text]);
    assert_eq!(reading.diagnostics, []);
    assert_eq!(reading.plan.expect("it is right").people[0].title, "Formand");
}

#[test]
fn files_that_contradict_each_other_are_told_with_both_places() {
    let one = "years: 2027\nproduct: p\ntitle: Et\nweek-load: 2\n";
    let same = "years: 2027\nproduct: p\ntitle: Et\nweek-load: 2\n";
    assert_eq!(told(&[one, same]), []);
    let other = "years: 2026..2027\nproduct: p\ntitle: To\nweek-load: 3\n";
    let words: Vec<String> = told(&[one, other]).into_iter().map(|told| told.2).collect();
    assert_eq!(words, ["2026..2027", "To", "3"]);
}

#[test]
fn the_files_of_a_plan_are_those_that_collisions_are_looked_for_among() {
    let plan = plan_of_the_repository();
    let names: Vec<String> = file_names::of_plan(&plan).into_iter().map(|name| format!("{}.ics", name.path)).collect();
    let products = (0..plan.products.len()).map(|index| Audience::Product(ProductId(index)));
    let groups = (0..plan.groups.len()).map(|index| Audience::Group(GroupId(index)));
    let people = (0..plan.people.len()).map(|index| Audience::Role(PersonId(index)));
    for audience in products.chain(groups).chain(people) {
        assert!(names.contains(&audience.path(&plan)), "{audience:?}");
    }
}

#[test]
fn the_published_defaults_are_those_of_the_reader() {
    let text = format!(
        "{PLAN}week-load: 2
calendars: {{ferie: {{closed: {{Ferie: week 7}}}}}}
avoid: [ferie]
groups:
  råd:
    meets:
      rrule: FREQ=MONTHLY;BYDAY=1MO
      drift: 5 working days
      between: 09:00-15:00
      length: 1h
      prefer: {{on: mon, at: 13:00}}
      apart: at least 2 weeks, best 4 weeks
  nævn:
    meets: {{each: month, at: 13:00, length: 1h}}
    after: {{råd: 1..10 days}}
    not-same-day: [råd]
roadmap:
  tracks:
    spor:
      phases:
        hjælp: {{length: 20 working days, start: 2027-03-01}}
"
    );
    let plan = reading(&[&text]).1.plan.expect("it is right");
    let cycle = &plan.groups[0].cycle;
    let (must, should, could) = (Priority::Must, Priority::Should, Priority::Could);
    assert_eq!([plan.relations[0].distance.priority, cycle.apart[0].priority, plan.separations[0].priority], [must; 3]);
    assert_eq!(plan.groups[0].avoid[0].priority, should);
    assert_eq!(plan.products[0].week_load.as_ref().map(|load| load.priority), Some(should));
    assert_eq!(cycle.preferred_weekday.as_ref().map(|wish| wish.priority), Some(should));
    assert_eq!(cycle.preferred_start.as_ref().map(|wish| wish.priority), Some(could));
    assert_eq!(cycle.drift.as_ref().map(|wish| wish.priority), Some(could));
    let phase = format!("{:?}", plan.phases[0].timing);
    assert!(phase.contains("priority: Could"), "{phase}");
}

/// Pieces that a plan is made of, and some that it is not.
fn piece() -> impl Strategy<Value = String> {
    let known = [
        "years",
        "product",
        "groups",
        "meets",
        "each",
        "rrule",
        "windows",
        "after",
        "roadmap",
        "tracks",
        "phases",
        "people",
        "closed",
        ": ",
        ":",
        "\n",
        "\n  ",
        "\n    ",
        "- ",
        "{",
        "}",
        "[",
        "]",
        ", ",
        "&a ",
        "*a",
        "<<",
        "!!str ",
        "|\n",
        ">-\n",
        "'",
        "\"",
        "#",
        "2027",
        "2027-02-30",
        "1..10 days",
        "best 3",
        "9999999999999999999",
        "-1..-9 weeks",
        "13:00",
        "24:60",
        "1h",
        "week 53",
        "easter+99999999999",
        "easter-400",
        "FREQ=MONTHLY;BYDAY=1MO",
        "FREQ=WEEKLY;COUNT=99999999",
        "æøå",
        "\u{feff}",
        "\t",
        "\r\n",
        "\0",
        "---\n",
        "...",
        "..",
        "~",
        "no",
    ];
    prop_oneof![proptest::sample::select(known.to_vec()).prop_map(str::to_owned), any::<String>(), Just(String::new())]
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(pieces in proptest::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        told(&[&text]);
        told(&[&format!("{PLAN}groups:\n  g:\n    meets: {{each: month, at: 13:00, length: 1h, apart: {text}}}\n")]);
        told(&[&format!("{PLAN}groups: {{g: {{meets: {{rrule: {text}, at: 13:00, length: 1h}}}}}}\n")]);
    }

    #[test]
    fn no_change_of_a_plan_makes_the_reader_panic(
        which in any::<Index>(),
        from in any::<Index>(),
        length in 0..40_usize,
        instead in piece(),
    ) {
        let mut sources = Sources::default();
        let plans = plans();
        let changed = which.index(plans.len());
        for (number, (name, text)) in plans.iter().enumerate() {
            let mut text = text.clone();
            if number == changed {
                let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
                let from = from.index(places.len());
                let to = places.get(from + length).copied().unwrap_or(text.len());
                text.replace_range(places[from]..to, &instead);
            }
            sources.add(name.clone(), text);
        }
        let reading = read(&sources);
        assert!(reading.plan.is_some() || !reading.diagnostics.is_empty());
        for diagnostic in &reading.diagnostics {
            let label = diagnostic.labels.first().expect("every fault has a place");
            let text = &sources.source(label.span.source).text;
            assert!(text.get(label.span.range()).is_some(), "{diagnostic:?}");
        }
    }
}
