//! The static site: one page over everything, and a page for each meeting, phase and milestone. Works from a folder, without a
//! server and without the network. Knows no solver; writes nothing itself.

/// The page's own scripts and styles, as they are written.
mod assets;
/// What the page is told, as a script.
pub mod data;
/// The page of one entry.
pub mod item_page;
/// Where pages lie, and how they point at each other.
pub mod location;
/// Drawings as scripts, which a page from a file may load.
pub mod pictures;
/// The page itself.
pub mod shell;
/// Every file of the site.
pub mod site;
/// The words of the pages of single entries.
pub mod words;
