//! How the fora of a product lie to each other, as the templates ask for it. Knows no text.

use crate::calendar::civil::NaiveDate;
use crate::generate::calendars::Days;
use crate::generate::fora::{Forum, Kind};
use crate::generate::planted::Planted;
use crate::plan::deadline::Side;
use crate::plan::distance::DayUnit;
use crate::plan::relation::Matching;

/// How a forum lies to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bond {
    /// On which side of the other.
    pub side: Side,
    /// What is counted.
    pub unit: DayUnit,
    /// The least distance.
    pub least: i64,
    /// The usual most.
    pub most: i64,
    /// The best, where there is one.
    pub best: Option<i64>,
    /// With which meetings it is compared.
    pub matching: Matching,
}

/// How a forum is to lie to another, when it is.
pub fn bond(subject: &Forum, object: &Forum) -> Option<Bond> {
    match (subject.kind, object.kind) {
        (Kind::Steering, Kind::Coordination) if subject.rhythm.counts_months() => {
            Some(Bond { side: Side::After, unit: DayUnit::Days, least: 1, most: 10, best: Some(3), matching: Matching::Period })
        }
        (Kind::Steering, Kind::Coordination) => {
            Some(Bond { side: Side::After, unit: DayUnit::WorkingDays, least: 8, most: 20, best: None, matching: Matching::Some })
        }
        (Kind::Supplier, Kind::Steering) => {
            let is_alike = subject.rhythm == object.rhythm || (subject.rhythm.counts_months() && object.rhythm.counts_months());
            let matching = if is_alike { Matching::Period } else { Matching::Some };
            Some(Bond { side: Side::Before, unit: DayUnit::WorkingDays, least: 1, most: 15, best: None, matching })
        }
        (
            Kind::Coordination | Kind::Steering | Kind::Community | Kind::Users | Kind::Technical | Kind::Supplier,
            Kind::Coordination | Kind::Steering | Kind::Community | Kind::Users | Kind::Technical | Kind::Supplier,
        ) => None,
    }
}

impl Bond {
    /// The usual distance in the plan language.
    pub fn usual(&self) -> String {
        self.within(self.most, "")
    }

    /// A distance with another end, and a word behind it, in the plan language.
    pub fn within(&self, most: i64, word: &str) -> String {
        let unit = match self.unit {
            DayUnit::Days => "days",
            DayUnit::WorkingDays => "working days",
        };
        let best = self.best.map(|best| format!(", best {best}")).unwrap_or_default();
        let text = format!("{}..{most} {unit}{best}{word}", self.least);
        // A comma ends a value in a flow map.
        if text.contains(',') { format!("\"{text}\"") } else { text }
    }

    fn measure(&self, subject: NaiveDate, object: NaiveDate, days: &Days) -> i64 {
        let (from, to) = match self.side {
            Side::After => (object, subject),
            Side::Before => (subject, object),
        };
        match self.unit {
            DayUnit::Days => (to - from).num_days(),
            DayUnit::WorkingDays => days.town.distance(from, to),
        }
    }

    /// The distances to the meetings it is compared with.
    pub fn distances(&self, label: &str, date: NaiveDate, object: &Planted, days: &Days) -> Vec<i64> {
        let compared = object.held.iter().filter(|held| match self.matching {
            Matching::Period => held.label == label,
            Matching::Some | Matching::SomeInMonth => true,
        });
        compared.map(|held| self.measure(date, held.date, days)).collect()
    }

    /// Whether a meeting of that label and date lies as it should to a forum that is planted.
    pub fn is_kept(&self, label: &str, date: NaiveDate, object: &Planted, days: &Days) -> bool {
        let distances = self.distances(label, date, object, days);
        let is_free = distances.is_empty() && self.matching == Matching::Period;
        is_free || distances.iter().any(|distance| (self.least..=self.most).contains(distance))
    }
}

/// The fora in whose weeks one does not meet, and whether that is a must where the hidden schedule keeps it.
pub fn kept_away_from(kind: Kind) -> &'static [(Kind, Firmness)] {
    match kind {
        Kind::Community => &[(Kind::Steering, Firmness::Must)],
        Kind::Users => &[(Kind::Community, Firmness::Must), (Kind::Steering, Firmness::Should)],
        Kind::Coordination | Kind::Steering | Kind::Technical | Kind::Supplier => &[],
    }
}

/// How firm a rule of the templates is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Firmness {
    /// It must hold.
    Must,
    /// It should hold.
    Should,
}
