"""When something was measured, in minutes and in few words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.frozen import replace
from ketacli.quantities import UNITS, phrase

if TYPE_CHECKING:
    from ketacli.model import Result


_TIME = r"(\d+(?:\.\d+)?)\s*(min|minute|h|hour|day|week|month|year)s?\b"

_TURNED = r"\b(day|week|month|hour) (\d+)\b"

_SIZES = {**{word: size for _, size, word in UNITS.values()}, "min": 1.0, "h": 60.0}


def minutes(result: Result) -> float | None:
    """Return when a figure was measured, in minutes; None where that is not told as a time."""
    return result.at.value * UNITS[result.at.unit][1] if result.at else None


def moment(words: str | None) -> float | None:
    """Return the time that words name, in minutes: `90 minutes`, `day 7`; None for any other."""
    text = re.sub(_TURNED, r"\2 \1", (words or "").lower())
    found = re.search(_TIME, text)
    return float(found[1]) * _SIZES[found[2]] if found else None


def when(result: Result) -> str:
    """Return when a figure was measured, in few words; `varied` where the source gives no time."""
    text = re.sub(r"^(?:after|at|by|within) | phase$|\b(?:the|a|an) ", "", result.timepoint or "")
    if result.at and not 0 < len(text) <= _WHEN:
        text = phrase(replace(result, value=result.at.value, unit=result.at.unit, statistic=None, qualifier=None))
    if len(text) > _WHEN:
        text = re.split(r" (?:after|of|in|on) ", text)[0]
    return text or "varied"


_WHEN = 15
"""The most characters of the time of a row that is said in the source's own words."""
