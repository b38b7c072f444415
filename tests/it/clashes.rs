//! Meetings that call the same people of a quorum at once are told to the solver once a schedule has them: what it ends with
//! is the best of the whole problem, which is solved here at once.

use std::ops::ControlFlow;

use aarshjul::constraint::bill;
use aarshjul::diagnostic::source::Sources;
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::schedule::charge::total;
use aarshjul::schema::reading::read;
use aarshjul::solve::disruption::Announced;
use aarshjul::solve::engine::{Answer, Budget, solve};
use aarshjul::solve::optimum::{model, watched};
use aarshjul::solve::outcome::Outcome;

/// Four groups of the same people, who all like the first hour of the same week best.
const PLAN: &str = r"
years: 2027
product: beta
people: {a: {}, b: {}, c: {}, d: {leave: [2027-03-02]}}
groups:
  board: {members: [{quorum: 2, of: [a, b], priority: PRIORITY}], meets: {windows: {v: 03-01..03-03}, between: 09:00-11:00, length: 2h, prefer: {on: mon}}}
  council: {members: [{quorum: 2, of: [a, b, c], priority: PRIORITY}], meets: {windows: {v: 03-01..03-03}, between: 09:00-11:00, length: 1h, prefer: {on: mon}}}
  office: {members: [{quorum: 1, of: [b, d], priority: PRIORITY}], meets: {windows: {v: 03-01..03-03}, between: 09:00-11:00, length: 1h, prefer: {on: mon}}}
  panel: {members: [{quorum: 1, of: [c], priority: PRIORITY}], meets: {windows: {v: 03-01..03-02}, between: 09:00-10:00, length: 1h, prefer: {on: mon}}}
";

#[test]
fn where_it_is_stopped_at_the_first_cost_what_it_has_still_breaks_no_must() {
    let mut sources = Sources::default();
    sources.add("plan.yaml", PLAN.replace("PRIORITY", "must"));
    let plan = read(&sources).plan.expect("the plan is valid");
    let problem = Problem::of(&plan, Reach::Window);
    let found = watched(&problem, &Announced::default(), Budget { work: 1_000_000 }, &mut |progress| {
        if progress.cost.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let Outcome::Planned(planned) = found else { panic!("there is a schedule") };
    assert!(bill::charges(&problem, &planned.schedule).iter().all(|charge| charge.cost.is_some()));
}

#[test]
fn what_is_found_with_clashes_told_by_and_by_is_the_best_of_the_whole_problem() {
    for priority in ["must", "should", "could"] {
        let mut sources = Sources::default();
        sources.add("plan.yaml", PLAN.replace("PRIORITY", priority));
        let reading = read(&sources);
        assert_eq!(reading.diagnostics, []);
        let plan = reading.plan.expect("the plan is valid");
        let problem = Problem::of(&plan, Reach::Window);
        let budget = Budget { work: 1_000_000 };

        let mut works = Vec::new();
        let found = watched(&problem, &Announced::default(), budget, &mut |progress| {
            works.push((progress.work, progress.bound));
            ControlFlow::Continue(())
        });
        let Outcome::Planned(planned) = found else { panic!("{priority}: there is a schedule") };
        let whole = solve(&model(&problem, &Announced::default()), budget, &mut |_| ControlFlow::Continue(()));
        let Answer::Schedule { cost, bound, .. } = whole.answer else { panic!("{priority}: there is a schedule") };
        assert_eq!((cost, bound), (planned.objective, planned.bound), "{priority}");
        assert!(planned.is_optimal(), "{priority}");
        assert!(planned.objective > 0, "{priority}: all on Monday would cost nothing if nobody were called twice");
        let charges = bill::charges(&problem, &planned.schedule);
        assert_eq!(total(&charges), cost, "{priority}: the rules' own meaning");
        assert!(works.is_sorted(), "{priority}: work and bound never fall from one solving to the next: {works:?}");
    }
}
