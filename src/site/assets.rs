//! The page's scripts and styles, a file for each subject. They are joined into one script and one style, so that the page asks once.

use crate::render::artifact::Artifact;

/// In the order in which they are read: `main.js` uses all the others.
const SCRIPTS: [&str; 18] = [
    include_str!("assets/dates.js"),
    include_str!("assets/dom.js"),
    include_str!("assets/words.js"),
    include_str!("assets/state.js"),
    include_str!("assets/model.js"),
    include_str!("assets/scripts.js"),
    include_str!("assets/pictures.js"),
    include_str!("assets/marks.js"),
    include_str!("assets/today.js"),
    include_str!("assets/wheel.js"),
    include_str!("assets/calendar.js"),
    include_str!("assets/list.js"),
    include_str!("assets/roadmap.js"),
    include_str!("assets/changes.js"),
    include_str!("assets/subscribe.js"),
    include_str!("assets/item.js"),
    include_str!("assets/next.js"),
    include_str!("assets/controls.js"),
];

/// In the order in which they are read: a narrow page and a sheet of paper change what stands before them.
const STYLES: [&str; 11] = [
    include_str!("assets/base.css"),
    include_str!("assets/head.css"),
    include_str!("assets/controls.css"),
    include_str!("assets/columns.css"),
    include_str!("assets/drawings.css"),
    include_str!("assets/calendar.css"),
    include_str!("assets/list.css"),
    include_str!("assets/subscribe.css"),
    include_str!("assets/item.css"),
    include_str!("assets/narrow.css"),
    include_str!("assets/print.css"),
];

const MAIN: &str = include_str!("assets/main.js");

/// `FullCalendar`, its Danish words, and its licence, unchanged.
const CALENDAR: [(&str, &str); 3] = [
    ("site/fullcalendar.js", include_str!("assets/vendor/fullcalendar.js")),
    ("site/fullcalendar-da.js", include_str!("assets/vendor/fullcalendar-da.js")),
    ("site/fullcalendar-LICENSE.md", include_str!("assets/vendor/fullcalendar-LICENSE.md")),
];

/// The files that are the same for every plan.
pub(crate) fn files() -> Vec<Artifact> {
    // One scope around all: nothing of the page is global but the word by which data and drawings call it.
    let body: String = SCRIPTS.iter().chain([&MAIN]).copied().collect::<Vec<&str>>().join("\n");
    let app = format!("(() => {{\n'use strict';\n\n{body}\nwindow.aarshjul = {{ start, picture }};\n}})();\n");
    let mut files = vec![Artifact::new("site/app.js", app), Artifact::new("site/site.css", STYLES.join("\n"))];
    files.extend(CALENDAR.map(|(path, text)| Artifact::new(path, text)));
    files
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{MAIN, SCRIPTS, STYLES, files};

    #[test]
    fn every_script_and_style_of_the_folder_is_in_the_page_once() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/site/assets");
        let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
        let written: Vec<_> = paths.collect();
        assert_eq!(written.len(), SCRIPTS.len() + 1 + STYLES.len());
        for path in written {
            let text = fs::read_to_string(&path).unwrap();
            let known = SCRIPTS.iter().chain([&MAIN]).chain(&STYLES);
            assert_eq!(known.filter(|known| **known == text).count(), 1, "{}", path.display());
            assert!(text.starts_with("// ") || text.starts_with("/* "), "{} does not say what it is for", path.display());
        }
    }

    #[test]
    fn nothing_of_the_page_is_fetched_from_elsewhere() {
        let own: Vec<_> = files().into_iter().filter(|file| !file.path.contains("fullcalendar")).collect();
        assert_eq!(own.len(), 2);
        for file in own {
            for address in file.text().split("https://").skip(1) {
                let host = address.split(['/', '\'', '`']).next().unwrap();
                assert!(["outlook.office.com", "calendar.google.com"].contains(&host), "{} names {host}", file.path);
            }
        }
    }
}
