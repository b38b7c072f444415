#!/usr/bin/env python3
"""Tables of a run of the ladder: its own page beside the raw figures, and what the documents show of it.

    report.py        fills the documents from the newest run once more

A document holds a table between `<!-- ladder NAME -->` and `<!-- end -->`; what stands there is written anew.
"""

import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from statistics import median

import figures
from figures import ROOT, Json

DOCUMENTS = ("docs/performance.md", "docs/scaling.md")

MEBIBYTE = 1 << 20


def number(value: float | None, digits: int = 3) -> str:
    """A figure with so many digits that mean something, thousands apart; whole numbers whole."""
    if value is None:
        return "–"
    if not math.isfinite(value):
        return "∞"
    if isinstance(value, int) or value == round(value, 6) == round(value):
        return f"{value:,.0f}"
    places = digits - 1 - math.floor(math.log10(abs(value)))
    return f"{round(value, places):,.{min(max(0, places), 3)}f}"


def percent(value: float | None) -> str:
    if value is None:
        return "–"
    return "proven" if value == 0 else f"{number(value, 2)} %"


def memory(size: float) -> str:
    return f"{number(size / MEBIBYTE)} MiB"


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown. Heads that begin with `>` are of columns of numbers."""
    rule = ["---:" if head.startswith(">") else "---" for head in heads]
    lines = [[head.removeprefix(">") for head in heads], rule, *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def line(run: Json) -> str:
    """A run in one line, for who waits."""
    threads = f" on {run['threads']}" if run["threads"] else ""
    gap = percent(figures.gap(run["cost"], run["bound"]))
    seconds = f"{number(run['cpu_seconds'])} CPU s, {number(run['wall_seconds'])} s, {memory(run['peak_bytes'])}"
    faults = f", {run['violations']} VIOLATIONS" if run["violations"] else ""
    faults += f", {run['fault']}" if run["fault"] else ""
    cost, bound = number(run["cost"]), number(run["bound"], 6)
    return f"{run['size']}{run['seed']} {run['solver']}{threads}: {run['status']}, cost {cost}, bound {bound}, {gap}, {seconds}{faults}"


def all_runs(ladder: Json) -> str:
    rows = []
    for run in ladder["runs"]:
        rows.append(
            [
                f"{run['size']} {run['seed']}",
                run["solver"],
                str(run["threads"] or "–"),
                run["fault"] or run["status"],
                number(run["cost"]),
                number(run["bound"], 6),
                percent(figures.gap(run["cost"], run["bound"])),
                number(run["violations"]),
                number(run["cpu_seconds"]),
                number(run["wall_seconds"]),
                memory(run["peak_bytes"]),
            ]
        )
    heads = "problem, solver, >threads, status, >cost, >bound, >gap, >violations, >CPU s, >wall s, >peak".split(", ")
    return table(heads, rows)


def by_size(ladder: Json) -> str:
    """A row for each size: medians of the seeds on one thread, and what a second thread gives."""
    rows = []
    for size in figures.sizes(ladder):
        one, two = (figures.own(ladder, size, threads) for threads in (1, 2))
        if not (shown := one or two):
            rows.append([size, f"{figures.meetings(ladder, size):,}", "no plan", *["–"] * 5])
            continue
        faster = median(run["wall_seconds"] for run in one) / median(run["wall_seconds"] for run in two) if one and two else None
        gaps = [figures.gap(run["cost"], run["bound"]) for run in shown]
        rows.append(
            [
                size,
                f"{figures.meetings(ladder, size):,}",
                number(figures.middle(shown, lambda run: figures.cpu_to_cost(run, math.inf))),
                number(figures.middle(shown, lambda run: figures.cpu_to_gap(run, 1.0))),
                number(figures.middle(shown, lambda run: run["cpu_seconds"])),
                percent(None if None in gaps else max(gaps)),
                memory(max(run["peak_bytes"] for run in shown)),
                "–" if faster is None else f"{faster:.2f} ×",
            ]
        )
    heads = "size, >meetings, >CPU s to a plan, >to 1 %, >to the end, >gap at the end, >peak, >two threads".split(", ")
    return table(heads, rows)


def against_rivals(ladder: Json) -> str:
    rows = []
    for compared in figures.comparisons(ladder):
        rival, ratio = compared["rival"], compared["ratio"]
        rows.append(
            [
                f"{rival['size']} {rival['seed']}",
                rival["solver"],
                number(rival["cost"]) if compared["has_plan"] else "no plan",
                percent(figures.gap(rival["cost"], rival["bound"])),
                ("" if compared["has_plan"] else "> ") + number(compared["theirs"]),
                number(compared["ours"]),
                "not reached" if ratio is None else ("" if compared["has_plan"] else "> ") + f"{number(ratio, 2)} ×",
                memory(rival["peak_bytes"]),
            ]
        )
    if not rows:
        return f"No rivals were run: {ladder['without_rivals'] or 'their sizes were left out'}."
    heads = "problem, rival, >its best cost, >its gap, >its CPU s to that, >our CPU s to that, >ratio, >its peak".split(", ")
    return table(heads, rows)


GROWING: list[tuple[str, Callable[[Json], float | None], Callable[[float], str]]] = [
    ("CPU to the first plan", lambda run: figures.cpu_to_cost(run, math.inf), lambda value: f"{number(value)} s"),
    ("CPU to a gap of 1 %", lambda run: figures.cpu_to_gap(run, 1.0), lambda value: f"{number(value)} s"),
    ("CPU to the end", lambda run: run["cpu_seconds"], lambda value: f"{number(value)} s"),
    ("peak memory", lambda run: float(run["peak_bytes"]), memory),
]


def growth(ladder: Json) -> str:
    """How each figure grows with the number of meetings."""
    rows = []
    for name, figure, told in GROWING:
        points = figures.curve(ladder, figure)
        law = figures.power_law(points)
        if not law:
            continue
        (fewest, least), (most_meetings, most) = points[0], points[-1]
        if name == "peak memory":
            # The program itself weighs more than a small problem: a slope of the whole would say nothing.
            each = (most - least) / (most_meetings - fewest)
            grown = ["–", f"{number(each / 1024, 2)} KiB"]
        else:
            grown = [f"{law[1]:.2f}", f"{number(1000 * most / most_meetings, 2)} ms"]
        rows.append([name, f"{told(least)} at {fewest:,}", f"{told(most)} at {most_meetings:,}", *grown])
    if not rows:
        return "One size alone has no slope."
    return table("what, >smallest, >largest, >slope, >for each meeting".split(", "), rows)


def origin(ladder: Json) -> str:
    """When, where and with what it was measured, in one sentence."""
    machine = ladder["machine"]
    measured = ", ".join(f"{name} {version}" for name, version in ladder["versions"].items())
    before, after = ladder["load"]
    return (
        f"Measured on {ladder['date']} with {measured}, on {machine['cores']} cores of {machine['processor']}, "
        f"{number(machine['memory_bytes'] / (1 << 30), 2)} GiB, {machine['system']}, Python {machine['python']}; "
        f"load {before} before and {after} after."
    )


def page(ladder: Json) -> str:
    """The page of a run."""
    sections = [
        f"# Ladder of {ladder['date']}",
        origin(ladder),
        "How to read the tables: [performance](../../docs/performance.md). "
        f"Rivals had {number(ladder['seconds_of_rivals'])} s of wall clock each.",
        f"## By size\n\n{by_size(ladder)}",
        f"Problems with other solutions on other numbers of threads: {', '.join(figures.differing(ladder)) or 'none'}.",
        f"## Against rivals\n\n{against_rivals(ladder)}",
        f"## Growth\n\n{growth(ladder)}",
        f"## All runs\n\n{all_runs(ladder)}",
    ]
    return "\n\n".join(sections) + "\n"


def save(ladder: Json, folder: Path) -> Path:
    """Writes the raw figures, a run on each line, and the page beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{ladder['date']}.json"
    head = {key: value for key, value in ladder.items() if key != "runs"}
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    runs = ",\n".join(json.dumps(run) for run in ladder["runs"])
    path.write_text("{\n" + ",\n".join(lines) + ',\n"runs": [\n' + runs + "\n]}\n")
    path.with_suffix(".md").write_text(page(ladder))
    return path


def fill_documents(ladder: Json) -> None:
    """Writes the tables of the documents anew."""
    link = f"[all runs](../benches/runs/{ladder['date']}.md)"
    tables = {"sizes": by_size, "rivals": against_rivals, "growth": growth, "origin": lambda run: f"{origin(run)} {link}."}
    for name in DOCUMENTS:
        path = ROOT / name
        text = path.read_text()
        for mark, drawn in tables.items():
            between = re.compile(rf"(<!-- ladder {mark} -->\n).*?(\n<!-- end -->)", re.DOTALL)
            text = between.sub(lambda found, drawn=drawn: f"{found[1]}\n{drawn(ladder)}\n{found[2]}", text)
        path.write_text(text)


def main() -> None:
    ladder = figures.newest()
    save(ladder, figures.RUNS)
    fill_documents(ladder)


if __name__ == "__main__":
    main()
