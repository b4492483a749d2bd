"""Hold the figures of a sentence against what a source sets: at least two hours, at most 84 mg, Schedule III and no other.

A store says under `bounds` of an omission what is set, and by which phrases a page gives a figure of its own for it. A figure departs
from that only where it cannot be meant otherwise: one that is of a study, of one person, of the past, that is denied, warned of or
compared is left alone. The phrases here are of English and of no subject.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.bounding import bound, unbounded
from ketacli.matching.figures import DIMENSIONS, MINUTES, figures
from ketacli.matching.folding import text_of_words, words
from ketacli.matching.phrasing import any_of
from ketacli.matching.tone import NEGATIONS
from ketacli.matching.wording import is_worded
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ketacli.model import Bound

AT_LEAST, AT_MOST, LESS_THAN = "at-least", "at-most", "less-than"

SLOT = "#"
"""Where the figure of a page stands in a phrase."""

_FIGURE = "zzq"
"""What the figure is written as in a folded text: a word that no text has."""

NEARLY = 0.05
"""A figure no farther from a limit than this is that limit: `about two hours`, `85 mg`."""

FAR = 1.3
"""A range reaches beyond a limit if its end is so many times as large: `0.5 to 1.2` does not go beyond 1, `56 to 112` goes beyond 84."""

_NUMBERS = {word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_NUMBERS |= {"once": 1, "twice": 2, "thrice": 3}
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS)})"
_TIMES = r"(?:\s*(?:times?|x|days?|nights?|sessions?|doses?|treatments?|sprays?|infusions?|visits?))?"
_A_WEEK = late(
    rf"\b(?P<low>{_COUNT})(?:\s*(?:-|–|to|or)\s*(?P<high>{_COUNT}))?{_TIMES}\s*(?:(?:an?|per|each|every)\s+week\b|weekly\b|/\s?(?:wk|week)\b)",
    re.IGNORECASE,
)
_DAILY = late(
    r"\b(?:(?P<two>twice|two times) (?:daily|a day|each day|every day|per day)|(?P<other>every (?:other|second) day|on alternate days)"
    r"|daily|nightly|once (?:a|per|each) day|each day|every (?:single )?(?:day|night|morning|evening)|day after day)\b",
    re.IGNORECASE,
)
_PRESSURE = late(r"\b(?P<upper>\d{2,3})\s*(?:/|over)\s*(?P<lower>\d{2,3})\b(?:\s*mm ?hg)?", re.IGNORECASE)
_PRESSURES, _LEAST = range(90, 261), 40
_PARTS = {
    "half": 30.0,
    "1/2": 30.0,
    "½": 30.0,
    "three quarters": 45.0,
    "three-quarters": 45.0,
    "a quarter": 15.0,
    "quarter": 15.0,
}
_PART_OF_HOUR = late(rf"(?<!\w)(?P<part>{'|'.join(_PARTS)})[- ](?:of an )?hour\b", re.IGNORECASE)
_ANOTHER_HOUR = late(r"\b(?:another|a further|an extra) (?=hour\b)", re.IGNORECASE)
_BY_WEIGHT = late(r"(?:\s+of\s+\w+)?\s*(?:per|for (?:each|every)|/)\s*(?:kg\b|kilo(?:gram(?:me)?)?s?\b)", re.IGNORECASE)
_AGES = late(
    r"(?:\b(?:from|over|above)\s+(?P<from>\d{1,2})(?=\s+(?:and|or)\s+(?:up|over|older|above)|\s*[,;]|\.(?!\d)|$|\s+(?:years?|can|may))"
    r"|\b(?P<up>\d{1,2})(?=\s*(?:\+|(?:years?\s+)?(?:and|or)\s+(?:over|older|above|up)\b)))",
    re.IGNORECASE,
)

_BOUNDING = late(
    r"(?:\b(?:at (?:the very )?(?:least|most)|up to|(?:no|not) (?:less|fewer|more|longer|higher|lower) than|(?:less|fewer|more|longer) than|under|below"
    r"|as (?:little|much|many|long|few) as|about|around|roughly|approximately|nearly|almost|only|just|some|an?|another|maximum of"
    r"|minimum of|a (?:good|full|mere|short)|between)\s+)+$",
    re.IGNORECASE,
)
"""What bounds a figure before it: phrases need not say it."""

_NOT = (NEGATIONS | frozenset({"nor"})) - frozenset("free anything yet stop stops stopped lack against absence".split())

_OTHERWISE = any_of(
    r"""
    stud(y|ies|ied), trials?, participants?, volunteers?, enrol*, randomis*, randomiz*, investigat*, research*, tested, cohort, et al
    was, were, had, took, gave, got, received, needed, showed, used to, until, formerly, previously, originally, historically, in the past, proposed, considered, petition*
    i, my, me, she, her, he, his, him, mum, mom, husband, wife
    too (much|high|short|little|soon|early|long|often|low|many|few), overdos*, mistak*, errors?, wrong*, unsafe, danger*, illegal*
    (instead of|rather than|unlike|whereas|compared (with|to)|than|versus|vs|as opposed to|even though|although|despite)
    some (clinics|centres|centers|doctors|providers|people|websites|pages|places), (another|other) (clinic|drug|medicine)s?
    animals?, mice, mouse, rats?, dogs?, cats?, horses?, monkeys?, veterinar*, vets
    break*, breach*, (against|outside) (the|all) <1> (rules?|law|label|guidelines?), red flag, warning sign
    beware, avoid <2> (clinics?|centres?|centers?|doctors?|providers?|places?|anyone|anybody), report any, reportedly, myth, claims? that, claimed
    """
)
"""Words with which a figure may be of somebody or something else, or be told to be wrong."""


class Reading(NamedTuple):
    """A figure of a sentence: its ends, its unit in UCUM, where it stands, and how it is bounded."""

    low: float
    high: float
    unit: str
    start: int
    end: int
    qualifier: str | None = None


@lru_cache(maxsize=512)
def readings(text: str) -> tuple[Reading, ...]:
    """Return the figures of a sentence that may be held against a limit: times, ages, doses, pressures, how often a week."""
    found = [*_pressures(text), *_frequencies(text), *_parts_of_hours(text), *_ages(text)]
    for one in figures(text):
        if any(one.start < other.end and other.start < one.end for other in found):
            continue
        unit, end = one.unit, one.end
        if DIMENSIONS[unit] is None:
            continue
        if unit == "mg" and (weight := _BY_WEIGHT.match(text, one.end)):
            unit, end = "mg/kg", weight.end()
        found.append(Reading(one.low, one.high, unit, one.start, end, bound(text, one.start, one.end)))
    return tuple(sorted(found, key=lambda one: one.start))


def _pressures(text: str) -> Iterator[Reading]:
    for found in _PRESSURE.finditer(text):
        upper, lower = int(found["upper"]), int(found["lower"])
        if upper in _PRESSURES and _LEAST <= lower < upper:
            how = bound(text, found.start(), found.end())
            yield Reading(upper, upper, "mm[Hg]", found.start(), found.end(), how)


def _frequencies(text: str) -> Iterator[Reading]:
    for found in _A_WEEK.finditer(text):
        low = _number(found["low"])
        high = _number(found["high"]) if found["high"] else low
        if low <= high:
            yield Reading(
                low, high, "/wk", found.start(), found.end(), bound(text, found.start(), found.start("low") + 1)
            )
    for found in _DAILY.finditer(text):
        often = 14.0 if found["two"] else 3.5 if found["other"] else 7.0
        yield Reading(often, often, "/wk", found.start(), found.end())


def _parts_of_hours(text: str) -> Iterator[Reading]:
    for found in _PART_OF_HOUR.finditer(text):
        size = _PARTS[found["part"].lower()]
        yield Reading(size, size, "min", found.start(), found.end(), bound(text, found.start(), found.end()))


def _ages(text: str) -> Iterator[Reading]:
    for found in _AGES.finditer(text):
        name = "from" if found["from"] else "up"
        age = float(found[name])
        yield Reading(age, age, "a", found.start(name), found.end(name), AT_LEAST)


def _number(text: str) -> float:
    return float(_NUMBERS.get(text.lower()) or text)


def departs(text: str, limit: Bound, spelt_out: Callable[[Sequence[str]], Sequence[str]]) -> str | None:
    """Return the figure of a sentence, in its own words, that is otherwise than a source sets; None where there is none.

    `spelt_out` puts the phrases of concepts in the place of their ids in braces.
    """
    mine = [*_named(text, limit)] if limit.values else [one for one in readings(text) if _is_of(one, limit)]
    if not mine or (not limit.values and any(keeps(one, limit) for one in mine)):
        return None
    if _is_of_other(text, limit, spelt_out):
        return None
    for one in mine:
        if not (limit.values or _breaks(one, limit)):
            continue
        said = _with_slot(text, one)
        found = [phrase for phrase in spelt_out(limit.phrases) if _has(said, phrase)]
        if not found or any(_has(said, other) for other in spelt_out(limit.unless) if SLOT in other):
            continue
        is_denied = not _NOT.isdisjoint(words(unbounded(said))) and all(_NOT.isdisjoint(words(one)) for one in found)
        if not is_denied and not _OTHERWISE.search(said):
            return text[one.start : one.end].strip(" ,.;:")
    return None


def _is_of_other(text: str, limit: Bound, spelt_out: Callable[[Sequence[str]], Sequence[str]]) -> bool:
    """Whether a sentence has a phrase with which its figures are of something else."""
    return is_worded(f" {text_of_words(text)} ", (one for one in spelt_out(limit.unless) if SLOT not in one))


def keeps(one: Reading, limit: Bound) -> bool:
    """Whether a sentence with this figure says what is set, whatever else it says: `closely for 30 minutes, two hours in all`."""
    return limit.qualifier == AT_LEAST and _size(one.high, one.unit) >= _least(limit) and limit.unit != "a"


def makes_up(text: str, following: str, limit: Bound) -> bool:
    """Whether the times of two sentences together are what is set at least: `for an hour`, `for another hour`."""
    if limit.qualifier != AT_LEAST or limit.unit == "a":
        return False
    both = text, _ANOTHER_HOUR.sub("1 ", following)
    sizes = [[_size(one.high, one.unit) for one in readings(said) if _is_of(one, limit)] for said in both]
    return all(sizes) and sum(map(max, sizes)) >= _least(limit)


def is_kept(text: str, limit: Bound, spelt_out: Callable[[Sequence[str]], Sequence[str]]) -> bool:
    """Whether a sentence gives the figure that is set, in one of the phrases for it."""
    if limit.values or _is_of_other(text, limit, spelt_out):
        return False
    return any(
        _is_of(one, limit) and keeps(one, limit) and any(_has(said, phrase) for phrase in spelt_out(limit.phrases))
        for one in readings(text)
        for said in (_with_slot(text, one),)
    )


def _breaks(one: Reading, limit: Bound) -> bool:
    """Whether a figure cannot be within a limit; a range that contains the limit can be, unless it reaches far beyond."""
    low, high = _size(one.low, one.unit), _size(one.high, one.unit)
    value = _size(limit.value or 0.0, limit.unit or "")
    if limit.qualifier == AT_LEAST:
        return high < _least(limit) and one.qualifier != "more-than"
    if one.qualifier == "more-than":
        return False
    if low < high:
        return low > value * (1 + NEARLY) or high > FAR * value
    if limit.qualifier == LESS_THAN and one.qualifier not in {AT_MOST, LESS_THAN}:
        return low >= value
    return low > value * (1 + NEARLY)


def _least(limit: Bound) -> float:
    return _size(limit.value or 0.0, limit.unit or "") * (1 - NEARLY)


def _is_of(one: Reading, limit: Bound) -> bool:
    """Whether a figure is of the kind of a limit; years are ages."""
    times = MINUTES.keys() - {"a"}
    return one.unit == limit.unit or (one.unit in times and limit.unit in times)


def _size(value: float, unit: str) -> float:
    return value * MINUTES.get(unit, 1)


def _named(text: str, limit: Bound) -> Iterator[Reading]:
    """Yield the one name in a sentence that is not among those that are so; none where it has another."""
    found: list[tuple[str, re.Match[str]]] = []
    said = text.lower()
    for name in (*limit.values, *limit.others):
        if not all(word in said for word in name.split()):
            continue
        pattern = r"\W+".join(map(re.escape, name.split()))
        found += [(name, one) for one in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)]
    if len({name for name, _ in found}) == 1 and found[0][0] in limit.others:
        yield from (Reading(0.0, 0.0, "", one.start(), one.end()) for _, one in found)


def _with_slot(text: str, one: Reading) -> str:
    """Return a sentence, folded, with a word in the place of a figure and of what bounds it."""
    before = _BOUNDING.sub("", text[: one.start])
    return f" {text_of_words(f'{before} {_FIGURE} {text[one.end :]}')} "


def _has(said: str, phrase: str) -> bool:
    return is_worded(said, (phrase.replace(SLOT, _FIGURE),))
