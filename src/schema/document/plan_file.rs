//! A plan file as a whole: what it holds, and what holds for a product. What the words mean for a plan is said in `lower`.

use crate::diagnostic::source::Spanned;
use crate::plan::language::Language;
use crate::plan::priority::Priority;
use crate::schema::declare::document;
use crate::schema::document::calendar::CalendarDocument;
use crate::schema::document::capacity::CapacityDocument;
use crate::schema::document::group::GroupDocument;
use crate::schema::document::person::PersonDocument;
use crate::schema::document::roadmap::RoadmapDocument;
use crate::schema::document::room::RoomDocument;
use crate::schema::read::{Listed, Named};
use crate::schema::scalar::dates::Years;

document! {
    /// One plan file. All files given together are one plan: shared files declare calendars and people, and each product
    /// has a file of its own.
    PlanDocument "a plan file" {
        /// Plan files, and folders of them, that are read too, by their paths from this file's folder; each is read once.
        "include" optional include: Vec<Spanned<String>>,
        /// The key of the product that the file's groups and roadmap belong to; files and feeds are named by it.
        "product" optional product: Spanned<String>,
        /// The product's name in words.
        "title" optional title: Spanned<String>,
        /// The years that are planned, whole; said once in all files.
        "years" optional years: Spanned<Years>,
        /// The language of what is written for people; said once in all files, Danish when it is not said.
        "language" optional language: Spanned<Language>,
        /// The IANA time zone of all clock times; said once in all files, Europe/Copenhagen when it is not said.
        "timezone" optional timezone: Spanned<String>,
        /// Calendars by name: public holidays, closures, school weeks.
        "calendars" optional calendars: Named<CalendarDocument>,
        /// People by role.
        "people" optional people: Named<PersonDocument>,
        /// Rooms and licences that only so many meetings use at once, by name.
        "rooms" optional rooms: Named<RoomDocument>,
        /// The calendars of the product's groups and phases that name none of their own.
        "calendar" optional calendar: Vec<Spanned<String>>,
        /// Days that the product's groups would rather not meet on, when they name none of their own: calendars, or `bridge-days`.
        "avoid" optional avoid: Listed<Spanned<Priority>>,
        /// How many meetings of the product may lie in one week.
        "week-load" optional week_load: WeekLoadDocument,
        /// The groups that meet, by key.
        "groups" optional groups: Named<GroupDocument>,
        /// Tracks with phases and milestones.
        "roadmap" optional roadmap: RoadmapDocument,
        /// How many phases of a kind may run at once, by key; over all products.
        "capacity" optional capacity: Named<CapacityDocument>,
    }
}

document! {
    /// How many meetings of a product may lie in one ISO week.
    WeekLoadDocument "a week load" short most: Spanned<u32> {
        /// The number that is still welcome.
        "most" required most: Spanned<u32>,
        /// How firmly: `should` when it is not said. Each meeting above is one unit.
        "priority" optional priority: Spanned<Priority>,
    }
}
