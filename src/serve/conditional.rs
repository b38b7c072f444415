//! Whether the reader already has what it asks for (RFC 9110, 13). Knows no file.

use axum::http::HeaderMap;
use axum::http::header::{self, HeaderName};

use crate::serve::document::{Document, Variant};

/// What the conditions of a request come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The answer is sent.
    Send,
    /// 304: the reader has it.
    NotModified,
    /// 412: the reader wanted another state of it.
    Failed,
}

/// Judges the conditions in the order of RFC 9110, 13.2.2; a date that is none is no condition.
pub fn verdict(headers: &HeaderMap, document: &Document, variant: &Variant) -> Verdict {
    let tag = variant.tag.to_str().unwrap_or_default();
    if let Some(wanted) = joined(headers, &header::IF_MATCH) {
        if !names(&wanted, tag, Comparison::Strong) {
            return Verdict::Failed;
        }
    } else if let Some(until) = date(headers, &header::IF_UNMODIFIED_SINCE)
        && seconds(document) > until
    {
        return Verdict::Failed;
    }
    if let Some(had) = joined(headers, &header::IF_NONE_MATCH) {
        return if names(&had, tag, Comparison::Weak) { Verdict::NotModified } else { Verdict::Send };
    }
    match date(headers, &header::IF_MODIFIED_SINCE) {
        Some(since) if seconds(document) <= since => Verdict::NotModified,
        Some(_) | None => Verdict::Send,
    }
}

/// How two tags are compared (RFC 9110, 8.8.3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Strong,
    Weak,
}

/// Whether a list of tags names a strong one; `*` names all. Commas may stand within a tag.
fn names(list: &str, tag: &str, comparison: Comparison) -> bool {
    let mut rest = list.trim();
    if rest == "*" {
        return true;
    }
    loop {
        rest = rest.trim_start_matches([',', ' ', '\t']);
        let strong = rest.strip_prefix("W/");
        let is_weak = strong.is_some();
        let opaque = strong.unwrap_or(rest);
        let Some(end) = opaque.strip_prefix('"').and_then(|inner| inner.find('"')) else { return false };
        let (named, after) = opaque.split_at(end + 2);
        if named == tag && (comparison == Comparison::Weak || !is_weak) {
            return true;
        }
        rest = after;
    }
}

/// The lines of a header as one list; none where there is no line.
pub fn joined(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let mut lines = headers.get_all(name).iter().map(|line| line.to_str().unwrap_or_default());
    let first = lines.next()?.to_owned();
    Some(lines.fold(first, |list, line| list + "," + line))
}

/// A date, in whole seconds: that is how exact they are.
fn date(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    let mut lines = headers.get_all(name).iter();
    let (line, None) = (lines.next()?, lines.next()) else { return None };
    let date = httpdate::parse_http_date(line.to_str().ok()?).ok()?;
    date.duration_since(std::time::UNIX_EPOCH).ok().map(|since| since.as_secs())
}

fn seconds(document: &Document) -> u64 {
    document.modified.duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::{Duration, UNIX_EPOCH};

    use axum::http::HeaderMap;
    use axum::http::header::{HeaderName, HeaderValue};

    use super::Verdict::{Failed, NotModified, Send};
    use super::{Verdict, verdict};
    use crate::serve::document::{Body, Document};
    use crate::serve::encoding::Coding;
    use crate::serve::media::Media;

    /// Judges header lines over a document of 1994-11-15 08:12:31 and a bit; `TAG` stands for its tag.
    fn judged(lines: &[(&str, &str)]) -> Verdict {
        let body = Arc::new(Body::new(Media::Calendar, b"x".to_vec()));
        let modified = UNIX_EPOCH + Duration::from_millis(784_887_151_500);
        let document = Document::new(Media::Calendar, modified, Arc::clone(&body));
        let variant = body.variant([Coding::Identity; 3]);
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            let value = value.replace("TAG", variant.tag.to_str().unwrap());
            headers.append(HeaderName::try_from(*name).unwrap(), HeaderValue::try_from(value).unwrap());
        }
        verdict(&headers, &document, variant)
    }

    #[test]
    fn tags_are_compared_weakly_in_lists_of_any_form() {
        for list in ["TAG", "W/TAG", "*", " * ", "\"a\",TAG", "\"a, b\" , W/\"c\",, TAG", "\"TA\", W/TAG"] {
            assert_eq!(judged(&[("if-none-match", list)]), NotModified, "{list}");
        }
        for list in ["", "\"a\"", "tag", "\"a\", *", "w/TAG", "\"unclosed", "\"a\" TAG x\"", "\"aTAG"] {
            let expected = if list.contains(" TAG") { NotModified } else { Send };
            assert_eq!(judged(&[("if-none-match", list)]), expected, "{list}");
        }
        assert_eq!(judged(&[("if-none-match", "\"a\""), ("if-none-match", "TAG")]), NotModified);
    }

    #[test]
    fn a_date_counts_to_the_second_and_only_without_tags() {
        assert_eq!(judged(&[("if-modified-since", "Tue, 15 Nov 1994 08:12:31 GMT")]), NotModified);
        assert_eq!(judged(&[("if-modified-since", "Tue, 15 Nov 1994 08:12:30 GMT")]), Send);
        assert_eq!(judged(&[("if-modified-since", "Tuesday, 15-Nov-94 08:12:31 GMT")]), NotModified);
        assert_eq!(judged(&[("if-modified-since", "yesterday")]), Send);
        let both = [("if-modified-since", "Tue, 15 Nov 1994 08:12:31 GMT"), ("if-none-match", "\"a\"")];
        assert_eq!(judged(&both), Send);
    }

    #[test]
    fn who_wants_another_state_is_told_so_and_strong_tags_alone_will_do() {
        assert_eq!(judged(&[("if-match", "TAG")]), Send);
        assert_eq!(judged(&[("if-match", "*")]), Send);
        assert_eq!(judged(&[("if-match", "W/TAG")]), Failed);
        assert_eq!(judged(&[("if-match", "\"a\""), ("if-none-match", "TAG")]), Failed);
        assert_eq!(judged(&[("if-match", "TAG"), ("if-none-match", "TAG")]), NotModified);
        assert_eq!(judged(&[("if-unmodified-since", "Tue, 15 Nov 1994 08:12:30 GMT")]), Failed);
        assert_eq!(judged(&[("if-unmodified-since", "Tue, 15 Nov 1994 08:12:31 GMT")]), Send);
    }
}
