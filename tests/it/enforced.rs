//! Every rule is enforced: for each there is a plan whose best schedule is another one when the rule is left out, and then
//! breaks the rule by the independent bill. So whoever drops the rows or the fees of a rule turns a test red.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use aarshjul::constraint::fee::Tag;
use aarshjul::diagnostic::source::Sources;
use aarshjul::plan::plan::Plan;
use aarshjul::plan::rule::RULES;
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::schedule::charge::Charge;
use aarshjul::schedule::placement::Schedule;
use aarshjul::schema::reading::read;
use aarshjul::solve::disruption::Announced;
use aarshjul::solve::engine::Budget;
use aarshjul::solve::optimum::{optimum, optimum_under};
use aarshjul::solve::outcome::Outcome;
use aarshjul::verify;

const BUDGET: Budget = Budget { work: 1_000_000 };

/// Days around the windows that are looked at too, so that a window or hours can be left.
const REACH: Reach = Reach::Beyond(10);

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/plans/rules")
}

fn plan_of(rule: &str) -> Plan {
    let name = format!("tests/plans/rules/{rule}.yaml");
    let text = fs::read_to_string(folder().join(format!("{rule}.yaml"))).unwrap_or_else(|_| {
        panic!(
            "the rule `{rule}` has no plan that shows it is enforced: write {name}. Its first line is a comment that says \
             what happens without the rule. Its best schedule keeps the rule, and pays for that with something softer; with \
             the rule left out the best schedule breaks it. See the other plans there"
        )
    });
    assert!(text.starts_with("# "), "{name}: the first line says what happens without the rule");
    let mut sources = Sources::default();
    sources.add(&name, text);
    let reading = read(&sources);
    assert_eq!(reading.diagnostics, [], "{name}");
    reading.plan.expect("a plan without a fault is one")
}

fn planned(rule: &str, outcome: Outcome) -> Schedule {
    match outcome {
        Outcome::Planned(planned) => {
            assert!(planned.is_optimal(), "{rule}");
            planned.schedule
        }
        Outcome::Infeasible(conflict) => panic!("{rule}: {conflict:?}"),
        Outcome::Undecided => panic!("{rule}: the effort suffices for a small plan"),
    }
}

/// How badly a rule is broken, by the independent bill: first by how many units of musts, then at what cost.
fn broken(rule: &str, plan: &Plan, schedule: &Schedule) -> (i64, i64) {
    let charges = verify::bill::charges(plan, schedule);
    let own = || charges.iter().filter(|charge| charge.rule == rule);
    let musts = own().filter(|charge| charge.cost.is_none()).map(|charge| charge.units).sum();
    (musts, own().filter_map(|charge: &Charge| charge.cost).sum())
}

#[test]
fn leaving_out_any_rule_gives_a_schedule_that_breaks_it() {
    for rule in RULES.iter().copied() {
        let plan = plan_of(rule);
        let problem = Problem::of(&plan, REACH);
        let with = planned(rule, optimum(&problem, &Announced::default(), BUDGET));
        let others = |tag: Tag| tag.rule != rule;
        let without = planned(rule, optimum_under(&others, &problem, &Announced::default(), BUDGET));
        let bill = verify::bill::charges(&plan, &with);
        assert!(bill.iter().all(|charge| charge.cost.is_some()), "{rule}: {bill:#?}");
        let (kept, left_out) = (broken(rule, &plan, &with), broken(rule, &plan, &without));
        assert!(
            left_out > kept,
            "tests/plans/rules/{rule}.yaml: without `{rule}` it is broken by {left_out:?} (units of musts, cost), and with \
             it by {kept:?}. Either the rule is not enforced, or the plan gives no reason to break it"
        );
    }
}

#[test]
fn the_folder_holds_a_plan_for_each_rule_and_no_other() {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let names: BTreeSet<String> = files.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    let unknown: Vec<&String> = names.iter().filter(|name| !RULES.contains(&name.as_str())).collect();
    assert!(unknown.is_empty(), "no rule is named like the plans {unknown:?}");
}
