//! Any bytes as a calendar: it is read as meetings, as leave and as closed days, and what is told of it stands in the text.
#![no_main]

use aarshjul::calendar::horizon::Horizon;
use aarshjul::diagnostic::source::{Form, Sources};
use aarshjul::import::draft::Surroundings;
use aarshjul::import::ics::import::{Kind, Settings, import};
use aarshjul::plan::language::Language;
use aarshjul::schema::node::Node;
use aarshjul::schema::yaml;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut sources = Sources::default();
    let source = sources.add_bytes(Form::Calendar, "a.ics", bytes.to_vec());
    for kind in [Kind::Meetings, Kind::Leave, Kind::Holidays] {
        let settings = Settings {
            horizon: Horizon::of_years(2026, 2027).expect("two years"),
            settled: None,
            zone: "Europe/Copenhagen".to_owned(),
            language: Language::Danish,
            product: None,
            kind,
            key: None,
        };
        let imported = import(&[source], &sources, "a", &settings);
        for label in imported.diagnostics.iter().flat_map(|fault| &fault.labels) {
            assert!(sources.source(source).text.get(label.span.range()).is_some(), "{:?}", label.span);
        }
        let Some(draft) = imported.draft else { continue };
        let text = draft.text(&Surroundings::default());
        let mut made = Sources::default();
        let plan = made.add("a.yaml", text.as_str());
        let root: Result<Node, _> = yaml::parse(&made, plan);
        assert!(root.is_ok(), "{root:?}\n{text}");
    }
});
