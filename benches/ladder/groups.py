"""The groups of a problem's products: who meets, how often, and where the planted plan has their meetings.

Knows nothing of phases and relations.
"""

import math
from dataclasses import dataclass, field
from random import Random
from typing import Any

from days import DAYS_OF_A_YEAR, Days
from people import Person, Pools, neighbours

# Half-hours of a day in which people meet.
UNITS = 15
STARTS = (0, 1, 3, 5, 9, 11)

# At most so many meetings of a product a week in the planted plan, one fewer than allowed.
PLANTED_A_WEEK = 3


@dataclass(frozen=True)
class Kind:
    """What groups of a kind have in common."""

    name: str
    a_year: tuple[int, ...]
    """How many meetings a year, one of these."""
    members: int
    """How many of the product's own people take part."""
    lengths: tuple[int, ...]
    """Half-hours."""


KINDS = (
    Kind("steering", (4, 4, 4, 6), 2, (4, 4, 6)),
    Kind("coordination", (6, 6, 8), 3, (3, 4)),
    Kind("work", (10, 12, 12), 4, (2, 3, 4)),
    Kind("club", (4, 4, 6), 2, (4, 6)),
    Kind("change", (8, 10, 12), 3, (2, 2, 3)),
)


@dataclass
class Group:
    """A group and its planted meetings, each as (which of the cycle, day, start)."""

    product: int
    kind: Kind
    people: list[int]
    length: int
    starts: list[int]
    weekdays: list[int]
    weekday: int
    start: int
    a_year: int
    held: list[tuple[int, int, int]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """The numbers of its meetings in the problem."""

    @property
    def period(self) -> float:
        return DAYS_OF_A_YEAR / self.a_year


def new_group(random: Random, product: int, products: int, kind: Kind, own: list[int], shared: Pools) -> Group:
    def some(pool: list[int], count: int) -> list[int]:
        return neighbours(random, pool, product / products, products, count)

    people = set(random.sample(own, kind.members))
    people.update(some(shared.secretaries, 1 if random.random() < 0.7 else 2))
    if kind.name == "steering":
        people.update(some(shared.directors, 2 if random.random() < 0.6 else 1))
        people.update(some(shared.rooms, 1))
    if kind.name == "coordination" and random.random() < 0.5:
        people.update(some(shared.directors, 1))
    if kind.name in ("work", "change") and random.random() < 0.7:
        people.update(some(shared.architects, 1))
    length = random.choice(kind.lengths)
    fitting = [start for start in STARTS if start + length <= UNITS]
    starts = sorted(random.sample(fitting, min(len(fitting), random.choice((2, 3, 4, 4, 5)))))
    weekdays = sorted(random.sample(range(5), random.choice((3, 4, 5, 5))))
    return Group(
        product, kind, sorted(people), length, starts, weekdays,
        random.choice(weekdays), random.choice(starts), random.choice(kind.a_year),
    )  # fmt: skip


def plant_cycle(random: Random, days: Days, people: list[Person], of_week: dict[int, int], group: Group) -> None:
    """Gives the group's meetings dates near an even rhythm. Where there is no room the cycle has one meeting less."""
    years = days.count // DAYS_OF_A_YEAR
    attendees = [people[number] for number in group.people]
    away = set().union(*(attendee.away for attendee in attendees))
    offset, reach = random.uniform(0.3, 0.7), int(group.period * 0.42) + 4
    for number in range(group.a_year * years):
        target = int((number + offset) * group.period + random.gauss(0, 0.08 * group.period))
        first, end = max(0, target - reach), min(days.count, target + reach + 1)
        if group.held:
            last = group.held[-1][1]
            first, end = max(first, last + math.ceil(0.55 * group.period)), min(end, last + int(1.7 * group.period) + 1)
        for day in sorted(range(first, end), key=lambda day: (abs(day - target), day)):
            week = days.week[day]
            is_open = days.works[day] and not days.is_empty[day] and day not in away
            if not is_open or days.weekday[day] not in group.weekdays or of_week.get(week, 0) >= PLANTED_A_WEEK:
                continue
            start = free_start(random, attendees, group, day, week)
            if start is not None:
                of_week[week] = of_week.get(week, 0) + 1
                group.held.append((number, day, start))
                break


def free_start(random: Random, attendees: list[Person], group: Group, day: int, week: int) -> int | None:
    """Takes a start at which everyone is free, in random order, and enters the meeting into their diaries."""
    for start in random.sample(group.starts, len(group.starts)):
        units = ((1 << group.length) - 1) << start
        if all(attendee.can_take(day, week, units) for attendee in attendees):
            for attendee in attendees:
                attendee.take(day, week, units)
            return start
    return None


def emit_group(random: Random, days: Days, group: Group) -> dict[str, Any]:
    """The group with gaps and closed days that its planted meetings keep."""
    held = group.held
    pairs = list(zip(held, held[1:]))
    ideals = [group.period * (later[0] - earlier[0]) for earlier, later in pairs]
    gaps = [later[1] - earlier[1] for earlier, later in pairs]
    closed = {day for day in days.working_days() if days.is_empty[day]}
    if random.random() < 0.2:
        taken = {day for _, day, _ in held}
        closed |= {day for day in days.working_days() if random.random() < 0.04 and day not in taken}
    return {
        "product": group.product,
        "kind": group.kind.name,
        "attendees": group.people,
        "dur": group.length,
        "starts": group.starts,
        "wd_allowed": group.weekdays,
        "pref_wd": group.weekday,
        "pref_start": group.start,
        "n": group.a_year,
        "occ": group.numbers,
        "gpref": [round(ideal) for ideal in ideals],
        "gmin": [min(int(0.6 * ideal), gap) for ideal, gap in zip(ideals, gaps)],
        "gmax": [max(int(1.45 * ideal), gap) for ideal, gap in zip(ideals, gaps)],
        "tol": 3,
        "closed": sorted(closed),
    }


def emit_meeting(random: Random, days: Days, group: Group, index: int, held: tuple[int, int, int]) -> dict[str, Any]:
    """A meeting with a window around its planted day: mostly its part of the year, sometimes three weeks."""
    number, day, start = held
    if random.random() < 0.15:
        first = (days.week[day] - random.randint(0, 2)) * 7
        last = first + 20
    else:
        margin = int(0.2 * group.period) if random.random() < 0.3 else 0
        first, last = int(number * group.period) - margin, int((number + 1) * group.period) - 1 + margin
    announced = None
    if random.random() < 0.25:
        moved = min(days.count - 1, max(0, day + random.choice((-7, -1, 1, 2, 7))))
        announced = [day, start] if random.random() < 0.5 else [moved, random.choice(group.starts)]
    window = {"lo": max(0, min(first, day)), "hi": min(days.count - 1, max(last, day))}
    return {"group": index, **window, "prev": announced}
