//! Diagnostics as SARIF 2.1.0 (OASIS, 2020): what code review tools read.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use crate::diagnostic::code::Code;
use crate::diagnostic::report::{Diagnostic, Label, Severity};
use crate::diagnostic::source::{Sources, Span};

/// The schema that the answer keeps.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

/// One run of the program with its diagnostics. Columns count characters, and the end of a region is not part of it.
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources) -> Json {
    let mut codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let results: Vec<Json> = diagnostics.iter().map(|diagnostic| result(diagnostic, &codes, sources)).collect();
    let rules: Vec<Json> = codes.iter().copied().map(rule).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "aarshjul", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// A code as a rule: its document is the help text.
fn rule(code: Code) -> Json {
    let document = code.document();
    let text: String = document.lines().filter(|line| !line.starts_with("```")).flat_map(|line| [line, "\n"]).collect();
    json!({
        "id": code.as_str(),
        "shortDescription": {"text": code.sentence()},
        "help": {"text": text, "markdown": document},
        "properties": {"document": format!("docs/diagnostics/{code}.md")},
    })
}

fn result(diagnostic: &Diagnostic, codes: &[Code], sources: &Sources) -> Json {
    let mut text = diagnostic.message.clone();
    for hint in &diagnostic.hints {
        write!(text, "\nhint: {hint}").expect("a String takes what is written");
    }
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut result = json!({
        "ruleId": diagnostic.code.as_str(),
        "ruleIndex": codes.binary_search(&diagnostic.code).unwrap_or(0),
        "level": level,
        "message": {"text": text},
    });
    if let Some((first, others)) = diagnostic.labels.split_first() {
        result["locations"] = json!([location(first, sources)]);
        if !others.is_empty() {
            result["relatedLocations"] = others.iter().map(|label| location(label, sources)).collect();
        }
    }
    result
}

fn location(label: &Label, sources: &Sources) -> Json {
    let Span { source, .. } = label.span;
    let (start, end) = (sources.place(label.span), sources.end(label.span));
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri(&sources.source(source).name)},
            "region": {
                "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
                "snippet": {"text": sources.text(label.span)},
            },
        },
    });
    if !label.text.is_empty() {
        location["message"] = json!({"text": label.text});
    }
    location
}

/// RFC 3986: a path as a reference, relative where the path is. What is no unreserved character is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            write!(uri, "%{byte:02X}").expect("a String takes what is written");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{sarif, uri};
    use crate::diagnostic::source::Sources;
    use crate::schema::reading::read;

    #[test]
    fn a_fault_stands_at_its_words_with_its_hint_and_its_rule() {
        let mut sources = Sources::default();
        sources.add("planer/fællesskab.yaml", "years: 2027\nproduct: æøå\ngruops: {}\nyears: 2028\n");
        let answer = sarif(&read(&sources).diagnostics, &sources);
        let run = &answer["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), 2, "each code once");
        let unknown = &run["results"][0];
        assert_eq!(unknown["ruleId"], "unknown-key");
        assert_eq!(rules[usize::try_from(unknown["ruleIndex"].as_u64().unwrap()).unwrap()]["id"], "unknown-key");
        assert!(unknown["message"]["text"].as_str().unwrap().contains("\nhint: did you mean `groups`?"), "{unknown}");
        let place = &unknown["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "planer/f%C3%A6llesskab.yaml");
        let region = json!({"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 7, "snippet": {"text": "gruops"}});
        assert_eq!(place["region"], region);
        let twice = &run["results"][1];
        assert_eq!(twice["relatedLocations"][0]["message"]["text"], "first here");
        assert!(rules[0]["help"]["markdown"].as_str().unwrap().contains("## Mend"));
    }

    #[test]
    fn a_path_is_a_reference() {
        assert_eq!(uri("a b/c#d.yaml"), "a%20b/c%23d.yaml");
        assert_eq!(uri("/srv/plan.yaml"), "file:///srv/plan.yaml");
    }
}
