//! People, as roles: who can be in one place at a time.

use crate::calendar::civil::NaiveDate;

use crate::diagnostic::source::Span;

/// Which person of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub usize);

/// A person or a body with one diary, named by role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The key in the plan; a feed `role-KEY.ics` is named by it.
    pub key: String,
    /// The role in words.
    pub title: String,
    /// Days away, in plan order.
    pub leave: Vec<Leave>,
    /// Where the person is declared.
    pub span: Span,
}

/// Days on which a person can attend nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leave {
    /// The first day away.
    pub first: NaiveDate,
    /// The last day away.
    pub last: NaiveDate,
    /// Why, when the plan says it.
    pub reason: Option<String>,
    /// Where it stands.
    pub span: Span,
}

impl Leave {
    /// Whether the person is away on a day; both ends count.
    pub fn covers(&self, date: NaiveDate) -> bool {
        self.first <= date && date <= self.last
    }
}
