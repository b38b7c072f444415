//! Musts that are read off the hidden schedule: a distance is as usual where the schedule keeps it, wider where it must be,
//! and a wish where no sensible range would do. So the schedule keeps every must of the plan.

use crate::generate::bond::{Bond, Firmness, kept_away_from};
use crate::generate::calendars::{Days, monday};
use crate::generate::planted::{Held, Planted};
use crate::generate::rhythm::Gap;
use crate::plan::relation::Matching;

/// Nobody would call a wider range than this a rule.
const WIDEST: i64 = 30;

/// The distance of a bond in the plan language: wide enough for the hidden schedule.
pub fn distance(bond: &Bond, subject: &Planted, object: &Planted, days: &Days) -> String {
    let mut most = Some(bond.most);
    for held in &subject.held {
        let distances = bond.distances(&held.label, held.date, object, days);
        if distances.is_empty() && bond.matching == Matching::Period {
            continue;
        }
        let nearest = distances.into_iter().filter(|distance| *distance >= bond.least).min();
        most = most.zip(nearest).map(|(most, nearest)| most.max(nearest)).filter(|most| *most <= WIDEST);
    }
    most.map_or_else(|| bond.within(bond.most, ", should"), |most| bond.within(most, ""))
}

/// How far apart the meetings of a forum lie; none where they lie too near each other to ask for anything.
pub fn spacing(planted: &Planted) -> Option<Gap> {
    let gap = planted.forum.rhythm.gap()?;
    let gaps = || planted.held.windows(2).map(|pair| (pair[1].date - pair[0].date).num_days());
    let least = gaps().min().map_or(gap.least, |nearest| gap.least.min(nearest / 7));
    let most = gap.most.map(|most| gaps().max().map_or(most, |farthest| most.max((farthest + 6) / 7)));
    (least > 0).then_some(Gap { least, most, ..gap })
}

/// The fora in whose weeks a forum does not meet, by key, with how firmly it keeps away in the hidden schedule.
pub fn separations<'p>(planted: &Planted, all: &'p [Planted]) -> Vec<(&'p str, Firmness)> {
    let others = kept_away_from(planted.forum.kind).iter().filter_map(|(kind, firmness)| {
        let other = all.iter().find(|other| other.forum.kind == *kind)?;
        let share = |held: &Held| other.held.iter().any(|one| monday(one.date) == monday(held.date));
        let is_kept = !planted.held.iter().any(share);
        Some((kind.key(), if is_kept { *firmness } else { Firmness::Should }))
    });
    others.collect()
}

#[cfg(test)]
mod tests {
    use super::{distance, separations, spacing};
    use crate::calendar::horizon::Horizon;
    use crate::generate::bond::{Firmness, bond};
    use crate::generate::calendars::Days;
    use crate::generate::fora::{Forum, Kind, Seats};
    use crate::generate::planted::{Announced, Held, Planted};
    use crate::generate::rhythm::{Gap, Rhythm};

    fn planted(kind: Kind, rhythm: Rhythm, dates: &[&str]) -> Planted {
        let forum = Forum { kind, rhythm, seats: Seats::default(), room: None };
        let held =
            |date: &&str| Held { label: date[..7].to_owned(), date: date.parse().unwrap(), start: 18, announced: Announced::Not };
        Planted { forum, held: dates.iter().map(held).collect(), cancelled: Vec::new() }
    }

    #[test]
    fn a_distance_is_usual_where_it_is_kept_then_wider_then_a_wish() {
        let days = Days::of(Horizon::of_years(2027, 2027).unwrap());
        let coordination = planted(Kind::Coordination, Rhythm::Monthly, &["2027-02-01"]);
        let text = |date: &str| {
            let steering = planted(Kind::Steering, Rhythm::Quarterly, &[date]);
            let bond = bond(&steering.forum, &coordination.forum).unwrap();
            distance(&bond, &steering, &coordination, &days)
        };
        // 1 March is the 20th working day after 1 February, 15 March the 30th.
        assert_eq!(text("2027-03-01"), "8..20 working days");
        assert_eq!(text("2027-03-02"), "8..21 working days");
        assert_eq!(text("2027-03-15"), "8..30 working days");
        for far in ["2027-03-16", "2027-02-10", "2027-01-20"] {
            assert_eq!(text(far), "\"8..20 working days, should\"", "{far}");
        }
    }

    #[test]
    fn a_spacing_gives_way_at_both_ends_and_goes_where_meetings_lie_in_one_week() {
        let of = |dates: &[&str]| spacing(&planted(Kind::Supplier, Rhythm::Quarterly, dates)).map(Gap::text);
        assert_eq!(of(&["2027-01-04", "2027-03-01"]).as_deref(), Some("\"8..18 weeks, best 13 weeks\""));
        assert_eq!(of(&["2027-01-04", "2027-02-28", "2027-07-05"]).as_deref(), Some("\"7..19 weeks, best 13 weeks\""));
        assert_eq!(of(&["2027-01-04", "2027-01-10"]), None);
    }

    #[test]
    fn a_shared_week_makes_a_must_a_wish() {
        let steering = planted(Kind::Steering, Rhythm::Quarterly, &["2027-03-04"]);
        for (date, firmness) in [("2027-03-01", Firmness::Should), ("2027-03-08", Firmness::Must)] {
            let community = planted(Kind::Community, Rhythm::Quarterly, &[date]);
            let all = [steering.clone(), community.clone()];
            assert_eq!(separations(&community, &all), [("styregruppe", firmness)]);
        }
    }
}
