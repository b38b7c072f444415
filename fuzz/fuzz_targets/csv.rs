//! Any bytes as a table: what is told of it stands in the text, and what is made of it is a plan without an error.
#![no_main]

use aarshjul::calendar::holidays::Country;
use aarshjul::diagnostic::source::{Form, Sources};
use aarshjul::import::table::import::import;
use aarshjul::import::table::shape::Settings;
use aarshjul_fuzz::{check_places, check_plan};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut sources = Sources::default();
    let source = sources.add_bytes(Form::Table, "a.csv", bytes.to_vec());
    let imported = import(&[(source, "a".to_owned())], &sources, |_| Settings::of(2026, Country::Dk));
    check_places(&imported.diagnostics, &sources.source(source).text);
    imported.drafts.iter().for_each(check_plan);
});
