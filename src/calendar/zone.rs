//! Which time zones there are, by the IANA database that comes with the program. Knows no offsets.

/// Whether the IANA database has a zone of this name.
pub fn exists(name: &str) -> bool {
    jiff::tz::TimeZone::get(name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::exists;

    #[test]
    fn a_zone_is_known_by_its_iana_name_alone() {
        assert!(exists("Europe/Copenhagen"));
        assert!(!exists("Europe/København"));
    }
}
