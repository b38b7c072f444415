//! In which language something is written, Danish or English, by its words.

use crate::plan::language::Language;

/// Words of one language that the other has not, as roadmaps and calendars use them.
const DANISH: [&str; 46] = [
    "af",
    "aflevering",
    "afsluttet",
    "aftale",
    "analyse",
    "anden",
    "april",
    "arbejde",
    "august",
    "bestyrelse",
    "de",
    "den",
    "det",
    "drift",
    "efter",
    "en",
    "et",
    "forår",
    "fra",
    "før",
    "første",
    "fælles",
    "gruppe",
    "hos",
    "idriftsættelse",
    "juli",
    "juni",
    "kvartal",
    "maj",
    "marts",
    "med",
    "milepæle",
    "møde",
    "og",
    "oktober",
    "om",
    "opstart",
    "overdragelse",
    "på",
    "slut",
    "som",
    "test",
    "til",
    "uge",
    "ved",
    "år",
];
const ENGLISH: [&str; 46] = [
    "and",
    "another",
    "approval",
    "approved",
    "at",
    "before",
    "by",
    "completed",
    "completion",
    "day",
    "deadline",
    "design",
    "done",
    "end",
    "final",
    "first",
    "from",
    "gantt",
    "in",
    "initial",
    "integration",
    "january",
    "july",
    "june",
    "kickoff",
    "launch",
    "march",
    "may",
    "meeting",
    "new",
    "october",
    "of",
    "our",
    "phase",
    "project",
    "quarter",
    "report",
    "review",
    "section",
    "setup",
    "stage",
    "task",
    "the",
    "to",
    "week",
    "with",
];

/// The language that most of the words speak for; Danish where nothing does.
pub fn language_of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Language {
    let (mut danish, mut english) = (0_usize, 0_usize);
    for text in texts {
        for word in text.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty()) {
            let word = word.to_lowercase();
            let ends = |endings: &[&str]| endings.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending));
            let has_letter = word.contains(['æ', 'ø', 'å']);
            if has_letter
                || DANISH.contains(&word.as_str())
                || ends(&["else", "ning", "erne", "eret", "atet", "hed", "skab", "møde"]) && word != "planning"
            {
                danish += 1;
            }
            if ENGLISH.contains(&word.as_str())
                || !word.ends_with("ning") && ends(&["ing", "tion", "ment", "ity", "able"]) && !has_letter
            {
                english += 1;
            }
        }
    }
    if english > danish { Language::English } else { Language::Danish }
}

#[cfg(test)]
mod tests {
    use super::{DANISH, ENGLISH, language_of};
    use crate::plan::language::Language;

    #[test]
    fn the_language_is_that_of_most_words() {
        let danish = [
            vec!["Roadmap for strategiske indsatsområder", "Hands-on support fra sekretariatet", "Optimeret releasestyring"],
            vec!["Community building", "Overdragelse af kildekode", "Product Owner udpeget"],
            vec!["Q1", "Q2"],
            vec![],
        ];
        let english = [
            vec!["A Gantt Diagram", "A task", "Another task", "Section"],
            vec!["Project setup", "Requirements analysis", "Implementation of the API", "Testing", "Møller"],
            vec!["Planning", "Kickoff meeting", "Release review"],
        ];
        for texts in danish {
            assert_eq!(language_of(texts.iter().copied()), Language::Danish, "{texts:?}");
        }
        for texts in english {
            assert_eq!(language_of(texts.iter().copied()), Language::English, "{texts:?}");
        }
        assert!(DANISH.iter().all(|word| !ENGLISH.contains(word)));
    }
}
