//! Watching the engine: progress on standard error, its trajectory as data, and Ctrl-C.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::{ThreadPool, ThreadPoolBuilder};
use serde_json::{Value as Json, json};

use crate::cli::arguments::Effort;
use crate::cli::clock;
use crate::cli::exit::Stop;
use crate::cli::progress::Told;
use crate::solve::progress::Progress;

/// Watches one run of the engine.
#[derive(Debug)]
pub struct Watch {
    told: Told,
    pool: Arc<ThreadPool>,
    seen: Vec<(Progress, Option<f64>)>,
    started: Option<f64>,
    stop: Arc<AtomicBool>,
}

impl Watch {
    /// Prepares threads, and Ctrl-C where the best so far is to be kept.
    ///
    /// # Errors
    /// When threads cannot be started or Ctrl-C cannot be caught.
    pub fn start(effort: &Effort) -> Result<Watch, Stop> {
        let pool = ThreadPoolBuilder::new().num_threads(effort.threads).build();
        let pool = Arc::new(pool.map_err(|error| Stop(format!("no threads: {error}")))?);
        let stop = Arc::new(AtomicBool::new(false));
        if effort.keep_best {
            let stop = Arc::clone(&stop);
            ctrlc::set_handler(move || stop.store(true, Ordering::Relaxed)).map_err(|error| Stop(error.to_string()))?;
        }
        Ok(Watch { told: Told::start(effort.progress), pool, seen: Vec::new(), started: clock::cpu_seconds(), stop })
    }

    /// The threads.
    pub fn pool(&self) -> Arc<ThreadPool> {
        Arc::clone(&self.pool)
    }

    /// Tells the step that begins.
    pub fn step(&self, step: &str) {
        self.told.step(step);
    }

    /// Takes note of how far the engine is; breaks off where Ctrl-C was pressed.
    pub fn tell(&mut self, progress: &Progress) -> ControlFlow<()> {
        self.told.step(&words(progress));
        let seconds = self.started.zip(clock::cpu_seconds()).map(|(before, now)| now - before);
        self.seen.push((*progress, seconds));
        if self.was_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Whether Ctrl-C was pressed.
    pub fn was_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Clears the progress away.
    pub fn finish(&self) {
        self.told.finish();
    }

    /// What was told, with the CPU time of each step.
    pub fn trajectory(&self) -> Json {
        let told = self.seen.iter().map(|(progress, seconds)| {
            let mut told = data(progress);
            told["cpu_seconds"] = json!(seconds);
            told
        });
        told.collect()
    }

    /// The same without times: equal runs tell the same.
    pub fn untimed_trajectory(&self) -> Json {
        self.seen.iter().map(|(progress, _)| data(progress)).collect()
    }
}

fn words(progress: &Progress) -> String {
    let Progress { phase, work, cost, bound, broken } = progress;
    let cost = match cost {
        Some(cost) => format!("cost {cost}"),
        None if *broken > 0 => format!("{broken} still broken"),
        None => "no schedule yet".to_owned(),
    };
    let gap = progress.gap_percent().map_or(String::new(), |gap| format!(", gap {gap:.2} %"));
    let bound = if *bound > 0 && *bound < i64::MAX { format!(", bound {bound}") } else { String::new() };
    format!("solving ({}): {cost}{bound}{gap}, {work} units of work", phase.name())
}

fn data(progress: &Progress) -> Json {
    let Progress { phase, work, cost, bound, broken } = progress;
    let bound = (*bound > i64::MIN && *bound < i64::MAX).then_some(bound);
    json!({"phase": phase.name(), "work": work, "cost": cost, "bound": bound, "broken": broken})
}
