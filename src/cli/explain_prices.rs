//! The answer of `explain --prices`: what each line of the plan costs.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use crate::cli::arguments::Format;
use crate::cli::asked::Asked;
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Terminal;
use crate::cli::report::place;
use crate::explain::figure::Figure;
use crate::explain::prices::{Price, Prices, prices};
use crate::plan::language::Language;
use crate::problem::candidate::Reach;
use crate::problem::instance::Problem;
use crate::solve::outcome::Planned;

/// Tells what each line costs.
///
/// # Errors
/// When the answer cannot be written.
pub fn tell(asked: &mut Asked<'_>, now: &Planned, terminal: Terminal) -> Result<Exit, Stop> {
    let limit = asked.arguments.limit;
    let budget = asked.share(limit);
    let problem = Problem::of(asked.plan, Reach::Window);
    let watch = &asked.watch;
    let found = watch.pool().install(|| {
        prices(&problem, &asked.announced, now, limit, budget, &mut |count| {
            watch.step(&format!("planning without a line: {count} of {limit}"));
        })
    });
    watch.finish();
    let answer = match asked.arguments.format {
        Format::Human => human(asked, now, &found),
        Format::Json => format!("{:#}\n", data(asked, now, &found)),
    };
    terminal.answer(&answer)?;
    Ok(Exit::Done)
}

/// What a figure is in words: `12`, or `3 to 12` where that was proven alone.
pub fn figure(figure: Figure, language: Language) -> String {
    let to = match language {
        Language::Danish => "til",
        Language::English => "to",
    };
    let Figure { least, most } = figure;
    if figure.is_exact() { least.to_string() } else { format!("{least} {to} {most}") }
}

fn human(asked: &Asked<'_>, now: &Planned, found: &Prices) -> String {
    let danish = asked.language == Language::Danish;
    let mut text = cost(now, asked.language);
    let headings = if danish { ["billigere uden", "koster nu", "linje"] } else { ["less without", "costs now", "line"] };
    let told: Vec<&Price> = found.prices.iter().filter(|price| price.price.most > 0 || price.paid > 0).collect();
    if !told.is_empty() {
        writeln!(text, "{:>14}  {:>9}  {}", headings[0], headings[1], headings[2]).expect("a String takes what is written");
    }
    for price in &told {
        let (place, words) = (asked.sources.locate(price.tag.span), asked.sources.text(price.tag.span));
        let less = figure(price.price, asked.language);
        writeln!(text, "{less:>14}  {:>9}  {}  {place}  {}", price.paid, price.tag.rule, first_line(words))
            .expect("a String takes what is written");
    }
    let free = found.prices.len() - told.len();
    let (tried, left) = (found.prices.len(), found.passed_over);
    let rest = match (danish, left) {
        (true, 0) => format!("planen er lagt uden hver af de {tried} linjer; {free} af dem koster ingenting\n"),
        (true, _) => format!(
            "planen er lagt uden {tried} linjer, én ad gangen; {free} af dem koster ingenting; {left} flere er ikke prøvet (--limit)\n"
        ),
        (false, 0) => format!("the plan was made again without each of {tried} lines; {free} of them cost nothing\n"),
        (false, _) => format!(
            "the plan was made again without {tried} lines, one at a time; {free} of them cost nothing; {left} more were not tried (--limit)\n"
        ),
    };
    text + &rest
}

/// What the plan costs, and whether that is proven.
pub fn cost(now: &Planned, language: Language) -> String {
    let Planned { objective, disruption, bound, .. } = now;
    let (moving, proven) = match language {
        Language::Danish => (
            format!(", heraf {disruption} for at flytte det, der er meldt ud"),
            if now.is_optimal() { "bevist billigst".to_owned() } else { format!("ingen plan koster under {bound}") },
        ),
        Language::English => (
            format!(", {disruption} of it for moving announced dates"),
            if now.is_optimal() { "proven optimal".to_owned() } else { format!("no plan costs less than {bound}") },
        ),
    };
    let moving = if *disruption > 0 { moving } else { String::new() };
    match language {
        Language::Danish => format!("planen koster {objective}{moving}: {proven}\n"),
        Language::English => format!("the plan costs {objective}{moving}: {proven}\n"),
    }
}

/// The words at a place, as far as one line has them.
pub fn first_line(words: &str) -> &str {
    words.lines().next().unwrap_or_default()
}

fn data(asked: &Asked<'_>, now: &Planned, found: &Prices) -> Json {
    let prices = found.prices.iter().map(|price| {
        json!({
            "rule": price.tag.rule,
            "at": place(price.tag.span, asked.sources),
            "costs_now": price.paid,
            "least": price.price.least,
            "most": price.price.most,
            "proven": price.price.is_exact(),
        })
    });
    json!({
        "version": 1,
        "objective": now.objective,
        "bound": now.bound,
        "disruption": now.disruption,
        "prices": prices.collect::<Vec<_>>(),
        "not_tried": found.passed_over,
    })
}
