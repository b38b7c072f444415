#!/usr/bin/env python3
"""Says what a solution of a planning problem breaks and what it costs, by `docs/problem-format.md` alone.

    check.py PROBLEM.json [SOLUTION.json]        without a solution the planted one

Prints one JSON object, and ends with 1 if anything is broken. Shares no code with the generator, the rivals or the engine.
"""

import argparse
import json
from collections import Counter, defaultdict
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, NamedTuple

Json = dict[str, Any]


class Verdict(NamedTuple):
    """What is broken, a sentence each, and the cost of everything else."""

    broken: list[str]
    cost: int


class Judge:
    """A problem with the dates of a solution."""

    def __init__(self, problem: Json, solution: Json) -> None:
        self.problem = problem
        self.weights: Json = problem["weights"]
        self.dates: list[tuple[int, int]] = [(day, start) for day, start in solution["m"]]
        self.starts: list[int] = solution["p"]
        self.broken: list[str] = []
        self.cost = 0

    def group_of(self, meeting: int) -> Json:
        return self.problem["groups"][self.problem["meetings"][meeting]["group"]]

    def expect(self, holds: bool, fault: str) -> None:
        if not holds:
            self.broken.append(fault)

    def judge(self) -> Verdict:
        """Goes through all rules of the format, in its order."""
        shapes = [(self.dates, "meetings"), (self.starts, "phases")]
        if not all(len(given) == len(self.problem[wanted]) for given, wanted in shapes):
            return Verdict(["not one date for each meeting and one start for each phase"], 0)
        if not all(0 <= day < self.problem["D"] for day, _ in self.dates):
            return Verdict(["a meeting outside of the horizon"], 0)
        for meeting in range(len(self.dates)):
            self.meeting(meeting)
        self.people()
        self.products()
        for group in self.problem["groups"]:
            self.rhythm(group)
        self.phases()
        for relation in self.problem["relations"]:
            self.relation(relation)
        return Verdict(self.broken, self.cost)

    def meeting(self, number: int) -> None:
        """One meeting by itself: window, open day, weekday, start; and what its date costs."""
        meeting, group = self.problem["meetings"][number], self.group_of(number)
        day, start = self.dates[number]
        self.expect(meeting["lo"] <= day <= meeting["hi"], f"meeting {number}: day {day} is outside of its window")
        self.expect(self.problem["work"][day] == 1, f"meeting {number}: day {day} is not a working day")
        self.expect(self.problem["wdow"][day] in group["wd_allowed"], f"meeting {number}: the weekday of day {day}")
        self.expect(day not in group["closed"], f"meeting {number}: the group is closed on day {day}")
        self.expect(start in group["starts"], f"meeting {number}: start {start}")
        for person in group["attendees"]:
            away = self.problem["persons"][person]["unavail"]
            self.expect(day not in away, f"meeting {number}: person {person} is away on day {day}")
        self.cost += self.weights["wd"] * (self.problem["wdow"][day] != group["pref_wd"])
        self.cost += self.weights["time"] * (start != group["pref_start"])
        self.cost += self.weights["bridge"] * self.problem["bridge"][day]
        self.cost += self.weights["school"] * self.problem["school"][day]
        if meeting["prev"]:
            announced_day, announced_start = meeting["prev"]
            self.cost += self.weights["moved_day"] * (day != announced_day)
            self.cost += self.weights["moved_time"] * (start != announced_start)

    def people(self) -> None:
        """Nobody is in two places, nor in too many meetings of a day or week."""
        attended: dict[tuple[int, int], list[int]] = defaultdict(list)
        of_week: Counter[tuple[int, int]] = Counter()
        for number, (day, _) in enumerate(self.dates):
            for person in self.group_of(number)["attendees"]:
                attended[person, day].append(number)
                of_week[person, self.problem["week"][day]] += 1
        for (person, day), meetings in attended.items():
            for one, other in combinations(meetings, 2):
                self.expect(not self.overlap(one, other), f"person {person}: meetings {one} and {other} overlap")
            most = self.problem["persons"][person]["dcap"]
            self.expect(not most or len(meetings) <= most, f"person {person}: {len(meetings)} meetings on day {day}")
        for (person, week), count in of_week.items():
            most = self.problem["persons"][person]["wcap"]
            self.expect(not most or count <= most, f"person {person}: {count} meetings in week {week}")

    def overlap(self, one: int, other: int) -> bool:
        """Whether two meetings of the same day share a unit; the end is not part of a meeting."""
        begins, ends = self.dates[one][1], self.dates[one][1] + self.group_of(one)["dur"]
        return begins < self.dates[other][1] + self.group_of(other)["dur"] and self.dates[other][1] < ends

    def products(self) -> None:
        """A product's meetings of a week: at most so many, and a price from a smaller number on."""
        of_week: Counter[tuple[int, int]] = Counter()
        for number, (day, _) in enumerate(self.dates):
            of_week[self.group_of(number)["product"], self.problem["week"][day]] += 1
        for (product, week), count in of_week.items():
            load = self.problem["products"][product]
            self.expect(count <= load["wk_hard"], f"product {product}: {count} meetings in week {week}")
            self.cost += load["w_soft"] * max(0, count - load["wk_soft"])

    def rhythm(self, group: Json) -> None:
        """The calendar days between two meetings in a row: between limits, and near the ideal."""
        limits = zip(group["gmin"], group["gmax"], group["gpref"], strict=True)
        for (earlier, later), (least, most, ideal) in zip(pairwise(group["occ"]), limits, strict=True):
            gap = self.dates[later][0] - self.dates[earlier][0]
            self.expect(least <= gap <= most, f"meetings {earlier} and {later}: {gap} days apart")
            self.cost += self.weights["space"] * max(0, abs(gap - ideal) - group["tol"])

    def phases(self) -> None:
        """Windows, wishes, lags and what the teams can do, in working days."""
        load: Counter[tuple[int, int]] = Counter()
        for number, (phase, start) in enumerate(zip(self.problem["phases"], self.starts)):
            self.expect(phase["lo"] <= start <= phase["hi"], f"phase {number}: start {start} is outside of its window")
            self.cost += phase["w"] * abs(start - phase["pref"])
            load.update((phase["team"], day) for day in range(start, start + phase["dur"]))
        for (team, day), count in load.items():
            most = self.problem["teams"][team]["cap"]
            self.expect(count <= most, f"team {team}: {count} phases on working day {day}")
        for earlier, later, least, most in self.problem["prec"]:
            lag = self.starts[later] - self.last(earlier)
            self.expect(least <= lag <= most, f"phases {earlier} and {later}: lag {lag}")

    def last(self, phase: int) -> int:
        return self.starts[phase] + self.problem["phases"][phase]["dur"] - 1

    def relation(self, relation: Json) -> None:
        first, second = relation["a"], relation["b"]
        match relation["t"]:
            case "lag":
                lag = self.working_day(second) - self.working_day(first)
                self.expect(relation["lo"] <= lag <= relation["hi"], f"{first} to {second}: lag {lag}")
            case "nsw":
                weeks = [self.problem["week"][self.dates[meeting][0]] for _, meeting in (first, second)]
                self.expect(weeks[0] != weeks[1], f"{first} and {second}: both in week {weeks[0]}")
            case other:
                self.broken.append(f"a relation of an unknown kind: {other}")

    def working_day(self, place: list[Any]) -> int:
        """Working days before a meeting (`m`), or the working day on which a phase starts (`ps`) or ends (`pe`)."""
        kind, number = place
        if kind == "m":
            return sum(self.problem["work"][: self.dates[number][0]])
        return self.starts[number] if kind == "ps" else self.last(number)


def check(problem: Json, solution: Json) -> Verdict:
    """Judges a solution; a bill of 0 broken rules makes it a plan."""
    return Judge(problem, solution).judge()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("problem", type=Path)
    parser.add_argument("solution", type=Path, nargs="?")
    arguments = parser.parse_args()
    problem = json.loads(arguments.problem.read_text())
    solution = json.loads(arguments.solution.read_text()) if arguments.solution else problem["planted"]
    verdict = check(problem, solution)
    print(json.dumps({"violations": len(verdict.broken), "cost": verdict.cost, "broken": verdict.broken[:20]}))
    raise SystemExit(1 if verdict.broken else 0)


if __name__ == "__main__":
    main()
