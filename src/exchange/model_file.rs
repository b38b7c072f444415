//! Any problem as the engine sees it, as JSON, and back: so that what a plan asks can be replayed elsewhere. The format is told
//! in `docs/problem-format.md`.

use serde::{Deserialize, Serialize};

use crate::solve::model::{Capacity, Chain, Choice, DayOption, FORBIDDEN, Joint, Model, Pair, Row, Start, Surplus, Term, Use};

/// The name of the format and its version.
const FORMAT: &str = "aarshjul-problem/1";

/// A problem file.
#[derive(Debug, Serialize, Deserialize)]
pub struct ModelFile {
    format: String,
    activities: Vec<Activity>,
    menus: Vec<Vec<(i32, i32, i64)>>,
    resources: Vec<(u32, Option<u32>)>,
    chains: Vec<ChainText>,
    pairs: Vec<PairText>,
    rows: Vec<RowText>,
    surpluses: Vec<(u32, i64)>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Activity {
    id: String,
    options: Vec<(i32, i64, u32)>,
    uses: Vec<(u32, i32)>,
}

#[derive(Debug, Serialize, Deserialize)]
struct ChainText {
    activities: Vec<usize>,
    steps: Vec<JointText>,
}

#[derive(Debug, Serialize, Deserialize)]
struct PairText {
    one: usize,
    other: usize,
    joint: JointText,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum JointText {
    Distance { first: i32, costs: Vec<Option<i64>> },
    Runs(Vec<(u32, u32)>),
    Matrix(Vec<Option<i64>>),
}

#[derive(Debug, Serialize, Deserialize)]
struct RowText {
    terms: Vec<(u32, u32, u32, Option<u16>, i32)>,
    surpluses: Vec<(u32, i32)>,
    right: i32,
    equal: bool,
}

/// A cost as it is written; none where it is forbidden.
fn whole(cost: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "costs are whole and far below 2^53")]
    let whole = cost.round() as i64;
    cost.is_finite().then_some(whole)
}

fn number(cost: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "costs are far below 2^53")]
    let number = cost as f64;
    number
}

fn known(cost: f64) -> i64 {
    whole(cost).unwrap_or_default()
}

fn costs(costs: &[f64]) -> Vec<Option<i64>> {
    costs.iter().map(|cost| whole(*cost)).collect()
}

fn numbers(costs: &[Option<i64>]) -> Vec<f64> {
    costs.iter().map(|cost| cost.map_or(FORBIDDEN, number)).collect()
}

impl ModelFile {
    /// The file of a model whose activities have these ids.
    pub fn of(model: &Model, ids: &[String]) -> ModelFile {
        let joint = |joint: &Joint| match joint {
            Joint::Distance { first, table } => {
                JointText::Distance { first: *first, costs: costs(&model.tables[*table as usize]) }
            }
            Joint::Runs(runs) => JointText::Runs(runs.clone()),
            Joint::Matrix(matrix) => JointText::Matrix(costs(matrix)),
        };
        let activity = |(index, id): (usize, &String)| Activity {
            id: id.clone(),
            options: model.options[model.options_of(index)]
                .iter()
                .map(|option| (option.day, known(option.cost), option.menu))
                .collect(),
            uses: model.uses[index].iter().map(|taken| (taken.resource, taken.margin)).collect(),
        };
        let chain =
            |chain: &Chain| ChainText { activities: chain.activities.clone(), steps: chain.steps.iter().map(joint).collect() };
        let row = |row: &Row| RowText {
            terms: row.terms.iter().map(|term| (term.activity, term.from, term.to, term.start, term.coefficient)).collect(),
            surpluses: row.surpluses.clone(),
            right: row.right,
            equal: row.is_equation,
        };
        let menu = |menu: &Vec<Start>| menu.iter().map(|start| (start.from, start.to, known(start.cost))).collect();
        ModelFile {
            format: FORMAT.to_owned(),
            activities: ids.iter().enumerate().map(activity).collect(),
            menus: model.menus.iter().map(menu).collect(),
            resources: model.capacities.iter().map(|capacity| (capacity.at_once, capacity.a_day)).collect(),
            chains: model.chains.iter().map(chain).collect(),
            pairs: model
                .pairs
                .iter()
                .map(|pair| PairText { one: pair.one, other: pair.other, joint: joint(&pair.joint) })
                .collect(),
            rows: model.rows.iter().map(row).collect(),
            surpluses: model.surpluses.iter().map(|surplus| (surplus.most, known(surplus.cost))).collect(),
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// What is wrong with it, in words: another format, a missing field, or a number that names nothing.
    pub fn parse(text: &str) -> Result<ModelFile, String> {
        let file: ModelFile = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if file.format != FORMAT {
            return Err(format!("the format is `{}`, and `{FORMAT}` is read", file.format));
        }
        file.check()?;
        Ok(file)
    }

    /// What is wrong with the numbers of a file.
    fn check(&self) -> Result<(), String> {
        let activities = self.activities.len();
        let fault = |is_right: bool, what: String| if is_right { Ok(()) } else { Err(what) };
        for activity in &self.activities {
            let menus =
                activity.options.iter().all(|(_, _, menu)| self.menus.get(*menu as usize).is_some_and(|menu| !menu.is_empty()));
            fault(menus, format!("`{}` has an option without a menu", activity.id))?;
            let days = activity.options.windows(2).all(|pair| pair[0].0 < pair[1].0);
            fault(days, format!("the options of `{}` are not in order of their days", activity.id))?;
            let uses = activity.uses.iter().all(|(resource, _)| (*resource as usize) < self.resources.len());
            fault(uses, format!("`{}` uses an unknown resource", activity.id))?;
        }
        let mut chained = vec![0; activities];
        for chain in &self.chains {
            fault(chain.activities.len() == chain.steps.len() + 1, "a chain has one step less than activities".to_owned())?;
            for activity in &chain.activities {
                *chained.get_mut(*activity).ok_or("a chain names an unknown activity")? += 1;
            }
            for (ends, step) in chain.activities.windows(2).zip(&chain.steps) {
                self.check_joint(step, ends[0], ends[1])?;
            }
        }
        fault(chained.iter().all(|count| *count == 1), "each activity is in one chain".to_owned())?;
        for pair in &self.pairs {
            fault(pair.one < activities && pair.other < activities, "a pair names an unknown activity".to_owned())?;
            fault(!matches!(pair.joint, JointText::Distance { .. }), "a pair is told by `runs` or `matrix`".to_owned())?;
            self.check_joint(&pair.joint, pair.one, pair.other)?;
        }
        for row in &self.rows {
            let terms = row.terms.iter().all(|(activity, from, to, ..)| {
                let options = self.activities.get(*activity as usize).map_or(0, |activity| activity.options.len());
                from <= to && *to as usize <= options
            });
            let surpluses = row.surpluses.iter().all(|(surplus, _)| (*surplus as usize) < self.surpluses.len());
            fault(terms && surpluses, "a row names options or surpluses that are not there".to_owned())?;
        }
        Ok(())
    }

    fn check_joint(&self, joint: &JointText, one: usize, other: usize) -> Result<(), String> {
        let count = |activity: usize| self.activities[activity].options.len();
        let fits = match joint {
            JointText::Distance { .. } => true,
            JointText::Runs(runs) => {
                runs.len() == count(one) && runs.iter().all(|(from, to)| from <= to && *to as usize <= count(other))
            }
            JointText::Matrix(costs) => costs.len() == count(one) * count(other),
        };
        if fits { Ok(()) } else { Err(format!("what {one} and {other} cost together does not fit their options")) }
    }

    /// The model of the file.
    pub fn model(&self) -> Model {
        let mut model = Model { first_options: vec![0], ..Model::default() };
        for activity in &self.activities {
            let options = activity.options.iter();
            model.options.extend(options.map(|(day, cost, menu)| DayOption { day: *day, cost: number(*cost), menu: *menu }));
            model.first_options.push(u32::try_from(model.options.len()).unwrap_or(u32::MAX));
            model
                .uses
                .push(activity.uses.iter().map(|(resource, margin)| Use { resource: *resource, margin: *margin }).collect());
        }
        let start = |(from, to, cost): &(i32, i32, i64)| Start { from: *from, to: *to, cost: number(*cost) };
        model.menus = self.menus.iter().map(|menu| menu.iter().map(start).collect()).collect();
        model.capacities = self.resources.iter().map(|(at_once, a_day)| Capacity { at_once: *at_once, a_day: *a_day }).collect();
        for chain in &self.chains {
            let steps = chain.steps.iter().map(|step| joint(step, &mut model)).collect();
            model.chains.push(Chain { activities: chain.activities.clone(), steps });
        }
        for pair in &self.pairs {
            let joint = joint(&pair.joint, &mut model);
            model.pairs.push(Pair { one: pair.one, other: pair.other, joint });
        }
        let term = |(activity, from, to, start, coefficient): &(u32, u32, u32, Option<u16>, i32)| Term {
            activity: *activity,
            from: *from,
            to: *to,
            start: *start,
            coefficient: *coefficient,
        };
        let row = |row: &RowText| Row {
            terms: row.terms.iter().map(term).collect(),
            surpluses: row.surpluses.clone(),
            right: row.right,
            is_equation: row.equal,
        };
        model.rows = self.rows.iter().map(row).collect();
        model.surpluses = self.surpluses.iter().map(|(most, cost)| Surplus { most: *most, cost: number(*cost) }).collect();
        model
    }
}

fn joint(text: &JointText, model: &mut Model) -> Joint {
    match text {
        JointText::Distance { first, costs } => {
            model.tables.push(numbers(costs));
            Joint::Distance { first: *first, table: u32::try_from(model.tables.len() - 1).unwrap_or(u32::MAX) }
        }
        JointText::Runs(runs) => Joint::Runs(runs.clone()),
        JointText::Matrix(costs) => Joint::Matrix(numbers(costs)),
    }
}

/// A solution: for each activity its option, counted within it, and the position of its start in the menu.
pub fn solution(model: &Model, chosen: &[Choice]) -> String {
    let choice =
        |(activity, choice): (usize, &Choice)| format!("[{},{}]", choice.option - model.first_options[activity], choice.start);
    let choices: Vec<String> = chosen.iter().enumerate().map(choice).collect();
    format!("{{\"choices\":[{}]}}\n", choices.join(","))
}
