//! The feeds read back as a subscriber would: the schedule that they show, and where they are not what the plan asks for.
//! Knows nothing of how they were written.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::plan::Plan;
use crate::schedule::identity::EntryId;
use crate::schedule::placement::Schedule;
use crate::verify::cancelled;
use crate::verify::due::{self, Due};
use crate::verify::event::{self, Event, Events, Reading};
use crate::verify::finding::{Fault, Finding};
use crate::verify::ground::Ground;
use crate::verify::shown;
use crate::verify::topics;
use crate::verify::wanted::{ALL, Kind, Wanted};

/// What subscribers are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readback {
    /// The dates of `feeds/all.ics`; an activity that is not there, or cannot be read, has none.
    pub schedule: Schedule,
    /// What is wrong, sorted by file, `UID` and message.
    pub findings: Vec<Finding>,
}

/// Reads the feeds of a plan, given by their path below the output folder: `feeds/all.ics`.
///
/// Files outside `feeds/` are not looked at. A feed in which nothing belongs need not be there, except `feeds/all.ics`.
/// Without that one only the faults of single files are found: it is what the others are compared with.
pub fn read_back(plan: &Plan, feeds: &BTreeMap<String, String>) -> Readback {
    let wanted = Wanted::of(plan);
    let mut findings = names(&wanted, feeds);
    let files = read(plan, &wanted, feeds, &mut findings);
    let mut schedule = Schedule::default();
    if let Some(all) = files.get(ALL) {
        let faults;
        (schedule, faults) = shown::schedule(&wanted, all);
        let ground = Ground::new(plan, &schedule);
        let due = due::deadlines(&ground);
        let faults = faults.into_iter().chain(due::check(&due, all)).chain(topics::untold(&ground, all));
        findings.extend(faults.map(|fault| fault.within(ALL)));
        for (path, events) in &files {
            let faults = contents(&wanted, path, events, &due).into_iter().chain(differences(&wanted, events, &files));
            findings.extend(faults.map(|fault| fault.within(path)));
        }
    }
    findings.extend(cancelled::check(plan, &wanted, &files));
    findings.sort();
    findings.dedup();
    Readback { schedule, findings }
}

/// Every file under `feeds/` is asked for, by one feed of the plan alone.
fn names(wanted: &Wanted<'_>, feeds: &BTreeMap<String, String>) -> Vec<Finding> {
    let whole = |path: &String, message: &str| Fault::new("", message).within(path);
    let shared = wanted.shared.iter().map(|path| whole(path, "two feeds of the plan have this name"));
    let idle = feeds.keys().filter(|path| path.starts_with("feeds/") && !wanted.feeds.contains_key(*path));
    shared.chain(idle.map(|path| whole(path, "nothing in the plan asks for this feed"))).collect()
}

/// Reads every feed that the plan asks for.
fn read(
    plan: &Plan,
    wanted: &Wanted<'_>,
    feeds: &BTreeMap<String, String>,
    findings: &mut Vec<Finding>,
) -> BTreeMap<String, Events> {
    let mut files = BTreeMap::new();
    for (path, uids) in &wanted.feeds {
        let faults = match feeds.get(path).map(|text| event::read(text, &plan.zone)) {
            None if uids.is_empty() && path != ALL => Vec::new(),
            None => vec![Fault::new("", "the feed is not there")],
            Some(Err(fault)) => vec![Fault::new("", format!("the feed cannot be read: {fault}"))],
            Some(Ok(Reading { events, mut faults })) => {
                let events = by_uid(events, &mut faults);
                files.insert(path.clone(), events);
                faults
            }
        };
        findings.extend(faults.into_iter().map(|fault| fault.within(path)));
    }
    files
}

/// Sorts events by `UID`; of two with the same, the first one counts.
fn by_uid(events: Vec<Event>, faults: &mut Vec<Fault>) -> Events {
    let mut sorted = Events::new();
    for event in events {
        if sorted.contains_key(&event.uid) {
            faults.push(Fault::new(&event.uid, "more than one event has this `UID`"));
        } else {
            sorted.insert(event.uid.clone(), event);
        }
    }
    sorted
}

/// A feed has every event that belongs in it and no other one. A deadline without a day belongs in none.
fn contents(wanted: &Wanted<'_>, path: &str, events: &Events, due: &BTreeMap<String, Due<'_>>) -> Vec<Fault> {
    let has_a_place = |uid: &&String| match wanted.entries[*uid].kind {
        Kind::Meeting(_) | Kind::InWriting(_) | Kind::Phase(_) | Kind::Milestone(_) => true,
        Kind::Deadline => due.contains_key(*uid),
    };
    let belonging: BTreeSet<&String> = wanted.feeds[path].iter().filter(has_a_place).collect();
    let missing = belonging.iter().filter(|uid| !events.contains_key(**uid)).map(|uid| {
        let id = wanted.entries[*uid].id.as_str();
        Fault::new(uid, format!("`{id}` is missing"))
    });
    let keeps = |uid: &String| wanted.kept.get(path).is_some_and(|kept| kept.contains(uid));
    let surplus = events.keys().filter(|uid| !belonging.contains(uid) && !keeps(uid));
    let surplus = surplus.map(|uid| match (wanted.entries.get(uid), wanted.cancelled.get(uid)) {
        (None, None) => Fault::new(uid, "nothing in the plan has this `UID`"),
        (None, Some(occurrence)) => {
            let id = EntryId::activity(&occurrence.id);
            Fault::new(uid, format!("`{}` is cancelled, and this feed does not keep it", id.as_str()))
        }
        (Some(entry), _) => Fault::new(uid, format!("`{}` does not belong in this feed", entry.id.as_str())),
    });
    missing.chain(surplus).collect()
}

/// An event shows the same in every feed, but for the title of a cancelled meeting. It is compared with `feeds/all.ics`, or
/// else with the first feed that has it: a cancelled meeting need not be in that one.
fn differences(wanted: &Wanted<'_>, events: &Events, files: &BTreeMap<String, Events>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (uid, event) in events {
        let others = files.iter().filter(|(_, other)| other.contains_key(uid));
        let Some((path, first)) = others.min_by_key(|(path, _)| (*path != ALL, *path)) else { continue };
        let first = &first[uid];
        let parts = [
            ("start or end", event.times == first.times),
            ("summary", event.summary == first.summary || wanted.cancelled.contains_key(uid)),
            ("sequence", event.sequence == first.sequence),
        ];
        let different = parts.into_iter().filter(|(_, is_same)| !is_same);
        faults.extend(different.map(|(part, _)| Fault::new(uid, format!("another {part} than in `{path}`"))));
    }
    faults
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::plan::deadline::{Lead, Side};
    use crate::schedule::identity::EntryId;
    use crate::verify::feeds::{Readback, read_back};
    use crate::verify::fixture::{Case, deadline, feed};

    const MEETING: &str =
        "DTSTART;TZID=Europe/Copenhagen:20270330T100000|DTEND;TZID=Europe/Copenhagen:20270330T110000|SEQUENCE:0";
    const AGENDA: &str = "DTSTART;VALUE=DATE:20270318|DTEND;VALUE=DATE:20270319|SUMMARY:Agenda";
    const PHASE: &str = "DTSTART;VALUE=DATE:20270301|DTEND;VALUE=DATE:20270313|SUMMARY:Test";

    /// A plan with a board of one chair that meets once, an agenda for it, and a phase: and the feeds of all that.
    fn case() -> (Case, BTreeMap<String, String>) {
        let mut case = Case::new();
        let (chair, _) = (case.person("chair"), case.person("guest"));
        let board = case.group("board", &[chair]);
        case.group("idle", &[]);
        case.plan.groups[board.0].deadlines = vec![deadline("agenda", Lead::WorkingDays(5), Side::Before)];
        case.meets(board, "a", "2027-03-30 10:00");
        case.fixed_phase("test", "2027-03-01", "2027-03-12");
        let meetings = [("p/board/a", MEETING), ("p/board/a#agenda", AGENDA)];
        let everything = [meetings.as_slice(), &[("p/roadmap/t/test", PHASE)]].concat();
        let mut feeds = BTreeMap::new();
        for (name, events) in
            [("all", everything.as_slice()), ("p", &everything), ("p-board", &meetings), ("role-chair", &meetings)]
        {
            feeds.insert(format!("feeds/{name}.ics"), feed(events));
        }
        (case, feeds)
    }

    fn uid(entry: &str) -> String {
        EntryId::written(entry).uid()
    }

    /// Replaces something in one feed, and tells what is found: `file entry: message`.
    fn found(path: &str, from: &str, to: &str) -> Vec<String> {
        let (case, mut feeds) = case();
        let path = format!("feeds/{path}.ics");
        assert!(feeds[&path].contains(from), "{from}");
        let text = feeds[&path].replacen(from, to, 1);
        feeds.insert(path, text);
        told(&read_back(&case.plan, &feeds))
    }

    fn told(readback: &Readback) -> Vec<String> {
        let line = |finding: &crate::verify::finding::Finding| format!("{}: {}", finding.file, finding.message);
        readback.findings.iter().map(line).collect()
    }

    #[test]
    fn feeds_that_say_what_the_plan_asks_for_give_its_schedule_and_no_finding() {
        let (case, feeds) = case();
        let readback = read_back(&case.plan, &feeds);
        assert_eq!(readback, Readback { schedule: case.schedule.clone(), findings: vec![] });
        assert_eq!(case.whole_bill(), []);
    }

    #[test]
    fn a_feed_that_is_missing_or_too_many_is_found_and_an_empty_one_is_neither() {
        let (case, mut feeds) = case();
        feeds.insert("feeds/role-guest.ics".to_owned(), feed(&[]));
        feeds.insert("charts/p.mmd".to_owned(), "gantt".to_owned());
        assert_eq!(told(&read_back(&case.plan, &feeds)), Vec::<String>::new());
        feeds.insert("feeds/old.ics".to_owned(), feed(&[]));
        feeds.remove("feeds/p-board.ics");
        let expected = ["feeds/old.ics: nothing in the plan asks for this feed", "feeds/p-board.ics: the feed is not there"];
        assert_eq!(told(&read_back(&case.plan, &feeds)), expected);
        feeds.remove("feeds/all.ics");
        let readback = read_back(&case.plan, &feeds);
        assert_eq!(told(&readback)[0], "feeds/all.ics: the feed is not there");
        assert_eq!((told(&readback).len(), readback.schedule.placements.len()), (3, 0));
    }

    #[test]
    fn two_feeds_of_one_name_are_found() {
        let (mut case, feeds) = case();
        case.plan.products[0].key = "all".to_owned();
        assert!(told(&read_back(&case.plan, &feeds)).contains(&"feeds/all.ics: two feeds of the plan have this name".to_owned()));
    }

    #[test]
    fn a_file_that_is_no_calendar_is_found_and_tells_nothing_else() {
        for (path, from) in [("all", "END:VCALENDAR"), ("role-chair", "BEGIN:VCALENDAR")] {
            let found = found(path, from, "");
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].starts_with(&format!("feeds/{path}.ics: the feed cannot be read: ")), "{found:?}");
        }
    }

    #[test]
    fn an_event_that_is_unknown_doubled_or_missing_is_found() {
        let meeting = uid("p/board/a");
        assert_eq!(
            found("p-board", &meeting, "someone-else"),
            ["feeds/p-board.ics: `p/board/a` is missing", "feeds/p-board.ics: nothing in the plan has this `UID`",]
        );
        let doubled = format!(
            "BEGIN:VEVENT\r\nUID:{meeting}\r\nDTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20270102\r\nEND:VEVENT\r\n"
        );
        let expected = ["feeds/all.ics: more than one event has this `UID`"];
        assert_eq!(found("all", "END:VCALENDAR", &format!("{doubled}END:VCALENDAR")), expected);
        let phase = format!("UID:{}", uid("p/roadmap/t/test"));
        let cancelled = "STATUS:CANCELLED\r\nUID:";
        assert_eq!(
            found("p", "UID:", cancelled),
            ["feeds/p.ics: the event is marked as cancelled, so readers hide it or strike it through"]
        );
        assert_eq!(
            found("all", &phase, "UID:gone"),
            ["feeds/all.ics: `p/roadmap/t/test` is missing", "feeds/all.ics: nothing in the plan has this `UID`",]
        );
    }

    #[test]
    fn an_event_in_a_feed_that_is_not_its_own_is_found() {
        let (case, mut feeds) = case();
        feeds.insert("feeds/role-chair.ics".to_owned(), feeds["feeds/p.ics"].clone());
        assert_eq!(
            told(&read_back(&case.plan, &feeds)),
            ["feeds/role-chair.ics: `p/roadmap/t/test` does not belong in this feed"]
        );
    }

    #[test]
    fn a_deadline_whose_meeting_has_no_date_does_not_belong() {
        let found = found("all", &uid("p/board/a"), "gone");
        assert!(found.contains(&"feeds/all.ics: `p/board/a#agenda` does not belong in this feed".to_owned()), "{found:?}");
        assert!(found.contains(&"feeds/all.ics: `p/board/a` is missing".to_owned()), "{found:?}");
    }

    #[test]
    fn an_event_that_shows_something_else_in_another_feed_is_found() {
        for (from, to, part) in [
            ("DTSTART;TZID=Europe/Copenhagen:20270330T100000", "DTSTART;TZID=Europe/Copenhagen:20270330T100100", "start or end"),
            ("20270330T110000", "20270330T110100", "start or end"),
            ("SUMMARY:Agenda", "SUMMARY:Agendas", "summary"),
            ("SEQUENCE:0", "SEQUENCE:1", "sequence"),
        ] {
            assert_eq!(found("p-board", from, to), [format!("feeds/p-board.ics: another {part} than in `feeds/all.ics`")]);
        }
    }

    #[test]
    fn a_deadline_on_another_day_is_found_at_its_uid() {
        let (case, mut feeds) = case();
        for text in feeds.values_mut() {
            *text = text.replace("20270318", "20270317").replace("20270319", "20270318");
        }
        let readback = read_back(&case.plan, &feeds);
        assert_eq!(told(&readback), ["feeds/all.ics: `p/board/a#agenda` is shown on 2027-03-17, but is due on 2027-03-18"]);
        assert_eq!(readback.findings[0].uid, uid("p/board/a#agenda"));
    }

    #[test]
    fn a_meeting_over_whole_days_is_found_and_has_no_date() {
        let (case, mut feeds) = case();
        for text in feeds.values_mut() {
            *text = text
                .replace(&MEETING.replace('|', "\r\n"), "DTSTART;VALUE=DATE:20270330\r\nDTEND;VALUE=DATE:20270331\r\nSEQUENCE:0");
        }
        let readback = read_back(&case.plan, &feeds);
        let expected = "feeds/all.ics: `p/board/a` is a meeting, but is shown over whole days".to_owned();
        assert!(told(&readback).contains(&expected));
        assert_eq!(readback.schedule.placements.len(), 1);
    }
}
