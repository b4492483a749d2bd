"""From a file of a store to its records, or to every fault with its place, chunk by chunk."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from functools import cache, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from ketacli.errors import Problem
from ketacli.frozen import NamedTuple
from ketacli.store import chunks, fitting, indents, schema, strict_yaml
from ketacli.store.explaining import Mismatch, not_a_list
from ketacli.store.facets import kind_of
from ketacli.store.records import EXTRA
from ketacli.store.strict_yaml import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ketacli.store.records import Record
    from ketacli.store.strict_yaml import Route

# A block scalar that keeps the empty lines after it.
_KEEPS_BREAKS = re.compile(r"[|>][0-9]?\+")


class File(NamedTuple):
    """A file of a store: its text, and faults of its characters. `name` is what messages call it."""

    name: str
    text: str
    digest: str
    faults: list[Fault]


class ParsedRecord(NamedTuple):
    """A record of a chunk; `route` leads to it from the chunk's value."""

    kind: str
    id: str
    record: Record
    route: Route

    def at(self, file: File, chunk: chunks.Chunk) -> PlacedRecord:
        """Return the record with the place it was read from."""
        return PlacedRecord(*self, file, chunk)


class PlacedRecord(NamedTuple):
    """A record of a store with the place it was read from: the chunk of the file can be parsed again."""

    kind: str
    id: str
    record: Record
    route: Route
    file: File
    chunk: chunks.Chunk


class Salvaged(NamedTuple):
    """A record without the parts that have faults; `damaged` are the keys of the record that have lost something."""

    record: ParsedRecord
    damaged: frozenset[str]


class ParsedChunk(NamedTuple):
    """What a chunk holds: its sound records, and all its faults.

    Where there are faults, `broken` are the ids of the other records and `attempts` as much of these as can be made out.
    """

    records: list[Any]
    faults: list[Fault]
    broken: frozenset[str] = frozenset()
    attempts: Sequence[ParsedRecord] = ()


def read(data: bytes, name: str) -> File:
    """Decode the content of a file."""
    text, faults = chunks.decode(data)
    return File(name, text, blake2b(data, digest_size=16).hexdigest(), faults)


def digest(file: File, chunk: chunks.Chunk) -> bytes:
    """Return what tells chunks apart by their content: only how many line breaks end them makes no difference."""
    text = file.text[chunk.start : chunk.end]
    if text.endswith("\n") and not ("+" in text and _KEEPS_BREAKS.search(text)):
        text = text.rstrip("\n") + "\n"
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
    checks = {fault.check for fault in parsed.faults}
    return "depth" in checks or (parsed.value is None and "yaml-syntax" in checks)


def parse(file: File, chunk: chunks.Chunk, *, explain: bool = True) -> ParsedChunk:
    """Parse a chunk and validate its records; without `explain` only whether there are faults is worked out, much faster."""
    if is_too_long(chunk):
        return ParsedChunk([], [_too_long(file, chunk)])
    text = file.text[chunk.start : chunk.end]
    root = (chunk.kind,) if chunk.is_item else ()
    text, parsed = _parse(text, root)
    found: list[ParsedRecord] = []
    wrong: list[tuple[str, Route, Mismatch]] = []
    for key, value, route in [] if _is_broken(parsed) else _values(chunk, parsed.value):
        if key.startswith(EXTRA):
            found.append(ParsedRecord(key, "", {EXTRA: value}, route))
            continue
        if key not in schema.KINDS and key not in schema.SINGLES:
            known = ", ".join((*schema.SINGLES, *schema.KINDS))
            message = (
                f"unknown key `{key}`: expected one of {known}"
                if key
                else "expected a mapping with keys such as `claims:`"
            )
            wrong.append(("", (), Mismatch(route, message, on_key=bool(key))))
            continue
        is_record = key in schema.SINGLES or isinstance(route[-1], int)
        mismatches = fitting.mismatches(key, value, explain=explain) if is_record else not_a_list(value)
        name = _id(value)
        wrong += [(name, route, mismatch) for mismatch in mismatches]
        if not mismatches and not parsed.faults:
            found.append(ParsedRecord(kind_of(schema.KINDS.get(key, key), value), name, value, route))
    if not parsed.faults and not wrong:
        return ParsedChunk(found, [])
    if not explain:
        return ParsedChunk(found, parsed.faults or [Fault(0, 0, wrong[0][2].message, "schema")])
    return ParsedChunk(found, list(_with_places(file, chunk, text, parsed.faults, wrong)))


def _parse(text: str, root: strict_yaml.Trail) -> tuple[str, strict_yaml.Parsed]:
    """Parse a text; a line with a wrong indentation is a fault, and read as if it were right.

    Returns the text as it was read at last, and its value with all faults.
    """
    parsed = strict_yaml.parse(text, root=root, prose=schema.prose())
    slips: list[Fault] = []
    while len(slips) < _MOST_SLIPS and parsed.faults and parsed.faults[-1].check == "yaml-syntax":
        found = indents.slip(text, parsed.faults[-1].line)
        if found is None:
            break
        slips.append(Fault(found.line, found.spaces, found.message, "yaml-syntax", found.hint))
        text = indents.mended(text, found)
        parsed = strict_yaml.parse(text, root=root, prose=schema.prose())
    known = {slip.line for slip in slips}
    others = [fault for fault in parsed.faults if fault.check != "yaml-syntax" or fault.line not in known]
    return text, parsed._replace(faults=[*slips, *others]) if slips else parsed


_MOST_SLIPS = 20
"""After how many wrong indentations the rest of a record is no longer looked at."""


def parse_all(file: File, chunk: chunks.Chunk) -> ParsedChunk:
    """Parse a chunk, its records with faults included as far as they can be made out."""
    parsed = parse(file, chunk)
    if not parsed.faults:
        return parsed
    routes = {record.route for record in parsed.records}
    attempts = [record for record in _attempts(file, chunk) if record.route not in routes]
    return parsed._replace(broken=ids(file, chunk), attempts=attempts)


def salvage(
    attempts: Iterable[ParsedRecord], file: File, chunk: chunks.Chunk, faults: Sequence[Fault]
) -> Iterator[Salvaged]:
    """Yield as much of each record with faults as fits the schema; those of which nothing can be used are left out."""
    text, _ = _parse(file.text[chunk.start : chunk.end], (chunk.kind,) if chunk.is_item else ())
    keys: dict[Route, list[tuple[int, str]]] = {}
    for route, (line, _) in _places(text).items():
        if route[-1:] == ("@",):
            keys.setdefault(route[:-2], []).append((line, str(route[-2])))
    for attempt in attempts:
        key = next(name for name, kind in schema.KINDS.items() if kind_of(kind, attempt.record) == attempt.kind)
        kept, damaged = fitting.what_fits(key, attempt.record)
        own = sorted(keys.get(attempt.route, ()), reverse=True)
        damaged |= {next((name for line, name in own if line <= fault.line), "") for fault in faults}
        yield Salvaged(attempt._replace(record=kept), frozenset(damaged))


def is_too_long(chunk: chunks.Chunk) -> bool:
    """Whether a record is longer than any that is read."""
    return chunk.is_item and chunk.end - chunk.start > chunks.MAX_RECORD


def _too_long(file: File, chunk: chunks.Chunk) -> Fault:
    long = chunk.end - chunk.start
    message = f"a record of {long:,} characters: expected at most {chunks.MAX_RECORD:,}, so it is not read"
    hint = "look for a quote that is never closed, or text that belongs elsewhere"
    found = _ID.search(file.text, chunk.start, chunk.start + _NEAR)
    column = file.text.index("-", chunk.start) - chunk.start
    return Fault(0, column, message, "schema", hint, found[1] if found else "")


def _attempts(file: File, chunk: chunks.Chunk) -> list[ParsedRecord]:
    """Return the records of a chunk whatever their faults, as far as they can be made out.

    Records that are too large to be checked are left out: each of their references would be one more problem.
    """
    if is_too_long(chunk):
        return []
    _, parsed = _parse(file.text[chunk.start : chunk.end], (chunk.kind,) if chunk.is_item else ())
    return [
        ParsedRecord(kind_of(schema.KINDS.get(key, key), value), _id(value), value, route)
        for key, value, route in _values(chunk, parsed.value)
        if isinstance(value, dict) and key in schema.KINDS and not fitting.is_too_large(value)
    ]


def ids(file: File, chunk: chunks.Chunk) -> frozenset[str]:
    """Return the ids that a broken chunk means to define, as far as they can be made out."""
    return frozenset(_ID.findall(file.text, chunk.start, chunk.start + _NEAR if is_too_long(chunk) else chunk.end))


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


def _with_places(
    file: File,
    chunk: chunks.Chunk,
    text: str,
    faults: Iterable[Fault],
    wrong: list[tuple[str, Route, Mismatch]],
) -> Iterator[Fault]:
    """Yield all faults of a chunk with their places; a chunk is parsed again for these, and only then."""
    places = _places(text)
    found = _ID.search(file.text, chunk.start, chunk.end) if chunk.is_item else None
    yield from (fault._replace(record=found[1] if found else "") for fault in faults)
    reported = {(fault.line, fault.column) for fault in faults}  # invalid YAML does not fit the schema either
    for record, route, mismatch in wrong:
        full = (*route, *mismatch.route)
        line, column = places.get((*full, "@") if mismatch.on_key else full) or nearest(places, full)
        if (line, column) in reported or mismatch.route[-1:] == (strict_yaml.NO_KEY,):
            continue
        shown = mismatch.route[:-1] if mismatch.on_key else mismatch.route
        yield Fault(line, column, mismatch.message, "schema", mismatch.hint, record, shown)


@lru_cache(maxsize=1)
def _readable(text: str) -> str:
    """Return a chunk with its lines indented as they should be."""
    return _parse(text, ())[0]


@lru_cache(maxsize=1)
def _places(text: str) -> dict[Route, tuple[int, int]]:
    return strict_yaml.parse(text, placed=True).places


@lru_cache(maxsize=1)
def _lines(text: str) -> list[int]:
    """Return where the lines of a text begin, and where one more would."""
    return [0, *(found.end() for found in _BREAK.finditer(text)), len(text) + 1]


_BREAK = re.compile("\n")

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

# Finds the id of a record that is not valid YAML.
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


def place(file: File, fault: Fault, start: int = 0) -> Problem:
    """Return a fault as a problem of a file: `start` is the offset at which its chunk begins; places count from 1."""
    lines = _lines(file.text)
    line = bisect_right(lines, start) - 1 + fault.line
    return Problem(
        file=file.name,
        line=line + 1,
        column=fault.column + 1,
        message=fault.message,
        check=fault.check,
        record=fault.record,
        route=show_route(fault.route),
        hint=fault.hint,
        source_line=file.text[lines[line] : lines[line + 1] - 1] if line < len(lines) - 1 else "",
    )


def locate(item: PlacedRecord, route: Route, message: str, check: str, hint: str = "") -> Problem:
    """Return a problem with a value of a record: its YAML is parsed again for the place."""
    text = item.file.text[item.chunk.start : item.chunk.end]
    places = _places(_readable(text))
    line, column = nearest(places, (*item.route, *route))
    return place(item.file, Fault(line, column, message, check, hint, item.id, route), item.chunk.start)


def show_route(route: Route) -> str:
    """Return a route as people write it: `quantities[0].unit`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in route).removeprefix(".")


def encode(data: object) -> str:
    """Return plain data, such as a record, as the text that the index keeps."""
    return _ENCODER.encode(data)
