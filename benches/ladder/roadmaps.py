"""The phases of a problem's products, planted one after another within what their teams can do.

Days are working days counted from 0. Knows nothing of meetings.
"""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from days import Days

# So many phases a team works on at once.
CAPACITY = 4


@dataclass(frozen=True)
class Phase:
    """A phase where the planted plan has it."""

    product: int
    team: int
    start: int
    length: int

    @property
    def last(self) -> int:
        return self.start + self.length - 1


@dataclass
class Roadmap:
    """All phases so far, who works when, and which phase follows which."""

    phases: list[Phase]
    links: list[tuple[int, int, bool]]
    """The earlier phase, the later one, and whether they overlap."""
    busy: list[dict[int, int]] = field(default_factory=list)
    """For each team how many phases it works on, by working day."""

    @staticmethod
    def of_teams(count: int) -> "Roadmap":
        return Roadmap([], [], [{} for _ in range(count)])

    def has_room(self, team: int, start: int, length: int) -> bool:
        return all(self.busy[team].get(day, 0) < CAPACITY for day in range(start, start + length))


def plant_roadmap(random: Random, days: Days, roadmap: Roadmap, product: int, products: int) -> list[int]:
    """Adds three to six phases of a product; fewer where its team has no room. Gives their numbers."""
    end, count = days.before[-1], random.randint(3, 6)
    teams = len(roadmap.busy)
    team = random.randrange(teams) if random.random() < 0.2 else product * teams // products
    earliest = random.randint(2, max(3, end - 30 * count - 40))
    own: list[int] = []
    for _ in range(count):
        length, latest, overlaps = random.randint(8, 25), earliest + 60, False
        if own:
            last = roadmap.phases[own[-1]].last
            overlaps = random.random() < 0.2
            earliest = last - random.randint(2, 5) if overlaps else last + random.randint(1, 8)
            latest = last - 2 if overlaps else earliest + 60
        starts = range(max(0, earliest), min(end - length, latest) + 1)
        start = next((start for start in starts if roadmap.has_room(team, start, length)), None)
        if start is None:
            break
        for day in range(start, start + length):
            roadmap.busy[team][day] = roadmap.busy[team].get(day, 0) + 1
        number = len(roadmap.phases)
        roadmap.phases.append(Phase(product, team, start, length))
        if own:
            roadmap.links.append((own[-1], number, overlaps))
        own.append(number)
    return own


def emit_roadmaps(random: Random, days: Days, roadmap: Roadmap) -> dict[str, Any]:
    """The fields `phases`, `prec` and `teams` of a problem."""
    phases, lags = [], []
    for phase in roadmap.phases:
        first = max(0, phase.start - random.randint(5, 30))
        last = min(days.before[-1] - phase.length, phase.start + random.randint(5, 30))
        wish = max(first, min(last, phase.start + random.randint(-12, 6)))
        phases.append(
            {"product": phase.product, "dur": phase.length, "lo": first, "hi": last, "pref": wish, "team": phase.team, "w": 1}
        )
    for earlier, later, overlaps in roadmap.links:
        lag = roadmap.phases[later].start - roadmap.phases[earlier].last
        lags.append([earlier, later, *((min(-10, lag), -1) if overlaps else (1, max(12, lag + 3)))])
    return {"phases": phases, "prec": lags, "teams": [{"cap": CAPACITY} for _ in roadmap.busy]}
