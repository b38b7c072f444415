//! The names of the files that come of a plan: products, groups and people whose files would overwrite each other are told.
//!
//! Some file systems take upper and lower case for the same, so names that differ in case alone collide too.

use std::collections::BTreeMap;

use crate::calendar::planning_year::PlanningYear;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Span;
use crate::plan::plan::Plan;
use crate::schema::collector::Collector;

/// A file that comes of a plan, without its ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName {
    /// The path below the output folder: `feeds/os2display-styregruppe`.
    pub path: String,
    /// What it is the file of.
    pub of: String,
    /// Where that is declared.
    pub span: Span,
}

/// Every name that feeds, charts and wheels of a plan can have, except the two of the whole plan: `feeds/all`, `wheel/all`.
pub fn of_plan(plan: &Plan) -> Vec<FileName> {
    let mut names = Vec::new();
    let mut add = |path: String, of: String, span| names.push(FileName { path, of, span });
    for product in &plan.products {
        let key = &product.key;
        let of = || format!("the product `{key}`");
        add(format!("feeds/{key}"), of(), product.span);
        for folder in ["charts", "wheel"] {
            add(format!("{folder}/{key}"), of(), product.span);
            for year in PlanningYear::of(plan.horizon) {
                add(format!("{folder}/{key}-{}", year.label()), of(), product.span);
            }
        }
    }
    for group in &plan.groups {
        let product = &plan.product(group.product).key;
        add(format!("feeds/{product}-{}", group.key), format!("the group `{product}/{}`", group.key), group.span);
    }
    for person in &plan.people {
        add(format!("feeds/role-{}", person.key), format!("the person `{}`", person.key), person.span);
    }
    names
}

/// Tells names whose files collide, one line of the plan once.
pub fn check(plan: &Plan, collector: &mut Collector) {
    let mut taken: BTreeMap<String, Option<FileName>> = BTreeMap::new();
    for all in ["feeds/all", "wheel/all", "charts/all"] {
        taken.insert(all.to_owned(), None);
    }
    for name in of_plan(plan) {
        let folded = name.path.to_lowercase();
        let Some(earlier) = taken.get(&folded) else {
            taken.insert(folded, Some(name));
            continue;
        };
        if [Code::DuplicateName, Code::CollidingFiles].iter().any(|code| collector.has_told(*code, name.span)) {
            continue;
        }
        let other = earlier.as_ref().map_or("the whole plan", |earlier| earlier.of.as_str());
        let message = format!("the files of {} and of {other} would both be named `{folded}`", name.of);
        let fault = Diagnostic::error(Code::CollidingFiles, message).at(name.span, "");
        let fault = match earlier {
            Some(earlier) => fault.at(earlier.span, "the other one"),
            None => fault,
        };
        collector.tell(fault.hint("rename one of them; upper and lower case count as the same"));
    }
}
