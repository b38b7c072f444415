//! Which edits of a plan forced an activity to move: it is planned again with edits taken back, until the activity stays.
//!
//! One edit after the other is tried alone; then a smallest set is found by splitting (U. Junker, "QUICKXPLAIN", AAAI 2004).
//! Whether an activity stays can change with every edit, in both directions: the set is smallest in that it does not do with
//! one edit less. Knows no text: edits are numbers, and who plans is an argument.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::plan::activity::ActivityId;
use crate::schedule::placement::{Placement, Schedule};
use crate::solve::quickxplain::quickxplain;

/// A plan that was made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replanned {
    /// The dates.
    pub schedule: Schedule,
    /// Whether no schedule is better: that was proved.
    pub proven: bool,
}

/// Edits that forced an activity to move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forcing {
    /// The edits, in order.
    pub edits: Vec<usize>,
    /// How many of them must be taken back for it to stay.
    pub enough: Enough,
    /// Whether every plan that was compared is proven optimal.
    pub proven: bool,
}

/// How many of some edits must be taken back for an activity to stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enough {
    /// Any one of them: each was needed to force it.
    AnyOne,
    /// All of them: each of them forces it alone.
    All,
}

/// What forced an activity to move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forced {
    /// These edits.
    By(Forcing),
    /// No edit alone, nor all of them: it moves also with all taken back.
    ByNone,
    /// Nothing: planned again from what had been shown, it stays.
    Stays,
    /// That was not found out within the limit.
    NotFound,
}

/// Plans with some edits taken back. None where that is no plan, or one that cannot be met.
pub type Replan<'r> = dyn Fn(&BTreeSet<usize>) -> Option<Replanned> + 'r;

/// The search for what forced activities to move. What was planned once serves them all.
pub struct Search<'s> {
    edits: usize,
    most: usize,
    replan: &'s Replan<'s>,
    known: RefCell<BTreeMap<BTreeSet<usize>, Option<Replanned>>>,
    is_over: RefCell<bool>,
}

impl<'s> Search<'s> {
    /// A search among so many edits that plans at most so many times.
    pub fn new(edits: usize, most: usize, replan: &'s Replan<'s>) -> Search<'s> {
        Search { edits, most, replan, known: RefCell::default(), is_over: RefCell::default() }
    }

    /// What forced an activity away from where it had been shown.
    pub fn forced(&self, id: &ActivityId, shown: Placement) -> Forced {
        *self.is_over.borrow_mut() = false;
        let stays = |back: &[usize]| self.stays(id, shown, back);
        if stays(&[]) {
            return Forced::Stays;
        }
        let all: Vec<usize> = (0..self.edits).collect();
        // Splitting alone asks little more than once for each halving: what is left when there are many edits.
        if self.edits * 2 <= self.most {
            let each: Vec<usize> = all.iter().copied().filter(|edit| stays(&[*edit])).collect();
            if !each.is_empty() {
                let proven = each.iter().all(|edit| self.is_proven(&[*edit]));
                return Forced::By(Forcing { edits: each, enough: Enough::AnyOne, proven });
            }
        }
        let found = if stays(&all) { smallest(&all, &stays) } else { Vec::new() };
        if *self.is_over.borrow() {
            return Forced::NotFound;
        }
        if found.is_empty() {
            return Forced::ByNone;
        }
        let enough = if found.len() == 1 { Enough::AnyOne } else { Enough::All };
        Forced::By(Forcing { proven: self.is_proven(&found), edits: found, enough })
    }

    fn stays(&self, id: &ActivityId, shown: Placement, back: &[usize]) -> bool {
        let back: BTreeSet<usize> = back.iter().copied().collect();
        if !self.known.borrow().contains_key(&back) {
            if self.known.borrow().len() >= self.most {
                *self.is_over.borrow_mut() = true;
                return false;
            }
            let planned = (self.replan)(&back);
            self.known.borrow_mut().insert(back.clone(), planned);
        }
        self.known.borrow()[&back].as_ref().is_some_and(|planned| planned.schedule.placement(id) == Some(shown))
    }

    /// Whether the plan with these taken back, and the one with none, are proven optimal.
    fn is_proven(&self, back: &[usize]) -> bool {
        let known = self.known.borrow();
        let proven = |back: &[usize]| {
            let planned = known.get(&back.iter().copied().collect::<BTreeSet<usize>>());
            planned.and_then(Option::as_ref).is_some_and(|planned| planned.proven)
        };
        proven(&[]) && proven(back)
    }
}

/// A set that keeps it, and does not with one edit less.
fn smallest(all: &[usize], stays: &dyn Fn(&[usize]) -> bool) -> Vec<usize> {
    let mut found = quickxplain(all, stays);
    found.sort_unstable();
    // Splitting takes for granted that more taken back is never worse: where that is not so, it is looked at again.
    while let Some(less) = (0..found.len()).map(|spared| without(&found, spared)).find(|less| stays(less)) {
        found = less;
    }
    if stays(&found) { found } else { all.to_vec() }
}

fn without(edits: &[usize], spared: usize) -> Vec<usize> {
    [&edits[..spared], &edits[spared + 1..]].concat()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::collections::BTreeSet;

    use super::{Enough, Forced, Forcing, Replanned, Search};
    use crate::plan::activity::ActivityId;
    use crate::schedule::placement::{Placement, Schedule};

    fn day(text: &str) -> Placement {
        Placement::Milestone { date: text.parse().unwrap() }
    }

    fn by(edits: Vec<usize>, enough: Enough) -> Forced {
        Forced::By(Forcing { edits, enough, proven: true })
    }

    /// What is found where an activity stays when `stays` says so, and how many plans that took.
    fn found(edits: usize, most: usize, stays: &dyn Fn(&BTreeSet<usize>) -> bool) -> (Forced, usize) {
        let id = ActivityId::written("p/g/1");
        let asked = Cell::new(0);
        let replan = |back: &BTreeSet<usize>| {
            asked.set(asked.get() + 1);
            let at = if stays(back) { day("2027-03-01") } else { day("2027-03-02") };
            Some(Replanned { schedule: Schedule { placements: [(id.clone(), at)].into() }, proven: true })
        };
        let forced = Search::new(edits, most, &replan).forced(&id, day("2027-03-01"));
        (forced, asked.get())
    }

    #[test]
    fn an_edit_that_is_needed_is_found_among_many_and_so_are_all_that_are_needed() {
        let (forced, _) = found(5, 100, &|back| back.contains(&1) || back.contains(&3));
        assert_eq!(forced, by(vec![1, 3], Enough::AnyOne));
        let (forced, asked) = found(1_000, 100, &|back| back.contains(&700));
        assert_eq!(forced, by(vec![700], Enough::AnyOne));
        assert!(asked < 40, "{asked}");
    }

    #[test]
    fn edits_that_each_suffice_are_found_together() {
        let (forced, _) = found(9, 100, &|back| [2, 5, 8].iter().all(|edit| back.contains(edit)));
        assert_eq!(forced, by(vec![2, 5, 8], Enough::All));
        // Where it stays with one and two taken back and not with all three, no less than both is told.
        let (forced, _) = found(3, 100, &|back| back.contains(&0) && back.contains(&2));
        assert_eq!(forced, by(vec![0, 2], Enough::All));
    }

    #[test]
    fn what_no_edit_forces_what_stays_and_what_is_not_found_are_told_apart() {
        assert_eq!(found(3, 100, &|_| false).0, Forced::ByNone);
        assert_eq!(found(3, 100, &BTreeSet::is_empty).0, Forced::Stays);
        let (forced, asked) = found(40, 20, &|back| back.iter().filter(|edit| **edit % 3 == 0).count() == 14);
        assert_eq!((forced, asked), (Forced::NotFound, 20));
    }
}
