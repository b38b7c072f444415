//! Drawings as scripts: a page that was opened from a file may load scripts, and nothing else, so each drawing says its own name and
//! text to the page.

use serde_json::Value;

use crate::render::artifact::Artifact;

/// The name by which the page asks for a drawing: `wheel/os2display-2027` for `wheel/os2display-2027.svg`.
pub fn picture_name(path: &str) -> Option<&str> {
    let stem = path.strip_suffix(".svg")?;
    (stem.starts_with("wheel/") || stem.starts_with("charts/")).then_some(stem)
}

/// The script of a drawing; none for any other file.
pub fn picture(drawn: &Artifact) -> Option<Artifact> {
    let name = picture_name(&drawn.path)?;
    let call = format!("aarshjul.picture({}, {});\n", Value::from(name), Value::from(drawn.text()));
    Some(Artifact::new(format!("site/pictures/{name}.js"), call))
}

#[cfg(test)]
mod tests {
    use super::picture;
    use crate::render::artifact::Artifact;

    #[test]
    fn a_drawing_becomes_a_call_that_holds_it_unchanged() {
        let script = picture(&Artifact::new("wheel/a-2027.svg", "<svg title=\"å\">\n</svg>")).unwrap();
        assert_eq!(script.path, "site/pictures/wheel/a-2027.js");
        assert_eq!(script.text(), "aarshjul.picture(\"wheel/a-2027\", \"<svg title=\\\"å\\\">\\n</svg>\");\n");
        assert_eq!(picture(&Artifact::new("charts/a.mmd", "gantt")), None);
        assert_eq!(picture(&Artifact::new("feeds/a.svg", "")), None);
    }
}
