//! Writes SVG 1.1 text: elements, escaped values, numbers of a fixed form. Knows nothing of what is drawn.

use std::fmt::Write as _;

/// The start of an element: its name and attributes, in the order they were set.
#[derive(Debug, Clone)]
pub struct Tag {
    name: &'static str,
    attributes: String,
}

impl Tag {
    /// An element without attributes.
    pub fn new(name: &'static str) -> Self {
        Tag { name, attributes: String::new() }
    }

    /// Adds an attribute; its value is escaped.
    #[must_use]
    pub fn set(mut self, name: &str, value: impl AsRef<str>) -> Self {
        write!(self.attributes, " {name}=\"{}\"", escaped(value.as_ref())).expect("a String takes what is written");
        self
    }

    /// Adds an attribute that is a number, as [`number`] writes it.
    #[must_use]
    pub fn at(self, name: &str, value: f64) -> Self {
        self.set(name, number(value))
    }
}

/// An SVG text that grows element by element; what is opened is closed in the reverse order.
#[derive(Debug, Clone, Default)]
pub struct Svg {
    text: String,
    open: Vec<&'static str>,
}

impl Svg {
    /// Opens an element; what follows lies inside it until [`Svg::close`].
    pub fn open(&mut self, tag: Tag) {
        self.indent();
        let Tag { name, attributes } = tag;
        writeln!(self.text, "<{name}{attributes}>").expect("a String takes what is written");
        self.open.push(name);
    }

    /// Closes the element that was opened last; nothing when none is open.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            writeln!(self.text, "</{name}>").expect("a String takes what is written");
        }
    }

    /// Writes an element with nothing inside.
    pub fn leaf(&mut self, tag: Tag) {
        self.indent();
        let Tag { name, attributes } = tag;
        writeln!(self.text, "<{name}{attributes}/>").expect("a String takes what is written");
    }

    /// Writes an element that holds words, escaped.
    pub fn words(&mut self, tag: Tag, words: &str) {
        self.indent();
        let Tag { name, attributes } = tag;
        writeln!(self.text, "<{name}{attributes}>{}</{name}>", escaped(words)).expect("a String takes what is written");
    }

    /// Writes words along the path of an id, centred on its middle.
    pub fn words_along(&mut self, tag: Tag, path: &str, words: &str) {
        self.indent();
        let Tag { name, attributes } = tag;
        let along = Tag::new("textPath").set("href", format!("#{path}")).set("startOffset", "50%").attributes;
        // No white space may stand between the tags: it would be drawn, and the words would not be centred.
        writeln!(self.text, "<{name}{attributes}><textPath{along}>{}</textPath></{name}>", escaped(words))
            .expect("a String takes what is written");
    }

    /// The whole text; what is still open is closed.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn indent(&mut self) {
        for _ in 0..self.open.len() {
            self.text.push(' ');
        }
    }
}

/// A number with at most two decimals and no trailing zeros; what is not finite becomes 0, so a drawing never holds `NaN`.
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text as XML 1.0 holds it in elements and attribute values; characters that XML cannot hold become a space.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // XML 1.0, 2.2: of the control characters only tab and line ends are characters, and here they would be spaces.
            control if control.is_control() || matches!(control, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Svg, Tag, escaped, number};

    #[test]
    fn a_number_has_at_most_two_decimals_and_no_sign_on_zero() {
        assert_eq!([1.0, 1.5, 1.005, -0.001, 100.0].map(number), ["1", "1.5", "1", "0", "100"]);
        assert_eq!([f64::NAN, f64::INFINITY].map(number), ["0", "0"]);
    }

    #[test]
    fn what_xml_cannot_hold_is_escaped_or_a_space() {
        assert_eq!(escaped("R&D <b> \"x\" 'y'\u{1}\n📆 æøå"), "R&amp;D &lt;b&gt; &quot;x&quot; &#39;y&#39;  📆 æøå");
    }

    #[test]
    fn what_was_opened_is_closed_in_reverse() {
        let mut svg = Svg::default();
        svg.open(Tag::new("svg").at("width", 2.0));
        svg.open(Tag::new("g"));
        svg.words(Tag::new("text"), "a<b");
        assert_eq!(svg.finish(), "<svg width=\"2\">\n <g>\n  <text>a&lt;b</text>\n </g>\n</svg>\n");
    }
}
