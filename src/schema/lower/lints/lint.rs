//! What a plan that can be read says in vain, or against itself: seen from its windows and pins, without a solver.

use crate::calendar::civil::{Datelike, NaiveDate, TimeDelta};
use crate::calendar::iso_week::Week;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::plan::distance::{DayUnit, Distance};
use crate::plan::group::{Group, GroupId};
use crate::plan::occurrence::{Occurrence, Window};
use crate::plan::plan::Plan;
use crate::plan::priority::Priority;
use crate::plan::relation::{Separation, Share};
use crate::schema::collector::Collector;

/// Tells spacings and separations that hold whatever is chosen, and pins that break a spacing.
pub fn check(plan: &Plan, collector: &mut Collector) {
    for (index, group) in plan.groups.iter().enumerate() {
        let held: Vec<&Occurrence> = plan.held(GroupId(index)).map(|(_, occurrence)| occurrence).collect();
        for distance in &group.cycle.apart {
            tell_needless_spacing(group, distance, &held, collector);
            tell_pins(plan, group, distance, &held, collector);
        }
    }
    for separation in &plan.separations {
        tell_needless_separation(plan, separation, collector);
    }
}

/// The days that a meeting may lie on.
fn days(occurrence: &Occurrence) -> Window {
    occurrence.pinned().map_or(occurrence.window.value, |(date, _, _)| Window { first: date, last: date })
}

/// A spacing in civil days that every choice of dates keeps. Working days are left alone: how many there are depends on the
/// dates.
fn tell_needless_spacing(group: &Group, distance: &Distance, held: &[&Occurrence], collector: &mut Collector) {
    if distance.unit != DayUnit::Days || distance.best.is_some() || held.len() < 2 {
        return;
    }
    let holds = |pair: &[&Occurrence]| {
        let (one, next) = (days(pair[0]), days(pair[1]));
        let (nearest, farthest) = ((next.first - one.last).num_days(), (next.last - one.first).num_days());
        distance.least.is_none_or(|least| nearest >= least) && distance.most.is_none_or(|most| farthest <= most)
    };
    if held.windows(2).all(holds) {
        let message = format!("two meetings of `{}` in a row always lie so far apart", group.key);
        let warning = Diagnostic::warning(Code::NeedlessRule, message).at(distance.span, "");
        collector.tell(warning.hint("their windows see to it: remove the distance, or ask for another one"));
    }
}

/// Two pinned meetings in a row whose distance the spacing does not allow.
fn tell_pins(plan: &Plan, group: &Group, distance: &Distance, held: &[&Occurrence], collector: &mut Collector) {
    for pair in held.windows(2) {
        let [one, next] = pair else { continue };
        let (Some((one, ..)), Some((date, _, span))) = (one.pinned(), next.pinned()) else { continue };
        let (length, unit) = match distance.unit {
            DayUnit::Days => ((date - one).num_days(), "days"),
            DayUnit::WorkingDays => (plan.open_days(&group.calendars).distance(one, date), "working days"),
        };
        if distance.outside(length) == 0 {
            continue;
        }
        let message = format!("{date} lies {length} {unit} after {one}, which the spacing of `{}` does not allow", group.key);
        let fault = match distance.priority {
            Priority::Must => Diagnostic::error(Code::PinsOffSpacing, message),
            Priority::Should | Priority::Could => Diagnostic::warning(Code::PinsOffSpacing, message),
        };
        let place = held.iter().filter_map(|occurrence| occurrence.pinned()).find(|(pinned, ..)| *pinned == one);
        let fault = fault.at(span, "").at(distance.span, "the spacing");
        let fault = place.map_or(fault.clone(), |(_, _, earlier)| fault.at(earlier, "the one before it"));
        collector.tell(fault.hint("pin one of them to another date, or ask for another distance"));
    }
}

/// Two groups that share no day, or no week, whatever is chosen.
fn tell_needless_separation(plan: &Plan, separation: &Separation, collector: &mut Collector) {
    let [one, other] = [separation.one, separation.other].map(|id| plan.group(id));
    let could_share = plan.held(separation.one).any(|(_, first)| {
        plan.held(separation.other).any(|(_, second)| match separation.share {
            Share::Week => overlap(weeks(days(first)), weeks(days(second))).is_some(),
            Share::Day => overlap(days(first), days(second)).is_some_and(|common| {
                let mut shared = common.first.iter_days().take_while(|day| *day <= common.last).take(7);
                shared.any(|day| may_lie_on(first, one, day) && may_lie_on(second, other, day))
            }),
        })
    });
    if !could_share {
        let share = match separation.share {
            Share::Day => "day",
            Share::Week => "week",
        };
        let message = format!("`{}` and `{}` could never meet on the same {share}", one.key, other.key);
        let message = message.replace("on the same week", "in the same week");
        let warning = Diagnostic::warning(Code::NeedlessRule, message).at(separation.span, "");
        collector.tell(warning.hint("their windows and weekdays see to it: remove the rule"));
    }
}

/// Whether the weekday of a day is one of the group's; a pinned meeting is exempt.
fn may_lie_on(occurrence: &Occurrence, group: &Group, day: NaiveDate) -> bool {
    occurrence.pinned().is_some() || group.cycle.weekdays.value.contains(&day.weekday())
}

fn overlap(one: Window, other: Window) -> Option<Window> {
    Window::new(one.first.max(other.first), one.last.min(other.last))
}

/// The whole ISO weeks that a window touches.
fn weeks(window: Window) -> Window {
    Window { first: Week::of(window.first).monday(), last: Week::of(window.last).monday() + TimeDelta::days(6) }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::source::Sources;
    use crate::schema::reading::read;

    /// The codes of a plan of two groups, each with its word.
    fn told(board: &str, club: &str) -> Vec<(&'static str, String)> {
        let mut sources = Sources::default();
        sources.add("plan.yaml", format!("years: 2027\nproduct: p\ngroups:\n  board: {{{board}}}\n  club: {{{club}}}\n"));
        let diagnostics = read(&sources).diagnostics;
        diagnostics.iter().map(|told| (told.code.as_str(), sources.text(told.span().unwrap()).to_owned())).collect()
    }

    fn meets(windows: &str, more: &str) -> String {
        format!("meets: {{windows: {{{windows}}}, at: \"10:00\", length: 1h{more}}}")
    }

    #[test]
    fn a_spacing_that_the_windows_force_is_told_and_one_day_more_is_a_rule() {
        let club = meets("v: 03-01..03-05", "");
        let apart =
            |days: u32| told(&meets("a: 03-01..03-10, b: 03-20..03-30", &format!(", apart: at least {days} days")), &club);
        assert_eq!(apart(10), [("needless-rule", "at least 10 days".to_owned())]);
        assert_eq!(apart(11), []);
    }

    #[test]
    fn groups_that_share_no_day_or_week_need_not_be_kept_apart() {
        let board = |more: &str| format!("{}, {more}", meets("a: 03-01..03-12", ", on: [mon, tue]"));
        assert_eq!(
            told(&board("not-same-day: [club]"), &meets("v: 03-01..03-12", ", on: [wed]")),
            [("needless-rule", "club".to_owned())]
        );
        assert_eq!(told(&board("not-same-day: [club]"), &meets("v: 03-09..03-20", ", on: [tue, wed]")), []);
        // The 12th is a Friday: the week ends on the 14th.
        assert_eq!(told(&board("not-same-week: [club]"), &meets("v: 03-13..03-20", "")), []);
        assert_eq!(told(&board("not-same-week: [club]"), &meets("v: 03-15..03-20", "")), [("needless-rule", "club".to_owned())]);
    }

    #[test]
    fn pins_nearer_than_the_spacing_are_told_before_anything_is_solved() {
        let board = |apart: &str| {
            let pins = "occurrences: {2027-a: {on: 2027-03-10, reason: x}, 2027-b: {on: 2027-03-22, reason: y}}";
            format!("{}, {pins}", meets("a: 03-01..03-10, b: 03-20..03-30", &format!(", apart: \"{apart}\"")))
        };
        let club = meets("v: 03-01..03-05", "");
        assert_eq!(told(&board("at least 13 days"), &club), [("pins-off-spacing", "2027-03-22".to_owned())]);
        assert_eq!(told(&board("8 working days, best 9"), &club), []);
        assert_eq!(told(&board("9..20 working days, could"), &club), [("pins-off-spacing", "2027-03-22".to_owned())]);
    }
}
