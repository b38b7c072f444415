//! `schedule.json`: everything that was chosen and what it costs, for other programs. Version 1 of the form.

use serde_json::{Map, Value, json};

use crate::calendar::civil::{NaiveDateTime, TimeDelta};
use crate::calendar::iso_week::Week;
use crate::diagnostic::source::Sources;
use crate::plan::activity::ActivityId;
use crate::plan::deadline::Deadline;
use crate::plan::group::Group;
use crate::plan::occurrence::{OccurrenceId, Origin};
use crate::plan::person::PersonId;
use crate::plan::plan::Plan;
use crate::plan::roadmap::DayOfNote;
use crate::render::artifact::Artifact;
use crate::render::telling::{Telling, title};
use crate::render::view::{Entry, Kind, View};
use crate::schedule::charge::{Charge, by_rule, total};
use crate::schedule::ledger::Ledger;
use crate::schedule::placement::Placement;

/// The version of the form; it grows when a key goes or changes its meaning, not when one is added.
const VERSION: u32 = 1;

/// The file `schedule.json`. The bill stands by rule and charge by charge, the dearest first; `sources` must be the texts their spans point into.
pub fn schedule_json(view: &View<'_>, ledger: &Ledger, charges: &[Charge], sources: &Sources) -> Artifact {
    let (plan, telling) = (view.plan, Telling::new(view));
    let entries: Vec<Value> = view.entries.iter().map(|entry| told(view, &telling, ledger, entry)).collect();
    let rules: Vec<Value> =
        by_rule(charges).into_iter().map(|(rule, units, cost)| json!({"rule": rule, "units": units, "cost": cost})).collect();
    let mut dearest_first: Vec<&Charge> = charges.iter().collect();
    dearest_first.sort_by_key(|charge| std::cmp::Reverse(charge.cost));
    let bill: Vec<Value> = dearest_first.into_iter().map(|charge| billed(charge, sources)).collect();
    let schedule = json!({
        "version": VERSION,
        "language": plan.language.tag(),
        "zone": plan.zone,
        "horizon": {"first": plan.horizon.first().to_string(), "last": plan.horizon.last().to_string()},
        "entries": entries,
        "notes": plan.notes.iter().map(|note| noted(plan, note)).collect::<Vec<_>>(),
        "cost": {"total": total(charges), "by_rule": rules, "charges": bill},
    });
    Artifact::new("schedule.json", format!("{schedule:#}\n"))
}

/// A day of note.
fn noted(plan: &Plan, note: &DayOfNote) -> Value {
    json!({
        "key": note.key,
        "product": plan.product(note.product).key,
        "title": note.title,
        "date": note.date.to_string(),
        "week": Week::of(note.date).to_string(),
    })
}

/// One entry; its keys always stand in the same order.
fn told(view: &View<'_>, telling: &Telling<'_>, ledger: &Ledger, entry: &Entry) -> Value {
    let plan = view.plan;
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| {
        object.insert(key.to_owned(), value);
    };
    put("id", json!(entry.id.as_str()));
    put("uid", json!(entry.id.uid()));
    put("kind", json!(entry.kind.as_str()));
    put("product", json!(plan.product(entry.product).key));
    if let Some(group) = entry.kind.group() {
        put("group", json!(plan.group(group).key));
    }
    if let Kind::Deadline { group, occurrence, deadline } = entry.kind {
        put("meeting", json!(plan.occurrences[occurrence.0].id.as_str()));
        let deadline = &plan.group(group).deadlines[deadline];
        put("time", json!(deadline.time.map(|time| time.format("%H:%M").to_string())));
        put("responsible", json!(responsible(plan, deadline)));
    }
    if let Some(track) = entry.kind.track() {
        put("track", json!(plan.tracks[track.0].key));
    }
    put("title", json!(title(plan, entry)));
    put("summary", json!(telling.summary(entry)));
    match entry.when {
        Placement::Meeting { date, start, minutes } => {
            let start = date.and_time(start);
            put("date", json!(date.to_string()));
            put("start", json!(local(start)));
            put("end", json!(local(start.checked_add_signed(TimeDelta::minutes(i64::from(minutes))).unwrap_or(start))));
        }
        Placement::Phase { first, last } => {
            put("first", json!(first.to_string()));
            put("last", json!(last.to_string()));
        }
        Placement::Milestone { date } => put("date", json!(date.to_string())),
    }
    put("week", json!(Week::of(entry.when.first()).to_string()));
    if let Some(group) = entry.kind.group() {
        let keys = |people: &[PersonId]| people.iter().map(|id| plan.people[id.0].key.as_str()).collect::<Vec<_>>();
        let group = plan.group(group);
        put("members", json!(keys(&group.called())));
        if let Kind::Meeting { occurrence, .. } = entry.kind {
            // Only where someone may be missing, and where a room is used: other meetings have neither key.
            if !group.optional.is_empty() || !group.quorums.is_empty() {
                put("optional", json!(keys(&group.optional)));
                put("absent", json!(keys(&telling.absent(occurrence))));
            }
            if !group.uses.is_empty() {
                let rooms: Vec<&str> = group.uses.iter().map(|room| plan.rooms[room.0].key.as_str()).collect();
                put("rooms", json!(rooms));
            }
        }
    }
    if let Kind::Meeting { group, occurrence } = entry.kind {
        for (key, value) in of_meeting(view, plan.group(group), occurrence) {
            put(key, value);
        }
    }
    put("sequence", json!(ledger.entry(&entry.id).map(|record| record.sequence)));
    Value::Object(object)
}

/// What is told of a meeting alone: how it is held, what it treats and what is due.
fn of_meeting(view: &View<'_>, group: &Group, id: OccurrenceId) -> [(&'static str, Value); 8] {
    let plan = view.plan;
    let occurrence = &plan.occurrences[id.0];
    let exception = occurrence.exception.as_ref();
    let topics = view.agendas.get(&id).into_iter().flatten().map(|topic| &plan.topics[topic.0]);
    let topics: Vec<Value> = topics.map(|topic| json!({"key": topic.key, "title": topic.title})).collect();
    let due = view.due.get(&id).into_iter().flatten().map(|due| (due.date, &group.deadlines[due.deadline]));
    let due = due.map(|(date, deadline)| {
        json!({
            "key": deadline.name,
            "title": deadline.title,
            "date": date.to_string(),
            "time": deadline.time.map(|time| time.format("%H:%M").to_string()),
            "responsible": responsible(plan, deadline),
        })
    });
    let is_extra = exception.is_some_and(|exception| exception.origin == Origin::Extra);
    let sits = !occurrence.is_in_writing();
    [
        ("in_writing", json!(!sits)),
        ("extra", json!(is_extra)),
        ("place", json!(occurrence.place(group).filter(|_| sits))),
        ("link", json!(occurrence.link(group).filter(|_| sits))),
        ("topics", json!(topics)),
        ("deadlines", json!(due.collect::<Vec<_>>())),
        ("reason", json!(exception.map(|exception| &exception.reason))),
        ("note", json!(exception.and_then(|exception| exception.once.note.as_ref()))),
    ]
}

fn responsible<'p>(plan: &'p Plan, deadline: &Deadline) -> Option<&'p str> {
    deadline.by.as_ref().map(|by| plan.people[by.person.0].key.as_str())
}

/// One charge; a broken must has no cost.
fn billed(charge: &Charge, sources: &Sources) -> Value {
    let activities: Vec<&str> = charge.activities.iter().map(ActivityId::as_str).collect();
    json!({
        "rule": charge.rule,
        "place": sources.locate(charge.span),
        "words": sources.text(charge.span),
        "units": charge.units,
        "cost": charge.cost,
        "activities": activities,
    })
}

/// A time by the wall clock of the plan's zone, with its date: a meeting may end at midnight, on the next one.
fn local(time: NaiveDateTime) -> String {
    time.format("%Y-%m-%dT%H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::schedule_json;
    use crate::diagnostic::source::{Sources, Span};
    use crate::render::fixture;
    use crate::render::gallery;
    use crate::render::view::View;
    use crate::schedule::charge::Charge;
    use crate::schedule::ledger::Ledger;

    fn written(ledger: Option<Ledger>, charges: &[Charge], sources: &Sources) -> Value {
        let plan = fixture::plan();
        let view = View::new(&plan, &fixture::schedule());
        let artifact = schedule_json(&view, &ledger.unwrap_or_else(|| fixture::shown(&view)), charges, sources);
        assert_eq!(artifact.path, "schedule.json");
        assert!(artifact.text().ends_with("}\n"));
        serde_json::from_str(artifact.text()).unwrap()
    }

    fn entry(schedule: &Value, id: &str) -> Value {
        let entries = schedule["entries"].as_array().unwrap();
        entries.iter().find(|entry| entry["id"] == id).unwrap().clone()
    }

    #[test]
    fn a_meeting_is_told_with_its_times_its_members_and_its_sequence() {
        let schedule = written(None, &[], &Sources::default());
        let expected = json!({
            "id": "os2display/styregruppe/2027-q1",
            "uid": "1f5d9119-202c-5026-9b44-5c501e264347",
            "kind": "meeting",
            "product": "os2display",
            "group": "styregruppe",
            "title": "Styregruppe",
            "summary": "Styregruppe · OS2display",
            "date": "2027-03-04",
            "start": "2027-03-04T13:00:00",
            "end": "2027-03-04T14:30:00",
            "week": "2027-W09",
            "members": ["formand", "produktejer"],
            "in_writing": false,
            "extra": false,
            "place": "Vejle, mødelokale 2",
            "link": "https://example.org/m?a=1,2",
            "topics": [],
            "deadlines": [
                {"key": "dagsorden", "title": "dagsorden", "date": "2027-02-25", "time": null, "responsible": null},
                {"key": "referat", "title": "referat", "date": "2027-03-11", "time": null, "responsible": null},
            ],
            "reason": "Kommunevalg; lokalet er optaget",
            "note": null,
            "sequence": 0,
        });
        assert_eq!(entry(&schedule, "os2display/styregruppe/2027-q1").to_string(), expected.to_string(), "keys in this order");
        assert_eq!(entry(&schedule, "os2display/brugere/2027-efterår")["end"], "2027-08-26T00:00:00");
    }

    #[test]
    fn a_deadline_names_its_meeting_and_a_phase_its_track() {
        let schedule = written(None, &[], &Sources::default());
        let deadline = entry(&schedule, "os2display/styregruppe/2027-q1#referat");
        assert_eq!((&deadline["meeting"], &deadline["date"]), (&json!("os2display/styregruppe/2027-q1"), &json!("2027-03-11")));
        let phase = entry(&schedule, "os2display/roadmap/drift/hypercare");
        let told = ["kind", "track", "first", "last", "week"].map(|key| phase[key].as_str().unwrap().to_owned());
        assert_eq!(told, ["phase", "drift", "2027-03-01", "2027-05-31", "2027-W09"]);
        assert_eq!(phase.get("members"), None);
    }

    #[test]
    fn days_of_note_stand_beside_the_entries() {
        let mut plan = fixture::plan();
        plan.notes = vec![gallery::note("start", "Start", "2025-03-01")];
        let view = View::new(&plan, &fixture::schedule());
        let artifact = schedule_json(&view, &Ledger::default(), &[], &Sources::default());
        let written: Value = serde_json::from_str(artifact.text()).unwrap();
        let expected =
            json!([{"key": "start", "product": "os2display", "title": "Start", "date": "2025-03-01", "week": "2025-W09"}]);
        assert_eq!(written["notes"], expected);
        assert_eq!(view.entries.len(), View::new(&fixture::plan(), &fixture::schedule()).entries.len());
    }

    #[test]
    fn an_entry_that_was_never_shown_has_no_sequence() {
        let schedule = written(Some(Ledger::default()), &[], &Sources::default());
        assert_eq!(entry(&schedule, "os2display/styregruppe/2027-q1")["sequence"], Value::Null);
    }

    #[test]
    fn a_charge_is_told_with_its_place_in_the_plan_and_a_broken_must_has_no_cost() {
        let mut sources = Sources::default();
        let source = sources.add("plans/os2display.yaml", "groups:\n  styregruppe:\n");
        let charge = |rule, units, cost| Charge {
            rule,
            span: Span { source, start: 10, end: 21 },
            activities: vec![fixture::steering()],
            units,
            cost,
        };
        let schedule = written(None, &[charge("weekday", 2, Some(20)), charge("spacing", 1, None)], &sources);
        let charged = |rule: &str, units: i64, cost: Value| {
            json!({
                "rule": rule,
                "place": "plans/os2display.yaml:2:3",
                "words": "styregruppe",
                "units": units,
                "cost": cost,
                "activities": ["os2display/styregruppe/2027-q1"],
            })
        };
        let by_rule = json!([{"rule": "weekday", "units": 2, "cost": 20}]);
        let expected = json!({"total": 20, "by_rule": by_rule, "charges": [charged("weekday", 2, json!(20)), charged("spacing", 1, Value::Null)]});
        assert_eq!(schedule["cost"], expected);
    }
}
