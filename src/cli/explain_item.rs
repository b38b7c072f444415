//! The answer of `explain ITEM`: why it has its date, and what every other day would cost or break. Its table is drawn elsewhere.

use serde_json::{Value as Json, json};

use crate::calendar::civil::NaiveTime;
use crate::cli::arguments::Format;
use crate::cli::asked::Asked;
use crate::cli::exit::{Exit, Stop};
use crate::cli::item_table::human;
use crate::cli::output::Terminal;
use crate::cli::reason_words::words;
use crate::cli::report::place;
use crate::diagnostic::source::{Sources, Span};
use crate::explain::choice::{Choice, Finding, Question};
use crate::explain::options::{Options, options};
use crate::plan::activity::ActivityId;
use crate::plan::language::Language;
use crate::problem::activity::ActivityIndex;
use crate::problem::candidate::Reach;
use crate::problem::instance::Problem;
use crate::schedule::placement::Schedule;
use crate::schedule::written;

/// Tells why an activity has its date.
///
/// # Errors
/// When the answer cannot be written.
pub fn tell(asked: &mut Asked<'_>, id: &ActivityId, schedule: &Schedule, terminal: Terminal) -> Result<Exit, Stop> {
    let problem = Problem::of(asked.plan, Reach::Window);
    let item = problem.activities.iter().position(|activity| activity.id == *id);
    let item = item.ok_or_else(|| Stop(format!("`{id}` gets no date")))?;
    let limit = asked.arguments.options;
    // Once as it is, and for each option and each line.
    let budget = asked.share(1 + 2 * limit);
    let question = Question { plan: asked.plan, announced: &asked.announced, schedule, limit, budget };
    let watch = &asked.watch;
    let found = watch.pool().install(|| {
        options(&question, ActivityIndex(item), &mut |count| watch.step(&format!("planning otherwise: {count} of {}", 2 * limit)))
    });
    watch.finish();
    let answer = match asked.arguments.format {
        Format::Human => human(asked, &found),
        Format::Json => format!("{:#}\n", data(asked, &found)),
    };
    terminal.answer(&answer)?;
    Ok(Exit::Done)
}

fn data(asked: &Asked<'_>, found: &Options) -> Json {
    let sources = asked.sources;
    let shown = asked.announced.schedule.placement(&found.id);
    let charges = found.charges.iter().map(
        |charge| json!({"rule": charge.rule, "at": place(charge.span, sources), "units": charge.units, "cost": charge.cost}),
    );
    let binding = found.binding.iter().map(|binding| {
        json!({
            "rule": binding.tag.rule,
            "at": place(binding.tag.span, sources),
            "less": {"least": binding.less.least, "most": binding.less.most},
            "date": written::write(binding.when),
        })
    });
    json!({
        "version": 1,
        "id": found.id.as_str(),
        "date": written::write(found.when),
        "shown": shown.map(written::write),
        "objective": found.now.objective,
        "bound": found.now.bound,
        "planned_again": found.part,
        "all_that_depend": found.is_whole,
        "placed": found.now.schedule.placements.len(),
        "options": found.options.iter().map(|choice| option(choice, sources, asked.language)).collect::<Vec<_>>(),
        "charges": charges.collect::<Vec<_>>(),
        "binding": binding.collect::<Vec<_>>(),
        "binding_not_tried": found.passed_over,
    })
}

fn option(choice: &Choice, sources: &Sources, language: Language) -> Json {
    let rule = |rule: &str, span: Span| json!({"rule": rule, "at": place(span, sources)});
    let mut told = match &choice.finding {
        Finding::Now => json!({"finding": "now"}),
        Finding::Forbidden(reasons) => {
            let reasons = reasons.iter().map(|reason| {
                let mut told = rule(reason.tag.rule, reason.tag.span);
                told["words"] = json!(words(reason, (choice.day, choice.day), language));
                told
            });
            json!({"finding": "forbidden", "reasons": reasons.collect::<Vec<_>>()})
        }
        Finding::Past => json!({"finding": "past"}),
        Finding::Over => json!({"finding": "over"}),
        Finding::Blocked(conflict) => {
            let rules =
                conflict.as_ref().map(|conflict| conflict.rules.iter().map(|tag| rule(tag.rule, tag.span)).collect::<Vec<_>>());
            let with: Option<Vec<&str>> =
                conflict.as_ref().map(|conflict| conflict.activities.iter().map(ActivityId::as_str).collect());
            let minimal = conflict.as_ref().map(|conflict| conflict.minimal);
            json!({"finding": "blocked", "rules": rules, "activities": with, "minimal": minimal})
        }
        Finding::Replanned(then) => {
            let rules = then.rules.iter().map(|(tag, cost)| {
                let mut told = rule(tag.rule, tag.span);
                told["more"] = json!(cost);
                told
            });
            let moved = then.moved.iter();
            let moved =
                moved.map(|(id, from, to)| json!({"id": id.as_str(), "from": written::write(*from), "to": written::write(*to)}));
            json!({
                "finding": "possible",
                "least": then.more.least,
                "most": then.more.most,
                "proven": then.more.is_exact(),
                "moving": then.moving,
                "rules": rules.collect::<Vec<_>>(),
                "moved": moved.collect::<Vec<_>>(),
            })
        }
        Finding::Open { alone, tried } => json!({"finding": "open", "most": alone, "tried": tried}),
    };
    told["day"] = json!(choice.day.to_string());
    told["start"] = json!(choice.start.map(|start: NaiveTime| start.format("%H:%M").to_string()));
    told
}
