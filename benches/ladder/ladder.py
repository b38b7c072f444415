#!/usr/bin/env python3
"""The ladder: our engine on problems of growing size, and its rivals on the same, in one run on one machine.

    ladder.py                         all sizes with seed 1, on one and two threads; rivals at S and M
    ladder.py --quick                 S and M, rivals for 20 seconds
    ladder.py --sizes L --seeds 3,4   other problems

Every solution is judged by `check.py`. The raw figures of a run of all sizes go to `benches/runs/DATE.json`, a table to
`DATE.md` beside it, and from there into the documents (`report.py`) and pictures (`plot.py`). Other runs go to
`target/ladder` and leave the documents as they are.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import plot
import report
from generate import SIZES
from measure import Measured, load, machine, run

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

RIVALS = {"CP-SAT": "cpsat.py", "HiGHS": "monolithic.py"}
SIZES_OF_RIVALS = ("S", "M")

# A program that has not ended after so many seconds is killed.
PATIENCE = 3600
PATIENCE_WITH_RIVALS = 600

Json = dict[str, Any]


def arguments() -> argparse.Namespace:
    def words(text: str) -> list[str]:
        return [word for word in text.split(",") if word]

    def numbers(text: str) -> list[int]:
        return [int(word) for word in words(text)]

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=words, help=f"of {','.join(SIZES)}; all by default")
    parser.add_argument("--seeds", type=numbers, default=[1])
    parser.add_argument("--threads", type=numbers, default=[1, 2])
    parser.add_argument("--quick", action="store_true", help="small sizes and short limits")
    parser.add_argument("--all", action="store_true", help="rivals on every size")
    parser.add_argument("--no-rivals", action="store_true")
    parser.add_argument("--seconds", type=float, help="wall clock of each rival: 120, with --quick 20")
    parser.add_argument("--work", type=int, help="passed on to our engine")
    parser.add_argument("--engine", type=Path, help="the program; by default the one that `scripts/cargo` builds")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), help="names the files; today by default")
    parser.add_argument("--output", type=Path, help="benches/runs, or target/ladder where not all sizes are run")
    parser.add_argument("--keep", type=Path, help="a folder that problems and solutions stay in")
    given = parser.parse_args()
    given.sizes = given.sizes or (["S", "M"] if given.quick else list(SIZES))
    unknown = [size for size in given.sizes if size not in SIZES]
    if unknown:
        parser.error(f"no size is named {unknown[0]}: there are {', '.join(SIZES)}")
    given.seconds = given.seconds or (20 if given.quick else 120)
    given.is_whole = set(given.sizes) == set(SIZES) and not given.quick
    given.output = given.output or ROOT / ("benches/runs" if given.is_whole else "target/ladder")
    return given


def target_folder() -> Path:
    """Where `scripts/environment` keeps builds, and `scripts/setup` the rivals."""
    script = '. scripts/environment; choose_target_folder; printf %s "$CARGO_TARGET_DIR"'
    return Path(subprocess.run(["bash", "-c", script], cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def python_of_rivals() -> tuple[str | None, str]:
    """The Python that has the rivals, and their versions; or none, and why."""
    path = target_folder() / "rivals/bin/python"
    asked = "import ortools, highspy; from importlib.metadata import version as v; print(v('ortools'), v('highspy'))"
    found = run([str(path), "-c", asked], 60)
    if found.exit_code:
        return None, "ortools and highspy are not installed: `scripts/setup bench` does it"
    return str(path), found.output.strip()


def versions(engine: Path, rivals: str) -> Json:
    """What was measured."""
    own = run([str(engine), "--version"], 60).output.strip().removeprefix("aarshjul").strip()
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    ortools, _, highs = rivals.partition(" ")
    return {"aarshjul": f"{own} {commit}".strip(), **({"OR-Tools": ortools, "HiGHS": highs} if highs else {})}


def make_problem(size: str, seed: int, folder: Path) -> Json:
    """Generates a problem in a process of its own, so that its memory is not counted as anybody's."""
    path = folder / f"{size}{seed}.json"
    made = run([sys.executable, str(HERE / "generate.py"), size, str(seed), "-o", str(path)], PATIENCE)
    if made.exit_code:
        raise SystemExit(f"error: {made.errors}")
    meetings, phases = (int(word) for word in made.output.split() if word.isdigit())
    return {"size": size, "seed": seed, "meetings": meetings, "phases": phases, "path": path}


def answer_of(measured: Measured) -> Json:
    """The JSON object a program printed; empty when it printed none."""
    begin = measured.output.find("{")
    try:
        return json.loads(measured.output[begin:]) if begin >= 0 else {}
    except json.JSONDecodeError:
        return {}


def judged(problem: Json, solution: Path) -> Json:
    """What the checker says of a solution."""
    if not solution.exists():
        return {"violations": None, "cost": None}
    return answer_of(run([sys.executable, str(HERE / "check.py"), str(problem["path"]), str(solution)], PATIENCE))


def entry(problem: Json, solver: str, threads: int, measured: Measured, solution: Path) -> Json:
    """One line of the raw figures."""
    answer, verdict = answer_of(measured), judged(problem, solution)
    last = (measured.errors.strip().splitlines() or ["no answer"])[-1]
    fault = f"exit code {measured.exit_code}: {last}" if measured.exit_code or not answer else None
    if not fault and answer.get("cost") != verdict.get("cost"):
        fault = f"says it costs {answer.get('cost')}, and costs {verdict.get('cost')}"
    # What a program did before its own clock was started: ours is charged for reading the problem.
    clock = answer.get("cpu_seconds")
    before = max(0, measured.cpu_seconds - clock) if clock is not None and solver == "aarshjul" else 0
    trajectory = [point for point in answer.get("trajectory") or [] if point.get("cpu_seconds") is not None]
    for point in trajectory:
        point["cpu_seconds"] = round(point["cpu_seconds"] + before, 3)
    return {
        "size": problem["size"],
        "seed": problem["seed"],
        "solver": solver,
        "threads": threads,
        "status": answer.get("status", "failed"),
        "cost": verdict.get("cost"),
        "bound": answer.get("bound"),
        "violations": verdict.get("violations"),
        "fault": fault,
        "cpu_seconds": round(measured.cpu_seconds, 3),
        "solver_cpu_seconds": round(measured.cpu_seconds, 3) if clock is None else clock,
        "wall_seconds": round(measured.wall_seconds, 3),
        "peak_bytes": measured.peak_bytes,
        "work": answer.get("work"),
        "digest": hashlib.sha256(solution.read_bytes()).hexdigest()[:16] if solution.exists() else None,
        "trajectory": trajectory,
    }


def solve(problem: Json, engine: Path, threads: int, work: int | None) -> Json:
    """Runs our engine."""
    solution = problem["path"].with_suffix(f".aarshjul{threads}.json")
    command = [str(engine), "bench", "--problem", str(problem["path"]), "-o", str(solution), "--format", "json"]
    command += ["--threads", str(threads), *(["--work", str(work)] if work else [])]
    return entry(problem, "aarshjul", threads, run(command, PATIENCE), solution)


def compete(problem: Json, rival: str, python: str, seconds: float) -> Json:
    """Runs a rival, which takes as many threads as it likes."""
    solution = problem["path"].with_suffix(f".{rival}.json")
    command = [python, str(HERE / RIVALS[rival]), str(problem["path"]), "--seconds", str(seconds), "-o", str(solution)]
    return entry(problem, rival, 0, run(command, seconds + PATIENCE_WITH_RIVALS), solution)


def climb(given: argparse.Namespace, folder: Path) -> Json:
    """All runs, in order of size."""
    engine = given.engine or target_folder() / "release/aarshjul"
    python, rivals = (None, "left out") if given.no_rivals else python_of_rivals()
    if not python:
        print(f"no rivals: {rivals}", file=sys.stderr)
    before = load()
    problems, runs = [], []

    def note(figure: Json) -> None:
        runs.append(figure)
        print(report.line(figure), flush=True)

    for size in sorted(given.sizes, key=list(SIZES).index):
        for seed in given.seeds:
            problem = make_problem(size, seed, folder)
            problems.append({key: value for key, value in problem.items() if key != "path"})
            for threads in given.threads:
                note(solve(problem, engine, threads, given.work))
            for rival in RIVALS if python and (given.all or size in SIZES_OF_RIVALS) else ():
                note(compete(problem, rival, python, given.seconds))
    return {
        "date": given.date.isoformat(),
        "machine": machine(),
        "versions": versions(engine, rivals if python else ""),
        "seconds_of_rivals": given.seconds,
        "without_rivals": None if python else rivals,
        "load": [before, load()],
        "problems": problems,
        "runs": runs,
    }


def main() -> None:
    given = arguments()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        ladder = climb(given, folder)
    path = report.save(ladder, given.output)
    if given.is_whole:
        report.fill_documents(ladder)
        plot.draw(ladder)
    print(f"written: {path} and {path.with_suffix('.md')}")
    faults = [figure for figure in ladder["runs"] if figure["solver"] == "aarshjul" and (figure["fault"] or figure["violations"])]
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
