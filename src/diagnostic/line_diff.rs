//! Which lines differ between two texts. Knows nothing of what they say.

use std::ops::Range;

use similar::{DiffOp, TextDiff};

/// Lines that differ, in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineDiff {
    /// The number of the first of them, or of the line that they come before, in the new text; from 1.
    pub line: usize,
    /// The lines that were.
    pub removed: Vec<String>,
    /// The lines that are.
    pub added: Vec<String>,
}

/// The places in which two texts differ, from the top (E. Myers, "An O(ND) difference algorithm and its variations", 1986).
pub fn line_diffs(old: &str, new: &str) -> Vec<LineDiff> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    let places = differing(&old, &new).into_iter();
    places.map(|(was, is)| LineDiff { line: is.start + 1, removed: owned(&old[was]), added: owned(&new[is]) }).collect()
}

/// The same, as lines of the one and lines of the other, counted from 0; one of the two may be empty.
pub fn differing(old: &[&str], new: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let diff = TextDiff::from_slices(old, new);
    let changed = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changed.map(|op| (op.old_range(), op.new_range())).collect()
}

#[cfg(test)]
mod tests {
    use super::{LineDiff, line_diffs};

    fn diff(line: usize, removed: &[&str], added: &[&str]) -> LineDiff {
        let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        LineDiff { line, removed: owned(removed), added: owned(added) }
    }

    #[test]
    fn only_the_lines_that_differ_are_told_each_place_alone() {
        assert_eq!(line_diffs("a\nb\nc\n", "a\nB\nx\nc\n"), [diff(2, &["b"], &["B", "x"])]);
        assert_eq!(line_diffs("a\na\n", "a\na\na\n"), [diff(3, &[], &["a"])]);
        assert_eq!(
            line_diffs("a\nb\nc\nd\ne\n", "x\na\nc\nd\nE\n"),
            [diff(1, &[], &["x"]), diff(3, &["b"], &[]), diff(5, &["e"], &["E"]),]
        );
        assert!(line_diffs("a\n", "a\n").is_empty());
    }
}
