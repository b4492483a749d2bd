"""Which figures of a text are not among those that its sources have?"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from ketacli.checks import _figures
from ketacli.quantities import UNITS, base

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SMALL = 2.0
"""Up to here a number word is mostly no figure: `one infusion`, `two pages`."""
_BLURRED = 0.06
"""How far a figure after `about` may be from the source's."""

_NO_FIGURES = ("half", "more than halved", "all", "both", "everyone", "everybody", "nobody", "none")
_ABOUT = ("about ", "nearly ", "almost ", "roughly ", "around ", "over ", "more than ", "fewer than ", "less than ")
_WHOLES = (100.0, 1_000.0, 10_000.0)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_OF_A_FEW = re.compile(r"^\w+ of (?:the )?[a-z]+$", re.IGNORECASE)
"""How many of a few things, in words: `two of the three trials`."""
_ADDRESSES = frozenset(("DOI", "URL", "PMID", "PMCID", "ISBN", "ISSN", "volume", "issue", "page"))
"""Fields of a reference whose numbers are no figures."""


def missing(text: str, known: Iterable[Iterable[float]]) -> list[str]:
    """Return the figures of a text, as its words give them, that are in none of some sources; no more of these is read than it takes.

    A share may be rounded to a whole number of 100 people, any other figure only after `about` or the like; `9 of 1,148` is known
    where the share is, or both numbers are.
    """
    told = [one for one in _figures.read(text) if _is_worth(text, one)]
    left = [one for one in told if not any(_is_within(one, other) for other in told)]  # not `ten` of `seven in ten`
    given: list[float] = []
    for source in known if left else ():
        given += [one for one in source if not math.isinf(one)]
        left = [one for one in left if not _is_known(text, one, told, given)]
        if not left:
            break
    return [text[one.start : one.end].strip() for one in left]


def _is_within(figure: _figures.Figure, other: _figures.Figure) -> bool:
    return (
        other.start <= figure.start
        and figure.end <= other.end
        and (figure.start, figure.end) != (other.start, other.end)
    )


def _is_worth(text: str, figure: _figures.Figure) -> bool:
    """Whether a figure has to come from somewhere: not the 100 of `70 of 100`, nor a turn of speech."""
    words = text[figure.start : figure.end]
    is_word = not any(sign.isdigit() for sign in words)
    if figure.kind in ("ordinal", "decade") or (is_word and (figure.high <= _SMALL or _OF_A_FEW.search(words))):
        return False
    return not _is_whole(text, figure) and words.lower().removeprefix("one ") not in _NO_FIGURES


def _is_known(text: str, figure: _figures.Figure, told: Sequence[_figures.Figure], known: list[float]) -> bool:
    """Whether a figure is among those known, or all parts of it are."""
    parts = [one for one in told if _is_within(one, figure)]
    return _is_given(text, figure, known) or (bool(parts) and all(_is_given(text, one, known) for one in parts))


def _is_given(text: str, figure: _figures.Figure, known: list[float]) -> bool:
    """Whether a figure is among those known, as it is written or in the base of its unit: `seven days` where a source says a week."""
    is_blurred = not figure.qualifiers <= {None} or any(word in text[: figure.start].lower() for word in _ABOUT)
    written = [one for one in _ends(figure) if not math.isinf(one)]
    converted = [base(one, figure.unit) for one in written] if figure.unit else []
    return any(
        values and all(any(_fits(value, one, is_blurred=is_blurred) for one in known) for value in values)
        for values in (written, converted)
    )


def _ends(figure: _figures.Figure) -> tuple[float, float]:
    return figure.low, figure.high


def of(value: Any) -> Iterator[float]:
    """Yield every figure that a record, a part of it or a text of it has, the shares that its counts make, and the rest of each."""
    if isinstance(value, dict):
        yield from _made_of(value)
        value = [one for name, one in value.items() if name not in _ADDRESSES]
    if isinstance(value, list):
        for one in value:
            yield from of(one)
    elif isinstance(value, str):
        yield from _numbers(value)
        for figure in _figures.read(value):
            yield from _ends(figure)
            if figure.unit:
                yield from (base(one, figure.unit) for one in _ends(figure))
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield float(value)


def _made_of(result: dict[str, Any]) -> Iterator[float]:
    """Yield what the figures of a typed result make: the share of its counts, the rest of its share, the middle of its range."""
    if result.get("events") is not None and result.get("n"):
        yield 100.0 * result["events"] / result["n"]
    if result.get("unit") == "%" and result.get("value") is not None:
        yield 100.0 - result["value"]
    if isinstance(result.get("value"), (int, float)) and result.get("unit") in UNITS:
        yield base(result["value"], result["unit"])
    if result.get("low") is not None and result.get("high") is not None:
        yield (result["low"] + result["high"]) / 2


def _numbers(text: str) -> Iterator[float]:
    for found in _NUMBER.findall(text):
        yield float(found.replace(",", ""))


def _is_whole(text: str, figure: _figures.Figure) -> bool:
    """Whether a figure is the 100 of `70 of 100`, or the 1,000 of `3 of 1,000`."""
    before = text[: figure.start].rstrip()
    return figure.low in _WHOLES and before.endswith((" of", " in", " every", " per", "Of", "In"))


def _fits(value: float, known: float, *, is_blurred: bool) -> bool:
    """Whether a figure is a known one, as it is or rounded, a half upwards, to a whole number or one digit after the point."""
    size, given = abs(value), abs(known)
    rounded = (given, math.floor(given + 0.5), math.floor(10 * given + 0.5) / 10)
    return any(math.isclose(size, one) for one in rounded) or (is_blurred and abs(size - given) <= _BLURRED * given)
