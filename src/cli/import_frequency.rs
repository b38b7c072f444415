//! The answer of `import frequency`: what is understood of a frequency in words, as a line of a plan, with its next dates.

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::calendar::horizon::Horizon;
use crate::cli::arguments::Tongue;
use crate::cli::clock;
use crate::cli::exit::{Exit, Stop};
use crate::cli::import_arguments::FrequencyArguments;
use crate::cli::output::Terminal;
use crate::import::frequency::frequency::understood;
use crate::import::frequency::in_words::{in_words, refusal};
use crate::import::meetings::labels::slots;
use crate::import::plan_text::{Entry, Value, text};
use crate::plan::date_words::long_date;
use crate::plan::language::Language;

/// How many of the next dates are told.
const DATES: usize = 5;

/// Says what is understood of a frequency.
///
/// # Errors
/// When nothing can be written to the terminal.
pub fn frequency(arguments: &FrequencyArguments, terminal: Terminal) -> Result<Exit, Stop> {
    let words = arguments.words.join(" ");
    let today = arguments.today.unwrap_or_else(clock::today);
    let language = arguments.language.map_or(Language::Danish, Tongue::language);
    match understood(&words) {
        Ok(found) => {
            let meets = found.meets_from(today);
            terminal.answer(&text(&[Entry::new("meets", Value::Map(meets.clone())).with_comment(in_words(&found, language))]))?;
            let next = next_dates(&meets, today);
            for date in &next {
                terminal.answer(&format!("  {}\n", long_date(language, *date)))?;
            }
            Ok(Exit::Done)
        }
        Err(misread) => {
            let (message, hint) = refusal(&misread);
            terminal.tell(&format!("error: `{words}`: {message}\nhint: {hint}\n"));
            Ok(Exit::PlanAtFault)
        }
    }
}

/// The next dates from a day on; none where the rhythm names periods and leaves the days open.
fn next_dates(meets: &[Entry], today: NaiveDate) -> Vec<NaiveDate> {
    let Some(horizon) = Horizon::of_years(today.year(), today.year() + 1) else { return Vec::new() };
    let slots = slots(meets, horizon).map(|(_, slots)| slots).unwrap_or_default();
    let dates = slots.iter().filter(|slot| slot.window.first == slot.window.last).map(|slot| slot.window.first);
    let is_rule = meets.iter().any(|entry| entry.key == "rrule");
    dates.filter(|date| is_rule && *date >= today).take(DATES).collect()
}
