//! What is told of the tasks of a chart while it is read. Knows no statements.

use crate::calendar::civil::{NaiveDateTime, NaiveTime};
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Span;
use crate::import::mermaid::date_format::{DateFormat, iso};
use crate::import::mermaid::fields::Misfit;
use crate::import::mermaid::resolution::Moments;

/// Fields that no chart is drawn with.
pub fn misfit(misfit: Misfit, fields: Span) -> Diagnostic {
    match misfit {
        Misfit::TagsAlone => Diagnostic::error(Code::ChartSyntax, "the task has tags, and says neither start nor end")
            .at(fields, "")
            .hint("write start and end behind the tags: `crit, 2027-01-04, 2w`"),
        Misfit::TooMany(count) => {
            Diagnostic::error(Code::ChartSyntax, format!("the task has {count} fields behind its tags, and Mermaid knows three"))
                .at(fields, "")
                .hint("write id, start and end; of a name with a `,` nothing stands behind the `:`")
        }
    }
}

/// A first task that begins where the one before it ends.
pub fn first_without_start(end: Span) -> Diagnostic {
    Diagnostic::error(Code::ChartDate, "the first task has no start, and no task stands before it")
        .at(end, "this is read as its end")
        .hint("write a start and an end: `2027-01-04, 2w`")
}

/// A date that Mermaid stops at.
pub fn unread(text: &str, span: Span, format: &str) -> Diagnostic {
    if text.is_empty() {
        let message = "a start is missing between the `,` of the task";
        return Diagnostic::error(Code::ChartDate, message).at(span, "").hint("write a date, or `after` and an id");
    }
    let fault = Diagnostic::error(Code::ChartDate, format!("Mermaid reads no date in `{text}`")).at(span, "");
    if format.is_empty() {
        fault.hint("write `dateFormat YYYY-MM-DD` above, and dates such as `2027-01-04`")
    } else {
        fault.hint(format!(
            "write a date as `dateFormat` says: `{format}`; behind a tag stand start and end, or id, start and end"
        ))
    }
}

/// A date that only the browser understands.
pub fn guessed(text: &str, wall: NaiveDateTime, strict: Option<&str>, format: &str, span: Span) -> Diagnostic {
    let is_midnight = wall.time() == NaiveTime::MIN;
    let read = if is_midnight { wall.date().to_string() } else { format!("{} at {}", wall.date(), wall.time().format("%H:%M")) };
    let message = format!("`{text}` is no date of `dateFormat`, and the browser guesses {read}");
    let warning = Diagnostic::warning(Code::ChartGuessedDate, message).at(span, "");
    match strict {
        Some(strict) => warning.hint(format!("write `{strict}`, if that is meant")),
        None if format.is_empty() => warning.hint("write `dateFormat YYYY-MM-DD` above, and dates such as `2027-01-04`"),
        None => warning.hint(format!("write a date as `dateFormat` says: `{format}`")),
    }
}

/// An end that is no time.
pub fn no_end(text: &str, span: Span, format: &DateFormat) -> Diagnostic {
    if text.is_empty() {
        return Diagnostic::warning(Code::ChartNoEnd, "the task has no end, and Mermaid draws it without a length")
            .at(span, "")
            .hint("write a date, or a duration such as `2w`");
    }
    let message = format!("`{text}` is no date and no duration, and Mermaid draws the task without a length");
    let warning = Diagnostic::warning(Code::ChartNoEnd, message).at(span, "");
    match duration_meant(text) {
        Some(duration) => warning.hint(format!("write `{duration}`")),
        None if format.text().is_empty() && iso(text).is_some() => warning.hint("write `dateFormat YYYY-MM-DD` above"),
        None if format.text().is_empty() => warning.hint("write `dateFormat YYYY-MM-DD` above, and dates such as `2027-01-04`"),
        None => warning.hint(format!("write a date as `dateFormat` says: `{}`, or a duration such as `2w`", format.text())),
    }
}

/// The duration that a text will mean: `3days` is `3d`, `2 W` is `2w`.
fn duration_meant(text: &str) -> Option<String> {
    let end = text.find(|sign: char| !sign.is_ascii_digit() && sign != '.')?;
    let (number, unit) = text.split_at(end);
    let unit = match unit.trim().to_lowercase().as_str() {
        "ms" | "milliseconds" => "ms",
        "s" | "sec" | "second" | "seconds" => "s",
        "min" | "minute" | "minutes" => "m",
        "h" | "hour" | "hours" | "timer" | "time" => "h",
        "d" | "day" | "days" | "dag" | "dage" => "d",
        "w" | "week" | "weeks" | "uge" | "uger" => "w",
        "month" | "months" | "måned" | "måneder" => "M",
        "y" | "year" | "years" | "år" => "y",
        _ => return None,
    };
    number.parse::<f64>().is_ok().then(|| format!("{number}{unit}"))
}

/// A task that has no moments.
pub fn undated(moments: Moments, name: Span) -> Diagnostic {
    let fault = |message: &str| Diagnostic::error(Code::ChartUndated, message).at(name, "");
    if moments.is_endless {
        fault("`excludes` moves the end of the task by more than 10,000 days, and there Mermaid stops")
            .hint("write the end as a date, or exclude less")
    } else if moments.is_beyond {
        fault("the task ends after the year 9999").hint("write a nearer end")
    } else {
        fault("Mermaid finds no date for the task")
            .hint("tasks after each other in a circle, or more than ten after tasks further down, have none: write a date")
    }
}

/// `excludes` that leaves no day.
pub fn all_closed(word: Span) -> Diagnostic {
    Diagnostic::error(Code::ChartNoOpenDay, "`excludes` leaves no day of the week, and no task can end")
        .at(word, "")
        .hint("leave a weekday open")
}
