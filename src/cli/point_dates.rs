//! Which dates `move` and `pin` give a phase or milestone. Knows no file.

use crate::calendar::civil::{Datelike, Months, NaiveDate};
use crate::cli::exit::Stop;
use crate::diagnostic::source::Span;
use crate::plan::activity::ActivityId;
use crate::plan::occurrence::{Occurrence, Window};
use crate::plan::plan::Plan;
use crate::plan::roadmap::{Milestone, Phase, PhaseTiming, TrackId};
use crate::schedule::placement::Placement;
use crate::schema::roadmap_edit::Dates;

/// What an id means.
#[derive(Debug, Clone, Copy)]
pub enum Item<'p> {
    /// A meeting.
    Meeting(&'p Occurrence),
    /// A phase.
    Phase(&'p Phase),
    /// A milestone.
    Milestone(&'p Milestone),
}

impl<'p> Item<'p> {
    /// Its lasting id.
    pub fn id(&self) -> &'p ActivityId {
        match self {
            Item::Meeting(occurrence) => &occurrence.id,
            Item::Phase(phase) => &phase.id,
            Item::Milestone(milestone) => &milestone.id,
        }
    }

    /// What it is, in words.
    pub fn kind(&self) -> &'static str {
        match self {
            Item::Meeting(_) => "a meeting",
            Item::Phase(_) => "a phase",
            Item::Milestone(_) => "a milestone",
        }
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Item::Meeting(occurrence) => occurrence.window.span,
            Item::Phase(phase) => phase.span,
            Item::Milestone(milestone) => milestone.span,
        }
    }

    /// The track of a phase or milestone; of a meeting the first, which it has nothing to do with.
    pub fn track(&self) -> TrackId {
        match self {
            Item::Meeting(_) => TrackId(0),
            Item::Phase(phase) => phase.track,
            Item::Milestone(milestone) => milestone.track,
        }
    }
}

/// The dates of a milestone on a day, or of a phase that starts on one.
///
/// A phase with a length keeps it, so that all it asks of its days still holds; a fixed one keeps the number of its months or days. Both may
/// end on another day instead.
///
/// # Errors
/// When it cannot start on that day, or ends before it.
pub fn dates_from(plan: &Plan, point: &Item<'_>, first: NaiveDate, until: Option<NaiveDate>) -> Result<Dates, Stop> {
    let phase = match (point, until) {
        (Item::Phase(phase), _) => phase,
        (Item::Meeting(_) | Item::Milestone(_), Some(_)) => {
            return Err(Stop(format!("`{}` is {}: it has no last day", point.id(), point.kind())));
        }
        (Item::Milestone(milestone), None) => return Ok(on(plan, milestone, first)),
        (Item::Meeting(_), None) => return Ok(Dates::On(first)),
    };
    if let Some(last) = until {
        let ends = Stop(format!("`{}` would end on {last}, before it begins on {first}", phase.id));
        return if last < first { Err(ends) } else { Ok(Dates::Fixed(first, last)) };
    }
    let (length, open) = match &phase.timing {
        PhaseTiming::Fixed(days) => {
            let last = last_of_fixed(days.value, first);
            return last.map(|last| Dates::Fixed(first, last)).ok_or_else(|| Stop(format!("no calendar reaches past {first}")));
        }
        PhaseTiming::Placed { length, .. } => (length.value, plan.open_days(&phase.calendars)),
    };
    if !(open.is_open(first) || phase.may_start_closed(first)) {
        let why = match open.reasons(first) {
            [] => first.format("a %A").to_string(),
            reasons => format!("closed: {}", reasons.join(", ")),
        };
        let near = [open.on_or_before(first), open.on_or_after(first)].into_iter().flatten();
        let near: Vec<String> = near.map(|day| day.format("%A %Y-%m-%d").to_string()).collect();
        let near = near.join(" and ");
        return Err(Stop(format!("`{}` cannot start on {first}, {why}; the nearest open days are {near}", phase.id)));
    }
    let Some(last) = length.last_day(first, &open) else {
        return Err(Stop(format!("`{}` would end after the planned years", phase.id)));
    };
    let fits = |start: &NaiveDate| {
        (open.is_open(*start) || phase.may_start_closed(*start)) && length.last_day(*start, &open).is_some_and(|end| end <= last)
    };
    // Around a holiday two starts may have the same end: then only both dates tell which one is meant.
    let starts = first.iter_days().take_while(|day| *day <= last).filter(fits).take(2).count();
    Ok(if starts == 1 { Dates::Between(first, last) } else { Dates::Fixed(first, last) })
}

/// The last day of a fixed phase that begins on another day: as many whole months where it lasted whole months, else as many days.
fn last_of_fixed(days: Window, first: NaiveDate) -> Option<NaiveDate> {
    let Window { first: began, last: ended } = days;
    let behind = ended.succ_opt()?;
    if [began, behind, first].iter().all(|day| day.day() == 1) {
        let months = (behind.year() - began.year()) * 12 + behind.month().cast_signed() - began.month().cast_signed();
        return first.checked_add_months(Months::new(u32::try_from(months).ok()?))?.pred_opt();
    }
    ended.checked_add_signed(first - began)
}

/// The dates that people have been shown.
///
/// # Errors
/// When it is fixed in the plan already.
pub fn dates_shown(plan: &Plan, point: &Item<'_>, shown: Placement) -> Result<Dates, Stop> {
    match point {
        Item::Phase(Phase { id, timing: PhaseTiming::Fixed(days), .. }) => {
            Err(Stop(format!("`{id}` is fixed already: from {} to {}", days.value.first, days.value.last)))
        }
        Item::Phase(Phase { timing: PhaseTiming::Placed { .. }, .. }) => Ok(Dates::Between(shown.first(), shown.last())),
        Item::Milestone(milestone) => Ok(on(plan, milestone, shown.first())),
        Item::Meeting(_) => Ok(Dates::On(shown.first())),
    }
}

/// The day of a milestone, open or closed.
fn on(plan: &Plan, milestone: &Milestone, day: NaiveDate) -> Dates {
    if plan.open_days(&milestone.calendars).is_open(day) { Dates::On(day) } else { Dates::OnClosed(day) }
}

#[cfg(test)]
mod tests {
    use super::last_of_fixed;
    use crate::plan::occurrence::Window;

    #[test]
    fn a_fixed_phase_keeps_its_months_or_its_days() {
        let last = |first: &str, last: &str, to: &str| {
            let days = Window { first: first.parse().unwrap(), last: last.parse().unwrap() };
            last_of_fixed(days, to.parse().unwrap()).unwrap().to_string()
        };
        assert_eq!(last("2026-10-01", "2027-03-31", "2026-11-01"), "2027-04-30");
        assert_eq!(last("2026-10-01", "2027-03-31", "2026-11-02"), "2027-05-02");
        assert_eq!(last("2027-01-01", "2027-01-31", "2028-02-01"), "2028-02-29");
        assert_eq!(last("2027-01-04", "2027-01-08", "2027-01-11"), "2027-01-15");
    }
}
