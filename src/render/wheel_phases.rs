//! The phases of a wheel: arcs in lanes, which lane each lies in, and the slanting seams where one takes over from another.
//! Knows bands and angles, not how the room was shared out.

use crate::calendar::civil::NaiveDate;
use crate::render::lettering::width;
use crate::render::palette::{Paint, Style};
use crate::render::polar::{Reading, length};
use crate::render::svg::{Svg, Tag, number};
use crate::render::wheel_content::Phase;
use crate::render::wheel_frame::Frame;
use crate::render::wheel_layout::Band;

/// Which lane of its track each phase lies in: a phase that begins while the one before it ends shares its lane, and the two
/// meet along a slanting seam; any other overlap needs a further lane.
pub fn phase_lanes(phases: &[Phase]) -> Vec<usize> {
    let mut lanes: Vec<Vec<&Phase>> = Vec::new();
    let mut chosen = Vec::new();
    for phase in phases {
        let fits = |lane: &Vec<&Phase>| {
            // Two phases may both be cut off at the same end of the year.
            let follows = |last: &Phase| last.last <= phase.last && (last.first, last.last) != (phase.first, phase.last);
            lane.last().is_none_or(|last| follows(last))
                && lane.iter().rev().nth(1).is_none_or(|earlier| earlier.last < phase.first)
        };
        let lane = lanes.iter().position(fits).unwrap_or_else(|| {
            lanes.push(Vec::new());
            lanes.len() - 1
        });
        lanes[lane].push(phase);
        chosen.push(lane);
    }
    chosen
}

/// A phase in its lane, and the days it shares with its neighbours there.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a> {
    /// The phase.
    pub phase: &'a Phase,
    /// Its number in the legend.
    pub number: &'a str,
    /// The last day of the phase before it, when that lies in this phase.
    pub seam_before: Option<NaiveDate>,
    /// The first day of the phase after it, when that lies in this phase.
    pub seam_after: Option<NaiveDate>,
}

/// Draws a phase as an arc with its number and as much of its name as there is room for.
pub fn phase(svg: &mut Svg, frame: &Frame<'_>, placed: Placed<'_>, band: Band, style: Style) {
    let dial = frame.dial;
    let phase = placed.phase;
    let (begin, end) = (dial.begin(phase.first), dial.end(phase.last));
    let begin_full = placed.seam_before.map_or(begin, |last| dial.end(last));
    let end_full = placed.seam_after.map_or(end, |first| dial.begin(first));
    let mark = Tag::new("g").set("class", "wheel-phase").set("data-entry", phase.id.as_str());
    let mark = mark.set("data-date", phase.first.to_string()).set("data-last", phase.last.to_string());
    svg.open(mark);
    svg.words(Tag::new("title"), &phase.told);
    let outline = outline(frame, band, (begin, begin_full), (end_full, end));
    svg.leaf(Paint::Paper.fill(Tag::new("path").set("d", &outline)));
    svg.leaf(tinted(Tag::new("path").set("d", outline), style));
    let size = (band.breadth() * 0.58).min(10.5);
    // A seam leaves words some room where it is nearly as broad as the lane.
    let (from, to) = (begin_full + (begin - begin_full) * 0.2, end_full + (end - end_full) * 0.2);
    let room = length((to - from).max(0.0), band.middle()) - 5.0;
    if let Some(words) = label(placed.number, &phase.name, size * 1.04, room) {
        let text = Paint::Ink.fill(Tag::new("text").at("font-size", size));
        frame.along(svg, text, (&format!("phase-{}", placed.number), &words), band.middle(), size, (from, to));
    }
    svg.close();
}

/// How a phase is filled and lined: so lightly that words on it can be read on any paper.
pub fn tinted(tag: Tag, style: Style) -> Tag {
    tag.set("fill", style.fill).set("fill-opacity", "0.22").set("stroke", style.fill).at("stroke-width", 1.2)
}

/// The number of a phase with as many words of its name as there is room for; none when there is none for the number.
fn label(number: &str, name: &str, size: f64, room: f64) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let labels = (0..=words.len()).rev().map(|count| {
        let kept = words[..count].join(" ");
        let rest = if count == 0 || count == words.len() { "" } else { "…" };
        format!("{number} {kept}{rest}").trim_end().to_owned()
    });
    labels.into_iter().find(|label| width(label, size) <= room)
}

/// The outline of an arc whose ends slant: it begins at the outer edge and is full where the phase before it has ended, and
/// narrows towards the inner edge where the one after it has begun.
fn outline(frame: &Frame<'_>, band: Band, (begin, begin_full): (f64, f64), (end_full, end): (f64, f64)) -> String {
    let dial = frame.dial;
    let inner = Band { inner: band.inner + 0.8, outer: band.outer - 0.8 };
    // Between the outer edge from `begin` to `end_full` and the inner edge from `begin_full` to `end`.
    let steps = 12;
    let slant = |from: f64, to: f64, radii: (f64, f64)| -> String {
        let points = (1..steps).map(|step| {
            let share = f64::from(step) / f64::from(steps);
            let (x, y) = dial.point(radii.0 + (radii.1 - radii.0) * share, from + (to - from) * share);
            format!("L{} {}", number(x), number(y))
        });
        points.collect()
    };
    let outer_edge = dial.line(inner.outer, begin, end_full, Reading::Clockwise);
    let inner_edge = dial.line(inner.inner, begin_full, end, Reading::Counterclockwise).replacen('M', "L", 1);
    format!(
        "{outer_edge}{}{inner_edge}{}Z",
        slant(end_full, end, (inner.outer, inner.inner)),
        slant(begin_full, begin, (inner.inner, inner.outer))
    )
}

#[cfg(test)]
mod tests {
    use super::{label, phase_lanes};
    use crate::calendar::civil::NaiveDate;
    use crate::render::lettering::width;
    use crate::render::wheel_content::Phase;
    use crate::schedule::identity::EntryId;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn phase(first: &str, last: &str) -> Phase {
        let (id, name, span, told) = (EntryId::written("p/t/x"), String::new(), String::new(), String::new());
        Phase { id, first: date(first), last: date(last), name, span, told }
    }

    #[test]
    fn phases_that_follow_each_other_share_a_lane_and_others_do_not() {
        let support = phase("2027-01-01", "2027-06-30");
        let training = phase("2027-06-01", "2027-08-31");
        let hypercare = phase("2027-09-01", "2027-11-30");
        let within = phase("2027-02-01", "2027-03-31");
        assert_eq!(phase_lanes(&[support.clone(), training.clone(), hypercare.clone()]), [0, 0, 0]);
        assert_eq!(phase_lanes(&[support.clone(), within.clone(), training.clone()]), [0, 1, 0]);
        // Three at once: the third waits for the first to end.
        let early = phase("2027-06-15", "2027-09-15");
        assert_eq!(phase_lanes(&[support.clone(), training, early]), [0, 0, 1]);
        // Cut off alike at the beginning of the year, one ends first.
        assert_eq!(phase_lanes(&[phase("2027-01-01", "2027-01-31"), support.clone()]), [0, 0]);
        assert_eq!(phase_lanes(&[support.clone(), support]), [0, 1]);
    }

    #[test]
    fn a_phase_is_labelled_with_whole_words_or_its_number_or_nothing() {
        let name = "Oplæring og videnoverdragelse";
        let wide = |words: &str| width(words, 10.0);
        assert_eq!(label("1.2", name, 10.0, 1000.0).as_deref(), Some("1.2 Oplæring og videnoverdragelse"));
        assert_eq!(label("1.2", name, 10.0, wide("1.2 Oplæring og…")).as_deref(), Some("1.2 Oplæring og…"));
        assert_eq!(label("1.2", name, 10.0, wide("1.2")).as_deref(), Some("1.2"));
        assert_eq!(label("1.2", name, 10.0, wide("1.2") - 0.1), None);
    }
}
