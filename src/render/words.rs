//! The words that leave the program towards people, in Danish and English: what things are called. Knows a date and a
//! language; no plan and no file format.

use crate::calendar::civil::{NaiveDate, NaiveTime};
use crate::plan::date_words::{at_time, week_label};
use crate::plan::language::Language;

/// What lies in the week of a date: `Møde i uge 10`, `Meeting in week 10`.
pub fn in_week(language: Language, what: Word, date: NaiveDate) -> String {
    let preposition = match language {
        Language::Danish => "i",
        Language::English => "in",
    };
    format!("{} {preposition} {}", what.text(language), week_label(language, date))
}

/// What a deadline is called: `Frist: dagsorden`, `Deadline: agenda at 12:00`.
pub fn deadline_title(language: Language, title: &str, time: Option<NaiveTime>) -> String {
    format!("{}: {title}{}", Word::Deadline.text(language), at_time(language, time))
}

/// A title of a meeting that is cancelled: `AFLYST: Styregruppe`, `CANCELLED: Board`.
pub fn cancelled_title(language: Language, title: &str) -> String {
    match language {
        Language::Danish => format!("AFLYST: {title}"),
        Language::English => format!("CANCELLED: {title}"),
    }
}

/// A group that decides in writing: `Styregruppe (skriftligt)`, `Board (in writing)`.
pub fn in_writing(language: Language, title: &str) -> String {
    match language {
        Language::Danish => format!("{title} (skriftligt)"),
        Language::English => format!("{title} (in writing)"),
    }
}

/// A word that stands alone or before a colon, with its capital.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// The plan of a year as a whole.
    AnnualCycle,
    /// A meeting of a group.
    Meeting,
    /// Something due before or after a meeting.
    Deadline,
    /// A stretch of time in a roadmap.
    Phase,
    /// A point in a roadmap.
    Milestone,
    /// The track of a roadmap.
    Track,
    /// The deadlines of a meeting.
    Deadlines,
    /// Who is to be there.
    Members,
    /// Who may come.
    Optional,
    /// Who does not come.
    Absent,
    /// The address of an online meeting.
    Link,
    /// The first day of a phase.
    First,
    /// The last day of a phase.
    Last,
    /// Why a meeting has its date from the plan.
    Pinned,
    /// Why a meeting has another window than its rhythm's.
    Moved,
    /// Why a meeting is not held.
    Cancelled,
    /// Why a meeting is held that the rhythm does not give.
    Extra,
    /// How often a group meets.
    Rhythm,
    /// Why, of anything else that is otherwise this once.
    Reason,
    /// What a group decides without meeting.
    InWriting,
    /// What a meeting is to treat.
    Topics,
    /// What members are told besides.
    Note,
    /// Who sees to a deadline.
    Responsible,
}

impl Word {
    /// The word in a language.
    pub fn text(self, language: Language) -> &'static str {
        let (danish, english) = match self {
            Word::AnnualCycle => ("Årshjul", "Annual cycle"),
            Word::Meeting => ("Møde", "Meeting"),
            Word::Deadline => ("Frist", "Deadline"),
            Word::Phase => ("Fase", "Phase"),
            Word::Milestone => ("Milepæl", "Milestone"),
            Word::Track => ("Spor", "Track"),
            Word::Deadlines => ("Frister", "Deadlines"),
            Word::Members => ("Deltagere", "Members"),
            Word::Optional => ("Valgfri deltagelse", "Optional"),
            Word::Absent => ("Fravær", "Absent"),
            Word::Link => ("Onlinemøde", "Online meeting"),
            Word::First => ("Første dag", "First day"),
            Word::Last => ("Sidste dag", "Last day"),
            Word::Pinned => ("Datoen er fastsat", "The date is fixed"),
            Word::Moved => ("Mødet er flyttet", "The meeting is moved"),
            Word::Cancelled => ("Mødet er aflyst", "The meeting is cancelled"),
            Word::Extra => ("Ekstra møde", "Extra meeting"),
            Word::Rhythm => ("Rytme", "Rhythm"),
            Word::Reason => ("Årsag", "Reason"),
            Word::InWriting => ("Skriftlig behandling", "Decision in writing"),
            Word::Topics => ("Emner", "Topics"),
            Word::Note => ("Bemærk", "Note"),
            Word::Responsible => ("Ansvarlig", "Responsible"),
        };
        match language {
            Language::Danish => danish,
            Language::English => english,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Word, deadline_title, in_week};
    use crate::calendar::civil::NaiveTime;
    use crate::plan::language::Language;

    #[test]
    fn what_lies_in_a_week_is_told_with_its_number() {
        let monday = "2027-03-08".parse().unwrap();
        assert_eq!(in_week(Language::Danish, Word::Meeting, monday), "Møde i uge 10");
        assert_eq!(in_week(Language::English, Word::Deadline, monday), "Deadline in week 10");
    }

    #[test]
    fn a_deadline_is_named_by_what_is_due() {
        assert_eq!(deadline_title(Language::Danish, "dagsorden", None), "Frist: dagsorden");
        let noon = NaiveTime::from_hms_opt(12, 0, 0);
        assert_eq!(deadline_title(Language::Danish, "dagsorden", noon), "Frist: dagsorden kl. 12.00");
        assert_eq!(deadline_title(Language::English, "agenda", noon), "Deadline: agenda at 12:00");
    }
}
