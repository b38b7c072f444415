//! Rows as groups with their meetings and rhythms, a draft for each product.

use std::collections::BTreeSet;

use crate::calendar::civil::{Datelike, NaiveDate, NaiveTime};
use crate::calendar::horizon::Horizon;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Span;
use crate::import::draft::Draft;
use crate::import::frequency::frequency::understood;
use crate::import::frequency::in_words::{in_words, refusal};
use crate::import::ics::import::{Kind, Settings, draft_of_groups};
use crate::import::ics::meetings::is_weekend;
use crate::import::key::{key_of, plan_key};
use crate::import::meetings::group_entry::length;
use crate::import::meetings::labels::{Leeway, Open, labels};
use crate::import::meetings::meeting::{Gathered, Meeting, Standing, Stated, ends_that_day};
use crate::import::meetings::title::Title;
use crate::import::plan_text::Entry;
use crate::import::table::columns::Column;
use crate::import::table::row::{LeftOut, Row, Unread, shown};
use crate::import::table::shape::{Product, Shape};
use crate::import::table::time::{end, in_bounds, minutes, times};
use crate::plan::language::Language;
use crate::schema::collector::{Collector, nearest};

/// The words of a status: what is held, and what is not.
const HELD: [&str; 6] = ["afholdt", "planlagt", "held", "planned", "bekræftet", "confirmed"];
const CANCELLED: [&str; 4] = ["aflyst", "cancelled", "canceled", "annulleret"];

/// The minutes of a day.
const DAY: u32 = 24 * 60;

/// A group that is being gathered.
struct Group {
    /// Its name, and where it stands first.
    title: String,
    span: Span,
    /// Who is called, by key and as the table writes it.
    members: Vec<(String, String)>,
    /// The meetings with the places of their dates and the titles of their rows.
    meetings: Vec<(Meeting, Span, Option<String>)>,
    frequency: Option<Frequency>,
}

/// A frequency in a row, with what else the row says of all meetings.
struct Frequency {
    words: String,
    span: Span,
    start: Option<NaiveTime>,
    minutes: Option<u32>,
}

/// What a row says of a meeting, or of all meetings of its group.
struct Said {
    group: String,
    span: Span,
    members: Vec<(String, String)>,
    meeting: Option<(Meeting, Span, Option<String>)>,
    frequency: Option<Frequency>,
}

/// A draft for each product, and what was understood of frequencies.
pub fn drafts(rows: &[(Product, Vec<Row<'_>>)], shape: &Shape<'_>, told: &mut Collector) -> (Vec<Draft>, Vec<String>) {
    let gathered: Vec<(&Product, Vec<Group>)> = rows.iter().map(|(product, rows)| (product, groups(rows, shape, told))).collect();
    let horizon = horizon(gathered.iter().flat_map(|(_, groups)| groups), shape);
    let settings = Settings {
        horizon,
        settled: Some(horizon),
        zone: shape.settings.zone.clone(),
        language: shape.language,
        product: None,
        kind: Kind::Meetings,
        key: None,
    };
    let mut words = Vec::new();
    let mut drafts = Vec::new();
    for (product, groups) in gathered {
        let people = people(&groups);
        let finished = groups.into_iter().filter_map(|group| finished(group, (horizon, shape.language), &mut words, told));
        let finished: Vec<Gathered> = finished.collect();
        if !finished.is_empty() {
            let mut draft = draft_of_groups(&finished, (&product.key, &product.title), &shape.name, &settings);
            draft.shared.people = people;
            drafts.push(draft);
        }
    }
    (drafts, words)
}

/// Whom groups call, as entries of `people`.
fn people(groups: &[Group]) -> Vec<Entry> {
    let mut known = BTreeSet::new();
    let members = groups.iter().flat_map(|group| &group.members).filter(|(key, _)| known.insert(key));
    members.map(|(key, title)| Entry::text(key.as_str(), title.as_str())).collect()
}

/// The planned years: those that were said, else those of the meetings, else this one and the next.
fn horizon<'g>(groups: impl Iterator<Item = &'g Group>, shape: &Shape<'_>) -> Horizon {
    let years = groups.flat_map(|group| &group.meetings).map(|(meeting, ..)| meeting.date.year());
    let years: Vec<i32> = years.collect();
    let of_dates = years.iter().min().zip(years.iter().max()).and_then(|(first, last)| Horizon::of_years(*first, *last));
    let now = shape.settings.this_year;
    let usual = || Horizon::of_years(now, now + 1).expect("the clock's year is one of a calendar");
    shape.settings.years.or(of_dates).unwrap_or_else(usual)
}

/// The groups of a product's rows, in order of their first rows.
fn groups(rows: &[Row<'_>], shape: &Shape<'_>, told: &mut Collector) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for row in rows {
        let Ok(said) = said(row, shape, told) else { continue };
        let at = groups.iter().position(|group| key_of(&group.title) == key_of(&said.group)).unwrap_or_else(|| {
            let (title, span) = (said.group.clone(), said.span);
            groups.push(Group { title, span, members: Vec::new(), meetings: Vec::new(), frequency: None });
            groups.len() - 1
        });
        groups[at].take(said, told);
    }
    groups
}

impl Group {
    fn take(&mut self, said: Said, told: &mut Collector) {
        let new = said.members.into_iter().filter(|(key, _)| self.members.iter().all(|(known, _)| known != key));
        let new: Vec<(String, String)> = new.collect();
        self.members.extend(new);
        match (&self.frequency, said.frequency) {
            (_, None) => {}
            (None, Some(frequency)) => self.frequency = Some(frequency),
            (Some(first), Some(other)) if first.words.to_lowercase() == other.words.to_lowercase() => {}
            (Some(first), Some(other)) => {
                let message = format!("{} has another frequency already", shown(&self.title));
                let fault = Diagnostic::error(Code::TableCell, message).at(other.span, "").at(first.span, "this one");
                told.tell(fault.hint("say it once, or give the meetings groups of their own"));
                return;
            }
        }
        let Some(meeting) = said.meeting else { return };
        match self.meetings.iter().find(|(other, ..)| other.date == meeting.0.date) {
            None => self.meetings.push(meeting),
            Some((_, first, _)) => {
                let message = format!("{} meets on {} already", shown(&self.title), meeting.0.date);
                let fault = Diagnostic::error(Code::TableDate, message).at(meeting.1, "").at(*first, "in this row");
                told.tell(fault.hint("the row is left out: a group meets once a day; name another group, or remove the row"));
            }
        }
    }
}

/// What a row says. All of its cells are looked at before it is left out.
fn said(row: &Row<'_>, shape: &Shape<'_>, told: &mut Collector) -> Result<Said, LeftOut> {
    let title = row.text(Column::Title).map(Title::of);
    let group = row.text(Column::Group).map(str::to_owned).or_else(|| title.as_ref().map(|title| title.stem.clone()));
    let group = group.filter(|group| !key_of(group).is_empty());
    let group = group.ok_or_else(|| row.refuse(Column::Group, "the row names no group", "write who meets under `group`", told));
    let date = row.date(Column::Date, shape.bounds, told);
    let start = row.read((Column::Start, Code::TableCell), times, told);
    let ends = row.read((Column::End, Code::TableCell), end, told);
    let lasts = row.read((Column::Length, Code::TableCell), minutes, told);
    let standing = row.read((Column::Status, Code::TableCell), standing, told);
    let frequency = row.read((Column::Frequency, Code::TableCell), frequency, told);
    let (group, date, start) = (group?, date?, start?);
    let (ends, lasts, standing, frequency) = (ends?, lasts?, standing?, frequency?);
    let minutes = length_of((row, start), ends, lasts, told)?;
    let start = start.map(|(start, _)| start);
    if date.is_none() && frequency.is_none() {
        let column = row.cell(Column::Group).map_or(Column::Title, |_| Column::Group);
        return Err(row.refuse(column, "the row has no date and no frequency", "write one of them, or remove the row", told));
    }
    let text = |column: Column| row.text(column).map(str::to_owned);
    let is_cancelled = title.as_ref().is_some_and(|title| title.is_cancelled);
    let standing = standing.unwrap_or(if is_cancelled { Standing::Cancelled } else { Standing::Held });
    let meeting = date.filter(|date| !is_closed(*date, row, told)).map(|date| {
        let (place, link, note) = (text(Column::Place), text(Column::Link), text(Column::Note));
        let of_row = row.text(Column::Title).filter(|_| row.cell(Column::Group).is_some()).map(str::to_owned);
        (Meeting { date, start, minutes, standing, place, link, note }, row.place(Column::Date), of_row)
    });
    let members = row.text(Column::Members).unwrap_or_default().split([';', ',', '\n']).map(str::trim);
    Ok(Said {
        span: row.place(if row.cell(Column::Group).is_some() { Column::Group } else { Column::Title }),
        group,
        members: members.map(|member| (plan_key(member), member.to_owned())).filter(|(key, _)| !key.is_empty()).collect(),
        meeting,
        frequency: frequency.map(|words| Frequency { words, span: row.place(Column::Frequency), start, minutes }),
    })
}

/// How long a meeting lasts, by its length or its end, of which a row says one.
fn length_of(
    (row, start): (&Row<'_>, Option<(NaiveTime, Option<NaiveTime>)>),
    ends: Option<NaiveTime>,
    lasts: Option<u32>,
    told: &mut Collector,
) -> Result<Option<u32>, LeftOut> {
    let (from, of_range) = start.map_or((None, None), |(from, until)| (Some(from), until));
    let column = if of_range.is_some() { Column::Start } else { Column::End };
    let by_end = match (from, of_range.or(ends)) {
        (_, None) => None,
        (None, Some(_)) => {
            return Err(row.refuse(
                Column::End,
                "the row says when the meeting ends, and not when it starts",
                "write its `start`",
                told,
            ));
        }
        (Some(from), Some(until)) if until <= from => {
            let hint = format!("write a time after {}", from.format("%H:%M"));
            return Err(row.refuse(column, "the meeting ends before it starts", hint, told));
        }
        (Some(from), Some(until)) => Some(u32::try_from((until - from).num_minutes()).unwrap_or(DAY)),
    };
    if let (Some(minutes), Some(other)) = (by_end, lasts)
        && minutes != other
    {
        let message = format!("the meeting lasts {} by its end", length(minutes));
        return Err(row.refuse(Column::Length, message, "say its end or its length, or make them agree", told));
    }
    let minutes = by_end.or(lasts);
    if from.is_some_and(|from| !ends_that_day(from, minutes)) {
        return Err(row.refuse(
            if minutes.is_some() { Column::Length } else { Column::Start },
            "the meeting does not end before midnight",
            "a meeting lies on one day: make it shorter, or let it start earlier",
            told,
        ));
    }
    let Some(minutes) = minutes else { return Ok(None) };
    if let Err(unread) = in_bounds(minutes, row.text(column).unwrap_or_default()) {
        return Err(row.refuse(column, unread.message, unread.hint, told));
    }
    Ok(Some(minutes))
}

/// Whether no meeting of a plan lies on a day; that is told.
fn is_closed(date: NaiveDate, row: &Row<'_>, told: &mut Collector) -> bool {
    if is_weekend(date) {
        let hint = "the row is left out: no meeting of a plan lies on a weekend";
        told.warn(Code::ClosedDay, row.place(Column::Date), format!("{date} is {}", date.format("a %A")), hint);
    }
    is_weekend(date)
}

fn standing(text: &str) -> Result<Standing, Unread> {
    let word = text.to_lowercase();
    let known: Vec<&str> = HELD.iter().chain(&CANCELLED).copied().collect();
    match (HELD.contains(&word.as_str()), CANCELLED.contains(&word.as_str())) {
        (true, _) => Ok(Standing::Held),
        (false, true) => Ok(Standing::Cancelled),
        (false, false) => Err(Unread::new(format!("{} is no status of a meeting", shown(text)), nearest(&word, &known))),
    }
}

/// The words of a frequency, if they can be understood.
fn frequency(text: &str) -> Result<String, Unread> {
    let unread = |misread| {
        let (message, hint) = refusal(&misread);
        Unread::new(format!("{}: {message}", shown(text)), hint)
    };
    understood(text).map(|_| text.split_whitespace().collect::<Vec<_>>().join(" ")).map_err(unread)
}

/// A group as it goes into the plan; none where it has no meeting and no rhythm.
fn finished(group: Group, area: (Horizon, Language), words: &mut Vec<String>, told: &mut Collector) -> Option<Gathered> {
    let stated = group.frequency.as_ref().and_then(|frequency| stated(&group, frequency, area, told)).unwrap_or_default();
    if stated.meets.is_empty() && group.meetings.iter().all(|(meeting, ..)| meeting.standing == Standing::Cancelled) {
        if !group.meetings.is_empty() {
            let hint = "the group is left out: a plan has a group for meetings that are held";
            told.warn(Code::TableCell, group.span, format!("all meetings of {} are cancelled", shown(&group.title)), hint);
        }
        return None;
    }
    let says = |key: &str| stated.meets.iter().any(|entry| entry.key == key);
    let has_start = says("at") || group.meetings.iter().any(|(meeting, ..)| meeting.start.is_some());
    let has_length = says("length") || group.meetings.iter().any(|(meeting, ..)| meeting.minutes.is_some());
    let taken = match (has_start, has_length) {
        (true, true) => None,
        (true, false) => Some(("for how long", "an hour")),
        (false, true) => Some(("when", "09:00")),
        (false, false) => Some(("when and for how long", "09:00 to 10:00")),
    };
    if let Some((what, usual)) = taken {
        let message = format!("no row says {what} {} meets", shown(&group.title));
        told.warn(Code::TableCell, group.span, message, format!("{usual} is taken: write `start` and `length` as they are"));
    }
    if !stated.words.is_empty() {
        let read = stated.comment.as_str();
        words.push(format!("{}: {read}", group.title));
    }
    // A title besides that of the group is told to members where it is not the same for all.
    let titles: Vec<&String> = group.meetings.iter().filter_map(|(.., title)| title.as_ref()).collect();
    let is_shared = titles.iter().all(|title| Title::of(title).stem == Title::of(titles[0]).stem);
    let meeting = |(mut meeting, _, title): (Meeting, Span, Option<String>)| {
        meeting.note = meeting.note.or(title.filter(|_| !is_shared));
        meeting
    };
    let mut meetings: Vec<Meeting> = group.meetings.into_iter().map(meeting).collect();
    meetings.sort();
    let members = group.members.into_iter().map(|(key, _)| key).collect();
    Some(Gathered { title: group.title, members, stated, meetings })
}

/// The rhythm of a group by its words; none where its dates do not keep it, and that is told.
fn stated(
    group: &Group,
    frequency: &Frequency,
    (horizon, language): (Horizon, Language),
    told: &mut Collector,
) -> Option<Stated> {
    let found = understood(&frequency.words).ok()?;
    let first = group.meetings.iter().map(|(meeting, ..)| meeting.date).min();
    let mut meets = found.meets_from(first.unwrap_or(horizon.first()));
    let says = |meets: &[Entry], key: &str| meets.iter().any(|entry| entry.key == key);
    if let Some(start) = frequency.start.filter(|_| !says(&meets, "at")) {
        meets.push(Entry::text("at", start.format("%H:%M").to_string()));
    }
    if let Some(minutes) = frequency.minutes.filter(|_| !says(&meets, "length")) {
        meets.push(Entry::word("length", &length(minutes)));
    }
    let mut dates: Vec<(NaiveDate, Standing)> =
        group.meetings.iter().map(|(meeting, ..)| (meeting.date, meeting.standing)).collect();
    dates.sort();
    let leeway = Leeway { extra: dates.len() / 6, open: Open::Allowed };
    if labels(&meets, &dates, (horizon, language), leeway).is_none() {
        let (message, hint) = if dates.is_empty() {
            let message = format!("no day of the planned years is in this rhythm of {}", shown(&group.title));
            (message, "the group is left out; correct the words, or plan other years")
        } else {
            let message = format!("the dates of {} do not keep this rhythm", shown(&group.title));
            (message, "the plan has the plainest rhythm of the dates; correct the words or the dates")
        };
        told.warn(Code::TableCell, frequency.span, message, hint);
        return None;
    }
    let read = in_words(&found, language);
    let comment = match language {
        Language::Danish => format!("\"{}\" er læst som: {read}", frequency.words),
        Language::English => format!("\"{}\" is read as: {read}", frequency.words),
    };
    let (start, minutes) = (found.clauses.start.or(frequency.start), found.clauses.minutes.or(frequency.minutes));
    Some(Stated { words: frequency.words.clone(), comment, meets, start, minutes })
}
