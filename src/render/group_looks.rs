//! Which look each group has, in every picture and on the page alike: groups of one name in several products look alike, and the
//! names take their looks in plan order. Knows no colour.

use std::collections::BTreeMap;

use crate::plan::plan::Plan;

/// The look of each group of a plan, by position: the number that [`style`](crate::render::palette::style) takes.
pub fn group_looks(plan: &Plan) -> Vec<usize> {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    let mut looks = Vec::with_capacity(plan.groups.len());
    for group in &plan.groups {
        let next = names.len();
        looks.push(*names.entry(group.title.as_str()).or_insert(next));
    }
    looks
}

#[cfg(test)]
mod tests {
    use super::group_looks;
    use crate::render::gallery;

    #[test]
    fn groups_of_one_name_look_alike_and_others_differ() {
        let (plan, _) = gallery::plan();
        assert_eq!(group_looks(&plan), [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5]);
    }
}
