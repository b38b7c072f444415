//! Tracks, phases and milestones: fixed or to be placed. Their relations come when all names are known.

use std::borrow::Cow;

use crate::calendar::civil::NaiveDate;
use crate::calendar::open_days::OpenDays;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::activity::ActivityId;
use crate::plan::cycle::Wish;
use crate::plan::id::CalendarId;
use crate::plan::language::Language;
use crate::plan::occurrence::Window;
use crate::plan::priority::Priority;
use crate::plan::roadmap::{Alignment, Demands, Effort, Milestone, MilestoneId, Phase, PhaseId, PhaseTiming, Track, TrackId};
use crate::schema::collector::Collector;
use crate::schema::document::milestone::MilestoneDocument;
use crate::schema::document::plan_file::PlanDocument;
use crate::schema::document::roadmap::{PhaseDocument, TrackDocument};
use crate::schema::document::template::{HandoverDocument, ReleaseDocument};
use crate::schema::lower::calendars::calendars::{avoided, followed};
use crate::schema::lower::groups::groups::Surroundings;
use crate::schema::lower::meetings::exceptions::closed;
use crate::schema::lower::roadmaps::template::{self, Expanded, Setting};
use crate::schema::lower::whole::names::{Declared, Names, Scope, check_key, title};
use crate::schema::read::Listed;
use crate::schema::scalar::roadmap::Fact;
use crate::schema::scalar::words::Answer;

/// A phase or milestone that could be read, beside its document: written, or made from a template.
pub enum Lowered<'d> {
    /// A phase.
    Phase(PhaseId, Box<Cow<'d, PhaseDocument>>, Scope, String),
    /// A milestone.
    Milestone(MilestoneId, Box<Cow<'d, MilestoneDocument>>, Scope, String),
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
    language: Language,
}

/// A track whose phases and milestones are being read.
struct Own<'o> {
    track: TrackId,
    key: &'o str,
    scope: &'o Scope,
    calendars: Vec<CalendarId>,
    surroundings: &'o Surroundings<'o>,
}

impl Own<'_> {
    fn full(&self, key: &str) -> String {
        format!("{}/{}/{key}", self.scope.key, self.key)
    }

    fn id(&self, key: &str) -> ActivityId {
        ActivityId::roadmap(&self.scope.key, self.key, key)
    }

    fn calendars(&self, own: Option<&Vec<Spanned<String>>>, collector: &mut Collector) -> Vec<CalendarId> {
        own.map_or_else(|| self.calendars.clone(), |own| followed(Some(own), self.surroundings.calendar_names, collector))
    }
}

impl<'d> Roadmaps<'d> {
    /// No roadmaps yet. Titles that a template needs are in this language.
    pub fn none(language: Language) -> Self {
        Roadmaps {
            tracks: Vec::new(),
            phases: Vec::new(),
            milestones: Vec::new(),
            names: Names::of("phase or milestone", Code::UnknownPhase),
            track_names: Names::of("track", Code::UnknownName),
            lowered: Vec::new(),
            language,
        }
    }

    /// Whether a name means a phase or milestone of a product, in whichever track.
    pub fn has(&self, scope: &Scope, name: &Spanned<String>) -> bool {
        let (of_product, suffix) = (format!("{}/", scope.key), format!("/{}", name.value));
        let is_meant = |full: &str| full[of_product.len()..].ends_with(&suffix);
        self.names.get_in(&scope.key, &name.value).is_some() || self.names.beginning_with(&of_product).any(is_meant)
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
            let own = Own { track, key: &key.value, scope, calendars: calendars.clone(), surroundings };
            self.add_track(document, &own, collector);
        }
    }

    fn add_track(&mut self, document: &'d TrackDocument, own: &Own<'_>, collector: &mut Collector) {
        for (key, document) in document.phases.iter().flatten() {
            check_key(key, collector);
            self.add_phase(key, Cow::Borrowed(document), own, collector);
        }
        for (key, document) in document.milestones.iter().flatten() {
            check_key(key, collector);
            self.add_milestone(key, Cow::Borrowed(document), own, collector);
        }
        let open = own.surroundings.open_days(&own.calendars);
        let setting = Setting { language: self.language, horizon: own.surroundings.horizon, open: &open };
        if let Some(document) = &document.handover {
            check_handover(document, collector);
            self.add_expanded(template::handover(document, &setting), own, collector);
        }
        for (key, document) in document.releases.iter().flatten() {
            check_key(key, collector);
            check_release(key, document, collector);
            self.add_expanded(template::release(key, document, &setting), own, collector);
        }
        let faulty = document.phases.iter().flat_map(|named| &named.faulty);
        for key in faulty.chain(document.milestones.iter().flat_map(|named| &named.faulty)) {
            self.names.declare_as(own.full(&key.value), key, Declared::Faulty, collector);
        }
    }

    fn add_expanded(&mut self, expanded: Expanded, own: &Own<'_>, collector: &mut Collector) {
        for (key, document) in expanded.phases {
            self.add_phase(&key, Cow::Owned(document), own, collector);
        }
        for (key, document) in expanded.milestones {
            self.add_milestone(&key, Cow::Owned(document), own, collector);
        }
        for key in &expanded.faulty {
            self.names.declare_as(own.full(&key.value), key, Declared::Faulty, collector);
        }
    }

    fn add_phase(&mut self, key: &Spanned<String>, document: Cow<'d, PhaseDocument>, own: &Own<'_>, collector: &mut Collector) {
        let calendars = own.calendars(document.calendar.as_ref(), collector);
        let timing = timing(key, &document, own.surroundings, collector);
        let demands = demands(&document, own.surroundings, collector);
        let id = PhaseId(self.phases.len());
        let declared = if timing.is_some() { Declared::As(Point::Phase(id)) } else { Declared::Faulty };
        self.names.declare_as(own.full(&key.value), key, declared, collector);
        let Some(timing) = timing else { return };
        let phase = Phase {
            id: own.id(&key.value),
            title: title(document.title.as_ref(), &key.value),
            track: own.track,
            critical: is_yes(document.critical.as_ref()),
            calendars,
            timing,
            demands,
            span: key.span,
        };
        check_room(&phase, own.surroundings, collector);
        self.phases.push(phase);
        self.lowered.push(Lowered::Phase(id, Box::new(document), own.scope.clone(), own.key.to_owned()));
    }

    fn add_milestone(
        &mut self,
        key: &Spanned<String>,
        document: Cow<'d, MilestoneDocument>,
        own: &Own<'_>,
        collector: &mut Collector,
    ) {
        let calendars = own.calendars(document.calendar.as_ref(), collector);
        let within = within(key, &document, &calendars, own.surroundings, collector);
        let id = MilestoneId(self.milestones.len());
        let declared = if within.is_some() { Declared::As(Point::Milestone(id)) } else { Declared::Faulty };
        self.names.declare_as(own.full(&key.value), key, declared, collector);
        let Some(within) = within else { return };
        self.milestones.push(Milestone {
            id: own.id(&key.value),
            title: title(document.title.as_ref(), &key.value),
            track: own.track,
            critical: is_yes(document.critical.as_ref()),
            calendars,
            within,
            is_kept: document.on.is_some() && document.on_closed.is_some(),
            span: key.span,
        });
        self.lowered.push(Lowered::Milestone(id, Box::new(document), own.scope.clone(), own.key.to_owned()));
    }
}

fn is_yes(answer: Option<&Spanned<Answer>>) -> bool {
    answer.is_some_and(|answer| answer.value == Answer::Yes)
}

/// What a phase asks besides its days.
fn demands(document: &PhaseDocument, surroundings: &Surroundings<'_>, collector: &mut Collector) -> Demands {
    let starts = document.starts.as_ref().map(|starts| (starts.value.value.0, starts.value.priority, starts.span));
    let ends = document.ends.as_ref().map(|ends| (ends.value.value.0, ends.value.priority, ends.span));
    let alignments = starts.into_iter().chain(ends);
    let alignments = alignments
        .map(|(to, priority, span)| Alignment { to, priority: priority.unwrap_or(Priority::Must), span })
        .filter(|_| document.length.is_some());
    let mut efforts = Vec::new();
    for (name, hours) in document.effort.iter().flatten() {
        let person = surroundings.known.people.find(name, collector);
        efforts.extend(person.map(|person| Effort { person, hours: hours.value, span: hours.span }));
    }
    let not_start_in = avoided(document.not_start_in.as_ref(), Priority::Must, surroundings.calendar_names, collector);
    Demands {
        kind: document.kind.as_ref().map(|kind| kind.value.clone()),
        alignments: alignments.collect(),
        not_start_in: if document.length.is_some() { not_start_in } else { Vec::new() },
        efforts,
    }
}

/// Tells a handover that holds no phase.
fn check_handover(document: &HandoverDocument, collector: &mut Collector) {
    let stages = [&document.support, &document.training, &document.hypercare];
    if stages.iter().all(|stage| stage.is_none()) && !document.is_faulty {
        let message = "a handover needs `support`, `training` or `hypercare`";
        collector.missing(document.span, message, "write `support: {until: DATE}` and `hypercare: 3 months`, for example");
    }
}

/// Tells a release that holds nothing, and words of one that do nothing.
fn check_release(key: &Spanned<String>, document: &ReleaseDocument, collector: &mut Collector) {
    let stages = [&document.scope, &document.evaluation, &document.build, &document.test];
    let is_empty = stages.iter().all(|stage| stage.is_none()) && document.release.is_none();
    if is_empty && !document.is_faulty {
        let message = format!("the release `{}` needs a part, such as `build` or `release`", key.value);
        collector.missing(key.span, message, "write `build: 8 weeks` and `release: {by: DATE}`, for example");
    }
    if let (Some(Listed(days)), None, false) = (&document.not_start_test_in, &document.test, document.is_faulty) {
        let span = days.first().map_or(document.span, |(name, _)| name.span);
        collector.idle(span, format!("the release `{}` has no `test`", key.value), "add `test: 3 weeks`, or remove the key");
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
            idle(document.starts.as_ref().map(|starts| starts.span), "starts", collector);
            idle(document.ends.as_ref().map(|ends| ends.span), "ends", collector);
            let days = document.not_start_in.as_ref().and_then(|Listed(days)| days.first());
            idle(days.map(|(name, _)| name.span), "not-start-in", collector);
            let window = Window::new(from.value, to.value);
            if window.is_none() {
                let fault =
                    Diagnostic::error(Code::EndsBeforeStart, format!("`{}` ends before it begins", key.value)).at(to.span, "");
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
            let fault = Diagnostic::error(Code::MissingDates, format!("`{}` needs `from` and `to`, or `length`", key.value));
            collector.tell(fault.at(key.span, "").hint("write `from: DATE` and `to: DATE`, or `length: 40 working days`"));
            None
        }
        (_, _, Some(length)) => {
            let fault = Diagnostic::error(Code::FixedAndPlaced, format!("`{}` is both fixed and to be placed", key.value));
            collector.tell(fault.at(length.span, "").hint("keep `from` and `to`, or `length`"));
            None
        }
    }
}

/// Tells a phase that is longer than its window: no solver is needed to see that it cannot be placed.
fn check_room(phase: &Phase, surroundings: &Surroundings<'_>, collector: &mut Collector) {
    let PhaseTiming::Placed { length, within, .. } = &phase.timing else { return };
    let open = surroundings.open_days(&phase.calendars);
    let Window { first, last } = within.value;
    let starts = first.iter_days().take_while(|day| *day <= last);
    let mut starts = starts.filter(|day| open.is_open(*day) || phase.may_start_closed(*day));
    if !starts.any(|start| length.value.last_day(start, &open).is_some_and(|end| end <= last)) {
        let message = format!("no room is left for `{}` between {first} and {last}", phase.title);
        let fault = Diagnostic::error(Code::PhaseTooLong, message).at(within.span, "").at(length.span, "it lasts so long");
        collector.tell(fault.hint("widen the window, or shorten the phase"));
    }
}

fn idle(span: Option<Span>, key: &str, collector: &mut Collector) {
    if let Some(span) = span {
        let warning =
            Diagnostic::warning(Code::IdleForFixed, format!("`{key}` does nothing for a phase that is fixed")).at(span, "");
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
    let horizon = surroundings.horizon;
    if let (Some(on_closed), None, false) = (&document.on_closed, &document.on, document.is_faulty) {
        let hint = "remove it: a milestone is placed on an open day";
        collector.idle(on_closed.span, format!("`on-closed` does nothing without `on`: `{}` is not fixed", key.value), hint);
    }
    let by = document.by.as_ref().map(|by| Spanned::new(Window::new(horizon.first(), by.value), by.span));
    if let (Some(by), None, None) = (&by, &document.on, &document.between) {
        if by.value.is_none() {
            let message = format!("`{}` is due before the planned years begin", key.value);
            let fault = Diagnostic::error(Code::OutsideYears, message).at(by.span, "");
            collector.tell(fault.hint(format!("{} to {} are planned", horizon.first(), horizon.last())));
        }
        let between = Spanned::new(by.value?, by.span);
        check_days(key, &between, calendars, surroundings, collector);
        return Some(between);
    }
    match (&document.on, document.between.as_ref().map(|between| between.span).or(by.map(|by| by.span))) {
        (Some(on), None) => {
            check_fact(on, document.on_closed.as_ref(), &surroundings.open_days(calendars), collector);
            Some(Spanned::new(Window { first: on.value, last: on.value }, on.span))
        }
        (None, Some(_)) => {
            if let (Some(between), Some(by)) = (&document.between, &document.by) {
                let fault = Diagnostic::error(Code::FixedAndPlaced, format!("`{}` has two windows", key.value));
                collector.tell(fault.at(by.span, "").at(between.span, "").hint("keep `between` or `by`"));
                return None;
            }
            let between = document.between.clone()?;
            check_days(key, &between, calendars, surroundings, collector);
            Some(between)
        }
        (None, None) if document.decided_at.is_some() => {
            Some(Spanned::new(Window { first: horizon.first(), last: horizon.last() }, key.span))
        }
        (None, None) if document.is_faulty => None,
        (None, None) => {
            let message = format!("`{}` needs `on`, `between`, `by` or `decided-at`", key.value);
            collector.fault(Code::MissingDates, key.span, message, "write `on: DATE`, `by: DATE`, or `between: DATE..DATE`");
            None
        }
        (Some(on), Some(placed)) => {
            let fault = Diagnostic::error(Code::FixedAndPlaced, format!("`{}` is both fixed and to be placed", key.value));
            collector.tell(fault.at(placed, "").at(on.span, "").hint("keep `on`, or the other"));
            None
        }
    }
}

/// Tells a fixed day that is closed and not kept, or kept and open.
fn check_fact(on: &Spanned<NaiveDate>, on_closed: Option<&Spanned<Fact>>, open: &OpenDays, collector: &mut Collector) {
    match (on_closed.map(|told| (told.value, told.span)), closed(on.value, on.span, open)) {
        (None, Some(fault)) => collector.tell(fault.hint("if that is a fact, write `on-closed: keep` beside it")),
        (Some((Fact::Keep, span)), None) if open.is_open(on.value) => {
            collector.idle(span, format!("`on-closed` does nothing: {} is open", on.value), "remove it");
        }
        // Kept though closed, open, or so far away that no calendar covers it: whether that day was open cannot be told.
        (Some((Fact::Keep, _)), _) | (None, None) => {}
    }
}

/// Tells a window without an open day.
fn check_days(
    key: &Spanned<String>,
    between: &Spanned<Window>,
    calendars: &[CalendarId],
    surroundings: &Surroundings<'_>,
    collector: &mut Collector,
) {
    let open = surroundings.open_days(calendars);
    if open.on_or_after(between.value.first).is_none_or(|day| day > between.value.last) {
        let fault = Diagnostic::error(Code::EmptyWindow, format!("no open day is left for `{}`", key.value));
        collector.tell(fault.at(between.span, "").hint("widen the window"));
    }
}
