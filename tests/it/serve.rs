//! The server, asked by a client that knows nothing of it: bytes over a socket, honest and not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle, sleep};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aarshjul::serve::server::Server;
use aarshjul::serve::settings::{Patience, Settings};
use flate2::read::GzDecoder;
use icalendar::{Calendar, CalendarComponent, Component};
use tokio::sync::Notify;

/// A server of its own, until it is dropped.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    stop: Arc<Notify>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.notify_one();
        self.thread.take().unwrap().join().unwrap();
    }
}

/// A clock that says of every file that it is old, so that it is kept.
fn late() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1 << 33)
}

pub(crate) fn settings(folder: &Path) -> Settings {
    Settings {
        folder: folder.to_owned(),
        address: ([127, 0, 0, 1], 0).into(),
        patience: Patience::USUAL,
        most_connections: 1000,
        allow_origin: None,
        editions: None,
        clock: late,
        log: None,
    }
}

pub(crate) fn start(settings: Settings) -> Running {
    let server = Server::listen(settings).unwrap();
    let (address, stop) = (server.address(), Arc::new(Notify::new()));
    let stopped = Arc::clone(&stop);
    let thread = thread::spawn(move || server.run(async move { stopped.notified().await }));
    Running { address, stop, thread: Some(thread) }
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

/// Reads one answer, as far as its length says.
pub(crate) fn reply(stream: &mut impl Read, has_body: bool) -> Option<Reply> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let mut lines = head.trim_end().split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let fields: BTreeMap<String, String> =
        lines.map(|line| line.split_once(": ").unwrap()).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let length = fields.get("content-length").filter(|_| has_body).map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    Some(Reply { status, fields, body })
}

pub(crate) fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

/// Asks over a connection of its own.
pub(crate) fn ask(server: &Running, method: &str, target: &str, fields: &[&str]) -> Reply {
    let mut stream = connect(server.address);
    let fields: String = fields.iter().flat_map(|field| [*field, "\r\n"]).collect();
    write!(stream, "{method} {target} HTTP/1.1\r\nHost: x\r\n{fields}\r\n").unwrap();
    reply(&mut stream, method != "HEAD").unwrap_or_else(|| panic!("{method} {target}: no answer"))
}

pub(crate) fn get(address: SocketAddr, target: &str) -> Reply {
    let mut stream = connect(address);
    write!(stream, "GET {target} HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    reply(&mut stream, true).unwrap()
}

pub(crate) const FEED: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20270301\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

/// A folder with a file of each kind.
pub(crate) fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let save = |name: &str, text: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    save("index.html", b"<!doctype html><body>front</body>");
    save("site/index.html", b"<!doctype html><body>site</body>");
    save("site/style.css", b"a{}");
    save("site/app.js", b"0;");
    save("feeds/all.ics", FEED.replace("UID:a", &format!("UID:a\r\nDESCRIPTION:{}", "very long ".repeat(300))).as_bytes());
    save("feeds/small.ics", FEED.as_bytes());
    save("feeds/mødet.ics", FEED.as_bytes());
    save("wheel/all.svg", b"<svg/>");
    save("wheel/all.png", &[0; 3000]);
    save("charts/a.mmd", b"gantt");
    save("charts/a.md", b"# a");
    save("schedule.json", b"{}");
    save("schedule.csv", b"a,b");
    save(".hidden", b"secret");
    save(".git/config", b"secret");
    save("feeds/all.ics.aarshjul-new", b"secret");
    folder
}

#[test]
fn each_kind_of_file_has_its_type_and_how_long_it_may_be_kept() {
    let folder = folder();
    let server = start(settings(folder.path()));
    let expected = [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/site/", "text/html; charset=utf-8", "no-cache"),
        ("/site/style.css", "text/css; charset=utf-8", "no-cache"),
        ("/site/app.js?v=1", "text/javascript; charset=utf-8", "no-cache"),
        ("/feeds/all.ics", "text/calendar; charset=utf-8", "public, max-age=3600"),
        ("/feeds/all.ics?utm_source=outlook&nocache=1", "text/calendar; charset=utf-8", "public, max-age=3600"),
        ("/feeds/m%C3%B8det.ics", "text/calendar; charset=utf-8", "public, max-age=3600"),
        ("http://any.example/feeds/all.ics", "text/calendar; charset=utf-8", "public, max-age=3600"),
        ("/wheel/all.svg", "image/svg+xml", "no-cache"),
        ("/wheel/all.png", "image/png", "no-cache"),
        ("/charts/a.mmd", "text/plain; charset=utf-8", "no-cache"),
        ("/charts/a.md", "text/markdown; charset=utf-8", "no-cache"),
        ("/schedule.json", "application/json", "no-cache"),
        ("/schedule.csv", "text/csv; charset=utf-8", "no-cache"),
        ("/healthz", "text/plain; charset=utf-8", "no-cache"),
    ];
    for (target, media, kept) in expected {
        let reply = ask(&server, "GET", target, &["Authorization: Basic eDp5"]);
        assert_eq!((reply.status, reply.field("content-type"), reply.field("cache-control")), (200, media, kept), "{target}");
        assert_eq!(reply.field("x-content-type-options"), "nosniff", "{target}");
        assert_eq!(reply.field("access-control-allow-origin"), "", "{target}");
    }
    assert_eq!(ask(&server, "GET", "/healthz", &[]).text(), "ok\n");
    assert!(ask(&server, "GET", "/", &[]).field("content-security-policy").contains("default-src 'self'"));
    let moved = ask(&server, "GET", "/site?product=a", &[]);
    assert_eq!((moved.status, moved.field("location")), (308, "/site/?product=a"));
    let with_origin = start(Settings { allow_origin: Some("*".parse().unwrap()), ..settings(folder.path()) });
    assert_eq!(ask(&with_origin, "GET", "/schedule.json", &[]).field("access-control-allow-origin"), "*");
    assert_eq!(ask(&with_origin, "GET", "/", &[]).field("access-control-allow-origin"), "");
}

#[test]
fn a_reader_that_has_it_is_not_sent_it_again() {
    let folder = folder();
    let server = start(settings(folder.path()));
    let first = ask(&server, "GET", "/feeds/all.ics", &[]);
    let (tag, date) = (first.field("etag").to_owned(), first.field("last-modified").to_owned());
    assert!(tag.starts_with('"') && tag.len() == 34, "{tag}");
    let conditions = [
        format!("If-None-Match: {tag}"),
        format!("If-None-Match: \"x\", W/{tag}"),
        "If-None-Match: *".to_owned(),
        format!("If-Modified-Since: {date}"),
    ];
    for condition in &conditions {
        for method in ["GET", "HEAD"] {
            let reply = ask(&server, method, "/feeds/all.ics", &[condition]);
            assert_eq!((reply.status, reply.body.len(), reply.field("content-length")), (304, 0, ""), "{condition}");
            assert_eq!((reply.field("etag"), reply.field("vary")), (tag.as_str(), "accept-encoding"));
            assert_eq!(reply.field("cache-control"), "public, max-age=3600");
        }
    }
    let both = [format!("If-Modified-Since: {date}"), "If-None-Match: \"x\"".to_owned()];
    assert_eq!(ask(&server, "GET", "/feeds/all.ics", &[&both[0], &both[1]]).status, 200);
    assert_eq!(ask(&server, "GET", "/feeds/all.ics", &["If-Match: \"x\""]).status, 412);
    let head = ask(&server, "HEAD", "/feeds/all.ics", &[]);
    assert_eq!((head.status, head.field("content-length").parse().ok()), (200, Some(first.body.len())));
    assert_eq!(head.field("etag"), tag);
    fs::write(folder.path().join("feeds/new"), FEED).unwrap();
    fs::rename(folder.path().join("feeds/new"), folder.path().join("feeds/all.ics")).unwrap();
    let changed = ask(&server, "GET", "/feeds/all.ics", &[&conditions[0]]);
    assert_eq!((changed.status, changed.text()), (200, FEED.to_owned()));
    fs::remove_file(folder.path().join("feeds/all.ics")).unwrap();
    assert_eq!(ask(&server, "GET", "/feeds/all.ics", &[&conditions[0]]).status, 404);
}

#[test]
fn each_compression_is_an_answer_of_its_own() {
    let folder = folder();
    let server = start(settings(folder.path()));
    let plain = ask(&server, "GET", "/feeds/all.ics", &[]);
    let gzip = ask(&server, "GET", "/feeds/all.ics", &["Accept-Encoding: gzip, deflate"]);
    let brotli = ask(&server, "GET", "/feeds/all.ics", &["Accept-Encoding: gzip;q=0.5, br"]);
    assert_eq!((gzip.field("content-encoding"), brotli.field("content-encoding")), ("gzip", "br"));
    let (mut of_gzip, mut of_brotli) = (Vec::new(), Vec::new());
    GzDecoder::new(gzip.body.as_slice()).read_to_end(&mut of_gzip).unwrap();
    brotli::Decompressor::new(brotli.body.as_slice(), 4096).read_to_end(&mut of_brotli).unwrap();
    assert!(of_gzip == plain.body && of_brotli == plain.body && gzip.body.len() < plain.body.len() / 4);
    let tags: BTreeSet<&str> = [&plain, &gzip, &brotli].map(|reply| reply.field("etag")).into();
    assert_eq!(tags.len(), 3);
    for reply in [&plain, &gzip, &brotli] {
        assert_eq!(reply.field("vary"), "accept-encoding");
    }
    let condition = format!("If-None-Match: {}", gzip.field("etag"));
    assert_eq!(ask(&server, "GET", "/feeds/all.ics", &[&condition, "Accept-Encoding: gzip"]).status, 304);
    assert_eq!(ask(&server, "GET", "/feeds/all.ics", &[&condition, "Accept-Encoding: gzip;q=0"]).status, 200);
    for (target, accepted) in [("/wheel/all.png", "gzip"), ("/feeds/small.ics", "gzip"), ("/feeds/all.ics", "zstd")] {
        let reply = ask(&server, "GET", target, &[&format!("Accept-Encoding: {accepted}")]);
        assert_eq!((reply.status, reply.field("content-encoding")), (200, ""), "{target}");
    }
}

#[test]
fn nothing_outside_of_the_folder_and_nothing_hidden_is_sent() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret"), "secret").unwrap();
    let folder = folder();
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path(), folder.path().join("link")).unwrap();
    let server = start(settings(folder.path()));
    let up = format!("/../{}/secret", outside.path().file_name().unwrap().to_string_lossy());
    let targets = [
        up.as_str(),
        &up.replace("..", "%2e%2e"),
        &up.replace("..", "%252e%252e"),
        &up.replace("/../", "/..%2f"),
        &up.replace("/../", "/..%5c"),
        &up.replace("/../", "/..\\"),
        &up.replace("/../", "/feeds/../../"),
        "//etc/passwd",
        "/%2fetc/passwd",
        "///etc/passwd",
        "/link/secret",
        "/link",
        "/.hidden",
        "/.git/config",
        "/%2egit/config",
        "/feeds/all.ics.aarshjul-new",
        "/index.html%00.ics",
        "/feeds/all.ics/",
        "/feeds/all.ics/x",
        "/feeds/",
        "/.events",
        "/.reload.js",
    ];
    for target in targets {
        let reply = ask(&server, "GET", target, &[]);
        assert!(matches!(reply.status, 400 | 404), "{target}: {}", reply.status);
        assert!(!reply.text().contains("secret") && !reply.text().contains("root:"), "{target}");
    }
    assert!(ask(&server, "GET", "/none", &[]).text().contains("Siden findes ikke"));
    assert_eq!(ask(&server, "GET", "/%zz", &[]).status, 400);
}

#[test]
fn what_is_no_request_does_no_harm() {
    let folder = folder();
    let server = start(settings(folder.path()));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get"] {
        let reply = ask(&server, method, "/feeds/all.ics", &[]);
        assert_eq!((reply.status, reply.field("allow")), (405, "GET, HEAD"), "{method}");
    }
    let many = "x-one: y\r\n".repeat(200);
    let raw: [(Vec<u8>, &[u16]); 7] = [
        (format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "y".repeat(20_000)).into_bytes(), &[431]),
        (format!("GET / HTTP/1.1\r\n{many}\r\n").into_bytes(), &[431]),
        (format!("GET /{} HTTP/1.1\r\n\r\n", "y".repeat(20_000)).into_bytes(), &[414, 431]),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n".to_vec(), &[400]),
        (b"GET / HTTP/9.9\r\n\r\n".to_vec(), &[400, 505]),
        (b"GET\r\n\r\n".to_vec(), &[400]),
        (b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n\r\n".to_vec(), &[400, 405]),
    ];
    for (bytes, statuses) in raw {
        let mut stream = connect(server.address);
        // The server may hang up before it has read all; then no answer may arrive either.
        stream.write_all(&bytes).ok();
        if let Some(reply) = reply(&mut stream, true) {
            assert!(statuses.contains(&reply.status), "{statuses:?}: {}", reply.status);
        }
        assert_eq!(ask(&server, "GET", "/healthz", &[]).status, 200);
    }
    let mut stream = connect(server.address);
    write!(stream, "GET / HTTP/1.1\r\n{many}\r\n").unwrap();
    assert_eq!(reply(&mut stream, true).unwrap().status, 431);
}

/// What can be read until the other side hangs up, whichever way.
pub(crate) fn rest(mut stream: TcpStream) -> usize {
    let (mut buffer, mut read) = (vec![0; 64 * 1024], 0);
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return read,
            Ok(more) => read += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return read,
        }
    }
}

#[test]
fn readers_that_say_nothing_or_take_nothing_are_hung_up_on() {
    let folder = folder();
    fs::write(folder.path().join("large.png"), vec![7; 32 << 20]).unwrap();
    let short = Duration::from_millis(200);
    let patience = Patience { head: short, stall: short, ..Patience::USUAL };
    let server = start(Settings { patience, ..settings(folder.path()) });
    let silent = connect(server.address);
    let mut halfway = connect(server.address);
    halfway.write_all(b"GET / HTTP/1.1\r\nHost:").unwrap();
    let mut idle = connect(server.address);
    idle.write_all(b"GET /healthz HTTP/1.1\r\n\r\n").unwrap();
    assert_eq!(reply(&mut idle, true).unwrap().text(), "ok\n");
    let mut takes_nothing = connect(server.address);
    takes_nothing.write_all(b"GET /large.png HTTP/1.1\r\n\r\n").unwrap();
    // None of these ends otherwise than by the server.
    rest(silent);
    rest(halfway);
    rest(idle);
    let is_hung_up = (0..1200).any(|_| {
        sleep(Duration::from_millis(50));
        takes_nothing.write_all(b"x").is_err()
    });
    assert!(is_hung_up);
    assert_eq!(ask(&server, "GET", "/healthz", &[]).status, 200);
}

#[test]
fn a_crowd_of_silent_readers_keeps_nobody_out() {
    let folder = folder();
    let server = start(Settings { most_connections: 16, ..settings(folder.path()) });
    let mut regular = connect(server.address);
    let mut asks = || {
        regular.write_all(b"GET /healthz HTTP/1.1\r\n\r\n").unwrap();
        reply(&mut regular, true).unwrap().status
    };
    assert_eq!(asks(), 200);
    let mut silent = Vec::new();
    for _ in 0..100 {
        let mut stream = connect(server.address);
        stream.write_all(b"GET / HT").unwrap();
        silent.push(stream);
        assert_eq!(ask(&server, "GET", "/feeds/all.ics", &[]).status, 200);
        assert_eq!(asks(), 200);
    }
    // The first ones had to leave, and who asks all the time did not.
    rest(silent.remove(0));
}

#[test]
fn while_files_change_a_reader_gets_the_old_or_the_new_and_never_half() {
    let folder = folder();
    let file = folder.path().join("feeds/all.ics");
    let texts: Vec<String> = (0..4).map(|number| format!("BEGIN:VCALENDAR {number}\r\n").repeat(9000 + number * 1000)).collect();
    fs::write(&file, &texts[0]).unwrap();
    let server = start(Settings { clock: SystemTime::now, ..settings(folder.path()) });
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0..300 {
                let draft = folder.path().join("draft");
                fs::write(&draft, &texts[round % texts.len()]).unwrap();
                fs::rename(&draft, &file).unwrap();
            }
            is_over.store(true, Ordering::Relaxed);
        });
        let readers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let mut stream = connect(server.address);
                    let mut tags: BTreeMap<String, String> = BTreeMap::new();
                    while !is_over.load(Ordering::Relaxed) || tags.len() < 2 {
                        write!(stream, "GET /feeds/all.ics HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
                        let reply = reply(&mut stream, true).unwrap();
                        assert!(reply.status == 200 && texts.contains(&reply.text()), "{}", reply.status);
                        let text = tags.entry(reply.field("etag").to_owned()).or_insert_with(|| reply.text());
                        assert_eq!(*text, reply.text());
                        if is_over.load(Ordering::Relaxed) {
                            return tags.len();
                        }
                    }
                    tags.len()
                })
            })
            .collect();
        assert!(readers.into_iter().map(|reader| reader.join().unwrap()).max() > Some(1));
    });
}

const PLAN: &str = r#"years: 2027
product: beta
title: Produkt Beta
calendars: {dk: {country: dk}}
calendar: dk
groups:
  board:
    meets: {each: quarter, on: [tue], at: "10:00", length: 2h}
  council:
    meets: {each: quarter, on: [mon], at: "13:00", length: 1h}
    deadlines: {minutes: 5 working days after}
roadmap:
  tracks:
    t: {milestones: {budget: {title: Budget, on: 2027-10-01}}}
"#;

/// An entry of `schedule.json`: its UID, kind, group, first and last day.
type Told = (String, String, String, String, String);

/// A query, and the entries that it asks for.
type Asked = (&'static str, fn(&Told) -> bool);

fn told(folder: &Path) -> Vec<Told> {
    let schedule: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("out/schedule.json")).unwrap()).unwrap();
    let word = |entry: &serde_json::Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    let entries = schedule["entries"].as_array().unwrap().iter();
    entries
        .map(|entry| {
            let date = word(entry, "date");
            let (first, last) = if date.is_empty() { (word(entry, "first"), word(entry, "last")) } else { (date.clone(), date) };
            (word(entry, "uid"), word(entry, "kind"), word(entry, "group"), first, last)
        })
        .collect()
}

#[test]
fn a_filtered_feed_has_the_events_that_the_schedule_says_and_is_a_calendar() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.yaml"), PLAN).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_aarshjul"));
    let planned = command.current_dir(folder.path()).args(["plan", "plan.yaml", "--today", "2026-11-21"]).output().unwrap();
    assert!(planned.status.success(), "{}", String::from_utf8_lossy(&planned.stderr));
    let told = told(folder.path());
    let server = start(settings(&folder.path().join("out")));
    let asked: [Asked; 8] = [
        ("", |_| true),
        ("cancelled=0&x=y", |_| true),
        ("kind=meeting", |entry| entry.1 == "meeting"),
        ("kind=milestone,deadline", |entry| entry.1 == "milestone" || entry.1 == "deadline"),
        ("group=council", |entry| entry.2 == "council"),
        ("product=beta&group=board&kind=meeting", |entry| entry.2 == "board" && entry.1 == "meeting"),
        ("from=2027-06-01&until=2027-10-01", |entry| entry.4.as_str() >= "2027-06-01" && entry.3.as_str() <= "2027-10-01"),
        ("from=2040-01-01", |_| false),
    ];
    let mut tags = BTreeSet::new();
    for (query, is_asked_for) in asked {
        let reply = ask(&server, "GET", &format!("/feeds/all.ics?{query}"), &[]);
        assert_eq!((reply.status, reply.field("content-type")), (200, "text/calendar; charset=utf-8"), "{query}");
        let text = reply.text();
        let calendar: Calendar = text.parse().unwrap();
        let events = calendar.components.iter().filter_map(CalendarComponent::as_event);
        let uids = events.filter_map(|event| event.get_uid().map(str::to_owned));
        let expected: BTreeSet<String> = told.iter().filter(|entry| is_asked_for(entry)).map(|entry| entry.0.clone()).collect();
        assert_eq!(uids.collect::<BTreeSet<String>>(), expected, "{query}");
        assert!(text.matches("BEGIN:V").count() >= 2, "{query}: a calendar has a component");
        assert_eq!(
            text.contains("TZID=Europe/Copenhagen"),
            text.contains("TZID:Europe/Copenhagen") && !expected.is_empty(),
            "{query}"
        );
        tags.insert(reply.field("etag").to_owned());
        let condition = format!("If-None-Match: {}", reply.field("etag"));
        assert_eq!(ask(&server, "GET", &format!("/feeds/all.ics?{query}"), &[&condition]).status, 304, "{query}");
    }
    assert_eq!(tags.len(), asked.len() - 1, "the first two are the same");
    for (query, status) in [("kind=meetings", 400), ("from=monday", 400), ("product=gamma", 404), ("group=bord", 404)] {
        let reply = ask(&server, "GET", &format!("/feeds/all.ics?{query}"), &[]);
        assert_eq!((reply.status, reply.text().starts_with("BEGIN")), (status, false), "{query}");
    }
}
