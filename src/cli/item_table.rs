//! Why an activity has its date, as text: its options, the cheapest of them, and what binds it, in Danish and English.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::calendar::civil::NaiveDate;
use crate::calendar::iso_week::Week;
use crate::cli::asked::Asked;
use crate::cli::explain_prices::{cost, figure, first_line};
use crate::cli::reason_words::{clock, words};
use crate::diagnostic::source::Span;
use crate::explain::choice::{Choice, Finding, Replanned, start};
use crate::explain::figure::Figure;
use crate::explain::options::Options;
use crate::plan::activity::ActivityId;
use crate::plan::date_words::{long_date, short_weekday, week_label};
use crate::plan::language::Language;
use crate::schedule::placement::Placement;
use crate::schedule::written;
use crate::solve::outcome::Conflict;

/// How many of the cheapest alternatives are told with all that they change.
const CHEAPEST: usize = 3;
/// How many rules stand in the table for an option that costs.
const RULES: usize = 2;

/// How many activities that stand in the way are named.
const NAMED: usize = 3;

/// A line of the table: the days it tells of, and the cells behind them.
struct Line<'o> {
    first: &'o Choice,
    last: NaiveDate,
    price: String,
    why: String,
}

/// The whole answer.
pub fn human(asked: &Asked<'_>, found: &Options) -> String {
    let mut text = String::new();
    tell_head(asked, found, &mut text).expect("a String takes what is written");
    tell_table(asked, found, &mut text).expect("a String takes what is written");
    tell_cheapest(asked, found, &mut text).expect("a String takes what is written");
    tell_rules(asked, found, &mut text).expect("a String takes what is written");
    text
}

/// The words of the two languages, of which one is said.
fn either<'w>(asked: &Asked<'_>, danish: &'w str, english: &'w str) -> &'w str {
    match asked.language {
        Language::Danish => danish,
        Language::English => english,
    }
}

fn tell_head(asked: &Asked<'_>, found: &Options, text: &mut String) -> std::fmt::Result {
    let language = asked.language;
    let lies = either(asked, "ligger", "lies on");
    writeln!(text, "{} {lies} {} ({})", found.id, when(found.when, language), week_label(language, found.when.first()))?;
    if let Some(shown) = asked.announced.schedule.placement(&found.id).filter(|shown| *shown != found.when) {
        let shown = when(shown, language);
        match language {
            Language::Danish => writeln!(text, "der er meldt {shown} ud: `aarshjul plan` ville flytte det")?,
            Language::English => writeln!(text, "people were shown {shown}: `aarshjul plan` would move it")?,
        }
    }
    text.push_str(&cost(&found.now, language));
    let (part, all) = (found.part, found.now.schedule.placements.len());
    if !found.is_whole {
        match language {
            Language::Danish => {
                writeln!(text, "kun de {part} nærmeste af {all} datoer er lagt igen: priserne er det højeste, det koster")?;
            }
            Language::English => {
                writeln!(text, "only the nearest {part} of {all} dates were planned again: the costs are the most it costs")?;
            }
        }
    } else if part < all {
        match language {
            Language::Danish => {
                writeln!(text, "{part} af {all} datoer hænger sammen og er lagt igen; resten bliver, hvor de er")?;
            }
            Language::English => {
                writeln!(text, "{part} of {all} dates depend on each other and were planned again; the rest stay")?;
            }
        }
    }
    Ok(())
}

/// `torsdag 13. maj 2027 kl. 13.00`; of a phase both ends.
fn when(placement: Placement, language: Language) -> String {
    let first = long_date(language, placement.first());
    match (start(placement), language) {
        (Some(time), Language::Danish) => format!("{first} kl. {}", clock(time, language)),
        (Some(time), Language::English) => format!("{first} at {}", clock(time, language)),
        (None, _) if placement.first() == placement.last() => first,
        (None, Language::Danish) => format!("{first} til {}", long_date(language, placement.last())),
        (None, Language::English) => format!("{first} to {}", long_date(language, placement.last())),
    }
}

fn tell_table(asked: &Asked<'_>, found: &Options, text: &mut String) -> std::fmt::Result {
    let week = |date: NaiveDate| Week::of(date).number().to_string();
    let mut rows: Vec<[String; 4]> = Vec::new();
    for line in lines(asked, found) {
        let (day, last) = (line.first.day, line.last);
        let days = if day == last {
            let time = line.first.start.map(|time| format!(" {}", clock(time, asked.language)));
            let is_now = line.first.finding == Finding::Now;
            let other = if day == found.when.first() && !is_now {
                either(asked, " på et andet tidspunkt", " at another time")
            } else {
                ""
            };
            format!("{day} {}{}", short_weekday(asked.language, day), time.unwrap_or_else(|| other.to_owned()))
        } else {
            format!("{day}..{last}")
        };
        let weeks = if week(day) == week(last) { week(day) } else { format!("{}–{}", week(day), week(last)) };
        rows.push([days, weeks, line.price, line.why]);
    }
    let headings = either(asked, "dag|uge|pris|hvorfor", "day|week|cost|why");
    let mut headings = headings.split('|').map(str::to_owned);
    rows.insert(0, std::array::from_fn(|_| headings.next().unwrap_or_default()));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    text.push('\n');
    for [days, weeks, price, why] in rows {
        let line = format!("{days:<0$}  {weeks:<1$}  {price:<2$}  {why}", widths[0], widths[1], widths[2]);
        writeln!(text, "{}", line.trim_end())?;
    }
    let count = |of: fn(&Finding) -> bool| found.options.iter().filter(|choice| of(&choice.finding)).count();
    let left = count(|finding| matches!(finding, Finding::Open { tried: false, .. }));
    if left > 0 {
        let tried =
            count(|finding| matches!(finding, Finding::Replanned(_) | Finding::Blocked(_) | Finding::Open { tried: true, .. }));
        match asked.language {
            Language::Danish => {
                writeln!(text, "planen er lagt igen for {tried} af {} mulige dage; --options N tager flere", tried + left)?;
            }
            Language::English => {
                writeln!(text, "the plan was made again for {tried} of {} possible days; --options N takes more", tried + left)?;
            }
        }
    }
    Ok(())
}

/// The lines of the table: days in a row of which the same is said stand in one.
fn lines<'o>(asked: &Asked<'_>, found: &'o Options) -> Vec<Line<'o>> {
    let mut runs: Vec<(&Choice, NaiveDate)> = Vec::new();
    for choice in &found.options {
        match runs.last_mut() {
            Some((first, last)) if is_same(&first.finding, &choice.finding) => *last = choice.day,
            Some(_) | None => runs.push((choice, choice.day)),
        }
    }
    let tell = |(first, last): (&'o Choice, NaiveDate)| {
        let (price, why) = cells(asked, &found.id, &first.finding, (first.day, last));
        Line { first, last, price, why }
    };
    runs.into_iter().map(tell).collect()
}

/// Whether one line can tell of both.
fn is_same(one: &Finding, other: &Finding) -> bool {
    let is_no = |finding: &Finding| match finding {
        Finding::Forbidden(_) | Finding::Past | Finding::Over | Finding::Blocked(_) => true,
        Finding::Now | Finding::Replanned(_) | Finding::Open { .. } => false,
    };
    is_no(one) && one == other
}

/// What an option costs, and why.
fn cells(asked: &Asked<'_>, id: &ActivityId, finding: &Finding, days: (NaiveDate, NaiveDate)) -> (String, String) {
    let no = || either(asked, "nej", "no").to_owned();
    match finding {
        Finding::Now => (either(asked, "nu", "now").to_owned(), String::new()),
        Finding::Forbidden(reasons) => {
            let told = reasons.iter().map(|reason| match words(reason, days, asked.language) {
                Some(words) => format!("{words} ({})", asked.sources.locate(reason.tag.span)),
                None => line_of(asked, reason.tag.rule, reason.tag.span),
            });
            (no(), told.collect::<Vec<String>>().join("; "))
        }
        Finding::Past => (no(), either(asked, "det har fundet sted", "it has taken place").to_owned()),
        Finding::Over => (no(), either(asked, "dagen er forbi", "the day is over").to_owned()),
        Finding::Blocked(conflict) => (no(), blocked(asked, id, conflict.as_ref())),
        Finding::Replanned(then) => (more(asked, then.more), changes(asked, then)),
        Finding::Open { alone, tried } => {
            let why = match (alone, tried) {
                (_, true) => either(asked, "ikke afgjort: mere arbejde med --work", "not settled: allow more with --work"),
                (Some(_), false) => either(asked, "hvis intet andet flytter sig", "if nothing else moves"),
                (None, false) => either(asked, "kun hvis andet flytter sig", "only if others move"),
            };
            let at_most = either(asked, "højst", "at most");
            (alone.map_or_else(|| "?".to_owned(), |alone| format!("{at_most} {alone:+}")), why.to_owned())
        }
    }
}

fn more(asked: &Asked<'_>, more: Figure) -> String {
    match more.is_exact() {
        true => format!("{:+}", more.least),
        false if more.least <= 0 => format!("{} {:+}", either(asked, "højst", "at most"), more.most),
        false => format!("+{}", figure(more, asked.language)),
    }
}

fn line_of(asked: &Asked<'_>, rule: &str, span: Span) -> String {
    format!("{rule} {}  {}", asked.sources.locate(span), first_line(asked.sources.text(span)))
}

fn blocked(asked: &Asked<'_>, id: &ActivityId, conflict: Option<&Conflict>) -> String {
    let Some(conflict) = conflict else {
        return either(asked, "ingen plan har det der", "no schedule has it there").to_owned();
    };
    let rules: Vec<String> = conflict.rules.iter().map(|tag| line_of(asked, tag.rule, tag.span)).collect();
    let others: Vec<String> = conflict.activities.iter().filter(|other| *other != id).map(|other| format!("`{other}`")).collect();
    let with = match (others.len(), asked.language) {
        (0, _) => String::new(),
        (count, Language::Danish) if count > NAMED => format!(", med {} og {} flere", others[..NAMED].join(", "), count - NAMED),
        (count, Language::English) if count > NAMED => {
            format!(", with {} and {} more", others[..NAMED].join(", "), count - NAMED)
        }
        (_, Language::Danish) => format!(", med {}", others.join(", ")),
        (_, Language::English) => format!(", with {}", others.join(", ")),
    };
    format!("{}{with}", rules.join("; "))
}

fn changes(asked: &Asked<'_>, then: &Replanned) -> String {
    let mut told: Vec<String> = then
        .rules
        .iter()
        .take(RULES)
        .map(|(tag, cost)| format!("{} {cost:+} ({})", tag.rule, asked.sources.locate(tag.span)))
        .collect();
    if then.rules.len() > RULES {
        let count = then.rules.len() - RULES;
        told.push(match asked.language {
            Language::Danish => format!("{count} {} mere", if count == 1 { "linje" } else { "linjer" }),
            Language::English => format!("{count} more {}", if count == 1 { "line" } else { "lines" }),
        });
    }
    if then.moving != 0 {
        told.push(format!("{} {:+}", either(asked, "flytning af det udmeldte", "moving announced dates"), then.moving));
    }
    match (then.moved.len(), asked.language) {
        (0, _) => {}
        (1, Language::Danish) => told.push("1 anden flytter".to_owned()),
        (1, Language::English) => told.push("1 other moves".to_owned()),
        (count, Language::Danish) => told.push(format!("{count} andre flytter")),
        (count, Language::English) => told.push(format!("{count} others move")),
    }
    told.join(", ")
}

fn tell_cheapest(asked: &Asked<'_>, found: &Options, text: &mut String) -> std::fmt::Result {
    let replanned = found.options.iter().filter_map(|choice| match &choice.finding {
        Finding::Replanned(then) => Some((choice, then)),
        Finding::Now | Finding::Forbidden(_) | Finding::Past | Finding::Over | Finding::Blocked(_) | Finding::Open { .. } => None,
    });
    let mut cheapest: Vec<(&Choice, &Replanned)> = replanned.collect();
    cheapest.sort_by_key(|(choice, then)| (then.more.most, then.moved.len(), choice.day, choice.start));
    if cheapest.is_empty() {
        return Ok(());
    }
    writeln!(text, "\n{}", either(asked, "de billigste andre muligheder:", "the cheapest alternatives:"))?;
    for (choice, then) in cheapest.into_iter().take(CHEAPEST) {
        let date = long_date(asked.language, choice.day);
        let time = choice.start.map(|time| format!(" {}", clock(time, asked.language))).unwrap_or_default();
        writeln!(text, "  {date}{time}: {}", more(asked, then.more))?;
        for (tag, cost) in &then.rules {
            writeln!(text, "    {cost:+}  {}", line_of(asked, tag.rule, tag.span))?;
        }
        for (id, from, to) in &then.moved {
            writeln!(text, "    {id}: {} → {}", written::write(*from), written::write(*to))?;
        }
    }
    Ok(())
}

fn tell_rules(asked: &Asked<'_>, found: &Options, text: &mut String) -> std::fmt::Result {
    if !found.charges.is_empty() {
        writeln!(text, "\n{}", either(asked, "omkostninger, den er med i:", "what it takes part in costs:"))?;
        for charge in &found.charges {
            let others: BTreeSet<&str> = charge.activities.iter().filter(|id| **id != found.id).map(ActivityId::as_str).collect();
            let others: Vec<&str> = others.into_iter().collect();
            let others = if others.is_empty() { String::new() } else { format!("  ({})", others.join(", ")) };
            writeln!(text, "  {:>5}  {}{others}", charge.cost.unwrap_or(0), line_of(asked, charge.rule, charge.span))?;
        }
    }
    if !found.binding.is_empty() {
        writeln!(
            text,
            "\n{}",
            either(
                asked,
                "uden en af disse linjer var planen billigere:",
                "without one of these lines the plan would cost less:"
            )
        )?;
        for binding in &found.binding {
            let less = figure(binding.less, asked.language);
            writeln!(
                text,
                "  {:>5}  {}  → {}",
                format!("-{less}"),
                line_of(asked, binding.tag.rule, binding.tag.span),
                written::write(binding.when)
            )?;
        }
    }
    if found.passed_over > 0 {
        let count = found.passed_over;
        match asked.language {
            Language::Danish => writeln!(text, "{count} linjer mere er ikke prøvet (--options N)")?,
            Language::English => writeln!(text, "{count} more lines were not tried (--options N)")?,
        }
    }
    Ok(())
}
