//! What has changed, as a table of from and to (*Fra* and *Til*), with weekday, date and week: as text and as Markdown.

use std::fmt::Write as _;

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::calendar::iso_week::Week;
use crate::plan::date_words::{clock, short_weekday, week_label};
use crate::plan::language::Language;
use crate::render::captions::short_date;
use crate::schedule::difference::{Change, Difference};
use crate::schedule::placement::Placement;

/// The form of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Columns of equal width.
    Text,
    /// A table of Markdown.
    Markdown,
}

/// The table of differences; a sentence where there are none.
pub fn table(differences: &[Difference], language: Language, form: Form) -> String {
    if differences.is_empty() {
        return format!("{}\n", said(language, "Ingen ændringer", "No changes"));
    }
    let head = [said(language, "Hvad", "What"), said(language, "Fra", "From"), said(language, "Til", "To")];
    let mut rows: Vec<[String; 3]> = vec![head.map(str::to_owned)];
    rows.extend(differences.iter().map(|difference| cells(difference, language)));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    let mut text = String::new();
    for (index, row) in rows.iter().enumerate() {
        let line = match form {
            Form::Text => {
                let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
                cells.collect::<Vec<String>>().join("  ").trim_end().to_owned()
            }
            Form::Markdown => format!("| {} |", row.each_ref().map(|cell| cell.replace('|', "\\|")).join(" | ")),
        };
        writeln!(text, "{line}").expect("a String takes what is written");
        if index == 0 && form == Form::Markdown {
            text.push_str("| --- | --- | --- |\n");
        }
    }
    text
}

fn said(language: Language, danish: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::Danish => danish,
        Language::English => english,
    }
}

fn cells(difference: &Difference, language: Language) -> [String; 3] {
    let (from, to) = match difference.change {
        Change::New { to } => (said(language, "ny", "new").to_owned(), when(to, language)),
        Change::Moved { from, to } => (when(from, language), when(to, language)),
        Change::Withdrawn { from } => (when(from, language), said(language, "aflyst", "no longer held").to_owned()),
        Change::Reworded { at } => (when(at, language), said(language, "samme tid, ny tekst", "same time, new text").to_owned()),
    };
    [difference.id.as_str().to_owned(), from, to]
}

/// A placement with weekday, date and week: `tir 2. mar 2027 kl. 10.00–12.00 (uge 9)`, `Tue 2 Mar 2027 10:00–12:00 (week 9)`.
pub fn when(placement: Placement, language: Language) -> String {
    let first = placement.first();
    let week = week_label(language, first);
    match placement {
        Placement::Meeting { start, .. } => {
            let end = placement.end().unwrap_or(start);
            let at = said(language, " kl. ", " ");
            format!("{}{at}{}–{} ({week})", day(first, language), clock(language, start), clock(language, end))
        }
        Placement::Phase { last, .. } => {
            format!("{} – {} ({week}–{})", day(first, language), day(last, language), Week::of(last).number())
        }
        Placement::Milestone { .. } => format!("{} ({week})", day(first, language)),
    }
}

fn day(date: NaiveDate, language: Language) -> String {
    format!("{} {} {}", short_weekday(language, date), short_date(language, date), date.year())
}

#[cfg(test)]
mod tests {
    use super::{Form, table, when};
    use crate::plan::language::Language;
    use crate::schedule::difference::{Change, Difference};
    use crate::schedule::identity::EntryId;
    use crate::schedule::written::read;

    #[test]
    fn a_placement_is_told_with_weekday_date_and_week() {
        let told = |text: &str, language| when(read(text).unwrap(), language);
        assert_eq!(told("2027-03-02 10:00+120m", Language::Danish), "tir 2. mar 2027 kl. 10.00–12.00 (uge 9)");
        assert_eq!(told("2027-03-02 10:00+120m", Language::English), "Tue 2 Mar 2027 10:00–12:00 (week 9)");
        assert_eq!(told("2027-06-15", Language::Danish), "tir 15. jun 2027 (uge 24)");
        assert_eq!(told("2027-03-01/2027-05-31", Language::English), "Mon 1 Mar 2027 – Mon 31 May 2027 (week 9–22)");
    }

    #[test]
    fn the_table_has_a_row_for_each_difference_and_its_columns_stand_below_each_other() {
        let at = |text: &str| read(text).unwrap();
        let moved = Change::Moved { from: at("2027-03-02"), to: at("2027-03-09") };
        let differences = [
            Difference { id: EntryId::written("p/a|b"), change: moved },
            Difference { id: EntryId::written("p/roadmap/c"), change: Change::Withdrawn { from: at("2027-04-01") } },
        ];
        assert_eq!(
            table(&differences, Language::Danish, Form::Text),
            "Hvad         Fra                       Til\n\
             p/a|b        tir 2. mar 2027 (uge 9)   tir 9. mar 2027 (uge 10)\n\
             p/roadmap/c  tor 1. apr 2027 (uge 13)  aflyst\n"
        );
        let markdown = table(&differences, Language::English, Form::Markdown);
        assert!(
            markdown.starts_with("| What | From | To |\n| --- | --- | --- |\n| p/a\\|b | Tue 2 Mar 2027 (week 9) |"),
            "{markdown}"
        );
        assert_eq!(table(&[], Language::Danish, Form::Text), "Ingen ændringer\n");
    }
}
