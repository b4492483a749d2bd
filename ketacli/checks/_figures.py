"""Which figures do these words give?

A reader of English, as far as figures go: digits and number words, ranges, decades, shares, units whole or garbled (`hr`,
`hrs`, `mins`, `a hr`), and the words that bound or blur a figure (`greater than`, `at the very least`, `or even more`).
Where words are open (`over 40 minutes` is `for` or `more than`), every reading is allowed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.english import ONES, TEENS, TENS
from ketacli.quantities import measured

if TYPE_CHECKING:
    from collections.abc import Iterator


class Figure(NamedTuple):
    """A figure as words give it: `low` and `high`, both in `unit`, are the same where it is no range.

    `unit` is None where the words name none. `qualifiers` are those that the words allow, None for a bare figure. `start`
    and `end` say where the figure stands, its unit and its qualifiers included. `kind` is `number`, `share` (of a whole, and
    rounded), `decade` or `ordinal`.
    """

    low: float
    high: float
    unit: str | None
    start: int
    end: int
    kind: str = "number"
    qualifiers: frozenset[str | None] = frozenset({None})


@lru_cache(maxsize=4096)
def read(words: str) -> tuple[Figure, ...]:
    """Return every figure that words give, in the order in which they begin there."""
    text = re.sub(r"\s", " ", words.translate(_FOLDED)).lower()
    single = _inherit(text, list(_singles(text)))
    return tuple(_qualify(text, figure) for figure in sorted(_joined(text, single), key=lambda one: one.start))


_FOLDED = str.maketrans({**dict.fromkeys("‐‑‒–—―−﹣－", "-"), **dict.fromkeys("’‘", "'")})

_WORDS = {
    **{word: float(value) for value, word in enumerate(("zero", *ONES, *TEENS))},
    **{word: 10.0 * value for value, word in enumerate(TENS, 2)},
}
_SCALES = {"dozen": 12.0, "hundred": 100.0, "thousand": 1_000.0, "million": 1_000_000.0}
_MULTIPLES = {
    **dict.fromkeys(("none", "nobody"), 0.0),
    **dict.fromkeys(("once", "single"), 1.0),
    **dict.fromkeys(("twice", "couple", "pair", "both", "double", "doubled"), 2.0),
    **dict.fromkeys(("thrice", "triple", "tripled"), 3.0),
}
_SHARES = {
    **dict.fromkeys(("half", "halved", "halving", "halves"), 50.0),
    **dict.fromkeys(("all", "everyone", "everybody"), 100.0),
}
_PARTS = {
    "hal": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_NTHS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_ORDINALS = {word: float(value) for value, word in enumerate(_NTHS.split(), 1)}
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties"
_ERAS = {word: 1900.0 + 10 * value for value, word in enumerate(_DECADES.split(), 2)}
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}

_TIME_WORDS = "minutes?|mins?|hours?|hrs?|days?|fortnights?|weeks?|wks?|months?|years?|yrs?|decades?|century|centuries"
_UNIT_WORDS: tuple[tuple[str, str, float], ...] = (
    (r"(?:mg|milligrams?) ?(?:/|per) ?(?:kg|kilo(?:gram(?:me)?)?)", "mg/kg", 1),
    (r"mm ?\[?hg\]?", "mm[Hg]", 1),
    (r"mgs?|milligrams?", "mg", 1),
    (r"%|per ?-?cent|pct|percentage points?", "%", 1),
    (r"points?", "{points}", 1),
    (r"kcals?|kilocalories|calories", "kcal", 1),
    (r"kj|kilojoules?", "kJ", 1),
    (r"µg|μg|ug|mcg|micrograms?", "ug", 1),
    (r"kgs?|kilograms?|kilos?", "kg", 1),
    (r"g|grams?|grammes?", "g", 1),
    (r"ml|millilit(?:er|re)s?", "mL", 1),
    (r"l|lit(?:er|re)s?", "L", 1),
    (r"km|kilomet(?:er|re)s?", "km", 1),
    (r"cm|centimet(?:er|re)s?", "cm", 1),
    (r"mm|millimet(?:er|re)s?", "mm", 1),
    (r"met(?:er|re)s?", "m", 1),
    (r"° ?c|℃|degrees? celsius", "Cel", 1),
    (r"° ?f|℉|degrees? fahrenheit", "[degF]", 1),
    (r"iu|international units", "[iU]", 1),
    (r"eur|euros?|€", "EUR", 1),
    (r"usd|us ?\$|(?:us )?dollars?", "USD", 1),
    (r"gbp|pounds sterling", "GBP", 1),
    (r"minutes?|mins?", "min", 1),
    (r"hours?|hrs?|h", "h", 1),
    (r"days?|d", "d", 1),
    (r"fortnights?", "wk", 2),
    (r"weeks?|wks?", "wk", 1),
    (r"months?|mos?|mths?", "mo", 1),
    (r"years?|yrs?|y", "a", 1),
    (r"decades?", "a", 10),
    (r"century|centuries", "a", 100),
)
_GAP = r"(?:(?: ?- ?| )(?:(?:full|whole|entire|more|other|further|additional|consecutive|straight|long|short|good|extra) )?)?"
_UNIT = re.compile(_GAP + "(?:" + "|".join(f"({words})" for words, _, _ in _UNIT_WORDS) + r")(?![a-z/])")
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_CURRENCY_SIGN = re.compile(r"([$€£¥]) ?\Z")
_UNIT_BEFORE = re.compile(r"\b(?:(minutes?)|(hours?)|(days?)|(weeks?)|(months?)|(years?|aged?(?: of)?)) $")

_WORD = "|".join(sorted((*_WORDS, *_SCALES), key=len, reverse=True))
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:[.,]\d+)?"
# A number begins with a sign, a digit or a word: to say so first spares the search most places.
_NUMBER = re.compile(
    rf"""
    (?=[\d'+-]|\b[a-z]|\ ?[½¼¾])(?:
      (?P<decade>(?<![a-z0-9])(?:\d\d|')?\d0'?s(?![a-z0-9]))
    | (?P<phone>(?<![a-z0-9])\d+(?:-\d+){{2,}})
    | (?P<nth>(?<![a-z0-9])\d+(?:st|nd|rd|th)(?![a-z0-9]))
    | (?P<mixed>(?<![\w.,])\d*\ ?[½¼¾])
    | (?P<digits>(?:(?<![^\s(<>=≥≤~≈±])[+-])?(?<![\w.]){_DIGITS}(?:[ -](?:{"|".join(_SCALES)})\b)?)
    | (?P<part>\b(?:an?|{"|".join(list(_WORDS)[1:10])})[ -](?:half|halves|(?:{"|".join(list(_PARTS)[1:])})s?)\b(?![ ](?:{_TIME_WORDS})\b))
    | (?P<dozen>\bhalf[ -](?:a[ ])?dozen\b)
    | (?P<words>\b(?:a[ ](?=hundred|thousand|million|dozen))?(?:{_WORD})\b(?:(?:[ -]|[ ]and[ ])(?:{_WORD})\b)*)
    | (?P<half>\bhalf[ -](?:an?[ ])?(?=(?:{_TIME_WORDS})\b))
    | (?P<multiple>\b(?:a[ ])?(?:{"|".join(_MULTIPLES)})\b(?:[ ]of\b)?)
    | (?P<share>\b(?:{"|".join(_SHARES)})\b)
    | (?P<article>\b(?:an?|every|each)[ ](?=(?:{_TIME_WORDS})\b))
    | (?P<ordinal>\b(?:{"|".join(_ORDINALS)})\b)
    | (?P<era>\b(?:{"|".join(_ERAS)})\b)
    )
    """,
    re.VERBOSE,
)
_AND_A_HALF = re.compile(r" and a half\b")


def _singles(text: str) -> Iterator[Figure]:
    """Yield every number with its unit, before ranges are looked at."""
    last = 0
    for found in _NUMBER.finditer(text):
        kind, words = str(found.lastgroup), found[0]
        start, end = found.span()
        if start < last:
            continue
        if kind in ("decade", "era"):
            low = _ERAS[words] if kind == "era" else float(re.sub(r"\D", "", words))
            low += 1900.0 if low < 100 else 0.0  # noqa: PLR2004 - the 60s are the 1960s
            yield Figure(low, low + 9, None, start, end, "decade")
        elif kind in ("nth", "ordinal"):
            value = _ORDINALS[words] if kind == "ordinal" else float(words[:-2])
            yield Figure(value, value, None, start, end, "ordinal")
        elif kind in ("part", "share"):
            value = _SHARES[words] if kind == "share" else _part(words)
            yield Figure(value, value, "%", start, end, "share")
        elif kind != "phone":
            figure = _measured(text, start, end, _value(kind, words))
            last = figure.end
            yield figure


def _value(kind: str, words: str) -> float:
    match kind:
        case "digits":
            digits, _, scale = words.replace("-", " ").strip().partition(" ")
            sign = -1.0 if words.startswith("-") else 1.0
            plain = digits.lstrip("+").replace(",", "") if re.search(r",\d{3}", digits) else digits.replace(",", ".")
            return sign * float(plain) * _SCALES.get(scale, 1.0)
        case "mixed":
            return float(words[:-1].strip() or 0) + _VULGAR[words[-1]]
        case "words":
            return _spelled(words)
        case "multiple":
            return _MULTIPLES[words.removeprefix("a ").removesuffix(" of")]
    return {"dozen": 6.0, "half": 0.5}.get(kind, 1.0)


def _spelled(words: str) -> float:
    """Return the value of `twenty-four` or `a hundred and twenty`."""
    total, part = 0.0, 0.0
    for word in re.findall(r"[a-z]+", words):
        if word in _SCALES:
            part = (part or 1.0) * _SCALES[word]
            if _SCALES[word] >= 1000:  # noqa: PLR2004 - thousands are closed, hundreds may go on
                total, part = total + part, 0.0
        else:
            part += _WORDS.get(word, 0.0)
    return total + part


def _part(words: str) -> float:
    """Return the share, in per cent, of `a third` or `two thirds`."""
    count, of = re.split(r"[ -]", words)
    whole = next(size for name, size in _PARTS.items() if of.startswith(name))
    return 100.0 * _WORDS.get(count, 1.0) / whole


def _measured(text: str, start: int, end: int, value: float) -> Figure:
    """Return a number with the unit that stands at it: `2 hrs`, `40-minute`, `week 8`."""
    extra = _AND_A_HALF.match(text, end)
    if extra:
        value, end = value + 0.5, extra.end()
    found = _UNIT.match(text, end)
    if found:
        _, unit, size = _UNIT_WORDS[(found.lastindex or 1) - 1]
        extra = _AND_A_HALF.match(text, found.end())
        value = (value + 0.5 if extra else value) * size
        return Figure(value, value, unit, start, extra.end() if extra else found.end())
    if sign := _CURRENCY_SIGN.search(text, max(0, start - 2), start):
        return Figure(value, value, _SIGNS[sign[1]], sign.start(), end)
    before = _UNIT_BEFORE.search(text, max(0, start - _REACH), start)
    if before and not re.search(r"[\d%] ?$", text[: before.start()]):
        unit = ("min", "h", "d", "wk", "mo", "a")[(before.lastindex or 1) - 1]
        return Figure(value, value, unit, before.start(), end)
    return Figure(value, value, None, start, end)


_RANGE = re.compile(r" ?-+ ?| (?:up |on )?to (?:even )?(?:about |around |approximately )?| through | until | till ")
_BETWEEN = re.compile(r"\bbetween (?:about |around |approximately )?$")
_EITHER = re.compile(r",? or (?:even )?| ?/ ?")
_LIST = re.compile(r",? and |, ?")
_OUT_OF = re.compile(r" (?:out )?(?:of|in)(?: the| every)? | ?/ ?")


def _inherit(text: str, figures: list[Figure]) -> list[Figure]:
    """Give figures the unit of the one that they are joined to: `4 to 6 weeks`, `56 or 84 mg`."""
    for place in range(len(figures) - 2, -1, -1):
        one, other = figures[place], figures[place + 1]
        gap = text[one.end : other.start]
        joins = any(pattern.fullmatch(gap) for pattern in (_RANGE, _EITHER, _LIST))
        if joins and one.unit is None and {one.kind, other.kind} == {"number"}:
            figures[place] = one._replace(unit=other.unit)
    return figures


def _joined(text: str, figures: list[Figure]) -> Iterator[Figure]:
    """Yield figures with ranges in place of their ends; where `or` joins two, both and the range; `9 of 10` as a share."""
    ends: set[int] = set()
    for place, (one, other) in enumerate(pairwise(figures)):
        gap = text[one.end : other.start]
        is_between = _BETWEEN.search(text[: one.start]) if gap == " and " else None
        is_range = bool(_RANGE.fullmatch(gap) or is_between)
        joined = _range(one, other) if is_range or _EITHER.fullmatch(gap) else None
        if joined:
            yield joined._replace(start=is_between.start()) if is_between else joined
            ends |= {place, place + 1} if is_range else set()
        is_share = one.unit is other.unit is None and 0 <= one.low <= other.low and other.low > 0
        if is_share and {one.kind, other.kind} == {"number"} and _OUT_OF.fullmatch(gap):
            share = 100 * one.low / other.low
            yield Figure(share, share, "%", one.start, other.end, "share")
    yield from (figure for place, figure in enumerate(figures) if place not in ends)


def _range(one: Figure, other: Figure) -> Figure | None:
    """Return the range from one figure to another, in the unit of the first; None where they make none."""
    if one.kind != other.kind or one.kind == "ordinal" or (one.unit is None) != (other.unit is None):
        return None
    high = other.high
    if one.unit and other.unit:
        (dimension, size, _), (its, its_size, _) = measured(one.unit), measured(other.unit)
        if dimension != its:
            return None
        high = high * its_size / size
    return one._replace(high=high, end=other.end) if one.low < high else None


_MORE = "greater|more|larger|higher|longer|bigger|later|older|further"
_LESS = "less|fewer|lower|smaller|shorter|earlier|younger|sooner"
_Allowed = tuple[str | None, ...]
_BEFORE: tuple[tuple[str, _Allowed], ...] = (
    (rf"(?:no|not|never) (?:{_MORE}) than|at (?:the )?(?:very )?most|maximum of|≤|<=", ("at-most",)),
    (rf"(?:no|not|never) (?:{_LESS}) than|at (?:the )?(?:very )?least|minimum of|≥|>=", ("at-least",)),
    (rf"(?:just|slightly|a little|a bit) (?:(?:{_MORE}) than|over|above)", ("more-than", "about")),
    (rf"(?:just|slightly|a little|a bit) (?:(?:{_LESS}) than|under|below|short of)", ("less-than", "about")),
    (rf"(?:{_MORE}) than|in excess of|exceed(?:s|ed|ing)?|above|beyond|past|>", ("more-than",)),
    (rf"(?:{_LESS}) than|under|below|short of|<", ("less-than",)),
    (r"upwards? of", ("at-least", "more-than")),
    (r"up to", ("at-most",)),
    (r"as (?:many|much|long|late|high|far) as", ("at-most", None)),
    (r"as (?:few|little|soon|early|low|short) as|since|from", ("at-least", None)),
    (r"over|after", ("more-than", None)),
    (r"nearly|almost|close to|approaching", ("about", "less-than")),
    (
        r"about|around|approximately|approx\.?|roughly|circa|ca?\.|in the (?:region|order) of|estimated|~|≈|±",
        ("about",),
    ),
    (r"some", ("about", None)),
    (r"within|before|by|until|till", ("at-most", "less-than", None)),
)
_REACH = 64
"""In how many characters before a figure the words are that belong to it: all that are looked for are shorter."""
_BEHIND: tuple[tuple[str, _Allowed], ...] = (
    (
        rf",? (?:or|and) (?:even )?(?:{_MORE}|above|over|up|upwards?|beyond)\b|,? at (?:the )?(?:very )?least\b",
        ("at-least",),
    ),
    (rf",? (?:or|and) (?:even )?(?:{_LESS}|below|under)\b|,? at (?:the )?(?:very )?most\b", ("at-most",)),
    (r",? or so\b|,? approximately\b|,? more or less\b", ("about",)),
)
_PREFIXES = [
    (re.compile(rf"(?<![a-z])(?:{words}) ?(?:(?:an?|the|just|only|these|those) )?$"), allowed)
    for words, allowed in _BEFORE
]
_SUFFIXES = [
    *((re.compile(rf"(?: (?!or |and |at )[a-z'-]+){{0,2}}?(?:{words})"), allowed) for words, allowed in _BEHIND),
    (re.compile(r" ?\+| plus\b"), ("at-least", "more-than")),
]


def _prefix(text: str, end: int) -> tuple[re.Match[str], _Allowed] | None:
    """Return the words that bound or blur a figure which begins at a place, with what they allow."""
    first = max(0, end - _REACH)
    return next(((one, allowed) for words, allowed in _PREFIXES if (one := words.search(text, first, end))), None)


def _qualify(text: str, figure: Figure) -> Figure:
    """Return a figure with the words before and behind it that bound or blur it.

    Open words (`over`, `after`) count where no others do, and are not part of the figure.
    """
    start, end = figure.start, figure.end
    firm: set[str | None] = set()
    loose: set[str | None] = {None}
    while found := _prefix(text, start):
        if None in found[1]:
            loose.update(found[1])
            break
        start = found[0].start()
        firm.update(found[1])
    behind = next(((one, allowed) for words, allowed in _SUFFIXES if (one := words.match(text, end))), None)
    if behind:
        end = behind[0].end()
        firm.update(behind[1])
    return figure._replace(start=start, end=end, qualifiers=frozenset(firm or loose))
