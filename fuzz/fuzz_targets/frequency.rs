//! Any words as a frequency: what is understood can be said in both languages and is a rhythm that a plan holds; what is not says why.
#![no_main]

use aarshjul::calendar::civil::NaiveDate;
use aarshjul::calendar::horizon::Horizon;
use aarshjul::import::frequency::frequency::understood;
use aarshjul::import::frequency::in_words::{in_words, refusal};
use aarshjul::import::meetings::labels::slots;
use aarshjul::plan::language::Language;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|words: &str| {
    match understood(words) {
        Ok(found) => {
            for language in [Language::Danish, Language::English] {
                assert!(!in_words(&found, language).is_empty());
            }
            let today = NaiveDate::from_ymd_opt(2026, 1, 15).expect("a date");
            let horizon = Horizon::of_years(2026, 2027).expect("two years");
            let mut meets = found.meets_from(today);
            slots(&meets, horizon);
            // What is left out may be all there is.
            meets.retain(|entry| entry.key != "except");
            assert!(slots(&meets, horizon).is_some(), "{meets:?}");
        }
        Err(misread) => {
            let (message, hint) = refusal(&misread);
            assert!(!message.is_empty() && !hint.is_empty());
        }
    }
});
