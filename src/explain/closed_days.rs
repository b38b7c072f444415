//! Which days are closed where a conflict lies, and what for.

use std::collections::BTreeMap;

use crate::calendar::civil::{NaiveDate, TimeDelta};
use crate::plan::plan::Plan;
use crate::solve::outcome::Conflict;

/// Conflicts over more days than this are told without their closed days: they would be a list of the year's holidays.
const MOST_DAYS: i64 = 62;

/// The days from Monday to Friday that are closed for the meetings of a conflict, within their windows, each with its reason.
pub fn told(conflict: &Conflict, plan: &Plan) -> Vec<String> {
    let mut closed: BTreeMap<NaiveDate, String> = BTreeMap::new();
    for occurrence in plan.occurrences.iter().filter(|occurrence| conflict.activities.contains(&occurrence.id)) {
        let window = occurrence.window.value;
        if occurrence.pinned().is_some() || window.last - window.first > TimeDelta::days(MOST_DAYS) {
            continue;
        }
        let open = plan.open_days(&plan.group(occurrence.group).calendars);
        for date in window.first.iter_days().take_while(|date| *date <= window.last) {
            // A weekend carries no reasons.
            if !open.reasons(date).is_empty() {
                closed.insert(date, format!("{date} ({})", open.reasons(date).join(", ")));
            }
        }
    }
    closed.into_values().collect()
}
