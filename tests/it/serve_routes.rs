//! The server's own addresses, and what the access log says of every kind of answer.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aarshjul::serve::reload::Editions;
use aarshjul::serve::settings::{Patience, Settings};

use crate::serve::{FEED, ask, connect, folder, reply, rest, settings, start};
use crate::serve_program::event;

type Lines = Arc<Mutex<Vec<String>>>;

/// Settings with a log, and its lines.
fn logging(settings: Settings) -> (Settings, Lines) {
    let lines = Lines::default();
    let written = Arc::clone(&lines);
    (Settings { log: Some(Arc::new(move |line| written.lock().unwrap().push(line))), ..settings }, lines)
}

#[test]
fn the_log_says_who_asked_for_what_and_how_many_bytes_were_sent() {
    let folder = folder();
    let (settings, lines) = logging(settings(folder.path()));
    let server = start(settings);
    let tag = ask(&server, "GET", "/feeds/small.ics", &[]).field("etag").to_owned();
    let condition = format!("If-None-Match: {tag}");
    let asked: [(&str, &str, &[&str], u16); 8] = [
        ("GET", "/healthz", &[], 200),
        ("HEAD", "/healthz", &[], 200),
        ("POST", "/healthz", &[], 405),
        ("HEAD", "/feeds/small.ics", &[], 200),
        ("GET", "/feeds/all.ics", &["Accept-Encoding: gzip"], 200),
        ("GET", "/feeds/small.ics", &[&condition], 304),
        ("GET", "/none", &[], 404),
        ("PUT", "/none", &[], 405),
    ];
    for (method, target, fields, status) in asked {
        let reply = ask(&server, method, target, fields);
        assert_eq!(reply.status, status, "{method} {target}");
        let line = lines.lock().unwrap().pop().unwrap();
        let expected = format!("\"{method} {target} HTTP/1.1\" {status} {}", reply.body.len());
        assert!(line.starts_with("127.0.0.1 - - [") && line.ends_with(&expected), "{line}: {expected}");
    }
    let lines = lines.lock().unwrap();
    assert!(lines.len() == 1 && lines[0].ends_with(&format!(" 200 {}", FEED.len())), "{lines:?}");
}

#[test]
fn a_page_that_listens_is_told_what_is_new_until_the_server_ends() {
    let folder = folder();
    let editions = Editions::starting_at(7);
    let patience = Patience { heartbeat: Duration::from_millis(50), farewell: Duration::from_secs(3600), ..Patience::USUAL };
    let (settings, lines) = logging(Settings { editions: Some(editions.clone()), patience, ..settings(folder.path()) });
    let server = start(settings);
    for method in ["POST", "DELETE"] {
        let reply = ask(&server, method, "/.events", &[]);
        assert_eq!((reply.status, reply.field("allow")), (405, "GET, HEAD"));
    }
    let head = ask(&server, "HEAD", "/.events", &[]);
    assert_eq!((head.status, head.field("content-type"), head.field("cache-control")), (200, "text/event-stream", "no-store"));
    assert!(ask(&server, "GET", "/.reload.js", &[]).field("content-type").starts_with("text/javascript"));
    let [mut current, mut silent, mut late] = ["since=7", "since=x", "since=6"].map(|query| {
        let mut stream = connect(server.address);
        write!(stream, "GET /.events?{query} HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        assert_eq!(reply(&mut stream, false).unwrap().field("content-type"), "text/event-stream");
        stream
    });
    // Two signs of life are read before anything is new: an event would stand before them.
    for stream in [&mut current, &mut silent] {
        let told = event(stream, ": listening") + &event(stream, ": still here") + &event(stream, ": still here");
        assert!(!told.contains("data:") && told.contains("retry: 1000\n"), "{told}");
    }
    assert!(event(&mut late, "event: edition").contains("data: 7\n"));
    assert!(lines.lock().unwrap().last().unwrap().ends_with("HTTP/1.1\" 200 -"));
    editions.publish();
    for stream in [&mut current, &mut silent, &mut late] {
        assert!(event(stream, "event: edition").contains("data: 8\n"));
    }
    // The streams end, or this would take as long as the farewell may.
    drop(server);
    for stream in [current, silent, late] {
        rest(stream);
    }
}
