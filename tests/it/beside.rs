//! What lies beside the project on some machines only: a test that needs it says that it was skipped, and why.

use std::path::{Path, PathBuf};

/// Says that nothing was compared.
#[expect(clippy::print_stdout, reason = "whoever runs the test should know that nothing was compared")]
pub(crate) fn tell_skipped(reason: &str) {
    println!("skipped: {reason}");
}

/// A file or folder of the shared collection beside the project; none, which is told, where it is not there.
pub(crate) fn beside(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if !found.exists() {
        tell_skipped(&format!("`{path}` is not beside the project"));
        return None;
    }
    Some(found)
}
