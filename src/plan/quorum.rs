//! Quorums: so many of some people are enough.

use crate::diagnostic::source::Span;
use crate::plan::person::PersonId;
use crate::plan::priority::Priority;

/// At least so many of these people are at every meeting of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quorum {
    /// Who counts, each once, in plan order; never empty.
    pub of: Vec<PersonId>,
    /// How many are enough: from 1 to the number of people.
    pub least: u32,
    /// How firmly; each one missing is one unit.
    pub priority: Priority,
    /// Where it stands.
    pub span: Span,
}

impl Quorum {
    /// How many are missing when so many of the people are not there.
    pub fn missing(&self, absent: usize) -> i64 {
        let present = self.of.len().saturating_sub(absent);
        (i64::from(self.least) - i64::try_from(present).unwrap_or(i64::MAX)).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::Quorum;
    use crate::diagnostic::source::Span;
    use crate::plan::person::PersonId;
    use crate::plan::priority::Priority;

    #[test]
    fn each_one_below_the_number_is_missing() {
        let of = (0..5).map(PersonId).collect();
        let quorum = Quorum { of, least: 3, priority: Priority::Must, span: Span::default() };
        assert_eq!([0, 2, 3, 5].map(|absent| quorum.missing(absent)), [0, 0, 1, 3]);
    }
}
