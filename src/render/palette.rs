//! Colours and shapes of what is drawn. Colour alone never tells two marks apart: shape, place and words do.
//!
//! The colours are those of Okabe and Ito, "Color Universal Design" (2008), made to be told apart by every kind of eye; two are a
//! little darker, so that white words on them can be read.

use crate::render::svg::Tag;

/// What a part of a picture is painted with. A part has its colour as an attribute, which every reader of SVG knows, and a class
/// by which a page that holds the picture can give it another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paint {
    /// Words, and the signs among them.
    Ink,
    /// What lies behind everything.
    Paper,
    /// Thin lines.
    Line,
    /// The bands behind months and years.
    Frame,
    /// Words on these bands.
    FrameInk,
    /// The hand that shows today.
    Today,
    /// Light bands behind headings.
    Heading,
    /// Saturdays and Sundays.
    Weekend,
    /// Public holidays.
    Holiday,
    /// Closed days.
    Closed,
    /// Days that are rather avoided.
    Unwelcome,
}

impl Paint {
    /// The word that its class ends in.
    pub fn as_str(self) -> &'static str {
        match self {
            Paint::Ink => "ink",
            Paint::Paper => "paper",
            Paint::Line => "line",
            Paint::Frame => "frame",
            Paint::FrameInk => "frame-ink",
            Paint::Today => "today",
            Paint::Heading => "heading",
            Paint::Weekend => "weekend",
            Paint::Holiday => "holiday",
            Paint::Closed => "closed",
            Paint::Unwelcome => "unwelcome",
        }
    }

    /// The colour on white paper.
    pub fn colour(self) -> &'static str {
        match self {
            Paint::Ink => "#1d2a33",
            Paint::Paper | Paint::FrameInk => "#fff",
            Paint::Line => "#8a949b",
            Paint::Frame => "#1f3a4d",
            Paint::Today => "#c2183c",
            Paint::Heading => "#dfe5e9",
            Paint::Weekend | Paint::Holiday => "#51606b",
            Paint::Closed => "#7d8a93",
            Paint::Unwelcome => "#f3b93f",
        }
    }

    /// A tag whose inside has this paint.
    pub fn fill(self, tag: Tag) -> Tag {
        tag.set("class", format!("picture-{}", self.as_str())).set("fill", self.colour())
    }

    /// A tag whose lines have this paint, and whose inside is empty.
    pub fn stroke(self, tag: Tag, width: f64) -> Tag {
        let tag = tag.set("class", format!("picture-{}-line", self.as_str())).set("fill", "none");
        tag.set("stroke", self.colour()).at("stroke-width", width)
    }
}

/// The outline of a meeting's mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// A circle.
    Disc,
    /// A square with rounded corners.
    Tile,
    /// A hexagon that stands on a point.
    Hexagon,
}

/// How the marks of one group or track look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Style {
    /// The fill of a mark.
    pub fill: &'static str,
    /// What is written on the fill: black or white, whichever has more contrast.
    pub ink: &'static str,
    /// The outline.
    pub shape: Shape,
}

/// Fill and ink, neighbours far apart in lightness.
const COLOURS: [(&str, &str); 8] = [
    ("#0072b2", "#fff"),
    ("#e69f00", "#000"),
    ("#00805d", "#fff"),
    ("#cc79a7", "#000"),
    ("#c04f00", "#fff"),
    ("#56b4e9", "#000"),
    ("#4a4f55", "#fff"),
    ("#f0e442", "#000"),
];

const SHAPES: [Shape; 3] = [Shape::Disc, Shape::Tile, Shape::Hexagon];

/// The style of the nth group or track, counted from 0; the first 24 all differ.
pub fn style(index: usize) -> Style {
    let (fill, ink) = COLOURS[index % COLOURS.len()];
    Style { fill, ink, shape: SHAPES[index % SHAPES.len()] }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Paint, style};

    /// The relative luminance of `#rgb` or `#rrggbb` (Web Content Accessibility Guidelines 2.2, section on definitions).
    fn luminance(colour: &str) -> f64 {
        let digits = colour.strip_prefix('#').unwrap();
        let wide: String =
            if digits.len() == 3 { digits.chars().flat_map(|digit| [digit, digit]).collect() } else { digits.to_owned() };
        let part = |from: usize| {
            let value = f64::from(u8::from_str_radix(&wide[from..from + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn words_have_the_contrast_that_accessible_pages_need() {
        for index in 0..8 {
            let style = style(index);
            assert!(contrast(style.fill, style.ink) >= 4.5, "{}", style.fill);
        }
        let on = |ink: Paint, ground: Paint| contrast(ink.colour(), ground.colour());
        assert!(on(Paint::Ink, Paint::Unwelcome) > 4.5 && on(Paint::Ink, Paint::Heading) > 4.5);
        assert!(on(Paint::FrameInk, Paint::Frame) > 4.5 && on(Paint::Today, Paint::Paper) > 4.5);
        assert!((contrast("#000", "#ffffff") - 21.0).abs() < 1e-9);
    }

    #[test]
    fn twenty_four_styles_differ_and_then_they_repeat() {
        let styles: BTreeSet<_> = (0..24).map(style).collect();
        assert_eq!(styles.len(), 24);
        assert_eq!(style(24), style(0));
    }
}
