//! Joint groups: whoever is a member of one of some groups is a member of theirs together.

use crate::diagnostic::code::Code;
use crate::plan::group::{Group, GroupId};
use crate::plan::person::PersonId;
use crate::plan::quorum::Quorum;
use crate::schema::collector::Collector;
use crate::schema::lower::groups::groups::Groups;

/// Gives every group that is `joint` the seats of the groups it names, beside its own. Groups that are joint themselves
/// lend the seats that they name themselves.
pub fn unite(groups: &mut Groups<'_>, collector: &mut Collector) {
    let own: Vec<Seats> = groups.groups.iter().map(Seats::of).collect();
    for lowered in &groups.lowered {
        for name in lowered.document.joint.iter().flatten() {
            let Some(GroupId(other)) = groups.names.find_in(&lowered.scope.key, name, collector) else { continue };
            if other == lowered.id.0 {
                collector.fault(Code::SelfRelation, name.span, "a group is joint of other groups", "remove its own name");
                continue;
            }
            if !own[other].lend_to(&mut groups.groups[lowered.id.0]) {
                let message = format!("`{}` adds no member", name.value);
                collector.idle(name.span, message, "its members are members already, or it has none: remove it");
            }
        }
    }
}

/// Who sits in a group, and how.
struct Seats {
    members: Vec<PersonId>,
    optional: Vec<PersonId>,
    quorums: Vec<Quorum>,
}

impl Seats {
    fn of(group: &Group) -> Seats {
        let Group { members, optional, quorums, .. } = group.clone();
        Seats { members, optional, quorums }
    }

    /// Adds the seats that a group does not have; whether there was one.
    fn lend_to(&self, group: &mut Group) -> bool {
        let before = group.members.len() + group.optional.len() + group.quorums.len();
        extend(&mut group.members, &self.members);
        extend(&mut group.optional, &self.optional);
        extend(&mut group.quorums, &self.quorums);
        group.members.len() + group.optional.len() + group.quorums.len() > before
    }
}

fn extend<T: Clone + PartialEq>(own: &mut Vec<T>, others: &[T]) {
    for other in others {
        if !own.contains(other) {
            own.push(other.clone());
        }
    }
}
