//! Public holidays against another program: the Python package `holidays`, for every country and part, 2000 to 2050.
//!
//! Without Python or without the package nothing is compared, and the reason is printed. `AARSHJUL_PYTHON` names the
//! Python that has the package. Where the two differ on purpose, [`BY_LAW`] says why.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::process::Command;

use aarshjul::calendar::holidays::{Country, public_holidays};

use crate::beside::tell_skipped;

const FIRST: i32 = 2000;
const LAST: i32 = 2050;

/// Prints `code date name` for each public holiday; the codes are given as arguments.
const PROGRAM: &str = r#"
import sys, holidays
for code in sys.argv[3:]:
    country, _, part = code.upper().partition("-")
    part = "ENG" if code == "gb" else part
    known = holidays.country_holidays(country, subdiv=part or None, years=range(int(sys.argv[1]), int(sys.argv[2]) + 1))
    for date, names in sorted(known.items()):
        print(code, date, names)
"#;

/// A name of the package that is no holiday here: the country's code, the name, the first and the last year, and the law.
const BY_LAW: [(&str, &str, i32, i32, &str); 4] = [
    (
        "nl",
        "Good Friday",
        2000,
        2050,
        "Algemene termijnenwet, article 3(2): beside the holidays for time limits, not one of them",
    ),
    ("fi", "Midsummer Eve", 2000, 2050, "no day of the Church Act (652/2023, chapter 1): free by collective agreement"),
    ("fi", "Christmas Eve", 2000, 2050, "no day of the Church Act (652/2023, chapter 1): free by collective agreement"),
    ("gb-sct", "Saint Andrew's Day", 2006, 2006, "St Andrew's Day Bank Holiday (Scotland) Act 2007: first kept in that year"),
];

fn is_by_law(code: &str, year: i32, names: &str) -> bool {
    BY_LAW.iter().any(|(at, name, first, last, _)| code == *at && names == *name && (*first..=*last).contains(&year))
}

type Days = BTreeMap<(String, String), String>;

/// What the package says, or why it says nothing.
fn foreign() -> Result<Days, String> {
    let python = env::var("AARSHJUL_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let codes = Country::ALL.iter().map(|country| country.code());
    let years = [FIRST.to_string(), LAST.to_string()];
    let run = Command::new(&python).args(["-c", PROGRAM]).args(years).args(codes).output();
    let run = run.map_err(|fault| format!("`{python}` does not run: {fault}"))?;
    if !run.status.success() {
        let told = String::from_utf8_lossy(&run.stderr).lines().last().unwrap_or_default().to_owned();
        return Err(format!("`{python}` has no package `holidays`: {told}"));
    }
    let text = String::from_utf8(run.stdout).expect("Python writes UTF-8");
    let split = |line: &str| {
        let mut words = line.splitn(3, ' ').map(str::to_owned);
        let mut next = || words.next().expect("a code, a date and a name");
        ((next(), next()), next())
    };
    Ok(text.lines().map(split).collect())
}

#[test]
fn every_country_and_part_has_the_holidays_that_another_program_gives() {
    let foreign = match foreign() {
        Ok(foreign) => foreign,
        Err(reason) => {
            tell_skipped(&reason);
            return;
        }
    };
    let mut faults = Vec::new();
    for country in Country::ALL {
        let code = country.code();
        for year in FIRST..=LAST {
            let ours: BTreeMap<String, &str> =
                public_holidays(*country, year).iter().map(|holiday| (holiday.date.to_string(), holiday.english)).collect();
            let of_year = |((at, date), _): &(&(String, String), &String)| at == code && date.starts_with(&year.to_string());
            let theirs: BTreeMap<&str, &str> =
                foreign.iter().filter(of_year).map(|((_, date), names)| (date.as_str(), names.as_str())).collect();
            let days: BTreeSet<&str> = ours.keys().map(String::as_str).chain(theirs.keys().copied()).collect();
            for day in days {
                match (ours.get(day), theirs.get(day)) {
                    (Some(name), None) => faults.push(format!("{code} {day}: {name} is not known to the other program")),
                    (None, Some(names)) if !is_by_law(code, year, names) => {
                        faults.push(format!("{code} {day}: {names} is missing"));
                    }
                    (None | Some(_), Some(_)) | (None, None) => {}
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
