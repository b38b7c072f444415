//! The lines that differ between two states of the plan's files, as hunks of which each can be taken back alone. Knows of YAML
//! no more than that what is indented deeper belongs to the line above, and reads no file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;

use crate::diagnostic::line_diff::differing;

/// The texts of plan files, and of calendars that they name, by path.
pub type Texts = BTreeMap<PathBuf, String>;

/// Lines that were written, changed or removed together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// The file.
    pub file: PathBuf,
    /// The line that tells it, from 1: of the new text; of the old one where lines were only removed.
    pub line: usize,
    /// The lines as they were; none where they are new.
    pub old: Vec<String>,
    /// The lines as they are; none where they were removed.
    pub new: Vec<String>,
    old_lines: Range<usize>,
    new_lines: Range<usize>,
    /// The line above entries that came or went with it, such as `occurrences:`: there as long as any of them is.
    head: Option<Range<usize>>,
}

/// All that differs between two states of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunks {
    old: Texts,
    new: Texts,
    /// The hunks, in order of file and line.
    pub list: Vec<Hunk>,
}

impl Hunks {
    /// Compares two states. Lines that say nothing, empty ones and comments, make no hunk of their own.
    pub fn between(old: Texts, new: Texts) -> Hunks {
        let files: BTreeSet<&PathBuf> = old.keys().chain(new.keys()).collect();
        let mut list = Vec::new();
        for file in files {
            let texts = [old.get(file), new.get(file)].map(|text| text.map_or("", String::as_str));
            let [before, after] = texts.map(lines);
            let pieces: Vec<(Range<usize>, Range<usize>)> = if old.contains_key(file) && new.contains_key(file) {
                let ranges = differing(&before, &after).into_iter();
                // A calendar's lines belong together by their words, not by their indentation.
                let is_plan = file.extension().is_some_and(|extension| extension != "ics");
                ranges.flat_map(|(old, new)| if is_plan { split(&before, old, &after, new) } else { vec![(old, new)] }).collect()
            } else {
                // A file comes and goes as a whole.
                vec![(0..before.len(), 0..after.len())]
            };
            for (old_lines, new_lines) in pieces {
                let (told, range) = if new_lines.is_empty() { (&before, &old_lines) } else { (&after, &new_lines) };
                let is_one_sided = old_lines.is_empty() || new_lines.is_empty();
                let (head, entries) = listed(told, range.clone()).filter(|_| is_one_sided).unzip();
                for entry in entries.unwrap_or_else(|| vec![range.clone()]) {
                    let (old_lines, new_lines) = if head.is_none() {
                        (old_lines.clone(), new_lines.clone())
                    } else if new_lines.is_empty() {
                        (entry, new_lines.clone())
                    } else {
                        (old_lines.clone(), entry)
                    };
                    let owned = |text: &[&str], lines: Range<usize>| text[lines].iter().map(|line| (*line).to_owned()).collect();
                    let hunk = Hunk {
                        file: file.clone(),
                        line: 0,
                        old: owned(&before, old_lines.clone()),
                        new: owned(&after, new_lines.clone()),
                        old_lines,
                        new_lines,
                        head: head.clone(),
                    };
                    list.extend(hunk.placed());
                }
            }
        }
        Hunks { old, new, list }
    }

    /// The texts as they are, with some hunks taken back: where these are all of them, as they were but for comments.
    pub fn without(&self, taken_back: &BTreeSet<usize>) -> Texts {
        let mut texts = self.new.clone();
        let files: BTreeSet<&PathBuf> = taken_back.iter().map(|hunk| &self.list[*hunk].file).collect();
        for file in files {
            let (Some(old), Some(new)) = (self.old.get(file), self.new.get(file)) else {
                match self.old.get(file) {
                    Some(old) => texts.insert(file.clone(), old.clone()),
                    None => texts.remove(file),
                };
                continue;
            };
            let (old, new) = (lines(old), lines(new));
            let mut mixed = Vec::new();
            let mut at = 0;
            let of_file: Vec<&Hunk> = taken_back.iter().map(|hunk| &self.list[*hunk]).filter(|hunk| hunk.file == *file).collect();
            for hunk in &of_file {
                let mut from = hunk.new_lines.start;
                if let Some(head) = &hunk.head {
                    let back = of_file.iter().filter(|other| other.head == hunk.head && other.is_added() == hunk.is_added());
                    let all = self
                        .list
                        .iter()
                        .filter(|other| other.file == *file && other.head == hunk.head && other.is_added() == hunk.is_added());
                    if hunk.is_added() && back.clone().count() == all.count() {
                        from = from.min(head.start.max(at));
                    }
                    if !hunk.is_added() && back.clone().next() == Some(hunk) {
                        mixed.extend_from_slice(&new[at..from]);
                        mixed.extend_from_slice(&old[head.clone()]);
                        at = from;
                    }
                }
                mixed.extend_from_slice(&new[at..from]);
                mixed.extend_from_slice(&old[hunk.old_lines.clone()]);
                at = hunk.new_lines.end;
            }
            mixed.extend_from_slice(&new[at..]);
            texts.insert(file.clone(), mixed.iter().flat_map(|line| [*line, "\n"]).collect());
        }
        texts
    }
}

impl Hunk {
    /// The hunk with the line that tells it; none where it says nothing.
    fn placed(self) -> Option<Hunk> {
        let (told, first) = if self.new.is_empty() { (&self.old, &self.old_lines) } else { (&self.new, &self.new_lines) };
        let said = told.iter().position(|line| says(line));
        let is_silent = said.is_none() && !self.old.iter().any(|line| says(line));
        let line = first.start + said.unwrap_or(0) + 1;
        (!is_silent).then_some(Hunk { line, ..self })
    }

    fn is_added(&self) -> bool {
        self.old_lines.is_empty()
    }

    /// The line that tells it, as it stands; behind `- ` where it stands no longer.
    pub fn told(&self) -> String {
        let (sign, lines) = if self.new.is_empty() { ("- ", &self.old) } else { ("", &self.new) };
        let line = lines.iter().find(|line| says(line)).map_or("", |line| line.trim());
        format!("{sign}{line}")
    }
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

/// Whether a line says something: it is neither empty nor a comment.
fn says(line: &str) -> bool {
    let line = line.trim_start();
    !line.is_empty() && !line.starts_with('#')
}

/// Lines that differ, entry by entry: entries of one key are one edit, and all others are one each.
fn split(old: &[&str], old_lines: Range<usize>, new: &[&str], new_lines: Range<usize>) -> Vec<(Range<usize>, Range<usize>)> {
    let (before, after) = (entries(old, old_lines.clone()), entries(new, new_lines.clone()));
    if before.len() == 1 && after.len() == 1 {
        return vec![(old_lines, new_lines)];
    }
    let mut pieces = Vec::new();
    let mut left = before.as_slice();
    for entry in after {
        let same = left.iter().position(|other| key(old, other) == key(new, &entry));
        let gone = same.unwrap_or(0);
        pieces.extend(left[..gone].iter().map(|other| (other.clone(), entry.start..entry.start)));
        let at = left.get(gone).map_or(old_lines.end, |next| next.start);
        pieces.push((same.map_or(at..at, |same| left[same].clone()), entry));
        left = &left[same.map_or(0, |same| same + 1)..];
    }
    pieces.extend(left.iter().map(|other| (other.clone(), new_lines.end..new_lines.end)));
    pieces
}

/// The entries among some lines: a line and what is indented deeper below it, with the comments above it.
fn entries(text: &[&str], lines: Range<usize>) -> Vec<Range<usize>> {
    let mut entries: Vec<Range<usize>> = Vec::new();
    let mut head: Option<usize> = None;
    for line in lines {
        let indent = text[line].len() - text[line].trim_start().len();
        let is_next = head.is_some_and(|head| !text[line].trim().is_empty() && indent <= head);
        match entries.last_mut() {
            Some(entry) if !is_next => entry.end = line + 1,
            Some(_) | None => {
                entries.push(line..line + 1);
                head = None;
            }
        }
        head = head.or_else(|| says(text[line]).then_some(indent));
    }
    entries
}

/// The line above entries of one line each, such as those of `occurrences:`, and these; none where the lines are no such list.
fn listed(text: &[&str], lines: Range<usize>) -> Option<(Range<usize>, Vec<Range<usize>>)> {
    let head = lines.clone().find(|line| says(text[*line]))?;
    let below = entries(text, head + 1..lines.end);
    let is_entry = |entry: &Range<usize>| {
        let mut said = text[entry.clone()].iter().filter(|line| says(line)).map(|line| line.trim());
        let is_whole = said.next().is_some_and(|line| line.starts_with("- ") || line.ends_with('}'));
        is_whole && said.next().is_none()
    };
    let is_list = text[head].trim_end().ends_with(':') && !below.is_empty() && below.iter().all(is_entry);
    (is_list && entries(text, lines.clone()).len() == 1).then_some((lines.start..head + 1, below))
}

/// What an entry is an entry of: the words before its colon.
fn key<'t>(text: &[&'t str], entry: &Range<usize>) -> Option<&'t str> {
    let line = text[entry.clone()].iter().find(|line| says(line))?;
    line.split_once(':').map(|(key, _)| key)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    use super::{Hunk, Hunks, Texts};

    fn texts(text: &str) -> Texts {
        Texts::from([(PathBuf::from("a.yaml"), text.to_owned())])
    }

    fn told(old: &str, new: &str) -> Vec<(usize, String)> {
        let hunks = Hunks::between(texts(old), texts(new));
        let all: BTreeSet<usize> = (0..hunks.list.len()).collect();
        let said = |text: &str| text.lines().filter(|line| super::says(line)).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(said(&hunks.without(&all)[&PathBuf::from("a.yaml")]), said(old), "all taken back");
        assert_eq!(hunks.without(&BTreeSet::new()), texts(new), "none taken back");
        hunks.list.iter().map(|hunk| (hunk.line, hunk.told())).collect()
    }

    fn of(lines: &[(usize, &str)]) -> Vec<(usize, String)> {
        lines.iter().map(|(line, text)| (*line, (*text).to_owned())).collect()
    }

    #[test]
    fn entries_side_by_side_are_edits_of_their_own_and_what_is_below_a_line_goes_with_it() {
        assert_eq!(told("a: 1\nb: 2\nc: 3\n", "a: 1\nb: 3\nc: 4\n"), of(&[(2, "b: 3"), (3, "c: 4")]));
        let added = "g:\n  occurrences:\n    x: {on: 1}\n    y: {on: 2}\n  at: 3\n";
        assert_eq!(told("g:\n", added), of(&[(3, "x: {on: 1}"), (4, "y: {on: 2}"), (5, "at: 3")]));
        assert_eq!(told("g:\n  occurrences:\n", added), of(&[(3, "x: {on: 1}"), (4, "y: {on: 2}"), (5, "at: 3")]));
        assert_eq!(told("a: 1\nb: 2\n", "a: 2\nx: 1\n"), of(&[(1, "- a: 1"), (1, "a: 2"), (2, "x: 1"), (2, "- b: 2")][1..]));
    }

    #[test]
    fn removed_lines_are_told_where_they_stood_and_comments_are_no_edit() {
        assert_eq!(told("a: 1\n# x\nb: 2\nc: 3\n", "a: 1\nc: 3\n"), of(&[(3, "- b: 2")]));
        assert_eq!(told("a: 1\n", "# why\na: 1   \n\n"), of(&[(2, "a: 1")]));
        assert_eq!(told("a: 1\n", "# why\na: 1\n\n"), of(&[]));
    }

    #[test]
    fn the_line_above_entries_is_there_as_long_as_one_of_them_is() {
        let (bare, full) = ("g:\n  at: 3\n", "g:\n  occurrences:\n    x: {on: 1}\n    y: {on: 2}\n  at: 3\n");
        let hunks = Hunks::between(texts(bare), texts(full));
        let one = "g:\n  occurrences:\n    y: {on: 2}\n  at: 3\n";
        assert_eq!(hunks.without(&BTreeSet::from([0])), texts(one));
        assert_eq!(hunks.without(&BTreeSet::from([0, 1])), texts(bare));
        let hunks = Hunks::between(texts(full), texts(bare));
        assert_eq!(hunks.list.iter().map(Hunk::told).collect::<Vec<_>>(), ["- x: {on: 1}", "- y: {on: 2}"]);
        assert_eq!(hunks.without(&BTreeSet::from([1])), texts(one));
        assert_eq!(hunks.without(&BTreeSet::from([0, 1])), texts(full));
    }

    #[test]
    fn one_hunk_is_taken_back_alone_and_a_file_as_a_whole() {
        let hunks = Hunks::between(texts("a: 1\nb: 2\n"), texts("a: 2\nb: 3\n"));
        assert_eq!(hunks.without(&BTreeSet::from([1])), texts("a: 2\nb: 2\n"));
        let mut more = texts("a: 1\n");
        more.insert(PathBuf::from("b.yaml"), "x: 1\ny: 2\n".to_owned());
        let hunks = Hunks::between(texts("a: 1\n"), more.clone());
        assert_eq!((hunks.list.len(), hunks.list[0].told()), (1, "x: 1".to_owned()));
        assert_eq!(hunks.without(&BTreeSet::from([0])), texts("a: 1\n"));
        assert_eq!(Hunks::between(more.clone(), texts("a: 1\n")).without(&BTreeSet::from([0])), more);
    }
}
