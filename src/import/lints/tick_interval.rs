//! `tickInterval` that Mermaid does not know and ignores without a word. `chart-tick-interval`
//!
//! It takes a number from 1 and `millisecond` to `month` in the singular, with nothing between (Mermaid 12.3, `ganttRenderer.js`).

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::import::mermaid::chart::Settings;

/// What Mermaid takes behind the number.
const UNITS: [&str; 7] = ["millisecond", "second", "minute", "hour", "day", "week", "month"];

/// What people write, in lower case and without an `s` at its end: how many of which unit it is.
const MEANT: [(&str, u32, &str); 12] = [
    ("quarter", 3, "month"),
    ("q", 3, "month"),
    ("year", 12, "month"),
    ("y", 12, "month"),
    ("kvartal", 3, "month"),
    ("måned", 1, "month"),
    ("uge", 1, "week"),
    ("dag", 1, "day"),
    ("m", 1, "month"),
    ("w", 1, "week"),
    ("d", 1, "day"),
    ("h", 1, "hour"),
];

/// Tells it.
pub fn lint(settings: &Settings) -> Option<Diagnostic> {
    let interval = settings.tick_interval.as_ref()?;
    let value = interval.value.trim();
    if is_known(value) {
        return None;
    }
    let told = Diagnostic::warning(Code::ChartTickInterval, format!("`{value}` is no interval of Mermaid, which ignores it"));
    let hint = match meant(value) {
        Some(meant) => format!("write `{meant}`"),
        None => "write a number and a unit, such as `1week`, `1month` or `3month`".to_owned(),
    };
    Some(told.at(interval.span, "").hint(hint))
}

fn is_known(value: &str) -> bool {
    let unit = value.trim_start_matches(|found: char| found.is_ascii_digit());
    let number = &value[..value.len() - unit.len()];
    !number.is_empty() && !number.starts_with('0') && UNITS.contains(&unit)
}

/// What an unknown interval was meant to be.
fn meant(value: &str) -> Option<String> {
    let bare: String = value.chars().filter(|found| found.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let word = bare.trim_start_matches(|found: char| found.is_ascii_digit());
    let number = &bare[..bare.len() - word.len()];
    let number: u32 = if number.is_empty() { 1 } else { number.parse().ok()? };
    let unit = word.strip_suffix('s').unwrap_or(word);
    let known = UNITS.iter().find(|known| **known == unit).map(|known| (1, *known));
    let (times, unit) =
        known.or_else(|| MEANT.iter().find(|(word, ..)| *word == unit).map(|(_, times, unit)| (*times, *unit)))?;
    let number = number.checked_mul(times).filter(|number| *number > 0)?;
    Some(format!("{number}{unit}"))
}

#[cfg(test)]
mod tests {
    use super::meant;
    use crate::diagnostic::code::Code;
    use crate::import::lints::fixture::told;

    #[test]
    fn an_unknown_interval_is_told_with_the_known_one() {
        let of = |interval: &str| told(Code::ChartTickInterval, &format!("gantt\ntickInterval {interval}\nA :2026-01-05, 1d\n"));
        assert_eq!(of("1quarter"), ["2:14 `1quarter`: `1quarter` is no interval of Mermaid, which ignores it; write `3month`"]);
        assert_eq!(
            of("often"),
            ["2:14 `often`: `often` is no interval of Mermaid, which ignores it; \
              write a number and a unit, such as `1week`, `1month` or `3month`"]
        );
        for known in ["1month", "12month", "1week", "30day", "10millisecond"] {
            assert_eq!(of(known), [""; 0], "{known}");
        }
    }

    #[test]
    fn what_people_write_has_a_meaning() {
        for (written, expected) in [
            ("2quarter", "6month"),
            ("1 Month", "1month"),
            ("2weeks", "2week"),
            ("1year", "12month"),
            ("\"1week\"", "1week"),
            ("month", "1month"),
        ] {
            assert_eq!(meant(written).as_deref(), Some(expected), "{written}");
        }
        for written in ["0month", "1decade", "9999999999month", "4000000000year", ""] {
            assert_eq!(meant(written), None, "{written}");
        }
    }
}
