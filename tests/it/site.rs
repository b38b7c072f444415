//! The site, used by a real browser as people use it, and its pages, read as files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value as Json;

use crate::foreign::{check_with, foreign};
use crate::main_job::planned;

/// All files below a folder that end so, sorted.
fn below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(below(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What stands between a start and the next double quote, wherever the start is found.
fn quoted<'t>(text: &'t str, start: &str) -> Vec<&'t str> {
    text.split(start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The bytes that an address stands for.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits: String = rest.by_ref().take(2).map(char::from).collect();
            bytes.push(u8::from_str_radix(&digits, 16).expect("two hexadecimal digits"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn people_can_use_the_site_in_a_browser() {
    let results = check_with("site.mjs", &["--product", "os2display"], std::slice::from_ref(&planned().out));
    assert!(results.len() >= 17, "{}", results.len());
}

#[test]
fn every_link_of_every_page_leads_to_a_file() {
    let out = &planned().out;
    let pages = below(out, ".html");
    assert!(pages.len() > 100, "{}", pages.len());
    let mut followed = 0;
    for page in &pages {
        let text = fs::read_to_string(page).expect("UTF-8");
        for link in quoted(&text, " href=\"").into_iter().chain(quoted(&text, " src=\"")) {
            let path = link.split('#').next().expect("a first part");
            if path.is_empty() || ["data:", "https:", "http:", "webcal:"].iter().any(|scheme| path.starts_with(scheme)) {
                continue;
            }
            let target = page.parent().expect("a folder").join(decoded(path));
            assert!(target.is_file(), "{} links to {link}", page.display());
            followed += 1;
        }
    }
    assert!(followed > 500, "{followed}");
}

#[test]
fn every_meeting_phase_and_milestone_has_a_page_that_says_why() {
    let run = planned();
    let schedule: Json = serde_json::from_str(&run.text("schedule.json")).expect("JSON");
    let entries = schedule["entries"].as_array().expect("entries");
    let mut wanted = BTreeSet::new();
    for entry in entries.iter().filter(|entry| entry["kind"] != "deadline") {
        let id = entry["id"].as_str().expect("an id");
        let page = run.text(&format!("item/{id}.html"));
        assert!(page.contains("<h2>Hvorfor den dato?</h2>"), "{id}");
        let year = entry["date"].as_str().or(entry["first"].as_str()).expect("a date").split('-').next().expect("a year");
        assert!(page.contains(year), "{id}");
        wanted.insert(run.out.join(format!("item/{id}.html")));
    }
    for page in below(&run.out.join("item"), ".html") {
        let text = fs::read_to_string(&page).expect("UTF-8");
        assert!(wanted.contains(&page) || text.contains("class=\"when cancelled\""), "{} is of nothing", page.display());
    }
}

/// What is tried, the file that is spoilt, what stands there, what stands there instead, and what must be said of it.
const SPOILT: [(&str, &str, &str, &str, &str); 9] = [
    ("opens from a file", "site/app.js", "window.aarshjul = ", "window.another = ", "aarshjul is not defined"),
    (
        "weigh little",
        "site/app.js",
        "const views = ",
        "fetch('https://example.org/x').catch(() => {}); const views = ",
        "https://example.org/x",
    ),
    ("filters by product", "site/app.js", "if (hidden.has(entry.kind)) return false;", "", "deadlines are shown"),
    ("a filter dims the wheel", "site/app.js", "mark.classList.toggle('dim', !isShown);", "", "nothing is dimmed"),
    ("a link leads to a meeting", "site/app.js", "dialog.showModal();", ";", "Timeout"),
    ("works by the keyboard", "site/app.js", "ArrowRight: at + 1", "ArrowRight: at", "the arrow does not go on"),
    (
        "offers the feed",
        "site/app.js",
        "new URL(feed.path, location.href",
        "new URL(`x${feed.path}`, location.href",
        "the address is",
    ),
    ("prints the list", "site/site.css", "size: A4 portrait", "size: A5 landscape", "not A4"),
    (
        "is accessible in the light",
        "site/site.css",
        "--quiet: light-dark(#55646f",
        "--quiet: light-dark(#c5c4cf",
        "color-contrast",
    ),
];

#[test]
fn every_check_of_the_browser_can_fail() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    let copied = Command::new("cp").arg("-r").arg(&planned().out).arg(&out).status().expect("cp runs");
    assert!(copied.success());
    for (tried, file, good, bad, said) in SPOILT {
        let path = out.join(file);
        let text = fs::read_to_string(&path).expect("a file of the site");
        assert!(text.contains(good), "{file} holds no `{good}`");
        fs::write(&path, text.replacen(good, bad, 1)).expect("writing");
        let options = ["--product", "os2display", "--only", tried];
        let output = Command::new("node").arg(foreign().join("site.mjs")).args(options).arg(&out).output().expect("node runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{tried}: {told}");
        assert!(told.contains(said), "{tried}: {told}");
        fs::write(&path, text).expect("writing");
    }
}
