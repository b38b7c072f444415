//! The plan file of charts whose bars are windows: each group meets once in each of its windows. Knows no file system and no clock.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::calendar::open_days::OpenDays;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::import::charts::{ChartFile, Wanted, calendars, counted, heading, language, named, open_days};
use crate::import::draft::{Draft, Shared};
use crate::import::key::{Keys, is_unseen, key_of, keys};
use crate::import::mermaid::chart::{Chart, Task};
use crate::import::plan_text::{Entry, Value};
use crate::import::roadmap::days::{Days, days_of};
use crate::import::windows::period_words::{Parted, parted};
use crate::plan::date_words::month_name;
use crate::plan::language::Language;
use crate::plan::occurrence::Window;

/// A group that is being gathered.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    title: String,
    /// The windows by name, in the order of their first days: for each name those of several years.
    windows: Vec<(String, Vec<Window>)>,
}

/// The plan file of a product, of charts whose bars are windows; none where they hold none. What is not as in the charts is told.
pub fn windows(files: &[ChartFile], wanted: &Wanted, diagnostics: &mut Vec<Diagnostic>) -> Option<Draft> {
    let charts: Vec<&Chart> = files.iter().flat_map(|file| &file.charts).collect();
    let language = language(&charts, wanted);
    let (product, title) = named(files, wanted, language);
    let mut tasks: Vec<(&Chart, &Task, Window)> = Vec::new();
    for chart in &charts {
        for (task, days) in chart.tasks.iter().zip(days_of(chart, diagnostics)) {
            match days {
                Some(Days::Phase(window)) => tasks.push((chart, task, window)),
                Some(Days::Milestone(date)) => tasks.push((chart, task, Window { first: date, last: date })),
                Some(Days::Note(_)) | None => {}
            }
        }
    }
    let first = tasks.iter().map(|(_, _, window)| window.first.year()).min()?;
    let last = tasks.iter().map(|(_, _, window)| window.first.year()).max()?;
    let open = open_days((first, last + 1), wanted.country)?;
    for (_, task, window) in &mut tasks {
        *window = fitted(task, *window, &open, diagnostics);
    }
    let groups = groups(&tasks, &title, language);
    let meetings = groups.iter().flat_map(|group| &group.windows).map(|(_, windows)| windows.len()).sum();
    let mut group_keys = keys();
    let entries = groups.iter().enumerate().map(|(index, group)| {
        let key = group_keys.unique(&group.title, "gruppe");
        let entry = Entry::new(key, entry(group, (first, last)));
        if index == 0 { entry.with_comment(proposal(language)) } else { entry }
    });
    let groups_entry = Entry::new("groups", Value::Lines(entries.collect()));
    Some(Draft {
        product,
        title,
        heading: heading(files, language),
        contents: counted(&[(groups.len(), "group"), (meetings, "meeting")]),
        entries: vec![Entry::text("calendar", wanted.country.code()), groups_entry],
        shared: Shared { calendars: calendars(wanted.country), ..Shared::of((first, last), language) },
    })
}

/// What a comment says of what the chart does not.
fn proposal(language: Language) -> &'static str {
    match language {
        Language::Danish => "Tidsrum og længde er forslag: diagrammet siger intet om dem.",
        Language::English => "Hours and length are proposals: the chart does not tell them.",
    }
}

/// A window that a meeting can lie in: within its year, and with a working day. What is changed is told.
fn fitted(task: &Task, window: Window, open: &OpenDays, diagnostics: &mut Vec<Diagnostic>) -> Window {
    let name = &task.name.value;
    let year_end = NaiveDate::from_ymd_opt(window.first.year(), 12, 31).unwrap_or(window.last);
    let mut fitted = Window { first: window.first, last: window.last.min(year_end) };
    let next = open.on_or_after(fitted.first);
    if next.is_none_or(|day| day > fitted.last) {
        let near = next.filter(|day| *day <= year_end).or_else(|| open.on_or_before(fitted.first)).unwrap_or(fitted.last);
        fitted = Window { first: fitted.first.min(near), last: fitted.last.max(near) };
        let warning = Diagnostic::warning(Code::ChartClosedWindow, format!("no working day lies in the window of `{name}`"));
        diagnostics.push(warning.at(task.span, "").hint(format!("it is widened to {near}, the nearest one; give it more days")));
    } else if fitted.last < window.last {
        let warning = Diagnostic::warning(Code::ChartWindowOverNewYear, format!("the window of `{name}` runs past new year"));
        let hint = format!("it ends on {year_end}; write two bars, one on either side of new year");
        diagnostics.push(warning.at(task.span, "").hint(hint));
    }
    fitted
}

/// The groups of the tasks, in the order in which they come.
fn groups(tasks: &[(&Chart, &Task, Window)], title: &str, language: Language) -> Vec<Group> {
    let section =
        |chart: &Chart, task: &Task| task.section.map(|section| chart.sections[section].title.trim_matches(is_unseen).to_owned());
    // What the tasks of a section are called, but for when they are.
    let mut called: BTreeMap<Option<String>, BTreeSet<String>> = BTreeMap::new();
    for (chart, task, _) in tasks {
        let what = parted(&task.name.value).what.to_lowercase();
        let names = called.entry(section(chart, task)).or_default();
        names.extend((!what.is_empty()).then_some(what));
    }
    let mut found: Vec<(String, Vec<(String, Window)>)> = Vec::new();
    // Where each of them is, by its name in lower case.
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (chart, task, window) in tasks {
        let section = section(chart, task);
        let Parted { what, mut when } = parted(&task.name.value);
        let is_one = called.get(&section).is_some_and(|names| names.len() <= 1);
        let of_section = section.as_deref().map(parted);
        let group = match (&section, &of_section) {
            // A section that only says when (`Q1`, `Forår`) is no group, and its name tells windows apart.
            (Some(_), Some(own)) if own.what.is_empty() && !own.when.is_empty() => {
                if when.is_empty() {
                    when.clone_from(&own.when);
                }
                if what.is_empty() { title.to_owned() } else { what }
            }
            (Some(section), Some(_)) if !section.is_empty() && (is_one || what.is_empty()) => section.clone(),
            (Some(_) | None, _) if what.is_empty() => title.to_owned(),
            (Some(_) | None, _) => what,
        };
        let place = *places.entry(group.to_lowercase()).or_insert(found.len());
        if place == found.len() {
            found.push((group, Vec::new()));
        }
        found[place].1.push((when, *window));
    }
    found.into_iter().map(|(title, windows)| Group { title, windows: by_name(windows, language) }).collect()
}

/// Windows by name: by what their task says of when they are, else by their month; one of a year is numbered where it has the name of
/// another. Those of several years with one name are gathered.
fn by_name(mut windows: Vec<(String, Window)>, language: Language) -> Vec<(String, Vec<Window>)> {
    windows.sort_by_key(|(_, window)| (window.first, window.last));
    windows.dedup();
    let mut keys_of_year: BTreeMap<i32, Keys> = BTreeMap::new();
    let mut named: Vec<(String, Vec<Window>)> = Vec::new();
    for (when, window) in windows {
        let keys = keys_of_year.entry(window.first.year()).or_default();
        let word = if when.is_empty() { month_name(language, window.first).to_lowercase() } else { key_of(&when) };
        let name = keys.unique(&word, "vindue");
        match named.iter_mut().find(|(known, _)| *known == name) {
            Some((_, windows)) => windows.push(window),
            None => named.push((name, vec![window])),
        }
    }
    named
}

fn entry(group: &Group, years: (i32, i32)) -> Value {
    let windows = group.windows.iter().map(|(name, windows)| Entry::new(name, days(windows, years)));
    let meets = vec![
        Entry::new("windows", Value::Map(windows.collect())),
        Entry::word("between", "09:00-15:00"),
        Entry::word("length", "1h"),
    ];
    Value::Lines(vec![Entry::text("title", &group.title), Entry::new("meets", Value::Map(meets))])
}

/// The days of a window: of every year where they are the same in every year of the chart, else with their years.
fn days(windows: &[Window], (first, last): (i32, i32)) -> Value {
    let part = |date: NaiveDate| date.format("%m-%d").to_string();
    let yearly = |window: &Window| (part(window.first), part(window.last));
    let is_yearly = windows.len() == usize::try_from(last - first + 1).unwrap_or(0)
        && windows.iter().all(|window| yearly(window) == yearly(&windows[0]))
        && windows.iter().all(|window| ![part(window.first), part(window.last)].contains(&"02-29".to_owned()));
    let text = |(first, last): (String, String)| if first == last { first } else { format!("{first}..{last}") };
    if is_yearly {
        return Value::Word(text(yearly(&windows[0])));
    }
    let dated: Vec<Value> =
        windows.iter().map(|window| Value::Word(text((window.first.to_string(), window.last.to_string())))).collect();
    if let [one] = dated.as_slice() { one.clone() } else { Value::List(dated) }
}

#[cfg(test)]
mod tests {
    use super::windows;
    use crate::calendar::holidays::Country;
    use crate::diagnostic::source::Sources;
    use crate::import::charts::{ChartFile, Page, Wanted};
    use crate::import::draft::Surroundings;
    use crate::import::roadmap::fixture::chart;
    use crate::schema::format::format;
    use crate::schema::reading::read;

    fn text(title: &str, lines: &[&str]) -> (String, Vec<&'static str>) {
        let charts = vec![chart(Some(title), lines)];
        let file = ChartFile { name: "-".to_owned(), stem: String::new(), page: Page::default(), charts };
        let mut diagnostics = Vec::new();
        let text = windows(&[file], &Wanted::of(Country::Dk), &mut diagnostics).unwrap().text(&Surroundings::default());
        assert_eq!(format(&text).as_ref(), Ok(&text));
        let mut sources = Sources::default();
        sources.add("p.yaml", text.as_str());
        let reading = read(&sources);
        assert_eq!(reading.diagnostics, [], "{text}");
        (text, diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect())
    }

    #[test]
    fn bars_of_one_name_are_the_windows_of_their_section() {
        let lines = [
            "section MeetUps",
            "MeetUp :2026-03-01, 2026-03-16",
            "MeetUp :2026-06-01, 2026-06-16",
            "section Styregruppe",
            "Styregruppemøde Q1 :2026-02-01, 2026-02-15",
            "Styregruppemøde Q2 :2026-05-01, 2026-05-15",
            "section Andre",
            "Netværksdag forår :2026-05-10, 2026-05-31",
            "Netværksdag efterår :2026-10-10, 2026-10-31",
            "Generalforsamling :milestone, 2026-04-22, 0d",
        ];
        let (text, codes) = text("Årshjul 2026", &lines);
        let expected = "\
groups:
  # Tidsrum og længde er forslag: diagrammet siger intet om dem.
  meetups:
    title: MeetUps
    meets: {windows: {marts: 03-01..03-15, juni: 06-01..06-15}, between: 09:00-15:00, length: 1h}

  styregruppe:
    title: Styregruppe
    meets: {windows: {q1: 02-01..02-14, q2: 05-01..05-14}, between: 09:00-15:00, length: 1h}

  netværksdag:
    title: Netværksdag
    meets: {windows: {forår: 05-10..05-30, efterår: 10-10..10-30}, between: 09:00-15:00, length: 1h}

  generalforsamling:
    title: Generalforsamling
    meets: {windows: {april: 04-22}, between: 09:00-15:00, length: 1h}
";
        assert!(text.ends_with(expected), "{text}");
        assert!(text.contains("years: 2026\nlanguage: da\nproduct: årshjul-2026\n"), "{text}");
        assert_eq!(codes, Vec::<&str>::new());
    }

    #[test]
    fn windows_of_several_years_hold_every_year_or_have_dates() {
        let lines = [
            "section Forår 2026",
            "Bestyrelsen :2026-03-01, 2026-03-16",
            "Udvalget :2026-04-01, 2026-04-16",
            "section Forår 2027",
            "Bestyrelsen :2027-03-01, 2027-03-16",
            "Udvalget :2027-04-05, 2027-04-16",
        ];
        let (text, _) = text("Hjul", &lines);
        assert!(text.contains("windows: {forår: 03-01..03-15}"), "{text}");
        assert!(text.contains("windows: {forår: [2026-04-01..2026-04-15, 2027-04-05..2027-04-15]}"), "{text}");
        assert!(
            text.contains("  bestyrelsen:\n") && text.contains("  udvalget:\n") && text.contains("years: 2026..2027"),
            "{text}"
        );
    }

    #[test]
    fn a_window_without_a_working_day_or_past_new_year_is_mended_and_told() {
        let lines = [
            "Week meeting of the group 1 :2026-08-01, 2026-08-03",
            "Week meeting of the group 2 :2026-12-20, 2027-01-10",
            "Week meeting of the group 2 :2026-03-02, 2026-03-07",
        ];
        let (text, codes) = text("The plan of the project", &lines);
        let windows = "{nr-2: 03-02..03-06, nr-1: 08-01..08-03, nr-2-2: 12-20..12-31}";
        assert!(text.contains(windows) && text.contains("language: en"), "{text}");
        assert_eq!(codes, ["chart-closed-window", "chart-window-over-new-year"]);
    }
}
