//! The text of a Mermaid gantt chart, line by line as it comes: sections, bars and marks. Knows no plan.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::calendar::civil::NaiveDate;
use crate::render::lettering::width;
use crate::render::mermaid_text::{Ids, name, section, title};

/// How the tasks of a section lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// Each on a row of its own.
    Rows,
    /// As few rows as they need.
    Compact,
}

/// The size of section names in Mermaid's own style, in pixels.
const SECTION_SIZE: f64 = 11.0;

/// The lines of a chart as they come.
#[derive(Default)]
pub struct Chart {
    body: String,
    /// The section that the next task opens, when it was not opened yet: one without tasks would not be drawn.
    pending: Option<String>,
    sections: BTreeSet<String>,
    widest: f64,
    ids: Ids,
}

impl Chart {
    /// Opens a section; it is written with its first task.
    pub fn open_section(&mut self, words: &str) {
        self.pending = Some(words.to_owned());
    }

    /// Opens a row of a section that has several: only the first one shows the name. Mermaid has a row for each section,
    /// and a name of no width is a name.
    pub fn open_row(&mut self, words: &str, row: usize) {
        self.pending = Some(if row == 0 { words.to_owned() } else { "\u{200b}".repeat(row) });
    }

    /// A bar over days, both included. Mermaid's end is exclusive, so it is the day after the last.
    pub fn bar(&mut self, tags: &str, words: &str, id: &str, (first, last): (NaiveDate, NaiveDate)) {
        let end = last.succ_opt().unwrap_or(last);
        self.task(tags, words, id, &format!("{first}, {end}"));
    }

    /// A mark on a day.
    pub fn point(&mut self, tags: &str, words: &str, id: &str, date: NaiveDate) {
        self.task(tags, words, id, &format!("{date}, 0d"));
    }

    /// A line that Mermaid passes over: a word, and what it says of the tasks below it. It is written behind the section that is opened.
    pub fn remark(&mut self, word: &str, words: &str) {
        if let Some(words) = self.pending.take() {
            self.write_section(&words);
        }
        writeln!(self.body, "    %% {word}: {}", title(words)).expect("a String takes what is written");
    }

    fn task(&mut self, tags: &str, words: &str, id: &str, time: &str) {
        if let Some(words) = self.pending.take() {
            self.write_section(&words);
        }
        let id = self.ids.unique(id);
        let tags = if tags.is_empty() { String::new() } else { format!("{tags}, ") };
        writeln!(self.body, "    {} :{tags}{id}, {time}", name(words)).expect("a String takes what is written");
    }

    /// Opens a section; Mermaid would merge two of the same name, so the second gets a number.
    fn write_section(&mut self, words: &str) {
        let mut shown = words.to_owned();
        let mut count = 2;
        while !self.sections.insert(section(&shown)) {
            shown = format!("{words} ({count})");
            count += 1;
        }
        self.widest = self.widest.max(width(&shown, SECTION_SIZE));
        writeln!(self.body, "    section {}", section(&shown)).expect("a String takes what is written");
    }

    /// The whole chart: its heading, its settings and its lines.
    pub fn finish(self, heading: &str, display: Display, settings: &[String]) -> String {
        // Section names begin 10 pixels from the edge, and Mermaid does not break them.
        let padding = (self.widest.ceil() + 20.0).max(75.0);
        let mut text = format!("---\nconfig:\n  gantt:\n    leftPadding: {padding}\n");
        match display {
            Display::Rows => {}
            // Low rows: the marks are as wide as the rows are high, and beside each its date must find room.
            // Mermaid puts a label to the left of its mark, onto the one before, when one and a half left paddings are not
            // free to the right of it: so much room is left there.
            Display::Compact => {
                let right = (padding / 2.0).ceil() + 45.0;
                writeln!(
                    text,
                    "    rightPadding: {right}\n    displayMode: compact\n    barHeight: 14\n    barGap: 6\n    fontSize: 10"
                )
                .expect("a String takes what is written");
            }
        }
        text.push_str("---\ngantt\n");
        let mut line = |words: &str| writeln!(text, "    {words}").expect("a String takes what is written");
        line(&format!("title {}", title(heading)));
        line(&format!("accTitle: {}", title(heading)));
        line("dateFormat YYYY-MM-DD");
        for setting in settings {
            line(setting);
        }
        line("todayMarker off");
        text + &self.body
    }
}
