//! The names of all rules, as they stand on a bill and behind `weights`. Knows no rule's meaning.

/// The names of every rule that can be charged, in the order summaries list them.
pub const RULES: &[&str] = &[
    "window",
    "weekday",
    "open-day",
    "attendance",
    "availability",
    "hours",
    "deadline-leave",
    "spacing",
    "spread",
    "same-weekday",
    "same-time",
    "relation",
    "topic",
    "presence",
    "quorum",
    "room",
    "separation",
    "gathering",
    "back-to-back",
    "week-load",
    "diary-load",
    "capacity",
    "workload",
    "avoid",
    "alignment",
    "preferred-weekday",
    "preferred-start",
    "drift",
    "phase-wish",
];

/// Rules that are must wherever they hold: they have no price, so a weight says nothing of them.
pub const MUST_ALWAYS: &[&str] = &["window", "weekday", "open-day", "hours", "presence", "room"];
