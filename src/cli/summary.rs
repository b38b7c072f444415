//! What a planning run came to, in words and as data.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use crate::calendar::planning_year::PlanningYear;
use crate::cli::delivery::Delivery;
use crate::cli::diff_why::json as why_json;
use crate::cli::report::place;
use crate::diagnostic::source::{Sources, Span};
use crate::explain::moved::Why;
use crate::explain::moved_words::Spoken;
use crate::plan::activity::ActivityId;
use crate::plan::availability::Availability;
use crate::plan::language::Language;
use crate::plan::plan::Plan;
use crate::plan::rule::RULES;
use crate::schedule::absence::absences;
use crate::schedule::charge::{Charge, by_rule, total};
use crate::schedule::placement::{Placement, Schedule};
use crate::schedule::written;
use crate::solve::outcome::Planned;

/// How many charges that moves brought are told one by one.
const MOST_ANEW: usize = 6;

/// What is told of a run.
pub struct Summary<'s> {
    /// What was planned.
    pub plan: &'s Plan,
    /// Where it was written.
    pub sources: &'s Sources,
    /// The answer.
    pub planned: &'s Planned,
    /// What the schedule costs, rule by rule.
    pub charges: &'s [Charge],
    /// What people had been shown.
    pub shown: &'s Schedule,
    /// What that would cost now.
    pub before: &'s [Charge],
    /// Whether no schedule whose rules cost as little moves fewer: proved.
    pub moves_fewest: bool,
    /// Why what had been shown elsewhere has moved, where that is known.
    pub whys: &'s BTreeMap<ActivityId, Why>,
    /// What became of the files.
    pub delivery: &'s Delivery,
}

/// A rule at a line with what it costs: rule, place, number of charges, cost.
struct Line<'s> {
    rule: &'static str,
    span: Span,
    charges: Vec<&'s Charge>,
    cost: i64,
}

impl Summary<'_> {
    /// In words. The last line ends in `proven optimal`, or in the gap.
    pub fn human(&self, every_cost: bool) -> String {
        let mut text = String::new();
        self.tell_placed(&mut text).expect("a String takes what is written");
        self.tell_moved(&mut text).expect("a String takes what is written");
        self.tell_anew(&mut text).expect("a String takes what is written");
        self.tell_cost(&mut text, every_cost).expect("a String takes what is written");
        self.tell_absent(&mut text).expect("a String takes what is written");
        let Planned { objective, disruption, bound, .. } = self.planned;
        writeln!(text, "files: {}", self.delivery.words()).expect("a String takes what is written");
        let moving = if *disruption > 0 { format!(" ({disruption} of it for moving announced dates)") } else { String::new() };
        writeln!(
            text,
            "objective {objective}{moving}, bound {bound}, gap {:.2} %: {}",
            self.planned.gap_percent(),
            verdict(self.planned)
        )
        .expect("a String takes what is written");
        text
    }

    /// What the moves broke: charges that what was shown before would not have, with the dates that they are for.
    fn tell_anew(&self, text: &mut String) -> std::fmt::Result {
        let anew = self.anew();
        if anew.is_empty() {
            return Ok(());
        }
        text.push_str("what that costs:\n");
        for (charge, cost) in anew.iter().take(MOST_ANEW) {
            let words = self.sources.text(charge.span);
            writeln!(text, "{cost:>7}  {:<17}  {}  {words}", charge.rule, self.sources.locate(charge.span))?;
            let dated = |id: &ActivityId| {
                let when = self.planned.schedule.placement(id);
                when.map_or_else(|| id.to_string(), |when| format!("{id} on {}", when.first()))
            };
            let dated: Vec<String> = charge.activities.iter().map(dated).collect();
            let units = counted(usize::try_from(charge.units).unwrap_or(0), "unit");
            writeln!(text, "{:>9}{units}: {}", "", dated.join(", "))?;
        }
        if anew.len() > MOST_ANEW {
            writeln!(text, "         and {} more: --costs lists all", anew.len() - MOST_ANEW)?;
        }
        Ok(())
    }

    /// The charges that the moves brought, the dearest first, and by how much each is dearer than before.
    fn anew(&self) -> Vec<(&Charge, i64)> {
        if self.moved().is_empty() {
            return Vec::new();
        }
        let known = |charge: &Charge| (charge.rule, charge.span, charge.activities.clone());
        let before: BTreeMap<_, i64> = self.before.iter().map(|charge| (known(charge), charge.cost.unwrap_or(0))).collect();
        let mut anew: Vec<(&Charge, i64)> = Vec::new();
        for charge in self.charges {
            let more = charge.cost.unwrap_or(0) - before.get(&known(charge)).copied().unwrap_or(0);
            if more > 0 {
                anew.push((charge, more));
            }
        }
        anew.sort_by_key(|(_, more)| std::cmp::Reverse(*more));
        anew
    }

    fn tell_placed(&self, text: &mut String) -> std::fmt::Result {
        let plan = self.plan;
        let count = |of: fn(&Placement) -> bool| self.planned.schedule.placements.values().filter(|when| of(when)).count();
        let held = plan.occurrences.iter().filter(|occurrence| self.planned.schedule.placement(&occurrence.id).is_some());
        let (written, meetings): (Vec<_>, Vec<_>) = held.partition(|occurrence| occurrence.is_in_writing());
        let (written, meetings) = (written.len(), meetings.len());
        let phases = count(|when| matches!(when, Placement::Phase { .. }));
        // What is decided in writing takes a day, as a milestone does.
        let milestones = count(|when| matches!(when, Placement::Milestone { .. })) - written;
        let decided = if written == 0 { String::new() } else { format!(", {} in writing", counted(written, "decision")) };
        let mut years = PlanningYear::of(plan.horizon).map(|year| year.to_string());
        let first = years.next().unwrap_or_default();
        let years = years.next_back().map_or_else(|| first.clone(), |last| format!("{first}–{last}"));
        writeln!(
            text,
            "placed: {} of {}{decided}, {} and {} of {}, {years}",
            counted(meetings, "meeting"),
            counted(plan.groups.len(), "group"),
            counted(phases, "phase"),
            counted(milestones, "milestone"),
            counted(plan.products.len(), "product"),
        )
    }

    fn tell_moved(&self, text: &mut String) -> std::fmt::Result {
        let moved = self.moved();
        if moved.is_empty() {
            return Ok(());
        }
        let has_moves = moved.iter().any(|(_, _, to)| to.is_some());
        let fewest = if has_moves && self.moves_fewest { "; no plan of the same quality moves fewer" } else { "" };
        writeln!(text, "moved: {}{fewest}", moved.len())?;
        for (id, from, to) in moved {
            writeln!(
                text,
                "  {id}: {} → {}",
                written::write(from),
                to.map_or_else(|| "no longer held".to_owned(), written::write)
            )?;
            for line in self.whys.get(id).map(|why| self.spoken().lines(why)).unwrap_or_default() {
                writeln!(text, "    {line}")?;
            }
        }
        Ok(())
    }

    /// How many seats stay empty that may, and at how many meetings.
    fn absent(&self) -> (usize, usize) {
        let absences = absences(self.plan, &Availability::of(self.plan), &self.planned.schedule);
        (absences.values().map(Vec::len).sum(), absences.len())
    }

    fn tell_absent(&self, text: &mut String) -> std::fmt::Result {
        let (seats, meetings) = self.absent();
        if seats > 0 { writeln!(text, "absent: {} at {}", counted(seats, "seat"), counted(meetings, "meeting")) } else { Ok(()) }
    }

    /// What people had been shown elsewhere: id, from, to. What lay before the planned years is over.
    fn moved(&self) -> Vec<(&ActivityId, Placement, Option<Placement>)> {
        let schedule = &self.planned.schedule;
        let shown = self.shown.placements.iter().filter(|(_, from)| from.last() >= self.plan.horizon.first());
        let moved = shown.map(|(id, from)| (id, *from, schedule.placement(id)));
        moved.filter(|(_, from, to)| *to != Some(*from)).collect()
    }

    fn spoken(&self) -> Spoken<'_> {
        Spoken { plan: self.plan, sources: self.sources, hunks: &[], language: Language::English }
    }

    fn tell_cost(&self, text: &mut String, every_cost: bool) -> std::fmt::Result {
        writeln!(text, "cost: {}", total(self.charges))?;
        if every_cost {
            for (rule, units, cost) in by_rule(self.charges) {
                writeln!(text, "{cost:>7}  {rule}: {}", counted(units, "unit"))?;
            }
            if self.planned.disruption > 0 {
                writeln!(text, "{:>7}  moving announced dates", self.planned.disruption)?;
            }
            text.push_str("by line of the plan:\n");
        }
        for line in self.lines() {
            let words = self.sources.text(line.span);
            writeln!(text, "{:>7}  {:<17}  {}  {words}", line.cost, line.rule, self.sources.locate(line.span))?;
            if every_cost {
                for charge in line.charges {
                    let activities: Vec<&str> = charge.activities.iter().map(ActivityId::as_str).collect();
                    let units = counted(usize::try_from(charge.units).unwrap_or(0), "unit");
                    writeln!(text, "{:>11}  {units}: {}", charge.cost.unwrap_or(0), activities.join(", "))?;
                }
            }
        }
        Ok(())
    }

    /// The costs by rule and line, the dearest first.
    fn lines(&self) -> Vec<Line<'_>> {
        let order = |rule: &str| RULES.iter().position(|known| *known == rule).unwrap_or(RULES.len());
        let mut by_line: BTreeMap<(usize, Span), Line<'_>> = BTreeMap::new();
        for charge in self.charges {
            let line = by_line.entry((order(charge.rule), charge.span)).or_insert_with(|| Line {
                rule: charge.rule,
                span: charge.span,
                charges: Vec::new(),
                cost: 0,
            });
            line.cost += charge.cost.unwrap_or(0);
            line.charges.push(charge);
        }
        let mut lines: Vec<Line<'_>> = by_line.into_values().collect();
        for line in &mut lines {
            line.charges.sort_by_key(|charge| std::cmp::Reverse(charge.cost));
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.cost));
        lines
    }

    /// As data.
    pub fn json(&self, every_cost: bool) -> Json {
        let Planned { objective, disruption, bound, .. } = self.planned;
        let cost = self.lines().into_iter().map(|line| {
            let units: i64 = line.charges.iter().map(|charge| charge.units).sum();
            let mut told = json!({"rule": line.rule, "at": place(line.span, self.sources), "units": units, "cost": line.cost});
            if every_cost {
                let charges = line.charges.iter().map(|charge| {
                    let activities: Vec<&str> = charge.activities.iter().map(ActivityId::as_str).collect();
                    json!({"activities": activities, "units": charge.units, "cost": charge.cost})
                });
                told["charges"] = charges.collect();
            }
            told
        });
        let moved = self.moved().into_iter().map(|(id, from, to)| {
            let why = self.whys.get(id).map(|why| why_json(why, self.spoken()));
            json!({"id": id.as_str(), "from": written::write(from), "to": to.map(written::write), "why": why})
        });
        let mut told = json!({
            "version": 1,
            "status": if self.planned.is_optimal() { "optimal" } else { "feasible" },
            "objective": objective,
            "bound": bound,
            "gap_percent": self.planned.gap_percent(),
            "disruption": disruption,
            "cost": {"total": total(self.charges), "by_rule": cost.collect::<Vec<_>>()},
            "moved": moved.collect::<Vec<_>>(),
            "moves_fewest": self.moves_fewest,
            "anew": self.anew().into_iter().map(|(charge, more)| {
                let activities: Vec<&str> = charge.activities.iter().map(ActivityId::as_str).collect();
                json!({"rule": charge.rule, "at": place(charge.span, self.sources), "activities": activities, "units": charge.units, "cost": more})
            }).collect::<Vec<_>>(),
            "absent": self.absent().0,
            "placed": self.planned.schedule.placements.len(),
            "files": self.delivery.json(),
        });
        if let Some(compared) = self.delivery.compared_json() {
            told["locked"] = compared;
        }
        told
    }
}

/// Whether a plan is proven to be the best, in words.
pub fn verdict(planned: &Planned) -> String {
    if planned.is_optimal() { "proven optimal".to_owned() } else { format!("gap {:.2} %", planned.gap_percent()) }
}

/// A number of things in words: `1 meeting`, `2 meetings`.
pub fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
