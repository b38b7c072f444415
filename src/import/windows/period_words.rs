//! Which words of a name say when something is (`Q1`, `marts`, `forår 2026`, `nr. 3`), and which say what it is. Danish and English;
//! knows no dates.

use crate::import::key::is_unseen;
use crate::import::month::{month, month_names};

/// A name, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parted {
    /// The words that say what it is, as they were written; empty where none do, or none but words such as `møde`.
    pub what: String,
    /// The words that say when, but for years, as a key is made of them; empty where none do.
    pub when: String,
}

const SEASONS: [&str; 9] = ["forår", "sommer", "efterår", "vinter", "spring", "summer", "autumn", "fall", "winter"];
/// Words that say something only beside a number.
const UNITS: [&str; 14] =
    ["kvartal", "quarter", "uge", "week", "halvår", "half-year", "måned", "month", "nr", "no", "number", "year", "år", "runde"];
/// Words that every meeting could be called by.
const ANY: [&str; 8] = ["møde", "møder", "mødet", "meeting", "meetings", "session", "vindue", "window"];

/// Takes a name apart.
pub fn parted(name: &str) -> Parted {
    let words: Vec<&str> =
        name.split(|sign: char| sign.is_whitespace() || ",:;()/".contains(sign)).filter(|word| !word.is_empty()).collect();
    let bare = |word: &str| word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
    let bares: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let is_beside_number = |at: usize| {
        let number = |at: Option<usize>| at.and_then(|at| bares.get(at)).is_some_and(|word| is_number(word));
        number(at.checked_sub(1)) || number(Some(at + 1))
    };
    let (mut what, mut when): (Vec<&str>, Vec<String>) = (Vec::new(), Vec::new());
    for (at, written) in words.iter().copied().enumerate() {
        let word = bare(written);
        if word.is_empty() || is_year(&word) {
            // A dash between words, or a year: the dates say that.
        } else if let Some((period, rest)) = compound(&word) {
            when.push(period.to_owned());
            if !ANY.contains(&rest) {
                what.push(written);
            }
        } else if is_period(&word) || is_number(&word) || (is_beside_number(at) && UNITS.contains(&word.as_str())) {
            when.push(word);
        } else {
            what.push(written);
        }
    }
    if when.iter().all(|word| is_number(word)) && !when.is_empty() {
        when.insert(0, "nr".to_owned());
    }
    let is_any = what.iter().all(|word| ANY.contains(&bare(word).as_str()));
    let what = what.join(" ").trim_matches(|sign: char| "-–—".contains(sign) || is_unseen(sign)).to_owned();
    Parted { what: if is_any { String::new() } else { what }, when: when.join("-") }
}

fn is_period(word: &str) -> bool {
    month(word).is_some() || SEASONS.contains(&word) || is_quarter(word)
}

/// `q1`, `k2`, `uge12`.
fn is_quarter(word: &str) -> bool {
    let after = |letter: char| word.strip_prefix(letter).is_some_and(|rest| rest.len() == 1 && "1234".contains(rest));
    after('q') || after('k')
}

fn is_number(word: &str) -> bool {
    !is_year(word) && word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty()
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A month or season grown together with a word for a meeting: `forårsmøde`, `septembermøde`.
fn compound(word: &str) -> Option<(&'static str, &str)> {
    month_names().chain(SEASONS).find_map(|period| {
        let rest = word.strip_prefix(period).filter(|_| period.len() > 3)?;
        let rest = rest.strip_prefix('s').filter(|rest| ANY.contains(rest)).unwrap_or(rest);
        ANY.contains(&rest).then_some((period, rest))
    })
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn words_that_say_when_are_parted_from_those_that_say_what() {
        let table = [
            ("Møde 1", "", "nr-1"),
            ("Styregruppemøde marts", "Styregruppemøde", "marts"),
            ("Q1", "", "q1"),
            ("1. kvartal 2026", "", "1-kvartal"),
            ("MeetUp", "MeetUp", ""),
            ("OS2-netværksdag (forår)", "OS2-netværksdag", "forår"),
            ("Forårsmøde", "", "forår"),
            ("Septembermøde 2026", "", "september"),
            ("Steering group - June", "Steering group", "june"),
            ("Uge 12: Workshop", "Workshop", "uge-12"),
            ("Week meeting 2", "Week meeting", "nr-2"),
            ("Årets gang", "Årets gang", ""),
            ("Koordinationsgruppe #3", "Koordinationsgruppe", "nr-3"),
            ("", "", ""),
        ];
        for (name, what, when) in table {
            let parted = parted(name);
            assert_eq!((parted.what.as_str(), parted.when.as_str()), (what, when), "{name}");
        }
    }
}
