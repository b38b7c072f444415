//! The answers of `cancel`, `move` and `pin`: some lines of the plan are written, and the plan is made again. All is written
//! together, or nothing.

use std::collections::BTreeMap;
use std::fs;

use crate::cli::arguments::Format;
use crate::cli::change_arguments::{EditArguments, MoveArguments};
use crate::cli::exit::{Exit, Stop};
use crate::cli::input::{self, Edits, Unusable};
use crate::cli::item::meant;
use crate::cli::output::Terminal;
use crate::cli::point_dates::{Item, dates_from, dates_shown};
use crate::cli::{plan, report, text_diff};
use crate::diagnostic::line_diff::line_diffs;
use crate::diagnostic::source::{Source, Sources};
use crate::plan::activity::ActivityId;
use crate::plan::occurrence::Occurrence;
use crate::plan::plan::Plan;
use crate::schedule::ledger::Ledger;
use crate::schedule::placement::Placement;
use crate::schema::occurrence_edit::{Entry, home, is_all_that_changed, with_occurrence};
use crate::schema::reading::read;
use crate::schema::roadmap_edit::{Dates, Point, Spot, spot, with_dates};
use crate::schema::value_edit::quoted;

/// What is to become of a meeting, phase or milestone.
enum Wanted<'a> {
    Cancelled,
    Moved(&'a MoveArguments),
    Pinned,
}

/// What an edit writes of a meeting, and what it takes away.
type Values = (Vec<(&'static str, String)>, &'static [&'static str]);

/// Cancels a meeting.
///
/// # Errors
/// As [`plan::plan`], and when the meeting or its place in the plan is not found, or it is none.
pub fn cancel(arguments: &EditArguments, terminal: Terminal) -> Result<Exit, Stop> {
    edit(arguments, &Wanted::Cancelled, terminal)
}

/// Moves a meeting or a milestone to a date, or the start of a phase.
///
/// # Errors
/// As [`cancel`].
pub fn r#move(arguments: &MoveArguments, terminal: Terminal) -> Result<Exit, Stop> {
    edit(&arguments.edit, &Wanted::Moved(arguments), terminal)
}

/// Keeps a meeting, a phase or a milestone where it is.
///
/// # Errors
/// As [`cancel`], and when it has no date yet.
pub fn pin(arguments: &EditArguments, terminal: Terminal) -> Result<Exit, Stop> {
    edit(arguments, &Wanted::Pinned, terminal)
}

fn edit(arguments: &EditArguments, wanted: &Wanted<'_>, terminal: Terminal) -> Result<Exit, Stop> {
    let held = plan::hold(&arguments.plan)?;
    let sources = input::read(&arguments.plan.plans.plans)?;
    let reading = read(&sources);
    let Some(plan) = &reading.plan else {
        return report::refuse(&reading.diagnostics, &sources, arguments.plan.plans.format, terminal);
    };
    let ledger = plan::read_lock(&arguments.plan.folder.lock())?;
    let (source, new) = match found(plan, &arguments.item)? {
        Item::Meeting(occurrence) => of_meeting(plan, occurrence, wanted, (&sources, &ledger), arguments)?,
        point @ (Item::Phase(_) | Item::Milestone(_)) => of_point(plan, &point, wanted, (&sources, &ledger), arguments)?,
    };
    let path = fs::canonicalize(&source.name).map_err(|error| Unusable::new(source.name.as_ref(), error))?;
    if arguments.plan.plans.format == Format::Human {
        terminal.answer(&text_diff::human(&source.name, &line_diffs(&source.text, &new)))?;
    }
    plan::edited(&arguments.plan, &held, &Edits::from([(path, new)]), terminal)
}

/// The file that a meeting's entry belongs into, and its text with it.
fn of_meeting<'s>(
    plan: &Plan,
    occurrence: &Occurrence,
    wanted: &Wanted<'_>,
    (sources, ledger): (&'s Sources, &Ledger),
    arguments: &EditArguments,
) -> Result<(&'s Source, String), Stop> {
    let (mut values, without) = values(occurrence, wanted, ledger)?;
    values.push(("reason", quoted(&arguments.reason)));
    let group = plan.group(occurrence.group);
    let entry = Entry { product: &plan.product(group.product).key, group: &group.key, label: &occurrence.label, values, without };
    let files: Vec<&Source> = sources.plans().map(|id| sources.source(id)).collect();
    let texts: Vec<&str> = files.iter().map(|file| file.text.as_str()).collect();
    let Some(file) = home(&texts, &entry).map(|file| files[file]) else { return Err(by_hand("the file of the product", &entry)) };
    let new = with_occurrence(&file.text, &entry).map_err(|_| by_hand(&file.name, &entry))?;
    let path = fs::canonicalize(&file.name).map_err(|error| Unusable::new(file.name.as_ref(), error))?;
    let after = input::read_edited(&arguments.plan.plans.plans, &Edits::from([(path, new.clone())]))?;
    if is_all_that_changed(sources, &after, &entry) { Ok((file, new)) } else { Err(by_hand(&file.name, &entry)) }
}

fn values(occurrence: &Occurrence, wanted: &Wanted<'_>, ledger: &Ledger) -> Result<Values, Stop> {
    Ok(match wanted {
        Wanted::Cancelled => (vec![("cancelled", "yes".to_owned())], &["on", "at", "between", "in-writing", "break-notice"]),
        Wanted::Moved(MoveArguments { until: Some(_), .. }) => {
            return Err(Stop(format!("`{}` is a meeting: --until is the last day of a phase", occurrence.id)));
        }
        Wanted::Moved(MoveArguments { to, at, break_notice, .. }) => {
            let mut values = vec![("on", to.to_string())];
            values.extend(at.map(|at| ("at", format!("\"{}\"", at.format("%H:%M")))));
            values.extend(break_notice.then(|| ("break-notice", "yes".to_owned())));
            (values, &["at", "between", "cancelled"])
        }
        Wanted::Pinned => {
            let values = match shown(ledger, &occurrence.id)? {
                Placement::Meeting { date, start, .. } => {
                    vec![("on", date.to_string()), ("at", format!("\"{}\"", start.format("%H:%M")))]
                }
                when @ (Placement::Phase { .. } | Placement::Milestone { .. }) => vec![("on", when.first().to_string())],
            };
            (values, &["between", "cancelled"])
        }
    })
}

/// The file that has a phase or milestone, and its text with other dates.
fn of_point<'s>(
    plan: &Plan,
    point: &Item<'_>,
    wanted: &Wanted<'_>,
    (sources, ledger): (&'s Sources, &Ledger),
    arguments: &EditArguments,
) -> Result<(&'s Source, String), Stop> {
    let (id, place) = (point.id(), sources.locate(point.span()));
    let dates = match wanted {
        Wanted::Cancelled => {
            return Err(Stop(format!(
                "`{id}` is {}, and only meetings are cancelled: remove it from the plan ({place}), and what names it",
                point.kind()
            )));
        }
        Wanted::Moved(MoveArguments { break_notice: true, .. }) => {
            return Err(Stop(format!("`{id}` is {}: only meetings have a notice", point.kind())));
        }
        Wanted::Moved(MoveArguments { at: Some(_), .. }) => {
            return Err(Stop(format!("`{id}` is {}: it has no time of the day", point.kind())));
        }
        Wanted::Moved(MoveArguments { to, until, .. }) => dates_from(plan, point, *to, *until)?,
        Wanted::Pinned => dates_shown(plan, point, shown(ledger, id)?)?,
    };
    let words = id.as_str().rsplitn(2, '/').collect::<Vec<&str>>();
    let [key, _] = words.as_slice() else { return Err(Stop(format!("`{id}` has no place in the plan"))) };
    let track = &plan.tracks[point.track().0];
    let meant = Point { product: &plan.product(track.product).key, track: &track.key, key };
    let by_hand = |name: &str| {
        let dates = match dates {
            Dates::Fixed(first, last) => format!("from: {first}, to: {last}"),
            Dates::Between(first, last) => format!("between: {first}..{last}"),
            Dates::On(day) | Dates::OnClosed(day) => format!("on: {day}"),
        };
        Stop(format!("{name}: this cannot be written without touching other lines; write it by hand at {place}: {{{dates}}}"))
    };
    for file in sources.plans().map(|id| sources.source(id)) {
        match spot(&file.text, meant) {
            None => {}
            Some(Spot::Approval(_)) => {
                return Err(Stop(format!(
                    "`{id}` lies where its group meets ({place}): move that meeting, or change `approved-at`"
                )));
            }
            Some(Spot::Own(path, last)) => {
                let new = with_dates(&file.text, &path, last, dates, &arguments.reason).map_err(|_| by_hand(&file.name))?;
                return Ok((file, new));
            }
        }
    }
    Err(by_hand("the file of the product"))
}

/// When people have been told that something is.
fn shown(ledger: &Ledger, id: &ActivityId) -> Result<Placement, Stop> {
    let shown = ledger.announced().placement(id);
    shown.ok_or_else(|| Stop(format!("`{id}` has no date yet: run `aarshjul plan` first")))
}

fn by_hand(place: &str, entry: &Entry<'_>) -> Stop {
    let values: Vec<String> = entry.values.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    Stop(format!(
        "{place}: this cannot be written without touching other lines; write it under `occurrences` of `{}` by hand: {}: {{{}}}",
        entry.group,
        entry.label,
        values.join(", ")
    ))
}

/// What an id means, or the end of one that no other ends in.
fn found<'p>(plan: &'p Plan, item: &str) -> Result<Item<'p>, Stop> {
    let meetings = plan.occurrences.iter().map(Item::Meeting);
    let phases = plan.phases.iter().map(Item::Phase);
    let points = phases.chain(plan.milestones.iter().map(Item::Milestone));
    let all: BTreeMap<&str, Item<'_>> = meetings.chain(points).map(|item| (item.id().as_str(), item)).collect();
    Ok(all[meant(&all.keys().copied().collect(), item, "")?])
}
