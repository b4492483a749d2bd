"""From the YAML files of a store to records, or to every fault with its place.

Nothing here knows of the index: it asks only which pieces need parsing at all.
"""

from __future__ import annotations

import errno
import json
import os
import re
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from ketacli.errors import Problem, StoreError
from ketacli.store import files, reading, schema
from ketacli.store.facets import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ketacli.store.reading import Fault, Route
    from ketacli.store.records import Record

# A block scalar to which the empty lines behind it belong.
_KEEPS_BREAKS = re.compile(r"[|>][0-9]?\+")


class File(NamedTuple):
    """A file of a store: its text, and what is wrong with its characters. `name` is what messages call it."""

    name: str
    text: str
    digest: str
    faults: list[Fault]


class Item(NamedTuple):
    """A record of a store, and where it was read: the stretch of the file from which it can be read again."""

    kind: str
    id: str
    record: Record
    file: File
    piece: reading.Piece
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
    text, faults = reading.decode(data)
    return File(name, text, blake2b(data, digest_size=16).hexdigest(), faults)


def digest(file: File, piece: reading.Piece) -> bytes:
    """Return what tells pieces apart by their content."""
    text = file.text[piece.start : piece.end]
    keeps_breaks = "+" in text and _KEEPS_BREAKS.search(text)
    body = f"{piece.kind}\0{piece.is_item}\0{text if keeps_breaks else text.rstrip()}"
    return blake2b(body.encode(), digest_size=16).digest()


def cut(file: File) -> Iterator[reading.Piece]:
    """Cut a file at its records; a key that no store has stays in one piece."""
    return reading.cut(file.text, schema.KINDS)


def can_be_read_whole(file: File) -> bool:
    """Whether a file is sound YAML although one of its pieces is not: then the cut went through a value."""
    return not _is_broken(reading.parse(file.text))


def whole(file: File) -> reading.Piece:
    """Return a file as one piece."""
    return reading.Piece("", 0, len(file.text), 0, is_item=False)


def _is_broken(parsed: reading.Parsed) -> bool:
    return any(fault.check in ("yaml-syntax", "depth") for fault in parsed.faults)


def items(file: File, piece: reading.Piece) -> tuple[list[Item], list[Problem]]:
    """Read a piece: return its records, or what is wrong with them."""
    text = file.text[piece.start : piece.end]
    root = (piece.kind,) if piece.is_item else ()
    parsed = reading.parse(text, root=root, prose=schema.prose(), line=piece.line)
    faults = list(parsed.faults)
    found: list[Item] = []
    broken = _is_broken(parsed)
    wrong: list[tuple[str, Route, schema.SchemaFault]] = []
    for key, value, route in [] if broken else _values(piece, parsed.value):
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
            found.append(Item(kind, name, value, file, piece, route))
    if not faults and not wrong:
        return found, []
    return found, _problems(file, piece, faults, wrong)


def attempts(file: File, piece: reading.Piece) -> list[Item]:
    """Return the records of a piece whatever is wrong with them, as far as they can be made out."""
    parsed = reading.parse(file.text[piece.start : piece.end])
    return [
        Item(kind_of(schema.KINDS.get(key, key), value), _id(value), value, file, piece, route)
        for key, value, route in _values(piece, parsed.value)
        if isinstance(value, dict) and key in schema.KINDS
    ]


def names(file: File, piece: reading.Piece) -> set[str]:
    """Return the ids that a broken piece means to define, as far as they can be made out."""
    return set(_ID.findall(file.text, piece.start, piece.end))


def _values(piece: reading.Piece, value: Any) -> Iterator[tuple[str, Any, Route]]:
    """Yield the members of the lists, and the single values, that a piece holds: key, value, route in the piece."""
    if piece.is_item:
        members = value if isinstance(value, list) else [value]
        for number, member in enumerate(members):
            yield piece.kind, member, (number,)
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


def _problems(
    file: File,
    piece: reading.Piece,
    faults: Iterable[Fault],
    wrong: list[tuple[str, Route, schema.SchemaFault]],
) -> list[Problem]:
    """Give faults their places; a piece is read again for that, and only then."""
    places = _places(file.text[piece.start : piece.end], piece.line)
    found = _ID.search(file.text, piece.start, piece.end) if piece.is_item else None
    out = [place(file, fault, record=found[1] if found else "") for fault in faults]
    told = {(fault.line, fault.column) for fault in faults}  # what could not be read does not fit the schema either
    for record, route, fault in wrong:
        full = (*route, *fault.route)
        line, column = places.get((*full, "@") if fault.on_key else full) or nearest(places, full)
        if (line, column) in told or fault.route[-1:] == (reading.NO_KEY,):
            continue
        shown = fault.route[:-1] if fault.on_key else fault.route
        out.append(
            place(file, reading.Fault(line, column, fault.message, "schema", fault.hint), record=record, route=shown)
        )
    return out


@lru_cache(maxsize=1)
def _places(text: str, line: int) -> dict[Route, tuple[int, int]]:
    return reading.parse(text, line=line, placed=True).places


@lru_cache(maxsize=1)
def _lines(text: str) -> list[str]:
    return text.split("\n")


# What gives a record that is no YAML a name all the same.
_ID = re.compile(r"""(?:^[ -]*|[{,] *)["']?id["']?: *["']?([a-z0-9-]+)""", re.MULTILINE)


def _id(value: Any) -> str:
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def nearest(places: dict[Route, tuple[int, int]], route: Route) -> tuple[int, int]:
    """Return the place of the nearest value on the way to `route` that has one."""
    while route and route not in places:
        route = route[:-1]
    return places.get(route, (0, 0))


def place(file: File, fault: Fault, *, record: str = "", route: Route = ()) -> Problem:
    """Return a fault as a problem of a file: places count from 1 there."""
    lines = _lines(file.text)
    return Problem(
        file=file.name,
        line=fault.line + 1,
        column=fault.column + 1,
        message=fault.message,
        check=fault.check,
        record=record,
        route=show_route(route),
        hint=fault.hint,
        source_line=lines[fault.line] if fault.line < len(lines) else "",
    )


def locate(item: Item, route: Route, message: str, check: str, hint: str = "") -> Problem:
    """Return a problem with a value of a record that was read before."""
    places = _places(item.file.text[item.piece.start : item.piece.end], item.piece.line)
    line, column = nearest(places, (*item.route, *route))
    return place(item.file, reading.Fault(line, column, message, check, hint), record=item.id, route=route)


def show_route(route: Route) -> str:
    """Return a route as people write it: `quantities[0].unit`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in route).removeprefix(".")


def encode(record: Record) -> str:
    """Return a record as the text that the index keeps."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
