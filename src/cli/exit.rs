//! How a run ends: with an answer, or with the reason why there is none.

use std::io;

use crate::cli::input::Unusable;

/// How a run that could be carried out ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Exit code 0.
    Done,
    /// Exit code 1: the plan is at fault or cannot be met, or what was written does not keep it or is not what it comes to.
    PlanAtFault,
}

/// Why a run could not be carried out: exit code 2.
#[derive(Debug)]
pub struct Stop(pub String);

impl From<Unusable> for Stop {
    fn from(unusable: Unusable) -> Self {
        Stop(format!("{}: {}", unusable.path.display(), unusable.reason))
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Stop(error.to_string())
    }
}
