"""The days of a problem: which are worked, which lie between holidays, which are school holidays. Danish public holidays.

Knows nothing of meetings.
"""

from dataclasses import dataclass
from datetime import date, timedelta

# Monday of the first ISO week of 2027: every horizon begins here and is whole years of 52 weeks.
FIRST = date(2027, 1, 4)
DAYS_OF_A_YEAR = 364

SCHOOL_HOLIDAY_WEEKS = frozenset({7, 42, *range(27, 33)})
EMPTY_WEEKS = frozenset({28, 29, 30})


@dataclass(frozen=True)
class Days:
    """The horizon, day by day from 0."""

    works: list[int]
    """1 on working days."""
    is_bridge: list[int]
    """1 on working days between two days off."""
    is_school_holiday: list[int]
    is_empty: list[int]
    """1 in the weeks of July in which nobody meets."""
    week: list[int]
    """The week of each day, counted from 0."""
    weekday: list[int]
    """0 is Monday."""
    before: list[int]
    """How many working days lie before each day; one value more than there are days."""

    @property
    def count(self) -> int:
        return len(self.works)

    def working_days(self) -> list[int]:
        return [day for day in range(self.count) if self.works[day]]


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by J.-M. Oudin's formula (1940)."""
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (moon - weekday + 40) // 44
    return date(year, month, moon - weekday + 28 - 31 * (month // 4))


def public_holidays(year: int) -> set[date]:
    """Days off in Denmark since 2024, with Constitution Day, Christmas Eve and New Year's Eve, which agreements give."""
    fixed = {date(year, 1, 1), date(year, 6, 5), *(date(year, 12, day) for day in (24, 25, 26, 31))}
    return fixed | {easter(year) + timedelta(offset) for offset in (-3, -2, 1, 39, 50)}


def horizon(years: int) -> Days:
    """The days of so many years of 52 weeks."""
    count = years * DAYS_OF_A_YEAR
    dates = [FIRST + timedelta(day) for day in range(count)]
    holidays = set().union(*(public_holidays(FIRST.year + year) for year in range(years + 1)))
    works = [int(on.weekday() < 5 and on not in holidays) for on in dates]
    before = [0]
    for working in works:
        before.append(before[-1] + working)
    weeks = [on.isocalendar().week for on in dates]
    return Days(
        works=works,
        is_bridge=[int(works[day] and 0 < day < count - 1 and not works[day - 1] and not works[day + 1]) for day in range(count)],
        is_school_holiday=[int(week in SCHOOL_HOLIDAY_WEEKS) for week in weeks],
        is_empty=[int(week in EMPTY_WEEKS) for week in weeks],
        week=[day // 7 for day in range(count)],
        weekday=[on.weekday() for on in dates],
        before=before,
    )
