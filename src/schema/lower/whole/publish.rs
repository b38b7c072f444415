//! What is published, where and how; one file of a plan says it.

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Spanned;
use crate::plan::deadline::Shown;
use crate::plan::plan::Plan;
use crate::plan::publish::{CancelledPolicy, ChartStyle, Publish, WheelStyle};
use crate::schema::collector::{Collector, nearest};
use crate::schema::document::plan_file::PlanDocument;
use crate::schema::document::publish::PublishDocument;
use crate::schema::lower::whole::file_names;
use crate::schema::scalar::words::Answer;

/// How the plan is published; a second file that says it is told.
pub fn publish(files: &[PlanDocument], collector: &mut Collector) -> Publish {
    let mut said = documents(files);
    let Some(document) = said.next() else { return Publish::default() };
    for other in said {
        let fault = Diagnostic::error(Code::RepeatedSection, "another file of the plan has `publish` too");
        let fault = fault.at(other.span, "here again").at(document.span, "first here");
        collector.tell(fault.hint("say it in one file: all files together are one plan"));
    }
    let usual = Publish::default();
    let feeds = document.feeds.as_ref();
    let charts = document.charts.as_ref();
    let wheel = document.wheel.as_ref();
    let yes = |said: Option<&Spanned<Answer>>, usual| said.map_or(usual, |said| said.value == Answer::Yes);
    let cancelled = feeds.and_then(|feeds| feeds.cancelled.as_ref()).map(|said| said.value);
    let of = feeds.and_then(|feeds| feeds.of.as_ref()).into_iter().flatten();
    let markers = charts.and_then(|charts| charts.markers.as_ref());
    let holidays = charts.and_then(|charts| charts.holidays.as_ref());
    Publish {
        address: document.address.as_ref().map(|address| address.value.clone()),
        cancelled: CancelledPolicy {
            usual: cancelled.unwrap_or(usual.cancelled.usual),
            of: of.map(|(name, policy)| (name.value.clone(), policy.value)).collect(),
        },
        charts: ChartStyle {
            markers: markers.map_or(usual.charts.markers, |said| said.value),
            holidays: holidays.map_or(usual.charts.holidays, |said| said.value),
            parent: charts.and_then(|charts| charts.parent.as_ref()).map(|parent| parent.value.clone()),
        },
        wheel: WheelStyle {
            today: yes(wheel.and_then(|wheel| wheel.today.as_ref()), usual.wheel.today),
            png: yes(wheel.and_then(|wheel| wheel.png.as_ref()), usual.wheel.png),
        },
        site: yes(document.site.as_ref(), usual.site),
    }
}

/// As what deadlines are shown that do not say it themselves.
pub fn usual_deadlines(files: &[PlanDocument]) -> Shown {
    let feeds = documents(files).next().and_then(|document| document.feeds.as_ref());
    feeds.and_then(|feeds| feeds.deadlines.as_ref()).map_or(Shown::Event, |said| said.value.0)
}

/// Tells names of feeds that the plan does not have: what is said of them does nothing.
pub fn check(files: &[PlanDocument], plan: &Plan, collector: &mut Collector) {
    let own = file_names::of_plan(plan);
    let mut known: Vec<&str> = own.iter().filter_map(|name| name.path.strip_prefix("feeds/")).collect();
    known.push("all");
    let feeds = documents(files).filter_map(|document| document.feeds.as_ref());
    for (name, _) in feeds.filter_map(|feeds| feeds.of.as_ref()).flatten() {
        if !known.contains(&name.value.as_str()) {
            let message = format!("no feed is named `{}`", name.value);
            let fault = Diagnostic::warning(Code::UnknownFeed, message).at(name.span, "");
            collector.tell(fault.hint(nearest(&name.value, &known)));
        }
    }
}

fn documents(files: &[PlanDocument]) -> impl Iterator<Item = &PublishDocument> {
    files.iter().filter_map(|file| file.publish.as_ref())
}
