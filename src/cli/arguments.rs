//! What can be typed. Help, completions and the manual come from these lines.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::calendar::civil::NaiveDate;
use crate::calendar::holidays::Country;
use crate::cli::change_arguments::{DiffArguments, EditArguments, MoveArguments, RollArguments};
use crate::cli::import_arguments::ImportArguments;
use crate::cli::serve_arguments::ServeArguments;
use crate::plan::language::Language;
use crate::schema::collector::nearest;
use crate::schema::value_path::Proposal;

/// Plans the annual cycle (Danish: årshjul) of many communities at once.
///
/// Exit codes: 0 done; 1 the plan is at fault, cannot be met, or is not what was written; 2 the program could not do it.
#[derive(Debug, Parser)]
#[command(name = "aarshjul", version, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// When to colour: `auto` colours a terminal, and never where `NO_COLOR` is set.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Place meetings and phases, and write feeds, charts, wheels and the lock.
    Plan(PlanCommand),
    /// Read the plan and tell its faults; solve and write nothing.
    Check(CheckArguments),
    /// Write plan files in one form: indentation, spaces, quotes and blank lines; comments and meaning stay.
    Fmt(FmtArguments),
    /// Write a first plan that can be planned at once.
    Init(InitArguments),
    /// Make a plan of what is there already: Mermaid charts, calendars, and lists.
    Import(ImportArguments),
    /// Solve a problem file: for measurements, and to replay what `plan --dump-problem` wrote.
    Bench(BenchArguments),
    /// Write a synthetic plan of many products that share people and rooms: for trials, tests and measurements.
    Generate(GenerateArguments),
    /// Tell what a code means and how to mend it, why an item has its date, or what each line of the plan costs.
    Explain(ExplainArguments),
    /// Check the written feeds against the plan, as a subscriber reads them and without the solver.
    Verify(VerifyArguments),
    /// Serve the written files over HTTP: calendars to subscribe to, pages, pictures and tables.
    Serve(ServeArguments),
    /// Cancel a meeting: write it into the plan, and plan again.
    Cancel(EditArguments),
    /// Move a meeting, a phase or a milestone to a date: write it into the plan, and plan again.
    Move(MoveArguments),
    /// Keep a meeting, a phase or a milestone where it is: write its dates into the plan, and plan again.
    Pin(EditArguments),
    /// Carry the plan into the next year: write it into the plan files, and plan again.
    Roll(RollArguments),
    /// Tell which dates differ between two states of the lock, from and to.
    Diff(DiffArguments),
    /// List the public holidays of a country in a year.
    Holidays(HolidaysArguments),
    /// Print the JSON Schema of plan files, for editors.
    Schema,
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page, for `man`.
    Man,
}

/// Plan files.
#[derive(Debug, Args)]
pub struct Plans {
    /// Plan files, or folders whose `.yaml` and `.yml` files are plans; all together are one plan.
    #[arg(value_name = "PLAN", default_value = "plans")]
    pub plans: Vec<PathBuf>,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORM")]
    pub format: Format,
}

/// How hard to try.
#[derive(Debug, Args)]
pub struct Effort {
    /// The work at most; it counts what is done, never time. One unit is very roughly a tenth of a millisecond.
    #[arg(long, value_name = "UNITS", default_value_t = 5_000_000, value_parser = clap::value_parser!(u64).range(1..))]
    pub work: u64,
    /// How many threads price cycles; 0 takes as many as there are cores. The answer is the same on any number.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub threads: usize,
    /// On Ctrl-C, stop at the next chance and keep the best schedule so far; otherwise Ctrl-C ends the run and nothing is written.
    #[arg(long)]
    pub keep_best: bool,
    /// When standard error tells how far the solver is.
    #[arg(long, value_enum, default_value_t = When::Auto, value_name = "WHEN")]
    pub progress: When,
}

/// When progress is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, in one line that changes.
    Auto,
    /// Always; where it is no terminal, in a line for each step.
    Always,
    /// Never.
    Never,
}

/// `aarshjul bench`.
#[derive(Debug, Args)]
pub struct BenchArguments {
    /// The problem, in either format of docs/problem-format.md.
    #[arg(long, value_name = "FILE")]
    pub problem: PathBuf,
    /// Where to write the solution.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How hard to try.
    #[command(flatten)]
    pub effort: Effort,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORM")]
    pub format: Format,
}

/// Where a plan's files are written.
#[derive(Debug, Args)]
pub struct Folder {
    /// The folder of the written files [default: out].
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// The lock: what subscribers have been shown [default: aarshjul.lock here, or in DIR where -o names one].
    #[arg(long, value_name = "FILE")]
    pub lock: Option<PathBuf>,
}

impl Folder {
    /// The folder that is meant.
    pub fn folder(&self) -> PathBuf {
        self.output.clone().unwrap_or_else(|| PathBuf::from("out"))
    }

    /// The lock that is meant. A run into another folder has a lock of its own there, so that a trial never touches
    /// what subscribers of the real feeds have been shown.
    pub fn lock(&self) -> PathBuf {
        let beside = || self.output.as_ref().map_or_else(PathBuf::new, Clone::clone).join("aarshjul.lock");
        self.lock.clone().unwrap_or_else(beside)
    }
}

/// `aarshjul plan`.
#[derive(Debug, Args)]
pub struct PlanCommand {
    /// How to plan.
    #[command(flatten)]
    pub plan: PlanArguments,
    /// Plan as if the value at a path of the plan were another, and tell what would move and what it would cost; nothing is
    /// written. May be repeated. PATH begins with a product's key, or is of a file of no product; without VALUE the key goes.
    #[arg(long, value_name = "PATH=VALUE")]
    pub what_if: Vec<Proposal>,
    /// Plan and write nothing; exit with 1 where the lock is not what the plan comes to, or a file of the output folder that is
    /// there is not. Files that are missing do not count.
    #[arg(long, conflicts_with_all = ["what_if", "from_scratch", "component", "apply_repair"])]
    pub locked: bool,
}

/// How to plan.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that is typed or not")]
pub struct PlanArguments {
    /// What to plan.
    #[command(flatten)]
    pub plans: Plans,
    /// Where to write.
    #[command(flatten)]
    pub folder: Folder,
    /// Plan, tell what would come of it, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Plan as if nobody had been shown anything: the lock's dates do not hold meetings in place.
    #[arg(long)]
    pub from_scratch: bool,
    /// The date that counts as today [default: the clock's].
    #[arg(long, value_name = "DATE")]
    pub today: Option<NaiveDate>,
    /// How hard to try.
    #[command(flatten)]
    pub effort: Effort,
    /// Plan only this product, and those that share people, rooms or relations with it, directly or through others; into a folder
    /// of its own, with -o.
    #[arg(long, value_name = "PRODUCT")]
    pub component: Option<String>,
    /// Write the problem that is solved to a file, for `bench` and other solvers.
    #[arg(long, value_name = "FILE")]
    pub dump_problem: Option<PathBuf>,
    /// Write every wheel as a PNG as well, for where SVG is not shown: a sheet of A4 at 175 dots to the inch.
    #[arg(long)]
    pub png: bool,
    /// Let a hand on wheels and a line in roadmaps show today. The pictures then change each day.
    #[arg(long)]
    pub mark_today: bool,
    /// List every cost of the plan, not only the sum by rule.
    #[arg(long)]
    pub costs: bool,
    /// Where the plan cannot be met: write the repair of this number, of those that are listed, and plan with it.
    #[arg(long, value_name = "NUMBER")]
    pub apply_repair: Option<usize>,
    /// The language of explanations: why a plan cannot be met, and what comes too late [default: the plan's].
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub language: Option<Tongue>,
    /// Tell of the first ten that moved why, by planning once more with each held: the lines that forbid it to stay, or what staying
    /// would cost. Without it that is done where little is planned and few moved.
    #[arg(long)]
    pub why: bool,
}

/// `aarshjul check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Plan files, or folders whose `.yaml` and `.yml` files are plans; all together are one plan.
    #[arg(value_name = "PLAN", default_value = "plans")]
    pub plans: Vec<PathBuf>,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = CheckForm::Human, value_name = "FORM")]
    pub format: CheckForm,
    /// Exit with 1 where there are warnings too.
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub deny: Option<Deny>,
    /// Show the dates that a group would get if it were alone: GROUP, or PRODUCT/GROUP.
    #[arg(long, value_name = "GROUP")]
    pub preview: Option<String>,
}

/// The form of the answer of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckForm {
    /// For people.
    Human,
    /// For programs: one JSON document on standard output.
    Json,
    /// For code review: SARIF 2.1.0 on standard output.
    Sarif,
    /// For GitHub Actions: one workflow command a fault, which GitHub shows at its line.
    Github,
}

/// What more than errors is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings too.
    Warnings,
}

/// `aarshjul fmt`.
#[derive(Debug, Args)]
pub struct FmtArguments {
    /// Plan files, or folders whose `.yaml` and `.yml` files are plans; `-` alone reads standard input and writes standard output.
    #[arg(value_name = "PLAN", default_value = "plans")]
    pub plans: Vec<PathBuf>,
    /// Write nothing; name the files that would change, and exit with 1 if there are any.
    #[arg(long)]
    pub check: bool,
}

/// `aarshjul init`. Without any of these it asks, where it runs on a terminal.
#[derive(Debug, Args)]
pub struct InitArguments {
    /// The folder of the plan files.
    #[arg(value_name = "DIR", default_value = "plans")]
    pub folder: PathBuf,
    /// The product's key: files and feeds are named by it [default: faellesskab, community].
    #[arg(long, value_name = "KEY")]
    pub product: Option<String>,
    /// The product's name in words [default: the key].
    #[arg(long)]
    pub title: Option<String>,
    /// The year to plan [default: the next one].
    #[arg(long, value_parser = clap::value_parser!(i32).range(1900..=2100))]
    pub year: Option<i32>,
    /// The language of feeds and charts [default: da].
    #[arg(long, value_enum)]
    pub language: Option<Tongue>,
    /// The groups that meet, with commas between them [default: the first two of the language's].
    #[arg(long, value_delimiter = ',', value_name = "GROUP")]
    pub groups: Vec<String>,
    /// Take the defaults for what is not said; never ask.
    #[arg(long)]
    pub yes: bool,
}

/// `aarshjul generate`. The same arguments give the same bytes on every machine, and every plan can be met.
#[derive(Debug, Args)]
pub struct GenerateArguments {
    /// How many products, 1 to 2000.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=2000))]
    pub products: u16,
    /// How many years, 1 to 5.
    #[arg(long, value_name = "Y", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=5))]
    pub years: u8,
    /// The number that all choices follow from; another one gives another plan.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// The first year.
    #[arg(long, value_name = "YEAR", default_value_t = 2027, value_parser = clap::value_parser!(i32).range(2024..=2090))]
    pub from: i32,
    /// A folder, with a file for each product and a shared one; for one product also a file that ends in `.yaml`, or `-` for
    /// standard output.
    #[arg(short, long, value_name = "DIR|FILE|-", default_value = "generated")]
    pub output: PathBuf,
    /// Write over files that are there, and beside other plans of the folder.
    #[arg(long)]
    pub force: bool,
}

/// A language that is written for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    /// Danish.
    Da,
    /// English.
    En,
}

impl Tongue {
    /// The language that is meant.
    pub fn language(self) -> Language {
        match self {
            Tongue::Da => Language::Danish,
            Tongue::En => Language::English,
        }
    }
}

/// `aarshjul explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// A code, as it stands in brackets behind `error` or `warning`; or a meeting, phase or milestone:
    /// `os2display/styregruppe/2027-03`, or the end of it that is enough. Without one, all codes are listed.
    #[arg(value_name = "CODE|ITEM")]
    pub what: Option<String>,
    /// Plan files, or folders whose `.yaml` and `.yml` files are plans; all together are one plan [default: plans].
    #[arg(value_name = "PLAN")]
    pub plans: Vec<PathBuf>,
    /// Tell what each line of the plan costs: the plan is made again without it.
    #[arg(long, conflicts_with = "conflict")]
    pub prices: bool,
    /// Tell which rules cannot hold together, or that all can.
    #[arg(long)]
    pub conflict: bool,
    /// For how many days of an item, and for how many lines that bind it, the plan is made again.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub options: usize,
    /// Without how many lines the plan is made again for `--prices`: the dearest are tried first.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// Where the lock is.
    #[command(flatten)]
    pub folder: Folder,
    /// The date that counts as today [default: the clock's].
    #[arg(long, value_name = "DATE")]
    pub today: Option<NaiveDate>,
    /// How hard to try: all that is made again has as much work together as the first plan.
    #[command(flatten)]
    pub effort: Effort,
    /// The language of the answer [default: the plan's].
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub language: Option<Tongue>,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORM")]
    pub format: Format,
}

/// `aarshjul verify`.
#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// What was planned.
    #[command(flatten)]
    pub plans: Plans,
    /// Where the feeds are.
    #[command(flatten)]
    pub folder: Folder,
}

/// `aarshjul holidays`.
#[derive(Debug, Args)]
pub struct HolidaysArguments {
    /// The country or a part of it, by its ISO 3166 code: dk, gb-sct, de-by.
    #[arg(value_parser = country)]
    pub country: Country,
    /// The year, 1583 to 9999.
    #[arg(value_parser = clap::value_parser!(i32).range(1583..=9999))]
    pub year: i32,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORM")]
    pub format: Format,
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// For programs: one JSON document on standard output.
    Json,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Reads a country, or tells the nearest that is known.
fn country(text: &str) -> Result<Country, String> {
    let known: Vec<&str> = Country::ALL.iter().map(|country| country.code()).collect();
    text.parse().map_err(|fault: String| format!("{fault}; {}", nearest(text, &known)))
}
