//! Any bytes as a table: what is told of it stands in the text, and what is made of it is YAML.
#![no_main]

use aarshjul::calendar::holidays::Country;
use aarshjul::diagnostic::source::{Form, Sources};
use aarshjul::import::draft::Surroundings;
use aarshjul::import::table::import::import;
use aarshjul::import::table::shape::Settings;
use aarshjul::schema::node::Node;
use aarshjul::schema::yaml;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut sources = Sources::default();
    let source = sources.add_bytes(Form::Table, "a.csv", bytes.to_vec());
    let imported = import(&[(source, "a".to_owned())], &sources, |_| Settings::of(2026, Country::Dk));
    for label in imported.diagnostics.iter().flat_map(|fault| &fault.labels) {
        assert!(sources.source(source).text.get(label.span.range()).is_some(), "{:?}", label.span);
    }
    for draft in imported.drafts {
        let text = draft.text(&Surroundings::default());
        let mut made = Sources::default();
        let plan = made.add("a.yaml", text.as_str());
        let root: Result<Node, _> = yaml::parse(&made, plan);
        assert!(root.is_ok(), "{root:?}\n{text}");
    }
});
