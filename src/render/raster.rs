//! Pictures as dots: a drawing in SVG becomes a PNG. The letters are the program's own, so the bytes are the same on every machine.
//! Knows no plan.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

/// Arimo, as wide as Arial (SIL Open Font License 1.1, in `font/LICENSE-OFL`).
const FONTS: [&[u8]; 2] = [include_bytes!("font/Arimo-Regular.ttf"), include_bytes!("font/Arimo-Bold.ttf")];

/// Dots to the inch at which a sheet of A4 can be printed, and is well below a megabyte.
pub const PRINTED: f32 = 175.0;
/// What a length without a unit is in SVG: a 96th of an inch (CSS Values and Units 3, 6.2).
const PIXELS_PER_INCH: f32 = 96.0;

/// What turns drawings into dots; it holds the letters, and is made once for many drawings.
#[derive(Debug)]
pub struct Raster {
    options: Options<'static>,
}

impl Raster {
    /// Unpacks the letters.
    pub fn new() -> Self {
        let mut letters = Database::new();
        for font in FONTS {
            letters.load_font_data(font.to_vec());
        }
        letters.set_sans_serif_family("Arimo");
        Raster { options: Options { font_family: "Arimo".to_owned(), fontdb: Arc::new(letters), ..Options::default() } }
    }

    /// The drawing as a PNG of so many dots to the inch; none where the text is no SVG, or a side would have no dot at all.
    pub fn png(&self, svg: &str, dots_per_inch: f32) -> Option<Vec<u8>> {
        let tree = Tree::from_str(svg, &self.options).ok()?;
        let scale = dots_per_inch / PIXELS_PER_INCH;
        let size = tree.size().scale_by(scale)?.to_int_size();
        let mut dots = Pixmap::new(size.width(), size.height())?;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut dots.as_mut());
        dots.encode_png().ok()
    }
}

impl Default for Raster {
    fn default() -> Self {
        Raster::new()
    }
}

#[cfg(test)]
mod tests {
    use super::Raster;
    use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};

    fn drawn(inside: &str) -> Pixmap {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20mm\" height=\"10mm\" viewBox=\"0 0 40 20\">{inside}</svg>"
        );
        Pixmap::decode_png(&Raster::new().png(&svg, 101.6).unwrap()).unwrap()
    }

    fn dark(picture: &Pixmap) -> usize {
        picture.pixels().iter().filter(|dot: &&PremultipliedColorU8| dot.alpha() > 128).count()
    }

    #[test]
    fn a_picture_has_the_dots_that_were_asked_for() {
        let picture = drawn("<rect width=\"20\" height=\"20\"/>");
        assert_eq!((picture.width(), picture.height()), (80, 40));
        assert_eq!(dark(&picture), 40 * 40);
    }

    #[test]
    fn danish_letters_are_drawn_with_letters_of_the_program_whatever_fonts_are_named() {
        let words = |words: &str| {
            drawn(&format!("<text x=\"1\" y=\"15\" font-size=\"14\" font-family=\"Arial, Helvetica, sans-serif\">{words}</text>"))
        };
        let pictures = ["æ", "ø", "å", "Æ", "Ø", "Å", "–", "…", "·"].map(words);
        assert!(pictures.iter().all(|picture| dark(picture) > 2));
        // What is missing would be the same box for each.
        for (index, one) in pictures.iter().enumerate() {
            assert!(pictures[index + 1..].iter().all(|other| one.data() != other.data()), "{index}");
        }
    }

    #[test]
    fn what_is_no_picture_gives_none() {
        assert_eq!(Raster::new().png("<svg", 100.0), None);
        assert_eq!(Raster::new().png("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"2\"/>", 0.0), None);
    }
}
