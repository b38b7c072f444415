//! A run that is killed at any moment leaves all files as they were, or all as they should be: with the next command at the
//! latest, whatever it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const KILLED: u64 = 200;

const PLAN: &str = r#"years: 2027
product: beta
calendars: {dk: {country: dk}}
calendar: dk
groups:
  board:
    meets: {each: quarter, on: [tue], at: "10:00", length: 2h}
  council:
    meets: {each: quarter, on: [mon], at: "13:00", length: 1h}
    deadlines: {minutes: 5 working days after}
"#;

/// Every file below a folder with its bytes, save what a run that was killed has staged.
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.file_name().unwrap().to_string_lossy().ends_with(".aarshjul-new") {
                files.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn restore(folder: &Path, files: &BTreeMap<PathBuf, Vec<u8>>) {
    fs::remove_dir_all(folder).unwrap();
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn start(folder: &Path, command: &str) -> Child {
    let mut arguments = vec![command, "plan.yaml"];
    if command == "plan" {
        arguments.extend(["--today", "2026-11-22", "--threads", "1"]);
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_aarshjul"));
    command.current_dir(folder).args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

/// The microseconds of a part of a time, and a few more.
fn within(whole: Duration, part: u32) -> u64 {
    u64::try_from((whole / part).as_micros()).unwrap() * 5 / 4 + 1
}

fn run(folder: &Path, command: &str) {
    start(folder, command).wait().unwrap();
}

#[test]
fn after_any_kill_all_files_are_old_or_all_are_new() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("work");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("plan.yaml"), PLAN).unwrap();
    run(&folder, "plan");
    fs::write(folder.join("plan.yaml"), PLAN.replace("[tue]", "[wed]").replace("  council:", "  senate:")).unwrap();
    let old = files(&folder);
    let began = Instant::now();
    run(&folder, "plan");
    let whole = began.elapsed();
    let new = files(&folder);
    assert!(old.len() > 10 && new.len() > 10, "{} and {} files", old.len(), new.len());
    assert_ne!(old, new);

    let (mut kept, mut replaced) = (0, 0);
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for round in 0..KILLED {
        restore(&folder, &old);
        let mut child = start(&folder, "plan");
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let ended = |child: &mut Child| child.try_wait().unwrap().is_some();
        match round % 10 {
            // At once, and once it is decided: so both come of it, however fast the machine is.
            0 => {}
            1 => while !folder.join("out/.aarshjul-journal").exists() && !ended(&mut child) {},
            // While the files are written.
            3 | 5 | 7 | 9 => {
                while !folder.join("out/feeds/.all.ics.aarshjul-new").exists() && !ended(&mut child) {}
                sleep(Duration::from_micros(random % within(whole, 4)));
            }
            // At any time.
            _ => sleep(Duration::from_micros(random % within(whole, 1))),
        }
        child.kill().unwrap();
        child.wait().unwrap();
        run(&folder, "verify");
        let left = files(&folder);
        assert!(left == old || left == new, "round {round}: a mixture of {:?}", left.keys());
        let count = if left == old { &mut kept } else { &mut replaced };
        *count += 1;
        if round % 20 == 0 {
            run(&folder, "plan");
            assert_eq!(files(&folder), new, "round {round}: the next run");
            assert!(!folder.join("out/feeds/.all.ics.aarshjul-new").exists(), "round {round}: nothing staged is left");
        }
    }
    assert!(kept > 10 && replaced > 10, "killed before and after the decision: {kept} and {replaced}");
}

#[test]
fn an_edit_that_was_killed_after_the_decision_is_what_the_next_command_reads() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir(folder.join("plans")).unwrap();
    let plan = folder.join("plans/beta.yaml");
    fs::write(&plan, PLAN).unwrap();
    let aarshjul = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aarshjul"));
        let output = command.current_dir(folder).args(arguments).args(["--today", "2026-11-22"]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    aarshjul(&["plan"]);
    // As a run leaves it that is killed before it put the plan in place; a staged file without a journal is no plan either.
    let edited = PLAN.replace("[tue]", "[wed]");
    fs::write(folder.join("plans/.beta.yaml.aarshjul-new"), &edited).unwrap();
    assert!(aarshjul(&["plan"]).contains("files: 0 written"));
    let journal = format!("{{\"version\": 1, \"put\": [{plan:?}], \"remove\": []}}");
    fs::write(folder.join("out/.aarshjul-journal"), journal).unwrap();
    let answer = aarshjul(&["cancel", "board/2027-q1", "--reason", "x"]);
    let text = fs::read_to_string(&plan).unwrap();
    assert!(text.contains("[wed]") && text.contains("cancelled: yes"), "{answer}: {text}");
    assert!(!folder.join("out/.aarshjul-journal").exists() && !folder.join("plans/.beta.yaml.aarshjul-new").exists());
}

#[test]
fn a_folder_that_cannot_be_written_and_a_run_beside_another_are_told_and_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("plan.yaml"), PLAN).unwrap();
    fs::write(folder.join("out"), "a file").unwrap();
    let told = Command::new(env!("CARGO_BIN_EXE_aarshjul")).current_dir(folder).args(["plan", "plan.yaml"]).output().unwrap();
    assert_eq!(told.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&told.stderr).contains("out"), "{}", String::from_utf8_lossy(&told.stderr));
    assert_eq!(fs::read_to_string(folder.join("out")).unwrap(), "a file");

    fs::remove_file(folder.join("out")).unwrap();
    fs::create_dir(folder.join("out")).unwrap();
    let other = fs::File::open(folder.join("out")).unwrap();
    other.try_lock().unwrap();
    let told = Command::new(env!("CARGO_BIN_EXE_aarshjul")).current_dir(folder).args(["plan", "plan.yaml"]).output().unwrap();
    assert_eq!(told.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&told.stderr).contains("another run of aarshjul is writing here"));
    assert_eq!(fs::read_dir(folder.join("out")).unwrap().count(), 0);
    assert!(!folder.join("aarshjul.lock").exists());
}

#[test]
#[cfg(unix)]
fn where_a_file_cannot_be_written_whole_nothing_has_changed() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("plan.yaml"), PLAN).unwrap();
    run(folder, "plan");
    fs::write(folder.join("plan.yaml"), PLAN.replace("each: quarter", "each: month")).unwrap();
    let old = files(folder);
    let (mut refused, mut written) = (0, 0);
    // As on a full disk, writing fails once a file has so many blocks of 512 bytes; and no part of it may stay.
    for blocks in [0, 1, 2, 4, 8, 16, 32, 64, 128, 2048] {
        let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" plan plan.yaml --today 2026-11-23");
        let output =
            Command::new("sh").current_dir(folder).args(["-c", &limited, env!("CARGO_BIN_EXE_aarshjul")]).output().unwrap();
        if output.status.success() {
            assert_ne!(files(folder), old, "with {blocks} blocks");
            restore(folder, &old);
            written += 1;
        } else {
            assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
            assert_eq!(files(folder), old, "with {blocks} blocks");
            refused += 1;
        }
    }
    assert!(refused >= 3 && written >= 1, "{refused} refused, {written} written");
}
