//! The annual wheel: one year as a circle on a sheet of A4, its first month at the top, a ring for each group, phases as arcs, and a
//! legend. Knows any schedule, also one typed by hand.

use crate::calendar::civil::NaiveDate;
use crate::calendar::planning_year::PlanningYear;
use crate::plan::id::ProductId;
use crate::render::artifact::Artifact;
use crate::render::captions::{Caption, meeting_count};
use crate::render::lettering::{FONTS, fitted, lines, width};
use crate::render::mermaid_text::Ids;
use crate::render::palette::{Paint, style};
use crate::render::polar::{Dial, length};
use crate::render::svg::{Svg, Tag, number};
use crate::render::view::View;
use crate::render::wheel_content::{Content, content};
use crate::render::wheel_frame::{EDGE, Frame};
use crate::render::wheel_layout::{Demand, Layout, RIM, layout};
use crate::render::wheel_legend::{PhasesShown, Sheet, legend};
use crate::render::wheel_marks::{milestone_lanes, milestones, ring};
use crate::render::wheel_phases::{Placed, phase, phase_lanes};
use crate::render::words::Word;

/// An upright sheet of A4, four units to the millimetre.
const WIDTH: f64 = 840.0;
const HEIGHT: f64 = 1188.0;
const CENTRE: (f64, f64) = (WIDTH / 2.0, 480.0);
const MARGIN: f64 = 20.0;
/// Milestones lie in at most so many lanes.
const MILESTONE_LANES: usize = 3;

/// The wheels of every product and planned year, `wheel/PRODUCT-YEAR.svg`; of the last planned year also
/// `wheel/PRODUCT.svg`, and `wheel/all.svg` with all products. A hand shows `today` in the wheel of its year.
pub fn wheels(view: &View<'_>, today: Option<NaiveDate>) -> Vec<Artifact> {
    let plan = view.plan;
    let years = PlanningYear::of(plan.horizon);
    let Some(last) = years.clone().next_back() else { return Vec::new() };
    let mut artifacts = Vec::new();
    for (index, product) in plan.products.iter().enumerate() {
        for year in years.clone() {
            let text = draw(&content(view, &[ProductId(index)], &product.title, year, today), &product.key);
            if year == last {
                artifacts.push(Artifact::new(format!("wheel/{}.svg", product.key), text.clone()));
            }
            artifacts.push(Artifact::new(format!("wheel/{}-{}.svg", product.key, year.label()), text));
        }
    }
    let all: Vec<ProductId> = (0..plan.products.len()).map(ProductId).collect();
    let content = content(view, &all, Caption::AllProducts.text(plan.language), last, today);
    artifacts.push(Artifact::new("wheel/all.svg", draw(&content, "all")));
    artifacts
}

/// Draws a wheel; ids inside it begin with words made of `key`, so that several drawings can stand in one page.
fn draw(content: &Content, key: &str) -> String {
    let horizon = content.year.days();
    let dial = Dial::new(CENTRE, horizon);
    let id = format!("wheel-{}-{}", Ids::default().unique(key), content.year.label());
    let frame = Frame { dial, horizon, language: content.language, id: &id };
    let diamonds: Vec<f64> = content.milestones.iter().map(|milestone| dial.middle(milestone.mark.date)).collect();
    // Lanes are sorted at the least radius they can come to lie at, where marks are closest.
    let lanes = milestone_lanes(&diamonds, RIM / 2.0, MILESTONE_LANES);
    let layout = layout(&demand(content, &lanes));

    let mut svg = Svg::default();
    open(&mut svg, content, &id, layout.centre);
    svg.open(Tag::new("defs"));
    frame.patterns(&mut svg);
    svg.close();
    svg.leaf(Paint::Paper.fill(Tag::new("rect").at("width", WIDTH).at("height", HEIGHT)));
    header(&mut svg, content);
    bands(&mut svg, &frame, content, &layout);
    frame.background(&mut svg, &content.shaded, layout.centre);
    for (ring, band) in content.rings.iter().zip(&layout.rings) {
        frame.notes(&mut svg, &ring.shaded.unwelcome, *band);
        frame.notes(&mut svg, &ring.shaded.closed, *band);
    }
    frame.month_lines(&mut svg, layout.centre);
    circles(&mut svg, &layout);
    frame.rim(&mut svg, &content.shaded);
    headings(&mut svg, &frame, content, &layout);
    // Under marks and words, so that it hides none.
    frame.today(&mut svg, content.today, layout.centre);
    let mut before = None;
    for (index, (of, band)) in content.rings.iter().zip(&layout.rings).enumerate() {
        before = ring(&mut svg, &frame, (index, of), *band, style(of.look), before).or(before);
    }
    for (lane, band) in layout.milestones.iter().enumerate() {
        let own = content.milestones.iter().zip(&lanes).filter(|(_, of)| **of == lane);
        milestones(&mut svg, &frame, (lane, &own.map(|(milestone, _)| milestone).collect::<Vec<_>>()), *band);
    }
    draw_tracks(&mut svg, &frame, content, &layout);
    centre(&mut svg, content, layout.centre);
    let shown = if layout.tracks.len() == content.tracks.len() { PhasesShown::Drawn } else { PhasesShown::LeftOut };
    let top = CENTRE.1 + EDGE + 22.0;
    let sheet = Sheet { left: MARGIN, top, width: WIDTH - 2.0 * MARGIN, height: HEIGHT - top - MARGIN };
    legend(&mut svg, content, shown, &id, sheet);
    svg.finish()
}

fn demand(content: &Content, milestone_lanes: &[usize]) -> Demand {
    let mut rings: Vec<usize> = Vec::new();
    for ring in &content.rings {
        match rings.last_mut() {
            Some(count) if ring.heading.is_none() => *count += 1,
            Some(_) | None => rings.push(1),
        }
    }
    let count = |lanes: &[usize]| lanes.iter().max().map_or(0, |most| most + 1);
    let tracks = content.tracks.iter().map(|track| count(&phase_lanes(&track.phases)));
    Demand { rings, milestones: count(milestone_lanes), tracks: tracks.collect() }
}

/// Begins the drawing. What a script needs to put a hand of its own on the wheel stands in `data-` attributes: day `d` of `n` is at
/// `360 * d / n` degrees clockwise from the top.
fn open(svg: &mut Svg, content: &Content, id: &str, centre: f64) {
    let language = content.language;
    let year = content.year.days();
    let root =
        Tag::new("svg").set("xmlns", "http://www.w3.org/2000/svg").set("id", id).set("width", "210mm").set("height", "297mm");
    let root = root.set("viewBox", format!("0 0 {} {}", number(WIDTH), number(HEIGHT))).set("lang", language.tag());
    let root = root.set("class", "wheel").set("role", "img").set("aria-labelledby", format!("{id}-title {id}-desc"));
    let root = root.set("data-year-first", year.first().to_string()).set("data-year-last", year.last().to_string());
    let root = root.at("data-centre-x", CENTRE.0).at("data-centre-y", CENTRE.1);
    let root = root.at("data-radius-inner", centre).at("data-radius-outer", EDGE);
    svg.open(root.set("font-family", FONTS));
    let title = format!("{}: {} {}", content.title, Word::AnnualCycle.text(language).to_lowercase(), content.year);
    svg.words(Tag::new("title").set("id", format!("{id}-title")), &title);
    let rings = content.rings.iter().map(|ring| format!("{}: {}", ring.name, meeting_count(language, ring.meetings.len())));
    svg.words(Tag::new("desc").set("id", format!("{id}-desc")), &rings.collect::<Vec<_>>().join(", "));
}

fn header(svg: &mut Svg, content: &Content) {
    let size = 30.0;
    let year = format!("{} {}", Word::AnnualCycle.text(content.language), content.year);
    let text = |x: f64, size: f64, anchor: &str| {
        let text = Tag::new("text").at("x", x).at("y", 46.0).at("font-size", size);
        Paint::Ink.fill(text.set("text-anchor", anchor))
    };
    let room = WIDTH - 3.0 * MARGIN - width(&year, size);
    // A long title is set smaller before it is cut.
    let sizes = [size, 26.0, 22.0, 19.0].into_iter().find(|size| width(&content.title, size * 1.08) <= room);
    let title_size = sizes.unwrap_or(19.0);
    let title = fitted(&content.title, title_size * 1.08, room).unwrap_or_default();
    svg.words(text(MARGIN, title_size, "start").set("font-weight", "bold"), &title);
    svg.words(text(WIDTH - MARGIN, size, "end"), &year);
}

/// A light band under every ring, in the colour of its marks.
fn bands(svg: &mut Svg, frame: &Frame<'_>, content: &Content, layout: &Layout) {
    for (band, look) in layout.rings.iter().zip(content.rings.iter().map(|ring| ring.look)) {
        let outline = Tag::new("path").set("d", frame.dial.sector(band.radii(), 0.0, 360.0));
        svg.leaf(outline.set("fill", style(look).fill).set("fill-opacity", "0.13"));
    }
}

/// Gaps between the rings.
fn circles(svg: &mut Svg, layout: &Layout) {
    let mut edges: Vec<f64> = layout.rings.iter().flat_map(|band| [band.outer, band.inner]).collect();
    edges.dedup_by(|one, other| (*one - *other).abs() < 0.01);
    let circle = |radius: f64| Tag::new("circle").at("cx", CENTRE.0).at("cy", CENTRE.1).at("r", radius);
    for radius in edges {
        svg.leaf(Paint::Paper.stroke(circle(radius), 1.4));
    }
    svg.leaf(Paint::Line.stroke(circle(layout.centre), 0.7));
}

/// The bands with the names of products, at the head and at the foot.
fn headings(svg: &mut Svg, frame: &Frame<'_>, content: &Content, layout: &Layout) {
    let names = content.rings.iter().filter_map(|ring| ring.heading.as_deref());
    for (index, (name, band)) in names.zip(&layout.headings).enumerate() {
        let outline = frame.dial.sector(band.radii(), 0.0, 360.0);
        svg.leaf(Paint::Heading.fill(Tag::new("path").set("d", outline)));
        let size = (band.breadth() * 0.75).min(10.0);
        for (place, from, to) in [("foot", 130.0, 230.0), ("head", 2.0, 50.0)] {
            let Some(words) = fitted(name, size * 1.1, length(to - from, band.middle())) else { continue };
            let text = Paint::Ink.fill(Tag::new("text").at("font-size", size).set("font-weight", "bold"));
            frame.along(svg, text, (&format!("product-{index}-{place}"), &words), band.middle(), size, (from, to));
        }
    }
}

fn draw_tracks(svg: &mut Svg, frame: &Frame<'_>, content: &Content, layout: &Layout) {
    for (number, (track, bands)) in content.tracks.iter().zip(&layout.tracks).enumerate() {
        svg.open(Tag::new("g").set("class", "wheel-track").set("data-track", &track.key));
        let lanes = phase_lanes(&track.phases);
        for (position, (of, lane)) in track.phases.iter().zip(&lanes).enumerate() {
            let same = |(_, other): &(_, &usize)| *other == lane;
            let before = track.phases.iter().zip(&lanes).take(position).rfind(same).map(|(phase, _)| phase.last);
            let after = track.phases.iter().zip(&lanes).skip(position + 1).find(same).map(|(phase, _)| phase.first);
            let placed = Placed {
                phase: of,
                number: &format!("{}.{}", number + 1, position + 1),
                seam_before: before.filter(|last| *last >= of.first),
                seam_after: after.filter(|first| *first <= of.last),
            };
            phase(svg, frame, placed, bands[*lane], style(number));
        }
        svg.close();
    }
}

/// The year, and under it what the wheel is of, in the free disc.
fn centre(svg: &mut Svg, content: &Content, radius: f64) {
    svg.leaf(Paint::Paper.fill(Tag::new("circle").at("cx", CENTRE.0).at("cy", CENTRE.1).at("r", radius - 2.0)));
    let text = |y: f64, size: f64| {
        let text = Tag::new("text").at("x", CENTRE.0).at("y", CENTRE.1 + y).at("font-size", size);
        Paint::Ink.fill(text.set("text-anchor", "middle"))
    };
    // The size that fits four digits; a year of two numbers is as wide.
    let name = content.year.to_string();
    let year = (radius * if name.len() > 4 { 0.32 } else { 0.55 }).min(96.0);
    svg.words(text(year * 0.2, year).set("font-weight", "bold"), &name);
    let largest = (radius * 0.17).min(24.0);
    let broken = [1.0, 0.85, 0.7].map(|part| (largest * part, lines(&content.title, largest * part, radius * 1.5)));
    // A title that is too long for the disc stands at the head of the sheet alone.
    let fits = |(_, lines): &(f64, Vec<String>)| lines.len() <= 2 && lines.iter().all(|line| !line.ends_with('…'));
    let (size, lines) = broken.into_iter().find(fits).unwrap_or_default();
    for (line, words) in (0..2_u32).zip(lines) {
        svg.words(text(year * 0.2 + size * (1.6 + 1.2 * f64::from(line)), size), &words);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{HEIGHT, WIDTH, wheels};
    use crate::calendar::civil::{Datelike, NaiveDate};
    use crate::calendar::horizon::Horizon;
    use crate::plan::group::GroupId;
    use crate::plan::id::ProductId;
    use crate::plan::language::Language;
    use crate::plan::plan::Plan;
    use crate::render::artifact::Artifact;
    use crate::render::gallery;
    use crate::render::letter_boxes::{faults, words};
    use crate::render::view::{Entry, View};
    use crate::schedule::placement::Schedule;

    fn drawn() -> Vec<Artifact> {
        let (mut plan, schedule) = gallery::plan();
        plan.groups[0].title = "A & B <\"x\"> 'y'\u{1} 📆".to_owned();
        plan.phases[0].title = "]]> & -- <svg>".to_owned();
        wheels(&View::new(&plan, &schedule), None)
    }

    /// Whether every element is closed in order, every value is quoted and nothing stands unescaped.
    fn is_well_formed(text: &str) -> bool {
        let mut open = Vec::new();
        for part in text.split('<').skip(1) {
            let Some((tag, words)) = part.split_once('>') else { return false };
            let balanced = match (tag.strip_prefix('/'), tag.ends_with('/')) {
                (Some(name), _) => open.pop() == Some(name),
                (None, true) => true,
                (None, false) => {
                    open.push(tag.split(' ').next().unwrap_or_default());
                    true
                }
            };
            let reference =
                |rest: &str| rest.split_once(';').is_some_and(|(name, _)| ["amp", "lt", "gt", "quot", "#39"].contains(&name));
            let escaped = |text: &str| text.split('&').skip(1).all(reference);
            if !balanced || tag.matches('"').count() % 2 != 0 || words.contains('"') || !escaped(tag) || !escaped(words) {
                return false;
            }
        }
        open.is_empty()
    }

    #[test]
    fn there_is_a_wheel_for_every_product_and_year_and_one_of_all() {
        let paths: Vec<String> = drawn().into_iter().map(|wheel| wheel.path).collect();
        let expected = ["os2display-2026", "os2display", "os2display-2027", "os2forms-2026", "os2forms", "os2forms-2027", "all"];
        assert_eq!(paths, expected.map(|name| format!("wheel/{name}.svg")));
    }

    #[test]
    fn a_wheel_is_well_formed_and_holds_no_script_nothing_foreign_and_no_nan() {
        for wheel in drawn() {
            assert!(is_well_formed(wheel.text()), "{}", wheel.path);
            assert!(!wheel.text().contains("NaN") && !wheel.text().contains("inf ") && !wheel.text().contains("<script"));
            assert_eq!(wheel.text().matches("http").count(), 1, "only the name of the SVG namespace");
        }
        assert!(!is_well_formed("<a><b></a></b>") && !is_well_formed("<a>R&D is</a>") && is_well_formed("<a x=\"1\"><b/></a>"));
    }

    #[test]
    fn ids_are_unique_over_all_wheels_and_every_reference_is_met() {
        let wheels = drawn();
        let mut ids = BTreeSet::new();
        for wheel in wheels.iter().filter(|wheel| wheel.path.contains("-20") || wheel.path.contains("all")) {
            for id in wheel.text().split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(ids.insert(id.to_owned()), "{id}");
            }
            for reference in wheel.text().split("href=\"#").skip(1).chain(wheel.text().split("url(#").skip(1)) {
                let id = reference.split(['"', ')']).next().unwrap();
                assert!(ids.contains(id), "{id}");
            }
        }
    }

    #[test]
    fn every_mark_says_what_it_is_and_the_same_plan_gives_the_same_bytes() {
        let wheels = drawn();
        assert_eq!(wheels, drawn());
        let wheel = wheels[5].text();
        assert_eq!(wheel.matches("<g class=\"wheel-meeting\"").count(), 37);
        assert!(wheel.contains("<title>Brugerklub: tirsdag 22. juni 2027 (uge 25) 12.00–14.30, Aarhus</title>"));
        let display = &wheels[2].text();
        assert!(display.contains("<title>Hypercare: tirsdag 1. juni 2027 – tirsdag 31. august 2027</title>"));
        assert!(display.contains(">53</text>"), "1 January 2027 is in week 53");
    }

    #[test]
    fn every_entry_of_the_year_has_one_hook_with_its_id_and_its_words() {
        let (plan, schedule) = gallery::plan();
        let view = View::new(&plan, &schedule);
        let wheel = wheels(&view, None).remove(2).text().to_owned();
        let year = Horizon::of_years(2027, 2027).unwrap();
        let in_year =
            |entry: &&Entry| entry.product.0 == 0 && entry.when.first() <= year.last() && entry.when.last() >= year.first();
        let mut wanted: Vec<&str> = view.entries.iter().filter(in_year).map(|entry| entry.id.as_str()).collect();
        let mut hooks: Vec<&str> = Vec::new();
        for rest in wheel.split(" data-entry=\"").skip(1) {
            let (id, rest) = rest.split_once('"').unwrap();
            let inside = rest.split_once('>').unwrap().1.trim_start();
            assert!(inside.starts_with("<title>") && inside.split('<').nth(1).unwrap().contains("2027"), "{id}");
            hooks.push(id);
        }
        wanted.sort_unstable();
        hooks.sort_unstable();
        assert!(hooks.len() > 100);
        assert_eq!(hooks, wanted);
        let groups: Vec<&str> = wheel.split(" data-group=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!((groups.len(), groups[0]), (6, "os2display/styregruppe"));
        assert_eq!(wheel.matches(" data-track=\"os2display/spor-").count(), 5);
        assert!(wheel.split(" class=\"").skip(1).all(|rest| rest.starts_with("wheel") || rest.starts_with("picture-")));
    }

    /// A product with so many groups, with names and meetings as they come, and one that meets each week.
    fn crowded(count: usize, language: Language, name: &str) -> (Plan, Schedule) {
        let (mut plan, mut schedule) = gallery::plan();
        plan.language = language;
        plan.occurrences.retain(|occurrence| occurrence.group.0 < count);
        plan.groups.truncate(count);
        while plan.groups.len() < count {
            let id = GroupId(plan.groups.len());
            let mut group = plan.groups[0].clone();
            group.key = format!("group-{}", id.0);
            plan.groups.push(group);
            let first: NaiveDate = "2027-01-05".parse().unwrap();
            for day in first.iter_days().step_by(7 * (13 - id.0 + 1)).take_while(|day| day.year() == 2027) {
                gallery::meet(&mut plan, &mut schedule, id, day);
            }
        }
        for (index, group) in plan.groups.iter_mut().enumerate() {
            group.product = ProductId(0);
            group.title = if index % 2 == 0 { format!("{name} {index}") } else { group.title.clone() };
        }
        plan.products[0].title = name.to_owned();
        (plan, schedule)
    }

    #[test]
    fn words_never_lie_on_each_other_or_beyond_the_sheet_with_4_8_and_14_rings() {
        let long = "Koordinationsgruppe for fællesoffentlig digitalisering og velfærdsteknologi i kommuner og regioner";
        for language in [Language::Danish, Language::English] {
            for (count, name) in [(4, long), (8, long), (14, long), (4, "IT"), (8, "Æø"), (14, "Styregruppe")] {
                let (plan, schedule) = crowded(count, language, name);
                for wheel in wheels(&View::new(&plan, &schedule), Some("2027-03-01".parse().unwrap())) {
                    let words = words(wheel.text());
                    assert!(words.len() > 12 + 50, "{}", words.len());
                    assert_eq!(faults(&words, (WIDTH, HEIGHT)), Vec::<String>::new(), "{count} {name} {}", wheel.path);
                }
            }
        }
    }

    #[test]
    fn a_hand_stands_at_today_in_the_wheel_of_its_year_alone() {
        let (plan, schedule) = gallery::plan();
        let told = |date: &str| wheels(&View::new(&plan, &schedule), Some(date.parse().unwrap()));
        let with_hand = |wheels: Vec<Artifact>| -> Vec<String> {
            let is_marked = |wheel: &Artifact| wheel.text().contains("<title>I dag: ");
            assert!(wheels.iter().all(|wheel| wheel.text().contains("-today\" class=\"wheel-today\"")));
            wheels.into_iter().filter(is_marked).map(|wheel| wheel.path).collect()
        };
        assert_eq!(with_hand(told("2026-12-31")), ["wheel/os2display-2026.svg", "wheel/os2forms-2026.svg"]);
        assert_eq!(with_hand(told("2027-01-01")).len(), 5);
        assert!(with_hand(told("2028-01-01")).is_empty());
        // Noon on the first of July is 181.5 of 365 days, a little right of the foot.
        let wheel = told("2027-07-01").remove(2).text().to_owned();
        assert!(wheel.contains("<title>I dag: torsdag 1. juli 2027</title>\n  <line x1=\"42"));
        assert!(wheel.contains("data-year-first=\"2027-01-01\" data-year-last=\"2027-12-31\" data-centre-x=\"420\""));
    }

    #[test]
    fn a_plan_of_many_groups_has_a_ring_for_each_product_and_an_empty_one_an_empty_wheel() {
        let (mut plan, schedule) = gallery::plan();
        for _ in 0..5 {
            plan.groups.push(plan.groups[0].clone());
        }
        let text = wheels(&View::new(&plan, &schedule), None).pop().unwrap().text().to_owned();
        assert!(text.contains("data-group=\"os2forms\"") && !text.contains("data-group=\"os2forms/"));
        assert_eq!(text.matches("<g class=\"wheel-meeting\"").count(), 74);
        let mut plan = gallery::empty(Language::English, Horizon::of_years(2028, 2028).unwrap());
        plan.products.push(gallery::product("p", "P"));
        let wheels = wheels(&View::new(&plan, &Schedule::default()), None);
        assert_eq!(wheels.len(), 3);
        assert!(is_well_formed(wheels[0].text()) && wheels[0].text().contains("Annual cycle 2028"));
    }
}
