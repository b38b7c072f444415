//! The words that leave the program towards people, in Danish and English: dates, weeks, and what things are called.
//! Knows a date and a language; no plan and no file format.

use crate::calendar::civil::{Datelike, NaiveDate, NaiveTime, Weekday};
use crate::calendar::iso_week::Week;
use crate::plan::language::Language;

/// A whole date: `torsdag 4. marts 2027`, `Thursday 4 March 2027`.
pub fn long_date(language: Language, date: NaiveDate) -> String {
    let (weekday, month) = (weekday_name(language, date), month_name(language, date));
    match language {
        Language::Danish => format!("{weekday} {}. {month} {}", date.day(), date.year()),
        Language::English => format!("{weekday} {} {month} {}", date.day(), date.year()),
    }
}

/// The ISO week of a date, without its year: `uge 10`, `week 10`.
pub fn week_label(language: Language, date: NaiveDate) -> String {
    format!("{} {}", Word::Week.text(language), Week::of(date).number())
}

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

/// A clock time behind other words: ` kl. 12.00`, ` at 12:00`; nothing where there is none.
pub fn at_time(language: Language, time: Option<NaiveTime>) -> String {
    time.map_or_else(String::new, |time| match language {
        Language::Danish => time.format(" kl. %H.%M").to_string(),
        Language::English => time.format(" at %H:%M").to_string(),
    })
}

/// A group that decides in writing: `Styregruppe (skriftligt)`, `Board (in writing)`.
pub fn in_writing(language: Language, title: &str) -> String {
    match language {
        Language::Danish => format!("{title} (skriftligt)"),
        Language::English => format!("{title} (in writing)"),
    }
}

/// The weekday of a date, as it stands inside a sentence: `torsdag`, `Thursday`.
pub fn weekday_name(language: Language, date: NaiveDate) -> &'static str {
    match (language, date.weekday()) {
        (Language::Danish, Weekday::Mon) => "mandag",
        (Language::Danish, Weekday::Tue) => "tirsdag",
        (Language::Danish, Weekday::Wed) => "onsdag",
        (Language::Danish, Weekday::Thu) => "torsdag",
        (Language::Danish, Weekday::Fri) => "fredag",
        (Language::Danish, Weekday::Sat) => "lørdag",
        (Language::Danish, Weekday::Sun) => "søndag",
        (Language::English, Weekday::Mon) => "Monday",
        (Language::English, Weekday::Tue) => "Tuesday",
        (Language::English, Weekday::Wed) => "Wednesday",
        (Language::English, Weekday::Thu) => "Thursday",
        (Language::English, Weekday::Fri) => "Friday",
        (Language::English, Weekday::Sat) => "Saturday",
        (Language::English, Weekday::Sun) => "Sunday",
    }
}

/// The weekday of a date in three letters without a full stop: `tor`, `Thu`.
pub fn short_weekday(language: Language, date: NaiveDate) -> &'static str {
    shortened(weekday_name(language, date))
}

/// The month of a date, as it stands inside a sentence: `marts`, `March`.
pub fn month_name(language: Language, date: NaiveDate) -> &'static str {
    let names: [&str; 12] = match language {
        Language::Danish => [
            "januar",
            "februar",
            "marts",
            "april",
            "maj",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "december",
        ],
        Language::English => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    };
    names[date.month0() as usize]
}

/// The month of a date in three letters without a full stop: `mar`, `Mar`.
pub fn short_month(language: Language, date: NaiveDate) -> &'static str {
    shortened(month_name(language, date))
}

/// The first three letters of a name of a weekday or month, which is how both languages shorten them.
fn shortened(name: &'static str) -> &'static str {
    let end = name.char_indices().nth(3).map_or(name.len(), |(index, _)| index);
    &name[..end]
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
    /// Why a meeting is held that the rhythm does not give.
    Extra,
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
    /// A week; inside a sentence, so without a capital.
    Week,
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
            Word::Extra => ("Ekstra møde", "Extra meeting"),
            Word::Reason => ("Årsag", "Reason"),
            Word::InWriting => ("Skriftlig behandling", "Decision in writing"),
            Word::Topics => ("Emner", "Topics"),
            Word::Note => ("Bemærk", "Note"),
            Word::Responsible => ("Ansvarlig", "Responsible"),
            Word::Week => ("uge", "week"),
        };
        match language {
            Language::Danish => danish,
            Language::English => english,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Word, deadline_title, in_week, long_date, month_name, short_month, short_weekday, week_label};
    use crate::calendar::civil::{NaiveDate, NaiveTime};
    use crate::plan::language::Language;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_danish_date_is_lower_case_with_a_full_stop_after_the_day() {
        assert_eq!(long_date(Language::Danish, date("2027-03-04")), "torsdag 4. marts 2027");
        assert_eq!(long_date(Language::English, date("2027-03-04")), "Thursday 4 March 2027");
    }

    #[test]
    fn a_short_weekday_is_cut_after_a_letter_not_after_a_byte() {
        let week = ["2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04", "2027-03-05", "2027-03-06", "2027-03-07"];
        let short = week.map(|day| short_weekday(Language::Danish, date(day)));
        assert_eq!(short, ["man", "tir", "ons", "tor", "fre", "lør", "søn"]);
    }

    #[test]
    fn the_first_and_the_last_month_have_their_names() {
        assert_eq!(month_name(Language::Danish, date("2027-01-01")), "januar");
        assert_eq!(month_name(Language::English, date("2027-12-31")), "December");
        assert_eq!(short_month(Language::Danish, date("2027-05-01")), "maj");
    }

    #[test]
    fn a_week_is_the_iso_week_also_where_it_belongs_to_another_year() {
        assert_eq!(week_label(Language::Danish, date("2027-01-03")), "uge 53");
        assert_eq!(week_label(Language::English, date("2027-01-04")), "week 1");
        assert_eq!(in_week(Language::Danish, Word::Meeting, date("2027-03-08")), "Møde i uge 10");
    }

    #[test]
    fn a_deadline_is_named_by_what_is_due() {
        assert_eq!(deadline_title(Language::Danish, "dagsorden", None), "Frist: dagsorden");
        let noon = NaiveTime::from_hms_opt(12, 0, 0);
        assert_eq!(deadline_title(Language::Danish, "dagsorden", noon), "Frist: dagsorden kl. 12.00");
        assert_eq!(deadline_title(Language::English, "agenda", noon), "Deadline: agenda at 12:00");
    }
}
