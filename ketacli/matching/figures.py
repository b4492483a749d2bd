"""Recognise the figures of a sentence: number or range, unit, and how it is used: as a length, a delay, an interval, an age."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.english import ONES, TEENS, TENS, listed
from ketacli.matching.folding import words
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


_WORDS: dict[str, float] = {word: value for value, word in enumerate(ONES, 1)}
_WORDS |= {word: value for value, word in enumerate(TEENS, 10)}
_WORDS |= {word: 10.0 * value for value, word in enumerate(TENS, 2)}
_WORDS |= {
    f"{ten}{dash}{one}": 10.0 * tens + ones
    for tens, ten in enumerate(TENS, 2)
    for ones, one in enumerate(ONES, 1)
    for dash in "- "
}
_WORDS |= {"a hundred": 100.0, "one hundred": 100.0, "a dozen": 12.0, "half a dozen": 6.0}
_PARTS = {"half": 50.0, "a third": 100 / 3, "one third": 100 / 3, "two thirds": 200 / 3, "a quarter": 25.0}
_PARTS |= {"one quarter": 25.0, "three quarters": 75.0, "a fifth": 20.0, "one-third": 100 / 3, "two-thirds": 200 / 3}
_PARTS |= {"three-quarters": 75.0, "one fifth": 20.0, "four fifths": 80.0, "a tenth": 10.0}

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
    "yr": "a",
    "mg/kg": "mg/kg",
    "mg per kg": "mg/kg",
    "mg per kilogram": "mg/kg",
    "mg/kilogram": "mg/kg",
    "milligrams per kilogram": "mg/kg",
    "mg kg-1": "mg/kg",
    "mg kg−1": "mg/kg",
    "mg kg⁻¹": "mg/kg",
    "mg·kg-1": "mg/kg",
    "mg·kg−1": "mg/kg",
    "mg of ketamine per kilogram": "mg/kg",
    "mg": "mg",
    "milligram": "mg",
    "point": "{points}",
    "dollar": "$",
}
_COUNTED = listed(
    "infusion session treatment dose drip injection visit antidepressant medication medicine drug appointment"
)
_UNITS |= dict.fromkeys(_COUNTED, "1")
DIMENSIONS = {
    "%": "proportion",
    "1": "count",
    "mg/kg": "dose",
    "mg": "dose",
    "{points}": "score",
    "$": "price",
    "": None,
} | dict.fromkeys(("min", "h", "d", "wk", "mo", "a"), "time")
"""The kind of measure that a unit belongs to; a bare number of four digits is a year."""

_ONE_OF = {
    "an hour": "h",
    "a week": "wk",
    "one hour": "h",
    "a fortnight": "wk",
    "half an hour": "min",
    "half a year": "mo",
}
_ONE_OF |= {"a day": "d", "a month": "mo", "a year": "a", "a few minutes": "min"}
_ONE_OF |= {"half a milligram per kilogram": "mg/kg", "half a milligram per kilo": "mg/kg", "half a milligram": "mg"}
_AMOUNTS = {"half a milligram per kilogram": 0.5, "half a milligram per kilo": 0.5, "half a milligram": 0.5}
_AMOUNTS |= {"a fortnight": 2.0, "half an hour": 30.0, "half a year": 6.0}

_UNDER_100 = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES)})\b)?|{'|'.join(TEENS)}|{'|'.join(ONES)})\b"
_LETTERED = late(
    rf"\b(?:(?P<hundreds>a|{'|'.join(ONES)})[- ]hundred\b(?:(?: and)? (?P<rest>{_UNDER_100})(?! (?:hundred|thousand)))?"
    rf"|{_UNDER_100}|(?:half )?a dozen\b)(?! (?:hundred|thousand|million))"
)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<!\S)\.\d+)"
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_DASH = r"(?:-|‐|‑|–|—|to|or|and|through)"
_OR_MORE = r"(?:\s*\b(?:or|and) (?:more|over|fewer|less))?"
_AMID = r"(?P<amid>(?P<size>00+[1-9])[- ](?P<of>hour|minute)\s)"
_FIGURE = late(
    rf"(?<![\w.,$€£/])(?P<price>[$€£]\s?)?(?P<low>{_NUMBER})(?!\d|(?:st|nd|rd|th)\b)\s*(?P<percent>%)?"
    rf"(?:\s*{_DASH}\s*[$€£]?(?P<high>{_NUMBER})(?!\d|\.\d))?"
    rf"{_OR_MORE}"
    rf"(?:\s*[-‐‑]?\s*{_AMID}?(?:(?!(?:of|to|or|and|in|the|a|an|per|for|at|by|with|on|people|patients|participants|(?:minute|min|hour|hr|day|week|month|year|yr|mg|percent|point)s?)\b)[a-z]+[\s-]+)?"
    rf"(?P<unit>{_UNIT})s?(?![a-z/]))?"
)
_SHARE = late(
    rf"\b(?P<low>{_NUMBER})(?:\s*{_DASH}\s*(?P<high>{_NUMBER}))?(?:\s+(?:people|patients|participants|adults))?"
    rf"\s+(?:out\s+of|in|of|of\s+every|in\s+every|out\s+of\s+every)\s+(?:(?:every|the)\s+)?(?P<whole>{_NUMBER})(?![\w%]|\.\d)"
)
_MAY_BE_SHARE = late(r"\d(?:\s+[a-z]+)?\s+(?:in|of|out)\s")
"""What every share has, and few other texts: the search for shares takes long."""
_PART = late(
    rf"\b(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))})\b(?![- ]li[fv]e)(?!\s+(?:(?:an?|the|of a)\s+(?:hour|year|dose|life|dozen|century|decade)|each|century|decade)|\)?\s+(?:infusion|session|dose|treatment|time|party|person))(?<!and a half)"
)
_AGED = late(
    rf"\baged?\s+(?:of\s+)?(?:about\s+|around\s+|from\s+)?(?P<low>{_NUMBER})(?:\s*{_DASH}\s*(?P<high>{_NUMBER}))?(?![\w%])"
)
_SECOND = late(rf"\s(?:and|against|versus|vs\.?|compared with|but)\s+(?P<low>{_NUMBER})(?=\s+(?:on|with|in|for|of)\b)")
_ONCE = late(r"\b(?:once (?:a|per|every|each) (?P<unit>week|fortnight|month)|(?P<every>week|fortnight|month)ly)\b")
_OR_TWO = late(r"\s+or two\b")
_ONE = late(rf"\b(?P<one>{'|'.join(sorted(_ONE_OF, key=len, reverse=True))})\b")
_RATE_BEFORE = late(
    r"(?:\b(?:once|twice|thrice|times?|sessions?|infusions?|drips?|treatments?|injections?|appointments?|sprays?|tablets?|doses?|days?"
    r"|visits?|patients|people|per|dollars|mg|one|two|three|four|five|\d+)\s*)$"
)
_MIXED = late(
    rf"\b(?:(?P<low>{_NUMBER})\s*{_DASH}\s*)?(?P<whole>{_NUMBER}|an?)\s+"
    r"(?:and an? (?P<part>half|quarter)\s+(?P<unit>hour|year|week|month|day)s?\b|(?P<one>hour|year|week|month|day)s? and an? (?P<rest>half|quarter)\b)"
)
_SMALLER = {"hour": (60, "min"), "day": (24, "h"), "week": (7, "d"), "month": (1, "mo"), "year": (12, "mo")}
_TO = late(r"\s*(?:to|or|up to|-|–|—)\s*$")
MINUTES = {"min": 1, "h": 60, "d": 1440, "wk": 10080, "mo": 43829.1, "a": 525960}
"""How many minutes each unit of time is."""
_AND = late(r"\s*%?\s*and\s*")
_BETWEEN = late(r"\b(?:between|from)\b")
_AGAIN = late(r"[\s,(:–—-]*")
_DECADES = {f"{ten.removesuffix('y')}ies": 1900 + 10 * place for place, ten in enumerate(TENS, 2)}
_DECADE = late(
    rf"\b(?:(?P<when>early|mid|late)[- ])?(?:(?P<first>(?:19|20)\d0)['’]?s|(?P<word>{'|'.join(_DECADES)}))\b"
)
_PARTS_OF_DECADE = {"early": (0, 4), "mid": (4, 6), "late": (5, 9), None: (0, 9)}
_NUMBERED = frozenset(
    word for said in (*_WORDS, *_PARTS, *_ONE_OF, *_DECADES) for word in said.replace("-", " ").split()
)
_NUMBERED |= frozenset(word for unit in _UNITS if _UNITS[unit] != "1" for word in unit.replace("/", " ").split())
_NUMBERED |= {"weekly", "fortnightly", "monthly"}
_NUMBERED -= {"a", "an", "and", "few", "of", "one", "per", "the"}
"""A text with neither one of these words nor a digit has no figure: `one` is one only before a unit."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_WHOLES = (2, 3, 4, 5, 6, 8, 9, 10, 20, 100, 1000)

_ROLES = (
    (
        "interval",
        late(r"(?:\bevery|\bonce (?:a|every)|\beach)\s*(?:about|roughly|other)?\s*$"),
        late(r"^\s*(?:apart|between\b|after each)"),
    ),
    (
        "age",
        late(r"(?:\baged?(?: of)?|\bunder|\bover the age of|\bolder than|\byounger than)\s*(?:about|around|from)?\s*$"),
        late(r"^\s*(?:old\b|of age\b|or (?:older|over|above|younger)\b|and (?:older|over)\b)|^-old"),
    ),
    (
        "delay",
        late(
            r"(?:\bwithin|\bafter|\bin (?:as little as|just|only|about|under)?|\bas (?:soon|early|fast) as|\bat|\binside|\buntil|\bless than|\bby)\s*(?:the first|a|an|about|around|roughly|some|only|just|a mere|under|as little as|approximately|the)?\s*$"
        ),
        late(
            r"^\s*(?:later|after(?:wards)?\b|of (?:the|an?|their|one) (?:first|single|infusion|dose|treatment)|before)"
        ),
    ),
    (
        "length",
        late(
            r"(?:\bfor|\bover|\blasts?|\blasting|\blasted|\btakes?|\btaking|\bduring|\bthroughout|\bspread over|\bcourse of|\bis|\bruns?|\bholds?|\bwhole)\s*(?:up to|about|around|roughly|approximately|some|at least|no less than|only|just|a mere|another|the|between|from|a|an|typically|usually|as long as|less than|more than|over|close to|nearly|almost)*\s*$"
        ),
        late(
            r"^\s*(?:long\b|course\b|drip\b|infusion\b|session\b|appointment\b|treatment\b|of (?:treatment|observation|monitoring|infusions|relief))"
        ),
    ),
)


class Figure(NamedTuple):
    """A figure of a text: its ends (equal for a single value), its UCUM unit (empty for a year), where it stands.

    `role` is how a time is used: `length`, `delay`, `interval`, `age`; empty where nothing says so.
    """

    low: float
    high: float
    unit: str
    start: int
    end: int
    role: str = ""


@lru_cache(maxsize=1024)
def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text that have a unit, or are years, in order; none is in another."""
    if not any(map(str.isdigit, text)) and _NUMBERED.isdisjoint(words(text)):
        return ()
    lowered = text.lower()
    if len(lowered) != len(text):
        from ketacli.folding import fold

        lowered = fold(text)
    digits = _LETTERED.sub(_in_digits, lowered)
    ways = (
        *(_shares(digits), _aged(digits), _mixed(digits), _decades(lowered)),
        *(_read(digits), _repeated(lowered), _singles(lowered), _portions(lowered)),
    )
    taken: list[Figure] = []
    for one in chain.from_iterable(ways):
        if not any(one.start < other.end and other.start < one.end for other in taken):
            taken.append(one)
    joined = _joined(sorted(taken, key=lambda one: one.start), lowered)
    return tuple([one._replace(role=_role(lowered, one)) for one in joined])


def _in_digits(found: re.Match[str]) -> str:
    """Return a number in letters as digits, with zeros before them to be as long: `forty` is `00040`, `one` is `001`."""
    if found["hundreds"]:
        value = 100 * _WORDS.get(found["hundreds"], 1.0) + _WORDS.get(found["rest"] or "", 0.0)
    else:
        value = _WORDS[found[0]]
    return f"{value:0{len(found[0])}.0f}"


def _joined(found: Sequence[Figure], text: str) -> list[Figure]:
    """Return `40 minutes to an hour` as one figure, and `more than one in four, 27%` as the one that says it again."""
    joined: list[Figure] = []
    for one in found:
        last = joined[-1] if joined else None
        between = text[last.end : one.start] if last else ""
        if last and last.unit in MINUTES and one.unit in MINUTES and _TO.fullmatch(between):
            ends = [(last.low, last.unit), (one.high, one.unit)]
            unit = min((last.unit, one.unit), key=lambda unit: MINUTES[unit])
            low, high = (
                value if own == unit else round(value * MINUTES[own] / MINUTES[unit], 1) for value, own in ends
            )
            if last.low == last.high and low < high:
                joined[-1] = Figure(low, high, unit, last.start, one.end)
                continue
        said = text[last.start : last.end] if last else ""
        if last and last.unit == one.unit == "%" and _AGAIN.fullmatch(between) and not any(map(str.isdigit, said)):
            joined.pop()
        joined.append(one)
    return joined


def _shares(text: str) -> Iterator[Figure]:
    """Yield `seven in ten` as 70 %, `60 to 80 of every 100` as 60 to 80 %."""
    if not _MAY_BE_SHARE.search(text):
        return
    for found in _SHARE.finditer(text):
        low, whole = _value(found["low"]), _value(found["whole"])
        high = _value(found["high"]) if found["high"] else low
        if whole in _WHOLES and low <= high <= whole and low < whole:
            yield Figure(_round(100 * low / whole), _round(100 * high / whole), "%", found.start(), found.end())

        second = _SECOND.search(text, found.end(), found.end() + 60)
        if second and whole == 100:  # noqa: PLR2004 - the second of two shares: `47 of 100 on one and 33 on the other`
            share = _value(second["low"])
            yield Figure(share, share, "%", second.start("low"), second.end("low"))


def _mixed(text: str) -> Iterator[Figure]:
    """Yield `an hour and a quarter` and `one to one and a half hours`, in the smaller unit."""
    for found in _MIXED.finditer(text):
        size, unit = _SMALLER[found["unit"] or found["one"]]
        whole = 1.0 if found["whole"] in {"a", "an"} else _value(found["whole"])
        more = 0.5 if "half" in (found["part"], found["rest"]) else 0.25
        high = (whole + more) * size
        yield Figure(_value(found["low"]) * size if found["low"] else high, high, unit, found.start(), found.end())


def _decades(text: str) -> Iterator[Figure]:
    """Yield `the late 1990s` and `the seventies` as their years, but no age: `in their seventies`."""
    for found in _DECADE.finditer(text):
        word, first = found["word"], found["first"]
        if word and not text.endswith("the ", 0, found.start()):
            continue
        start, end = _PARTS_OF_DECADE[found["when"]]
        year = int(first) if first else _DECADES[word]
        yield Figure(year + start, year + end, "", found.start(), found.end())


def _aged(text: str) -> Iterator[Figure]:
    for found in _AGED.finditer(text):
        low = _value(found["low"])
        yield Figure(low, _value(found["high"]) if found["high"] else low, "a", found.start("low"), found.end())


def _read(text: str) -> Iterator[Figure]:
    for found in _FIGURE.finditer(text):
        low = _value(found["low"])
        high = _value(found["high"]) if found["high"] else low
        end = found.end()
        unit = "$" if found["price"] else "%" if found["percent"] else _UNITS.get(found["unit"] or "")
        if unit is None:
            if found["low"].isdigit() and _FIRST_YEAR <= low <= _LAST_YEAR:
                is_range = found["high"] and _FIRST_YEAR <= high <= _LAST_YEAR
                last, end = (high, end) if is_range else (low, found.end("low"))
                yield Figure(min(low, last), max(low, last), "", found.start(), end)
        elif unit == "%" and found["high"] and high < low:  # `from 71% to 43%`
            yield Figure(low, low, unit, found.start(), found.end("percent") if found["percent"] else found.end("low"))
            yield Figure(high, high, unit, found.start("high"), end)
        elif found["unit"] and _are_two(found, text):  # `a median of 57 and 61 days`
            yield Figure(low, low, unit, found.start(), found.end("low"))
            yield Figure(high, high, unit, found.start("high"), end)
        elif found["amid"]:  # `six one-hour sessions`
            size = _value(found["size"])
            yield Figure(low, high, unit, found.start(), found.start("amid"))
            yield Figure(size, size, _UNITS[found["of"]], found.start("amid"), found.end("amid"))
        elif not (unit == "1" and found["low"] == "001"):
            yield Figure(min(low, high), max(low, high), unit, found.start(), end)


def _are_two(found: re.Match[str], text: str) -> bool:
    """Whether two numbers before a unit are no range: `57 and 61 days`, but `between 57 and 61 days`."""
    return bool(
        found["high"]
        and _AND.fullmatch(text, found.end("low"), found.start("high"))
        and not _BETWEEN.search(text[max(0, found.start() - 24) : found.start()])
    )


def _singles(text: str) -> Iterator[Figure]:
    """Yield `an hour` and its like, but not the hour of `100 dollars an hour`."""
    for found in _ONE.finditer(text):
        if not _RATE_BEFORE.search(text[max(0, found.start() - 24) : found.start()]):
            value = _AMOUNTS.get(found["one"], 1.0)
            if found["one"] != "a few minutes":
                more = _OR_TWO.match(text, found.end())
                end = more.end() if more else found.end()
                yield Figure(value, 2 * value if more else value, _ONE_OF[found["one"]], found.start(), end)


def _repeated(text: str) -> Iterator[Figure]:
    """Yield `once a month` and `monthly` as the time between."""
    for found in _ONCE.finditer(text):
        unit = found["unit"] or found["every"]
        size = 2.0 if unit == "fortnight" else 1.0
        yield Figure(size, size, "mo" if unit == "month" else "wk", found.start(), found.end())


def _portions(text: str) -> Iterator[Figure]:
    for found in _PART.finditer(text):
        share = _round(_PARTS[found["part"]])
        yield Figure(share, share, "%", found.start(), found.end())


def _role(text: str, figure: Figure) -> str:
    if DIMENSIONS[figure.unit] != "time":
        return ""
    before, after = text[max(0, figure.start - 40) : figure.start], text[figure.end : figure.end + 30]
    if _ONCE.match(text, figure.start):
        return "interval"
    ways = [(role, leading.search(before)) for role, leading, _ in _ROLES]  # `lasts for a week after` is a length
    ways += [(role, following.match(after)) for role, _, following in _ROLES]
    return next((role for role, found in ways if found), "")


def _round(share: float) -> float:
    return round(share) if abs(share - round(share)) < 0.05 or share % 1 > 0.3 else round(share, 1)  # noqa: PLR2004 - thirds read as whole numbers


def _value(text: str) -> float:
    return float(text.replace(",", ""))


def numbers(words: Iterable[str]) -> frozenset[float]:
    """Return the numbers among folded words, those in letters too; `one` is as often a pronoun and is left out."""
    return frozenset(
        float(_WORDS.get(word) or word) for word in words if (word in _WORDS and word != "one") or word.isdecimal()
    )
