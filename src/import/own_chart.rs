//! What the charts of `plan` say by the ids of their tasks: which are days of note, and which mark the turn of a year. Knows no plan.

use crate::calendar::civil::Datelike;
use crate::import::mermaid::chart::{Tag, Task};

/// What the id of a day of note begins with.
const NOTE: &str = "note-";

/// Whether it is a day of note: a line, or the milestone that stands for it where a plan asks for `markers: milestones`.
///
/// A milestone of a plan stands below a comment that tells its track, and a day of note does not.
pub fn is_note(task: &Task) -> bool {
    let is_milestone = task.is(Tag::Milestone) && !task.is(Tag::Critical) && task.track.is_none();
    task.is(Tag::Line) || (is_milestone && task.has_written_id && task.id.value.starts_with(NOTE) && task.end == task.start)
}

/// Whether it is the turn of a year as our own charts mark it: they do so again by themselves.
pub fn is_turn_of_year(task: &Task) -> bool {
    let date = task.start.date();
    task.has_written_id && date.ordinal() == 1 && task.id.value == format!("new-year-{}", date.year())
}

#[cfg(test)]
mod tests {
    use super::{is_note, is_turn_of_year};
    use crate::import::roadmap::fixture::{chart, task};

    #[test]
    fn days_of_note_are_lines_or_milestones_with_an_id_of_their_own() {
        let notes = ["A :vert, 2026-01-03, 0d", "A :vert, milestone, x, 2026-01-03, 0d", "A :milestone, note-a, 2026-01-03, 0d"];
        assert!(notes.iter().all(|line| is_note(&task(line))));
        let others = [
            "A :note-a, 2026-01-03, 2026-02-01",
            "A :milestone, notes, 2026-01-03, 0d",
            "A :crit, milestone, note-a, 2026-01-03, 0d",
            "A :milestone, note-a, 2026-01-03, 2d",
        ];
        assert!(others.iter().all(|line| !is_note(&task(line))));
        let of_track = chart(None, &["%% track: Noter", "A :milestone, note-a, 2026-01-03, 0d"]);
        assert!(!is_note(&of_track.tasks[0]), "a milestone of the track `note`");
    }

    #[test]
    fn the_turn_of_a_year_is_its_first_day_with_an_id_that_says_so() {
        assert!(is_turn_of_year(&task("A :vert, new-year-2027, 2027-01-01, 0d")));
        assert!(is_turn_of_year(&task("A :milestone, new-year-2027, 2027-01-01, 0d")));
        for line in
            ["A :vert, new-year-2027, 2027-01-02, 0d", "A :vert, new-year-2026, 2027-01-01, 0d", "A :vert, 2027-01-01, 0d"]
        {
            assert!(!is_turn_of_year(&task(line)), "{line}");
        }
    }
}
