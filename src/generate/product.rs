//! A product's file: its six fora, each like its template but for what the product says itself, and its roadmap.

use crate::generate::bond::{Firmness, bond, kept_away_from};
use crate::generate::calendars::Days;
use crate::generate::cast::Cast;
use crate::generate::choices::Choices;
use crate::generate::fora::{Kind, Seats};
use crate::generate::planted::{Announced, Planted};
use crate::generate::planting::Fora;
use crate::generate::read_off::{distance, separations, spacing};
use crate::generate::rhythm::{Gap, Rhythm};
use crate::generate::roadmap::Track;
use crate::plan::deadline::Side;

/// What a file is written from.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'s> {
    /// Who there is.
    pub cast: &'s Cast,
    /// The days.
    pub days: &'s Days,
    /// The keys of all products.
    pub keys: &'s [String],
}

/// The file of a product, by its place among the products.
pub fn product(number: usize, fora: &Fora, tracks: &[Track], setting: Setting<'_>, choices: &mut Choices) -> String {
    let mut lines = vec![
        format!("product: {}", setting.keys[number]),
        format!("title: Produkt {}", number + 1),
        "calendar: [dk, lukkedage]".to_owned(),
        "avoid: [skoleferie, bridge-days]".to_owned(),
    ];
    let fullest = fora.weeks.values().copied().max().unwrap_or(0);
    lines.push(match choices.below(4) {
        0 => format!("week-load: {{most: {}, priority: must}}", fullest.max(3)),
        _ => "week-load: 2".to_owned(),
    });
    lines.push("\ngroups:".to_owned());
    for planted in &fora.planted {
        if planted.forum.kind != Kind::Coordination {
            lines.push(String::new());
        }
        let neighbour = neighbour(number, setting, choices);
        group(planted, fora, setting, neighbour, &mut lines);
    }
    if !tracks.is_empty() {
        lines.push("\nroadmap:\n  tracks:".to_owned());
    }
    for (position, track) in tracks.iter().enumerate() {
        let gap = if position == 0 { "" } else { "\n" };
        lines.push(format!("{gap}    {}:", track.key));
        lines.extend(track.lines.iter().map(|line| format!("      {line}")));
    }
    lines.join("\n") + "\n"
}

/// The product before this one, where both have the same coordinator: once in two times its fora are kept apart.
fn neighbour<'s>(number: usize, setting: Setting<'s>, choices: &mut Choices) -> Option<&'s str> {
    let serving = &setting.cast.serving;
    let before = number.checked_sub(1)?;
    let is_shared = serving[before].coordinator == serving[number].coordinator;
    (is_shared && choices.once_in(2)).then(|| setting.keys[before].as_str())
}

fn group(planted: &Planted, fora: &Fora, setting: Setting<'_>, neighbour: Option<&str>, lines: &mut Vec<String>) {
    let forum = &planted.forum;
    lines.push(format!("  {0}:\n    like: {0}", forum.kind.key()));
    members(&forum.seats, setting.cast, lines);
    if let Some(room) = forum.room {
        lines.push(format!("    uses: {}", setting.cast.rooms[room].key));
    }
    meets(planted, lines);
    for other in &fora.planted {
        let Some(bond) = bond(forum, &other.forum) else { continue };
        let side = match bond.side {
            Side::Before => "before",
            Side::After => "after",
        };
        let text = distance(&bond, planted, other, setting.days);
        // What the template says is not said again; a steering group of every month has another distance than it.
        if text != bond.usual() || bond.side == Side::After && forum.rhythm.counts_months() {
            lines.push(format!("    {side}: {{{}: {text}}}", other.forum.kind.key()));
        }
    }
    apart(planted, fora, neighbour, lines);
    if !planted.cancelled.is_empty() || planted.held.iter().any(|held| held.announced != Announced::Not) {
        occurrences(planted, lines);
    }
}

fn members(seats: &Seats, cast: &Cast, lines: &mut Vec<String>) {
    let key = |person: &usize| cast.people[*person].key.as_str();
    let keys = |people: &[usize]| people.iter().map(key).collect::<Vec<_>>().join(", ");
    let optional = seats.optional.iter().map(|person| format!("{{optional: {}}}", key(person)));
    if let (None, []) = (seats.chair, seats.quorum.as_slice()) {
        let all: Vec<String> = seats.required.iter().map(|person| key(person).to_owned()).chain(optional).collect();
        lines.push(format!("    members: [{}]", all.join(", ")));
        return;
    }
    lines.push(format!("    members:\n      - required: [{}]", keys(&seats.required)));
    if let Some((chair, deputy)) = seats.chair {
        lines.push(format!("      - {{chair: {}, deputy: {}}}", key(&chair), key(&deputy)));
    }
    lines.push(format!("      - {{quorum: half, of: [{}]}}", keys(&seats.quorum)));
}

/// The rhythm and the spacing, where they are not those of the template.
fn meets(planted: &Planted, lines: &mut Vec<String>) {
    let usual = planted.forum.kind.usual_rhythm();
    let rhythm = planted.forum.rhythm;
    let mut keys = Vec::new();
    if usual != Some(rhythm) {
        keys.push(rhythm.text().to_owned());
    }
    let usual = usual.and_then(Rhythm::gap).map(Gap::text);
    let spacing = spacing(planted).map(Gap::text);
    if spacing != usual {
        // A key without a value takes away what the template says.
        keys.push(format!("apart: {}", spacing.unwrap_or_default()));
    }
    if !keys.is_empty() {
        lines.push(format!("    meets: {{{}}}", keys.join(", ")));
    }
}

/// Whom it keeps away from, where that is not as in the template.
fn apart(planted: &Planted, fora: &Fora, neighbour: Option<&str>, lines: &mut Vec<String>) {
    let kind = planted.forum.kind;
    let mut keys = Vec::new();
    for ((key, firmness), (_, usual)) in separations(planted, &fora.planted).into_iter().zip(kept_away_from(kind)) {
        if firmness != *usual {
            let word = match firmness {
                Firmness::Must => "must",
                Firmness::Should => "should",
            };
            keys.push(format!("{key}: {word}"));
        }
    }
    match (kind, neighbour) {
        (Kind::Coordination, Some(other)) => lines.push(format!("    not-same-day: {{{other}/{}: should}}", kind.key())),
        (Kind::Community | Kind::Technical, Some(other)) => keys.push(format!("{other}/{}: should", kind.key())),
        (Kind::Coordination | Kind::Community | Kind::Technical, None) | (Kind::Steering | Kind::Users | Kind::Supplier, _) => {}
    }
    if !keys.is_empty() {
        lines.push(format!("    not-same-week: {{{}}}", keys.join(", ")));
    }
}

fn occurrences(planted: &Planted, lines: &mut Vec<String>) {
    lines.push("    occurrences:".to_owned());
    for (label, reason) in &planted.cancelled {
        lines.push(format!("      {label}: {{cancelled: yes, reason: {reason}}}"));
    }
    for held in &planted.held {
        let on = held.date;
        let (hour, minute) = (held.start / 2, held.start % 2 * 30);
        match held.announced {
            Announced::Not => {}
            Announced::Day(reason) => lines.push(format!("      {}: {{on: {on}, reason: {reason}}}", held.label)),
            Announced::Time(reason) => {
                let at = format!("at: \"{hour:02}:{minute:02}\"");
                lines.push(format!("      {}: {{on: {on}, {at}, reason: {reason}}}", held.label));
            }
        }
    }
}
