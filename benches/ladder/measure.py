"""Runs a program and measures it from outside: CPU of all its threads, wall clock, peak memory. And on what machine.

Knows nothing of planning.
"""

import os
import platform
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """A run that has ended."""

    exit_code: int
    """Negative: the signal that ended it."""
    cpu_seconds: float
    wall_seconds: float
    peak_bytes: int
    """Resident memory. Linux counts what the parent held when it started the program, so it is never below our own."""
    output: str
    errors: str


def run(command: list[str], limit_seconds: float) -> Measured:
    """Runs a command to its end, or kills it at the limit."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        started = time.perf_counter()
        try:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
        except OSError as error:
            return Measured(127, 0.0, 0.0, 0, "", str(error))
        guard = threading.Timer(limit_seconds, process.kill)
        guard.start()
        _, status, usage = os.wait4(process.pid, 0)
        guard.cancel()
        wall = time.perf_counter() - started
        # The process has been waited for already; this only keeps Popen from waiting again.
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for stream in (output, errors):
            stream.seek(0)
            texts.append(stream.read())
    return Measured(process.returncode, usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024, *texts)


def machine() -> dict[str, str | int]:
    """What the figures depend on."""
    processor = next(
        (line.partition(":")[2].strip() for line in lines_of("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor() or platform.machine(),
    )
    memory = next((int(line.split()[1]) * 1024 for line in lines_of("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return {
        "cores": len(os.sched_getaffinity(0)),
        "processor": processor,
        "memory_bytes": memory,
        "system": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        "python": platform.python_version(),
    }


def load() -> float:
    """How many programs wanted a core during the last minute, on average."""
    return round(os.getloadavg()[0], 2)


def lines_of(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []
