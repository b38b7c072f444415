//! Months by the words that people write, in Danish and English, and by the word of a plan.

/// The names of each month in lower case, the word of a plan first.
const NAMES: [&[&str]; 12] = [
    &["january", "januar", "jan"],
    &["february", "februar", "feb"],
    &["march", "marts", "mar"],
    &["april", "apr"],
    &["may", "maj"],
    &["june", "juni", "jun"],
    &["july", "juli", "jul"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["october", "oktober", "okt", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

/// A month by its name or its first letters, in lower case: 1 is January.
pub fn month(word: &str) -> Option<u32> {
    NAMES.iter().zip(1..).find(|(names, _)| names.contains(&word)).map(|(_, month)| month)
}

/// A month, 1 to 12, as plans write it: `july`.
pub fn month_word(month: u32) -> &'static str {
    NAMES[(month as usize + 11) % 12][0]
}

/// All names of all months.
pub fn month_names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().flat_map(|names| names.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::{month, month_names, month_word};

    #[test]
    fn every_name_is_of_one_month_and_the_word_of_a_plan_is_one_of_them() {
        assert!((1..=12).all(|number| month(month_word(number)) == Some(number)));
        assert_eq!(["maj", "oct", "juli", "mandag"].map(month), [Some(5), Some(10), Some(7), None]);
        let names: Vec<&str> = month_names().collect();
        assert!(names.iter().enumerate().all(|(place, name)| names.iter().position(|other| other == name) == Some(place)));
    }
}
