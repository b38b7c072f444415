//! What the parts of charts, pages and wheels are called, in Danish and English. Knows a language; no plan and no drawing.

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::plan::date_words::short_month;
use crate::plan::language::Language;

/// A caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Caption {
    /// The wheel of every product.
    AllProducts,
    /// The chart of phases and milestones.
    Roadmap,
    /// A list of meetings.
    Meetings,
    /// A list of groups.
    Groups,
    /// A list of phases.
    Phases,
    /// A list of milestones.
    Milestones,
    /// The heading over what the signs mean.
    Signs,
    /// A meeting, with the day of the month in its mark.
    MeetingSign,
    /// A milestone.
    Milestone,
    /// A milestone that everything hangs on.
    CriticalMilestone,
    /// A phase that everything hangs on.
    CriticalPhase,
    /// The list of days of note.
    Notes,
    /// The column of days of note.
    Note,
    /// Something due before or after a meeting.
    Deadline,
    /// Saturday and Sunday.
    Weekend,
    /// A public holiday.
    Holiday,
    /// A closed day.
    ClosedDay,
    /// A day that is closed in part.
    HalfDay,
    /// Days that the plan would rather avoid.
    Unwelcome,
    /// The list of closed days.
    ClosedDays,
    /// The meetings of a roadmap at which its milestones are decided.
    DecidingMeetings,
    /// One of them.
    DecidingMeeting,
    /// The hand of a wheel.
    Today,
    /// Told where the phases are left out for lack of room.
    PhasesLeftOut,
    /// The column of ISO weeks.
    Week,
    /// The column of weekdays.
    Weekday,
    /// The column of dates.
    Date,
    /// The column of clock times.
    Time,
    /// The column of places.
    Place,
    /// The words of a link to an online meeting.
    OnlineMeeting,
}

impl Caption {
    /// The caption in a language.
    pub fn text(self, language: Language) -> &'static str {
        let (danish, english) = match self {
            Caption::AllProducts => ("Alle produkter", "All products"),
            Caption::Roadmap => ("Roadmap", "Roadmap"),
            Caption::Meetings => ("Møder", "Meetings"),
            Caption::Groups => ("Grupper, udefra og ind", "Groups, from the rim inwards"),
            Caption::Phases => ("Faser", "Phases"),
            Caption::Milestones => ("Milepæle", "Milestones"),
            Caption::Signs => ("Tegn", "Signs"),
            Caption::MeetingSign => ("møde, med dato", "meeting, with its day"),
            Caption::Milestone => ("milepæl", "milestone"),
            Caption::CriticalMilestone => ("kritisk milepæl", "critical milestone"),
            Caption::CriticalPhase => ("kritisk fase", "critical phase"),
            Caption::Notes => ("Mærkedage", "Days of note"),
            Caption::Note => ("Mærkedag", "Day of note"),
            Caption::Deadline => ("frist", "deadline"),
            Caption::Weekend => ("weekend", "weekend"),
            Caption::Holiday => ("helligdag", "public holiday"),
            Caption::ClosedDay => ("lukkedag", "closed day"),
            Caption::HalfDay => ("halv lukkedag", "closed in part"),
            Caption::Unwelcome => ("ferie, undgås helst", "rather avoided"),
            Caption::ClosedDays => ("Lukkede dage", "Closed days"),
            Caption::DecidingMeetings => ("Besluttende møder", "Deciding meetings"),
            Caption::DecidingMeeting => ("møde, der beslutter", "deciding meeting"),
            Caption::Today => ("I dag", "Today"),
            Caption::PhasesLeftOut => ("Faser står i hvert produkts eget hjul.", "Phases are in each product's own wheel."),
            Caption::Week => ("Uge", "Week"),
            Caption::Weekday => ("Ugedag", "Weekday"),
            Caption::Date => ("Dato", "Date"),
            Caption::Time => ("Tid", "Time"),
            Caption::Place => ("Sted", "Place"),
            Caption::OnlineMeeting => ("onlinemøde", "online meeting"),
        };
        match language {
            Language::Danish => danish,
            Language::English => english,
        }
    }
}

/// A date without its year, as short as can be: `4. mar`, `4 Mar`.
pub fn short_date(language: Language, date: NaiveDate) -> String {
    let month = short_month(language, date);
    match language {
        Language::Danish => format!("{}. {month}", date.day()),
        Language::English => format!("{} {month}", date.day()),
    }
}

/// A date where there is no room for the name of its month: `4/3`; in English only the day, for there `4/3` may be April.
pub fn shortest_date(language: Language, date: NaiveDate) -> String {
    match language {
        Language::Danish => format!("{}/{}", date.day(), date.month()),
        Language::English => date.day().to_string(),
    }
}

/// The change to a year: `Årsskifte 26/27`.
pub fn year_change(language: Language, year: i32) -> String {
    let years = format!("{:02}/{:02}", (year - 1).rem_euclid(100), year.rem_euclid(100));
    match language {
        Language::Danish => format!("Årsskifte {years}"),
        Language::English => format!("New year {years}"),
    }
}

/// A quarter, from 1 to 4: `1. kvartal`, `Q1`.
pub fn quarter(language: Language, number: u32) -> String {
    match language {
        Language::Danish => format!("{number}. kvartal"),
        Language::English => format!("Q{number}"),
    }
}

/// How many meetings: `1 møde`, `11 møder`.
pub fn meeting_count(language: Language, count: usize) -> String {
    let word = match (language, count) {
        (Language::Danish, 1) => "møde",
        (Language::Danish, _) => "møder",
        (Language::English, 1) => "meeting",
        (Language::English, _) => "meetings",
    };
    format!("{count} {word}")
}

#[cfg(test)]
mod tests {
    use super::{meeting_count, quarter, short_date, shortest_date, year_change};
    use crate::plan::language::Language::{Danish, English};

    #[test]
    fn each_language_has_its_own_form() {
        let date = "2027-03-04".parse().unwrap();
        let told = |language| {
            [
                short_date(language, date),
                shortest_date(language, date),
                year_change(language, 2000),
                quarter(language, 1),
                meeting_count(language, 1),
            ]
        };
        assert_eq!(told(Danish), ["4. mar", "4/3", "Årsskifte 99/00", "1. kvartal", "1 møde"]);
        assert_eq!(told(English), ["4 Mar", "4", "New year 99/00", "Q1", "1 meeting"]);
    }
}
