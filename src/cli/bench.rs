//! The answer of `bench`: a problem file solved by the engine alone, and the solution written for others to check.

use std::fs;

use serde_json::{Value as Json, json};

use crate::cli::arguments::{BenchArguments, Format};
use crate::cli::clock;
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Terminal;
use crate::cli::watch::Watch;
use crate::exchange::annual_cycle::{self, AnnualCycle};
use crate::exchange::model_file::{self, ModelFile};
use crate::solve::engine::{Answer, Budget, Solution, solve};
use crate::solve::model::{Choice, Model};
use crate::solve::outcome::gap_percent;

/// How a solution is written: in the format that the problem came in.
enum Form {
    /// Of annual cycles with so many meetings.
    AnnualCycle(usize),
    Model,
}

impl Form {
    fn solution(&self, model: &Model, chosen: &[Choice]) -> String {
        match self {
            Form::AnnualCycle(meetings) => annual_cycle::solution(*meetings, model, chosen),
            Form::Model => model_file::solution(model, chosen),
        }
    }
}

/// The model of a problem file of either format.
fn parse(text: &str) -> Result<(Form, Model), String> {
    if text.contains("\"aarshjul-problem/") {
        return Ok((Form::Model, ModelFile::parse(text)?.model()));
    }
    let problem = AnnualCycle::parse(text)?;
    Ok((Form::AnnualCycle(problem.count()), problem.model()))
}

/// Solves a problem file.
///
/// # Errors
/// When the file cannot be read or is no problem, or the solution cannot be written.
pub fn bench(arguments: &BenchArguments, terminal: Terminal) -> Result<Exit, Stop> {
    let path = &arguments.problem;
    let text = fs::read_to_string(path).map_err(|error| Stop(format!("{}: {error}", path.display())))?;
    let (form, model) = parse(&text).map_err(|fault| Stop(format!("{}: {fault}", path.display())))?;
    drop(text);
    let before = clock::cpu_seconds();
    let mut watch = Watch::start(&arguments.effort)?;
    let budget = Budget { work: arguments.effort.work };
    let solution = watch.pool().install(|| solve(&model, budget, &mut |progress| watch.tell(progress)));
    let cpu_seconds = before.zip(clock::cpu_seconds()).map(|(before, after)| after - before);
    watch.finish();
    if let (Answer::Schedule { chosen, .. }, Some(output)) = (&solution.answer, &arguments.output) {
        fs::write(output, form.solution(&model, chosen)).map_err(|error| Stop(format!("{}: {error}", output.display())))?;
    }
    match arguments.format {
        Format::Human => terminal.answer(&human(&solution, &model, cpu_seconds))?,
        Format::Json => {
            let mut answer = data(&solution, &model);
            answer["cpu_seconds"] = json!(cpu_seconds);
            answer["trajectory"] = watch.trajectory();
            terminal.answer(&format!("{answer:#}\n"))?;
        }
    }
    Ok(match solution.answer {
        Answer::Schedule { .. } => Exit::Done,
        Answer::Infeasible | Answer::Undecided => Exit::PlanAtFault,
    })
}

fn human(solution: &Solution, model: &Model, cpu_seconds: Option<f64>) -> String {
    let answer = match &solution.answer {
        Answer::Schedule { cost, bound, .. } if cost == bound => format!("cost {cost}, bound {bound}: proven optimal"),
        Answer::Schedule { cost, bound, .. } => format!("cost {cost}, bound {bound}, gap {:.3} %", gap_percent(*cost, *bound)),
        Answer::Infeasible => "infeasible: proven".to_owned(),
        Answer::Undecided => "undecided: no schedule was found, and none was ruled out".to_owned(),
    };
    let seconds = cpu_seconds.map_or(String::new(), |seconds| format!(", {seconds:.2} s of CPU"));
    format!(
        "{} activities, {} options\n{answer}\n{} units of work{seconds}\n",
        model.activities(),
        model.options.len(),
        solution.work
    )
}

fn data(solution: &Solution, model: &Model) -> Json {
    let (status, cost, bound) = match &solution.answer {
        Answer::Schedule { cost, bound, .. } if cost == bound => ("optimal", Some(*cost), Some(*bound)),
        Answer::Schedule { cost, bound, .. } => ("feasible", Some(*cost), Some(*bound)),
        Answer::Infeasible => ("infeasible", None, None),
        Answer::Undecided => ("undecided", None, None),
    };
    json!({
        "status": status,
        "cost": cost,
        "bound": bound,
        "gap_percent": cost.zip(bound).map(|(cost, bound)| gap_percent(cost, bound)),
        "work": solution.work,
        "activities": model.activities(),
        "meetings": model.uses.iter().filter(|uses| !uses.is_empty()).count(),
        "options": model.options.len(),
    })
}
