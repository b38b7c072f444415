//! The answer of `holidays`: the public holidays of a year.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use crate::calendar::holidays::public_holidays;
use crate::calendar::iso_week::Week;
use crate::cli::arguments::{Format, HolidaysArguments};
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Terminal;

/// Lists the public holidays.
///
/// # Errors
/// When the answer cannot be written.
pub fn holidays(arguments: &HolidaysArguments, terminal: Terminal) -> Result<Exit, Stop> {
    let holidays = public_holidays(arguments.country, arguments.year);
    let text = match arguments.format {
        Format::Human => {
            let mut text = String::new();
            for holiday in holidays {
                let (date, week) = (holiday.date.format("%Y-%m-%d %a"), Week::of(holiday.date));
                let english = if holiday.name == holiday.english { String::new() } else { format!(" ({})", holiday.english) };
                writeln!(text, "{date}  {week}  {}{english}", holiday.name).expect("a String takes what is written");
            }
            text
        }
        Format::Json => {
            let listed = holidays.iter().map(|holiday| {
                let date = holiday.date.to_string();
                json!({"date": date, "week": Week::of(holiday.date).to_string(), "name": holiday.name, "english": holiday.english})
            });
            let listed: Json = listed.collect();
            format!(
                "{:#}\n",
                json!({"version": 1, "country": arguments.country.code(), "year": arguments.year, "holidays": listed})
            )
        }
    };
    terminal.answer(&text)?;
    Ok(Exit::Done)
}
