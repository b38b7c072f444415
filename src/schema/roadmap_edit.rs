//! The dates of a phase or milestone, written into the text of a plan where it stands: under `phases` or `milestones`, or as a
//! part of a `handover` or a release. The reason stands above it as a comment, since the language has no key for it there.
//!
//! How one value is written is said in [`value_edit`](crate::schema::value_edit).

use crate::calendar::civil::NaiveDate;
use crate::schema::format::{says_the_same, tree};
use crate::schema::legible::is_odd;
use crate::schema::node::{Node, Scalar, Value};
use crate::schema::value_edit::{Refusal, has_comment, with_value, without};
use crate::schema::value_path::at;
use crate::schema::value_place::{column, start_of_line};

/// The dates that a phase or milestone gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// A fixed phase: its first and last day.
    Fixed(NaiveDate, NaiveDate),
    /// A phase with a length: the first day it may start and the last day it may end. Its length stays.
    Between(NaiveDate, NaiveDate),
    /// A milestone: its day, which is open.
    On(NaiveDate),
    /// A milestone: its day, which is closed. What is said of that stays.
    OnClosed(NaiveDate),
}

/// Which phase or milestone is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point<'e> {
    /// The key of its product.
    pub product: &'e str,
    /// The key of its track.
    pub track: &'e str,
    /// Its own key, as ids have it: `autumn-build` for the part `build` of the release `autumn`.
    pub key: &'e str,
}

/// Where a phase or milestone stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// At this path, with dates of its own; the key of the last day of one that is fixed.
    Own(Vec<String>, &'static str),
    /// It is where a release is approved: this path names the groups that do it.
    Approval(Vec<String>),
}

/// Where a text has a phase or milestone; none where it has not.
pub fn spot(text: &str, point: Point<'_>) -> Option<Spot> {
    let root = tree(text).ok()?;
    root.get("product").and_then(Node::scalar).filter(|own| own.text == point.product)?;
    let track = ["roadmap", "tracks", point.track];
    let below = |keys: &[&str]| -> Option<Vec<String>> {
        let path: Vec<&str> = track.iter().chain(keys).copied().collect();
        at(&root, &path).map(|_| path.into_iter().map(str::to_owned).collect())
    };
    for (kind, last) in [("phases", "to"), ("milestones", "on"), ("handover", "until")] {
        if let Some(path) = below(&[kind, point.key]) {
            return Some(Spot::Own(path, last));
        }
    }
    point.key.match_indices('-').find_map(|(dash, _)| {
        let (release, part) = (&point.key[..dash], &point.key[dash + 1..]);
        let own = |last| below(&["releases", release, part]).map(|path| Spot::Own(path, last));
        match part {
            "approval" => below(&["releases", release, "approved-at"]).map(Spot::Approval),
            // A release that says nothing of its last milestone has one all the same.
            "release" => below(&["releases", release])
                .map(|path| Spot::Own(path.into_iter().chain(["release".to_owned()]).collect(), "on")),
            _ => own("until"),
        }
    })
}

/// The text with the dates, and the reason above them.
///
/// # Errors
/// When it cannot be done with nothing else changed, comments included.
pub fn with_dates(text: &str, path: &[String], last: &str, dates: Dates, reason: &str) -> Result<String, Refusal> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let root = tree(text).map_err(|_| Refusal::Unreadable)?;
    let (values, gone) = said(dates, last);
    let mut text = text.to_owned();
    match at(&root, &path).map(|node| &node.value) {
        // A part that is written as its length alone.
        Some(Value::Scalar(length)) => {
            let raw = text.get(length.span.range()).ok_or(Refusal::ByHand)?;
            let kept = [("length", raw.to_owned())].into_iter().filter(|(key, _)| !gone.contains(key));
            let all: Vec<String> = kept.chain(values).map(|(key, value)| format!("{key}: {value}")).collect();
            text = with_value(&text, &path, &format!("{{{}}}", all.join(", ")))?;
        }
        found => {
            let keys: &[(Scalar, Node)] = if let Some(Value::Map(keys)) = found { keys } else { &[] };
            for (key, value) in &values {
                text = with_value(&text, &[&path[..], &[key]].concat(), value)?;
            }
            for (key, _) in keys.iter().filter(|(key, _)| gone.contains(&key.text.as_str())) {
                let path = [&path[..], &[key.text.as_str()]].concat();
                if has_comment(&text, &path) {
                    return Err(Refusal::Comment);
                }
                text = without(&text, &path)?;
            }
        }
    }
    with_comment(&text, &path, reason)
}

/// Keys with their values, and the keys that say otherwise.
fn said(dates: Dates, last: &str) -> (Vec<(&'static str, String)>, &'static [&'static str]) {
    match dates {
        Dates::Fixed(first, end) => {
            let to = if last == "until" { "until" } else { "to" };
            let gone = &["length", "between", "start", "starts", "ends", "not-start-in"];
            (vec![("from", first.to_string()), (to, end.to_string())], gone)
        }
        Dates::Between(first, end) => (vec![("between", format!("{first}..{end}"))], &["start"]),
        Dates::On(day) => (vec![("on", day.to_string())], &["between", "by", "on-closed"]),
        Dates::OnClosed(day) => (vec![("on", day.to_string())], &["between", "by"]),
    }
}

/// The text with a comment in a line above the key at a path.
fn with_comment(text: &str, path: &[&str], comment: &str) -> Result<String, Refusal> {
    let root = tree(text).map_err(|_| Refusal::Unreadable)?;
    let (last, above) = path.split_last().ok_or(Refusal::ByHand)?;
    let (key, _) = at(&root, above).and_then(|map| map.entry(last)).ok_or(Refusal::ByHand)?;
    let line = start_of_line(text, key.span.range().start);
    let indent = column(text, line + text[line..].len() - text[line..].trim_start_matches(' ').len());
    let words: String = comment.replace(is_odd, " ");
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let new = format!("{}{:indent$}# {words}{line_break}{}", &text[..line], "", &text[line..]);
    let is_same = tree(&new).is_ok_and(|after| says_the_same(&root, &after));
    if is_same { Ok(new) } else { Err(Refusal::ByHand) }
}

#[cfg(test)]
mod tests {
    use super::{Dates, Point, Spot, spot, with_dates};
    use crate::calendar::civil::NaiveDate;
    use crate::schema::value_edit::Refusal;

    const PLAN: &str = "product: beta
roadmap:
  tracks:
    work:
      phases:
        build: {length: 3 weeks, between: 2027-02-01..2027-06-30, start: 2027-03-01} # b
        test:
          # how long
          length: 5 working days # short
          start: 2027-04-01
        old: {from: 2027-01-01, to: 2027-01-31}
      milestones:
        done: {by: 2027-08-01, critical: yes}
      handover:
        support: {until: 2027-03-31}
        training: 20 working days
      releases:
        spring-two: {build: 3 weeks, approved-at: board}
";

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn dated(key: &str, dates: Dates) -> String {
        let found = spot(PLAN, Point { product: "beta", track: "work", key });
        let Some(Spot::Own(path, last)) = found else { panic!("{key}: {found:?}") };
        with_dates(PLAN, &path, last, dates, "agreed").unwrap_or_else(|refusal| panic!("{key}: {refusal:?}"))
    }

    #[test]
    fn dates_take_the_place_of_those_that_say_otherwise_and_the_reason_stands_above() {
        let between = Dates::Between(day("2027-03-08"), day("2027-03-26"));
        let words = "        # agreed\n        build: {length: 3 weeks, between: 2027-03-08..2027-03-26} # b\n";
        assert_eq!(
            dated("build", between),
            PLAN.replace("        build: {length: 3 weeks, between: 2027-02-01..2027-06-30, start: 2027-03-01} # b\n", words)
        );
        let test = dated("test", between);
        assert_eq!(
            test,
            PLAN.replace("        test:\n", "        # agreed\n        test:\n")
                .replace("          start: 2027-04-01\n", "          between: 2027-03-08..2027-03-26\n")
        );
        let fixed = Dates::Fixed(day("2027-03-01"), day("2027-03-31"));
        assert!(dated("old", fixed).contains("old: {from: 2027-03-01, to: 2027-03-31}\n"));
        assert!(
            dated("done", Dates::On(day("2027-05-03"))).contains("# agreed\n        done: {critical: yes, on: 2027-05-03}\n")
        );
    }

    #[test]
    fn parts_of_handovers_and_releases_are_written_where_they_stand() {
        let fixed = Dates::Fixed(day("2027-03-01"), day("2027-03-31"));
        let between = Dates::Between(day("2027-03-08"), day("2027-03-26"));
        assert!(dated("support", fixed).contains("support: {until: 2027-03-31, from: 2027-03-01}\n"));
        assert!(dated("training", between).contains("training: {length: 20 working days, between: 2027-03-08..2027-03-26}\n"));
        assert!(
            dated("spring-two-build", between).contains("{build: {length: 3 weeks, between: 2027-03-08..2027-03-26}, approved")
        );
        assert!(
            dated("spring-two-release", Dates::On(day("2027-05-03"))).contains("approved-at: board, release: {on: 2027-05-03}}")
        );
        let found = spot(PLAN, Point { product: "beta", track: "work", key: "spring-two-approval" });
        assert!(matches!(found, Some(Spot::Approval(_))), "{found:?}");
        assert_eq!(spot(PLAN, Point { product: "beta", track: "work", key: "nothing" }), None);
        assert_eq!(spot(PLAN, Point { product: "alfa", track: "work", key: "build" }), None);
    }

    #[test]
    fn a_comment_of_what_would_go_is_not_lost() {
        let path = ["roadmap", "tracks", "work", "phases", "test"].map(str::to_owned);
        let fixed = Dates::Fixed(day("2027-03-01"), day("2027-03-31"));
        assert_eq!(with_dates(PLAN, &path, "to", fixed, "agreed"), Err(Refusal::Comment));
    }
}
