//! The days in which a topic is treated: a month, or days as calendars name them.

use crate::calendar::rule::DayRule;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::schema::node::Scalar;
use crate::schema::read::Leaf;
use crate::schema::scalar::words::{Month, Word};

/// `november`, `04-01..05-15`, `week 42`, `2027-04-01..2027-05-15`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// That month of every year.
    Month(Month),
    /// Those days.
    Days(DayRule),
}

impl Leaf for Occasion {
    const FORM: &'static str = "a month such as november, or days such as 04-01..05-15 or 2027-04-01..2027-05-15";
    const CODE: Code = Code::InvalidDays;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        if let Some(month) = Month::of(&scalar.text) {
            return Ok(Occasion::Month(month));
        }
        // A single word without a digit was to be a month.
        let is_word = scalar.text.chars().all(char::is_alphabetic) && !matches!(scalar.text.as_str(), "easter" | "påske");
        if is_word { Month::parse(scalar).map(Occasion::Month) } else { DayRule::parse(scalar).map(Occasion::Days) }
    }
}

#[cfg(test)]
mod tests {
    use super::Occasion;
    use crate::calendar::rule::DayRule;
    use crate::diagnostic::code::Code;
    use crate::schema::scalar::trial::read;
    use crate::schema::scalar::words::Month;

    #[test]
    fn a_month_is_a_month_and_days_are_days() {
        assert_eq!(read("november"), Ok(Occasion::Month(Month(11))));
        assert_eq!(read("maj"), Ok(Occasion::Month(Month(5))));
        assert_eq!(read("week 42"), Ok(Occasion::Days(DayRule::Week { number: 42 })));
        assert_eq!(read("04-01..05-15"), Ok(Occasion::Days(DayRule::Yearly { from: (4, 1), to: (5, 15) })));
        assert_eq!(read::<Occasion>("novembr"), Err((Code::UnknownWord, "novembr".into())));
    }
}
