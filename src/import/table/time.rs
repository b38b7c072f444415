//! Clock times and lengths as people write them in cells.

use crate::calendar::civil::NaiveTime;
use crate::import::frequency::words::clock;
use crate::import::meetings::meeting::LEAST_MINUTES;
use crate::import::table::row::{Unread, shown};

/// The most that a meeting lasts, in minutes.
const MOST_MINUTES: u32 = 24 * 60;

/// Reads a clock time, or a range of two.
///
/// # Errors
/// When it is none.
pub fn times(text: &str) -> Result<(NaiveTime, Option<NaiveTime>), Unread> {
    let lower = text.to_lowercase().replace(['–', '—'], "-").replace(" til ", "-").replace(" to ", "-");
    let (start, end) = lower.split_once('-').map_or((lower.as_str(), None), |(start, end)| (start, Some(end)));
    let no_time = || Unread::new(format!("{} is no clock time", shown(text)), "write it as `13:00`, `13.00` or `13:00-14:30`");
    let start = time(start).ok_or_else(no_time)?;
    Ok((start, end.map(|end| time(end).ok_or_else(no_time)).transpose()?))
}

/// Reads the clock time at which something ends.
///
/// # Errors
/// When it is none.
pub fn end(text: &str) -> Result<NaiveTime, Unread> {
    let no_time = || Unread::new(format!("{} is no clock time", shown(text)), "write it as `14:30`, `14.30` or `kl. 14`");
    time(&text.to_lowercase()).ok_or_else(no_time)
}

fn time(lower: &str) -> Option<NaiveTime> {
    let bare = lower.trim();
    let bare = ["klokken", "kl.", "kl"].iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare);
    let joined: String = bare.chars().filter(|sign| !sign.is_whitespace()).collect();
    let joined = joined.replace("a.m.", "am").replace("p.m.", "pm");
    // Spreadsheets write seconds.
    let minutes = joined.strip_suffix(":00").filter(|minutes| minutes.contains(':')).unwrap_or(&joined);
    clock(minutes)
}

/// Reads a length, in minutes.
///
/// # Errors
/// When it is none, or none of a meeting.
pub fn minutes(text: &str) -> Result<u32, Unread> {
    let write = "write it as `90m`, `90 min`, `1t30m` or `1,5 time`";
    let no_length = || Unread::new(format!("{} is no length", shown(text)), write);
    let lower = text.to_lowercase().replace(',', ".");
    let mut rest = lower.trim();
    let mut total = 0.0_f64;
    let mut is_first = true;
    while !rest.is_empty() {
        let digits = rest.find(|sign: char| !(sign.is_ascii_digit() || sign == '.')).unwrap_or(rest.len());
        let number: f64 = rest[..digits].parse().map_err(|_| no_length())?;
        let behind = rest[digits..].trim_start();
        let letters = behind.find(|sign: char| !sign.is_alphabetic()).unwrap_or(behind.len());
        let in_minutes = match &behind[..letters] {
            "t" | "time" | "timer" | "h" | "hr" | "hrs" | "hour" | "hours" => 60.0,
            "m" | "min" | "mins" | "minut" | "minutter" | "minute" | "minutes" => 1.0,
            // `1:30` is as in clocks.
            "" if is_first && behind.starts_with(':') => {
                let (hours, rest) = lower.trim().split_once(':').ok_or_else(no_length)?;
                let rest = rest.strip_suffix(":00").filter(|_| rest.len() == 5).unwrap_or(rest);
                let (hours, rest): (u32, u32) = hours.parse().ok().zip(rest.parse().ok()).ok_or_else(no_length)?;
                return in_bounds(hours.saturating_mul(60).saturating_add(rest), text);
            }
            "" if is_first && behind.is_empty() => {
                let hint = format!("say of what: `{}m` for minutes, `{}t` for hours", &rest[..digits], &rest[..digits]);
                return Err(Unread::new(format!("{} is a number without a unit", shown(text)), hint));
            }
            _ => return Err(no_length()),
        };
        total += number * in_minutes;
        is_first = false;
        rest = behind[letters..].trim_start_matches(|sign: char| sign.is_whitespace() || sign == '.');
        rest = rest.strip_prefix("og ").or_else(|| rest.strip_prefix("and ")).unwrap_or(rest);
    }
    // A tenth of an hour is no number of a computer's, and whole in minutes.
    let is_whole = !is_first && (total - total.round()).abs() < 1e-6 && total <= f64::from(u32::MAX);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole, and between 0 and the most")]
    let whole = if is_whole { total.round() as u32 } else { return Err(no_length()) };
    in_bounds(whole, text)
}

/// A length that a meeting can have.
///
/// # Errors
/// When it has none.
pub fn in_bounds(minutes: u32, text: &str) -> Result<u32, Unread> {
    if (LEAST_MINUTES..=MOST_MINUTES).contains(&minutes) {
        return Ok(minutes);
    }
    Err(Unread::new(format!("{} is no length of a meeting", shown(text)), "a meeting lasts from 5 minutes to a day"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{end, minutes, times};

    #[test]
    fn clock_times_are_read_as_people_write_them() {
        for text in ["13:00", "13.00", "kl. 13", "KL 13.00", "1pm", "1 PM", "1:00 p.m.", "13:00:00", "13"] {
            assert_eq!(times(text).unwrap().0.to_string(), "13:00:00", "{text}");
            assert_eq!(end(text).unwrap().to_string(), "13:00:00", "{text}");
        }
        for text in ["13:00-14:30", "13.00 – 14.30", "kl. 13 til 14.30", "1pm to 2:30pm"] {
            let (start, end) = times(text).unwrap();
            assert_eq!((start.to_string(), end.unwrap().to_string()), ("13:00:00".to_owned(), "14:30:00".to_owned()), "{text}");
        }
        for text in ["25:00", "eftermiddag", "13:00-", "-", "13:7"] {
            assert!(times(text).is_err(), "{text}");
        }
    }

    #[test]
    fn lengths_are_read_as_people_write_them() {
        for text in [
            "90m",
            "90 min",
            "90 min.",
            "1t30m",
            "1t 30 min",
            "1,5 time",
            "1.5 hours",
            "1:30",
            "01:30:00",
            "1 time og 30 minutter",
        ] {
            assert_eq!(minutes(text), Ok(90), "{text}");
        }
        for (text, hint) in [
            ("90", "say of what: `90m` for minutes, `90t` for hours"),
            ("2m", "a meeting lasts from 5 minutes to a day"),
            ("en halv dag", "write it as `90m`, `90 min`, `1t30m` or `1,5 time`"),
            ("1,33 time", "write it as `90m`, `90 min`, `1t30m` or `1,5 time`"),
        ] {
            assert_eq!(minutes(text).map_err(|unread| unread.hint), Err(hint.to_owned()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_ends_the_program(text in any::<String>(), near in "[0-9tmhk.,: -]{0,12}") {
            for text in [text, near] {
                assert!(minutes(&text).map_or(true, |minutes| (5..=1440).contains(&minutes)));
                // What is one clock time is the start of a range without an end.
                assert!(end(&text).map_or(true, |end| times(&text) == Ok((end, None))));
            }
        }
    }
}
