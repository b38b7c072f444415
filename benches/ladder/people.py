"""The people and rooms of a problem, and their diaries while a plan is made for it.

Knows how people are shared between products, not what they meet for.
"""

from dataclasses import dataclass, field
from random import Random

from days import DAYS_OF_A_YEAR, Days


@dataclass
class Person:
    """A person or a room: where it can be, and what it is taken by so far."""

    kind: str
    daily: int
    """Most meetings of a day; 0 is no limit."""
    weekly: int
    """Most meetings of a week; 0 is no limit."""
    away: set[int]
    """Working days on which it cannot meet."""
    units: dict[int, int] = field(default_factory=dict)
    """The units of each day that are taken, a bit each."""
    of_day: dict[int, int] = field(default_factory=dict)
    of_week: dict[int, int] = field(default_factory=dict)

    def can_take(self, day: int, week: int, units: int) -> bool:
        if self.units.get(day, 0) & units:
            return False
        if self.daily and self.of_day.get(day, 0) >= self.daily:
            return False
        return not self.weekly or self.of_week.get(week, 0) < self.weekly

    def take(self, day: int, week: int, units: int) -> None:
        self.units[day] = self.units.get(day, 0) | units
        self.of_day[day] = self.of_day.get(day, 0) + 1
        self.of_week[week] = self.of_week.get(week, 0) + 1


def absences(random: Random, days: Days, share: float) -> set[int]:
    """Three weeks of summer, mostly a week of winter and one of autumn, and a share of all other working days."""
    weeks: list[int] = []
    for first_week in range(0, days.count // 7, DAYS_OF_A_YEAR // 7):
        summer = first_week + random.randint(25, 30)
        weeks += [summer, summer + 1, summer + 2]
        if random.random() < 0.7:
            weeks.append(first_week + random.randint(5, 8))
        if random.random() < 0.6:
            weeks.append(first_week + random.randint(40, 42))
    working = days.working_days()
    away = {week * 7 + weekday for week in weeks for weekday in range(5)}
    away |= set(random.sample(working, round(share * len(working))))
    return {day for day in away if day < days.count and days.works[day]}


def person(random: Random, days: Days, kind: str) -> Person:
    """A new person of a kind: `secretary`, `director`, `architect`, `local`; or a `room`, which is never away."""
    daily, weekly, share = {
        "secretary": (3, 8, 0.02),
        "director": (2, 4, 0.08),
        "architect": (2, 6, 0.03),
        "local": (2, 5, 0.02),
        "room": (0, 0, 0.0),
    }[kind]
    return Person(kind, daily, weekly, absences(random, days, share) if share else set())


def neighbours(random: Random, pool: list[int], place: float, products: int, count: int) -> list[int]:
    """Some of a pool: who serves the products around a place (0 to 1), and one in seven from anywhere."""
    reach = max(1.5, 5 * len(pool) / products)
    chosen: set[int] = set()
    while len(chosen) < min(count, len(pool)):
        near = int(place * len(pool) + random.uniform(-reach, reach)) % len(pool)
        chosen.add(random.choice(pool) if random.random() < 1 / 7 else pool[near])
    return sorted(chosen)


@dataclass
class Pools:
    """Who is shared between products, by number."""

    secretaries: list[int]
    directors: list[int]
    architects: list[int]
    rooms: list[int]


def hire(random: Random, days: Days, people: list[Person], kind: str, count: int) -> list[int]:
    first = len(people)
    people.extend(person(random, days, kind) for _ in range(count))
    return list(range(first, len(people)))


def shared_pools(random: Random, days: Days, people: list[Person], products: int) -> Pools:
    """A secretary for about 12 groups, a director for about 4 products, an architect for about 5, a room for 3."""
    return Pools(
        secretaries=hire(random, days, people, "secretary", max(2, round(products * 0.41))),
        directors=hire(random, days, people, "director", max(2, round(products * 0.46))),
        architects=hire(random, days, people, "architect", max(1, round(products * 0.22))),
        rooms=hire(random, days, people, "room", max(1, products // 3)),
    )
