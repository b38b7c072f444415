"""What a rival prints: one JSON object with its best solution judged, its bound, and how it came there.

CPU is that of all threads. A trajectory's clock starts when the solver does: the time Python takes to read the file and
build the model is not held against a rival.
"""

import argparse
import json
import os
import resource
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from check import check


@dataclass
class Clock:
    """Wall and CPU seconds since the solver was started."""

    wall: float = field(default_factory=time.perf_counter)
    cpu: float = field(default_factory=time.process_time)

    def wall_seconds(self) -> float:
        return time.perf_counter() - self.wall

    def cpu_seconds(self) -> float:
        return time.process_time() - self.cpu


@dataclass
class Trajectory:
    """Every solution that was better than the one before, with the bound of that moment."""

    clock: Clock
    points: list[dict[str, float | None]] = field(default_factory=list)

    def add(self, cost: float, bound: float | None) -> None:
        self.points.append({"cpu_seconds": round(self.clock.cpu_seconds(), 3), "cost": round(cost), "bound": bound})


def arguments_of(description: str) -> argparse.Namespace:
    """The arguments every rival takes."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("problem", type=Path)
    parser.add_argument("--seconds", type=float, default=120, help="wall clock")
    parser.add_argument("-o", "--output", type=Path, help="where the solution goes")
    limit_memory()
    return parser.parse_args()


def limit_memory() -> None:
    """Leaves a quarter of the machine to others: a model that is too large ends with an error, not the machine."""
    most = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * 3 // 4
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def tell(
    fields: dict[str, Any],
    trajectory: Trajectory,
    status: str,
    solution: dict[str, Any] | None,
    bound: float | None,
    output: Path | None,
) -> None:
    """Judges the solution and prints the answer."""
    wall, cpu = trajectory.clock.wall_seconds(), trajectory.clock.cpu_seconds()
    verdict = check(fields, solution) if solution else None
    if solution and output:
        output.write_text(json.dumps(solution, separators=(",", ":")) + "\n")
    answer = {
        "status": status,
        "cost": verdict.cost if verdict else None,
        "bound": bound,
        "violations": len(verdict.broken) if verdict else None,
        "cpu_seconds": round(cpu, 3),
        "wall_seconds": round(wall, 3),
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "trajectory": trajectory.points,
    }
    print(json.dumps(answer))
