//! Pages that load themselves again when there is a new edition of them. The server puts the script into pages as it sends them;
//! the files on the disk hold none of it.
//!
//! A page tells its edition when it asks for events (Server-Sent Events, HTML 9.2), so an edition that came between the page and
//! its question is told at once.

use std::convert::Infallible;
use std::time::Duration;

use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::unfold;
use tokio::sync::watch::{Receiver, Sender};

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
}

/// A page with the script in it, before the end of its body if it has one.
pub fn with_script(page: &[u8], edition: u64) -> Vec<u8> {
    let script = format!("<script src=\"{SCRIPT}\" data-edition=\"{edition}\"></script>\n");
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|window| window.eq_ignore_ascii_case(end)).unwrap_or(page.len());
    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

/// Those who listen for new editions.
#[derive(Debug, Clone)]
pub struct Audience {
    /// What is listened for.
    pub editions: Editions,
    /// Between two signs of life, so that a reader that has gone is noticed.
    pub heartbeat: Duration,
    /// Says when the server ends.
    pub stopping: Sender<bool>,
}

impl Audience {
    /// An answer without end: events for a page of an edition, or of the one that is there. It ends with the server.
    pub fn listen(&self, since: Option<u64>) -> impl IntoResponse + use<> {
        let since = since.unwrap_or_else(|| self.editions.current());
        let page = Page { since, told: None, editions: self.editions.sender.subscribe(), stopping: self.stopping.subscribe() };
        let pulse = KeepAlive::new().interval(self.heartbeat).text("still here");
        ([(CACHE_CONTROL, "no-store")], Sse::new(unfold(page, Page::next)).keep_alive(pulse))
    }
}

/// A page that listens.
struct Page {
    since: u64,
    /// The edition that was told last; none at the start.
    told: Option<u64>,
    editions: Receiver<u64>,
    stopping: Receiver<bool>,
}

impl Page {
    /// The next event, when there is one; none when the server ends.
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Page)> {
        let told = self.told;
        let current = tokio::select! {
            biased;
            _ = self.stopping.wait_for(|stops| *stops) => return None,
            edition = self.editions.wait_for(|edition| Some(*edition) != told) => *edition.ok()?,
        };
        // A comment opens the stream, so that a reader knows at once that it is heard.
        let opening = Event::default();
        let event = if told.is_none() { opening.comment("listening").retry(Duration::from_secs(1)) } else { opening };
        let is_news = current != told.unwrap_or(self.since);
        let event = if is_news { event.event("edition").data(current.to_string()) } else { event };
        self.told = Some(current);
        Some((Ok(event), self))
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
