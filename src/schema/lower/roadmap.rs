//! Tracks, phases and milestones: fixed or to be placed. Their relations come when all names are known.

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::activity::ActivityId;
use crate::plan::cycle::Wish;
use crate::plan::id::CalendarId;
use crate::plan::occurrence::Window;
use crate::plan::priority::Priority;
use crate::plan::roadmap::{Milestone, MilestoneId, Phase, PhaseId, PhaseTiming, Track, TrackId};
use crate::schema::collector::Collector;
use crate::schema::document::plan_file::PlanDocument;
use crate::schema::document::roadmap::{MilestoneDocument, PhaseDocument, TrackDocument};
use crate::schema::lower::calendars::followed;
use crate::schema::lower::exceptions::check_open;
use crate::schema::lower::groups::Surroundings;
use crate::schema::lower::names::{Declared, Names, Scope, check_key, title};
use crate::schema::scalar::words::Answer;

/// A phase or milestone that could be read, beside its document.
pub enum Lowered<'d> {
    /// A phase.
    Phase(PhaseId, &'d PhaseDocument, Scope, String),
    /// A milestone.
    Milestone(MilestoneId, &'d MilestoneDocument, Scope, String),
}

/// What a name of a roadmap stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// A phase.
    Phase(PhaseId),
    /// A milestone.
    Milestone(MilestoneId),
}

/// The roadmaps so far.
pub struct Roadmaps<'d> {
    /// The tracks.
    pub tracks: Vec<Track>,
    /// The phases.
    pub phases: Vec<Phase>,
    /// The milestones.
    pub milestones: Vec<Milestone>,
    /// Phases and milestones by `product/track/key`.
    pub names: Names<Point>,
    track_names: Names<TrackId>,
    /// What was written for each, for its relations.
    pub lowered: Vec<Lowered<'d>>,
}

impl<'d> Roadmaps<'d> {
    /// No roadmaps yet.
    pub fn none() -> Self {
        Roadmaps {
            tracks: Vec::new(),
            phases: Vec::new(),
            milestones: Vec::new(),
            names: Names::of("phase or milestone"),
            track_names: Names::of("track"),
            lowered: Vec::new(),
        }
    }

    /// Whether a name means a phase or milestone of a product, in whichever track.
    pub fn has(&self, scope: &Scope, name: &Spanned<String>) -> bool {
        let of_product = format!("{}/", scope.key);
        let is_meant =
            |full: &str| full.strip_prefix(&of_product).is_some_and(|rest| rest.ends_with(&format!("/{}", name.value)));
        self.names.get_in(&scope.key, &name.value).is_some() || self.names.known().any(is_meant)
    }

    /// Adds the roadmap of a file.
    pub fn add(&mut self, file: &'d PlanDocument, scope: &Scope, surroundings: &Surroundings<'_>, collector: &mut Collector) {
        let Some(roadmap) = &file.roadmap else { return };
        let calendars = followed(roadmap.calendar.as_ref().or(file.calendar.as_ref()), surroundings.calendar_names, collector);
        for (key, document) in roadmap.tracks.iter().flatten() {
            check_key(key, collector);
            let track = TrackId(self.tracks.len());
            self.track_names.declare_as(format!("{}/{}", scope.key, key.value), key, Declared::As(track), collector);
            self.tracks.push(Track {
                key: key.value.clone(),
                title: title(document.title.as_ref(), &key.value),
                product: scope.id,
                span: key.span,
            });
            self.add_track(track, &key.value, document, scope, &calendars, surroundings, collector);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a track is read in the light of all that surrounds it")]
    fn add_track(
        &mut self,
        track: TrackId,
        track_key: &str,
        document: &'d TrackDocument,
        scope: &Scope,
        calendars: &[CalendarId],
        surroundings: &Surroundings<'_>,
        collector: &mut Collector,
    ) {
        for (key, document) in document.phases.iter().flatten() {
            check_key(key, collector);
            let full = format!("{}/{track_key}/{}", scope.key, key.value);
            let own = document.calendar.as_ref().map(|own| followed(Some(own), surroundings.calendar_names, collector));
            let timing = timing(key, document, surroundings, collector);
            let id = PhaseId(self.phases.len());
            let declared = if timing.is_some() { Declared::As(Point::Phase(id)) } else { Declared::Faulty };
            self.names.declare_as(full, key, declared, collector);
            let Some(timing) = timing else { continue };
            let phase = Phase {
                id: ActivityId::roadmap(&scope.key, track_key, &key.value),
                title: title(document.title.as_ref(), &key.value),
                track,
                calendars: own.unwrap_or_else(|| calendars.to_vec()),
                timing,
                span: key.span,
            };
            check_room(&phase, surroundings, collector);
            self.phases.push(phase);
            self.lowered.push(Lowered::Phase(id, document, scope.clone(), track_key.to_owned()));
        }
        for (key, document) in document.milestones.iter().flatten() {
            check_key(key, collector);
            let full = format!("{}/{track_key}/{}", scope.key, key.value);
            let own = document.calendar.as_ref().map(|own| followed(Some(own), surroundings.calendar_names, collector));
            let calendars = own.unwrap_or_else(|| calendars.to_vec());
            let within = within(key, document, &calendars, surroundings, collector);
            let id = MilestoneId(self.milestones.len());
            let declared = if within.is_some() { Declared::As(Point::Milestone(id)) } else { Declared::Faulty };
            self.names.declare_as(full, key, declared, collector);
            let Some(within) = within else { continue };
            self.milestones.push(Milestone {
                id: ActivityId::roadmap(&scope.key, track_key, &key.value),
                title: title(document.title.as_ref(), &key.value),
                track,
                critical: document.critical.as_ref().is_some_and(|answer| answer.value == Answer::Yes),
                calendars,
                within,
                span: key.span,
            });
            self.lowered.push(Lowered::Milestone(id, document, scope.clone(), track_key.to_owned()));
        }
    }
}

fn timing(
    key: &Spanned<String>,
    document: &PhaseDocument,
    surroundings: &Surroundings<'_>,
    collector: &mut Collector,
) -> Option<PhaseTiming> {
    if document.is_faulty {
        // What could not be read has been told, and may be what is missed here.
        return None;
    }
    match (&document.from, &document.to, &document.length) {
        (Some(from), Some(to), None) => {
            idle(document.between.as_ref().map(|between| between.span), "between", collector);
            idle(document.start.as_ref().map(|start| start.span), "start", collector);
            let window = Window::new(from.value, to.value);
            if window.is_none() {
                let fault =
                    Diagnostic::error(Code::EmptyWindow, format!("`{}` ends before it begins", key.value)).at(to.span, "");
                collector.tell(fault.at(from.span, "it begins here").hint("`to` is the last day and lies on or after `from`"));
            }
            window.map(|window| PhaseTiming::Fixed(Spanned::new(window, from.span)))
        }
        (None, None, Some(length)) => {
            let whole = Window { first: surroundings.horizon.first(), last: surroundings.horizon.last() };
            let wish = document.start.as_ref().map(|start| Wish {
                value: start.value.value,
                priority: start.value.priority.unwrap_or(Priority::Could),
                span: start.span,
            });
            let within = document.between.clone().unwrap_or(Spanned::new(whole, length.span));
            Some(PhaseTiming::Placed { length: length.clone(), within, wish })
        }
        (None | Some(_), None, None) | (None, Some(_), None) => {
            let fault = Diagnostic::error(Code::MissingKey, format!("`{}` needs `from` and `to`, or `length`", key.value));
            collector.tell(fault.at(key.span, "").hint("write `from: DATE` and `to: DATE`, or `length: 40 working days`"));
            None
        }
        (_, _, Some(length)) => {
            let fault = Diagnostic::error(Code::InvalidValue, format!("`{}` is both fixed and to be placed", key.value));
            collector.tell(fault.at(length.span, "").hint("keep `from` and `to`, or `length`"));
            None
        }
    }
}

/// Tells a phase that is longer than its window: no solver is needed to see that it cannot be placed.
fn check_room(phase: &Phase, surroundings: &Surroundings<'_>, collector: &mut Collector) {
    let PhaseTiming::Placed { length, within, .. } = &phase.timing else { return };
    let open = surroundings.open_days(&phase.calendars);
    let ends = open.on_or_after(within.value.first).and_then(|first| length.value.last_day(first, &open));
    if ends.is_none_or(|last| last > within.value.last) {
        let message = format!("no room is left for `{}` between {} and {}", phase.title, within.value.first, within.value.last);
        let fault = Diagnostic::error(Code::EmptyWindow, message).at(within.span, "").at(length.span, "it lasts so long");
        collector.tell(fault.hint("widen the window, or shorten the phase"));
    }
}

fn idle(span: Option<Span>, key: &str, collector: &mut Collector) {
    if let Some(span) = span {
        let warning = Diagnostic::warning(Code::IdleRule, format!("`{key}` does nothing for a phase that is fixed")).at(span, "");
        collector.tell(warning.hint("remove it, or give a `length` instead of `from` and `to`"));
    }
}

fn within(
    key: &Spanned<String>,
    document: &MilestoneDocument,
    calendars: &[CalendarId],
    surroundings: &Surroundings<'_>,
    collector: &mut Collector,
) -> Option<Spanned<Window>> {
    match (&document.on, &document.between) {
        (Some(on), None) => {
            check_open(on.value, on.span, &surroundings.open_days(calendars), collector);
            Some(Spanned::new(Window { first: on.value, last: on.value }, on.span))
        }
        (None, Some(between)) => {
            let open = surroundings.open_days(calendars);
            if open.on_or_after(between.value.first).is_none_or(|day| day > between.value.last) {
                let fault = Diagnostic::error(Code::EmptyWindow, format!("no open day is left for `{}`", key.value));
                collector.tell(fault.at(between.span, "").hint("widen the window"));
            }
            Some(between.clone())
        }
        (None, None) if document.decided_at.is_some() => {
            let whole = Window { first: surroundings.horizon.first(), last: surroundings.horizon.last() };
            Some(Spanned::new(whole, key.span))
        }
        (None, None) if document.is_faulty => None,
        (None, None) => {
            let fault = Diagnostic::error(Code::MissingKey, format!("`{}` needs `on`, `between` or `decided-at`", key.value));
            collector.tell(fault.at(key.span, "").hint("write `on: DATE`, or `between: DATE..DATE`"));
            None
        }
        (Some(on), Some(between)) => {
            let fault = Diagnostic::error(Code::InvalidValue, format!("`{}` is both fixed and to be placed", key.value));
            collector.tell(fault.at(between.span, "").at(on.span, "").hint("keep `on` or `between`"));
            None
        }
    }
}
