//! `excludes` that moves nothing: of a word that Mermaid does not know, or above tasks that all have their dates. `chart-idle-excludes`
//!
//! Mermaid moves an end over excluded days only where it is no date like `2027-03-01`; elsewhere the days are only shaded.

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Spanned;
use crate::import::lints::days::is_iso;
use crate::import::mermaid::chart::{Chart, Ending, Task};
use crate::schema::collector::near;

/// The words besides dates.
const WORDS: [&str; 8] = ["weekends", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Tells it once in a chart.
pub fn lint(chart: &Chart) -> Option<Diagnostic> {
    let words = &chart.settings.excludes;
    if let Some(unknown) = words.iter().find(|word| !is_known(&word.value)) {
        return Some(of_word(unknown));
    }
    let first = words.first().filter(|_| !chart.tasks.is_empty())?;
    let may_move = |task: &Task| match &task.ending {
        Ending::Written(span) => !is_iso(&chart.settings) || span.end - span.start != 10,
        Ending::Lasting(duration) => duration.value.thousandths > 0,
        Ending::Until(_) => true,
        Ending::Nothing(_) => false,
    };
    if chart.tasks.iter().any(may_move) {
        return None;
    }
    let message = format!("`excludes {}` moves no task here: every end is a date", first.value);
    let told = Diagnostic::warning(Code::ChartIdleExcludes, message).at(first.span, "shades these days, and nothing else");
    Some(told.hint("leave the line out, or write a number of days for an end: `10d` leaves excluded days out"))
}

/// A date begins with a digit, whatever the date format.
fn is_known(word: &str) -> bool {
    WORDS.contains(&word) || word.starts_with(|found: char| found.is_ascii_digit())
}

fn of_word(word: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is no day that Mermaid knows, and it excludes nothing", word.value);
    let hint = match (word.value.as_str(), near(&word.value, &WORDS)) {
        ("weekdays", _) => "weekdays cannot be excluded together; to leave weekends out, write `weekends`".to_owned(),
        (_, Some(near)) => format!("did you mean `{near}`?"),
        (_, None) => "write `weekends`, a weekday in English or a date such as `2027-05-17`".to_owned(),
    };
    Diagnostic::warning(Code::ChartIdleExcludes, message).at(word.span, "").hint(hint)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::code::Code;
    use crate::import::lints::fixture::told;

    fn of(excludes: &str, tasks: &str) -> Vec<String> {
        told(Code::ChartIdleExcludes, &format!("gantt\nexcludes {excludes}\n{tasks}\n"))
    }

    #[test]
    fn weekends_move_no_end_that_is_a_date() {
        assert_eq!(
            of("weekends", "A :2026-01-05, 2026-02-01\nB :milestone, m, 2026-01-06, 0d"),
            ["2:10 `weekends`: `excludes weekends` moves no task here: every end is a date; \
              leave the line out, or write a number of days for an end: `10d` leaves excluded days out"]
        );
    }

    #[test]
    fn a_duration_and_a_date_of_another_form_are_moved() {
        assert_eq!(of("weekends", "A :2026-01-05, 2026-02-01\nB :2026-01-05, 10d"), [""; 0]);
        assert_eq!(of("2026-01-06, friday", "B :b, 2026-01-05, 10d"), [""; 0]);
        assert_eq!(of("weekends\ndateFormat DD-MM-YYYY", "A :05-01-2026, 01-02-2026"), [""; 0]);
    }

    #[test]
    fn a_word_that_mermaid_does_not_know_excludes_nothing() {
        assert_eq!(
            of("weekdays", "A :2026-01-05, 10d"),
            ["2:10 `weekdays`: `weekdays` is no day that Mermaid knows, and it excludes nothing; \
              weekdays cannot be excluded together; to leave weekends out, write `weekends`"]
        );
        assert!(of("weekends sunnday", "A :2026-01-05, 10d")[0].ends_with("did you mean `sunday`?"));
        assert!(of("påske", "A :2026-01-05, 10d")[0].ends_with("a date such as `2027-05-17`"));
    }
}
