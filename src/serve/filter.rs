//! Which events of a feed are asked for, in the query of its address: `?kind=meeting&group=styregruppe&cancelled=0`.
//!
//! Parameters that are not known are ignored: Outlook and Google add some. Values of known ones are not guessed at: a feed without
//! a meeting that someone counts on is worse than a refusal. Knows no feed.

use std::collections::BTreeSet;

use crate::serve::request_path::decoded;

/// The kinds of events, by the words of `schedule.json`.
pub const KINDS: [&str; 4] = ["deadline", "meeting", "milestone", "phase"];

/// Which events of a feed are asked for. What is empty asks for all.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Filter {
    /// Cancelled events are left out.
    pub leaves_cancelled_out: bool,
    /// Of these kinds.
    pub kinds: BTreeSet<String>,
    /// Of the products with these keys.
    pub products: BTreeSet<String>,
    /// Of the groups with these keys.
    pub groups: BTreeSet<String>,
    /// Not over before this date, written `YYYYMMDD`.
    pub from: Option<String>,
    /// Begun by this date.
    pub until: Option<String>,
}

impl Filter {
    /// Reads the query of an address. A parameter may stand several times, or have several values with commas between them.
    ///
    /// # Errors
    /// What is wrong with a value, for people.
    pub fn read(query: &str) -> Result<Filter, String> {
        let mut filter = Filter::default();
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            let set = match name {
                "kind" => &mut filter.kinds,
                "product" => &mut filter.products,
                "group" => &mut filter.groups,
                "cancelled" => {
                    filter.leaves_cancelled_out = match value {
                        "0" => true,
                        "1" => false,
                        _ => return Err(format!("`cancelled` is 0 or 1, not `{value}`")),
                    };
                    continue;
                }
                "from" | "until" => {
                    let day = day(value).ok_or_else(|| format!("`{name}` is a date such as 2027-03-01, not `{value}`"))?;
                    let slot = if name == "from" { &mut filter.from } else { &mut filter.until };
                    *slot = Some(day);
                    continue;
                }
                _ => continue,
            };
            let value = decoded(&value.replace('+', " ")).ok_or_else(|| format!("`{name}` is not UTF-8"))?;
            set.extend(value.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()));
        }
        match filter.kinds.iter().find(|kind| !KINDS.contains(&kind.as_str())) {
            Some(kind) => Err(format!("`kind` is one of {}, not `{kind}`", KINDS.join(", "))),
            None => Ok(filter),
        }
    }

    /// Whether all events are asked for.
    pub fn takes_all(&self) -> bool {
        *self == Filter::default()
    }

    /// Whether it must be known what events are about.
    pub fn asks_about(&self) -> bool {
        !(self.kinds.is_empty() && self.products.is_empty() && self.groups.is_empty())
    }
}

/// A date as it stands in feeds. Whether the month has that day does not matter: dates are only compared.
fn day(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let is = |part: &str, length: usize, most: u32| {
        part.len() == length
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && part.parse().is_ok_and(|number: u32| (1..=most).contains(&number))
    };
    (is(year, 4, 9999) && is(month, 2, 12) && is(day, 2, 31)).then(|| format!("{year}{month}{day}"))
}

#[cfg(test)]
mod tests {
    use super::Filter;

    #[test]
    fn what_is_not_known_is_ignored_and_what_is_known_is_read() {
        assert!(Filter::read("").unwrap().takes_all());
        assert!(Filter::read("utm_source=x&nocache&_=17&=&kind=").unwrap().takes_all());
        let filter =
            Filter::read("kind=meeting,deadline&group=a%C3%A5&group=b&from=2027-01-31&until=2027-12-31&cancelled=0&x=1").unwrap();
        assert_eq!(filter.kinds.iter().map(String::as_str).collect::<Vec<_>>(), ["deadline", "meeting"]);
        assert_eq!(filter.groups.iter().map(String::as_str).collect::<Vec<_>>(), ["aå", "b"]);
        assert_eq!((filter.from.as_deref(), filter.until.as_deref()), (Some("20270131"), Some("20271231")));
        assert!(filter.leaves_cancelled_out && filter.asks_about());
        assert_eq!(
            Filter::read("group=b&kind=deadline&kind=meeting&group=a%c3%a5&from=2027-01-31&until=2027-12-31&cancelled=0"),
            Ok(filter)
        );
    }

    #[test]
    fn a_value_that_means_nothing_is_refused() {
        for query in [
            "cancelled=no",
            "kind=meetings",
            "from=2027",
            "from=2027-13-01",
            "until=2027-1-1",
            "until=20270101",
            "group=%ff",
            "from=2027-00-10",
        ] {
            let name = query.split('=').next().unwrap();
            assert!(Filter::read(query).unwrap_err().contains(&format!("`{name}`")), "{query}");
        }
    }
}
