//! The answer of `plan --what-if`: what would move and what it would cost if the plan said something else. Nothing is written.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use serde_json::{Value as Json, json};

use crate::calendar::civil::NaiveTime;
use crate::cli::arguments::{Format, PlanArguments, Tongue};
use crate::cli::difference_row::row;
use crate::cli::exit::{Exit, Stop};
use crate::cli::input::{self, Edits, Unusable};
use crate::cli::output::Terminal;
use crate::cli::proposal::texts;
use crate::cli::summary::verdict;
use crate::cli::text_diff;
use crate::cli::transaction::Held;
use crate::cli::watch::Watch;
use crate::cli::{clock, plan, report};
use crate::diagnostic::line_diff::{LineDiff, line_diffs};
use crate::diagnostic::source::Sources;
use crate::explain;
use crate::plan::plan::Plan;
use crate::problem::candidate::Reach;
use crate::problem::instance::Problem;
use crate::render::change_table::{Form, Reasons, table};
use crate::render::feed;
use crate::render::view::View;
use crate::schedule::charge::{Charge, by_rule, total};
use crate::schedule::difference::{Difference, differences};
use crate::schedule::ledger::Ledger;
use crate::schedule::stamp::Stamp;
use crate::schema::reading::Reading;
use crate::schema::value_path::Proposal;
use crate::solve::disruption::Announced;
use crate::solve::engine::Budget;
use crate::solve::optimum::watched;
use crate::solve::outcome::{Conflict, Outcome, Planned};

/// What a trial is made with.
struct Trial<'t> {
    arguments: &'t PlanArguments,
    announced: Announced,
    ledger: Ledger,
    stamp: Stamp,
}

/// A plan that was made, not written.
struct Made {
    planned: Planned,
    charges: Vec<Charge>,
    /// What people would have been shown.
    ledger: Ledger,
}

/// Plans with other values at some paths, and tells what differs from the plan as it is.
///
/// # Errors
/// When a path leads nowhere or a value cannot be written there, and as [`plan::plan`].
pub fn what_if(arguments: &PlanArguments, proposals: &[Proposal], terminal: Terminal) -> Result<Exit, Stop> {
    let _held = Held::to_read(&arguments.folder.folder(), &arguments.folder.lock())?;
    let sources = input::read(&arguments.plans.plans)?;
    let mut edits = Edits::new();
    let mut hunks: Vec<(String, Vec<LineDiff>)> = Vec::new();
    for (id, new) in texts(&sources, proposals)? {
        let source = sources.source(id);
        hunks.push((source.name.clone(), line_diffs(&source.text, &new)));
        let path = fs::canonicalize(&source.name).map_err(|error| Unusable::new(source.name.as_ref(), error))?;
        edits.insert(path, new);
    }
    if arguments.plans.format == Format::Human {
        let told: String = hunks.iter().map(|(name, hunks)| text_diff::human(name, hunks)).collect();
        terminal.answer(&told)?;
    }
    let mut watch = Watch::start(&arguments.effort)?;
    let trial = Trial::of(arguments)?;
    watch.step("planning as it is");
    let now = trial.as_it_is(&mut watch)?;
    watch.step("planning as it would be");
    let (sources, reading) = plan::read_plan(arguments, &edits)?;
    let Some(plan) = &reading.plan else {
        watch.finish();
        return report::refuse(&reading.diagnostics, &sources, arguments.plans.format, terminal);
    };
    let then = trial.made(plan, &mut watch)?;
    watch.finish();
    match then {
        Ok(then) => told(&Answer { trial: &trial, plan, now: now.as_ref(), then: &then }, (&hunks, &sources, &reading), terminal),
        Err(conflict) => {
            let mut diagnostics = reading.diagnostics.clone();
            diagnostics.push(explain::conflict::diagnostic(
                &conflict,
                plan,
                arguments.language.map_or(plan.language, Tongue::language),
            ));
            report::refuse(&diagnostics, &sources, arguments.plans.format, terminal)
        }
    }
}

impl Trial<'_> {
    fn of(arguments: &PlanArguments) -> Result<Trial<'_>, Stop> {
        let today = arguments.today.unwrap_or_else(clock::today);
        let ledger = plan::read_lock(&arguments.folder.lock())?;
        let announced = plan::seen(arguments, &ledger, today);
        Ok(Trial { arguments, announced, ledger, stamp: Stamp::new(today.and_time(NaiveTime::MIN)) })
    }

    /// The plan as it is; none where it is at fault, cannot be met or is not found.
    fn as_it_is(&self, watch: &mut Watch) -> Result<Option<Made>, Stop> {
        let (_, reading) = plan::read_plan(self.arguments, &Edits::new())?;
        let made = reading.plan.as_ref().map(|plan| self.made(plan, watch)).transpose()?;
        Ok(made.and_then(Result::ok))
    }

    /// Solves, and checks the answer independently.
    fn made(&self, plan: &Plan, watch: &mut Watch) -> Result<Result<Made, Conflict>, Stop> {
        let problem = Problem::of(plan, Reach::Window);
        let budget = Budget { work: self.arguments.effort.work };
        let pool = watch.pool();
        let outcome = pool.install(|| watched(&problem, &self.announced, budget, &mut |progress| watch.tell(progress)));
        let planned = match outcome {
            Outcome::Planned(planned) => planned,
            Outcome::Infeasible(conflict) => return Ok(Err(conflict)),
            Outcome::Undecided => return Err(plan::undecided(watch, budget)),
        };
        let charges = plan::checked(plan, &planned, &self.announced)?;
        let ledger = feed::advance(&View::new(plan, &planned.schedule), &self.ledger, self.stamp);
        Ok(Ok(Made { planned, charges, ledger }))
    }
}

/// What is told of a trial that can be met.
struct Answer<'a> {
    trial: &'a Trial<'a>,
    plan: &'a Plan,
    now: Option<&'a Made>,
    then: &'a Made,
}

fn told(
    answer: &Answer<'_>,
    (hunks, sources, reading): (&[(String, Vec<LineDiff>)], &Sources, &Reading),
    terminal: Terminal,
) -> Result<Exit, Stop> {
    match answer.trial.arguments.plans.format {
        Format::Human => {
            report::tell(&reading.diagnostics, sources, terminal);
            terminal.answer(&answer.human())?;
        }
        Format::Json => {
            let mut told = answer.json();
            told["edits"] = hunks.iter().flat_map(|(name, hunks)| text_diff::json(name, hunks)).collect();
            told["diagnostics"] = report::json(&reading.diagnostics, sources);
            terminal.answer(&format!("{told:#}\n"))?;
        }
    }
    Ok(Exit::Done)
}

impl Answer<'_> {
    /// What would differ from what people were shown; where nothing was, from the plan as it is.
    fn moves(&self) -> Vec<Difference> {
        let shown = &self.trial.ledger;
        let before = self.now.map(|now| &now.ledger).filter(|_| shown.records().next().is_none()).unwrap_or(shown);
        self.of_activities(before, &self.then.ledger)
    }

    /// How many dates the plan as it is would move already, whatever is proposed.
    fn moves_anyway(&self) -> usize {
        let shown = &self.trial.ledger;
        let now = self.now.filter(|_| shown.records().next().is_some());
        now.map_or(0, |now| self.of_activities(shown, &now.ledger).len())
    }

    fn of_activities(&self, before: &Ledger, after: &Ledger) -> Vec<Difference> {
        // What lay before the planned years is over, and not withdrawn.
        let first = self.plan.horizon.first();
        let is_planned = |difference: &Difference| {
            difference.id.as_activity().is_some() && difference.change.from().is_none_or(|from| from.last() >= first)
        };
        differences(before, after).into_iter().filter(is_planned).collect()
    }

    /// What each rule costs now and then, where that differs; the greatest difference first.
    fn rules(&self) -> Vec<(&'static str, i64, i64)> {
        let costs = |made: &Made| by_rule(&made.charges).into_iter().map(|(rule, _, cost)| (rule, cost)).collect();
        let now: BTreeMap<&str, i64> = self.now.map(costs).unwrap_or_default();
        let then: BTreeMap<&str, i64> = costs(self.then);
        let names: BTreeSet<&str> = now.keys().chain(then.keys()).copied().collect();
        let cost = |costs: &BTreeMap<&str, i64>, rule: &str| costs.get(rule).copied().unwrap_or(0);
        let mut rules: Vec<(&str, i64, i64)> = names
            .into_iter()
            .map(|rule| (rule, cost(&now, rule), cost(&then, rule)))
            .filter(|(_, now, then)| now != then)
            .collect();
        rules.sort_by_key(|(_, now, then)| std::cmp::Reverse((then - now).abs()));
        rules
    }

    fn human(&self) -> String {
        let mut text = table(&self.moves(), &Reasons::new(), self.plan.language, Form::Text);
        self.tell_costs(&mut text).expect("a String takes what is written");
        text
    }

    fn tell_costs(&self, text: &mut String) -> std::fmt::Result {
        let then = total(&self.then.charges);
        match self.now.map(|now| total(&now.charges)) {
            Some(now) => {
                writeln!(text, "cost: {now} → {then} ({:+})", then - now)?;
                for (rule, now, then) in self.rules() {
                    writeln!(text, "{:>+7}  {rule}: {now} → {then}", then - now)?;
                }
            }
            None => writeln!(text, "cost: {then}; the plan as it is cannot be planned")?,
        }
        if self.then.planned.disruption > 0 {
            writeln!(text, "{:>7}  moving announced dates", self.then.planned.disruption)?;
        }
        if self.moves_anyway() > 0 {
            let count = self.moves_anyway();
            writeln!(
                text,
                "note: {count} of what people were shown differs in the plan as it is already: run `aarshjul plan` first"
            )?;
        }
        writeln!(text, "files: none, this is what would be: {}", verdict(&self.then.planned))
    }

    fn json(&self) -> Json {
        let found = self.moves();
        let moved = found.iter().map(row);
        let rules = self.rules().into_iter().map(|(rule, now, then)| json!({"rule": rule, "now": now, "then": then}));
        json!({
            "version": 1,
            "status": if self.then.planned.is_optimal() { "optimal" } else { "feasible" },
            "differences": moved.collect::<Vec<_>>(),
            "cost": {
                "now": self.now.map(|now| total(&now.charges)),
                "then": total(&self.then.charges),
                "by_rule": rules.collect::<Vec<_>>(),
            },
            "disruption": self.then.planned.disruption,
            "differs_already": self.moves_anyway(),
        })
    }
}
