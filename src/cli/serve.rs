//! The answer of `serve`: what is served where, until Ctrl-C.

use std::fs;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::thread;
use std::time::UNIX_EPOCH;

use crate::cli::clock;
use crate::cli::exit::{Exit, Stop};
use crate::cli::log_lines::LogLines;
use crate::cli::output::Terminal;
use crate::cli::replan::Planning;
use crate::cli::serve_arguments::ServeArguments;
use crate::serve::descriptors::most_connections;
use crate::serve::reload::Editions;
use crate::serve::request_path::encoded;
use crate::serve::server::Server;
use crate::serve::settings::{Patience, Settings};
use crate::serve::stop::asked_to_stop;

/// How many addresses of feeds are listed.
const MOST_LISTED: usize = 20;

/// Serves until the program is asked to end.
///
/// # Errors
/// When there is nothing to serve, or nobody can listen at the address.
pub fn serve(arguments: &ServeArguments, terminal: Terminal) -> Result<Exit, Stop> {
    let folder = arguments.folder.folder();
    let planning = Planning::of(arguments);
    // Looked at before it is planned: an edit meanwhile is then seen as one.
    let watched = arguments.watch.then(|| planning.look());
    if watched.is_some() {
        let planned = planning.plan(terminal);
        if !folder.is_dir() {
            return planned;
        }
        if let Err(Stop(reason)) = planned {
            terminal.tell(&format!("error: {reason}\n"));
        }
    }
    if !folder.is_dir() {
        let folder = folder.display();
        return Err(Stop(format!("`{folder}`: there is no such folder; `aarshjul plan` writes it, and -o names another one")));
    }
    let log = (!arguments.quiet).then(|| LogLines::start(terminal));
    let started = clock::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let editions = watched.as_ref().map(|_| Editions::starting_at(started));
    let settings = Settings {
        folder: folder.clone(),
        address: arguments.address,
        patience: Patience::USUAL,
        most_connections: most_connections(),
        allow_origin: arguments.allow_origin.clone(),
        editions: editions.clone(),
        clock: clock::now,
        log: log.as_ref().map(LogLines::sink),
    };
    let server = Server::listen(settings).map_err(|error| Stop(no_server(arguments.address, &error)))?;
    if !is_loopback(server.address().ip()) {
        terminal.tell(&format!("note: everyone who can reach `{}` can read these files\n", server.address()));
    }
    terminal.answer(&greeting(&folder, server.address()))?;
    if let (Some(watched), Some(editions)) = (watched, editions) {
        // It ends with the program: the files of a run are put in place all or none, wherever it is broken off.
        thread::spawn(move || planning.keep_planning(watched, &editions, terminal));
    }
    server.run(asked_to_stop());
    if let Some(log) = log {
        log.finish();
    }
    Ok(Exit::Done)
}

fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

fn no_server(address: SocketAddr, error: &io::Error) -> String {
    let kind = error.kind();
    if kind == io::ErrorKind::AddrInUse {
        format!("`{address}` is taken: another program listens there; end it, or choose another port with --address")
    } else if kind == io::ErrorKind::AddrNotAvailable {
        format!("`{address}` is no address of this machine; choose another one with --address")
    } else if kind == io::ErrorKind::PermissionDenied {
        format!("`{address}`: ports below 1024 need more rights; choose another one with --address")
    } else {
        format!("`{address}`: {error}")
    }
}

/// What is served, and the addresses to copy.
fn greeting(folder: &Path, address: SocketAddr) -> String {
    let host = if address.ip().is_unspecified() { format!("localhost:{}", address.port()) } else { address.to_string() };
    let mut lines = vec![format!("serving {} at http://{host}/", folder.display())];
    let feeds = feeds(folder);
    if !feeds.is_empty() {
        lines.push("subscribe to".to_owned());
    }
    lines.extend(feeds.iter().take(MOST_LISTED).map(|feed| format!("  http://{host}/feeds/{}", encoded(feed))));
    if feeds.len() > MOST_LISTED {
        lines.push(format!("  and {} more in {}", feeds.len() - MOST_LISTED, folder.join("feeds").display()));
    }
    lines.join("\n") + "\n"
}

/// The names of the feeds, that of everyone first.
fn feeds(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder.join("feeds")).into_iter().flatten().filter_map(Result::ok);
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "ics")).collect();
    names.sort_by_key(|name| (name != "all.ics", name.clone()));
    names
}
