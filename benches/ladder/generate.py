#!/usr/bin/env python3
"""Makes a planning problem from a size and a seed, as `docs/problem-format.md` describes it.

    generate.py M 7 -o M7.json

A plan is made first and windows, gaps, lags and caps are drawn around it, so every problem can be met; the plan is kept
under `planted`. The same size and seed give the same bytes. Knows no solver.
"""

import argparse
import json
from pathlib import Path
from random import Random
from typing import Any

from days import horizon
from groups import KINDS, PLANTED_A_WEEK, UNITS, Group, emit_group, emit_meeting, new_group, plant_cycle
from people import hire, shared_pools
from roadmaps import Roadmap, emit_roadmaps, plant_roadmap
from ties import relations

# How many products for how many years.
SIZES = {"S": (2, 1), "M": (20, 1), "L": (100, 1), "XL": (300, 3), "XXL": (1000, 3)}

WEIGHTS = {"wd": 2, "time": 1, "bridge": 3, "school": 1, "space": 1, "moved_day": 5, "moved_time": 1}


def generate(size: str, seed: int) -> dict[str, Any]:
    """The problem of a size and a seed."""
    products, years = SIZES[size]
    random, days, people = Random(f"{size} {seed}"), horizon(years), []
    shared = shared_pools(random, days, people, products)
    groups: list[Group] = []
    for product in range(products):
        own = hire(random, days, people, "local", 8)
        groups += [new_group(random, product, products, kind, own, shared) for kind in KINDS]
    of_weeks: list[dict[int, int]] = [{} for _ in range(products)]
    # In random order, so that no product has all the room to itself.
    for product in random.sample(range(products), products):
        for group in groups[product * len(KINDS) : (product + 1) * len(KINDS)]:
            plant_cycle(random, days, people, of_weeks[product], group)

    meetings: list[dict[str, Any]] = []
    planted: list[list[int]] = []
    for index, group in enumerate(groups):
        for held in group.held:
            group.numbers.append(len(meetings))
            meetings.append(emit_meeting(random, days, group, index, held))
            planted.append(list(held[1:]))

    roadmap = Roadmap.of_teams(max(1, products // 8))
    own_phases = [plant_roadmap(random, days, roadmap, product, products) for product in range(products)]
    tied = []
    for product, phases in enumerate(own_phases):
        cycles = {group.kind.name: group.numbers for group in groups[product * len(KINDS) : (product + 1) * len(KINDS)]}
        tied += relations(random, days, cycles, planted, [roadmap.phases[phase] for phase in phases], phases)
    return {
        "name": size,
        "seed": seed,
        "D": days.count,
        "U": UNITS,
        "work": days.works,
        "bridge": days.is_bridge,
        "school": days.is_school_holiday,
        "week": days.week,
        "wdow": days.weekday,
        "persons": [
            {"kind": one.kind, "dcap": one.daily, "wcap": one.weekly, "unavail": sorted(one.away)} for one in people
        ],
        "products": [{"wk_soft": 2, "wk_hard": PLANTED_A_WEEK + 1, "w_soft": 3}] * products,
        "groups": [emit_group(random, days, group) for group in groups],
        "meetings": meetings,
        **emit_roadmaps(random, days, roadmap),
        "relations": tied,
        "weights": WEIGHTS,
        "planted": {"m": planted, "p": [phase.start for phase in roadmap.phases]},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("seed", type=int)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    problem = generate(arguments.size, arguments.seed)
    arguments.output.write_text(json.dumps(problem, separators=(",", ":")) + "\n")
    print(f"{arguments.output}: {len(problem['meetings'])} meetings, {len(problem['phases'])} phases")


if __name__ == "__main__":
    main()
