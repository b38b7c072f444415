//! Rooms and licences, and which of them a group uses.

use crate::diagnostic::code::Code;
use crate::diagnostic::source::Spanned;
use crate::plan::id::CalendarId;
use crate::plan::plan::Plan;
use crate::plan::room::{Room, RoomId};
use crate::schema::collector::Collector;
use crate::schema::document::plan_file::PlanDocument;
use crate::schema::lower::calendars::calendars::own_calendars;
use crate::schema::lower::whole::names::{Declared, Names, check_key, title};

/// All rooms of the files, and the table of their names.
pub fn rooms(files: &[PlanDocument], calendars: &Names<CalendarId>, collector: &mut Collector) -> (Vec<Room>, Names<RoomId>) {
    let mut names = Names::of("room", Code::UnknownRoom);
    let mut rooms = Vec::new();
    for named in files.iter().filter_map(|file| file.rooms.as_ref()) {
        for (key, document) in named {
            check_key(key, collector);
            names.declare(key, Declared::As(RoomId(rooms.len())), collector);
            rooms.push(Room {
                key: key.value.clone(),
                title: title(document.title.as_ref(), &key.value),
                capacity: document.capacity.as_ref().map_or(1, |capacity| capacity.value),
                calendars: own_calendars(document.calendar.as_ref(), key.span, calendars, collector),
                span: key.span,
            });
        }
        for key in &named.faulty {
            names.declare(key, Declared::Faulty, collector);
        }
    }
    (rooms, names)
}

/// The rooms of a list of names, each once; one that stands twice is told.
pub fn used(list: Option<&Vec<Spanned<String>>>, names: &Names<RoomId>, collector: &mut Collector) -> Vec<RoomId> {
    let mut used = Vec::new();
    for name in list.into_iter().flatten() {
        let Some(room) = names.find(name, collector) else { continue };
        if used.contains(&room) {
            collector.warn(Code::RepeatedName, name.span, format!("`{}` is used already", name.value), "remove one of the two");
        } else {
            used.push(room);
        }
    }
    used
}

/// Tells rooms that no group uses.
pub fn unused(plan: &Plan, collector: &mut Collector) {
    for (index, room) in plan.rooms.iter().enumerate() {
        if !plan.groups.iter().any(|group| group.uses.contains(&RoomId(index))) {
            let message = format!("no group uses `{}`", room.key);
            collector.warn(Code::UnusedRoom, room.span, message, "name it behind the `uses` of a group, or remove it");
        }
    }
}
