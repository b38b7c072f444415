//! The small texts of the plan language by example: for the reference, and every example is read by a test.

use crate::calendar::civil::{NaiveDate, NaiveTime, Weekday};
use crate::calendar::closed_days::{Closing, Condition};
use crate::calendar::rule::DayRule;
use crate::diagnostic::source::{SourceId, Span};
use crate::plan::cycle::{Hours, Period};
use crate::plan::deadline::Shown;
use crate::plan::language::Language;
use crate::plan::occurrence::Window;
use crate::plan::priority::Priority;
use crate::plan::roadmap::Length;
use crate::schema::node::Scalar;
use crate::schema::read::Leaf;
use crate::schema::scalar::clock::Minutes;
use crate::schema::scalar::dates::Years;
use crate::schema::scalar::deadlines::{ByText, DeadlineText};
use crate::schema::scalar::distances::{DistanceText, WorkingDays};
use crate::schema::scalar::occasions::Occasion;
use crate::schema::scalar::quorums::{AtMost, Enough};
use crate::schema::scalar::roadmap::{DecisionText, EndDay, Firm, StartDay};
use crate::schema::scalar::words::{Answer, Month, Preferred, Word};

/// A kind of small text.
pub struct Form {
    /// What it is called.
    pub name: &'static str,
    /// Examples with what they mean.
    pub examples: &'static [(&'static str, &'static str)],
    /// Whether the reader takes a text for one of these.
    pub takes: fn(&str) -> bool,
}

/// Every kind of small text.
pub const FORMS: &[Form] = &[
    Form {
        name: "dates",
        examples: &[
            ("2027-03-04", "4 March 2027: year, month and day, with two digits each for the last two"),
            ("thu 2027-03-04", "the same, and the weekday is checked; `torsdag 2027-03-04` too"),
        ],
        takes: takes::<NaiveDate>,
    },
    Form { name: "years", examples: &[("2027", "the whole year"), ("2026..2027", "both whole years")], takes: takes::<Years> },
    Form {
        name: "ranges of dates",
        examples: &[("2027-05-10..2027-05-30", "from the first to the last, both included"), ("2027-05-10", "that day alone")],
        takes: takes::<Window>,
    },
    Form {
        name: "days",
        examples: &[
            ("06-05", "5 June of every year"),
            ("12-27..12-30", "a run of days of every year; a closure may run past new year: `12-20..01-03`"),
            ("easter+40", "so many days after Easter Sunday; `easter-3` lies before it, and `påske` is understood"),
            ("week 42", "Monday to Sunday of that ISO week of every year; `uge 42` too"),
            ("2027-W42", "that ISO week of that year"),
            ("3rd tue of november", "1st to 5th, or `last`; `sidste man i maj` too"),
            ("2027-10-18", "that date alone"),
            ("2027-10-18..2027-10-22", "these dates"),
        ],
        takes: takes::<DayRule>,
    },
    Form {
        name: "closed days",
        examples: &[
            ("fri after easter+39", "any form of days, and the nearest weekday on one side of one day; `fre efter påske+39` too"),
            ("mon on or before 06-05", "that day itself included; `man på eller før 06-05` too"),
            ("day after easter+39", "and `2 days before 12-24`; `dagen efter påske+39` too"),
            ("every fri", "`hver fre` too"),
            ("last fri of every month", "`sidste fre i hver måned` too"),
            ("july", "the whole month; `juli` too"),
            ("weeks 28..30", "Monday of the first to Sunday of the last; `uge 28..30` too"),
            ("bridge-days", "single weekdays between days that the calendar closes; `indeklemte dage` too"),
        ],
        takes: takes::<Closing>,
    },
    Form {
        name: "conditions of closed days",
        examples: &[("fri", "a weekday"), ("week 42", "any form of days")],
        takes: takes::<Condition>,
    },
    Form {
        name: "clock times",
        examples: &[("13:00", "one in the afternoon, in the time zone of the plan"), ("9.30", "half past nine")],
        takes: takes::<NaiveTime>,
    },
    Form {
        name: "hours",
        examples: &[("09:00-15:00", "a meeting starts at nine at the earliest and ends at three at the latest")],
        takes: takes::<Hours>,
    },
    Form {
        name: "lengths of meetings",
        examples: &[("1h", "an hour; `1t` too"), ("90m", "ninety minutes"), ("1h30m", "the same")],
        takes: takes::<Minutes>,
    },
    Form {
        name: "lengths of phases",
        examples: &[
            ("40 working days", "the first and the last included; `40 arbejdsdage` too"),
            ("6 weeks", "ends the day before the same weekday, or the last open day before that; `6 uger` too"),
            ("3 months", "ends the day before the same day of the month, or the last open day before that; `3 måneder` too"),
        ],
        takes: takes::<Length>,
    },
    Form {
        name: "days to start on",
        examples: &[
            ("monday", "that weekday; `mandag` too"),
            ("1st of month", "the 1st, open or closed; `1. i måneden` too"),
            ("first working day of month, should", "not a must; `første arbejdsdag i måneden` too"),
        ],
        takes: takes::<Firm<StartDay>>,
    },
    Form {
        name: "days to end on",
        examples: &[
            ("friday", "that weekday; `fredag` too"),
            ("last day of month", "the last working day of a month; `sidste dag i måneden` too"),
        ],
        takes: takes::<Firm<EndDay>>,
    },
    Form {
        name: "decisions",
        examples: &[
            ("should", "on the day of the meeting, and how firmly"),
            ("1..5 working days", "so long after the meeting; a distance"),
        ],
        takes: takes::<DecisionText>,
    },
    Form {
        name: "distances",
        examples: &[
            ("1..10 days", "at least 1 and at most 10 days; `1..10 dage` too"),
            ("1..10 days, best 3", "and each day from 3 costs a little; `bedst 3` too"),
            ("at least 3 weeks", "a week is seven days; `mindst 3 uger` too"),
            ("at least 3 weeks, at most 8", "the unit is said once; `højst 8` too"),
            ("5 working days", "just so many; `5 arbejdsdage` too"),
            ("-5..5 working days", "before or after"),
            ("3..7 weeks, should", "not a must: each day outside costs"),
            (
                "1..10 days, nearest",
                "between two groups: to the nearest meeting, not to the one of the same period; `nærmeste` too",
            ),
        ],
        takes: takes::<DistanceText>,
    },
    Form {
        name: "deadlines",
        examples: &[
            ("5 working days before", "the fifth open day before the meeting, its own day not counted; `5 arbejdsdage før` too"),
            ("14 days after", "a closed day moves it later, and earlier before a meeting; `14 dage efter` too"),
            ("4 weeks before", "28 days"),
            ("2 months before", "the same day of the month; `2 måneder før` too"),
            ("monday 12:00 the week before", "that weekday of the ISO week before the meeting's; `mandag kl. 12 i ugen før` too"),
            ("friday 2 weeks after", "that weekday two ISO weeks later; `fredag 2 uger efter` too"),
            (
                "7 days before, with a weekend",
                "moves earlier until a Saturday and its Sunday lie between; `7 dage før, med en weekend` too",
            ),
            ("3 days before, at 12:00", "the clock time is told with it; `3 dage før kl. 12` too"),
        ],
        takes: takes::<DeadlineText>,
    },
    Form {
        name: "who sees to a deadline",
        examples: &[("coordinator", "a role; should not be on leave on the due date"), ("coordinator, must", "must not")],
        takes: takes::<ByText>,
    },
    Form {
        name: "when a topic is treated",
        examples: &[
            ("november", "in that month of every year"),
            ("04-01..05-15", "in those days of every year"),
            ("2027-04-01..2027-05-15", "in those days"),
        ],
        takes: takes::<Occasion>,
    },
    Form {
        name: "drifts",
        examples: &[("6 working days", "so many open days either way"), ("6 working days, should", "and each of them is dearer")],
        takes: takes::<Preferred<WorkingDays>>,
    },
    Form {
        name: "quorums",
        examples: &[
            ("half", "at least half of the people: 2 of 3 and 2 of 4; `halvdelen` too"),
            ("majority", "more than half of them: 2 of 3 and 3 of 4; `flertal` too"),
            ("3", "so many"),
        ],
        takes: takes::<Enough>,
    },
    Form {
        name: "limits",
        examples: &[("2", "at most two, as firmly as it is by default"), ("2, should", "a third one costs; `2, bør` too")],
        takes: takes::<AtMost>,
    },
    Form {
        name: "preferences",
        examples: &[("thu", "Thursday, as firmly as it is by default"), ("thu, could", "Thursday, said to be a mere wish")],
        takes: takes::<Preferred<Weekday>>,
    },
];

fn takes<T: Leaf>(text: &str) -> bool {
    let span = Span { source: SourceId(0), start: 0, end: u32::try_from(text.len()).unwrap_or(u32::MAX) };
    T::parse(&Scalar::new(text.to_owned(), span, text)).is_ok()
}

/// A kind of word, and the words of each of its values, the shown one first.
pub type WordTable = (&'static str, Vec<Vec<&'static str>>);

/// Every kind of word out of a list.
pub fn words() -> Vec<WordTable> {
    vec![
        ("weekdays", grouped::<Weekday>()),
        ("months", grouped::<Month>()),
        ("periods", grouped::<Period>()),
        ("how firmly", grouped::<Priority>()),
        ("answers", grouped::<Answer>()),
        ("how a deadline is shown", grouped::<Shown>()),
        ("languages", grouped::<Language>()),
    ]
}

fn grouped<T: Word + PartialEq>() -> Vec<Vec<&'static str>> {
    let mut groups: Vec<(T, Vec<&'static str>)> = Vec::new();
    for (word, value) in T::WORDS {
        match groups.iter_mut().find(|(known, _)| known == value) {
            Some((_, synonyms)) => synonyms.push(word),
            None => groups.push((*value, vec![word])),
        }
    }
    groups.into_iter().map(|(_, synonyms)| synonyms).collect()
}

#[cfg(test)]
mod tests {
    use super::{FORMS, words};

    #[test]
    fn every_example_is_read_in_english_and_in_danish() {
        for form in FORMS {
            for (example, meaning) in form.examples {
                assert!((form.takes)(example), "{example}");
                for other in meaning.split('`').skip(1).step_by(2).filter(|other| *other != "last" && *other != "påske") {
                    // A part such as `bedst 3` stands for the whole with that part instead.
                    assert!((form.takes)(other) || (form.takes)(&format!("1 day, {other}")), "{other}");
                }
            }
        }
    }

    #[test]
    fn words_of_one_meaning_stand_together() {
        let table = words();
        assert_eq!(table[0].1[0], ["mon", "man"]);
        assert_eq!(table[1].1.len(), 12);
    }
}
