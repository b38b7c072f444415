//! What is known of the plan that tables become, and what every draft of them has.

use crate::calendar::holidays::Country;
use crate::calendar::horizon::Horizon;
use crate::import::table::row::Bounds;
use crate::plan::language::Language;
use crate::plan::plan::USUAL_ZONE;

/// What is known of the plan that is to be.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The planned years where somebody says them; else they are those of the dates.
    pub years: Option<Horizon>,
    /// The year in which the import is made.
    pub this_year: i32,
    /// The IANA zone of its clock times.
    pub zone: String,
    /// The language of what is written for people; that of the header where nobody says it.
    pub language: Option<Language>,
    /// The key of the product of rows that name none; the name of the file where nobody says it.
    pub product: Option<String>,
    /// The country whose holidays the milestones of a roadmap keep.
    pub country: Country,
}

impl Settings {
    /// Nothing is known of the plan; its clock shows the time of Denmark.
    pub fn of(this_year: i32, country: Country) -> Settings {
        Settings { years: None, this_year, zone: USUAL_ZONE.to_owned(), language: None, product: None, country }
    }
}

/// A product as a table names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Its key.
    pub key: String,
    /// Its name in words.
    pub title: String,
}

/// What every draft of an import has.
#[derive(Debug, Clone)]
pub struct Shape<'s> {
    /// What the files are called.
    pub name: String,
    /// The language of what is written for people.
    pub language: Language,
    /// The dates that are read.
    pub bounds: Bounds,
    /// What is known of the plan.
    pub settings: &'s Settings,
}
