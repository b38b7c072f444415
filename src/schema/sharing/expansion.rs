//! All files with what they share: first templates, then inherited groups and the defaults of each file, then the defaults
//! that hold for all files. What is said nearer counts.

use crate::diagnostic::source::Span;
use crate::schema::collector::Collector;
use crate::schema::node::{Node, Scalar, Value};
use crate::schema::sharing::completeness::Completeness;
use crate::schema::sharing::defaults::{self, Entry};
use crate::schema::sharing::inheritance::Inheritance;
use crate::schema::sharing::templates::Templates;

/// Works all that is shared into the groups and phases of the files.
pub fn expand(roots: &[Node], completeness: Completeness, collector: &mut Collector) -> Vec<Node> {
    let is_shared = |root: &Node| root.get("product").is_none();
    for root in roots {
        let reached: Vec<&Node> = if is_shared(root) { roots.iter().collect() } else { vec![root] };
        if let Some(defaults) = root.get("defaults") {
            defaults::tell_idle(defaults, &reached, collector);
        }
    }
    let mut templates = Templates::of(roots, completeness, collector);
    let groups = roots.iter().map(|root| {
        let entries = root.get("groups").into_iter().flat_map(Node::map_entries);
        entries.map(|(key, group)| (key.clone(), templates.apply(group, collector))).collect::<Vec<Entry>>()
    });
    let groups: Vec<Vec<Entry>> = groups.collect();
    templates.tell_unused(collector);
    let mut groups = Inheritance::follow(roots, groups, completeness, collector);
    let shared: Vec<&Node> = roots.iter().filter(|root| is_shared(root)).filter_map(|root| root.get("defaults")).collect();
    let expanded = roots.iter().zip(&mut groups).map(|(root, groups)| {
        let mut file = root.clone();
        let common: Vec<Node> = shared.iter().map(|defaults| defaults::beside(defaults, root)).collect();
        for defaults in &common {
            defaults::of_groups(groups, Some(defaults));
        }
        if let Some(roadmap) = file.get_mut("roadmap") {
            for defaults in root.get("defaults").filter(|_| !is_shared(root)).into_iter().chain(&common) {
                defaults::of_phases(roadmap, Some(defaults));
            }
        }
        put(&mut file, std::mem::take(groups));
        file
    });
    expanded.collect()
}

/// Puts the groups of a file in their place; a file that inherits all its groups gets one.
fn put(file: &mut Node, groups: Vec<Entry>) {
    if let Some(node) = file.get_mut("groups") {
        if matches!(node.value, Value::Map(_)) || (node.is_null() && !groups.is_empty()) {
            node.value = Value::Map(groups);
        }
    } else if let (false, Value::Map(entries)) = (groups.is_empty(), &mut file.value) {
        let place = entries.iter().find(|(key, _)| key.text == "inherits").map_or(Span::default(), |(key, _)| key.span);
        let key = Scalar::new("groups".to_owned(), place, "groups");
        entries.push((key, Node { span: place, value: Value::Map(groups) }));
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::Timelike;
    use crate::diagnostic::source::Sources;
    use crate::plan::group::Group;
    use crate::plan::plan::Plan;
    use crate::schema::reading::read;

    fn plan(files: &[&str]) -> Plan {
        let mut sources = Sources::default();
        for (index, text) in files.iter().enumerate() {
            sources.add(format!("{index}.yaml"), *text);
        }
        let reading = read(&sources);
        reading.plan.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics))
    }

    /// What the faults of some files underline, with their codes.
    fn faults(files: &[&str]) -> Vec<String> {
        let mut sources = Sources::default();
        for (index, text) in files.iter().enumerate() {
            sources.add(format!("{index}.yaml"), *text);
        }
        let told = read(&sources).diagnostics;
        told.iter().map(|fault| format!("{}: {}", fault.code, sources.text(fault.span().unwrap()))).collect()
    }

    fn told(plan: &Plan, group: &Group) -> String {
        let deadlines: Vec<&str> = group.deadlines.iter().map(|deadline| deadline.name.as_str()).collect();
        let hour = group.cycle.hours.value.earliest.hour();
        format!("{}/{} {} {hour} [{}]", plan.product(group.product).key, group.key, group.cycle.minutes, deadlines.join(" "))
    }

    fn groups(files: &[&str]) -> Vec<String> {
        let plan = plan(files);
        plan.groups.iter().map(|group| told(&plan, group)).collect()
    }

    const SHARED: &str = r#"
years: 2027
defaults: {groups: {meets: {each: quarter, at: "09:00", length: 1h}, deadlines: {a: 5 days before}}}
templates:
  long: {meets: {length: 2h}}
  longer: {like: long, meets: {length: 3h, at: "10:00"}}
"#;

    #[test]
    fn what_is_nearer_counts_group_template_product_file_and_all_files() {
        let one = "product: one\ndefaults: {groups: {meets: {at: \"11:00\", length: 30m}, deadlines: {b: 5 days after}}}\ngroups:\n  \
                   plain: \n  like: {like: longer}\n  own: {like: long, meets: {length: 45m}, deadlines: }\n";
        let two = "product: two\ngroups: {plain: }\n";
        assert_eq!(
            groups(&[SHARED, one, two]),
            ["one/plain 30 11 [b a]", "one/like 180 10 [b a]", "one/own 45 11 []", "two/plain 60 9 [a]"]
        );
    }

    #[test]
    fn a_product_has_the_groups_of_another_over_its_own_defaults() {
        let one = "product: one\ninherits: {from: two, except: [c]}\ndefaults: {groups: {meets: {length: 30m, at: \"08:00\"}}}\n\
                   groups: {b: {meets: {length: 20m}}, d: }\n";
        let two = "product: two\ninherits: three\ndefaults: {groups: {meets: {length: 50m}}}\ngroups: {b: , c: }\n";
        let three =
            "product: three\ngroups: {a: {meets: {at: \"12:00\"}, occurrences: {2027-q1: {cancelled: yes, reason: x}}}}\n";
        let shared = SHARED.split("templates").next().unwrap();
        assert_eq!(
            groups(&[shared, one, two, three]),
            [
                "one/b 20 8 [a]",
                "one/d 30 8 [a]",
                "one/a 50 12 [a]",
                "two/b 50 9 [a]",
                "two/c 50 9 [a]",
                "two/a 50 12 [a]",
                "three/a 60 12 [a]",
            ]
        );
        let plan = plan(&[shared, one, two, three]);
        let cancelled = plan.occurrences.iter().filter(|occurrence| !occurrence.is_held());
        assert_eq!(cancelled.map(|occurrence| occurrence.id.as_str()).collect::<Vec<_>>(), ["three/a/2027-q1"]);
    }

    #[test]
    fn a_group_may_stand_in_another_file_of_the_product_than_the_one_that_inherits() {
        let files = [SHARED.split("templates").next().unwrap(), "product: one\ninherits: two\n", "product: two\ngroups: {a: }\n"];
        assert_eq!(groups(&[files[0], files[1], "product: one\ngroups: {a: {meets: {length: 2h}}}\n", files[2]]).len(), 2);
    }

    #[test]
    fn phases_have_defaults_and_the_calendar_of_a_product_counts_before_those_of_all_files() {
        let shared = "years: 2027\ncalendars: {x: {closed: {a: 06-01}}, y: {closed: {b: 06-02}}}\n\
                      defaults: {groups: {calendar: x}, phases: {length: 2 weeks, calendar: x}}\n";
        let product = |own: &str| {
            format!(
                "product: p\n{own}groups: {{a: {{meets: {{each: year, at: \"9:00\", length: 1h}}}}}}\n\
                 roadmap: {{tracks: {{t: {{phases: {{f: {{between: 2027-03-01..2027-04-30}}, g: {{from: 2027-05-03, to: 2027-05-07}}}}}}}}}}\n"
            )
        };
        let calendar = |own: &str| {
            let plan = plan(&[shared, &product(own)]);
            (plan.groups[0].calendars.clone(), plan.phases[0].calendars.clone())
        };
        let (x, y) = (calendar(""), calendar("calendar: y\n"));
        assert_eq!((x.0.len(), x.0 == x.1, y.0 == y.1, x.0 == y.0), (1, true, true, false));
    }

    #[test]
    fn a_fault_that_many_share_is_told_once_where_it_stands() {
        let shared = "years: 2027\ntemplates: {t: {meets: {each: quarter, at: \"9:00\", length: 1 hour and}, titel: x}}\n";
        let product = "product: p\ngroups: {a: {like: t}, b: {like: t}, c: {like: t, after: {a: 1..5 days}}}\n";
        assert_eq!(faults(&[shared, product]), ["invalid-length: 1 hour and", "unknown-key: titel"]);
    }

    #[test]
    fn names_that_a_file_which_is_no_yaml_may_declare_are_not_blamed() {
        let product = "years: 2027\nproduct: p\ninherits: q\ngroups: {a: {like: t}}\n";
        assert_eq!(faults(&[product, "a: [\n"]).len(), 1);
        assert_eq!(faults(&[product]), ["unknown-product: q", "unknown-template: t"]);
    }

    #[test]
    fn products_that_inherit_in_a_circle_are_told() {
        let (one, two) = ("years: 2027\nproduct: one\ninherits: two\n", "product: two\ninherits: {from: one}\n");
        assert_eq!(faults(&[one, two]), ["cyclic-template: one"]);
        assert_eq!(faults(&[&one.replace("two", "one")]), ["cyclic-template: one"]);
    }
}
