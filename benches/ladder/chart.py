"""A chart with two logarithmic axes, written as SVG that reads well on light and dark pages. Knows nothing of planning."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

Point = tuple[float, float]

WIDTH, HEIGHT = 900, 520
LEFT, RIGHT, TOP, BOTTOM = 78, 150, 92, 62

# Colours that are told apart on both grounds and by people who see few colours, in fixed order.
LIGHT = ("#2a78d6", "#008300", "#c2418f", "#a86500", "#7a4fd0")
DARK = ("#5b9df0", "#3fb950", "#ec7fbb", "#e0a13c", "#ab8bf5")


def style() -> str:
    """The sheet: inks and lines for light pages, and what differs on dark ones."""

    def inks(ground: str, ink: str, quiet: str, rule: str, colours: tuple[str, ...]) -> str:
        series = "".join(f"--s{index}:{colour};" for index, colour in enumerate(colours))
        return f"svg{{--ground:{ground};--ink:{ink};--quiet:{quiet};--rule:{rule};{series}}}"

    light = inks("#ffffff", "#1f2328", "#59636e", "#e3e6ea", LIGHT)
    dark = inks("#0d1117", "#f0f6fc", "#9aa4b0", "#262c35", DARK)
    return (
        f"{light}@media(prefers-color-scheme:dark){{{dark}}}"
        "text{font:13px system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;fill:var(--quiet)}"
        ".title{font-size:17px;font-weight:600;fill:var(--ink)}.name{font-weight:600}"
        ".rule{stroke:var(--rule);stroke-width:1}.axis{stroke:var(--quiet);stroke-width:1}"
        ".line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}.fit{stroke-dasharray:5 5;opacity:.75}"
    )


@dataclass(frozen=True)
class Axis:
    """A logarithmic axis between two values, drawn between two places."""

    least: float
    most: float
    begin: float
    end: float

    def at(self, value: float) -> float:
        share = math.log(value / self.least) / math.log(self.most / self.least)
        return self.begin + share * (self.end - self.begin)

    def decades(self) -> list[float]:
        first, last = math.ceil(math.log10(self.least) - 1e-9), math.floor(math.log10(self.most) + 1e-9)
        return [10.0**power for power in range(first, last + 1)]


def around(values: list[float], begin: float, end: float) -> Axis:
    """An axis from the 1, 2 or 5 of a decade below all values to the one above."""
    grades = [grade * 10.0**power for power in range(-6, 10) for grade in (1, 2, 5)]
    least = max((grade for grade in grades if grade <= min(values) / 1.2), default=grades[0])
    most = min((grade for grade in grades if grade >= max(values) * 1.2), default=grades[-1])
    return Axis(least, most, begin, end)


@dataclass
class Chart:
    """What is drawn, in order."""

    title: str
    subtitle: str
    description: str
    x: Axis
    y: Axis
    parts: list[str] = field(default_factory=list)
    labels: list[tuple[float, str, str, int]] = field(default_factory=list)
    """Names at the right edge of lines: height, name, what is added, colour."""

    def text(self, x: float, y: float, text: str, kind: str = "", anchor: str = "start", ink: str = "") -> None:
        fill = f' style="fill:{ink}"' if ink else ""
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}"{fill}>{escape(text)}</text>')

    def grid(self, x_name: str, y_name: str, x_told: Callable[[float], str], y_told: Callable[[float], str]) -> None:
        """Rules at every power of ten, named; the axes' names stand where they are read first."""
        for value in self.x.decades():
            x = self.x.at(value)
            self.parts.append(f'<path class="rule" d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}"/>')
            self.text(x, HEIGHT - BOTTOM + 20, x_told(value), anchor="middle")
        for value in self.y.decades():
            y = self.y.at(value)
            self.parts.append(f'<path class="rule" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>')
            self.text(LEFT - 10, y + 4, y_told(value), anchor="end")
        self.parts.append(f'<path class="axis" d="M{LEFT} {HEIGHT - BOTTOM}H{WIDTH - RIGHT}"/>')
        self.text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16, x_name, anchor="middle")
        self.text(LEFT - 10, TOP - 12, y_name, anchor="end" if len(y_name) < 10 else "start")

    def line(self, points: list[Point], colour: int, kind: str = "") -> None:
        path = "L".join(f"{self.x.at(x):.1f} {self.y.at(y):.1f}" for x, y in points)
        self.parts.append(f'<path class="line {kind}" style="stroke:var(--s{colour})" d="M{path}"/>')

    def stairs(self, points: list[Point], colour: int) -> None:
        """A line that keeps its height until the next point."""
        corners = points[:1]
        for (_, height), (x, y) in zip(points, points[1:]):
            corners += [(x, height), (x, y)]
        self.line(corners, colour)

    def dot(self, point: Point, colour: int, told: str, *, hollow: bool = False) -> None:
        fill = "var(--ground)" if hollow else f"var(--s{colour})"
        ring = f"var(--s{colour})" if hollow else "var(--ground)"
        self.parts.append(
            f'<circle cx="{self.x.at(point[0]):.1f}" cy="{self.y.at(point[1]):.1f}" r="5" '
            f'style="fill:{fill};stroke:{ring};stroke-width:2"><title>{escape(told)}</title></circle>'
        )

    def name(self, height: float, name: str, added: str, colour: int) -> None:
        self.labels.append((height, name, added, colour))

    def svg(self) -> str:
        """The whole picture. Names that would touch are moved apart, downwards."""
        lowest = TOP - 40.0
        for height, name, added, colour in sorted(self.labels):
            lowest = max(height, lowest + 34)
            self.text(WIDTH - RIGHT + 16, lowest - 2, name, "name", ink=f"var(--s{colour})")
            self.text(WIDTH - RIGHT + 16, lowest + 13, added)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
            f'role="img" aria-labelledby="title description">'
            f'<title id="title">{escape(self.title)}</title><desc id="description">{escape(self.description)}</desc>'
            f"<style>{style()}</style>"
            f'<rect width="{WIDTH}" height="{HEIGHT}" rx="6" style="fill:var(--ground)"/>'
            f'<text x="20" y="30" class="title">{escape(self.title)}</text>'
            f'<text x="20" y="50">{escape(self.subtitle)}</text>'
        )
        return "\n".join([head, *self.parts, "</svg>"]) + "\n"


def plain(value: float) -> str:
    """A power of ten in ordinary digits."""
    return f"{value:,.0f}" if value >= 1 else f"{value:.{round(-math.log10(value))}f}"
