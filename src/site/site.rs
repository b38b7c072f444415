//! Every file of the site. Drawings and feeds are not made here: the page shows those that the run has made.

use crate::render::artifact::Artifact;
use crate::render::change_table::Reasons;
use crate::render::view::View;
use crate::schedule::ledger::Ledger;
use crate::site::assets;
use crate::site::data::{Pictures, data};
use crate::site::item_page::item_pages;
use crate::site::pictures::picture;
use crate::site::shell::shell;

/// What the site tells beyond the schedule itself.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// What people have been shown.
    pub ledger: &'a Ledger,
    /// Why entries have their dates.
    pub whys: &'a Reasons,
}

/// The files of the site. `drawn` are the files of the same run: its wheels and charts (`wheel/*.svg`, `charts/*.svg`) are shown.
pub fn site(view: &View<'_>, told: Told<'_>, drawn: &[Artifact]) -> Vec<Artifact> {
    let pictures = Pictures::new(view, drawn);
    let mut files = vec![shell(view), data(view, told, &pictures)];
    files.extend(assets::files());
    files.extend(drawn.iter().filter(|file| pictures.show(file)).filter_map(picture));
    files.extend(item_pages(view, told));
    files
}
