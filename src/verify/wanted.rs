//! What a plan asks its feeds to hold: every entry by its `UID`, and every feed with the entries that belong in it.
//! Knows the plan alone: no schedule and no file.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::activity::ActivityId;
use crate::plan::deadline::Shown;
use crate::plan::group::GroupId;
use crate::plan::id::ProductId;
use crate::plan::occurrence::{Manner, Occurrence, Verdict};
use crate::plan::person::PersonId;
use crate::plan::plan::Plan;
use crate::plan::publish::Cancelled;
use crate::schedule::identity::EntryId;

/// The feed that holds everything.
pub(crate) const ALL: &str = "feeds/all.ics";

/// The entries and the feeds of a plan.
pub(crate) struct Wanted<'a> {
    /// Every entry that may be in a feed, by `UID`.
    pub entries: BTreeMap<String, Entry<'a>>,
    /// The `UID`s of every feed, by path.
    pub feeds: BTreeMap<String, BTreeSet<String>>,
    /// Every cancelled meeting, by `UID`.
    pub cancelled: BTreeMap<String, &'a Occurrence>,
    /// The `UID`s of the cancelled meetings that a feed keeps, if people were told of them, by path.
    pub kept: BTreeMap<String, BTreeSet<String>>,
    /// Paths that more than one feed of the plan would have.
    pub shared: BTreeSet<String>,
}

/// One entry, and what it is.
pub(crate) struct Entry<'a> {
    /// Its id in the plan's own words.
    pub id: EntryId,
    /// What it is.
    pub kind: Kind<'a>,
}

/// What an entry is.
#[derive(Clone, Copy)]
pub(crate) enum Kind<'a> {
    /// A meeting, at a clock time.
    Meeting(&'a ActivityId),
    /// What a group decides in writing, on one day.
    InWriting(&'a ActivityId),
    /// A deadline of a meeting, on one day.
    Deadline,
    /// A phase, over whole days.
    Phase(&'a ActivityId),
    /// A milestone, on one day.
    Milestone(&'a ActivityId),
}

impl<'a> Wanted<'a> {
    /// Works out what the feeds of a plan hold. Deadlines of cancelled meetings are in none.
    pub(crate) fn of(plan: &'a Plan) -> Wanted<'a> {
        let cancelled = plan.occurrences.iter().filter(|occurrence| !is_held(occurrence));
        let mut wanted = Wanted {
            entries: BTreeMap::new(),
            feeds: BTreeMap::new(),
            cancelled: cancelled.map(|occurrence| (EntryId::activity(&occurrence.id).uid(), occurrence)).collect(),
            kept: BTreeMap::new(),
            shared: BTreeSet::new(),
        };
        let everything = meetings(plan, |_| true).chain(roadmap(plan, |_| true));
        wanted.keep(plan, ALL.to_owned(), |_| true);
        wanted.feed(ALL.to_owned(), everything.collect());
        for (index, product) in plan.products.iter().enumerate() {
            let id = ProductId(index);
            let own = meetings(plan, |group| plan.groups[group.0].product == id).chain(roadmap(plan, |product| product == id));
            wanted.feed(format!("feeds/{}.ics", product.key), own.collect());
            wanted.keep(plan, format!("feeds/{}.ics", product.key), |group| plan.groups[group.0].product == id);
        }
        for (index, group) in plan.groups.iter().enumerate() {
            let own = meetings(plan, |other| other == GroupId(index));
            let path = format!("feeds/{}-{}.ics", plan.products[group.product.0].key, group.key);
            wanted.keep(plan, path.clone(), |other| other == GroupId(index));
            wanted.feed(path, own.collect());
        }
        for (index, person) in plan.people.iter().enumerate() {
            let id = PersonId(index);
            let has_a_seat = |group: GroupId| {
                let group = &plan.groups[group.0];
                let counts = group.quorums.iter().any(|quorum| quorum.of.contains(&id));
                counts || group.members.contains(&id) || group.optional.contains(&id)
            };
            wanted.feed(format!("feeds/role-{}.ics", person.key), meetings(plan, has_a_seat).collect());
            wanted.keep(plan, format!("feeds/role-{}.ics", person.key), has_a_seat);
        }
        wanted
    }

    /// Notes the cancelled meetings that a feed keeps.
    fn keep(&mut self, plan: &Plan, path: String, is_wanted: impl Fn(GroupId) -> bool) {
        let own = self.cancelled.iter().filter(|(_, occurrence)| is_wanted(occurrence.group));
        match plan.publish.cancelled.in_feed(&path) {
            Cancelled::Omit => {}
            Cancelled::Keep | Cancelled::Prefix => {
                let own = own.map(|(uid, _)| uid.clone()).collect();
                self.kept.insert(path, own);
            }
        }
    }

    fn feed(&mut self, path: String, entries: Vec<Entry<'a>>) {
        let mut uids = BTreeSet::new();
        for entry in entries {
            let uid = entry.id.uid();
            uids.insert(uid.clone());
            self.entries.insert(uid, entry);
        }
        if self.feeds.insert(path.clone(), uids).is_some() {
            self.shared.insert(path);
        }
    }
}

/// The held meetings of the groups that are wanted, each with its deadlines.
fn meetings(plan: &Plan, wanted: impl Fn(GroupId) -> bool) -> impl Iterator<Item = Entry<'_>> {
    plan.occurrences.iter().filter(move |occurrence| is_held(occurrence) && wanted(occurrence.group)).flat_map(|occurrence| {
        let (id, group) = (&occurrence.id, &plan.groups[occurrence.group.0]);
        let events = group.deadlines.iter().filter(|deadline| deadline.shown == Shown::Event);
        let deadlines = events.map(move |deadline| EntryId::deadline(id, &deadline.name));
        let kind = match occurrence.exception.as_ref().map(|exception| exception.manner) {
            Some(Manner::InWriting) => Kind::InWriting(id),
            Some(Manner::Meeting) | None => Kind::Meeting(id),
        };
        let meeting = Entry { id: EntryId::activity(id), kind };
        std::iter::once(meeting).chain(deadlines.map(|id| Entry { id, kind: Kind::Deadline }))
    })
}

/// The phases and milestones of the products that are wanted.
fn roadmap(plan: &Plan, wanted: impl Fn(ProductId) -> bool) -> impl Iterator<Item = Entry<'_>> {
    let phases = plan.phases.iter().map(|phase| (phase.track, &phase.id, Kind::Phase(&phase.id)));
    let milestones = plan.milestones.iter().map(|milestone| (milestone.track, &milestone.id, Kind::Milestone(&milestone.id)));
    let own = phases.chain(milestones).filter(move |(track, _, _)| wanted(plan.tracks[track.0].product));
    own.map(|(_, id, kind)| Entry { id: EntryId::activity(id), kind })
}

fn is_held(occurrence: &Occurrence) -> bool {
    match occurrence.exception.as_ref().map(|exception| exception.verdict) {
        Some(Verdict::Cancelled) => false,
        Some(Verdict::Held | Verdict::Pinned(..) | Verdict::Moved) | None => true,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::plan::deadline::{Lead, Side};
    use crate::verify::fixture::{Case, deadline};
    use crate::verify::wanted::Wanted;

    fn contents(case: &Case) -> BTreeMap<String, Vec<String>> {
        let wanted = Wanted::of(&case.plan);
        let name = |uid: &String| wanted.entries[uid].id.as_str().to_owned();
        let sorted = |uids: &std::collections::BTreeSet<String>| {
            let mut names: Vec<_> = uids.iter().map(name).collect();
            names.sort();
            names
        };
        wanted.feeds.iter().map(|(path, uids)| (path.clone(), sorted(uids))).collect()
    }

    #[test]
    fn every_feed_has_its_own_and_no_more() {
        let mut case = Case::new();
        let (chair, clerk) = (case.person("chair"), case.person("clerk"));
        let (board, council) = (case.group("board", &[chair]), case.group("council", &[chair, clerk]));
        case.plan.groups[council.0].product = case.product("q");
        case.plan.groups[board.0].deadlines = vec![deadline("agenda", Lead::WorkingDays(5), Side::Before)];
        case.meets(board, "a", "2027-03-30 10:00");
        case.meets(board, "b", "2027-04-30 10:00");
        case.cancel("board/b");
        case.meets(council, "a", "2027-03-30 13:00");
        case.fixed_phase("test", "2027-03-01", "2027-03-12");
        case.milestone("launch", "2027-03-15", "2027-03-15");
        let (board, council) = (["p/board/a", "p/board/a#agenda"], ["q/council/a"]);
        let roadmap = ["p/roadmap/t/launch", "p/roadmap/t/test"];
        let expected = [
            ("feeds/all.ics", [&board[..], &roadmap, &council].concat()),
            ("feeds/p-board.ics", board.to_vec()),
            ("feeds/p.ics", [&board[..], &roadmap].concat()),
            ("feeds/q-council.ics", council.to_vec()),
            ("feeds/q.ics", council.to_vec()),
            ("feeds/role-chair.ics", [&board[..], &council].concat()),
            ("feeds/role-clerk.ics", council.to_vec()),
        ];
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        assert_eq!(contents(&case), expected.map(|(path, names)| (path.to_owned(), owned(names))).into());
        assert!(Wanted::of(&case.plan).shared.is_empty());
    }

    #[test]
    fn two_feeds_of_one_path_are_noticed() {
        let mut case = Case::new();
        case.group("board", &[]);
        case.product("p-board");
        assert_eq!(Wanted::of(&case.plan).shared, ["feeds/p-board.ics".to_owned()].into());
    }
}
