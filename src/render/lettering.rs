//! How wide words are when they are drawn, on the safe side: the reader's font is not known. Knows nothing of the drawing.

/// The fonts of pictures, the first that a reader has: all but the last are as wide as Arial.
pub const FONTS: &str = "Arial, Helvetica, Arimo, 'Liberation Sans', sans-serif";

/// A width of words, no less than in any of the usual sans-serif fonts (Arial, Helvetica, Liberation Sans, `DejaVu` Sans,
/// of which the last is the widest), in the unit of the size.
pub fn width(words: &str, size: f64) -> f64 {
    words.chars().map(advance).sum::<f64>() * size
}

/// The words, cut with an ellipsis when they are wider than `room`; none when not even three letters would be left.
pub fn fitted(words: &str, size: f64, room: f64) -> Option<String> {
    if width(words, size) <= room {
        return Some(words.to_owned());
    }
    let mut cut: Vec<char> = words.chars().collect();
    while cut.len() > 3 {
        cut.pop();
        let kept: String = cut.iter().collect::<String>().trim_end().to_owned() + "…";
        if width(&kept, size) <= room {
            return Some(kept);
        }
    }
    None
}

/// Breaks words into lines no wider than `room`, at spaces but not at no-break spaces; a word that is too wide by itself is cut.
pub fn lines(words: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let joined = lines.last().map(|line| format!("{line} {word}")).filter(|line| width(line, size) <= room);
        match (joined, lines.last_mut()) {
            (Some(joined), Some(last)) => *last = joined,
            (Some(_) | None, _) => lines.push(fitted(word, size, room).unwrap_or_default()),
        }
    }
    lines
}

/// The advance of a character in parts of the size, as `DejaVu` Sans has it, rounded up.
fn advance(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 'I' | '\'' => 0.3,
        ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '|' | '!' | '·' => 0.34,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' => 0.42,
        'c' | 's' | 'z' | 'J' | 'k' | 'v' | 'x' | 'y' | '"' | '–' => 0.6,
        'm' | 'M' | 'w' | 'W' | 'æ' | 'Æ' | '@' | '%' | '…' | '—' => 1.0,
        'Q' | 'O' | 'D' | 'G' | 'H' | 'N' | 'U' | 'Ø' | '&' | '+' | '=' => 0.84,
        'A'..='Z' => 0.71,
        _ if character.is_ascii() => 0.65,
        _ if character.is_lowercase() => 0.65,
        _ if character.is_uppercase() => 0.84,
        _ => 1.3,
    }
}

#[cfg(test)]
mod tests {
    use super::{fitted, lines, width};

    #[test]
    fn words_that_fit_are_kept_and_others_end_in_an_ellipsis() {
        assert_eq!(fitted("Referat", 10.0, 100.0).as_deref(), Some("Referat"));
        let cut = fitted("Oplæring og videnoverdragelse", 10.0, 60.0).unwrap();
        assert!(cut.ends_with('…') && width(&cut, 10.0) <= 60.0, "{cut}");
        assert_eq!(fitted("Oplæring", 10.0, 12.0), None);
    }

    #[test]
    fn lines_break_at_spaces_and_stay_inside_the_room() {
        let broken = lines("Koordinationsgruppe for hele produktet", 10.0, 125.0);
        assert_eq!(broken, ["Koordinationsgruppe", "for hele produktet"]);
        assert!(lines("", 10.0, 50.0).is_empty());
    }
}
