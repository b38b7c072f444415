//! Rhythms that dates could follow, as a person would write them, the plainest first. Whether a plan with such a rhythm has just
//! these meetings is not known here.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::{Datelike, NaiveDate, TimeDelta, Weekday};
use crate::calendar::horizon::Horizon;
use crate::calendar::iso_week::Week;
use crate::import::meetings::left_out::{LeftOut, months};
use crate::import::month::month_word;
use crate::import::plan_text::{Entry, Value};
use crate::plan::cycle::Period;
use crate::plan::date_words;
use crate::plan::language::Language;
use crate::schema::lower::cycles::period::{beginning, following};

/// The weeks between two meetings that are still a rhythm of weeks.
const MOST_WEEKS: i64 = 6;

/// How many of so many meetings may lie beside the rhythm: one of six.
fn tolerated(count: usize) -> usize {
    (count / 6).max(usize::from(count >= 4))
}

/// What dates are looked at in.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// The planned years.
    pub horizon: Horizon,
    /// The language of names.
    pub language: Language,
}

/// The rhythms that dates in order could follow, each as the keys of `meets` that say it; the last one fits any dates.
pub fn rhythms(dates: &[NaiveDate], frame: Frame) -> Vec<Vec<Entry>> {
    let mut found = Vec::new();
    let used: BTreeSet<(i32, u32)> = dates.iter().map(|date| (date.year(), date.month())).collect();
    let is_dense = used.len() >= 3 && used.len() * 3 >= span_of(&used) * 2;
    if is_dense {
        found.extend(nth_weekday(dates, &used, frame));
    }
    found.extend(weekly(dates, frame));
    for (period, least) in [(Period::Year, 1), (Period::HalfYear, 2), (Period::Quarter, 3)] {
        found.extend((dates.len() >= least).then(|| periodic(period, dates, frame)).flatten());
    }
    found.extend(every_second_month(dates, &used, frame));
    if used.len() >= 4 && used.len() * 4 >= span_of(&used) * 3 {
        let mut entries = vec![Entry::word("each", "month")];
        entries.extend(LeftOut::of(&used, frame.horizon).entries());
        found.push(entries);
    }
    for period in [Period::Month, Period::Quarter, Period::HalfYear] {
        found.extend(repeated(period, dates, frame));
    }
    // Windows say more, where no month has two.
    if used.len() < dates.len() {
        found.extend(repeated(Period::Year, dates, frame));
    }
    found.push(windows(&used, frame));
    found
}

/// How many months lie from the first to the last.
fn span_of(used: &BTreeSet<(i32, u32)>) -> usize {
    let (Some((first_year, first)), Some((last_year, last))) = (used.first(), used.last()) else { return 0 };
    usize::try_from((last_year - first_year) * 12).unwrap_or(0) + *last as usize - *first as usize + 1
}

/// `FREQ=MONTHLY;BYDAY=1MO`, when nearly all dates are that weekday of their month.
fn nth_weekday(dates: &[NaiveDate], used: &BTreeSet<(i32, u32)>, frame: Frame) -> Option<Vec<Entry>> {
    let mut counts: BTreeMap<(usize, i64, u32), usize> = BTreeMap::new();
    for date in dates {
        let nth = i64::from((date.day() - 1) / 7) + 1;
        // Of two rules as good, the one that counts from the start of the month.
        let is_last = (*date + TimeDelta::days(7)).month() != date.month();
        let names = (nth <= 4).then_some(nth).into_iter().chain(is_last.then_some(-1));
        for name in names {
            *counts.entry((usize::from(name < 0), name, date.weekday().num_days_from_monday())).or_default() += 1;
        }
    }
    let ((_, nth, weekday), count) = counts.into_iter().max_by_key(|((is_last, nth, _), count)| (*count, 1 - is_last, -nth))?;
    if count < 3 || count + tolerated(dates.len()) < dates.len() {
        return None;
    }
    let mut entries = vec![Entry::word("rrule", &format!("FREQ=MONTHLY;BYDAY={nth}{}", WEEKDAYS[weekday as usize]))];
    entries.extend(LeftOut::of(used, frame.horizon).entries());
    Some(entries)
}

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU`, when nearly all dates are that weekday, so many weeks apart.
fn weekly(dates: &[NaiveDate], frame: Frame) -> Option<Vec<Entry>> {
    let weekday = most_common(dates.iter().map(|date| date.weekday().num_days_from_monday()))?;
    let on_it = dates.iter().filter(|date| date.weekday().num_days_from_monday() == weekday).count();
    if dates.len() < 3 || on_it + tolerated(dates.len()) < dates.len() {
        return None;
    }
    let mondays: BTreeSet<NaiveDate> = dates.iter().map(|date| Week::of(*date).monday()).collect();
    let (first, last) = (*mondays.first()?, *mondays.last()?);
    let gaps = mondays.iter().zip(mondays.iter().skip(1)).map(|(one, next)| (*next - *one).num_weeks());
    let interval = most_common(gaps).filter(|interval| *interval <= MOST_WEEKS)?;
    let on_grid = |monday: &&NaiveDate| (**monday - first).num_weeks() % interval == 0;
    let grid = usize::try_from((last - first).num_weeks() / interval + 1).ok()?;
    let met = mondays.iter().filter(on_grid).count();
    if met * 3 < grid * 2 || met + tolerated(dates.len()) < mondays.len() {
        return None;
    }
    let every = if interval == 1 { String::new() } else { format!("INTERVAL={interval};") };
    let mut entries = vec![Entry::word("rrule", &format!("FREQ=WEEKLY;{every}BYDAY={}", WEEKDAYS[weekday as usize]))];
    let start = first + TimeDelta::days(i64::from(weekday));
    let step = TimeDelta::weeks(interval);
    if interval > 1 || start - step >= frame.horizon.first() {
        entries.push(Entry::word("from", &start.max(frame.horizon.first())));
    }
    let end = last + TimeDelta::days(i64::from(weekday));
    if end + step <= frame.horizon.last() {
        entries.push(Entry::word("until", &end.max(*dates.last()?)));
    }
    let free = (0..).map(|count| first + step * count).take_while(|monday| *monday < last);
    let free: Vec<NaiveDate> = free.filter(|monday| !mondays.contains(monday)).collect();
    let in_weeks = free.iter().map(|monday| {
        if first.year() == last.year() {
            format!("week {}", Week::of(*monday).number())
        } else {
            format!("{monday}..{}", *monday + TimeDelta::days(6))
        }
    });
    entries.extend(except(in_weeks.collect()));
    Some(entries)
}

/// `except` with one word or several; none without a word.
fn except(mut words: Vec<String>) -> Option<Entry> {
    match words.len() {
        0 => None,
        1 => words.pop().map(|word| Entry::new("except", Value::Word(word))),
        _ => Some(Entry::new("except", Value::List(words.into_iter().map(Value::Word).collect()))),
    }
}

fn most_common<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(value, _)| value)
}

/// How many meetings each period has, from that of the first date to that of the last.
fn counts(period: Period, dates: &[NaiveDate], frame: Frame) -> Vec<(NaiveDate, usize)> {
    let starts = frame.horizon.first().month();
    let (Some(first), Some(last)) = (dates.first(), dates.last()) else { return Vec::new() };
    let periods = std::iter::successors(Some(beginning(period, *first, starts)), |first| Some(following(period, *first, starts)));
    let count = |first: NaiveDate| dates.iter().filter(|date| beginning(period, **date, starts) == first).count();
    periods.take_while(|first| first <= last).map(|first| (first, count(first))).collect()
}

/// `from` and `until` where the periods of the dates do not fill the planned years.
fn ends(period: Period, dates: &[NaiveDate], frame: Frame) -> Vec<Entry> {
    let starts = frame.horizon.first().month();
    let (Some(first), Some(last)) = (dates.first(), dates.last()) else { return Vec::new() };
    let first = beginning(period, *first, starts);
    let after = following(period, *last, starts);
    let from = (first > frame.horizon.first()).then(|| Entry::word("from", &first));
    let until = (after <= frame.horizon.last()).then(|| Entry::word("until", &(after - TimeDelta::days(1))));
    from.into_iter().chain(until).collect()
}

/// `each: quarter`, when each has one.
fn periodic(period: Period, dates: &[NaiveDate], frame: Frame) -> Option<Vec<Entry>> {
    let has_one_each = counts(period, dates, frame).iter().all(|(_, count)| *count == 1);
    has_one_each.then(|| {
        let mut entries = vec![Entry::word("each", word(period))];
        entries.extend(ends(period, dates, frame));
        entries
    })
}

/// `each: quarter, times: 2`, when each has so many.
fn repeated(period: Period, dates: &[NaiveDate], frame: Frame) -> Option<Vec<Entry>> {
    let counts = counts(period, dates, frame);
    let times = counts.first().map(|(_, times)| *times).filter(|times| *times >= 2)?;
    let is_enough = counts.len() >= 2 || period == Period::Year;
    (is_enough && counts.iter().all(|(_, count)| *count == times)).then(|| {
        let mut entries = vec![Entry::word("each", word(period)), Entry::word("times", &times)];
        entries.extend(ends(period, dates, frame));
        entries
    })
}

fn word(period: Period) -> &'static str {
    match period {
        Period::Week => "week",
        Period::Month => "month",
        Period::Quarter => "quarter",
        Period::HalfYear => "half-year",
        Period::Year | Period::Window => "year",
    }
}

/// `each: month, every: 2`, when two months lie from each to the next.
fn every_second_month(dates: &[NaiveDate], used: &BTreeSet<(i32, u32)>, frame: Frame) -> Option<Vec<Entry>> {
    let number = |(year, month): &(i32, u32)| i64::from(*year) * 12 + i64::from(*month);
    let is_even = used.iter().zip(used.iter().skip(1)).all(|(one, next)| number(next) - number(one) == 2);
    if used.len() < 4 || used.len() != dates.len() || !is_even {
        return None;
    }
    let (first, last) = (*dates.first()?, *dates.last()?);
    let mut entries = vec![Entry::word("each", "month"), Entry::word("every", &2)];
    entries.push(Entry::word("from", &first.with_day(1)?));
    let after = following(Period::Month, last, 1);
    let is_short = following(Period::Month, after, 1) <= frame.horizon.last();
    entries.extend(is_short.then(|| Entry::word("until", &(after - TimeDelta::days(1)))));
    Some(entries)
}

/// One window for each month that has a meeting in some year; the months of single years that have none are left out.
fn windows(used: &BTreeSet<(i32, u32)>, frame: Frame) -> Vec<Entry> {
    let of_any_year: BTreeSet<u32> = used.iter().map(|(_, month)| *month).collect();
    let name = |month: u32| {
        let day = NaiveDate::from_ymd_opt(2000, month, 1).unwrap_or_default();
        date_words::month_name(frame.language, day).to_lowercase()
    };
    let windows = of_any_year.iter().map(|month| Entry::word(name(*month), month_word(*month))).collect();
    let free = months(frame.horizon).filter(|month| of_any_year.contains(&month.1) && !used.contains(month));
    let free = free.filter_map(|(year, month)| {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        Some(format!("{first}..{}", following(Period::Month, first, 1) - TimeDelta::days(1)))
    });
    let mut entries = vec![Entry::new("windows", Value::Map(windows))];
    entries.extend(except(free.collect()));
    entries
}

/// The weekday that all dates share.
pub fn shared_weekday(dates: &[NaiveDate]) -> Option<Weekday> {
    let first = dates.first()?.weekday();
    (dates.len() >= 3 && dates.iter().all(|date| date.weekday() == first)).then_some(first)
}
