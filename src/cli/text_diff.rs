//! Which lines differ between two texts: with those that were and those that are. Knows nothing of plans.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

/// Where more pairs of lines than this would be compared, all of them are told as one change.
const MOST_PAIRS: usize = 4_000_000;

/// Lines that differ, in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// The number of the first of them, or of the line that they come before, in the new text; from 1.
    pub line: usize,
    /// The lines that were.
    pub removed: Vec<String>,
    /// The lines that are.
    pub added: Vec<String>,
}

/// The places in which two texts differ, from the top, by a longest common subsequence of lines.
pub fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let rest = old.len().min(new.len()) - same;
    let after = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[same..old.len() - after], &new[same..new.len() - after]);
    let lengths = if old.len() * new.len() <= MOST_PAIRS { common(old, new) } else { vec![vec![0; new.len() + 1]; 1] };
    let common_from = |row: usize, column: usize| lengths.get(row).map_or(0, |row| row[column]);
    let mut hunks: Vec<Hunk> = Vec::new();
    let (mut row, mut column, mut is_open) = (0, 0, false);
    while row < old.len() || column < new.len() {
        let is_removed = column == new.len() || (row < old.len() && common_from(row + 1, column) >= common_from(row, column + 1));
        if row < old.len() && column < new.len() && old[row] == new[column] && common_from(row, column) > 0 {
            (row, column, is_open) = (row + 1, column + 1, false);
            continue;
        }
        if !is_open {
            hunks.push(Hunk { line: same + column + 1, removed: Vec::new(), added: Vec::new() });
            is_open = true;
        }
        let hunk = hunks.last_mut().expect("one was just opened");
        if is_removed {
            hunk.removed.push(old[row].to_owned());
            row += 1;
        } else {
            hunk.added.push(new[column].to_owned());
            column += 1;
        }
    }
    hunks
}

/// How many lines the ends of two texts have in common, from each line on.
fn common(old: &[&str], new: &[&str]) -> Vec<Vec<u32>> {
    let mut lengths = vec![vec![0; new.len() + 1]; old.len() + 1];
    for row in (0..old.len()).rev() {
        for column in (0..new.len()).rev() {
            lengths[row][column] = if old[row] == new[column] {
                lengths[row + 1][column + 1] + 1
            } else {
                lengths[row + 1][column].max(lengths[row][column + 1])
            };
        }
    }
    lengths
}

/// The lines that differ, for people: the file and the line, then what was and what is.
pub fn human(name: &str, hunks: &[Hunk]) -> String {
    let mut text = String::new();
    for hunk in hunks {
        writeln!(text, "{name}:{}", hunk.line).expect("a String takes what is written");
        for (sign, lines) in [('-', &hunk.removed), ('+', &hunk.added)] {
            for line in lines {
                writeln!(text, "{sign} {line}").expect("a String takes what is written");
            }
        }
    }
    text
}

/// The same as data.
pub fn json(name: &str, hunks: &[Hunk]) -> Vec<Json> {
    let of = |hunk: &Hunk| json!({"file": name, "line": hunk.line, "removed": hunk.removed, "added": hunk.added});
    hunks.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::{human, hunks};

    fn told(old: &str, new: &str) -> String {
        human("a.yaml", &hunks(old, new))
    }

    #[test]
    fn only_the_lines_that_differ_are_told() {
        assert_eq!(told("a\nb\nc\n", "a\nB\nx\nc\n"), "a.yaml:2\n- b\n+ B\n+ x\n");
        assert_eq!(told("a\na\n", "a\na\na\n"), "a.yaml:3\n+ a\n");
        assert_eq!(told("a\n", "a\n"), "");
    }

    #[test]
    fn lines_between_two_changes_are_not_told() {
        assert_eq!(told("a\nb\nc\nd\ne\n", "x\na\nc\nd\nE\n"), "a.yaml:1\n+ x\na.yaml:3\n- b\na.yaml:5\n- e\n+ E\n");
        let (many, most) = ("x\n".repeat(3000), "y\n".repeat(3000));
        assert_eq!(hunks(&many, &most).len(), 1);
        assert_eq!(hunks(&many, &most)[0].removed.len(), 3000);
    }
}
