"""From the bytes of a file to the chunks that can be parsed alone.

A file is cut at its top-level keys and list items, so that one broken claim hides no other, memory stays flat, and an
edit re-reads what it touched. The cut looks at the first columns of lines and knows no YAML beyond that.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.store.strict_yaml import FORBIDDEN, Fault

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

MAX_RECORD = 1_000_000
"""How many characters a record may have, its comments included; the largest of the shipped store has 6,400."""

_MANY = 1_000
"""How many characters of a file are told one by one; what has more is no text."""


class Chunk(NamedTuple):
    """A stretch of a file that can be parsed alone: a list item, a key with its value, or the whole file.

    `kind` is the key, empty for a whole file; `start` and `end` are offsets in the text.
    """

    kind: str
    start: int
    end: int
    is_item: bool


class Top(NamedTuple):
    """A line that begins in the first column: its offset and its text."""

    start: int
    text: str


_ORDINARY = bytes([10, *range(32, 127)]).replace(b"<", b"")
"""What stands in texts for certain, and marks neither a wrong character nor a conflict of a merge."""

_MISPLACED = re.compile(rf"{FORBIDDEN.pattern}|\t+")
_DASH = re.compile(r"-(?: |$)")
_MARKERS = ("---", "...", "%")
_TOP = re.compile(r"\n([^\s#][^\n]*)")  # a first character to look for makes the search four times as fast
_FIRST_TOP = re.compile(r"([^\s#][^\n]*)")
_LIST_KEY = re.compile(r"([A-Za-z_][\w-]*):[ ]*(?:#.*)?$")
_PLAIN_KEY = re.compile(r"([A-Za-z_][\w-]*):(?:[ ]|$)")
_CONTENT = re.compile(r"^[ ]*[^\s#]", re.MULTILINE)
_FIRST_ITEM = re.compile(r"(?:[ ]*(?:#[^\n]*)?\n)*([ ]*)-(?=[ \n])")


def decode(data: bytes) -> tuple[str, list[Fault]]:
    """Return the text of a file, without byte-order mark and with Unix line ends, and what is wrong with its characters."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n")
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace"))
        fault = Fault(
            line, column, f"byte 0x{data[error.start]:02x} is not valid UTF-8", "encoding", "save the file as UTF-8"
        )
        return "", [fault]
    odd = data.translate(None, _ORDINARY)  # looking through what is left costs nothing
    if b"\r" in odd:
        text = text.replace("\r\n", "\n")
    at = f"\n{text}".find("\n<<<<<<< ") if b"<<<<<<<" in odd else -1
    faults = [_conflict(text.count("\n", 0, at))] if at >= 0 else []
    if b"\t" in odd or "\r" in text or FORBIDDEN.search(odd.replace(b"\r", b"").decode("utf-8")):
        for line, content in enumerate(text.split("\n")):
            faults += [_misplaced(line, found) for found in islice(_MISPLACED.finditer(content), _MANY)]
            if len(faults) >= _MANY:
                last = faults[_MANY - 1]
                message = f"{_MANY} characters so far have no place in a store, and the rest is not looked at"
                return text, [*faults[: _MANY - 1], last._replace(message=message, hint="is this a text file?")]
    return text, faults


def _conflict(line: int) -> Fault:
    hint = "choose one side of each, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`"
    return Fault(line, 0, "not YAML: a merge has left two versions of the same lines", "yaml-syntax", hint)


def _misplaced(line: int, found: re.Match[str]) -> Fault:
    if found[0].startswith("\t"):
        return Fault(line, found.start(), "a tab", "tab", r"indent with spaces; inside quotes write `\t`")
    message = f"character U+{ord(found[0]):04X} has no place in a store"
    return Fault(line, found.start(), message, "encoding", "take it out")


def split(text: str, lists: Container[str] | None = None) -> Iterator[Chunk]:
    """Cut the text of a file at its top-level keys and, where a key holds a block list, at its items.

    With `lists`, only the items of these keys are chunks of their own. The cut looks at the first columns only. A layout
    it cannot cut comes back as one chunk with an empty kind.
    """
    lines = [Top(found.start(1), found[1]) for found in _tops(text) if not _DASH.match(found[1])]
    markers = [top for top in lines if top.text.startswith(_MARKERS)]
    leading = bool(markers) and _is_leading(text, markers[0])
    tops = lines[1:] if leading else lines
    keys = [found[1] for top in tops if (found := _PLAIN_KEY.match(top.text))]
    before = text[markers[0].start + 3 if leading else 0 : tops[0].start if tops else len(text)]
    if len(markers) > leading or len(set(keys)) < len(tops) or _CONTENT.search(before):
        yield Chunk("", 0, len(text), is_item=False)
        return
    for top, following in zip(tops, [*tops[1:], None][: len(tops)], strict=True):
        end = following.start if following else len(text)
        key = _LIST_KEY.match(top.text)
        first = _FIRST_ITEM.match(text, top.start + len(top.text) + 1) if key else None
        if key and first and first.end() <= end and (lists is None or key[1] in lists):
            yield from _items(text, key[1], first.start(1), end, first[1])
        else:
            found = _PLAIN_KEY.match(top.text)
            yield Chunk(found[1] if found else "", top.start, end, is_item=False)


def _tops(text: str) -> Iterator[re.Match[str]]:
    """Find the lines that begin in the first column."""
    if first := _FIRST_TOP.match(text):
        yield first
    yield from _TOP.finditer(text)


def _is_leading(text: str, marker: Top) -> bool:
    """Whether `---` stands before everything but comments."""
    rest = marker.text[3:]
    before = text[: marker.start].splitlines()
    return (
        marker.text.startswith("---")
        and not rest.strip()
        and all(not line.strip() or line.startswith("#") for line in before)
    )


def _items(text: str, kind: str, first: int, end: int, indent: str) -> Iterator[Chunk]:
    starts = [found.start() + 1 for found in re.compile(rf"\n{indent}-(?=[ \n])").finditer(text, first - 1, end)]
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        yield Chunk(kind, start, stop, is_item=True)
