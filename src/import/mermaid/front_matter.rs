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
    let mut sources = Sources::default();
    let source = sources.add("front matter", body.text.as_str());
    let node = yaml::parse(&sources, source).ok()?;
    let value = |key: &str| {
        let scalar = node.get(key).and_then(Node::scalar).filter(|scalar| !scalar.text.trim().is_empty())?;
        Some(Spanned::new(scalar.text.trim().to_owned(), body.span(scalar.span.range())))
    };
    Some(FrontMatter { title: value("title"), parent: value("parent") })
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
