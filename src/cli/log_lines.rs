//! The lines of the access log, on their way to the terminal. A terminal that takes no lines must not hold up the server: then lines
//! are left out, and counted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

use crate::cli::output::Terminal;
use crate::serve::settings::Sink;

/// Lines that wait for the terminal.
const MOST_WAITING: usize = 4096;

/// Lines that are written together.
const MOST_AT_ONCE: usize = 256;

/// How long the last lines are waited for at the end.
const FAREWELL: Duration = Duration::from_secs(1);

/// The way of the lines.
#[derive(Debug)]
pub struct LogLines {
    lines: SyncSender<Option<String>>,
    lost: Arc<AtomicU64>,
    is_done: Receiver<()>,
}

impl LogLines {
    /// Begins to write lines as they come.
    pub fn start(terminal: Terminal) -> LogLines {
        let (lines, taken) = sync_channel::<Option<String>>(MOST_WAITING);
        let (done, is_done) = channel();
        let lost = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&lost);
        thread::spawn(move || {
            write(&taken, &counted, terminal);
            drop(done);
        });
        LogLines { lines, lost, is_done }
    }

    /// Takes a line; never waits.
    pub fn sink(&self) -> Sink {
        let (lines, lost) = (self.lines.clone(), Arc::clone(&self.lost));
        Arc::new(move |line| {
            if lines.try_send(Some(line)).is_err() {
                lost.fetch_add(1, Ordering::Relaxed);
            }
        })
    }

    /// Writes what has come so far.
    pub fn finish(self) {
        // Where neither goes in time, the terminal takes nothing any more.
        if self.lines.try_send(None).is_ok() {
            self.is_done.recv_timeout(FAREWELL).ok();
        }
    }
}

fn write(taken: &Receiver<Option<String>>, lost: &AtomicU64, terminal: Terminal) {
    while let Ok(Some(line)) = taken.recv() {
        let mut text = line + "\n";
        let mut is_last = false;
        for next in taken.try_iter().take(MOST_AT_ONCE) {
            match next {
                Some(line) => text.extend([&line, "\n"]),
                None => is_last = true,
            }
        }
        match lost.swap(0, Ordering::Relaxed) {
            0 => {}
            lost => text.extend([format!("({lost} lines were left out: they came faster than they could be written)\n")]),
        }
        terminal.tell(&text);
        if is_last {
            return;
        }
    }
}
