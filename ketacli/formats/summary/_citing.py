"""Lines to cite: a figure in a line with all that it must not be quoted without, and what is wrong with what is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats.summary import _telling as telling
from ketacli.report import arms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.report.brief import Brief
    from ketacli.report.saying import Figures, Rate, Value

HEADING = "Lines to cite"
MOST = 12
"""How many figures are told as lines to cite."""

_AHEAD = 4
"""How many rows of a measure come before the first of the next."""

_STRONG = ("randomised", "open", "crossover", "reviews")
_OF_100 = ", of 100"


def lines(found: Brief) -> list[str]:
    """Return the figures of a page as lines to cite, trials and reviews first, then what is wrong with what is so.

    `Responded (score halved): 64 v 28 of 100, 36 more (12 to 54 more); infusion v midazolam, randomised; 24 h; n 72, worked
    out (Murrough 2013 trial, doi:10.1176/appi.ajp.2013.13030392, read only as others report it).`
    """
    told = [text for _, text in sorted(_figures(found))][:MOST]
    return [*told, *_wrong(found)]


def _figures(found: Brief) -> Iterator[tuple[tuple[bool, int, int], str]]:
    """Yield each figure of a study with its place: those of the first measure come a little before those of the others."""
    for place, block in enumerate(found.figures):
        for group in block.groups:
            for row in group.rows:
                if row.pair:
                    rank = (row.pair.group not in _STRONG or row.compared is None, row.rank + _AHEAD * place, place)
                    yield rank, _rate(row, group.name, block, found)
        for number, value in enumerate(row for row in block.values if not row.card):
            yield (True, number + _AHEAD * place, place), _value(value, block, found)


def _rate(row: Rate, name: str, block: Figures, found: Brief) -> str:
    treated, compared = row.shown
    share = f"{treated} v {compared} of 100" if row.compared is not None else f"{treated} of 100"
    pair = row.pair
    size = "n not given"
    if pair and pair.people:
        worked = ", worked out" if pair.is_derived else ""
        size = f"n {pair.people:,}{worked}" if pair.own_people else f"{pair.people:,} in the study"
    when = row.about.rpartition("]" if "]" in row.about else ")")[2].strip(", ")
    told = row.difference
    if pair and pair.ratio and pair.difference and pair.difference.low is None:
        told = f"{told.partition(', ')[0]}, {arms.ratio_in_words(pair.ratio)}"
    share = ", ".join(filter(None, (share, told)))
    return f"{_what(block)}: {'; '.join(filter(None, (share, _lower(name), when, size)))}{_from(row, found)}."


def _value(row: Value, block: Figures, found: Brief) -> str:
    return f"{_what(block)}: {'; '.join(filter(None, (row.figure, row.about)))}{_from(row, found)}."


def _what(block: Figures) -> str:
    heading = block.heading.removesuffix(_OF_100).replace(f"{_OF_100} ", " ")
    return f"{heading[:1].upper()}{heading[1:]}"


def _lower(name: str) -> str:
    """Return a name within a line; what begins with two capitals, such as ECT, keeps them."""
    return name if name[:2].isupper() else f"{name[:1].lower()}{name[1:]}"


def _from(row: Rate | Value, found: Brief) -> str:
    study = found.context.studies.get(row.source)
    read = telling.meaning(row.read)
    where = telling.identifier(study) if study else ""
    return f" ({', '.join(filter(None, (row.who, where, read)))})"


def _wrong(found: Brief) -> Iterator[str]:
    for line in found.lines:
        claim = line.card.claims[0]
        if line.card.kind == "wrong" and claim.in_fact:
            yield f"Wrong ({line.card.place}): “{claim.statement.rstrip('.')}”. In fact: {claim.in_fact}"
