//! What a page says of itself before its text: the front matter that Jekyll and others read. Knows no chart.

use crate::schema::format::tree;
use crate::schema::node::Node;

/// What a page says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its title.
    pub title: Option<String>,
    /// The title of the page it stands below: in a site of products that is the product.
    pub parent: Option<String>,
}

/// The front matter of a text; nothing where it has none, or one that is no YAML.
pub fn page(text: &str) -> Page {
    let front = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let Some(front) = front.strip_prefix("---\n") else { return Page::default() };
    let Some((front, _)) = front.split_once("\n---") else { return Page::default() };
    let Ok(root) = tree(&format!("{front}\n")) else { return Page::default() };
    let said = |key: &str| {
        let words = root.get(key).and_then(Node::scalar).map(|scalar| scalar.text.trim().to_owned());
        words.filter(|words| !words.is_empty())
    };
    Page { title: said("title"), parent: said("parent") }
}

#[cfg(test)]
mod tests {
    use super::{Page, page};

    #[test]
    fn a_page_says_its_title_and_what_it_stands_below() {
        let text = "---\r\nlayout: default\r\ntitle: \"Støtte: 2025\"\r\nparent: 'OS2display'\r\nnav_order: 1\r\n---\r\n---\r\n# Køreplan\r\n";
        let expected = Page { title: Some("Støtte: 2025".to_owned()), parent: Some("OS2display".to_owned()) };
        assert_eq!(page(text), expected);
        assert_eq!(page("---\ntitle:\nparent: [a]\n---\n"), Page::default());
        assert_eq!(page("# Ingen\n---\ntitle: x\n---\n"), Page::default());
        assert_eq!(page("---\ntitle: \"åben\n---\n"), Page::default());
        assert_eq!(page("---\ntitle: uden ende\n"), Page::default());
    }
}
