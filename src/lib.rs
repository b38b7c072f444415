//! Plans the annual cycle (Danish: *årshjul*) of many communities at once.
//!
//! The modules are floors of a house; which may name which is told in `ARCHITECTURE.md` and held by a test.

pub mod calendar;
pub mod cli;
pub mod constraint;
pub mod diagnostic;
pub mod exchange;
pub mod explain;
pub mod generate;
pub mod import;
pub mod plan;
pub mod problem;
pub mod render;
pub mod repair;
pub mod schedule;
pub mod schema;
pub mod serve;
pub mod site;
pub mod solve;
pub mod verify;
