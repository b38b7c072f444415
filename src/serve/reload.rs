//! Pages that load themselves again when there is a new edition of them. The server puts the script into pages as it sends them;
//! the files on the disk hold none of it.
//!
//! A page tells its edition when it asks for events (Server-Sent Events, HTML 9.2), so an edition that came between the page and
//! its question is told at once.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::Bytes;
use tokio::sync::watch::{Receiver, Sender};
use tokio::time::{Sleep, sleep};

/// Where pages ask for events.
pub const EVENTS: &str = "/.events";

/// Where pages have their script from.
pub const SCRIPT: &str = "/.reload.js";

/// The script: at each new edition the page is loaded again.
pub const SCRIPT_TEXT: &str = "\
const since = document.currentScript.dataset.edition;
new EventSource('/.events?since=' + since).addEventListener('edition', () => location.reload());
";

/// Counts editions and tells those who listen.
#[derive(Debug, Clone)]
pub struct Editions {
    sender: Sender<u64>,
}

impl Editions {
    /// The count begins with `first`. Pages that were loaded from an earlier server should not know it, so a time does well.
    pub fn starting_at(first: u64) -> Editions {
        Editions { sender: Sender::new(first) }
    }

    /// Another edition is there.
    pub fn publish(&self) {
        self.sender.send_modify(|edition| *edition += 1);
    }

    /// The edition that is there.
    pub fn current(&self) -> u64 {
        *self.sender.borrow()
    }

    /// Events for a page of an edition.
    pub fn events(&self, since: u64, heartbeat: Duration, stop: Receiver<bool>) -> EventStream {
        let editions = self.sender.subscribe();
        EventStream { told: None, since, editions, stop, heartbeat, pulse: Box::pin(sleep(heartbeat)), wake: None }
    }
}

/// A page with the script in it, before the end of its body if it has one.
pub fn with_script(page: &[u8], edition: u64) -> Vec<u8> {
    let script = format!("<script src=\"{SCRIPT}\" data-edition=\"{edition}\"></script>\n");
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|window| window.eq_ignore_ascii_case(end)).unwrap_or(page.len());
    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

/// Events for one page.
pub struct EventStream {
    /// The edition that was told last; none at the start.
    told: Option<u64>,
    since: u64,
    editions: Receiver<u64>,
    stop: Receiver<bool>,
    heartbeat: Duration,
    pulse: Pin<Box<Sleep>>,
    wake: Option<Pin<Box<dyn Future<Output = ()> + Send + Sync>>>,
}

impl std::fmt::Debug for EventStream {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("EventStream").field("told", &self.told).field("since", &self.since).finish_non_exhaustive()
    }
}

impl EventStream {
    /// The next event; none when the server ends.
    pub fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Bytes>> {
        if *self.stop.borrow() {
            return Poll::Ready(None);
        }
        let current = *self.editions.borrow_and_update();
        let told = self.told.replace(current);
        if told.is_none() || told != Some(current) {
            // A comment opens the stream, so that a reader knows at once that it is heard.
            let opening = if told.is_none() { ": listening\nretry: 1000\n\n" } else { "" };
            let event = if current == told.unwrap_or(self.since) {
                String::new()
            } else {
                format!("event: edition\ndata: {current}\n\n")
            };
            return Poll::Ready(Some(Bytes::from(format!("{opening}{event}"))));
        }
        let (mut editions, mut stop) = (self.editions.clone(), self.stop.clone());
        let wake = self.wake.get_or_insert_with(|| {
            Box::pin(async move {
                tokio::select! {
                    // Either change, and the end of either sender, is looked at by the next poll.
                    _ = editions.changed() => {}
                    _ = stop.changed() => {}
                }
            })
        });
        if wake.as_mut().poll(context).is_ready() {
            self.wake = None;
            return self.poll_next(context);
        }
        if self.pulse.as_mut().poll(context).is_ready() {
            self.pulse = Box::pin(sleep(self.heartbeat));
            // A comment, so that a reader that has gone is noticed.
            return Poll::Ready(Some(Bytes::from_static(b": still here\n\n")));
        }
        Poll::Pending
    }
}

#[cfg(test)]
mod tests {
    use super::with_script;

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let script = "<script src=\"/.reload.js\" data-edition=\"7\"></script>\n";
        assert_eq!(with_script(b"<body>x</BODY></html>", 7), format!("<body>x{script}</BODY></html>").into_bytes());
        assert_eq!(with_script(b"x", 7), format!("x{script}").into_bytes());
    }
}
