//! What prices are paid for, told so that whoever knows the model alone can recompute the bound they give.

/// Prices are whole numbers of this part of 1.
pub const UNITS: i64 = 1_048_576;

/// Something that holds for all choices that break nothing, and so can be paid for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paid {
    /// A row of the model.
    Row(u32),
    /// A moment of a resource on a day: no more take it than can have it at once.
    Moment {
        /// Which resource.
        resource: u32,
        /// The day.
        day: i32,
        /// The minute of the day.
        moment: i32,
    },
    /// A day of a resource: no more take it than can have it on a day.
    Day {
        /// Which resource.
        resource: u32,
        /// The day.
        day: i32,
    },
    /// Starts of options, as bits, of which at most one can be chosen: activity, option counted over all, starts.
    Clique(Vec<(u32, u32, u64)>),
    /// A pair of runs: when the one takes this option or a later one, the other takes the first of its run or a later one.
    NotBefore {
        /// Which pair.
        pair: u32,
        /// The option, counted within the one.
        option: u32,
    },
    /// A pair of runs: when the one takes this option or an earlier one, the other takes the last of its run or an earlier one.
    NotAfter {
        /// Which pair.
        pair: u32,
        /// The option, counted within the one.
        option: u32,
    },
    /// A pair that costs: the one takes this option just when the pair by itself does.
    CopyOfOne {
        /// Which pair.
        pair: u32,
        /// The option, counted within the one.
        option: u32,
    },
    /// A pair that costs: the other takes this option just when the pair by itself does.
    CopyOfOther {
        /// Which pair.
        pair: u32,
        /// The option, counted within the other.
        option: u32,
    },
}

/// What is paid for, and its price in [`UNITS`]; what is not told has the price 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Certificate {
    /// All prices that are not 0.
    pub prices: Vec<(Paid, i64)>,
}

impl Certificate {
    /// Adds what is paid for, unless its price is 0.
    pub fn add(&mut self, price: f64, paid: impl FnOnce() -> Paid) {
        if price != 0.0 {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_precision_loss,
                reason = "prices are multiples of a unit, far below 2^53 of them"
            )]
            let units = (price * UNITS as f64) as i64;
            self.prices.push((paid(), units));
        }
    }
}
