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
    // Files.
    /// A file that a plan names and that is not there.
    MissingFile = "missing-file",
    /// A file that a plan names and that cannot be read.
    UnreadableFile = "unreadable-file",
    /// A file that is larger than any plan.
    FileTooLarge = "file-too-large",
    /// A file that is no text.
    BinaryFile = "binary-file",
    /// A text in UTF-16.
    Utf16Text = "utf-16",
    /// A byte that is not UTF-8.
    NotUtf8 = "not-utf-8",
    /// A sign that no text has.
    ControlCharacter = "control-character",
    /// A file that says nothing.
    EmptyFile = "empty-file",
    /// A plan file that includes itself, directly or through others.
    CyclicInclude = "cyclic-include",
    /// A section that one file of a plan may have, and another one has too.
    RepeatedSection = "repeated-section",
    /// Two names whose files would overwrite each other.
    CollidingFiles = "colliding-files",

    // YAML.
    /// The text is not YAML.
    UnreadableYaml = "unreadable-yaml",
    /// A tab in the indentation.
    TabIndentation = "tab-indentation",
    /// A file of more than one YAML document.
    SeveralDocuments = "several-documents",
    /// Values that lie deeper within each other than any key.
    NestedTooDeep = "nested-too-deep",
    /// More values than any plan has, those that aliases repeat included.
    TooManyValues = "too-many-values",
    /// An alias of an anchor that is not there.
    UndefinedAnchor = "undefined-anchor",
    /// A YAML tag.
    YamlTag = "yaml-tag",
    /// A YAML merge key.
    MergeKey = "merge-key",

    // Keys.
    /// A key that this place does not take.
    UnknownKey = "unknown-key",
    /// A key that stands twice in one map.
    DuplicateKey = "duplicate-key",
    /// A key that this place needs is not there.
    MissingKey = "missing-key",
    /// A key that needs a value and has none.
    MissingValue = "missing-value",
    /// No file says which years are planned.
    MissingYears = "missing-years",
    /// A file with groups or a roadmap that names no product.
    MissingProduct = "missing-product",
    /// A cycle that does not say how often.
    MissingRhythm = "missing-rhythm",
    /// A cycle that does not say at what time of the day.
    MissingHours = "missing-hours",
    /// A phase or milestone that is neither fixed nor to be placed.
    MissingDates = "missing-dates",
    /// A value of another kind than the key takes.
    WrongType = "wrong-type",

    // Names.
    /// A name that nothing of several kinds declares.
    UnknownName = "unknown-name",
    /// A name that two things have here.
    AmbiguousName = "ambiguous-name",
    /// A name that is declared twice.
    DuplicateName = "duplicate-name",
    /// A key of the plan's own with a sign that no file name should have.
    InvalidName = "invalid-name",
    /// A key of the plan's own that the program uses itself.
    ReservedName = "reserved-name",
    /// A calendar that is not declared.
    UnknownCalendar = "unknown-calendar",
    /// A country whose holidays are not known.
    UnknownCountry = "unknown-country",
    /// A time zone that is not in the IANA database.
    UnknownTimeZone = "unknown-time-zone",
    /// A person that is not declared.
    UnknownPerson = "unknown-person",
    /// A room that is not declared.
    UnknownRoom = "unknown-room",
    /// A group that is not declared.
    UnknownGroup = "unknown-group",
    /// A label that no meeting of the group has.
    UnknownOccurrence = "unknown-occurrence",
    /// A topic that the group does not have.
    UnknownTopic = "unknown-topic",
    /// A phase or milestone that is not declared.
    UnknownPhase = "unknown-phase",
    /// A capacity of a kind that no phase is of.
    UnknownKind = "unknown-kind",
    /// A product that no file is of.
    UnknownProduct = "unknown-product",
    /// A template's name that no file declares.
    UnknownTemplate = "unknown-template",
    /// A feed that the plan does not have.
    UnknownFeed = "unknown-feed",
    /// A rule's name that no rule has.
    UnknownRule = "unknown-rule",

    // Values.
    /// A word that is none of those that are known here.
    UnknownWord = "unknown-word",
    /// A text that is blank.
    BlankText = "blank-text",
    /// A text that is no address of a folder on the secure web.
    InvalidAddress = "invalid-address",
    /// A text that is no whole number from 1.
    InvalidNumber = "invalid-number",
    /// A text that is not of the form of a date.
    InvalidDate = "invalid-date",
    /// A date that no calendar has.
    ImpossibleDate = "impossible-date",
    /// A year that no calendar of ours covers.
    YearOutOfRange = "year-out-of-range",
    /// A text that is not of the form of years.
    InvalidYears = "invalid-years",
    /// A week that its year does not have.
    UnknownWeek = "unknown-week",
    /// A text that names no days of a calendar.
    InvalidDays = "invalid-days",
    /// A text that is no clock time, or no hours.
    InvalidTime = "invalid-time",
    /// A text that is no length of a meeting or phase.
    InvalidLength = "invalid-length",
    /// A text that is no distance.
    InvalidDistance = "invalid-distance",
    /// A text that is no deadline.
    InvalidDeadline = "invalid-deadline",
    /// A text that is no recurrence rule of a cycle.
    InvalidRecurrence = "invalid-recurrence",
    /// A date that stands under the name of another weekday.
    WeekdayMismatch = "weekday-mismatch",
    /// A range whose end lies before its start.
    ReversedRange = "reversed-range",
    /// A phase whose last day lies before its first.
    EndsBeforeStart = "ends-before-start",
    /// A weight that is not one of the numbers a weight can be.
    WeightOutOfRange = "weight-out-of-range",

    // Contradictions.
    /// Keys that exclude each other.
    ContradictoryKeys = "contradictory-keys",
    /// Two files that give a key different values.
    DifferingValues = "differing-values",
    /// A phase or milestone that is fixed and to be placed.
    FixedAndPlaced = "fixed-and-placed",
    /// Distances between meetings that no date keeps.
    ContradictingDistances = "contradicting-distances",
    /// Pinned meetings of a group that lie nearer or farther apart than its spacing says.
    PinsOffSpacing = "pins-off-spacing",
    /// Lengths that do not stand in order of their dates.
    LengthOrder = "length-order",
    /// A best distance to some meeting or other.
    BestOfAny = "best-of-any",
    /// A preference that must hold.
    FirmPreference = "firm-preference",
    /// Something that is related to itself.
    SelfRelation = "self-relation",
    /// Relations that lead back to where they began.
    CyclicRelation = "cyclic-relation",
    /// A relation that is told from the side that cannot tell it.
    WrongSide = "wrong-side",
    /// A group that shares days with another, and no weekday.
    NoSharedWeekday = "no-shared-weekday",
    /// Rules that cannot hold together.
    InfeasiblePlan = "infeasible-plan",

    // Windows and days that leave nothing.
    /// A day or a window that does not lie within the planned years.
    OutsideYears = "outside-years",
    /// A window in which no open day is left.
    EmptyWindow = "empty-window",
    /// A recurrence rule without a date in the planned years.
    EmptyRecurrence = "empty-recurrence",
    /// A cycle whose excepted months leave no meeting.
    NoMeetingLeft = "no-meeting-left",
    /// Hours too short for the meeting.
    NoRoomInHours = "no-room-in-hours",
    /// A meeting that does not end on its day.
    PastMidnight = "past-midnight",
    /// A fixed date on a weekend, a holiday or a closed day.
    ClosedDay = "closed-day",
    /// A date of a recurrence rule on a day on which the group cannot meet.
    ClosedNominal = "closed-nominal",
    /// More meetings than their distances leave room for.
    CrowdedPeriod = "crowded-period",
    /// A meeting that moves out of the planned years.
    MovedOut = "moved-out",
    /// A rule that leaves open which day is meant.
    AmbiguousRule = "ambiguous-rule",
    /// A weekday on which no meeting is ever held.
    WeekendWeekday = "weekend-weekday",

    // Single meetings and topics.
    /// An occurrence of which nothing is said.
    EmptyOccurrence = "empty-occurrence",
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
    /// A clock time for an occurrence without a date.
    TimeWithoutDate = "time-without-date",
    /// An occurrence that is added and cancelled.
    ExtraAndCancelled = "extra-and-cancelled",
    /// An added occurrence whose label the rhythm gives.
    ExtraLabelTaken = "extra-label-taken",
    /// An added occurrence without days to lie in.
    ExtraWithoutWindow = "extra-without-window",
    /// An added occurrence that could lie on either side of another one.
    UnsettledOrder = "unsettled-order",
    /// A topic bound to a cancelled occurrence.
    TopicOnCancelled = "topic-on-cancelled",
    /// A topic that asks for a meeting where none can lie.
    TopicWithoutMeeting = "topic-without-meeting",
    /// A topic that no meeting has.
    TopicNowhere = "topic-nowhere",

    // Calendars.
    /// A calendar that closes no day.
    EmptyCalendar = "empty-calendar",
    /// A calendar that takes in itself, directly or through others.
    CyclicCalendar = "cyclic-calendar",
    /// An iCalendar file that is faulty.
    UnreadableCalendar = "unreadable-calendar",
    /// An event of an iCalendar file that closes no day.
    IgnoredEvent = "ignored-event",
    /// A time of a calendar that is in no time zone.
    CalendarFloatingTime = "calendar-floating-time",
    /// A calendar that holds no event.
    CalendarWithoutEvents = "calendar-without-events",
    /// An event that is no meeting.
    CalendarNotAMeeting = "calendar-not-a-meeting",
    /// A meeting without clock time, or without length.
    CalendarWithoutTime = "calendar-without-time",
    /// A table whose columns are those of no list.
    TableHeader = "table-header",
    /// A column of a table that is not read.
    TableColumn = "table-column",
    /// A date in a table that cannot be read, or not be meant.
    TableDate = "table-date",
    /// A cell or row of a table that cannot be read, or not be meant.
    TableCell = "table-cell",
    /// A calendar that nothing follows.
    UnusedCalendar = "unused-calendar",

    // People and rooms.
    /// A body without people.
    EmptyBody = "empty-body",
    /// A seat among the members that does not say who sits there, or says it in two ways.
    UnclearSeat = "unclear-seat",
    /// A person with two seats in one group that cannot both hold.
    DoubleSeat = "double-seat",
    /// A member who is named twice.
    RepeatedMember = "repeated-member",
    /// A deputy who is the chair.
    DeputyIsChair = "deputy-is-chair",
    /// A quorum of more people than there are, or than could ever come.
    UnreachableQuorum = "unreachable-quorum",
    /// A member who never works when the group meets.
    UnavailableMember = "unavailable-member",
    /// A person who is a member of no group.
    UnusedPerson = "unused-person",
    /// A body that no group names.
    UnusedBody = "unused-body",
    /// A room that no group uses.
    UnusedRoom = "unused-room",
    /// A room or calendar that is named twice in a list.
    RepeatedName = "repeated-name",

    // Roadmaps.
    /// A phase that is longer than the window it lies in.
    PhaseTooLong = "phase-too-long",
    /// A phase or milestone that depends on itself.
    SelfDependency = "self-dependency",
    /// Dependencies that go round in a circle.
    CyclicDependency = "cyclic-dependency",
    /// A dependency that only a phase can have, on something else.
    NotAPhase = "not-a-phase",
    /// A phase that takes more hours of a person than a week has.
    TooMuchEffort = "too-much-effort",

    // Sharing.
    /// A template that is like itself in the end, or products that inherit from each other.
    CyclicTemplate = "cyclic-template",
    /// A template that no group is like.
    UnusedTemplate = "unused-template",
    /// A key of a product in a file that names none.
    KeyWithoutProduct = "key-without-product",

    // Words that do nothing: warnings.
    /// A key that holds nothing.
    EmptyKey = "empty-key",
    /// A rule that holds whatever is chosen.
    NeedlessRule = "needless-rule",
    /// A deadline that had passed before its meeting was announced.
    DeadlinePassed = "deadline-passed",
    /// A fixed date that is past and that the lock keeps.
    StalePin = "stale-pin",
    /// A rule that cannot do anything.
    IdleRule = "idle-rule",
    /// A preference that the rest of the cycle rules out or settles.
    IdlePreference = "idle-preference",
    /// A priority of something that is neither wanted nor asked for.
    IdlePriority = "idle-priority",
    /// A word of a distance that only groups take.
    IdleWord = "idle-word",
    /// A price of a rule that is always a must.
    IdleWeight = "idle-weight",
    /// Defaults for things that no file has.
    IdleDefaults = "idle-defaults",
    /// A leave outside the planned years.
    IdleLeave = "idle-leave",
    /// A limit of a day that the limit of the week keeps.
    IdleLimit = "idle-limit",
    /// A key that does nothing for a cancelled meeting.
    IdleOnCancelled = "idle-on-cancelled",
    /// A key that does nothing for what is decided in writing.
    IdleInWriting = "idle-in-writing",
    /// A key that does nothing for a phase that is fixed.
    IdleForFixed = "idle-for-fixed",
    /// A kind of phases that no capacity counts.
    IdleKind = "idle-kind",
    /// An effort of a person whose hours nobody counts.
    IdleEffort = "idle-effort",
    /// Hours of a person that no phase takes.
    IdleHours = "idle-hours",

    // Imported charts.
    /// A task of a chart with a time of day.
    ChartClockTime = "chart-clock-time",
    /// A bar of a chart that ends when it begins.
    ChartNoDays = "chart-no-days",
    /// A milestone of a chart that has a length.
    ChartLongMilestone = "chart-long-milestone",
    /// A task of a chart in a year that no plan has.
    ChartFarYear = "chart-far-year",
    /// A window of a chart in which no working day lies.
    ChartClosedWindow = "chart-closed-window",
    /// A window of a chart that runs past new year.
    ChartWindowOverNewYear = "chart-window-over-new-year",
    /// A milestone of a chart, or the last day of a handover, on a weekend or a public holiday.
    ChartClosedDay = "chart-closed-day",
    /// An id that several tasks of a chart have.
    ChartDuplicateId = "chart-duplicate-id",
    /// A task of a chart that ends before it starts.
    ChartEndBeforeStart = "chart-end-before-start",
    /// An interval of a chart's axis that Mermaid does not know.
    ChartTickInterval = "chart-tick-interval",
    /// Days that a chart excludes and that move nothing.
    ChartIdleExcludes = "chart-idle-excludes",
    /// A bar of a chart that ends before the last day of a month, where the whole month may be meant.
    ChartLastDay = "chart-last-day",
    /// Tasks after the end that a chart draws, or before its start.
    ChartAfterEnd = "chart-after-end",
    /// An id in `after` or `until` that no task of the chart has.
    ChartUnknownId = "chart-unknown-id",
    /// A hypercare that begins before the training of its section has ended.
    ChartHypercareBeforeTraining = "chart-hypercare-before-training",
    /// A hands-on support that goes on after all was handed over.
    ChartSupportAfterHandover = "chart-support-after-handover",
    /// A training of somebody who is appointed after it.
    ChartTrainingBeforeAppointment = "chart-training-before-appointment",
    /// A milestone that says something is handed over before that has ended.
    ChartHandoverBeforeTraining = "chart-handover-before-training",

    // Texts that are imported.
    /// A text whose bytes were once read in the wrong encoding.
    GarbledText = "garbled-text",
    /// A file without a gantt chart.
    ChartMissing = "chart-missing",
    /// A fence of a chart that nothing closes.
    ChartUnclosedFence = "chart-unclosed-fence",
    /// A line of a chart that Mermaid cannot parse.
    ChartSyntax = "chart-syntax",
    /// A line of a chart that is a comment by accident.
    ChartComment = "chart-comment",
    /// A date in a chart that Mermaid cannot read.
    ChartDate = "chart-date",
    /// A date in a chart that only the browser's guess reads.
    ChartGuessedDate = "chart-guessed-date",
    /// An end in a chart that is no time.
    ChartNoEnd = "chart-no-end",
    /// A task of a chart that Mermaid finds no date for.
    ChartUndated = "chart-undated",
    /// A chart whose `excludes` leaves no day.
    ChartNoOpenDay = "chart-no-open-day",
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
