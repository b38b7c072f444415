//! For tests: where every word of a drawing lies, and which words lie on each other or outside of the sheet. Reads the SVG text alone,
//! and takes letters to be as wide as the widest usual font has them.

use std::collections::BTreeMap;

use crate::render::lettering::width;

/// A word of a drawing, as boxes with four corners: one, or along a path one for each letter.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Words {
    /// What is written.
    pub(crate) words: String,
    boxes: Vec<[(f64, f64); 4]>,
}

impl Words {
    /// Whether the upright frames round two words overlap.
    fn is_near(&self, other: &Words) -> bool {
        let ends = |words: &Words, side: fn(&(f64, f64)) -> f64| {
            let places = words.boxes.iter().flatten().map(side);
            places.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), place| (least.min(place), most.max(place)))
        };
        let near = |side: fn(&(f64, f64)) -> f64| {
            let ((least, most), (other_least, other_most)) = (ends(self, side), ends(other, side));
            least < other_most && other_least < most
        };
        near(|(x, _)| *x) && near(|(_, y)| *y)
    }
}

/// From the foot of letters to their top and to their lowest point, in parts of their size.
const TOP: f64 = 0.73;
const LOW: f64 = 0.2;

/// All words of a drawing.
pub(crate) fn words(svg: &str) -> Vec<Words> {
    let mut paths: BTreeMap<String, String> = BTreeMap::new();
    let mut found = Vec::new();
    for part in svg.split('<').skip(1) {
        if let (true, Some(id), Some(outline)) = (part.starts_with("path "), attribute(part, "id"), attribute(part, "d")) {
            paths.insert(id, outline);
        }
    }
    let mut parts = svg.split('<').skip(1).peekable();
    while let Some(part) = parts.next() {
        if !part.starts_with("text ") {
            continue;
        }
        let spacing = number(part, "letter-spacing");
        let size = number(part, "font-size");
        let bold = if attribute(part, "font-weight").is_some() { 1.06 } else { 1.0 };
        let long = |words: &str| width(words, size) * bold + spacing * f64::from(u32::try_from(words.chars().count()).unwrap());
        let next = parts.peek().copied().unwrap_or_default();
        if let (true, Some(path)) = (next.starts_with("textPath "), attribute(next, "href")) {
            let words = unescaped(next.split_once('>').unwrap().1);
            let boxes = along(&paths[&path[1..]], &words, size, &long);
            found.push(Words { words, boxes });
        } else {
            let words = unescaped(part.split_once('>').unwrap().1);
            let boxes = vec![straight(part, size, long(&words))];
            found.push(Words { words, boxes });
        }
    }
    found
}

/// Which words lie on each other, and which reach beyond a sheet of a width and a height: an empty list where all is well.
pub(crate) fn faults(words: &[Words], sheet: (f64, f64)) -> Vec<String> {
    let mut faults = Vec::new();
    for (index, one) in words.iter().enumerate() {
        if one.boxes.iter().flatten().any(|(x, y)| *x < 0.0 || *y < 0.0 || *x > sheet.0 || *y > sheet.1) {
            faults.push(format!("`{}` reaches beyond the sheet", one.words));
        }
        for other in &words[index + 1..] {
            if one.is_near(other) && one.boxes.iter().any(|one| other.boxes.iter().any(|other| overlap(one, other))) {
                faults.push(format!("`{}` lies on `{}`", one.words, other.words));
            }
        }
    }
    faults
}

/// Whether two convex shapes of four corners overlap: no line parallel to a side parts them (the separating axis theorem).
fn overlap(one: &[(f64, f64); 4], other: &[(f64, f64); 4]) -> bool {
    let parted = |corners: &[(f64, f64); 4]| {
        (0..4).any(|side| {
            let ((x1, y1), (x2, y2)) = (corners[side], corners[(side + 1) % 4]);
            let normal = (y2 - y1, x1 - x2);
            let span = |corners: &[(f64, f64); 4]| {
                let places = corners.map(|(x, y)| x * normal.0 + y * normal.1);
                (places.iter().copied().fold(f64::INFINITY, f64::min), places.iter().copied().fold(f64::NEG_INFINITY, f64::max))
            };
            let ((least, most), (other_least, other_most)) = (span(one), span(other));
            most <= other_least + 1e-6 || other_most <= least + 1e-6
        })
    };
    !parted(one) && !parted(other)
}

fn straight(tag: &str, size: f64, long: f64) -> [(f64, f64); 4] {
    let (x, y) = (number(tag, "x"), number(tag, "y"));
    let left = match attribute(tag, "text-anchor").as_deref() {
        Some("middle") => x - long / 2.0,
        Some("end") => x - long,
        _ => x,
    };
    let corners = [(left, y - size * TOP), (left + long, y - size * TOP), (left + long, y + size * LOW), (left, y + size * LOW)];
    let Some(transform) = attribute(tag, "transform") else { return corners };
    let numbers: Vec<f64> = transform.split(['(', ')', ' ']).filter_map(|part| part.parse().ok()).collect();
    let [right, down, turn] = numbers[..] else { panic!("{transform}") };
    let turned = turn.to_radians();
    corners.map(|(x, y)| (right + x * turned.cos() - y * turned.sin(), down + x * turned.sin() + y * turned.cos()))
}

/// Letters along an arc, centred on its middle: `Mx yAr r 0 0 sweep x y`, with one or more arcs of one circle.
fn along(path: &str, words: &str, size: f64, long: &dyn Fn(&str) -> f64) -> Vec<[(f64, f64); 4]> {
    let numbers: Vec<f64> = path.split(['M', 'A', ' ']).filter_map(|part| part.parse().ok()).collect();
    let (start, first) = ((numbers[0], numbers[1]), (numbers[7], numbers[8]));
    let (radius, clockwise) = (numbers[2], numbers[6] > 0.5);
    // The centre lies on the line that halves the first chord.
    let half = ((first.0 - start.0) / 2.0, (first.1 - start.1) / 2.0);
    let chord = half.0.hypot(half.1);
    let height = (radius * radius - chord * chord).max(0.0).sqrt();
    let turn = if clockwise { 1.0 } else { -1.0 };
    let centre = (start.0 + half.0 - turn * half.1 / chord * height, start.1 + half.1 + turn * half.0 / chord * height);
    let begin = (start.0 - centre.0).atan2(centre.1 - start.1);
    let arcs = f64::from(u32::try_from((numbers.len() - 2) / 7).unwrap());
    let arc = 2.0 * (chord / radius).min(1.0).asin();
    let middle = begin + turn * arc * arcs / 2.0;
    let point = |radius: f64, angle: f64| (centre.0 + radius * angle.sin(), centre.1 - radius * angle.cos());
    let mut at = middle - turn * long(words) / 2.0 / radius;
    let mut boxes = Vec::new();
    for letter in words.chars() {
        let end = at + turn * long(&letter.to_string()) / radius;
        let (top, low) = (radius + turn * size * TOP, radius - turn * size * LOW);
        boxes.push([point(top, at), point(top, end), point(low, end), point(low, at)]);
        at = end;
    }
    boxes
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = tag.split_once('>').map_or(tag, |(tag, _)| tag);
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split_once('"')?.0.to_owned())
}

fn number(tag: &str, name: &str) -> f64 {
    attribute(tag, name).and_then(|text| text.parse().ok()).unwrap_or(0.0)
}

fn unescaped(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text.trim_end().to_owned(), |text, (escape, letter)| text.replace(escape, letter))
}

#[cfg(test)]
mod tests {
    use super::{faults, words};

    #[test]
    fn words_on_each_other_and_beyond_the_sheet_are_found() {
        let text = |x: u32, y: u32| format!("<text x=\"{x}\" y=\"{y}\" font-size=\"10\">Møde</text>\n");
        let told = |svg: &str| faults(&words(svg), (100.0, 100.0));
        assert!(told(&(text(10, 20) + &text(10, 31) + &text(50, 20))).is_empty());
        assert_eq!(told(&(text(10, 20) + &text(10, 28))), ["`Møde` lies on `Møde`"]);
        assert_eq!(told(&text(80, 20)), ["`Møde` reaches beyond the sheet"]);
        assert_eq!(told(&text(10, 5)), ["`Møde` reaches beyond the sheet"]);
    }

    #[test]
    fn words_along_an_arc_stand_round_its_middle_on_either_side() {
        let arc = |from: &str, sweep: u32, to: &str| {
            format!(
                "<path id=\"a\" d=\"M{from}A40 40 0 0 {sweep} {to}\" fill=\"none\"/>\n<text font-size=\"10\"><textPath href=\"#a\">Møde</textPath></text>\n"
            )
        };
        let upright = |x: u32, y: u32| format!("<text x=\"{x}\" y=\"{y}\" font-size=\"4\" text-anchor=\"middle\">.</text>");
        let told = |svg: &str| faults(&words(svg), (100.0, 100.0)).len();
        // A half circle over the top of one about (50, 50): its words stand above (50, 10); and one under it, read from within.
        let (over, under) = (arc("10 50", 1, "90 50"), arc("10 50", 0, "90 50"));
        assert_eq!(told(&(over.clone() + &upright(50, 8))), 1);
        assert_eq!(told(&(over + &upright(50, 18))), 0);
        assert_eq!(told(&(under.clone() + &upright(50, 88))), 1);
        assert_eq!(told(&(under + &upright(50, 98))), 0);
    }
}
