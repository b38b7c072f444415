//! Days and clock times a little earlier, later or wider: `03-01..03-05`, `week 43`, `2027-09-20`, `09:00-12:00`.

use crate::calendar::civil::{Datelike, NaiveDate, NaiveTime, TimeDelta};
use crate::schema::loosening::ladder::{Change, Climb, Series};
use crate::schema::scalar::words::{Month, Word};

/// The most days that a window is widened by, or a date moved.
pub const MOST_DAYS: u32 = 45;
/// The most weeks that weeks are widened by.
const MOST_WEEKS: u32 = 6;
/// The steps in which clock times change, in minutes, and how many.
const STEP_MINUTES: u32 = 30;
const MOST_STEPS: u32 = 8;
/// A year without 29 February, in which days of every year are counted.
const ANY_YEAR: i32 = 2027;

/// A day of one year, or of every year.
#[derive(Debug, Clone, Copy)]
enum Day {
    Dated(NaiveDate),
    Yearly(NaiveDate),
}

impl Day {
    fn of(text: &str) -> Option<Day> {
        let text = text.trim();
        match text.len() {
            10 => NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Day::Dated),
            5 => NaiveDate::parse_from_str(&format!("{ANY_YEAR}-{text}"), "%Y-%m-%d").ok().map(Day::Yearly),
            _ => None,
        }
    }

    /// So many days away; none where a day of every year would be one of another.
    fn plus(self, days: i64) -> Option<Day> {
        match self {
            Day::Dated(date) => date.checked_add_signed(TimeDelta::days(days)).map(Day::Dated),
            Day::Yearly(date) => {
                date.checked_add_signed(TimeDelta::days(days)).filter(|day| day.year() == ANY_YEAR).map(Day::Yearly)
            }
        }
    }

    fn text(self) -> String {
        match self {
            Day::Dated(date) => date.format("%Y-%m-%d").to_string(),
            Day::Yearly(date) => date.format("%m-%d").to_string(),
        }
    }

    fn date(self) -> NaiveDate {
        match self {
            Day::Dated(date) | Day::Yearly(date) => date,
        }
    }
}

/// Days that end later, and days that begin earlier.
pub fn widened(text: &str) -> Vec<Series> {
    if let Some((word, weeks)) = text.split_once(' ').filter(|(word, _)| matches!(*word, "week" | "uge")) {
        return weeks_widened(word, weeks);
    }
    let ends = match (text.split_once(".."), Month::of(text.trim())) {
        (Some((first, last)), _) => Day::of(first).zip(Day::of(last)),
        (None, Some(Month(month))) => whole_month(month),
        (None, None) => Day::of(text).map(|day| (day, day)),
    };
    let Some((first, last)) = ends else { return Vec::new() };
    let value = u32::try_from((last.date() - first.date()).num_days() + 1).unwrap_or(1).max(1);
    let later = |days: i64| Some(format!("{}..{}", first.text(), last.plus(days)?.text()));
    let earlier = |days: i64| Some(format!("{}..{}", first.plus(-days)?.text(), last.text()));
    vec![series(value, Climb::Wider, MOST_DAYS, &later), series(value, Climb::Wider, MOST_DAYS, &earlier)]
}

fn whole_month(month: u32) -> Option<(Day, Day)> {
    let first = NaiveDate::from_ymd_opt(ANY_YEAR, month, 1)?;
    let next =
        if month == 12 { NaiveDate::from_ymd_opt(ANY_YEAR + 1, 1, 1) } else { NaiveDate::from_ymd_opt(ANY_YEAR, month + 1, 1) };
    Some((Day::Yearly(first), Day::Yearly(next?.pred_opt()?)))
}

fn weeks_widened(word: &str, weeks: &str) -> Vec<Series> {
    let (first, last) = weeks.split_once("..").unwrap_or((weeks, weeks));
    let (Ok(first), Ok(last)) = (first.trim().parse::<i64>(), last.trim().parse::<i64>()) else { return Vec::new() };
    let value = u32::try_from(last - first + 1).unwrap_or(1).max(1);
    let later = |weeks: i64| (last + weeks <= 52).then(|| format!("{word} {first}..{}", last + weeks));
    let earlier = |weeks: i64| (first - weeks >= 1).then(|| format!("{word} {}..{last}", first - weeks));
    vec![series(value, Climb::Wider, MOST_WEEKS, &later), series(value, Climb::Wider, MOST_WEEKS, &earlier)]
}

/// A date, on days further and further away.
pub fn moved(text: &str) -> Option<Series> {
    let day = Day::of(text)?;
    let both = (1..=MOST_DAYS).flat_map(|days| [i64::from(days), -i64::from(days)]);
    let changes = both.filter_map(|days| Some(Change { amount: u32::try_from(days.abs()).ok()?, text: day.plus(days)?.text() }));
    Some(Series { value: 7, climb: Climb::Otherwise, changes: changes.collect() })
}

/// A last day, on later ones.
pub fn later(text: &str) -> Option<Series> {
    let day = Day::of(text)?;
    Some(series(30, Climb::Wider, MOST_DAYS, &|days| Some(day.plus(days)?.text())))
}

/// Hours that end later, and hours that begin earlier.
pub fn hours_widened(text: &str) -> Vec<Series> {
    let Some((Some(earliest), Some(latest))) = text.split_once('-').map(|(from, to)| (time(from), time(to))) else {
        return Vec::new();
    };
    let value = u32::try_from((latest - earliest).num_minutes()).unwrap_or(1).max(1);
    let later = |step: i64| Some(format!("{}-{}", earliest.format("%H:%M"), shifted(latest, step)?));
    let earlier = |step: i64| Some(format!("{}-{}", shifted(earliest, -step)?, latest.format("%H:%M")));
    [&later as &dyn Fn(i64) -> Option<String>, &earlier].map(|at| in_minutes(series(value, Climb::Wider, MOST_STEPS, at))).into()
}

/// A start, at other times.
pub fn start_moved(text: &str) -> Option<Series> {
    let start = time(text)?;
    let both = (1..=MOST_STEPS).flat_map(|step| [i64::from(step), -i64::from(step)]);
    let changes = both.filter_map(|step| Some(Change { amount: u32::try_from(step.abs()).ok()?, text: shifted(start, step)? }));
    Some(in_minutes(Series { value: 120, climb: Climb::Otherwise, changes: changes.collect() }))
}

fn time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(&text.trim().replace('.', ":"), "%H:%M").ok()
}

/// A clock time so many steps away on the same day.
fn shifted(time: NaiveTime, steps: i64) -> Option<String> {
    let (time, wrapped) = time.overflowing_add_signed(TimeDelta::minutes(steps * i64::from(STEP_MINUTES)));
    (wrapped == 0).then(|| time.format("%H:%M").to_string())
}

fn in_minutes(mut series: Series) -> Series {
    for change in &mut series.changes {
        change.amount *= STEP_MINUTES;
    }
    series
}

fn series(value: u32, climb: Climb, most: u32, at: &dyn Fn(i64) -> Option<String>) -> Series {
    let changes = (1..=most).map_while(|amount| Some(Change { amount, text: at(i64::from(amount))? }));
    Series { value, climb, changes: changes.collect() }
}

/// Working weekdays that are not named yet, in the words of those that are: the nearest in the week first.
pub fn further_weekdays(named: &[&str]) -> Vec<&'static str> {
    const ENGLISH: [&str; 5] = ["mon", "tue", "wed", "thu", "fri"];
    const DANISH: [&str; 5] = ["man", "tir", "ons", "tor", "fre"];
    let place = |words: &[&str; 5], word: &str| words.iter().position(|known| known.eq_ignore_ascii_case(word));
    let is_danish = named.iter().any(|word| place(&DANISH, word).is_some());
    let taken: Vec<usize> = named.iter().filter_map(|word| place(&ENGLISH, word).or(place(&DANISH, word))).collect();
    let mut free: Vec<usize> = (0..5).filter(|day| !taken.contains(day)).collect();
    free.sort_by_key(|day| taken.iter().map(|taken| taken.abs_diff(*day)).min());
    free.into_iter().map(|day| if is_danish { DANISH[day] } else { ENGLISH[day] }).collect()
}

#[cfg(test)]
mod tests {
    use super::{further_weekdays, hours_widened, later, moved, start_moved, widened};
    use crate::schema::loosening::ladder::Series;

    fn first(series: &Series) -> (u32, &str) {
        (series.changes[0].amount, &series.changes[0].text)
    }

    #[test]
    fn windows_are_widened_at_both_ends_in_the_form_that_they_have() {
        let both = |text: &str| widened(text).iter().map(|series| first(series).1.to_owned()).collect::<Vec<_>>();
        assert_eq!(both("03-01..03-05"), ["03-01..03-06", "02-28..03-05"]);
        assert_eq!(both("03-05"), ["03-05..03-06", "03-04..03-05"]);
        assert_eq!(both("2027-12-31..2027-12-31"), ["2027-12-31..2028-01-01", "2027-12-30..2027-12-31"]);
        assert_eq!(both("uge 43"), ["uge 43..44", "uge 42..43"]);
        assert_eq!(both("november"), ["11-01..12-01", "10-31..11-30"]);
        assert_eq!(both("primo june"), Vec::<String>::new());
        assert_eq!(widened("12-30..12-31")[0].changes, []);
    }

    #[test]
    fn dates_and_times_are_moved_the_nearest_first() {
        let texts = |series: &Series| series.changes[..3].iter().map(|change| change.text.clone()).collect::<Vec<_>>();
        assert_eq!(
            moved("2027-09-20").map(|series| texts(&series)),
            Some(["2027-09-21", "2027-09-19", "2027-09-22"].map(str::to_owned).to_vec())
        );
        assert_eq!(later("2027-09-20").as_ref().map(first), Some((1, "2027-09-21")));
        assert_eq!(
            start_moved("13:00").map(|series| texts(&series)),
            Some(["13:30", "12:30", "14:00"].map(str::to_owned).to_vec())
        );
        let hours = hours_widened("09:00-12:00");
        assert_eq!((first(&hours[0]), first(&hours[1])), ((30, "09:00-12:30"), (30, "08:30-12:00")));
    }

    #[test]
    fn a_further_weekday_is_near_and_in_the_same_language() {
        assert_eq!(further_weekdays(&["mon"]), ["tue", "wed", "thu", "fri"]);
        assert_eq!(further_weekdays(&["ons", "Tor"]), ["tir", "fre", "man"]);
        assert!(further_weekdays(&["mon", "tue", "wed", "thu", "fri"]).is_empty());
    }
}
