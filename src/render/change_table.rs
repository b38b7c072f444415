//! What has changed, as a table of from and to (*Fra* and *Til*), with weekday, date and week: as text and as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::calendar::iso_week::Week;
use crate::plan::date_words::{clock, short_weekday, week_label};
use crate::plan::language::Language;
use crate::render::captions::short_date;
use crate::render::page::markdown;
use crate::schedule::difference::{Change, Difference};
use crate::schedule::identity::EntryId;
use crate::schedule::placement::Placement;

/// The form of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Columns of equal width.
    Text,
    /// A table of Markdown.
    Markdown,
}

/// Why entries have changed: the lines that tell it.
pub type Reasons = BTreeMap<EntryId, Vec<String>>;

/// The table of differences, with a column of reasons where any are told; a sentence where nothing differs.
pub fn table(differences: &[Difference], reasons: &Reasons, language: Language, form: Form) -> String {
    if differences.is_empty() {
        return format!("{}\n", said(language, "Ingen ændringer", "No changes"));
    }
    let columns = if reasons.is_empty() { 3 } else { 4 };
    match form {
        Form::Text => {
            let mut rows = vec![(head(language), Vec::new())];
            for difference in differences {
                let why = reasons.get(&difference.id).map_or(&[][..], Vec::as_slice);
                let (first, more) = why.split_first().map_or(("", why), |(first, more)| (first, more));
                let [what, from, to] = cells(difference, language);
                rows.push(([what, from, to, first.to_owned()], more.to_vec()));
            }
            aligned(&rows, columns)
        }
        Form::Markdown => {
            let mut text = markdown_head(language, columns);
            for difference in differences {
                let [what, from, to] = cells(difference, language).map(|cell| markdown(&cell));
                let why = reasons.get(&difference.id).map_or(&[][..], Vec::as_slice);
                let why: Vec<String> = why.iter().map(|line| markdown(line)).collect();
                text.push_str(&markdown_row(&[what, from, to, why.join("<br>")][..columns]));
            }
            text
        }
    }
}

/// Rows with columns of equal width; what more is to be told in the last one stands below it.
fn aligned(rows: &[([String; 4], Vec<String>)], columns: usize) -> String {
    let width = |column: usize| rows.iter().map(|(cells, _)| cells[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    let mut text = String::new();
    for (cells, more) in rows {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            write!(line, "{cell:<width$}  ").expect("a String takes what is written");
        }
        let indent = line.chars().count();
        line.push_str(cells[3..columns].first().map_or("", String::as_str));
        writeln!(text, "{}", line.trim_end()).expect("a String takes what is written");
        for line in more {
            writeln!(text, "{:indent$}{line}", "").expect("a String takes what is written");
        }
    }
    text
}

fn head(language: Language) -> [String; 4] {
    let why = said(language, "Hvorfor", "Why");
    [said(language, "Hvad", "What"), said(language, "Fra", "From"), said(language, "Til", "To"), why].map(str::to_owned)
}

/// The head of a table in Markdown, of so many of the columns what, from, to and why.
pub fn markdown_head(language: Language, columns: usize) -> String {
    format!("{}| {} |\n", markdown_row(&head(language)[..columns]), vec!["---"; columns].join(" | "))
}

/// A row of a table in Markdown; the cells are Markdown already.
pub fn markdown_row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
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
    use super::{Form, Reasons, table, when};
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
        let none = Reasons::new();
        assert_eq!(
            table(&differences, &none, Language::Danish, Form::Text),
            "Hvad         Fra                       Til\n\
             p/a|b        tir 2. mar 2027 (uge 9)   tir 9. mar 2027 (uge 10)\n\
             p/roadmap/c  tor 1. apr 2027 (uge 13)  aflyst\n"
        );
        let markdown = table(&differences, &none, Language::English, Form::Markdown);
        assert!(
            markdown.starts_with("| What | From | To |\n| --- | --- | --- |\n| p/a&#124;b | Tue 2 Mar 2027 (week 9) |"),
            "{markdown}"
        );
        assert_eq!(table(&[], &none, Language::Danish, Form::Text), "Ingen ændringer\n");
    }

    #[test]
    fn reasons_stand_in_a_column_of_their_own_and_are_text_to_markdown() {
        let at = |text: &str| read(text).unwrap();
        let moved = Change::Moved { from: at("2027-03-02"), to: at("2027-03-09") };
        let differences = ["p/a", "p/b"].map(|id| Difference { id: EntryId::written(id), change: moved });
        let reasons = Reasons::from([(EntryId::written("p/a"), vec!["a.yaml:3  x: [<b>]".to_owned(), "and more".to_owned()])]);
        assert_eq!(
            table(&differences, &reasons, Language::English, Form::Text),
            "What  From                     To                        Why\n\
             p/a   Tue 2 Mar 2027 (week 9)  Tue 9 Mar 2027 (week 10)  a.yaml:3  x: [<b>]\n\
             \x20                                                        and more\n\
             p/b   Tue 2 Mar 2027 (week 9)  Tue 9 Mar 2027 (week 10)\n"
        );
        let markdown = table(&differences, &reasons, Language::Danish, Form::Markdown);
        assert!(markdown.starts_with("| Hvad | Fra | Til | Hvorfor |\n| --- | --- | --- | --- |\n"), "{markdown}");
        assert!(markdown.contains(" | a.yaml:3  x: &#91;&#60;b&#62;&#93;<br>and more |\n"), "{markdown}");
    }
}
