//! Closed days as a chart names them: those that lie close together as one, in rows in which no name runs into the next.
//! Knows no chart language.

use crate::calendar::civil::{NaiveDate, TimeDelta};
use crate::render::closed_days::{Notes, Stretch, stretches};
use crate::render::lettering::width;

/// Closed days with hardly an open one between them, and what they are called together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
    /// What they are called.
    pub names: String,
}

/// Stretches of closed days with no more than a weekend between them, as one: `Skærtorsdag – 2. påskedag`.
pub fn clusters(closed: &Notes) -> Vec<Cluster> {
    const MOST_BETWEEN: i64 = 3;
    let mut clusters: Vec<Vec<Stretch>> = Vec::new();
    for stretch in stretches(closed) {
        match clusters.last_mut().and_then(|cluster| cluster.last().map(|last| last.last)) {
            Some(last) if (stretch.first - last).num_days() <= MOST_BETWEEN => {
                clusters.last_mut().expect("its last stretch was looked at").push(stretch);
            }
            Some(_) | None => clusters.push(vec![stretch]),
        }
    }
    let joined = |cluster: Vec<Stretch>| {
        let (first, last) = (cluster.first()?, cluster.last()?);
        let (one, other) = (&first.note.names, &last.note.names);
        let names = if one == other { one.clone() } else { format!("{one} – {other}") };
        Some(Cluster { first: first.first, last: last.last, names })
    };
    clusters.into_iter().filter_map(joined).collect()
}

/// The clusters in as many rows as it takes for their names, which stand to the right of them, not to run into each other.
pub fn rows(clusters: Vec<Cluster>) -> Vec<Vec<Cluster>> {
    /// A year in a chart of 800 pixels, without what its left and right hold.
    const DAYS_A_PIXEL: f64 = 365.0 / 550.0;
    const FONT_SIZE: f64 = 10.0;
    let free_from = |cluster: &Cluster| {
        let room = (width(&cluster.names, FONT_SIZE) + 12.0) * DAYS_A_PIXEL;
        let days = (1..366).find(|days| f64::from(*days) >= room).unwrap_or(366);
        cluster.last.checked_add_signed(TimeDelta::days(i64::from(days))).unwrap_or(cluster.last)
    };
    let mut rows: Vec<(NaiveDate, Vec<Cluster>)> = Vec::new();
    for cluster in clusters {
        let free = free_from(&cluster);
        match rows.iter_mut().find(|(from, _)| *from <= cluster.first) {
            Some((from, row)) => {
                *from = free;
                row.push(cluster);
            }
            None => rows.push((free, vec![cluster])),
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

#[cfg(test)]
mod tests {
    use super::{clusters, rows};
    use crate::render::closed_days::{Note, Notes, Shade};

    #[test]
    fn names_that_would_run_into_each_other_lie_in_two_rows() {
        let note = |name: &str| Note { shade: Shade::Holiday, names: name.to_owned() };
        let days =
            [("2027-05-06", "Kristi himmelfartsdag"), ("2027-05-10", "Dagen"), ("2027-05-13", "Fri"), ("2027-12-24", "Jul")];
        let notes: Notes = days.iter().map(|(day, name)| (day.parse().unwrap(), note(name))).collect();
        let clusters = clusters(&notes);
        // Four days apart are two; three days apart are one.
        let names: Vec<&str> = clusters.iter().map(|cluster| cluster.names.as_str()).collect();
        assert_eq!(names, ["Kristi himmelfartsdag", "Dagen – Fri", "Jul"]);
        let rows = rows(clusters);
        let names: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(|cluster| cluster.names.as_str()).collect()).collect();
        assert_eq!(names, [vec!["Kristi himmelfartsdag", "Jul"], vec!["Dagen – Fri"]]);
    }
}
