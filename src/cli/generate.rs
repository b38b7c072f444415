//! The answer of `generate`: a synthetic plan as a folder of files, or for one product as one file. Without `--force` it never
//! writes over a file, nor among plans that are there already.

use std::path::{Path, PathBuf};

use crate::cli::arguments::GenerateArguments;
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Terminal;
use crate::cli::{input, write};
use crate::generate::generated::{Generated, Wanted, generate as make};

/// Writes the files of a synthetic plan.
///
/// # Errors
/// When a file is there already, cannot be written, or several products are wanted in one file.
pub fn generate(arguments: &GenerateArguments, terminal: Terminal) -> Result<Exit, Stop> {
    let wanted = Wanted {
        products: usize::from(arguments.products),
        years: i32::from(arguments.years),
        first_year: arguments.from,
        seed: arguments.seed,
    };
    let place = Place::of(&arguments.output);
    if wanted.products > 1 && place != Place::Folder {
        return Err(Stop("a plan file is of one product: let -o name a folder, or write `--products 1`".to_owned()));
    }
    let known = || Stop(format!("no calendar reaches from {} over {} years", arguments.from, arguments.years));
    let generated = make(wanted).ok_or_else(known)?;
    let meetings = generated.schedule.placements.len();
    let files = match place {
        Place::Output => {
            terminal.answer(&generated.single_file().unwrap_or_default())?;
            return Ok(Exit::Done);
        }
        Place::File => vec![(arguments.output.clone(), generated.single_file().unwrap_or_default())],
        Place::Folder => in_folder(generated, &arguments.output),
    };
    if !arguments.force {
        refuse_what_is_there(&files, &arguments.output)?;
    }
    write::plain(&files)?;
    let (place, count) = (arguments.output.display(), files.len());
    let noun = if count == 1 { "file" } else { "files" };
    terminal.answer(&format!("wrote {count} {noun} with {meetings} meetings, phases and milestones: {place}\n"))?;
    terminal.answer(&format!("next: aarshjul check {place}\n"))?;
    Ok(Exit::Done)
}

/// Where a plan is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// To standard output: `-`.
    Output,
    /// To a file: it ends like a plan.
    File,
    /// To a folder.
    Folder,
}

impl Place {
    fn of(path: &Path) -> Place {
        let is_plan = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
        match path.to_str() {
            Some("-") => Place::Output,
            _ if is_plan => Place::File,
            _ => Place::Folder,
        }
    }
}

fn in_folder(generated: Generated, folder: &Path) -> Vec<(PathBuf, String)> {
    generated.files().into_iter().map(|(name, text)| (folder.join(name), text)).collect()
}

/// A file that would be written over, or a plan that would become part of this one.
fn refuse_what_is_there(files: &[(PathBuf, String)], output: &Path) -> Result<(), Stop> {
    let others = if Place::of(output) == Place::Folder { input::plans_of(output).unwrap_or_default() } else { Vec::new() };
    let there = files.iter().map(|(path, _)| path).find(|path| path.exists()).or(others.first());
    match there {
        Some(path) => {
            Err(Stop(format!("{} is there already; nothing was written (`--force` writes all the same)", path.display())))
        }
        None => Ok(()),
    }
}
