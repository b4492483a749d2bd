"""What a chart of figures shows: which figures, in which order, where on the axis, with which words. Drawn elsewhere."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ketacli.quantities import is_related
from ketacli.report import points as figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.model import Claim, Study
    from ketacli.report.comparison import Row
    from ketacli.report.points import Point

KINDS = ("timing", "rates")


class Bar(NamedTuple):
    """A figure on the axis.

    `who` is `document`, `study` (what the claims are about) or `other` (a comparator, or another treatment). `low`, `middle`
    and `high` are places from 0 to 1 along the axis. `kind` is `point`, `range` (the source itself gives two ends),
    `spread` (shortest to longest about a middle) or `interval` (95 % confidence); `opens` is `left` or `right` where the
    figure is a bound. `interval` says the interval or spread in words. `alike` are further sources with the same figure.
    """

    who: str
    source: str
    detail: str
    figure: str
    kind: str
    low: float
    high: float
    middle: float | None = None
    opens: str = ""
    interval: str = ""
    people: str = ""
    contested: bool = False
    contradictions: int = 0
    caveats: int = 0
    level: str | None = None
    claim: str | None = None
    alike: tuple[str, ...] = ()


class Panel(NamedTuple):
    """The bars of one measure: documents first."""

    measure: str
    title: str
    bars: tuple[Bar, ...]


class Tick(NamedTuple):
    """A place from 0 to 1 along the axis, what stands there, and how soon it may be left out: 0 last."""

    place: float
    label: str
    short: str
    rank: int


class Chart(NamedTuple):
    """A chart: panels over one axis. `notes` are the sentences that must travel with it."""

    kind: str
    title: str
    axis: str
    ticks: tuple[Tick, ...]
    panels: tuple[Panel, ...]
    notes: tuple[str, ...]
    asked: str
    origin: str

    @property
    def bars(self) -> list[Bar]:
        """All bars, panel after panel."""
        return [bar for panel in self.panels for bar in panel.bars]


class Names(NamedTuple):
    """Plain-language names by id, and which treatment or population is part of which.

    `told` are the measures of which any claim of the store gives a figure; `asked` is what was asked, in words.
    """

    measures: Mapping[str, str] = {}
    treatments: Mapping[str, str] = {}
    people: Mapping[str, str] = {}
    broader: Mapping[str, str | None] = {}
    wider: Mapping[str, str | None] = {}
    told: frozenset[str] = frozenset()
    asked: str = ""
    store_title: str = ""
    store_version: str = ""


def chart(
    kind: str,
    claims: Sequence[Claim],
    studies: Mapping[str, Study],
    names: Names,
    measures: Iterable[str] = (),
) -> Chart:
    """Return a chart of the figures of claims and of the studies they are held against; without panels where there is none.

    `timing` draws measures of time, `rates` shares of people. A measure is drawn where a claim gives a figure of it (of a
    type that says what treatment takes or does), or where no claim of the store gives one, and three studies report it that
    are held against claims of the type timing or rate. A study is drawn where it is held against a claim with a figure of the measure, or where one of
    its arms is what these claims are about. `measures`, where given, names the measures wanted.
    """
    found: list[tuple[str, list[Point]]] = []
    hidden = 0
    for measure in figures.measures(kind, claims, studies, tuple(measures), names.told):
        points, left = figures.points(kind, measure, claims, studies, names.broader)
        hidden += left
        if points:
            found.append((measure, points))
    if kind == "timing":
        found.sort(key=lambda pair: sum(map(_log, (point.centre for point in pair[1]))) / len(pair[1]))
    low, high, ticks = _axis(kind, [point for _, points in found for point in points])
    scale = _Scale(kind == "timing", low, high)
    panels = [
        Panel(
            measure,
            _capital(names.measures.get(measure, measure)),
            tuple(
                _bar(point, scale, detail)
                for point, detail in zip(points, _details([point.row for point in points], names), strict=True)
            ),
        )
        for measure, points in found
    ]
    return Chart(
        kind=kind,
        title="How soon, how long" if kind == "timing" else "How many",
        axis="time, on a logarithmic scale" if kind == "timing" else "per cent of people",
        ticks=tuple(Tick(scale.place(value), label, short, rank) for value, label, short, rank in ticks),
        panels=tuple(panels),
        notes=tuple(_notes(kind, panels, hidden)),
        asked=names.asked,
        origin=", ".join(filter(None, [names.store_title, names.store_version])),
    )


class _Scale(NamedTuple):
    """An axis from `low` to `high`."""

    is_log: bool
    low: float
    high: float

    def place(self, value: float) -> float:
        """Return where a value stands, from 0 to 1; what lies beyond an end stands at the end."""
        if self.is_log:
            found = (_log(value) - _log(self.low)) / (_log(self.high) - _log(self.low))
        else:
            found = (value - self.low) / (self.high - self.low)
        return round(min(max(found, 0.0), 1.0), 6)


def _log(value: float) -> float:
    return math.log10(max(value, 1e-3))


_ARROW = 2.5
"""How many times as far as a lower bound the axis goes on at least, for its arrow to be seen."""

_TIMES = (
    (1, "1 min", "1m", 1),
    (10, "10 min", "10m", 0),
    (30, "30 min", "30m", 2),
    (60, "1 hour", "1h", 0),
    (360, "6 h", "6h", 3),
    (1440, "1 day", "1d", 0),
    (10080, "1 week", "1wk", 0),
    (43829.1, "1 month", "1mo", 0),
    (3 * 43829.1, "3 mo", "3mo", 3),
    (525960, "1 year", "1y", 1),
    (10 * 525960, "10 years", "10y", 0),
    (100 * 525960, "100 years", "100y", 0),
)
"""Where time has a tick: minutes, label, short label, rank. Round units and not powers of ten: that is how time is told."""

_SHARES = tuple((value, f"{value}%", f"{value}", value % 50 // 25) for value in (0, 25, 50, 75, 100))


def _axis(kind: str, points: Sequence[Point]) -> tuple[float, float, list[tuple[float, str, str, int]]]:
    """Return both ends and the ticks: shares from 0 to 100 %, time as far as the figures reach and room for an arrow."""
    if kind == "rates":
        return 0.0, 100.0, list(_SHARES)
    ends = [end for point in points for end in (point.low, point.high) if end > 0] or [60.0]
    ends += [point.high * _ARROW for point in points if point.opens == "right"]
    low, high = min(*ends, 20.0) / 2, max(*ends, 3 * 43829.1) * 1.3
    return low, high, [tick for tick in _TIMES if low <= tick[0] <= high * 1.001]


def _bar(point: Point, scale: _Scale, detail: str) -> Bar:
    row = point.row
    middle = scale.place(point.middle) if point.middle is not None else None
    people = "" if row.n is None or row.is_study_size else f"n = {row.n:,}"
    if row.events is not None and people:
        people = f"{row.events:,} of {row.n:,}"
    return Bar(
        who=point.who,
        source=row.source,
        detail=detail,
        figure=point.figure,
        kind=point.kind,
        low=scale.place(point.low),
        high=scale.place(point.high),
        middle=middle,
        opens=point.opens,
        interval=point.interval,
        people=people,
        contested=row.contested,
        contradictions=len(row.contradictions),
        caveats=row.caveats or 0,
        level=row.level,
        claim=row.claim,
        alike=point.alike,
    )


def _details(rows: Sequence[Row], names: Names) -> list[str]:
    """Return what each figure of a panel is of: what was given, for what outcome, when; whom, where that is not the rule.

    The rule is the population of more than half of the rows, with what is broader or narrower. The scale is told where nothing else
    tells two figures of a source apart.
    """
    populations = [row.population for row in rows if row.population]
    shares = {
        one: sum(is_related(one, other, names.wider) for other in populations) for one in sorted(set(populations))
    }
    usual = max(shares, key=lambda one: shares[one], default=None)
    has_rule = usual is not None and shares[usual] * 2 > len(populations)
    found = []
    for row in rows:
        arm = names.treatments.get(row.arm or "", row.arm or "")
        is_usual = has_rule and is_related(row.population, usual, names.wider)
        whom = "" if is_usual else names.people.get(row.population or "", row.population or "")
        parts = [arm, whom, row.outcome if row.claim is None else "", row.timepoint]
        found.append(", ".join(dict.fromkeys(filter(None, parts))))
    twice = Counter((row.source, detail) for row, detail in zip(rows, found, strict=True))
    scales = [getattr(row.figure, "scale", None) for row in rows]
    return [
        ", ".join(filter(None, [detail, scale if twice[row.source, detail] > 1 else ""]))
        for row, detail, scale in zip(rows, found, scales, strict=True)
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _notes(kind: str, panels: Sequence[Panel], hidden: int) -> list[str]:
    """Return what must be known to read the chart, and what it does not show."""
    bars = [bar for panel in panels for bar in panel.bars]
    notes = []
    if kind == "rates":
        notes.append(
            "Lines are 95% intervals: as reported, else Wilson's (1927, doi:10.1080/01621459.1927.10502953) from the people "
            "the figure is of. A mark without a line: the source does not say how many people, so there is no interval to draw."
        )
    if any(bar.kind == "spread" for bar in bars):
        notes.append("A line with ends about a study's mark runs from the shortest to the longest time it saw.")
    notes += [f"{bar.source} and others, {bar.figure}: {', '.join(bar.alike)}." for bar in bars if bar.alike]
    if any(bar.contradictions or bar.caveats for bar in bars):
        notes.append(
            "⇄ stands in so many contradictions (contested: one of them is direct), ! has so many caveats: `keta show ID` has them."
        )
    if hidden:
        notes.append(
            f"Not drawn: {hidden} {'figure' if hidden == 1 else 'figures'} of studies of other treatments; `keta compare` shows them."
        )
    return notes
