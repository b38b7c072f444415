//! The legend under a wheel: what the rings, lanes and signs mean. Columns of lines, as large as the sheet allows. Knows
//! nothing of the wheel's geometry.

use crate::render::captions::{Caption, meeting_count, short_date};
use crate::render::closed_days::{Shade, stretches};
use crate::render::lettering::lines;
use crate::render::palette::{Paint, Style, style};
use crate::render::svg::{Svg, Tag};
use crate::render::wheel_content::Content;
use crate::render::wheel_frame::{shade, weekend};
use crate::render::wheel_marks::{diamond, shape};
use crate::render::wheel_phases::tinted;

/// Where a legend lies, in units of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// How wide.
    pub width: f64,
    /// How high.
    pub height: f64,
}

/// What stands before the words of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Sign {
    None,
    Meeting(Style),
    Phase(Style),
    Milestone,
    CriticalMilestone,
    Deadline,
    Weekend,
    Holiday,
    Closed,
    HalfDay,
    Unwelcome,
    Today,
}

/// One entry of a legend; a heading begins a block.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    heading: bool,
    sign: Sign,
    words: String,
}

/// The columns of a legend, set at a size: each entry broken into lines.
#[derive(Debug, Clone, PartialEq)]
struct Setting {
    size: f64,
    width: f64,
    columns: Vec<Vec<(Entry, Vec<String>)>>,
}

/// The list of closed days is only given when the letters stay at least so large.
const ROOMY: f64 = 10.5;
const LINE_HEIGHT: f64 = 1.34;
const HEADING_GAP: f64 = 0.7;
const INDENT: f64 = 1.9;
const GUTTER: f64 = 18.0;

/// Draws the legend of a wheel; `phases` tells whether the wheel shows them.
pub fn legend(svg: &mut Svg, content: &Content, phases: PhasesShown, id: &str, sheet: Sheet) {
    let mut entries = entries(content, phases);
    let without = set(&entries, sheet);
    entries.extend(closed_days(content));
    let with = set(&entries, sheet);
    let setting = if with.size >= ROOMY { with } else { without };
    for (index, column) in setting.columns.iter().enumerate() {
        let left = sheet.left + f64::from(u32::try_from(index).unwrap_or(0)) * (setting.width + GUTTER);
        let mut y = sheet.top;
        for (position, (entry, broken)) in column.iter().enumerate() {
            if entry.heading && position > 0 {
                y += setting.size * HEADING_GAP;
            }
            draw_sign(svg, entry.sign, (left + setting.size * 0.75, y + setting.size * 0.62), setting.size, id);
            for line in broken {
                let indent = setting.size * indent(entry);
                let text = Tag::new("text").at("x", left + indent).at("y", y + setting.size).at("font-size", setting.size);
                let text = Paint::Ink.fill(text);
                let text = if entry.heading { text.set("font-weight", "bold") } else { text };
                svg.words(text, line);
                y += setting.size * LINE_HEIGHT;
            }
        }
    }
}

/// Whether a wheel had room for its phases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhasesShown {
    /// They are drawn.
    Drawn,
    /// They are not.
    LeftOut,
}

fn entries(content: &Content, phases: PhasesShown) -> Vec<Entry> {
    let language = content.language;
    let mut entries = Vec::new();
    let heading = |words: &str| Entry { heading: true, sign: Sign::None, words: words.to_owned() };
    if !content.rings.is_empty() {
        entries.push(heading(Caption::Groups.text(language)));
    }
    for ring in &content.rings {
        if let Some(product) = &ring.heading {
            entries.push(Entry { heading: false, ..heading(&format!("{product}:")) });
        }
        let words = format!("{} · {}", ring.name, meeting_count(language, ring.meetings.len()));
        entries.push(Entry { heading: false, sign: Sign::Meeting(style(ring.look)), words });
    }
    match phases {
        PhasesShown::Drawn => {
            for (number, track) in content.tracks.iter().enumerate() {
                entries.push(heading(&format!("{} {}", number + 1, track.name)));
                for (position, phase) in track.phases.iter().enumerate() {
                    let words = format!("{}.{} {} {}", number + 1, position + 1, phase.name, phase.span);
                    entries.push(Entry { heading: false, sign: Sign::Phase(style(number)), words });
                }
            }
        }
        PhasesShown::LeftOut => {
            entries.push(heading(Caption::Phases.text(language)));
            entries.push(Entry { heading: false, ..heading(Caption::PhasesLeftOut.text(language)) });
        }
    }
    if !content.milestones.is_empty() {
        entries.push(heading(Caption::Milestones.text(language)));
    }
    for milestone in &content.milestones {
        let sign = if milestone.critical { Sign::CriticalMilestone } else { Sign::Milestone };
        let words = format!("{} {}", short_date(language, milestone.mark.date), milestone.name);
        entries.push(Entry { heading: false, sign, words });
    }
    entries.push(heading(Caption::Signs.text(language)));
    for (sign, caption) in signs(content) {
        entries.push(Entry { heading: false, sign, words: caption.text(language).to_owned() });
    }
    if let Some(today) = content.today {
        let words = format!("{}: {}", Caption::Today.text(language).to_lowercase(), short_date(language, today));
        entries.push(Entry { heading: false, sign: Sign::Today, words });
    }
    entries
}

/// The signs that occur in the wheel, and what they mean.
fn signs(content: &Content) -> Vec<(Sign, Caption)> {
    let all = || content.rings.iter().map(|ring| &ring.shaded).chain([&content.shaded]);
    let is_shaded =
        |shade: Shade| all().any(|days| days.closed.values().chain(days.unwelcome.values()).any(|note| note.shade == shade));
    let is_milestone = |critical: bool| content.milestones.iter().any(|milestone| milestone.critical == critical);
    let signs = [
        (content.rings.iter().any(|ring| !ring.meetings.is_empty()), Sign::Meeting(style(0)), Caption::MeetingSign),
        (content.rings.iter().any(|ring| !ring.deadlines.is_empty()), Sign::Deadline, Caption::Deadline),
        (is_milestone(false), Sign::Milestone, Caption::Milestone),
        (is_milestone(true), Sign::CriticalMilestone, Caption::CriticalMilestone),
        (true, Sign::Weekend, Caption::Weekend),
        (is_shaded(Shade::Holiday), Sign::Holiday, Caption::Holiday),
        (is_shaded(Shade::Closed), Sign::Closed, Caption::ClosedDay),
        (is_shaded(Shade::HalfDay), Sign::HalfDay, Caption::HalfDay),
        (is_shaded(Shade::Unwelcome), Sign::Unwelcome, Caption::Unwelcome),
    ];
    signs.into_iter().filter(|(occurs, ..)| *occurs).map(|(_, sign, caption)| (sign, caption)).collect()
}

/// The days on which no group meets, in one paragraph.
fn closed_days(content: &Content) -> Vec<Entry> {
    let language = content.language;
    let days = stretches(&content.shaded.closed).into_iter().filter(|stretch| stretch.note.shade < Shade::HalfDay);
    let days = days.map(|stretch| {
        let first = short_date(language, stretch.first);
        let dates =
            if stretch.first == stretch.last { first } else { format!("{first} – {}", short_date(language, stretch.last)) };
        format!("{}\u{a0}{}", dates.replace(' ', "\u{a0}"), stretch.note.names)
    });
    let words = days.collect::<Vec<_>>().join("; ");
    if words.is_empty() {
        return Vec::new();
    }
    let heading = Caption::ClosedDays.text(language).to_owned();
    [(true, heading), (false, words)].map(|(heading, words)| Entry { heading, sign: Sign::None, words }).into()
}

/// The largest setting that fits; the smallest there is when none does, and then without the entries that do not.
fn set(entries: &[Entry], sheet: Sheet) -> Setting {
    let settings = (0..=16_u32).flat_map(|step| {
        let size = 13.0 - f64::from(step) * 0.5;
        let most = if size > 9.0 { 3 } else { 4 };
        (2..=most).map(move |columns| (size, columns))
    });
    for (size, columns) in settings {
        let setting = fill(entries, sheet, size, columns);
        if setting.columns.len() <= columns as usize {
            return setting;
        }
    }
    let mut setting = fill(entries, sheet, 5.0, 4);
    setting.columns.truncate(4);
    setting
}

/// Fills columns one after the other; there may be more than were asked for.
fn fill(entries: &[Entry], sheet: Sheet, size: f64, columns: u32) -> Setting {
    let width = (sheet.width - GUTTER * f64::from(columns - 1)) / f64::from(columns);
    let mut setting = Setting { size, width, columns: vec![Vec::new()] };
    let mut used = 0.0;
    for (index, entry) in entries.iter().enumerate() {
        let room = width - size * indent(entry);
        let height = |entry: &Entry, lines: usize| {
            let gap = if entry.heading { HEADING_GAP } else { 0.0 };
            (f64::from(u32::try_from(lines).unwrap_or(u32::MAX)) * LINE_HEIGHT + gap) * size
        };
        let broken = lines(&entry.words, size, room);
        let own = height(entry, broken.len());
        // A heading never stands alone at the foot of a column.
        let with_next = if entry.heading && entries.get(index + 1).is_some() { own + size * LINE_HEIGHT * 2.0 } else { own };
        if used + with_next > sheet.height {
            setting.columns.push(Vec::new());
            used = 0.0;
        }
        used += own;
        if let Some(column) = setting.columns.last_mut() {
            column.push((entry.clone(), broken));
        }
    }
    setting
}

/// How far the words of an entry stand from the edge, in parts of their size.
fn indent(entry: &Entry) -> f64 {
    if entry.sign == Sign::None { 0.0 } else { INDENT }
}

fn draw_sign(svg: &mut Svg, sign: Sign, (x, y): (f64, f64), size: f64, id: &str) {
    let radius = size * 0.5;
    let cell = |height: f64| {
        let corner = Tag::new("rect").at("x", x - radius * 1.3).at("y", y + radius - height);
        corner.at("width", radius * 2.6).at("height", height)
    };
    let whole = radius * 2.0;
    match sign {
        Sign::None => {}
        Sign::Meeting(style) => shape(svg, style, (x, y), radius),
        Sign::Phase(style) => svg.leaf(tinted(cell(whole), style)),
        Sign::Milestone => diamond(svg, false, (x, y), radius),
        Sign::CriticalMilestone => diamond(svg, true, (x, y), radius),
        Sign::Deadline => {
            let corner = Tag::new("rect").at("x", x - 1.1).at("y", y - radius * 0.6);
            svg.leaf(Paint::Ink.fill(corner.at("width", 2.2).at("height", radius * 1.4)));
        }
        Sign::Weekend => svg.leaf(weekend(cell(whole))),
        Sign::Holiday => {
            svg.leaf(shade(Shade::Holiday, cell(whole), id));
            svg.leaf(Paint::Frame.fill(cell(radius * 0.7)));
        }
        Sign::Closed => svg.leaf(shade(Shade::Closed, cell(whole), id)),
        Sign::HalfDay => svg.leaf(shade(Shade::HalfDay, cell(radius), id)),
        Sign::Unwelcome => {
            svg.leaf(shade(Shade::Unwelcome, cell(whole), id));
            svg.leaf(Paint::Unwelcome.fill(cell(radius * 0.6)));
        }
        Sign::Today => svg.leaf(Paint::Today.fill(cell(radius * 0.5))),
    }
    match sign {
        Sign::Weekend | Sign::Holiday | Sign::Closed | Sign::HalfDay | Sign::Unwelcome => {
            svg.leaf(Paint::Line.stroke(cell(whole), 0.5));
        }
        Sign::None
        | Sign::Meeting(_)
        | Sign::Phase(_)
        | Sign::Milestone
        | Sign::CriticalMilestone
        | Sign::Deadline
        | Sign::Today => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{HEADING_GAP, LINE_HEIGHT, PhasesShown, Sheet, entries, indent, set};
    use crate::calendar::planning_year::PlanningYear;
    use crate::plan::id::ProductId;
    use crate::render::gallery;
    use crate::render::lettering::width;
    use crate::render::view::View;
    use crate::render::wheel_content::content;

    const SHEET: Sheet = Sheet { left: 0.0, top: 0.0, width: 800.0, height: 262.0 };

    #[test]
    fn every_entry_is_set_inside_its_column_and_the_sheet() {
        let (plan, schedule) = gallery::plan();
        let view = View::new(&plan, &schedule);
        for copies in [1, 2, 3] {
            let mut content =
                content(&view, &[ProductId(0), ProductId(1)], "Alle", PlanningYear::starting(2027, 1).unwrap(), None);
            content.rings = vec![content.rings; copies].concat();
            let entries = entries(&content, PhasesShown::Drawn);
            let setting = set(&entries, SHEET);
            assert_eq!(setting.columns.iter().map(Vec::len).sum::<usize>(), entries.len(), "{copies}");
            for column in &setting.columns {
                let mut height = 0.0;
                for (position, (entry, lines)) in column.iter().enumerate() {
                    height += if entry.heading && position > 0 { setting.size * HEADING_GAP } else { 0.0 };
                    for line in lines {
                        height += setting.size * LINE_HEIGHT;
                        assert!(indent(entry) * setting.size + width(line, setting.size) <= setting.width, "{line}");
                    }
                }
                assert!(height <= SHEET.height + 0.1, "{height}");
                assert!(!column.last().unwrap().0.heading);
            }
        }
    }
}
