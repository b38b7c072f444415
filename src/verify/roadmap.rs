//! Phases and milestones: where they may lie, how long a phase lasts, on which days they start, and what they would rather.

use crate::calendar::civil::{Datelike, Days, NaiveDate};
use crate::calendar::open_days::OpenDays;
use crate::plan::deadline::Side;
use crate::plan::group::{Avoid, AvoidedDays};
use crate::plan::id::CalendarId;
use crate::plan::plan::Plan;
use crate::plan::roadmap::{AlignedTo, Length, Milestone, Phase, PhaseTiming};
use crate::schedule::charge::Charge;
use crate::verify::days::{is_bridge, open_day_at, open_day_from, open_days_between};
use crate::verify::ground::Ground;
use crate::verify::price::{Price, broken};

/// Charges every phase and milestone for `window` and `open-day`, and placed phases for `alignment`, `avoid` and `phase-wish`.
pub(crate) fn check(ground: &Ground<'_>) -> Vec<Charge> {
    let phases = ground.plan.phases.iter().flat_map(|each| phase(ground, each));
    let milestones = ground.plan.milestones.iter().flat_map(|each| milestone(ground, each));
    phases.chain(milestones).collect()
}

/// A fixed phase has its days. A placed one lies within its days, is as long as it should be and starts on an open day;
/// where it starts and ends may be said too.
fn phase(ground: &Ground<'_>, phase: &Phase) -> Vec<Charge> {
    let activities = || vec![phase.id.clone()];
    let days = ground.phase_days(&phase.id);
    let mut charges = Vec::new();
    match &phase.timing {
        PhaseTiming::Fixed(fixed) => {
            if days != Some((fixed.value.first, fixed.value.last)) {
                charges.push(broken("window", fixed.span, activities()));
            }
        }
        PhaseTiming::Placed { length, within, wish } => {
            let Some((first, last)) = days else { return vec![broken("window", within.span, activities())] };
            let open = ground.open_days(&phase.calendars);
            if first < within.value.first || last > within.value.last {
                charges.push(broken("window", within.span, activities()));
            }
            if last_day(length.value, first, open) != Some(last) {
                charges.push(broken("window", length.span, activities()));
            }
            // The 1st stands for the month: a phase that is to start there may do so when it is closed.
            let stands_for_month =
                first.day() == 1 && phase.demands.alignments.iter().any(|each| each.to == AlignedTo::StartOfMonth);
            if !open.is_open(first) && !stands_for_month {
                charges.push(broken("open-day", phase.span, activities()));
            }
            for alignment in phase.demands.alignments.iter().filter(|each| !aligned(each.to, first, last, open)) {
                let (span, cost) = (alignment.span, Price::of(ground.plan, "alignment").cost(alignment.priority, 1));
                charges.push(Charge { rule: "alignment", span, activities: activities(), units: 1, cost });
            }
            for avoid in phase.demands.not_start_in.iter().filter(|avoid| is_unwelcome(ground, avoid, first, open)) {
                let (span, cost) = (avoid.span, Price::of(ground.plan, "avoid").cost(avoid.priority, 1));
                charges.push(Charge { rule: "avoid", span, activities: activities(), units: 1, cost });
            }
            if let Some(wish) = wish {
                let units = open_days_between(wish.value, first, open).abs();
                let cost = Price::of(ground.plan, "phase-wish").cost(wish.priority, units);
                let charge = Charge { rule: "phase-wish", span: wish.span, activities: activities(), units, cost };
                charges.extend((units > 0).then_some(charge));
            }
        }
    }
    charges
}

/// Tells whether a phase starts or ends where it should: on a weekday, or with no other open day on that side in its month.
fn aligned(to: AlignedTo, first: NaiveDate, last: NaiveDate, open: &OpenDays) -> bool {
    let month = |day: NaiveDate| (day.year(), day.month());
    match to {
        AlignedTo::StartOnWeekday(weekday) => first.weekday() == weekday,
        AlignedTo::EndOnWeekday(weekday) => last.weekday() == weekday,
        AlignedTo::StartOfMonth => first.day() == 1,
        AlignedTo::FirstWorkingDay => {
            let mut earlier = (1..first.day()).filter_map(|day| first.with_day(day));
            open.is_open(first) && !earlier.any(|day| open.is_open(day))
        }
        AlignedTo::EndOfMonth => {
            let mut later = last.iter_days().skip(1).take_while(|day| month(*day) == month(last));
            open.is_open(last) && !later.any(|day| open.is_open(day))
        }
    }
}

/// Tells whether a day is one of the unwelcome ones.
fn is_unwelcome(ground: &Ground<'_>, avoid: &Avoid, day: NaiveDate, open: &OpenDays) -> bool {
    match avoid.days {
        AvoidedDays::Calendar(calendar) => {
            let facts = ground.plan.calendars[calendar.0].facts(ground.plan.horizon.widened(Plan::MARGIN_DAYS));
            facts.iter().any(|fact| fact.date == day && fact.extent.closes_whole_day())
        }
        AvoidedDays::BridgeDays => is_bridge(day, open),
    }
}

/// A milestone has a day, within its days, and open unless it is kept although it is closed.
fn milestone(ground: &Ground<'_>, milestone: &Milestone) -> Vec<Charge> {
    let activities = || vec![milestone.id.clone()];
    let within = &milestone.within;
    let Some(date) = ground.milestone_day(&milestone.id) else { return vec![broken("window", within.span, activities())] };
    let calendars: &[CalendarId] = &milestone.calendars;
    let mut charges = Vec::new();
    if date < within.value.first || date > within.value.last {
        charges.push(broken("window", within.span, activities()));
    }
    let open = ground.open_days(calendars);
    // A date before or after the days that are known is a fact: whether it was open cannot be told.
    if open.range().contains(date) && !open.is_open(date) && !milestone.is_kept {
        charges.push(broken("open-day", milestone.span, activities()));
    }
    charges
}

/// Works out the last day of a phase, an open day not before its first; none when there is none that is known.
fn last_day(length: Length, first: NaiveDate, open: &OpenDays) -> Option<NaiveDate> {
    let last = match length {
        // Counted from the day before the first: that one is among them when it is open.
        Length::WorkingDays(days) => open_day_from(first.pred_opt()?, i64::from(days), Side::After, open),
        Length::Weeks(weeks) => {
            let same_weekday = first.checked_add_days(Days::new(u64::from(weeks) * 7))?;
            open_day_at(same_weekday.pred_opt()?, Side::Before, open)
        }
        Length::Months(months) => open_day_at(months_later(first, months)?.pred_opt()?, Side::Before, open),
    }?;
    (open.is_open(last) && last >= first).then_some(last)
}

/// Gives the same day of a later month, or that month's last day when it is too short.
fn months_later(date: NaiveDate, months: u32) -> Option<NaiveDate> {
    let month = date.month0().checked_add(months)?;
    let year = date.year().checked_add(i32::try_from(month / 12).ok()?)?;
    (1..=date.day()).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month % 12 + 1, day))
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::Weekday;
    use crate::plan::group::{Avoid, AvoidedDays};
    use crate::plan::priority::Priority;
    use crate::plan::roadmap::{AlignedTo, Alignment, Length, PhaseTiming};
    use crate::schedule::placement::Placement;
    use crate::verify::fixture::{Case, date, span, wish};

    const NOTHING: [&str; 0] = [];

    /// A phase to be placed from 1 February to 30 April 2027, and where it was placed.
    fn phase(length: Length, first: &str, last: &str) -> Case {
        let mut case = Case::new();
        case.placed_phase("test", length, ("2027-02-01", "2027-04-30"));
        let days = Placement::Phase { first: date(first), last: date(last) };
        case.schedule.placements.insert(case.plan.phases[0].id.clone(), days);
        case
    }

    #[test]
    fn a_placed_phase_lies_within_its_days_both_ends_included() {
        assert_eq!(phase(Length::Weeks(1), "2027-02-01", "2027-02-05").whole_bill(), []);
        assert_eq!(phase(Length::Weeks(1), "2027-01-29", "2027-02-04").bill("window"), ["1 must p/roadmap/t/test"]);
        assert_eq!(phase(Length::WorkingDays(1), "2027-04-30", "2027-04-30").whole_bill(), []);
        let late = phase(Length::WorkingDays(2), "2027-04-30", "2027-05-03");
        assert_eq!(late.bill("window"), ["1 must p/roadmap/t/test"]);
        let PhaseTiming::Placed { within, .. } = &late.plan.phases[0].timing else { panic!("it is to be placed") };
        assert_eq!(late.whole_bill()[0].span, within.span);
    }

    #[test]
    fn the_length_decides_the_last_day() {
        for (length, first, last) in [
            // Over Easter 2027: 24, 30, 31 March, 1 and 2 April.
            (Length::WorkingDays(5), "2027-03-24", "2027-04-02"),
            (Length::Weeks(2), "2027-03-01", "2027-03-12"),
            // A week from Wednesday 17 March ends on Tuesday 23 March.
            (Length::Weeks(1), "2027-03-17", "2027-03-23"),
            // Two weeks from Tuesday 16 March would end on Easter Monday.
            (Length::Weeks(2), "2027-03-16", "2027-03-24"),
            (Length::Months(1), "2027-02-01", "2027-02-26"),
            (Length::Months(1), "2027-03-01", "2027-03-31"),
        ] {
            assert_eq!(phase(length, first, last).bill("window"), NOTHING, "{length:?} from {first}");
            for wrong in [date(last).pred_opt().unwrap(), date(last).succ_opt().unwrap()] {
                let case = phase(length, first, &wrong.to_string());
                assert_eq!(case.bill("window"), ["1 must p/roadmap/t/test"], "{length:?} from {first} to {wrong}");
                let PhaseTiming::Placed { length, .. } = &case.plan.phases[0].timing else { panic!("it is to be placed") };
                assert_eq!(case.whole_bill()[0].span, length.span);
            }
        }
    }

    #[test]
    fn a_month_from_the_31st_ends_before_the_last_of_a_shorter_month() {
        let mut case = phase(Length::Months(1), "2027-03-31", "2027-04-29");
        assert_eq!(case.whole_bill(), []);
        case = phase(Length::Months(13), "2027-03-31", "2028-04-28");
        assert_eq!(case.bill("window").len(), 1, "only outside its days");
    }

    #[test]
    fn a_placed_phase_starts_on_an_open_day_and_a_fixed_one_need_not() {
        let closed = phase(Length::WorkingDays(2), "2027-03-29", "2027-03-31");
        assert_eq!(closed.bill("open-day"), ["1 must p/roadmap/t/test"]);
        assert_eq!(closed.bill("window"), NOTHING);
        let mut fixed = Case::new();
        fixed.fixed_phase("test", "2027-03-27", "2027-03-29");
        assert_eq!(fixed.whole_bill(), []);
        for (first, last) in [("2027-03-28", "2027-03-29"), ("2027-03-27", "2027-03-30")] {
            let days = Placement::Phase { first: date(first), last: date(last) };
            fixed.schedule.placements.insert(fixed.plan.phases[0].id.clone(), days);
            assert_eq!(fixed.bill("window"), ["1 must p/roadmap/t/test"]);
        }
        fixed.schedule.placements.clear();
        assert_eq!(fixed.bill("window"), ["1 must p/roadmap/t/test"]);
    }

    #[test]
    fn a_phase_without_days_is_charged_once() {
        let mut case = phase(Length::Weeks(1), "2027-02-01", "2027-02-05");
        case.schedule.placements.clear();
        assert_eq!(case.whole_bill().len(), 1);
        assert_eq!(case.bill("window"), ["1 must p/roadmap/t/test"]);
    }

    #[test]
    fn a_phase_costs_each_open_day_from_the_start_it_would_rather_have() {
        for (first, last, expected) in [
            ("2027-03-24", "2027-03-24", vec!["1 10 p/roadmap/t/test"]),
            ("2027-03-30", "2027-03-30", vec![]),
            ("2027-04-01", "2027-04-01", vec!["2 20 p/roadmap/t/test"]),
        ] {
            let mut case = phase(Length::WorkingDays(1), first, last);
            if let PhaseTiming::Placed { wish: start, .. } = &mut case.plan.phases[0].timing {
                *start = Some(wish(date("2027-03-30"), Priority::Should));
            }
            assert_eq!(case.bill("phase-wish"), expected, "{first}");
        }
    }

    #[test]
    fn a_milestone_lies_within_its_days_on_an_open_one() {
        for (day, window, open) in
            [("2027-03-19", 1, 0), ("2027-03-22", 0, 0), ("2027-03-29", 0, 1), ("2027-03-30", 0, 0), ("2027-03-31", 1, 0)]
        {
            let mut case = Case::new();
            case.milestone("launch", "2027-03-22", "2027-03-30");
            let id = case.plan.milestones[0].id.clone();
            case.schedule.placements.insert(id, Placement::Milestone { date: date(day) });
            assert_eq!((case.bill("window").len(), case.bill("open-day").len()), (window, open), "{day}");
            case.schedule.placements.clear();
            assert_eq!(case.bill("window"), ["1 must p/roadmap/t/launch"]);
        }
    }

    #[test]
    fn a_milestone_that_is_kept_lies_on_its_closed_day_and_on_no_other() {
        let mut case = Case::new();
        case.milestone("appointed", "2027-03-28", "2027-03-28");
        assert_eq!(case.whole_bill().len(), 1);
        case.plan.milestones[0].is_kept = true;
        assert_eq!(case.whole_bill(), []);
        let id = case.plan.milestones[0].id.clone();
        case.schedule.placements.insert(id, Placement::Milestone { date: date("2027-03-29") });
        assert_eq!(case.bill("window").len(), 1);
    }

    #[test]
    fn a_phase_is_aligned_at_its_start_and_at_its_end() {
        for (to, first, expected) in [
            (AlignedTo::StartOnWeekday(Weekday::Mon), "2027-03-01", 0),
            (AlignedTo::StartOnWeekday(Weekday::Mon), "2027-03-02", 1),
            (AlignedTo::EndOnWeekday(Weekday::Tue), "2027-03-01", 0),
            (AlignedTo::StartOfMonth, "2027-03-01", 0),
            (AlignedTo::StartOfMonth, "2027-03-02", 1),
            (AlignedTo::FirstWorkingDay, "2027-03-01", 0),
            (AlignedTo::FirstWorkingDay, "2027-03-02", 1),
            (AlignedTo::EndOfMonth, "2027-03-30", 0),
            (AlignedTo::EndOfMonth, "2027-03-24", 1),
        ] {
            let open = Case::new().danish_days();
            let first = date(first);
            let mut case = phase(Length::WorkingDays(2), &first.to_string(), &open.nth(first, 1).unwrap().to_string());
            case.plan.phases[0].demands.alignments.push(Alignment { to, priority: Priority::Should, span: span(900) });
            assert_eq!(case.bill("alignment").len(), expected, "{to:?} {first}");
            assert_eq!(case.whole_bill().len(), expected);
        }
    }

    #[test]
    fn a_closed_1st_is_a_label_for_the_month_to_a_phase_that_starts_there() {
        // 1 May 2027 is a Saturday; three working days from it end on the Wednesday.
        let mut case = Case::new();
        case.placed_phase("test", Length::WorkingDays(3), ("2027-05-01", "2027-05-31"));
        let days = Placement::Phase { first: date("2027-05-01"), last: date("2027-05-05") };
        case.schedule.placements.insert(case.plan.phases[0].id.clone(), days);
        assert_eq!(case.bill("open-day").len(), 1);
        let to = AlignedTo::StartOfMonth;
        case.plan.phases[0].demands.alignments.push(Alignment { to, priority: Priority::Must, span: span(900) });
        assert_eq!(case.whole_bill(), []);
    }

    #[test]
    fn a_phase_may_run_over_days_that_it_does_not_start_on() {
        for (first, last, expected) in [
            ("2027-03-09", "2027-03-11", vec!["1 must p/roadmap/t/test"]),
            ("2027-03-05", "2027-03-09", vec![]),
            ("2027-03-10", "2027-03-12", vec![]),
        ] {
            let mut case = phase(Length::WorkingDays(3), first, last);
            let days = AvoidedDays::Calendar(case.closed_from("weeks", "2027-03-08", "2027-03-09"));
            case.plan.phases[0].demands.not_start_in.push(Avoid { days, priority: Priority::Must, span: span(900) });
            assert_eq!(case.bill("avoid"), expected, "{first}");
        }
    }
}
