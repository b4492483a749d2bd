"""Changes to the text of a store's files that leave every other byte as it is.

The files are not parsed and written anew: a round-trip library such as ruamel.yaml rewrites nine of ten lines of the shipped
claims (spaces in brackets, `null`, indentation). What is inserted, replaced or moved here is a stretch of the text, found by
the reader that finds the places of faults.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from ketacli.errors import KetaError
from ketacli.frozen import NamedTuple
from ketacli.store import chunks, parsing, schema, strict_yaml
from ketacli.store.flow import flow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ketacli.store.parsing import PlacedRecord
    from ketacli.store.strict_yaml import Route

_WIDTH = 120
_FEW = 3
"""The most fields of a record that stands on one line."""
_FLOW = re.compile(r"\[[^\[\]#\n]*\]")
_COMMENT = re.compile(r"[ ]*#")


class Edit(NamedTuple):
    """A stretch of a text, and what takes its place."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made; of two at one place the first comes first."""
    parts, last = [], 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        parts += [text[last : edit.start], edit.text]
        last = edit.end
    return "".join([*parts, text[last:]])


def value(item: PlacedRecord, route: Route, new: str) -> Edit | None:
    """Return the edit that puts `new` in the place of a value of a record: a list in brackets on one line, or a scalar.

    None of a list of any other layout, and of a scalar in block style.
    """
    start = place(item, route)
    if found := _FLOW.match(item.file.text, start):
        return Edit(start, found.end(), new)
    first = item.chunk.start
    end = strict_yaml.scalar_end(item.file.text[first : item.chunk.end], start - first)
    return None if end is None else Edit(start, first + end, new)


def place(item: PlacedRecord, route: Route) -> int:
    """Return where in its file a value of a record begins; a key, whose route ends with `"@"`."""
    text = item.file.text[item.chunk.start : item.chunk.end]
    line, column = strict_yaml.parse(text, placed=True).places[(*item.route, *route)]
    starts = [0, *(one.end() for one in re.finditer("\n", text))]
    return item.chunk.start + starts[line] + column


def without(item: PlacedRecord, key: str, numbers: Collection[int]) -> dict[int, Edit]:
    """Return the edits that take members out of a list, by number, with the key where none is left.

    Left as they are: members that are not on a line of their own; all of them where none would be left but the key cannot go.
    """
    found = {number: edit for number in numbers if (edit := _member(item, key, number))}
    if not found or len(found) < len(item.record[key]):
        return found
    first = min(found)
    begin = found[first].start
    above = item.file.text.rfind("\n", 0, begin - 1) + 1
    if item.file.text[above:begin].partition("#")[0].strip() != f"{key}:":
        return {}
    return {**found, first: found[first]._replace(start=above)}


def _member(item: PlacedRecord, key: str, number: int) -> Edit | None:
    """Return the edit that takes the line of a member out of a list."""
    start, text = place(item, (key, number)), item.file.text
    begin = text.rfind("\n", 0, start) + 1
    found = re.compile(r"\{[^{}\n]*\}[ ]*(?:#[^\n]*)?(?:\n|\Z)").match(text, start)
    return Edit(begin, found.end(), "") if found and re.fullmatch(r"[ ]*-[ ]+", text[begin:start]) else None


def without_key(item: PlacedRecord, key: str) -> Edit | None:
    """Return the edit that takes a key and its short value out of a record; None where it is the first or has no line or comma."""
    start, old, text = place(item, (key, "@")), value(item, (key,), ""), item.file.text
    if old is None:
        return None
    begin = text.rfind("\n", 0, start) + 1
    if not text[begin:start].strip():
        rest = re.compile(r"[ ]*(?:#[^\n]*)?(?:\n|\Z)").match(text, old.end)
        return Edit(begin, rest.end(), "") if rest else None
    comma = text[begin:start].rstrip()
    return Edit(begin + len(comma) - 1, old.end, "") if comma.endswith(",") else None


def after_key(item: PlacedRecord, key: str, line: str) -> Edit | None:
    """Return the edit that puts a line after that of a key with a short value, indented as the key is; None as of `value`."""
    start, old, text = place(item, (key, "@")), value(item, (key,), ""), item.file.text
    if old is None:
        return None
    begin = text.rfind("\n", 0, start) + 1
    if text[begin:start].strip(" -"):  # inside brackets
        return Edit(old.end, old.end, f", {line}")
    end = text.find("\n", old.end)
    end = len(text) if end < 0 else end
    return Edit(end, end, "\n" + " " * (start - begin) + line)


class Block(NamedTuple):
    """A record of a list with the comments right above it; `gap` is what stands between it and the next one."""

    text: str
    gap: str


def blocks(text: str, items: Sequence[chunks.Chunk]) -> tuple[int, list[Block], int]:
    """Return the items of a list as blocks, with where the first begins and the last ends."""
    spans: list[tuple[int, int, int]] = []
    first = items[0].start
    lead = len(text[:first]) - len(_leading(text[:first]))
    for number, item in enumerate(items):
        begin = lead if number == 0 else spans[-1][2]
        body = _trimmed(text, item.start, item.end)
        rest = text[body : item.end]
        comments = len(_leading(rest)) if number < len(items) - 1 else 0
        spans.append((begin, body, item.end - comments))
    found = [Block(text[begin:body], text[body:following]) for begin, body, following in spans]
    return spans[0][0], found, spans[-1][2]


def _leading(text: str) -> str:
    """Return the lines of comment at the end of a text, those with an empty line behind them left out."""
    *lines, last = text.split("\n")
    kept = list(takewhile(_COMMENT.match, reversed(lines)))
    return "".join(f"{line}\n" for line in reversed(kept)) + last


def _trimmed(text: str, start: int, end: int) -> int:
    """Return where a record ends, without the empty lines and comments that follow it."""
    lines = text[start:end].split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or _is_outside(lines[-1], text, start)):
        lines.pop()
    return start + len("\n".join(lines))


def _is_outside(line: str, text: str, start: int) -> bool:
    """Whether a line is a comment that stands no deeper than the dash of its record: it is about what follows."""
    dash = text.index("-", start) - (text.rfind("\n", 0, text.index("-", start)) + 1)
    return bool(_COMMENT.match(line)) and len(line) - len(line.lstrip(" ")) <= dash


def reordered(text: str, items: Sequence[chunks.Chunk], order: Sequence[int]) -> Edit:
    """Return the edit that puts the items of a list into an order; gaps between them stay where they are."""
    start, found, end = blocks(text, items)
    moved = [Block(found[number].text, found[place].gap) for place, number in enumerate(order)]
    return Edit(start, end, "".join(f"{block.text}{block.gap}" for block in moved))


def inserted(text: str, key: str, record: Mapping[str, Any], before: int | None) -> Edit:
    """Return the edit that puts a record into the list of a key: before its item of that number, or at its end.

    A list that is not there yet, or empty, is made at the end of the file.
    """
    items = [chunk for chunk in chunks.split(text, schema.KINDS) if chunk.kind == key and chunk.is_item]
    if not items:
        return _begun(text, key, record)
    dash = text.index("-", items[0].start)
    indent = dash - (text.rfind("\n", 0, dash) + 1)
    made = lines(record, indent)
    _, found, _ = blocks(text, items)
    has_gaps = any(block.gap.startswith("\n\n") for block in found[:-1])
    is_tight = "\n" not in made and all("\n" not in block.text for block in found)
    apart = "\n\n" if has_gaps or (len(found) == 1 and not is_tight) else "\n"
    if before is not None:
        start, earlier, _ = blocks(text, items)
        place = start + sum(len(block.text) + len(block.gap) for block in earlier[:before])
        return Edit(place, place, made + apart)
    last = _trimmed(text, items[-1].start, items[-1].end)
    return Edit(last, last, apart + made)


def _begun(text: str, key: str, record: Mapping[str, Any]) -> Edit:
    made = f"{key}:\n{lines(record, 2)}\n"
    if found := re.search(rf"^{key}:(?:[ ]*\[\])?(?=[ ]*(?:#|\n|\Z))", text, re.MULTILINE):
        end = text.find("\n", found.end())
        end = len(text) if end < 0 else end
        comment = text[found.end() : end]
        return Edit(found.start(), end, f"{key}:{comment}\n{lines(record, 2)}")
    before = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    return Edit(len(text), len(text), before + made)


def lines(record: Mapping[str, Any], indent: int) -> str:
    """Return a record as an item of a block list, in the layout of keta's own files."""
    whole = f"{' ' * indent}- {flow(record)}"
    if len(record) <= _FEW and len(whole) <= _WIDTH:
        return whole
    found = list(_lines(record, indent + 2))
    return f"{' ' * indent}- {found[0].lstrip()}" + "".join(f"\n{line}" for line in found[1:])


def _lines(record: Mapping[str, Any], indent: int) -> Iterator[str]:
    pad = " " * indent
    for key, part in record.items():
        if isinstance(part, list) and part and isinstance(part[0], dict):
            yield f"{pad}{key}:"
            yield from _members(part, indent + 2)
        elif isinstance(part, dict) and len(f"{pad}{key}: {flow(part)}") > _WIDTH:
            yield f"{pad}{key}:"
            yield from _lines(part, indent + 2)
        else:
            yield f"{pad}{key}: {flow(part, key)}"


def _members(parts: Sequence[Mapping[str, Any]], indent: int) -> Iterator[str]:
    for part in parts:
        whole = f"{' ' * indent}- {flow(part)}"
        if len(whole) <= _WIDTH:
            yield whole
        else:
            yield from lines(part, indent).split("\n")


def encoded(text: str, before: bytes) -> bytes:
    """Return a changed text as the bytes of its file: with the byte-order mark and the line ends that it had.

    Raises:
        KetaError: if its lines end in different ways, so that what is not changed could not stay as it is.
    """
    breaks = before.count(b"\n")
    windows = before.count(b"\r\n")
    if windows not in (0, breaks):
        raise KetaError("The lines of the file end in two ways", "save it with line ends of one kind first")
    data = (text.replace("\n", "\r\n") if windows else text).encode()
    mark = b"\xef\xbb\xbf"
    return mark + data if before.startswith(mark) else data


def items_of(file: parsing.File, key: str) -> list[chunks.Chunk]:
    """Return the items of a list of a file."""
    return [chunk for chunk in parsing.split(file) if chunk.kind == key and chunk.is_item]
