//! The answer of `check --preview GROUP`: the dates that a group would get if it were alone, and what stands in their way.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use crate::calendar::civil::NaiveDate;
use crate::calendar::iso_week::Week;
use crate::cli::exit::Stop;
use crate::explain::preview::{Obstacle, alone, obstacles};
use crate::plan::group::GroupId;
use crate::plan::occurrence::Window;
use crate::plan::plan::Plan;
use crate::problem::candidate::Reach;
use crate::problem::instance::Problem;
use crate::schedule::placement::{Placement, Schedule};
use crate::schema::collector::nearest;
use crate::solve::disruption::Announced;
use crate::solve::engine::Budget;
use crate::solve::optimum::optimum;
use crate::solve::outcome::Outcome;

/// The effort that a preview is worth: one group alone needs next to none.
const BUDGET: Budget = Budget { work: 1_000_000 };

/// The meetings of a group, each with its window and the date it would get.
pub struct Preview {
    /// `product/group`.
    group: String,
    /// Whether there are dates for all of its meetings.
    has_dates: bool,
    rows: Vec<Row>,
}

struct Row {
    label: String,
    window: Window,
    nominal: Option<NaiveDate>,
    placement: Option<Placement>,
    is_pinned: bool,
    obstacles: Vec<Obstacle>,
}

/// Plans a group alone.
///
/// # Errors
/// When no group, or more than one, has that name.
pub fn preview(plan: &Plan, name: &str) -> Result<Preview, Stop> {
    let id = group(plan, name)?;
    let alone = alone(plan, id);
    let announced = Announced { schedule: Schedule::default(), today: None };
    let schedule = match optimum(&Problem::of(&alone, Reach::Window), &announced, BUDGET) {
        Outcome::Planned(planned) => Some(planned.schedule),
        Outcome::Infeasible(_) | Outcome::Undecided => None,
    };
    let rows = plan.held(id).map(|(_, occurrence)| Row {
        label: occurrence.label.clone(),
        window: occurrence.window.value,
        nominal: occurrence.nominal,
        placement: schedule.as_ref().and_then(|schedule| schedule.placement(&occurrence.id)),
        is_pinned: occurrence.pinned().is_some(),
        obstacles: obstacles(plan, occurrence),
    });
    Ok(Preview { group: full_name(plan, id), has_dates: schedule.is_some(), rows: rows.collect() })
}

fn full_name(plan: &Plan, id: GroupId) -> String {
    let group = plan.group(id);
    format!("{}/{}", plan.product(group.product).key, group.key)
}

/// The group of a name: `group`, where one product alone has it, or `product/group`.
fn group(plan: &Plan, name: &str) -> Result<GroupId, Stop> {
    let full: Vec<String> = (0..plan.groups.len()).map(|index| full_name(plan, GroupId(index))).collect();
    let ending = format!("/{name}");
    let found: Vec<usize> = (0..full.len()).filter(|index| full[*index] == name || full[*index].ends_with(&ending)).collect();
    match found.as_slice() {
        [one] => Ok(GroupId(*one)),
        [] => {
            // A slip of the pen is measured against names of the same form.
            let keys: Vec<&str> = if name.contains('/') {
                full.iter().map(String::as_str).collect()
            } else {
                plan.groups.iter().map(|group| group.key.as_str()).collect()
            };
            Err(Stop(format!("no group is named `{name}`: {}", nearest(name, &keys))))
        }
        several => {
            let several: Vec<String> = several.iter().map(|index| format!("`{}`", full[*index])).collect();
            Err(Stop(format!("several groups are named `{name}`: say {}", several.join(" or "))))
        }
    }
}

fn days(first: NaiveDate, last: NaiveDate) -> String {
    if first == last { first.to_string() } else { format!("{first}..{last}") }
}

impl Preview {
    /// As a table. A date that the rule itself gives stands in the third column.
    pub fn human(&self) -> String {
        const NONE: &str = "-";
        let mut table: Vec<[String; 6]> = vec![["meeting", "window", "nominal", "date", "week", "in the way"].map(str::to_owned)];
        for row in &self.rows {
            let date = row.placement.map_or_else(|| NONE.to_owned(), told);
            table.push([
                row.label.clone(),
                days(row.window.first, row.window.last),
                row.nominal.map_or_else(|| NONE.to_owned(), |date| date.format("%Y-%m-%d %a").to_string()),
                if row.is_pinned { format!("{date}, pinned") } else { date },
                row.placement.map_or_else(|| NONE.to_owned(), |placement| Week::of(placement.first()).to_string()),
                in_the_way(row),
            ]);
        }
        let widths: [usize; 5] =
            std::array::from_fn(|column| table.iter().map(|row| row[column].chars().count()).max().unwrap_or(0));
        let mut text = format!("{} alone, bound to no other group:\n", self.group);
        for row in table {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(widths) {
                write!(line, "{cell:<width$}  ").expect("a String takes what is written");
            }
            line.push_str(&row[5]);
            writeln!(text, "{}", line.trim_end()).expect("a String takes what is written");
        }
        if !self.has_dates {
            text.push_str("its rules cannot hold together: `aarshjul plan` tells which\n");
        }
        text
    }

    /// As data.
    pub fn json(&self) -> Json {
        let rows = self.rows.iter().map(|row| {
            let obstacles: Vec<Json> = row
                .obstacles
                .iter()
                .map(|found| json!({"first": found.first.to_string(), "last": found.last.to_string(), "reason": found.reason}))
                .collect();
            json!({
                "meeting": row.label,
                "window": {"first": row.window.first.to_string(), "last": row.window.last.to_string()},
                "nominal": row.nominal.map(|date| date.to_string()),
                "date": row.placement.map(|placement| placement.first().to_string()),
                "start": row.placement.and_then(start),
                "weekday": row.placement.map(|placement| placement.first().format("%a").to_string().to_lowercase()),
                "week": row.placement.map(|placement| Week::of(placement.first()).to_string()),
                "pinned": row.is_pinned,
                "in_the_way": obstacles,
            })
        });
        json!({"group": self.group, "possible": self.has_dates, "meetings": rows.collect::<Vec<_>>()})
    }
}

/// The first of the obstacles: of a long window a whole year's holidays would be no news.
fn in_the_way(row: &Row) -> String {
    const MOST: usize = 4;
    let told: Vec<String> =
        row.obstacles.iter().map(|obstacle| format!("{} {}", days(obstacle.first, obstacle.last), obstacle.reason)).collect();
    let more = if told.len() > MOST { format!(", and {} more", told.len() - MOST) } else { String::new() };
    format!("{}{more}", told[..told.len().min(MOST)].join(", "))
}

fn start(placement: Placement) -> Option<String> {
    match placement {
        Placement::Meeting { start, .. } => Some(start.format("%H:%M").to_string()),
        Placement::Phase { .. } | Placement::Milestone { .. } => None,
    }
}

fn told(placement: Placement) -> String {
    let date = placement.first().format("%Y-%m-%d %a");
    start(placement).map_or_else(|| date.to_string(), |start| format!("{date} {start}"))
}

#[cfg(test)]
mod tests {
    use super::{Preview, preview};
    use crate::cli::exit::Stop;
    use crate::diagnostic::source::Sources;
    use crate::plan::plan::Plan;
    use crate::schema::reading::read;

    fn plan() -> Plan {
        let mut sources = Sources::default();
        sources.add("a.yaml", "years: 2027\nproduct: a\ncalendars: {dk: {country: dk}}\ncalendar: dk\ngroups:\n  board:\n    meets: {rrule: FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=29, drift: 2 working days, at: \"13:00\", length: 1h}\n  club: {meets: {each: year, at: \"13:00\", length: 1h}}\n");
        sources.add("b.yaml", "product: b\ngroups:\n  club: {meets: {each: year, at: \"13:00\", length: 1h}}\n");
        read(&sources).plan.expect("the plan is valid")
    }

    fn previewed(name: &str) -> Preview {
        preview(&plan(), name).unwrap_or_else(|Stop(reason)| panic!("{reason}"))
    }

    #[test]
    fn a_closed_nominal_date_is_told_with_the_date_that_comes_instead() {
        let told = previewed("board").human();
        let row = told.lines().nth(2).expect("a row");
        assert!(row.contains("2027-03-29 Mon  2027-03-30 Tue 13:00  2027-W13"), "{told}");
        assert!(row.contains("2027-03-29 2. påskedag"), "{told}");
        let json = previewed("a/board").json();
        assert_eq!((&json["meetings"][0]["date"], &json["meetings"][0]["weekday"]), (&"2027-03-30".into(), &"tue".into()));
    }

    #[test]
    fn an_unknown_name_is_told_the_nearest_and_one_of_several_all_of_them() {
        let reason = |name: &str| preview(&plan(), name).err().map(|Stop(reason)| reason).unwrap_or_default();
        assert_eq!(reason("baord"), "no group is named `baord`: did you mean `board`?");
        assert_eq!(reason("a/bord"), "no group is named `a/bord`: did you mean `a/board`?");
        assert_eq!(reason("club"), "several groups are named `club`: say `a/club` or `b/club`");
        assert_eq!(reason("b/club"), "");
    }
}
