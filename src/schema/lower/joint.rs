//! Joint groups: whoever is a member of one of some groups is a member of theirs together.

use crate::plan::group::GroupId;
use crate::schema::collector::Collector;
use crate::schema::lower::groups::Groups;

/// Gives every group that is `joint` the members of the groups it names, beside its own. Groups that are joint themselves
/// lend the members that they name themselves.
pub fn unite(groups: &mut Groups<'_>, collector: &mut Collector) {
    let own: Vec<Vec<_>> = groups.groups.iter().map(|group| group.members.clone()).collect();
    for lowered in &groups.lowered {
        for name in lowered.document.joint.iter().flatten() {
            let Some(GroupId(other)) = groups.names.find_in(&lowered.scope.key, name, collector) else { continue };
            if other == lowered.id.0 {
                collector.invalid(name.span, "a group is joint of other groups", "remove its own name");
                continue;
            }
            let members = &mut groups.groups[lowered.id.0].members;
            let before = members.len();
            for member in &own[other] {
                if !members.contains(member) {
                    members.push(member.clone());
                }
            }
            if members.len() == before {
                let message = format!("`{}` adds no member", name.value);
                collector.idle(name.span, message, "its members are members already, or it has none: remove it");
            }
        }
    }
}
