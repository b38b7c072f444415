//! The lines that a change touches: those that were and those that are.

use crate::diagnostic::line_diff::differing;

/// Lines of a text that are exchanged for others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineDiff {
    /// The number of the first line, from 1.
    pub line: usize,
    /// The lines that were.
    pub old: Vec<String>,
    /// The lines that are.
    pub new: Vec<String>,
}

/// What differs between two texts that differ in one place.
pub fn lines(old: &str, new: &str) -> LineDiff {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let places = differing(&old, &new);
    let (Some((was, is)), Some((last_was, last_is))) = (places.first(), places.last()) else {
        return LineDiff { line: 1, old: Vec::new(), new: Vec::new() };
    };
    let told = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    LineDiff { line: was.start + 1, old: told(&old[was.start..last_was.end]), new: told(&new[is.start..last_is.end]) }
}

#[cfg(test)]
mod tests {
    use super::{LineDiff, lines};

    #[test]
    fn only_the_lines_that_differ_are_told() {
        let diff = |line, old: &[&str], new: &[&str]| LineDiff {
            line,
            old: old.iter().map(|line| (*line).to_owned()).collect(),
            new: new.iter().map(|line| (*line).to_owned()).collect(),
        };
        assert_eq!(lines("a\nb\nc\n", "a\nB\nc\n"), diff(2, &["b"], &["B"]));
        assert_eq!(lines("a\na\n", "a\na\na\n"), diff(3, &[], &["a"]));
    }
}
