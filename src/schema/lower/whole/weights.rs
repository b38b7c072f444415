//! Weights: what breaking a rule costs.

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Spanned;
use crate::plan::rule::{MUST_ALWAYS, RULES};
use crate::plan::weights::Weights;
use crate::schema::collector::{Collector, nearest};
use crate::schema::document::plan_file::WeightsDocument;

/// The price list that a file gives.
pub fn weights(document: &WeightsDocument, collector: &mut Collector) -> Weights {
    let defaults = Weights::default();
    let mut price = |said: &Option<Spanned<u32>>, default| match said {
        Some(said) if in_range(said, Weights::MOST, collector) => said.value,
        Some(_) | None => default,
    };
    let could = price(&document.could, defaults.could);
    let should = price(&document.should, defaults.should);
    if should < could {
        let said = [&document.should, &document.could].into_iter().flatten();
        let mut fault =
            Diagnostic::error(Code::WeightOutOfRange, format!("a `should` costs {should}, less than a `could`, {could}"));
        for weight in said {
            fault = fault.at(weight.span, "");
        }
        collector.tell(fault.hint("let a `should` cost at least as much as a `could`"));
    }
    let mut rules = std::collections::BTreeMap::new();
    for (name, weight) in document.rules.iter().flatten() {
        if !RULES.contains(&name.value.as_str()) {
            let fault = Diagnostic::error(Code::UnknownRule, format!("no rule is named `{}`", name.value)).at(name.span, "");
            let soft: Vec<&str> = RULES.iter().copied().filter(|rule| !MUST_ALWAYS.contains(rule)).collect();
            collector.tell(fault.hint(nearest(&name.value, &soft)));
        } else if MUST_ALWAYS.contains(&name.value.as_str()) {
            let message = format!("`{}` is always a must: it has no price to be multiplied", name.value);
            collector.warn(Code::IdleWeight, name.span, message, "remove it");
        } else {
            rules.insert(name.value.clone(), times(Some(weight), collector));
        }
    }
    Weights { should, could, rules }
}

/// How many times a rule or a group costs; once when it is not said.
pub fn times(said: Option<&Spanned<u32>>, collector: &mut Collector) -> u32 {
    said.filter(|said| in_range(said, Weights::MOST_TIMES, collector)).map_or(1, |said| said.value)
}

/// Whether a weight is at least 1 and at most so much; told when it is not.
fn in_range(weight: &Spanned<u32>, most: u32, collector: &mut Collector) -> bool {
    let fits = (1..=most).contains(&weight.value);
    if !fits {
        let fault = Diagnostic::error(Code::WeightOutOfRange, format!("a weight of {} is not 1 to {most}", weight.value));
        collector.tell(fault.at(weight.span, "").hint(format!("write a whole number from 1 to {most}")));
    }
    fits
}
