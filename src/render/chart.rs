//! Mermaid gantt charts: a product's roadmap, and the meetings of each of its years. Knows the chart language only as far as
//! every Mermaid from 11.7 to 12.3 reads it alike, or from 10.9 where the plan asks for no `vert`: explicit dates, unique ids,
//! no references between tasks, no `click`.

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::calendar::horizon::Horizon;
use crate::calendar::planning_year::PlanningYear;
use crate::plan::id::ProductId;
use crate::plan::language::Language;
use crate::plan::plan::{Plan, Product};
use crate::plan::publish::{HolidayStyle, Markers};
use crate::plan::roadmap::DayOfNote;
use crate::render::artifact::Artifact;
use crate::render::captions::{Caption, quarter, short_date, shortest_date, year_change};
use crate::render::chart_text::{Chart, Display};
use crate::render::closed_clusters::{clusters, rows};
use crate::render::closed_days::{Notes, Shade, of_group, shared, stretches};
use crate::render::view::{Entry, Kind, View};

/// The charts of every product: `charts/PRODUCT.mmd` where it has phases or milestones, and `charts/PRODUCT-YEAR.mmd` for
/// each planned year in which it has meetings.
pub fn charts(view: &View<'_>) -> Vec<Artifact> {
    let mut artifacts = Vec::new();
    for (index, product) in view.plan.products.iter().enumerate() {
        let id = ProductId(index);
        artifacts.extend(roadmap(view, id).map(|text| Artifact::new(format!("charts/{}.mmd", product.key), text)));
        for year in PlanningYear::of(view.plan.horizon) {
            let path = format!("charts/{}-{}.mmd", product.key, year.label());
            artifacts.extend(year_of_meetings(view, id, year).map(|text| Artifact::new(path, text)));
        }
    }
    artifacts
}

/// The roadmap of a product: milestones, then a section for each track; none without phases and milestones.
pub fn roadmap(view: &View<'_>, product: ProductId) -> Option<String> {
    let plan = view.plan;
    let entries: Vec<&Entry> = view.entries.iter().filter(|entry| entry.product == product && is_roadmap(entry)).collect();
    let notes = notes(plan, product);
    let days = || notes.iter().map(|note| note.date);
    let first = entries.iter().map(|entry| entry.when.first()).min()?.min(days().min().unwrap_or(NaiveDate::MAX));
    let last = entries.iter().map(|entry| entry.when.last()).max()?.max(days().max().unwrap_or(NaiveDate::MIN));
    let owner = plan.product(product);
    let style = &plan.publish.charts;
    let mut chart = Chart::default();
    chart.open_section(Caption::Milestones.text(plan.language));
    let mark_days = |chart: &mut Chart, tags: &str| {
        for (date, id, words) in days_of_note(plan.language, &notes, (first, last)) {
            chart.point(tags, &words, &id, date);
        }
    };
    match style.markers {
        Markers::Vert => {}
        // A milestone takes a row of its section: among the other milestones it is found.
        Markers::Milestones => mark_days(&mut chart, "milestone"),
    }
    let names = plan.tracks.iter().filter(|track| track.product == product).map(|track| track.title.as_str());
    // All milestones stand in one section: a remark tells of which track those below it are, unless the section does.
    let is_told = names.eq([Caption::Milestones.text(plan.language)]);
    let mut above = None;
    for entry in &entries {
        if let Kind::Milestone { milestone, track } = entry.kind {
            if !is_told && above != Some(track) {
                chart.remark("track", &plan.tracks[track.0].title);
                above = Some(track);
            }
            let milestone = &plan.milestones[milestone.0];
            let tags = if milestone.critical { "crit, milestone" } else { "milestone" };
            chart.point(tags, &milestone.title, &local_id(owner, entry), entry.when.first());
        }
    }
    for (index, track) in plan.tracks.iter().enumerate().filter(|(_, track)| track.product == product) {
        chart.open_section(&track.title);
        for entry in &entries {
            if let Kind::Phase { track, phase } = entry.kind
                && track.0 == index
            {
                let phase = &plan.phases[phase.0];
                let tags = if phase.critical { "crit" } else { "" };
                chart.bar(tags, &phase.title, &local_id(owner, entry), (entry.when.first(), entry.when.last()));
            }
        }
    }
    match style.markers {
        Markers::Vert => mark_days(&mut chart, "vert"),
        Markers::Milestones => {}
    }
    let years =
        if first.year() == last.year() { first.year().to_string() } else { format!("{}–{}", first.year(), last.year()) };
    let heading = format!("{}: {} {years}", owner.title, Caption::Roadmap.text(plan.language).to_lowercase());
    Some(chart.finish(&heading, Display::Rows, &["axisFormat %Y-%m".to_owned(), "tickInterval 3month".to_owned()]))
}

/// The days of note of a product, by day.
pub fn notes(plan: &Plan, product: ProductId) -> Vec<&DayOfNote> {
    let mut notes: Vec<&DayOfNote> = plan.notes.iter().filter(|note| note.product == product).collect();
    notes.sort_by_key(|note| note.date);
    notes
}

/// The days that a roadmap marks, by day, with their ids and words: those of note, and each first of January between the first and
/// the last day that is not one of them.
fn days_of_note(
    language: Language,
    notes: &[&DayOfNote],
    (first, last): (NaiveDate, NaiveDate),
) -> Vec<(NaiveDate, String, String)> {
    let changes = (first.year() + 1..=last.year()).filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1));
    let changes = changes.filter(|date| *date < last && notes.iter().all(|note| note.date != *date));
    let changes = changes.map(|date| (date, format!("new-year-{}", date.year()), year_change(language, date.year())));
    let own = notes.iter().map(|note| (note.date, format!("note-{}", note.key), note.title.clone()));
    let mut days: Vec<(NaiveDate, String, String)> = own.chain(changes).collect();
    days.sort_by_key(|(date, _, _)| *date);
    days
}

/// The meetings of a product in a year: a section for each group, each meeting at its date; none without meetings.
///
/// Days on which no group of the product works are grey from top to bottom.
pub fn year_of_meetings(view: &View<'_>, product: ProductId, year: PlanningYear) -> Option<String> {
    let plan = view.plan;
    let language = plan.language;
    let horizon = year.days();
    let meetings: Vec<&Entry> = view.entries.iter().filter(|entry| is_meeting_of(entry, product, horizon)).collect();
    if meetings.is_empty() {
        return None;
    }
    let owner = plan.product(product);
    let groups = plan.groups.iter().filter(|group| group.product == product);
    let shaded = shared(&groups.map(|group| of_group(plan, group, horizon)).collect::<Vec<_>>());

    let mut chart = Chart::default();
    chart.open_section(&year.to_string());
    for (index, (first, last)) in quarters(horizon).into_iter().enumerate() {
        let number = first.month0() / 3 + 1;
        // A year that starts inside a quarter also ends inside it.
        let id = if index < 4 { format!("q{number}") } else { format!("q{number}-end") };
        chart.bar("done", &quarter(language, number), &id, (first, last));
    }
    let label = if least_gap(&meetings) < ROOMY_DAYS { shortest_date } else { short_date };
    for (index, group) in plan.groups.iter().enumerate().filter(|(_, group)| group.product == product) {
        chart.open_section(&group.title);
        for entry in &meetings {
            if matches!(entry.kind, Kind::Meeting { group, .. } if group.0 == index) {
                let date = entry.when.first();
                chart.point("milestone", &label(language, date), &local_id(owner, entry), date);
            }
        }
    }
    let whole = shaded.closed.iter().filter(|(_, note)| note.shade < Shade::HalfDay);
    let whole: Notes = whole.map(|(date, note)| (*date, note.clone())).collect();
    let style = &plan.publish.charts;
    match (style.holidays, style.markers) {
        (HolidayStyle::Section, _) => {
            for (row, clusters) in rows(clusters(&whole)).into_iter().enumerate() {
                chart.open_row(Caption::ClosedDays.text(language), row);
                for cluster in clusters {
                    chart.bar("done", &cluster.names, &format!("closed-{}", cluster.first), (cluster.first, cluster.last));
                }
            }
        }
        (HolidayStyle::Lines, Markers::Vert) => {
            for cluster in clusters(&whole) {
                chart.point("vert", &cluster.names, &format!("closed-{}", cluster.first), cluster.first);
            }
        }
        (HolidayStyle::Lines, Markers::Milestones) => {
            for (row, clusters) in rows(clusters(&whole)).into_iter().enumerate() {
                chart.open_row(Caption::ClosedDays.text(language), row);
                for cluster in clusters {
                    chart.point("milestone", &cluster.names, &format!("closed-{}", cluster.first), cluster.first);
                }
            }
        }
        (HolidayStyle::Unnamed, _) => {}
    }
    match style.holidays {
        HolidayStyle::Section | HolidayStyle::Lines => {
            chart.open_section(Caption::Unwelcome.text(language));
            for stretch in stretches(&shaded.unwelcome) {
                chart.bar("done", &stretch.note.names, &format!("avoid-{}", stretch.first), (stretch.first, stretch.last));
            }
        }
        HolidayStyle::Unnamed => {}
    }
    let closed: Vec<String> = whole.keys().map(NaiveDate::to_string).collect();
    let heading = format!("{}: {} {year}", owner.title, Caption::Meetings.text(language).to_lowercase());
    let axis = match language {
        Language::Danish => "axisFormat %-d/%-m",
        Language::English => "axisFormat %-d %b",
    };
    let mut settings = vec![axis.to_owned(), "tickInterval 1month".to_owned()];
    if !closed.is_empty() {
        settings.push(format!("excludes {}", closed.join(" ")));
    }
    Some(chart.finish(&heading, Display::Compact, &settings))
}

/// First and last day of the quarters of the calendar, as far as they lie in a year.
fn quarters(year: Horizon) -> Vec<(NaiveDate, NaiveDate)> {
    let begins = |day: &NaiveDate| day.day() == 1 && day.month0().is_multiple_of(3);
    let firsts: Vec<NaiveDate> = year.days().filter(|day| *day == year.first() || begins(day)).collect();
    let lasts: Vec<NaiveDate> = firsts.iter().skip(1).filter_map(NaiveDate::pred_opt).chain([year.last()]).collect();
    firsts.into_iter().zip(lasts).collect()
}

/// From so many days between the meetings of a group on, a date with the name of its month stands clear of the next mark,
/// also in a chart of 800 pixels, as wide as the column of a page.
const ROOMY_DAYS: i64 = 32;

/// The fewest days between two meetings of one group; the meetings are in order of time.
fn least_gap(meetings: &[&Entry]) -> i64 {
    let group = |entry: &Entry| match entry.kind {
        Kind::Meeting { group, .. } | Kind::Deadline { group, .. } => Some(group),
        Kind::Phase { .. } | Kind::Milestone { .. } => None,
    };
    let gaps = meetings.iter().enumerate().filter_map(|(index, one)| {
        let next = meetings[index + 1..].iter().find(|other| group(other) == group(one))?;
        Some((next.when.first() - one.when.first()).num_days())
    });
    gaps.min().unwrap_or(i64::MAX)
}

fn is_roadmap(entry: &Entry) -> bool {
    match entry.kind {
        Kind::Phase { .. } | Kind::Milestone { .. } => true,
        Kind::Meeting { .. } | Kind::Deadline { .. } => false,
    }
}

fn is_meeting_of(entry: &Entry, product: ProductId, horizon: Horizon) -> bool {
    match entry.kind {
        Kind::Meeting { .. } => entry.product == product && horizon.contains(entry.when.first()),
        Kind::Deadline { .. } | Kind::Phase { .. } | Kind::Milestone { .. } => false,
    }
}

/// What remains of an entry's id within its product's chart.
fn local_id(product: &Product, entry: &Entry) -> String {
    let whole = entry.id.as_str();
    let local = whole.strip_prefix(&product.key).and_then(|rest| rest.strip_prefix('/')).unwrap_or(whole);
    local.strip_prefix("roadmap/").unwrap_or(local).to_owned()
}

#[cfg(test)]
mod tests {
    use super::charts;
    use crate::calendar::civil::NaiveDate;
    use crate::calendar::horizon::Horizon;
    use crate::plan::group::GroupId;
    use crate::plan::id::ProductId;
    use crate::plan::language::Language;
    use crate::plan::plan::Plan;
    use crate::plan::publish::{HolidayStyle, Markers};
    use crate::render::gallery;
    use crate::render::view::View;
    use crate::schedule::placement::Schedule;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn tiny() -> (Plan, Schedule) {
        let mut plan = gallery::empty(Language::English, Horizon::of_years(2027, 2027).unwrap());
        let mut schedule = Schedule::default();
        plan.products.push(gallery::product("p", "P; one"));
        plan.groups.push(gallery::group(ProductId(0), "g", "Click here"));
        for day in ["2027-01-01", "2027-12-31"] {
            gallery::meet(&mut plan, &mut schedule, GroupId(0), date(day));
        }
        (plan, schedule)
    }

    #[test]
    fn a_year_of_meetings_is_written_line_for_line() {
        let (plan, schedule) = tiny();
        let artifacts = charts(&View::new(&plan, &schedule));
        assert_eq!(artifacts.len(), 1);
        assert_eq!(artifacts[0].path, "charts/p-2027.mmd");
        let expected = "---
config:
  gantt:
    leftPadding: 78
    rightPadding: 84
    displayMode: compact
    barHeight: 14
    barGap: 6
    fontSize: 10
---
gantt
    title P#59; one#58; meetings 2027
    accTitle: P#59; one#58; meetings 2027
    dateFormat YYYY-MM-DD
    axisFormat %-d %b
    tickInterval 1month
    todayMarker off
    section 2027
    Q1 :done, q1, 2027-01-01, 2027-04-01
    Q2 :done, q2, 2027-04-01, 2027-07-01
    Q3 :done, q3, 2027-07-01, 2027-10-01
    Q4 :done, q4, 2027-10-01, 2028-01-01
    section Click here
    1 Jan :milestone, g-2027-01-0, 2027-01-01, 0d
    31 Dec :milestone, g-2027-12-1, 2027-12-31, 0d
";
        assert_eq!(artifacts[0].text(), expected);
    }

    #[test]
    fn a_phase_ends_on_the_day_after_its_last() {
        let (mut plan, schedule) = gallery::plan();
        plan.phases[0].critical = true;
        let roadmap = &charts(&View::new(&plan, &schedule))[0];
        assert_eq!(roadmap.path, "charts/os2display.mmd");
        assert!(roadmap.text().contains(":crit, spor-0-0, ") && roadmap.text().matches(":crit, spor").count() == 1);
        // The phase lasts through 28 May; a milestone has no length.
        assert!(roadmap.text().contains(":spor-2-1, 2027-04-01, 2027-05-29\n"));
        assert!(roadmap.text().contains("udpeget :milestone, spor-3-Product-Owner-udpeget, 2026-10-01, 0d\n"));
        assert!(
            roadmap.text().contains("Kontraktmodel revideret :crit, milestone, spor-0-Kontraktmodel-revideret, 2027-01-15, 0d\n")
        );
        assert!(roadmap.text().ends_with("    Årsskifte 26/27 :vert, new-year-2027, 2027-01-01, 0d\n"));
    }

    #[test]
    fn a_product_without_phases_has_no_roadmap_and_one_without_meetings_no_year() {
        let (mut plan, schedule) = gallery::plan();
        let paths = |plan: &Plan| charts(&View::new(plan, &schedule)).into_iter().map(|chart| chart.path).collect::<Vec<_>>();
        let all = ["os2display.mmd", "os2display-2026.mmd", "os2display-2027.mmd", "os2forms-2026.mmd", "os2forms-2027.mmd"];
        assert_eq!(paths(&plan), all.map(|name| format!("charts/{name}")));
        plan.occurrences.clear();
        assert_eq!(paths(&plan), ["charts/os2display.mmd"]);
    }

    #[test]
    fn closed_days_are_excluded_and_weekends_and_half_days_are_not() {
        let (plan, schedule) = gallery::plan();
        let chart = charts(&View::new(&plan, &schedule))[2].text().to_owned();
        let excludes = chart.lines().find(|line| line.trim().starts_with("excludes")).unwrap();
        assert!(excludes.contains(" 2027-05-06 2027-05-07 ") && !excludes.contains("2027-05-08"));
        assert!(!excludes.contains("2027-06-05") && !excludes.contains("2027-07-21"));
        assert_eq!(chart.matches("Sommerferie").count(), 1);
    }

    #[test]
    fn closed_days_are_named_in_a_section_at_lines_or_not_at_all() {
        let (mut plan, schedule) = gallery::plan();
        let mut chart = |holidays, markers| {
            (plan.publish.charts.holidays, plan.publish.charts.markers) = (holidays, markers);
            charts(&View::new(&plan, &schedule))[2].text().to_owned()
        };
        let section = chart(HolidayStyle::Section, Markers::Vert);
        let easter = "    Skærtorsdag – 2. påskedag :done, closed-2027-03-25, 2027-03-25, 2027-03-30\n";
        assert!(section.contains(easter), "{section}");
        assert!(section.contains("    section Lukkede dage\n") && section.contains("    section \u{200b}\n"), "{section}");
        let lines = chart(HolidayStyle::Lines, Markers::Vert);
        assert!(lines.contains("    Skærtorsdag – 2. påskedag :vert, closed-2027-03-25, 2027-03-25, 0d\n"), "{lines}");
        let points = chart(HolidayStyle::Lines, Markers::Milestones);
        assert!(points.contains("    Skærtorsdag – 2. påskedag :milestone, closed-2027-03-25, 2027-03-25, 0d\n"), "{points}");
        assert!(!points.contains("vert"), "{points}");
        let unnamed = chart(HolidayStyle::Unnamed, Markers::Vert);
        assert!(!unnamed.contains("påske") && !unnamed.contains("Sommerferie") && unnamed.contains("excludes"), "{unnamed}");
    }

    #[test]
    fn years_change_at_a_milestone_where_lines_are_not_to_be_had() {
        let (mut plan, schedule) = gallery::plan();
        plan.publish.charts.markers = Markers::Milestones;
        let roadmap = charts(&View::new(&plan, &schedule))[0].text().to_owned();
        let first = "    section Milepæle\n    Årsskifte 25/26 :milestone, new-year-2026, 2026-01-01, 0d\n    Årsskifte 26/27 :milestone, ";
        assert!(roadmap.contains(first) && !roadmap.contains("vert,"), "{roadmap}");
    }

    #[test]
    fn days_of_note_are_lines_among_those_of_the_years_and_take_the_place_of_one() {
        let (mut plan, schedule) = gallery::plan();
        plan.notes = vec![gallery::note("slut", "Slut: helt", "2028-04-01"), gallery::note("nytår", "Nytår", "2027-01-01")];
        let roadmap = |plan: &Plan| charts(&View::new(plan, &schedule))[0].text().to_owned();
        let lines = "    Årsskifte 25/26 :vert, new-year-2026, 2026-01-01, 0d\n    Nytår :vert, note-nytaar, 2027-01-01, 0d\n    Årsskifte 27/28 :vert, new-year-2028, 2028-01-01, 0d\n    Slut#58; helt :vert, note-slut, 2028-04-01, 0d\n";
        assert!(roadmap(&plan).ends_with(lines), "{}", roadmap(&plan));
        plan.publish.charts.markers = Markers::Milestones;
        let points = lines.replace("vert", "milestone");
        assert!(roadmap(&plan).contains(&format!("    section Milepæle\n{points}")), "{}", roadmap(&plan));
        // Days of note alone are no roadmap.
        (plan.phases, plan.milestones) = (Vec::new(), Vec::new());
        assert!(charts(&View::new(&plan, &schedule)).iter().all(|chart| chart.path != "charts/os2display.mmd"));
    }

    #[test]
    fn a_remark_tells_the_track_of_the_milestones_below_it() {
        let (mut plan, schedule) = gallery::plan();
        plan.tracks[0].title = "%%{init}: #1\n; 5 %".to_owned();
        let remarks = |plan: &Plan| {
            let roadmap = charts(&View::new(plan, &schedule))[0].text().to_owned();
            let lines = roadmap.lines().map(str::trim).filter(|line| line.starts_with("%%") || line.contains("milestone,"));
            lines.map(|line| line.split(" :").next().unwrap_or_default().to_owned()).collect::<Vec<String>>()
        };
        let expected = [
            "%% track: #37;#37;#123;init#125;#58; #35;1 #59; 5 #37;",
            "Forvaltningsmodel revideret",
            "%% track: Produktforvaltning",
            "Product Owner udpeget",
            "%% track: #37;#37;#123;init#125;#58; #35;1 #59; 5 #37;",
            "Kontraktmodel revideret",
        ];
        assert_eq!(remarks(&plan)[..6], expected);
        // A single track of the section's own name needs none; of another name it does.
        plan.tracks.truncate(1);
        plan.phases.retain(|phase| phase.track.0 == 0);
        plan.milestones.retain(|milestone| milestone.track.0 == 0);
        assert_eq!(remarks(&plan).len(), 3);
        plan.tracks[0].title = "Milepæle".to_owned();
        assert_eq!(remarks(&plan), ["Forvaltningsmodel revideret", "Kontraktmodel revideret"]);
    }

    #[test]
    fn tracks_of_one_name_stay_two_sections() {
        let (mut plan, schedule) = gallery::plan();
        plan.tracks[1].title = plan.tracks[0].title.clone();
        let roadmap = charts(&View::new(&plan, &schedule))[0].text().to_owned();
        assert!(roadmap.contains("section Revision af forvaltningsmodel\n") && roadmap.contains("forvaltningsmodel (2)\n"));
    }

    #[test]
    fn dates_grow_shorter_where_a_group_meets_often() {
        let (mut plan, mut schedule) = tiny();
        plan.language = Language::Danish;
        assert!(charts(&View::new(&plan, &schedule))[0].text().contains("    1. jan :"));
        gallery::meet(&mut plan, &mut schedule, GroupId(0), date("2027-02-02"));
        assert!(charts(&View::new(&plan, &schedule))[0].text().contains("    1. jan :"));
        gallery::meet(&mut plan, &mut schedule, GroupId(0), date("2027-03-05"));
        assert!(charts(&View::new(&plan, &schedule))[0].text().contains("    1/1 :"));
    }
}
