//! What a wheel shows: the meetings, deadlines, phases and milestones of one year, sorted into rings, lanes and words. Knows
//! no radius, no angle and no colour.

use std::fmt::Write as _;

use crate::calendar::civil::NaiveDate;
use crate::calendar::horizon::Horizon;
use crate::calendar::planning_year::PlanningYear;
use crate::plan::date_words::{clock, long_date, week_label};
use crate::plan::group::{Group, GroupId};
use crate::plan::id::ProductId;
use crate::plan::language::Language;
use crate::plan::occurrence::Occurrence;
use crate::plan::plan::Plan;
use crate::plan::roadmap::TrackId;
use crate::render::captions::short_date;
use crate::render::closed_days::{Shaded, beyond, of_group, shared};
use crate::render::group_looks::group_looks;
use crate::render::telling::title;
use crate::render::view::{Entry, Kind, View};
use crate::render::words::deadline_title;
use crate::schedule::identity::EntryId;
use crate::schedule::placement::Placement;

/// How many rings of meetings a wheel holds before a ring stands for a product instead of a group.
const MOST_RINGS: usize = 16;

/// All that one wheel shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The language of its words.
    pub language: Language,
    /// The year that goes round.
    pub year: PlanningYear,
    /// What the wheel is of.
    pub title: String,
    /// Rings of meetings, from the rim inwards.
    pub rings: Vec<Ring>,
    /// The days that are shaded alike in every ring.
    pub shaded: Shaded,
    /// Milestones, in order of time.
    pub milestones: Vec<Milestone>,
    /// Tracks with phases in the year, in plan order.
    pub tracks: Vec<Track>,
    /// Today, when it is to be shown and lies in the year.
    pub today: Option<NaiveDate>,
}

/// A ring of meetings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ring {
    /// The product whose rings begin here, when the wheel shows several.
    pub heading: Option<String>,
    /// What the ring is of, in the plan's own words: `product/group`, or `product`.
    pub key: String,
    /// The name of the group.
    pub name: String,
    /// The number of its style.
    pub look: usize,
    /// Meetings, in order of time.
    pub meetings: Vec<Mark>,
    /// Deadlines, in order of time.
    pub deadlines: Vec<Mark>,
    /// The days that are shaded in this ring and not in all.
    pub shaded: Shaded,
}

/// Something on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its lasting id.
    pub id: EntryId,
    /// The day.
    pub date: NaiveDate,
    /// All that is told of it.
    pub told: String,
}

/// A milestone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Its day.
    pub mark: Mark,
    /// Its name.
    pub name: String,
    /// Whether everything hangs on it.
    pub critical: bool,
}

/// A track with its phases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// What it is in the plan's own words: `product/track`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Phases, in order of time.
    pub phases: Vec<Phase>,
}

/// A phase, as far as it lies in the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// Its lasting id.
    pub id: EntryId,
    /// Its first day in the year.
    pub first: NaiveDate,
    /// Its last day in the year.
    pub last: NaiveDate,
    /// Its name.
    pub name: String,
    /// From when to when, also beyond the year, in brackets.
    pub span: String,
    /// All that is told of it.
    pub told: String,
}

/// The content of the wheel of some products in a year.
pub fn content(view: &View<'_>, products: &[ProductId], title: &str, year: PlanningYear, today: Option<NaiveDate>) -> Content {
    let plan = view.plan;
    let horizon = year.days();
    let groups: Vec<GroupId> = products.iter().flat_map(|product| groups_of(plan, *product)).collect();
    let days: Vec<Shaded> = groups.iter().map(|group| of_group(plan, plan.group(*group), horizon)).collect();
    let all = shared(&days);
    let looks = group_looks(plan);
    let rings = if groups.len() <= MOST_RINGS {
        let mut previous = None;
        let rings = groups.iter().zip(&days).map(|(group, own)| {
            let owner = plan.group(*group).product;
            let heading = (products.len() > 1 && previous != Some(owner)).then(|| plan.product(owner).title.clone());
            previous = Some(owner);
            let entries = entries_of(view, &[*group], horizon);
            let key = format!("{}/{}", plan.product(owner).key, plan.group(*group).key);
            let look = looks[group.0];
            Ring { heading, look, shaded: beyond(own, &all), ..ring(view, (key, &plan.group(*group).title), &entries) }
        });
        rings.collect()
    } else {
        let rings = products.iter().map(|product| {
            let groups: Vec<GroupId> = groups_of(plan, *product).collect();
            let of = plan.product(*product);
            let ring = ring(view, (of.key.clone(), &of.title), &entries_of(view, &groups, horizon));
            Ring { look: product.0, ..ring }
        });
        rings.filter(|ring| !ring.meetings.is_empty()).collect()
    };
    let milestones =
        view.entries.iter().filter(|entry| products.contains(&entry.product) && horizon.contains(entry.when.first()));
    Content {
        language: plan.language,
        year,
        title: title.to_owned(),
        rings,
        shaded: all,
        milestones: milestones.filter_map(|entry| milestone(plan, entry)).collect(),
        tracks: tracks(view, products, horizon),
        today: today.filter(|today| horizon.contains(*today)),
    }
}

fn groups_of(plan: &Plan, product: ProductId) -> impl Iterator<Item = GroupId> {
    (0..plan.groups.len()).map(GroupId).filter(move |group| plan.group(*group).product == product)
}

/// Meetings and deadlines of some groups in the year.
fn entries_of<'a>(view: &'a View<'_>, groups: &[GroupId], horizon: Horizon) -> Vec<&'a Entry> {
    let of_groups = |entry: &&Entry| match entry.kind {
        Kind::Meeting { group, .. } | Kind::Deadline { group, .. } => groups.contains(&group),
        Kind::Phase { .. } | Kind::Milestone { .. } => false,
    };
    view.entries.iter().filter(of_groups).filter(|entry| horizon.contains(entry.when.first())).collect()
}

fn ring(view: &View<'_>, (key, name): (String, &str), entries: &[&Entry]) -> Ring {
    let name = name.to_owned();
    let (meetings, deadlines) = (Vec::new(), Vec::new());
    let mut ring = Ring { heading: None, key, name, look: 0, meetings, deadlines, shaded: Shaded::default() };
    for entry in entries {
        let date = entry.when.first();
        match entry.kind {
            Kind::Meeting { group, occurrence } => {
                let occurrence = &view.plan.occurrences[occurrence.0];
                let told = told_meeting(view.plan, view.plan.group(group), occurrence, entry);
                ring.meetings.push(Mark { id: entry.id.clone(), date, told });
            }
            Kind::Deadline { group, deadline, .. } => {
                let group = view.plan.group(group);
                let due = &group.deadlines[deadline];
                let title = deadline_title(view.plan.language, &due.title, due.time);
                let told = format!("{}: {title}, {}", group.title, told_day(view.plan.language, date));
                ring.deadlines.push(Mark { id: entry.id.clone(), date, told });
            }
            Kind::Phase { .. } | Kind::Milestone { .. } => {}
        }
    }
    ring
}

fn told_day(language: Language, date: NaiveDate) -> String {
    format!("{} ({})", long_date(language, date), week_label(language, date))
}

fn told_meeting(plan: &Plan, group: &Group, occurrence: &Occurrence, entry: &Entry) -> String {
    let language = plan.language;
    let mut told = format!("{}: {}", title(plan, entry), told_day(language, entry.when.first()));
    if let Placement::Meeting { start, .. } = entry.when {
        let end = entry.when.end().unwrap_or(start);
        write!(told, " {}–{}", clock(language, start), clock(language, end)).expect("a String takes what is written");
    }
    if let Some(place) = occurrence.place(group).filter(|_| !occurrence.is_in_writing()) {
        told.push_str(", ");
        told.push_str(place);
    }
    told
}

fn milestone(plan: &Plan, entry: &Entry) -> Option<Milestone> {
    match entry.kind {
        Kind::Milestone { milestone, .. } => {
            let milestone = &plan.milestones[milestone.0];
            let date = entry.when.first();
            let told = format!("{}: {}", milestone.title, told_day(plan.language, date));
            Some(Milestone {
                mark: Mark { id: entry.id.clone(), date, told },
                name: milestone.title.clone(),
                critical: milestone.critical,
            })
        }
        Kind::Meeting { .. } | Kind::Deadline { .. } | Kind::Phase { .. } => None,
    }
}

fn tracks(view: &View<'_>, products: &[ProductId], horizon: Horizon) -> Vec<Track> {
    let plan = view.plan;
    let tracks = plan.tracks.iter().enumerate().filter(|(_, track)| products.contains(&track.product));
    let tracks = tracks.map(|(index, track)| {
        let phases = view.entries.iter().filter_map(|entry| match entry.kind {
            Kind::Phase { track, phase } if track == TrackId(index) => {
                clipped(plan.language, &plan.phases[phase.0].title, entry, horizon)
            }
            Kind::Phase { .. } | Kind::Meeting { .. } | Kind::Deadline { .. } | Kind::Milestone { .. } => None,
        });
        let key = format!("{}/{}", plan.product(track.product).key, track.key);
        Track { key, name: track.title.clone(), phases: phases.collect() }
    });
    tracks.filter(|track| !track.phases.is_empty()).collect()
}

/// A phase as far as it lies in the year; none when it lies outside.
fn clipped(language: Language, name: &str, entry: &Entry, horizon: Horizon) -> Option<Phase> {
    let when = entry.when;
    let seen = horizon.intersection(Horizon::new(when.first(), when.last())?)?;
    let day = |date: NaiveDate| {
        let year = if horizon.contains(date) { String::new() } else { date.format(" %Y").to_string() };
        format!("{}{year}", short_date(language, date))
    };
    Some(Phase {
        id: entry.id.clone(),
        first: seen.first(),
        last: seen.last(),
        name: name.to_owned(),
        // With no-break spaces, so that a line of the legend does not end inside a date.
        span: format!("({} – {})", day(when.first()), day(when.last())).replace(' ', "\u{a0}"),
        told: format!("{name}: {} – {}", long_date(language, when.first()), long_date(language, when.last())),
    })
}
