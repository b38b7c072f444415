#!/usr/bin/env python3
"""Two pictures of a run of the ladder: the gap over CPU time for each size, and CPU time over the number of meetings.

    plot.py        draws the newest run once more, into docs/pictures/
"""

import math

import figures
from chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Axis, Chart, around, plain
from figures import ROOT, Json

PICTURES = ROOT / "docs/pictures"

# Gaps below this, in percent, cannot be told from it in the picture.
LEAST_GAP = 0.01


def gap_over_time(ladder: Json) -> str:
    """A falling line for each size, from its first plan to its end."""
    lines: list[tuple[str, list[tuple[float, float]]]] = []
    for size in figures.sizes(ladder):
        runs = figures.own(ladder, size)
        if runs:
            lines.append((size, falling(min(runs, key=lambda run: (run["threads"], run["seed"])))))
    lines = [(size, points) for size, points in lines if points]
    seconds = [x for _, points in lines for x, _ in points]
    most = max(y for _, points in lines for _, y in points)
    floor = HEIGHT - BOTTOM - 26
    chart = Chart(
        title="How near to the best possible plan, after how much computing",
        subtitle="One thread. The gap is between the plan's cost and the proven bound of the same moment.",
        description="; ".join(f"{size}: {told_gap(points[-1][1])} after {points[-1][0]:.3g} CPU seconds" for size, points in lines),
        x=around(seconds, LEFT, WIDTH - RIGHT),
        y=Axis(LEAST_GAP, max(1.0, 10 ** math.ceil(math.log10(max(most, LEAST_GAP)))), floor, TOP + 6),
    )
    chart.grid("CPU seconds", "gap", plain, lambda value: f"{plain(value)} %")
    chart.text(LEFT - 10, HEIGHT - BOTTOM + 4, "proven", anchor="end")
    # What is proven lies on the axis itself, one step below the smallest gap that is drawn.
    proven = LEAST_GAP * (LEAST_GAP / chart.y.most) ** (26 / (floor - TOP - 6))
    for index, (size, points) in enumerate(lines):
        drawn = [(x, proven if y == 0 else max(y, LEAST_GAP)) for x, y in points]
        chart.stairs(drawn, index)
        end = told_gap(points[-1][1])
        chart.dot(drawn[-1], index, f"{size}: {end} after {points[-1][0]:.3g} CPU seconds")
        chart.text(chart.x.at(drawn[0][0]), chart.y.at(drawn[0][1]) - 8, size, "name", "middle", f"var(--s{index})")
    height = TOP + 14.0
    for index, (size, points) in reversed(list(enumerate(lines))):
        added = f"{figures.meetings(ladder, size):,} meetings"
        chart.name(height, f"{size}: {told_gap(points[-1][1])}", added, index)
        height += 44
    return chart.svg()


def told_gap(gap: float) -> str:
    return "proven" if gap == 0 else f"{gap:.2g} %"


def falling(run: Json) -> list[tuple[float, float]]:
    """CPU seconds and gap wherever the gap became smaller, and at the end."""
    points: list[tuple[float, float]] = []
    ends = [*figures.steps(run), (run["cpu_seconds"], run["cost"], run["bound"])]
    for seconds, cost, bound in ends:
        gap = figures.gap(cost, bound)
        if gap is None or not math.isfinite(gap):
            continue
        if not points or gap < points[-1][1]:
            points.append((max(seconds, 0.001), gap))
    if points and points[-1][1] > 0:
        points.append((run["cpu_seconds"], points[-1][1]))
    return points


def cpu_over_meetings(ladder: Json) -> str:
    """Three figures of ours with their power laws, and the rivals' dots."""
    curves = [
        ("to the end", lambda run: run["cpu_seconds"]),
        ("to a gap of 1 %", lambda run: figures.cpu_to_gap(run, 1.0)),
        ("to a plan", lambda run: figures.cpu_to_cost(run, math.inf)),
    ]
    lines = [(name, figures.curve(ladder, figure)) for name, figure in curves]
    lines = [(name, [(x, max(y, 0.001)) for x, y in points]) for name, points in lines if points]
    rivals = [(compared, figures.meetings(ladder, compared["rival"]["size"])) for compared in figures.comparisons(ladder)]
    counts = [x for _, points in lines for x, _ in points]
    seconds = [y for _, points in lines for _, y in points] + [max(compared["theirs"], 0.001) for compared, _ in rivals]
    chart = Chart(
        title="How computing grows with the number of meetings",
        subtitle="One thread; dashed: power laws fitted to the dots. Rivals: until their best plan, or until they gave up.",
        description="; ".join(f"{name}: slope {law[1]:.2f}" for name, points in lines if (law := figures.power_law(points))),
        x=around(counts, LEFT, WIDTH - RIGHT),
        y=around(seconds, HEIGHT - BOTTOM, TOP + 6),
    )
    chart.grid("meetings", "CPU s", plain, plain)
    for index, (name, points) in enumerate(lines):
        law = figures.power_law(points)
        height = chart.y.at(points[-1][1])
        if law:
            ends = [(x, law[0] * x ** law[1]) for x in (points[0][0], points[-1][0])]
            chart.line(ends, index, "fit")
        for x, y in points:
            chart.dot((x, y), index, f"{name}: {y:.3g} CPU seconds for {x:,} meetings")
        chart.name(height, name, f"slope {law[1]:.2f}" if law else "", index)
    names = list(dict.fromkeys(compared["rival"]["solver"] for compared, _ in rivals))
    highest: dict[int, float] = {}
    for compared, count in sorted(rivals, key=lambda pair: pair[0]["theirs"]):
        solver, seconds_of_rival = compared["rival"]["solver"], max(compared["theirs"], 0.001)
        told = f"{solver}: {seconds_of_rival:.3g} CPU seconds for {count:,} meetings"
        colour = len(lines) + names.index(solver)
        chart.dot((count, seconds_of_rival), colour, told, hollow=True)
        fate = "" if compared["has_plan"] else ", no plan"
        # From below upwards, each name clear of the one before.
        highest[count] = min(chart.y.at(seconds_of_rival) + 4, highest.get(count, math.inf) - 15)
        chart.text(chart.x.at(count) + 10, highest[count], f"{solver}{fate}", ink=f"var(--s{colour})")
    return chart.svg()


def draw(ladder: Json) -> None:
    """Writes both pictures."""
    if not figures.own(ladder):
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    (PICTURES / "gap-over-time.svg").write_text(gap_over_time(ladder))
    (PICTURES / "cpu-over-meetings.svg").write_text(cpu_over_meetings(ladder))


if __name__ == "__main__":
    draw(figures.newest())
