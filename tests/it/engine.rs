//! The engine against exhaustive search and against a second solver, on random models; and the same answer every time.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::ops::ControlFlow;

use aarshjul::solve::engine::{Answer, Budget, Solution, solve};
use aarshjul::solve::judge::judge;
use aarshjul::solve::model::{Choice, Joint, Model};

use crate::random_model::{long_menus, middling, phases, rare, tiny};

const BUDGET: Budget = Budget { work: 1_000_000 };

fn solved(model: &Model) -> Solution {
    solve(model, BUDGET, &mut |_| ControlFlow::Continue(()))
}

/// What choices cost, in plain loops; none where they break something.
fn cost(model: &Model, chosen: &[Choice]) -> Option<i64> {
    let mut cost = 0.0;
    let local = |activity: usize| chosen[activity].option as usize - model.first_options[activity] as usize;
    let day = |activity: usize| model.options[chosen[activity].option as usize].day;
    let start = |activity: usize| {
        let menu = model.options[chosen[activity].option as usize].menu;
        model.menus[menu as usize][chosen[activity].start as usize]
    };
    for (activity, choice) in chosen.iter().enumerate() {
        cost += model.options[choice.option as usize].cost + start(activity).cost;
    }
    let mut joints: Vec<(&Joint, usize, usize)> = model.pairs.iter().map(|pair| (&pair.joint, pair.one, pair.other)).collect();
    for chain in &model.chains {
        for place in 1..chain.activities.len() {
            joints.push((&chain.steps[place - 1], chain.activities[place - 1], chain.activities[place]));
        }
    }
    for (joint, one, other) in joints {
        cost += match joint {
            Joint::Distance { first, table } => {
                let place = day(other) - day(one) - first;
                *model.tables[*table as usize].get(usize::try_from(place).ok()?)?
            }
            Joint::Runs(runs) => {
                let (from, to) = runs[local(one)];
                if local(other) < from as usize || local(other) >= to as usize {
                    return None;
                }
                0.0
            }
            Joint::Matrix(costs) => {
                let width = model.first_options[other + 1] - model.first_options[other];
                costs[local(one) * width as usize + local(other)]
            }
        };
    }
    for (resource, capacity) in model.capacities.iter().enumerate() {
        let mut taken: Vec<(i32, i32, i32)> = Vec::new();
        for activity in 0..chosen.len() {
            for used in model.uses[activity].iter().filter(|used| used.resource as usize == resource) {
                taken.push((day(activity), start(activity).from - used.margin, start(activity).to + used.margin));
            }
        }
        for (day, from, to) in &taken {
            let on_day = taken.iter().filter(|other| other.0 == *day).count();
            if capacity.a_day.is_some_and(|a_day| on_day > a_day as usize) {
                return None;
            }
            for minute in *from..*to {
                let held = taken.iter().filter(|other| other.0 == *day && other.1 <= minute && minute < other.2).count();
                if held > capacity.at_once as usize {
                    return None;
                }
            }
        }
    }
    if cost.is_infinite() {
        return None;
    }
    let sums: Vec<i64> = model
        .rows
        .iter()
        .map(|row| {
            let mut sum = -i64::from(row.right);
            for term in &row.terms {
                let activity = term.activity as usize;
                let is_within = term.from as usize <= local(activity) && local(activity) < term.to as usize;
                if is_within && (term.start.is_none() || term.start == Some(chosen[activity].start)) {
                    sum += i64::from(term.coefficient);
                }
            }
            sum
        })
        .collect();
    let cost = format!("{cost}").parse::<i64>().unwrap();
    let mut values = vec![0_u32; model.surpluses.len()];
    least_surplus(model, &sums, &mut values, 0).map(|surplus| cost + surplus)
}

/// The least that surpluses cost with which all rows hold: all values are tried.
fn least_surplus(model: &Model, sums: &[i64], values: &mut [u32], place: usize) -> Option<i64> {
    if place < values.len() {
        let each = (0..=model.surpluses[place].most).map(|value| {
            values[place] = value;
            least_surplus(model, sums, values, place + 1)
        });
        return each.flatten().min();
    }
    for (row, sum) in model.rows.iter().zip(sums) {
        let mut sum = *sum;
        for (surplus, coefficient) in &row.surpluses {
            sum += i64::from(*coefficient) * i64::from(values[*surplus as usize]);
        }
        if sum > 0 || (row.is_equation && sum != 0) {
            return None;
        }
    }
    let cost: f64 = model.surpluses.iter().zip(values).map(|(surplus, value)| surplus.cost * f64::from(*value)).sum();
    Some(format!("{cost}").parse().unwrap())
}

/// The least cost of all choices there are; the judge is asked about each too.
fn least(model: &Model, seed: u64) -> Option<i64> {
    let activities = model.first_options.len() - 1;
    let choices: Vec<Vec<Choice>> = (0..activities)
        .map(|activity| {
            let options = model.first_options[activity]..model.first_options[activity + 1];
            let of_option = |option: u32| {
                let menu = &model.menus[model.options[option as usize].menu as usize];
                (0..u16::try_from(menu.len()).unwrap()).map(move |start| Choice { option, start })
            };
            options.flat_map(of_option).collect()
        })
        .collect();
    let mut places = vec![0_usize; activities];
    let mut least: Option<i64> = None;
    loop {
        let chosen: Vec<Choice> = places.iter().zip(&choices).map(|(place, choices)| choices[*place]).collect();
        let cost = cost(model, &chosen);
        let verdict = judge(model, &chosen);
        assert_eq!(verdict.broken == 0, cost.is_some(), "seed {seed}: {chosen:?} {verdict:?} {model:#?}");
        if let Some(cost) = cost {
            assert_eq!(format!("{}", verdict.cost), format!("{cost}"), "seed {seed}: {chosen:?} {model:#?}");
            least = Some(least.map_or(cost, |least| least.min(cost)));
        }
        let Some(next) = (0..activities).find(|activity| places[*activity] + 1 < choices[*activity].len()) else {
            return least;
        };
        places[next] += 1;
        places[..next].fill(0);
    }
}

fn schedules(model: &Model) -> usize {
    let of = |activity: usize| model.options_of(activity).map(|option| model.starts(option).len()).sum::<usize>();
    (0..model.activities()).map(of).fold(1, usize::saturating_mul)
}

/// How many models could be met, and how many could not.
fn compare(seeds: std::ops::Range<u64>, made: fn(u64) -> Model, most: usize) -> (usize, usize) {
    let (mut feasible, mut infeasible) = (0, 0);
    let mut wrong = Vec::new();
    for seed in seeds {
        let model = made(seed);
        if schedules(&model) > most {
            continue;
        }
        let least = least(&model, seed);
        match (&solved(&model).answer, least) {
            (Answer::Schedule { chosen, cost: told, bound }, Some(least))
                if cost(&model, chosen) == Some(*told) && (*told, *bound) == (least, least) =>
            {
                feasible += 1;
            }
            (Answer::Infeasible, None) => infeasible += 1,
            (answer, least) => wrong.push(format!("seed {seed}: {answer:?}, but the least cost is {least:?}")),
        }
    }
    assert!(wrong.is_empty(), "{} are wrong: {wrong:#?}", wrong.len());
    (feasible, infeasible)
}

#[test]
fn the_optimum_of_tiny_models_is_that_of_exhaustive_search() {
    let (feasible, infeasible) = compare(0..2_400, tiny, 1_500);
    assert!(feasible + infeasible >= 2_000 && feasible >= 800 && infeasible >= 400, "{feasible} {infeasible}");
}

#[test]
#[ignore = "takes many minutes: for the night"]
fn the_optimum_of_very_many_tiny_models_is_that_of_exhaustive_search() {
    let (feasible, infeasible) = compare(10_000..125_000, tiny, 3_000);
    assert!(feasible + infeasible >= 100_000, "{feasible} {infeasible}");
}

#[test]
fn what_models_rarely_say_is_decided_like_exhaustive_search() {
    let (feasible, infeasible) = compare(0..500, rare, 1_500);
    assert!(feasible >= 100 && infeasible >= 100, "{feasible} {infeasible}");
}

#[test]
fn phases_with_lags_and_a_shared_capacity_are_decided_like_exhaustive_search() {
    let (feasible, infeasible) = compare(0..300, phases, 5_000);
    assert!(feasible >= 60 && infeasible * 5 >= feasible + infeasible, "{feasible} {infeasible}");
}

#[test]
fn threads_and_repetition_change_nothing() {
    let pool = |threads: usize| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let (one, two) = (pool(1), pool(2));
    // Also where the work ends before the proof.
    let solved = |model: &Model, work: u64| solve(model, Budget { work }, &mut |_| ControlFlow::Continue(()));
    for seed in 0..50 {
        let model = middling(seed, (30, 60));
        let work = if seed.is_multiple_of(10) { 2_000 } else { 300 };
        let alone = one.install(|| solved(&model, work));
        assert_eq!(alone, two.install(|| solved(&model, work)), "seed {seed}");
        assert_eq!(alone, two.install(|| solved(&model, work)), "seed {seed}");
    }
}

#[test]
fn long_menus_are_solved_like_short_ones() {
    for seed in 0..20 {
        let model = long_menus(seed);
        let plain = crate::second_solver::least(&crate::second_solver::plain(&model));
        let Answer::Schedule { chosen, cost: told, bound } = solved(&model).answer else {
            panic!("seed {seed}: there is room for all");
        };
        assert_eq!((cost(&model, &chosen), Some(told), Some(bound)), (plain, plain, plain), "seed {seed}");
    }
}
