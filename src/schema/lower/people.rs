//! People and their leave.

use crate::calendar::civil::TimeDelta;
use crate::calendar::horizon::Horizon;
use crate::calendar::rule::DatedRule;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::plan::person::{Leave, Person, PersonId};
use crate::schema::collector::Collector;
use crate::schema::document::person::LeaveDocument;
use crate::schema::document::plan_file::PlanDocument;
use crate::schema::lower::names::{Declared, Names, check_key, title};

/// All people of the files, and the table of their names.
pub fn people(files: &[PlanDocument], horizon: Horizon, collector: &mut Collector) -> (Vec<Person>, Names<PersonId>) {
    let mut names = Names::of("person");
    let mut people = Vec::new();
    for named in files.iter().filter_map(|file| file.people.as_ref()) {
        for (key, document) in named {
            check_key(key, collector);
            names.declare(key, Declared::As(PersonId(people.len())), collector);
            let leave = document.leave.iter().flatten().flat_map(|leave| leaves(leave, horizon, collector)).collect();
            let title = title(document.title.as_ref(), &key.value);
            people.push(Person { key: key.value.clone(), title, leave, span: key.span });
        }
        for key in &named.faulty {
            names.declare(key, Declared::Faulty, collector);
        }
    }
    (people, names)
}

/// A leave as runs of days; one outside the planned years is told, since it cannot do anything.
fn leaves(document: &LeaveDocument, horizon: Horizon, collector: &mut Collector) -> Vec<Leave> {
    let Some(on) = &document.on else { return Vec::new() };
    let days = DatedRule::always(on.value).days(horizon);
    if days.is_empty() {
        let warning = Diagnostic::warning(Code::IdleRule, "this leave touches no planned day").at(on.span, "");
        collector.tell(warning.hint(format!("{} to {} are planned", horizon.first(), horizon.last())));
    }
    let mut runs: Vec<Leave> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some(run) if run.last + TimeDelta::days(1) == day => run.last = day,
            Some(_) | None => {
                let reason = document.reason.as_ref().map(|reason| reason.value.clone());
                runs.push(Leave { first: day, last: day, reason, span: on.span });
            }
        }
    }
    runs
}
