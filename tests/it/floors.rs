//! The floors of the house: which room may name which, and which crates. The same table stands in ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A room, the rooms it may name besides itself, and the crates it may name.
pub(crate) type Floor = (&'static str, &'static [&'static str], &'static [&'static str]);

/// From the ground up: a room names only rooms that stand above it in this list.
pub(crate) const FLOORS: [Floor; 19] = [
    ("diagnostic", &[], &["similar"]),
    ("calendar", &[], &["chrono", "jiff", "rrule"]),
    ("plan", &["calendar", "diagnostic"], &[]),
    ("schedule", &["plan", "calendar", "diagnostic"], &["blake3", "toml", "uuid"]),
    (
        "schema",
        &["plan", "calendar", "diagnostic"],
        &["icalendar", "pretty_yaml", "serde", "serde_json", "serde_saphyr", "strsim"],
    ),
    ("problem", &["schedule", "plan", "calendar", "diagnostic"], &[]),
    ("constraint", &["problem", "schedule", "plan", "calendar", "diagnostic"], &[]),
    ("solve", &["constraint", "problem", "schedule", "plan", "calendar", "diagnostic"], &["good_lp", "highs", "rayon"]),
    ("verify", &["schedule", "plan", "calendar", "diagnostic"], &["icalendar", "jiff"]),
    ("explain", &["solve", "constraint", "problem", "schedule", "plan", "calendar", "diagnostic"], &[]),
    ("repair", &["solve", "constraint", "problem", "schema", "plan", "calendar", "diagnostic"], &[]),
    ("render", &["schedule", "plan", "calendar", "diagnostic"], &["icalendar", "jiff", "resvg", "serde_json"]),
    ("exchange", &["solve"], &["serde", "serde_json"]),
    ("generate", &["schedule", "plan", "calendar"], &[]),
    ("import", &["schema", "plan", "calendar", "diagnostic"], &["csv_core", "encoding_rs", "pulldown_cmark"]),
    ("site", &["render", "schedule", "plan", "calendar", "diagnostic"], &["maud", "serde_json"]),
    (
        "serve",
        &[],
        &[
            "axum",
            "blake3",
            "brotli",
            "flate2",
            "futures_util",
            "httpdate",
            "hyper",
            "hyper_util",
            "rustix",
            "serde_json",
            "tokio",
        ],
    ),
    (
        "cli",
        &[
            "serve",
            "site",
            "import",
            "generate",
            "exchange",
            "render",
            "repair",
            "explain",
            "verify",
            "solve",
            "problem",
            "schema",
            "schedule",
            "plan",
            "calendar",
            "diagnostic",
        ],
        &[
            "annotate_snippets",
            "anstream",
            "chrono",
            "clap",
            "clap_complete",
            "clap_mangen",
            "ctrlc",
            "indicatif",
            "rayon",
            "serde_json",
            "tempfile",
        ],
    ),
    ("main.rs", &["cli"], &["aarshjul"]),
];

/// Crates that one file alone may name.
const ALONE: [(&str, &str); 14] = [
    ("brotli", "serve/encoding.rs"),
    ("flate2", "serve/encoding.rs"),
    ("futures_util", "serve/reload.rs"),
    ("hyper", "serve/connection.rs"),
    ("hyper_util", "serve/connection.rs"),
    ("rustix", "serve/descriptors.rs"),
    ("ctrlc", "cli/watch.rs"),
    ("good_lp", "solve/highs.rs"),
    ("pretty_yaml", "schema/format.rs"),
    ("serde_saphyr", "schema/yaml.rs"),
    ("resvg", "render/raster.rs"),
    ("rrule", "calendar/recurrence.rs"),
    ("similar", "diagnostic/line_diff.rs"),
    ("tempfile", "cli/write.rs"),
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source file by its path below `src`, without its tests.
fn files() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![source()];
    let mut only_for_tests = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the source") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                only_for_tests.extend(test_modules(&text).map(|name| folder.join(format!("{name}.rs"))));
                files.insert(path, text);
            }
        }
    }
    let named = |path: &Path| path.strip_prefix(source()).expect("below src").to_string_lossy().into_owned();
    let kept = files.into_iter().filter(|(path, _)| !only_for_tests.contains(path));
    kept.map(|(path, text)| (named(&path), without_tests(&text))).collect()
}

/// The modules that a file declares for tests only.
fn test_modules(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().zip(text.lines().skip(1));
    lines.filter(|(attribute, _)| attribute.trim() == "#[cfg(test)]").filter_map(|(_, item)| {
        let item = item.trim().trim_start_matches("pub(crate) ").trim_start_matches("pub ");
        item.strip_prefix("mod ")?.strip_suffix(';')
    })
}

/// The text up to its own module of tests, and no comments.
fn without_tests(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect()
}

/// The words that follow `prefix` in a text and are followed by `::`, or end a `use`.
fn named_after<'t>(text: &'t str, prefix: &'t str) -> impl Iterator<Item = &'t str> {
    text.match_indices(prefix).map(move |(at, _)| {
        let rest = &text[at + prefix.len()..];
        let end = rest.find(|character: char| !character.is_alphanumeric() && character != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}

fn room(file: &str) -> &str {
    file.split('/').next().expect("a path has a first part")
}

fn names_crate(text: &str, name: &str) -> bool {
    let boundary = |at: usize| !text[..at].ends_with(|character: char| character.is_alphanumeric() || "_:".contains(character));
    text.match_indices(&format!("{name}::")).any(|(at, _)| boundary(at))
}

#[test]
fn a_room_names_only_rooms_below_it() {
    let table: BTreeMap<&str, &[&str]> = FLOORS.iter().map(|(room, below, _)| (*room, *below)).collect();
    let mut faults = Vec::new();
    for (file, text) in files().iter().filter(|(file, _)| *file != "lib.rs") {
        let allowed = table.get(room(file)).unwrap_or_else(|| panic!("the room of {file} is not in the table"));
        for named in named_after(text, "crate::") {
            if named != room(file) && !allowed.contains(&named) {
                faults.push(format!("{file} names {named}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    for (position, (room, below, _)) in FLOORS.iter().enumerate() {
        let above: Vec<&str> = FLOORS[..position].iter().map(|(room, ..)| *room).collect();
        assert!(below.iter().all(|named| above.contains(named)), "{room} stands below a room it names");
    }
}

#[test]
fn a_room_names_only_its_crates() {
    let crates: BTreeSet<&str> = FLOORS.iter().flat_map(|(_, _, crates)| *crates).copied().collect();
    let table: BTreeMap<&str, &[&str]> = FLOORS.iter().map(|(room, _, crates)| (*room, *crates)).collect();
    let alone: BTreeMap<&str, &str> = ALONE.into_iter().collect();
    let mut faults = Vec::new();
    for (file, text) in &files() {
        for name in crates.iter().filter(|name| names_crate(text, name)) {
            let allowed = table.get(room(file)).is_some_and(|allowed| allowed.contains(name));
            // `solve/highs.rs` has the name of the crate it wraps: a path within the package is no crate.
            let own = *name == "highs" && file != "solve/highs.rs";
            if (!allowed && !own) || alone.get(name).is_some_and(|only| file != only) {
                faults.push(format!("{file} names the crate {name}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn only_the_command_line_touches_the_world() {
    const WORLD: [&str; 8] =
        ["std::fs", "std::env", "std::process", "std::net", "SystemTime", "Instant::", "println!", "std::io"];
    /// What serving is: it reads files and the network, and is given the clock.
    const SERVED: [&str; 4] = ["std::fs", "std::net", "SystemTime", "std::io"];
    let files = files();
    let indoors = files.iter().filter(|(file, _)| room(file) != "cli" && *file != "main.rs");
    for (file, text) in indoors {
        for word in WORLD.iter().filter(|word| room(file) != "serve" || !SERVED.contains(word)) {
            assert!(!text.contains(word), "{file} names {word}");
        }
        assert!(!text.contains("SystemTime::now") && !text.contains("fs::write"), "{file} reads the clock or writes");
    }
    // The test can fail: the command line does touch the world.
    assert!(files["cli/write.rs"].contains("std::fs"));
}

#[test]
fn no_hash_map_decides_an_order_and_no_file_is_a_drawer() {
    const DRAWERS: [&str; 7] = ["errors.rs", "error.rs", "utils.rs", "util.rs", "common.rs", "types.rs", "helpers.rs"];
    for (file, text) in &files() {
        assert!(!text.contains("HashMap") && !text.contains("HashSet"), "{file} uses a hash map");
        assert!(!DRAWERS.iter().any(|drawer| file.ends_with(&format!("/{drawer}"))), "{file} is a drawer");
    }
}

#[test]
fn every_file_says_what_it_is_for_and_has_one_meaning() {
    for file in files().keys() {
        let text = fs::read_to_string(source().join(file)).expect("a source file");
        assert!(text.starts_with("//! "), "{file} does not say what it is for");
        assert!(text.lines().count() <= 500, "{file} has more than 500 lines: split it by meaning");
        assert!(!text.contains("use super::*") && !text.contains("::*;"), "{file} imports by a glob");
    }
}
