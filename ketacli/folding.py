"""What makes no difference to a reader: the one fold of anchoring, checking and searching.

There are two depths. Quotes are verbatim, so they are compared by `marks`, which folds what layout and typing change and
keeps case, accents, digits and signs; it also says where each character came from. Words are searched for and compared
by `fold`, which folds all of that and case, accents, sub- and superscripts and the spelling of single letters as well.

Folded by both:

- straight and typographic quotation marks, single ones among themselves and double ones among themselves;
- hyphens, dashes and minus signs, one for one: never two for one, never one for none;
- a ligature and its letters, a composed accent and its decomposed form, `µ` and `μ`, `…` and three full stops;
- characters that nobody sees: zero-width spaces and joiners, direction marks, variation selectors, a soft hyphen unless
  it stands at a digit, where it may be all that is left of a range.

Folded by `marks` only: white space and line ends. Runs of white space are one space; a hyphen at a line end may be gone or
closed up between letters (`im-⏎provement`), and closed up elsewhere (`4-⏎6` is `4-6` and never `46`); a line end
behind a slash may be gone (`mg/⏎kg`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category, combining, normalize

from ketacli.frozen import NamedTuple
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Callable

SINGLE = "'‘’‚‛‹›ʼ`´′"
"""Single quotation marks and apostrophes."""
DOUBLE = '"“”„‟«»″'
"""Double quotation marks."""
LONG_DASHES = "—―"
DASHES = "-‐‑‒–−﹣－" + LONG_DASHES
"""Hyphens, dashes and minus signs."""
SOFT_HYPHEN = "\u00ad"
INVISIBLE = (
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Characters without a shape of their own, apart from the soft hyphen, as the members of a class of expressions."""
HAN_AND_KANA = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f"
SOUTH_EAST_ASIAN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
SPACELESS = HAN_AND_KANA + SOUTH_EAST_ASIAN
"""Scripts that are written without spaces between words, as the members of a class: Chinese and Japanese; Thai, Lao,
Burmese and Khmer."""

_LIGATURES = {"ﬃ": "ffi", "ﬄ": "ffl", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬅ": "st", "ﬆ": "st"}
_FORMS = {"µ": "μ", "…": "..."}
_PLAIN_QUOTES = {**dict.fromkeys(map(ord, SINGLE), "'"), **dict.fromkeys(map(ord, DOUBLE), '"')}
_PLAIN_DASHES = dict.fromkeys(map(ord, DASHES), "-")
_LIGATURE_LETTERS = {ord(ligature): letters for ligature, letters in _LIGATURES.items()}
_PLAIN_FORMS = {ord(char): plain for char, plain in _FORMS.items()}
_MARKS = {**_PLAIN_QUOTES, **_PLAIN_DASHES, **_LIGATURE_LETTERS, **_PLAIN_FORMS}

_ANY_DASH = re.escape(DASHES)
_LETTER = r"[^\W\d_]"
LINE_BREAK = late(
    rf"(?<=[^\s{_ANY_DASH}])[-‐‑{SOFT_HYPHEN}][ \t\r]*\n\s*(?=[\w$€£])|(?<=[\d%])[‒–−][ \t\r]*\n\s*(?=\d)"
)
"""A hyphen that a line end has cut a word at, and a dash that it has cut a range at."""
SLASH_BREAK = late(rf"(?<={_LETTER})/(?=[ \t\r]*\n[ \t]*{_LETTER})")
"""A slash that a line end follows between letters."""
_PIECE = late(
    rf"(?P<cut>{LINE_BREAK.pattern})|(?P<slash>{SLASH_BREAK.pattern})|(?P<space>\s+)"
    r"|(?P<plain>[!-,.0-~]+(?: [!-,.0-~]+){0,20}(?=[\x00-\x7f]|$))|(?P<other>\S)"
)
_UNSEEN = late(f"[{INVISIBLE}]")
_IDLE = late(rf"[{INVISIBLE}]|(?<!\d){SOFT_HYPHEN}(?!\d)")

# What a hyphen at a line end becomes between letters and elsewhere, and white space behind a slash at a line end: no
# text that was decoded holds them.
OPTIONAL, CLOSED_UP, GAP = "\udc00", "\udc01", "\udc02"


class Folded(NamedTuple):
    """A text after folding, and for each of its characters where that is in the text, from and to."""

    text: str
    starts: list[int]
    ends: list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the text of a stretch of the folded one."""
        return self.starts[start], self.ends[end - 1]


def marks(text: str) -> Folded:
    """Fold what layout and typing change, in one pass; words stay as they are written."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return Folded(text.translate(_MARKS), list(range(len(text))), list(range(1, len(text) + 1)))
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
                is_in_word = text[start - 1].isalpha() and text[place].isalpha() and text[start] in f"-‐{SOFT_HYPHEN}"
                put(OPTIONAL if is_in_word else CLOSED_UP, start, place)
            case "space":
                put(GAP if start and SLASH_BREAK.match(text, start - 1) else " ", start, place)
            case "slash":
                put("/", start, place)
            case "plain":
                chars.append(piece[0].translate(_MARKS))
                starts.extend(range(start, place))
                ends.extend(range(start + 1, place + 1))
            case _ if is_unseen(text, start):
                continue
            case _:
                while place < len(text) and continues(text[place]):
                    place += 1
                put(normalize("NFC", _UNSEEN.sub("", text[start:place])).translate(_MARKS), start, place)
    return Folded("".join(chars), starts, ends)


def continues(char: str) -> bool:
    """Whether a character belongs to the one before it: an accent, or a later part of a Korean syllable."""
    return char > "\x7f" and (category(char)[0] == "M" or "\u1161" <= char <= "\u11ff")


def is_unseen(text: str, place: int) -> bool:
    """Whether the character at a place has no shape; a soft hyphen at a digit may be all that is left of a range."""
    char = text[place]
    if char == SOFT_HYPHEN:
        return not (text[place - 1 : place].isdigit() or text[place + 1 : place + 2].isdigit())
    return char > "\x7f" and bool(_UNSEEN.match(char))


def seen(text: str) -> str:
    """Return a text without the characters that nobody sees."""
    return text if text.isascii() else _IDLE.sub("", text)


def pattern(folded: str) -> re.Pattern[str]:
    """Return the expression that finds one text folded by `marks` in another, where line ends cut words here or there."""
    cut = f"[{OPTIONAL}{CLOSED_UP}]"
    parts: list[str] = []
    for piece in re.finditer(rf"-(?P<gap> )?|/[ {GAP}]?(?=.)|{cut}|(?P<letter>{_LETTER}(?={_LETTER}))|.", folded):
        if piece[0] == OPTIONAL:
            parts.append(f"(?:{OPTIONAL}|- ?)?")
        elif piece[0] == CLOSED_UP:
            parts.append(f"(?:{CLOSED_UP}|- ?)")
        elif piece[0][0] == "-":
            parts.append(f"(?:{piece[0]}|{cut})")
        elif piece[0][0] == "/" and piece.end() < len(folded):
            parts.append({"/": f"/{GAP}?", "/ ": f"/[ {GAP}]", f"/{GAP}": f"/[ {GAP}]?"}[piece[0]])
        else:
            parts.append(re.escape(piece[0]) + (f"{OPTIONAL}?" if piece["letter"] else ""))
    return re.compile("".join(parts))


def is_cut(folded: str) -> bool:
    """Whether a text folded by `marks` has line ends that may be gone."""
    return any(mark in folded for mark in (OPTIONAL, CLOSED_UP, GAP))


_STEPS: dict[str, Callable[[str], str]] = {
    "ligatures": lambda text: text.translate(_LIGATURE_LETTERS),
    "quotation marks": lambda text: text.translate(_PLAIN_QUOTES),
    "dashes": lambda text: text.translate(_PLAIN_DASHES),
    "white space": lambda text: " ".join(re.sub(rf"(?<={_LETTER}/)\s+(?={_LETTER})", "", text).split()),
    "invisible characters": lambda text: re.sub(rf"[{INVISIBLE}]|(?<!\w){SOFT_HYPHEN}|{SOFT_HYPHEN}(?!\w)", "", text),
    "forms of a character": lambda text: text.translate(_PLAIN_FORMS),
    "accents": lambda text: normalize("NFC", text),
}
_JOINT = late(rf"(?<={_LETTER})(?:[-‐{SOFT_HYPHEN}]\s*)(?={_LETTER})|(?<=\S)([-‐‑‒–−])\s*(?=[\w$€£])")


def names(found: str, fragment: str) -> tuple[str, ...]:
    """Return the names of what was folded between a fragment and the text it matched."""
    if found == fragment:
        return ()
    kinds: list[str] = []
    if _through(found) != _through(fragment):
        kinds.append("hyphenation")
        found, fragment = (_JOINT.sub(r"\1", one) for one in (found, fragment))
    is_same = _through(found) == _through(fragment)
    return (*kinds, *(name for name in _STEPS if is_same and _through(found, name) != _through(fragment, name)))


def _through(text: str, left_out: str = "") -> str:
    """Return a text after all folding that is no hyphenation, one kind left out."""
    for name, step in _STEPS.items():
        if name != left_out:
            text = step(text)
    return text


# Letters that Unicode does not decompose, though people type them without their stroke.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŧ": "t"}
)
_POINTS = range(10, 37)
"""The combining classes of the points of Hebrew, Arabic and Syriac."""
_ACCENTS = 200
"""The least combining class of an accent; below it are signs that make another letter, as in Indic scripts and kana."""
_SHORT = "\u0438\u0306"
"""The letter й, taken apart: no accent makes it."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return a text with all folded that makes no difference to a reader; white space, digits and signs are kept.

    >>> fold("ΚΑΤΆΘΛΙΨΗΣ"), fold("Straße"), fold("CO₂"), fold("Ёлка"), fold("5 µg")
    ('καταθλιψησ', 'strasse', 'co2', 'елка', '5 μg')
    """
    if text.isascii():
        return text.lower()
    decomposed = normalize("NFKD", seen(text).translate(_MARKS).casefold()).replace(_SHORT, "\u0439")
    kept = (char for char in decomposed if char < "\x80" or not _is_accent(char))
    return normalize("NFC", "".join(kept)).casefold().translate(_LETTERS)


def _is_accent(char: str) -> bool:
    """Whether a character is an accent or a point, which a word is read without."""
    return combining(char) in _POINTS or combining(char) >= _ACCENTS
