//! Where to look first for rules that cannot hold together, when most of a plan was dated before: what was shown breaks a must
//! there. Only says where; what is found there is proved elsewhere, and what lies elsewhere is found later.

use std::collections::BTreeSet;

use crate::calendar::civil::{Days, NaiveDate};
use crate::constraint::bill;
use crate::constraint::fee::Tag;
use crate::plan::activity::ActivityId;
use crate::problem::activity::{Activity, ActivityIndex};
use crate::problem::instance::Problem;
use crate::schedule::placement::{Placement, Schedule};
use crate::solve::inquiry::Rules;

/// How many days before and after it, what was shown is near.
const NEAR_DAYS: u64 = 31;

/// The activities, in order, near what was shown of one that it has break a must, and those themselves; none where it breaks
/// none. What it leaves without a date that can be had is near all of its days. Everything, where nothing was shown.
pub fn around(problem: &Problem<'_>, rules: Rules<'_>, shown: &Schedule) -> Vec<ActivityIndex> {
    let charges = bill::charges(problem, shown);
    let broken = charges.iter().filter(|charge| charge.cost.is_none() && rules(Tag { rule: charge.rule, span: charge.span }));
    let broken: BTreeSet<&ActivityId> = broken.flat_map(|charge| &charge.activities).collect();
    let is_dated = |activity: &Activity| shown.placement(&activity.id).is_some_and(|when| activity.candidates.contains(&when));
    let in_trouble = problem.activities.iter().filter(|activity| broken.contains(&activity.id) || !is_dated(activity));
    let near = |(first, last): (NaiveDate, NaiveDate)| (first - Days::new(NEAR_DAYS), last + Days::new(NEAR_DAYS));
    let spans: BTreeSet<(NaiveDate, NaiveDate)> = in_trouble.filter_map(|activity| place(activity, shown)).map(near).collect();
    let is_near = |activity: &Activity| {
        place(activity, shown).is_some_and(|(first, last)| spans.iter().any(|(from, to)| first <= *to && *from <= last))
    };
    problem.indexed().filter(|(_, activity)| is_near(activity)).map(|(index, _)| index).collect()
}

/// The days that an activity was shown on; those that it could take, where it was not.
fn place(activity: &Activity, shown: &Schedule) -> Option<(NaiveDate, NaiveDate)> {
    if let Some(when) = shown.placement(&activity.id) {
        return Some((when.first(), when.last()));
    }
    let first = activity.candidates.first()?.first();
    Some((first, activity.candidates.iter().map(|candidate| Placement::last(*candidate)).max()?))
}

#[cfg(test)]
mod tests {
    use super::around;
    use crate::diagnostic::source::Sources;
    use crate::problem::candidate::Reach;
    use crate::problem::instance::Problem;
    use crate::schedule::placement::Schedule;
    use crate::schema::reading::read;
    use crate::solve::disruption::Announced;
    use crate::solve::engine::Budget;
    use crate::solve::optimum::optimum;
    use crate::solve::outcome::Outcome;

    const PLAN: &str = r#"
product: p
years: 2027
people: {chair: Chair}
groups:
  board: {members: [chair], meets: {each: month, on: [mon], at: "10:00", length: 1h}}
  council: {meets: {each: half-year, on: [tue], at: "10:00", length: 1h}}
"#;

    #[test]
    fn only_what_is_near_what_no_longer_holds_is_looked_at() {
        let plan = |text: &str| {
            let mut sources = Sources::default();
            sources.add("plan.yaml", text);
            read(&sources).plan.unwrap()
        };
        let before = plan(PLAN);
        let problem = Problem::of(&before, Reach::Window);
        let Outcome::Planned(planned) = optimum(&problem, &Announced::default(), Budget { work: 1_000_000 }) else {
            unreachable!("nothing stands in the way")
        };
        assert!(around(&problem, &|_| true, &planned.schedule).is_empty());
        assert_eq!(around(&problem, &|_| true, &Schedule::default()).len(), problem.activities.len());
        let may = planned.schedule.placements.iter().find(|(id, _)| id.as_str() == "p/board/2027-05").unwrap().1.first();
        let after = plan(&PLAN.replace("chair: Chair", &format!("chair: {{leave: {may}}}")));
        let problem = Problem::of(&after, Reach::Window);
        let found = around(&problem, &|_| true, &planned.schedule);
        let ids: Vec<&str> = found.iter().map(|index| problem.activity(*index).id.as_str()).collect();
        assert_eq!(ids, ["p/board/2027-04", "p/board/2027-05"]);
    }
}
