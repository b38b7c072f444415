//! What holds for the whole plan: settings, products, names, files.

/// Circles among things that name each other.
pub mod circle;
/// Files that would overwrite each other.
pub mod file_names;
/// The files that plan files name.
pub mod includes;
/// Declared names and how they are found.
pub mod names;
/// Products, and the files that speak of them.
pub mod products;
/// What is published, where and how.
pub mod publish;
/// What holds for the whole plan: years, language, zone.
pub mod settings;
/// Weights: what breaking a rule costs.
pub mod weights;
