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

            /// What kind of fault it is, in one sentence.
            pub fn sentence(self) -> &'static str {
                match self {
                    $(Code::$name => concat!($($doc),+).trim_ascii(),)+
                }
            }

            /// The document of the code, in Markdown: what it is, why, an example, and how to mend it.
            pub fn document(self) -> &'static str {
                match self {
                    $(Code::$name => include_str!(concat!("../../docs/diagnostics/", $text, ".md")),)+
                }
            }

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
    /// A country whose holidays are not known.
    UnknownCountry = "unknown-country",
    /// A calendar that takes in itself, directly or through others.
    CyclicCalendar = "cyclic-calendar",
    /// A file that a plan names and that is not there.
    MissingFile = "missing-file",
    /// A file that a plan names and that cannot be read.
    UnreadableFile = "unreadable-file",
    /// A plan file that includes itself, directly or through others.
    CyclicInclude = "cyclic-include",
    /// An iCalendar file that is faulty.
    UnreadableCalendar = "unreadable-calendar",
    /// An event of an iCalendar file that closes no day.
    IgnoredEvent = "ignored-event",
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
    /// A phase whose last day lies before its first.
    EndsBeforeStart = "ends-before-start",
    /// A phase or milestone that is both fixed and to be placed.
    FixedAndPlaced = "fixed-and-placed",
    /// A phase that is longer than the window it lies in.
    PhaseTooLong = "phase-too-long",
    /// A phase or milestone that depends on itself.
    SelfDependency = "self-dependency",
    /// Dependencies that go round in a circle.
    CyclicDependency = "cyclic-dependency",
    /// A dependency that only a phase can have, on something else.
    NotAPhase = "not-a-phase",
    /// A capacity of a kind that no phase is of.
    UnknownKind = "unknown-kind",
    /// A phase that takes more hours of a person than a week has.
    TooMuchEffort = "too-much-effort",
    /// A day or a window outside the planned years.
    OutsideYears = "outside-years",
    /// An occurrence that is held on a date and cancelled.
    PinnedAndCancelled = "pinned-and-cancelled",
    /// An occurrence that is moved and cancelled.
    MovedAndCancelled = "moved-and-cancelled",
    /// An occurrence that is moved to a window and held on a date.
    MovedAndPinned = "moved-and-pinned",
    /// An occurrence that is decided in writing and cancelled.
    CancelledInWriting = "cancelled-in-writing",
    /// An occurrence that is decided in writing at a clock time.
    TimedInWriting = "timed-in-writing",
    /// An occurrence that is added and cancelled.
    ExtraAndCancelled = "extra-and-cancelled",
    /// An added occurrence whose label the rhythm gives.
    ExtraLabelTaken = "extra-label-taken",
    /// An added occurrence without days to lie in.
    ExtraWithoutWindow = "extra-without-window",
    /// A clock time for an occurrence without a date.
    TimeWithoutDate = "time-without-date",
    /// A meeting that does not end on its day.
    PastMidnight = "past-midnight",
    /// An added occurrence that could lie on either side of another one.
    UnsettledOrder = "unsettled-order",
    /// A topic bound to a cancelled occurrence.
    TopicOnCancelled = "topic-on-cancelled",
    /// A topic that asks for a meeting where none can lie.
    TopicWithoutMeeting = "topic-without-meeting",
    /// A topic that no meeting has.
    TopicNowhere = "topic-nowhere",
    /// A rule that cannot do anything.
    IdleRule = "idle-rule",
    /// A template's name that no file declares.
    UnknownTemplate = "unknown-template",
    /// A template that is like itself in the end, or products that inherit from each other.
    CyclicTemplate = "cyclic-template",
    /// A template that no group is like.
    UnusedTemplate = "unused-template",
    /// A rule's name that no rule has.
    UnknownRule = "unknown-rule",
    /// A weight that is not one of the numbers a weight can be.
    WeightOutOfRange = "weight-out-of-range",
    /// A rule that leaves open which day is meant.
    AmbiguousRule = "ambiguous-rule",
    /// A date of a recurrence rule on a day on which the group cannot meet.
    ClosedNominal = "closed-nominal",
    /// A meeting that moves out of the planned years.
    MovedOut = "moved-out",
    /// Lengths that do not stand in order of their dates.
    LengthOrder = "length-order",
    /// Distances between meetings that no date keeps.
    ContradictingDistances = "contradicting-distances",
    /// More meetings than their distances leave room for.
    CrowdedPeriod = "crowded-period",
    /// A group that shares days with another, and no weekday.
    NoSharedWeekday = "no-shared-weekday",
    /// Relations that lead back to where they began.
    CyclicRelation = "cyclic-relation",
    /// A seat among the members that does not say who sits there, or says it in two ways.
    UnclearSeat = "unclear-seat",
    /// A person with two seats in one group that cannot both hold.
    DoubleSeat = "double-seat",
    /// A deputy who is the chair.
    DeputyIsChair = "deputy-is-chair",
    /// A quorum of more people than there are, or than could ever come.
    UnreachableQuorum = "unreachable-quorum",
    /// A body without people.
    EmptyBody = "empty-body",
    /// A member who never works when the group meets.
    UnavailableMember = "unavailable-member",
    /// A date that stands under the name of another weekday.
    WeekdayMismatch = "weekday-mismatch",
    /// A rule that holds whatever is chosen.
    NeedlessRule = "needless-rule",
    /// Pinned meetings of a group that lie nearer or farther apart than its spacing says.
    PinsOffSpacing = "pins-off-spacing",
    /// Rules that cannot hold together.
    InfeasiblePlan = "infeasible-plan",
}

impl Code {
    /// The code of that name.
    pub fn of(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn every_code_has_its_document_and_a_sentence_at_hand() {
        for code in Code::ALL {
            assert!(code.document().starts_with(&format!("# {code}\n")), "{code}");
            assert!(code.sentence().ends_with('.') && code.sentence().len() > 10, "{code}: {}", code.sentence());
            assert_eq!(Code::of(code.as_str()), Some(*code));
        }
        assert_eq!(Code::of("unknown"), None);
    }
}
