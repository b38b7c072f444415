//! Planning again: what moves, what is said of it, and what subscribers see of twenty changes in a row.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::beside::{beside, tell_skipped};
use crate::killed::files;

fn plan(folder: &Path, today: &str, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aarshjul"));
    command.current_dir(folder).args(["plan", "plan.yaml", "--today", today]).args(more).env("NO_COLOR", "1").output().unwrap()
}

fn told(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn planned(text: &str, today: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.yaml"), text).unwrap();
    told(&plan(folder.path(), today, &[]));
    folder
}

/// The lines of the answer that follow `moved:`, two spaces in; what stands below them says why.
fn moved(answer: &str) -> Vec<&str> {
    let rest = answer.lines().skip_while(|line| !line.starts_with("moved:")).skip(1);
    let told = rest.take_while(|line| line.starts_with("  ")).filter(|line| !line.starts_with("   "));
    told.map(str::trim).collect()
}

/// Two groups of a product as its coordinator would state them, in the year in which 2. påskedag is the first Monday of April.
const EASTER: &str = r#"years: 2026
language: en
product: os2borgerpc
calendars: {dk: {country: dk}}
calendar: dk
groups:
  coordination:
    meets:
      rrule: FREQ=MONTHLY;BYDAY=1MO
      except: [july]
      drift: 6 working days
      on: [mon]
      at: "13:00"
      length: 1h
      apart: at least 3 weeks, could
  steering:
    meets: {each: month, except: [july], on: [thu], at: "13:00", length: 1h}
    after: {coordination: "1..10 days, best 3"}
"#;

#[test]
fn a_meeting_fixed_after_easter_moves_what_must_follow_it_and_tells_which_one_is_too_close() {
    let folder = planned(EASTER, "2025-11-21");
    let folder = folder.path();
    let lock = fs::read_to_string(folder.join("aarshjul.lock")).unwrap();
    assert!(lock.contains("when = \"2026-04-13 13:00+60m\"") && lock.contains("when = \"2026-04-16 13:00+60m\""), "{lock}");

    let fixed = "    occurrences: {2026-04: {on: 2026-04-20, reason: the week after Easter is full}}\n  steering:\n";
    fs::write(folder.join("plan.yaml"), EASTER.replace("  steering:\n", fixed)).unwrap();
    let answer = told(&plan(folder, "2025-11-21", &[]));
    assert_eq!(
        moved(&answer),
        [
            "os2borgerpc/coordination/2026-04: 2026-04-13 13:00+60m → 2026-04-20 13:00+60m",
            "os2borgerpc/steering/2026-04: 2026-04-16 13:00+60m → 2026-04-23 13:00+60m",
        ],
        "{answer}"
    );
    assert!(answer.contains("moved: 2; no plan of the same quality moves fewer"), "{answer}");
    // The meeting of 4 May stays, seven days nearer than three weeks, and the line that says so is told with it.
    let row = "7  spacing            plan.yaml:15:14  at least 3 weeks, could";
    let rows: Vec<&str> = answer.lines().skip_while(|line| *line != "what that costs:").skip(1).map(str::trim).collect();
    let close = rows.iter().position(|line| *line == row).unwrap_or_else(|| panic!("{answer}"));
    assert_eq!(
        rows[close + 1],
        "7 units: os2borgerpc/coordination/2026-04 on 2026-04-20, os2borgerpc/coordination/2026-05 on 2026-05-04",
        "{answer}"
    );
}

#[test]
fn a_plan_that_stays_as_it_is_changes_no_byte_however_late_it_is_planned_again() {
    let folder = planned(EASTER, "2025-11-21");
    let before = files(folder.path());
    for today in ["2025-11-22", "2026-04-14", "2026-05-03", "2026-12-31", "2027-06-01"] {
        let answer = told(&plan(folder.path(), today, &[]));
        assert!(answer.contains("files: 0 written") && !answer.contains("\nmoved"), "{today}: {answer}");
        assert_eq!(files(folder.path()), before, "{today}");
    }
}

/// What the lock says of every meeting: its `UID`, when it is, and how often it has changed.
fn shown(folder: &Path) -> BTreeMap<String, [String; 3]> {
    let lock = fs::read_to_string(folder.join("aarshjul.lock")).unwrap();
    let blocks = lock.split("[\"").skip(1).map(|block| {
        let (id, values) = block.split_once("\"]").unwrap();
        let value = |key: &str| {
            let mut lines = values.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
            lines.next().unwrap_or_default().to_owned()
        };
        (id.to_owned(), ["uid", "when", "sequence"].map(value))
    });
    blocks.collect()
}

#[test]
fn what_a_plan_says_of_others_elsewhere_or_in_other_words_leaves_a_meeting_as_it_is() {
    let folder = planned(EASTER, "2025-11-21");
    let folder = folder.path();
    let before = shown(folder);
    let plans = |texts: &[(&str, &str)]| {
        for (name, text) in texts {
            fs::write(folder.join(name), text).unwrap();
        }
        let names: Vec<&str> = texts.iter().map(|(name, _)| *name).collect();
        let output = Command::new(env!("CARGO_BIN_EXE_aarshjul"))
            .current_dir(folder)
            .arg("plan")
            .args(names)
            .args(["--today", "2025-11-22"])
            .output()
            .unwrap();
        told(&output);
        shown(folder)
    };
    // The groups in another order, and a file that has become two.
    let (head, groups) = EASTER.split_once("groups:\n").unwrap();
    let (coordination, steering) = groups.split_once("  steering:\n").unwrap();
    let turned = format!("{head}groups:\n  steering:\n{steering}{coordination}");
    assert_eq!(plans(&[("plan.yaml", &turned)]), before);
    let shared = head.replace("product: os2borgerpc\n", "").replace("calendar: dk\n", "");
    let own = format!("product: os2borgerpc\ncalendar: dk\ngroups:\n{groups}");
    assert_eq!(plans(&[("shared.yaml", &shared), ("own.yaml", &own)]), before);
    // One meeting more, and one group more.
    let more = format!(
        "{EASTER}    occurrences: {{2026-ekstra: {{extra: yes, on: 2026-09-22, reason: budget}}}}\n  club: {{meets: {{each: quarter, at: \"10:00\", length: 1h}}}}\n"
    );
    let after = plans(&[("plan.yaml", &more)]);
    assert!(after.len() > before.len() && before.iter().all(|(id, known)| after[id] == *known), "{after:#?}");
    // Another title is another text of the same event.
    let renamed = EASTER.replace("  steering:\n", "  steering:\n    title: Styregruppen\n");
    let after = plans(&[("plan.yaml", &renamed)]);
    for (id, [uid, when, sequence]) in &before {
        let [is_uid, is_when, is_sequence] = &after[id];
        assert_eq!((uid, when), (is_uid, is_when), "{id}");
        assert_eq!(id.contains("/steering/"), sequence != is_sequence, "{id}");
    }
}

const NOTICE: &str = r#"years: 2027
language: en
product: beta
people: {chair: Chair, clerk: Clerk}
groups:
  board:
    notice: 14 days
    members: [chair, clerk]
    meets: {windows: {a: 03-01..03-26, b: 05-03..05-28}, on: [mon], at: "10:00", length: 1h}
"#;

#[test]
fn within_the_notice_a_meeting_moves_only_where_the_plan_breaks_it() {
    let folder = planned(NOTICE, "2026-11-21");
    let folder = folder.path();
    let first = "2027-03-01";
    let lock = fs::read_to_string(folder.join("aarshjul.lock")).unwrap();
    assert!(lock.contains(&format!("when = \"{first} 10:00+60m\"")), "{lock}");
    let away = NOTICE.replace("chair: Chair", "chair: {title: Chair, leave: 2027-03-01}");
    fs::write(folder.join("plan.yaml"), &away).unwrap();
    let before = files(folder);
    // Thirteen days before: it stays, and so the plan cannot be met.
    let refused = plan(folder, "2027-02-16", &[]);
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("these 2 rules cannot hold together") && said.contains("notice: 14 days"), "{said}");
    assert!(said.contains("leave: 2027-03-01") && said.contains("break-notice: yes"), "{said}");
    assert_eq!(files(folder), before);
    // Fourteen days before it may move; and so it may where the plan says that the notice is broken.
    let early = told(&plan(folder, "2027-02-15", &["--dry-run"]));
    assert_eq!(moved(&early).len(), 1, "{early}");
    let broken = format!("{away}    occurrences: {{2027-a: {{break-notice: yes, reason: the chair is ill}}}}\n");
    fs::write(folder.join("plan.yaml"), &broken).unwrap();
    let late = told(&plan(folder, "2027-02-16", &[]));
    assert_eq!(moved(&late), ["beta/board/2027-a: 2027-03-01 10:00+60m → 2027-03-08 10:00+60m"], "{late}");
    // Twice two people's counted as five, three times as near as it can be.
    assert!(late.contains("(60 of it for moving announced dates)"), "{late}");
}

#[test]
fn a_meeting_within_its_notice_is_moved_by_hand_where_that_is_said() {
    let folder = planned(NOTICE, "2026-11-21");
    let folder = folder.path();
    let moving = |more: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_aarshjul"))
            .current_dir(folder)
            .args(["move", "board/2027-a", "plan.yaml", "--to", "2027-03-10", "--at", "10:00", "--reason", "illness"])
            .args(["--today", "2027-02-20"])
            .args(more)
            .env("NO_COLOR", "1")
            .output()
            .unwrap()
    };
    let refused = moving(&[]);
    assert_eq!(refused.status.code(), Some(1), "{}", String::from_utf8_lossy(&refused.stderr));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("`break-notice: yes`"));
    assert_eq!(fs::read_to_string(folder.join("plan.yaml")).unwrap(), NOTICE);
    let answer = told(&moving(&["--break-notice"]));
    assert_eq!(moved(&answer)[0], "beta/board/2027-a: 2027-03-01 10:00+60m → 2027-03-10 10:00+60m", "{answer}");
    let text = fs::read_to_string(folder.join("plan.yaml")).unwrap();
    assert!(text.contains("2027-a: {on: 2027-03-10, at: \"10:00\", break-notice: yes, reason: illness}"), "{text}");
}

/// A plan that changes: what is said of single meetings, who is away, and what things are called.
#[derive(Clone, Default)]
struct Changing {
    occurrences: BTreeMap<String, String>,
    leave: BTreeSet<String>,
    title: usize,
    place: usize,
    length: usize,
}

impl Changing {
    fn text(&self) -> String {
        let mut text =
            String::from("years: 2027\nproduct: beta\ncalendars: {dk: {country: dk}}\ncalendar: dk\npeople:\n  chair:\n");
        let leave: Vec<&str> = self.leave.iter().map(String::as_str).collect();
        writeln!(text, "    leave: [{}]\ngroups:\n  board:\n    title: Board {}", leave.join(", "), self.title).unwrap();
        writeln!(text, "    place: Room {}\n    members: chair", self.place).unwrap();
        let minutes = ["45m", "1h", "90m"][self.length];
        writeln!(
            text,
            "    meets: {{each: month, on: [tue, thu], between: 09:00-12:00, length: {minutes}, apart: at least 2 weeks}}"
        )
        .unwrap();
        text.push_str("    deadlines: {agenda: 5 working days before}\n");
        if !self.occurrences.is_empty() {
            text.push_str("    occurrences:\n");
        }
        for (label, said) in &self.occurrences {
            writeln!(text, "      {label}: {{{said}, reason: because}}").unwrap();
        }
        text.push_str("  council:\n    members: chair\n    meets: {each: month, at: \"10:00\", length: 1h}\n    after: {board: \"1..10 days, best 3\"}\n");
        text
    }

    /// The same after one change, by a number that decides which.
    fn changed(&self, number: u64) -> Changing {
        let mut next = self.clone();
        let month = 1 + number / 7 % 12;
        let label = format!("2027-{month:02}");
        let day = 1 + number / 97 % 28;
        match number % 7 {
            0 => {
                next.occurrences.insert(label, format!("on: 2027-{month:02}-{day:02}"));
            }
            1 => {
                next.occurrences.insert(label, "cancelled: yes".to_owned());
            }
            2 => {
                next.occurrences.pop_first();
            }
            3 => {
                next.leave.insert(format!("2027-{month:02}-{day:02}"));
            }
            4 => next.title += 1,
            5 => next.place += 1,
            _ => next.length = (next.length + 1) % 3,
        }
        next
    }
}

/// The events of a feed by `UID`: their lines without what tells versions apart, and their `SEQUENCE` and stamps.
fn events(feed: &str) -> BTreeMap<String, (String, u32, [String; 2])> {
    let unfolded = feed.replace("\r\n ", "");
    let blocks = unfolded.split("BEGIN:VEVENT").skip(1).map(|block| block.split("END:VEVENT").next().unwrap());
    let value = |block: &str, name: &str| -> String {
        block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).unwrap_or_default().to_owned()
    };
    let of = |block: &str| {
        let versions = ["SEQUENCE", "DTSTAMP", "LAST-MODIFIED"];
        let shown = block.lines().filter(|line| !versions.iter().any(|name| line.starts_with(name)));
        let stamps = [value(block, "DTSTAMP"), value(block, "LAST-MODIFIED")];
        assert!(stamps.iter().all(|stamp| stamp.len() == "20261121T000000Z".len()), "{block}");
        (value(block, "UID"), (shown.collect::<Vec<&str>>().join("\n"), value(block, "SEQUENCE").parse().unwrap(), stamps))
    };
    blocks.map(of).collect()
}

/// The strict checker of feeds, where it is at hand.
fn checker() -> Option<PathBuf> {
    let path = beside("tools/conform/check_ics.py")?;
    let runs =
        |path: &Path| Command::new("python3").arg(path).arg("--codes").output().is_ok_and(|output| output.status.success());
    Some(path).filter(|path| runs(path))
}

#[test]
fn twenty_changes_in_a_row_count_what_changed_and_nothing_else() {
    let checker = checker();
    if checker.is_none() {
        tell_skipped("the feeds are not held against check_ics.py, which is not at hand or cannot run");
    }
    let mut changing = Changing::default();
    let folder = planned(&changing.text(), "2026-11-21");
    let folder = folder.path();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let (mut steps, mut changes, mut kept) = (0, 0, 0);
    let mut ever: BTreeMap<String, (u32, [String; 2])> = BTreeMap::new();
    while steps < 20 {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let next = changing.changed(random >> 8);
        let text = next.text();
        if text == changing.text() {
            continue;
        }
        let before = folder.join("before");
        fs::create_dir_all(&before).unwrap();
        let feed = folder.join("out/feeds/all.ics");
        fs::copy(&feed, before.join("all.ics")).unwrap();
        fs::write(folder.join("plan.yaml"), &text).unwrap();
        // Two changes a day, so that stamps must go on within one.
        let output = plan(folder, &format!("2026-11-{:02}", 21 + steps / 2), &[]);
        if !output.status.success() {
            // Such a change cannot be met: another one is made.
            assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
            continue;
        }
        (changing, steps) = (next, steps + 1);
        let (old, new) = (fs::read_to_string(before.join("all.ics")).unwrap(), fs::read_to_string(&feed).unwrap());
        let (old, new) = (events(&old), events(&new));
        for (uid, (shown, sequence, stamps)) in &new {
            match old.get(uid) {
                Some((was, was_sequence, was_stamps)) if was == shown => {
                    assert_eq!((sequence, stamps), (was_sequence, was_stamps), "{uid}");
                    kept += 1;
                }
                Some((_, was_sequence, was_stamps)) => {
                    assert!(sequence > was_sequence, "{uid}: {sequence} after {was_sequence}");
                    assert!(stamps.iter().zip(was_stamps).all(|(is, was)| is > was), "{uid}: {stamps:?} after {was_stamps:?}");
                    changes += 1;
                }
                None => {}
            }
            // One that was gone for a while goes on from where it was.
            if let Some((was_sequence, was_stamps)) = ever.get(uid).filter(|_| !old.contains_key(uid)) {
                assert!(sequence > was_sequence && stamps[0] > was_stamps[0], "{uid} came back");
            }
            ever.insert(uid.clone(), (*sequence, stamps.clone()));
        }
        if let Some(checker) = &checker {
            let answer = Command::new("python3")
                .arg(checker)
                .args(["--no-agree", "--now", "none", "--baseline"])
                .args([before.as_path(), feed.as_path()])
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&answer.stdout).into_owned();
            assert!(answer.status.success(), "after {steps} changes: {said}");
            assert!(!said.contains("E-BASE"), "{said}");
        }
    }
    assert!(changes >= 40 && kept >= 200, "{changes} changed and {kept} kept");
}
