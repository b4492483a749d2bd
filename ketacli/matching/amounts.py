"""Numbers, lengths of time and ages in a question: they rank the claims that answer it, and never say what it is about."""

from __future__ import annotations

import re
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
_NUMBERS |= {
    f"{word} {one}": str(10 * tens + ones) for tens, word in enumerate(TENS, 2) for ones, one in enumerate(ONES, 1)
}
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
_PEOPLE = listed("people persons patients participants")
"""What a number counts that says nothing of what is asked."""

_AGED = listed("am im is was be hes shes whos he she aged age turned turning at over under nearly almost about")
"""After one of these a number that counts nothing is an age: `I am 40`, `mum is 80`, `side effects at 65`."""

_TOLD_AGED = (("age", "of"), ("aged",), ("age",))

_JOINED = late(rf"(\d+)({'|'.join(sorted({*_TIMES, *_OTHER_UNITS}, key=len, reverse=True))})?")
_JOINTS: tuple[tuple[str, ...], ...] = ((" ", " to ", " or ", " and "), (" in ", " of ", " out of "))
"""What is between the two ends of a range (`4 to 6 weeks`, `4-6`; so is `0.5`), and in a share (`1 in 5`)."""

_PERCENT = late(r"(?<=\d)\s?(?:%|per cent\b)", re.IGNORECASE)
_PRESSURE = late(r"(?<![\d/.])([7-9]\d|1\d\d|2[0-5]\d) ?/ ?([4-9]\d|1[0-5]\d)(?![\d/%]| ?mg)")
_OF_PRESSURE = late(r"pressure|\bbp\b", re.IGNORECASE)
_YEARS_OLD = late(r"(?<=\d)[\s-]?(?:y\W?o\b|(?:yrs?|years?)[\s-]old)\b", re.IGNORECASE)

BESIDE = 0.5
"""What a claim covers of `2 hours` that has the number and the unit apart, as in `2 to 4 hours`."""


class Amount(NamedTuple):
    """A number of a question with what it counts: the places of its words, of those that are only digits, what it is in claims.

    An age looks like nothing: `80 years` of a person are no 80 percent.
    """

    places: tuple[int, ...]
    digits: tuple[int, ...]
    numbers: tuple[str, ...]
    joints: tuple[str, ...]
    """What may be between its numbers: one of `_JOINTS`."""
    unit: str
    is_age: bool
    is_measured: bool
    """Whether it is a length of time or a share."""

    def cover(self, words: AbstractSet[str], padded: str) -> float:
        """Return how far a folded text has it, from 0 to 1; `padded` is the text with a space before and after."""
        if self.is_age:
            return 0.0
        numbers = [
            said
            for number in (self.numbers, [_LETTERED.get(one, one) for one in self.numbers])
            for said in dict.fromkeys(joint.join(number) for joint in self.joints)
            if f" {said} " in padded
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
    """Return a text with shares, ages and blood pressures in the words that they are looked for in.

    These are `88 percent`, `17 years old` for `17yo`, and `blood pressure 165 over 112` for `165/112`. Folding would drop a percent
    sign: `is 88%` would be an age.
    """
    pressure = r"\1 over \2" if _OF_PRESSURE.search(text) else r"blood pressure \1 over \2"
    return _PRESSURE.sub(pressure, _YEARS_OLD.sub(" years old", _PERCENT.sub(" percent", text)))


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
    read = _number(words, start)
    if read is None:
        return None
    (number, suffix, place), joints = read, _JOINTS[0]
    numbers = [number]
    while not suffix and (further := _further(words, place)):
        joints, (number, suffix, place) = further
        numbers.append(number)
    after = suffix or (words[place] if place < len(words) else "")
    is_unit = after in _TIMES or after in _OTHER_UNITS
    end = place + ((is_unit or after in _PEOPLE) and not suffix)
    is_old = words[end : end + 1] == ["old"]
    end += is_old
    first = start - next((len(said) for said in _TOLD_AGED if tuple(words[start - len(said) : start]) == said), 0)
    counts = bool(after) and after not in GRAMMAR
    is_age = is_old or first < start or (not counts and start > 0 and words[start - 1] in _AGED)
    unit = _TIMES.get(after, "" if is_unit or not counts else stem(after))
    is_measured = not is_age and (after in _TIMES or after in _SHARES)
    digits = tuple(range(start, place)) if not suffix else ()
    return Amount(tuple(range(first, end)), digits, tuple(numbers), joints, unit, is_age, is_measured)


def _further(words: Sequence[str], place: int) -> tuple[tuple[str, ...], tuple[str, str, int]] | None:
    """Return the number that a joint at a place leads to, after the kind of joint; None if there is none."""
    for kind in _JOINTS:
        for joint in kind:
            between = joint.split()
            ahead = place + len(between)
            read = _number(words, ahead) if words[place:ahead] == between else None
            if read is not None:
                return kind, read
    return None


def _number(words: Sequence[str], place: int) -> tuple[str, str, int] | None:
    """Return the number at a place, in digits, with what is written on to it (`24h`) and the place after it; None if there is none."""
    if place >= len(words):
        return None
    word, pair = words[place], " ".join(words[place : place + 2])
    if pair in _NUMBERS and pair != word:
        return _NUMBERS[pair], "", place + 2
    if word in _NUMBERS or word in _LARGE:
        return _NUMBERS.get(word, word), "", place + 1
    found = _JOINED.fullmatch(word)
    return (found[1], found[2] or "", place + 1) if found else None
