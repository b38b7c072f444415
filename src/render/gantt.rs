//! The roadmap of a product as a picture on a lying sheet of A4: a row for each track, phases as bars, milestones as diamonds, and
//! the meetings that decide. Knows any schedule, also one typed by hand.

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::plan::date_words::{long_date, month_name, short_month};
use crate::plan::id::ProductId;
use crate::render::artifact::Artifact;
use crate::render::captions::Caption;
use crate::render::gantt_content::{Item, Roadmap, Row, Sign, roadmap};
use crate::render::gantt_layout::{Anchor, BLOCK, POINT, Placed, Scale, place};
use crate::render::gantt_notes;
use crate::render::lettering::{FONTS, fitted, lines, width};
use crate::render::mermaid_text::Ids;
use crate::render::palette::{Paint, style};
use crate::render::svg::{Svg, Tag, number};
use crate::render::view::View;
use crate::render::wheel_marks::{diamond, shape};
use crate::render::wheel_phases::tinted;

/// A lying sheet of A4, four units to the millimetre; what needs less is less high, and what needs far more is higher.
const WIDTH: f64 = 1188.0;
const SHEET: f64 = 840.0;
const MARGIN: f64 = 20.0;
/// Where the names of tracks end and the days begin.
const LEFT: f64 = 206.0;
const HEAD: f64 = 64.0;
const YEARS: f64 = 24.0;
const MONTHS: f64 = 18.0;
const FOOT: f64 = 36.0;
/// The size of words.
const SIZE: f64 = 12.5;
/// The height of a lane, where there is room, and at the least.
const LANE: (f64, f64) = (25.0, 18.0);
const PADDING: f64 = 8.0;

/// The roadmaps of all products that have one, `charts/PRODUCT.svg`. A line shows `today` where it lies in the roadmap.
pub fn gantts(view: &View<'_>, today: Option<NaiveDate>) -> Vec<Artifact> {
    let products = view.plan.products.iter().enumerate();
    let drawn = products.filter_map(|(index, product)| {
        let text = gantt(view, ProductId(index), today)?;
        Some(Artifact::new(format!("charts/{}.svg", product.key), text))
    });
    drawn.collect()
}

/// The roadmap of one product as SVG text; none without phases and milestones.
pub fn gantt(view: &View<'_>, product: ProductId, today: Option<NaiveDate>) -> Option<String> {
    let shown = roadmap(view, product)?;
    let id = format!("roadmap-{}", Ids::default().unique(&view.plan.product(product).key));
    Some(draw(&shown, &id, today))
}

/// A row with its items placed, and from where to where it reaches.
struct Laid<'a> {
    row: &'a Row,
    placed: Vec<Placed<'a>>,
    title: Vec<String>,
    top: f64,
    height: f64,
}

fn draw(shown: &Roadmap, id: &str, today: Option<NaiveDate>) -> String {
    let scale = Scale::new((shown.first, shown.last), (LEFT, WIDTH - MARGIN));
    let notes = gantt_notes::place(&shown.notes, &scale);
    let names = HEAD + YEARS + MONTHS;
    let top = names + gantt_notes::height(&notes);
    let end = |rows: &[Laid<'_>]| rows.last().map_or(top, |row| row.top + row.height);
    let mut lane = LANE.0;
    let mut rows = lay(shown, &scale, top, lane);
    while end(&rows) + FOOT > SHEET && lane > LANE.1 {
        lane -= 1.0;
        rows = lay(shown, &scale, top, lane);
    }
    let bottom = end(&rows);

    let mut svg = Svg::default();
    open(&mut svg, shown, id, (&scale, bottom));
    axis(&mut svg, shown, &scale, &rows, bottom);
    gantt_notes::draw_lines(&mut svg, &notes, (names, bottom));
    gantt_notes::draw_names(&mut svg, &notes, names);
    hand(&mut svg, shown, id, (&scale, bottom), today);
    for row in &rows {
        draw_row(&mut svg, row, lane);
    }
    signs(&mut svg, shown, bottom + 23.0);
    svg.finish()
}

fn lay<'a>(shown: &'a Roadmap, scale: &Scale, mut top: f64, lane: f64) -> Vec<Laid<'a>> {
    let count = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let rows = shown.rows.iter().map(|row| {
        let placed = place(&row.items, scale, SIZE);
        let title = lines(&row.title, SIZE * 1.08, LEFT - MARGIN - 22.0);
        let lanes = placed.iter().map(|placed| placed.lane + 1).max().unwrap_or(1);
        let height = (count(lanes) * lane).max(count(title.len()) * SIZE * 1.3) + PADDING;
        let laid = Laid { row, placed, title, top, height };
        top += height;
        laid
    });
    rows.collect()
}

fn open(svg: &mut Svg, shown: &Roadmap, id: &str, (scale, bottom): (&Scale, f64)) {
    let language = shown.language;
    let height = bottom + FOOT;
    let years = if shown.first.year() == shown.last.year() {
        shown.first.year().to_string()
    } else {
        format!("{}–{}", shown.first.year(), shown.last.year())
    };
    let heading = format!("{} {years}", Caption::Roadmap.text(language));
    let root = Tag::new("svg").set("xmlns", "http://www.w3.org/2000/svg").set("id", id).set("class", "roadmap");
    let root = root.set("width", "297mm").set("height", format!("{}mm", number(height / 4.0)));
    let root = root.set("viewBox", format!("0 0 {} {}", number(WIDTH), number(height))).set("lang", language.tag());
    let root = root.set("role", "img").set("aria-labelledby", format!("{id}-title {id}-desc"));
    let root = root.set("data-first", shown.first.to_string()).set("data-last", shown.last.to_string());
    let root = root.at("data-left", scale.left).at("data-right", scale.right).at("data-top", HEAD).at("data-bottom", bottom);
    svg.open(root.set("font-family", FONTS));
    svg.words(Tag::new("title").set("id", format!("{id}-title")), &format!("{}: {}", shown.title, heading.to_lowercase()));
    let told = |row: &Row| {
        let items: Vec<&str> = row.items.iter().map(|item| item.told.as_str()).collect();
        format!("{}: {}.", row.title, items.join("; "))
    };
    let notes: Vec<&str> = shown.notes.iter().map(|note| note.told.as_str()).collect();
    let notes = (!notes.is_empty()).then(|| format!("{}: {}.", Caption::Notes.text(language), notes.join("; ")));
    let told: Vec<String> = shown.rows.iter().map(told).chain(notes).collect();
    svg.words(Tag::new("desc").set("id", format!("{id}-desc")), &told.join(" "));
    svg.leaf(Paint::Paper.fill(Tag::new("rect").at("width", WIDTH).at("height", height)));
    let text = |x: f64, size: f64, anchor: &str| {
        Paint::Ink.fill(Tag::new("text").at("x", x).at("y", 44.0).at("font-size", size).set("text-anchor", anchor))
    };
    let free = WIDTH - 3.0 * MARGIN - width(&heading, 28.0);
    let size = [28.0, 24.0, 20.0].into_iter().find(|size| width(&shown.title, size * 1.08) <= free).unwrap_or(20.0);
    let title = fitted(&shown.title, size * 1.08, free).unwrap_or_default();
    svg.words(text(MARGIN, size, "start").set("font-weight", "bold"), &title);
    svg.words(text(WIDTH - MARGIN, 28.0, "end"), &heading);
}

/// Bands of years and months, a light ground under every second row, and lines between months and years.
fn axis(svg: &mut Svg, shown: &Roadmap, scale: &Scale, rows: &[Laid<'_>], bottom: f64) {
    let rect =
        |x: f64, y: f64, width: f64, height: f64| Tag::new("rect").at("x", x).at("y", y).at("width", width).at("height", height);
    for row in rows.iter().step_by(2) {
        svg.leaf(Paint::Heading.fill(rect(MARGIN, row.top, WIDTH - 2.0 * MARGIN, row.height)).set("fill-opacity", "0.4"));
    }
    svg.leaf(Paint::Frame.fill(rect(LEFT, HEAD, scale.right - LEFT, YEARS)));
    let firsts: Vec<NaiveDate> =
        shown.first.iter_days().take_while(|day| *day <= shown.last).filter(|day| day.day() == 1).collect();
    let narrowest = (scale.right - scale.left) / f64::from(u32::try_from(firsts.len()).unwrap_or(u32::MAX));
    for (index, first) in firsts.iter().enumerate() {
        let x = scale.begin(*first);
        let end = firsts.get(index + 1).map_or(scale.right, |next| scale.begin(*next));
        let is_new_year = first.month() == 1;
        let line = Tag::new("line").at("x1", x).at("x2", x).at("y1", HEAD + YEARS).at("y2", bottom);
        if shown.notes.iter().any(|note| note.date == *first) {
            // The line of the day of note stands there.
        } else if is_new_year {
            svg.leaf(Paint::Line.stroke(line, 1.4));
        } else {
            svg.leaf(Paint::Line.stroke(line, if first.month0().is_multiple_of(3) { 0.6 } else { 0.25 }));
        }
        let text = Tag::new("text").at("x", f64::midpoint(x, end)).at("y", HEAD + YEARS + 13.0).at("font-size", 11.0);
        if let Some(name) = month(shown, *first, narrowest) {
            svg.words(Paint::Ink.fill(text.set("text-anchor", "middle")), &name);
        }
        if index == 0 || is_new_year {
            let last = NaiveDate::from_ymd_opt(first.year(), 12, 31).map_or(shown.last, |last| last.min(shown.last));
            let year = first.year().to_string();
            if width(&year, 14.0 * 1.08) <= scale.end(last) - x {
                let text = Tag::new("text").at("x", f64::midpoint(x, scale.end(last))).at("y", HEAD + 17.0).at("font-size", 14.0);
                svg.words(Paint::FrameInk.fill(text.set("font-weight", "bold").set("text-anchor", "middle")), &year);
            }
            if index > 0 {
                let line = Tag::new("line").at("x1", x).at("x2", x).at("y1", HEAD).at("y2", HEAD + YEARS);
                svg.leaf(Paint::FrameInk.stroke(line, 1.1));
            }
        }
    }
    let foot = Tag::new("line").at("x1", MARGIN).at("x2", WIDTH - MARGIN).at("y1", bottom).at("y2", bottom);
    svg.leaf(Paint::Line.stroke(foot, 0.8));
}

/// A month's name as long as there is room for: whole, its beginning, its letter, or none.
fn month(shown: &Roadmap, first: NaiveDate, room: f64) -> Option<String> {
    let name = month_name(shown.language, first);
    let letter = name.chars().take(1).collect::<String>().to_uppercase();
    let forms = [name.to_owned(), short_month(shown.language, first).to_owned(), letter];
    forms.into_iter().find(|form| width(form, 11.0) + 2.0 <= room)
}

/// The line at today, and its group in any case, for a page that draws its own.
fn hand(svg: &mut Svg, shown: &Roadmap, id: &str, (scale, bottom): (&Scale, f64), today: Option<NaiveDate>) {
    svg.open(Tag::new("g").set("id", format!("{id}-today")).set("class", "roadmap-today"));
    if let Some(today) = today.filter(|today| *today >= shown.first && *today <= shown.last) {
        let x = scale.middle(today);
        svg.words(Tag::new("title"), &format!("{}: {}", Caption::Today.text(shown.language), long_date(shown.language, today)));
        svg.leaf(Paint::Today.stroke(Tag::new("line").at("x1", x).at("x2", x).at("y1", HEAD).at("y2", bottom), 2.0));
    }
    svg.close();
}

fn draw_row(svg: &mut Svg, laid: &Laid<'_>, lane: f64) {
    let row = laid.row;
    let group = Tag::new("g").set("class", "roadmap-row");
    svg.open(if let Some(key) = &row.key { group.set("data-track", key) } else { group });
    let mut y = laid.top + PADDING / 2.0 + lane / 2.0 + SIZE * 0.36;
    if row.key.is_some() {
        let swatch =
            Tag::new("rect").at("x", MARGIN + 3.0).at("y", laid.top + 4.0).at("width", 5.0).at("height", laid.height - 8.0);
        svg.leaf(swatch.set("fill", style(row.look).fill));
    }
    for line in &laid.title {
        let text = Tag::new("text").at("x", MARGIN + 14.0).at("y", y).at("font-size", SIZE).set("font-weight", "bold");
        svg.words(Paint::Ink.fill(text), line);
        y += SIZE * 1.3;
    }
    for placed in &laid.placed {
        let item = placed.item;
        let lanes = f64::from(u32::try_from(placed.lane).unwrap_or(0));
        let middle = laid.top + PADDING / 2.0 + lane * (lanes + 0.5);
        let mark = Tag::new("g").set("class", class(item)).set("data-entry", item.id.as_str());
        let mark = mark.set("data-date", item.first.to_string());
        svg.open(if item.first == item.last { mark } else { mark.set("data-last", item.last.to_string()) });
        svg.words(Tag::new("title"), &item.told);
        sign(svg, item.sign, (row.look, placed.sign), (middle, lane));
        if let Some(label) = &placed.words {
            let text = Tag::new("text").at("y", middle + SIZE * 0.36).at("font-size", SIZE);
            let text = match label.anchor {
                Anchor::Begin(x) => text.at("x", x),
                Anchor::End(x) => text.at("x", x).set("text-anchor", "end"),
            };
            svg.words(Paint::Ink.fill(text), &label.words);
        }
        svg.close();
    }
    svg.close();
}

fn class(item: &Item) -> &'static str {
    match item.sign {
        Sign::Phase | Sign::CriticalPhase => "roadmap-phase",
        Sign::Milestone | Sign::CriticalMilestone => "roadmap-milestone",
        Sign::Meeting => "roadmap-meeting",
    }
}

fn sign(svg: &mut Svg, sign: Sign, (look, (from, to)): (usize, (f64, f64)), (middle, lane): (f64, f64)) {
    let centre = (f64::midpoint(from, to), middle);
    let radius = POINT.min(lane * 0.4);
    let height = lane - 5.0;
    let bar = |width: f64| {
        let corner = Tag::new("rect").at("x", from).at("y", middle - height / 2.0).at("width", width.max(1.0));
        corner.at("height", height).at("rx", 3.0)
    };
    match sign {
        Sign::Phase => {
            svg.leaf(Paint::Paper.fill(bar(to - from)));
            svg.leaf(tinted(bar(to - from), style(look)));
        }
        // A broad outline, and a filled block where it begins, so that it differs from others in one colour too.
        Sign::CriticalPhase => {
            svg.leaf(Paint::Paper.fill(bar(to - from)));
            svg.leaf(tinted(bar(to - from), style(look)));
            svg.leaf(Paint::Today.stroke(bar(to - from), 2.4));
            svg.leaf(Paint::Today.fill(bar(BLOCK.min(to - from))));
        }
        Sign::Milestone => diamond(svg, false, centre, radius),
        Sign::CriticalMilestone => diamond(svg, true, centre, radius),
        Sign::Meeting => shape(svg, style(0), centre, radius * 0.8),
    }
}

/// What the signs mean, in a line at the foot: those that occur.
fn signs(svg: &mut Svg, shown: &Roadmap, y: f64) {
    let occurs = |sign: Sign| shown.rows.iter().flat_map(|row| &row.items).any(|item| item.sign == sign);
    let captions = [
        (Sign::CriticalPhase, Caption::CriticalPhase),
        (Sign::Milestone, Caption::Milestone),
        (Sign::CriticalMilestone, Caption::CriticalMilestone),
        (Sign::Meeting, Caption::DecidingMeeting),
    ];
    let mut x = LEFT + POINT;
    for (of, caption) in captions.into_iter().filter(|(sign, _)| occurs(*sign)) {
        sign(svg, of, (0, (x - POINT, x + POINT)), (y - SIZE * 0.36, LANE.0));
        let words = caption.text(shown.language);
        svg.words(Paint::Ink.fill(Tag::new("text").at("x", x + POINT + 4.0).at("y", y).at("font-size", SIZE)), words);
        x += POINT * 2.0 + 22.0 + width(words, SIZE);
    }
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, gantts};
    use crate::diagnostic::source::Span;
    use crate::plan::group::GroupId;
    use crate::plan::language::Language;
    use crate::plan::plan::Plan;
    use crate::plan::relation::{Anchor, Matching, Relation};
    use crate::plan::roadmap::MilestoneId;
    use crate::render::gallery;
    use crate::render::letter_boxes::{faults, words};
    use crate::render::palette::Paint;
    use crate::render::view::View;
    use crate::schedule::placement::Schedule;

    fn decided(language: Language) -> (Plan, Schedule) {
        let (mut plan, schedule) = gallery::plan();
        plan.language = language;
        let (subject, object) = (Anchor::Milestone(MilestoneId(1)), Anchor::Meetings(GroupId(0)));
        let distance = gallery::same_day(Span::default());
        plan.relations.push(Relation { subject, object, matching: Matching::Some, distance });
        (plan, schedule)
    }

    #[test]
    fn words_never_lie_on_each_other_or_beyond_the_sheet() {
        let long = "Overdragelse af fællesoffentlig digitalisering og velfærdsteknologi til kommuner og regioner i hele landet";
        for language in [Language::Danish, Language::English] {
            for name in [None, Some(long), Some("A")] {
                let (mut plan, schedule) = decided(language);
                plan.phases.iter_mut().step_by(2).for_each(|phase| phase.critical = true);
                if let Some(name) = name {
                    plan.products[0].title = name.to_owned();
                    plan.tracks.iter_mut().for_each(|track| track.title = name.to_owned());
                    plan.phases.iter_mut().for_each(|phase| phase.title = name.to_owned());
                    plan.milestones.iter_mut().for_each(|milestone| milestone.title = name.to_owned());
                }
                let noted = name.unwrap_or("Midtvejs");
                let days = ["2026-02-01", "2026-02-20", "2027-01-01", "2027-11-01", "2027-12-20", "2027-12-20"];
                plan.notes = days.map(|day| gallery::note(day, noted, day)).to_vec();
                let drawn = gantts(&View::new(&plan, &schedule), Some("2027-03-01".parse().unwrap()));
                assert_eq!(drawn.len(), 1);
                let text = drawn[0].text();
                let height: f64 = text.split("viewBox=\"0 0 1188 ").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
                let words = words(text);
                assert!(words.len() > 27 + 22, "{}", words.len());
                assert_eq!(faults(&words, (WIDTH, height)), Vec::<String>::new());
                assert!(name.is_some() || height <= 840.0, "{height}");
            }
        }
    }

    #[test]
    fn a_critical_phase_has_a_broad_outline_and_a_filled_block_and_the_foot_says_what_it_is() {
        let (mut plan, schedule) = decided(Language::Danish);
        let text = |plan: &Plan| gantts(&View::new(plan, &schedule), None)[0].text().to_owned();
        let outlines = |text: &str| text.matches(" stroke-width=\"2.4\"").count();
        let without = text(&plan);
        assert!(outlines(&without) == 0 && !without.contains(">kritisk fase</text>"));
        plan.phases[0].critical = true;
        let with = text(&plan);
        // Its own, and that of the sign at the foot.
        assert!(outlines(&with) == 2 && with.contains(">kritisk fase</text>"), "{with}");
        let of_phase = with.split(&format!(" data-entry=\"{}\"", plan.phases[0].id.as_str())).nth(1).unwrap();
        let of_phase = of_phase.split("</g>").next().unwrap();
        assert!(of_phase.contains(" width=\"7\"") && of_phase.contains(Paint::Today.colour()), "{of_phase}");
    }

    #[test]
    fn days_of_note_are_told_and_widen_the_picture() {
        let (mut plan, schedule) = decided(Language::Danish);
        plan.notes = vec![gallery::note("start", "Start", "2025-03-01")];
        let drawn = gantts(&View::new(&plan, &schedule), None);
        let text = drawn[0].text();
        assert!(text.contains(" data-first=\"2025-03-01\""), "{}", &text[..400]);
        assert!(text.contains("<g class=\"roadmap-note\" data-date=\"2025-03-01\">"), "{text}");
        assert!(text.contains("<title>Start: lørdag 1. marts 2025 (uge 9)</title>"), "{text}");
        assert!(
            text.contains(">1. mar Start</text>") && text.contains(" Mærkedage: Start: lørdag 1. marts 2025 (uge 9).</desc>")
        );
        assert_eq!(text.matches("stroke-dasharray").count(), 1);
    }

    #[test]
    fn every_phase_and_milestone_has_a_hook_and_so_has_the_meeting_that_decides() {
        let (plan, schedule) = decided(Language::Danish);
        let view = View::new(&plan, &schedule);
        let drawn = gantts(&view, None);
        assert_eq!(drawn[0].path, "charts/os2display.svg");
        let text = drawn[0].text();
        let roadmap = view.entries.iter().filter(|entry| entry.kind.track().is_some());
        for entry in roadmap {
            assert_eq!(text.matches(&format!(" data-entry=\"{}\"", entry.id.as_str())).count(), 1, "{}", entry.id.as_str());
        }
        assert_eq!(text.matches(" data-entry=\"").count(), 15 + 7 + 1);
        assert!(text.contains(">11. jun Styregruppe</text>") && text.contains(">Besluttende møder</text>"));
        assert_eq!(text.matches(" data-track=\"os2display/spor-").count(), 5);
        assert!(text.contains("<title>Hypercare: tirsdag 1. juni 2027 – tirsdag 31. august 2027</title>"));
        assert!(text.split(" class=\"").skip(1).all(|rest| rest.starts_with("roadmap") || rest.starts_with("picture-")));
        assert!(text.split(" id=\"").skip(1).all(|rest| rest.starts_with("roadmap-os2display")));
        assert!(!text.contains("I dag:"));
        // The paper lies under all words.
        assert!(text.find("picture-paper").unwrap() < text.find("<text").unwrap());
    }
}
