//! What is posted, as a constraint network: variables with values, what two days of two variables forbid, and sums. Costs and
//! rules are no part of it: only what cannot be.
//!
//! R. Dechter, "Constraint Processing", 2003, chapter 2. A variable is an activity, its values the starts of its days; one more
//! of two values stands for each column that a rule has of its own. The network is exact: values that satisfy it are a schedule.

use std::ops::Range;

use crate::constraint::layout::Layout;
use crate::constraint::pair::PricedPair;
use crate::constraint::post::Posted;
use crate::constraint::program::{Relation, Row};

/// Which variable: the activities by index, and then what rules have of their own.
pub type Variable = u32;
/// Which value of all values of all variables.
pub type Value = u32;
/// Which day of all days of all variables; a value has one.
pub type Day = u32;

/// Two variables, and which of their days can be together.
#[derive(Debug)]
pub struct Table {
    /// The one and the other.
    pub ends: [Variable; 2],
    /// For each day of the one the days of the other, and the other way round: sets of 64 days a word.
    pub allowed: [Vec<u64>; 2],
}

/// The values of one variable in a sum that count, with what each counts; all others count nothing.
#[derive(Debug)]
pub struct Group {
    /// The variable.
    pub variable: Variable,
    /// The values in order, and what they count.
    pub counted: Vec<(Value, i32)>,
    /// The least that any value of it counts.
    pub least: i64,
}

/// What the chosen values count together is at most so much.
#[derive(Debug)]
pub struct Sum {
    /// Variable by variable.
    pub groups: Vec<Group>,
    /// The most they can count.
    pub most: i64,
}

/// Variables with values, and what binds them.
#[derive(Debug, Default)]
pub struct Network {
    /// How many of the first variables are activities.
    pub activities: usize,
    /// Which variables must take a value: an activity that takes no part has none.
    pub is_open: Vec<bool>,
    /// What binds two.
    pub tables: Vec<Table>,
    /// What binds more.
    pub sums: Vec<Sum>,
    /// The tables of each variable.
    pub tables_of: Vec<Vec<u32>>,
    /// For each value the sums in which it counts more than nothing.
    pub raised_by: Vec<Vec<u32>>,
    /// For each value the sums in which it counts less than nothing.
    pub lowered_by: Vec<Vec<u32>>,
    /// The variable of each value.
    pub variable_of: Vec<Variable>,
    /// The day of each value.
    pub day_of: Vec<Day>,
    first_values: Vec<Value>,
    first_days: Vec<Day>,
    first_values_of_days: Vec<Value>,
}

impl Network {
    /// The network of what is posted.
    pub fn of(posted: &Posted) -> Network {
        let mut network = Network { activities: posted.layout.days.len(), ..Network::default() };
        let columns = network.variables(posted);
        for pair in posted.spacing.iter().chain(&posted.relations) {
            network.table(pair, &posted.layout);
        }
        for row in &posted.program.rows[posted.choices..] {
            network.sum(row, &columns);
        }
        network
    }

    /// The values of a variable.
    pub fn values(&self, variable: Variable) -> Range<Value> {
        self.first_values[variable as usize]..self.first_values[variable as usize + 1]
    }

    /// The days of a variable.
    pub fn days(&self, variable: Variable) -> Range<Day> {
        self.first_days[variable as usize]..self.first_days[variable as usize + 1]
    }

    /// The values of a day.
    pub fn values_of_day(&self, day: Day) -> Range<Value> {
        self.first_values_of_days[day as usize]..self.first_values_of_days[day as usize + 1]
    }

    /// How many variables there are.
    pub fn variables_count(&self) -> usize {
        self.is_open.len()
    }

    /// Adds the variables; tells which values each column of the program stands for.
    fn variables(&mut self, posted: &Posted) -> Vec<Range<Value>> {
        let Layout { days, takes_part, .. } = &posted.layout;
        let mut columns: Vec<Option<Range<Value>>> = vec![None; posted.program.columns.len()];
        for (days, takes_part) in days.iter().zip(takes_part) {
            self.begin(*takes_part);
            for day in days {
                let first = self.day(day.starts.len());
                for (value, start) in (first..).zip(&day.starts) {
                    columns[start.column.0] = Some(value..value + 1);
                }
                columns[day.column.0] = Some(first..first + day.starts.len() as u32);
            }
        }
        // What is left is a rule's own: 0 or 1, each a day of its own that no table speaks of.
        let columns: Vec<Range<Value>> = columns
            .into_iter()
            .map(|values| {
                values.unwrap_or_else(|| {
                    self.begin(true);
                    self.day(1);
                    let one = self.day(1);
                    one..one + 1
                })
            })
            .collect();
        self.first_values.push(self.variable_of.len() as u32);
        self.first_days.push(self.first_values_of_days.len() as u32);
        self.first_values_of_days.push(self.variable_of.len() as u32);
        self.tables_of = vec![Vec::new(); self.is_open.len()];
        self.raised_by = vec![Vec::new(); self.variable_of.len()];
        self.lowered_by = vec![Vec::new(); self.variable_of.len()];
        columns
    }

    fn begin(&mut self, is_open: bool) {
        self.is_open.push(is_open);
        self.first_values.push(self.variable_of.len() as u32);
        self.first_days.push(self.first_values_of_days.len() as u32);
    }

    /// Adds a day of the last variable with so many values; tells the first.
    fn day(&mut self, values: usize) -> Value {
        let first = self.variable_of.len() as u32;
        let day = self.first_values_of_days.len() as u32;
        self.first_values_of_days.push(first);
        self.variable_of.resize(first as usize + values, self.is_open.len() as u32 - 1);
        self.day_of.resize(first as usize + values, day);
        first
    }

    fn table(&mut self, pair: &PricedPair, layout: &Layout) {
        if !pair.forbids() {
            return;
        }
        let widths = [layout.days(pair.one).len(), layout.days(pair.other).len()];
        let words = widths.map(|width| width.div_ceil(64));
        let mut allowed = [vec![0; widths[0] * words[1]], vec![0; widths[1] * words[0]]];
        for (one, row) in pair.prices.iter().enumerate() {
            for (other, price) in row.iter().enumerate() {
                if price.is_some() {
                    allowed[0][one * words[1] + other / 64] |= 1 << (other % 64);
                    allowed[1][other * words[0] + one / 64] |= 1 << (one % 64);
                }
            }
        }
        let ends = [pair.one.0 as u32, pair.other.0 as u32];
        for end in ends {
            self.tables_of[end as usize].push(self.tables.len() as u32);
        }
        self.tables.push(Table { ends, allowed });
    }

    fn sum(&mut self, row: &Row, columns: &[Range<Value>]) {
        let terms = row.terms.iter().map(|(column, coefficient)| (columns[column.0].clone(), *coefficient));
        let mut counted: Vec<(Value, i32)> = terms.flat_map(|(values, count)| values.map(move |value| (value, count))).collect();
        counted.sort_unstable();
        counted.dedup_by(|later, earlier| {
            let is_same = later.0 == earlier.0;
            earlier.1 += if is_same { later.1 } else { 0 };
            is_same
        });
        counted.retain(|(_, count)| *count != 0);
        let most = i64::from(row.right);
        match row.relation {
            Relation::AtMost => {}
            Relation::Equal => self.at_most(counted.iter().map(|(value, count)| (*value, -count)).collect(), -most),
        }
        self.at_most(counted, most);
    }

    fn at_most(&mut self, counted: Vec<(Value, i32)>, most: i64) {
        let mut groups: Vec<Group> = Vec::new();
        for (value, count) in counted {
            let variable = self.variable_of[value as usize];
            match groups.last_mut() {
                Some(group) if group.variable == variable => group.counted.push((value, count)),
                Some(_) | None => groups.push(Group { variable, counted: vec![(value, count)], least: 0 }),
            }
        }
        let mut largest = 0;
        for group in &mut groups {
            let counts = || group.counted.iter().map(|(_, count)| i64::from(*count));
            let all = self.values(group.variable).len() == group.counted.len();
            let (least, most) = (counts().min().unwrap_or(0), counts().max().unwrap_or(0));
            group.least = if all { least } else { least.min(0) };
            largest += if all { most } else { most.max(0) };
        }
        if largest <= most {
            // It binds nothing.
            return;
        }
        let sum = self.sums.len() as u32;
        for (value, count) in groups.iter().flat_map(|group| &group.counted) {
            let by = if *count > 0 { &mut self.raised_by } else { &mut self.lowered_by };
            by[*value as usize].push(sum);
        }
        self.sums.push(Sum { groups, most });
    }
}
