"""Characters that nobody sees, or that are not what they were.

What it finds
    In any text of a record: marks that turn the direction of writing round, characters without width where they join
    nothing, characters of private use, unassigned ones, control characters, the replacement character U+FFFD, UTF-8 that was
    read as something else (`â€™` for an apostrophe), accents that stand beside their letter (not NFC), white space at
    the beginning or end. In what is copied from a document (`quote`, `as`, `stands`) damage that the document shows is
    allowed; quotes with white space around them are the business of `quote-length`.

Why it matters
    A text with hidden characters is not found by a search, and can read otherwise than it is. Damaged characters show that
    a figure or a sign may have been lost with them.

Example
    note: "Eight of nine donâ€™t relapse."

Fix
    Type the character anew, or copy it from the source once more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional, category, name, normalize

from ketacli.checks._finding import Finding, Findings, View
from ketacli.folding import INVISIBLE, SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.store.records import Record
    from ketacli.store.strict_yaml import Route

SEVERITY = "error"

_COPIED = {"quote", "as", "stands"}
"""The keys of text that is copied from a document."""
_NO_TEXT = {"file", "url", "URL", "sha256"}
"""The keys of values that are the names of things elsewhere."""

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_WIDTHLESS = re.compile(f"[{INVISIBLE}{SOFT_HYPHEN}]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_MARKS = "\u061c\u200e\u200f"
"""Marks of a direction, which do something in text that has letters from right to left."""
_SHAPED = "0123456789#*‼⁉ℹ〰"
"""What is no symbol by its category, and has a shape as an emoji all the same."""
_JOINING = {"Lo", "Mn", "Mc", "So", "Sk", "Sm", "Cf", "Cn"}
"""The categories of what a character without width may join or give a shape: letters without case, their signs, emoji."""
_GROWING = "\U0001f000"
"""Beyond this, characters are added in every version of Unicode: which are unassigned depends on Python's."""

# UTF-8 read as Windows-1252. Only what no language writes: German `Spaß“` and French `liberté »` would fit as well.
_TAIL = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")
_CLOSING = "\u00a0»›”’“‘…–—"
"""What may stand behind a word in capitals that ends in such a letter, as Portuguese IRMÃ does."""
_MOJIBAKE = re.compile(
    f"[âï][{_TAIL}]{{2}}|â€|[ÂÃ](?![{_CLOSING}])[{_TAIL}]|(?<![A-ZÀ-ÖØ-Þ])[ÂÃ][{_CLOSING}]"
    f"|(?:[ÐÑ][{_TAIL}]){{2}}|(?:[ÎÏ][{_TAIL}]){{2}}|(?<![A-ZÀ-ÖØ-Þ])Â(?=[\\s.,;:)]|$)"
)
_MISREAD = ((0x2000, 0x22FF), (0x25A0, 0x27BF), (0xFB00, 0xFB06), (0xFEFF, 0xFEFF), (0xFFFD, 0xFFFD))
"""What three characters of mojibake are taken for: punctuation, signs, ligatures."""


def check(view: View) -> Findings:
    """Yield every text with characters that have no place in it, each kind once."""
    for item in view.loaded.items:
        if _is_plain(item.record):
            continue
        for route, text in _texts(item.record, ()):
            for message, hint in faults(text, is_copied=any(step in _COPIED for step in route), route=route):
                yield Finding(item, route, message, hint)


def without_unseen(text: str) -> str:
    """Return a text without the characters of no width that join nothing, such as a byte order mark."""
    return _WIDTHLESS.sub(lambda found: found[0] if _is_at_work(text, found.start()) else "", text)


def unseen(record: Record) -> Iterator[tuple[Route, str, str]]:
    """Yield the characters that nobody sees in the texts of a new record, those copied from a document left out."""
    if _is_plain(record):
        return
    for route, text in _texts(record, ()):
        if _COPIED.isdisjoint(route) and (_WIDTHLESS.search(text) or _CONTROL.search(text)):
            for message, hint in faults(text, is_copied=False, route=route):
                yield route, message, hint


def _is_plain(record: Record) -> bool:
    """Whether all texts of a record are of ASCII alone, with nothing to look at: most records are such."""
    waiting: list[Any] = [record]
    for value in waiting:  # which grows
        if isinstance(value, str):
            if not (value.isascii() and value.isprintable()) or value[:1] == " " or value[-1:] == " ":
                return False
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return True


def _texts(value: object, route: Route) -> Iterator[tuple[Route, str]]:
    """Yield every text in a record with the route to it."""
    if isinstance(value, str):
        yield route, value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in _NO_TEXT:
                yield from _texts(part, (*route, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _texts(part, (*route, number))


def faults(text: str, *, is_copied: bool, route: Route) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a text, and how to put it right."""
    if text != text.strip() and "quote" not in route:
        yield f"the text {'begins' if text[0].isspace() else 'ends'} with white space", "take it out"
    if not is_copied and (found := mojibake(text)):
        hint = f"write `{fix(found)}`" if fix(found) else "take it out" if found == "Â" else "type it anew"
        yield f"`{found}` is UTF-8 that was read as Windows-1252", hint
    if found_turning := _TURNING.search(text):
        place = found_turning.start()
        yield f"{called(text[place])} turns the direction of writing round{_near(text, place)}", "take it out"
    idle = (
        one.start()
        for one in _WIDTHLESS.finditer(text)
        if not _TURNING.match(one[0]) and not _is_at_work(text, one.start())
    )
    if (place := next(idle, -1)) >= 0:
        yield f"{called(text[place])} has no width and joins nothing{_near(text, place)}", "take it out"
    if control := _CONTROL.search(text):
        yield f"{called(control[0])} is a control character{_near(text, control.start())}", "write a space"
    yield from _meaningless(text, is_copied=is_copied)
    if normalize("NFC", text) != text:
        place = next(end for end in range(len(text)) if normalize("NFC", text[: end + 1]) != text[: end + 1])
        whole = normalize("NFC", text[max(0, place - 1) : place + 1])
        yield f"{called(text[place])} is not composed (NFC){_near(text, place)}", f"write `{whole}`"


def _meaningless(text: str, *, is_copied: bool) -> Iterator[tuple[str, str]]:
    """Yield the first character that stands for nothing."""
    for place, char in enumerate(text):
        kind = category(char)
        if char == "\ufffd" and not is_copied:
            yield f"U+FFFD stands for a character that was lost{_near(text, place)}", "look it up in the source"
            return
        if kind == "Co" or (kind == "Cn" and char < _GROWING):
            what = "a character of private use" if kind == "Co" else "no assigned character"
            yield f"{called(char)} is {what}{_near(text, place)}", "write the character that is meant"
            return


def _is_at_work(text: str, place: int) -> bool:
    """Whether a character without width does what it is for: joins letters or emoji, chooses a shape, marks a direction."""
    char, before = text[place], text[:place][-1:]
    if char in _MARKS:
        return any(bidirectional(other) in {"R", "AL"} for other in text)
    return bool(before) and (category(before) in _JOINING or (before in _SHAPED and "\ufe00" <= char <= "\ufe0f"))


def called(char: str) -> str:
    """Return a character by its number and name: it may have no shape."""
    title = name(char, "")
    return f"U+{ord(char):04X}{f' ({title.lower()})' if title else ''}"


def _near(text: str, place: int) -> str:
    """Return the words right before a place, to find it by."""
    before = " ".join(text[:place].split()[-2:])
    shown = "".join(char for char in before if category(char) not in {"Cf", "Co", "Cn", "Cc", "Mn"})
    return f", behind `{shown}`" if shown else ""


def mojibake(text: str) -> str:
    """Return the first characters of a text that are UTF-8 read as Windows-1252; empty if there are none."""
    for found in _MOJIBAKE.finditer(text):
        if found[0][0] not in "âï" or found[0] == "â€":
            return found[0]
        char = _decoded(found[0])
        if len(char) == 1 and any(first <= ord(char) <= last for first, last in _MISREAD):
            return found[0]
    return ""


def fix(found: str) -> str:
    """Return what misread characters were, or an empty text if that cannot be told."""
    char = _decoded(found)
    return char if char.isprintable() and char != "\ufffd" else ""


def _decoded(found: str) -> str:
    try:
        return found.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
