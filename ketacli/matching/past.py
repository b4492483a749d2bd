"""What a text tells of long ago, and whether it asks about that: `she took an overdose in 2009, can she still have ketamine`.

What is over is no emergency. It is no crisis either where somebody asks how it bears on treatment; without such a question, or
where it has come back, it is heard as if it were now. Hours, days and weeks are not long ago.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.matching.english import listed
from ketacli.matching.phrasing import any_of, one_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from ketacli.matching.phrases import Token

SUBJECTS = listed("i im ive he hes she shes we weve they theyre")
INVERTED = listed("is are does do did can could should shall will would may might")
_ASKING = INVERTED | listed("am how what why which any")
_UNASKED = SUBJECTS | INVERTED | listed("and but who that it you in last to not must ill cant wont")
"""One of the first begins a question, unless it stands after one of the others: `in may`, `she would`."""

_WHOSE = one_of("the, his, her, my, our, their")
_YOUNG = one_of("kid, child, teen, teenager, student, toddler, baby, boy, girl, adolescent, young")
_MONTHS = one_of("january, february, march, april, may, june, july, august, september, october, november, december")
_LONG_AGO = any_of(rf"""
    (in|until|around) (19|20)\d\d, (years|decades) (ago|back|earlier|before), year ago, long (ago|before)
    last (year|spring|summer|autumn|winter), in (spring|summer|autumn|winter|college), in (his|her|my|their) (\d0s|teens|youth|childhood)
    in (his|her|my|their) (twenties|thirties|forties|fifties), as a [young] {_YOUNG}, as {_YOUNG}, in {_WHOSE} past
    when (i|he|she|they|we) (was|were) <1 of at|in|a|only|about|still> ({_YOUNG}|little|small|school|college|university)
    when (i|he|she|they|we) (was|were) <1 of only|about|still> (\d+|\w+teen|twelve|twenty)
    used to, (have|has|had|you|he|she|they) ever, (has|have|had) (i|he|she) (had|taken|made) (an|a) (overdose|attempt) before
    (i|he|she|{_WHOSE} \w+) once <not a|an|per|daily|every|it|its|he|she|i|they|we|the>
    (?<!at )once (in|as|when|during|before|does|is|will|can|do|would|should), (?<!at )once$
""")
_MONTHS_AGO = any_of(f"months (ago|back|earlier), last month, in {_MONTHS}")
"""With one of these an emergency is over; whoever wanted to die then may still."""

_NOW = listed(
    "am is are im hes shes theyre want wants wanna going gonna will wont cant cannot need needs keeps feel feels has"
)
"""With one of these after a date what is told of now begins; before it, what is told is not of then."""

_NEXT = listed("and but now then today tonight again since")
"""With one of these the next clause begins."""

_HAS_COME_BACK = any_of("""
    again, (?<!years )(?<!months )back <not in>, returned, returning, same, another one, one now, worse, starting, happening
""")
_FOR_HELP = any_of("""
    (what|who) (do|should|can|shall) (i|we) (do|call|ring|phone), (should|shall|do) (i|we) (worry|call|ring|phone)
    (should|shall) (i|we) be worried, is (he|she|it) (ok|okay|alright|dying|going)
""")
"""What asks for help now, and not how something bears on treatment."""


_BLANK = ("-", "-")
"""What stands for a word that is not heard."""


def over(text: Sequence[Token]) -> set[int]:
    """Return the places of what a text tells that is no emergency any more: `he once heard voices`, `fainted in march`."""
    words = [word for word, _ in text]
    return _told(words, _LONG_AGO) | _told(words, _MONTHS_AGO)


def is_asked_about(text: Sequence[Token]) -> bool:
    """Whether a text asks how something of long ago bears on treatment, and not for help."""
    return bool(_asked_of(text))


def as_of_now(text: Sequence[Token]) -> Sequence[Token]:
    """Return a text without what it tells of long ago, and asks about, but with whoever is named there."""
    told = _asked_of(text)
    return [_BLANK if place in told and word not in SUBJECTS else (word, end) for place, (word, end) in enumerate(text)]


def _asked_of(text: Sequence[Token]) -> set[int]:
    """Return the places of what a text tells of long ago and asks about."""
    words = [word for word, _ in text]
    told = _told(words, _LONG_AGO)
    is_asked = any(place not in told for place in _asked(words)) and not _FOR_HELP.search(" ".join(words))
    return told if is_asked else set()


def _told(words: Sequence[str], dates: re.Pattern[str]) -> set[int]:
    """Return the places of what is told of one of some dates, or nothing where it has come back.

    It begins with the last who is named before the date, and ends where something else is told or asked.
    """
    said = " ".join(words)
    if _HAS_COME_BACK.search(" ".join(words[: _asked_from(words)])):
        return set()
    found: set[int] = set()
    for date in dates.finditer(said):
        first, last = (said.count(" ", 0, place) for place in date.span())
        found.update(range(_begun(words, first), _ended(words, last + 1)))
    return found


def _begun(words: Sequence[str], date: int) -> int:
    """Return where what is dated begins, with its date where that comes first or what is told before it is of now."""
    start = 0
    for place in range(date):
        if words[place] in _NEXT or (words[place] in SUBJECTS and place > 0):
            start = place
    return start if _NOW.isdisjoint(words[start:date]) else date


def _ended(words: Sequence[str], start: int) -> int:
    """Return where what is dated ends: with what is told of now, of another, or asked."""
    is_named = not SUBJECTS.isdisjoint(words[:start])
    asked = set(_asked(words))
    for place in range(start, len(words)):
        word = words[place]
        if word in _NEXT or word in _NOW or place in asked or (word in SUBJECTS and is_named):
            return place - (word in _NOW and words[place - 1] in SUBJECTS)
        is_named = is_named or word in SUBJECTS
    return len(words)


def _asked(words: Sequence[str]) -> Iterator[int]:
    """Yield where a question begins: `would` in `a clinic would`, `she would` is none."""
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        if word in _ASKING and before not in _UNASKED:
            yield place


def _asked_from(words: Sequence[str]) -> int:
    return next((place for place in _asked(words) if place), len(words))
