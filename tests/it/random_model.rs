//! Random models of the engine: tiny ones of everything a model can say, phases with lags that share a capacity, and
//! middling ones with a schedule hidden in them. The same seed gives the same model.

use aarshjul::solve::model::{Capacity, Chain, DayOption, FORBIDDEN, Joint, Model, Pair, Row, Start, Surplus, Term, Use};

/// A generator of numbers: `SplitMix64` (G. Steele, D. Lea, C. Flood, 2014).
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn of(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x2545_f491_4f6c_dd1d))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from the one to the other, both included.
    pub(crate) fn roll(&mut self, least: i32, most: i32) -> i32 {
        let width = u64::try_from(most - least + 1).unwrap();
        least + i32::try_from(self.next() % width).unwrap()
    }

    pub(crate) fn count(&mut self, least: usize, most: usize) -> usize {
        usize::try_from(self.roll(i32::try_from(least).unwrap(), i32::try_from(most).unwrap())).unwrap()
    }

    /// True so many times in a hundred.
    pub(crate) fn percent(&mut self, percent: i32) -> bool {
        self.roll(1, 100) <= percent
    }

    fn cost(&mut self, most: i32) -> f64 {
        if self.percent(40) { 0.0 } else { f64::from(self.roll(0, most)) }
    }
}

/// How large a model is.
struct Size {
    activities: usize,
    options: (usize, usize),
    days: i32,
    chain: usize,
    resources: usize,
    pairs: usize,
    rows: usize,
    /// Choices that everything is made to allow; what does not matter where there are none.
    hides: bool,
}

/// A tiny model: everything that a model can say, also what cannot be met.
pub(crate) fn tiny(seed: u64) -> Model {
    let mut dice = Dice::of(seed);
    let activities = if dice.percent(1) { 0 } else { dice.count(2, 6) };
    let options = (1, if activities > 4 { 2 } else { 4 });
    let size = Size {
        activities,
        options,
        days: dice.roll(4, 8),
        chain: dice.count(1, 4),
        resources: dice.count(0, 3),
        pairs: dice.count(0, 3),
        rows: dice.count(0, 4),
        hides: dice.percent(60),
    };
    model(&mut dice, &size)
}

/// A tiny model with what rules do not write today: days and resources that nobody can have, surpluses that count twice, and
/// equations with a surplus.
pub(crate) fn rare(seed: u64) -> Model {
    let mut model = tiny(seed ^ 0xfaded);
    let mut dice = Dice::of(seed);
    let kind = dice.roll(0, 3);
    for option in model.options.iter_mut().filter(|_| kind == 0) {
        option.cost = if dice.percent(25) { FORBIDDEN } else { option.cost };
    }
    for capacity in model.capacities.iter_mut().filter(|_| kind == 1) {
        let a_day = if dice.percent(50) { Some(0) } else { capacity.a_day };
        *capacity = Capacity { at_once: u32::from(a_day.is_some() || dice.percent(50)), a_day };
    }
    for (surplus, coefficient) in model.rows.iter_mut().filter(|_| kind == 2).flat_map(|row| &mut row.surpluses) {
        model.surpluses[*surplus as usize].most += 1;
        *coefficient = if *coefficient < 0 { -2 } else { *coefficient };
    }
    for row in model.rows.iter_mut().filter(|row| kind == 3 && row.surpluses.iter().all(|(_, sign)| *sign < 0)) {
        row.is_equation = true;
    }
    model
}

/// A middling model, which can be met.
pub(crate) fn middling(seed: u64, activities: (usize, usize)) -> Model {
    let mut dice = Dice::of(seed);
    let activities = dice.count(activities.0, activities.1);
    let size = Size {
        activities,
        options: (4, 10),
        days: 40,
        chain: dice.count(3, 6),
        resources: activities / 4,
        pairs: activities / 4,
        rows: activities / 3,
        hides: true,
    };
    model(&mut dice, &size)
}

fn model(dice: &mut Dice, size: &Size) -> Model {
    let mut model = Model { first_options: vec![0], ..Model::default() };
    for _ in 0..4 {
        model.menus.push(menu(dice));
    }
    for _ in 0..size.activities {
        let count = dice.count(size.options.0, size.options.1);
        let first = dice.roll(0, size.days - i32::try_from(count).unwrap().min(size.days));
        let mut days: Vec<i32> = (0..count).map(|_| dice.roll(first, (first + size.days / 2).min(size.days))).collect();
        days.sort_unstable();
        days.dedup();
        for day in days {
            let menu = u32::try_from(dice.roll(0, 3)).unwrap();
            model.options.push(DayOption { day: 700_000 + day, cost: dice.cost(9), menu });
        }
        model.first_options.push(u32::try_from(model.options.len()).unwrap());
    }
    // The hidden choices: an option of each activity and a start of its menu.
    let hidden: Vec<(usize, usize)> = (0..size.activities)
        .map(|activity| {
            let options = model.options_of(activity);
            let local = dice.count(0, options.len() - 1);
            (local, dice.count(0, model.starts(options.start + local).len() - 1))
        })
        .collect();
    resources(dice, size, &hidden, &mut model);
    chains(dice, size, &hidden, &mut model);
    for _ in 0..size.pairs {
        let one = dice.count(0, size.activities.max(1) - 1);
        let other = dice.count(0, size.activities.max(1) - 1);
        if one != other {
            let joint = joint(dice, size, &hidden, &mut model, one, other);
            model.pairs.push(Pair { one, other, joint });
        }
    }
    rows(dice, size, &hidden, &mut model);
    model
}

fn menu(dice: &mut Dice) -> Vec<Start> {
    let count = dice.count(1, 3);
    let starts = (0..count).map(|place| {
        let from = dice.roll(0, 8);
        let cost = if place == 0 { 0.0 } else { dice.cost(4) };
        Start { from, to: from + dice.roll(1, 5), cost }
    });
    starts.collect()
}

fn resources(dice: &mut Dice, size: &Size, hidden: &[(usize, usize)], model: &mut Model) {
    for _ in 0..size.resources {
        let a_day = dice.percent(30).then(|| u32::try_from(dice.roll(1, 2)).unwrap());
        model.capacities.push(Capacity { at_once: if dice.percent(70) { 1 } else { 2 }, a_day });
    }
    model.uses = vec![Vec::new(); size.activities];
    let often = if size.resources > 4 { 12 } else { 50 };
    for resource in 0..size.resources {
        for activity in 0..size.activities {
            if !dice.percent(often) {
                continue;
            }
            let margin = if dice.percent(30) { dice.roll(1, 2) } else { 0 };
            model.uses[activity].push(Use { resource: u32::try_from(resource).unwrap(), margin });
            if size.hides && is_too_much(model, hidden, resource) {
                model.uses[activity].pop();
            }
        }
    }
}

/// Whether the hidden choices take a resource too often, looked at minute by minute.
fn is_too_much(model: &Model, hidden: &[(usize, usize)], resource: usize) -> bool {
    let mut taken: Vec<(i32, i32, i32)> = Vec::new();
    for (activity, (local, start)) in hidden.iter().enumerate() {
        let option = model.options_of(activity).start + local;
        let start = model.starts(option)[*start];
        for used in model.uses[activity].iter().filter(|used| used.resource as usize == resource) {
            taken.push((model.options[option].day, start.from - used.margin, start.to + used.margin));
        }
    }
    let capacity = model.capacities[resource];
    taken.iter().any(|(day, from, to)| {
        let on_day = taken.iter().filter(|other| other.0 == *day);
        let most = (*from..*to).map(|minute| on_day.clone().filter(|other| other.1 <= minute && minute < other.2).count()).max();
        most.unwrap_or(0) > capacity.at_once as usize || capacity.a_day.is_some_and(|a_day| on_day.count() > a_day as usize)
    })
}

fn chains(dice: &mut Dice, size: &Size, hidden: &[(usize, usize)], model: &mut Model) {
    let mut order: Vec<usize> = (0..size.activities).collect();
    for place in (1..order.len()).rev() {
        order.swap(place, dice.count(0, place));
    }
    let mut left = order.as_slice();
    while !left.is_empty() {
        let (own, others) = left.split_at(dice.count(1, size.chain).min(left.len()));
        left = others;
        let steps: Vec<Joint> = own.windows(2).map(|ends| joint(dice, size, hidden, model, ends[0], ends[1])).collect();
        model.chains.push(Chain { activities: own.to_vec(), steps });
    }
}

/// What two activities cost together, of any kind; it allows the hidden choices where there are some.
fn joint(dice: &mut Dice, size: &Size, hidden: &[(usize, usize)], model: &mut Model, one: usize, other: usize) -> Joint {
    let (ones, others) = (model.options_of(one), model.options_of(other));
    let (from, to) = (hidden[one].0, hidden[other].0);
    match dice.roll(0, 2) {
        0 => {
            let distance = model.options[others.start + to].day - model.options[ones.start + from].day;
            let span = i32::max(3, size.days / 4);
            let first = if size.hides { distance - dice.roll(0, span) } else { dice.roll(-span, span) };
            let last = if size.hides { distance + dice.roll(0, span) } else { first + dice.roll(0, span) };
            let mut table: Vec<f64> = (first..=last).map(|_| if dice.percent(15) { FORBIDDEN } else { dice.cost(6) }).collect();
            if size.hides {
                table[usize::try_from(distance - first).unwrap()] = dice.cost(6);
            }
            model.tables.push(table);
            Joint::Distance { first, table: u32::try_from(model.tables.len() - 1).unwrap() }
        }
        1 => {
            let most = others.len();
            let mut runs: Vec<(u32, u32)> = Vec::new();
            let (mut low, mut high) = (0, 1);
            for option in ones.clone().map(|option| option - ones.start) {
                low = (low + usize::from(dice.percent(50))).min(most - 1);
                high = dice.count(high.max(low + 1), most);
                if size.hides && option <= from {
                    low = low.min(to);
                }
                if size.hides && option >= from {
                    high = high.max(to + 1);
                }
                runs.push((u32::try_from(low).unwrap(), u32::try_from(high).unwrap()));
            }
            Joint::Runs(runs)
        }
        _ => {
            let mut costs: Vec<f64> =
                (0..ones.len() * others.len()).map(|_| if dice.percent(25) { FORBIDDEN } else { dice.cost(6) }).collect();
            if size.hides {
                costs[from * others.len() + to] = dice.cost(6);
            }
            Joint::Matrix(costs)
        }
    }
}

/// Rows with and without surplus. What relieves a row may burden a later one.
fn rows(dice: &mut Dice, size: &Size, hidden: &[(usize, usize)], model: &mut Model) {
    for _ in 0..size.rows {
        let mut row = Row { is_equation: dice.percent(15), ..Row::default() };
        let mut sum = 0;
        let terms = if size.activities == 0 || dice.percent(3) { 0 } else { dice.count(1, 5) };
        for _ in 0..terms {
            let activity = dice.count(0, size.activities - 1);
            let options = model.options_of(activity);
            let from = dice.count(0, options.len() - 1);
            let to = dice.count(from + 1, options.len());
            let start = dice.percent(35).then(|| u16::try_from(dice.roll(0, 1)).unwrap());
            let coefficient = [-2, -1, 1, 1, 2][dice.count(0, 4)];
            let counts =
                (from..to).contains(&hidden[activity].0) && start.is_none_or(|start| usize::from(start) == hidden[activity].1);
            sum += if counts { coefficient } else { 0 };
            let [from, to, activity] = [from, to, activity].map(|number| u32::try_from(number).unwrap());
            row.terms.push(Term { activity, from, to, start, coefficient });
        }
        let earlier = model.surpluses.len();
        if earlier > 0 && !row.is_equation && dice.percent(20) {
            let surplus = dice.count(0, earlier - 1);
            row.surpluses.push((u32::try_from(surplus).unwrap(), 1));
        }
        if !row.is_equation && dice.percent(50) {
            row.surpluses.push((u32::try_from(earlier).unwrap(), -1));
            model.surpluses.push(Surplus { most: u32::try_from(dice.roll(0, 3)).unwrap(), cost: dice.cost(7) });
        }
        row.right = match (size.hides, row.is_equation) {
            (true, true) => sum,
            (true, false) => sum + dice.roll(0, 1) + i32::from(row.surpluses.iter().any(|(_, sign)| *sign > 0)) * 3,
            (false, _) => dice.roll(-1, 2),
        };
        model.rows.push(row);
    }
}

/// Phases that last some days, start in their windows, follow each other with least and greatest lags, and share the hands
/// there are each day: resource-constrained projects with generalised precedence relations (RCPSP/max).
pub(crate) fn phases(seed: u64) -> Model {
    let mut dice = Dice::of(seed ^ 0x5eed);
    let mut model = Model { first_options: vec![0], menus: vec![vec![Start { from: 0, to: 0, cost: 0.0 }]], ..Model::default() };
    let phases = dice.count(3, 4);
    let (horizon, hands) = (dice.roll(6, 9), dice.roll(1, 3));
    let lasting: Vec<i32> = (0..phases).map(|_| dice.roll(1, 4)).collect();
    let asked: Vec<i32> = (0..phases).map(|_| dice.roll(1, hands)).collect();
    for (phase, days) in lasting.iter().enumerate() {
        let first = dice.roll(0, 1);
        for day in first..=(horizon - days).max(first) {
            model.options.push(DayOption { day, cost: dice.cost(4), menu: 0 });
        }
        model.first_options.push(u32::try_from(model.options.len()).unwrap());
        model.uses.push(Vec::new());
        model.chains.push(Chain { activities: vec![phase], steps: Vec::new() });
    }
    for (one, lasts) in lasting.iter().enumerate() {
        for other in one + 1..phases {
            if dice.percent(45) {
                let least = if dice.percent(70) { lasts + dice.roll(0, 1) } else { dice.roll(-2, 2) };
                let most = if dice.percent(60) { least + dice.roll(0, 2) } else { horizon };
                let joint = lag(&model, one, other, least, most);
                model.pairs.push(Pair { one, other, joint });
            }
        }
    }
    for day in 0..horizon + 3 {
        let mut row = Row { right: hands, ..Row::default() };
        for phase in 0..phases {
            let options = model.options_of(phase);
            for (local, option) in model.options[options].iter().enumerate() {
                if (option.day..option.day + lasting[phase]).contains(&day) {
                    let [activity, from] = [phase, local].map(|number| u32::try_from(number).unwrap());
                    row.terms.push(Term { activity, from, to: from + 1, start: None, coefficient: asked[phase] });
                }
            }
        }
        model.rows.push(row);
    }
    model
}

/// So many days from the start of the one to that of the other: runs where each start leaves some.
fn lag(model: &Model, one: usize, other: usize, least: i32, most: i32) -> Joint {
    let days = |activity: usize| model.options[model.options_of(activity)].iter().map(|option| option.day);
    let allowed: Vec<Vec<bool>> =
        days(one).map(|from| days(other).map(|to| (least..=most).contains(&(to - from))).collect()).collect();
    let run = |row: &Vec<bool>| {
        let from = row.iter().position(|allowed| *allowed)?;
        let to = row.iter().rposition(|allowed| *allowed)? + 1;
        Some((u32::try_from(from).unwrap(), u32::try_from(to).unwrap()))
    };
    let runs: Option<Vec<(u32, u32)>> = allowed.iter().map(run).collect();
    runs.map_or_else(
        || Joint::Matrix(allowed.into_iter().flatten().map(|allowed| if allowed { 0.0 } else { FORBIDDEN }).collect()),
        Joint::Runs,
    )
}

/// Two activities, or three, on one day and the next, with long menus, of which each two share a person.
pub(crate) fn long_menus(seed: u64) -> Model {
    let mut dice = Dice::of(seed ^ 0x10_06);
    let activities = dice.count(2, 3);
    let starts = if activities == 2 { dice.count(60, 300) } else { dice.count(64, 90) };
    let first = usize::try_from(dice.roll(40, 60)).unwrap();
    // The cheapest starts are the last ones, but for the first, which must be one of the cheapest and is of no use.
    let start = |place: usize| {
        let from = i32::try_from(place).unwrap();
        let cost = if place == 0 { 0 } else { 1 + from.abs_diff(i32::try_from(starts).unwrap() - 2) / 2 };
        Start { from, to: from + 2 + i32::try_from(place % 3).unwrap(), cost: f64::from(cost) }
    };
    let mut model = Model { first_options: vec![0], ..Model::default() };
    model.menus =
        vec![(0..starts).map(start).collect(), (first..starts).map(|place| Start { cost: 0.0, ..start(place) }).collect()];
    model.capacities = vec![Capacity { at_once: 1, a_day: None }; 3];
    for activity in 0..activities {
        for day in 0..u32::try_from(dice.roll(1, 2)).unwrap() {
            let cost = f64::from(dice.roll(0, 1) * 20 * i32::try_from(day).unwrap());
            model.options.push(DayOption { day: i32::try_from(day).unwrap(), cost, menu: u32::from(dice.percent(30)) });
        }
        model.first_options.push(u32::try_from(model.options.len()).unwrap());
        let uses = [activity, (activity + 1) % 3, (activity + 2) % 3].map(|resource| u32::try_from(resource).unwrap());
        let uses = uses.map(|resource| Use { resource, margin: i32::from(dice.percent(30)) });
        model.uses.push(uses[..dice.count(2, 3)].to_vec());
        model.chains.push(Chain { activities: vec![activity], steps: Vec::new() });
    }
    // The first start is of no use to anybody.
    let terms = (0..activities).map(|activity| {
        let to = u32::try_from(model.options_of(activity).len()).unwrap();
        Term { activity: u32::try_from(activity).unwrap(), from: 0, to, start: Some(0), coefficient: 1 }
    });
    model.rows = vec![Row { terms: terms.collect(), right: 0, ..Row::default() }];
    model
}
