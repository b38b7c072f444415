//! The products that are planned together with one: those that share people, rooms or relations with it, directly or through
//! others. What shares nothing is planned alone with the same result, so that components are jobs for several machines.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::diagnostic::source::{SourceId, Sources};
use crate::plan::id::ProductId;
use crate::plan::plan::Plan;
use crate::plan::relation::Anchor;

/// The files that a product is planned from: those of its component, and those of no product.
///
/// # Errors
/// The keys of all products, where there is none of that name.
pub fn files(plan: &Plan, sources: &Sources, product: &str) -> Result<Vec<PathBuf>, Vec<String>> {
    let keys = || plan.products.iter().map(|product| product.key.clone()).collect::<Vec<String>>();
    let wanted = plan.products.iter().position(|own| own.key == product).ok_or_else(keys)?;
    let together = together(plan, ProductId(wanted));
    let elsewhere: BTreeSet<SourceId> = plan
        .products
        .iter()
        .enumerate()
        .filter(|(index, _)| !together.contains(&ProductId(*index)))
        .map(|(_, product)| product.span.source)
        .collect();
    let kept = sources.plans().filter(|source| !elsewhere.contains(source));
    Ok(kept.map(|source| PathBuf::from(&sources.source(source).name)).collect())
}

/// The component of a product.
fn together(plan: &Plan, first: ProductId) -> BTreeSet<ProductId> {
    let links = links(plan);
    let mut together = BTreeSet::from([first]);
    let mut open = vec![first];
    while let Some(product) = open.pop() {
        let linked = links.iter().filter(|link| link.contains(&product)).flatten();
        open.extend(linked.copied().filter(|other| together.insert(*other)).collect::<Vec<ProductId>>());
    }
    together
}

/// Sets of products that share something.
fn links(plan: &Plan) -> Vec<BTreeSet<ProductId>> {
    let mut people: BTreeMap<usize, BTreeSet<ProductId>> = BTreeMap::new();
    let mut rooms: BTreeMap<usize, BTreeSet<ProductId>> = BTreeMap::new();
    for group in &plan.groups {
        for person in group.counted() {
            people.entry(person.0).or_default().insert(group.product);
        }
        for room in &group.uses {
            rooms.entry(room.0).or_default().insert(group.product);
        }
    }
    let of_phase = |phase: usize| plan.tracks[plan.phases[phase].track.0].product;
    let mut kinds: BTreeSet<ProductId> = BTreeSet::new();
    for (index, phase) in plan.phases.iter().enumerate() {
        for effort in &phase.demands.efforts {
            people.entry(effort.person.0).or_default().insert(of_phase(index));
        }
        // A capacity counts the phases of all products.
        if phase.demands.kind.is_some() && !plan.capacities.is_empty() {
            kinds.insert(of_phase(index));
        }
    }
    let of_anchor = |anchor: Anchor| match anchor {
        Anchor::Meetings(group) => plan.group(group).product,
        Anchor::PhaseStart(phase) | Anchor::PhaseEnd(phase) => of_phase(phase.0),
        Anchor::Milestone(milestone) => plan.tracks[plan.milestones[milestone.0].track.0].product,
    };
    let relations = plan.relations.iter().map(|relation| [of_anchor(relation.subject), of_anchor(relation.object)]);
    let group = |group: crate::plan::group::GroupId| plan.group(group).product;
    let separations = plan.separations.iter().map(|separation| [group(separation.one), group(separation.other)]);
    let gatherings = plan.gatherings.iter().map(|gathering| [group(gathering.subject), group(gathering.object)]);
    let successions = plan.successions.iter().map(|succession| [group(succession.subject), group(succession.object)]);
    let pairs = relations.chain(separations).chain(gatherings).chain(successions).map(BTreeSet::from);
    pairs.chain(people.into_values()).chain(rooms.into_values()).chain([kinds]).collect()
}
