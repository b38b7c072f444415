"""What the figures of a run say: gaps, who was when as good as whom, and how cost grows with size.

Everything is worked out from the raw figures of `ladder.py`. Knows neither tables nor pictures.
"""

import json
import math
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

Json = dict[str, Any]

ROOT = Path(__file__).resolve().parent.parent.parent
# A bound beyond every cost says that there is no plan, or none yet; it proves nothing of a cost.
NO_BOUND = 1 << 62

RUNS = ROOT / "benches/runs"


def newest() -> Json:
    """The raw figures of the newest run."""
    paths = sorted(RUNS.glob("*.json"))
    if not paths:
        raise SystemExit("error: no run yet: `make bench` makes one")
    return json.loads(paths[-1].read_text())


def gap(cost: float | None, bound: float | None) -> float | None:
    """How far above the bound a cost lies, in percent of the bound; none without both."""
    if cost is None or bound is None or not math.isfinite(bound):
        return None
    # Costs are whole numbers: a bound of 114.2 proves 115.
    whole = math.ceil(bound - 1e-6)
    return 0.0 if cost <= whole else math.inf if whole <= 0 else 100 * (cost - whole) / whole


def own(ladder: Json, size: str | None = None, threads: int | None = None) -> list[Json]:
    """The runs of our engine that gave a plan which breaks nothing."""
    wanted = {"solver": "aarshjul", "size": size, "threads": threads, "violations": 0}
    asked = {key: value for key, value in wanted.items() if value is not None}
    return [run for run in ladder["runs"] if all(run[key] == asked[key] for key in asked)]


def sizes(ladder: Json) -> list[str]:
    """The sizes that were run, smallest first."""
    return list(dict.fromkeys(problem["size"] for problem in ladder["problems"]))


def differing(ladder: Json) -> list[str]:
    """Problems to which another number of threads gave another solution."""
    digests: dict[str, set[str]] = {}
    for run in own(ladder):
        digests.setdefault(f"{run['size']} {run['seed']}", set()).add(run["digest"])
    return [problem for problem, found in digests.items() if len(found) > 1]


def meetings(ladder: Json, size: str) -> int:
    """How many meetings the problems of a size have."""
    return round(median(problem["meetings"] for problem in ladder["problems"] if problem["size"] == size))


def steps(run: Json) -> list[tuple[float, float, float | None]]:
    """CPU seconds, best cost and best bound so far, wherever a run has a plan."""
    cost, bound, found = math.inf, None, []
    for point in run["trajectory"]:
        if point.get("bound") is not None and point["bound"] < NO_BOUND:
            bound = point["bound"] if bound is None else max(bound, point["bound"])
        if point.get("cost") is not None and not point.get("broken"):
            cost = min(cost, point["cost"])
        if cost < math.inf:
            found.append((point["cpu_seconds"], cost, bound))
    return found


def cpu_to_cost(run: Json, cost: float) -> float | None:
    """CPU seconds until a run had a plan as cheap as that; all it took if its trajectory does not tell; none if never."""
    reached = next((seconds for seconds, own, _ in steps(run) if own <= cost), None)
    if reached is None and run["cost"] is not None and run["cost"] <= cost:
        return run["cpu_seconds"]
    return reached


def cpu_to_gap(run: Json, percent: float) -> float | None:
    """CPU seconds until a run knew that its plan is within so many percent of the best; none if it never did."""
    for seconds, cost, bound in steps(run):
        known = gap(cost, bound)
        if known is not None and known <= percent:
            return seconds
    known = gap(run["cost"], run["bound"])
    return run["cpu_seconds"] if known is not None and known <= percent else None


def cpu_to_best(run: Json) -> float:
    """CPU seconds by a rival's own clock to its best plan; all it took if its trajectory does not tell."""
    found = steps(run)
    return next((seconds for seconds, cost, _ in found if cost == found[-1][1]), run["solver_cpu_seconds"])


def comparisons(ladder: Json) -> list[Json]:
    """Each run of a rival beside ours on one thread: the CPU both took to the rival's best cost.

    Where the rival found no plan, ours is the CPU to the first plan, and the ratio is at least what is given.
    """
    compared = []
    for rival in ladder["runs"]:
        mine = [run for run in own(ladder, rival["size"]) if run["seed"] == rival["seed"]]
        if rival["solver"] == "aarshjul" or not mine:
            continue
        one = min(mine, key=lambda run: run["threads"])
        has_plan = rival["cost"] is not None and not rival["violations"]
        theirs = cpu_to_best(rival) if has_plan else rival["solver_cpu_seconds"]
        ours = cpu_to_cost(one, rival["cost"] if has_plan else math.inf)
        ratio = theirs / max(ours, 0.001) if ours is not None else None
        compared.append({"rival": rival, "has_plan": has_plan, "theirs": theirs, "ours": ours, "ratio": ratio})
    return compared


def curve(ladder: Json, figure: Callable[[Json], float | None], threads: int = 1) -> list[tuple[int, float]]:
    """A figure over the number of meetings, where all seeds of a size have one: their median."""
    points = []
    for size in sizes(ladder):
        if (value := middle(own(ladder, size, threads), figure)) is not None:
            points.append((meetings(ladder, size), value))
    return points


def middle(runs: list[Json], figure: Callable[[Json], float | None]) -> float | None:
    """The median of a figure; none if one of the runs has none."""
    values = [value for run in runs if (value := figure(run)) is not None]
    return median(values) if values and len(values) == len(runs) else None


def power_law(points: list[tuple[int, float]]) -> tuple[float, float] | None:
    """Factor and exponent of `y = factor · x ** exponent`, by least squares of the logarithms; none below two points."""
    logs = [(math.log(x), math.log(y)) for x, y in points if x > 0 and y > 0]
    if len({x for x, _ in logs}) < 2:
        return None
    middle_x, middle_y = (sum(values) / len(logs) for values in zip(*logs))
    spread = sum((x - middle_x) ** 2 for x, _ in logs)
    exponent = sum((x - middle_x) * (y - middle_y) for x, y in logs) / spread
    return math.exp(middle_y - exponent * middle_x), exponent
