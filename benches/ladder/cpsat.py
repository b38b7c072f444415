#!/usr/bin/env python3
"""A rival: the whole problem in OR-Tools CP-SAT, with eight workers.

Meetings are intervals on a line of days, people are `NoOverlap`, teams `Cumulative`; caps are sums of day literals.
"""

from collections import defaultdict
from collections.abc import Callable

from answer import Clock, Trajectory, arguments_of, tell
from ortools.sat.python import cp_model
from problem import Problem, load

WORKERS = 8

# Between two days on the line of intervals: more than a day has units, so that no meeting reaches into the next day.
DAY = 32

Literals = dict[int, cp_model.IntVar]


class Model:
    """The variables of a problem, and its rows."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.cp = cp_model.CpModel()
        self.cost: list[cp_model.LinearExprT] = []
        self.on_day = [self.choice(meeting.days) for meeting in problem.meetings]
        self.at_start = [self.choice(meeting.starts) for meeting in problem.meetings]
        self.day = [self.value(literals, lambda day: day) for literals in self.on_day]
        self.working_day = [self.value(literals, lambda day: problem.before[day]) for literals in self.on_day]
        self.phase = [self.cp.new_int_var(phase["lo"], phase["hi"], "") for phase in problem.fields["phases"]]
        self.people()
        self.products()
        self.distances()
        self.phases()
        self.cp.minimize(sum(self.cost))

    def choice(self, costs: dict[int, int]) -> Literals:
        """Exactly one of some values, each at a price."""
        literals = {value: self.cp.new_bool_var("") for value in costs}
        self.cp.add_exactly_one(literals.values())
        self.cost += [cost * literals[value] for value, cost in costs.items() if cost]
        return literals

    def value(self, literals: Literals, meaning: Callable[[int], int]) -> cp_model.IntVar:
        """What the chosen literal means, as a number."""
        values = [meaning(key) for key in literals]
        number = self.cp.new_int_var_from_domain(cp_model.Domain.from_values(values), "")
        self.cp.add(number == cp_model.LinearExpr.weighted_sum(list(literals.values()), values))
        return number

    def distance_from(self, number: cp_model.LinearExprT, ideal: int, tolerance: int) -> cp_model.IntVar:
        """At least by how much a number lies off what is ideal, beyond a tolerance."""
        off = self.cp.new_int_var(0, self.problem.fields["D"], "")
        self.cp.add(off >= number - ideal - tolerance)
        self.cp.add(off >= ideal - number - tolerance)
        return off

    def people(self) -> None:
        intervals = []
        for meeting, day, starts in zip(self.problem.meetings, self.day, self.at_start):
            begin = DAY * day + cp_model.LinearExpr.weighted_sum(list(starts.values()), list(starts))
            place = self.cp.new_int_var(0, DAY * self.problem.fields["D"], "")
            self.cp.add(place == begin)
            intervals.append(self.cp.new_fixed_size_interval_var(place, meeting.length, ""))
        for person, meetings in self.problem.by_person().items():
            if len(meetings) > 1:
                self.cp.add_no_overlap([intervals[meeting] for meeting in meetings])
            limits = self.problem.fields["persons"][person]
            self.limit(meetings, lambda day: day, limits["dcap"])
            self.limit(meetings, self.problem.week, limits["wcap"])

    def limit(self, meetings: list[int], period: Callable[[int], int], most: int) -> None:
        for literals in self.in_period(meetings, period).values():
            if most and len(literals) > most:
                self.cp.add(sum(literals) <= most)

    def in_period(self, meetings: list[int], period: Callable[[int], int]) -> dict[int, list[cp_model.IntVar]]:
        literals: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for meeting in meetings:
            for day, literal in self.on_day[meeting].items():
                literals[period(day)].append(literal)
        return literals

    def products(self) -> None:
        for product, meetings in self.problem.by_product().items():
            load = self.problem.fields["products"][product]
            for literals in self.in_period(meetings, self.problem.week).values():
                if len(literals) > load["wk_soft"]:
                    surplus = self.cp.new_int_var(0, load["wk_hard"] - load["wk_soft"], "")
                    self.cp.add(sum(literals) <= load["wk_soft"] + surplus)
                    self.cost.append(load["w_soft"] * surplus)

    def distances(self) -> None:
        for gap in self.problem.gaps:
            days = self.day[gap.later] - self.day[gap.earlier]
            self.cp.add_linear_constraint(days, gap.least, gap.most)
            off = self.distance_from(days, gap.ideal, gap.tolerance)
            self.cost.append(self.problem.fields["weights"]["space"] * off)
        for lag in self.problem.lags:
            self.cp.add_linear_constraint(self.end(lag.second) - self.end(lag.first), lag.least, lag.most)
        for one, other in self.problem.different_weeks():
            weeks = [self.in_period([meeting], self.problem.week) for meeting in (one, other)]
            for week in weeks[0].keys() & weeks[1].keys():
                self.cp.add_at_most_one(weeks[0][week] + weeks[1][week])

    def end(self, end: tuple[str, int]) -> cp_model.LinearExprT:
        kind, number = end
        if kind == "m":
            return self.working_day[number]
        return self.phase[number] + (self.problem.fields["phases"][number]["dur"] - 1 if kind == "pe" else 0)

    def phases(self) -> None:
        of_team: dict[int, list[cp_model.IntervalVar]] = defaultdict(list)
        for phase, start in zip(self.problem.fields["phases"], self.phase):
            of_team[phase["team"]].append(self.cp.new_fixed_size_interval_var(start, phase["dur"], ""))
            self.cost.append(phase["w"] * self.distance_from(start, phase["pref"], 0))
        for team, intervals in of_team.items():
            self.cp.add_cumulative(intervals, [1] * len(intervals), self.problem.fields["teams"][team]["cap"])


class Listener(cp_model.CpSolverSolutionCallback):
    """Notes every better solution."""

    def __init__(self, trajectory: Trajectory) -> None:
        super().__init__()
        self.trajectory = trajectory

    def on_solution_callback(self) -> None:
        self.trajectory.add(self.objective_value, self.best_objective_bound)


def main() -> None:
    arguments = arguments_of(__doc__)
    model = Model(load(arguments.problem))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = arguments.seconds
    solver.parameters.num_workers = WORKERS
    trajectory = Trajectory(Clock())
    status = solver.solve(model.cp, Listener(trajectory))
    solution = None
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        dates = [
            [solver.value(day), next(start for start, literal in starts.items() if solver.boolean_value(literal))]
            for day, starts in zip(model.day, model.at_start)
        ]
        solution = {"m": dates, "p": [solver.value(start) for start in model.phase]}
    bound = solver.best_objective_bound
    tell(model.problem.fields, trajectory, solver.status_name(status).lower(), solution, bound, arguments.output)


if __name__ == "__main__":
    main()
