"""Tell how the figures of a text are bounded: `more than 40`, `at least ten`, `up to 3`, `60 or less`.

Two texts with the same figure say the same only if they bound it alike. The phrases are of English and of no subject.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ketacli.matching.english import NUMBER, listed
from ketacli.matching.phrasing import any_of
from ketacli.patterns import late

_LONG = "minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?"
_OVER = late(
    r"(?P<word>[\w%]+)?\W*\bover(?=\s+(?:about |around |some |an? |just )?"
    rf"(?P<number>\d|\$|€|£|half|hundred|(?:{NUMBER})\b|(?:an? )?(?:{_LONG})\b)(?P<rest>[^.,;]{{0,24}}))",
    re.IGNORECASE,
)
_LASTING = listed(
    "last lasts lasted lasting take takes took taking for is are was were of run runs ran after well just little bit "
    "already wait waits waited need needs stay stays stayed aged and or people patients adults those anyone everyone "
    "person with from within men women"
)
"""Words after which `over 40 minutes` is more than these; after others it is how long: `a drip over 40 minutes`."""

_BESIDE = 14
"""How many characters after a figure are looked at."""

_AROUND = (
    (
        "at-least",
        "(?:no|not) (?:less|fewer) than|at (?:the very )?least|minimum of|≥",
        "or (?:more|longer|older|over|above)|and (?:more|up|older|over)|at least",
    ),
    (
        "at-most",
        "(?:no|not) more than|at most|up to|as (?:much|many|long) as|maximum of|≤",
        "or (?:less|fewer)|at most",
    ),
    ("more-than", r"more than|longer than|greater than|over@|above|exceed\w*|>", ""),
    ("less-than", "less than|fewer than|under|below|<", ""),
    ("about", "about|around|roughly|approximately|some|nearly|almost|close to", ""),
)
"""What bounds a figure: before it, and after it."""

_BOUNDED = tuple(
    (
        name,
        late(rf"(?:{leading})\s*(?:about |around |the |an? )?[$€£]?\s*$"),
        late(rf"\W{{0,2}}(?:{following})\b") if following else None,
    )
    for name, leading, following in _AROUND
)

_QUALIFIERS = (
    ("more-than", any_of("more than, above, exceed*, greater than, longer than, upwards of"), late("over@|>(?!=)")),
    (
        "at-least",
        any_of("at [the [very]] least, or (more|longer|above|older), (no|not) (less|fewer) than, minimum, and up"),
        late(r"≥|\d\+"),
    ),
    (
        "at-most",
        any_of("up to, at most, or (less|fewer), (no|not) more than, as (much|many|long) as, maximum"),
        late("≤"),
    ),
    ("less-than", any_of("less than, fewer than, under, below, within, nearly, almost"), late("<(?!=)")),
)
"""What bounds some figure of a text: words, and signs."""

_A_NUMBER = rf"(?=(?:an?|{NUMBER}|\d+)\b)"
_ONLY_BOUNDS = any_of(
    rf"""
    (no|not) (less|fewer|more) than, (more|less|fewer) than {_A_NUMBER}, or (more|less|fewer|longer), some {_A_NUMBER}
    not (just|merely|simply), lasting [about|around|some|up to|at least] {_A_NUMBER}
    (after|before|with|at) (every|each), at all
    """,
    re.IGNORECASE,
)
"""What only bounds a number, spreads it over several times or is an idiom: it denies, limits and raises nothing."""


def bound(text: str, start: int, end: int) -> str | None:
    """Return how a figure of a text is bounded, by the words beside it.

    That is `more-than`, `at-least`, `at-most`, `less-than` or `about`.
    """
    marked = _with_more(text[:end].lower())
    before = marked[: len(marked) - (end - start)]
    after = text[end : end + _BESIDE].lower()
    for name, leading, following in _BOUNDED:
        if leading.search(before) or (following and following.match(after)):
            return name
    return None


@lru_cache(maxsize=1024)
def qualifiers(text: str) -> frozenset[str]:
    """Return how the figures of a text are bounded: `more-than`, `at-least`, `at-most`, `less-than`."""
    lowered = _with_more(text.lower())
    found = {name for name, said, signs in _QUALIFIERS if said.search(lowered) or signs.search(lowered)}
    if "at-least" in found and re.search(r"\bno (?:less|fewer) than\b", lowered):
        found -= {"less-than"}
    if "at-most" in found and re.search(r"\b(?:no|not) more than\b", lowered):
        found -= {"more-than"}
    return frozenset(found)


def unbounded(text: str) -> str:
    """Return a text without what bounds its numbers: `no less than` denies nothing."""
    return _ONLY_BOUNDS.sub(_kept, text)


def _kept(found: re.Match[str]) -> str:
    """Return what is left of a bound: `after` of `after every`."""
    first = found[0].split()[0]
    return first if first.lower() in {"after", "before", "with", "at"} and not found[0].lower().endswith("all") else ""


def _with_more(text: str) -> str:
    """Return a lowered text with `over` marked where it means *more than*.

    That is before a number that is not how long a thing goes on.
    """

    def mark(found: re.Match[str]) -> str:
        word = found["word"] or ""
        is_time = re.search(rf"\b(?:{_LONG})\b", found["number"] + found["rest"])
        is_age = re.search(r"\b(?:old|of age)\b", found["rest"])
        return f"{found[0]}@" if not is_time or is_age or word in _LASTING else found[0]

    return _OVER.sub(mark, text)
