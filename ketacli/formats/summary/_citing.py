"""Lines to cite: a figure in a line with all that it must not be quoted without, and what is wrong with what is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats.summary import _telling as telling
from ketacli.frozen import NamedTuple
from ketacli.labels import capital
from ketacli.report import arms, pair_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.report.brief import Brief
    from ketacli.report.saying import Figures, Rate, Value

HEADING = "Lines to cite"
MOST = 12
"""How many figures are told as lines to cite; one that points the other way than all of its comparison comes besides."""

_AHEAD = 4
"""How many rows of a measure come before the first of the next."""

_STRONG = ("randomised", "open", "crossover", "reviews")
_OF_100 = ", of 100"


def lines(found: Brief) -> list[str]:
    """Return the figures of a page as lines to cite, trials and reviews first, then what is wrong with what is so.

    `Responded (score halved): 64 v 28 of 100, 36 more (12 to 54 more); infusion v midazolam, randomised; 24 h; n 72, worked
    out (Murrough 2013 trial, doi:10.1176/appi.ajp.2013.13030392, read only as others report it).`
    """
    told = sorted(_figures(found))
    kept, rest = told[:MOST], told[MOST:]
    shown = {(one.name, one.is_more) for one in kept}
    for one in rest:
        if (one.name, not one.is_more) in shown and (one.name, one.is_more) not in shown:
            kept.append(one)
            shown.add((one.name, one.is_more))
    return [*(one.text for one in kept), *_wrong(found)]


class _Line(NamedTuple):
    """A figure as a line with its place, what was compared, and whether more of the treated had it."""

    place: tuple[bool, int, int, int]
    text: str
    name: str = ""
    is_more: bool = True


def _figures(found: Brief) -> Iterator[_Line]:
    """Yield each figure of a study with its place: those of the first measure come a little before those of the others."""
    for place, block in enumerate(found.figures):
        shares = [(group.name, row) for group in block.groups for row in group.rows]
        for number, (name, row) in enumerate(shares):
            if row.pair:
                is_weak = row.pair.group not in _STRONG or row.compared is None
                is_more = row.compared is None or (row.treated or 0) >= row.compared
                at = (is_weak, row.rank + _AHEAD * place, place, number)
                yield _Line(at, _rate(row, name, block, found), name, is_more)
        for number, value in enumerate(row for row in block.values if not row.card):
            yield _Line((True, number + _AHEAD * place, place, number), _value(value, block, found))


def _rate(row: Rate, name: str, block: Figures, found: Brief) -> str:
    treated, compared = row.shown
    share = f"{treated} v {compared} of 100" if row.compared is not None else f"{treated} of 100"
    pair = row.pair
    size = "n not given"
    if pair and pair.people:
        worked = ", worked out" if pair.is_derived else ""
        whole = f"{arms.part(pair.first.result)} of {pair.people:,}".removeprefix(" of ")
        size = f"n {pair.people:,}{worked}" if pair.own_people else f"{whole} in the study"
    when = row.about.rpartition("]" if "]" in row.about else ")")[2].strip(", ")
    told = row.difference
    if pair and arms.is_off(pair):
        amount, bracket, interval = told.partition(" (")
        told = f"{amount} before rounding{bracket}{interval}"
    if pair and pair.difference and pair.difference.low is not None and pair.difference.how != "printed":
        told = told.replace("(", "(keta's 95% interval: ", 1)
    if pair and pair.ratio and pair.difference and pair.difference.low is None:
        told = f"{told.partition(', ')[0]}, {pair_words.ratio_in_words(pair.ratio)}"
    share = ", ".join(filter(None, (share, told)))
    return f"{_what(block)}: {'; '.join(filter(None, (share, _lower(name), when, size)))}{_from(row, found)}."


def _value(row: Value, block: Figures, found: Brief) -> str:
    return f"{_what(block)}: {'; '.join(filter(None, (row.figure, row.about)))}{_from(row, found)}."


def _what(block: Figures) -> str:
    heading = block.heading.removesuffix(_OF_100).replace(f"{_OF_100} ", " ")
    return capital(heading)


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
            against = [one.source for one in claim.evidence if one.verdict in ("disputes", "misreported")]
            who = found.context.named(dict.fromkeys(against))
            told = f" ({who})" if who else ""
            yield f"Wrong: the {line.card.place} claims: {claim.statement} In fact: {claim.in_fact}{told}"
