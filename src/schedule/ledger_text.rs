//! The text of a ledger, the lock file `aarshjul.lock`: TOML, one block an entry, sorted, so that two branches merge line by line.

use std::fmt::{self, Write};

use blake3::Hash;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::schedule::identity::EntryId;
use crate::schedule::ledger::{Ledger, Record, State};
use crate::schedule::placement::Placement;
use crate::schedule::stamp::Stamp;
use crate::schedule::written;

/// The version of the form; a program that does not know it must not guess.
const VERSION: u32 = 1;

const HEADER: &str = "\
# What subscribers of the calendars have been shown: the date, the number of changes and the last change of every entry.
# Written by `aarshjul plan`. Keep it in version control next to the plan; without it every date counts as new.
";

/// The keys of a block, in the order they are written.
const KEYS: [&str; 7] = ["uid", "when", "was", "sequence", "stamp", "content", "state"];

/// Why a text is no ledger, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerFault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong: lower case, no full stop, the thing in backticks.
    pub message: String,
}

impl Ledger {
    /// Reads the text of a lock. An empty text is a ledger in which nothing has been shown.
    pub fn parse(text: &str) -> Result<Ledger, LedgerFault> {
        if let Some(index) = text.lines().position(|line| line.starts_with("<<<<<<<")) {
            return Err(LedgerFault { line: index + 1, message: "a merge conflict is left in the lock".to_owned() });
        }
        let table = DeTable::parse(text).map_err(|error| LedgerFault {
            line: line_of(text, error.span().map_or(0, |span| span.start)),
            message: format!("the lock is not TOML: {}", error.message().trim_end().replace('\n', ", ")),
        })?;
        let mut records = Vec::new();
        for (key, value) in table.get_ref() {
            let id = key.get_ref().as_ref();
            match (id, value.get_ref()) {
                ("version", version) => expect_version(text, key.span().start, version)?,
                (_, DeValue::Table(table)) => {
                    let block = Block { text, start: key.span().start, id, table };
                    records.push((EntryId::written(id), block.record()?));
                }
                (_, _) => return Err(fault(text, key.span().start, format!("`{id}` is neither `version` nor a block"))),
            }
        }
        Ok(records.into_iter().collect())
    }

    /// The text of the lock; reading it gives the same ledger.
    pub fn to_text(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Ledger {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{HEADER}version = {VERSION}")?;
        for (id, record) in self.records() {
            let Record { when, was, sequence, stamp, content, state } = record;
            write!(formatter, "\n[{}]\nuid = \"{}\"\nwhen = \"{}\"\n", quoted(id.as_str()), id.uid(), written::write(*when))?;
            if let Some(was) = was {
                writeln!(formatter, "was = \"{}\"", written::write(*was))?;
            }
            write!(formatter, "sequence = {sequence}\nstamp = \"{stamp}\"\n")?;
            write!(formatter, "content = \"{content}\"\nstate = \"{}\"\n", state.word())?;
        }
        Ok(())
    }
}

impl State {
    /// The word of the lock.
    fn word(self) -> &'static str {
        match self {
            State::Announced => "announced",
            State::Cancelled => "cancelled",
            State::Withdrawn => "withdrawn",
        }
    }
}

/// One block of the lock, being read.
struct Block<'t> {
    text: &'t str,
    start: usize,
    id: &'t str,
    table: &'t DeTable<'t>,
}

impl Block<'_> {
    fn record(&self) -> Result<Record, LedgerFault> {
        if let Some((key, _)) = self.table.iter().find(|(key, _)| !KEYS.contains(&key.get_ref().as_ref())) {
            return Err(fault(self.text, key.span().start, format!("`{}` is no key of a block", key.get_ref())));
        }
        let uid = EntryId::written(self.id).uid();
        self.read("uid", "the identifier that follows from the name of the block", |value| {
            (value.as_str()? == uid).then_some(())
        })?;
        let placement = |value: &DeValue<'_>| -> Option<Placement> { written::read(value.as_str()?) };
        let was = match self.table.get("was") {
            Some(_) => Some(self.read("was", "a date, a range of dates or a date with a time", placement)?),
            None => None,
        };
        Ok(Record {
            was,
            when: self.read("when", "a date, a range of dates or a date with a time", placement)?,
            sequence: self.read("sequence", "a whole number", whole)?,
            stamp: self.read("stamp", "a moment such as `2026-11-21T00:00:00Z`", |value| Stamp::parse(value.as_str()?))?,
            content: self.read("content", "a hash of 64 digits", |value| Hash::from_hex(value.as_str()?).ok())?,
            state: self.read("state", "`announced`, `cancelled` or `withdrawn`", |value| {
                [State::Announced, State::Cancelled, State::Withdrawn]
                    .into_iter()
                    .find(|state| value.as_str() == Some(state.word()))
            })?,
        })
    }

    fn read<T>(&self, key: &str, what: &str, convert: impl Fn(&DeValue<'_>) -> Option<T>) -> Result<T, LedgerFault> {
        let value: &Spanned<DeValue<'_>> =
            self.table.get(key).ok_or_else(|| fault(self.text, self.start, format!("`{}` has no `{key}`", self.id)))?;
        convert(value.get_ref()).ok_or_else(|| fault(self.text, value.span().start, format!("`{key}` is not {what}")))
    }
}

fn expect_version(text: &str, start: usize, value: &DeValue<'_>) -> Result<(), LedgerFault> {
    if whole(value) == Some(VERSION) {
        return Ok(());
    }
    Err(fault(text, start, format!("the lock is of another version than {VERSION}, the one that is known")))
}

fn whole(value: &DeValue<'_>) -> Option<u32> {
    let integer = value.as_integer()?;
    u32::from_str_radix(integer.as_str(), integer.radix()).ok()
}

fn fault(text: &str, start: usize, message: String) -> LedgerFault {
    LedgerFault { line: line_of(text, start), message }
}

fn line_of(text: &str, start: usize) -> usize {
    text.get(..start).unwrap_or(text).matches('\n').count() + 1
}

/// A TOML basic string: quotes, backslashes and control characters are escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            _ if character.is_control() => {
                write!(quoted, "\\u{:04x}", u32::from(character)).expect("a String takes what is written");
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

impl fmt::Display for LedgerFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for LedgerFault {}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any};
    use proptest::{collection, prop_assert_eq, prop_oneof, proptest};

    use super::LedgerFault;
    use crate::calendar::civil::{Days, NaiveDate, NaiveTime};
    use crate::schedule::identity::EntryId;
    use crate::schedule::ledger::{Ledger, Record, State};
    use crate::schedule::placement::Placement;
    use crate::schedule::stamp::Stamp;

    const LOCK: &str = "\
# What subscribers of the calendars have been shown: the date, the number of changes and the last change of every entry.
# Written by `aarshjul plan`. Keep it in version control next to the plan; without it every date counts as new.
version = 1

[\"os2display/roadmap/drift/hypercare\"]
uid = \"5c20744b-b5b0-53a3-9db4-1fd7b3d25cf6\"
when = \"2027-03-01/2027-05-31\"
sequence = 0
stamp = \"2026-11-21T00:00:00Z\"
content = \"9834d36a78dc64e9be0ef8d6c52db7dfb3b49e5e63e3dcd9eb2dbe9b87d2b6d5\"
state = \"announced\"

[\"os2display/styregruppe/2027-03\"]
uid = \"5c20744b-b5b0-53a3-9db4-1fd7b3d25cf6\"
when = \"2027-03-04 13:00+90m\"
sequence = 2
stamp = \"2026-12-01T09:30:00Z\"
content = \"ba13c34adf6f4cbbc85bdbd6d2b4d9a37b0c5d25ba3e1f16a3b0d5fef3ea01c5\"
state = \"withdrawn\"
";

    /// The lock with the identifiers that its blocks really have.
    fn lock() -> String {
        let uid = |id: &str| EntryId::written(id).uid();
        let placeholder = "5c20744b-b5b0-53a3-9db4-1fd7b3d25cf6";
        let first = LOCK.replacen(placeholder, &uid("os2display/roadmap/drift/hypercare"), 1);
        first.replacen(placeholder, &uid("os2display/styregruppe/2027-03"), 1)
    }

    fn fault_of(from: &str, to: &str) -> LedgerFault {
        let text = lock();
        assert!(text.contains(from), "{from}");
        Ledger::parse(&text.replace(from, to)).unwrap_err()
    }

    #[test]
    fn a_lock_is_written_as_it_was_read() {
        let ledger = Ledger::parse(&lock()).unwrap();
        assert_eq!(ledger.to_text(), lock());
        let record = ledger.entry(&EntryId::written("os2display/styregruppe/2027-03")).unwrap();
        assert_eq!((record.sequence, record.state), (2, State::Withdrawn));
        assert_eq!(Ledger::parse(""), Ok(Ledger::default()));
    }

    #[test]
    fn a_fault_is_told_with_its_line() {
        let cases = [
            ("sequence = 2", "sequence = -2", "line 16: `sequence` is not a whole number"),
            ("+90m", "+90", "line 15: `when` is not a date, a range of dates or a date with a time"),
            ("\"withdrawn\"", "\"gone\"", "line 19: `state` is not `announced`, `cancelled` or `withdrawn`"),
            ("state = \"withdrawn\"\n", "", "line 13: `os2display/styregruppe/2027-03` has no `state`"),
            ("sequence = 2", "seqence = 2", "line 16: `seqence` is no key of a block"),
            ("version = 1", "version = 2", "line 3: the lock is of another version than 1, the one that is known"),
            ("version = 1", "versoin = 1", "line 3: `versoin` is neither `version` nor a block"),
            ("styregruppe/2027-03\"]", "x\"]", "line 14: `uid` is not the identifier that follows from the name of the block"),
            ("sequence = 2", "<<<<<<< HEAD", "line 16: a merge conflict is left in the lock"),
        ];
        for (from, to, message) in cases {
            assert_eq!(fault_of(from, to).to_string(), message);
        }
    }

    #[test]
    fn a_text_that_is_no_toml_is_told_with_its_line() {
        assert_eq!(fault_of("sequence = 2", "sequence 2").line, 16);
        assert_eq!(fault_of("[\"os2display/styregruppe/2027-03\"]", "[\"os2display/roadmap/drift/hypercare\"]").line, 13);
    }

    fn placements() -> impl Strategy<Value = Placement> {
        let dates = (0..20_000_u64).prop_map(|day| NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + Days::new(day));
        let starts = (0..24_u32, 0..60_u32).prop_map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap());
        prop_oneof![
            dates.clone().prop_map(|date| Placement::Milestone { date }),
            (dates.clone(), 0..400_u64).prop_map(|(first, days)| Placement::Phase { first, last: first + Days::new(days) }),
            (dates, starts, 5..=1440_u32).prop_map(|(date, start, minutes)| Placement::Meeting { date, start, minutes }),
        ]
    }

    fn records() -> impl Strategy<Value = (EntryId, Record)> {
        let stamps = (0..2_000_000_000_i64).prop_map(|seconds| {
            Stamp::new(
                NaiveDate::from_ymd_opt(2000, 1, 1).unwrap().and_time(NaiveTime::MIN)
                    + crate::calendar::civil::TimeDelta::seconds(seconds),
            )
        });
        let states = prop_oneof![Just(State::Announced), Just(State::Cancelled), Just(State::Withdrawn)];
        (any::<String>(), (placements(), proptest::option::of(placements())), any::<u32>(), stamps, any::<[u8; 32]>(), states)
            .prop_map(|(id, (when, was), sequence, stamp, content, state)| {
                (EntryId::written(format!("p/{id}")), Record { when, was, sequence, stamp, content: content.into(), state })
            })
    }

    proptest! {
        #[test]
        fn any_ledger_is_read_as_it_was_written(records in collection::vec(records(), 0..6)) {
            let ledger: Ledger = records.into_iter().collect();
            let text = ledger.to_text();
            let read = Ledger::parse(&text);
            prop_assert_eq!(read.as_ref(), Ok(&ledger));
            prop_assert_eq!(read.map(|again| again.to_text()), Ok(text));
        }
    }
}
