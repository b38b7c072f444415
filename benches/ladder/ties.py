"""Relations within a product, drawn from where the planted plan has its meetings and phases.

Knows nothing of people.
"""

from random import Random
from typing import Any

from days import Days
from roadmaps import Phase

Relation = dict[str, Any]


def lag(earlier: list[Any], later: list[Any], least: int, most: int) -> Relation:
    return {"t": "lag", "a": earlier, "b": later, "lo": least, "hi": most}


def relations(
    random: Random, days: Days, cycles: dict[str, list[int]], planted: list[list[int]], phases: list[Phase], numbers: list[int]
) -> list[Relation]:
    """What ties the cycles and the phases of one product. `numbers` are those of `phases` in the problem."""
    at = [days.before[day] for day, _ in planted]
    week = [days.week[day] for day, _ in planted]
    tied: list[Relation] = []
    for steering in cycles["steering"]:
        # Coordination prepares what steering decides, about 14 working days before.
        before = [meeting for meeting in cycles["coordination"] if 3 <= at[steering] - at[meeting] <= 25]
        if before:
            chosen = min(before, key=lambda meeting: abs(at[steering] - at[meeting] - 14))
            distance = at[steering] - at[chosen]
            tied.append(lag(["m", chosen], ["m", steering], min(8, distance), max(20, distance)))
        for club in cycles["club"]:
            is_near = abs(planted[club][0] - planted[steering][0]) < 60
            if is_near and week[club] != week[steering] and random.random() < 0.8:
                tied.append({"t": "nsw", "a": ["m", club], "b": ["m", steering]})
    if random.random() < 0.3:
        same_day = [
            (work, change) for change in cycles["change"] for work in cycles["work"] if planted[work][0] == planted[change][0]
        ]
        tied += [lag(["m", work], ["m", change], 0, 0) for work, change in same_day]
    for phase, number in list(zip(phases, numbers))[1:]:
        # A phase is decided on by the steering group before it.
        decided = max((meeting for meeting in cycles["steering"] if at[meeting] < phase.start), key=lambda m: at[m], default=None)
        if decided is not None and random.random() < 0.5 and phase.start - at[decided] <= 35:
            tied.append(lag(["m", decided], ["ps", number], 1, phase.start - at[decided] + 8))
    if phases:
        # The users' club hears of what is finished.
        told = min((meeting for meeting in cycles["club"] if at[meeting] > phases[-1].last), key=lambda m: at[m], default=None)
        if told is not None and at[told] - phases[-1].last <= 40:
            tied.append(lag(["pe", numbers[-1]], ["m", told], 1, max(15, at[told] - phases[-1].last + 4)))
    return tied
