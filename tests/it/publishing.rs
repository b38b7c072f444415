//! The recipes for publishing, held to the program: their files are told of and can be read, every command they show is one, and the
//! steps of the workflow do what its page says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread::sleep;
use std::time::Duration;

use aarshjul::cli::arguments::Arguments;
use clap::Parser;
use serde_json::Value as Json;

use crate::diff::git;

/// A plan of a year that is far away, since the steps plan by the clock.
const PLAN: &str = r#"years: 2090
product: beta
calendars: {dk: {country: dk}}
calendar: dk
groups:
  board:
    meets: {each: quarter, on: [tue], at: "10:00", length: 2h}
"#;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// Every file below a folder, by its path from the root of the project.
fn files(folder: &str) -> Vec<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

fn workflow() -> Json {
    serde_saphyr::from_str(&read("examples/publishing/publish.yml")).unwrap()
}

fn steps(workflow: &Json, job: &str) -> Vec<Json> {
    workflow["jobs"][job]["steps"].as_array().unwrap().clone()
}

/// The shell text of the step of a name.
fn step(name: &str) -> String {
    let steps = steps(&workflow(), "plan");
    let found = steps.iter().find(|step| step["name"].as_str().is_some_and(|own| own.starts_with(name)));
    found.unwrap_or_else(|| panic!("no step is named `{name}`"))["run"].as_str().unwrap().to_owned()
}

#[test]
fn every_file_of_the_recipes_is_told_of_on_a_page() {
    let pages: String = files("docs/publishing").iter().map(|page| read(page)).collect();
    let recipes = files("examples/publishing");
    assert!(recipes.len() > 5, "{recipes:?}");
    for recipe in recipes {
        assert!(pages.contains(recipe.trim_start_matches("examples/publishing/")), "{recipe}");
    }
}

#[test]
fn every_command_of_the_recipes_is_one_that_the_program_takes() {
    let mut seen = BTreeSet::new();
    for file in [files("docs/publishing"), files("examples/publishing")].concat() {
        for line in read(&file).lines() {
            let typed = line.trim_start().trim_start_matches("run: ").trim_start_matches("# ").trim_start_matches("if ! ");
            // A command is a line of its own, or stands behind the name of the image.
            let in_image = typed.starts_with("podman run").then(|| typed.find(" aarshjul ")).flatten();
            let own = typed.starts_with("aarshjul ").then_some(0);
            let Some(from) = in_image.or(own) else { continue };
            let command = typed[from..].split(['>', '|']).next().unwrap_or_default();
            let words: Vec<&str> = command.split_whitespace().map(|word| word.trim_matches('"')).collect();
            let parsed = Arguments::try_parse_from(&words);
            assert!(
                parsed.is_ok(),
                "{file}: `{}`: {}",
                words.join(" "),
                parsed.err().map(|fault| fault.to_string()).unwrap_or_default()
            );
            seen.insert(words[1].to_owned());
        }
    }
    assert_eq!(seen, ["check", "diff", "plan", "serve", "verify"].map(str::to_owned).into());
}

#[test]
fn the_configuration_of_jekyll_asks_for_a_mermaid_that_draws_every_line_of_a_chart() {
    let config: Json = serde_saphyr::from_str(&read("examples/publishing/jekyll/_config.yml")).unwrap();
    let version = config["mermaid"]["version"].as_str().unwrap();
    let parts: Vec<u32> = version.split('.').map(|part| part.parse().unwrap()).collect();
    assert!((parts[0], parts[1]) >= (11, 7), "{version}");
}

/// The commands of a workflow's text that are actions of others: `OWNER/NAME@COMMIT # vVERSION`.
fn actions(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.trim_start().trim_start_matches("- ").strip_prefix("uses: ")).collect()
}

#[test]
fn the_check_of_charts_uses_the_actions_of_the_other_workflow_and_fails_where_a_chart_is_odd() {
    let text = read("examples/publishing/charts.yml");
    let known = read("examples/publishing/publish.yml");
    assert!(!actions(&text).is_empty() && actions(&text).iter().all(|action| actions(&known).contains(action)), "{text}");
    let workflow: Json = serde_saphyr::from_str(&text).unwrap();
    let steps = steps(&workflow, "check");
    let command = steps.last().and_then(|step| step["run"].as_str()).expect("the last step runs the check");
    let words: Vec<&str> = command.split_whitespace().skip(1).collect();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("docs")).unwrap();
    for (interval, code) in [("3month", 0), ("1quarter", 1)] {
        let chart = format!("gantt\n  dateFormat YYYY-MM-DD\n  tickInterval {interval}\n  Test :2027-03-01, 2027-03-06\n");
        fs::write(folder.path().join("docs/page.md"), format!("```mermaid\n{chart}```\n")).unwrap();
        let run = Command::new(env!("CARGO_BIN_EXE_aarshjul")).args(&words).current_dir(folder.path()).output().unwrap();
        assert_eq!(run.status.code(), Some(code), "{}", String::from_utf8_lossy(&run.stderr));
    }
}

#[test]
fn the_workflow_names_actions_by_commit_and_publishes_from_main_alone() {
    let workflow = workflow();
    let text = read("examples/publishing/publish.yml");
    let mut count = 0;
    for action in actions(&text) {
        let (commit, version) = action.split_once('@').unwrap().1.split_once(" # v").unwrap();
        assert!(commit.len() == 40 && commit.chars().all(|sign| sign.is_ascii_hexdigit()), "{action}");
        assert!(version.split('.').count() == 3, "{action}");
        count += 1;
    }
    assert_eq!(count, 4);
    let on_main = "github.event_name != 'pull_request' && github.ref == 'refs/heads/main'";
    assert_eq!(workflow["jobs"]["publish"]["if"], on_main);
    assert_eq!(workflow["permissions"], serde_json::json!({"contents": "read"}));
    let may_publish = |job: &str| workflow["jobs"][job]["permissions"]["pages"] == "write";
    assert!(may_publish("publish") && !may_publish("plan"));
    let steps = steps(&workflow, "plan");
    let place = |wanted: &str| {
        let found = steps.iter().position(|step| {
            [&step["run"], &step["uses"]].iter().any(|text| text.as_str().is_some_and(|text| text.starts_with(wanted)))
        });
        found.unwrap_or_else(|| panic!("`{wanted}`"))
    };
    let upload = place("actions/upload-pages-artifact");
    assert_eq!(steps[upload]["if"], on_main);
    let order = [place("aarshjul check"), place("aarshjul plan --locked"), place("aarshjul plan\naarshjul verify"), upload];
    assert!(order.is_sorted(), "{order:?}");
}

/// A clone with a branch in which the plan was edited on the web page, and its origin.
struct Clone {
    folder: tempfile::TempDir,
}

impl Clone {
    fn new() -> Clone {
        let clone = Clone { folder: tempfile::tempdir().unwrap() };
        fs::create_dir_all(clone.path().join("plans")).unwrap();
        git(clone.folder.path(), &["init", "-q", "--bare", "origin"]);
        git(&clone.path(), &["init", "-q"]);
        git(&clone.path(), &["remote", "add", "origin", "../origin"]);
        fs::write(clone.path().join("plans/beta.yaml"), PLAN).unwrap();
        assert!(clone.shell("aarshjul plan").status.success());
        fs::write(clone.path().join(".gitignore"), "/out\n").unwrap();
        clone.commit("main");
        let moved = format!("{PLAN}    occurrences: {{2090-q2: {{on: 2090-05-09, reason: lokalet er optaget}}}}\n");
        fs::write(clone.path().join("plans/beta.yaml"), moved).unwrap();
        git(&clone.path(), &["checkout", "-q", "-b", "forslag"]);
        clone.commit("forslag");
        fs::remove_dir_all(clone.path().join("out")).unwrap();
        clone
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("clone")
    }

    fn commit(&self, branch: &str) {
        git(&self.path(), &["add", "."]);
        git(&self.path(), &["commit", "-qm", "a plan"]);
        git(&self.path(), &["push", "-q", "origin", branch]);
        git(&self.path(), &["fetch", "-q", "origin"]);
    }

    /// Runs the shell text of a step as GitHub does.
    fn shell(&self, text: &str) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_aarshjul")).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths([program.to_owned()].into_iter().chain(std::env::split_paths(&path))).unwrap();
        let mut shell = Command::new("bash");
        shell.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", text]).current_dir(self.path()).env("PATH", path);
        shell.env("BRANCH", "forslag").env("BASE", "main").env("GITHUB_STEP_SUMMARY", self.folder.path().join("summary.md"));
        shell.output().unwrap()
    }
}

#[test]
fn a_pull_request_without_its_lock_is_refused_until_the_workflow_writes_it() {
    let clone = Clone::new();
    assert!(clone.shell(&step("Check the plan")).status.success());
    let refused = clone.shell(&step("Ask whether the lock"));
    assert_eq!(refused.status.code(), Some(1));
    let message = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(message.contains("beta/board/2090-q2") && message.contains("lokalet er optaget"), "{message}");

    let written = clone.shell(&step("Write the lock"));
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    assert!(clone.shell(&step("Ask whether the lock")).status.success());
    let head = |folder: &Path, name: &str| git(folder, &["rev-parse", name]);
    assert_eq!(head(&clone.folder.path().join("origin"), "forslag"), head(&clone.path(), "HEAD"));
    assert_eq!(git(&clone.path(), &["diff", "--name-only", "HEAD~1"]), "aarshjul.lock\n");
    // A second run has nothing to write, and makes no empty commit.
    let before = head(&clone.path(), "HEAD");
    assert!(clone.shell(&step("Write the lock")).status.success());
    assert_eq!(head(&clone.path(), "HEAD"), before);

    assert!(clone.shell(&step("Tell what moves")).status.success());
    let summary = fs::read_to_string(clone.folder.path().join("summary.md")).unwrap();
    assert!(summary.starts_with("| Hvad | Fra | Til |") && summary.contains("9. maj 2090"), "{summary}");
    assert!(clone.shell(&step("Write feeds")).status.success());
    assert!(clone.path().join("out/feeds/beta-board.ics").is_file());
    assert_eq!(git(&clone.path(), &["status", "--porcelain"]), "", "what is published is what was committed");
}

#[test]
fn the_pages_and_feeds_of_a_plan_are_copied_into_a_jekyll_site_and_what_is_gone_is_taken_away() {
    let clone = Clone::new();
    assert!(clone.shell("aarshjul plan").status.success());
    let site = clone.folder.path().join("site");
    fs::create_dir_all(site.join("aarshjul/feeds")).unwrap();
    fs::write(site.join("aarshjul/feeds/gone.ics"), "").unwrap();
    let copy = format!("{} out {}", root().join("examples/publishing/jekyll/copy").display(), site.display());
    let copied = clone.shell(&copy);
    assert!(copied.status.success(), "{}", String::from_utf8_lossy(&copied.stderr));
    for (from, to) in [
        ("charts/beta.md", "cycles/beta.md"),
        ("wheel/beta-2090.svg", "aarshjul/wheel/beta-2090.svg"),
        ("feeds/all.ics", "aarshjul/feeds/all.ics"),
        ("index.html", "aarshjul/index.html"),
        ("site/app.js", "aarshjul/site/app.js"),
    ] {
        assert_eq!(fs::read(clone.path().join("out").join(from)).unwrap(), fs::read(site.join(to)).unwrap(), "{to}");
    }
    assert!(!site.join("aarshjul/feeds/gone.ics").exists());
    assert!(!site.join("aarshjul/charts/beta.md").exists(), "a page stands once");
}

#[test]
fn nginx_is_told_a_type_for_every_kind_of_file_that_is_written() {
    let clone = Clone::new();
    assert!(clone.shell("aarshjul plan --png").status.success());
    let found = clone.shell(r"find out -type f -not -path '*/.*' | sed 's/.*\.//' | sort -u");
    let written = String::from_utf8(found.stdout).unwrap();
    let config = read("examples/publishing/nginx.conf");
    let types = config.split("types {").nth(1).unwrap().split('}').next().unwrap();
    let known: BTreeSet<&str> = types.split(';').flat_map(|line| line.split_whitespace().skip(1)).collect();
    let without: Vec<&str> = written.lines().filter(|ending| !known.contains(ending)).collect();
    assert!(written.lines().count() >= 9, "{written}");
    assert!(without.is_empty(), "{without:?}");
}

/// What a server answers to a request for a path: status, and headers in small letters.
fn answer(address: &str, method: &str, path: &str, headers: &str) -> (u16, BTreeMap<String, String>) {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: kalender.example.org\r\nConnection: close\r\n{headers}\r\n").unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.split("\r\n\r\n").next().unwrap_or_default().lines();
    let status = lines.next().and_then(|line| line.split_whitespace().nth(1)).unwrap().parse().unwrap();
    let fields = lines.filter_map(|line| line.split_once(": "));
    (status, fields.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect())
}

#[test]
#[ignore = "needs nginx"]
fn nginx_hands_out_feeds_with_their_kind_an_etag_and_compressed() {
    let clone = Clone::new();
    assert!(clone.shell("aarshjul plan --png").status.success());
    let folder = clone.folder.path();
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let site = read("examples/publishing/nginx.conf")
        .replace("listen 8080", &format!("listen {address}"))
        .replace("/srv/aarshjul/out", &clone.path().join("out").to_string_lossy());
    // All that nginx writes stays in the folder; it serves as whoever runs the test.
    let at = |name: &str| folder.join(name).display().to_string();
    let kept =
        ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|kind| format!("{kind}_temp_path {};", at(kind))).concat();
    let user = if cfg!(unix) && Command::new("id").arg("-u").output().unwrap().stdout == b"0\n" { "user root;" } else { "" };
    let whole = format!(
        "{user} daemon off; master_process off; pid {}; error_log {};\nevents {{}}\nhttp {{ access_log off; {kept}\n{site} }}\n",
        at("pid"),
        at("error.log")
    );
    fs::write(folder.join("nginx.conf"), whole).unwrap();
    let mut nginx = Command::new("nginx").args(["-p", &at(""), "-c", &at("nginx.conf")]).spawn().unwrap();
    let is_up = (0..100).any(|_| {
        sleep(Duration::from_millis(50));
        TcpStream::connect(&address).is_ok()
    });
    let ask = |method: &str, path: &str, headers: &str| answer(&address, method, path, headers);
    let outcome = std::panic::catch_unwind(|| {
        assert!(is_up, "{}", fs::read_to_string(at("error.log")).unwrap_or_default());
        let (status, plain) = ask("HEAD", "/feeds/all.ics", "");
        assert_eq!((status, plain["content-type"].as_str()), (200, "text/calendar; charset=utf-8"));
        assert!(plain["etag"].starts_with('"') && plain["cache-control"] == "public, max-age=900", "{plain:?}");
        let (status, _) = ask("GET", "/feeds/all.ics", &format!("If-None-Match: {}\r\n", plain["etag"]));
        assert_eq!(status, 304);
        let (status, compressed) = ask("GET", "/feeds/all.ics", "Accept-Encoding: gzip\r\n");
        assert_eq!(
            (status, compressed["content-encoding"].as_str(), compressed["vary"].as_str()),
            (200, "gzip", "Accept-Encoding")
        );
        let again = format!("Accept-Encoding: gzip\r\nIf-None-Match: {}\r\n", compressed["etag"]);
        assert_eq!(ask("GET", "/feeds/all.ics", &again).0, 304);
        // One file of every kind that a run writes; the wheel is written as PNG too.
        for (path, kind) in [
            ("/index.html", "text/html; charset=utf-8"),
            ("/item/beta/board/2090-q1.html", "text/html; charset=utf-8"),
            ("/site/app.js", "text/javascript; charset=utf-8"),
            ("/site/site.css", "text/css; charset=utf-8"),
            ("/wheel/all.svg", "image/svg+xml; charset=utf-8"),
            ("/wheel/all.png", "image/png"),
            ("/schedule.json", "application/json"),
            ("/schedule.csv", "text/csv; charset=utf-8"),
            ("/charts/beta.md", "text/markdown; charset=utf-8"),
            ("/charts/beta-2090.mmd", "text/plain; charset=utf-8"),
        ] {
            let (status, headers) = ask("HEAD", path, "");
            assert_eq!((status, headers["content-type"].as_str()), (200, kind), "{path}");
        }
        assert_eq!(ask("GET", "/.aarshjul-files", "").0, 404);
    });
    nginx.kill().unwrap();
    nginx.wait().unwrap();
    assert!(outcome.is_ok());
}
