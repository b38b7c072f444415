//! Colours and shapes of marks. Colour alone never tells two marks apart: shape, place and words do.
//!
//! The colours are those of Okabe and Ito, "Color Universal Design" (2008), made to be told apart by every kind of eye.

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
    /// A light tint of the fill, for areas with black words on them.
    pub tint: &'static str,
    /// The outline.
    pub shape: Shape,
}

/// The colour of words and lines on white.
pub const INK: &str = "#1d2a33";

/// Fill, ink and tint, neighbours far apart in lightness.
const COLOURS: [(&str, &str, &str); 8] = [
    ("#0072b2", "#fff", "#cfe3f0"),
    ("#e69f00", "#000", "#fae8c4"),
    ("#009e73", "#000", "#cbebe1"),
    ("#cc79a7", "#000", "#f4e0eb"),
    ("#d55e00", "#000", "#f7dcc8"),
    ("#56b4e9", "#000", "#dbeffb"),
    ("#3c3c3c", "#fff", "#dddddd"),
    ("#f0e442", "#000", "#fbf8cf"),
];

const SHAPES: [Shape; 3] = [Shape::Disc, Shape::Tile, Shape::Hexagon];

/// The style of the nth group or track, counted from 0; the first 24 all differ.
pub fn style(index: usize) -> Style {
    let (fill, ink, tint) = COLOURS[index % COLOURS.len()];
    Style { fill, ink, tint, shape: SHAPES[index % SHAPES.len()] }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::style;

    #[test]
    fn twenty_four_styles_differ_and_then_they_repeat() {
        let styles: BTreeSet<_> = (0..24).map(style).collect();
        assert_eq!(styles.len(), 24);
        assert_eq!(style(24), style(0));
    }
}
