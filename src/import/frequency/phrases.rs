//! Frequencies as people write them, held to what a plan says and to the dates that a loop over the days of a year finds.

use proptest::prelude::{any, prop, proptest};

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::calendar::horizon::Horizon;
use crate::import::frequency::frequency::{Rhythm, understood};
use crate::import::frequency::in_words::{in_words, refusal};
use crate::import::frequency::misread::Misread;
use crate::import::frequency::words::Unit;
use crate::import::meetings::labels::slots;
use crate::import::plan_text::{Entry, Value, text};
use crate::plan::language::Language;

/// The phrase, and what stands behind `meets` without its braces.
const PHRASES: [(&str, &str); 67] = [
    ("hver 1. mandag i måneden", "rrule: FREQ=MONTHLY;BYDAY=1MO"),
    ("første mandag i måneden", "rrule: FREQ=MONTHLY;BYDAY=1MO"),
    ("Den første mandag i hver måned", "rrule: FREQ=MONTHLY;BYDAY=1MO"),
    ("hver første mandag", "rrule: FREQ=MONTHLY;BYDAY=1MO"),
    ("first Monday of each month", "rrule: FREQ=MONTHLY;BYDAY=1MO"),
    ("1st Monday of the month", "rrule: FREQ=MONTHLY;BYDAY=1MO"),
    ("the first Monday of every month", "rrule: FREQ=MONTHLY;BYDAY=1MO"),
    ("sidste tirsdag i måneden", "rrule: FREQ=MONTHLY;BYDAY=-1TU"),
    ("last Tuesday of the month", "rrule: FREQ=MONTHLY;BYDAY=-1TU"),
    ("3rd Wednesday of the month", "rrule: FREQ=MONTHLY;BYDAY=3WE"),
    ("3. onsdag i måneden", "rrule: FREQ=MONTHLY;BYDAY=3WE"),
    ("hver 2. tirsdag i måneden", "rrule: FREQ=MONTHLY;BYDAY=2TU"),
    ("anden torsdag i måneden", "rrule: FREQ=MONTHLY;BYDAY=2TH"),
    ("fourth Friday of the month", "rrule: FREQ=MONTHLY;BYDAY=4FR"),
    ("næstsidste torsdag i måneden", "rrule: FREQ=MONTHLY;BYDAY=-2TH"),
    ("første og tredje mandag i måneden", "rrule: \"FREQ=MONTHLY;BYDAY=1MO,3MO\""),
    ("first and third Monday of the month", "rrule: \"FREQ=MONTHLY;BYDAY=1MO,3MO\""),
    ("første mandag i måneden undtagen juli", "rrule: FREQ=MONTHLY;BYDAY=1MO, except: july"),
    ("first Monday of the month except July and August", "rrule: FREQ=MONTHLY;BYDAY=1MO, except: [july, august]"),
    ("første mandag i måneden kl. 13", "rrule: FREQ=MONTHLY;BYDAY=1MO, at: \"13:00\""),
    ("første mandag i måneden kl. 13.00-14.30", "rrule: FREQ=MONTHLY;BYDAY=1MO, at: \"13:00\", length: 90m"),
    ("first Monday of the month at 1pm", "rrule: FREQ=MONTHLY;BYDAY=1MO, at: \"13:00\""),
    ("first Monday of the month, 13:00-14:00", "rrule: FREQ=MONTHLY;BYDAY=1MO, at: \"13:00\", length: 1h"),
    ("hver anden måned den første tirsdag", "rrule: FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU"),
    ("første tirsdag hver anden måned", "rrule: FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU"),
    ("first Tuesday of every other month", "rrule: FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU"),
    ("first Tuesday of each quarter", "rrule: FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU"),
    ("første mandag i hvert kvartal", "rrule: FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO"),
    ("hver tirsdag", "rrule: FREQ=WEEKLY;BYDAY=TU"),
    ("every Tuesday", "rrule: FREQ=WEEKLY;BYDAY=TU"),
    ("Tuesdays at 9:30am", "rrule: FREQ=WEEKLY;BYDAY=TU, at: \"09:30\""),
    ("hver mandag og torsdag", "rrule: \"FREQ=WEEKLY;BYDAY=MO,TH\""),
    ("ugentligt", "each: week"),
    ("hver uge", "each: week"),
    ("weekly", "each: week"),
    ("ugentligt om fredagen", "rrule: FREQ=WEEKLY;BYDAY=FR"),
    ("hver 14. dag", "each: week, every: 2"),
    ("every 14 days", "each: week, every: 2"),
    ("fortnightly", "each: week, every: 2"),
    ("hver anden uge", "each: week, every: 2"),
    ("hver 2. uge", "each: week, every: 2"),
    ("every 2 weeks", "each: week, every: 2"),
    ("every other week", "each: week, every: 2"),
    ("hver anden uge om torsdagen", "rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
    ("every other Thursday", "rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
    ("hver anden torsdag", "rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
    ("fortnightly on Thursdays at 13:00", "rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=TH, at: \"13:00\""),
    ("hver 3. uge om onsdagen", "rrule: FREQ=WEEKLY;INTERVAL=3;BYDAY=WE"),
    ("every 4 weeks on Monday", "rrule: FREQ=WEEKLY;INTERVAL=4;BYDAY=MO"),
    ("monthly", "each: month"),
    ("månedligt", "each: month"),
    ("hver måned undtagen juli", "each: month, except: july"),
    ("hver uge undtagen juli", "each: week, except: july"),
    ("monthly except July", "each: month, except: july"),
    ("månedligt, ikke i juli og december, torsdag kl. 10", "each: month, except: [july, december], on: thu, at: \"10:00\""),
    ("en gang om måneden", "each: month"),
    ("once a month on a Tuesday", "each: month, on: tue"),
    ("hver anden måned", "each: month, every: 2"),
    ("every 3 months", "each: month, every: 3"),
    ("kvartalsvis", "each: quarter"),
    ("hvert kvartal om torsdagen", "each: quarter, on: thu"),
    ("quarterly", "each: quarter"),
    ("4 gange om året", "each: year, times: 4"),
    ("to gange årligt", "each: year, times: 2"),
    ("11 gange om året", "each: year, times: 11"),
    ("halvårligt", "each: half-year"),
    ("once a year", "each: year"),
];

fn meets(phrase: &str) -> Result<String, Misread> {
    let entries = understood(phrase)?.meets();
    let text = text(&[Entry::new("meets", Value::Map(entries))]);
    Ok(text.trim().trim_start_matches("meets: {").trim_end_matches('}').to_owned())
}

#[test]
fn what_people_write_becomes_what_a_plan_says() {
    let told: Vec<String> = PHRASES
        .iter()
        .filter_map(|(phrase, expected)| {
            let found = meets(phrase);
            (found.as_deref() != Ok(*expected)).then(|| format!("{phrase}: {found:?}, not {expected}"))
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// The days of 2027 that a rhythm names, found day by day; none where it names periods.
fn days_by_hand(phrase: &str) -> Option<Vec<NaiveDate>> {
    let understood = understood(phrase).unwrap();
    let first: NaiveDate = "2027-01-01".parse().unwrap();
    let days = first.iter_days().take_while(|day| day.year() == 2027);
    let weekday = |day: NaiveDate| day.weekday().num_days_from_monday() as usize;
    let is_kept = |day: &NaiveDate| !understood.clauses.months.contains(&day.month());
    match &understood.rhythm {
        Rhythm::OfMonth { nths, weekday: wanted, interval } => {
            let is_nth = |day: NaiveDate| {
                let alike: Vec<NaiveDate> = first
                    .iter_days()
                    .take(365)
                    .filter(|other| other.month() == day.month() && weekday(*other) == *wanted)
                    .collect();
                nths.iter().any(|nth| {
                    let place = if *nth > 0 {
                        usize::try_from(nth - 1).ok()
                    } else {
                        alike.len().checked_sub(usize::try_from(-nth).unwrap())
                    };
                    place.and_then(|place| alike.get(place)) == Some(&day)
                })
            };
            Some(days.filter(|day| (day.month() - 1) % interval == 0 && is_nth(*day)).filter(is_kept).collect())
        }
        Rhythm::OfWeek { interval } if !understood.clauses.weekdays.is_empty() => {
            // 1 January 2027 is in the week of Monday 28 December: weeks count from that one.
            let monday: NaiveDate = "2026-12-28".parse().unwrap();
            let is_week = |day: &NaiveDate| (*day - monday).num_weeks() % i64::from(*interval) == 0;
            let is_day = |day: &NaiveDate| understood.clauses.weekdays.contains(&weekday(*day));
            Some(days.filter(|day| is_week(day) && is_day(day)).filter(is_kept).collect())
        }
        Rhythm::OfWeek { .. } | Rhythm::Each { .. } => None,
    }
}

#[test]
fn the_dates_of_a_year_are_those_that_a_loop_over_its_days_finds() {
    let horizon = Horizon::of_years(2027, 2027).unwrap();
    let mut checked = 0;
    for (phrase, _) in PHRASES {
        let understood = understood(phrase).unwrap();
        let (_, slots) = slots(&understood.meets(), horizon).unwrap_or_else(|| panic!("{phrase}"));
        if let Some(days) = days_by_hand(phrase) {
            let found: Vec<NaiveDate> = slots.iter().map(|slot| slot.window.first).collect();
            assert_eq!(found, days, "{phrase}");
            checked += 1;
        } else if let Rhythm::Each { unit, times, interval } = understood.rhythm {
            let periods = match unit {
                Unit::Day | Unit::Week => continue,
                Unit::Month => 12,
                Unit::Quarter => 4,
                Unit::HalfYear => 2,
                Unit::Year => 1,
            };
            let free = u32::try_from(understood.clauses.months.len()).unwrap();
            assert_eq!(u32::try_from(slots.len()).unwrap(), (periods / interval - free) * times, "{phrase}");
            checked += 1;
        }
    }
    assert!(checked >= 50, "{checked}");
}

#[test]
fn what_can_be_meant_in_two_ways_is_refused_with_readings_that_are_understood() {
    let phrases = [
        "every 2nd Tuesday",
        "biweekly",
        "hver 2. tirsdag",
        "every third Friday",
        "bimonthly",
        "biannually",
        "bi-weekly on Mondays",
    ];
    for phrase in phrases {
        let Err(Misread::Ambiguous(readings)) = understood(phrase) else { panic!("{phrase}: {:?}", understood(phrase)) };
        let meant: Vec<_> = readings.iter().map(|reading| meets(reading).unwrap_or_else(|_| panic!("{reading}"))).collect();
        assert_eq!(meant.len(), 2);
        assert_ne!(meant[0], meant[1], "{phrase}");
    }
    assert_eq!(
        understood("every 2nd Tuesday"),
        Err(Misread::Ambiguous(vec!["every 2 weeks on Tuesday".to_owned(), "2nd Tuesday of the month".to_owned()]))
    );
}

#[test]
fn what_a_plan_cannot_say_is_refused() {
    let no_rule = |phrase| matches!(understood(phrase), Err(Misread::NoRule(_)));
    for phrase in [
        "sidste hverdag i måneden",
        "last working day of the month",
        "dagligt",
        "every day",
        "femte mandag i måneden",
        "hver lørdag",
        "every 10 days",
    ] {
        assert!(no_rule(phrase), "{phrase}: {:?}", understood(phrase));
    }
    assert_eq!(understood("efter behov"), Err(Misread::Word("efter".to_owned())));
    assert_eq!(understood("kl. 25"), Err(Misread::Word("25".to_owned())));
    assert_eq!(understood(""), Err(Misread::Nothing));
    assert_eq!(understood("måske hver uge"), Err(Misread::Word("måske".to_owned())));
}

#[test]
fn what_was_understood_is_said_in_both_languages() {
    let said = |phrase, language| in_words(&understood(phrase).unwrap(), language);
    let first = "første mandag i måneden undtagen juli kl. 13";
    assert_eq!(said(first, Language::Danish), "den første mandag i hver måned undtagen juli kl. 13.00");
    assert_eq!(said(first, Language::English), "the first Monday of every month except July at 13:00");
    assert_eq!(said("every other Thursday", Language::Danish), "hver 2. uge, på en torsdag");
    assert_eq!(said("4 gange om året", Language::English), "4 meetings in every year");
}

proptest! {
    #[test]
    fn no_text_stops_the_program(text in any::<String>(), words in prop::collection::vec(prop::sample::select(&["hver", "every", "2.", "anden", "1st", "uge", "months", "kl.", "13-", "mandag", "except", "july", "gange", "4", "other", "at", "pm", "biweekly", "366", "last"][..]), 0..8)) {
        for text in [text, words.join(" ")] {
            match understood(&text) {
                Ok(found) => assert!(!in_words(&found, Language::Danish).is_empty() && !found.meets().is_empty()),
                Err(misread) => assert!(!refusal(&misread).0.is_empty()),
            }
        }
    }
}
