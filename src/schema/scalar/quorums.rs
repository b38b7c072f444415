//! How many are enough, and how many are too many: `half`, `majority`, `3`, and `2, should`.

use serde_json::{Value as Json, json};

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::plan::priority::Priority;
use crate::schema::node::Scalar;
use crate::schema::read::Leaf;
use crate::schema::scalar::words::{invalid, word};

/// How many of some people are enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enough {
    /// At least half of them: 2 of 3, 2 of 4.
    Half,
    /// More than half of them: 2 of 3, 3 of 4.
    Majority,
    /// So many.
    Number(u32),
}

impl Enough {
    /// How many of so many people.
    pub fn of(self, people: usize) -> u32 {
        let people = u32::try_from(people).unwrap_or(u32::MAX);
        match self {
            Enough::Half => people.div_ceil(2),
            Enough::Majority => people / 2 + 1,
            Enough::Number(number) => number,
        }
    }
}

impl Leaf for Enough {
    const FORM: &'static str = "half, majority or a whole number from 1";
    const CODE: Code = Code::InvalidNumber;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        match scalar.text.to_lowercase().as_str() {
            "half" | "halvdelen" => Ok(Enough::Half),
            "majority" | "flertal" => Ok(Enough::Majority),
            _ => {
                let number = scalar.text.parse().ok().filter(|number| *number > 0);
                number.map(Enough::Number).ok_or_else(|| invalid(Code::InvalidNumber, scalar, Self::FORM))
            }
        }
    }

    fn form() -> Json {
        json!({"anyOf": [{"enum": ["half", "majority", "halvdelen", "flertal"]}, {"type": "integer", "minimum": 1}]})
    }
}

/// At most so many, and how firmly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtMost {
    /// The number that is still welcome.
    pub most: u32,
    /// How firmly, when it is said.
    pub priority: Option<Priority>,
}

/// `2`, or `2, should`.
impl Leaf for AtMost {
    const FORM: &'static str = "a number such as 2, or 2, should";
    const CODE: Code = Code::InvalidNumber;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let parts = scalar.pieces(',');
        let most = u32::parse(&parts[0])?;
        let priority = parts.get(1).map(word).transpose()?;
        match parts.get(2) {
            Some(extra) => Err(invalid(Code::InvalidNumber, extra, "nothing more here")),
            None => Ok(AtMost { most, priority }),
        }
    }

    fn form() -> Json {
        json!({"type": ["string", "integer"]})
    }
}

#[cfg(test)]
mod tests {
    use super::{AtMost, Enough};
    use crate::diagnostic::code::Code;
    use crate::plan::priority::Priority;
    use crate::schema::scalar::trial::read;

    #[test]
    fn half_is_at_least_half_and_a_majority_is_more() {
        assert_eq!([1, 2, 3, 4, 5].map(|people| Enough::Half.of(people)), [1, 1, 2, 2, 3]);
        assert_eq!([1, 2, 3, 4, 5].map(|people| Enough::Majority.of(people)), [1, 2, 2, 3, 3]);
        assert_eq!(
            (read("Halvdelen"), read("flertal"), read("3")),
            (Ok(Enough::Half), Ok(Enough::Majority), Ok(Enough::Number(3)))
        );
        assert_eq!(read::<Enough>("0"), Err((Code::InvalidNumber, "0".into())));
    }

    #[test]
    fn a_limit_may_say_how_firmly_it_holds() {
        assert_eq!(read("2"), Ok(AtMost { most: 2, priority: None }));
        assert_eq!(read("2, bør"), Ok(AtMost { most: 2, priority: Some(Priority::Should) }));
        assert_eq!(read::<AtMost>("2, shuld"), Err((Code::UnknownWord, "shuld".into())));
        assert_eq!(read::<AtMost>("2, must, now"), Err((Code::InvalidNumber, "now".into())));
    }
}
