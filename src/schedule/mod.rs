//! What was chosen: dates and times of a plan's activities, and what subscribers have been shown. Knows nothing of how it was found.

/// Who of those that may be missing is missing.
pub mod absence;
/// Which topics each meeting is to treat.
pub mod agenda;
/// What a schedule is charged for.
pub mod charge;
/// What differs between two ledgers.
pub mod difference;
/// Lasting identifiers of calendar entries.
pub mod identity;
/// What subscribers have been shown.
pub mod ledger;
/// The text of the ledger: the lock file.
pub mod ledger_text;
/// The dates themselves.
pub mod placement;
/// The moment an entry last changed.
pub mod stamp;
/// A placement as text.
pub mod written;
