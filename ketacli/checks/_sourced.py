"""Which figures of a text are not among those that its sources have?"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from ketacli.checks import _figures
from ketacli.quantities import UNITS, base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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


def missing(text: str, known: Callable[[], Iterable[float]]) -> list[str]:
    """Return the figures of a text, as its words give them, that are not among those known, which are asked for if there are any.

    A share may be rounded to a whole number of 100 people, any other figure only after `about` or the like; `9 of 1,148` is known
    where the share is, or both numbers are.
    """
    told = [one for one in _figures.read(text) if _is_worth(text, one)]
    if not told:
        return []
    given = [one for one in known() if not math.isinf(one)]
    found = []
    for figure in told:
        if any(_is_within(figure, other) for other in told):
            continue  # a part of another: `ten` of `seven in ten`
        parts = [other for other in told if _is_within(other, figure)]
        if not _is_known(text, figure, given) and not (parts and all(_is_known(text, one, given) for one in parts)):
            found.append(text[figure.start : figure.end].strip())
    return found


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


def _is_known(text: str, figure: _figures.Figure, known: list[float]) -> bool:
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
    return abs(value) in (abs(known), float(math.floor(abs(known) + 0.5))) or (
        is_blurred and abs(abs(value) - abs(known)) <= _BLURRED * abs(known)
    )
