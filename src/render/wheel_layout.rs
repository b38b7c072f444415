//! Where the rings of a wheel lie: how the room between rim and centre is shared out. Knows how many rings and lanes there
//! are, not what is in them.

/// The part of the radius between an inner and an outer circle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The inner radius.
    pub inner: f64,
    /// The outer radius.
    pub outer: f64,
}

impl Band {
    /// How broad the band is.
    pub fn breadth(self) -> f64 {
        self.outer - self.inner
    }

    /// The radius in its middle.
    pub fn middle(self) -> f64 {
        f64::midpoint(self.inner, self.outer)
    }

    /// Inner and outer radius.
    pub fn radii(self) -> (f64, f64) {
        (self.inner, self.outer)
    }
}

/// How many bands of each kind a wheel is to hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Demand {
    /// Rings of meetings for each product, from the rim inwards; several products have a band each for their name.
    pub rings: Vec<usize>,
    /// Lanes of milestones.
    pub milestones: usize,
    /// Lanes of each track, from the rim inwards.
    pub tracks: Vec<usize>,
}

/// Where the bands lie, each from the rim inwards; no two overlap.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// Bands for the names of products; none for a single product.
    pub headings: Vec<Band>,
    /// Rings of meetings.
    pub rings: Vec<Band>,
    /// Lanes of milestones.
    pub milestones: Vec<Band>,
    /// Lanes of tracks, track by track; empty when there was no room for them.
    pub tracks: Vec<Vec<Band>>,
    /// The radius of the free disc in the middle.
    pub centre: f64,
}

/// The outermost radius of the rings.
pub const RIM: f64 = 356.0;
/// The least radius of the disc in the middle.
pub const CENTRE: f64 = 62.0;
/// Its radius where the rings have room enough.
const ROOMY_CENTRE: f64 = 88.0;

const RING: (f64, f64) = (13.0, 32.0);
const MILESTONES: (f64, f64) = (16.0, 20.0);
const LANE: (f64, f64) = (15.0, 20.0);
const HEADING: f64 = 13.0;
const GAP_OF_TRACKS: f64 = 2.5;
const GAP_OF_KINDS: f64 = 6.0;

/// How far bands have grown from their least breadth, 0, to their greatest, 1; and how far all is narrowed below that.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Growth {
    rings: f64,
    others: f64,
    squeeze: f64,
}

/// Shares out the room: rings of meetings grow first, then the others. Phases are left out when all at their least breadth
/// do not fit, and when even that does not do, the rings are narrower than is good.
pub fn layout(demand: &Demand) -> Layout {
    let breadth = |demand: &Demand, rings, others| RIM - place(demand, Growth { rings, others, squeeze: 1.0 }).centre;
    let roomy = breadth(demand, 1.0, 0.0) <= RIM - ROOMY_CENTRE;
    let room = RIM - if roomy { ROOMY_CENTRE } else { CENTRE };
    let without = Demand { tracks: Vec::new(), ..demand.clone() };
    let chosen = if breadth(demand, 0.0, 0.0) <= room { demand } else { &without };
    let (least, grown, most) = (breadth(chosen, 0.0, 0.0), breadth(chosen, 1.0, 0.0), breadth(chosen, 1.0, 1.0));
    let share = |from: f64, to: f64| if to <= room { 1.0 } else { ((room - from) / (to - from)).clamp(0.0, 1.0) };
    let squeeze = if least > room { room / least } else { 1.0 };
    place(chosen, Growth { rings: share(least, grown), others: share(grown, most), squeeze })
}

fn place(demand: &Demand, growth: Growth) -> Layout {
    let between = |(least, most): (f64, f64), share: f64| (least + (most - least) * share) * growth.squeeze;
    let mut layout = Layout { centre: RIM, ..Layout::default() };
    for count in &demand.rings {
        if demand.rings.len() > 1 {
            layout.headings.push(take(&mut layout.centre, HEADING * growth.squeeze));
        }
        for _ in 0..*count {
            layout.rings.push(take(&mut layout.centre, between(RING, growth.rings)));
        }
    }
    if demand.milestones > 0 {
        layout.centre -= GAP_OF_KINDS * growth.squeeze;
        for _ in 0..demand.milestones {
            layout.milestones.push(take(&mut layout.centre, between(MILESTONES, growth.others)));
        }
    }
    let mut gap = GAP_OF_KINDS;
    for count in &demand.tracks {
        layout.centre -= gap * growth.squeeze;
        let lanes = (0..*count).map(|_| take(&mut layout.centre, between(LANE, growth.others))).collect();
        layout.tracks.push(lanes);
        gap = GAP_OF_TRACKS;
    }
    layout
}

fn take(outer: &mut f64, breadth: f64) -> Band {
    let band = Band { inner: *outer - breadth, outer: *outer };
    *outer = band.inner;
    band
}

/// Where words of a width in degrees can stand between marks: the middle of the place that is most upright, and near to
/// where the ring before has its words. `taken` are stretches from angle to angle between 0 and 360, in order; none is
/// given when no gap is wide enough.
pub fn free_place(needed: f64, taken: &[(f64, f64)], before: Option<f64>) -> Option<f64> {
    let mut gaps = Vec::new();
    let mut from: f64 = 0.8;
    for (begin, end) in taken.iter().copied().chain([(359.2, 360.0)]) {
        if begin - from >= needed {
            gaps.push((from + needed / 2.0, begin - needed / 2.0));
        }
        from = from.max(end);
    }
    // Midsummer, at the foot of the wheel, is where most rings are empty: names that can stand there stand together.
    let tilt = |middle: f64| (middle.min(360.0 - middle) + 20.0).min((middle - 180.0).abs());
    let cost = |middle: f64| {
        tilt(middle) + before.map_or(0.0, |before| (middle - before).abs().min(360.0 - (middle - before).abs()) * 0.25)
    };
    let ideals = [0.0, 180.0, 360.0];
    let candidates =
        gaps.iter().flat_map(|(least, most)| ideals.into_iter().chain(before).map(|ideal| ideal.clamp(*least, *most)));
    candidates.min_by(|one, other| cost(*one).total_cmp(&cost(*other)))
}

#[cfg(test)]
mod tests {
    use super::{Band, CENTRE, Demand, RIM, free_place, layout};

    fn bands(demand: &Demand) -> Vec<Band> {
        let layout = layout(demand);
        let meetings = layout.headings.into_iter().chain(layout.rings);
        let mut bands: Vec<Band> = meetings.chain(layout.milestones).chain(layout.tracks.into_iter().flatten()).collect();
        bands.sort_by(|one, other| other.outer.total_cmp(&one.outer));
        bands
    }

    #[test]
    fn rings_never_overlap_and_stay_between_rim_and_centre() {
        for rings in [1, 4, 8, 14, 16, 60] {
            for tracks in [0, 5, 9, 40] {
                let demand = Demand { rings: vec![rings / 2, rings - rings / 2], milestones: 2, tracks: vec![1; tracks] };
                let bands = bands(&demand);
                assert!(bands.len() >= rings + 2);
                assert!(bands[0].outer <= RIM && bands.iter().all(|band| band.breadth() > 1.0));
                assert!(bands.windows(2).all(|pair| pair[1].outer <= pair[0].inner + 1e-9));
                assert!(bands.last().unwrap().inner >= CENTRE - 1e-9);
            }
        }
    }

    #[test]
    fn a_ring_has_room_for_its_name_up_to_fourteen_rings() {
        for (rings, tracks) in [(4, 5), (8, 5), (14, 0)] {
            let demand = Demand { rings: vec![rings], milestones: 1, tracks: vec![1; tracks] };
            assert!(layout(&demand).rings.iter().all(|ring| ring.breadth() >= 13.0), "{rings}");
            assert_eq!(layout(&demand).tracks.len(), tracks);
        }
    }

    #[test]
    fn phases_are_left_out_when_the_rings_need_the_room() {
        let demand = Demand { rings: vec![8], milestones: 1, tracks: vec![1; 10] };
        assert!(layout(&demand).tracks.is_empty());
        assert!(layout(&Demand { tracks: vec![1; 5], ..demand }).tracks.len() == 5);
    }

    #[test]
    fn words_stand_in_the_first_upright_gap_that_is_wide_enough() {
        assert_eq!(free_place(30.0, &[], None), Some(180.0));
        assert_eq!(free_place(30.0, &[(0.0, 100.0)], None), Some(180.0));
        assert_eq!(free_place(30.0, &[(0.0, 25.0), (50.0, 330.0)], None), None);
        assert_eq!(free_place(25.0, &[(0.0, 25.0), (50.0, 330.0)], None), Some(346.7));
        assert_eq!(free_place(20.0, &[(0.0, 80.0), (100.0, 360.0)], None), Some(90.0));
        assert_eq!(free_place(20.1, &[(0.0, 80.0), (100.0, 360.0)], None), None);
    }
}
