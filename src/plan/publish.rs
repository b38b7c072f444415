//! What is published, where and how: address, feeds, charts, wheels, site. Knows no file format; what is drawn by it says
//! `render`.

use std::collections::BTreeMap;
use std::fmt;

/// How a plan is published. A plan that does not say it has the default: no address, no cancelled meetings in feeds, and
/// everything drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publish {
    /// Where the output folder is published; none where that is not said.
    pub address: Option<Address>,
    /// What becomes of cancelled meetings in feeds.
    pub cancelled: CancelledPolicy,
    /// How charts are drawn.
    pub charts: ChartStyle,
    /// How wheels are drawn.
    pub wheel: WheelStyle,
    /// Whether the site `index.html` is written.
    pub site: bool,
}

impl Default for Publish {
    fn default() -> Self {
        Publish {
            address: None,
            cancelled: CancelledPolicy::default(),
            charts: ChartStyle::default(),
            wheel: WheelStyle::default(),
            site: true,
        }
    }
}

/// The `https` address below which the output folder is published. It ends in `/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address(String);

impl Address {
    /// Reads an address: `https://`, a host with an optional port, and a path; no user, no query and no fragment. A
    /// slash at the end is added where there is none.
    pub fn parse(text: &str) -> Option<Address> {
        const SCHEME: &str = "https://";
        let scheme = text.get(..SCHEME.len()).filter(|scheme| scheme.eq_ignore_ascii_case(SCHEME))?;
        let rest = &text[scheme.len()..];
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
        let is_label = |label: &str| {
            !label.is_empty() && label.len() <= 63 && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        // RFC 3986, 3.3: what a path may hold without being written as hexadecimal.
        let is_path = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/%".contains(&byte);
        let fits = host.len() <= 253
            && host.split('.').all(is_label)
            && port.parse::<u16>().is_ok_and(|port| port > 0)
            && path.bytes().all(is_path);
        let slash = if path.is_empty() || path.ends_with('/') { "" } else { "/" };
        fits.then(|| Address(format!("{SCHEME}{}/{path}{slash}", authority.to_ascii_lowercase())))
    }

    /// The address itself, with its slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What becomes of cancelled meetings in each feed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CancelledPolicy {
    /// In feeds that are not named.
    pub usual: Cancelled,
    /// In single feeds, by their names: `all`, `os2display-styregruppe`, `role-formand`.
    pub of: BTreeMap<String, Cancelled>,
}

impl CancelledPolicy {
    /// What becomes of them in the feed of a path below the output folder: `feeds/all.ics`.
    pub fn in_feed(&self, path: &str) -> Cancelled {
        let name = path.strip_prefix("feeds/").unwrap_or(path);
        self.of.get(name.strip_suffix(".ics").unwrap_or(name)).copied().unwrap_or(self.usual)
    }
}

/// What becomes of a meeting in a feed when the plan cancels it after people have been told its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Cancelled {
    /// It leaves the feed, and every calendar program removes it.
    #[default]
    Omit,
    /// It stays on its last date with `STATUS:CANCELLED`; some programs strike it through, some hide it.
    Keep,
    /// It stays on its last date, with a word before its title that every program shows.
    Prefix,
}

/// How charts are drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChartStyle {
    /// How a day of note is marked.
    pub markers: Markers,
    /// How holidays and other closed days are told.
    pub holidays: HolidayStyle,
    /// The title of the page below which a Jekyll site lists the pages of charts.
    pub parent: Option<String>,
}

/// How a chart marks a day of note, such as the first of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Markers {
    /// A line from top to bottom, `vert`: Mermaid draws it from 11.7 on, and draws no chart that has one before.
    #[default]
    Vert,
    /// A milestone: every Mermaid draws it.
    Milestones,
}

/// How a chart tells holidays, closures and days that are rather avoided. Closed days are shaded in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum HolidayStyle {
    /// In a section at the foot, by name.
    #[default]
    Section,
    /// Each at a marker, by name.
    Lines,
    /// Not by name.
    Unnamed,
}

/// How wheels are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WheelStyle {
    /// Whether the day of the run is marked.
    pub today: bool,
    /// Whether each wheel is written as a picture of points too.
    pub png: bool,
}

#[cfg(test)]
mod tests {
    use super::{Address, Cancelled, CancelledPolicy};

    #[test]
    fn an_address_is_https_with_a_host_and_ends_in_a_slash() {
        for (text, expected) in [
            ("https://os2.example.dk", "https://os2.example.dk/"),
            ("HTTPS://OS2.Example.dk:8443/Plan", "https://os2.example.dk:8443/Plan/"),
            ("https://example.org/a/b/", "https://example.org/a/b/"),
            ("https://localhost/", "https://localhost/"),
        ] {
            assert_eq!(Address::parse(text).as_ref().map(Address::as_str), Some(expected), "{text}");
        }
        for text in [
            "",
            "http://example.org/",
            "webcal://example.org/",
            "https://",
            "https:///feeds",
            "https://example..org",
            "https://user@example.org",
            "https://example.org:0",
            "https://example.org:65536",
            "https://example.org/?a=b",
            "https://example.org/#a",
            "https://example.org/a b",
            "https://årshjul.dk/",
            "ht\u{e6}tps://",
        ] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_feed_that_is_named_has_its_own_policy() {
        let of = [("all".to_owned(), Cancelled::Keep)].into();
        let policy = CancelledPolicy { usual: Cancelled::Prefix, of };
        assert_eq!(policy.in_feed("feeds/all.ics"), Cancelled::Keep);
        assert_eq!(policy.in_feed("feeds/alle.ics"), Cancelled::Prefix);
    }
}
