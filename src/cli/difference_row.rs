//! One difference between two states of the lock, as data for programs. Knows nothing of how the two came to be.

use serde_json::{Value as Json, json};

use crate::schedule::difference::Difference;
use crate::schedule::written;

/// The id, what has become of it, and from when to when, as the lock writes dates.
pub fn row(difference: &Difference) -> Json {
    let Difference { id, change } = difference;
    json!({
        "id": id.as_str(),
        "change": change.name(),
        "from": change.from().map(written::write),
        "to": change.to().map(written::write),
    })
}
