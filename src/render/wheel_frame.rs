//! The frame of a wheel: months, ISO weeks, a strip of days, and the shading of days that are not like others. Knows no
//! meeting and no phase.

use crate::calendar::civil::{Datelike, Days, NaiveDate};
use crate::calendar::horizon::Horizon;
use crate::calendar::iso_week::Week;
use crate::plan::date_words::{long_date, month_name};
use crate::plan::language::Language;
use crate::render::captions::{Caption, short_date};
use crate::render::closed_days::{Notes, Shade, Shaded, Stretch, stretches};
use crate::render::palette::Paint;
use crate::render::polar::{Dial, Reading, reading};
use crate::render::svg::{Svg, Tag, number};
use crate::render::wheel_layout::{Band, RIM};

/// The outermost circle of a wheel.
pub const EDGE: f64 = 408.0;
/// The band of month names.
const MONTHS: Band = Band { inner: 381.0, outer: EDGE };
/// The band of week numbers.
const WEEKS: Band = Band { inner: 364.0, outer: 381.0 };
/// The strip of days.
const STRIP: Band = Band { inner: RIM + 1.0, outer: 364.0 };

/// Every second month is a little lighter.
const MONTH_OPACITY: [&str; 2] = ["1", "0.86"];

/// What a frame is drawn with.
pub struct Frame<'a> {
    /// The year's circle.
    pub dial: Dial,
    /// The year.
    pub horizon: Horizon,
    /// The language of month names.
    pub language: Language,
    /// The beginning of every id in the drawing.
    pub id: &'a str,
}

impl Frame<'_> {
    /// Draws the patterns that the shading refers to.
    pub fn patterns(&self, svg: &mut Svg) {
        let hatch = Tag::new("pattern").set("id", format!("{}-hatch", self.id)).at("width", 4.0).at("height", 4.0);
        svg.open(hatch.set("patternUnits", "userSpaceOnUse").set("patternTransform", "rotate(45)"));
        svg.leaf(Paint::Closed.fill(Tag::new("rect").at("width", 1.5).at("height", 4.0)));
        svg.close();
    }

    /// Shades the days of all rings together, from the rim to the centre.
    pub fn background(&self, svg: &mut Svg, shaded: &Shaded, centre: f64) {
        let band = Band { inner: centre, outer: RIM };
        self.notes(svg, &shaded.unwelcome, band);
        for (first, last) in weekends(self.horizon) {
            self.days(svg, band, (first, last), &weekend(Tag::new("path")));
        }
        self.notes(svg, &shaded.closed, band);
    }

    /// Shades the days of one ring.
    pub fn notes(&self, svg: &mut Svg, notes: &Notes, band: Band) {
        for stretch in stretches(notes) {
            let band = match stretch.note.shade {
                Shade::HalfDay => Band { outer: band.middle(), ..band },
                Shade::Holiday | Shade::Closed | Shade::Unwelcome => band,
            };
            svg.open(Tag::new("g"));
            svg.words(Tag::new("title"), &self.told(&stretch));
            self.days(svg, band, (stretch.first, stretch.last), &shade(stretch.note.shade, Tag::new("path"), self.id));
            svg.close();
        }
    }

    /// Draws months, weeks and the strip of days.
    pub fn rim(&self, svg: &mut Svg, shaded: &Shaded) {
        self.strip(svg, shaded);
        self.weeks(svg);
        for (index, (first, last)) in months(self.horizon).into_iter().enumerate() {
            let (from, to) = (self.dial.begin(first), self.dial.end(last));
            let band = Tag::new("path").set("d", self.dial.sector(MONTHS.radii(), from, to));
            svg.leaf(Paint::Frame.fill(band).set("fill-opacity", MONTH_OPACITY[index % 2]));
            let name = month_name(self.language, first).to_uppercase();
            let style = Tag::new("text").at("font-size", 15.0).set("font-weight", "bold").set("letter-spacing", "1.5");
            let style = Paint::FrameInk.fill(style);
            self.along(svg, style, (&format!("month-{}", index + 1), &name), MONTHS.middle(), 15.0, (from, to));
        }
    }

    /// Draws the lines between months, over the rings and under their marks.
    pub fn month_lines(&self, svg: &mut Svg, centre: f64) {
        for (index, (first, _)) in months(self.horizon).into_iter().enumerate() {
            let angle = self.dial.begin(first);
            let width = if index == 0 {
                2.0
            } else if index % 3 == 0 {
                1.1
            } else {
                0.6
            };
            self.spoke(svg, angle, (centre, RIM), Paint::Line, width);
        }
    }

    /// Draws a hand at today when it lies in the year, from the rim to the centre; its group is there in any case, so that a page
    /// can put a hand of its own into it.
    pub fn today(&self, svg: &mut Svg, today: Option<NaiveDate>, centre: f64) {
        svg.open(Tag::new("g").set("id", format!("{}-today", self.id)).set("class", "wheel-today"));
        if let Some(today) = today.filter(|today| self.horizon.contains(*today)) {
            let angle = self.dial.middle(today);
            svg.words(Tag::new("title"), &format!("{}: {}", Caption::Today.text(self.language), long_date(self.language, today)));
            self.spoke(svg, angle, (centre, EDGE), Paint::Today, 2.0);
            let corners = [(EDGE - 9.0, 0.0), (EDGE + 5.0, -1.1), (EDGE + 5.0, 1.1)];
            let points = corners.map(|(radius, aside)| {
                let (x, y) = self.dial.point(radius, angle + aside);
                format!("{},{}", number(x), number(y))
            });
            let pointer = Tag::new("polygon").set("points", points.join(" "));
            svg.leaf(Paint::Today.fill(pointer));
        }
        svg.close();
    }

    /// Writes words along the middle of a band between two angles, upright.
    pub fn along(&self, svg: &mut Svg, style: Tag, (key, words): (&str, &str), radius: f64, size: f64, (from, to): (f64, f64)) {
        let direction = reading(from, to);
        // The line is the words' foot: about a third of their size below their middle.
        let foot = match direction {
            Reading::Clockwise => radius - size * 0.35,
            Reading::Counterclockwise => radius + size * 0.35,
        };
        let id = format!("{}-{key}", self.id);
        svg.leaf(Tag::new("path").set("id", &id).set("d", self.dial.line(foot, from, to, direction)).set("fill", "none"));
        svg.words_along(style.set("text-anchor", "middle"), &id, words);
    }

    fn strip(&self, svg: &mut Svg, shaded: &Shaded) {
        for (first, last) in weekends(self.horizon) {
            self.days(svg, STRIP, (first, last), &Paint::Weekend.fill(Tag::new("path")).set("fill-opacity", "0.3"));
        }
        let thin = Band { outer: STRIP.inner + 3.0, ..STRIP };
        for stretch in stretches(&shaded.unwelcome) {
            self.days(svg, thin, (stretch.first, stretch.last), &Paint::Unwelcome.fill(Tag::new("path")));
        }
        for stretch in stretches(&shaded.closed) {
            let (band, paint) = match stretch.note.shade {
                Shade::Holiday => (STRIP, Paint::Frame),
                Shade::Closed => (STRIP, Paint::Closed),
                Shade::HalfDay => (Band { inner: STRIP.middle(), ..STRIP }, Paint::Closed),
                Shade::Unwelcome => (thin, Paint::Unwelcome),
            };
            self.days(svg, band, (stretch.first, stretch.last), &paint.fill(Tag::new("path")));
        }
    }

    fn weeks(&self, svg: &mut Svg) {
        let mut week = Week::of(self.horizon.first());
        while week.monday() <= self.horizon.last() {
            let first = week.monday().max(self.horizon.first());
            let last = (week.monday() + Days::new(6)).min(self.horizon.last());
            if first > self.horizon.first() {
                self.spoke(svg, self.dial.begin(first), WEEKS.radii(), Paint::Line, 0.6);
            }
            // One day of a week has no room for its number.
            if last > first {
                let angle = f64::midpoint(self.dial.begin(first), self.dial.end(last));
                self.upright(svg, &week.number().to_string(), WEEKS.middle(), angle, 11.0);
            }
            week = week.next();
        }
    }

    /// Writes a few letters across a radius, turned with the circle and never upside down.
    fn upright(&self, svg: &mut Svg, words: &str, radius: f64, angle: f64, size: f64) {
        let (x, y) = self.dial.point(radius, angle);
        let turn = match reading(angle, angle) {
            Reading::Clockwise => angle,
            Reading::Counterclockwise => angle + 180.0,
        };
        let place = format!("translate({} {}) rotate({})", number(x), number(y), number(turn));
        let tag =
            Tag::new("text").set("transform", place).at("y", size * 0.35).at("font-size", size).set("text-anchor", "middle");
        svg.words(Paint::Ink.fill(tag), words);
    }

    fn days(&self, svg: &mut Svg, band: Band, (first, last): (NaiveDate, NaiveDate), style: &Tag) {
        let outline = self.dial.sector(band.radii(), self.dial.begin(first), self.dial.end(last));
        svg.leaf(style.clone().set("d", outline));
    }

    /// A line from radius to radius.
    pub fn spoke(&self, svg: &mut Svg, angle: f64, (inner, outer): (f64, f64), paint: Paint, width: f64) {
        let ((x1, y1), (x2, y2)) = (self.dial.point(inner, angle), self.dial.point(outer, angle));
        let line = Tag::new("line").at("x1", x1).at("y1", y1).at("x2", x2).at("y2", y2);
        svg.leaf(paint.stroke(line, width));
    }

    fn told(&self, stretch: &Stretch) -> String {
        let first = short_date(self.language, stretch.first);
        if stretch.first == stretch.last {
            return format!("{}: {first}", stretch.note.names);
        }
        format!("{}: {first} – {}", stretch.note.names, short_date(self.language, stretch.last))
    }
}

/// How weekends are shaded.
pub fn weekend(tag: Tag) -> Tag {
    Paint::Weekend.fill(tag).set("fill-opacity", "0.08")
}

/// How other days are shaded; `id` is the beginning of every id in the drawing.
pub fn shade(shade: Shade, tag: Tag, id: &str) -> Tag {
    match shade {
        Shade::Holiday => Paint::Holiday.fill(tag).set("fill-opacity", "0.32"),
        Shade::Closed | Shade::HalfDay => tag.set("fill", format!("url(#{id}-hatch)")),
        Shade::Unwelcome => Paint::Unwelcome.fill(tag).set("fill-opacity", "0.24"),
    }
}

/// First and last day of the months of a year.
fn months(year: Horizon) -> Vec<(NaiveDate, NaiveDate)> {
    let firsts: Vec<NaiveDate> = year.days().filter(|day| day.day() == 1).collect();
    let ends = firsts.iter().skip(1).filter_map(NaiveDate::pred_opt).chain([year.last()]);
    firsts.iter().copied().zip(ends).collect()
}

/// First and last day of the weekends of a year, as far as they lie in it.
fn weekends(year: Horizon) -> Vec<(NaiveDate, NaiveDate)> {
    let mut weekends = Vec::new();
    let mut week = Week::of(year.first());
    while week.monday() <= year.last() {
        let (saturday, sunday) = (week.monday() + Days::new(5), week.monday() + Days::new(6));
        if year.contains(saturday) || year.contains(sunday) {
            weekends.push((saturday.max(year.first()), sunday.min(year.last())));
        }
        week = week.next();
    }
    weekends
}

#[cfg(test)]
mod tests {
    use super::{months, weekends};
    use crate::calendar::horizon::Horizon;

    #[test]
    fn a_year_has_twelve_months_and_its_weekends_are_clipped_to_it() {
        let year = Horizon::of_years(2028, 2028).unwrap();
        assert_eq!(months(year).len(), 12);
        assert_eq!(months(year)[1].1.to_string(), "2028-02-29");
        let told: Vec<String> = weekends(year).iter().map(|(first, last)| format!("{first} {last}")).collect();
        assert_eq!((told[0].as_str(), told[52].as_str()), ("2028-01-01 2028-01-02", "2028-12-30 2028-12-31"));
        let year = Horizon::of_years(2023, 2023).unwrap();
        assert_eq!(weekends(year)[0].0.to_string(), "2023-01-01");
    }
}
