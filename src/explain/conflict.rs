//! Rules that cannot hold together, as a diagnostic: each rule at its line of the plan, with what it asks of the activities
//! that it binds, in Danish or English. Knows no solver.

use crate::constraint::fee::Tag;
use crate::constraint::{attendance, availability, deadline_leave, diary_load, presence, quorum, room, window};
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::explain::list_words::{first_few, marked};
use crate::explain::stated::Stated;
use crate::explain::statement::Statement;
use crate::explain::taken_days::taken;
use crate::explain::{in_danish, in_english, of_cycles, of_relations, of_roadmaps, of_windows, seats};
use crate::plan::activity::ActivityId;
use crate::plan::language::Language;
use crate::plan::plan::Plan;
use crate::solve::disruption;
use crate::solve::outcome::Conflict;

/// Tells a conflict: every rule at its line, why the days are closed that it could have lain on, and which activities it binds.
pub fn diagnostic(conflict: &Conflict, plan: &Plan, language: Language) -> Diagnostic {
    let mut diagnostic = Diagnostic::error(Code::InfeasiblePlan, message(conflict.rules.len(), language));
    for (tag, label) in told(conflict, plan, language) {
        diagnostic = diagnostic.at(tag.span, label);
    }
    diagnostic = diagnostic.hint(bound(&conflict.activities, language));
    if conflict.rules.iter().any(|tag| tag.rule == disruption::NOTICE) {
        diagnostic = diagnostic.hint(way_round(language));
    }
    diagnostic.hint(way_out(conflict, language))
}

/// The rules of a conflict, each with what it asks, in words.
pub fn told(conflict: &Conflict, plan: &Plan, language: Language) -> Vec<(Tag, String)> {
    let taken = taken(conflict, plan);
    let words = |tag: &Tag| {
        let stated = Stated { rule: tag.rule, span: tag.span, plan, conflict, taken: &taken };
        let label = statement(stated).map_or_else(|| tag.rule.replace('-', " "), |statement| sentence(&statement, language));
        (*tag, label)
    };
    conflict.rules.iter().map(words).collect()
}

/// What a must of a conflict asks. None where the plan has no such rule at that place.
pub fn statement<'p>(stated: Stated<'_, 'p>) -> Option<Statement<'p>> {
    match stated.rule {
        window::NAME => of_windows::statement(stated),
        attendance::NAME
        | availability::NAME
        | deadline_leave::NAME
        | diary_load::NAME
        | presence::NAME
        | quorum::NAME
        | room::NAME => seats::statement(stated),
        _ => of_cycles::statement(stated).or_else(|| of_relations::statement(stated)).or_else(|| of_roadmaps::statement(stated)),
    }
}

/// What a rule asks, as a sentence without a capital or a full stop of its own.
pub fn sentence(statement: &Statement<'_>, language: Language) -> String {
    match language {
        Language::Danish => in_danish::sentence(statement),
        Language::English => in_english::sentence(statement),
    }
}

fn message(rules: usize, language: Language) -> String {
    match (language, rules) {
        (Language::Danish, 0) => "aktiviteterne kan ikke få datoer, uanset hvilke regler der gælder".to_owned(),
        (Language::Danish, 1) => "reglen kan ikke overholdes".to_owned(),
        (Language::Danish, count) => format!("de {count} regler kan ikke overholdes samtidig"),
        (Language::English, 0) => "these activities cannot be dated whatever the rules".to_owned(),
        (Language::English, 1) => "this rule cannot hold".to_owned(),
        (Language::English, count) => format!("these {count} rules cannot hold together"),
    }
}

fn bound(activities: &[ActivityId], language: Language) -> String {
    let ids: Vec<&str> = activities.iter().map(ActivityId::as_str).collect();
    let ids = first_few(language, marked(&ids));
    match language {
        Language::Danish => format!("de gælder {ids}"),
        Language::English => format!("they bind {ids}"),
    }
}

/// How a notice is broken.
fn way_round(language: Language) -> &'static str {
    match language {
        Language::Danish => "skriv `break-notice: yes` med en `reason` ved mødet for at flytte det trods varslet",
        Language::English => {
            "to move the meeting within its notice all the same, write `break-notice: yes` with a `reason` under its label"
        }
    }
}

fn way_out(conflict: &Conflict, language: Language) -> &'static str {
    match (language, conflict.minimal) {
        (Language::Danish, true) => "lemp en af dem, så kan de andre overholdes; intet er skrevet",
        (Language::Danish, false) => {
            "måske er færre af dem nok til at give konflikten: grænsen for søgningen blev nået; intet er skrevet"
        }
        (Language::English, true) => "loosen any one of them and the others can hold; nothing was written",
        (Language::English, false) => "fewer of them may be enough to conflict: the search limit was met; nothing was written",
    }
}

#[cfg(test)]
mod tests {
    use super::diagnostic;
    use crate::diagnostic::report::Diagnostic;
    use crate::diagnostic::source::Sources;
    use crate::plan::language::Language;
    use crate::problem::candidate::Reach;
    use crate::problem::instance::Problem;
    use crate::schema::reading::read;
    use crate::solve::disruption::Announced;
    use crate::solve::engine::Budget;
    use crate::solve::optimum::optimum;
    use crate::solve::outcome::Outcome;

    const PLAN: &str = r#"
product: p
years: 2027
calendars: {dk: {country: dk}}
calendar: [dk]
people: {chair: {title: Chair, leave: [2027-05-10..2027-05-14]}}
groups:
  council:
    meets: {each: month, except: [january, february, march, april, june, july, august, september, october, november, december], on: mon, at: "13:00", length: 1h}
    occurrences: {2027-05: {on: 2027-05-03, reason: agreed}}
  board:
    members: [chair]
    meets: {each: month, except: [january, february, march, april, june, july, august, september, october, november, december], on: [thu], at: "13:00", length: 1h}
    after: {council: 1..10 days}
"#;

    fn told(language: Language) -> Diagnostic {
        let mut sources = Sources::default();
        sources.add("plan.yaml", PLAN);
        let plan = read(&sources).plan.unwrap();
        let outcome = optimum(&Problem::of(&plan, Reach::Window), &Announced::default(), Budget { work: 1_000_000 });
        let Outcome::Infeasible(conflict) = outcome else {
            panic!("the chair is away, and Ascension Day is the only other Thursday")
        };
        diagnostic(&conflict, &plan, language)
    }

    #[test]
    fn every_label_says_what_its_line_asks_and_why_days_are_closed() {
        let told = told(Language::English);
        let labels: Vec<&str> = told.labels.iter().map(|label| label.text.as_str()).collect();
        assert_eq!(
            labels,
            [
                "`chair` is away from Monday 10 May to Friday 14 May 2027",
                "`p/council/2027-05` is fixed on Monday 3 May 2027 (agreed)",
                "`p/board` does not meet on closed days: Thursday 6 May 2027 is Ascension Day",
                "`p/board` meets on Thursdays",
                "`p/board` meets 1 to 10 days after `p/council`: `p/board/2027-05` between Tuesday 4 May and Thursday 13 May 2027",
            ]
        );
        assert_eq!(told.message, "these 5 rules cannot hold together");
        assert_eq!(told.hints[0], "they bind `p/council/2027-05` and `p/board/2027-05`");
    }

    #[test]
    fn a_danish_plan_is_explained_in_danish() {
        let told = told(Language::Danish);
        let labels: Vec<&str> = told.labels.iter().map(|label| label.text.as_str()).collect();
        assert_eq!(
            labels,
            [
                "`chair` er fraværende fra mandag 10. maj til fredag 14. maj 2027",
                "`p/council/2027-05` er fastsat til mandag 3. maj 2027 (agreed)",
                "`p/board` holder ikke møde på lukkede dage: torsdag 6. maj 2027 er Kristi himmelfartsdag",
                "`p/board` holder møde på torsdage",
                "`p/board` holder møde 1 til 10 dage efter `p/council`: `p/board/2027-05` mellem tirsdag 4. maj og torsdag 13. maj 2027",
            ]
        );
        assert_eq!(told.message, "de 5 regler kan ikke overholdes samtidig");
        assert_eq!(
            told.hints,
            [
                "de gælder `p/council/2027-05` og `p/board/2027-05`",
                "lemp en af dem, så kan de andre overholdes; intet er skrevet"
            ]
        );
    }
}
