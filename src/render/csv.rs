//! `schedule.csv`: one row an entry, for spreadsheets and other programs (RFC 4180).

use crate::calendar::civil::TimeDelta;
use crate::calendar::iso_week::Week;
use crate::plan::date_words::weekday_name;
use crate::render::artifact::Artifact;
use crate::render::content_line::single_line;
use crate::render::telling::title;
use crate::render::view::{Entry, Kind, View};
use crate::schedule::ledger::Ledger;
use crate::schedule::placement::Placement;

/// The columns, which the header row names. A deadline and a milestone are a day; a deadline may have a clock time too.
const COLUMNS: [&str; 15] = [
    "first", "last", "start", "end", "week", "weekday", "kind", "product", "group", "track", "title", "members", "topics",
    "sequence", "id",
];

/// The file `schedule.csv`, in UTF-8, with a header row.
pub fn schedule_csv(view: &View<'_>, ledger: &Ledger) -> Artifact {
    let rows = view.entries.iter().map(|entry| row(view, ledger, entry));
    let table = std::iter::once(COLUMNS.map(str::to_owned)).chain(rows);
    Artifact::new("schedule.csv", table.map(|cells| cells.map(|cell| quoted(&cell)).join(",") + "\r\n").collect::<String>())
}

fn row(view: &View<'_>, ledger: &Ledger, entry: &Entry) -> [String; COLUMNS.len()] {
    let plan = view.plan;
    let (first, last) = (entry.when.first(), entry.when.last());
    let (start, end) = clock_times(view, entry);
    let agenda = match entry.kind {
        Kind::Meeting { occurrence, .. } => view.agendas.get(&occurrence),
        Kind::Deadline { .. } | Kind::Phase { .. } | Kind::Milestone { .. } => None,
    };
    let topics = agenda.into_iter().flatten().map(|topic| single_line(&plan.topics[topic.0].title));
    let group = entry.kind.group().map(|group| plan.group(group));
    let members = group.iter().flat_map(|group| group.called()).map(|id| plan.people[id.0].key.as_str());
    [
        first.to_string(),
        last.to_string(),
        start,
        end,
        Week::of(first).to_string(),
        weekday_name(plan.language, first).to_owned(),
        entry.kind.as_str().to_owned(),
        plan.product(entry.product).key.clone(),
        group.map_or_else(String::new, |group| group.key.clone()),
        entry.kind.track().map_or_else(String::new, |track| plan.tracks[track.0].key.clone()),
        single_line(&title(plan, entry)),
        members.collect::<Vec<_>>().join(" "),
        topics.collect::<Vec<_>>().join("; "),
        ledger.entry(&entry.id).map_or_else(String::new, |record| record.sequence.to_string()),
        entry.id.as_str().to_owned(),
    ]
}

/// Start and end of a meeting by the wall clock; an end at midnight is `24:00` of the same day. Of a deadline that is due at
/// a clock time the start is told.
fn clock_times(view: &View<'_>, entry: &Entry) -> (String, String) {
    if let Kind::Deadline { group, deadline, .. } = entry.kind {
        let time = view.plan.group(group).deadlines[deadline].time;
        return (time.map_or_else(String::new, |time| time.format("%H:%M").to_string()), String::new());
    }
    match entry.when {
        Placement::Meeting { start, minutes, .. } => {
            let (end, days) = start.overflowing_add_signed(TimeDelta::minutes(i64::from(minutes)));
            let end = if days == 0 { end.format("%H:%M").to_string() } else { "24:00".to_owned() };
            (start.format("%H:%M").to_string(), end)
        }
        Placement::Phase { .. } | Placement::Milestone { .. } => (String::new(), String::new()),
    }
}

/// A cell, in quotes where it holds a comma, a quote or a line break.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::schedule_csv;
    use crate::render::fixture;
    use crate::render::view::View;

    #[test]
    fn the_table_of_the_plan_is_this_text() {
        let plan = fixture::plan();
        let view = View::new(&plan, &fixture::schedule());
        let expected = [
            "first,last,start,end,week,weekday,kind,product,group,track,title,members,topics,sequence,id",
            "2027-02-25,2027-02-25,,,2027-W08,torsdag,deadline,os2display,styregruppe,,dagsorden,formand produktejer,,0,os2display/styregruppe/2027-q1#dagsorden",
            "2027-03-01,2027-05-31,,,2027-W09,mandag,phase,os2display,,drift,Hypercare,,,0,os2display/roadmap/drift/hypercare",
            "2027-03-04,2027-03-04,13:00,14:30,2027-W09,torsdag,meeting,os2display,styregruppe,,Styregruppe,formand produktejer,,0,os2display/styregruppe/2027-q1",
            "2027-03-11,2027-03-11,,,2027-W10,torsdag,deadline,os2display,styregruppe,,referat,formand produktejer,,0,os2display/styregruppe/2027-q1#referat",
            "2027-06-15,2027-06-15,,,2027-W24,tirsdag,milestone,os2display,,drift,Overdraget,,,0,os2display/roadmap/drift/overdraget",
            "2027-08-25,2027-08-25,22:00,24:00,2027-W34,onsdag,meeting,os2display,brugere,,\"Brugere 🎡 & \"\"venner\"\"; alle, altid — med et navn, der er længere end en linje tåler: smørrebrødsjomfru\",produktejer,,0,os2display/brugere/2027-efterår",
            "",
        ];
        let artifact = schedule_csv(&view, &fixture::shown(&view));
        assert_eq!(artifact.path, "schedule.csv");
        assert_eq!(artifact.text().split("\r\n").collect::<Vec<_>>(), expected);
    }
}
