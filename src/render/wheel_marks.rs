//! The marks of a wheel: meetings and deadlines in their rings, milestones in theirs, each with its words where there is room.
//! Knows bands and angles, not how the room was shared out.

use crate::calendar::civil::Datelike;
use crate::render::lettering::{fitted, width};
use crate::render::palette::{Paint, Shape, Style};
use crate::render::polar::{degrees, length};
use crate::render::svg::{Svg, Tag, number};
use crate::render::wheel_content::{Mark, Milestone, Ring};
use crate::render::wheel_frame::Frame;
use crate::render::wheel_layout::{Band, free_place};

/// The least radius of a mark that has its day written in it.
const ROOM_FOR_DAY: f64 = 5.4;

/// The least size of a ring's name.
const LEAST_NAME: f64 = 6.5;

/// Where the marks of a ring lie: the inner sixth is for deadlines, the rest for meetings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lane {
    /// The radius of the meetings' middles.
    pub radius: f64,
    /// The greatest radius of a meeting's mark.
    pub mark: f64,
    /// From where to where a deadline's tick reaches.
    pub tick: (f64, f64),
}

impl Lane {
    /// The lane of a ring.
    pub fn of(band: Band) -> Lane {
        let breadth = band.breadth();
        let tick = (band.inner + 0.4, band.inner + breadth * 0.16);
        Lane { radius: band.inner + breadth * 0.57, mark: (breadth * 0.4).min(12.0), tick }
    }
}

/// The radius of each mark: as great as the lane allows, smaller where neighbours would touch.
pub fn radii(angles: &[f64], lane: Lane) -> Vec<f64> {
    let gap = |one: f64, other: f64| length((one - other).abs(), lane.radius) / 2.0 - 0.4;
    let radius = |index: usize| {
        let before = index.checked_sub(1).map_or(f64::INFINITY, |before| gap(angles[before], angles[index]));
        let after = angles.get(index + 1).map_or(f64::INFINITY, |after| gap(*after, angles[index]));
        lane.mark.min(before).min(after).max(lane.mark.min(2.0))
    };
    (0..angles.len()).map(radius).collect()
}

/// The stretches of a ring that its marks take, in order, from angle to angle.
pub fn taken(angles: &[f64], radii: &[f64], lane: Lane) -> Vec<(f64, f64)> {
    let spread = |radius: f64| degrees(radius + 2.5, lane.radius);
    angles.iter().zip(radii).map(|(angle, radius)| (angle - spread(*radius), angle + spread(*radius))).collect()
}

/// A ring's name where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// As much of the name as there is room for.
    pub words: String,
    /// The size of its letters.
    pub size: f64,
    /// The angle at which it begins.
    pub from: f64,
    /// The angle at which it ends.
    pub to: f64,
}

/// The name of a ring in a free stretch of it, cut where it would go round a great part of the wheel or where there is less room.
pub fn name_place(name: &str, band: Band, taken: &[(f64, f64)], before: Option<f64>) -> Option<Label> {
    let full = (band.breadth() * 0.52).min(12.0);
    let sizes = [full, full * 0.85, full * 0.7].into_iter().filter(|size| *size >= LEAST_NAME);
    let mut forms = [75.0, 50.0, 36.0, 26.0].into_iter().flat_map(|most: f64| sizes.clone().map(move |size| (most, size)));
    forms.find_map(|(most, size)| {
        // Bold letters are a little wider.
        let words = fitted(name, size * 1.08, length(most, band.middle()) - 6.0)?;
        let needed = degrees(width(&words, size) * 1.08 + 6.0, band.middle());
        let middle = free_place(needed, taken, before)?;
        Some(Label { words, size, from: middle - needed / 2.0, to: middle + needed / 2.0 })
    })
}

/// Draws a ring: deadlines, meetings and its name. Gives the angle at which the name stands, for the next ring.
pub fn ring(
    svg: &mut Svg,
    frame: &Frame<'_>,
    (index, ring): (usize, &Ring),
    band: Band,
    style: Style,
    before: Option<f64>,
) -> Option<f64> {
    let lane = Lane::of(band);
    svg.open(Tag::new("g").set("class", "wheel-ring").set("data-group", &ring.key));
    for deadline in &ring.deadlines {
        svg.open(mark_group("wheel-deadline", deadline));
        svg.words(Tag::new("title"), &deadline.told);
        frame.spoke(svg, frame.dial.middle(deadline.date), lane.tick, Paint::Ink, 1.8);
        svg.close();
    }
    let angles: Vec<f64> = ring.meetings.iter().map(|meeting| frame.dial.middle(meeting.date)).collect();
    let radii = radii(&angles, lane);
    for ((meeting, angle), radius) in ring.meetings.iter().zip(&angles).zip(&radii) {
        let point = frame.dial.point(lane.radius, *angle);
        svg.open(mark_group("wheel-meeting", meeting));
        svg.words(Tag::new("title"), &meeting.told);
        shape(svg, style, point, *radius);
        if *radius >= ROOM_FOR_DAY {
            let size = radius * 1.12;
            let day = Tag::new("text").at("x", point.0).at("y", point.1 + size * 0.36).at("font-size", size);
            svg.words(
                day.set("font-weight", "bold").set("text-anchor", "middle").set("fill", style.ink),
                &meeting.date.day().to_string(),
            );
        }
        svg.close();
    }
    let place = name_place(&ring.name, band, &taken(&angles, &radii, lane), before);
    if let Some(Label { words, size, from, to }) = &place {
        let (size, from, to) = (*size, *from, *to);
        let half = size * 0.72;
        let label = Tag::new("path").set("d", frame.dial.sector((lane.radius - half, lane.radius + half), from, to));
        svg.leaf(label.set("class", "wheel-label").set("fill", style.fill));
        let text = Tag::new("text").at("font-size", size).set("font-weight", "bold").set("fill", style.ink);
        frame.along(svg, text, (&format!("ring-{index}"), words), lane.radius, size, (from, to));
    }
    svg.close();
    place.map(|label| f64::midpoint(label.from, label.to))
}

/// Draws the outline of a mark.
pub fn shape(svg: &mut Svg, style: Style, (x, y): (f64, f64), radius: f64) {
    let tag = match style.shape {
        Shape::Disc => Tag::new("circle").at("cx", x).at("cy", y).at("r", radius),
        Shape::Tile => {
            let side = radius * 1.84;
            let corner = Tag::new("rect").at("x", x - side / 2.0).at("y", y - side / 2.0);
            corner.at("width", side).at("height", side).at("rx", radius * 0.35)
        }
        Shape::Hexagon => {
            // Sine of 60 degrees; the corners lie on a circle a little wider than the mark, so that it looks as large.
            let (half, across) = (radius * 0.55, radius * 1.1 * 0.866);
            let corners =
                [(0.0, -2.0 * half), (across, -half), (across, half), (0.0, 2.0 * half), (-across, half), (-across, -half)];
            let points = corners.map(|(right, down)| format!("{},{}", number(x + right), number(y + down)));
            Tag::new("polygon").set("points", points.join(" "))
        }
    };
    svg.leaf(tag.set("fill", style.fill).set("stroke", "#fff").at("stroke-width", 0.8));
}

/// Sorts milestones into lanes so that no two of a lane touch, as far as `most` lanes allow: the lane of each.
pub fn milestone_lanes(angles: &[f64], radius: f64, most: usize) -> Vec<usize> {
    let room = degrees(15.0, radius);
    let mut ends: Vec<f64> = Vec::new();
    let lane = |angle: &f64| {
        let free = ends.iter().position(|end| end + room <= *angle);
        let lane = match free {
            Some(lane) => lane,
            None if ends.len() < most.max(1) => {
                ends.push(0.0);
                ends.len() - 1
            }
            None => ends.len() - 1,
        };
        ends[lane] = *angle;
        lane
    };
    angles.iter().map(lane).collect()
}

/// Draws the milestones of one lane, with their names where there is room up to the next.
pub fn milestones(svg: &mut Svg, frame: &Frame<'_>, (lane, milestones): (usize, &[&Milestone]), band: Band) {
    let radius = (band.breadth() * 0.42).min(7.5);
    let size = (band.breadth() * 0.56).min(10.0);
    let reach = degrees(radius + 2.0, band.middle());
    let mut free_from = 0.8;
    for (index, milestone) in milestones.iter().enumerate() {
        let angle = frame.dial.middle(milestone.mark.date);
        svg.open(mark_group("wheel-milestone", &milestone.mark));
        svg.words(Tag::new("title"), &milestone.mark.told);
        diamond(svg, milestone.critical, frame.dial.point(band.middle(), angle), radius);
        let next = milestones.get(index + 1).map_or(359.2, |next| frame.dial.middle(next.mark.date) - reach);
        let needed = degrees(width(&milestone.name, size) * 1.06, band.middle());
        // The name stands behind its mark, or else before it, or else only in the legend.
        let place = if angle + reach + needed <= next {
            Some(angle + reach)
        } else if free_from + needed <= angle - reach {
            Some(angle - reach - needed)
        } else {
            None
        };
        free_from = angle + reach;
        if let Some(from) = place {
            free_from = free_from.max(from + needed + reach);
            let key = format!("milestone-{lane}-{index}");
            let text = Paint::Ink.fill(Tag::new("text").at("font-size", size));
            frame.along(svg, text, (&key, &milestone.name), band.middle(), size, (from, from + needed));
        }
        svg.close();
    }
}

/// Draws the mark of a milestone: filled when it is critical, hollow otherwise.
pub fn diamond(svg: &mut Svg, critical: bool, (x, y): (f64, f64), radius: f64) {
    let corners = [(0.0, -radius), (radius, 0.0), (0.0, radius), (-radius, 0.0)];
    let points = corners.map(|(right, down)| format!("{},{}", number(x + right), number(y + down)));
    let outline = Tag::new("polygon").set("points", points.join(" "));
    // Filled and hollow, so that the two differ in one colour too.
    let outline = if critical { Paint::Today.fill(outline) } else { Paint::Paper.fill(outline) };
    svg.leaf(outline.set("stroke", if critical { Paint::Today.colour() } else { Paint::Ink.colour() }).at("stroke-width", 1.6));
}

fn mark_group(class: &str, mark: &Mark) -> Tag {
    Tag::new("g").set("class", class).set("data-entry", mark.id.as_str()).set("data-date", mark.date.to_string())
}

#[cfg(test)]
mod tests {
    use super::{Label, Lane, ROOM_FOR_DAY, milestone_lanes, name_place, radii, taken};
    use crate::calendar::civil::NaiveDate;
    use crate::calendar::horizon::Horizon;
    use crate::render::lettering::width;
    use crate::render::polar::{Dial, degrees};
    use crate::render::wheel_layout::{Demand, layout};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn names_and_marks_of_rings_never_overlap_for_4_8_and_14_rings() {
        let dial = Dial::new((0.0, 0.0), Horizon::of_years(2027, 2027).unwrap());
        for count in [4, 8, 14] {
            let tracks = if count < 14 { vec![1; 5] } else { Vec::new() };
            let layout = layout(&Demand { rings: vec![count], milestones: 1, tracks });
            for (index, band) in layout.rings.iter().enumerate() {
                let lane = Lane::of(*band);
                // Ring by ring fewer meetings: weekly in the first, every fourteenth week in the last of fourteen; none in July.
                let days = date("2027-01-05").iter_days().step_by(7 * (index + 1)).take_while(|day| *day <= date("2027-12-20"));
                let days = days.filter(|day| *day < date("2027-06-22") || *day > date("2027-08-08"));
                let angles: Vec<f64> = days.map(|day| dial.middle(day)).collect();
                let radii = radii(&angles, lane);
                for (pair, sizes) in angles.windows(2).zip(radii.windows(2)) {
                    assert!(degrees(sizes[0] + sizes[1], lane.radius) <= pair[1] - pair[0], "{count} {index}");
                }
                for radius in &radii {
                    assert!(lane.radius + radius <= band.outer && lane.radius - radius >= lane.tick.1);
                    let day = radius * 1.12;
                    assert!(*radius < ROOM_FOR_DAY || width("28", day) <= radius * 1.84);
                }
                let taken = taken(&angles, &radii, lane);
                let Label { words, size, from, to } = name_place("Koordinationsgruppe", *band, &taken, None).unwrap();
                assert!(words.starts_with("Koord"), "{words}");
                assert!(lane.radius + size * 0.5 <= band.outer && lane.radius - size * 0.5 >= lane.tick.1);
                assert!(taken.iter().all(|(begin, end)| to <= *begin || *end <= from), "{count} {index}");
            }
        }
    }

    #[test]
    fn milestones_that_would_touch_get_further_lanes_up_to_the_limit() {
        assert_eq!(milestone_lanes(&[10.0, 50.0, 90.0], 150.0, 3), [0, 0, 0]);
        assert_eq!(milestone_lanes(&[10.0, 11.0, 12.0, 13.0, 50.0], 150.0, 3), [0, 1, 2, 2, 0]);
        assert_eq!(milestone_lanes(&[0.5, 0.5], 150.0, 3), [0, 1]);
    }
}
