//! Every change of a law, with dates on both sides of it.

use crate::calendar::holidays::{Country, public_holidays};

/// The dates, month and day, on which a country keeps a holiday in a year.
fn on(country: Country, year: i32, english: &str) -> Vec<String> {
    let holidays = public_holidays(country, year);
    holidays.iter().filter(|holiday| holiday.english == english).map(|holiday| holiday.date.format("%m-%d").to_string()).collect()
}

fn count(country: Country, year: i32) -> usize {
    public_holidays(country, year).len()
}

#[test]
fn sweden_gave_whit_monday_for_the_national_day_in_2005() {
    assert_eq!(on(Country::Se, 2004, "Whit Monday"), ["05-31"]);
    assert!(on(Country::Se, 2004, "National Day").is_empty());
    assert!(on(Country::Se, 2005, "Whit Monday").is_empty());
    assert_eq!(on(Country::Se, 2005, "National Day"), ["06-06"]);
}

#[test]
fn midsummer_and_all_saints_are_the_saturdays_of_their_weeks_at_both_ends() {
    for country in [Country::Se, Country::Fi] {
        assert_eq!(on(country, 2020, "Midsummer Day"), ["06-20"]);
        assert_eq!(on(country, 2021, "Midsummer Day"), ["06-26"]);
        assert_eq!(on(country, 2026, "All Saints' Day"), ["10-31"]);
        assert_eq!(on(country, 2027, "All Saints' Day"), ["11-06"]);
    }
}

#[test]
fn finland_kept_epiphany_and_ascension_on_saturdays_to_1990() {
    assert_eq!(on(Country::Fi, 1990, "Epiphany"), ["01-06"]);
    assert_eq!(on(Country::Fi, 1989, "Epiphany"), ["01-07"]);
    assert_eq!(on(Country::Fi, 1991, "Epiphany"), ["01-06"]);
    assert_eq!(on(Country::Fi, 1990, "Ascension Day"), ["05-19"]);
    assert_eq!(on(Country::Fi, 1991, "Ascension Day"), ["05-09"]);
}

#[test]
fn norway_made_two_days_of_may_holidays_in_1947() {
    assert!(on(Country::No, 1946, "Constitution Day").is_empty());
    assert_eq!(on(Country::No, 1947, "Constitution Day"), ["05-17"]);
    assert_eq!((count(Country::No, 1946), count(Country::No, 1947)), (10, 12));
}

#[test]
fn the_dutch_sovereigns_day_avoids_sundays_each_reign_in_its_way() {
    assert_eq!(on(Country::Nl, 1978, "Queen's Day"), ["05-01"]);
    assert_eq!(on(Country::Nl, 1989, "Queen's Day"), ["04-29"]);
    assert_eq!(on(Country::Nl, 2013, "Queen's Day"), ["04-30"]);
    assert!(on(Country::Nl, 2013, "King's Day").is_empty() && on(Country::Nl, 2014, "Queen's Day").is_empty());
    assert_eq!(on(Country::Nl, 2014, "King's Day"), ["04-26"]);
    assert_eq!(on(Country::Nl, 2015, "King's Day"), ["04-27"]);
    assert_eq!(on(Country::Nl, 2025, "Liberation Day"), ["05-05"]);
    assert!(on(Country::Nl, 2026, "Liberation Day").is_empty());
}

#[test]
fn bank_holidays_were_moved_for_jubilees_and_victories() {
    assert_eq!(on(Country::Gb, 2022, "Spring bank holiday"), ["06-02"]);
    assert_eq!(on(Country::Gb, 2022, "Platinum Jubilee of Elizabeth II"), ["06-03"]);
    assert_eq!(on(Country::Gb, 2023, "Spring bank holiday"), ["05-29"]);
    assert_eq!(on(Country::Gb, 2020, "Early May bank holiday (VE day)"), ["05-08"]);
    assert!(on(Country::Gb, 2020, "Early May bank holiday").is_empty());
    assert_eq!(on(Country::Gb, 2021, "Early May bank holiday"), ["05-03"]);
    assert_eq!(on(Country::Gb, 2023, "Coronation of Charles III"), ["05-08"]);
}

#[test]
fn a_bank_holiday_on_a_weekend_has_a_substitute_on_the_next_free_weekday() {
    assert_eq!(on(Country::GbEng, 2021, "Christmas Day"), ["12-25", "12-27"]);
    assert_eq!(on(Country::GbEng, 2021, "Boxing Day"), ["12-26", "12-28"]);
    assert_eq!(on(Country::GbEng, 2022, "Christmas Day"), ["12-25", "12-27"]);
    assert_eq!(on(Country::GbEng, 2022, "Boxing Day"), ["12-26"]);
    assert_eq!(on(Country::GbSct, 2022, "New Year's Day"), ["01-01", "01-03"]);
    assert_eq!(on(Country::GbSct, 2022, "2 January"), ["01-02", "01-04"]);
    assert_eq!(on(Country::GbSct, 2023, "New Year's Day"), ["01-01", "01-03"]);
    assert_eq!(on(Country::GbNir, 2026, "Battle of the Boyne (Orangemen's Day)"), ["07-12", "07-13"]);
    assert_eq!(on(Country::GbNir, 2027, "Battle of the Boyne (Orangemen's Day)"), ["07-12"]);
}

#[test]
fn scotland_keeps_other_days_than_england() {
    assert!(on(Country::GbSct, 2027, "Easter Monday").is_empty());
    assert_eq!(on(Country::GbEng, 2027, "Easter Monday"), ["03-29"]);
    assert_eq!(on(Country::GbSct, 2027, "Summer bank holiday"), ["08-02"]);
    assert_eq!(on(Country::GbWls, 2027, "Summer bank holiday"), ["08-30"]);
    assert!(on(Country::GbSct, 2006, "St Andrew's Day").is_empty());
    assert_eq!(on(Country::GbSct, 2007, "St Andrew's Day"), ["11-30"]);
    assert_eq!(public_holidays(Country::Gb, 2027), public_holidays(Country::GbEng, 2027));
}

#[test]
fn germany_kept_reformation_day_everywhere_in_2017_and_four_more_states_kept_on() {
    let states = |year| {
        let keeps = |state: &&Country| !on(**state, year, "Reformation Day").is_empty();
        Country::ALL.iter().filter(|country| country.code().starts_with("de-")).filter(keeps).count()
    };
    assert_eq!((states(2016), states(2017), states(2018)), (5, 16, 9));
    assert!(on(Country::De, 2016, "Reformation Day").is_empty());
    assert_eq!(on(Country::De, 2017, "Reformation Day"), ["10-31"]);
}

#[test]
fn german_states_took_up_days_of_their_own() {
    assert!(on(Country::DeBe, 2018, "International Women's Day").is_empty());
    assert_eq!(on(Country::DeBe, 2019, "International Women's Day"), ["03-08"]);
    assert!(on(Country::DeMv, 2022, "International Women's Day").is_empty());
    assert_eq!(on(Country::DeMv, 2023, "International Women's Day"), ["03-08"]);
    assert!(on(Country::DeTh, 2018, "World Children's Day").is_empty());
    assert_eq!(on(Country::DeTh, 2019, "World Children's Day"), ["09-20"]);
    assert_eq!(on(Country::DeBe, 2025, "Liberation Day"), ["05-08"]);
    assert!(on(Country::DeBe, 2026, "Liberation Day").is_empty());
}

#[test]
fn only_saxony_kept_the_day_of_repentance_after_1994() {
    let name = "Day of Repentance and Prayer";
    assert_eq!(on(Country::De, 1994, name), ["11-16"]);
    assert!(on(Country::De, 1995, name).is_empty());
    assert_eq!(on(Country::DeSn, 1995, name), ["11-22"]);
    assert_eq!(on(Country::DeSn, 2027, name), ["11-17"]);
}
