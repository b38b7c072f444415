//! Any bytes as a calendar: it is read as meetings, as leave and as closed days. What is told of it stands in the text, and what is made of it
//! is a plan without an error.
#![no_main]

use aarshjul::calendar::horizon::Horizon;
use aarshjul::diagnostic::source::{Form, Sources};
use aarshjul::import::ics::import::{Kind, Settings, import};
use aarshjul::plan::language::Language;
use aarshjul_fuzz::{check_places, check_plan};
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
        check_places(&imported.diagnostics, &sources.source(source).text);
        imported.draft.iter().for_each(check_plan);
    }
});
