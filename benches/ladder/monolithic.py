#!/usr/bin/env python3
"""A rival: the whole problem as one time-indexed mixed-integer program in HiGHS.

A column for each meeting, day and start, and for each phase and first day. Distances are written with cumulative sums, the
strongest form that needs no more columns: a later one of two cannot lie before `d + least` unless the first lies before `d`.
"""

from collections import defaultdict
from collections.abc import Iterable

import highspy
import numpy as np
from answer import Clock, Trajectory, arguments_of, tell
from problem import Problem, load

Terms = list[tuple[int, int]]
"""Columns with what they are multiplied by, or with the day they mean."""


class Program:
    """Columns and rows of a problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.costs: list[int] = []
        self.most: list[float] = []
        self.is_whole: list[bool] = []
        self.rows: dict[tuple[tuple[tuple[int, int], ...], float, float], None] = {}
        self.row_ends: list[tuple[float, float]] = []
        self.dates = [
            {(day, start): self.column(a + b, 1) for day, a in meeting.days.items() for start, b in meeting.starts.items()}
            for meeting in problem.meetings
        ]
        self.starts = [
            {day: self.column(phase["w"] * abs(day - phase["pref"]), 1) for day in range(phase["lo"], phase["hi"] + 1)}
            for phase in problem.fields["phases"]
        ]
        for columns in [*self.dates, *self.starts]:
            self.row(((column, 1) for column in columns.values()), 1, 1)
        self.people()
        self.products()
        self.distances()
        self.teams()

    def column(self, cost: int, most: float, *, whole: bool = True) -> int:
        self.costs.append(cost)
        self.most.append(most)
        self.is_whole.append(whole)
        return len(self.costs) - 1

    def row(self, terms: Iterable[tuple[int, int]], least: float, most: float) -> None:
        """Adds a row; one that is there already, as two people of the same groups give, is not added twice."""
        key = (tuple(terms), least, most)
        if key not in self.rows:
            self.rows[key] = None
            self.row_ends.append((least, most))

    def at_most(self, columns: list[int], most: int) -> None:
        self.row(((column, 1) for column in columns), -highspy.kHighsInf, most)

    def people(self) -> None:
        for person, meetings in self.problem.by_person().items():
            units, of_day, of_week = defaultdict(list), defaultdict(list), defaultdict(list)
            for meeting in meetings:
                for (day, start), column in self.dates[meeting].items():
                    for unit in range(start, start + self.problem.meetings[meeting].length):
                        units[day, unit].append((meeting, column))
                    of_day[day].append((meeting, column))
                    of_week[self.problem.week(day)].append((meeting, column))
            limits = self.problem.fields["persons"][person]
            for entries, most in ((units, 1), (of_day, limits["dcap"]), (of_week, limits["wcap"])):
                for found in entries.values():
                    if most and len({meeting for meeting, _ in found}) > most:
                        self.at_most([column for _, column in found], most)

    def products(self) -> None:
        for product, meetings in self.problem.by_product().items():
            load = self.problem.fields["products"][product]
            of_week = defaultdict(list)
            for meeting in meetings:
                for (day, _), column in self.dates[meeting].items():
                    of_week[self.problem.week(day)].append((column, 1))
            for terms in of_week.values():
                surplus = self.column(load["w_soft"], load["wk_hard"] - load["wk_soft"])
                self.row([*terms, (surplus, -1)], -highspy.kHighsInf, load["wk_soft"])

    def distances(self) -> None:
        for gap in self.problem.gaps:
            first, second = ([(column, day) for (day, _), column in self.dates[m].items()] for m in (gap.earlier, gap.later))
            self.distance(first, second, gap.least, gap.most)
            off = self.column(self.problem.fields["weights"]["space"], highspy.kHighsInf, whole=False)
            earlier = [(column, -day) for column, day in first]
            later = [(column, -day) for column, day in second]
            self.row([(off, 1), *later, *first], -gap.ideal - gap.tolerance, highspy.kHighsInf)
            self.row([(off, 1), *second, *earlier], gap.ideal - gap.tolerance, highspy.kHighsInf)
        for lag in self.problem.lags:
            self.distance(self.end(lag.first), self.end(lag.second), lag.least, lag.most)
        for pair in self.problem.different_weeks():
            of_week = defaultdict(list)
            for meeting in pair:
                for (day, _), column in self.dates[meeting].items():
                    of_week[self.problem.week(day)].append(column)
            for columns in of_week.values():
                self.at_most(columns, 1)

    def distance(self, first: Terms, second: Terms, least: int, most: int) -> None:
        """Rows for `least <= second - first <= most`."""
        for day in sorted({day for _, day in second}):
            too_late = [column for column, other in first if other > day - least]
            if too_late:
                self.at_most([column for column, other in second if other <= day] + too_late, 1)
        for day in sorted({day for _, day in first}):
            too_late = [column for column, other in second if other > day + most]
            if too_late:
                self.at_most([column for column, other in first if other <= day] + too_late, 1)

    def end(self, end: tuple[str, int]) -> Terms:
        kind, number = end
        if kind == "m":
            return [(column, self.problem.before[day]) for (day, _), column in self.dates[number].items()]
        length = self.problem.fields["phases"][number]["dur"] - 1 if kind == "pe" else 0
        return [(column, day + length) for day, column in self.starts[number].items()]

    def teams(self) -> None:
        load = defaultdict(list)
        for phase, starts in zip(self.problem.fields["phases"], self.starts):
            for start, column in starts.items():
                for day in range(start, start + phase["dur"]):
                    load[phase["team"], day].append(column)
        for (team, _), columns in load.items():
            self.at_most(columns, self.problem.fields["teams"][team]["cap"])

    def lp(self) -> highspy.HighsLp:
        """The program as HiGHS takes it."""
        rows = [terms for terms, _, _ in self.rows]
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.costs), len(rows)
        lp.col_cost_ = np.array(self.costs, dtype=float)
        lp.col_lower_, lp.col_upper_ = np.zeros(len(self.costs)), np.array(self.most, dtype=float)
        lp.row_lower_ = np.array([least for least, _ in self.row_ends], dtype=float)
        lp.row_upper_ = np.array([most for _, most in self.row_ends], dtype=float)
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in self.is_whole]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum([len(terms) for terms in rows])]).astype(np.int32)
        lp.a_matrix_.index_ = np.array([column for terms in rows for column, _ in terms], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([factor for terms in rows for _, factor in terms], dtype=float)
        return lp


def main() -> None:
    arguments = arguments_of(__doc__)
    program = Program(load(arguments.problem))
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("time_limit", arguments.seconds)
    # Costs are whole numbers: within one of the optimum is the optimum.
    highs.setOptionValue("mip_abs_gap", 0.999)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.passModel(program.lp())
    trajectory = Trajectory(Clock())

    def listen(event: highspy.HighsCallbackEvent) -> None:
        bound = event.data_out.mip_dual_bound
        trajectory.add(event.data_out.objective_function_value, bound if np.isfinite(bound) else None)

    highs.cbMipImprovingSolution.subscribe(listen)
    highs.run()
    info = highs.getInfo()
    solution = None
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        values = highs.getSolution().col_value
        chosen = [max(columns, key=lambda key: values[columns[key]]) for columns in program.dates]
        phases = [max(columns, key=lambda key: values[columns[key]]) for columns in program.starts]
        solution = {"m": [list(date) for date in chosen], "p": phases}
    bound = info.mip_dual_bound if np.isfinite(info.mip_dual_bound) else None
    status = highs.modelStatusToString(highs.getModelStatus()).lower()
    tell(program.problem.fields, trajectory, status, solution, bound, arguments.output)


if __name__ == "__main__":
    main()
