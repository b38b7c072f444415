//! Files that plan files name: each is read once, in an order that does not depend on the disk, and what is not there is told.

use std::fs;
use std::path::Path;

use aarshjul::cli::input;
use aarshjul::diagnostic::code::Code;
use aarshjul::diagnostic::source::Sources;
use aarshjul::schema::reading::read;

fn save(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The names of the texts below a folder, in their order.
fn names(sources: &Sources, folder: &Path) -> Vec<String> {
    let start = format!("{}/", folder.display());
    sources.iter().map(|(_, source)| source.name.strip_prefix(&start).unwrap_or(&source.name).to_owned()).collect()
}

fn codes(sources: &Sources) -> Vec<(Code, String)> {
    let told = read(sources).diagnostics;
    told.iter().map(|fault| (fault.code, sources.text(fault.span().unwrap()).to_owned())).collect()
}

#[test]
fn a_file_is_read_once_however_often_it_is_given_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    save(root, "products/a.yaml", "include: [../shared/, ../shared/z.yaml, b.yaml]\n");
    save(root, "products/b.yaml", "include: ../shared/y.yaml\n");
    save(root, "shared/z.yaml", "years: 2027\n");
    save(root, "shared/y.yaml", "include: ./\n");
    let a = root.join("products/a.yaml");
    let all = ["products/a.yaml", "shared/y.yaml", "shared/z.yaml", "products/b.yaml"];
    let sources = input::read(std::slice::from_ref(&a)).unwrap();
    assert_eq!(names(&sources, root), all);
    assert!(codes(&sources).is_empty(), "{:?}", codes(&sources));
    let twice = input::read(&[a.clone(), root.join("products/../products/a.yaml"), root.join("shared")]).unwrap();
    assert_eq!(names(&twice, root), all);
    let given_first = input::read(&[root.join("shared/z.yaml"), a]).unwrap();
    assert_eq!(names(&given_first, root), ["shared/z.yaml", "products/a.yaml", "shared/y.yaml", "products/b.yaml"]);
}

#[test]
fn two_calendars_may_be_of_one_file_and_a_plan_is_not_read_as_a_calendar() {
    let folder = tempfile::tempdir().unwrap();
    let text = "years: 2027\ncalendars: {a: {file: x.ics}, b: {file: [./x.ics]}, c: {file: plan.yaml}}\n";
    save(folder.path(), "plan.yaml", text);
    save(folder.path(), "x.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n");
    let sources = input::read(&[folder.path().join("plan.yaml")]).unwrap();
    assert_eq!(names(&sources, folder.path()), ["plan.yaml", "x.ics", "plan.yaml"]);
    let told = codes(&sources);
    assert!(!told.is_empty() && told.iter().all(|(code, _)| *code == Code::UnreadableCalendar), "{told:?}");
}

#[test]
fn what_is_named_and_not_there_is_told_at_the_word_and_what_is_given_and_not_there_ends_the_run() {
    let folder = tempfile::tempdir().unwrap();
    save(folder.path(), "plan.yaml", "years: 2027\ninclude: [empty, gone.yaml, 'x y.yaml']\n");
    fs::create_dir(folder.path().join("empty")).unwrap();
    let sources = input::read(&[folder.path().join("plan.yaml")]).unwrap();
    let told = codes(&sources);
    let expected = [(Code::UnreadableFile, "empty"), (Code::MissingFile, "gone.yaml"), (Code::MissingFile, "'x y.yaml'")];
    assert_eq!(told, expected.map(|(code, word)| (code, word.to_owned())));
    assert!(input::read(&[folder.path().join("gone.yaml")]).is_err());
}

#[test]
fn texts_without_a_disk_say_that_what_they_name_is_not_there() {
    let mut sources = Sources::default();
    sources.add("plan.yaml", "years: 2027\ninclude: shared.yaml\n");
    assert_eq!(codes(&sources), [(Code::MissingFile, "shared.yaml".to_owned())]);
}
