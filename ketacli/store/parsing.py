"""From the YAML files of a store to records, or to every fault with its place.

Nothing here knows of the index: it asks only which chunks need parsing at all.
"""

from __future__ import annotations

import errno
import json
import os
import re
from bisect import bisect_right
from functools import cache, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from ketacli.errors import Problem, StoreError
from ketacli.store import chunks, files, schema, strict_yaml
from ketacli.store.facets import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ketacli.store.records import Record
    from ketacli.store.strict_yaml import Fault, Route

# A block scalar to which the empty lines behind it belong.
_KEEPS_BREAKS = re.compile(r"[|>][0-9]?\+")


class File(NamedTuple):
    """A file of a store: its text, and what is wrong with its characters. `name` is what messages call it."""

    name: str
    text: str
    digest: str
    faults: list[Fault]


class PlacedRecord(NamedTuple):
    """A record of a store, and where it was read: the stretch of the file from which it can be read again."""

    kind: str
    id: str
    record: Record
    file: File
    chunk: chunks.Chunk
    route: Route


def read(path: str, name: str) -> File:
    """Read a file.

    Raises:
        StoreError: if it cannot be read.
    """
    try:
        if not os.path.isfile(path):  # noqa: PTH113 - a FIFO or device would make us wait for ever
            raise StoreError(f"`{name}` is not a file")
        data = files.load(path)
    except OSError as error:
        hint = "split it: a store may have any number of files" if error.errno == errno.EFBIG else ""
        raise StoreError(f"Cannot read `{name}`: {error.strerror}", hint) from error
    text, faults = chunks.decode(data)
    return File(name, text, blake2b(data, digest_size=16).hexdigest(), faults)


def digest(file: File, chunk: chunks.Chunk) -> bytes:
    """Return what tells chunks apart by their content: only how many line breaks end them makes no difference."""
    text = file.text[chunk.start : chunk.end]
    if not ("+" in text and _KEEPS_BREAKS.search(text)):
        bare = text.rstrip("\n")
        text = f"{bare}\n" if len(bare) < len(text) else bare
    begun = _digest_of_kind(chunk.kind, chunk.is_item).copy()
    begun.update(text.encode())
    return begun.digest()


@cache
def _digest_of_kind(kind: str, is_item: bool) -> blake2b:  # noqa: FBT001 - as a key, by position
    return blake2b(f"{kind}\0{is_item}\0".encode(), digest_size=16)


def split(file: File) -> Iterator[chunks.Chunk]:
    """Cut a file at its records; a key that no store has stays in one chunk."""
    return chunks.split(file.text, schema.KINDS)


def can_be_read_whole(file: File) -> bool:
    """Whether a file is sound YAML although one of its chunks is not: then the cut went through a value."""
    return not _is_broken(strict_yaml.parse(file.text))


def whole(file: File) -> chunks.Chunk:
    """Return a file as one chunk."""
    return chunks.Chunk("", 0, len(file.text), is_item=False)


def _is_broken(parsed: strict_yaml.Parsed) -> bool:
    return any(fault.check in ("yaml-syntax", "depth") for fault in parsed.faults)


class Trouble(NamedTuple):
    """What is wrong with a chunk, in the record of this id; the fault's line counts from the first of the chunk."""

    fault: Fault
    record: str = ""
    route: Route = ()


def items(file: File, chunk: chunks.Chunk) -> tuple[list[PlacedRecord], list[Trouble]]:
    """Read a chunk: return its records, or what is wrong with them."""
    if is_too_long(chunk):
        return [], [_too_long(file, chunk)]
    text = file.text[chunk.start : chunk.end]
    root = (chunk.kind,) if chunk.is_item else ()
    parsed = strict_yaml.parse(text, root=root, prose=schema.prose())
    faults = list(parsed.faults)
    found: list[PlacedRecord] = []
    broken = _is_broken(parsed)
    wrong: list[tuple[str, Route, schema.SchemaFault]] = []
    for key, value, route in [] if broken else _values(chunk, parsed.value):
        if key not in schema.KINDS and key not in schema.SINGLES:
            known = ", ".join((*schema.SINGLES, *schema.KINDS))
            message = (
                f"unknown key `{key}`: expected one of {known}"
                if key
                else "expected a mapping with keys such as `claims:`"
            )
            wrong.append(("", (), schema.SchemaFault(route, message, on_key=bool(key))))
            continue
        is_list = key in schema.SINGLES or isinstance(route[-1], int)
        record_faults = schema.faults(key, value) if is_list else schema.not_a_list(value)
        name = _id(value)
        wrong += [(name, route, fault) for fault in record_faults]
        if not record_faults and not faults:
            kind = kind_of(schema.KINDS.get(key, key), value)
            found.append(PlacedRecord(kind, name, value, file, chunk, route))
    if not faults and not wrong:
        return found, []
    return found, list(_troubles(file, chunk, faults, wrong))


def is_too_long(chunk: chunks.Chunk) -> bool:
    """Whether a record is longer than any that is read."""
    return chunk.is_item and chunk.end - chunk.start > chunks.MAX_RECORD


def _too_long(file: File, chunk: chunks.Chunk) -> Trouble:
    long = chunk.end - chunk.start
    message = f"a record of {long:,} characters: expected at most {chunks.MAX_RECORD:,}, so it is not read"
    hint = "look for a quote that is never closed, or text that belongs elsewhere"
    found = _ID.search(file.text, chunk.start, chunk.start + _NEAR)
    fault = strict_yaml.Fault(0, file.text.index("-", chunk.start) - chunk.start, message, "schema", hint)
    return Trouble(fault, found[1] if found else "")


def attempts(file: File, chunk: chunks.Chunk) -> list[PlacedRecord]:
    """Return the records of a chunk whatever is wrong with them, as far as they can be made out.

    What is too large to be checked is not made out: every reference of it would be one more problem.
    """
    if is_too_long(chunk):
        return []
    parsed = strict_yaml.parse(file.text[chunk.start : chunk.end])
    return [
        PlacedRecord(kind_of(schema.KINDS.get(key, key), value), _id(value), value, file, chunk, route)
        for key, value, route in _values(chunk, parsed.value)
        if isinstance(value, dict) and key in schema.KINDS and not schema.is_too_large(value)
    ]


def names(file: File, chunk: chunks.Chunk) -> set[str]:
    """Return the ids that a broken chunk means to define, as far as they can be made out."""
    return set(_ID.findall(file.text, chunk.start, chunk.start + _NEAR if is_too_long(chunk) else chunk.end))


def _values(chunk: chunks.Chunk, value: Any) -> Iterator[tuple[str, Any, Route]]:
    """Yield the members of the lists, and the single values, that a chunk holds: key, value, route in the chunk."""
    if chunk.is_item:
        members = value if isinstance(value, list) else [value]
        for number, member in enumerate(members):
            yield chunk.kind, member, (number,)
        return
    if value is None:
        return
    if not isinstance(value, dict):
        yield "", value, ()
        return
    for key, part in value.items():
        if key in schema.KINDS and isinstance(part, list):
            for number, member in enumerate(part):
                yield key, member, (key, number)
        elif key in schema.KINDS and part is None:
            continue
        else:
            yield key, part, (key,)


def _troubles(
    file: File,
    chunk: chunks.Chunk,
    faults: Iterable[Fault],
    wrong: list[tuple[str, Route, schema.SchemaFault]],
) -> Iterator[Trouble]:
    """Give faults their places; a chunk is read again for that, and only then."""
    places = _places(file.text[chunk.start : chunk.end])
    found = _ID.search(file.text, chunk.start, chunk.end) if chunk.is_item else None
    yield from (Trouble(fault, found[1] if found else "") for fault in faults)
    told = {(fault.line, fault.column) for fault in faults}  # what could not be read does not fit the schema either
    for record, route, fault in wrong:
        full = (*route, *fault.route)
        line, column = places.get((*full, "@") if fault.on_key else full) or nearest(places, full)
        if (line, column) in told or fault.route[-1:] == (strict_yaml.NO_KEY,):
            continue
        shown = fault.route[:-1] if fault.on_key else fault.route
        yield Trouble(strict_yaml.Fault(line, column, fault.message, "schema", fault.hint), record, shown)


@lru_cache(maxsize=1)
def _places(text: str) -> dict[Route, tuple[int, int]]:
    return strict_yaml.parse(text, placed=True).places


@lru_cache(maxsize=1)
def _lines(text: str) -> list[int]:
    """Return where the lines of a text begin, and where one more would."""
    return [0, *(found.end() for found in _BREAK.finditer(text)), len(text) + 1]


_BREAK = re.compile("\n")

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

# What gives a record that is no YAML a name all the same.
_ID = re.compile(r"""(?:^[ -]*|[{,] *)["']?id["']?: *["']?([a-z0-9-]{1,80})""", re.MULTILINE)


_NEAR = 1_000
"""How far into a record that is too long its id is looked for."""


def _id(value: Any) -> str:
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def nearest(places: dict[Route, tuple[int, int]], route: Route) -> tuple[int, int]:
    """Return the place of the nearest value on the way to `route` that has one."""
    while route and route not in places:
        route = route[:-1]
    return places.get(route, (0, 0))


def place(file: File, trouble: Trouble, start: int = 0) -> Problem:
    """Return a trouble as a problem of a file: `start` is the offset at which its chunk begins; places count from 1."""
    fault = trouble.fault
    lines = _lines(file.text)
    line = bisect_right(lines, start) - 1 + fault.line
    return Problem(
        file=file.name,
        line=line + 1,
        column=fault.column + 1,
        message=fault.message,
        check=fault.check,
        record=trouble.record,
        route=show_route(trouble.route),
        hint=fault.hint,
        source_line=file.text[lines[line] : lines[line + 1] - 1] if line < len(lines) - 1 else "",
    )


def locate(item: PlacedRecord, route: Route, message: str, check: str, hint: str = "") -> Problem:
    """Return a problem with a value of a record that was read before."""
    places = _places(item.file.text[item.chunk.start : item.chunk.end])
    line, column = nearest(places, (*item.route, *route))
    return place(
        item.file, Trouble(strict_yaml.Fault(line, column, message, check, hint), item.id, route), item.chunk.start
    )


def show_route(route: Route) -> str:
    """Return a route as people write it: `quantities[0].unit`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in route).removeprefix(".")


def encode(record: Record) -> str:
    """Return a record as the text that the index keeps."""
    return _ENCODER.encode(record)
