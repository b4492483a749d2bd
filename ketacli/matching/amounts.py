"""Numbers, lengths of time and ages in a question: they rank the claims that answer it, and never say what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.english import GRAMMAR, ONES, TEENS, TENS, listed
from ketacli.matching.stems import stem
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from ketacli.matching.phrases import Token

_NUMBERS = {word: str(number) for number, word in enumerate((*ONES, *TEENS), 1) if word != "one"}
_NUMBERS |= {word: str(10 * number) for number, word in enumerate(TENS, 2)}
_LETTERED = {number: word for word, number in _NUMBERS.items()}
_LARGE = listed("hundred hundreds thousand thousands million millions dozen dozens")
_TIMES = {
    word: name
    for name, said in (
        ("minute", "min mins minute minutes m"),
        ("hour", "h hr hrs hour hours"),
        ("day", "d day days night nights"),
        ("week", "wk wks w week weeks"),
        ("month", "mo mos mth mths month months"),
        ("year", "y yr yrs year years"),
    )
    for word in said.split()
}
_SHARES = listed("percent percentage pct")
_OTHER_UNITS = _SHARES | listed("cent st nd rd th s x k mg kg g ml mcg am pm")
_AGES = listed("yo old")
_PEOPLE = listed("people persons patients participants")
"""What a number counts that says nothing of what is asked."""

_AGED = listed("am im is was be hes shes whos he she aged age turned turning at over under nearly almost about")
"""After one of these a number that counts nothing is an age: `I am 40`, `mum is 80`, `side effects at 65`."""

_TOLD_AGED = (("age", "of"), ("aged",), ("age",))

_JOINED = late(rf"(\d+)({'|'.join(sorted({*_TIMES, *_OTHER_UNITS, *_AGES}, key=len, reverse=True))})?")
_JOINTS = (" ", " to ", " or ", " and ", " in ", " of ", " out of ")
"""Between two numbers: `4 to 6 weeks`, `1 in 5`, `0.5`."""

_PERCENT = late(r"(?<=\d)\s?(?:%|[Pp]er cent\b)")

BESIDE = 0.5
"""What a claim covers of `2 hours` that has the number and the unit apart, as in `2 to 4 hours`."""


class Amount(NamedTuple):
    """A number of a question with what it counts: the places of its words, of those that are only digits, what it is in claims.

    An age looks like nothing: `80 years` of a person are no 80 percent.
    """

    places: tuple[int, ...]
    digits: tuple[int, ...]
    numbers: tuple[str, ...]
    unit: str
    is_age: bool
    is_measured: bool
    """Whether it is a length of time or a share."""

    def cover(self, words: AbstractSet[str], padded: str) -> float:
        """Return how far a folded text has it, from 0 to 1; `padded` is the text with a space before and after."""
        if self.is_age:
            return 0.0
        numbers = [
            joint.join(number)
            for number in (self.numbers, tuple(_LETTERED.get(one, one) for one in self.numbers))
            for joint in (_JOINTS if len(number) > 1 else " ")
            if f" {joint.join(number)} " in padded
        ]
        if not numbers:
            return 0.0
        if not self.unit:
            return 1.0
        units = {word for word in words if _TIMES.get(word, stem(word)) == self.unit}
        if any(f" {number} {unit} " in padded for number in numbers for unit in units):
            return 1.0
        return BESIDE if units else 0.0


def spelt(text: str) -> str:
    """Return a text with its percent signs as words, which folding would drop: `is 88%` would be an age."""
    return _PERCENT.sub(" percent", text)


def amounts(question: Sequence[Token]) -> list[Amount]:
    """Return the numbers of a question with their units, in order; the parts of `0.5` and `1 in 5` are one."""
    found: list[Amount] = []
    place = 0
    while place < len(question):
        one = _read(question, place)
        if one is None:
            place += 1
        else:
            found.append(one)
            place = one.places[-1] + 1
    return found


def _read(question: Sequence[Token], start: int) -> Amount | None:
    """Return the number that begins at a place."""
    words = [word for word, _ in question]
    read = _number(words[start])
    if read is None:
        return None
    numbers, suffix, place = [read[0]], read[1], start + 1
    while not suffix:
        ahead = next((place + len(joint.split()) for joint in _JOINTS if _follows(words, place, joint)), None)
        if ahead is None:
            break
        number, suffix = _number(words[ahead]) or ("", "")
        numbers.append(number)
        place = ahead + 1
    after = suffix or (words[place] if place < len(words) else "")
    is_unit = any(after in known for known in (_TIMES, _OTHER_UNITS, _AGES))
    end = place + ((is_unit or after in _PEOPLE) and not suffix)
    is_old = after in _AGES or "old" in words[end : end + 1]
    end += words[end : end + 1] == ["old"]
    first = start - next((len(said) for said in _TOLD_AGED if tuple(words[start - len(said) : start]) == said), 0)
    counts = bool(after) and after not in GRAMMAR
    is_age = is_old or first < start or (not counts and start > 0 and words[start - 1] in _AGED)
    unit = _TIMES.get(after, "" if is_unit or not counts else stem(after))
    is_measured = not is_age and (after in _TIMES or after in _SHARES)
    digits = tuple(range(start, place)) if not suffix else ()
    return Amount(tuple(range(first, end)), digits, tuple(numbers), unit, is_age, is_measured)


def _follows(words: Sequence[str], place: int, joint: str) -> bool:
    """Whether a joint and another number come at a place."""
    ahead = place + len(joint.split())
    return words[place:ahead] == joint.split() and ahead < len(words) and _number(words[ahead]) is not None


def _number(word: str) -> tuple[str, str] | None:
    """Return a number in digits with what is written on to it (`80yo`), or None."""
    if word in _NUMBERS or word in _LARGE:
        return _NUMBERS.get(word, word), ""
    found = _JOINED.fullmatch(word)
    return (found[1], found[2] or "") if found else None
