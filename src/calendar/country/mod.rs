//! The public holidays of each country as data: one file a country, each rule with the law it stands in.

/// Denmark.
pub mod denmark;
/// Finland.
pub mod finland;
/// Germany and its sixteen states.
pub mod germany;
/// The Netherlands.
pub mod netherlands;
/// Norway.
pub mod norway;
/// Sweden.
pub mod sweden;
/// The United Kingdom and its parts.
pub mod united_kingdom;
