//! Moving what people have been shown: what it costs, and what can no longer move.
//!
//! `cost = people * nearness * (day * [x != announced day], or else time * [start != announced start])`
//!
//! This is no rule of the plan: it is charged while planning, told in the summary, and never part of a plan's own cost, so
//! that a plan costs the same whoever has seen it. A notice is a line of the plan, and is told by it.

use crate::calendar::civil::NaiveDate;
use crate::constraint::fee::Tag;
use crate::constraint::local;
use crate::plan::weights::Weights;
use crate::problem::activity::{Activity, ActivityIndex, Kind};
use crate::problem::instance::Problem;
use crate::schedule::placement::{Placement, Schedule};

/// The name under which a conflict tells that an announced meeting lies within the notice of its group.
pub const NOTICE: &str = "notice";

/// People that moving a meeting costs for at least: phases, milestones and groups without members count as so many.
pub const FEWEST_PEOPLE: i64 = 5;
/// And at most.
pub const MOST_PEOPLE: i64 = 25;
/// How many days away a day is near, and how many times its moving costs; the first that fits counts, and beyond them 1.
pub const NEARNESS: [(i64, i64); 2] = [(28, 3), (84, 2)];

/// What people have been shown, and the day it is seen from.
#[derive(Debug, Clone, Default)]
pub struct Announced {
    /// The dates that were shown.
    pub schedule: Schedule,
    /// What began before this day has taken place, and stays where it is unless the rules forbid it now; nothing else is dated
    /// before it that could be later.
    pub today: Option<NaiveDate>,
}

/// What moving one person's meeting costs, far away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// To another day: two fifths of a broken `should`, so that five people's is two of them.
    pub day: i64,
    /// To another time of the same day: a tenth of it.
    pub time: i64,
}

impl Unit {
    /// The prices of a plan.
    pub fn of(weights: &Weights) -> Unit {
        let should = i64::from(weights.should);
        Unit { day: (should * 2 / 5).max(1), time: (should / 10).max(1) }
    }
}

/// What moving costs in a problem, activity by activity.
#[derive(Debug, Clone)]
pub struct Disruption {
    activities: Vec<Told>,
    price: Price,
    today: Option<NaiveDate>,
}

/// What one move costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Price {
    /// So much for every person, times how near it is.
    People(Unit),
    /// The same for whatever moves.
    Each(i64),
}

/// What people have been told of an activity.
#[derive(Debug, Clone, Copy)]
struct Told {
    shown: Option<Placement>,
    people: i64,
    standing: Standing,
    /// The first day that it can be given anew, where some of its days are over and some are to come.
    earliest: Option<NaiveDate>,
}

/// How an activity stands to what people have been told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has been told of it.
    Draft,
    /// It was told, and may move at a cost.
    Announced,
    /// It lies within the notice of its group, which this tag tells, and does not move.
    Frozen(Tag),
    /// It has taken place where it was told, and does not move.
    Past,
}

impl Disruption {
    /// What moving costs in a problem.
    pub fn of(problem: &Problem<'_>, announced: &Announced) -> Disruption {
        let told = |(_, activity): (ActivityIndex, &Activity)| {
            let shown = announced.schedule.placement(&activity.id);
            let standing = standing(problem, activity, shown, announced.today);
            let is_to_come = |today: &NaiveDate| {
                let from = activity.candidates.partition_point(|candidate| candidate.first() < *today);
                from > 0 && activity.candidates[from..].iter().any(|candidate| is_allowed(problem, activity, *candidate))
            };
            Told { shown, people: people(problem, activity), standing, earliest: announced.today.filter(is_to_come) }
        };
        let activities = problem.indexed().map(told).collect();
        Disruption { activities, price: Price::People(Unit::of(&problem.plan.weights)), today: announced.today }
    }

    /// What dating an activity so costs, with the notices in force that are in force; none where it cannot move there.
    pub fn surcharge(&self, index: ActivityIndex, placement: Placement, in_force: &dyn Fn(Tag) -> bool) -> Option<i64> {
        let is_frozen = self.notice(index, placement).is_some_and(in_force);
        (!is_frozen && !self.is_over(index, placement)).then(|| self.moved(index, placement))
    }

    /// The notice that dating an activity so would break.
    pub fn notice(&self, index: ActivityIndex, placement: Placement) -> Option<Tag> {
        match self.standing(index) {
            Standing::Frozen(notice) => Some(notice).filter(|_| self.moved(index, placement) > 0),
            Standing::Draft | Standing::Announced | Standing::Past => None,
        }
    }

    /// Whether the activity has taken place elsewhere, or would be given a day that is over.
    pub fn is_over(&self, index: ActivityIndex, placement: Placement) -> bool {
        let Told { shown, standing, earliest, .. } = self.activities[index.0];
        let is_new = shown.is_none() || self.moved(index, placement) > 0;
        let is_past = match standing {
            Standing::Past => true,
            Standing::Draft | Standing::Announced | Standing::Frozen(_) => false,
        };
        is_new && (is_past || earliest.is_some_and(|earliest| placement.first() < earliest))
    }

    /// The same, where what has taken place is free to move, and what nobody was told of may lie on a day that is over: for
    /// where the past cannot all stay, and for a year that is planned for the first time when part of it is over.
    #[must_use]
    pub fn with_past_open(&self) -> Disruption {
        let open = |told: &Told| match told.standing {
            Standing::Past => Told { standing: Standing::Announced, ..*told },
            Standing::Draft => Told { earliest: None, ..*told },
            Standing::Announced | Standing::Frozen(_) => *told,
        };
        Disruption { activities: self.activities.iter().map(open).collect(), ..*self }
    }

    /// The same, where whatever moves costs as much: for counting what moves.
    #[must_use]
    pub fn priced(&self, price: i64) -> Disruption {
        Disruption { activities: self.activities.clone(), price: Price::Each(price), ..*self }
    }

    /// How an activity stands.
    pub fn standing(&self, index: ActivityIndex) -> Standing {
        self.activities[index.0].standing
    }

    /// Whether [`Disruption::with_past_open`] says anything else.
    pub fn has_past(&self) -> bool {
        self.activities.iter().any(|told| match told.standing {
            Standing::Past => true,
            Standing::Draft => told.earliest.is_some(),
            Standing::Announced | Standing::Frozen(_) => false,
        })
    }

    /// What a whole schedule costs.
    pub fn total(&self, problem: &Problem<'_>, schedule: &Schedule) -> i64 {
        dated(problem, schedule).map(|(index, placement)| self.moved(index, placement)).sum()
    }

    /// The activities of a schedule that were told elsewhere, or at another time.
    pub fn moves<'s>(&'s self, problem: &'s Problem<'_>, schedule: &'s Schedule) -> impl Iterator<Item = ActivityIndex> + 's {
        dated(problem, schedule).filter(|(index, placement)| self.moved(*index, *placement) > 0).map(|(index, _)| index)
    }

    /// What moving an activity to a placement costs; nothing where nobody was told of it, or where it is where it was told.
    pub fn moved(&self, index: ActivityIndex, placement: Placement) -> i64 {
        let Told { shown: Some(shown), people, .. } = self.activities[index.0] else { return 0 };
        let is_other_day = shown.first() != placement.first();
        if !is_other_day && !is_other_time(shown, placement) {
            return 0;
        }
        match self.price {
            Price::Each(price) => price,
            Price::People(Unit { day, time }) => {
                let price = if is_other_day { day } else { time };
                price * people * self.nearness(shown.first().min(placement.first()))
            }
        }
    }

    fn nearness(&self, date: NaiveDate) -> i64 {
        let days = self.today.map(|today| (date - today).num_days());
        let near = NEARNESS.iter().find(|(within, _)| days.is_some_and(|days| days < *within));
        near.map_or(1, |(_, times)| *times)
    }
}

/// The activities that a schedule dates, with their dates.
fn dated<'s>(problem: &'s Problem<'_>, schedule: &'s Schedule) -> impl Iterator<Item = (ActivityIndex, Placement)> + 's {
    problem.indexed().filter_map(|(index, activity)| Some((index, schedule.placement(&activity.id)?)))
}

/// How many people moving an activity costs for.
fn people(problem: &Problem<'_>, activity: &Activity) -> i64 {
    let called = match activity.kind {
        Kind::Meeting(occurrence) => problem.plan.group(problem.plan.occurrences[occurrence.0].group).called().len(),
        Kind::Phase(_) | Kind::Milestone(_) => 0,
    };
    i64::try_from(called).unwrap_or(MOST_PEOPLE).clamp(FEWEST_PEOPLE, MOST_PEOPLE)
}

fn standing(problem: &Problem<'_>, activity: &Activity, shown: Option<Placement>, today: Option<NaiveDate>) -> Standing {
    let Some(shown) = shown else { return Standing::Draft };
    let Some(today) = today else { return Standing::Announced };
    if shown.first() < today {
        return if may_stay(problem, activity, shown) { Standing::Past } else { Standing::Announced };
    }
    let Kind::Meeting(occurrence) = activity.kind else { return Standing::Announced };
    let occurrence = &problem.plan.occurrences[occurrence.0];
    let notice = problem.plan.group(occurrence.group).notice.filter(|_| !occurrence.breaks_notice());
    match notice {
        Some(notice) if notice.covers(today, shown.first(), problem.group_days(occurrence.group)) => {
            Standing::Frozen(Tag { rule: NOTICE, span: notice.span })
        }
        Some(_) | None => Standing::Announced,
    }
}

/// Whether the activity's own rules still allow it where it was told.
fn may_stay(problem: &Problem<'_>, activity: &Activity, shown: Placement) -> bool {
    let from = activity.candidates.partition_point(|candidate| candidate.first() < shown.first());
    let same_day = activity.candidates[from..].iter().take_while(|candidate| candidate.first() == shown.first());
    let mut unmoved = same_day.filter(|candidate| !is_other_time(shown, **candidate));
    unmoved.any(|candidate| is_allowed(problem, activity, *candidate))
}

fn is_allowed(problem: &Problem<'_>, activity: &Activity, candidate: Placement) -> bool {
    local::judge(problem, activity.kind, candidate).iter().all(|fee| !fee.is_must())
}

fn is_other_time(shown: Placement, placement: Placement) -> bool {
    match (shown, placement) {
        (Placement::Meeting { start: shown, .. }, Placement::Meeting { start, .. }) => shown != start,
        (Placement::Meeting { .. } | Placement::Phase { .. } | Placement::Milestone { .. }, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Announced, Disruption, Standing};
    use crate::diagnostic::source::Sources;
    use crate::plan::activity::ActivityId;
    use crate::plan::plan::Plan;
    use crate::problem::candidate::Reach;
    use crate::problem::instance::Problem;
    use crate::schedule::placement::{Placement, Schedule};
    use crate::schema::reading::read;

    const PLAN: &str = r"
product: p
years: 2027
people: {a: A, b: B, c: C, d: D, e: E, f: F, g: G}
groups:
  board:
    notice: 14 days
    members: [a, b, c, d, e, f, g]
    meets: {windows: {v: 03-01..05-31}, between: 10:00-12:00, length: 1h}
";

    fn plan(text: &str) -> Plan {
        let mut sources = Sources::default();
        sources.add("plan.yaml", text);
        read(&sources).plan.expect("the plan is valid")
    }

    fn at(date: &str, hour: u32) -> Placement {
        let start = chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        Placement::Meeting { date: date.parse().unwrap(), start, minutes: 60 }
    }

    fn shown(date: &str, today: &str) -> Announced {
        let placements = [(ActivityId::meeting("p", "board", "2027-v"), at(date, 10))].into();
        Announced { schedule: Schedule { placements }, today: Some(today.parse().unwrap()) }
    }

    /// What moving the meeting there costs.
    fn surcharge(text: &str, announced: &Announced, to: Placement) -> Option<i64> {
        let plan = plan(text);
        let problem = Problem::of(&plan, Reach::Window);
        let index = problem.indexed().next().unwrap().0;
        Disruption::of(&problem, announced).surcharge(index, to, &|_| true)
    }

    #[test]
    fn moving_costs_by_people_and_by_the_nearer_of_both_days() {
        let announced = shown("2027-05-24", "2027-01-04");
        // Seven people, four a day and one a time.
        assert_eq!(surcharge(PLAN, &announced, at("2027-05-25", 10)), Some(28));
        assert_eq!(surcharge(PLAN, &announced, at("2027-05-24", 11)), Some(7));
        assert_eq!(surcharge(PLAN, &announced, at("2027-05-24", 10)), Some(0));
        // The 29th of March is 84 days away, and the 28th nearer.
        assert_eq!(surcharge(PLAN, &announced, at("2027-03-29", 10)), Some(28));
        assert_eq!(surcharge(PLAN, &announced, at("2027-03-28", 10)), Some(56));
        let near = shown("2027-05-24", "2027-04-26");
        assert_eq!(surcharge(PLAN, &near, at("2027-05-24", 11)), Some(14));
        let nearer = shown("2027-05-24", "2027-04-27");
        assert_eq!(surcharge(PLAN, &nearer, at("2027-05-24", 11)), Some(21));
        let alone = PLAN.replace("members: [a, b, c, d, e, f, g]", "members: [a]");
        assert_eq!(surcharge(&alone, &announced, at("2027-05-25", 10)), Some(20), "a meeting counts as of five people");
        let dear = format!("{PLAN}weights: {{should: 100}}\n");
        assert_eq!(surcharge(&dear, &announced, at("2027-05-25", 10)), Some(280));
    }

    #[test]
    fn a_detour_never_costs_less_than_the_straight_way() {
        let days = ["2027-03-02", "2027-03-29", "2027-04-20", "2027-05-24"];
        let all: Vec<Placement> = days.iter().flat_map(|day| [at(day, 10), at(day, 11)]).collect();
        let plan = plan(PLAN);
        let problem = Problem::of(&plan, Reach::Window);
        let (index, activity) = problem.indexed().next().unwrap();
        let row = |from: &Placement| -> Vec<i64> {
            let schedule = Schedule { placements: [(activity.id.clone(), *from)].into() };
            let announced = Announced { schedule, today: Some("2027-02-03".parse().unwrap()) };
            let disruption = Disruption::of(&problem, &announced);
            all.iter().map(|to| disruption.moved(index, *to)).collect()
        };
        let costs: Vec<Vec<i64>> = all.iter().map(row).collect();
        assert!(costs.iter().flatten().any(|cost| *cost == 84) && costs.iter().flatten().any(|cost| *cost == 7));
        for (one, direct) in costs.iter().enumerate() {
            for (other, cost) in direct.iter().enumerate() {
                assert!((0..all.len()).all(|over| *cost <= costs[one][over] + costs[over][other]), "{one} to {other}");
            }
        }
    }

    #[test]
    fn within_the_notice_a_meeting_stays_unless_the_plan_says_that_it_is_broken() {
        let announced = shown("2027-03-15", "2027-03-02");
        assert_eq!(surcharge(PLAN, &announced, at("2027-04-15", 10)), None);
        assert_eq!(surcharge(PLAN, &announced, at("2027-03-15", 11)), None);
        assert_eq!(surcharge(PLAN, &announced, at("2027-03-15", 10)), Some(0));
        assert!(surcharge(PLAN, &shown("2027-03-15", "2027-03-01"), at("2027-04-15", 10)).is_some());
        let broken = format!("{PLAN}    occurrences: {{2027-v: {{break-notice: yes, reason: illness}}}}\n");
        assert_eq!(surcharge(&broken, &announced, at("2027-04-15", 10)), Some(84));
    }

    #[test]
    fn what_has_taken_place_stays_and_nothing_moves_to_a_day_that_is_over() {
        let today = "2027-03-20";
        let plan = plan(PLAN);
        let problem = Problem::of(&plan, Reach::Window);
        let index = problem.indexed().next().unwrap().0;
        let past = Disruption::of(&problem, &shown("2027-03-15", today));
        assert_eq!(past.standing(index), Standing::Past);
        assert_eq!(surcharge(PLAN, &shown("2027-03-15", today), at("2027-04-15", 10)), None);
        assert_eq!(past.with_past_open().standing(index), Standing::Announced);
        assert_eq!(surcharge(PLAN, &shown("2027-05-24", today), at("2027-03-15", 10)), None);
        let draft = Announced { schedule: Schedule::default(), today: Some(today.parse().unwrap()) };
        assert_eq!(surcharge(PLAN, &draft, at("2027-03-19", 10)), None);
        assert_eq!(surcharge(PLAN, &draft, at("2027-03-20", 10)), Some(0));
        // A window that is over is what is left to plan in.
        let over = Announced { schedule: Schedule::default(), today: Some("2027-07-01".parse().unwrap()) };
        assert_eq!(surcharge(PLAN, &over, at("2027-03-19", 10)), Some(0));
    }
}
