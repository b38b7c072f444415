//! The six fora of a product: who sits where, how often and how long they meet. Knows no date that was chosen.

use crate::calendar::civil::Weekday;
use crate::generate::cast::Serving;
use crate::generate::choices::Choices;
use crate::generate::rhythm::Rhythm;

/// What kind of forum it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The coordination group.
    Coordination,
    /// The steering group.
    Steering,
    /// The meeting of the whole community.
    Community,
    /// The users.
    Users,
    /// Those who run the product, with the supplier.
    Technical,
    /// The follow-up with the supplier.
    Supplier,
}

/// Who sits in a forum, by their places among the people.
#[derive(Debug, Clone, Default)]
pub struct Seats {
    /// Who must be there.
    pub required: Vec<usize>,
    /// Of whom one must be there: the chair and the deputy.
    pub chair: Option<(usize, usize)>,
    /// Of whom half must be there.
    pub quorum: Vec<usize>,
    /// Who may come.
    pub optional: Vec<usize>,
}

impl Seats {
    /// Everyone who is called.
    pub fn called(&self) -> impl Iterator<Item = usize> {
        let led = self.chair.into_iter().flat_map(|(chair, deputy)| [chair, deputy]);
        self.required.iter().chain(&self.quorum).chain(&self.optional).copied().chain(led)
    }
}

/// A forum of a product.
#[derive(Debug, Clone)]
pub struct Forum {
    /// What kind it is.
    pub kind: Kind,
    /// How often it meets.
    pub rhythm: Rhythm,
    /// Who sits there.
    pub seats: Seats,
    /// The room it uses.
    pub room: Option<usize>,
}

/// Clock times in half-hours from midnight: the earliest start, the latest end, and how long a meeting lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// The earliest start.
    pub earliest: usize,
    /// The latest end.
    pub latest: usize,
    /// How long a meeting lasts.
    pub length: usize,
}

const START_OF_WEEK: [Weekday; 3] = [Weekday::Mon, Weekday::Tue, Weekday::Wed];
const MIDDLE_OF_WEEK: [Weekday; 3] = [Weekday::Tue, Weekday::Wed, Weekday::Thu];

impl Kind {
    /// All kinds, in the order in which they are planted and written: each after those it looks at.
    pub const ALL: [Kind; 6] =
        [Kind::Coordination, Kind::Steering, Kind::Community, Kind::Users, Kind::Technical, Kind::Supplier];

    /// The key of the group, and of the template it is like.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Coordination => "koordinationsgruppe",
            Kind::Steering => "styregruppe",
            Kind::Community => "communitymøde",
            Kind::Users => "brugerklub",
            Kind::Technical => "teknisk-erfagruppe",
            Kind::Supplier => "leverandøropfølgning",
        }
    }

    /// The rhythm that its template has, when it has one.
    pub fn usual_rhythm(self) -> Option<Rhythm> {
        match self {
            Kind::Coordination => Some(Rhythm::Monthly),
            Kind::Steering | Kind::Community | Kind::Supplier => Some(Rhythm::Quarterly),
            Kind::Users => Some(Rhythm::Seasons),
            Kind::Technical => None,
        }
    }

    /// The clock times that its template has.
    pub fn frame(self) -> Frame {
        match self {
            Kind::Coordination | Kind::Technical | Kind::Supplier => Frame { earliest: 18, latest: 30, length: 2 },
            Kind::Steering => Frame { earliest: 18, latest: 30, length: 3 },
            Kind::Community | Kind::Users => Frame { earliest: 24, latest: 32, length: 4 },
        }
    }

    /// The weekdays that its template has.
    pub fn weekdays(self) -> &'static [Weekday] {
        match self {
            Kind::Coordination => &START_OF_WEEK,
            Kind::Steering | Kind::Community | Kind::Users | Kind::Technical | Kind::Supplier => &MIDDLE_OF_WEEK,
        }
    }

    /// Where in its share of a window a meeting best lies, in hundredths.
    pub fn best_place(self) -> i64 {
        match self {
            Kind::Coordination => 25,
            Kind::Steering => 70,
            Kind::Community | Kind::Supplier => 45,
            Kind::Users | Kind::Technical => 55,
        }
    }
}

impl Forum {
    /// The weekdays it may meet on.
    pub fn weekdays(&self) -> &'static [Weekday] {
        if self.rhythm == Rhythm::FirstMonday { &START_OF_WEEK[..1] } else { self.kind.weekdays() }
    }
}

/// The fora of a product.
pub fn drawn(serving: &Serving, choices: &mut Choices) -> Vec<Forum> {
    let coordination = *choices.one_of(&[Rhythm::Monthly, Rhythm::Monthly, Rhythm::FirstMonday, Rhythm::SecondMonth]);
    // Steering groups that meet every month look at the coordination group of the same month.
    let steering = if coordination == Rhythm::SecondMonth {
        &[Rhythm::Quarterly, Rhythm::TwiceAHalfYear][..]
    } else {
        &[Rhythm::Quarterly, Rhythm::Quarterly, Rhythm::TwiceAHalfYear, Rhythm::Monthly]
    };
    let steering = *choices.one_of(steering);
    Kind::ALL
        .into_iter()
        .map(|kind| {
            let (rhythm, room) = match kind {
                Kind::Coordination => (coordination, Some(serving.licence).filter(|_| choices.once_in(2))),
                Kind::Steering => (steering, Some(serving.hall)),
                Kind::Community => (*choices.one_of(&[Rhythm::Quarterly, Rhythm::TwiceAHalfYear]), Some(serving.licence)),
                Kind::Users => (Rhythm::Seasons, Some(serving.hall).filter(|_| choices.once_in(3))),
                Kind::Technical => {
                    (*choices.one_of(&[Rhythm::SecondMonth, Rhythm::SecondMonth, Rhythm::Monthly, Rhythm::Quarterly]), None)
                }
                // More often than the steering group would be before some of its meetings in vain.
                Kind::Supplier if steering == Rhythm::Monthly && choices.once_in(2) => (Rhythm::SecondMonth, None),
                Kind::Supplier => (Rhythm::Quarterly, None),
            };
            Forum { kind, rhythm, seats: seats(kind, serving, choices), room }
        })
        .collect()
}

fn seats(kind: Kind, serving: &Serving, choices: &mut Choices) -> Seats {
    let mut seats = Seats::default();
    match kind {
        Kind::Coordination => {
            seats.required = vec![serving.owner, serving.coordinator];
            seats.optional = Vec::from_iter(choices.once_in(3).then_some(serving.architect));
        }
        Kind::Steering => {
            seats.required = vec![serving.owner, serving.coordinator];
            if choices.once_in(3) {
                seats.required.insert(0, serving.chair);
            } else {
                seats.chair = Some((serving.chair, serving.deputy));
            }
            seats.quorum.clone_from(&serving.towns);
        }
        Kind::Community => {
            seats.required = vec![serving.owner, serving.coordinator, serving.secretary];
            seats.optional = vec![serving.supplier];
        }
        Kind::Users => seats.required = vec![serving.coordinator, serving.secretary],
        Kind::Technical => {
            seats.required = vec![serving.coordinator, serving.architect, serving.operations, serving.supplier];
        }
        Kind::Supplier => seats.required = vec![serving.owner, serving.supplier],
    }
    seats
}
