//! Rules that cannot hold together, as a diagnostic: each rule at its line of the plan, with what it asks of the activities
//! that it binds. Knows no solver.

use crate::constraint::fee::Tag;
use crate::constraint::{availability, diary_load, open_day, quorum, room, window};
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::explain::stated::Stated;
use crate::explain::{closed_days, of_cycles, of_relations, of_roadmaps, of_windows, seats};
use crate::plan::plan::Plan;
use crate::solve::disruption;
use crate::solve::outcome::Conflict;

/// How many activities or days a message names before it counts the rest.
const NAMED: usize = 4;

/// Tells a conflict: every rule at its line, which activities it binds, and which days are closed.
pub fn diagnostic(conflict: &Conflict, plan: &Plan) -> Diagnostic {
    let message = match conflict.rules.len() {
        0 => "these activities cannot be dated whatever the rules".to_owned(),
        1 => "this rule cannot hold".to_owned(),
        count => format!("these {count} rules cannot hold together"),
    };
    let mut diagnostic = Diagnostic::error(Code::InfeasiblePlan, message);
    for rule in &conflict.rules {
        let label = label(*rule, conflict, plan).unwrap_or_else(|| rule.rule.replace('-', " "));
        diagnostic = diagnostic.at(rule.span, label);
    }
    let ids = conflict.activities.iter().map(|id| format!("`{id}`"));
    diagnostic = diagnostic.hint(format!("they bind {}", listed(ids)));
    if conflict.rules.iter().any(|rule| rule.rule == open_day::NAME) {
        let closed = closed_days::told(conflict, plan);
        if !closed.is_empty() {
            diagnostic = diagnostic.hint(format!("closed in between: {}", listed(closed.into_iter())));
        }
    }
    if conflict.rules.iter().any(|rule| rule.rule == disruption::NOTICE) {
        let hint =
            "to move the meeting within its notice all the same, write `break-notice: yes` with a `reason` under its label";
        diagnostic = diagnostic.hint(hint);
    }
    if conflict.minimal {
        diagnostic.hint("loosen any one of them and the others can hold; nothing was written")
    } else {
        diagnostic.hint("fewer of them may be enough to conflict: the search limit was met; nothing was written")
    }
}

/// The first few, and how many more there are.
fn listed(all: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = all.collect();
    let named = all[..all.len().min(NAMED)].join(", ");
    if all.len() > NAMED { format!("{named} and {} more", all.len() - NAMED) } else { named }
}

/// What a must asks. None where the plan has no such rule at that place.
fn label(rule: Tag, conflict: &Conflict, plan: &Plan) -> Option<String> {
    let stated = Stated::new(rule, conflict, plan);
    match rule.rule {
        window::NAME => of_windows::label(stated),
        availability::NAME | diary_load::NAME | quorum::NAME | room::NAME => seats::label(rule, plan),
        _ => of_cycles::label(stated).or_else(|| of_relations::label(stated)).or_else(|| of_roadmaps::label(stated)),
    }
}

#[cfg(test)]
mod tests {
    use super::diagnostic;
    use crate::diagnostic::source::Sources;
    use crate::problem::candidate::Reach;
    use crate::problem::instance::Problem;
    use crate::schema::reading::read;
    use crate::solve::disruption::Announced;
    use crate::solve::engine::Budget;
    use crate::solve::optimum::optimum;
    use crate::solve::outcome::Outcome;

    const PLAN: &str = r#"
product: p
years: 2027
calendars: {dk: {country: dk}}
calendar: [dk]
people: {chair: {title: Chair, leave: [2027-05-10..2027-05-14]}}
groups:
  council:
    meets: {each: month, except: [january, february, march, april, june, july, august, september, october, november, december], on: mon, at: "13:00", length: 1h}
    occurrences: {2027-05: {on: 2027-05-03, reason: agreed}}
  board:
    members: [chair]
    meets: {each: month, except: [january, february, march, april, june, july, august, september, october, november, december], on: [thu], at: "13:00", length: 1h}
    after: {council: 1..10 days}
"#;

    #[test]
    fn every_label_says_what_its_line_asks_and_closed_days_are_named() {
        let mut sources = Sources::default();
        sources.add("plan.yaml", PLAN);
        let plan = read(&sources).plan.unwrap();
        let outcome = optimum(&Problem::of(&plan, Reach::Window), &Announced::default(), Budget { work: 1_000_000 });
        let Outcome::Infeasible(conflict) = outcome else {
            panic!("the chair is away, and Ascension Day is the only other Thursday")
        };
        let told = diagnostic(&conflict, &plan);
        let labels: Vec<&str> = told.labels.iter().map(|label| label.text.as_str()).collect();
        assert_eq!(
            labels,
            [
                "`chair` is away from 2027-05-10 to 2027-05-14",
                "`p/council/2027-05` is fixed on Monday 2027-05-03",
                "`p/board` meets on open days, before they close",
                "`p/board` meets on Thursdays",
                "`p/board` lies 1 to 10 days after `p/council`",
            ]
        );
        assert_eq!(told.message, "these 5 rules cannot hold together");
        assert_eq!(told.hints[0], "they bind `p/council/2027-05`, `p/board/2027-05`");
        assert!(told.hints[1].starts_with("closed in between: 2027-05-06 (Kristi himmelfartsdag)"), "{:?}", told.hints);
    }
}
