//! From arguments to an exit code.

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::cli::arguments::{Arguments, Command, PlanCommand};
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Terminal;
use crate::cli::{bench, check, diff, edit, explain, fmt, generate, holidays, import, init, plan, roll, serve, verify, what_if};
use crate::schema::json_schema::json_schema;

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(usage) => {
            // Help and version go to standard output and are no failure; a wrong usage is exit code 2.
            drop(usage.print());
            return ExitCode::from(if usage.use_stderr() { 2 } else { 0 });
        }
    };
    let terminal = Terminal::new(arguments.color);
    match carry_out(&arguments.command, terminal) {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::PlanAtFault) => ExitCode::from(1),
        Err(Stop(reason)) => {
            terminal.tell(&format!("error: {reason}\n"));
            ExitCode::from(2)
        }
    }
}

fn carry_out(command: &Command, terminal: Terminal) -> Result<Exit, Stop> {
    match command {
        Command::Plan(PlanCommand { plan, locked: true, .. }) => plan::locked(plan, terminal),
        Command::Plan(PlanCommand { plan, what_if, .. }) if what_if.is_empty() => plan::plan(plan, terminal),
        Command::Plan(PlanCommand { plan, what_if, .. }) => what_if::what_if(plan, what_if, terminal),
        Command::Check(arguments) => check::check(arguments, terminal),
        Command::Fmt(arguments) => fmt::fmt(arguments, terminal),
        Command::Import(arguments) => import::import(arguments, terminal),
        Command::Init(arguments) => init::init(arguments, terminal),
        Command::Bench(arguments) => bench::bench(arguments, terminal),
        Command::Generate(arguments) => generate::generate(arguments, terminal),
        Command::Explain(arguments) => explain::explain(arguments, terminal),
        Command::Verify(arguments) => verify::verify(arguments, terminal),
        Command::Serve(arguments) => serve::serve(arguments, terminal),
        Command::Cancel(arguments) => edit::cancel(arguments, terminal),
        Command::Move(arguments) => edit::r#move(arguments, terminal),
        Command::Pin(arguments) => edit::pin(arguments, terminal),
        Command::Roll(arguments) => roll::roll(arguments, terminal),
        Command::Diff(arguments) => diff::diff(arguments, terminal),
        Command::Holidays(arguments) => holidays::holidays(arguments, terminal),
        Command::Schema => {
            terminal.answer(&format!("{:#}\n", json_schema()))?;
            Ok(Exit::Done)
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "aarshjul", &mut script);
            terminal.answer(&String::from_utf8_lossy(&script))?;
            Ok(Exit::Done)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
            terminal.answer(&String::from_utf8_lossy(&page))?;
            Ok(Exit::Done)
        }
    }
}
