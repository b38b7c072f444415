//! The answer of `init`: a first plan, asked for on a terminal or told by flags. It never writes over a file.

use std::io::{IsTerminal, stderr, stdin};

use crate::calendar::civil::Datelike;
use crate::cli::arguments::{Format, InitArguments, Tongue};
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Terminal;
use crate::cli::starter::{Calendars, Wanted, known_groups, product, shared};
use crate::cli::{clock, input, report, write};
use crate::diagnostic::report::Severity;
use crate::schema::json_schema::json_schema;
use crate::schema::reading::read;

/// The file that editors complete keys from, beside the plans.
const SCHEMA: &str = "plan.schema.json";

/// Writes the files of a first plan.
///
/// # Errors
/// When a file is there already, or cannot be written.
pub fn init(arguments: &InitArguments, terminal: Terminal) -> Result<Exit, Stop> {
    let is_silent = arguments.product.is_none() && arguments.groups.is_empty() && !arguments.yes;
    let wanted =
        if is_silent && stdin().is_terminal() && stderr().is_terminal() { asked(arguments, terminal)? } else { told(arguments) };
    let folder = &arguments.folder;
    // Files that are there belong to the same plan.
    let mut sources = input::read(&input::plans_of(folder).unwrap_or_default())?;
    let is_first = sources.iter().next().is_none();
    let mut files = Vec::new();
    if is_first {
        let (name, text) = shared(&wanted);
        files.push((folder.join(name), text));
    }
    let calendars = if is_first { Calendars::OfTemplate } else { Calendars::None };
    files.push((folder.join(format!("{}.yaml", wanted.product)), product(&wanted, calendars)));
    for (path, text) in &files {
        if path.exists() {
            return Err(Stop(format!("{} is there already; nothing was written", path.display())));
        }
        sources.add(path.display().to_string(), text.as_str());
    }
    let reading = read(&sources);
    if reading.plan.is_none() {
        let errors: Vec<_> =
            reading.diagnostics.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
        terminal.tell("nothing was written: the plan would be at fault\n\n");
        return report::refuse(&errors, &sources, Format::Human, terminal);
    }
    let schema = folder.join(SCHEMA);
    if !schema.exists() {
        files.push((schema, format!("{:#}\n", json_schema())));
    }
    for (path, text) in &files {
        write::create(path, text)?;
        terminal.answer(&format!("wrote {}\n", path.display()))?;
    }
    let place = if arguments.folder.as_os_str() == "plans" { String::new() } else { format!(" {}", folder.display()) };
    terminal.answer(&format!("next: aarshjul plan{place}\n"))?;
    Ok(Exit::Done)
}

/// What the flags say, with the defaults for the rest.
fn told(arguments: &InitArguments) -> Wanted {
    let language = arguments.language.unwrap_or(Tongue::Da);
    let product = arguments.product.clone().unwrap_or_else(|| default_product(language).to_owned());
    let groups = if arguments.groups.is_empty() { default_groups(language) } else { arguments.groups.clone() };
    Wanted {
        title: arguments.title.clone().unwrap_or_else(|| product.clone()),
        product,
        year: arguments.year.unwrap_or_else(next_year),
        language,
        groups,
    }
}

fn default_product(language: Tongue) -> &'static str {
    match language {
        Tongue::Da => "faellesskab",
        Tongue::En => "community",
    }
}

fn default_groups(language: Tongue) -> Vec<String> {
    known_groups(language).into_iter().take(2).map(str::to_owned).collect()
}

fn next_year() -> i32 {
    clock::today().year() + 1
}

/// Asks for everything that a flag has not said; an empty answer takes the default.
fn asked(arguments: &InitArguments, terminal: Terminal) -> Result<Wanted, Stop> {
    let ask = |question: &str, default: &str| -> Result<String, Stop> {
        terminal.tell(&format!("{question} [{default}]: "));
        let mut line = String::new();
        stdin().read_line(&mut line)?;
        Ok(if line.trim().is_empty() { default.to_owned() } else { line.trim().to_owned() })
    };
    let language = match arguments.language {
        Some(language) => language,
        None => match ask("language of the plan, da or en", "da")?.as_str() {
            "da" => Tongue::Da,
            "en" => Tongue::En,
            other => return Err(Stop(format!("`{other}` is no language that plans are written in: da or en"))),
        },
    };
    let product = ask("key of the product, which names files and feeds", default_product(language))?;
    let title = match &arguments.title {
        Some(title) => title.clone(),
        None => ask("name of the product in words", &product)?,
    };
    let year = if let Some(year) = arguments.year {
        year
    } else {
        let text = ask("year to plan", &next_year().to_string())?;
        text.parse().map_err(|_| Stop(format!("`{text}` is no year")))?
    };
    let known = known_groups(language).join(", ");
    let groups = ask(&format!("groups that meet, of {known} or your own"), &default_groups(language).join(", "))?;
    let groups = groups.split(',').map(|group| group.trim().to_owned()).filter(|group| !group.is_empty()).collect();
    Ok(Wanted { product, title, year, language, groups })
}
