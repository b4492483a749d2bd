"""Recognise the figures of a sentence: number or range, unit, and the measure they are of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ketacli.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_UNITS = {
    "%": "%",
    "percent": "%",
    "per cent": "%",
    "minute": "min",
    "min": "min",
    "hour": "h",
    "hr": "h",
    "day": "d",
    "week": "wk",
    "month": "mo",
    "year": "a",
    "mg/kg": "mg/kg",
    "mg": "mg",
    "milligram": "mg",
    "infusion": "1",
    "session": "1",
    "treatment": "1",
    "dose": "1",
    "antidepressant": "1",
    "medication": "1",
    "medicine": "1",
}
DIMENSIONS = {"%": "proportion", "1": "count", "mg/kg": "dose", "mg": "dose", "": None} | dict.fromkeys(
    ("min", "h", "d", "wk", "mo", "a"), "time"
)
"""The kind of measure that a unit belongs to; a bare number of four digits is a year."""

_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|\b(?:{'|'.join(_WORDS)})\b)"
_FIGURE = re.compile(
    rf"(?<![\w.,$€£])(?P<low>{_NUMBER})\s*(?P<percent>%)?"
    rf"(?:\s*(?:-|‐|‑|–|—|to|or|and)\s*(?P<high>{_NUMBER}))?"
    rf"(?:\s*-?\s*(?:[a-z]+\s+)??(?P<unit>{'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})s?(?![a-z]))?"
)
_OUT_OF = re.compile(rf"\b(?P<part>{_NUMBER})\s+(?:out\s+of|in|of)\s+(?:every\s+)?(?P<whole>{_NUMBER})\b")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class Figure(NamedTuple):
    """A figure of a text: its ends (equal for a single value), its UCUM unit (empty for a year), where it stands."""

    low: float
    high: float
    unit: str
    start: int
    end: int


def figures(text: str) -> list[Figure]:
    """Return the figures of a text that have a unit, or are years, in order."""
    lowered = text.lower() if len(text.lower()) == len(text) else fold(text)
    shares = [_share(found) for found in _OUT_OF.finditer(lowered)]
    found = [one for one in shares if one]
    for one in _read(lowered):
        if not any(share.start <= one.start < share.end for share in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _share(found: re.Match[str]) -> Figure | None:
    """Return `seven in ten` as 70 %."""
    part, whole = _value(found["part"]), _value(found["whole"])
    if whole not in {10, 100} or part > whole:
        return None
    share = 100 * part / whole
    return Figure(share, share, "%", found.start(), found.end())


def _read(text: str) -> Iterator[Figure]:
    for found in _FIGURE.finditer(text):
        low = _value(found["low"])
        high = _value(found["high"]) if found["high"] else low
        unit = "%" if found["percent"] else _UNITS.get(found["unit"] or "")
        if unit is None:
            if not (found["low"].isdigit() and _FIRST_YEAR <= low <= _LAST_YEAR):
                continue
            unit = ""
        yield Figure(min(low, high), max(low, high), unit, found.start(), found.end())


def _value(text: str) -> float:
    return float(_WORDS.get(text) or text.replace(",", ""))


def numbers(words: Iterable[str]) -> frozenset[float]:
    """Return the numbers among folded words, those in letters too; `one` is as often a pronoun and is left out."""
    return frozenset(
        float(_WORDS.get(word) or word) for word in words if (word in _WORDS and word != "one") or word.isdecimal()
    )
