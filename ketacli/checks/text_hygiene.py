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
from typing import TYPE_CHECKING
from unicodedata import bidirectional, category, name, normalize

from ketacli.checks._finding import Finding, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.store.strict_yaml import Route

SEVERITY = "error"

_COPIED = {"quote", "as", "stands"}
"""The keys of text that is copied from a document."""
_NO_TEXT = {"file", "url", "URL", "sha256"}
"""The keys of values that are the names of things elsewhere."""

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MARKS = "\u061c\u200e\u200f"
_JOINERS = "\u200c\u200d"
_WIDTHLESS = re.compile(
    f"[{_MARKS}{_JOINERS}\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2064\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_SHAPED = set("0123456789#*‼⁉ℹ〰")
"""What is no symbol by its category, and has a shape as an emoji all the same."""
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_PLAIN = re.compile("[ -~\u00a1-\u00ac\u00ae-\u00ff\u2010-\u2027\n]*")
"""Text with nothing to look at but mojibake: most texts are such."""

# Scripts whose letters join, so that U+200C and U+200D mean something: Arabic to Mandaic, the Indic ones, Tibetan, Myanmar,
# Khmer, Mongolian, and those beyond the first plane.
_JOINING = (
    (0x0600, 0x08FF),
    (0x0900, 0x0DFF),
    (0x0F00, 0x109F),
    (0x1700, 0x18AF),
    (0x1900, 0x1CFF),
    (0xA800, 0xABFF),
    (0x10A00, 0x11FFF),
)
# Where characters are added in every version of Unicode: what is unassigned here depends on Python's.
_GROWING = ((0x1F000, 0x1FBFF), (0x20000, 0x3FFFD))

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


def check(view: View) -> Iterator[Finding]:
    """Yield every text with characters that have no place in it, each kind once."""
    for item in view.loaded.items:
        if _is_plain(item.record):
            continue
        for route, text in _texts(item.record, ()):
            for message, hint in _faults(text, is_copied=any(step in _COPIED for step in route), route=route):
                yield Finding(item, route, message, hint)


def _is_plain(value: object) -> bool:
    """Whether all texts of a record are of ASCII alone, with nothing to look at: most records are such."""
    if isinstance(value, str):
        return value.isascii() and value.isprintable() and value[:1] != " " and value[-1:] != " "
    if isinstance(value, dict):
        return all(map(_is_plain, value.values()))
    return not isinstance(value, list) or all(map(_is_plain, value))


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


def _faults(text: str, *, is_copied: bool, route: Route) -> Iterator[tuple[str, str]]:
    if text != text.strip() and "quote" not in route:
        yield f"the text {'begins' if text[0].isspace() else 'ends'} with white space", "take it out"
    if not is_copied and (found := mojibake(text)):
        hint = f"write `{mend(found)}`" if mend(found) else "take it out" if found == "Â" else "type it anew"
        yield f"`{found}` is UTF-8 that was read as Windows-1252", hint
    if not _PLAIN.fullmatch(text):
        yield from _hidden(text)
        yield from _meaningless(text, is_copied=is_copied)
        yield from _decomposed(text)


def _hidden(text: str) -> Iterator[tuple[str, str]]:
    """Yield what nobody sees."""
    if found := _TURNING.search(text):
        yield f"{called(found[0])} turns the direction of writing round{_near(text, found.start())}", "take it out"
    places = (found.start() for found in _WIDTHLESS.finditer(text))
    idle = next((place for place in places if not _is_at_work(text, place)), None)
    if idle is not None:
        yield f"{called(text[idle])} has no width and joins nothing{_near(text, idle)}", "take it out"
    if found := _CONTROL.search(text):
        yield f"{called(found[0])} is a control character{_near(text, found.start())}", "write a space"


def _meaningless(text: str, *, is_copied: bool) -> Iterator[tuple[str, str]]:
    """Yield the first character that stands for nothing."""
    for place, char in enumerate(text):
        if char == "\ufffd" and not is_copied:
            yield f"U+FFFD stands for a character that was lost{_near(text, place)}", "look it up in the source"
            return
        if message := _is_nothing(char):
            yield f"{called(char)} is {message}{_near(text, place)}", "write the character that is meant"
            return


def _decomposed(text: str) -> Iterator[tuple[str, str]]:
    """Yield the first character that has a composed form."""
    if normalize("NFC", text) == text:
        return
    place = next(end for end in range(len(text)) if normalize("NFC", text[: end + 1]) != text[: end + 1])
    whole = normalize("NFC", text[max(0, place - 1) : place + 1])
    yield f"{called(text[place])} is not composed (NFC){_near(text, place)}", f"write `{whole}`"


def called(char: str) -> str:
    """Return a character by its number and name: it may have no shape."""
    title = name(char, "")
    return f"U+{ord(char):04X}{f' ({title.lower()})' if title else ''}"


def _near(text: str, place: int) -> str:
    """Return the words right before a place, to find it by."""
    before = " ".join(text[:place].split()[-2:])
    shown = "".join(char for char in before if category(char) not in {"Cf", "Co", "Cn", "Cc", "Mn"})
    return f", behind `{shown}`" if shown else ""


def _is_nothing(char: str) -> str:
    """Return what a character is that means nothing; empty for one that does."""
    kind = category(char)
    if kind == "Co":
        return "a character of private use"
    if kind == "Cn" and not any(first <= ord(char) <= last for first, last in _GROWING):
        return "no assigned character"
    return ""


def _is_at_work(text: str, place: int) -> bool:
    """Whether a character without width does what it is for: joins emoji or letters, marks a direction, chooses a shape."""
    char, before, after = text[place], text[:place][-1:], text[place + 1 : place + 2]
    if char in _MARKS:
        return any(bidirectional(other) in {"R", "AL"} for other in text)
    if char in _JOINERS:
        is_emoji = char == "\u200d" and (_is_symbol(before) or before == "\ufe0f") and _is_symbol(after)
        return is_emoji or _is_joining(before)
    if "\ufe00" <= char <= "\ufe0f":
        return bool(before) and (_is_symbol(before) or before in _SHAPED or category(before) == "Lo")
    if "\U000e0020" <= char <= "\U000e007f":
        return before == "\U0001f3f4" or "\U000e0020" <= before <= "\U000e007e"
    is_variant = "\U000e0100" <= char <= "\U000e01ef" or "\u180b" <= char <= "\u180f"
    return is_variant and bool(before) and category(before) == "Lo"


def _is_symbol(char: str) -> bool:
    return bool(char) and category(char) in {"So", "Sk", "Sm", "Cn"}


def _is_joining(char: str) -> bool:
    return bool(char) and any(first <= ord(char) <= last for first, last in _JOINING)


def mojibake(text: str) -> str:
    """Return the first characters of a text that are UTF-8 read as Windows-1252; empty if there are none."""
    for found in _MOJIBAKE.finditer(text):
        if found[0][0] not in "âï" or found[0] == "â€":
            return found[0]
        char = _decoded(found[0])
        if len(char) == 1 and any(first <= ord(char) <= last for first, last in _MISREAD):
            return found[0]
    return ""


def mend(found: str) -> str:
    """Return what misread characters were, or an empty text if that cannot be told."""
    char = _decoded(found)
    return char if char.isprintable() and char != "\ufffd" else ""


def _decoded(found: str) -> str:
    try:
        return found.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
