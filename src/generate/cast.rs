//! Who there is, and who serves which product. Neighbouring products share people and rooms, and now and then someone comes
//! from far away, so that the whole hangs together. Every name is a role with a number. Knows no meeting.

use crate::calendar::civil::Weekday;
use crate::calendar::horizon::Horizon;
use crate::generate::choices::Choices;
use crate::generate::leave::{Amount, Leave, drawn};
use crate::plan::priority::Priority;

/// Someone with one diary.
#[derive(Debug)]
pub struct Person {
    /// The key in the plan.
    pub key: String,
    /// The role in words.
    pub title: String,
    /// When they are away.
    pub leave: Vec<Leave>,
    /// The weekdays they work on; none when it is not said.
    pub works: &'static [Weekday],
    /// Whose closed days besides the group's they keep.
    pub holidays: Holidays,
    /// How many meetings they must be at in one day and in one week.
    pub limits: Option<[Limit; 2]>,
}

/// Whose closed days someone keeps besides those of the group that meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holidays {
    /// None.
    None,
    /// Those of the suppliers.
    Supplier,
}

/// At most so many, and how firmly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The number that is still welcome.
    pub most: usize,
    /// How firmly.
    pub priority: Priority,
}

/// Who and what one product has, by their places in [`Cast::people`] and [`Cast::rooms`].
#[derive(Debug)]
pub struct Serving {
    /// The product coordinator.
    pub coordinator: usize,
    /// The product owner.
    pub owner: usize,
    /// Who leads the steering group.
    pub chair: usize,
    /// Who leads it else.
    pub deputy: usize,
    /// Who writes the minutes.
    pub secretary: usize,
    /// The architect.
    pub architect: usize,
    /// The supplier.
    pub supplier: usize,
    /// Who runs the product.
    pub operations: usize,
    /// The towns in the steering group, of whom half are enough.
    pub towns: Vec<usize>,
    /// The hall.
    pub hall: usize,
    /// The licence for online meetings.
    pub licence: usize,
}

/// A room or licence.
#[derive(Debug)]
pub struct Room {
    /// The key in the plan.
    pub key: String,
    /// The name in words.
    pub title: String,
    /// How many meetings use it at once.
    pub capacity: usize,
}

/// Everyone and everything that the products share.
#[derive(Debug)]
pub struct Cast {
    /// Everyone, role by role.
    pub people: Vec<Person>,
    /// All rooms and licences.
    pub rooms: Vec<Room>,
    /// Who serves each product.
    pub serving: Vec<Serving>,
}

/// A role: its key, its title, for how many tenths of a product one of them serves, how much they are away, and how many there
/// are at least.
type Role = (&'static str, &'static str, usize, Amount, usize);

const ROLES: [Role; 8] = [
    ("koordinator", "Produktkoordinator", 30, Amount::Usual, 1),
    ("ejer", "Produktejer", 20, Amount::Usual, 1),
    ("direktør", "Direktør", 20, Amount::Much, 2),
    ("sekretær", "Sekretær", 50, Amount::Usual, 1),
    ("arkitekt", "Arkitekt", 60, Amount::Much, 1),
    ("leverandør", "Leverandør", 40, Amount::Summer, 1),
    ("driftsansvarlig", "Driftsansvarlig", 40, Amount::Usual, 1),
    ("kommune", "Repræsentant for kommune", 7, Amount::Summer, 5),
];

/// How many towns a steering group has; there are at least so many.
const TOWNS: usize = 4;
const HALLS_FOR: usize = 4;
const LICENCES_FOR: usize = 10;
const MONDAY_TO_THURSDAY: [Weekday; 4] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu];

impl Cast {
    /// Draws everyone whom so many products need.
    pub fn of(products: usize, horizon: Horizon, choices: &mut Choices) -> Cast {
        let mut people = Vec::new();
        let mut ranges = Vec::new();
        for role in &ROLES {
            let count = (products * 10).div_ceil(role.2).max(role.4);
            ranges.push((people.len(), count));
            people.extend((1..=count).map(|number| person(role, number, count, horizon, choices)));
        }
        let halls = products.div_ceil(HALLS_FOR);
        let licences = products.div_ceil(LICENCES_FOR);
        let hall =
            |number: usize| Room { key: numbered("lokale", number, halls), title: format!("Mødelokale {number}"), capacity: 1 };
        let licence = |number: usize| Room {
            key: numbered("videolicens", number, licences),
            title: format!("Videomøde {number}"),
            capacity: 2,
        };
        let rooms = (1..=halls).map(hall).chain((1..=licences).map(licence)).collect();
        let serving = (0..products).map(|product| {
            let mut near = |(first, count): (usize, usize)| first + near(product, products, count, choices);
            let [coordinator, owner, chair, secretary] = [0, 1, 2, 3].map(|role| near(ranges[role]));
            let [architect, supplier, operations] = [4, 5, 6].map(|role| near(ranges[role]));
            let next = |person: usize, (first, count): (usize, usize)| first + (person - first + 1) % count;
            let mut towns = vec![near(ranges[7])];
            while towns.len() < TOWNS {
                towns.push(next(towns[towns.len() - 1], ranges[7]));
            }
            towns.sort_unstable();
            let hall = near((0, halls));
            let licence = near((halls, licences));
            let deputy = next(chair, ranges[2]);
            Serving { coordinator, owner, chair, deputy, secretary, architect, supplier, operations, towns, hall, licence }
        });
        let serving = serving.collect();
        Cast { people, rooms, serving }
    }
}

/// One near to where a product stands among the products; once in eight times one from anywhere.
fn near(product: usize, products: usize, count: usize, choices: &mut Choices) -> usize {
    if choices.once_in(8) { choices.below(count) } else { (product * count / products + choices.below(2)) % count }
}

/// A key with its number, as wide as the last number of its kind.
pub fn numbered(name: &str, number: usize, count: usize) -> String {
    let width = count.to_string().len().max(2);
    format!("{name}-{number:0width$}")
}

fn person(role: &Role, number: usize, count: usize, horizon: Horizon, choices: &mut Choices) -> Person {
    let (name, title, _, amount, _) = *role;
    let leave = drawn(amount, horizon, choices);
    let must = |most| Limit { most, priority: Priority::Must };
    let should = |most| Limit { most, priority: Priority::Should };
    let limits = match name {
        "koordinator" if choices.once_in(2) => Some([must(3), should(4)]),
        "koordinator" => Some([should(2), must(6)]),
        "ejer" => Some([must(2), should(4)]),
        "direktør" => Some([should(1), must(3)]),
        "sekretær" => Some([must(2), must(6)]),
        _ => None,
    };
    let works: &[Weekday] = if name == "arkitekt" && choices.once_in(2) { &MONDAY_TO_THURSDAY } else { &[] };
    let holidays = if name == "leverandør" { Holidays::Supplier } else { Holidays::None };
    Person { key: numbered(name, number, count), title: format!("{title} {number}"), leave, works, holidays, limits }
}
