//! How many files and connections the system lets the program have open.

/// What is kept for files, the listener and the terminal.
const RESERVED: u64 = 64;

/// More connections than this are of no use, and each may take some kilobytes.
const MOST: u64 = 16_384;

/// How many connections may be open at once, after the program's limit was raised as far as it may be without more rights.
#[cfg(unix)]
pub fn most_connections() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    // A limit that cannot be raised stays as it was.
    let current = if setrlimit(Resource::Nofile, raised).is_ok() { limit.maximum } else { limit.current };
    usable(current)
}

/// How many connections may be open at once: this system has no limit of its own.
#[cfg(not(unix))]
pub fn most_connections() -> usize {
    usable(None)
}

fn usable(limit: Option<u64>) -> usize {
    let usable = limit.map_or(MOST, |limit| limit.saturating_sub(RESERVED).clamp(16, MOST));
    usize::try_from(usable).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::usable;

    #[test]
    fn some_are_kept_for_files() {
        assert_eq!([None, Some(1 << 20), Some(1024), Some(64), Some(0)].map(usable), [16_384, 16_384, 960, 16, 16]);
    }
}
