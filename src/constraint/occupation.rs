//! When people and rooms are taken: by which start of which meeting, from which minute to which. What presence, rooms and
//! quorums share.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::NaiveDate;
use crate::constraint::fee::Tag;
use crate::constraint::layout::Layout;
use crate::constraint::program::{ColumnId, Program, Relation, sum};
use crate::constraint::taken::{Occupied, occupied};
use crate::problem::activity::ActivityIndex;

/// A start that takes someone or something.
#[derive(Debug, Clone, Copy)]
pub struct Occupation {
    /// When.
    pub occupied: Occupied,
    /// Of which meeting.
    pub meeting: ActivityIndex,
    /// The column of the start.
    pub column: ColumnId,
}

/// The starts of a meeting on the days on which each of them is known: on the others nobody could be needed elsewhere.
pub fn occupations(layout: &Layout, meeting: ActivityIndex, travel: u32) -> Vec<Occupation> {
    let starts = layout.days(meeting).iter().filter(|day| day.is_exact).flat_map(|day| &day.starts);
    let taking = starts.filter_map(|start| {
        let occupied = occupied(start.placement, travel)?;
        Some(Occupation { occupied, meeting, column: start.column })
    });
    taking.collect()
}

/// Adds a row for each moment that more meetings could hold than there is room for: `sum of starts <= capacity`.
/// The starts that hold a moment are a clique, and every clique of intervals has a moment, so these rows are all there are.
pub fn post_cliques(
    occupations: &[Occupation],
    capacity: usize,
    tag: Tag,
    posted: &mut BTreeSet<(Vec<ColumnId>, usize)>,
    program: &mut Program,
) {
    for clique in cliques(occupations, capacity) {
        let columns: Vec<ColumnId> = clique.iter().map(|occupation| occupation.column).collect();
        // People who sit in the same meetings give the same row: one is enough.
        if !posted.insert((columns.clone(), capacity)) {
            continue;
        }
        program.row(tag, sum(columns), Relation::AtMost, i32::try_from(capacity).unwrap_or(i32::MAX));
    }
}

/// The sets of starts, of more meetings than the capacity, that hold one moment; a set within another is left out.
fn cliques(occupations: &[Occupation], capacity: usize) -> Vec<Vec<Occupation>> {
    let moments: BTreeSet<i64> = occupations.iter().map(|occupation| occupation.occupied.from).collect();
    let mut cliques: Vec<(BTreeSet<ColumnId>, Vec<Occupation>)> = Vec::new();
    for moment in moments {
        let clique: Vec<Occupation> =
            occupations.iter().filter(|occupation| occupation.occupied.holds(moment)).copied().collect();
        let columns: BTreeSet<ColumnId> = clique.iter().map(|occupation| occupation.column).collect();
        let meetings: BTreeSet<ActivityIndex> = clique.iter().map(|occupation| occupation.meeting).collect();
        if meetings.len() > capacity && !cliques.iter().any(|(other, _)| columns.is_subset(other)) {
            cliques.retain(|(other, _)| !other.is_subset(&columns));
            cliques.push((columns, clique));
        }
    }
    cliques.into_iter().map(|(_, clique)| clique).collect()
}

/// What is taken on each day, by whom or what takes it.
pub type Diary<K, T> = BTreeMap<(K, NaiveDate), Vec<T>>;
