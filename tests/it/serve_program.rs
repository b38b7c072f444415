//! `aarshjul serve` as a program: what it says, how it ends, and planning again when a plan changes.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use crate::serve::{connect, get, reply};

const PLAN: &str = r#"years: 2027
product: beta
calendars: {dk: {country: dk}}
calendar: dk
groups:
  board:
    meets: {each: quarter, on: [tue], at: "10:00", length: 2h}
"#;

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aarshjul"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments).output().unwrap()
}

/// A program that serves, with its lines of standard error as they come.
struct Serving {
    child: Child,
    address: SocketAddr,
    errors: Receiver<String>,
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn serve(folder: &Path, arguments: &[&str]) -> Serving {
    let fixed = ["serve", "--address", "127.0.0.1:0"];
    let mut child = program(folder, &[&fixed, arguments].concat()).spawn().unwrap();
    let (sender, errors) = channel();
    let standard_error = BufReader::new(child.stderr.take().unwrap());
    thread::spawn(move || standard_error.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines.by_ref().map_while(Result::ok).find(|line| line.starts_with("serving ")).expect("it says where it serves");
    let address = line.split_once("http://").unwrap().1.trim_end_matches('/').parse().unwrap();
    // What it says later is read away, so that it never waits for a reader.
    thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
    Serving { child, address, errors }
}

impl Serving {
    /// The lines of standard error up to one that holds a text.
    fn told(&self, text: &str) -> String {
        let mut told = String::new();
        while !told.contains(text) {
            told.push_str(&self.errors.recv().unwrap_or_else(|_| panic!("`{text}` was not told, but {told}")));
            told.push('\n');
        }
        told
    }

    fn terminate(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }
}

fn planned() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.yaml"), PLAN).unwrap();
    let output = run(folder.path(), &["plan", "plan.yaml", "--today", "2026-11-21"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

#[test]
fn it_says_where_it_serves_and_what_stands_in_its_way() {
    let folder = planned();
    let missing = run(folder.path(), &["serve", "-o", "nowhere"]);
    let told = String::from_utf8(missing.stderr).unwrap();
    assert_eq!(missing.status.code(), Some(2));
    assert!(told.contains("`nowhere`: there is no such folder") && told.contains("`aarshjul plan`"), "{told}");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let refused = run(folder.path(), &["serve", "--address", &address]);
    let told = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(told.contains(&format!("`{address}` is taken")) && told.contains("--address"), "{told}");
    let serving = serve(folder.path(), &[]);
    assert_eq!(get(serving.address, "/feeds/beta-board.ics?x=%22").status, 200);
    let line = serving.told("GET");
    assert!(line.starts_with("127.0.0.1 - - [") && line.contains("\"GET /feeds/beta-board.ics?x=%22 HTTP/1.1\" 200 "), "{line}");
    let quiet = serve(folder.path(), &["--quiet"]);
    assert_eq!(get(quiet.address, "/healthz").text(), "ok\n");
    quiet.terminate();
    assert!(quiet.errors.recv().is_err(), "it is quiet");
}

/// The page of the guide, as it stands there.
fn page_of_the_guide() -> String {
    let guide = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide/importing.md")).unwrap();
    let (_, page) = guide.split_once("````md roadmap.md\n").expect("the guide shows a page");
    page.split_once("````").expect("the block is closed").0.to_owned()
}

#[test]
fn from_a_roadmap_page_to_a_subscribed_feed_it_takes_five_commands() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("roadmap.md"), page_of_the_guide()).unwrap();
    for command in ["import mermaid roadmap.md -o plans/", "check", "plan --today 2026-11-21", "verify"] {
        let output = run(folder.path(), &command.split(' ').collect::<Vec<_>>());
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let serving = serve(folder.path(), &[]);
    let reply = get(serving.address, "/feeds/os2beta.ics");
    assert_eq!((reply.status, reply.field("content-type")), (200, "text/calendar; charset=utf-8"));
    let feed = reply.text().replace("\r\n ", "");
    let dates: BTreeSet<&str> = feed.lines().filter(|line| line.starts_with("DTSTART;VALUE=DATE:")).collect();
    assert_eq!(feed.matches("BEGIN:VEVENT").count(), 5, "{feed}");
    for date in ["20270104", "20270201", "20270401", "20270601", "20270626"] {
        assert!(dates.contains(format!("DTSTART;VALUE=DATE:{date}").as_str()), "{date}: {dates:?}");
    }
    assert!(feed.contains("SUMMARY:Driften er overdraget"), "{feed}");
    assert_eq!(get(serving.address, "/").status, 200, "there is a page too");
}

#[test]
fn asked_to_end_it_finishes_what_runs_and_ends_well() {
    let folder = planned();
    let length = 48 << 20;
    fs::write(folder.path().join("out/large.png"), vec![7; length]).unwrap();
    let mut serving = serve(folder.path(), &[]);
    let mut idle = connect(serving.address);
    idle.write_all(b"GET /healthz HTTP/1.1\r\n\r\n").unwrap();
    assert_eq!(reply(&mut idle, true).unwrap().status, 200);
    let mut running = connect(serving.address);
    running.write_all(b"GET /large.png HTTP/1.1\r\n\r\n").unwrap();
    let mut first = [0; 1];
    running.read_exact(&mut first).unwrap();
    serving.terminate();
    // The idle connection is let go of at once, and the answer that runs comes to its end.
    assert_eq!(idle.read(&mut first).unwrap(), 0);
    let mut rest = Vec::new();
    running.read_to_end(&mut rest).unwrap();
    assert!(rest.len() > length && rest[rest.len() - length..].iter().all(|byte| *byte == 7), "{}", rest.len());
    assert_eq!(serving.child.wait().unwrap().code(), Some(0));
    // The port is free again at once.
    assert!(TcpListener::bind(serving.address).is_ok());
}

/// Reads events up to one that holds a text.
pub(crate) fn event(stream: &mut impl Read, text: &str) -> String {
    let (mut told, mut byte) = (String::new(), [0]);
    while !(told.contains(text) && told.ends_with("\n\n")) {
        stream.read_exact(&mut byte).unwrap();
        told.push(char::from(byte[0]));
    }
    told
}

#[test]
fn when_a_plan_changes_it_is_planned_again_and_pages_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("plan.yaml");
    fs::write(&plan, PLAN).unwrap();
    let mut serving = serve(folder.path(), &["plan.yaml", "--watch", "--today", "2026-11-21"]);
    let before = get(serving.address, "/feeds/all.ics").text();
    assert!(before.contains("T100000"), "{before}");
    let page = folder.path().join("out/page.html");
    fs::write(&page, "<!doctype html><body>x</body>").unwrap();
    let sent = get(serving.address, "/page.html").text();
    let edition: u64 = sent.split("data-edition=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
    assert!(sent.contains("<script src=\"/.reload.js\""), "{sent}");
    assert!(!fs::read_to_string(&page).unwrap().contains("script"));
    assert!(get(serving.address, "/.reload.js").text().contains("EventSource"));
    let mut events = connect(serving.address);
    write!(events, "GET /.events?since={edition} HTTP/1.1\r\n\r\n").unwrap();
    event(&mut events, ": listening");
    fs::write(&plan, PLAN.replace("10:00", "11:00")).unwrap();
    event(&mut events, "event: edition");
    let after = get(serving.address, "/feeds/all.ics").text();
    assert!(after.contains("T110000") && !after.contains("T100000"), "{after}");
    // A page from before the change is told at once.
    let mut late = connect(serving.address);
    write!(late, "GET /.events?since={edition} HTTP/1.1\r\n\r\n").unwrap();
    event(&mut late, "event: edition");
    fs::write(&plan, PLAN.replace("[tue]", "[teu]")).unwrap();
    let told = serving.told("stay as they were");
    assert!(told.contains("teu") && told.contains("error"), "{told}");
    assert_eq!(get(serving.address, "/feeds/all.ics").text(), after);
    serving.terminate();
    assert_eq!(serving.child.wait().unwrap().code(), Some(0));
}
