//! The documents, held to the program: every plan they show is planned to proven optimality, every transcript is run and
//! compared, every link leads somewhere, and lists of rules, rooms and dependencies are those of the code.
//!
//! A block's first line says what it is. `yaml plan` is a whole plan, saved as `plan.yaml`; `yaml NAME` is saved as NAME, and so are
//! `ics`, `md` and `mermaid`; a block with fences in it has a longer fence;
//! `console` is run where the blocks before it were saved. what depends on the day runs as of [`TODAY`] unless it says a date.
//! With `UPDATE=1` in the environment the transcripts and the picture are written anew instead of compared.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use aarshjul::plan::rule::RULES;

use crate::floors::FLOORS;

/// The day that every transcript is seen from.
const TODAY: &str = "2026-11-21";

/// The commands whose answers depend on the day.
const OF_A_DAY: [&str; 6] = ["plan", "cancel", "move", "pin", "roll", "explain"];

/// Folders whose documents are generated or have tests of their own.
const GENERATED: [&str; 2] = ["docs/reference", "docs/diagnostics"];

/// Folders of one machine, which no document speaks of.
const FOLDERS_OF_A_MACHINE: [&str; 4] = ["/tmp/", "/home/", "/root/", "/users/"];

/// A document by its path from the root of the project.
struct Document {
    path: PathBuf,
    text: String,
}

/// A fenced block.
struct Block {
    /// What stands behind the opening fence, word by word.
    info: Vec<String>,
    /// The index of its first line within the document.
    first: usize,
    /// Its lines.
    lines: Vec<String>,
}

impl Block {
    fn is(&self, language: &str) -> bool {
        self.info.first().is_some_and(|own| own == language)
    }

    fn is_plan(&self) -> bool {
        self.info == ["yaml", "plan"]
    }

    /// The file it is saved as.
    fn file(&self) -> Option<&str> {
        let is_file = ["yaml", "ics", "csv", "md", "mermaid"].iter().any(|language| self.is(language));
        let name = self.info.get(1).filter(|_| is_file)?;
        Some(if name == "plan" { "plan.yaml" } else { name })
    }

    fn text(&self) -> String {
        joined_lines(&self.lines)
    }
}

impl Document {
    fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut open: Option<(usize, Block)> = None;
        for (index, line) in self.text.lines().enumerate() {
            match (&mut open, fence(line)) {
                (None, Some((width, info))) => {
                    let info = info.split_whitespace().map(str::to_owned).collect();
                    open = Some((width, Block { info, first: index + 1, lines: Vec::new() }));
                }
                (Some((width, _)), Some((own, _))) if own >= *width => blocks.extend(open.take().map(|(_, block)| block)),
                (Some((_, block)), _) => block.lines.push(line.to_owned()),
                (None, None) => {}
            }
        }
        assert!(open.is_none(), "{}: a block is not closed", self.path.display());
        blocks
    }

    /// The lines outside of blocks.
    fn prose(&self) -> Vec<&str> {
        let mut open: Option<usize> = None;
        let mut prose = Vec::new();
        for line in self.text.lines() {
            match (open, fence(line)) {
                (None, Some((width, _))) => open = Some(width),
                (Some(width), Some((own, _))) if own >= width => open = None,
                (Some(_), _) => {}
                (None, None) => prose.push(line),
            }
        }
        prose
    }

    fn headings(&self) -> Vec<&str> {
        self.prose().into_iter().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim()).collect()
    }

    fn place(&self, block: &Block) -> String {
        format!("{}:{}", self.path.display(), block.first)
    }
}

/// How wide a fence is and what stands behind it; none of a line that is no fence.
fn fence(line: &str) -> Option<(usize, &str)> {
    let info = line.trim_start_matches('`');
    let width = line.len() - info.len();
    (width >= 3).then_some((width, info))
}

fn joined_lines(lines: &[String]) -> String {
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("the file is there")
}

/// Every Markdown file at the root and below the folders of documents, in order of their paths.
fn documents() -> Vec<Document> {
    let mut paths: Vec<PathBuf> = files_of(root(), false);
    for folder in ["docs", "plans", "examples"] {
        paths.extend(files_of(&root().join(folder), true));
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    let relative = |path: &Path| path.strip_prefix(root()).expect("it is below the root").to_owned();
    paths.iter().map(|path| Document { path: relative(path), text: fs::read_to_string(path).expect("a text") }).collect()
}

/// The documents whose blocks are told here; the generated ones have tests of their own.
fn written_documents() -> Vec<Document> {
    let is_generated = |document: &Document| GENERATED.iter().any(|folder| document.path.starts_with(folder));
    documents().into_iter().filter(|document| !is_generated(document)).collect()
}

fn files_of(folder: &Path, deep: bool) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("a readable folder").path();
        if path.is_file() {
            files.push(path);
        } else if deep {
            files.extend(files_of(&path, true));
        }
    }
    files
}

fn is_update() -> bool {
    env::var_os("UPDATE").is_some_and(|value| value == "1")
}

/// Runs a command line in a folder, with `aarshjul` at hand, and gives its output and, where it failed, its exit code.
fn run(command: &str, folder: &Path) -> Vec<String> {
    let dated = |command: String, name: &&str| {
        let called = format!("aarshjul {name} ");
        format!("{command} ").replace(&called, &format!("{called}--today {TODAY} ")).trim_end().to_owned()
    };
    let is_dated = command.contains("--today");
    let command = if is_dated { command.to_owned() } else { OF_A_DAY.iter().fold(command.to_owned(), dated) };
    let program = Path::new(env!("CARGO_BIN_EXE_aarshjul")).parent().expect("a program lies in a folder");
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([program.to_owned()].into_iter().chain(env::split_paths(&path))).expect("paths without colons");
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {command}")])
        .current_dir(folder)
        .env("PATH", path)
        .output()
        .expect("there is a shell");
    let code = output.status.code().filter(|code| *code != 0).map(|code| format!("? {code}"));
    let text = String::from_utf8(output.stdout).expect("the program writes UTF-8");
    code.into_iter().chain(text.lines().map(str::to_owned)).collect()
}

fn save(block: &Block, folder: &Path) {
    if let Some(name) = block.file() {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder can be made");
        fs::write(path, block.text()).expect("a file can be written");
    }
}

/// Plans what lies in a folder and says what is wrong with the answer, if anything.
fn fault_of_planning(plan: &str, folder: &Path) -> Option<String> {
    let told = run(&format!("aarshjul plan {plan} --dry-run --from-scratch"), folder);
    let is_proven = told.last().is_some_and(|line| line.ends_with("proven optimal"));
    let is_clean = told.iter().all(|line| !line.starts_with("warning") && !line.starts_with("? "));
    (!is_proven || !is_clean).then(|| told.join("\n"))
}

#[test]
fn every_block_says_what_it_is() {
    for document in written_documents() {
        for block in document.blocks() {
            let is_known = block.file().is_some() || ["console", "sh", "text", "toml"].iter().any(|known| block.is(known));
            assert!(is_known, "{}: `{}`", document.place(&block), block.info.join(" "));
        }
    }
}

#[test]
fn every_plan_of_the_documents_is_planned_to_proven_optimality() {
    let mut seen = 0;
    for document in written_documents() {
        let blocks = document.blocks();
        for block in blocks.iter().filter(|block| block.is_plan()) {
            let folder = tempfile::tempdir().expect("a temporary folder");
            // What stands before it may be named by it.
            let before = blocks.iter().take_while(|earlier| earlier.first < block.first).filter(|earlier| !earlier.is_plan());
            before.for_each(|earlier| save(earlier, folder.path()));
            save(block, folder.path());
            let fault = fault_of_planning("plan.yaml", folder.path());
            assert_eq!(fault, None, "{}", document.place(block));
            seen += 1;
        }
    }
    assert!(seen > 15, "only {seen} plans were found");
}

#[test]
fn every_example_is_planned_to_proven_optimality() {
    let folder = root().join("examples");
    let entries = fs::read_dir(&folder).expect("there are examples");
    let names: BTreeSet<String> =
        entries.map(|entry| entry.expect("a readable folder").file_name().to_string_lossy().into_owned()).collect();
    assert!(names.len() > 2, "{names:?}");
    // `publishing` has no plan: its files are held by `publishing.rs`.
    for name in names.iter().filter(|name| !["README.md", "publishing"].contains(&name.as_str())) {
        assert_eq!(fault_of_planning(name, &folder), None, "{name}");
        assert!(read("examples/README.md").contains(&format!("({name})")), "examples/README.md does not tell of {name}");
    }
}

#[test]
fn every_transcript_is_what_the_program_says() {
    for document in written_documents() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut lines: Vec<String> = document.text.lines().map(str::to_owned).collect();
        // From the last block to the first, so that new lines do not move the places of the others; but run in order.
        let mut transcripts: BTreeMap<usize, (usize, Vec<String>)> = BTreeMap::new();
        for block in document.blocks() {
            save(&block, folder.path());
            if block.is("console") {
                transcripts.insert(block.first, (block.lines.len(), transcript(&block, folder.path())));
            }
        }
        for (first, (length, told)) in transcripts.into_iter().rev() {
            if is_update() {
                lines.splice(first..first + length, told);
            } else {
                let place = format!("{}:{first}", document.path.display());
                assert_eq!(lines[first..first + length].join("\n"), told.join("\n"), "{place}: UPDATE=1 writes it anew");
            }
        }
        if is_update() {
            fs::write(root().join(&document.path), joined_lines(&lines)).expect("a document can be written");
        }
    }
}

/// The block as it should be: every command with what it answers.
fn transcript(block: &Block, folder: &Path) -> Vec<String> {
    let commands = block.lines.iter().filter(|line| line.starts_with("$ "));
    commands.flat_map(|line| std::iter::once(line.clone()).chain(run(&line[2..], folder))).collect()
}

#[test]
fn every_line_of_a_shell_block_runs_something_that_is_there() {
    let targets = read("Makefile");
    for document in written_documents() {
        for block in document.blocks().iter().filter(|block| block.is("sh")) {
            for line in &block.lines {
                let words: Vec<&str> = line.split_whitespace().filter(|word| !word.contains('=')).collect();
                let is_there = match words.as_slice() {
                    ["make", target, ..] => targets.contains(&format!("\n{target}:")),
                    ["cargo", ..] => true,
                    [script, ..] => root().join(script).is_file(),
                    [] => false,
                };
                assert!(is_there, "{}: `{line}`", document.place(block));
            }
        }
    }
}

#[test]
fn every_link_leads_to_a_file_and_a_heading() {
    let documents = documents();
    let anchors: BTreeMap<&Path, BTreeSet<String>> = documents
        .iter()
        .map(|document| (document.path.as_path(), document.headings().into_iter().map(anchor).collect()))
        .collect();
    for document in &documents {
        for target in document.prose().into_iter().flat_map(links) {
            if target.starts_with("https://") {
                continue;
            }
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let path = if file.is_empty() {
                document.path.clone()
            } else {
                joined(document.path.parent().unwrap_or(Path::new("")), file)
            };
            let place = format!("{}: `{target}`", document.path.display());
            assert!(root().join(&path).exists(), "{place}");
            let is_heading = anchors.get(path.as_path()).is_some_and(|anchors| anchors.contains(heading));
            assert!(heading.is_empty() || is_heading, "{place}");
        }
    }
}

/// The targets of a line's links and pictures.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split(')').next())
}

/// The anchor that a heading gets on a page: small letters, hyphens for spaces, no other signs.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|sign| sign.is_alphanumeric() || [' ', '-', '_'].contains(sign));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn joined(folder: &Path, file: &str) -> PathBuf {
    let mut path = folder.to_owned();
    for part in Path::new(file).components() {
        if part == Component::ParentDir {
            path.pop();
        } else {
            path.push(part);
        }
    }
    path
}

#[test]
fn no_document_names_a_folder_of_one_machine() {
    for document in documents() {
        let text = document.text.to_lowercase();
        for word in FOLDERS_OF_A_MACHINE {
            assert!(!text.contains(word), "{}: `{word}`", document.path.display());
        }
    }
}

#[test]
fn the_mathematical_model_has_one_heading_for_each_rule() {
    let model = read("docs/design/mathematical-model.md");
    let section = model.split("\n## ").find(|section| section.starts_with("Rules\n")).expect("there is a section of rules");
    let headings: Vec<&str> = section.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    assert_eq!(headings, RULES);
}

/// A row of the table of rooms.
struct Room<'a> {
    name: &'a str,
    /// The rooms it may name.
    rooms: Vec<&'a str>,
    /// The crates it may name.
    crates: Vec<&'a str>,
}

/// The table of rooms, from the ground up.
fn table_of_rooms(architecture: &str) -> Vec<Room<'_>> {
    let section = architecture.split("\n## Which room may name which\n").nth(1).expect("there is a table of rooms");
    let rows = section.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells = rows.map(|row| row.split(" | ").collect::<Vec<_>>()).filter(|cells| cells[0].starts_with("| `"));
    cells.map(|cells| Room { name: quoted(cells[0])[0], rooms: quoted(cells[1]), crates: quoted(cells[2]) }).collect()
}

/// The words of a cell that stand in backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

#[test]
fn the_architecture_lists_every_room_and_no_other() {
    let architecture = read("ARCHITECTURE.md");
    let entries = fs::read_dir(root().join("src")).expect("there is code");
    let paths = entries.map(|entry| entry.expect("a readable folder").path()).filter(|path| path.is_dir());
    let rooms: BTreeSet<String> =
        paths.map(|path| path.file_name().expect("a folder has a name").to_string_lossy().into_owned()).collect();
    let listed: BTreeSet<String> = table_of_rooms(&architecture).iter().map(|room| room.name.to_owned()).collect();
    assert_eq!(listed, rooms);
    for room in &rooms {
        assert!(architecture.contains(&format!("\n### {room}\n")), "`{room}` has no section");
    }
}

#[test]
fn the_architecture_has_the_table_that_holds_the_floors() {
    let architecture = read("ARCHITECTURE.md");
    let rooms = table_of_rooms(&architecture);
    let floors: Vec<_> = FLOORS.iter().filter(|(room, ..)| !room.contains('.')).collect();
    assert_eq!(rooms.len(), floors.len());
    for (name, below, crates) in floors {
        let room = rooms.iter().find(|room| room.name == *name).expect("every floor is in the document");
        let sorted = |words: Vec<String>| words.into_iter().collect::<BTreeSet<String>>();
        let told = sorted(room.crates.iter().map(|word| word.replace('-', "_")).collect());
        assert_eq!(told, sorted(crates.iter().map(|word| (*word).to_owned()).collect()), "crates of `{name}`");
        if *name != "cli" {
            let told = sorted(room.rooms.iter().map(|word| (*word).to_owned()).collect());
            assert_eq!(told, sorted(below.iter().map(|word| (*word).to_owned()).collect()), "rooms of `{name}`");
        }
    }
}

/// The names of a section of the manifest.
fn dependencies(section: &str) -> Vec<String> {
    let manifest = read("Cargo.toml");
    let rest = manifest.split(&format!("\n[{section}]\n")).nth(1).expect("the manifest has the section");
    let lines = rest.lines().take_while(|line| !line.starts_with('['));
    lines.filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect()
}

#[test]
fn every_dependency_is_argued() {
    let argued = read("docs/design/dependencies.md");
    for name in [dependencies("dependencies"), dependencies("dev-dependencies")].concat() {
        assert!(argued.contains(&format!("`{name}`")), "`{name}`");
    }
}

#[test]
fn every_key_of_the_language_is_shown_in_the_guide() {
    let guide = written_documents().into_iter().filter(|document| document.path.starts_with("docs/guide"));
    let blocks =
        |document: Document| document.blocks().iter().filter(|block| block.is("yaml")).map(Block::text).collect::<String>();
    let plans: String = guide.map(blocks).collect();
    let mut seen = 0;
    let folder = root().join("src/schema/document");
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    for line in files.collect::<String>().lines() {
        let Some((key, rest)) = line.trim().strip_prefix('"').and_then(|line| line.split_once("\" ")) else { continue };
        if rest.starts_with("optional") || rest.starts_with("required") {
            assert!(plans.contains(&format!("{key}:")), "`{key}`");
            seen += 1;
        }
    }
    assert!(seen > 50, "only {seen} keys were found");
}

#[test]
fn the_glossary_has_every_type_of_a_plan() {
    let glossary = read("docs/glossary.md");
    for file in files_of(&root().join("src/plan"), true) {
        let text = fs::read_to_string(&file).expect("a source file");
        for line in text.lines() {
            let declared = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "));
            let name: Option<String> = declared.map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).collect());
            if let Some(name) = name {
                assert!(glossary.contains(&format!("`{name}`")), "`{name}` of {}", file.display());
            }
        }
    }
}

#[test]
fn the_picture_is_what_the_program_draws() {
    const PICTURE: &str = "docs/pictures/os2display-2027.svg";
    let folder = tempfile::tempdir().expect("a temporary folder");
    let told = run(&format!("aarshjul plan plans -o {}", folder.path().display()), root());
    assert!(told.last().is_some_and(|line| line.ends_with("proven optimal")), "{}", told.join("\n"));
    let drawn = fs::read_to_string(folder.path().join("wheel/os2display-2027.svg")).expect("the wheel was drawn");
    if is_update() {
        fs::write(root().join(PICTURE), drawn).expect("a picture can be written");
    } else {
        assert!(drawn == read(PICTURE), "{PICTURE} is of an earlier time; UPDATE=1 writes it anew");
    }
}
