//! The problems that the solver is measured on, and the checker that judges its answers. Both are Python; without
//! `python3` nothing is checked, and the reason is printed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::beside::tell_skipped;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a script of the ladder; `None` where there is no Python.
fn python(script: &str, arguments: &[&Path]) -> Option<Output> {
    let path = root().join("benches/ladder").join(script);
    // Without `-B` Python would leave its compiled files in the source tree.
    match Command::new("python3").arg("-B").arg(path).args(arguments).output() {
        Ok(output) => Some(output),
        Err(error) => {
            tell_skipped(&format!("python3 does not run: {error}"));
            None
        }
    }
}

/// What the checker says, and whether it ended well.
fn verdict(arguments: &[&Path]) -> Option<(Value, bool)> {
    let output = python("check.py", arguments)?;
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    Some((serde_json::from_slice(&output.stdout).expect(&told), output.status.success()))
}

fn generated(size: &str, seed: &str, folder: &Path) -> Option<PathBuf> {
    let path = folder.join(format!("{size}{seed}.json"));
    let output = python("generate.py", &[Path::new(size), Path::new(seed), Path::new("-o"), &path])?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(path)
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn a_generated_problem_can_be_met_and_comes_from_its_seed_alone() {
    let folder = tempfile::tempdir().unwrap();
    let other = tempfile::tempdir().unwrap();
    for (size, seed) in [("S", "1"), ("S", "2"), ("M", "1")] {
        let Some(problem) = generated(size, seed, folder.path()) else { return };
        let Some((told, is_well)) = verdict(&[&problem]) else { return };
        assert!(is_well && told["violations"] == 0, "{told}");
        let Some(again) = generated(size, seed, other.path()) else { return };
        assert!(fs::read(&problem).unwrap() == fs::read(again).unwrap(), "{size}{seed}");
    }
}

#[test]
fn the_checker_sees_what_a_solution_breaks() {
    let folder = tempfile::tempdir().unwrap();
    let Some(problem) = generated("S", "1", folder.path()) else { return };
    let planted = read(&problem)["planted"].clone();
    let solution = folder.path().join("solution.json");
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut changed = planted.clone();
        change(&mut changed);
        fs::write(&solution, changed.to_string()).unwrap();
        let (told, is_well) = verdict(&[&problem, &solution]).unwrap();
        assert_eq!(is_well, told["violations"] == 0, "{told}");
        told["broken"].to_string()
    };
    assert_eq!(broken(&|_| {}), "[]");
    // Day 5 is the first Saturday; meetings 0 and 1 are of one cycle; unit 14 is nobody's start.
    assert!(broken(&|solution| solution["m"][0][0] = 5.into()).contains("not a working day"));
    assert!(broken(&|solution| solution["m"][1] = solution["m"][0].clone()).contains("0 days apart"));
    assert!(broken(&|solution| solution["m"][0][1] = 14.into()).contains("start 14"));
    assert!(broken(&|solution| solution["p"][0] = 0.into()).contains("phase 0"));
    assert!(broken(&|solution| solution["m"] = Value::Array(Vec::new())).contains("one date for each meeting"));
}

#[test]
fn the_example_of_the_format_costs_what_its_page_says() {
    let page = fs::read_to_string(root().join("docs/problem-format.md")).unwrap();
    let block = page.split("```").find_map(|block| block.strip_prefix("text\n").filter(|text| text.contains("\"tiny\"")));
    let folder = tempfile::tempdir().unwrap();
    let problem = folder.path().join("tiny.json");
    fs::write(&problem, block.expect("the page has an example")).unwrap();
    let Some((told, is_well)) = verdict(&[&problem]) else { return };
    assert!(is_well, "{told}");
    assert!(page.contains(&format!("The planted solution costs {}:", told["cost"])), "{told}");
}
