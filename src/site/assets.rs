//! The page's scripts and styles. The scripts are joined into one file, each in its own text, so that the page asks once.

use crate::render::artifact::Artifact;

/// In the order in which they are read: `main.js` uses all the others.
const SCRIPTS: [&str; 17] = [
    include_str!("assets/dates.js"),
    include_str!("assets/dom.js"),
    include_str!("assets/words.js"),
    include_str!("assets/state.js"),
    include_str!("assets/model.js"),
    include_str!("assets/scripts.js"),
    include_str!("assets/pictures.js"),
    include_str!("assets/marks.js"),
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
    let mut files = vec![Artifact::new("site/app.js", app), Artifact::new("site/site.css", include_str!("assets/site.css"))];
    files.extend(CALENDAR.map(|(path, text)| Artifact::new(path, text)));
    files
}
