//! What can be typed about what is imported. Help, completions and the manual come from these lines.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::calendar::civil::NaiveDate;
use crate::calendar::holidays::Country;
use crate::cli::arguments::{Deny, Format, Tongue};
use crate::cli::exit::Stop;
use crate::import::ics::import::Kind;

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
    /// Make groups, leave or closed days of calendars in the form of iCalendar (`.ics`).
    ///
    /// A plan can also name such a file itself, as `calendars: {NAME: {file: NAME.ics}}`: do that for closed days that somebody else
    /// keeps up to date, and import what is yours to change.
    Ics(IcsArguments),
    /// Make groups, leave or a roadmap of tables, as spreadsheets save them (`.csv`); the header says which.
    ///
    /// The columns have Danish or English names, in any order. Meetings: `product`, `group`, `title`, `date`, `start`, `end` or `length`,
    /// `place`, `link`, `members`, `frequency`, `note`, `status`. Leave: `person`, `from`, `to`, `reason`. A roadmap: `product`, `track`,
    /// `phase` or `milestone`, `from`, `to`, `date`.
    Csv(CsvArguments),
    /// Say what is understood of a frequency in words, such as `hver 1. mandag i måneden` or `every other Thursday at 1pm`, as a
    /// line of a plan with its next dates.
    Frequency(FrequencyArguments),
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

/// `aarshjul import ics`.
#[derive(Debug, Args)]
pub struct IcsArguments {
    /// Calendars (`.ics`), folders with such files, or `-` for standard input.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// What events become.
    #[arg(long = "as", value_enum, default_value_t = EventsAs::Meetings, value_name = "WHAT")]
    pub kind: EventsAs,
    /// Where to write.
    #[command(flatten)]
    pub output: ImportOutput,
    /// The years that are read, such as 2027 or 2026..2027 [default: those of the plan beside the file, else this year and the next].
    #[arg(long, value_name = "YEARS", value_parser = years)]
    pub years: Option<(i32, i32)>,
    /// With `--as meetings`: the key of the group that takes all events [default: a group for each title, without numbers and dates].
    #[arg(long, value_name = "KEY")]
    pub group: Option<String>,
    /// With `--as leave`: the key of the person who is away [default: the file's name].
    #[arg(long, value_name = "KEY")]
    pub person: Option<String>,
    /// With `--as holidays`: the key of the calendar [default: the file's name].
    #[arg(long, value_name = "KEY")]
    pub calendar: Option<String>,
    /// With `--as meetings`: the key of the product [default: the file's name].
    #[arg(long, value_name = "KEY")]
    pub product: Option<String>,
    /// The language of what is written for people [default: that of the plan beside the file, else Danish].
    #[arg(long, value_enum)]
    pub language: Option<Tongue>,
    /// The date that counts as today [default: the clock's].
    #[arg(long, value_name = "DATE")]
    pub today: Option<NaiveDate>,
}

/// `aarshjul import csv`.
#[derive(Debug, Args)]
pub struct CsvArguments {
    /// Tables (`.csv`, `.tsv`), folders with such files, or `-` for standard input.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Where to write.
    #[command(flatten)]
    pub output: ImportOutput,
    /// The planned years, such as 2027 or 2026..2027 [default: those of the plan beside the file, else those of the dates, else this
    /// year and the next].
    #[arg(long, value_name = "YEARS", value_parser = years)]
    pub years: Option<(i32, i32)>,
    /// The key of the product, where no column names it [default: the file's name].
    #[arg(long, value_name = "KEY")]
    pub product: Option<String>,
    /// The country whose public holidays a roadmap keeps.
    #[arg(long, value_name = "CODE", default_value_t = Country::Dk)]
    pub country: Country,
    /// The language of what is written for people [default: that of the plan beside the file, else that of the header].
    #[arg(long, value_enum)]
    pub language: Option<Tongue>,
    /// The date that counts as today [default: the clock's].
    #[arg(long, value_name = "DATE")]
    pub today: Option<NaiveDate>,
}

/// `aarshjul import frequency`.
#[derive(Debug, Args)]
pub struct FrequencyArguments {
    /// The frequency, in Danish or English.
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,
    /// The language of the answer.
    #[arg(long, value_enum)]
    pub language: Option<Tongue>,
    /// The date from which dates are told, and every second week counts [default: the clock's].
    #[arg(long, value_name = "DATE")]
    pub today: Option<NaiveDate>,
}

/// What events become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EventsAs {
    /// Groups, with a meeting on the date of each event.
    Meetings,
    /// Days on which a person is away.
    Leave,
    /// Closed days of a calendar.
    Holidays,
}

impl EventsAs {
    /// What is meant.
    pub fn kind(self) -> Kind {
        match self {
            EventsAs::Meetings => Kind::Meetings,
            EventsAs::Leave => Kind::Leave,
            EventsAs::Holidays => Kind::Holidays,
        }
    }
}

impl IcsArguments {
    /// The key of what events become, where it is given.
    ///
    /// # Errors
    /// When a key is given for what they do not become.
    pub fn key_of_kind(&self) -> Result<Option<String>, Stop> {
        let keys = [
            (EventsAs::Meetings, "--group", &self.group),
            (EventsAs::Leave, "--person", &self.person),
            (EventsAs::Holidays, "--calendar", &self.calendar),
            (EventsAs::Meetings, "--product", &self.product),
        ];
        if let Some((_, name, _)) = keys.iter().find(|(kind, _, key)| *kind != self.kind && key.is_some()) {
            return Err(Stop(format!("{name} does not go with what `--as` asks for")));
        }
        Ok(keys[..3].iter().find(|(kind, ..)| *kind == self.kind).and_then(|(.., key)| (*key).clone()))
    }
}

/// Reads years such as `2027` or `2026..2027`.
fn years(text: &str) -> Result<(i32, i32), String> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let year = |text: &str| text.trim().parse::<i32>().ok().filter(|year| (1900..=2999).contains(year));
    match (year(first), year(last)) {
        (Some(first), Some(last)) if first <= last && last - first < 20 => Ok((first, last)),
        (Some(_) | None, Some(_) | None) => Err("write years such as 2027 or 2026..2027, at most 20 of them".to_owned()),
    }
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
