//! The documents of the plan language, key for key. From these lines come the reader, the JSON Schema and the reference;
//! what the words mean for a plan is said in `lower`.

use crate::calendar::civil::{NaiveDate, NaiveTime, Weekday};
use crate::calendar::rule::DayRule;
use crate::diagnostic::source::Spanned;
use crate::plan::cycle::{Hours, Period};
use crate::plan::language::Language;
use crate::plan::occurrence::Window;
use crate::plan::priority::Priority;
use crate::plan::roadmap::Length;
use crate::schema::declare::document;
use crate::schema::read::{Listed, Named};
use crate::schema::scalar::clock::Minutes;
use crate::schema::scalar::dates::Years;
use crate::schema::scalar::distances::{DeadlineText, DistanceText, WorkingDays};
use crate::schema::scalar::words::{Answer, Month, Preferred};

document! {
    /// One plan file. All files given together are one plan: shared files declare calendars and people, and each product
    /// has a file of its own.
    PlanDocument "a plan file" {
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
    }
}

document! {
    /// A calendar: the public holidays of a country, closures, or both.
    CalendarDocument "a calendar" {
        /// The calendar's name in words.
        "title" optional title: Spanned<String>,
        /// The country whose public holidays are closed days, by its ISO 3166 code: `dk`.
        "country" optional country: Spanned<String>,
        /// Closed days by name.
        "closed" optional closed: Named<ClosureDocument>,
    }
}

document! {
    /// Closed days: which days, and under which conditions.
    ClosureDocument "a closure" short on: Spanned<DayRule> {
        /// The days of every year, or dates.
        "on" required on: Spanned<DayRule>,
        /// Only when the day falls on this weekday.
        "when" optional when: Spanned<Weekday>,
        /// Closed from this clock time on; the whole day when it is not said.
        "from" optional from: Spanned<NaiveTime>,
        /// The first year of the closure.
        "since" optional since: Spanned<u32>,
        /// The last year of the closure.
        "until" optional until: Spanned<u32>,
    }
}

document! {
    /// A person, or a body with one diary, named by role.
    PersonDocument "a person" short title: Spanned<String> {
        /// The role in words.
        "title" optional title: Spanned<String>,
        /// Days away: no meeting of theirs is placed there.
        "leave" optional leave: Vec<LeaveDocument>,
    }
}

document! {
    /// Days away.
    LeaveDocument "a leave" short on: Spanned<DayRule> {
        /// The days: dates, a week of one year such as `2027-W37`, or days of every year.
        "on" required on: Spanned<DayRule>,
        /// Why the person is away.
        "reason" optional reason: Spanned<String>,
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

document! {
    /// A group that meets.
    GroupDocument "a group" {
        /// The group's name in words.
        "title" optional title: Spanned<String>,
        /// Who must be there, by role.
        "members" optional members: Vec<Spanned<String>>,
        /// The room or town.
        "place" optional place: Spanned<String>,
        /// The address of an online meeting.
        "link" optional link: Spanned<String>,
        /// The calendars whose closed days it does not meet on, instead of the product's.
        "calendar" optional calendar: Vec<Spanned<String>>,
        /// Days it would rather not meet on, instead of the product's: calendars, or `bridge-days`.
        "avoid" optional avoid: Listed<Spanned<Priority>>,
        /// How often and when it meets.
        "meets" required meets: MeetsDocument,
        /// Each meeting lies so far after the other group's meeting of the same period, or after the nearest one.
        "after" optional after: Named<Spanned<DistanceText>>,
        /// Each meeting lies so far before the other group's meeting of the same period, or before the nearest one.
        "before" optional before: Named<Spanned<DistanceText>>,
        /// Groups it does not meet on the same day as.
        "not-same-day" optional not_same_day: Listed<Spanned<Priority>>,
        /// Groups it does not meet in the same week as.
        "not-same-week" optional not_same_week: Listed<Spanned<Priority>>,
        /// What is due before or after each meeting, by name.
        "deadlines" optional deadlines: Named<Spanned<DeadlineText>>,
        /// What holds for a single meeting, by its label: `2027-03`, `2027-q1`, `2027-forår`.
        "occurrences" optional occurrences: Named<OccurrenceDocument>,
    }
}

document! {
    /// How often and when a group meets: by `rrule`, `each` or `windows`.
    MeetsDocument "a cycle" {
        /// A recurrence rule of RFC 5545; its dates are nominal, and a meeting may drift from them.
        "rrule" optional rrule: Spanned<String>,
        /// How far a meeting may lie from the nominal date of the rule, either way.
        "drift" optional drift: Spanned<Preferred<WorkingDays>>,
        /// One meeting, or `times` meetings, in each of these periods.
        "each" optional each: Spanned<Period>,
        /// How many meetings in each period; 1 when it is not said.
        "times" optional times: Spanned<u32>,
        /// One meeting in each of these windows of every year, by name: `{spring: 05-10..05-30}`.
        "windows" optional windows: Named<Spanned<DayRule>>,
        /// Months without a meeting.
        "except" optional except: Vec<Spanned<Month>>,
        /// The weekdays it may meet on; Monday to Friday when it is not said.
        "on" optional on: Vec<Spanned<Weekday>>,
        /// The clock time at which every meeting starts.
        "at" optional at: Spanned<NaiveTime>,
        /// The hours a meeting lies within, when it need not start at one time.
        "between" optional between: Spanned<Hours>,
        /// How long a meeting lasts.
        "length" required length: Spanned<Minutes>,
        /// The weekday and the start it would rather have.
        "prefer" optional prefer: PreferDocument,
        /// How far apart two meetings in a row lie.
        "apart" optional apart: Vec<Spanned<DistanceText>>,
    }
}

document! {
    /// What a group would rather have, each with `should` or `could` behind a comma.
    PreferDocument "a preference" {
        /// The weekday; `should` when it is not said.
        "on" optional on: Spanned<Preferred<Weekday>>,
        /// The start; `could` when it is not said.
        "at" optional at: Spanned<Preferred<NaiveTime>>,
    }
}

document! {
    /// What holds for a single meeting: it is held on a date, or cancelled. People are told why.
    OccurrenceDocument "an occurrence" {
        /// The date it is held on.
        "on" optional on: Spanned<NaiveDate>,
        /// The time it starts at.
        "at" optional at: Spanned<NaiveTime>,
        /// It is not held: `cancelled: yes`.
        "cancelled" optional cancelled: Spanned<Answer>,
        /// Why, in words for the members.
        "reason" required reason: Spanned<String>,
    }
}

document! {
    /// The roadmap of a product.
    RoadmapDocument "a roadmap" {
        /// The calendars of its phases and milestones, instead of the product's.
        "calendar" optional calendar: Vec<Spanned<String>>,
        /// The tracks, by key.
        "tracks" required tracks: Named<TrackDocument>,
    }
}

document! {
    /// A track: a section of the chart.
    TrackDocument "a track" {
        /// The track's name in words.
        "title" optional title: Spanned<String>,
        /// The phases, by key.
        "phases" optional phases: Named<PhaseDocument>,
        /// The milestones, by key.
        "milestones" optional milestones: Named<MilestoneDocument>,
    }
}

document! {
    /// A phase: fixed by `from` and `to`, or placed within `between` with a `length`.
    PhaseDocument "a phase" {
        /// The phase's name in words.
        "title" optional title: Spanned<String>,
        /// The first day of a fixed phase.
        "from" optional from: Spanned<NaiveDate>,
        /// The last day of a fixed phase.
        "to" optional to: Spanned<NaiveDate>,
        /// How long a phase that is to be placed lasts.
        "length" optional length: Spanned<Length>,
        /// The first day it may start and the last day it may end.
        "between" optional between: Spanned<Window>,
        /// The start it would rather have, with `should` or `could` behind a comma; `could` when it is not said.
        "start" optional start: Spanned<Preferred<NaiveDate>>,
        /// The calendars it counts working days by, instead of the roadmap's.
        "calendar" optional calendar: Vec<Spanned<String>>,
        /// It starts so long after the end of a phase, after a milestone, or after some meeting of a group.
        "after" optional after: Named<Spanned<DistanceText>>,
        /// It ends so long before the start of a phase, or before a milestone.
        "before" optional before: Named<Spanned<DistanceText>>,
        /// It shares so many working days with a phase that ends after it starts.
        "overlap" optional overlap: Named<Spanned<DistanceText>>,
        /// It ends so long after some meeting of a group that accepted it.
        "accepted-at" optional accepted_at: Named<Spanned<DistanceText>>,
    }
}

document! {
    /// A milestone: fixed by `on`, or placed within `between`.
    MilestoneDocument "a milestone" {
        /// The milestone's name in words.
        "title" optional title: Spanned<String>,
        /// The date of a fixed milestone.
        "on" optional on: Spanned<NaiveDate>,
        /// The days that a milestone may be placed on.
        "between" optional between: Spanned<Window>,
        /// Whether the chart marks it as critical.
        "critical" optional critical: Spanned<Answer>,
        /// The calendars whose closed days it does not lie on, instead of the roadmap's.
        "calendar" optional calendar: Vec<Spanned<String>>,
        /// It lies on the date of a meeting of this group.
        "decided-at" optional decided_at: Spanned<String>,
        /// It lies so long after the end of a phase, after a milestone, or after some meeting of a group.
        "after" optional after: Named<Spanned<DistanceText>>,
        /// It lies so long before the start of a phase, or before a milestone.
        "before" optional before: Named<Spanned<DistanceText>>,
    }
}
