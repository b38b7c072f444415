//! Slots: the meetings that a rhythm asks for, and what is taken out of their windows. Knows no rhythm.

use crate::calendar::civil::{NaiveDate, TimeDelta};
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::occurrence::Window;

/// A meeting that a rhythm asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The label within the group.
    pub label: String,
    /// The days it may lie on, and the line that says so.
    pub window: Spanned<Window>,
    /// Runs of days within the window that it may not lie on.
    pub gaps: Vec<Spanned<Window>>,
    /// The date the rule itself gives.
    pub nominal: Option<NaiveDate>,
}

impl Slot {
    /// The days that it may lie on, in order.
    fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let Window { first, last } = self.window.value;
        let days = first.iter_days().take_while(move |day| *day <= last);
        days.filter(|day| !self.gaps.iter().any(|gap| gap.value.contains(*day)))
    }
}

/// One window around several, with the gaps between them; none of none.
pub fn merged(mut runs: Vec<Window>) -> Option<(Window, Vec<Window>)> {
    runs.sort_unstable();
    let mut hull = *runs.first()?;
    let mut gaps = Vec::new();
    for run in runs {
        gaps.extend(Window::new(hull.last + TimeDelta::days(1), run.first - TimeDelta::days(1)));
        hull.last = hull.last.max(run.last);
    }
    Some((hull, gaps))
}

/// A slot without the days that are left out: its window gets shorter at its ends and gets gaps. None when no day is left, or none of
/// those on which it can be held: of a week, the weekend behind July.
pub fn without(slot: &Slot, except: &[(Span, Window)], can_be_held: impl Fn(NaiveDate) -> bool) -> Option<Slot> {
    let Window { first, last } = slot.window.value;
    if !except.iter().any(|(_, run)| run.first <= last && first <= run.last) {
        return Some(slot.clone());
    }
    let kept = shortened(slot.clone(), except)?;
    let has_day = |slot: &Slot| slot.days().any(&can_be_held);
    (has_day(&kept) || !has_day(slot)).then_some(kept)
}

fn shortened(mut slot: Slot, except: &[(Span, Window)]) -> Option<Slot> {
    let Window { mut first, mut last } = slot.window.value;
    let is_out = |day: NaiveDate, gaps: &[Spanned<Window>]| {
        let out = except.iter().find(|(_, run)| run.contains(day)).map(|(_, run)| *run);
        out.or_else(|| gaps.iter().map(|gap| gap.value).find(|gap| gap.contains(day)))
    };
    while let Some(run) = is_out(first, &slot.gaps).filter(|_| first <= last) {
        first = run.last + TimeDelta::days(1);
    }
    while let Some(run) = is_out(last, &slot.gaps).filter(|_| first <= last) {
        last = run.first - TimeDelta::days(1);
    }
    let window = Window::new(first, last)?;
    slot.window.value = window;
    let within = |run: Window| Window::new(run.first.max(first), run.last.min(last));
    let kept = slot.gaps.iter().filter_map(|gap| Some(Spanned::new(within(gap.value)?, gap.span)));
    let added = except.iter().filter_map(|(span, run)| Some(Spanned::new(within(*run)?, *span)));
    slot.gaps = kept.chain(added).collect();
    Some(slot)
}

#[cfg(test)]
mod tests {
    use super::{Slot, merged, without};
    use crate::calendar::civil::{Datelike, NaiveDate, Weekday};
    use crate::diagnostic::source::{Span, Spanned};
    use crate::plan::occurrence::Window;

    fn window(first: &str, last: &str) -> Window {
        Window::new(first.parse().unwrap(), last.parse().unwrap()).unwrap()
    }

    #[test]
    fn several_ranges_are_one_window_with_gaps_and_touching_ones_have_none() {
        let [a, b, c] = [("2027-03-01", "2027-03-10"), ("2027-03-11", "2027-03-20"), ("2027-03-25", "2027-03-31")]
            .map(|(first, last)| window(first, last));
        assert_eq!(merged(vec![c, a, b]), Some((window("2027-03-01", "2027-03-31"), vec![window("2027-03-21", "2027-03-24")])));
        assert_eq!(merged(vec![a, b]), Some((window("2027-03-01", "2027-03-20"), vec![])));
        assert_eq!(merged(vec![]), None);
    }

    #[test]
    fn days_left_out_shorten_a_window_at_its_ends_and_are_gaps_within() {
        let slot = Slot {
            label: "v".to_owned(),
            window: Spanned::new(window("2027-07-01", "2027-09-30"), Span::default()),
            gaps: Vec::new(),
            nominal: None,
        };
        let except = |runs: &[(&str, &str)]| {
            let runs: Vec<_> = runs.iter().map(|(first, last)| (Span::default(), window(first, last))).collect();
            without(&slot, &runs, |_| true)
        };
        let ends = except(&[("2027-07-01", "2027-07-31"), ("2027-07-20", "2027-08-05"), ("2027-09-30", "2027-10-02")]).unwrap();
        assert_eq!((ends.window.value, ends.gaps.len()), (window("2027-08-06", "2027-09-29"), 0));
        let within = except(&[("2027-08-01", "2027-08-31")]).unwrap();
        assert_eq!((within.window.value, within.gaps[0].value), (slot.window.value, window("2027-08-01", "2027-08-31")));
        assert_eq!(except(&[("2027-06-01", "2027-08-15"), ("2027-08-16", "2027-09-30")]), None);
    }

    #[test]
    fn a_slot_that_keeps_only_days_on_which_it_cannot_be_held_is_none_unless_it_had_no_others() {
        // Monday 26 July to Sunday 1 August.
        let week = Spanned::new(window("2027-07-26", "2027-08-01"), Span::default());
        let slot = Slot { label: "2027-w30".to_owned(), window: week, gaps: Vec::new(), nominal: None };
        let july = [(Span::default(), window("2027-07-01", "2027-07-31"))];
        let is_weekday = |day: NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        assert_eq!(without(&slot, &july, is_weekday), None);
        assert_eq!(
            without(&slot, &july, |day| day.weekday() == Weekday::Sun).unwrap().window.value.first,
            window("2027-08-01", "2027-08-01").first
        );
        assert_eq!(
            without(&slot, &july, |_| false).unwrap().window.value,
            window("2027-08-01", "2027-08-01"),
            "that is told elsewhere"
        );
        assert_eq!(without(&slot, &[(Span::default(), window("2027-06-01", "2027-06-30"))], |_| false), Some(slot));
    }
}
