//! The order of a group's occurrences in time: the rhythm's own, in which single ones are moved and added by their windows.
//!
//! Of two windows that do not meet, the earlier one comes first. Where they meet, occurrences of the rhythm keep its order,
//! and an added one comes by the first day of its window, then by the last. A window within another one does not say on
//! which side its occurrence lies: then the order is told.

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::plan::occurrence::{Occurrence, Origin, Verdict, Window};
use crate::schema::collector::Collector;

/// Puts a group's occurrences in order. They are given in the rhythm's order, the added ones last.
pub fn in_order(occurrences: Vec<Occurrence>, collector: &mut Collector) -> Vec<Occurrence> {
    let (added, rhythm): (Vec<_>, Vec<_>) = occurrences.into_iter().partition(|occurrence| origin(occurrence) == Origin::Extra);
    let (moved, mut order): (Vec<_>, Vec<_>) = rhythm
        .into_iter()
        .enumerate()
        .partition(|(_, occurrence)| days(occurrence) != occurrence.window.value || is_moved(occurrence));
    for (rank, occurrence) in moved {
        let wanted = order.iter().position(|(other, _)| *other > rank).unwrap_or(order.len());
        let place = fitting(&occurrence, wanted, order.iter().map(|(_, other)| other));
        order.insert(place, (rank, occurrence));
    }
    let mut order: Vec<Occurrence> = order.into_iter().map(|(_, occurrence)| occurrence).collect();
    for occurrence in added {
        let wanted = order.iter().position(|other| days(other) > days(&occurrence)).unwrap_or(order.len());
        let place = fitting(&occurrence, wanted, order.iter());
        tell_unsettled(&occurrence, place, &order, collector);
        order.insert(place, occurrence);
    }
    order
}

fn origin(occurrence: &Occurrence) -> Origin {
    occurrence.exception.as_ref().map_or(Origin::Rhythm, |exception| exception.origin)
}

fn is_moved(occurrence: &Occurrence) -> bool {
    occurrence.exception.as_ref().is_some_and(|exception| exception.verdict == Verdict::Moved)
}

/// The days it may lie on: its window, or the date it is pinned to.
fn days(occurrence: &Occurrence) -> Window {
    occurrence.pinned().map_or(occurrence.window.value, |(date, _, _)| Window { first: date, last: date })
}

/// The place nearest to a wanted one that is after all that end before it and before all that begin after it.
fn fitting<'o>(occurrence: &Occurrence, wanted: usize, order: impl Iterator<Item = &'o Occurrence>) -> usize {
    let own = days(occurrence);
    let (mut least, mut most) = (0, usize::MAX);
    for (place, other) in order.enumerate().filter(|(_, other)| other.is_held()) {
        let other = days(other);
        if other.last < own.first {
            least = place + 1;
        } else if other.first > own.last {
            most = most.min(place);
        }
    }
    wanted.min(most).max(least)
}

/// Warns when a window within another one leaves open which of the two comes first.
fn tell_unsettled(occurrence: &Occurrence, place: usize, order: &[Occurrence], collector: &mut Collector) {
    let own = days(occurrence);
    let is_unsettled = |other: &Occurrence| {
        let other = days(other);
        let is_within = |one: Window, other: Window| other.first <= one.first && one.last <= other.last;
        is_within(own, other) || is_within(other, own)
    };
    let unsettled = order.iter().enumerate().find(|(_, other)| other.is_held() && is_unsettled(other));
    let Some((found, other)) = unsettled else { return };
    let side = if found < place { "after" } else { "before" };
    let message = format!("`{}` could lie before or after `{}`", occurrence.label, other.label);
    let warning = Diagnostic::warning(Code::UnsettledOrder, message).at(occurrence.window.span, "").hint(format!(
        "it is taken to lie {side} it; to settle this, give `{}` a window of its own: `{}: {{between: …}}`",
        other.label, other.label
    ));
    collector.tell(warning);
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::source::Sources;
    use crate::schema::reading::read;

    /// The labels of a group's meetings in order, and how many warnings there are.
    fn order(occurrences: &str) -> (Vec<String>, usize) {
        let windows = "{a: 03-01..03-10, b: 03-01..03-10, c: 03-15..03-31}";
        let meets = format!("{{windows: {windows}, at: '10:00', length: 1h}}");
        let text = format!("product: p\nyears: 2027\ngroups: {{g: {{meets: {meets}, occurrences: {{{occurrences}}}}}}}\n");
        let mut sources = Sources::default();
        sources.add("plan.yaml", text);
        let reading = read(&sources);
        let plan = reading.plan.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics));
        let labels = plan.occurrences.iter().map(|occurrence| occurrence.label.trim_start_matches("2027-").to_owned());
        (labels.collect(), reading.diagnostics.len())
    }

    fn labels(occurrences: &str) -> String {
        order(occurrences).0.join(" ")
    }

    #[test]
    fn meetings_of_the_rhythm_keep_their_order_as_long_as_their_windows_meet() {
        assert_eq!(labels(""), "a b c");
        assert_eq!(labels("2027-a: {on: 2027-03-05, reason: so}"), "a b c");
        assert_eq!(labels("2027-a: {between: 2027-03-05..2027-03-12, reason: so}"), "a b c");
        assert_eq!(labels("2027-a: {on: 2027-03-12, reason: so}"), "b a c");
        assert_eq!(labels("2027-a: {between: 2027-04-05..2027-04-12, reason: so}"), "b c a");
        assert_eq!(labels("2027-c: {between: 2027-02-01..2027-02-12, reason: so}"), "c a b");
        assert_eq!(labels("2027-a: {cancelled: yes, reason: so}"), "a b c");
    }

    #[test]
    fn an_added_meeting_comes_by_its_window_and_one_within_another_is_told() {
        let added = |between: &str| order(&format!("2027-x: {{extra: yes, between: {between}, reason: so}}"));
        let told = |order: &str, warnings| (order.split(' ').map(str::to_owned).collect(), warnings);
        assert_eq!(added("2027-02-01..2027-02-12"), told("x a b c", 0));
        assert_eq!(added("2027-03-11..2027-03-12"), told("a b x c", 0));
        assert_eq!(added("2027-03-05..2027-03-12"), told("a b x c", 0));
        assert_eq!(added("2027-02-05..2027-03-05"), told("x a b c", 0));
        assert_eq!(added("2027-03-20..2027-03-24"), told("a b c x", 1));
        assert_eq!(added("2027-03-14..2027-04-24"), told("a b x c", 1));
    }

    #[test]
    fn a_moved_neighbour_settles_on_which_side_an_added_meeting_lies() {
        let both = "2027-x: {extra: yes, on: 2027-03-17, reason: so}, 2027-c: {between: 2027-03-22..2027-03-31, reason: so}";
        assert_eq!(order(both), (["a", "b", "x", "c"].map(str::to_owned).to_vec(), 0));
    }
}
