//! Who is taken when in the hidden schedule: half-hours of every person and room, and how many meetings a day and a week hold.
//! Nobody and nothing is promised twice. Knows no window and no relation.

use crate::calendar::civil::{Datelike, NaiveDate, Timelike};
use crate::generate::calendars::{Days, monday};
use crate::generate::cast::{Cast, Holidays, Limit, Person};
use crate::generate::fora::Forum;
use crate::plan::priority::Priority;

const HALF_HOUR: u32 = 1_800;

/// The diaries of everyone and the books of every room.
#[derive(Debug)]
pub struct Diaries<'c> {
    cast: &'c Cast,
    days: &'c Days,
    /// The Monday of the first planned week.
    start: NaiveDate,
    /// How many days and weeks each diary has.
    length: usize,
    weeks: usize,
    /// The half-hours taken: a bit each, for each person and day.
    taken: Vec<u64>,
    /// The meetings someone must be at, for each person and day, and for each person and week.
    per_day: Vec<u8>,
    per_week: Vec<u8>,
    /// Where the books of each room begin: as many as meetings can use it at once.
    books: Vec<usize>,
    /// The half-hours taken, for each book and day.
    booked: Vec<u64>,
}

impl<'c> Diaries<'c> {
    /// Empty diaries.
    pub fn of(cast: &'c Cast, days: &'c Days) -> Diaries<'c> {
        let start = monday(days.horizon.first());
        let weeks = usize::try_from((days.horizon.last() - start).num_weeks()).unwrap_or(0) + 1;
        let (people, length) = (cast.people.len(), weeks * 7);
        let mut books = vec![0];
        for room in &cast.rooms {
            books.push(books[books.len() - 1] + room.capacity);
        }
        let booked = vec![0; books[books.len() - 1] * length];
        let (taken, per_day, per_week) = (vec![0; people * length], vec![0; people * length], vec![0; people * weeks]);
        Diaries { cast, days, start, length, weeks, taken, per_day, per_week, books, booked }
    }

    fn day(&self, date: NaiveDate) -> usize {
        usize::try_from((date - self.start).num_days()).unwrap_or(0)
    }

    /// A start, in half-hours from midnight, at which a forum can meet on a day; of several, the first from the `turn`th on.
    pub fn start(&self, forum: &Forum, date: NaiveDate, turn: usize) -> Option<usize> {
        if !self.can_come(forum, date) {
            return None;
        }
        let day = self.day(date);
        let seats = &forum.seats;
        let led = seats.chair.into_iter().flat_map(|(chair, deputy)| [chair, deputy]);
        let called = seats.required.iter().chain(&seats.quorum).copied().chain(led);
        // Whoever is called to two meetings at once would count at neither: that never happens here, not even to a deputy.
        let busy = called.fold(0, |busy, person| busy | self.taken[person * self.length + day]);
        let frame = forum.kind.frame();
        let closes = self.days.town.closing_time(date).map(|time| time.num_seconds_from_midnight() / HALF_HOUR);
        let latest = closes.and_then(|half| usize::try_from(half).ok()).map_or(frame.latest, |half| half.min(frame.latest));
        let count = (latest + 1).saturating_sub(frame.earliest + frame.length);
        let mut starts = (0..count).map(|step| frame.earliest + (turn + step) % count);
        starts.find(|start| {
            let mask = mask(*start, frame.length);
            busy & mask == 0 && forum.room.is_none_or(|room| self.book(room, day, mask).is_some())
        })
    }

    /// Takes everyone and the room for a meeting.
    pub fn take(&mut self, forum: &Forum, date: NaiveDate, start: usize) {
        let (day, week) = (self.day(date), self.day(date) / 7);
        let mask = mask(start, forum.kind.frame().length);
        for person in &forum.seats.required {
            self.taken[person * self.length + day] |= mask;
            count(&mut self.per_day[person * self.length + day]);
            count(&mut self.per_week[person * self.weeks + week]);
        }
        let led = forum.seats.chair.into_iter().flat_map(|(chair, deputy)| [chair, deputy]);
        for person in forum.seats.quorum.iter().copied().chain(led) {
            self.taken[person * self.length + day] |= mask;
        }
        if let Some(book) = forum.room.and_then(|room| self.book(room, day, mask)) {
            self.booked[book * self.length + day] |= mask;
        }
    }

    /// A book of a room that is free for these half-hours.
    fn book(&self, room: usize, day: usize, mask: u64) -> Option<usize> {
        (self.books[room]..self.books[room + 1]).find(|book| self.booked[book * self.length + day] & mask == 0)
    }

    /// Whether those who are needed are there on a day and have not met too often.
    fn can_come(&self, forum: &Forum, date: NaiveDate) -> bool {
        let seats = &forum.seats;
        let at_hand = |person: &usize| self.is_at_hand(&self.cast.people[*person], date);
        let present = seats.quorum.iter().filter(|person| at_hand(person)).count();
        seats.required.iter().all(|person| at_hand(person) && self.has_room(*person, date))
            && seats.chair.is_none_or(|(chair, deputy)| at_hand(&chair) || at_hand(&deputy))
            && present * 2 >= seats.quorum.len()
    }

    fn is_at_hand(&self, person: &Person, date: NaiveDate) -> bool {
        let is_open = match person.holidays {
            Holidays::None => true,
            Holidays::Supplier => self.days.supplier.is_open(date),
        };
        is_open
            && (person.works.is_empty() || person.works.contains(&date.weekday()))
            && !person.leave.iter().any(|leave| leave.holds(date))
    }

    fn has_room(&self, person: usize, date: NaiveDate) -> bool {
        let day = self.day(date);
        let admits = |limit: Limit, count: u8| limit.priority != Priority::Must || usize::from(count) < limit.most;
        self.cast.people[person].limits.is_none_or(|[per_day, per_week]| {
            admits(per_day, self.per_day[person * self.length + day])
                && admits(per_week, self.per_week[person * self.weeks + day / 7])
        })
    }
}

fn count(meetings: &mut u8) {
    *meetings = meetings.saturating_add(1);
}

fn mask(start: usize, length: usize) -> u64 {
    ((1 << length) - 1) << start
}
