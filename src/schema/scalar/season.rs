//! Runs of days that come back every year, or once: months, thirds of a month, weeks, dates.

use crate::calendar::civil::{NaiveDate, TimeDelta};
use crate::calendar::horizon::Horizon;
use crate::calendar::iso_week::Week;
use crate::calendar::rule::{DatedRule, DayRule};
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::plan::occurrence::Window;
use crate::schema::node::Scalar;
use crate::schema::read::Leaf;
use crate::schema::scalar::words::{Month, Word, invalid, word};

/// Days as a cycle names them: in which it meets, or in which it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Season {
    /// What a calendar rule names.
    Days(DayRule),
    /// ISO weeks of a year, both included.
    Weeks {
        /// The number of the first week.
        first: u32,
        /// The number of the last week.
        last: u32,
    },
}

impl Leaf for Season {
    const FORM: &'static str = "days such as november, primo june, week 43, week 43..44, 05-10..05-30 or 2027-10-18..2027-10-22";
    const CODE: Code = Code::InvalidDays;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let lower = scalar.text.to_lowercase();
        if let Some(Month(month)) = Month::of(lower.trim()) {
            return Ok(days((month, 1), (month, last_day(month))));
        }
        let words = scalar.words();
        if let [part, month] = words.as_slice()
            && let Some((first, last)) = third(&part.text)
        {
            let Month(month) = word(month)?;
            return Ok(days((month, first), (month, last.unwrap_or_else(|| last_day(month)))));
        }
        let weeks = lower.strip_prefix("week ").or_else(|| lower.strip_prefix("uge ")).and_then(|weeks| weeks.split_once(".."));
        if let Some((first, last)) = weeks {
            let number = |text: &str| text.trim().parse().ok().filter(|number| (1..=53).contains(number));
            return match (number(first), number(last)) {
                (Some(first), Some(last)) if first <= last => Ok(Season::Weeks { first, last }),
                (Some(_), Some(_)) => {
                    let message = format!("no week lies between {} and {}", first.trim(), last.trim());
                    let fault = Diagnostic::error(Code::ReversedRange, message).at(scalar.span, "");
                    Err(Box::new(fault.hint("put the earlier week first; what runs past new year is two ranges")))
                }
                (Some(_) | None, Some(_) | None) => Err(invalid(Code::UnknownWeek, scalar, "weeks from 1 to 53")),
            };
        }
        // What looks like words that name a month, and is none, is told in the words of this place.
        DayRule::parse(scalar).map(Season::Days)
    }
}

fn days(from: (u32, u32), to: (u32, u32)) -> Season {
    Season::Days(DayRule::Yearly { from, to })
}

/// The first and the last day of a third of a month: primo is the 1st to the 10th, medio to the 20th, ultimo to the end.
fn third(word: &str) -> Option<(u32, Option<u32>)> {
    match word.to_lowercase().as_str() {
        "primo" => Some((1, Some(10))),
        "medio" => Some((11, Some(20))),
        "ultimo" => Some((21, None)),
        _ => None,
    }
}

/// The last day of a month in a leap year: a season that ends on 29 February ends a day earlier in the other years.
fn last_day(month: u32) -> u32 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Season {
    /// The days that belong to a year. A week belongs to its ISO year; week 53 is in some years only.
    pub fn of_year(self, year: i32) -> Option<Window> {
        let sunday = |week: Week| week.monday() + TimeDelta::days(6);
        match self {
            Season::Days(DayRule::Week { number }) => Week::new(year, number).map(|week| (week.monday(), sunday(week))),
            // A range that ends with week 53 ends with week 52 where there is no other.
            Season::Weeks { first, last } => {
                let last = Week::new(year, last).or_else(|| Week::new(year, last - 1));
                Week::new(year, first).zip(last).map(|(first, last)| (first.monday(), sunday(last)))
            }
            Season::Days(DayRule::Once { first, last }) => {
                use crate::calendar::civil::Datelike;
                (first.year() == year).then_some((first, last))
            }
            Season::Days(rule) => {
                let days = DatedRule::always(rule).days(Horizon::of_years(year, year)?);
                days.first().copied().zip(days.last().copied())
            }
        }
        .and_then(|(first, last)| Window::new(first, last))
    }

    /// The runs of the horizon's days that are meant, in order.
    pub fn runs(self, horizon: Horizon) -> Vec<Window> {
        let mut days: Vec<NaiveDate> = match self {
            Season::Days(rule) => DatedRule::always(rule).days(horizon),
            Season::Weeks { .. } => {
                let years = horizon.years().start() - 1..=horizon.years().end() + 1;
                let runs = years.filter_map(|year| self.of_year(year));
                runs.flat_map(|run| run.first.iter_days().take_while(move |day| *day <= run.last))
                    .filter(|day| horizon.contains(*day))
                    .collect()
            }
        };
        days.sort_unstable();
        let mut runs: Vec<Window> = Vec::new();
        for day in days {
            match runs.last_mut() {
                Some(run) if run.last + TimeDelta::days(1) >= day => run.last = day,
                Some(_) | None => runs.push(Window { first: day, last: day }),
            }
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::Season;
    use crate::diagnostic::code::Code;
    use crate::schema::scalar::trial;

    fn of(text: &str, year: i32) -> Option<(String, String)> {
        let season: Season = trial::read(text).unwrap();
        season.of_year(year).map(|window| (window.first.to_string(), window.last.to_string()))
    }

    fn run(first: &str, last: &str) -> (String, String) {
        (first.to_owned(), last.to_owned())
    }

    #[test]
    fn thirds_of_a_month_meet_and_ultimo_ends_with_the_month() {
        assert_eq!(of("primo june", 2027), Some(run("2027-06-01", "2027-06-10")));
        assert_eq!(of("medio juni", 2027), Some(run("2027-06-11", "2027-06-20")));
        assert_eq!(of("Ultimo juni", 2027), Some(run("2027-06-21", "2027-06-30")));
        assert_eq!(of("ultimo february", 2027), Some(run("2027-02-21", "2027-02-28")));
        assert_eq!(of("ultimo februar", 2028), Some(run("2028-02-21", "2028-02-29")));
        assert_eq!(of("november", 2027), Some(run("2027-11-01", "2027-11-30")));
    }

    #[test]
    fn weeks_belong_to_their_iso_year_and_week_53_is_in_some_years_only() {
        assert_eq!(of("week 43..44", 2027), Some(run("2027-10-25", "2027-11-07")));
        assert_eq!(of("uge 1", 2026), Some(run("2025-12-29", "2026-01-04")));
        assert_eq!(of("week 53", 2026), Some(run("2026-12-28", "2027-01-03")));
        assert_eq!(of("week 53", 2027), None);
        assert_eq!(of("week 52..53", 2026), Some(run("2026-12-21", "2027-01-03")));
        assert_eq!(of("week 52..53", 2027), Some(run("2027-12-27", "2028-01-02")));
    }

    #[test]
    fn what_is_no_season_is_told_at_its_word() {
        let fault = |text: &str| trial::read::<Season>(text).unwrap_err();
        assert_eq!(fault("primo jumi"), (Code::UnknownWord, "jumi".to_owned()));
        assert_eq!(fault("week 44..43").0, Code::ReversedRange);
        assert_eq!(fault("week 44..54").0, Code::UnknownWeek);
        assert_eq!(fault("week 54").0, Code::UnknownWeek);
    }
}
