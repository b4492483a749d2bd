"""The few figures of one page on a terminal: shares of 100 people, or other figures, a row each."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from ketacli.formats._page import WIDEST, Column, Page, Span
from ketacli.formats._text import cells
from ketacli.formats.summary import _telling as telling
from ketacli.labels import capital, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ketacli.report.saying import Figures, Group, Rate, Value

_PEOPLE = " people, "
"""What follows on the number of people in what a figure is of."""

_SOME_OF = re.compile(r"\(\w+ of (?=\d)")

_AND_RATIO = ", "
_WHO, _TREATED, _COMPARED = 32, 7, 8


def add_figures(page: Page, block: Figures) -> None:
    """Add the figures of one measure under its heading."""
    (_rates if block.groups else _values)(page, block)


def _rates(page: Page, block: Figures) -> None:
    """Add shares of 100 people: those treated, those compared, the difference with its interval."""
    heading = Span(block.heading.upper(), "heading")
    if page.is_narrow:
        page.add(heading)
        for group in block.groups:
            if group.name:
                page.add(Span(group.name, "label"))
            for row in group.rows:
                page.add(*_who(row), f": {_stacked(row)}", indent=2, hang=4)
    else:
        columns = (Column(_WHO), Column(_TREATED, is_right=True), Column(_COMPARED, is_right=True), Column())
        fits = cells(heading.text) <= _WHO
        if not fits:
            page.add(heading)
        page.table(
            [[[heading] if fits else [], ["treated"], ["compared"], ["difference (95% interval)"]]], columns, gap=1
        )
        for above, rows in _headed(block.groups):
            if above:
                page.add(*above)
            page.table([line for row in rows for line in _cells_of(row)], columns, gap=1)


def _headed(groups: Iterable[Group]) -> Iterator[tuple[list[Span | str], list[Rate]]]:
    """Yield headings with their rows: several side effects of one study have one heading, and are the names of its rows."""
    for (what, study), alike in groupby(groups, lambda one: (one.what, _alone(one))):
        members = list(alike)
        if study is None or len(members) == 1:
            for one in members:
                yield ([Span(one.name, "label")] if one.name else []), list(one.rows)
        else:
            yield (
                [Span(f"{capital(what)}: ", "label"), *_who(members[0].rows[0])],
                [one.rows[0]._replace(who=capital(one.of), about="", read=None) for one in members],
            )


def _alone(group: Group) -> tuple[str, str] | None:
    """Return the study of the only row of a group that is of one side effect, and its people; None for any other group."""
    return (group.rows[0].source, group.rows[0].about) if group.of and len(group.rows) == 1 else None


def _cells_of(row: Rate) -> list[list[list[Span | str]]]:
    """Return the cells of a row, and of one below it for a hazard ratio."""
    treated, compared = row.shown
    told, sign, ratio = row.difference.partition(f"{_AND_RATIO}HR ")
    below: list[list[list[Span | str]]] = [[[], [], [], [f"{sign.removeprefix(_AND_RATIO)}{ratio}"]]] if sign else []
    return [[[" ", *_who(row, _WHO - 1)], [treated], [compared], [told]], *below]


def _stacked(row: Rate) -> str:
    treated, compared = row.shown
    against = f", {compared} compared" if compared not in ("", "none") else "" if row.is_unseen else ", no comparison"
    return f"{treated} treated{against}{f', {row.difference}' if row.difference else ''}"


def _who(row: Rate, most: int = 60) -> list[Span | str]:
    about = f" {row.about}" if row.about.startswith(("(", "[")) else f", {row.about}" if row.about else ""
    if row.card:
        return [Span(f"{row.card.mark} ", row.card.kind), f"{row.who}{about}"]
    who = f"{row.who}{telling.mark(row.read)}"
    if not row.about:
        return [who]  # the name of a side effect, with whom it is of: none of it may go
    whole = f"{who}{about}"
    # The time goes first, then the dose: how many people stays.
    if cells(whole) > most:  # the heading of the group says that they are its remitters
        whole = _SOME_OF.sub("(of ", whole)
    size = max(whole.find(")"), whole.find("]"))
    while cells(whole) > most and "," in whole[size + 1 :]:
        if size > 0 and cells(tight := f"{whole[: size + 1]}{whole[size + 2 :]}") <= most:
            return [tight]
        whole = whole.rpartition(",")[0]
    if cells(whole) > most and row.pair and row.pair.n:
        whole = f"{who} {'[' if row.pair.is_derived else '('}{row.pair.n:,}{']' if row.pair.is_derived else ')'}"
    return [shorten(whole, most)]


def _values(page: Page, block: Figures) -> None:
    """Add figures that are no shares: who, how much, of whom."""
    page.add(Span(block.heading.upper(), "heading"))
    who = [_marked(row) for row in block.values]
    width = min(max(sum(cells(str(getattr(part, "text", part))) for part in one) for one in who), 26)
    figures = min(max(cells(row.figure) for row in block.values), 34)
    is_wide = not page.is_narrow and all(cells(row.about) <= WIDEST - width - figures - 4 for row in block.values)
    if is_wide:
        rows = [(one, [row.figure], [Span(row.about, "muted")]) for one, row in zip(who, block.values, strict=True)]
        page.table(rows, (Column(width), Column(figures), Column()))
        return
    own = [row for row in block.values if row.card]
    for name in dict.fromkeys(row.who for row in own):  # a page's figures in one line, each after its mark
        told: list[Span | str] = [f"{name}: "]
        for row in own:
            if row.who == name and row.card:
                told += ["; " if len(told) > 1 else "", Span(f"{row.card.mark} ", row.card.kind), row.figure]
                told += [Span(f", {row.about}", "muted")] if row.about else []
        page.add(*told, hang=4)
    for row in block.values[len(own) :]:
        people, _, about = row.about.partition(_PEOPLE) if _PEOPLE in row.about else ("", "", row.about)
        size = f" ({people})" if people else ""
        page.add(*_marked(row), f"{size}: {row.figure}", Span(f", {about}" if about else "", "muted"), hang=4)


def _marked(row: Value) -> list[Span | str]:
    return [Span(f"{row.card.mark} ", row.card.kind), row.who] if row.card else [f"{row.who}{telling.mark(row.read)}"]
