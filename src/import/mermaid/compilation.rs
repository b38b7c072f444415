//! A chart made of its statements: settings, sections, and tasks with their moments. Knows no files.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Spanned;
use crate::import::mermaid::browser_date;
use crate::import::mermaid::chart::{Beginning, Chart, Duration, Ending, Section, Settings, Tag, Task};
use crate::import::mermaid::clock::{Clock, Moment};
use crate::import::mermaid::closed_days::ClosedDays;
use crate::import::mermaid::complaint;
use crate::import::mermaid::date_format::{DateFormat, Read, iso};
use crate::import::mermaid::entity;
use crate::import::mermaid::fields::{Fields, duration, fields, references};
use crate::import::mermaid::lexing::Keyword;
use crate::import::mermaid::mapped::Mapped;
use crate::import::mermaid::preparation::Prepared;
use crate::import::mermaid::resolution::{From, Moments, Said, To, moments};
use crate::import::mermaid::script::{is_space, leading_space, trimmed};
use crate::import::mermaid::statements::{Statement, Weekend, statements};

/// Makes the chart, and tells what is wrong in it.
pub fn compiled(prepared: Prepared, clock: &Clock) -> (Chart, Vec<Diagnostic>) {
    let (read, mut faults) = statements(&prepared.text);
    faults.extend(prepared.faults);
    let mut compiler = Compiler {
        chart: Chart {
            span: prepared.text.whole(),
            title: prepared.title,
            settings: Settings::default(),
            sections: Vec::new(),
            tasks: Vec::new(),
        },
        text: &prepared.text,
        format: DateFormat::new(""),
        weekend: Weekend::Saturday,
        clock,
        faults,
    };
    for statement in &read {
        compiler.set(statement);
    }
    let drafts = compiler.drafts(&read, &prepared.tracks);
    compiler.resolve(drafts);
    (compiler.chart, compiler.faults)
}

struct Compiler<'t> {
    chart: Chart,
    text: &'t Mapped,
    format: DateFormat,
    weekend: Weekend,
    clock: &'t Clock,
    faults: Vec<Diagnostic>,
}

/// A task before it has moments.
struct Draft {
    name: Range<usize>,
    span: Range<usize>,
    section: Option<usize>,
    track: Option<Spanned<String>>,
    fields: Fields,
    id: String,
    start: Start,
}

/// What the start of a task is.
enum Start {
    Moment(Moment),
    After(Vec<Range<usize>>),
    Previous,
}

impl Compiler<'_> {
    /// Takes what holds for the whole chart: where it stands does not matter to Mermaid.
    fn set(&mut self, statement: &Statement) {
        match statement {
            Statement::Value(keyword, range) => self.set_value(*keyword, range.clone()),
            Statement::InclusiveEnds => self.chart.settings.has_inclusive_ends = true,
            Statement::Weekend(weekend) => {
                self.weekend = *weekend;
                self.chart.settings.weekend_is_friday = *weekend == Weekend::Friday;
            }
            Statement::Task { .. } => {}
        }
    }

    fn set_value(&mut self, keyword: Keyword, range: Range<usize>) {
        match keyword {
            Keyword::DateFormat => {
                let format = self.trimmed(range);
                self.format = DateFormat::new(&format.value);
                self.chart.settings.date_format = Some(format);
            }
            Keyword::AxisFormat => self.chart.settings.axis_format = Some(self.whole(range)),
            Keyword::TickInterval => self.chart.settings.tick_interval = Some(self.whole(range)),
            Keyword::Includes => self.add_words(range, |settings| &mut settings.includes),
            Keyword::Excludes => self.add_words(range, |settings| &mut settings.excludes),
            Keyword::Title => self.chart.title = Some(self.words(range)),
            Keyword::Section => {
                let title = self.words(range);
                self.chart.sections.push(Section { title: title.value, span: title.span });
            }
            Keyword::TodayMarker => {}
        }
    }

    /// Adds the words of a value that are not there yet.
    fn add_words(&mut self, range: Range<usize>, list: fn(&mut Settings) -> &mut Vec<Spanned<String>>) {
        let mut known: BTreeSet<String> = list(&mut self.chart.settings).iter().map(|word| word.value.clone()).collect();
        let is_between = |sign: char| sign == ',' || is_space(sign);
        let mut at = range.start;
        for word in self.text.text[range].split(is_between) {
            // Every sign between two words that is longer than one byte is a space of Unicode.
            let begin = at;
            at += word.len();
            at += self.text.text[at..].chars().next().map_or(0, char::len_utf8);
            let value = word.to_lowercase();
            if !word.is_empty() && known.insert(value.clone()) {
                let span = self.text.span(begin..begin + word.len());
                list(&mut self.chart.settings).push(Spanned::new(value, span));
            }
        }
    }

    /// The tasks that have fields Mermaid draws, with the track that stands above each.
    fn drafts(&mut self, read: &[Statement], tracks: &[Spanned<String>]) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        let mut section = None;
        let mut given = 0_usize;
        let mut tracks = tracks.iter().peekable();
        let mut track = None;
        for statement in read {
            let (name, data) = match statement {
                Statement::Value(Keyword::Section, range) => {
                    section = Some(section.map_or(0, |index: usize| index + 1));
                    let at = self.text.span(range.clone()).start;
                    while tracks.next_if(|title| title.span.start < at).is_some() {}
                    track = None;
                    continue;
                }
                Statement::Value(..) | Statement::InclusiveEnds | Statement::Weekend(_) => continue,
                Statement::Task { name, data } => (name, data),
            };
            let span = name.start..data.start + trimmed_end(&self.text.text[data.clone()]);
            let place = self.text.span(span.clone());
            while let Some(title) = tracks.next_if(|title| title.span.start < place.start) {
                track = Some(title);
            }
            let fields = match fields(&self.text.text, data.clone()) {
                Ok(fields) => fields,
                Err(misfit) => {
                    self.faults.push(complaint::misfit(misfit, self.text.span(trimmed_range(&self.text.text, data.clone()))));
                    continue;
                }
            };
            let Some(start) = self.start(&fields, drafts.is_empty()) else { continue };
            let id = if let Some(id) = &fields.id {
                entity::written(&self.text.text[id.clone()])
            } else {
                given += 1;
                format!("task{given}")
            };
            let name = trimmed_range(&self.text.text, name.clone());
            drafts.push(Draft { name, span, section, track: track.cloned(), fields, id, start });
        }
        drafts
    }

    /// What the start of a task is; nothing where it is told that Mermaid stops at it.
    fn start(&mut self, fields: &Fields, is_first: bool) -> Option<Start> {
        let Some(range) = fields.start.clone() else {
            if is_first {
                self.faults.push(complaint::first_without_start(self.text.span(fields.end.clone())));
                return None;
            }
            return Some(Start::Previous);
        };
        let text = &self.text.text[range.clone()];
        let span = self.text.span(range.clone());
        if self.format.is_number() && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let moment = text.parse().ok().filter(|moment| self.clock.wall(*moment).is_some());
            if moment.is_none() {
                self.faults.push(complaint::unread(&entity::written(text), span, self.format.text()));
            }
            return moment.map(Start::Moment);
        }
        if let Some(ids) = references(text, "after") {
            return Some(Start::After(ids.into_iter().map(|id| range.start + id.start..range.start + id.end).collect()));
        }
        match self.format.read(text, self.clock) {
            Read::Moment(moment) => return Some(Start::Moment(moment)),
            Read::Fault => {
                self.faults.push(complaint::unread(&entity::written(text), span, self.format.text()));
                return None;
            }
            Read::No => {}
        }
        let guessed = browser_date::read(text, self.clock).and_then(|moment| Some((moment, self.clock.wall(moment)?)));
        let Some((moment, wall)) = guessed else {
            self.faults.push(complaint::unread(&entity::written(text), span, self.format.text()));
            return None;
        };
        let strict = self.format.write(moment, self.clock).filter(|_| !self.format.text().is_empty());
        self.faults.push(complaint::guessed(text, wall, strict.as_deref(), self.format.text(), span));
        Some(Start::Moment(moment))
    }

    /// Gives the tasks their moments, and leaves out those that have none.
    fn resolve(&mut self, drafts: Vec<Draft>) {
        // A key that JavaScript keeps for itself is never found again.
        let known: BTreeMap<&str, usize> = drafts
            .iter()
            .enumerate()
            .map(|(index, draft)| (draft.id.as_str(), index))
            .filter(|(id, _)| *id != "__proto__")
            .collect();
        let mut said = Vec::with_capacity(drafts.len());
        let mut told = Vec::with_capacity(drafts.len());
        for (index, draft) in drafts.iter().enumerate() {
            let (from, beginning) = self.beginning(draft, index, &drafts, &known);
            let (to, ending) = self.ending(draft, &known);
            let is_fixed = iso(&self.text.text[draft.fields.end.clone()]).is_some();
            said.push(Said { from, to, is_fixed });
            told.push((beginning, ending));
        }
        let closed = self.closed_days();
        let mut found = moments(&said, &closed, self.clock);
        if closed.are_all() && found.iter().any(|moments| moments.is_endless) {
            let word = self.chart.settings.excludes.last().map(|word| word.span).unwrap_or_default();
            self.faults.push(complaint::all_closed(word));
            let none = ClosedDays::new(&[], &[], self.weekend, &self.format, self.clock);
            found = moments(&said, &none, self.clock);
        }
        for ((draft, moments), (beginning, ending)) in drafts.into_iter().zip(found).zip(told) {
            self.add(draft, moments, beginning, ending);
        }
    }

    fn closed_days(&self) -> ClosedDays {
        let words = |list: fn(&Settings) -> &Vec<Spanned<String>>| -> Vec<&str> {
            list(&self.chart.settings).iter().map(|word| word.value.as_str()).collect()
        };
        let (excludes, includes) = (words(|settings| &settings.excludes), words(|settings| &settings.includes));
        ClosedDays::new(&excludes, &includes, self.weekend, &self.format, self.clock)
    }

    fn beginning(&self, draft: &Draft, index: usize, drafts: &[Draft], known: &BTreeMap<&str, usize>) -> (From, Beginning) {
        match &draft.start {
            Start::Moment(moment) => {
                let range = draft.fields.start.clone().unwrap_or_default();
                (From::Moment(*moment), Beginning::Written(self.text.span(range)))
            }
            Start::After(ids) => {
                let (found, ids) = self.references(ids, known);
                (From::After(found), Beginning::After(ids))
            }
            Start::Previous => {
                let before = index.saturating_sub(1);
                let previous = drafts.get(before).and_then(|draft| known.get(draft.id.as_str())).copied();
                (From::Previous(previous.unwrap_or(before)), Beginning::Previous)
            }
        }
    }

    fn references(&self, ids: &[Range<usize>], known: &BTreeMap<&str, usize>) -> (Vec<usize>, Vec<Spanned<String>>) {
        let text = &self.text.text;
        let found = ids.iter().filter_map(|id| known.get(&text[id.clone()]).copied()).collect();
        (found, ids.iter().map(|id| Spanned::new(text[id.clone()].to_owned(), self.text.span(id.clone()))).collect())
    }

    fn ending(&mut self, draft: &Draft, known: &BTreeMap<&str, usize>) -> (To, Ending) {
        let range = draft.fields.end.clone();
        let text = &self.text.text[range.clone()];
        let span = self.text.span(range.clone());
        if let Some(ids) = references(text, "until") {
            let ids: Vec<_> = ids.into_iter().map(|id| range.start + id.start..range.start + id.end).collect();
            let (found, ids) = self.references(&ids, known);
            return (To::Until(found), Ending::Until(ids));
        }
        match self.format.read(text, self.clock) {
            Read::Moment(moment) => {
                let days = i64::from(self.chart.settings.has_inclusive_ends);
                let end = self.clock.days_later(moment, days).unwrap_or(moment);
                return (To::Moment(end), Ending::Written(span));
            }
            Read::Fault => self.faults.push(complaint::unread(&entity::written(text), span, self.format.text())),
            Read::No => {}
        }
        if let Some((number, thousandths, unit)) = duration(text) {
            return (To::Lasting(number, unit), Ending::Lasting(Spanned::new(Duration { thousandths, unit }, span)));
        }
        let is_point = draft.fields.tags.contains(&Tag::Line) || draft.fields.tags.contains(&Tag::Milestone);
        if !text.is_empty() || !is_point {
            self.faults.push(complaint::no_end(&entity::written(text), span, &self.format));
        }
        (To::Start, Ending::Nothing(span))
    }

    fn add(&mut self, draft: Draft, moments: Moments, beginning: Beginning, ending: Ending) {
        let wall = |moment: Option<Moment>| moment.and_then(|moment| self.clock.wall(moment));
        let name = Spanned::new(entity::decoded(&self.text.text[draft.name.clone()]), self.text.span(draft.name.clone()));
        let (Some(start), Some(end)) = (wall(moments.start), wall(moments.end)) else {
            self.faults.push(complaint::undated(moments, name.span));
            return;
        };
        let has_written_id = draft.fields.id.is_some();
        let id_span = draft.fields.id.map_or(name.span, |id| self.text.span(id));
        self.chart.tasks.push(Task {
            name,
            section: draft.section,
            track: draft.track,
            id: Spanned::new(draft.id, id_span),
            has_written_id,
            tags: draft.fields.tags,
            start,
            end,
            beginning,
            ending,
            span: self.text.span(draft.span),
        });
    }

    fn whole(&self, range: Range<usize>) -> Spanned<String> {
        Spanned::new(entity::written(&self.text.text[range.clone()]), self.text.span(range))
    }

    fn trimmed(&self, range: Range<usize>) -> Spanned<String> {
        self.whole(trimmed_range(&self.text.text, range))
    }

    fn words(&self, range: Range<usize>) -> Spanned<String> {
        let range = trimmed_range(&self.text.text, range);
        Spanned::new(entity::decoded(&self.text.text[range.clone()]), self.text.span(range))
    }
}

/// A range without the spaces at its ends.
fn trimmed_range(text: &str, range: Range<usize>) -> Range<usize> {
    let begin = range.start + leading_space(&text[range.clone()]);
    begin..begin + trimmed(&text[range]).len()
}

/// The length of a text without the spaces at its end.
fn trimmed_end(text: &str) -> usize {
    text.trim_end_matches(is_space).len()
}
