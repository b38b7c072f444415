//! Quorum: of some people, so many are at every meeting.   `sum over p: present[p,m] >= least - missing`
//!
//! Of any priority; each one missing is one unit. Who is away by their own diary is known of a placement, so that part is
//! local. Who is called to another meeting at the same time is coupling: for each other meeting `o` and each moment
//! `sum of starts of m at which p is free + sum of starts of o - absent[p,m,d] <= 1`, and for each day
//! `sum over p: absent[p,m,d] <= sum over starts s: spare(s) * y[m,d,s] + missing`, where `spare` is how many more are free at
//! a start than are enough. Days on which starts are not told apart are left out, which is a relaxation.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::NaiveDate;
use crate::constraint::extent::Meetings;
use crate::constraint::fee::{Fee, Force, Tag};
use crate::constraint::layout::Layout;
use crate::constraint::occupation::{Diary, Occupation, occupations};
use crate::constraint::program::{ColumnId, Domain, Program, Relation};
use crate::constraint::sitting::{Sitting, minute};
use crate::constraint::taken::group;
use crate::plan::activity::ActivityId;
use crate::plan::availability::Stretch;
use crate::plan::group::{Group, Seat};
use crate::plan::person::PersonId;
use crate::plan::quorum::Quorum;
use crate::problem::activity::{ActivityIndex, Kind};
use crate::problem::instance::Problem;
use crate::schedule::absence::{AbsenceReason, absences};
use crate::schedule::charge::Charge;
use crate::schedule::placement::{Placement, Schedule};

/// The rule's name.
pub const NAME: &str = "quorum";

fn fee(group: &Group, quorum: &Quorum, missing: i64) -> Fee {
    Fee::of(NAME, quorum.span, missing, quorum.priority).times(group.weight)
}

/// How many of a quorum are away by their own diaries. Who must be there as well is there.
fn away(problem: &Problem<'_>, group: &Group, quorum: &Quorum, stretch: Stretch) -> usize {
    quorum.of.iter().filter(|person| !is_free(problem, group, **person, stretch)).count()
}

fn is_free(problem: &Problem<'_>, group: &Group, person: PersonId, stretch: Stretch) -> bool {
    group.members.contains(&person) || problem.availability.is_free(problem.plan, person, stretch)
}

/// Judges a meeting: one fee for each quorum, by how many are missing because they are away.
pub fn meeting(sitting: &Sitting<'_>, fees: &mut Vec<Fee>) {
    for quorum in &sitting.group.quorums {
        let missing = quorum.missing(away(sitting.problem, sitting.group, quorum, sitting.stretch()));
        if missing > 0 {
            fees.push(fee(sitting.group, quorum, missing));
        }
    }
}

/// Where the plan states the rule.
pub fn tags(problem: &Problem<'_>) -> Vec<Tag> {
    let of_group = |group: &'_ Group| group.quorums.iter().map(|quorum| fee(group, quorum, 1).tag).collect::<Vec<_>>();
    problem.plan.groups.iter().flat_map(of_group).collect()
}

/// What a schedule breaks beyond the local fees: by how many more are missing because they are called elsewhere.
pub fn check(problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    if problem.plan.groups.iter().all(|group| group.quorums.is_empty()) {
        return Vec::new();
    }
    let absences = absences(problem.plan, &problem.availability, schedule);
    let mut charges = Vec::new();
    for activity in &problem.activities {
        let Kind::Meeting(id) = activity.kind else { continue };
        let Some(absent) = absences.get(&id) else { continue };
        let group = problem.plan.group(problem.plan.occurrences[id.0].group);
        for quorum in &group.quorums {
            let absent = || absent.iter().filter(|absence| quorum.of.contains(&absence.person));
            let away = absent().filter(|absence| absence.reason == AbsenceReason::Away).count();
            let missing = quorum.missing(absent().count()) - quorum.missing(away);
            if missing > 0 {
                let rivals: BTreeSet<&ActivityId> = absent().flat_map(|absence| elsewhere(&absence.reason)).collect();
                let in_order = problem.activities.iter().map(|activity| &activity.id).filter(|id| rivals.contains(id));
                let ids = std::iter::once(&activity.id).chain(in_order).cloned().collect();
                charges.push(fee(group, quorum, missing).charged(&problem.plan.weights, ids));
            }
        }
    }
    charges
}

/// The meetings that are charged for being held at once, so that a quorum is short of those they share.
pub fn clashes(problem: &Problem<'_>, charges: &[Charge]) -> BTreeSet<Meetings> {
    let indices: BTreeMap<&ActivityId, ActivityIndex> =
        problem.indexed().map(|(index, activity)| (&activity.id, index)).collect();
    let meetings = |charge: &Charge| {
        let ids: Vec<ActivityIndex> = charge.activities.iter().map(|id| indices[id]).collect();
        let short = ids.first().copied();
        ids.into_iter().skip(1).filter_map(move |other| short.map(|short| (short.min(other), short.max(other))))
    };
    charges.iter().filter(|charge| charge.rule == NAME).flat_map(meetings).collect()
}

fn elsewhere(reason: &AbsenceReason) -> &[ActivityId] {
    match reason {
        AbsenceReason::Away => &[],
        AbsenceReason::Elsewhere(meetings) => meetings,
    }
}

/// A start of a meeting on one day, with how many more are free than are enough and who is.
struct Start {
    occupation: Occupation,
    spare: i32,
    free: BTreeSet<PersonId>,
}

/// People who are free at the same starts, and called to the same other starts of the day.
type Alike = (Vec<bool>, Vec<ColumnId>);

/// Adds the rows: for each quorum and each day on which starts are known.
pub fn post(problem: &Problem<'_>, layout: &Layout, force: Force<'_>, program: &mut Program) {
    let binds = |group: &Group| group.quorums.iter().any(|quorum| force.binds(fee(group, quorum, 1)));
    if !problem.plan.groups.iter().any(binds) {
        return;
    }
    let diary = diary(problem, layout);
    for (meeting, activity) in problem.indexed() {
        let Some(group) = group(problem, activity.kind) else { continue };
        for quorum in group.quorums.iter().filter(|quorum| force.binds(fee(group, quorum, 1))) {
            let mut missing: Option<ColumnId> = None;
            for (date, starts) in starts(problem, layout, meeting, group, quorum) {
                let alike = alike(layout, (group, quorum), date, &starts, &diary);
                post_day((group, quorum), &starts, alike, &mut missing, force, program);
            }
        }
    }
}

/// The starts that take those who are called, by person and day.
fn diary(problem: &Problem<'_>, layout: &Layout) -> Diary<PersonId, Occupation> {
    let mut diary: Diary<PersonId, Occupation> = BTreeMap::new();
    for (meeting, activity) in problem.indexed() {
        let Some(group) = group(problem, activity.kind) else { continue };
        let occupations = occupations(layout, meeting, group.travel);
        for person in group.counted() {
            for occupation in &occupations {
                diary.entry((person, occupation.occupied.date)).or_default().push(*occupation);
            }
        }
    }
    diary
}

/// The starts of a meeting by day, where they are known.
fn starts(
    problem: &Problem<'_>,
    layout: &Layout,
    meeting: ActivityIndex,
    group: &Group,
    quorum: &Quorum,
) -> BTreeMap<NaiveDate, Vec<Start>> {
    let mut days: BTreeMap<NaiveDate, Vec<Start>> = BTreeMap::new();
    let known = layout.days(meeting).iter().filter(|day| day.is_exact).flat_map(|day| &day.starts);
    for (start, occupation) in known.zip(occupations(layout, meeting, group.travel)) {
        let Placement::Meeting { date, start, minutes } = start.placement else { continue };
        let stretch = Stretch { date, from: minute(start), to: minute(start) + minutes };
        let free: BTreeSet<PersonId> =
            quorum.of.iter().copied().filter(|person| is_free(problem, group, *person, stretch)).collect();
        let spare = i32::try_from(free.len()).unwrap_or(i32::MAX) - i32::try_from(quorum.least).unwrap_or(i32::MAX);
        days.entry(date).or_default().push(Start { occupation, spare: spare.max(0), free });
    }
    days
}

/// Those of a quorum who could be called elsewhere on a day, in classes that one column serves: how many, and their rivals.
fn alike(
    layout: &Layout,
    (group, quorum): (&Group, &Quorum),
    date: NaiveDate,
    starts: &[Start],
    diary: &Diary<PersonId, Occupation>,
) -> BTreeMap<Alike, (i32, Vec<Occupation>)> {
    let meeting = starts[0].occupation.meeting;
    let mut classes: BTreeMap<Alike, (i32, Vec<Occupation>)> = BTreeMap::new();
    for person in quorum.of.iter().filter(|person| group.seat(**person) == Some(Seat::Quorum)) {
        let others = diary.get(&(*person, date)).into_iter().flatten();
        let others = others.filter(|other| other.meeting != meeting && layout.clashes.has(meeting, other.meeting));
        let free: Vec<bool> = starts.iter().map(|start| start.free.contains(person)).collect();
        let own = || starts.iter().zip(&free).filter(|(_, free)| **free);
        let rivals = others.filter(|other| own().any(|(start, _)| start.occupation.occupied.overlaps(other.occupied)));
        let rivals: Vec<Occupation> = rivals.copied().collect();
        if !rivals.is_empty() {
            let columns = rivals.iter().map(|rival| rival.column).collect();
            classes.entry((free, columns)).or_insert((0, rivals)).0 += 1;
        }
    }
    classes
}

fn post_day(
    (group, quorum): (&Group, &Quorum),
    starts: &[Start],
    classes: BTreeMap<Alike, (i32, Vec<Occupation>)>,
    missing: &mut Option<ColumnId>,
    force: Force<'_>,
    program: &mut Program,
) {
    let most: i32 = classes.values().map(|(count, _)| count).sum();
    let tightest = starts.iter().map(|start| start.spare).min().unwrap_or(0);
    if most <= tightest {
        return;
    }
    let fee = fee(group, quorum, 1);
    let mut terms: Vec<(ColumnId, i32)> = Vec::new();
    for ((free, _), (count, rivals)) in classes {
        let own: Vec<Occupation> = starts.iter().zip(free).filter(|(_, free)| *free).map(|(start, _)| start.occupation).collect();
        let absent = program.column(Domain::Surplus(1), 0);
        terms.push((absent, count));
        let mut meetings: BTreeMap<ActivityIndex, Vec<Occupation>> = BTreeMap::new();
        for rival in rivals {
            meetings.entry(rival.meeting).or_default().push(rival);
        }
        for rivals in meetings.into_values() {
            for columns in collisions(&own, &rivals) {
                let mut terms: Vec<(ColumnId, i32)> = columns.into_iter().map(|column| (column, 1)).collect();
                terms.push((absent, -1));
                program.row(fee.tag, terms, Relation::AtMost, 1);
            }
        }
    }
    terms.extend(starts.iter().filter(|start| start.spare > 0).map(|start| (start.occupation.column, -start.spare)));
    if let Some(cost) = force.cost(fee) {
        // A meeting lies on one day, so one column serves the rows of all its days.
        terms.push((*missing.get_or_insert_with(|| program.column(Domain::Surplus(quorum.least), cost)), -1));
    }
    program.row(fee.tag, terms, Relation::AtMost, 0);
}

/// The starts of two meetings that hold a moment, for each moment that both could hold; each set once.
fn collisions(own: &[Occupation], rivals: &[Occupation]) -> BTreeSet<Vec<ColumnId>> {
    let all = || own.iter().chain(rivals);
    let moments: BTreeSet<i64> = all().map(|occupation| occupation.occupied.from).collect();
    let at = |moment: i64| {
        let holds = |occupation: &&Occupation| occupation.occupied.holds(moment);
        let both = own.iter().any(|own| holds(&own)) && rivals.iter().any(|rival| holds(&rival));
        both.then(|| all().filter(holds).map(|occupation| occupation.column).collect())
    };
    moments.into_iter().filter_map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r"
calendars: {se: {closed: {day: 2027-03-04}}}
people:
  a: {leave: [2027-03-03]}
  b: {works: {between: 08:00-11:30}}
  c: {calendar: se}
groups:
  board: {members: [{quorum: 2, of: [a, b, c]}], meets: {windows: {v: 03-01..03-05}, between: 09:00-12:00, length: 1h}}
  council: {members: [a], meets: {windows: {v: 03-01..03-05}, between: 09:00-12:00, length: 1h}}
  office: {members: [{any: 1, of: [b]}], meets: {windows: {v: 03-01..03-05}, between: 09:00-12:00, length: 1h}}
";

    #[test]
    fn leave_hours_of_work_and_own_calendars_leave_too_few() {
        let verifier = verify(NAME, PLAN);
        let at = |board: &str| {
            verifier.dates(&[
                ("board/2027-v", board),
                ("council/2027-v", "2027-03-01 09:00"),
                ("office/2027-v", "2027-03-01 09:00"),
            ])
        };
        at("2027-03-03 10:30").has_no_impact();
        at("2027-03-03 11:00").is_forbidden();
        at("2027-03-04 10:30").has_no_impact();
        at("2027-03-04 11:00").is_forbidden();
        at("2027-03-02 11:00").has_no_impact();
    }

    #[test]
    fn who_is_called_elsewhere_counts_where_the_seat_is_firmer_and_at_neither_of_equal_ones() {
        let verifier = verify(NAME, PLAN);
        let at = |council: &str, office: &str| {
            verifier.dates(&[("board/2027-v", "2027-03-02 09:30"), ("council/2027-v", council), ("office/2027-v", office)])
        };
        at("2027-03-02 09:30", "2027-03-01 09:00").has_no_impact();
        at("2027-03-02 10:30", "2027-03-02 10:30").has_no_impact();
        at("2027-03-02 10:00", "2027-03-02 10:30").has_no_impact();
        at("2027-03-02 10:00", "2027-03-02 10:00").is_forbidden();
        // The office has nobody left either.
        at("2027-03-01 09:00", "2027-03-02 10:00").is_forbidden();
    }

    #[test]
    fn each_one_missing_is_a_unit_whatever_the_reason() {
        let soft = PLAN.replace("quorum: 2,", "quorum: 3, priority: should,");
        let verifier = verify(NAME, &soft);
        let at = |board: &str, council: &str| {
            verifier.dates(&[("board/2027-v", board), ("council/2027-v", council), ("office/2027-v", "2027-03-01 09:00")])
        };
        at("2027-03-02 09:30", "2027-03-02 10:30").has_no_impact();
        at("2027-03-02 09:30", "2027-03-02 10:00").penalizes_by(10);
        at("2027-03-04 09:30", "2027-03-04 10:00").penalizes_by(20);
        at("2027-03-03 09:30", "2027-03-03 10:00").penalizes_by(10);
    }
}
