//! The lines of YAML between `---` at the start of a page or of a chart. Knows no chart.

use crate::diagnostic::source::{Sources, Spanned};
use crate::import::mermaid::mapped::Mapped;
use crate::import::mermaid::script::{is_space, leading_space};
use crate::schema::node::Node;
use crate::schema::yaml;

/// What is of use of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// `title`.
    pub title: Option<Spanned<String>>,
    /// `parent`.
    pub parent: Option<Spanned<String>>,
}

/// Reads the lines between the `---`; nothing when they are no YAML.
pub fn values(body: &Mapped) -> Option<FrontMatter> {
    let is_blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    if body.text.lines().all(is_blank) {
        return Some(FrontMatter::default());
    }
    let read = |text: &str| {
        let mut sources = Sources::default();
        let source = sources.add("front matter", text);
        yaml::parse(&sources, source).ok()
    };
    let node = read(&body.text).or_else(|| read(&with_quotes_on_one_line(&body.text)))?;
    let value = |key: &str| {
        let scalar = node.get(key).and_then(Node::scalar).filter(|scalar| !scalar.text.trim().is_empty())?;
        Some(Spanned::new(scalar.text.trim().to_owned(), body.span(scalar.span.range())))
    };
    Some(FrontMatter { title: value("title"), parent: value("parent") })
}

/// The text with spaces for the line breaks within double quotes, each character where it was. YAML 1.2, 7.3.1, asks that such lines
/// are indented; the reader of Mermaid takes them as they are.
fn with_quotes_on_one_line(text: &str) -> String {
    let (mut is_within, mut is_escaped, mut before) = (false, false, '\n');
    let signs = text.chars().map(|sign| {
        let begins = !is_within && sign == '"' && "\n:-[{,".contains(before);
        let ends = is_within && !is_escaped && sign == '"';
        is_escaped = is_within && !is_escaped && sign == '\\';
        is_within = (is_within || begins) && !ends;
        if sign == '\n' || !is_space(sign) {
            before = sign;
        }
        if is_within && (sign == '\n' || sign == '\r') { ' ' } else { sign }
    });
    signs.collect()
}

/// The lines of the front matter of a chart, and where the chart begins behind it; nothing where it has none. As Mermaid finds
/// it: the `---` that closes it must stand as far in as the first one, and a line must follow.
pub fn of_chart(chart: &Mapped) -> Option<(Mapped, usize)> {
    let text = chart.text.as_str();
    let start = leading_space(text);
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let indent = &text[line..start];
    let after = text[start..].strip_prefix("---")?;
    let opening = text.len() - after.len();
    let body = opening + after.find('\n').filter(|end| after[..*end].chars().all(is_space))? + 1;
    let closing = format!("{indent}---");
    let mut at = body;
    for line in text[body..].split_inclusive('\n') {
        if let Some(rest) = line.strip_prefix(closing.as_str())
            && rest.ends_with('\n')
            && rest.chars().all(is_space)
        {
            let mut lines = Mapped::new(chart.source());
            let mut from = body;
            for line in text[body..at].split_inclusive('\n') {
                let skipped = if line.starts_with(indent) { indent.len() } else { 0 };
                lines.push_from(chart, from + skipped..from + line.len());
                from += line.len();
            }
            return Some((lines, at + line.len()));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{values, with_quotes_on_one_line};
    use crate::diagnostic::source::SourceId;
    use crate::import::mermaid::mapped::Mapped;

    #[test]
    fn a_quoted_text_may_go_on_at_the_start_of_a_line() {
        let text = "config:\n  themeCSS: \"#a {fill: red}\n\n#b {fill: \\\"blue\\\"}\n  \"\ntitle: Skøjter\n";
        let mut body = Mapped::new(SourceId(0));
        body.push(text, 100);
        let title = values(&body).and_then(|found| found.title).expect("it is read");
        assert_eq!(
            (title.value.as_str(), title.span.start as usize),
            ("Skøjter", 100 + text.find("Skøjter").expect("it is there"))
        );
        assert_eq!(with_quotes_on_one_line("it's: 5\" wide\nx: 1\n"), "it's: 5\" wide\nx: 1\n");
    }
}
