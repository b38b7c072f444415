//! What remains of a meeting's title when what differs from meeting to meeting is taken off: numbers, months, dates, and a word
//! such as `AFLYST:` before it. Meetings of which the same remains are of one group.

use crate::import::month::month;

/// A title taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// What remains: the name of the group.
    pub stem: String,
    /// Whether a word before it says that the meeting is called off.
    pub is_cancelled: bool,
}

/// Words before a title that say that it is cancelled, and those that mail programs put there.
const CANCELLED: [&str; 4] = ["aflyst", "cancelled", "canceled", "annulleret"];
const FORWARDED: [&str; 8] = ["sv", "vs", "re", "fw", "fwd", "flyttet", "ny dato", "moved"];

/// Words that only stand before a number, and those that only stand behind one.
const BEFORE_A_NUMBER: [&str; 11] = ["nr", "no", "uge", "week", "kl", "at", "den", "d", "the", "møde", "meeting"];
const BEHIND_A_NUMBER: [&str; 6] = ["kvartal", "halvår", "quarter", "møde", "meeting", "half-year"];

/// Words for a quarter, a half-year or one of several.
const PARTS: [&str; 10] = ["q1", "q2", "q3", "q4", "1st", "2nd", "3rd", "4th", "h1", "h2"];

impl Title {
    /// Takes a title apart. A title of nothing but numbers and dates stays as it is.
    pub fn of(text: &str) -> Title {
        let mut rest = text.trim();
        let mut is_cancelled = false;
        while let Some((word, behind)) =
            [":", " - ", " – "].iter().filter_map(|sign| rest.split_once(sign)).min_by_key(|(word, _)| word.len())
        {
            let word = word.trim().trim_start_matches(['[', '(']).trim_end_matches([']', ')']).to_lowercase();
            let (cancels, forwards) = (CANCELLED.contains(&word.as_str()), FORWARDED.contains(&word.as_str()));
            if !(cancels || forwards) || behind.trim().is_empty() {
                break;
            }
            is_cancelled |= cancels;
            rest = behind.trim();
        }
        let stem = stem(rest);
        Title { stem: if stem.is_empty() { rest.to_owned() } else { stem }, is_cancelled }
    }
}

fn stem(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let plain: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let is_number = |index: usize| plain.get(index).is_some_and(|word| is_numeric(word));
    let is_kept = |index: usize| {
        let word = plain[index].as_str();
        let is_lead =
            BEFORE_A_NUMBER.contains(&word) && is_number(index + 1) && (index > 0 || !["møde", "meeting"].contains(&word));
        let is_tail = BEHIND_A_NUMBER.contains(&word) && index > 0 && is_number(index - 1);
        let is_tail = is_tail && (index > 1 || !["møde", "meeting"].contains(&word));
        !(is_number(index) || is_lead || is_tail || month(word).is_some() || PARTS.contains(&word))
    };
    let kept: Vec<&str> = (0..words.len()).filter(|index| is_kept(*index)).map(|index| words[index]).collect();
    let joined = kept.join(" ");
    let ends = |sign: char| sign.is_whitespace() || "-–—,:;|/#".contains(sign);
    let trimmed = joined.trim_matches(ends);
    // What stood in brackets may be gone.
    let trimmed = trimmed.replace("()", "").replace("( )", "");
    trimmed.trim_matches(ends).to_owned()
}

/// A word in lower case without the signs around it.
fn bare(word: &str) -> String {
    word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase()
}

/// Whether a word is a number, a date, a time or a year, or no word at all.
fn is_numeric(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|sign| sign.is_ascii_digit() || "-./:".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::Title;

    #[test]
    fn numbers_months_and_dates_are_taken_off() {
        let titles = [
            ("Styregruppemøde marts 2027", "Styregruppemøde"),
            ("Styregruppemøde nr. 3", "Styregruppemøde"),
            ("Møde nr. 3 i styregruppen", "Møde i styregruppen"),
            ("3. møde i Koordinationsgruppen", "møde i Koordinationsgruppen"),
            ("Koordinationsgruppe OS2display – uge 12", "Koordinationsgruppe OS2display"),
            ("Styregruppe 1. kvartal 2027", "Styregruppe"),
            ("Styregruppe Q3 (04-03-2027)", "Styregruppe"),
            ("Steering group #4, 2027-03-04", "Steering group"),
            ("Teknikmøde d. 4/3-2027 kl. 13", "Teknikmøde"),
            ("2027", "2027"),
            ("Møde 7", "Møde"),
            ("", ""),
        ];
        for (title, stem) in titles {
            assert_eq!(Title::of(title), Title { stem: stem.to_owned(), is_cancelled: false }, "{title}");
        }
    }

    #[test]
    fn a_word_before_a_title_says_that_it_is_cancelled() {
        for title in
            ["AFLYST: Styregruppe", "Aflyst - Styregruppe marts", "VS: Cancelled: Styregruppe", "[Canceled]: Styregruppe"]
        {
            assert_eq!(Title::of(title), Title { stem: "Styregruppe".to_owned(), is_cancelled: true }, "{title}");
        }
        assert!(!Title::of("Aflyst").is_cancelled);
        assert!(!Title::of("SV: Styregruppe").is_cancelled);
    }

    #[test]
    fn a_name_with_a_digit_or_a_hyphen_is_kept() {
        for title in ["OS2display", "E-mail-gruppen", "Udvalg-A", "Re-design"] {
            let stem = Title::of(title).stem;
            assert!(title.ends_with(&stem) && !stem.is_empty(), "{stem}");
        }
        assert_eq!(Title::of("OS2-netværksdag").stem, "OS2-netværksdag");
    }
}
