//! What is wrong in a feed file, told to whoever publishes it.

/// One fault of a feed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The path below the output folder: `feeds/all.ics`.
    pub file: String,
    /// The `UID` of the event; empty when the fault is the whole file's.
    pub uid: String,
    /// One lower-case line without a full stop, the thing in backticks.
    pub message: String,
}

/// A fault of one event of a file that is known where it is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    uid: String,
    message: String,
}

impl Fault {
    /// Says what is wrong with the event of a `UID`, which is empty when there is none.
    pub(crate) fn new(uid: &str, message: impl Into<String>) -> Fault {
        Fault { uid: uid.to_owned(), message: message.into() }
    }

    /// Says in which file.
    pub(crate) fn within(self, file: &str) -> Finding {
        Finding { file: file.to_owned(), uid: self.uid, message: self.message }
    }
}
