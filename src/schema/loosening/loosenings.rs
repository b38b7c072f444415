//! Each rule, and how the words that state it could ask for less. Rules that are facts of people, rooms and calendars are not
//! loosened: leave, working hours, closed days, a milestone that is kept on one, and that nobody is in two places at once.

use std::ops::Range;

use crate::schema::format::tree;
use crate::schema::loosening::amounts::{Bare, loosened};
use crate::schema::loosening::days;
use crate::schema::loosening::ladder::{Change, Climb, Kind, Ladder, Rung, Series};
use crate::schema::loosening::place::{Place, Stands, find, is_same_outside};
use crate::schema::loosening::wish;
use crate::schema::node::{Node, Scalar, Value};

/// How often a limit is raised, or a quorum lowered, at most.
const MOST_RAISED: usize = 10;

/// Keys whose value may be the name of a group alone.
const DECIDING: [&str; 3] = ["decided-at", "approved-at", "accepted-at"];

/// The ways to loosen a rule that a range of a text states, by the rule's name. None where the words are not such as can be
/// changed in one place.
pub fn loosenings(text: &str, rule: &str, stated: &Range<usize>) -> Vec<Ladder> {
    let Ok(root) = tree(text) else { return Vec::new() };
    let Some(place) = find(&root, stated) else { return Vec::new() };
    let at = Stated { place: &place, text };
    match rule {
        "window" => at.window(),
        "weekday" => at.weekday().into_iter().collect(),
        "hours" => at.hours(),
        "relation" | "spacing" | "back-to-back" => at.distance(),
        "quorum" => at.quorum(),
        "week-load" | "capacity" => at.raised().into_iter().chain(wish::beside(&place, text)).collect(),
        "diary-load" | "workload" => at.raised().into_iter().chain(wish::of_value(&place, text)).collect(),
        "room" => at.room().into_iter().collect(),
        "topic" => {
            let scalar = place.scalar();
            let days = scalar.into_iter().flat_map(|scalar| at.ladders(Kind::Window, scalar, days::widened(&scalar.text)));
            days.chain(wish::beside(&place, text)).collect()
        }
        "separation" | "gathering" | "avoid" => wish::of_name(&place, text).into_iter().collect(),
        "alignment" | "same-weekday" | "same-time" | "deadline-leave" => wish::of_value(&place, text).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The text with a change; none where it would say something else in another place too.
pub fn applied(text: &str, rung: &Rung) -> Option<String> {
    let new = format!("{}{}{}", text.get(..rung.range.start)?, rung.new, text.get(rung.range.end..)?);
    let (before, after) = (tree(text).ok()?, tree(&new).ok()?);
    is_same_outside(&before, &after, &rung.range).then_some(new)
}

/// The words that state a rule, in their text.
#[derive(Clone, Copy)]
struct Stated<'p> {
    place: &'p Place<'p>,
    text: &'p str,
}

impl Stated<'_> {
    /// Series of other values as changes of the text.
    fn ladders(self, kind: Kind, scalar: &Scalar, series: impl IntoIterator<Item = Series>) -> Vec<Ladder> {
        let rung = |change: &Change| {
            let new = self.place.rewritten(scalar, &change.text, self.text)?;
            Some(Rung { amount: change.amount, range: scalar.span.range(), new, says: change.text.clone() })
        };
        let ladder = |series: Series| Ladder {
            kind,
            key: self.place.key().to_owned(),
            said: scalar.text.clone(),
            value: series.value,
            climb: series.climb,
            rungs: series.changes.iter().map_while(rung).collect(),
        };
        series.into_iter().map(ladder).filter(|ladder| !ladder.rungs.is_empty()).collect()
    }

    fn window(self) -> Vec<Ladder> {
        let Some(scalar) = self.place.scalar() else { return Vec::new() };
        let text = &scalar.text;
        match (self.place.key(), self.place.outer_key()) {
            ("drift", _) => self.ladders(Kind::Distance, scalar, loosened(text, Bare::Most)),
            ("on", _) if self.is_kept() => Vec::new(),
            ("on", _) => self.ladders(Kind::Window, scalar, days::moved(text)),
            ("by", _) => self.ladders(Kind::Window, scalar, days::later(text)),
            ("between", _) | (_, "windows") => self.ladders(Kind::Window, scalar, days::widened(text)),
            _ => Vec::new(),
        }
    }

    /// Whether it stands beside `on-closed`: a milestone that is kept on a closed day is a fact.
    fn is_kept(self) -> bool {
        self.place.within.last().is_some_and(|beside| beside.get("on-closed").is_some())
    }

    fn hours(self) -> Vec<Ladder> {
        let Some(scalar) = self.place.scalar() else { return Vec::new() };
        match self.place.key() {
            "at" => self.ladders(Kind::Hours, scalar, days::start_moved(&scalar.text)),
            "between" => self.ladders(Kind::Hours, scalar, days::hours_widened(&scalar.text)),
            _ => Vec::new(),
        }
    }

    fn distance(self) -> Vec<Ladder> {
        match self.place.stands {
            Stands::Value(scalar) | Stands::Item(scalar) if !DECIDING.contains(&self.place.key()) => {
                let mut ladders = self.ladders(Kind::Distance, scalar, loosened(&scalar.text, Bare::Exact));
                ladders.extend(wish::of_value(self.place, self.text));
                ladders
            }
            // A name without a distance means the day itself.
            Stands::Value(_) | Stands::Item(_) => wish::of_name(self.place, self.text).into_iter().collect(),
            Stands::Name(_, value) if value.scalar().is_some() => wish::of_name(self.place, self.text).into_iter().collect(),
            Stands::Name(..) => Vec::new(),
        }
    }

    fn quorum(self) -> Vec<Ladder> {
        let Some(scalar) = self.place.scalar() else { return Vec::new() };
        let fewer = loosened(&scalar.text, Bare::Least);
        let mut ladders = self.ladders(Kind::Quorum, scalar, fewer);
        ladders.extend(wish::beside(self.place, self.text));
        ladders
    }

    /// A limit that is higher.
    fn raised(self) -> Option<Ladder> {
        let scalar = self.place.scalar()?;
        let mut series = loosened(&scalar.text, Bare::Most);
        for series in &mut series {
            series.changes.truncate(MOST_RAISED);
        }
        self.ladders(Kind::Limit, scalar, series).into_iter().next()
    }

    /// A room or a licence that says how many use it at once. A room that does not say it holds one, and that is a fact.
    fn room(self) -> Option<Ladder> {
        let Stands::Name(_, room) = self.place.stands else { return None };
        let scalar = room.get("capacity")?.scalar()?;
        let mut series = loosened(&scalar.text, Bare::Most);
        series.first_mut()?.changes.truncate(MOST_RAISED);
        let ladder = self.ladders(Kind::Limit, scalar, series).into_iter().next()?;
        Some(Ladder { key: "capacity".to_owned(), ..ladder })
    }

    /// One more weekday, behind those that there are.
    fn weekday(self) -> Option<Ladder> {
        if self.place.key() != "on" {
            return None;
        }
        let scalar = self.place.scalar()?;
        let (named, final_day, listed): (Vec<&str>, &Scalar, Option<&Node>) = match self.place.stands {
            Stands::Item(_) => {
                let list = self.place.within.last().copied()?;
                let Value::List(items) = &list.value else { return None };
                let items: Vec<&Scalar> = items.iter().map(Node::scalar).collect::<Option<_>>()?;
                (items.iter().map(|item| item.text.as_str()).collect(), items.last().copied()?, Some(list))
            }
            Stands::Value(_) => (vec![&scalar.text], scalar, None),
            Stands::Name(..) => return None,
        };
        let range = final_day.span.range();
        let rung = |day: &str| -> Option<Rung> {
            let (range, new) = match listed {
                None => (range.clone(), format!("[{}, {day}]", self.text.get(range.clone())?)),
                Some(brackets) if self.text[brackets.span.range().start..].starts_with('[') => {
                    (range.end..range.end, format!(", {day}"))
                }
                Some(_) => {
                    let start = self.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
                    let at = self.text[range.end..].find('\n').map_or(self.text.len(), |length| range.end + length);
                    (at..at, format!("\n{}{day}", self.text.get(start..range.start)?))
                }
            };
            Some(Rung { amount: 1, range, new, says: format!("{}, {day}", named.join(", ")) })
        };
        Some(Ladder {
            kind: Kind::Weekday,
            key: self.place.key().to_owned(),
            said: named.join(", "),
            value: u32::try_from(named.len()).unwrap_or(1).max(1),
            climb: Climb::Otherwise,
            rungs: days::further_weekdays(&named).into_iter().map_while(rung).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{applied, loosenings};
    use crate::schema::loosening::ladder::Kind;

    /// The texts that the first rungs of all ladders give, with their kinds.
    fn first(text: &str, rule: &str, word: &str) -> Vec<(Kind, String)> {
        let start = text.find(word).expect("it is there");
        let ladders = loosenings(text, rule, &(start..start + word.len()));
        ladders.iter().map(|ladder| (ladder.kind, applied(text, &ladder.rungs[0]).expect("it says the rest as before"))).collect()
    }

    #[test]
    fn every_kind_of_words_is_changed_in_its_place() {
        let one = |text: &str, rule: &str, word: &str| first(text, rule, word).into_iter().next();
        let cases = [
            ("drift: 5 working days # d\n", "window", "5 working days", Kind::Distance, "drift: 6 working days # d\n"),
            ("windows: {v: 03-01..03-05}\n", "window", "03-01..03-05", Kind::Window, "windows: {v: 03-01..03-06}\n"),
            ("on: '2027-03-01'\n", "window", "'2027-03-01'", Kind::Window, "on: '2027-03-02'\n"),
            ("on: mon\n", "weekday", "mon", Kind::Weekday, "on: [mon, tue]\n"),
            ("on: [mon, fri] # d\n", "weekday", "mon", Kind::Weekday, "on: [mon, fri, tue] # d\n"),
            ("on:\n  - man\nat: x\n", "weekday", "man", Kind::Weekday, "on:\n  - man\n  - tir\nat: x\n"),
            ("between: 09:00-12:00\n", "hours", "09:00-12:00", Kind::Hours, "between: 09:00-12:30\n"),
            ("at: \"13:00\"\n", "hours", "\"13:00\"", Kind::Hours, "at: \"13:30\"\n"),
            ("m: [{quorum: 3, of: [a, b]}]\n", "quorum", "3", Kind::Quorum, "m: [{quorum: 2, of: [a, b]}]\n"),
            ("limits: {day: \"1, must\"}\n", "diary-load", "\"1, must\"", Kind::Limit, "limits: {day: \"2, must\"}\n"),
            ("rooms: {zoom: {capacity: 2}}\n", "room", "zoom", Kind::Limit, "rooms: {zoom: {capacity: 3}}\n"),
            ("decided-at: board\n", "relation", "board", Kind::Wish, "decided-at: {board: should}\n"),
        ];
        for (text, rule, word, kind, new) in cases {
            assert_eq!(one(text, rule, word), Some((kind, new.to_owned())), "{text}");
        }
    }

    #[test]
    fn facts_and_words_of_other_forms_are_left_alone() {
        assert_eq!(first("leave: 2027-03-01\n", "attendance", "2027-03-01"), []);
        assert_eq!(first("rooms: {hall: Hall}\n", "room", "hall"), []);
        assert_eq!(first("each: month\n", "window", "month"), []);
        assert_eq!(first("from: 2027-03-01\n", "window", "2027-03-01"), []);
        assert_eq!(first("weekday: mon\n", "weekday", "mon"), []);
        assert_eq!(first("m: {on: 2027-03-07, on-closed: keep}\n", "window", "2027-03-07"), []);
    }

    #[test]
    fn what_an_alias_repeats_changes_with_its_anchor() {
        let text = "a: {drift: &d 5 working days}\nb: {drift: *d}\n";
        let [(_, new)] = first(text, "window", "5 working days").try_into().expect("one way");
        assert_eq!(new, "a: {drift: &d 6 working days}\nb: {drift: *d}\n");
    }
}
