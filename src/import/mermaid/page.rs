//! Where charts stand in a page of Markdown, and what the page says of itself. Knows no chart.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::diagnostic::source::{SourceId, Span, Spanned};
use crate::import::mermaid::front_matter::{FrontMatter, values};
use crate::import::mermaid::mapped::Mapped;

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// `title` of the front matter.
    pub title: Option<Spanned<String>>,
    /// `parent` of the front matter: the title of the page above this one.
    pub parent: Option<Spanned<String>>,
    /// The fences that say `mermaid`.
    pub fences: Vec<Fence>,
}

/// A fence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// What stands in it, without the signs of quotes and lists before its lines.
    pub inside: Mapped,
    /// The line that opens it, where nothing closes it.
    pub unclosed: Option<Span>,
}

/// Reads a page.
pub fn page(source: SourceId, text: &str) -> Page {
    let (matter, start) = jekyll(source, text);
    let mut page = Page { title: matter.title, parent: matter.parent, fences: Vec::new() };
    let mut open: Option<(Mapped, Range<usize>, usize)> = None;
    for (event, range) in Parser::new_ext(&text[start..], Options::empty()).into_offset_iter() {
        let range = range.start + start..range.end + start;
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if is_mermaid(&info) => {
                let first_line = text[range.clone()].find('\n').map_or(range.end, |at| range.start + at + 1);
                open = Some((Mapped::new(source), range, first_line));
            }
            Event::Text(piece) => {
                if let Some((inside, _, last)) = &mut open {
                    // A tab of which a list takes a part is written out as spaces.
                    inside.push(&piece, range.start);
                    *last = range.end.max(*last);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((inside, range, last)) = open.take() {
                    page.fences.push(Fence { inside, unclosed: unclosed(source, text, range, last) });
                }
            }
            Event::Start(_)
            | Event::End(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
    page
}

/// Whether the words behind a fence name Mermaid.
fn is_mermaid(info: &str) -> bool {
    let word = info.split(|sign: char| sign.is_whitespace() || sign == '{' || sign == ',').next();
    word.is_some_and(|word| word.eq_ignore_ascii_case("mermaid"))
}

/// The line that opens a fence whose last line of code ends at `last`, when no fence stands behind it.
fn unclosed(source: SourceId, text: &str, block: Range<usize>, last: usize) -> Option<Span> {
    let opening = &text[block.clone()];
    let opening = opening.lines().next().unwrap_or_default().trim_end();
    let sign = opening.chars().next()?;
    let count = opening.chars().take_while(|other| *other == sign).count();
    let rest = text.get(last..block.end).unwrap_or_default();
    let is_closed = rest.lines().any(|line| {
        let line = line.trim_end();
        line.len() - line.trim_end_matches(sign).len() >= count
    });
    let end = block.start + opening.len();
    (!is_closed).then(|| Span { source, start: offset(block.start), end: offset(end) })
}

/// The front matter that Jekyll takes off a page, and where the page itself begins.
fn jekyll(source: SourceId, text: &str) -> (FrontMatter, usize) {
    let Some(after) = ["---\n", "---\r\n"].iter().find_map(|line| text.strip_prefix(line)) else {
        return (FrontMatter::default(), 0);
    };
    let start = text.len() - after.len();
    let mut at = start;
    for line in after.split_inclusive('\n') {
        if line.trim_end() == "---" {
            let mut body = Mapped::new(source);
            body.push(&text[start..at], start);
            return (values(&body).unwrap_or_default(), at + line.len());
        }
        at += line.len();
    }
    (FrontMatter::default(), 0)
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::source::SourceId;

    use super::{Page, page};

    fn read(text: &str) -> Page {
        page(SourceId(0), text)
    }

    fn insides(page: &Page) -> Vec<&str> {
        page.fences.iter().map(|fence| fence.inside.text.as_str()).collect()
    }

    #[test]
    fn fences_are_found_wherever_markdown_has_them() {
        let text = "# A\n```mermaid\na\n  b\n```\n\n~~~~ Mermaid x\nc\n~~~\n~~~~\n\n- d\n\n  ```mermaid\n  e\n    f\n  ```\n\n\
                    > ```mermaid\n> g\n> h\n> ```\n\n```js\ni\n```\n\n    ```mermaid\n    j\n";
        let page = read(text);
        assert_eq!(insides(&page), ["a\n  b\n", "c\n~~~\n", "e\n  f\n", "g\nh\n"]);
        assert!(page.fences.iter().all(|fence| fence.unclosed.is_none()));
        let quoted = &page.fences[3].inside;
        assert_eq!(&text[quoted.span(2..3).range()], "h");
    }

    #[test]
    fn an_open_fence_goes_on_to_the_end() {
        for text in ["```mermaid\na\n", "```mermaid", "````mermaid\na\n```\n", "> ```mermaid\n> a\n"] {
            let page = read(text);
            let open = page.fences[0].unclosed.expect("it is open");
            assert!(text[open.range()].ends_with("mermaid"), "{text}");
        }
        assert_eq!(insides(&read("```mermaid\r\na\r\nb\r\n```\r\n"))[0].replace('\r', ""), "a\nb\n");
    }

    #[test]
    fn a_page_says_its_title_and_its_parent() {
        let text = "---\r\nlayout: page\r\ntitle: \"Drift: 2026\"\r\nparent: OS2display\r\n---\r\n```mermaid\r\na\r\n```\r\n";
        let page = read(text);
        let parent = page.parent.expect("a parent");
        assert_eq!((parent.value.as_str(), &text[parent.span.range()]), ("OS2display", "OS2display"));
        assert_eq!(page.title.expect("a title").value, "Drift: 2026");
        assert_eq!(read("---\ntitle: [\n---\n").title, None);
        assert_eq!(read("---\ntitle: x\n").title, None);
    }
}
