//! Window: an activity lies on the days it was given; a pinned one on its date.   `first <= x <= last`
//!
//! Local, always a must.

use crate::constraint::fee::Fee;
use crate::constraint::sitting::Sitting;
use crate::plan::roadmap::{Milestone, Phase, PhaseTiming};
use crate::schedule::placement::Placement;

/// The rule's name.
pub const NAME: &str = "window";

/// Judges a meeting: within its window, or where it is pinned.
pub fn meeting(sitting: &Sitting<'_>, fees: &mut Vec<Fee>) {
    let window = &sitting.occurrence.window;
    let (kept, span) = match sitting.occurrence.pinned() {
        Some((date, start, span)) => (date == sitting.date && start.is_none_or(|start| start == sitting.start), span),
        None => (window.value.contains(sitting.date), window.span),
    };
    if !kept {
        fees.push(Fee::forbidden(NAME, span));
    }
    if sitting.occurrence.pinned().is_none() {
        let hit = sitting.occurrence.gaps.iter().filter(|gap| gap.value.contains(sitting.date));
        fees.extend(hit.map(|gap| Fee::forbidden(NAME, gap.span)));
    }
}

/// Judges a phase: wholly within its window, and a fixed one on just its days.
pub fn phase(phase: &Phase, placement: Placement, fees: &mut Vec<Fee>) {
    let (first, last) = (placement.first(), placement.last());
    match &phase.timing {
        PhaseTiming::Fixed(window) => {
            if window.value.first != first || window.value.last != last {
                fees.push(Fee::forbidden(NAME, window.span));
            }
        }
        PhaseTiming::Placed { within, .. } => {
            if first < within.value.first || last > within.value.last {
                fees.push(Fee::forbidden(NAME, within.span));
            }
        }
    }
}

/// Judges a milestone: within its days.
pub fn milestone(milestone: &Milestone, placement: Placement, fees: &mut Vec<Fee>) {
    if !milestone.within.value.contains(placement.first()) {
        fees.push(Fee::forbidden(NAME, milestone.within.span));
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r"
groups: {board: {meets: {windows: {v: 03-02..03-05}, between: 10:00-12:00, length: 1h}}}
roadmap:
  tracks:
    t:
      phases:
        test: {length: 2 working days, between: 2027-03-02..2027-03-09}
        fact: {from: 2027-03-01, to: 2027-03-31}
      milestones: {done: {between: 2027-03-02..2027-03-04}, known: {on: 2027-03-10}}
";

    /// Everything within its window.
    const WITHIN: [(&str, &str); 5] = [
        ("board/2027-v", "2027-03-03"),
        ("test", "2027-03-03"),
        ("fact", "2027-03-01"),
        ("done", "2027-03-03"),
        ("known", "2027-03-10"),
    ];

    #[test]
    fn both_ends_of_a_window_are_within_it() {
        let verifier = verify(NAME, PLAN);
        let at = |place: usize, day: &'static str| {
            let mut dates = WITHIN;
            dates[place].1 = day;
            verifier.dates(&dates)
        };
        for (place, within, beyond) in [
            (0, ["2027-03-02", "2027-03-05"], ["2027-03-01", "2027-03-06"]),
            // Two working days from the 9th end on the 10th: one too late.
            (1, ["2027-03-02", "2027-03-08"], ["2027-03-01", "2027-03-09"]),
            (2, ["2027-03-01", "2027-03-01"], ["2027-02-28", "2027-03-02"]),
            (3, ["2027-03-02", "2027-03-04"], ["2027-03-01", "2027-03-05"]),
            (4, ["2027-03-10", "2027-03-10"], ["2027-03-09", "2027-03-11"]),
        ] {
            for day in within {
                at(place, day).has_no_impact();
            }
            for day in beyond {
                at(place, day).is_forbidden();
            }
        }
    }

    #[test]
    fn days_that_are_left_out_lie_in_no_window() {
        let except =
            "groups: {board: {meets: {windows: {v: [primo march, ultimo march]}, except: 03-24, at: \"10:00\", length: 1h}}}";
        let verifier = verify(NAME, except);
        let at = |day: &str| verifier.dates(&[("board/2027-v", day)]);
        for day in ["2027-03-01", "2027-03-10", "2027-03-21", "2027-03-23", "2027-03-25", "2027-03-31"] {
            at(day).has_no_impact();
        }
        for day in ["2027-02-28", "2027-03-11", "2027-03-20", "2027-03-24", "2027-04-01"] {
            at(day).is_forbidden();
        }
    }

    #[test]
    fn a_pinned_meeting_has_its_date_and_start_instead() {
        let pinned = |at: &str| {
            let pin = format!("}}, occurrences: {{2027-v: {{on: 2027-03-08, {at}reason: so}}}}}}}}\nroadmap");
            let plan = PLAN.replace("}}}\nroadmap", &pin);
            move |when: &str| {
                let mut dates = WITHIN;
                dates[0].1 = when;
                verify(NAME, &plan).dates(&dates)
            }
        };
        pinned("")("2027-03-08 11:00").has_no_impact();
        pinned("")("2027-03-05 11:00").is_forbidden();
        pinned("at: \"11:00\", ")("2027-03-08 11:00").has_no_impact();
        pinned("at: \"11:00\", ")("2027-03-08 10:30").is_forbidden();
    }
}
