//! The lines that a change touches: those that were and those that are.

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
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let rest = old.len().min(new.len()) - same;
    let after = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
    let told = |lines: &[&str]| lines[same..lines.len() - after].iter().map(|line| (*line).to_owned()).collect();
    LineDiff { line: same + 1, old: told(&old), new: told(&new) }
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
