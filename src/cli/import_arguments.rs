//! What can be typed about what is imported. Help, completions and the manual come from these lines.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::calendar::civil::NaiveDate;
use crate::calendar::holidays::Country;
use crate::cli::arguments::{Deny, Format, Tongue};

/// `aarshjul import`.
#[derive(Debug, Args)]
pub struct ImportArguments {
    /// What is imported.
    #[command(subcommand)]
    pub from: ImportCommand,
}

/// What is imported.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Make a roadmap of Mermaid gantt charts, as they stand in pages or alone, and tell what is odd in them.
    Mermaid(MermaidArguments),
}

/// `aarshjul import mermaid`.
#[derive(Debug, Args)]
pub struct MermaidArguments {
    /// Pages (`.md`) with any number of charts, charts (`.mmd`), folders with such files, or `-` for standard input.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Where to write.
    #[command(flatten)]
    pub output: ImportOutput,
    /// The product's key: its file, feeds and charts are named by it [default: from the title].
    #[arg(long, value_name = "KEY")]
    pub product: Option<String>,
    /// The product's name in words [default: the page's `parent` or `title`, the chart's title, the file's name].
    #[arg(long)]
    pub title: Option<String>,
    /// The language of feeds and charts [default: that of the charts' words].
    #[arg(long, value_enum)]
    pub language: Option<Tongue>,
    /// The country whose public holidays the product keeps.
    #[arg(long, value_name = "CODE", default_value_t = Country::Dk)]
    pub country: Country,
    /// Leave tasks that have no date of their own (`after a1, 5d`) to the planner, with their length and what they follow.
    #[arg(long, conflicts_with = "as_cycles")]
    pub float: bool,
    /// Take bars for the windows in which groups meet once, instead of for phases.
    #[arg(long)]
    pub as_cycles: bool,
    /// Read texts that were once read in the wrong encoding as they were meant: `MilepÃ¦le` as `Milepæle`. The files stay.
    #[arg(long)]
    pub repair_encoding: bool,
    /// The date that counts as today, where a chart leaves the day open [default: the clock's].
    #[arg(long, value_name = "DATE")]
    pub today: Option<NaiveDate>,
}

/// Where an imported plan is written.
#[derive(Debug, Args)]
pub struct ImportOutput {
    /// The plan file, `-` for standard output, or a folder, in which each imported file becomes a plan file of its own.
    #[arg(short, long, value_name = "PLAN|DIR|-", default_value = "-")]
    pub output: PathBuf,
    /// Write over a file that is there.
    #[arg(long)]
    pub force: bool,
    /// Tell what is odd, and write no plan.
    #[arg(long)]
    pub lint_only: bool,
    /// Exit with 1 where there are warnings too.
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub deny: Option<Deny>,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORM")]
    pub format: Format,
}
