//! Whether some activities can be dated at all under all rules, whatever that costs.

use crate::plan::activity::ActivityId;
use crate::problem::instance::Problem;
use crate::solve::disruption::{Announced, Disruption};
use crate::solve::inquiry::{Answer, Inquiry};

/// An answer with a proof, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Possible {
    /// There are dates that break no must.
    Yes,
    /// There are none, as was proved.
    No,
    /// The effort did not suffice.
    Unknown,
}

/// Whether these activities can be dated, seen from what people have been shown, while all others have no date. Those that the
/// plan no longer has are left out.
pub fn together(problem: &Problem<'_>, announced: &Announced, activities: &[ActivityId]) -> Possible {
    let disruption = Disruption::of(problem, announced).with_past_open();
    let these = problem.indexed().filter(|(_, activity)| activities.contains(&activity.id)).map(|(index, _)| index);
    let inquiry = Inquiry::about(problem, &disruption, these.collect());
    match inquiry.asked(&inquiry.activities, &|_| true).0 {
        Answer::Holds => Possible::Yes,
        Answer::CannotHold => Possible::No,
        Answer::Open => Possible::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::{Possible, together};
    use crate::diagnostic::source::Sources;
    use crate::plan::activity::ActivityId;
    use crate::problem::candidate::Reach;
    use crate::problem::instance::Problem;
    use crate::schema::reading::read;
    use crate::solve::disruption::Announced;
    use crate::solve::engine::Budget;
    use crate::solve::optimum::possible;

    #[test]
    fn a_part_can_be_dated_where_the_whole_cannot() {
        let plan = |distance: &str| {
            let mut sources = Sources::default();
            let text = format!(
                "product: p\nyears: 2027\ngroups:\n  a: {{meets: {{windows: {{v: 03-01..03-03}}, at: \"10:00\", length: 1h}}}}\n  b: {{meets: {{windows: {{v: 03-04..03-05}}, at: \"10:00\", length: 1h}}, after: {{a: at least {distance} days}}}}\n"
            );
            sources.add("plan.yaml", text);
            read(&sources).plan.expect("the plan is valid")
        };
        let (a, b) = (ActivityId::meeting("p", "a", "2027-v"), ActivityId::meeting("p", "b", "2027-v"));
        let (nothing, budget) = (Announced::default(), Budget { work: 1_000_000 });
        let near = plan("4");
        let near = Problem::of(&near, Reach::Window);
        assert_eq!(
            (together(&near, &nothing, &[a.clone(), b.clone()]), possible(&near, &nothing, budget)),
            (Possible::Yes, Possible::Yes)
        );
        let far = plan("10");
        let far = Problem::of(&far, Reach::Window);
        assert_eq!((together(&far, &nothing, &[a.clone(), b]), possible(&far, &nothing, budget)), (Possible::No, Possible::No));
        assert_eq!(together(&far, &nothing, &[a]), Possible::Yes);
    }
}
