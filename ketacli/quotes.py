"""Does this fragment stand in this text, and where?

The rule, stated once. A fragment matches where its characters stand in the text, from the beginning of a token to the
end of one. What layout changes and meaning does not is folded:
`ketacli.folding` says what; nothing else is folded: digits, signs, decimal marks, percent signs, comparators, negations,
brackets, case, letters with and without accents must be the same.

A token ends at white space, and at punctuation that holds nothing together there: `88` is not in `88%` nor in `88 %`, `5` not
in `0.5`, `6` not in `4-6`, `19` not in `-19` or `>19`, `label` not in `open-label`, `ketamine` not in `(S)-ketamine`, `likely`
not in `(un)likely`, `symptoms` not in `symptoms10`, `response` not in `non-⏎response`, `0.5 mg` not in `0.5 mg/⏎kg`. Where a
script is written without spaces, a token ends between any two letters but inside a number, before its unit, and inside a
word of Japanese katakana.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import category

from ketacli import folding
from ketacli.folding import (
    DASHES,
    DOUBLE,
    HAN_AND_KANA,
    LINE_BREAK,
    LONG_DASHES,
    SINGLE,
    SLASH_BREAK,
    SOUTH_EAST_ASIAN,
    SPACELESS,
    continues,
)
from ketacli.frozen import NamedTuple
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_WORDS = 10
"""The most words a fragment may have."""
MAX_QUOTE_WORDS = 18
"""The most words all fragments of a quote may have together."""
MAX_PASSAGE_WORDS = 45
"""The most words a passage may have."""
MAX_SHARE = 0.4
"""The most that all fragments of a document may cover of its words."""

_OPENING = "([{" + SINGLE + DOUBLE
_PERCENTS = "%‰‱％٪"
_SIGNS = _PERCENTS + "°℃℉#&@^*"
_PREFIX_IN_BRACKETS = late(r"(?<!\w)\(\w{1,5}\)$")
_SPACELESS = late(f"[{SPACELESS}]")
_LEADING = "เแโใไເແໂໃໄ"
"""Vowels of Thai and Lao that are written before the letter that they follow."""
_FOLLOWING = late("[ะ-ฺๅ-๎ະ-ຽ່-ໍー々]")
"""Signs that belong to the letter before them, though they are letters themselves."""
_QUOTED = late(r"(?:^|(?<=\n))[ \t]*(?:>[ \t]?)+\Z")
_MEASURED = late(r"\d\s*[^\W\d_]{1,6}\Z")
_NEAR = 20
_WORD = late(rf"[{HAN_AND_KANA}]{{1,2}}|[{SOUTH_EAST_ASIAN}]{{1,5}}|[^\s{SPACELESS}]+")


class Match(NamedTuple):
    """Where a fragment stands, as code points, and what had to be folded to find it there."""

    start: int
    end: int
    folded: tuple[str, ...]


def words(text: str) -> list[str]:
    """Return the words of a text, counted at white space; in scripts without spaces two to five characters are one."""
    return _WORD.findall(text)


def find(text: str, fragment: str) -> list[Match]:
    """Return every place at which a fragment is in a text, in order; none for a fragment without a word."""
    return list(_found(text, fragment))


def _find(text: str, fragment: str) -> tuple[Match, ...]:
    return tuple(_matches(text, fragment)) if folding.seen(fragment).strip() else ()


_found = lru_cache(maxsize=4096)(_find)


def _matches(text: str, fragment: str) -> Iterator[Match]:
    folded = _folded(text)
    for first, last in _spans(folded.text, folding.marks(fragment.strip()).text):
        start, end = folded.place(first, last)
        splits = (first and folded.ends[first - 1] > start) or folded.starts[last : last + 1] == [
            folded.starts[last - 1]
        ]
        if not splits and not is_inside_token(text, start) and not is_inside_token(text, end):
            yield Match(start, end, folding.names(text[start:end], fragment))


def _spans(text: str, fragment: str) -> Iterator[tuple[int, int]]:
    """Yield where one text folded by `folding.marks` stands in another, from and to; also where it overlaps itself."""
    if folding.is_cut(text) or folding.is_cut(fragment):
        pattern = _compiled(fragment)
        found = pattern.search(text)
        while found:
            yield found.span()
            found = pattern.search(text, found.start() + 1)
    else:
        place = text.find(fragment)
        while place >= 0:
            yield place, place + len(fragment)
            place = text.find(fragment, place + 1)


_folded = lru_cache(maxsize=8)(folding.marks)
_compiled = lru_cache(maxsize=1024)(folding.pattern)


def is_inside_token(text: str, place: int) -> bool:
    """Whether a place between two characters lies inside a token."""
    if place <= 0 or place >= len(text):
        return False
    before, further_back = _neighbours(text, place - 1, -1)
    after, further_on = _neighbours(text, place, 1)
    if continues(text[place]):
        holds = True
    elif _is_word(before) and _is_word(after):
        holds = not _may_part(before, after) and not _is_emphasis(further_back, before, after)
        holds = holds and not _is_emphasis(further_on, after, before)
    elif before.isspace() or after.isspace():
        holds = _is_held_over_space(text, place)
    elif before in DASHES:
        holds = _dash_holds(further_back, before, after, further_on)
    elif after in DASHES:
        holds = _holds_dash(before, after, further_on) or bool(LINE_BREAK.match(text, place))
    elif _is_sign(before) or _is_sign(after):
        holds = _sign_holds(before, after, further_on) and not _is_layout(text, place)
    elif before == ")" and _is_word(after):
        holds = bool(_PREFIX_IN_BRACKETS.search(text, max(0, place - 8), place))
    else:
        holds = _mark_holds(further_back, before, after) or _mark_holds(further_on, after, before)
        holds = holds or (before in ".,:·" and after.isdigit()) or _slash_holds(text, place)
    return holds


def _neighbours(text: str, place: int, step: int) -> tuple[str, str]:
    """Return two characters from a place onwards or backwards, invisible ones left out; spaces beyond the text."""
    found: list[str] = []
    while len(found) < 2:  # noqa: PLR2004 - the pair
        char = text[place] if 0 <= place < len(text) else " "
        if char < "\x80" or category(char) != "Cf":
            found.append(char)
        place += step
    return found[0], found[1]


_COUNTED = "成倍折半年月日周天時时分秒個个人名例次"
"""What a number in Chinese characters holds on to."""


def _may_part(before: str, after: str) -> bool:
    """Whether a token may end between two letters: in scripts without spaces, but not inside a number or a foreign word."""
    if not (_SPACELESS.match(before) or _SPACELESS.match(after)) or before.isdigit():
        return False
    if before.isnumeric() and (after.isnumeric() or after in _COUNTED):
        return False
    is_foreign = all("\u30a1" <= char <= "\u30ff" or "\uff66" <= char <= "\uff9f" for char in (before, after))
    return not (is_foreign or before in _LEADING or _FOLLOWING.match(after))


def _is_emphasis(beyond: str, mark: str, other: str) -> bool:
    """Whether a mark stresses the word beside it: `*so*`, `**so**`, `_so_`."""
    return mark in "*_" and other.isalpha() and (beyond == mark or not _is_word(beyond))


def _is_layout(text: str, place: int) -> bool:
    """Whether a sign beside a place is the layout of a text: emphasis, or the mark of a quotation at the start of a line."""
    before, further_back = _neighbours(text, place - 1, -1)
    after, further_on = _neighbours(text, place, 1)
    if _is_emphasis(further_back, before, after) or _is_emphasis(further_on, after, before):
        return True
    return after.isalpha() and bool(_QUOTED.search(text, max(0, place - _NEAR), place))


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_" or (char > "\x7f" and category(char)[0] == "M")


def _is_sign(char: str) -> bool:
    """Whether a character changes what a figure or word beside it says: %, <, ±, €."""
    return char in _SIGNS or (char != "|" and category(char) in ("Sm", "Sc"))


_LINE_END = late(r"[^\S\n]*(?:\n|\Z)")


def _is_held_over_space(text: str, place: int) -> bool:
    """Whether white space stands inside a token: `88 %`, or a word broken at a line end."""
    left = right = place
    while left and text[left - 1].isspace():
        left -= 1
    while right < len(text) and text[right].isspace():
        right += 1
    if LINE_BREAK.match(text, place) or (left and LINE_BREAK.match(text, left - 1)):
        return True
    if left and SLASH_BREAK.match(text, left - 1):
        return bool(_MEASURED.search(text, max(0, left - _NEAR), left - 1))
    if "\n" in text[left:right] and _LINE_END.match(text, right + 1):
        return False  # a sign in a line of its own is a rule between paragraphs
    return text[left - 1 : left].isdigit() and text[right : right + 1] in tuple(_PERCENTS)


def _slash_holds(text: str, place: int) -> bool:
    """Whether a place is beside the slash of a unit that goes on in the next line."""
    found = SLASH_BREAK.match(text, place) or SLASH_BREAK.match(text, place - 1)
    return bool(found and _MEASURED.search(text, max(0, place - _NEAR), found.start()))


def _dash_holds(beyond: str, dash: str, other: str, further_on: str) -> bool:
    """Whether a dash holds on to what follows it: a sign to its figure, a hyphen to the second half of its word."""
    is_figure = other.isdigit() or _is_sign(other) or (other in ".,·" and further_on.isdigit())
    if dash in LONG_DASHES:
        return is_figure and (beyond.isdigit() or not _is_word(beyond))
    if is_figure or other in DASHES:
        return True
    return not beyond.isspace() and beyond not in DASHES and (_is_word(other) or other in _OPENING)


def _holds_dash(other: str, dash: str, beyond: str) -> bool:
    """Whether what stands before a dash holds on to it: the first half of a range or of a word."""
    if dash in LONG_DASHES:
        return other.isdigit() and beyond.isdigit()
    if other.isdigit() or _is_sign(other):
        return True
    return _is_word(beyond) and other not in _OPENING + ",;:"


def _sign_holds(before: str, after: str, further_on: str) -> bool:
    """Whether a sign beside a place holds on to what stands on the other side."""
    if _is_sign(before):
        return _is_word(after) or _is_sign(after) or after == "/" or (after in ".,·" and further_on.isdigit())
    return _is_word(before) or before in "/!)]"


def _mark_holds(beyond: str, mark: str, other: str) -> bool:
    """Whether a punctuation mark holds what stands on both its sides together: `0.5`, `4:30`, `don't`, `mg/kg`."""
    if not _is_word(other):
        return False
    if mark == "·" and beyond.isalpha() and other.isalpha():
        return True
    if mark in ".,:·":
        return other.isdigit() and beyond.isdigit()
    if mark == "/":
        return _is_word(beyond) or _is_sign(beyond)
    return mark in SINGLE and _is_word(beyond)


_SHORT = r"Dr Mr Mrs Ms Prof St vs No Fig approx e\.g i\.e cf al ca [A-Z]".split()
"""Abbreviations whose full stop ends no sentence."""
_SENTENCE_END = late(
    r"(?=[.!?])" + "".join(rf"(?<!\b{word})" for word in _SHORT) + r"[.!?]+[\"”’')\]]*(?:\d{1,2}\.?)?(?=\s+[^\sa-z])"
    r"|[。！？]+[」』”’）]*|(?=\n\s*\n)"
)
_FAR = 2000


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of the sentence around a fragment, without white space at its ends.

    Of a sentence longer than a passage may be, it is the words around the fragment, as many as a passage may have.
    """
    furthest_back, furthest_on = max(0, start - _FAR), min(len(text), end + _FAR)
    behind = (found.end() for found in _SENTENCE_END.finditer(text, furthest_back, start + 1))
    ahead = (found.end() for found in _SENTENCE_END.finditer(text, start, furthest_on))
    first = max(behind, default=furthest_back)
    last = next((place for place in ahead if place >= end), furthest_on)
    spans = [found.span() for found in _WORD.finditer(text, first, last)]
    before = sum(span[1] <= start for span in spans)
    after = sum(span[0] >= end for span in spans)
    room = MAX_PASSAGE_WORDS - (len(spans) - before - after)
    kept_before = min(before, max(room // 2, room - after, 0))
    kept_after = min(after, max(room - kept_before, 0))
    chosen = spans[before - kept_before : len(spans) - after + kept_after]
    if not chosen:
        return start, end
    from_, to = chosen[0][0], chosen[-1][1]
    while from_ < start and (text[from_].isspace() or is_inside_token(text, from_)):
        from_ += 1
    while to > end and (text[to - 1].isspace() or is_inside_token(text, to)):
        to -= 1
    return from_, to


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places of the sentences of a passage, without white space at their ends."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text, start, end) if found.end() < end]
    spans = []
    for first, last in pairwise([start, *ends, end]):
        if found := re.compile(r"\S(?:.*\S)?", re.DOTALL).search(text, first, last):
            spans.append(found.span())
    return spans
