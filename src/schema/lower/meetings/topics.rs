//! Agenda topics: what each asks for, and which meetings it is bound to.

use crate::calendar::civil::{Months, NaiveDate};
use crate::calendar::horizon::Horizon;
use crate::calendar::rule::DayRule;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Spanned;
use crate::plan::distance::{DayUnit, Distance};
use crate::plan::occurrence::{Occurrence, OccurrenceId, Window};
use crate::plan::priority::Priority;
use crate::plan::relation::{Anchor, Matching, Relation};
use crate::plan::topic::{Binding, Demand, Topic};
use crate::schema::collector::{Collector, nearest};
use crate::schema::document::topic::TopicDocument;
use crate::schema::lower::groups::groups::{Groups, Lowered};
use crate::schema::lower::roadmaps::roadmap::{Point, Roadmaps};
use crate::schema::lower::whole::names::title;
use crate::schema::scalar::distances::DistanceText;
use crate::schema::scalar::occasions::Occasion;
use crate::schema::scalar::season::Season;

/// The topics of all groups, and the relations that ask for the meetings before milestones and phases.
pub fn topics(
    groups: &Groups<'_>,
    roadmaps: &Roadmaps<'_>,
    horizon: Horizon,
    collector: &mut Collector,
) -> (Vec<Topic>, Vec<Relation>) {
    let (mut topics, mut relations) = (Vec::new(), Vec::new());
    for group in &groups.lowered {
        let reading = Reading { group, occurrences: &groups.occurrences[group.occurrences.clone()], roadmaps, horizon };
        topics.extend(reading.topics(&mut relations, collector));
    }
    (topics, relations)
}

/// A group whose topics are read.
struct Reading<'r> {
    group: &'r Lowered<'r>,
    occurrences: &'r [Occurrence],
    roadmaps: &'r Roadmaps<'r>,
    horizon: Horizon,
}

impl Reading<'_> {
    fn topics(&self, relations: &mut Vec<Relation>, collector: &mut Collector) -> Vec<Topic> {
        let mut topics = Vec::new();
        for (key, document) in self.group.document.topics.iter().flatten() {
            let bindings = self.bindings(document, relations, collector);
            let title = title(document.title.as_ref(), &key.value);
            topics.push((Topic { key: key.value.clone(), title, group: self.group.id, bindings, span: key.span }, document));
        }
        let has_unknown = self.bind_by_occurrence(&mut topics, collector);
        let mut whole = Vec::new();
        for (topic, document) in topics {
            // A name that is unknown may have been meant for this topic.
            let could_be_named = has_unknown || self.is_named(&topic.key);
            if document.is_nowhere() && topic.bindings.is_empty() && !could_be_named {
                let warning = Diagnostic::warning(Code::TopicNowhere, format!("no meeting has the topic `{}`", topic.key));
                let hint = "add `in`, `at` or `last-before`, or name it in the `topics` of an occurrence";
                collector.tell(warning.at(topic.span, "").hint(hint));
            } else if let Some(priority) = document.priority.as_ref().filter(|_| document.asks_for_nothing()) {
                collector.warn(
                    Code::IdlePriority,
                    priority.span,
                    "`priority` does nothing without `in` or `last-before`",
                    "remove it: `at` asks for nothing",
                );
            }
            whole.push(topic);
        }
        whole
    }

    fn bindings(&self, document: &TopicDocument, relations: &mut Vec<Relation>, collector: &mut Collector) -> Vec<Binding> {
        let priority = document.priority.as_ref().map_or(Priority::Must, |priority| priority.value);
        let mut bindings = Vec::new();
        for occasion in document.within.iter().flatten() {
            bindings.extend(self.demands(occasion, priority, collector).into_iter().map(Binding::Within));
        }
        for label in document.at.iter().flatten() {
            bindings.extend(self.labelled(label, collector).map(Binding::At));
        }
        for (name, text) in document.last_before.iter().flat_map(|listed| &listed.0) {
            let Some(anchor) = self.anchor(name, collector) else { continue };
            let distance = before(name, text.as_ref(), priority, collector);
            let relation = Relation {
                subject: anchor,
                object: Anchor::Meetings(self.group.id),
                matching: Matching::Some,
                distance: distance.clone(),
            };
            relations.push(relation);
            bindings.push(Binding::LastBefore { anchor, distance });
        }
        bindings
    }

    /// What a month or a run of days asks for: once in each planned year that has it.
    fn demands(&self, occasion: &Spanned<Occasion>, priority: Priority, collector: &mut Collector) -> Vec<Demand> {
        if let Occasion::Days(DayRule::Yearly { from, to }) = occasion.value
            && from > to
        {
            let fault = Diagnostic::error(Code::ReversedRange, "these days do not run past new year").at(occasion.span, "");
            collector.tell(fault.hint("put the earlier day first, or name two runs of days, one on either side of new year"));
            return Vec::new();
        }
        let windows: Vec<Window> = self.horizon.years().filter_map(|year| days_of(occasion.value, year, self.horizon)).collect();
        if windows.is_empty() {
            let fault = Diagnostic::error(Code::OutsideYears, "none of these days is planned").at(occasion.span, "");
            collector.tell(fault.hint(format!("{} to {} are planned", self.horizon.first(), self.horizon.last())));
        }
        let mut demands = Vec::new();
        for window in windows {
            if !self.occurrences.iter().any(|occurrence| occurrence.is_held() && could_lie(occurrence, window)) {
                let message = format!("no meeting of the group can lie from {} to {}", window.first, window.last);
                let fault = Diagnostic::error(Code::TopicWithoutMeeting, message).at(occasion.span, "");
                collector.tell(fault.hint("choose days in which the group meets, or add an occurrence there with `extra: yes`"));
                continue;
            }
            demands.push(Demand { window, priority, span: occasion.span });
        }
        demands
    }

    fn labelled(&self, label: &Spanned<String>, collector: &mut Collector) -> Option<OccurrenceId> {
        let Some(position) = self.occurrences.iter().position(|occurrence| occurrence.label == label.value) else {
            // One that is written and faulty was told.
            let is_written = self.group.document.occurrences.as_ref().is_some_and(|written| {
                written.iter().map(|(name, _)| name).chain(&written.faulty).any(|name| name.value == label.value)
            });
            if !is_written {
                let known: Vec<&str> = self.occurrences.iter().map(|occurrence| occurrence.label.as_str()).collect();
                let message = format!("no occurrence is labelled `{}`", label.value);
                let fault = Diagnostic::error(Code::UnknownOccurrence, message).at(label.span, "");
                collector.tell(fault.hint(nearest(&label.value, &known)));
            }
            return None;
        };
        self.held(position, label, collector)
    }

    fn held(&self, position: usize, place: &Spanned<String>, collector: &mut Collector) -> Option<OccurrenceId> {
        let occurrence = &self.occurrences[position];
        if occurrence.is_held() {
            return Some(OccurrenceId(self.group.occurrences.start + position));
        }
        let message = format!("`{}` is cancelled, and takes no topic", occurrence.label);
        let mut fault = Diagnostic::error(Code::TopicOnCancelled, message).at(place.span, "");
        if let Some(exception) = &occurrence.exception {
            fault = fault.at(exception.span, "here");
        }
        collector.tell(fault.hint("bind it to another occurrence, or ask for a meeting with `in`"));
        None
    }

    /// Binds the topics that occurrences name; whether a name was unknown, and then that was told.
    fn bind_by_occurrence(&self, topics: &mut [(Topic, &TopicDocument)], collector: &mut Collector) -> bool {
        let mut has_unknown = false;
        let declared = self.group.document.topics.as_ref();
        for (label, document) in self.group.document.occurrences.iter().flatten() {
            for name in document.topics.iter().flatten() {
                let Some((topic, _)) = topics.iter_mut().find(|(topic, _)| topic.key == name.value) else {
                    has_unknown = true;
                    if !declared.is_some_and(|declared| declared.faulty.iter().any(|faulty| faulty.value == name.value)) {
                        let known: Vec<&str> = topics.iter().map(|(topic, _)| topic.key.as_str()).collect();
                        let fault = Diagnostic::error(Code::UnknownTopic, format!("no topic is named `{}`", name.value));
                        let fault = fault.at(name.span, "").hint(nearest(&name.value, &known));
                        collector.tell(fault.hint(format!("declare it in the group: `topics: {{{}: }}`", name.value)));
                    }
                    continue;
                };
                // A label that is unknown was told where the occurrence was read.
                let Some(position) = self.occurrences.iter().position(|occurrence| occurrence.label == label.value) else {
                    continue;
                };
                topic.bindings.extend(self.held(position, name, collector).map(Binding::At));
            }
        }
        has_unknown
    }

    /// Whether an occurrence names a topic, also one that takes none.
    fn is_named(&self, topic: &str) -> bool {
        let written = self.group.document.occurrences.iter().flatten();
        written.flat_map(|(_, document)| document.topics.iter().flatten()).any(|name| name.value == topic)
    }

    /// A phase or milestone: of whichever track of the product has one of that name, or by `track/key`.
    fn anchor(&self, name: &Spanned<String>, collector: &mut Collector) -> Option<Anchor> {
        let (names, scope) = (&self.roadmaps.names, &self.group.scope.key);
        let of_product = format!("{scope}/");
        let ending = format!("/{}", name.value);
        let is_meant = |full: &&str| full.strip_prefix(&of_product).is_some_and(|rest| rest.ends_with(&ending));
        let found: Vec<&str> = names.known().filter(is_meant).collect();
        let declared = match (names.get_in(scope, &name.value), found.as_slice()) {
            (Some(declared), _) => Some(declared),
            (None, [full]) => names.get(full),
            (None, [one, other, ..]) => {
                let (one, other) = (one.trim_start_matches(&of_product), other.trim_start_matches(&of_product));
                let message = format!("`{}` could be `{one}` or `{other}`", name.value);
                collector.fault(Code::AmbiguousName, name.span, message, format!("write `{one}`, with its track"));
                return None;
            }
            (None, []) => {
                let short = |full: &'_ str| full.strip_prefix(&of_product).unwrap_or(full).to_owned();
                let known: Vec<String> = names.known().map(short).collect();
                collector.unknown_name(Code::UnknownPhase, "phase or milestone", name, known.iter().map(String::as_str));
                None
            }
        };
        match declared?.id()? {
            Point::Phase(phase) => Some(Anchor::PhaseStart(phase)),
            Point::Milestone(milestone) => Some(Anchor::Milestone(milestone)),
        }
    }
}

impl TopicDocument {
    fn asks_for_nothing(&self) -> bool {
        self.within.is_none() && self.last_before.is_none()
    }

    /// Whether it says of no meeting that it has the topic.
    fn is_nowhere(&self) -> bool {
        self.asks_for_nothing() && self.at.is_none() && !self.is_faulty
    }
}

/// How far before: as it is written, or at least a day.
fn before(
    name: &Spanned<String>,
    text: Option<&Spanned<DistanceText>>,
    priority: Priority,
    collector: &mut Collector,
) -> Distance {
    let Some(text) = text else {
        return Distance { least: Some(1), most: None, best: None, unit: DayUnit::Days, priority, span: name.span };
    };
    if text.value.best.is_some() {
        collector.fault(
            Code::BestOfAny,
            text.span,
            "the last meeting before has no best distance",
            "remove `best`: the last one is taken",
        );
    }
    if text.value.nearest {
        collector.warn(Code::IdleWord, text.span, "`nearest` does nothing here: the last meeting before is meant", "remove it");
    }
    let said = text.value.rule(text.span);
    let priority = text.value.priority.unwrap_or(priority);
    if said.most.is_some_and(|most| most < 0) {
        collector.fault(Code::InvalidDistance, text.span, "no meeting lies so far before", "write a distance such as 5..30 days");
    }
    Distance { best: None, least: Some(said.least.unwrap_or(1)), priority, ..said }
}

/// Whether an occurrence could lie in some days.
fn could_lie(occurrence: &Occurrence, days: Window) -> bool {
    let own = occurrence.pinned().map_or(occurrence.window.value, |(date, _, _)| Window { first: date, last: date });
    own.first <= days.last && days.first <= own.last
}

/// The planned days of an occasion in a year.
fn days_of(occasion: Occasion, year: i32, horizon: Horizon) -> Option<Window> {
    match occasion {
        Occasion::Days(rule) => {
            let window = Season::Days(rule).of_year(year)?;
            Window::new(window.first.max(horizon.first()), window.last.min(horizon.last()))
        }
        Occasion::Month(month) => {
            let first = NaiveDate::from_ymd_opt(year, month.0, 1)?;
            let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
            Window::new(first.max(horizon.first()), last.min(horizon.last()))
        }
    }
}
