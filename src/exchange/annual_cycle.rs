//! Problems in the neutral format that other solvers of annual cycles read, and solutions of them: JSON with days as
//! numbers, see `docs/problem-format.md`. Knows no plan.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "numbers of options, rows and prices and minutes of a day fit 32 bits, or the model would not fit into memory; costs are far below 2^53"
)]

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::solve::model::{Capacity, Chain, Choice, DayOption, Joint, Model, Pair, Row, Start, Surplus, Term, Use};

/// A problem.
#[derive(Debug, Deserialize)]
pub struct AnnualCycle {
    #[serde(rename = "D")]
    days: usize,
    work: Vec<u8>,
    bridge: Vec<u8>,
    school: Vec<u8>,
    week: Vec<i32>,
    wdow: Vec<u8>,
    persons: Vec<Person>,
    products: Vec<Product>,
    groups: Vec<Group>,
    meetings: Vec<Meeting>,
    phases: Vec<Phase>,
    prec: Vec<(usize, usize, i64, i64)>,
    teams: Vec<Team>,
    relations: Vec<Relation>,
    weights: Weights,
}

#[derive(Debug, Deserialize)]
struct Person {
    dcap: u32,
    wcap: u32,
    unavail: Vec<usize>,
}

#[derive(Debug, Deserialize)]
struct Product {
    wk_soft: i32,
    wk_hard: i32,
    w_soft: i64,
}

#[derive(Debug, Deserialize)]
struct Group {
    product: usize,
    attendees: Vec<usize>,
    dur: i32,
    starts: Vec<i32>,
    wd_allowed: Vec<u8>,
    pref_wd: u8,
    pref_start: i32,
    occ: Vec<usize>,
    gpref: Vec<i64>,
    gmin: Vec<i64>,
    gmax: Vec<i64>,
    tol: i64,
    closed: Vec<usize>,
}

#[derive(Debug, Deserialize)]
struct Meeting {
    group: usize,
    lo: usize,
    hi: usize,
    prev: Option<(i64, i64)>,
}

#[derive(Debug, Deserialize)]
struct Phase {
    dur: i64,
    lo: i64,
    hi: i64,
    pref: i64,
    team: usize,
    w: i64,
}

#[derive(Debug, Deserialize)]
struct Team {
    cap: i32,
}

#[derive(Debug, Deserialize)]
struct Relation {
    t: String,
    a: (String, usize),
    b: (String, usize),
    #[serde(default)]
    lo: i64,
    #[serde(default)]
    hi: i64,
}

#[derive(Debug, Deserialize)]
struct Weights {
    wd: i64,
    time: i64,
    bridge: i64,
    school: i64,
    space: i64,
    moved_day: i64,
    moved_time: i64,
}

fn number(cost: i64) -> f64 {
    cost as f64
}

impl AnnualCycle {
    /// Reads a problem.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(text: &str) -> Result<AnnualCycle, String> {
        let problem: AnnualCycle = serde_json::from_str(text).map_err(|error| error.to_string())?;
        problem.check()?;
        Ok(problem)
    }

    /// Whether every number names something that is there.
    fn check(&self) -> Result<(), String> {
        let fault = |holds: bool, what: &str| if holds { Ok(()) } else { Err(what.to_owned()) };
        let lists = [self.work.len(), self.bridge.len(), self.school.len(), self.week.len(), self.wdow.len()];
        fault(lists.iter().all(|list| *list >= self.days), "a list of days is shorter than `D`")?;
        let away = self.persons.iter().flat_map(|person| &person.unavail);
        let closed = self.groups.iter().flat_map(|group| &group.closed);
        fault(away.chain(closed).all(|day| *day < self.days), "a day is not before `D`")?;
        for group in &self.groups {
            fault(group.attendees.iter().all(|person| *person < self.persons.len()), "a group names an unknown person")?;
            fault(group.product < self.products.len(), "a group names an unknown product")?;
            fault(group.occ.iter().all(|meeting| *meeting < self.meetings.len()), "a group names an unknown meeting")?;
            let gaps = group.occ.len().saturating_sub(1);
            let has_gaps = [&group.gpref, &group.gmin, &group.gmax].iter().all(|list| list.len() >= gaps);
            fault(has_gaps && !group.starts.is_empty(), "a group has too few gaps or no starts")?;
        }
        for meeting in &self.meetings {
            fault(meeting.group < self.groups.len() && meeting.hi < self.days, "a meeting names an unknown group or day")?;
        }
        for phase in &self.phases {
            let is_right = phase.team < self.teams.len() && phase.lo <= phase.hi && phase.dur > 0;
            fault(is_right, "a phase names an unknown team, or has no days")?;
        }
        let phases = |phase: usize| phase < self.phases.len();
        fault(self.prec.iter().all(|(one, other, ..)| phases(*one) && phases(*other)), "`prec` names an unknown phase")?;
        let is_known = |(kind, index): &(String, usize)| match kind.as_str() {
            "m" => *index < self.meetings.len(),
            "ps" | "pe" => phases(*index),
            _ => false,
        };
        let relations = self.relations.iter();
        let known = relations.clone().all(|relation| is_known(&relation.a) && is_known(&relation.b));
        fault(known, "a relation names an unknown meeting or phase")?;
        let kinds = relations
            .clone()
            .all(|relation| relation.t == "lag" || (relation.t == "nsw" && relation.a.0 == "m" && relation.b.0 == "m"));
        fault(kinds, "a relation is a `lag`, or `nsw` of two meetings")
    }

    /// The model: meetings in order, then phases.
    pub fn model(&self) -> Model {
        let mut model = Model { first_options: vec![0], ..Model::default() };
        self.meetings(&mut model);
        self.phases(&mut model);
        self.chains(&mut model);
        self.phase_chains(&mut model);
        self.relations(&mut model);
        self.weeks(&mut model);
        self.teams(&mut model);
        model
    }

    fn meetings(&self, model: &mut Model) {
        model.capacities =
            self.persons.iter().map(|person| Capacity { at_once: 1, a_day: (person.dcap > 0).then_some(person.dcap) }).collect();
        let mut away = vec![vec![false; self.days]; self.persons.len()];
        for (person, away) in self.persons.iter().zip(&mut away) {
            person.unavail.iter().for_each(|day| away[*day] = true);
        }
        let closed: Vec<Vec<bool>> = self
            .groups
            .iter()
            .map(|group| {
                let mut closed: Vec<bool> =
                    (0..self.days).map(|day| self.work[day] == 0 || !group.wd_allowed.contains(&self.wdow[day])).collect();
                group.closed.iter().for_each(|day| closed[*day] = true);
                group
                    .attendees
                    .iter()
                    .for_each(|person| closed.iter_mut().zip(&away[*person]).for_each(|(closed, away)| *closed |= away));
                closed
            })
            .collect();
        let mut menus: BTreeMap<(usize, Option<i64>), (u32, i64)> = BTreeMap::new();
        let weights = &self.weights;
        for meeting in &self.meetings {
            let group = &self.groups[meeting.group];
            let announced = meeting.prev.map(|(_, start)| start);
            let (menu, base) = *menus.entry((meeting.group, announced)).or_insert_with(|| {
                let cost = |start: i32| {
                    i64::from(start != group.pref_start) * weights.time
                        + i64::from(announced.is_some_and(|announced| announced != i64::from(start))) * weights.moved_time
                };
                let base = group.starts.iter().map(|start| cost(*start)).min().unwrap_or(0);
                let mut starts: Vec<Start> = group
                    .starts
                    .iter()
                    .map(|start| Start { from: *start, to: start + group.dur, cost: number(cost(*start) - base) })
                    .collect();
                starts.sort_by(|one, other| one.cost.total_cmp(&other.cost));
                model.menus.push(starts);
                (model.menus.len() as u32 - 1, base)
            });
            for day in (meeting.lo..=meeting.hi).filter(|day| !closed[meeting.group][*day]) {
                let cost = i64::from(self.wdow[day] != group.pref_wd) * weights.wd
                    + i64::from(self.bridge[day]) * weights.bridge
                    + i64::from(self.school[day]) * weights.school
                    + i64::from(meeting.prev.is_some_and(|(announced, _)| announced != day as i64)) * weights.moved_day;
                model.options.push(DayOption { day: day as i32, cost: number(cost + base), menu });
            }
            model.first_options.push(model.options.len() as u32);
            model.uses.push(group.attendees.iter().map(|person| Use { resource: *person as u32, margin: 0 }).collect());
        }
    }

    fn phases(&self, model: &mut Model) {
        model.menus.push(vec![Start { from: 0, to: 0, cost: 0.0 }]);
        let menu = model.menus.len() as u32 - 1;
        for phase in &self.phases {
            let starts = phase.lo..=phase.hi;
            model.options.extend(starts.map(|start| DayOption {
                day: start as i32,
                cost: number(phase.w * (start - phase.pref).abs()),
                menu,
            }));
            model.first_options.push(model.options.len() as u32);
            model.uses.push(Vec::new());
        }
    }

    fn chains(&self, model: &mut Model) {
        let mut tables: BTreeMap<(i64, i64, i64, i64), u32> = BTreeMap::new();
        for group in self.groups.iter().filter(|group| !group.occ.is_empty()) {
            let mut steps = Vec::new();
            for gap in 0..group.occ.len() - 1 {
                let (least, most, ideal) = (group.gmin[gap], group.gmax[gap], group.gpref[gap]);
                let table = *tables.entry((least, most, ideal, group.tol)).or_insert_with(|| {
                    let cost = |days: i64| number(self.weights.space * ((days - ideal).abs() - group.tol).max(0));
                    model.tables.push((least..=most).map(cost).collect());
                    model.tables.len() as u32 - 1
                });
                steps.push(Joint::Distance { first: least as i32, table });
            }
            model.chains.push(Chain { activities: group.occ.clone(), steps });
        }
    }

    fn phase_number(&self, phase: usize) -> usize {
        self.meetings.len() + phase
    }

    /// Phases that follow each other are chains as far as each has one before and one after; the other lags are pairs.
    fn phase_chains(&self, model: &mut Model) {
        let (mut next, mut before) = (vec![None; self.phases.len()], vec![None; self.phases.len()]);
        let mut others = Vec::new();
        for lag in &self.prec {
            let (one, other, ..) = *lag;
            if next[one].is_none() && before[other].is_none() && one < other {
                next[one] = Some(lag);
                before[other] = Some(one);
            } else {
                others.push(lag);
            }
        }
        for first in (0..self.phases.len()).filter(|phase| before[*phase].is_none()) {
            let mut chain = Chain { activities: vec![self.phase_number(first)], steps: Vec::new() };
            let mut at = first;
            while let Some((_, other, least, most)) = next[at] {
                chain.steps.push(self.lag_runs(at, *other, *least, *most));
                chain.activities.push(self.phase_number(*other));
                at = *other;
            }
            model.chains.push(chain);
        }
        for (one, other, least, most) in others {
            let joint = self.lag_runs(*one, *other, *least, *most);
            model.pairs.push(Pair { one: self.phase_number(*one), other: self.phase_number(*other), joint });
        }
    }

    fn lag_runs(&self, one: usize, other: usize, least: i64, most: i64) -> Joint {
        let (earlier, later) = (&self.phases[one], &self.phases[other]);
        let length = earlier.dur - 1;
        let positions: Vec<i64> = (later.lo..=later.hi).collect();
        Joint::Runs(
            (earlier.lo..=earlier.hi).map(|start| run(&positions, start + length + least, start + length + most)).collect(),
        )
    }

    /// The working days of the options of an anchor.
    fn positions(&self, model: &Model, working: &[i64], anchor: &(String, usize)) -> (usize, Vec<i64>) {
        let (kind, index) = (anchor.0.as_str(), anchor.1);
        if kind == "m" {
            let days = &model.options[model.options_of(index)];
            return (index, days.iter().map(|option| working[option.day as usize]).collect());
        }
        let phase = &self.phases[index];
        let offset = if kind == "ps" { 0 } else { phase.dur - 1 };
        (self.phase_number(index), (phase.lo..=phase.hi).map(|start| start + offset).collect())
    }

    fn relations(&self, model: &mut Model) {
        let mut working = vec![0_i64];
        for work in &self.work {
            working.push(working[working.len() - 1] + i64::from(*work));
        }
        for relation in &self.relations {
            if relation.t == "lag" {
                let (one, ones) = self.positions(model, &working, &relation.a);
                let (other, others) = self.positions(model, &working, &relation.b);
                let runs = ones.iter().map(|at| run(&others, at + relation.lo, at + relation.hi)).collect();
                model.pairs.push(Pair { one, other, joint: Joint::Runs(runs) });
            } else {
                let mut weeks: BTreeMap<i32, Vec<Term>> = BTreeMap::new();
                for activity in [relation.a.1, relation.b.1] {
                    for (week, term) in self.week_terms(model, activity) {
                        weeks.entry(week).or_default().push(term);
                    }
                }
                let both = weeks.into_values().filter(|terms| terms.len() > 1);
                model.rows.extend(both.map(|terms| Row { terms, right: 1, ..Row::default() }));
            }
        }
    }

    /// The options of a meeting by week.
    fn week_terms(&self, model: &Model, activity: usize) -> Vec<(i32, Term)> {
        let options = &model.options[model.options_of(activity)];
        let mut terms = Vec::new();
        let mut from = 0;
        for run in options.chunk_by(|one, other| self.week[one.day as usize] == self.week[other.day as usize]) {
            let (from_, to) = (from as u32, (from + run.len()) as u32);
            terms.push((
                self.week[run[0].day as usize],
                Term { activity: activity as u32, from: from_, to, start: None, coefficient: 1 },
            ));
            from += run.len();
        }
        terms
    }

    fn weeks(&self, model: &mut Model) {
        let mut of_product: BTreeMap<(usize, i32), Vec<Term>> = BTreeMap::new();
        let mut of_person: BTreeMap<(usize, i32), Vec<Term>> = BTreeMap::new();
        for (activity, meeting) in self.meetings.iter().enumerate() {
            let group = &self.groups[meeting.group];
            for (week, term) in self.week_terms(model, activity) {
                of_product.entry((group.product, week)).or_default().push(term);
                for person in group.attendees.iter().filter(|person| self.persons[**person].wcap > 0) {
                    of_person.entry((*person, week)).or_default().push(term);
                }
            }
        }
        for ((product, _), mut terms) in of_product {
            terms.shrink_to_fit();
            let Product { wk_soft, wk_hard, w_soft } = self.products[product];
            if terms.len() > wk_soft as usize {
                model.surpluses.push(Surplus { most: (wk_hard - wk_soft) as u32, cost: number(w_soft) });
                let surplus = (model.surpluses.len() as u32 - 1, -1);
                model.rows.push(Row { terms, surpluses: vec![surplus], right: wk_soft, is_equation: false });
            }
        }
        for ((person, _), mut terms) in of_person {
            terms.shrink_to_fit();
            let most = self.persons[person].wcap;
            if terms.len() > most as usize {
                model.rows.push(Row { terms, right: most as i32, ..Row::default() });
            }
        }
    }

    fn teams(&self, model: &mut Model) {
        let mut used: BTreeMap<(usize, i64), Vec<Term>> = BTreeMap::new();
        for (index, phase) in self.phases.iter().enumerate() {
            for day in phase.lo..phase.hi + phase.dur {
                let (from, to) = ((day - phase.dur + 1).max(phase.lo) - phase.lo, day.min(phase.hi) - phase.lo + 1);
                let term = Term {
                    activity: self.phase_number(index) as u32,
                    from: from as u32,
                    to: to as u32,
                    start: None,
                    coefficient: 1,
                };
                used.entry((phase.team, day)).or_default().push(term);
            }
        }
        for ((team, _), terms) in used {
            let capacity = self.teams[team].cap;
            if terms.len() > capacity as usize {
                model.rows.push(Row { terms, right: capacity, ..Row::default() });
            }
        }
    }

    /// How many meetings there are: the first activities of the model; the others are phases.
    pub fn count(&self) -> usize {
        self.meetings.len()
    }
}

/// A solution as the format writes it: day and start of each of so many meetings, first working day of each phase.
pub fn solution(meetings: usize, model: &Model, chosen: &[Choice]) -> String {
    let day = |choice: &Choice| model.options[choice.option as usize].day;
    let (meetings, phases) = chosen.split_at(meetings);
    let start = |choice: &Choice| model.starts(choice.option as usize)[choice.start as usize].from;
    let meetings: Vec<String> = meetings.iter().map(|choice| format!("[{},{}]", day(choice), start(choice))).collect();
    let phases: Vec<String> = phases.iter().map(|choice| day(choice).to_string()).collect();
    format!("{{\"m\":[{}],\"p\":[{}]}}\n", meetings.join(","), phases.join(","))
}

/// The positions, which never fall, that lie from `least` to `most`.
fn run(positions: &[i64], least: i64, most: i64) -> (u32, u32) {
    let from = positions.partition_point(|position| *position < least);
    let to = positions.partition_point(|position| *position <= most);
    (from as u32, to.max(from) as u32)
}
