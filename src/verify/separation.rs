//! Groups that are kept apart: no meeting of the one on the day, or in the ISO week, of a meeting of the other.

use crate::calendar::iso_week::Week;
use crate::plan::relation::Share;
use crate::schedule::charge::Charge;
use crate::verify::ground::Ground;
use crate::verify::price::Price;

/// Charges `separation` for every pair of meetings that share what their groups do not.
pub(crate) fn check(ground: &Ground<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for separation in &ground.plan.separations {
        let price = Price::for_group(ground.plan, &ground.plan.groups[separation.one.0], "separation");
        for (one, slot) in ground.sat().filter(|(meeting, _)| meeting.occurrence.group == separation.one) {
            for (other, other_slot) in ground.sat().filter(|(meeting, _)| meeting.occurrence.group == separation.other) {
                let shared = match separation.share {
                    Share::Day => slot.date == other_slot.date,
                    Share::Week => Week::of(slot.date) == Week::of(other_slot.date),
                };
                if shared {
                    charges.push(Charge {
                        rule: "separation",
                        span: separation.span,
                        activities: vec![one.id(), other.id()],
                        units: 1,
                        cost: price.cost(separation.priority, 1),
                    });
                }
            }
        }
    }
    charges
}

#[cfg(test)]
mod tests {
    use crate::plan::priority::Priority;
    use crate::plan::relation::{Separation, Share};
    use crate::verify::fixture::{Case, span};

    fn apart(share: Share, priority: Priority, board: &[&str], council: &[&str]) -> Vec<String> {
        let mut case = Case::new();
        let groups = [case.group("council", &[]), case.group("board", &[])];
        for (group, days) in groups.into_iter().zip([council, board]) {
            for day in days {
                case.meets(group, day, &format!("{day} 10:00"));
            }
        }
        case.plan.separations.push(Separation { one: groups[1], other: groups[0], share, priority, span: span(900) });
        assert!(case.whole_bill().iter().all(|charge| charge.span == span(900)));
        case.bill("separation")
    }

    #[test]
    fn the_same_day_is_shared_and_the_next_is_not() {
        let board = ["2027-04-07"];
        let bill = apart(Share::Day, Priority::Could, &board, &["2027-04-06", "2027-04-07", "2027-04-08"]);
        assert_eq!(bill, ["1 1 p/board/2027-04-07 p/council/2027-04-07"]);
    }

    #[test]
    fn week_53_of_2026_holds_new_years_eve_and_the_first_days_of_2027_do_not_share_its_next() {
        let bill = apart(Share::Week, Priority::Should, &["2026-12-31"], &["2026-12-21", "2026-12-28", "2027-01-04"]);
        assert_eq!(bill, ["1 10 p/board/2026-12-31 p/council/2026-12-28"]);
        // 4 January 2027 is in week 1 of 2027, 5 January 2026 in week 2 of 2026.
        assert_eq!(apart(Share::Week, Priority::Must, &["2027-01-04"], &["2026-01-05", "2028-01-03"]), Vec::<String>::new());
    }

    #[test]
    fn each_pair_is_one_unit() {
        let bill = apart(Share::Week, Priority::Must, &["2027-04-05", "2027-04-06"], &["2027-04-05", "2027-04-09"]);
        assert_eq!(bill.len(), 4);
        assert!(bill.iter().all(|line| line.starts_with("1 must p/board/")));
    }
}
