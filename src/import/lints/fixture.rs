//! Charts as text, for tests: what a lint says of one.

use crate::calendar::civil::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use crate::calendar::holidays::Country;
use crate::diagnostic::code::Code;
use crate::diagnostic::source::{SourceId, Sources, Span, Spanned};
use crate::import::lints::lints::lints;
use crate::import::mermaid::chart::{Beginning, Chart, Duration, Ending, Section, Settings, Tag, Task, Unit};

/// What is told of a chart with Danish holidays under a code: `LINE:COLUMN `WORD`: MESSAGE; HINT`.
pub(super) fn told(code: Code, text: &str) -> Vec<String> {
    told_in(code, text, Country::Dk)
}

/// What is told of a chart in a country under a code.
pub(super) fn told_in(code: Code, text: &str, country: Country) -> Vec<String> {
    let mut sources = Sources::default();
    let source = sources.add("a.mmd", text);
    let all = lints(&charts(source, text), country);
    let told = all.iter().filter(|diagnostic| diagnostic.code == code).map(|diagnostic| {
        let span = diagnostic.span().unwrap();
        let place = sources.place(span);
        let hints = diagnostic.hints.join("; ");
        format!("{}:{} `{}`: {}; {hints}", place.line, place.column, sources.text(span), diagnostic.message)
    });
    told.collect()
}

pub(super) fn charts(source: SourceId, text: &str) -> Vec<Chart> {
    let span = |part: &str| {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        Span { source, start: start as u32, end: (start + part.len()) as u32 }
    };
    let spanned = |part: &str| Spanned::new(part.to_owned(), span(part));
    let mut chart = Chart { span: span(text), title: None, settings: Settings::default(), sections: vec![], tasks: vec![] };
    let mut count = 0;
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with("%%") {
            continue;
        }
        if let Some(v) = line.strip_prefix("tickInterval ") {
            chart.settings.tick_interval = Some(spanned(v.trim()));
            continue;
        }
        if let Some(v) = line.strip_prefix("dateFormat ") {
            chart.settings.date_format = Some(spanned(v.trim()));
            continue;
        }
        if let Some(v) = line.strip_prefix("excludes ") {
            for word in v.split([' ', ',']).filter(|w| !w.is_empty()) {
                chart.settings.excludes.push(spanned(word));
            }
            continue;
        }
        if let Some(v) = line.strip_prefix("section ") {
            chart.sections.push(Section { title: v.trim().to_owned(), span: span(v) });
            continue;
        }
        if line.starts_with("title ") || line.starts_with("axisFormat") || line.starts_with("todayMarker") {
            continue;
        }
        let Some((name, data)) = line.split_once(':') else { continue };
        let mut fields: Vec<&str> = data.split(',').map(str::trim).collect();
        let mut tags = std::collections::BTreeSet::new();
        while let Some(tag) = match fields.first().copied().unwrap_or("") {
            "done" => Some(Tag::Done),
            "active" => Some(Tag::Active),
            "crit" => Some(Tag::Critical),
            "milestone" => Some(Tag::Milestone),
            "vert" => Some(Tag::Line),
            _ => None,
        } {
            tags.insert(tag);
            fields.remove(0);
        }
        let moment = |t: &str| -> Option<NaiveDateTime> {
            let d = t.parse::<NaiveDate>().ok().or_else(|| NaiveDate::parse_from_str(t, "%d-%m-%Y").ok());
            d.map(|d| d.and_time(NaiveTime::MIN)).or_else(|| t.contains(':').then(|| "2026-01-03T00:00:00".parse().unwrap()))
        };
        let id = if fields.len() == 3 {
            let id = fields.remove(0);
            Some(spanned(id))
        } else {
            None
        };
        let ids = |w: &str| w.split(' ').filter(|w| !w.is_empty()).map(spanned).collect::<Vec<_>>();
        let mut start = None;
        let mut beginning = Beginning::Previous;
        if fields.len() == 2 {
            let f = fields.remove(0);
            if let Some(w) = f.strip_prefix("after ") {
                let ids = ids(w);
                start = chart.tasks.iter().filter(|t| ids.iter().any(|i| i.value == t.id.value)).map(|t| t.end).max();
                start = start.or(moment("2026-11-21"));
                beginning = Beginning::After(ids);
            } else {
                start = moment(f);
                beginning = Beginning::Written(span(f));
            }
        }
        let Some(start) = start.or(chart.tasks.last().map(|t| t.end)) else { continue };
        let f = fields[0];
        let (end, ending) = if let Some(m) = moment(f) {
            (m, Ending::Written(span(f)))
        } else if let Some(w) = f.strip_prefix("until ") {
            (start, Ending::Until(ids(w)))
        } else if let Some(n) = f.strip_suffix('d').and_then(|n| n.parse::<u64>().ok()) {
            (start + Days::new(n), Ending::Lasting(Spanned::new(Duration { thousandths: n * 1000, unit: Unit::Day }, span(f))))
        } else {
            (start, Ending::Nothing(span(f)))
        };
        let has = id.is_some();
        if !has {
            count += 1;
        }
        let id = id.unwrap_or(Spanned::new(format!("task{count}"), span(name.trim())));
        chart.tasks.push(Task {
            name: spanned(name.trim()),
            section: chart.sections.len().checked_sub(1),
            track: None,
            id,
            has_written_id: has,
            tags,
            start,
            end,
            beginning,
            ending,
            span: span(line),
        });
    }
    vec![chart]
}

#[test]
fn zz_corpus() {
    let Ok(folder) = std::env::var("CORPUS") else { return };
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "mmd" || e == "md"))
        .collect();
    paths.sort();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut sources = Sources::default();
        let text = text.split("```mermaid").last().unwrap().split("```").next().unwrap().to_owned();
        let source = sources.add("a", text.as_str());
        println!("=== {}", path.file_name().unwrap().to_str().unwrap());
        for d in lints(&charts(source, &text), Country::Dk) {
            let place = sources.place(d.span().unwrap());
            println!("{}:{} {}: {} | {}", place.line, place.column, d.code, d.message, d.hints.join("; "));
        }
    }
}
