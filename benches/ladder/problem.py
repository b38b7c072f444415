"""A planning problem as the rivals read it: each meeting with its possible days and starts, and what each costs.

What a date alone decides (window, weekday, closed days, people who are away) is settled here. Knows no solver.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Meeting:
    """A meeting with the cost of each of its days and each of its starts; their sum is that of its date."""

    group: int
    length: int
    days: dict[int, int]
    starts: dict[int, int]


@dataclass(frozen=True)
class Gap:
    """Two meetings of a cycle in a row: limits of the calendar days between them, and what is ideal."""

    earlier: int
    later: int
    least: int
    most: int
    ideal: int
    tolerance: int


@dataclass(frozen=True)
class Lag:
    """Two ends with limits of the working days between them. An end is `("m" | "ps" | "pe", number)`."""

    first: tuple[str, int]
    second: tuple[str, int]
    least: int
    most: int


@dataclass(frozen=True)
class Problem:
    """A problem, with the file's own fields in `fields`."""

    fields: Json
    meetings: list[Meeting]
    gaps: list[Gap]
    lags: list[Lag]
    before: list[int]
    """How many working days lie before each day."""

    def week(self, day: int) -> int:
        return self.fields["week"][day]

    def by_person(self) -> dict[int, list[int]]:
        """The meetings of each person and room."""
        return self.gathered(lambda group: group["attendees"])

    def by_product(self) -> dict[int, list[int]]:
        return self.gathered(lambda group: [group["product"]])

    def gathered(self, keys: Any) -> dict[int, list[int]]:
        of_key: dict[int, list[int]] = defaultdict(list)
        for number, meeting in enumerate(self.meetings):
            for key in keys(self.fields["groups"][meeting.group]):
                of_key[key].append(number)
        return of_key

    def different_weeks(self) -> list[tuple[int, int]]:
        """Pairs of meetings that may not share a week."""
        return [(relation["a"][1], relation["b"][1]) for relation in self.fields["relations"] if relation["t"] == "nsw"]


def load(path: Path) -> Problem:
    """Reads a problem file."""
    fields = json.loads(path.read_text())
    before = [0]
    for working in fields["work"]:
        before.append(before[-1] + working)
    away = [frozenset(person["unavail"]) for person in fields["persons"]]
    closed = [
        frozenset(group["closed"]).union(*(away[person] for person in group["attendees"])) for group in fields["groups"]
    ]
    return Problem(
        fields=fields,
        meetings=[meeting_of(fields, given, closed[given["group"]]) for given in fields["meetings"]],
        gaps=[gap for group in fields["groups"] for gap in gaps_of(group)],
        lags=lags_of(fields),
        before=before,
    )


def meeting_of(fields: Json, given: Json, closed: frozenset[int]) -> Meeting:
    group, weights = fields["groups"][given["group"]], fields["weights"]
    announced = given["prev"] or [None, None]

    def cost_of_day(day: int) -> int:
        cost = weights["wd"] * (fields["wdow"][day] != group["pref_wd"])
        cost += weights["bridge"] * fields["bridge"][day] + weights["school"] * fields["school"][day]
        return cost + weights["moved_day"] * (announced[0] not in (None, day))

    def cost_of_start(start: int) -> int:
        return weights["time"] * (start != group["pref_start"]) + weights["moved_time"] * (announced[1] not in (None, start))

    window = range(given["lo"], given["hi"] + 1)
    allowed = frozenset(group["wd_allowed"])
    days = [day for day in window if fields["work"][day] and fields["wdow"][day] in allowed and day not in closed]
    return Meeting(
        group=given["group"],
        length=group["dur"],
        days={day: cost_of_day(day) for day in days},
        starts={start: cost_of_start(start) for start in group["starts"]},
    )


def gaps_of(group: Json) -> list[Gap]:
    pairs = zip(group["occ"], group["occ"][1:])
    limits = zip(group["gmin"], group["gmax"], group["gpref"])
    return [Gap(*pair, *limit, group["tol"]) for pair, limit in zip(pairs, limits)]


def lags_of(fields: Json) -> list[Lag]:
    lags = [Lag(("pe", earlier), ("ps", later), least, most) for earlier, later, least, most in fields["prec"]]
    for relation in fields["relations"]:
        if relation["t"] == "lag":
            lags.append(Lag(tuple(relation["a"]), tuple(relation["b"]), relation["lo"], relation["hi"]))
    return lags
