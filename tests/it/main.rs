//! The integration tests, in one binary: the whole program, its house rules, its documents, and foreign readers of what it writes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so, in its helpers too")]

mod audit;
mod clashes;
mod complaints;
mod component;
mod conflict;
mod diff;
mod documents;
mod edits;
mod enforced;
mod engine;
mod faulty;
mod files;
mod floors;
mod foreign;
mod generated;
mod holidays;
mod hostile;
mod keys;
mod killed;
mod ladder;
mod main_job;
mod oracle;
mod random_model;
mod reading;
mod reference;
mod relief;
mod replan;
mod roadmaps;
mod second_solver;
mod sentences;
mod tiny_plan;
mod why;
mod worked_year;
mod writing;
