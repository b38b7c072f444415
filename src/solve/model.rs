//! The problem as the engine sees it: activities with options, chains of them, pairs, resources and rows. Knows no rule.
//!
//! An *option* is a day of an activity; which start it takes is chosen from the option's *menu*. Costs are whole numbers.
//! Options stand in order of their days, activity by activity, so that all that is said of options is an array.

use std::borrow::Cow;
use std::ops::Range;

/// No day, or no two days, of this cost can be chosen.
pub const FORBIDDEN: f64 = f64::INFINITY;

/// Which activity, in the order of the problem.
pub type ActivityNumber = usize;
/// Which option of all options of all activities.
pub type OptionNumber = usize;

/// A day of an activity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayOption {
    /// A number that grows by 1 from a day to the next. Only differences matter, and which days are the same.
    pub day: i32,
    /// What the day costs, with the cheapest start of its menu.
    pub cost: f64,
    /// Which menu it has.
    pub menu: u32,
}

/// A start that can be chosen on a day: what it takes and what it costs beyond the cheapest one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Start {
    /// The first minute of the day that is taken.
    pub from: i32,
    /// The minute after the last one.
    pub to: i32,
    /// What it costs beyond the cheapest start of the menu, at least 0.
    pub cost: f64,
}

/// A person or room that an activity takes while it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    /// Which resource.
    pub resource: u32,
    /// So many minutes before and after as well.
    pub margin: i32,
}

/// How many activities can take a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity {
    /// At any one moment.
    pub at_once: u32,
    /// On any one day, whenever that is.
    pub a_day: Option<u32>,
}

/// What two options cost together.
#[derive(Debug, Clone, PartialEq)]
pub enum Joint {
    /// By how many days the other lies after the one: `costs[days - first]`, and forbidden outside.
    Distance {
        /// The least number of days that is allowed.
        first: i32,
        /// Which table of costs.
        table: u32,
    },
    /// Free of charge within a run `from..to` of the other's options for each option of the one, forbidden outside. Both
    /// ends of the runs never move back.
    Runs(Vec<(u32, u32)>),
    /// By option of the one and option of the other, row by row.
    Matrix(Vec<f64>),
}

/// Activities in a row, each judged together with the next: a path through one option each.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    /// The activities.
    pub activities: Vec<ActivityNumber>,
    /// What each and the next cost together; one less than activities.
    pub steps: Vec<Joint>,
}

/// Two activities of different chains, or not successive in one, judged together.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The one.
    pub one: ActivityNumber,
    /// The other.
    pub other: ActivityNumber,
    /// What two options cost together.
    pub joint: Joint,
}

/// A term of a row: the coefficient of some options in a row of one activity, or of one start on them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Term {
    /// Whose options.
    pub activity: u32,
    /// The first, counted within the activity.
    pub from: u32,
    /// The one after the last.
    pub to: u32,
    /// Which start of the menu alone; none where all starts count.
    pub start: Option<u16>,
    /// The coefficient.
    pub coefficient: i32,
}

/// A column besides the options: what a soft row is broken by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Surplus {
    /// The most it can be; it is whole and at least 0.
    pub most: u32,
    /// What one unit costs.
    pub cost: f64,
}

/// A row: the sum of its terms is at most its right-hand side, or equal to it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Terms of options and starts.
    pub terms: Vec<Term>,
    /// Terms of surpluses: which, and its coefficient.
    pub surpluses: Vec<(u32, i32)>,
    /// The right-hand side.
    pub right: i32,
    /// Whether the sum must be equal to it.
    pub is_equation: bool,
}

/// A problem: choose one option, with one start, of every activity, at least cost.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Model {
    /// Where the options of each activity begin, and where those of the last one end.
    pub first_options: Vec<u32>,
    /// All options.
    pub options: Vec<DayOption>,
    /// Menus of starts. The first start of a menu is one of the cheapest.
    pub menus: Vec<Vec<Start>>,
    /// What each activity takes.
    pub uses: Vec<Vec<Use>>,
    /// How much there is of each resource.
    pub capacities: Vec<Capacity>,
    /// Each activity is in one chain.
    pub chains: Vec<Chain>,
    /// What couples two activities.
    pub pairs: Vec<Pair>,
    /// What couples more.
    pub rows: Vec<Row>,
    /// The other columns of rows.
    pub surpluses: Vec<Surplus>,
    /// Tables of costs by distance.
    pub tables: Vec<Vec<f64>>,
}

/// The day and the start that an activity gets: an option, counted over all activities, and a position in its menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    /// The option.
    pub option: u32,
    /// The start.
    pub start: u16,
}

impl Model {
    /// How many activities there are.
    pub fn activities(&self) -> usize {
        self.first_options.len().saturating_sub(1)
    }

    /// The options of an activity.
    pub fn options_of(&self, activity: ActivityNumber) -> Range<OptionNumber> {
        self.first_options[activity] as usize..self.first_options[activity + 1] as usize
    }

    /// The terms that count one start alone: for each option that they count and that has this start the option, the row, the
    /// start and the coefficient.
    pub fn start_terms(&self) -> impl Iterator<Item = (OptionNumber, u32, u16, i32)> + Clone {
        let terms = self.rows.iter().enumerate().flat_map(|(row, content)| content.terms.iter().map(move |term| (row, term)));
        terms.filter_map(|(row, term)| Some((row, term, term.start?))).flat_map(move |(row, term, start)| {
            let first = self.first_options[term.activity as usize];
            let options = (first + term.from..first + term.to).map(|option| option as usize);
            let that_have_it = options.filter(move |option| usize::from(start) < self.starts(*option).len());
            that_have_it.map(move |option| (option, row as u32, start, term.coefficient))
        })
    }

    /// The starts of an option.
    pub fn starts(&self, option: OptionNumber) -> &[Start] {
        &self.menus[self.options[option].menu as usize]
    }

    /// What two options cost together, each counted within its activity.
    pub fn joint_cost(&self, joint: &Joint, one: (ActivityNumber, usize), other: (ActivityNumber, usize)) -> f64 {
        match joint {
            Joint::Distance { first, table } => {
                let day = |(activity, option): (ActivityNumber, usize)| {
                    self.options[self.first_options[activity] as usize + option].day
                };
                let distance = day(other) - day(one) - first;
                let costs = &self.tables[*table as usize];
                usize::try_from(distance).ok().and_then(|distance| costs.get(distance)).copied().unwrap_or(FORBIDDEN)
            }
            Joint::Runs(runs) => {
                let (from, to) = runs[one.1];
                let within = (from as usize..to as usize).contains(&other.1);
                if within { 0.0 } else { FORBIDDEN }
            }
            Joint::Matrix(costs) => costs[one.1 * self.options_of(other.0).len() + other.1],
        }
    }

    /// What a pair costs, row by row as in a matrix; none where it forbids by runs.
    pub fn pair_costs<'c>(&self, pair: &'c Pair) -> Option<Cow<'c, [f64]>> {
        match &pair.joint {
            Joint::Runs(_) => None,
            Joint::Matrix(costs) => Some(Cow::Borrowed(costs)),
            Joint::Distance { .. } => {
                let (ones, others) = (self.options_of(pair.one).len(), self.options_of(pair.other).len());
                let cost = |at: usize| self.joint_cost(&pair.joint, (pair.one, at / others), (pair.other, at % others));
                Some((0..ones * others).map(cost).collect())
            }
        }
    }
}
