//! What can be typed about what changes: single meetings and phases, the next year, and what differs between two states of the
//! lock. Help, completions and the manual come from these lines.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::calendar::civil::{NaiveDate, NaiveTime};
use crate::cli::arguments::{PlanArguments, Tongue, When};

/// `aarshjul cancel` and `aarshjul pin`.
#[derive(Debug, Args)]
pub struct EditArguments {
    /// The meeting, `os2display/styregruppe/2027-03`, or the phase or milestone, `os2display/roadmap/milepæle/udpeget`; the end of it
    /// that is enough.
    #[arg(value_name = "ID")]
    pub item: String,
    /// Why, in words for the members; of a phase or milestone it becomes a comment.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// How to plan.
    #[command(flatten)]
    pub plan: PlanArguments,
}

/// `aarshjul move`.
#[derive(Debug, Args)]
pub struct MoveArguments {
    /// What is moved.
    #[command(flatten)]
    pub edit: EditArguments,
    /// The date; of a phase its first day.
    #[arg(long, value_name = "DATE")]
    pub to: NaiveDate,
    /// The time that a meeting starts at; otherwise it is chosen.
    #[arg(long, value_name = "HH:MM")]
    pub at: Option<NaiveTime>,
    /// The last day of a phase; otherwise it lasts as long as before.
    #[arg(long, value_name = "DATE")]
    pub until: Option<NaiveDate>,
    /// Move a meeting although it lies within the notice of its group.
    #[arg(long)]
    pub break_notice: bool,
}

/// `aarshjul roll`.
#[derive(Debug, Args)]
pub struct RollArguments {
    /// The year that follows the last planned one.
    #[arg(value_parser = clap::value_parser!(i32).range(1900..=2100))]
    pub year: i32,
    /// The first year that stays [default: this year, or the one before YEAR].
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1900..=2100))]
    pub keep_from: Option<i32>,
    /// How to plan.
    #[command(flatten)]
    pub plan: PlanArguments,
}

/// `aarshjul diff`.
#[derive(Debug, Args)]
pub struct DiffArguments {
    /// What was: a lock, a folder with one, or a revision of git.
    pub old: String,
    /// What is: the same [default: the lock].
    pub new: Option<String>,
    /// The lock, here and in revisions.
    #[arg(long, value_name = "FILE", default_value = "aarshjul.lock")]
    pub lock: PathBuf,
    /// Tell deadlines too; they follow their meetings.
    #[arg(long)]
    pub deadlines: bool,
    /// The language of the table.
    #[arg(long, value_enum, default_value_t = Tongue::Da, value_name = "LANGUAGE")]
    pub language: Tongue,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = DiffForm::Text, value_name = "FORM")]
    pub format: DiffForm,
    /// Tell why each activity moved: the edits of the plan that forced it, found by planning again without them. The plan is that of
    /// both states, as plan files or folders [default: plans].
    #[arg(long, value_name = "PLAN", num_args = 0.., default_missing_value = "plans")]
    pub why: Option<Vec<PathBuf>>,
    /// With --why: the folder of the plan as it was, where OLD is no revision of git.
    #[arg(long, value_name = "DIR", requires = "why")]
    pub old_plans: Option<PathBuf>,
    /// With --why: the date that counts as today [default: the clock's].
    #[arg(long, value_name = "DATE", requires = "why")]
    pub today: Option<NaiveDate>,
    /// With --why: the work at most for each plan that is made; it counts what is done, never time.
    #[arg(long, value_name = "UNITS", default_value_t = 5_000_000, value_parser = clap::value_parser!(u64).range(1..))]
    pub work: u64,
    /// With --why: when standard error tells how far it is.
    #[arg(long, value_enum, default_value_t = When::Auto, value_name = "WHEN")]
    pub progress: When,
}

/// The form of the answer of `diff`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffForm {
    /// A table with columns of equal width.
    Text,
    /// A table of Markdown.
    Markdown,
    /// For programs: one JSON document.
    Json,
}
