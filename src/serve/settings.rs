//! What a server is told at its start. Knows no arguments and no defaults of a folder.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::http::header::HeaderValue;

use crate::serve::reload::Editions;

/// Where lines of the access log go. It must not wait: it is called between requests.
pub type Sink = Arc<dyn Fn(String) + Send + Sync>;

/// What a server is told at its start.
#[derive(Clone)]
pub struct Settings {
    /// The folder whose files are served.
    pub folder: PathBuf,
    /// Where to listen; port 0 takes a free one.
    pub address: SocketAddr,
    /// How long readers are waited for.
    pub patience: Patience,
    /// How many connections may be open at once, at least 1. One more, and those that have waited longest must leave.
    pub most_connections: usize,
    /// Whose pages may read feeds and JSON.
    pub allow_origin: Option<Origin>,
    /// With them, pages load themselves again at each new edition.
    pub editions: Option<Editions>,
    /// The clock.
    pub clock: fn() -> SystemTime,
    /// Where lines of the access log go.
    pub log: Option<Sink>,
}

/// An origin whose pages may read feeds and JSON (`Access-Control-Allow-Origin`): `https://example.org`, or `*` for every one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(pub HeaderValue);

impl FromStr for Origin {
    type Err = String;

    fn from_str(text: &str) -> Result<Origin, String> {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let is_origin = text == "*" || host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', ' ', ',']));
        let value = HeaderValue::from_str(text).ok().filter(|_| is_origin);
        value.map(Origin).ok_or_else(|| "an origin is `*`, or like `https://example.org`, without a path".to_owned())
    }
}

/// How long readers are waited for.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For the whole head of a request, from the start of the connection or the end of the answer before.
    pub head: Duration,
    /// For a reader to take anything of an answer.
    pub stall: Duration,
    /// For running requests, when the server is to end.
    pub farewell: Duration,
    /// Between two signs of life of an event stream.
    pub heartbeat: Duration,
}

impl Patience {
    /// Longer than any honest reader needs.
    pub const USUAL: Patience = Patience {
        head: Duration::from_secs(15),
        stall: Duration::from_secs(20),
        farewell: Duration::from_secs(5),
        heartbeat: Duration::from_secs(15),
    };
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn an_origin_has_no_path_and_is_one() {
        for text in ["*", "https://example.org", "http://localhost:3000"] {
            assert!(text.parse::<Origin>().is_ok(), "{text}");
        }
        for text in ["", "example.org", "https://", "https://example.org/", "https://a, https://b", "https://a\n"] {
            assert!(text.parse::<Origin>().is_err(), "{text}");
        }
    }
}
