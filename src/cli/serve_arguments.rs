//! What can be typed about serving.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use crate::calendar::civil::NaiveDate;
use crate::cli::arguments::Folder;
use crate::serve::settings::Origin;

/// `aarshjul serve`.
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// Plan files, or folders whose `.yaml` and `.yml` files are plans; only with --watch are they read.
    #[arg(value_name = "PLAN", default_value = "plans")]
    pub plans: Vec<PathBuf>,
    /// What is served.
    #[command(flatten)]
    pub folder: Folder,
    /// Where to listen. Addresses that begin with 127 are of this machine alone; 0.0.0.0 is open to all that reach it.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8027")]
    pub address: SocketAddr,
    /// Plan first, and again whenever a plan file changes, as `aarshjul plan` does; open pages load themselves again.
    #[arg(long)]
    pub watch: bool,
    /// The date that counts as today for --watch [default: the clock's].
    #[arg(long, value_name = "DATE")]
    pub today: Option<NaiveDate>,
    /// Let pages of this origin read feeds and JSON: `https://example.org`, or `*` for every one.
    #[arg(long, value_name = "ORIGIN")]
    pub allow_origin: Option<Origin>,
    /// Write no line for each request.
    #[arg(long)]
    pub quiet: bool,
}
