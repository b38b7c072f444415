//! A problem as a model: the placements that local musts leave become options with menus, cycles become chains, presence and
//! rooms become resources, and all other coupling rules the rows they post. Nothing is left out: what costs so much in the
//! model costs so much by the rules.

use std::collections::BTreeMap;

use crate::calendar::civil::{Datelike, NaiveDate, NaiveTime};
use crate::constraint::fee::Force;
use crate::constraint::layout::{DayChoice, Layout};
use crate::constraint::pair::PricedPair;
use crate::constraint::post::Posted;
use crate::constraint::program::{self, Domain, Relation, number};
use crate::constraint::taken::{group, occupied};
use crate::constraint::{presence, room};
use crate::problem::activity::{Activity, ActivityIndex, Kind};
use crate::problem::instance::Problem;
use crate::schedule::placement::{Placement, Schedule};
use crate::solve::model::{Capacity, Chain, Choice, DayOption, FORBIDDEN, Joint, Model, Pair, Row, Start, Surplus, Term, Use};

/// What a column of the posted program means.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    Day { activity: u32, option: u32 },
    Start { activity: u32, option: u32, start: u16 },
    Surplus(u32),
    Nothing,
}

/// The model of a posted problem. All its activities must take part.
pub fn model(problem: &Problem<'_>, posted: &Posted, force: Force<'_>) -> Model {
    let mut model = Model { first_options: vec![0], ..Model::default() };
    let mut meanings = vec![Meaning::Nothing; posted.program.columns.len()];
    options(posted, &mut model, &mut meanings);
    resources(problem, force, &mut model);
    chains(problem, posted, &mut model);
    for pair in posted.relations.iter().filter(|pair| pair.costs() || pair.forbids()) {
        if !is_step(problem, pair, &posted.layout, &mut model) {
            let joint = pair_joint(pair);
            model.pairs.push(Pair { one: pair.one.0, other: pair.other.0, joint });
        }
    }
    rows(posted, &meanings, &mut model);
    model
}

/// The schedule of a choice for every activity.
pub fn schedule(problem: &Problem<'_>, layout: &Layout, model: &Model, chosen: &[Choice]) -> Schedule {
    let mut schedule = Schedule::default();
    for (index, activity) in problem.indexed() {
        let choice = chosen[index.0];
        let day = &layout.days(index)[(choice.option - model.first_options[index.0]) as usize];
        let placement = match day.placement {
            Placement::Meeting { date, .. } => meeting(date, model.starts(choice.option as usize)[choice.start as usize]),
            Placement::Phase { .. } | Placement::Milestone { .. } => day.placement,
        };
        schedule.placements.insert(activity.id.clone(), placement);
    }
    schedule
}

/// How much of a problem must have been dated before for that to be where a search begins: nine in ten.
const MOST_DATED: (usize, usize) = (9, 10);
/// A problem of no more options than this is small: there the search begins anew.
const FEW_OPTIONS: usize = 4_000;

/// The choices that a schedule makes, with the cheapest option where it makes none that is allowed; none for a small problem,
/// and where the schedule dates too little of it.
pub fn choices(problem: &Problem<'_>, layout: &Layout, model: &Model, schedule: &Schedule) -> Option<Vec<Choice>> {
    let dated = problem.activities.iter().filter(|activity| schedule.placement(&activity.id).is_some()).count();
    if model.options.len() <= FEW_OPTIONS || dated * MOST_DATED.1 < problem.activities.len() * MOST_DATED.0 {
        return None;
    }
    let choice = |(index, activity): (ActivityIndex, &Activity)| {
        let placement = schedule.placement(&activity.id);
        let days = layout.days(index);
        let day = placement.and_then(|placement| days.iter().position(|day| day.placement.first() == placement.first()));
        let options = model.options_of(index.0);
        let cheapest = || options.clone().min_by(|one, other| model.options[*one].cost.total_cmp(&model.options[*other].cost));
        let option = day.map(|day| options.start + day).or_else(cheapest)?;
        let minute = placement.and_then(|placement| occupied(placement, 0)).map(|occupied| occupied.from);
        let start = model.starts(option).iter().position(|start| Some(i64::from(start.from)) == minute);
        Some(Choice { option: option as u32, start: start.unwrap_or(0) as u16 })
    };
    problem.indexed().map(choice).collect()
}

fn meeting(date: NaiveDate, start: Start) -> Placement {
    let seconds = u32::try_from(start.from).unwrap_or_default() * 60;
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default();
    Placement::Meeting { date, start: time, minutes: u32::try_from(start.to - start.from).unwrap_or_default() }
}

fn options(posted: &Posted, model: &mut Model, meanings: &mut [Meaning]) {
    for (activity, days) in posted.layout.days.iter().enumerate() {
        let activity = activity as u32;
        for (option, day) in days.iter().enumerate() {
            let option = option as u32;
            if day.is_exact {
                for (start, choice) in day.starts.iter().enumerate() {
                    meanings[choice.column.0] = Meaning::Start { activity, option, start: start as u16 };
                }
            }
            meanings[day.column.0] = Meaning::Day { activity, option };
            let cost = number(posted.program.columns[day.column.0].cost);
            model.options.push(DayOption { day: number_of(day), cost, menu: day.menu as u32 });
        }
        model.first_options.push(model.options.len() as u32);
    }
    let start = |start: &crate::constraint::layout::MenuStart| Start { from: start.from, to: start.to, cost: number(start.cost) };
    model.menus = posted.layout.menus.iter().map(|menu| menu.iter().map(start).collect()).collect();
    for (column, shape) in posted.program.columns.iter().enumerate() {
        match shape.domain {
            Domain::Surplus(most) => {
                meanings[column] = Meaning::Surplus(model.surpluses.len() as u32);
                model.surpluses.push(Surplus { most, cost: number(shape.cost) });
            }
            Domain::Binary | Domain::Fraction => {}
        }
    }
}

fn number_of(day: &DayChoice) -> i32 {
    day.placement.first().num_days_from_ce()
}

fn resources(problem: &Problem<'_>, force: Force<'_>, model: &mut Model) {
    let people = problem.plan.people.iter().map(|_| Capacity { at_once: 1, a_day: None });
    let rooms = problem.plan.rooms.iter().map(|room| Capacity { at_once: room.capacity, a_day: None });
    model.capacities = people.chain(rooms).collect();
    let first_room = problem.plan.people.len();
    for activity in &problem.activities {
        let mut uses = Vec::new();
        if let Some(group) = group(problem, activity.kind) {
            uses.extend(
                presence::takes(problem, group, force)
                    .map(|(person, travel)| Use { resource: person.0 as u32, margin: i32::try_from(travel).unwrap_or(i32::MAX) }),
            );
            uses.extend(
                room::takes(problem, group, force).map(|(room, _)| Use { resource: (first_room + room.0) as u32, margin: 0 }),
            );
        }
        model.uses.push(uses);
    }
}

/// One chain for each group, in order of time, and one for each other activity.
fn chains(problem: &Problem<'_>, posted: &Posted, model: &mut Model) {
    let follows: BTreeMap<ActivityIndex, &PricedPair> = posted.spacing.iter().map(|pair| (pair.other, pair)).collect();
    let mut place: BTreeMap<ActivityIndex, usize> = BTreeMap::new();
    let mut tables: BTreeMap<Vec<Option<i64>>, u32> = BTreeMap::new();
    for (index, _) in problem.indexed() {
        if let Some(pair) = follows.get(&index) {
            let chain = place[&pair.one];
            let step = step_joint(pair, &posted.layout, model, &mut tables);
            model.chains[chain].activities.push(index.0);
            model.chains[chain].steps.push(step);
            place.insert(index, chain);
        } else {
            place.insert(index, model.chains.len());
            model.chains.push(Chain { activities: vec![index.0], steps: Vec::new() });
        }
    }
}

/// Makes a pair of phases a step, where the one's chain ends with it and the other's begins with it, or the other way round: in
/// a path it is exact, and needs no price.
fn is_step(problem: &Problem<'_>, pair: &PricedPair, layout: &Layout, model: &mut Model) -> bool {
    let is_meeting = |index: ActivityIndex| matches!(problem.activity(index).kind, Kind::Meeting(_));
    if is_meeting(pair.one) || is_meeting(pair.other) {
        return false;
    }
    let ending = |index: ActivityIndex| model.chains.iter().position(|chain| chain.activities.last() == Some(&index.0));
    let beginning = |index: ActivityIndex| model.chains.iter().position(|chain| chain.activities.first() == Some(&index.0));
    let forward = ending(pair.one).zip(beginning(pair.other)).filter(|(one, other)| one != other);
    let backward = ending(pair.other).zip(beginning(pair.one)).filter(|(other, one)| one != other);
    let Some((before, after)) = forward.or(backward) else { return false };
    let pair = if forward.is_some() { pair.clone() } else { turned(pair, layout) };
    let later = model.chains[after].clone();
    let step = pair_joint(&pair);
    let chain = &mut model.chains[before];
    chain.activities.extend(later.activities);
    chain.steps.push(step);
    chain.steps.extend(later.steps);
    model.chains.remove(after);
    true
}

/// The same pair, told from the other.
fn turned(pair: &PricedPair, layout: &Layout) -> PricedPair {
    let width = layout.days(pair.other).len();
    let prices = (0..width).map(|other| pair.prices.iter().map(|row| row[other]).collect()).collect();
    PricedPair { one: pair.other, other: pair.one, tag: pair.tag, prices }
}

/// The step of a chain: by distance where the cost depends on that alone, which says most in least space.
fn step_joint(pair: &PricedPair, layout: &Layout, model: &mut Model, tables: &mut BTreeMap<Vec<Option<i64>>, u32>) -> Joint {
    if let Some(runs) = runs(pair) {
        return Joint::Runs(runs);
    }
    let days = |index: ActivityIndex| -> Vec<i32> { layout.days(index).iter().map(number_of).collect() };
    let Some((first, costs)) = by_distance(pair, &days(pair.one), &days(pair.other)) else { return matrix(pair) };
    let next = model.tables.len() as u32;
    let table = *tables.entry(costs.clone()).or_insert(next);
    if table == next {
        model.tables.push(costs.iter().map(|cost| cost.map_or(FORBIDDEN, number)).collect());
    }
    Joint::Distance { first, table }
}

fn pair_joint(pair: &PricedPair) -> Joint {
    runs(pair).map_or_else(|| matrix(pair), Joint::Runs)
}

fn matrix(pair: &PricedPair) -> Joint {
    Joint::Matrix(pair.prices.iter().flatten().map(|cost| cost.map_or(FORBIDDEN, number)).collect())
}

/// The costs by distance, from the least one on; none where two options of one distance cost differently.
fn by_distance(pair: &PricedPair, ones: &[i32], others: &[i32]) -> Option<(i32, Vec<Option<i64>>)> {
    let first = others.first()? - ones.last()?;
    let width = usize::try_from(others.last()? - ones.first()? - first + 1).ok()?;
    let mut costs: Vec<Option<Option<i64>>> = vec![None; width];
    for (one, row) in ones.iter().zip(&pair.prices) {
        for (other, cost) in others.iter().zip(row) {
            let at = &mut costs[usize::try_from(other - one - first).ok()?];
            if at.is_some_and(|known| known != *cost) {
                return None;
            }
            *at = Some(*cost);
        }
    }
    // A distance that no two options have can cost anything.
    Some((first, costs.into_iter().map(Option::flatten).collect()))
}

/// The runs of a pair that only forbids, where they never move back and none is empty before the last that is not.
fn runs(pair: &PricedPair) -> Option<Vec<(u32, u32)>> {
    let mut runs: Vec<(u32, u32)> = Vec::with_capacity(pair.prices.len());
    for row in &pair.prices {
        let from = row.iter().position(Option::is_some)?;
        let to = row.iter().rposition(Option::is_some)? + 1;
        if row[from..to].iter().any(|cost| *cost != Some(0)) {
            return None;
        }
        let (from, to) = (from as u32, to as u32);
        if runs.last().is_some_and(|last| from < last.0 || to < last.1) {
            return None;
        }
        runs.push((from, to));
    }
    Some(runs)
}

fn rows(posted: &Posted, meanings: &[Meaning], model: &mut Model) {
    for row in &posted.program.rows[posted.choices..] {
        let lowered = lowered(row, meanings);
        model.rows.push(lowered);
    }
}

fn lowered(row: &program::Row, meanings: &[Meaning]) -> Row {
    let mut singles: Vec<(u32, Option<u16>, u32, i32)> = Vec::new();
    let mut surpluses = Vec::new();
    for (column, coefficient) in &row.terms {
        match meanings[column.0] {
            Meaning::Day { activity, option } => singles.push((activity, None, option, *coefficient)),
            Meaning::Start { activity, option, start } => singles.push((activity, Some(start), option, *coefficient)),
            Meaning::Surplus(surplus) => surpluses.push((surplus, *coefficient)),
            Meaning::Nothing => {}
        }
    }
    singles.sort_unstable();
    let mut terms: Vec<Term> = Vec::new();
    for (activity, start, option, coefficient) in singles {
        match terms.last_mut() {
            Some(last) if (last.activity, last.start, last.coefficient, last.to) == (activity, start, coefficient, option) => {
                last.to += 1;
            }
            Some(_) | None => terms.push(Term { activity, from: option, to: option + 1, start, coefficient }),
        }
    }
    Row { terms, surpluses, right: row.right, is_equation: row.relation == Relation::Equal }
}
