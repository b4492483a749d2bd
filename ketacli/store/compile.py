"""From the YAML files of a store to records, or to every fault with its place.

Nothing here knows of the index: it asks only which pieces need parsing at all.
"""

from __future__ import annotations

import json
import os
import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from ketacli.errors import Problem, StoreError
from ketacli.store import reading, schema
from ketacli.store.facets import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ketacli.store.reading import Fault, Route
    from ketacli.store.records import Record

YAML_SUFFIXES = (".yaml", ".yml")


class Stamp(NamedTuple):
    """What tells without reading that a file has changed; the time is that of the last change, in ns."""

    path: str
    inode: int
    size: int
    changed: int


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


def stamps(store: Path) -> list[Stamp]:
    """Return the stamps of the YAML files of a store, sorted by path: those right in the folder.

    For a store that is one file these are the file and its siblings, to which its references may lead.

    Raises:
        StoreError: if there is no such file or folder, if it cannot be read, or if it holds no YAML.
    """
    try:
        folder = store if store.is_dir() else store.parent
        own = [] if store.is_dir() else [_stamp(str(store), store.stat())]
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if entry.name.endswith(YAML_SUFFIXES) and entry.is_file()]
        if not found and not own:
            raise StoreError(
                f"No YAML file in `{store}`", "a store is a file, or a folder with files such as claims.yaml"
            )
        others = [_stamp(entry.path, entry.stat()) for entry in found if not own or entry.name != store.name]
        return sorted([*own, *others])
    except FileNotFoundError as error:
        raise StoreError(f"No store at `{store}`", "name a folder or a YAML file with `--store`") from error
    except OSError as error:
        raise StoreError(f"Cannot read `{store}`: {error.strerror}") from error


def _stamp(path: str, status: os.stat_result) -> Stamp:
    return Stamp(path, status.st_ino, status.st_size, max(status.st_mtime_ns, status.st_ctime_ns))


def read(path: str, name: str) -> File:
    """Read a file.

    Raises:
        StoreError: if it cannot be read.
    """
    try:
        if not os.path.isfile(path):  # noqa: PTH113 - a FIFO or device would make us wait for ever
            raise StoreError(f"`{name}` is not a file")
        with open(path, "rb") as stream:  # noqa: PTH123 - paths come from scandir as text
            data = stream.read()
    except OSError as error:
        raise StoreError(f"Cannot read `{name}`: {error.strerror}") from error
    text, faults = reading.decode(data)
    return File(name, text, blake2b(data, digest_size=16).hexdigest(), faults)


def digest(file: File, piece: reading.Piece) -> bytes:
    """Return what tells pieces apart by their content."""
    body = f"{piece.kind}\0{piece.is_item}\0{file.text[piece.start : piece.end].rstrip()}"
    return blake2b(body.encode(), digest_size=16).digest()


def can_be_read_whole(file: File) -> bool:
    """Whether a file is sound YAML although one of its pieces is not: then the cut went through a value."""
    return not _is_broken(reading.parse(file.text))


def whole(file: File) -> reading.Piece:
    """Return a file as one piece."""
    return reading.Piece("", 0, len(file.text), 0, is_item=False)


def _is_broken(parsed: reading.Parsed) -> bool:
    return any(fault.check == "yaml-syntax" for fault in parsed.faults)


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
        record_faults = schema.faults(key, value)
        name = str(value.get("id", "")) if isinstance(value, dict) else ""
        wrong += [(name, route, fault) for fault in record_faults]
        if not record_faults and not faults:
            kind = kind_of(schema.KINDS.get(key, key), value)
            found.append(Item(kind, name, value, file, piece, route))
    if not faults and not wrong:
        return found, []
    return [], _problems(file, piece, faults, wrong)


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
    parsed = reading.parse(file.text[piece.start : piece.end], line=piece.line, placed=True)
    name = _name(parsed.value) or _guess_name(file.text[piece.start : piece.end])
    out = [place(file, fault, record=name) for fault in faults]
    for record, route, fault in wrong:
        full = (*route, *fault.route)
        line, column = parsed.places.get((*full, "@") if fault.on_key else full) or nearest(parsed.places, full)
        shown = fault.route[:-1] if fault.on_key else fault.route
        out.append(
            place(file, reading.Fault(line, column, fault.message, "schema", fault.hint), record=record, route=shown)
        )
    return out


def _name(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else value
    found = first.get("id") if isinstance(first, dict) else None
    return found if isinstance(found, str) else ""


def _guess_name(text: str) -> str:
    """Return the id in a piece that is no YAML, so that its fault has a name all the same."""
    found = re.search(r"^[ -]*id: *[\"']?([a-z0-9-]+)", text, re.MULTILINE)
    return found[1] if found else ""


def nearest(places: dict[Route, tuple[int, int]], route: Route) -> tuple[int, int]:
    """Return the place of the nearest value on the way to `route` that has one."""
    while route and route not in places:
        route = route[:-1]
    return places.get(route, (0, 0))


def place(file: File, fault: Fault, *, record: str = "", route: Route = ()) -> Problem:
    """Return a fault as a problem of a file: places count from 1 there."""
    lines = file.text.split("\n", fault.line + 1)
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
    text = item.file.text[item.piece.start : item.piece.end]
    parsed = reading.parse(text, line=item.piece.line, placed=True)
    line, column = nearest(parsed.places, (*item.route, *route))
    return place(item.file, reading.Fault(line, column, message, check, hint), record=item.id, route=route)


def show_route(route: Route) -> str:
    """Return a route as people write it: `quantities[0].unit`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in route).removeprefix(".")


def encode(record: Record) -> str:
    """Return a record as the text that the index keeps."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
