//! Handovers and releases: each becomes the phases and milestones it stands for, with the usual relations between them.
//! What is made here is lowered as if it had been written; every place points at the template.

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::calendar::horizon::Horizon;
use crate::calendar::open_days::OpenDays;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::distance::DayUnit;
use crate::plan::language::Language;
use crate::plan::occurrence::Window;
use crate::schema::document::milestone::MilestoneDocument;
use crate::schema::document::roadmap::PhaseDocument;
use crate::schema::document::template::{HandoverDocument, ReleaseDocument, StageDocument};
use crate::schema::lower::whole::names::title;
use crate::schema::read::{Listed, Named};
use crate::schema::scalar::distances::DistanceText;

/// What templates are read in the light of.
pub struct Setting<'s> {
    /// The language of titles that are not said.
    pub language: Language,
    /// The planned years.
    pub horizon: Horizon,
    /// The working days of the roadmap.
    pub open: &'s OpenDays,
}

/// The phases and milestones that a template stands for.
#[derive(Debug, Default)]
pub struct Expanded {
    /// The phases, in order of time.
    pub phases: Vec<(Spanned<String>, PhaseDocument)>,
    /// The milestones, in order of time.
    pub milestones: Vec<(Spanned<String>, MilestoneDocument)>,
    /// What could not be read, by the key it would have had.
    pub faulty: Vec<Spanned<String>>,
}

/// What a part follows: a phase or milestone, and whether the next working day is 1 or 0 working days after it.
#[derive(Debug, Clone)]
struct Link {
    key: Spanned<String>,
    next_day: i64,
}

/// How far a handover's last phase ends after the meeting that accepted it, when that is not said: 0 to 10 working days.
const ACCEPTED_WITHIN: i64 = 10;

/// A handover as `support`, `training` and `hypercare`.
pub fn handover(document: &HandoverDocument, setting: &Setting<'_>) -> Expanded {
    let named = |da, en| match setting.language {
        Language::Danish => da,
        Language::English => en,
    };
    let parts = [
        ("support", named("Hands-on support", "Hands-on support"), &document.support),
        ("training", named("Oplæring og videnoverdragelse", "Training and knowledge transfer"), &document.training),
        ("hypercare", named("Hypercare", "Hypercare"), &document.hypercare),
    ];
    let mut expanded = Expanded::default();
    let mut links: Vec<Link> = Vec::new();
    for (kind, words, stage) in parts {
        let Some(stage) = stage else {
            expanded.tell_faulty(kind.to_owned(), document.is_faulty, document.span);
            continue;
        };
        let key = Spanned::new(kind.to_owned(), stage.span);
        let mut phase = phase(stage, kind, words, setting);
        let before: &[Link] = &links;
        if kind == "training" && stage.overlap.is_none() && stage.after.is_none() {
            phase.overlap = before.last().map(|link| one(link, at_least_a_day(), stage.span));
        } else {
            follow(&mut phase, stage, before);
        }
        links.push(Link { key: key.clone(), next_day: next_day(&phase, setting.open) });
        expanded.phases.push((key, phase));
    }
    if let (Some((_, last)), Some(Listed(groups))) = (expanded.phases.last_mut(), &document.accepted_at) {
        let accepted = groups.iter().map(|(name, text)| {
            let usual = DistanceText { least: Some(0), most: Some(ACCEPTED_WITHIN), ..working_days() };
            (name.clone(), text.clone().unwrap_or(Spanned::new(usual, name.span)))
        });
        last.accepted_at = Some(Named { entries: accepted.collect(), faulty: Vec::new() });
    }
    expanded
}

/// A release as a chain: scope, evaluation, approval, build, test, release.
pub fn release(key: &Spanned<String>, document: &ReleaseDocument, setting: &Setting<'_>) -> Expanded {
    let words = |da: &str, en: &str| {
        let part = match setting.language {
            Language::Danish => da,
            Language::English => en,
        };
        format!("{}: {part}", title(document.title.as_ref(), &key.value))
    };
    let full = |part: &str| format!("{}-{part}", key.value);
    let mut expanded = Expanded::default();
    let mut links: Vec<Link> = Vec::new();
    let parts = [
        ("scope", words("afgrænsning", "scope"), &document.scope),
        ("evaluation", words("vurdering", "evaluation"), &document.evaluation),
        ("build", words("udvikling", "build"), &document.build),
        ("test", words("test", "test"), &document.test),
    ];
    for (kind, words, stage) in parts {
        if kind == "build" {
            approve(&mut expanded, &mut links, key, document, setting);
        }
        let Some(stage) = stage else {
            expanded.tell_faulty(full(kind), document.is_faulty, document.span);
            continue;
        };
        let own = Spanned::new(full(kind), stage.span);
        let mut phase = phase(stage, kind, &words, setting);
        phase.between = phase.between.or(document.between.clone());
        if let (true, Some(Listed(days))) = (kind == "test", &document.not_start_test_in) {
            phase.not_start_in.get_or_insert(Listed(Vec::new())).0.extend(days.iter().cloned());
        }
        follow(&mut phase, stage, links.last().map_or(&[], std::slice::from_ref));
        links.push(Link { key: own.clone(), next_day: next_day(&phase, setting.open) });
        expanded.phases.push((own, phase));
    }
    let mut last = document.release.clone().unwrap_or_else(|| milestone(document.span));
    last.is_faulty |= document.is_faulty && document.release.is_none();
    last.title = last.title.or_else(|| Some(Spanned::new(words("udgivelse", "release"), last.span)));
    within(&mut last, document.between.as_ref(), setting.horizon);
    if let (None, Some(link)) = (&last.after, links.last()) {
        last.after = Some(one(link, next_working_day(link), last.span));
    }
    expanded.milestones.push((Spanned::new(full("release"), last.span), last));
    expanded
}

/// Adds the milestone at which a release is approved.
fn approve(
    expanded: &mut Expanded,
    links: &mut Vec<Link>,
    key: &Spanned<String>,
    document: &ReleaseDocument,
    setting: &Setting<'_>,
) {
    let own = format!("{}-approval", key.value);
    let Some(groups) = &document.approved_at else {
        expanded.tell_faulty(own, document.is_faulty, document.span);
        return;
    };
    let span = groups.0.first().map_or(document.span, |(name, _)| name.span);
    let mut approval = milestone(span);
    let part = match setting.language {
        Language::Danish => "godkendelse",
        Language::English => "approval",
    };
    approval.title = Some(Spanned::new(format!("{}: {part}", title(document.title.as_ref(), &key.value)), span));
    approval.decided_at = Some(groups.clone());
    approval.between.clone_from(&document.between);
    approval.after = links.last().map(|link| one(link, next_working_day(link), span));
    let own = Spanned::new(own, span);
    links.push(Link { key: own.clone(), next_day: 1 });
    expanded.milestones.push((own, approval));
}

impl Expanded {
    /// Remembers a part that is missing because it could not be read: whoever names it is not blamed.
    fn tell_faulty(&mut self, key: String, is_faulty: bool, span: Span) {
        if is_faulty {
            self.faulty.push(Spanned::new(key, span));
        }
    }
}

/// A part as a phase, without relations to other parts.
fn phase(stage: &StageDocument, kind: &str, words: &str, setting: &Setting<'_>) -> PhaseDocument {
    let written = |text: &str| Some(Spanned::new(text.to_owned(), stage.span));
    // Support that is only known to run until a day runs already when the planned years begin.
    let running = stage.until.as_ref().map(|until| {
        let first = setting.horizon.first().min(NaiveDate::from_ymd_opt(until.value.year(), 1, 1).unwrap_or(until.value));
        Spanned::new(first, until.span)
    });
    PhaseDocument {
        span: stage.span,
        is_faulty: stage.is_faulty,
        title: stage.title.clone().or_else(|| written(words)),
        kind: stage.kind.clone().or_else(|| written(kind)),
        from: stage.from.clone().or(running),
        to: stage.until.clone(),
        length: stage.length.clone(),
        between: stage.between.clone(),
        start: stage.start.clone(),
        starts: stage.starts.clone(),
        ends: stage.ends.clone(),
        not_start_in: stage.not_start_in.clone(),
        critical: stage.critical.clone(),
        calendar: stage.calendar.clone(),
        effort: stage.effort.clone(),
        after: stage.after.clone(),
        before: None,
        starts_after_start: None,
        ends_after_end: None,
        ends_after_start: None,
        overlap: None,
        accepted_at: None,
    }
}

/// Lets a part follow those before it, unless it says otherwise: it overlaps the last one, or comes after others.
fn follow(phase: &mut PhaseDocument, stage: &StageDocument, before: &[Link]) {
    if let Some(overlap) = &stage.overlap {
        phase.overlap = before.last().map(|link| one(link, about(overlap.value), overlap.span));
    } else if let (None, Some((last, earlier))) = (&stage.after, before.split_last()) {
        // Only the last one pulls; the others merely come before.
        let mut after = one(last, next_working_day(last), stage.span);
        for link in earlier {
            let merely = DistanceText { least: Some(link.next_day), ..working_days() };
            after.entries.push((link.key.clone(), Spanned::new(merely, stage.span)));
        }
        phase.after = Some(after);
    }
}

fn one(link: &Link, text: DistanceText, span: Span) -> Named<Spanned<DistanceText>> {
    let name = Spanned::new(link.key.value.clone(), span);
    Named { entries: vec![(name, Spanned::new(text, span))], faulty: Vec::new() }
}

/// Nothing said yet, in working days.
fn working_days() -> DistanceText {
    DistanceText {
        least: None,
        most: None,
        best: None,
        unit: DayUnit::WorkingDays,
        priority: None,
        nearest: false,
        same_month: false,
    }
}

/// At the earliest on the next working day, and best on that day.
fn next_working_day(link: &Link) -> DistanceText {
    DistanceText { least: Some(link.next_day), best: Some(link.next_day), ..working_days() }
}

fn at_least_a_day() -> DistanceText {
    DistanceText { least: Some(1), unit: DayUnit::Days, ..working_days() }
}

/// A bare length is what is best of at least one day: to the day it could fall on a closed one.
fn about(text: DistanceText) -> DistanceText {
    if text.least.is_some() && text.least == text.most && text.best.is_none() && text.priority.is_none() {
        DistanceText { least: Some(1), most: None, best: text.least, ..text }
    } else {
        text
    }
}

/// How many working days after a phase the next working day is: none after a fixed end on a closed day.
fn next_day(phase: &PhaseDocument, open: &OpenDays) -> i64 {
    phase.to.as_ref().map_or(1, |to| i64::from(open.is_open(to.value) || !open.range().contains(to.value)))
}

/// A milestone of which nothing is said yet.
fn milestone(span: Span) -> MilestoneDocument {
    MilestoneDocument {
        span,
        is_faulty: false,
        title: None,
        on: None,
        between: None,
        by: None,
        critical: None,
        on_closed: None,
        calendar: None,
        decided_at: None,
        after: None,
        before: None,
        starts_after_start: None,
    }
}

/// Where a milestone says of itself no days, those of the whole, or all that are planned.
fn within(milestone: &mut MilestoneDocument, whole: Option<&Spanned<Window>>, horizon: Horizon) {
    if milestone.on.is_none() && milestone.between.is_none() && milestone.by.is_none() {
        let all = || Spanned::new(Window { first: horizon.first(), last: horizon.last() }, milestone.span);
        milestone.between = Some(whole.cloned().unwrap_or_else(all));
    }
}
