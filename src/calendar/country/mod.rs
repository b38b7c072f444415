//! The public holidays of each country as data: one file a country, each rule with the law it stands in.

/// Denmark.
pub mod denmark;
/// Finland.
pub mod finland;
/// Germany and its sixteen states.
pub mod germany;
/// Every change of a law, on both sides of it.
#[cfg(test)]
mod law;
/// The Netherlands.
pub mod netherlands;
/// Norway.
pub mod norway;
/// Sweden.
pub mod sweden;
/// The United Kingdom and its parts.
pub mod united_kingdom;
