//! What was understood of a frequency, in words of a language, so that its author can see whether it is what they meant.

use crate::calendar::civil::NaiveDate;
use crate::import::frequency::frequency::{DANISH_DAYS, ENGLISH_DAYS, Rhythm, Understood};
use crate::import::frequency::misread::Misread;
use crate::import::frequency::words::Unit;
use crate::plan::date_words::{at_time, month_name};
use crate::plan::language::Language;

/// `den første mandag i hver måned undtagen juli kl. 13.00`.
pub fn in_words(understood: &Understood, language: Language) -> String {
    let clause = &understood.clauses;
    let days = listed(clause.weekdays.iter().map(|day| day_word(*day, language)).collect(), language);
    let often = match &understood.rhythm {
        Rhythm::OfMonth { nths, weekday, interval } => {
            let nths = listed(nths.iter().map(|nth| rank(*nth, language)).collect(), language);
            let day = day_word(*weekday, language);
            match language {
                Language::Danish => format!("den {nths} {day} i {}", of_periods(Unit::Month, *interval, language)),
                Language::English => format!("the {nths} {day} of {}", of_periods(Unit::Month, *interval, language)),
            }
        }
        Rhythm::OfWeek { interval } => with_days(of_periods(Unit::Week, *interval, language), &days, language),
        Rhythm::Each { unit, times, interval } => {
            let periods = of_periods(*unit, *interval, language);
            let often = match (language, times) {
                (Language::Danish, 1) => format!("ét møde i {periods}"),
                (Language::Danish, times) => format!("{times} møder i {periods}"),
                (Language::English, 1) => format!("one meeting in {periods}"),
                (Language::English, times) => format!("{times} meetings in {periods}"),
            };
            with_days(often, &days, language)
        }
    };
    let month = |month: u32| NaiveDate::from_ymd_opt(2000, month, 1).map_or("", |day| month_name(language, day)).to_owned();
    let months = listed(clause.months.iter().map(|number| month(*number)).collect(), language);
    let except = match language {
        _ if months.is_empty() => String::new(),
        Language::Danish => format!(" undtagen {months}"),
        Language::English => format!(" except {months}"),
    };
    format!("{often}{except}{}", at_time(language, clause.start))
}

fn with_days(often: String, days: &str, language: Language) -> String {
    match language {
        _ if days.is_empty() => often,
        Language::Danish => format!("{often}, på en {days}"),
        Language::English => format!("{often}, on a {days}"),
    }
}

fn day_word(day: usize, language: Language) -> String {
    match language {
        Language::Danish => DANISH_DAYS[day].to_owned(),
        Language::English => ENGLISH_DAYS[day].to_owned(),
    }
}

fn rank(nth: i64, language: Language) -> String {
    const DANISH: [&str; 4] = ["første", "anden", "tredje", "fjerde"];
    const ENGLISH: [&str; 4] = ["first", "second", "third", "fourth"];
    let place = usize::try_from(nth - 1).unwrap_or(0).min(3);
    match (language, nth) {
        (Language::Danish, -1) => "sidste",
        (Language::Danish, -2) => "næstsidste",
        (Language::English, -1) => "last",
        (Language::English, -2) => "last but one",
        (Language::Danish, _) => DANISH[place],
        (Language::English, _) => ENGLISH[place],
    }
    .to_owned()
}

/// `hver måned`, `hvert 2. kvartal`, `every 3 weeks`.
fn of_periods(unit: Unit, interval: u32, language: Language) -> String {
    let (danish, english, neuter) = match unit {
        Unit::Day => ("dag", "day", false),
        Unit::Week => ("uge", "week", false),
        Unit::Month => ("måned", "month", false),
        Unit::Quarter => ("kvartal", "quarter", true),
        Unit::HalfYear => ("halvår", "half-year", true),
        Unit::Year => ("år", "year", true),
    };
    let every = if neuter { "hvert" } else { "hver" };
    match (language, interval) {
        (Language::Danish, 1) => format!("{every} {danish}"),
        (Language::Danish, interval) => format!("{every} {interval}. {danish}"),
        (Language::English, 1) => format!("every {english}"),
        (Language::English, interval) => format!("every {interval} {english}s"),
    }
}

fn listed(mut words: Vec<String>, language: Language) -> String {
    let and = match language {
        Language::Danish => "og",
        Language::English => "and",
    };
    match words.pop() {
        Some(last) if !words.is_empty() => format!("{} {and} {last}", words.join(", ")),
        Some(only) => only,
        None => String::new(),
    }
}

/// Why words were refused, and what to write instead.
pub fn refusal(misread: &Misread) -> (String, String) {
    match misread {
        Misread::Ambiguous(readings) => {
            let readings: Vec<String> = readings.iter().map(|reading| format!("`{reading}`")).collect();
            ("this can be meant in two ways".to_owned(), format!("write {}", readings.join(" or ")))
        }
        Misread::NoRule(why) => ("no rhythm of a plan says this".to_owned(), why.clone()),
        Misread::Word(word) => {
            let hint = "write it as in `first Monday of the month`, `every other week on Thursday` or `4 gange om året`";
            (format!("`{}` is not understood", word.replace('`', "")), hint.to_owned())
        }
        Misread::Nothing => {
            let hint = "write `monthly`, `hver uge`, `first Monday of the month`, for example";
            ("the words do not say how often".to_owned(), hint.to_owned())
        }
    }
}
