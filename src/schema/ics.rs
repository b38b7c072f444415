//! The events of an iCalendar file (RFC 5545), each property with its line. The one file here that names the iCalendar crate.
//!
//! The crate's parser keeps no places. So lines are joined and components are matched here, and the crate reads each line.
//! It knows no closure: what an event means for a calendar is said in `lower`.

use icalendar::parser::{Property as Parsed, read_components};

use crate::diagnostic::source::{SourceId, Span};

/// A `VEVENT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its first line.
    pub span: Span,
    /// Its properties in the order of the file; those of alarms in it are left out.
    pub properties: Vec<Property>,
}

/// A line of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// Its place.
    pub span: Span,
    /// The name, in upper case.
    pub name: String,
    /// The value; a text is unescaped.
    pub value: String,
    /// The zone of `TZID`.
    pub zone: Option<String>,
}

/// What is wrong with a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line.
    pub span: Span,
    /// In lower case, without a full stop.
    pub message: String,
}

impl Event {
    /// The first property of a name.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// All properties of a name.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Property> {
        self.properties.iter().filter(move |property| property.name == name)
    }
}

/// Reads the events of a file.
///
/// # Errors
/// Every line that is none of RFC 5545, or a component that is not closed.
pub fn events(text: &str, source: SourceId) -> Result<Vec<Event>, Vec<Fault>> {
    let (events, faults) = readable_events(text, source);
    if faults.is_empty() { Ok(events) } else { Err(faults) }
}

/// Reads what can be read of the events of a file, and tells every line that cannot.
pub fn readable_events(text: &str, source: SourceId) -> (Vec<Event>, Vec<Fault>) {
    let mut open: Vec<(String, Span)> = Vec::new();
    let (mut events, mut faults): (Vec<Event>, Vec<Fault>) = (Vec::new(), Vec::new());
    let lines = unfolded(text, source);
    for (line, span) in &lines {
        let fault = |message: String| Fault { span: *span, message };
        let Some((name, value)) = line.split_once(':') else {
            faults.push(fault(format!("`{}` is no line of an iCalendar file", shown(line))));
            continue;
        };
        let value = value.trim().to_ascii_uppercase();
        match name.to_ascii_uppercase().as_str() {
            "BEGIN" => {
                if open.is_empty() && value != "VCALENDAR" {
                    faults.push(fault(format!("`{value}` stands outside of a `VCALENDAR`")));
                }
                if value == "VEVENT" {
                    events.push(Event { span: *span, properties: Vec::new() });
                }
                open.push((value, *span));
            }
            "END" => {
                let began = open.pop();
                if began.is_none_or(|(component, _)| component != value) {
                    faults.push(fault(format!("`{value}` ends here and did not begin")));
                    return (events, faults);
                }
            }
            _ if open.is_empty() => faults.push(fault("the line stands outside of a `VCALENDAR`".to_owned())),
            _ if open.last().is_some_and(|(component, _)| component == "VEVENT") => match property(line, *span) {
                Some(property) => events.last_mut().expect("a `VEVENT` began").properties.push(property),
                None => faults.push(fault(format!("`{}` is no property of an event", shown(line)))),
            },
            _ => {}
        }
    }
    if let Some((component, span)) = open.last() {
        faults.push(Fault { span: *span, message: format!("`{component}` begins here and does not end") });
    } else if lines.is_empty() {
        faults.push(Fault { span: Span { source, start: 0, end: 0 }, message: "the file holds no `VCALENDAR`".to_owned() });
    }
    (events, faults)
}

/// The beginning of a line, for a message.
fn shown(line: &str) -> String {
    line.chars().filter(|character| *character != '`').take(40).collect()
}

/// The lines with their places; a line that begins with a space or a tab continues the one before (RFC 5545, 3.1).
fn unfolded(text: &str, source: SourceId) -> Vec<(String, Span)> {
    let mut lines: Vec<(String, Span)> = Vec::new();
    let mut start = 0;
    for raw in text.split_inclusive('\n') {
        let line = raw.trim_end_matches(['\n', '\r']);
        let byte = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let span = Span { source, start: byte(start), end: byte(start + line.len()) };
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((joined, _))) => joined.push_str(rest),
            (Some(_), None) | (None, _) if line.trim().is_empty() => {}
            (Some(_), None) | (None, _) => lines.push((line.to_owned(), span)),
        }
        start += raw.len();
    }
    lines
}

fn property(line: &str, span: Span) -> Option<Property> {
    let wrapped = format!("BEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\n");
    let components = read_components(&wrapped).ok()?;
    let [component] = components.as_slice() else { return None };
    let [parsed] = component.properties.as_slice() else { return None };
    let zone = parameter(parsed, "TZID");
    Some(Property { span, name: parsed.name.as_str().to_ascii_uppercase(), value: parsed.val.as_str().to_owned(), zone })
}

fn parameter(property: &Parsed<'_>, key: &str) -> Option<String> {
    let found = property.params.iter().find(|parameter| parameter.key == key)?;
    found.val.as_ref().map(|value| value.as_str().trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::events;
    use crate::diagnostic::source::SourceId;

    const EVENT: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Ferie\\, uge\r\n  42\r\nDTSTART;TZID=\"Europe/Oslo\":20271018T0\r\n 80000\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    fn faults(text: &str) -> Vec<(String, String)> {
        let told = events(text, SourceId(0)).expect_err("the text is faulty");
        told.into_iter().map(|fault| (text[fault.span.range()].to_owned(), fault.message)).collect()
    }

    #[test]
    fn folded_lines_are_joined_and_alarms_are_left_out() {
        let events = events(EVENT, SourceId(0)).expect("it is a calendar");
        let [event] = events.as_slice() else { panic!("one event") };
        let told: Vec<_> = event.properties.iter().map(|property| (property.name.as_str(), property.value.as_str())).collect();
        assert_eq!(told, [("SUMMARY", "Ferie, uge 42"), ("DTSTART", "20271018T080000")]);
        assert_eq!(event.properties[1].zone.as_deref(), Some("Europe/Oslo"));
        assert_eq!(&EVENT[event.properties[1].span.range()], "DTSTART;TZID=\"Europe/Oslo\":20271018T0");
    }

    #[test]
    fn a_fault_is_told_with_its_own_line() {
        assert_eq!(faults("BEGIN:VCALENDAR\nnonsense\nEND:VCALENDAR\n")[0].0, "nonsense");
        assert_eq!(faults("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n")[0].0, "END:VCALENDAR");
        assert_eq!(faults("BEGIN:VCALENDAR\nBEGIN:VEVENT\n")[0].0, "BEGIN:VEVENT");
        assert_eq!(faults("<html>: no\n")[0].0, "<html>: no");
        assert_eq!(faults(""), [(String::new(), "the file holds no `VCALENDAR`".to_owned())]);
    }
}
