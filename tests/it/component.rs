//! `plan --component`: one product and what shares something with it, planned alone as it is planned with the rest.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn aarshjul(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aarshjul"));
    command.current_dir(folder).args(arguments).args(["--today", "2026-11-22"]).env("NO_COLOR", "1").output().unwrap()
}

fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The dates of a schedule by id, as JSON.
fn dates(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("schedule.json")).unwrap();
    let schedule: serde_json::Value = serde_json::from_str(&text).unwrap();
    let entries = schedule["entries"].as_array().unwrap().iter();
    let dates = entries.map(|entry| format!("{} {} {}", entry["id"], entry["start"], entry["week"]));
    dates.filter(|date| date.starts_with("\"beta/") || date.starts_with("\"delta/")).collect()
}

#[test]
fn what_shares_nothing_is_left_out_and_the_dates_are_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let plans = folder.join("plans");
    fs::create_dir(&plans).unwrap();
    let group = |product: &str, member: &str| {
        format!(
            "product: {product}\ngroups:\n  board: {{members: {member}, meets: {{each: quarter, on: [tue, wed], between: 09:00-11:00, length: 2h}}}}\n"
        )
    };
    let shared = "years: 2027\ncalendars: {dk: {country: dk}}\ncalendar: dk\npeople: {a: {}, b: {}}\n";
    fs::write(plans.join("shared.yaml"), shared).unwrap();
    for (product, member) in [("beta", "a"), ("gamma", "b"), ("delta", "a")] {
        fs::write(plans.join(format!("{product}.yaml")), group(product, member)).unwrap();
    }
    assert!(aarshjul(folder, &["plan"]).status.success());
    let lock = fs::read(folder.join("aarshjul.lock")).unwrap();
    let whole = dates(&folder.join("out"));

    assert!(aarshjul(folder, &["plan", "--component", "beta", "-o", "part"]).status.success());
    assert_eq!(dates(&folder.join("part")), whole);
    assert_eq!(whole.len(), 8);
    assert!(folder.join("part/feeds/delta.ics").exists(), "it shares a member");
    assert!(!folder.join("part/feeds/gamma.ics").exists() && folder.join("out/feeds/gamma.ics").exists());

    let alone = refused(&aarshjul(folder, &["plan", "--component", "beta"]));
    assert!(alone.contains("needs a folder of its own"), "{alone}");
    assert_eq!(fs::read(folder.join("aarshjul.lock")).unwrap(), lock);

    let unknown = refused(&aarshjul(folder, &["plan", "--component", "gama", "-o", "part"]));
    assert!(unknown.contains("did you mean `gamma`?"), "{unknown}");

    // What all need stands with a product that shares nothing with this one.
    fs::remove_file(plans.join("shared.yaml")).unwrap();
    fs::write(plans.join("beta.yaml"), format!("{shared}{}", group("beta", "a"))).unwrap();
    let split = refused(&aarshjul(folder, &["plan", "--component", "gamma", "-o", "part"]));
    assert!(split.contains("`gamma` cannot be planned without the files of products") && split.contains("years"), "{split}");
}
