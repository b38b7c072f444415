//! The register of codes: every fault and warning has one, and `docs/diagnostics/CODE.md` explains it.

use std::fmt;

macro_rules! register {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// Which kind of fault or warning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// All codes, in the order of the register.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The code as it is printed: kebab-case.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Code::$name => $text,)+
                }
            }
        }
    };
}

register! {
    /// The text is not YAML.
    UnreadableYaml = "unreadable-yaml",
    /// A key that this place does not take.
    UnknownKey = "unknown-key",
    /// A key that this place needs is not there.
    MissingKey = "missing-key",
    /// A key that stands twice in one map.
    DuplicateKey = "duplicate-key",
    /// A value of another kind than the key takes.
    WrongType = "wrong-type",
    /// A name that nothing declares.
    UnknownName = "unknown-name",
    /// A name that is declared twice.
    DuplicateName = "duplicate-name",
    /// A date that no calendar has.
    ImpossibleDate = "impossible-date",
    /// A value that can be read but not understood.
    InvalidValue = "invalid-value",
    /// A window, range or period in which no day is left.
    EmptyWindow = "empty-window",
    /// A fixed date on a weekend, a holiday or a closed day.
    ClosedDay = "closed-day",
    /// A rule that cannot do anything.
    IdleRule = "idle-rule",
    /// A rule that leaves open which day is meant.
    AmbiguousRule = "ambiguous-rule",
    /// Rules that cannot hold together.
    InfeasiblePlan = "infeasible-plan",
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
