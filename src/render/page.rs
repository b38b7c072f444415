//! Markdown pages for a Jekyll site (just-the-docs): each product's charts, and its meetings as tables. Knows no site and
//! no server.
//!
//! Jekyll runs Liquid over a page before it reads Markdown, also inside code blocks: no `{{` and no `{%` may come from a plan.

use std::fmt::Write as _;

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::calendar::iso_week::Week;
use crate::calendar::planning_year::PlanningYear;
use crate::plan::date_words::{at_time, clock, short_weekday, weekday_name};
use crate::plan::id::ProductId;
use crate::plan::language::Language;
use crate::plan::plan::Plan;
use crate::render::artifact::Artifact;
use crate::render::captions::{Caption, short_date};
use crate::render::chart::{notes, roadmap, year_of_meetings};
use crate::render::telling::title;
use crate::render::view::{Entry, Kind, View};
use crate::render::words::Word;
use crate::schedule::ledger::Ledger;
use crate::schedule::placement::Placement;

/// The page `charts/PRODUCT.md` of each product that has a chart.
pub fn pages(view: &View<'_>, ledger: &Ledger) -> Vec<Artifact> {
    let products = view.plan.products.iter().enumerate();
    let pages = products.filter_map(|(index, product)| {
        let text = page(view, ledger, ProductId(index))?;
        Some(Artifact::new(format!("charts/{}.md", product.key), text))
    });
    pages.collect()
}

fn page(view: &View<'_>, ledger: &Ledger, product: ProductId) -> Option<String> {
    let language = view.plan.language;
    let years = PlanningYear::of(view.plan.horizon);
    let charts: Vec<(PlanningYear, String)> =
        years.filter_map(|year| year_of_meetings(view, product, year).map(|chart| (year, chart))).collect();
    let roadmap = roadmap(view, product);
    if charts.is_empty() && roadmap.is_none() {
        return None;
    }
    let title = &view.plan.product(product).title;
    let heading = format!("{title}: {}", Word::AnnualCycle.text(language).to_lowercase());
    let mut text = format!(
        "---\nlayout: default\ntitle: {}\n{}nav_order: {}\nhas_children: false\n---\n\n# {}\n",
        yaml(&heading),
        view.plan.publish.charts.parent.as_ref().map_or_else(String::new, |parent| format!("parent: {}\n", yaml(parent))),
        product.0 + 1,
        markdown(&heading)
    );
    if let Some(chart) = roadmap {
        section(&mut text, Caption::Roadmap.text(language), &chart);
        noted(&mut text, view.plan, product);
    }
    for (year, chart) in charts {
        section(&mut text, &format!("{} {year}", Caption::Meetings.text(language)), &chart);
        table(&mut text, view, ledger, (product, year));
    }
    Some(text)
}

fn section(text: &mut String, heading: &str, chart: &str) {
    write!(text, "\n## {heading}\n\n```mermaid\n{chart}```\n").expect("a String takes what is written");
}

/// The days of note of a roadmap, one a row, in order of time; no table without any.
fn noted(text: &mut String, plan: &Plan, product: ProductId) {
    let language = plan.language;
    let notes = notes(plan, product);
    if notes.is_empty() {
        return;
    }
    text.push('\n');
    let columns =
        [Caption::Week, Caption::Weekday, Caption::Date, Caption::Note].map(|caption| caption.text(language).to_owned());
    row(text, &columns);
    row(text, &columns.map(|_| "---".to_owned()));
    for note in notes {
        let date = format!("{} {}", short_date(language, note.date), note.date.year());
        row(text, &[week(note.date), weekday_name(language, note.date).to_owned(), date, markdown(&note.title)]);
    }
}

/// The number of a week. The days around new year may lie in a week of the other year: then it is told with its year.
fn week(date: NaiveDate) -> String {
    let week = Week::of(date);
    if week.year() == date.year() { week.number().to_string() } else { format!("{}/{}", week.number(), week.year()) }
}

/// The meetings of a year, one a row, in order of time. One whose last change moved it says from when.
fn table(text: &mut String, view: &View<'_>, ledger: &Ledger, (product, year): (ProductId, PlanningYear)) {
    let language = view.plan.language;
    let columns = [
        Caption::Week.text(language),
        Caption::Weekday.text(language),
        Caption::Date.text(language),
        Caption::Time.text(language),
        Word::Meeting.text(language),
        Caption::Place.text(language),
        Word::Deadlines.text(language),
    ];
    text.push('\n');
    row(text, &columns.map(str::to_owned));
    row(text, &columns.map(|_| "---".to_owned()));
    for entry in view.entries.iter().filter(|entry| entry.product == product && year.days().contains(entry.when.first())) {
        if let Some(mut cells) = cells(view, entry) {
            let was = ledger.entry(&entry.id).filter(|record| record.when == entry.when).and_then(|record| record.was);
            if let Some(was) = was {
                cells[2] = format!("{}<br>{}", cells[2], moved_from(language, was, entry.when));
            }
            row(text, &cells);
        }
    }
}

/// From when a meeting was moved: `flyttet fra torsdag 1. apr`, `flyttet fra kl. 13.00`.
fn moved_from(language: Language, was: Placement, now: Placement) -> String {
    let from = match language {
        Language::Danish => "flyttet fra",
        Language::English => "moved from",
    };
    let start = match was {
        Placement::Meeting { start, .. } => Some(start),
        Placement::Milestone { .. } | Placement::Phase { .. } => None,
    };
    let day = was.first();
    if day == now.first() {
        return format!("{from}{}", at_time(language, start));
    }
    let other_year = if day.year() == now.first().year() { String::new() } else { format!(" {}", day.year()) };
    format!("{from} {} {}{other_year}", weekday_name(language, day), short_date(language, day))
}

fn row(text: &mut String, cells: &[String]) {
    writeln!(text, "| {} |", cells.join(" | ")).expect("a String takes what is written");
}

/// The cells of a meeting's row; none for other entries.
fn cells(view: &View<'_>, entry: &Entry) -> Option<[String; 7]> {
    let language = view.plan.language;
    let Kind::Meeting { group, occurrence: id } = entry.kind else { return None };
    let (date, time) = match entry.when {
        Placement::Meeting { date, start, .. } => {
            let end = entry.when.end().unwrap_or(start);
            (date, format!("{}–{}", clock(language, start), clock(language, end)))
        }
        Placement::Milestone { date } | Placement::Phase { first: date, .. } => (date, String::new()),
    };
    let (group, occurrence) = (view.plan.group(group), &view.plan.occurrences[id.0]);
    let sits = !occurrence.is_in_writing();
    let link = occurrence.link(group).map(|link| address(link, Caption::OnlineMeeting.text(language)));
    let place = occurrence.place(group).map(markdown).into_iter().chain(link).filter(|_| sits).collect::<Vec<String>>();
    let due = view.due.get(&id).into_iter().flatten().map(|due| {
        let deadline = &group.deadlines[due.deadline];
        let other_year = if due.date.year() == date.year() { String::new() } else { format!(" {}", due.date.year()) };
        let day = format!("{} {}{other_year}", short_weekday(language, due.date), short_date(language, due.date));
        format!("{}: {day}{}", markdown(&deadline.title), at_time(language, deadline.time))
    });
    let topics = view.agendas.get(&id).into_iter().flatten().map(|topic| markdown(&view.plan.topics[topic.0].title));
    let topics: Vec<String> = topics.collect();
    let mut what = vec![markdown(&title(view.plan, entry))];
    if !topics.is_empty() {
        what.push(format!("{}: {}", Word::Topics.text(language), topics.join(", ")));
    }
    let note = occurrence.once().and_then(|once| once.note.as_deref());
    what.extend(note.map(markdown));
    Some([
        week(date),
        weekday_name(language, date).to_owned(),
        short_date(language, date),
        time,
        what.join("<br>"),
        place.join(", "),
        due.collect::<Vec<_>>().join("<br>"),
    ])
}

/// Words as Markdown shows them unchanged, also in a table's cell, and in which neither HTML nor Liquid finds its marks.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' | '<' | '>' | '|' | '{' | '}' | '%' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' | '#' | '$' | '^' | '=' | '"'
            | '\'' => {
                write!(out, "&#{};", u32::from(character)).expect("a String takes what is written");
            }
            control if control.is_control() || matches!(control, '\u{2028}' | '\u{2029}') => out.push(' '),
            other => out.push(other),
        }
    }
    out.trim().to_owned()
}

/// Whether an address is one of the web: no other becomes a link, for what a script's address does is not known.
pub fn is_of_the_web(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

/// A link that a page may hold: only addresses of the web become one, anything else stays words.
fn address(link: &str, words: &str) -> String {
    if !is_of_the_web(link) {
        return markdown(link);
    }
    let mut target = String::with_capacity(link.len());
    for byte in link.bytes() {
        match byte {
            b'!' | b'#'..=b';' | b'=' | b'?'..=b'Z' | b'_' | b'a'..=b'z' | b'~'
                if !matches!(byte, b'(' | b')' | b'\'' | b'*') =>
            {
                target.push(char::from(byte));
            }
            // RFC 3986, 2.1: everything else is written as its bytes, in hexadecimal.
            other => write!(target, "%{other:02X}").expect("a String takes what is written"),
        }
    }
    format!("[{words}]({target})")
}

/// A string of YAML in double quotes, without braces or percent signs.
fn yaml(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '{' | '}' | '%' => write!(out, "\\x{:02x}", u32::from(character)).expect("a String takes what is written"),
            control if control.is_control() || matches!(control, '\u{2028}' | '\u{2029}' | '\u{feff}') => out.push(' '),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{address, markdown, pages, yaml};
    use crate::calendar::civil::NaiveDate;
    use crate::calendar::horizon::Horizon;
    use crate::plan::group::GroupId;
    use crate::plan::id::ProductId;
    use crate::plan::language::Language;
    use crate::render::feed::advance;
    use crate::render::gallery;
    use crate::render::view::View;
    use crate::schedule::ledger::Ledger;
    use crate::schedule::placement::{Placement, Schedule};
    use crate::schedule::stamp::Stamp;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_page_opens_with_front_matter_and_every_fence_is_closed() {
        let (plan, schedule) = gallery::plan();
        let pages = pages(&View::new(&plan, &schedule), &Ledger::default());
        assert_eq!(
            pages.iter().map(|page| page.path.as_str()).collect::<Vec<_>>(),
            ["charts/os2display.md", "charts/os2forms.md"]
        );
        let head = "---\nlayout: default\ntitle: \"OS2display: årshjul\"\nnav_order: 1\nhas_children: false\n---\n\n# OS2display: årshjul\n\n## Roadmap\n\n```mermaid\n";
        assert!(pages[0].text().starts_with(head), "{}", &pages[0].text()[..300]);
        assert_eq!(pages[0].text().matches("```mermaid\n").count(), 3);
        assert_eq!(pages[0].text().matches("\n```\n").count(), 3);
    }

    #[test]
    fn a_row_tells_week_day_time_place_and_deadlines() {
        let (plan, schedule) = gallery::plan();
        let page = pages(&View::new(&plan, &schedule), &Ledger::default())[0].text().to_owned();
        let header = "\n| Uge | Ugedag | Dato | Tid | Møde | Sted | Frister |\n| --- | --- | --- | --- | --- | --- | --- |\n";
        assert_eq!(page.matches(header).count(), 2);
        let row = "| 14 | torsdag | 8. apr | 13.00–14.30 | Styregruppe | Vejle, mødelokale 2 | dagsorden: man 22. mar<br>bilag: tor 1. apr<br>referat: tor 15. apr |\n";
        assert!(page.contains(row));
        assert!(page.contains("| Odense &#124; Dalum |"));
    }

    #[test]
    fn days_of_note_are_told_below_the_roadmap_in_order_of_time() {
        let (mut plan, schedule) = gallery::plan();
        plan.notes = vec![gallery::note("slut", "Slut | {{ x }}", "2028-04-01"), gallery::note("nytår", "Nytår", "2027-01-01")];
        let page = pages(&View::new(&plan, &schedule), &Ledger::default())[0].text().to_owned();
        let table = "```\n\n| Uge | Ugedag | Dato | Mærkedag |\n| --- | --- | --- | --- |\n| 53/2026 | fredag | 1. jan 2027 | Nytår |\n| 13 | lørdag | 1. apr 2028 | Slut &#124; &#123;&#123; x &#125;&#125; |\n\n## ";
        assert!(page.contains(table), "{page}");
    }

    #[test]
    fn a_meeting_that_was_moved_says_from_when_until_it_changes_otherwise() {
        let mut plan = gallery::empty(Language::Danish, Horizon::of_years(2027, 2027).unwrap());
        plan.products.push(gallery::product("p", "P"));
        plan.groups.push(gallery::group(ProductId(0), "g", "G"));
        let mut schedule = Schedule::default();
        gallery::meet(&mut plan, &mut schedule, GroupId(0), date("2027-03-04"));
        let id = plan.occurrences[0].id.clone();
        let stamp = |day: &str| Stamp::parse(&format!("2026-11-{day}T00:00:00Z")).unwrap();
        let first = advance(&View::new(&plan, &schedule), &Ledger::default(), stamp("01"));
        let mut page_of = |to: Placement, ledger: &Ledger, day: &str| {
            schedule.placements.insert(id.clone(), to);
            let view = View::new(&plan, &schedule);
            let ledger = advance(&view, ledger, stamp(day));
            (pages(&view, &ledger)[0].text().to_owned(), ledger)
        };
        let at = |day: &str, hour| {
            let start = crate::calendar::civil::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
            Placement::Meeting { date: date(day), start, minutes: 60 }
        };
        let (page, second) = page_of(at("2027-03-11", 13), &first, "02");
        assert!(page.contains("| 11. mar<br>flyttet fra torsdag 4. mar |"), "{page}");
        let (page, _) = page_of(at("2027-03-11", 10), &second, "03");
        assert!(page.contains("| 11. mar<br>flyttet fra kl. 13.00 |"), "{page}");
        let (page, _) = page_of(at("2027-03-04", 13), &first, "03");
        assert!(!page.contains("flyttet"), "{page}");
    }

    #[test]
    fn a_page_may_lie_below_another_one() {
        let (mut plan, schedule) = gallery::plan();
        plan.publish.charts.parent = Some("Årshjul {{ 1 }}".to_owned());
        let page = pages(&View::new(&plan, &schedule), &Ledger::default())[0].text().to_owned();
        assert!(page.contains("\nparent: \"Årshjul \\x7b\\x7b 1 \\x7d\\x7d\"\nnav_order: 1\n"), "{page}");
    }

    #[test]
    fn the_first_days_of_2027_are_in_week_53_of_2026() {
        let mut plan = gallery::empty(Language::Danish, Horizon::of_years(2026, 2027).unwrap());
        let mut schedule = Schedule::default();
        plan.products.push(gallery::product("p", "P"));
        plan.groups.push(gallery::group(ProductId(0), "g", "G"));
        for day in ["2026-12-31", "2027-01-01", "2027-01-04"] {
            gallery::meet(&mut plan, &mut schedule, GroupId(0), date(day));
        }
        let page = pages(&View::new(&plan, &schedule), &Ledger::default())[0].text().to_owned();
        let row = |start: &str| page.lines().any(|line| line.starts_with(start));
        assert!(row("| 53 | torsdag | 31. dec |") && row("| 53/2026 | fredag | 1. jan |") && row("| 1 | mandag | 4. jan |"));
    }

    #[test]
    fn no_liquid_html_or_column_comes_from_a_plan() {
        let nasty = "{{ site }} {% raw %} a|b <b>*x*</b> \"q\" C:\\d\nny";
        assert_eq!(
            markdown(nasty),
            "&#123;&#123; site &#125;&#125; &#123;&#37; raw &#37;&#125; a&#124;b &#60;b&#62;&#42;x&#42;&#60;/b&#62; &#34;q&#34; C:&#92;d ny"
        );
        assert_eq!(yaml("{{ x }} 5% \"q\" C:\\d\n"), r#""\x7b\x7b x \x7d\x7d 5\x25 \"q\" C:\\d ""#);
        let (mut plan, schedule) = gallery::plan();
        plan.products[0].title = nasty.to_owned();
        plan.groups[0].title = nasty.to_owned();
        plan.groups[0].link = Some("https://x.dk/{{a}}|b".to_owned());
        plan.tracks[0].title = nasty.to_owned();
        let page = pages(&View::new(&plan, &schedule), &Ledger::default())[0].text().to_owned();
        assert!(!page.contains("{{") && !page.contains("{%"));
        assert!(!page.split_once("\n---\n").unwrap().1.contains("<b>"));
        assert!(page.lines().filter(|line| line.starts_with('|')).all(|line| line.matches('|').count() == 8));
    }

    #[test]
    fn only_an_address_of_the_web_becomes_a_link() {
        assert_eq!(address("https://x.dk/a b?c=(d)|e", "online"), "[online](https://x.dk/a%20b?c=%28d%29%7Ce)");
        assert_eq!(address("javascript:alert(1)", "online"), "javascript:alert(1)");
    }
}
