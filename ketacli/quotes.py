"""Does this fragment stand in this text, and where?

The rule, stated once. A fragment matches where its characters stand in the text, from the beginning of a token to the
end of one. Folded, because layout changes them and meaning does not:

- runs of white space are one space;
- straight and typographic quotation marks are the same, single ones among themselves and double ones among themselves;
- hyphens, dashes and minus signs are the same, one for one: never two for one, never one for none;
- a ligature is its letters, a composed accent its decomposed form;
- a hyphen at a line end may be gone or closed up between letters (`im-⏎provement`), and closed up elsewhere (`4-⏎6` is `4-6`
  and never `46`); a soft hyphen between letters is nothing.

Nothing else is folded: digits, signs, decimal marks, percent signs, comparators, negations, brackets, case, letters with
and without accents must be the same.

A token ends at white space, and at punctuation that holds nothing together there: `88` is not in `88%` nor in `88 %`, `5` not
in `0.5`, `6` not in `4-6`, `19` not in `-19` or `>19`, `label` not in `open-label`, `ketamine` not in `(S)-ketamine`, `likely`
not in `(un)likely`, `symptoms` not in `symptoms10`, `response` not in `non-⏎response`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_WORDS = 10
"""The most words a fragment may have."""
MAX_QUOTE_WORDS = 18
"""The most words all fragments of a quote may have together."""
MAX_PASSAGE_WORDS = 45
"""The most words a passage may have."""
MAX_SHARE = 0.4
"""The most that all fragments of a document may cover of its words."""

_SINGLE = "'‘’‚‛‹›ʼ`´′"
_DOUBLE = '"“”„‟«»″'
_LONG_DASHES = "—―"
_DASHES = "-‐‑‒–−﹣－" + _LONG_DASHES
_SOFT_HYPHEN = "\u00ad"
_OPENING = "([{" + _SINGLE + _DOUBLE
_LIGATURES = {"ﬃ": "ffi", "ﬄ": "ffl", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬅ": "st", "ﬆ": "st"}
_PERCENTS = "%‰‱％٪"
_SIGNS = _PERCENTS + "°℃℉#&@^*"
_PLAIN_QUOTES = {**dict.fromkeys(map(ord, _SINGLE), "'"), **dict.fromkeys(map(ord, _DOUBLE), '"')}
_PLAIN_DASHES = dict.fromkeys(map(ord, _DASHES), "-")
_LIGATURE_LETTERS = {ord(ligature): letters for ligature, letters in _LIGATURES.items()}
_MARKS = {**_PLAIN_QUOTES, **_PLAIN_DASHES, **_LIGATURE_LETTERS}

_ANY_DASH = re.escape(_DASHES)
_LETTER = r"[^\W\d_]"
# A hyphen that a line end has cut a word at, and a dash that it has cut a range at.
_LINE_BREAK = re.compile(
    rf"(?<=[^\s{_ANY_DASH}])[-‐‑{_SOFT_HYPHEN}][ \t\r]*\n\s*(?=[\w$€£])|(?<=[\d%])[‒–−][ \t\r]*\n\s*(?=\d)"
)
_PIECE = re.compile(
    rf"(?P<cut>{_LINE_BREAK.pattern})|(?P<space>\s+)|(?P<plain>[!-,.-~]+(?=[\x00-\x7f]|$))|(?P<other>\S)"
)

_PREFIX_IN_BRACKETS = re.compile(r"(?<!\w)\(\w{1,5}\)$")

# What stands for a hyphen at a line end in folded text, between letters and elsewhere: no text that was decoded holds them.
_OPTIONAL, _CLOSED_UP = "\udc00", "\udc01"


class Match(NamedTuple):
    """Where a fragment stands, as code points, and what had to be folded to find it there."""

    start: int
    end: int
    folded: tuple[str, ...]


class _Folded(NamedTuple):
    """A text after folding, and for each of its characters where that stands in the text, from and to."""

    text: str
    starts: list[int]
    ends: list[int]


def words(text: str) -> list[str]:
    """Return the words of a text, counted at white space."""
    return text.split()


def find(text: str, fragment: str) -> list[Match]:
    """Return every place at which a fragment stands in a text, in order; none for a fragment without a word."""
    return list(_found(text, fragment))


def _find(text: str, fragment: str) -> tuple[Match, ...]:
    return tuple(_matches(text, fragment)) if fragment.strip() else ()


_found = lru_cache(maxsize=4096)(_find)


def _matches(text: str, fragment: str) -> Iterator[Match]:
    folded = _fold_document(text)
    pattern = _compiled(_fold(fragment.strip()).text, may_be_cut=_OPTIONAL in folded.text or _CLOSED_UP in folded.text)
    found = pattern.search(folded.text)
    while found:
        first, last = found.start(), found.end() - 1
        start, end = folded.starts[first], folded.ends[last]
        splits = (first and folded.ends[first - 1] > start) or folded.starts[last + 1 : last + 2] == [
            folded.starts[last]
        ]
        if not splits and not is_inside_token(text, start) and not is_inside_token(text, end):
            yield Match(start, end, folds(text[start:end], fragment))
        found = pattern.search(folded.text, first + 1)


def _fold(text: str) -> _Folded:
    """Fold a text, in one pass."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def put(folded: str, start: int, end: int) -> None:
        chars.append(folded)
        starts.extend([start] * len(folded))
        ends.extend([end] * len(folded))

    place = 0
    while piece := _PIECE.match(text, place):
        start, place = piece.span()
        match piece.lastgroup:
            case "cut":
                is_in_word = text[start - 1].isalpha() and text[place].isalpha() and text[start] in f"-‐{_SOFT_HYPHEN}"
                put(_OPTIONAL if is_in_word else _CLOSED_UP, start, place)
            case "space":
                put(" ", start, place)
            case "plain":
                chars.append(piece[0].translate(_MARKS))
                starts.extend(range(start, place))
                ends.extend(range(start + 1, place + 1))
            case _:
                while place < len(text) and _continues(text[place]):
                    place += 1
                if not _is_soft(text, start):
                    put(normalize("NFC", text[start:place]).translate(_MARKS), start, place)
    return _Folded("".join(chars), starts, ends)


_fold_document = lru_cache(maxsize=8)(_fold)


def _continues(char: str) -> bool:
    """Whether a character belongs to the one before it: an accent, or a later part of a Korean syllable."""
    return char > "\x7f" and (category(char)[0] == "M" or "\u1161" <= char <= "\u11ff")


def _is_soft(text: str, place: int) -> bool:
    """Whether a soft hyphen stands at a place between letters."""
    return text[place] == _SOFT_HYPHEN and text[place - 1 : place].isalpha() and text[place + 1 : place + 2].isalpha()


def _pattern(folded: str, *, may_be_cut: bool) -> re.Pattern[str]:
    """Return the expression for a folded fragment; plain text, unless line ends cut words there or here."""
    if not may_be_cut and _OPTIONAL not in folded and _CLOSED_UP not in folded:
        return re.compile(re.escape(folded))
    cut = f"[{_OPTIONAL}{_CLOSED_UP}]"
    parts: list[str] = []
    for piece in re.finditer(rf"-(?P<gap> )?|{cut}|(?P<letter>{_LETTER}(?={_LETTER}))|.", folded):
        if piece[0] == _OPTIONAL:
            parts.append(f"(?:{_OPTIONAL}|- ?)?")
        elif piece[0] == _CLOSED_UP:
            parts.append(f"(?:{_CLOSED_UP}|- ?)")
        elif piece[0][0] == "-":
            parts.append(f"(?:{piece[0]}|{cut})")
        else:
            parts.append(re.escape(piece[0]) + (f"{_OPTIONAL}?" if piece["letter"] else ""))
    return re.compile("".join(parts))


_compiled = lru_cache(maxsize=1024)(_pattern)


def is_inside_token(text: str, place: int) -> bool:
    """Whether a place between two characters lies inside a token."""
    if place <= 0 or place >= len(text):
        return False
    before, further_back = _neighbours(text, place - 1, -1)
    after, further_on = _neighbours(text, place, 1)
    if _continues(text[place]) or (_is_word(before) and _is_word(after)):
        holds = True
    elif before.isspace() or after.isspace():
        holds = _is_held_over_space(text, place)
    elif before in _DASHES:
        holds = _dash_holds(further_back, before, after, further_on)
    elif after in _DASHES:
        holds = _holds_dash(before, after, further_on) or bool(_LINE_BREAK.match(text, place))
    elif _is_sign(before) or _is_sign(after):
        holds = _sign_holds(before, after, further_on)
    elif before == ")" and _is_word(after):
        holds = bool(_PREFIX_IN_BRACKETS.search(text, max(0, place - 8), place))
    else:
        holds = _mark_holds(further_back, before, after) or _mark_holds(further_on, after, before)
        holds = holds or (before in ".,:·" and after.isdigit())
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


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_" or (char > "\x7f" and category(char)[0] == "M")


def _is_sign(char: str) -> bool:
    """Whether a character changes what a figure or word beside it says: %, <, ±, €."""
    return char in _SIGNS or (char != "|" and category(char) in ("Sm", "Sc"))


def _is_held_over_space(text: str, place: int) -> bool:
    """Whether white space stands inside a token: `88 %`, or a word broken at a line end."""
    left = right = place
    while left and text[left - 1].isspace():
        left -= 1
    while right < len(text) and text[right].isspace():
        right += 1
    if _LINE_BREAK.match(text, place) or (left and _LINE_BREAK.match(text, left - 1)):
        return True
    return text[left - 1 : left].isdigit() and text[right : right + 1] in tuple(_PERCENTS)


def _dash_holds(beyond: str, dash: str, other: str, further_on: str) -> bool:
    """Whether a dash holds on to what follows it: a sign to its figure, a hyphen to the second half of its word."""
    is_figure = other.isdigit() or _is_sign(other) or (other in ".,·" and further_on.isdigit())
    if dash in _LONG_DASHES:
        return is_figure and (beyond.isdigit() or not _is_word(beyond))
    if is_figure or other in _DASHES:
        return True
    return not beyond.isspace() and beyond not in _DASHES and (_is_word(other) or other in _OPENING)


def _holds_dash(other: str, dash: str, beyond: str) -> bool:
    """Whether what stands before a dash holds on to it: the first half of a range or of a word."""
    if dash in _LONG_DASHES:
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
    if mark in ".,:·":
        return other.isdigit() and beyond.isdigit()
    if mark == "/":
        return _is_word(beyond) or _is_sign(beyond)
    return mark in _SINGLE and _is_word(beyond)


_STEPS: dict[str, Callable[[str], str]] = {
    "ligatures": lambda text: text.translate(_LIGATURE_LETTERS),
    "quotation marks": lambda text: text.translate(_PLAIN_QUOTES),
    "dashes": lambda text: text.translate(_PLAIN_DASHES),
    "white space": lambda text: " ".join(text.split()),
    "accents": lambda text: normalize("NFC", text),
}
_JOINT = re.compile(rf"(?<={_LETTER})(?:[-‐{_SOFT_HYPHEN}]\s*)(?={_LETTER})|(?<=\S)([-‐‑‒–−])\s*(?=[\w$€£])")


def folds(found: str, fragment: str) -> tuple[str, ...]:
    """Return the names of what was folded between a fragment and the text it matched."""
    if found == fragment:
        return ()
    names: list[str] = []
    if _through(found) != _through(fragment):
        names.append("hyphenation")
        found, fragment = (_JOINT.sub(r"\1", one) for one in (found, fragment))
    is_same = _through(found) == _through(fragment)
    return (*names, *(name for name in _STEPS if is_same and _through(found, name) != _through(fragment, name)))


def _through(text: str, left_out: str = "") -> str:
    """Return a text after all folding that is no hyphenation, one kind left out."""
    for name, step in _STEPS.items():
        if name != left_out:
            text = step(text)
    return text


_SENTENCE_END = re.compile(
    r"(?<!\b[DM]r)(?<!\bMs)(?<!\bMrs)(?<!\bvs)(?<!\bNo)(?<!\be\.g)(?<!\bi\.e)[.!?][\"”’')\]]*(?:\d{1,2}\.?)?(?=\s+[^\sa-z])"
    r"|(?=\n\s*\n)"
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
    spans = [found.span() for found in re.compile(r"\S+").finditer(text, first, last)]
    before = sum(span[1] <= start for span in spans)
    after = sum(span[0] >= end for span in spans)
    room = MAX_PASSAGE_WORDS - (len(spans) - before - after)
    kept_before = min(before, max(room // 2, room - after, 0))
    kept_after = min(after, max(room - kept_before, 0))
    chosen = spans[before - kept_before : len(spans) - after + kept_after]
    return (chosen[0][0], chosen[-1][1]) if chosen else (start, end)


_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|hundred|thousand|half|an?\s+(?:hr|hour|day|week|month|year|decade|dozen)"
)
_FIGURE = rf"(?:(?<![\w.,])[~$€£<>≤≥=]*[-−–+]?\d[\d.,]*|\b(?:{_NUMBERS})\b)"
_UNIT = r"(?:\s*(?:%|per\s+cent|[a-z/]+))?"
_BEGINS_WITH_FIGURE = re.compile(_FIGURE, re.IGNORECASE)
_ENDS_IN_FIGURE = re.compile(rf"{_FIGURE}{_UNIT}$", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:(?:\b(?:more|greater|less|fewer|higher|lower|longer|shorter|better|worse|larger|smaller)\s+)?\bthan"
    r"|\bat\s+(?:the\s+very\s+)?(?:least|most)"
    r"|(?:\b(?:not|never)|\w+n['’]t)(?:\s+(?:yet|be|been|have|even|always|necessarily|really|fully))?"
    r"|\b(?:no|without|neither|nor|cannot|hardly|barely|scarcely|unable\s+to|fail(?:s|ed)?\s+to|lack(?:s|ed)?(?:\s+of)?)"
    r"|\babsence\s+of|\bnon[-‐–]?|[<>≤≥=≈~±+−])\s*$",
    re.IGNORECASE,
)
_BEFORE_FIGURE = re.compile(
    r"(?:\b(?:up\s+to|over|under|above|below|exceeding|nearly|almost|minus|plus)"
    rf"|\bbetween\s+{_FIGURE}{_UNIT}\s+and|{_FIGURE}{_UNIT}\s+(?:to|through|or|[-‐–—]))\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(?:not|never|no\s+longer)\b", re.IGNORECASE)
_AFTER_FIGURE = re.compile(
    r"\s*(?:(?:,\s*)?(?:or|and)\s+(?:even\s+)?(?:more|less|fewer|longer|higher|lower|above|below|over|up|under)\b"
    r"|at\s+(?:the\s+very\s+)?(?:least|most)\s*(?=[.,;:)!?]|$)|percent\b|per\s+cent\b"
    rf"|(?:to|through|or|[-‐–—−])\s+{_FIGURE})",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"an?\s+(?:hr|hour|day|week|month|year|decade)"
    rf"|{_FIGURE}(?:\s*(?:to|or|[-‐–])\s*{_FIGURE})?[\s-]*(?:min|hour|hr|h\b|day|d\b|week|wk|month|mo\b|year|yr|decade)",
    re.IGNORECASE,
)
_REACH = 60


def cut_words(text: str, start: int, end: int) -> str:
    """Return the comparator or negation that a fragment at this place was cut off from, as it stands there; empty if none.

    A fragment that begins behind `more than` or ends before `or more` says another thing than its document, and so does
    half a range (`4 to | 6 weeks`).
    """
    behind, ahead = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    fragment = text[start:end]
    found = _BEFORE.search(behind)
    if not found and _BEGINS_WITH_FIGURE.match(fragment):
        found = _BEFORE_FIGURE.search(behind)
        if found and found[0].lower().startswith("over") and _TIME.match(fragment):
            found = None  # during
    found = found or _AFTER.match(ahead)
    if not found and _ENDS_IN_FIGURE.search(fragment[-_REACH:]):
        found = _AFTER_FIGURE.match(ahead)
    return " ".join(found[0].split()) if found else ""
