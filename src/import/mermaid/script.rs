//! What JavaScript takes for a white space, where Rust takes others: ECMA-262, `WhiteSpace` and `LineTerminator`.

/// Whether `\s` matches a character.
pub fn is_space(character: char) -> bool {
    character == '\u{feff}' || (character.is_whitespace() && character != '\u{85}')
}

/// Whether `\w` matches a character.
pub fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

/// What `trim` leaves of a text.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// The bytes of white space at the start of a text.
pub fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_space).len()
}
