//! Circles among things that name each other: calendars that combine, files that include.

use std::collections::BTreeSet;

use crate::diagnostic::source::Spanned;

/// A thing's position, and for each other thing that it names that one's position and the word that names it.
pub type Links = [Vec<(usize, Spanned<String>)>];

/// Gives the circles: of each the words that lead round it, the one that closes it last. Things that are walked through
/// once are not walked through again, so each word closes one circle at most.
pub fn circles(links: &Links) -> Vec<Vec<Spanned<String>>> {
    let mut walk = Walk { links, seen: BTreeSet::new(), way: Vec::new(), words: Vec::new(), found: Vec::new() };
    for start in 0..links.len() {
        walk.enter(start);
    }
    walk.found
}

struct Walk<'l> {
    links: &'l Links,
    seen: BTreeSet<usize>,
    /// The things on the way here.
    way: Vec<usize>,
    /// The words between them: one fewer.
    words: Vec<Spanned<String>>,
    found: Vec<Vec<Spanned<String>>>,
}

impl Walk<'_> {
    fn enter(&mut self, from: usize) {
        if !self.seen.insert(from) {
            return;
        }
        self.way.push(from);
        for (next, word) in &self.links[from] {
            if let Some(begins) = self.way.iter().position(|passed| passed == next) {
                self.found.push(self.words[begins..].iter().chain([word]).cloned().collect());
            } else {
                self.words.push(word.clone());
                self.enter(*next);
                self.words.pop();
            }
        }
        self.way.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::circles;
    use crate::diagnostic::source::{Span, Spanned};

    fn told(links: &[&[(usize, &str)]]) -> Vec<String> {
        let word = |(next, word): &(usize, &str)| (*next, Spanned::new((*word).to_owned(), Span::default()));
        let links: Vec<Vec<_>> = links.iter().map(|row| row.iter().map(word).collect()).collect();
        let words = |circle: &Vec<Spanned<String>>| circle.iter().map(|word| word.value.as_str()).collect::<Vec<_>>().join(" ");
        circles(&links).iter().map(words).collect()
    }

    #[test]
    fn a_circle_is_told_once_with_the_words_round_it() {
        assert_eq!(told(&[&[(0, "a")]]), ["a"]);
        assert_eq!(told(&[&[(1, "b")], &[(2, "c")], &[(1, "b'")]]), ["c b'"]);
        assert_eq!(told(&[&[(1, "b")], &[(2, "c")], &[(0, "a"), (1, "b'")]]), ["b c a", "c b'"]);
    }

    #[test]
    fn two_ways_to_the_same_thing_are_no_circle() {
        assert!(told(&[&[(1, "b"), (2, "c")], &[(3, "d")], &[(3, "d")], &[]]).is_empty());
    }
}
