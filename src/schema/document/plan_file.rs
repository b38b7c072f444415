//! A plan file as a whole: what it holds, and what holds for a product. What the words mean for a plan is said in `lower`.

use crate::diagnostic::source::Spanned;
use crate::plan::language::Language;
use crate::plan::priority::Priority;
use crate::schema::declare::document;
use crate::schema::document::calendar::CalendarDocument;
use crate::schema::document::capacity::CapacityDocument;
use crate::schema::document::group::GroupDocument;
use crate::schema::document::person::PersonDocument;
use crate::schema::document::publish::PublishDocument;
use crate::schema::document::roadmap::{PhaseDocument, RoadmapDocument};
use crate::schema::document::room::RoomDocument;
use crate::schema::read::{Elsewhere, Listed, Named};
use crate::schema::scalar::dates::Years;
use crate::schema::scalar::words::Month;

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
        /// The month that a planning year starts in; said once in all files, January when it is not said. `years: 2027` with
        /// `starts: july` is 1 July 2027 to 30 June 2028; years, half-years and quarters of cycles count from there.
        "starts" optional starts: Spanned<Month>,
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
        /// What breaking a rule costs; said once in all files.
        "weights" optional weights: WeightsDocument,
        /// The calendars of the product's groups and phases that name none of their own.
        "calendar" optional calendar: Vec<Spanned<String>>,
        /// Days that the product's groups would rather not meet on, when they name none of their own: calendars, or `bridge-days`.
        "avoid" optional avoid: Listed<Spanned<Priority>>,
        /// How many meetings of the product may lie in one week.
        "week-load" optional week_load: WeekLoadDocument,
        /// Templates of groups by name, for all files: a group is `like` one, and a template may be like another.
        "templates" optional templates: Named<Elsewhere<GroupDocument>>,
        /// What groups and phases have that do not say it themselves: in this file, or in all files when it has no `product`.
        "defaults" optional defaults: DefaultsDocument,
        /// The product whose groups this product has as well. A group that stands here under the same key keeps what it says
        /// itself and has the rest from there.
        "inherits" optional inherits: InheritsDocument,
        /// The groups that meet, by key.
        "groups" optional groups: Named<GroupDocument>,
        /// Tracks with phases and milestones.
        "roadmap" optional roadmap: RoadmapDocument,
        /// How many phases of a kind may run at once, by key; over all products.
        "capacity" optional capacity: Named<CapacityDocument>,
        /// How the plan is published: its address, and what feeds, charts and wheels show; in one file of the plan.
        "publish" optional publish: PublishDocument,
    }
}

document! {
    /// What holds where a group or a phase does not say otherwise.
    DefaultsDocument "defaults" {
        /// Keys of every group.
        "groups" optional groups: Elsewhere<GroupDocument>,
        /// Keys of every phase.
        "phases" optional phases: Elsewhere<PhaseDocument>,
    }
}

document! {
    /// From which product groups are inherited. Their single `occurrences` are not.
    InheritsDocument "an inheritance" short from: Spanned<String> {
        /// The product.
        "from" required from: Spanned<String>,
        /// Its groups that are left out.
        "except" optional except: Vec<Spanned<String>>,
    }
}

document! {
    /// What one unit of a broken rule costs. A rule of a group costs so many times more as the group's `weight` says.
    WeightsDocument "weights" {
        /// What one unit of a broken `should` costs, at least as much as a `could` and at most 1000; 10 when it is not said.
        "should" optional should: Spanned<u32>,
        /// What one unit of a broken `could` costs, 1 to 1000; 1 when it is not said.
        "could" optional could: Spanned<u32>,
        /// How many times a rule costs, by its name on the bill, 1 to 100: `{avoid: 3}`.
        "rules" optional rules: Named<Spanned<u32>>,
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
