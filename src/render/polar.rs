//! The geometry of a year as a circle: dates to angles, angles to points and outlines. Knows nothing of what is drawn.
//!
//! Angles are degrees clockwise from the top. Sine and cosine are computed here, from sums and products alone, so that a
//! drawing has the same bytes on every machine.

use std::fmt::Write as _;

use crate::calendar::civil::NaiveDate;
use crate::calendar::horizon::Horizon;
use crate::render::svg::number;

/// A year laid round a circle: its first day begins at the top, and the days go clockwise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dial {
    /// The centre, in units of the drawing.
    pub centre: (f64, f64),
    first: NaiveDate,
    days: f64,
}

/// In which direction a line of words runs along its arc, so that they stand upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Clockwise: the upper half.
    Clockwise,
    /// Against the clock: the lower half.
    Counterclockwise,
}

impl Dial {
    /// The dial of a year, or of any stretch of days.
    pub fn new(centre: (f64, f64), year: Horizon) -> Dial {
        let days = i32::try_from(year.len_days()).map_or(f64::MAX, f64::from);
        Dial { centre, first: year.first(), days }
    }

    /// The angle at which a day begins: 0 to below 360 inside the year, outside that for days of other years.
    pub fn begin(&self, date: NaiveDate) -> f64 {
        let days = i32::try_from((date - self.first).num_days()).unwrap_or(i32::MAX);
        f64::from(days) * self.day_angle()
    }

    /// The angle of the middle of a day.
    pub fn middle(&self, date: NaiveDate) -> f64 {
        self.begin(date) + self.day_angle() / 2.0
    }

    /// The angle at which a day ends, which is where the next begins.
    pub fn end(&self, date: NaiveDate) -> f64 {
        self.begin(date) + self.day_angle()
    }

    /// The angle of one day.
    pub fn day_angle(&self) -> f64 {
        360.0 / self.days
    }

    /// The point at a radius and an angle.
    pub fn point(&self, radius: f64, angle: f64) -> (f64, f64) {
        let (sine, cosine) = sine_cosine(angle);
        (self.centre.0 + radius * sine, self.centre.1 - radius * cosine)
    }

    /// The outline of the part of a ring between two radii and two angles.
    pub fn sector(&self, (inner, outer): (f64, f64), from: f64, to: f64) -> String {
        format!(
            "{}{}Z",
            self.arc('M', outer, from, to, Reading::Clockwise),
            self.arc('L', inner, to, from, Reading::Counterclockwise)
        )
    }

    /// A line along a radius between two angles, from which words hang in the given direction.
    pub fn line(&self, radius: f64, from: f64, to: f64, reading: Reading) -> String {
        match reading {
            Reading::Clockwise => self.arc('M', radius, from, to, reading),
            Reading::Counterclockwise => self.arc('M', radius, to, from, reading),
        }
    }

    fn arc(&self, start: char, radius: f64, from: f64, to: f64, direction: Reading) -> String {
        let sweep = match direction {
            Reading::Clockwise => 1,
            Reading::Counterclockwise => 0,
        };
        let (start_x, start_y) = self.point(radius, from);
        let mut path = format!("{start}{} {}", number(start_x), number(start_y));
        // An arc command cannot draw a whole circle, and above a half its direction depends on rounding: go by thirds.
        let steps = if (to - from).abs() > 120.0 { 3 } else { 1 };
        for step in 1..=steps {
            let (x, y) = self.point(radius, from + (to - from) * f64::from(step) / f64::from(steps));
            let radius = number(radius);
            write!(path, "A{radius} {radius} 0 0 {sweep} {} {}", number(x), number(y)).expect("a String takes what is written");
        }
        path
    }
}

/// Which way words in the middle of two angles must run to stand upright.
pub fn reading(from: f64, to: f64) -> Reading {
    let middle = f64::midpoint(from, to).rem_euclid(360.0);
    if middle > 95.0 && middle < 265.0 { Reading::Counterclockwise } else { Reading::Clockwise }
}

/// How many degrees a length takes on a circle of a radius above 0.
pub fn degrees(length: f64, radius: f64) -> f64 {
    length / radius * (180.0 / std::f64::consts::PI)
}

/// How long an angle is on a circle of a radius.
pub fn length(angle: f64, radius: f64) -> f64 {
    angle * radius * (std::f64::consts::PI / 180.0)
}

/// Sine and cosine of an angle in degrees, to about 1e-15.
fn sine_cosine(angle: f64) -> (f64, f64) {
    let turned = angle.rem_euclid(360.0);
    let quarter = (turned / 90.0).round();
    let rest = (turned - quarter * 90.0) * (std::f64::consts::PI / 180.0);
    let square = rest * rest;
    // Taylor series about 0; on at most an eighth of a turn ten terms are exact to the last digit that is drawn.
    let (mut sine, mut cosine, mut sine_term, mut cosine_term) = (rest, 1.0, rest, 1.0);
    for term in 1..10 {
        let even = f64::from(2 * term);
        cosine_term *= -square / ((even - 1.0) * even);
        sine_term *= -square / (even * (even + 1.0));
        cosine += cosine_term;
        sine += sine_term;
    }
    match quarter {
        ..0.5 => (sine, cosine),
        ..1.5 => (cosine, -sine),
        ..2.5 => (-sine, -cosine),
        ..3.5 => (-cosine, sine),
        _ => (sine, cosine),
    }
}

#[cfg(test)]
mod tests {
    use super::{Dial, Reading, degrees, length, reading, sine_cosine};
    use crate::calendar::civil::NaiveDate;
    use crate::calendar::horizon::Horizon;

    fn dial(year: i32) -> Dial {
        Dial::new((100.0, 100.0), Horizon::of_years(year, year).unwrap())
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn january_begins_at_the_top_and_the_year_closes_there() {
        assert!((dial(2027).begin(date("2027-01-01")) - 0.0).abs() < 1e-9);
        assert!((dial(2027).end(date("2027-12-31")) - 360.0).abs() < 1e-9);
        assert!((dial(2028).end(date("2028-12-31")) - 360.0).abs() < 1e-9);
        assert!((dial(2028).begin(date("2028-07-01")) / (360.0 / 366.0) - 182.0).abs() < 1e-9);
        assert_eq!(dial(2027).point(50.0, 90.0), (150.0, 100.0));
    }

    #[test]
    fn sine_and_cosine_agree_with_the_library_all_the_way_round() {
        for step in -720..720 {
            let angle = f64::from(step) * 0.73;
            let (sine, cosine) = sine_cosine(angle);
            assert!((sine - angle.to_radians().sin()).abs() < 1e-12, "{angle}");
            assert!((cosine - angle.to_radians().cos()).abs() < 1e-12, "{angle}");
        }
    }

    #[test]
    fn a_whole_ring_is_drawn_in_thirds_and_a_month_in_one_stroke() {
        assert_eq!(dial(2027).sector((10.0, 20.0), 0.0, 360.0).matches('A').count(), 6);
        assert_eq!(dial(2027).sector((10.0, 20.0), 0.0, 30.0).matches('A').count(), 2);
        assert_eq!(dial(2027).line(10.0, 0.0, 90.0, Reading::Counterclockwise), "M110 100A10 10 0 0 0 100 90");
    }

    #[test]
    fn words_turn_round_in_the_lower_half() {
        assert_eq!(reading(0.0, 30.0), Reading::Clockwise);
        assert_eq!(reading(170.0, 190.0), Reading::Counterclockwise);
        assert_eq!(reading(355.0, 365.0), Reading::Clockwise);
    }

    #[test]
    fn lengths_and_angles_are_inverse() {
        assert!((length(degrees(12.5, 80.0), 80.0) - 12.5).abs() < 1e-12);
    }
}
