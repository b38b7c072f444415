//! Everything that is odd in some charts, in the order of the text.

use crate::calendar::holidays::Country;
use crate::diagnostic::report::Diagnostic;
use crate::import::lints::{
    after_end, closed_day, duplicate_id, end_before_start, excludes, handover, last_day, roles, tick_interval, unknown_id,
};
use crate::import::mermaid::chart::Chart;

/// Tells what is odd in charts. A day is closed on a weekend and on a public holiday of the country.
pub fn lints(charts: &[Chart], country: Country) -> Vec<Diagnostic> {
    let mut told: Vec<Diagnostic> = charts.iter().flat_map(|chart| of_chart(chart, country)).collect();
    told.sort_by_key(Diagnostic::span);
    told
}

fn of_chart(chart: &Chart, country: Country) -> Vec<Diagnostic> {
    let mut told = closed_day::lint(chart, country);
    told.extend(duplicate_id::lint(chart));
    told.extend(end_before_start::lint(chart));
    told.extend(tick_interval::lint(&chart.settings));
    told.extend(excludes::lint(chart));
    told.extend(last_day::lint(chart));
    told.extend(after_end::lint(chart));
    told.extend(unknown_id::lint(chart));
    told.extend(handover::lint(chart));
    told.extend(roles::lint(chart));
    told
}
