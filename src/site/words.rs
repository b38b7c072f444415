//! The words of the pages of single entries, in Danish and English. Those of the page itself are in its own script, which can change
//! its language.

use crate::plan::language::Language;

/// A word or heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageWord {
    /// The way back to the page of everything.
    Back,
    /// The list of reasons for a date.
    WhyThisDate,
    /// Told where there is nothing particular to say.
    NoReason,
    /// The day it lay on before.
    MovedFrom,
    /// No longer held.
    Cancelled,
    /// The one before it.
    Before,
    /// The one after it.
    After,
    /// Where it is.
    Place,
    /// What is due.
    WhatIsDue,
    /// How to have it in a calendar.
    Subscribe,
}

impl PageWord {
    /// The word in a language.
    pub fn text(self, language: Language) -> &'static str {
        let (danish, english) = match self {
            PageWord::Back => ("Hele årshjulet", "The whole annual cycle"),
            PageWord::WhyThisDate => ("Hvorfor den dato?", "Why this date?"),
            PageWord::NoReason => (
                "Datoen er en af dem, gruppens rytme giver plads til.",
                "The date is one of those that the group’s rhythm allows.",
            ),
            PageWord::MovedFrom => ("Flyttet fra", "Moved from"),
            PageWord::Cancelled => ("Aflyst", "Cancelled"),
            PageWord::Before => ("Forrige", "Previous"),
            PageWord::After => ("Næste", "Next"),
            PageWord::Place => ("Sted", "Place"),
            PageWord::WhatIsDue => ("Frister", "Deadlines"),
            PageWord::Subscribe => ("Kalender at abonnere på", "Calendar to subscribe to"),
        };
        match language {
            Language::Danish => danish,
            Language::English => english,
        }
    }
}
