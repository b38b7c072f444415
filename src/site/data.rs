//! What the page is told: everything that it shows and filters, as one script. Tables refer to each other by position; what an entry
//! has not got is left out, since a large plan has many thousands of them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::calendar::civil::{NaiveDate, TimeDelta};
use crate::calendar::planning_year::PlanningYear;
use crate::plan::group::Group;
use crate::plan::occurrence::OccurrenceId;
use crate::plan::plan::Plan;
use crate::plan::publish::Address;
use crate::plan::roadmap::Track;
use crate::render::artifact::Artifact;
use crate::render::audience::{Audience, audiences};
use crate::render::change_log::{Logged, change_log};
use crate::render::closed_days::{Shaded, of_group, shared, stretches};
use crate::render::group_looks::group_looks;
use crate::render::palette::style;
use crate::render::telling::title;
use crate::render::view::{Entry, Kind, View};
use crate::schedule::identity::EntryId;
use crate::schedule::placement::Placement;
use crate::site::pictures::picture_name;
use crate::site::site::Told;

/// How many looks groups and tracks can have before they repeat.
const LOOKS: usize = 24;
/// A wheel of more products than this is a wall of rings: the page offers the single ones instead.
const IN_ONE_WHEEL: usize = 8;

/// Which drawings there are, by product.
#[derive(Debug, Clone)]
pub struct Pictures {
    wheels: BTreeMap<String, Vec<Value>>,
    all: Vec<Value>,
    charts: BTreeSet<String>,
    /// The names of all of them.
    shown: BTreeSet<String>,
}

impl Pictures {
    /// Looks among what was drawn for the pictures of each product and year.
    pub fn new(view: &View<'_>, drawn: &[Artifact]) -> Pictures {
        let there: BTreeSet<&str> = drawn.iter().filter_map(|file| picture_name(&file.path)).collect();
        let years: Vec<PlanningYear> = PlanningYear::of(view.plan.horizon).collect();
        let mut shown: BTreeSet<String> = BTreeSet::new();
        let mut found = |name: String| {
            let is_there = there.contains(name.as_str());
            is_there.then(|| shown.insert(name.clone())).map(|_| name)
        };
        let mut wheel = |year: &PlanningYear, name: String| Some(json!({"year": year.label(), "picture": found(name)?}));
        let mut wheels = BTreeMap::new();
        for product in &view.plan.products {
            let of = |year: &PlanningYear| wheel(year, format!("wheel/{}-{}", product.key, year.label()));
            wheels.insert(product.key.clone(), years.iter().filter_map(of).collect());
        }
        let last = years.last().filter(|_| view.plan.products.len() <= IN_ONE_WHEEL);
        let all = last.and_then(|last| wheel(last, "wheel/all".to_owned())).into_iter().collect();
        let keys = view.plan.products.iter().map(|product| product.key.clone());
        let charts = keys.filter(|key| found(format!("charts/{key}")).is_some()).collect();
        Pictures { wheels, all, charts, shown }
    }

    /// Whether the page shows a file.
    pub fn show(&self, file: &Artifact) -> bool {
        picture_name(&file.path).is_some_and(|name| self.shown.contains(name))
    }
}

/// The script `site/data.js`.
pub fn data(view: &View<'_>, told: Told<'_>, pictures: &Pictures) -> Artifact {
    let plan = view.plan;
    let looks: Vec<Value> = (0..LOOKS).map(style).map(|of| json!({"fill": of.fill, "ink": of.ink})).collect();
    let years = PlanningYear::of(plan.horizon)
        .map(|year| json!({"label": year.label(), "first": text(year.days().first()), "last": text(year.days().last())}));
    let products = plan.products.iter().map(|product| {
        let chart = pictures.charts.contains(&product.key).then(|| format!("charts/{}", product.key));
        json!({"key": product.key, "title": product.title, "wheels": pictures.wheels.get(&product.key), "chart": chart})
    });
    let audiences = audiences(view);
    let entries: Vec<Value> = view.entries.iter().map(|entry| of_entry(view, told, entry)).collect();
    let all = json!({
        "language": plan.language.tag(),
        "zone": plan.zone,
        "address": plan.publish.address.as_ref().map(Address::as_str),
        "horizon": {"first": text(plan.horizon.first()), "last": text(plan.horizon.last())},
        "years": years.collect::<Vec<_>>(),
        "looks": looks,
        "wheels": pictures.all,
        "products": products.collect::<Vec<_>>(),
        "groups": groups(view),
        "roles": roles(plan, &audiences),
        "tracks": tracks(plan),
        "feeds": feeds(plan, &audiences),
        "closed": closed(plan),
        "changes": changes(view, told),
        "entries": entries,
    });
    // One entry a line, so that two states of the file can be compared.
    let lines = all.to_string().replace("},{\"id\":", "},\n{\"id\":");
    Artifact::new("site/data.js", format!("aarshjul.start({lines});\n"))
}

fn text(date: NaiveDate) -> String {
    date.to_string()
}

/// The groups in plan order, looking as in the wheels.
fn groups(view: &View<'_>) -> Vec<Value> {
    let plan = view.plan;
    let looks = group_looks(plan);
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for entry in &view.entries {
        if let Kind::Meeting { group, .. } = entry.kind {
            *counts.entry(group.0).or_default() += 1;
        }
    }
    let told = |(index, group): (usize, &Group)| {
        let members: Vec<&str> = group.counted().iter().map(|person| plan.people[person.0].title.as_str()).collect();
        json!({
            "key": group.key,
            "title": group.title,
            "product": group.product.0,
            "look": looks[index] % LOOKS,
            "count": counts.get(&index).copied().unwrap_or(0),
            "members": members,
        })
    };
    plan.groups.iter().enumerate().map(told).collect()
}

/// The roles that have a feed, each with the groups it has a seat in.
fn roles(plan: &Plan, audiences: &[Audience]) -> Vec<Value> {
    let of_role = |audience: &Audience| match *audience {
        Audience::Role(person) => {
            let seats = plan.groups.iter().enumerate().filter(|(_, group)| group.seat(person).is_some());
            let groups: Vec<usize> = seats.map(|(index, _)| index).collect();
            let person = &plan.people[person.0];
            Some(json!({"key": person.key, "title": person.title, "groups": groups}))
        }
        Audience::Everyone | Audience::Product(_) | Audience::Group(_) => None,
    };
    audiences.iter().filter_map(of_role).collect()
}

/// The tracks in plan order, each with its place among those of its product as its look.
fn tracks(plan: &Plan) -> Vec<Value> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let of_track = |track: &Track| {
        let count = counts.entry(track.product.0).or_default();
        *count += 1;
        json!({"title": track.title, "product": track.product.0, "look": (*count - 1) % LOOKS})
    };
    plan.tracks.iter().map(of_track).collect()
}

fn feeds(plan: &Plan, audiences: &[Audience]) -> Vec<Value> {
    let of_audience = |audience: &Audience| {
        let (kind, key, product) = match *audience {
            Audience::Everyone => ("all", String::new(), None),
            Audience::Product(product) => ("product", plan.product(product).key.clone(), Some(product)),
            Audience::Group(group) => {
                let group = plan.group(group);
                ("group", format!("{}/{}", plan.product(group.product).key, group.key), Some(group.product))
            }
            Audience::Role(person) => ("role", plan.people[person.0].key.clone(), None),
        };
        let product = product.map(|product| plan.product(product).key.as_str());
        json!({"kind": kind, "key": key, "product": product, "path": audience.path(plan), "name": audience.name(plan)})
    };
    audiences.iter().map(of_audience).collect()
}

/// The days that are closed for every group.
fn closed(plan: &Plan) -> Vec<Value> {
    let groups: Vec<Shaded> = plan.groups.iter().map(|group| of_group(plan, group, plan.horizon)).collect();
    let stretches = stretches(&shared(&groups).closed);
    let told = stretches.into_iter().map(|stretch| {
        let mut day = json!({"date": text(stretch.first), "name": stretch.note.names});
        if stretch.last > stretch.first {
            day["last"] = json!(text(stretch.last));
        }
        day
    });
    told.collect()
}

fn changes(view: &View<'_>, told: Told<'_>) -> Vec<Value> {
    let log = change_log(view, told.ledger);
    let of_change = |logged: &Logged<'_>| {
        let product = logged.known.as_ref().map(|(product, _)| view.plan.product(*product).key.as_str());
        json!({
            "id": logged.id.as_str(),
            "product": product.or_else(|| logged.id.as_str().split('/').next()),
            "title": logged.known.as_ref().map_or(logged.id.as_str(), |(_, title)| title.as_str()),
            "from": text(logged.from.first()),
            "to": logged.to.map(|to| text(to.first())),
            "on": text(logged.on),
            "why": logged.why,
        })
    };
    log.iter().map(of_change).collect()
}

/// One entry.
fn of_entry(view: &View<'_>, told: Told<'_>, entry: &Entry) -> Value {
    let plan = view.plan;
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| {
        if !value.is_null() {
            object.insert(key.to_owned(), value);
        }
    };
    put("id", json!(entry.id.as_str()));
    put("kind", json!(entry.kind.as_str()));
    put("group", json!(entry.kind.group().map(|group| group.0)));
    put("track", json!(entry.kind.track().map(|track| track.0)));
    put("date", json!(text(entry.when.first())));
    match entry.when {
        Placement::Meeting { date, start, minutes } => {
            let is_in_writing =
                matches!(entry.kind, Kind::Meeting { occurrence, .. } if plan.occurrences[occurrence.0].is_in_writing());
            if is_in_writing {
                put("writing", json!(true));
            } else {
                let start = date.and_time(start);
                let end = start.checked_add_signed(TimeDelta::minutes(i64::from(minutes))).unwrap_or(start);
                put("start", json!(start.format("%H:%M").to_string()));
                put("end", json!(end.format("%H:%M").to_string()));
                // A meeting may end at midnight, on the next day.
                put("ends", json!((end.date() != date).then(|| text(end.date()))));
            }
        }
        Placement::Phase { last, .. } => put("last", json!(text(last))),
        Placement::Milestone { .. } => {}
    }
    match entry.kind {
        Kind::Meeting { group, occurrence } => {
            for (key, value) in of_meeting(view, plan.group(group), occurrence) {
                put(key, value);
            }
        }
        Kind::Deadline { group, deadline, .. } => {
            let deadline = &plan.group(group).deadlines[deadline];
            put("title", json!(deadline.title));
            put("start", json!(deadline.time.map(|time| time.format("%H:%M").to_string())));
        }
        Kind::Phase { .. } | Kind::Milestone { .. } => put("title", json!(title(plan, entry))),
    }
    put("was", json!(moved_from(told, &entry.id).map(text)));
    put("why", json!(told.whys.get(&entry.id).filter(|lines| !lines.is_empty())));
    Value::Object(object)
}

/// The day an entry lay on before its last change moved it.
pub(crate) fn moved_from(told: Told<'_>, id: &EntryId) -> Option<NaiveDate> {
    let record = told.ledger.entry(id)?;
    record.was.map(Placement::first).filter(|was| *was != record.when.first())
}

fn of_meeting(view: &View<'_>, group: &Group, id: OccurrenceId) -> [(&'static str, Value); 4] {
    let plan = view.plan;
    let occurrence = &plan.occurrences[id.0];
    let sits = !occurrence.is_in_writing();
    let topics: Option<Vec<&str>> =
        view.agendas.get(&id).map(|topics| topics.iter().map(|topic| plan.topics[topic.0].title.as_str()).collect());
    [
        ("place", json!(occurrence.place(group).filter(|_| sits))),
        ("link", json!(occurrence.link(group).filter(|_| sits))),
        ("topics", json!(topics)),
        ("note", json!(occurrence.once().and_then(|once| once.note.as_ref()))),
    ]
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::plan::publish::Address;
    use crate::render::artifact::Artifact;
    use crate::render::change_table::Reasons;
    use crate::render::fixture;
    use crate::render::view::View;
    use crate::site::site::{Told, site};

    fn told(change: impl FnOnce(&mut crate::plan::plan::Plan)) -> (Value, Vec<Artifact>) {
        let mut plan = fixture::plan();
        change(&mut plan);
        let (schedule, whys) = (fixture::schedule(), Reasons::new());
        let view = View::new(&plan, &schedule);
        let ledger = fixture::shown(&view);
        let drawn = [Artifact::new("wheel/os2display-2027.svg", "<svg/>"), Artifact::new("charts/os2display.svg", "<svg/>")];
        let files = site(&view, Told { ledger: &ledger, whys: &whys }, &drawn);
        let script = files.iter().find(|file| file.path == "site/data.js").unwrap().text();
        let text = script.strip_prefix("aarshjul.start(").unwrap().strip_suffix(");\n").unwrap();
        (serde_json::from_str(text).unwrap(), files)
    }

    #[test]
    fn the_page_is_told_of_every_entry_and_whose_it_is() {
        let (data, _) = told(|_| {});
        let entries = data["entries"].as_array().unwrap();
        assert_eq!(entries.len(), 6);
        let steering = entries.iter().find(|entry| entry["id"] == "os2display/styregruppe/2027-q1").unwrap();
        let expected = serde_json::json!({
            "id": "os2display/styregruppe/2027-q1",
            "kind": "meeting",
            "group": 0,
            "date": "2027-03-04",
            "start": "13:00",
            "end": "14:30",
            "place": "Vejle, mødelokale 2",
            "link": "https://example.org/m?a=1,2",
        });
        assert_eq!(*steering, expected);
        let users = entries.iter().find(|entry| entry["id"] == "os2display/brugere/2027-efterår").unwrap();
        assert_eq!((&users["end"], &users["ends"]), (&Value::from("00:00"), &Value::from("2027-08-26")));
        assert_eq!(data["roles"][0], serde_json::json!({"key": "formand", "title": "Formand", "groups": [0]}));
        assert_eq!(data["groups"][2]["count"], 0);
    }

    #[test]
    fn drawings_are_offered_where_there_are_some() {
        let (data, files) = told(|plan| plan.publish.address = Address::parse("https://example.org/plan"));
        let product = &data["products"][0];
        assert_eq!(product["wheels"], serde_json::json!([{"year": "2027", "picture": "wheel/os2display-2027"}]));
        assert_eq!((&product["chart"], &data["wheels"]), (&Value::from("charts/os2display"), &serde_json::json!([])));
        assert!(files.iter().any(|file| file.path == "site/pictures/charts/os2display.js"));
        assert_eq!(data["address"], "https://example.org/plan/");
    }

    #[test]
    fn no_word_of_a_plan_ends_the_script() {
        let nasty = "\"});alert(1);//</script>\u{2028}";
        let (data, _) = told(|plan| plan.groups[0].title = nasty.to_owned());
        assert_eq!(data["groups"][0]["title"], nasty);
    }
}
