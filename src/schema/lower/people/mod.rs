//! People, bodies, rooms, and who sits in a group.

/// Bodies: names that stand for several people.
pub mod bodies;
/// People and their leave.
pub mod people;
/// Rooms and licences, and who uses them.
pub mod rooms;
/// Seats: who must be at a meeting, who may, and of whom so many are enough.
pub mod seats;
/// Members who never work when their group meets.
pub mod work;
