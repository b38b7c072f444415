//! The rules that bind activities of different cycles by rows, side by side: gates, people, groups, weeks.

use crate::constraint::fee::{Force, Tag};
use crate::constraint::layout::Layout;
use crate::constraint::program::Program;
use crate::constraint::{
    back_to_back, capacity, diary_load, gate, gathering, presence, quorum, room, same_time, separation, topic, week_load,
    workload,
};
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::Schedule;

/// What a coupling rule can do.
pub struct CouplingRule {
    /// What a schedule breaks.
    pub check: fn(&Problem<'_>, &Schedule) -> Vec<Charge>,
    /// Adds the rows.
    pub post: fn(&Problem<'_>, &Layout, Force<'_>, &mut Program),
    /// Where the plan states it: one tag a line, of whatever priority.
    pub tags: fn(&Problem<'_>) -> Vec<Tag>,
}

/// All coupling rules that are posted as rows, in the order summaries list them.
pub const COUPLING_RULES: &[CouplingRule] = &[
    CouplingRule { check: same_time::check, post: same_time::post, tags: same_time::tags },
    CouplingRule { check: gate::check, post: gate::post, tags: gate::tags },
    CouplingRule { check: topic::check, post: topic::post, tags: topic::tags },
    CouplingRule { check: presence::check, post: presence::post, tags: presence::tags },
    CouplingRule { check: quorum::check, post: quorum::post, tags: quorum::tags },
    CouplingRule { check: room::check, post: room::post, tags: room::tags },
    CouplingRule { check: separation::check, post: separation::post, tags: separation::tags },
    CouplingRule { check: gathering::check, post: gathering::post, tags: gathering::tags },
    CouplingRule { check: back_to_back::check, post: back_to_back::post, tags: back_to_back::tags },
    CouplingRule { check: week_load::check, post: week_load::post, tags: week_load::tags },
    CouplingRule { check: diary_load::check, post: diary_load::post, tags: diary_load::tags },
    CouplingRule { check: capacity::check, post: capacity::post, tags: capacity::tags },
    CouplingRule { check: workload::check, post: workload::post, tags: workload::tags },
];
