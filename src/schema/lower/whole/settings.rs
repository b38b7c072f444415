//! What holds for the whole plan, whichever file says it: years, language, zone.

use crate::calendar::horizon::Horizon;
use crate::calendar::zone;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::language::Language;
use crate::plan::plan::USUAL_ZONE;
use crate::plan::weights::Weights;
use crate::schema::collector::Collector;
use crate::schema::document::plan_file::PlanDocument;
use crate::schema::lower::whole::weights;
use crate::schema::scalar::dates::Years;

/// What holds for the whole plan.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The language of what is written for people.
    pub language: Language,
    /// What breaking a rule costs.
    pub weights: Weights,
    /// The IANA zone of all clock times.
    pub zone: String,
    /// The planned years.
    pub horizon: Horizon,
}

/// Gathers the settings. Where the years are missing that is told, and some year stands in so that reading can go on.
pub fn settings(files: &[PlanDocument], collector: &mut Collector) -> Settings {
    let language = once(files, "language", |file| file.language.as_ref(), collector).unwrap_or_default();
    let zone_name = once(files, "timezone", |file| file.timezone.as_ref(), collector);
    let unknown = files.iter().filter_map(|file| file.timezone.as_ref()).find(|name| !zone::exists(&name.value));
    if let Some(name) = unknown {
        let message = format!("no time zone is named `{}`", name.value);
        collector.fault(Code::UnknownTimeZone, name.span, message, "write an IANA name such as Europe/Copenhagen");
    }
    let weights: Vec<Spanned<Weights>> = files
        .iter()
        .filter_map(|file| file.weights.as_ref())
        .map(|document| Spanned::new(weights::weights(document, collector), document.span))
        .collect();
    for other in weights.iter().skip(1).filter(|other| other.value != weights[0].value) {
        collector.tell(differing("weights", other.span, weights[0].span));
    }
    let weights = weights.into_iter().next().map(|first| first.value).unwrap_or_default();
    let years = once(files, "years", |file| file.years.as_ref(), collector);
    if years.is_none() && !collector.has_errors() {
        let span = files.first().map_or_else(Span::default, |file| file.span);
        let fault = Diagnostic::error(Code::MissingYears, "no file says which `years` are planned").at(span, "");
        collector.tell(fault.hint("add `years: 2027` or `years: 2026..2027` to one of the files"));
    }
    let years = years.unwrap_or(Years { first: 2027, last: 2027 });
    let starts = once(files, "starts", |file| file.starts.as_ref(), collector).map_or(1, |month| month.0);
    let horizon = Horizon::of_planning_years(years.first, years.last, starts);
    let horizon = horizon.expect("years are read in order, from 1900 to 2100, and months from 1 to 12");
    Settings { language, weights, zone: zone_name.unwrap_or_else(|| USUAL_ZONE.to_owned()), horizon }
}

/// The one value that the files give a key; another one is told.
fn once<T: Clone + PartialEq>(
    files: &[PlanDocument],
    key: &str,
    value: impl Fn(&PlanDocument) -> Option<&Spanned<T>>,
    collector: &mut Collector,
) -> Option<T> {
    let mut said = files.iter().filter_map(value);
    let first = said.next()?;
    for other in said.filter(|other| other.value != first.value) {
        collector.tell(differing(key, other.span, first.span));
    }
    Some(first.value.clone())
}

/// The fault of two files that give a key different values.
pub fn differing(key: &str, other: Span, first: Span) -> Diagnostic {
    let fault = Diagnostic::error(Code::DifferingValues, format!("two files give `{key}` different values"));
    let fault = fault.at(other, "another value here").at(first, "first here");
    fault.hint("say it in one file: all files together are one plan")
}
