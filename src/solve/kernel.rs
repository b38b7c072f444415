//! Placements that could still matter: those through which the dual bound rises little. What lies in no kernel is ruled out
//! by its marginal, once a schedule is known (reduced-cost fixing).
//!
//! E. Angelelli, R. Mansini, M. G. Speranza, "Kernel search: a general heuristic for the multi-dimensional knapsack
//! problem", Computers & Operations Research 37, 2010.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;
use crate::constraint::layout::{DayChoice, Layout};
use crate::constraint::pair::PricedPair;
use crate::constraint::post::Posted;
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::placement::{Placement, Schedule};
use crate::solve::decomposition::Decomposition;
use crate::solve::dual::Dual;

/// The days that are kept, and of every two days that are judged together, whether they are.
#[derive(Debug, Clone)]
pub struct Kernel<'d> {
    /// For each activity, its kept days and where each stood among all of them.
    kept: Vec<BTreeMap<NaiveDate, usize>>,
    arcs: Option<Arcs<'d>>,
}

/// The marginals of every two days, and how large they may be.
#[derive(Debug, Clone, Copy)]
struct Arcs<'d> {
    dual: &'d Dual,
    parts: &'d Decomposition,
    reach: f64,
}

impl<'d> Kernel<'d> {
    /// The days, and every two days, whose marginal is at most `reach`.
    pub fn within(problem: &Problem<'_>, layout: &Layout, parts: &'d Decomposition, dual: &'d Dual, reach: f64) -> Kernel<'d> {
        let mut marginals = dual.day_marginals.iter();
        let mut close = |days: &[DayChoice]| {
            let days = days.iter().enumerate().zip(marginals.by_ref());
            let close = days.filter(|(_, marginal)| **marginal <= reach);
            close.map(|((position, day), _)| (day.placement.first(), position)).collect()
        };
        let kept = problem.indexed().map(|(index, _)| close(layout.days(index))).collect();
        Kernel { kept, arcs: Some(Arcs { dual, parts, reach }) }
    }

    /// The days of a schedule alone.
    pub fn of_schedule(problem: &Problem<'_>, schedule: &Schedule) -> Kernel<'d> {
        let day = |id| schedule.placement(id).map(|placement| (placement.first(), 0)).into_iter().collect();
        Kernel { kept: problem.activities.iter().map(|activity| day(&activity.id)).collect(), arcs: None }
    }

    /// Whether a placement is on a day that is kept.
    pub fn keeps(&self, index: ActivityIndex, placement: Placement) -> bool {
        self.kept[index.0].contains_key(&placement.first())
    }

    /// Forbids, in a problem that was posted on the kept days, every two days that are not kept together.
    pub fn thin_out(&self, posted: &mut Posted) {
        let Some(arcs) = self.arcs else { return };
        let Arcs { dual, parts, .. } = arcs;
        for (pair, (chain, step)) in posted.spacing.iter_mut().zip(&parts.steps) {
            self.thin_pair(pair, &posted.layout, &dual.step_marginals[*chain][*step], arcs);
        }
        for (pair, marginals) in posted.relations.iter_mut().zip(&dual.pair_marginals) {
            self.thin_pair(pair, &posted.layout, marginals, arcs);
        }
    }

    fn thin_pair(&self, pair: &mut PricedPair, layout: &Layout, marginals: &[f64], arcs: Arcs<'_>) {
        // A pair that only forbids is posted by light rows, which holes would spoil.
        if marginals.is_empty() || !pair.costs() {
            return;
        }
        let stood = |index: ActivityIndex| -> Vec<usize> {
            layout.days(index).iter().map(|day| self.kept[index.0][&day.placement.first()]).collect()
        };
        let (one, other) = (stood(pair.one), stood(pair.other));
        let offsets = &arcs.parts.offsets;
        let width = offsets[pair.other.0 + 1] - offsets[pair.other.0];
        for (from, row) in one.iter().zip(&mut pair.prices) {
            for (to, price) in other.iter().zip(row) {
                if marginals[from * width + to] > arcs.reach {
                    *price = None;
                }
            }
        }
    }
}
