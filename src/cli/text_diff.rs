//! Lines that differ between two texts, for people and as data. Knows nothing of plans.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use crate::diagnostic::line_diff::LineDiff;

/// The lines that differ, for people: the file and the line, then what was and what is.
pub fn human(name: &str, places: &[LineDiff]) -> String {
    let mut text = String::new();
    for place in places {
        writeln!(text, "{name}:{}", place.line).expect("a String takes what is written");
        for (sign, lines) in [('-', &place.removed), ('+', &place.added)] {
            for line in lines {
                writeln!(text, "{sign} {line}").expect("a String takes what is written");
            }
        }
    }
    text
}

/// The same as data.
pub fn json(name: &str, places: &[LineDiff]) -> Vec<Json> {
    let of = |place: &LineDiff| json!({"file": name, "line": place.line, "removed": place.removed, "added": place.added});
    places.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::human;
    use crate::diagnostic::line_diff::line_diffs;

    #[test]
    fn what_was_stands_above_what_is() {
        let told = |old: &str, new: &str| human("a.yaml", &line_diffs(old, new));
        assert_eq!(told("a\nb\nc\n", "a\nB\nx\nc\n"), "a.yaml:2\n- b\n+ B\n+ x\n");
        assert_eq!(told("a\n", "a\n"), "");
    }
}
