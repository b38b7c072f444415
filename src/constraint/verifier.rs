//! One rule alone, with dates given by hand: what it charges, and whether its rows say the same.
//!
//! The rows are evaluated without a solver: the columns of the given days are 1, an arc is 1 between two such days, and a
//! surplus is the least that its rows ask for.

use crate::calendar::civil::{NaiveDate, NaiveDateTime};
use crate::constraint::bill;
use crate::constraint::extent::{Clashes, Extent, Starts};
use crate::constraint::fee::{Costs, Force, Tag};
use crate::constraint::layout::Layout;
use crate::constraint::post::post;
use crate::constraint::program::{Domain, Program, Relation, Row};
use crate::diagnostic::source::Sources;
use crate::plan::plan::Plan;
use crate::problem::activity::Activity;
use crate::problem::candidate::Reach;
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::{Placement, Schedule};
use crate::schema::reading::read;

/// One rule of a plan, by name.
pub(crate) struct Verifier {
    rule: &'static str,
    plan: Plan,
}

/// What the rule charges for given dates; its rows say the same.
#[derive(Debug)]
pub(crate) struct Verdict {
    charges: Vec<Charge>,
}

/// Looks at one rule of a plan. The settings that every plan needs are added to the text.
pub(crate) fn verify(rule: &'static str, plan: &str) -> Verifier {
    let mut sources = Sources::default();
    sources.add("plan.yaml", format!("product: p\nyears: 2027\n{plan}"));
    let reading = read(&sources);
    let plan = reading.plan.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics));
    Verifier { rule, plan }
}

impl Verifier {
    /// Dates every activity: by the end of its id, with a day or a day and a start.
    pub(crate) fn dates(&self, dates: &[(&str, &str)]) -> Verdict {
        let problem = Problem::of(&self.plan, Reach::Beyond(20));
        assert_eq!(dates.len(), problem.activities.len(), "every activity has a date");
        let mut schedule = Schedule::default();
        for (name, when) in dates {
            let activity = problem.activities.iter().find(|activity| activity.id.as_str().ends_with(name));
            let activity = activity.unwrap_or_else(|| panic!("no activity is named {name}"));
            schedule.placements.insert(activity.id.clone(), placement(activity, when));
        }
        let mut charges = bill::charges(&problem, &schedule);
        charges.retain(|charge| charge.rule == self.rule);
        let meaning = charges.iter().map(|charge| charge.cost).sum::<Option<i64>>();
        assert_eq!(self.cost_by_rows(&problem, &schedule), meaning, "rows and meaning, {dates:?}");
        Verdict { charges }
    }

    /// What the rows of the rule alone make of a schedule; none when they forbid it.
    fn cost_by_rows(&self, problem: &Problem<'_>, schedule: &Schedule) -> Option<i64> {
        let extent = Extent {
            takes_part: vec![true; problem.activities.len()],
            force: Force { rules: &|tag: Tag| tag.rule == self.rule, costs: Costs::Counted(&self.plan.weights) },
            // On its day a meeting has the given start alone; all other days stay as they are.
            surcharge: &|index, placement| {
                let given = schedule.placement(&problem.activity(index).id)?;
                (placement == given || placement.first() != given.first()).then_some(0)
            },
            starts: Starts::Rows,
            clashes: Clashes::All,
        };
        let (program, layout) = post(problem, &extent).into_program();
        let values = chosen(problem, &layout, schedule, program.columns.len())?;
        evaluate(&program, values)
    }
}

/// The candidate of that day and start; without a start the first of the day.
fn placement(activity: &Activity, when: &str) -> Placement {
    let starts = |candidate: &Placement, time: NaiveDateTime| match candidate {
        Placement::Meeting { date, start, .. } => date.and_time(*start) == time,
        Placement::Phase { .. } | Placement::Milestone { .. } => false,
    };
    let found = if let Ok(time) = NaiveDateTime::parse_from_str(when, "%Y-%m-%d %H:%M") {
        activity.candidates.iter().find(|candidate| starts(candidate, time))
    } else {
        let date: NaiveDate = when.parse().unwrap();
        activity.candidates.iter().find(|candidate| candidate.first() == date)
    };
    *found.unwrap_or_else(|| panic!("{} is not looked at on {when}", activity.id))
}

/// The columns of days and starts for a schedule; none where it has no column.
fn chosen(problem: &Problem<'_>, layout: &Layout, schedule: &Schedule, columns: usize) -> Option<Vec<i64>> {
    let mut values = vec![0; columns];
    for (index, activity) in problem.indexed() {
        let placement = schedule.placement(&activity.id)?;
        let day = layout.days(index).iter().find(|day| day.placement.first() == placement.first())?;
        values[day.column.0] = 1;
    }
    Some(values)
}

/// The least cost with the binary columns as they are; none where a row cannot hold.
fn evaluate(program: &Program, mut values: Vec<i64>) -> Option<i64> {
    let domain = |column: usize| program.columns[column].domain;
    // An arc stands in the row of either day, and runs where both are chosen.
    let mut ends = vec![0; values.len()];
    for row in &program.rows {
        if row.terms.iter().any(|(id, _)| domain(id.0) == Domain::Binary && values[id.0] == 1) {
            row.terms.iter().for_each(|(id, _)| ends[id.0] += 1);
        }
    }
    for column in (0..values.len()).filter(|column| domain(*column) == Domain::Fraction) {
        values[column] = i64::from(ends[column] == 2);
    }
    let left = |row: &Row, values: &[i64]| -> i64 {
        row.terms.iter().map(|(id, coefficient)| i64::from(*coefficient) * values[id.0]).sum()
    };
    for row in &program.rows {
        // A surplus that a row counts is asked for by the rows before it; one that loosens a row is what that row asks for.
        let loosens = |coefficient: i32, id: usize| coefficient < 0 && matches!(domain(id), Domain::Surplus(_));
        let surplus = row.terms.iter().find(|(id, coefficient)| loosens(*coefficient, id.0));
        if let (Some((surplus, coefficient)), Relation::AtMost) = (surplus, row.relation) {
            assert_eq!(*coefficient, -1, "a surplus loosens its row by one");
            let missing = left(row, &values) - i64::from(row.right);
            values[surplus.0] += missing.max(0);
        }
    }
    let within = program.columns.iter().zip(&values).all(|(column, value)| match column.domain {
        Domain::Binary | Domain::Fraction => *value <= 1,
        Domain::Surplus(most) => *value <= i64::from(most),
    });
    let hold = program.rows.iter().all(|row| match row.relation {
        Relation::Equal => left(row, &values) == i64::from(row.right),
        Relation::AtMost => left(row, &values) <= i64::from(row.right),
    });
    let cost = program.columns.iter().zip(&values).map(|(column, value)| column.cost * value).sum();
    (within && hold).then_some(cost)
}

impl Verdict {
    /// The rule is broken by nothing.
    #[track_caller]
    pub(crate) fn has_no_impact(&self) {
        assert_eq!(self.charges, []);
    }

    /// The rule is broken, and that costs so much.
    #[track_caller]
    pub(crate) fn penalizes_by(&self, cost: i64) {
        assert_eq!(self.charges.iter().map(|charge| charge.cost).sum::<Option<i64>>(), Some(cost), "{:#?}", self.charges);
        assert!(!self.charges.is_empty());
    }

    /// The rule is a must, and it is broken.
    #[track_caller]
    pub(crate) fn is_forbidden(&self) {
        assert!(self.charges.iter().any(|charge| charge.cost.is_none()), "{:#?}", self.charges);
    }
}
