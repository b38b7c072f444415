//! The command line: arguments, files, the clock, the terminal and the exit code. The only room that reads, prints or ends.

/// What can be typed.
pub mod arguments;
/// A plan that something is asked of.
pub mod asked;
/// The answer of `bench`.
pub mod bench;
/// What can be typed about what changes.
pub mod change_arguments;
/// The answer of `check`.
pub mod check;
/// The clock, read once.
pub mod clock;
/// The products that are planned together with one.
pub mod component;
/// What became of the files of a plan.
pub mod delivery;
/// The answer of `diff`.
pub mod diff;
/// Why what differs has moved.
pub mod diff_why;
/// One difference of two locks, as data.
pub mod difference_row;
/// Every file of a schedule.
pub mod drawing;
/// The answers of `cancel`, `move` and `pin`.
pub mod edit;
/// How a run ends.
pub mod exit;
/// The answer of `explain`.
pub mod explain;
/// The answer of `explain ITEM`.
pub mod explain_item;
/// The answer of `explain --prices`.
pub mod explain_prices;
/// The answer of `fmt`.
pub mod fmt;
/// The answer of `generate`.
pub mod generate;
/// The answer of `holidays`.
pub mod holidays;
/// The answer of `import`.
pub mod import;
/// What an import of calendars or tables answers.
pub mod import_answer;
/// What can be typed about what is imported.
pub mod import_arguments;
/// The answer of `import csv`.
pub mod import_csv;
/// The files that are imported.
pub mod import_files;
/// The answer of `import frequency`.
pub mod import_frequency;
/// The answer of `import ics`.
pub mod import_ics;
/// The answer of `import mermaid`.
pub mod import_mermaid;
/// Writing imported plans.
pub mod import_output;
pub mod import_place;
/// The answer of `init`.
pub mod init;
/// Plan files from the disk.
pub mod input;
/// Which meeting, phase or milestone is meant.
pub mod item;
/// Why an activity has its date, as text.
pub mod item_table;
/// The lines of the access log, on their way to the terminal.
pub mod log_lines;
/// Printing to the terminal.
pub mod output;
/// Plan files as they were, and as they would be.
pub mod past;
/// Wheels as dots.
pub mod pictures;
/// The answer of `plan`.
pub mod plan;
/// Why what was shown has moved in a run.
pub mod plan_why;
/// Which dates `move` and `pin` give a phase or milestone.
pub mod point_dates;
/// What a group would get if it were alone.
pub mod preview;
/// Signs of life during long work.
pub mod progress;
/// Which plan file a proposal is about.
pub mod proposal;
/// What forbids a day, in words.
pub mod reason_words;
/// Repairs of a plan that cannot be met.
pub mod repairs;
/// Planning again when a plan file changes.
pub mod replan;
/// Faults and warnings for people and programs.
pub mod report;
/// The answer of `roll`.
pub mod roll;
/// From arguments to an exit code.
pub mod run;
/// Diagnostics for code review tools.
pub mod sarif;
/// The answer of `serve`.
pub mod serve;
/// What can be typed about serving.
pub mod serve_arguments;
/// The texts of first plans.
pub mod starter;
/// What a planning run came to, in words and as data.
pub mod summary;
/// Which lines differ between two texts.
pub mod text_diff;
/// The files of a run in place of the earlier ones.
pub mod transaction;
/// The answer of `verify`.
pub mod verify;
/// Watching the engine.
pub mod watch;
/// The answer of `plan --what-if`.
pub mod what_if;
/// Diagnostics for GitHub Actions.
pub mod workflow;
/// Writing all files of a run together.
pub mod write;
