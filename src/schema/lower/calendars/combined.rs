//! Calendars that take in others: which ones, through how many others, and calendars that take in themselves.

use std::collections::BTreeSet;

use crate::calendar::closure::DayCalendar;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Spanned;
use crate::plan::id::CalendarId;
use crate::schema::collector::Collector;
use crate::schema::lower::whole::circle::circles;
use crate::schema::lower::whole::names::Names;

/// The calendars that one calendar names, with the words that name them.
pub type Named = Vec<(CalendarId, Spanned<String>)>;

/// Looks up what a calendar combines; a name that stands twice does nothing the second time.
pub fn named(list: Option<&Vec<Spanned<String>>>, names: &Names<CalendarId>, collector: &mut Collector) -> Named {
    let mut found = Named::new();
    for name in list.into_iter().flatten() {
        let Some(id) = names.find(name, collector) else { continue };
        if found.iter().any(|(known, _)| *known == id) {
            collector.warn(Code::RepeatedName, name.span, format!("`{}` is combined already", name.value), "remove it");
        } else {
            found.push((id, name.clone()));
        }
    }
    found
}

/// Gives for each calendar all those that it takes in. A way that leads back to where it began is told.
pub fn combined(named: &[Named], collector: &mut Collector) -> Vec<BTreeSet<CalendarId>> {
    let links: Vec<_> = named.iter().map(|row| row.iter().map(|(id, word)| (id.0, word.clone())).collect()).collect();
    for circle in circles(&links) {
        let Some((closing, way)) = circle.split_last() else { continue };
        let message = format!("the calendar `{}` takes in itself", closing.value);
        let mut fault = Diagnostic::error(Code::CyclicCalendar, message).at(closing.span, "and so back to it");
        for step in way {
            fault = fault.at(step.span, format!("by way of `{}`", step.value));
        }
        collector.tell(fault.hint("remove one of these names: each calendar of the circle would close the same days"));
    }
    (0..named.len()).map(|start| reached(CalendarId(start), named)).collect()
}

fn reached(start: CalendarId, named: &[Named]) -> BTreeSet<CalendarId> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![start];
    while let Some(from) = waiting.pop() {
        waiting.extend(named[from.0].iter().map(|(next, _)| *next).filter(|next| reached.insert(*next)));
    }
    reached.remove(&start);
    reached
}

/// A calendar with all that the others close besides.
pub fn joined(calendar: &DayCalendar, others: &BTreeSet<CalendarId>, own: &[DayCalendar]) -> DayCalendar {
    let mut joined = calendar.clone();
    for other in others {
        joined.closures.extend(own[other.0].closures.iter().cloned());
        for country in &own[other.0].countries {
            if !joined.countries.contains(country) {
                joined.countries.push(*country);
            }
        }
    }
    joined
}
