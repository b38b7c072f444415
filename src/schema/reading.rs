//! From texts to a plan, or to all faults in one pass.

use std::cell::RefCell;

use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Sources;
use crate::plan::plan::Plan;
use crate::schema::collector::Collector;
use crate::schema::document::plan_file::PlanDocument;
use crate::schema::lower::calendars::calendars;
use crate::schema::lower::calendars::imported::Imports;
use crate::schema::lower::groups::group_relations::BetweenGroups;
use crate::schema::lower::groups::groups::{Groups, Surroundings};
use crate::schema::lower::groups::{group_relations, joint};
use crate::schema::lower::lints::{contradictions, idle, lint};
use crate::schema::lower::meetings::topics;
use crate::schema::lower::people::people::Beside;
use crate::schema::lower::people::seats::Known;
use crate::schema::lower::people::{people, rooms};
use crate::schema::lower::roadmaps::roadmap::Roadmaps;
use crate::schema::lower::roadmaps::{capacity, notes, roadmap_relations};
use crate::schema::lower::whole::products::Products;
use crate::schema::lower::whole::{file_names, includes, publish, settings};
use crate::schema::read::Read;
use crate::schema::sharing::completeness::Completeness;
use crate::schema::sharing::expansion::expand;
use crate::schema::yaml;

/// What came of reading: a plan unless there was an error, and every fault and warning by place.
#[derive(Debug)]
pub struct Reading {
    /// The plan, when no error was found.
    pub plan: Option<Plan>,
    /// Faults and warnings, in order of their places.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads all texts as one plan.
pub fn read(sources: &Sources) -> Reading {
    let mut collector = Collector::default();
    let mut roots = Vec::new();
    for source in sources.plans() {
        match yaml::parse(sources, source) {
            Ok(node) => roots.push(node),
            Err(fault) => collector.tell(*fault),
        }
    }
    let completeness = if roots.len() == sources.plans().count() { Completeness::Whole } else { Completeness::Partial };
    let roots = expand(&roots, completeness, &mut collector);
    let files: Vec<PlanDocument> = roots.iter().filter_map(|root| PlanDocument::read(root, &mut collector)).collect();
    includes::check(&files, sources, &mut collector);
    // What a file that is not YAML declares is not known: names would be blamed that are right.
    let plan = (files.len() == sources.plans().count()).then(|| lower(&files, sources, &mut collector));
    let plan = plan.filter(|_| !collector.has_errors());
    Reading { plan, diagnostics: collector.into_sorted() }
}

fn lower(files: &[PlanDocument], sources: &Sources, collector: &mut Collector) -> Plan {
    let settings = settings::settings(files, collector);
    let imports = Imports { sources, horizon: settings.horizon, zone: &settings.zone };
    let calendars = calendars::calendars(files, &imports, collector);
    let beside = Beside { horizon: settings.horizon, calendars: &calendars.names };
    let (people, person_names, bodies) = people::people(files, &beside, collector);
    let (rooms, room_names) = rooms::rooms(files, &calendars.names, collector);
    let published = publish::publish(files, collector);
    let surroundings = Surroundings {
        usual_deadlines: publish::usual_deadlines(files),
        horizon: settings.horizon,
        calendars: &calendars.list,
        calendar_names: &calendars.names,
        known: Known { people: &person_names, bodies: &bodies },
        people: &people,
        room_names: &room_names,
        working_days: RefCell::default(),
    };
    let mut products = Products::default();
    let mut groups = Groups::none();
    let mut roadmaps = Roadmaps::none(settings.language);
    let mut days_of_note = Vec::new();
    for file in files {
        let Some(scope) = products.add(file, collector) else { continue };
        groups.add(file, &scope, &surroundings, collector);
        roadmaps.add(file, &scope, &surroundings, collector);
        days_of_note.extend(notes::notes(file, &scope, collector));
    }
    joint::unite(&mut groups, collector);
    let BetweenGroups { mut relations, separations, gatherings, successions } =
        group_relations::between_groups(&groups, &roadmaps, collector);
    relations.extend(roadmap_relations::of_roadmaps(&roadmaps, &groups, collector));
    let (topics, gates) = topics::topics(&groups, &roadmaps, settings.horizon, collector);
    relations.extend(gates);
    let capacities = capacity::capacities(files, &roadmaps.phases, collector);
    let plan = Plan {
        language: settings.language,
        weights: settings.weights,
        zone: settings.zone,
        horizon: settings.horizon,
        people,
        rooms,
        products: products.into_list(),
        groups: groups.groups,
        occurrences: groups.occurrences,
        tracks: roadmaps.tracks,
        phases: roadmaps.phases,
        milestones: roadmaps.milestones,
        notes: days_of_note,
        relations,
        separations,
        gatherings,
        successions,
        capacities,
        topics,
        publish: published,
        calendars: calendars.list.clone(),
    };
    file_names::check(&plan, collector);
    if !collector.has_errors() {
        contradictions::check(&plan, collector);
        idle::unused(&plan, &calendars, collector);
        bodies.tell_unused(files, collector);
        capacity::unused(files, &plan, collector);
        publish::check(files, &plan, collector);
        lint::check(&plan, collector);
    }
    plan
}
