"""What changed between two versions of a store, record by record, for a changelog."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ketacli import labels
from ketacli.errors import StoreError
from ketacli.frozen import NamedTuple
from ketacli.store.loader import Loaded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Record = dict[str, Any]

KINDS = ("claim", "contradiction", "omission", "notice", "document", "study", "topic", "concept")
"""The kinds that are compared, in the order in which they are told."""

_QUIET = (
    "passage",
    "sha256",
    "order",
    "passed_over",
    "aliases",
    "asked_as",
    "touched_by",
    "denied_as",
    "phrases",
    "unless",
)
"""Fields that are named, not told: where something is and how it is found, not what it says."""
_TOLD = ("statement", "in_fact", "quote", "relation", "rating", "text", "short", "limits", "bottom_line")
"""Fields that are told however little of them changed."""


class Field(NamedTuple):
    """A field of a record that changed: its route, and its value before and after; None where it was not there."""

    name: str
    before: Any
    after: Any


class Change(NamedTuple):
    """A record that is new, gone, renamed or changed: `what` is `added`, `removed`, `renamed` or `changed`.

    `title` is what readers know it by; `was` the old id of one that was renamed.
    """

    kind: str
    id: str
    what: str
    title: str
    fields: tuple[Field, ...] = ()
    was: str | None = None


class Difference(NamedTuple):
    """Two versions of a store: their titles and versions, every change, and how many claims each has.

    `labels` name the documents and studies of both.
    """

    before: tuple[str, str]
    after: tuple[str, str]
    claims: tuple[int, int]
    changes: tuple[Change, ...]
    labels: Mapping[str, str] = {}


def compare(old: Path, new: Path) -> Difference:
    """Return what changed from one version of a store to another.

    Raises:
        StoreError: if one of them cannot be read, or has faults.
    """
    first, second = _read(old), _read(new)
    retired = {item.id: str(item.record["now"]) for item in second.all_of("retired").values()}
    changes: list[Change] = []
    for kind in KINDS:
        before = {item.id: item.record for item in first.of(kind)}
        after = {item.id: item.record for item in second.of(kind)}
        renamed = {name: retired[name] for name in before if name not in after and retired.get(name) in after}
        moved = {now: name for name, now in renamed.items() if now not in before}
        changes += [
            Change(kind, name, "added", _title(record))
            for name, record in after.items()
            if name not in {*before, *moved}
        ]
        changes += [
            Change(kind, name, "removed", _title(record))
            for name, record in before.items()
            if name not in {*after, *moved.values()}
        ]
        for name, record in after.items():
            was = moved.get(name)
            earlier = before.get(was or name)
            fields = tuple(_fields(earlier, record)) if earlier is not None else ()
            if was:
                changes.append(Change(kind, name, "renamed", _title(record), fields, was))
            elif fields:
                changes.append(Change(kind, name, "changed", _title(record), fields))
    counts = len(first.of("claim")), len(second.of("claim"))
    return Difference(_about(first), _about(second), counts, tuple(changes), _labels(first) | _labels(second))


def _labels(loaded: Loaded) -> dict[str, str]:
    found = {item.id: labels.of_study(item.record) for item in loaded.of("study")}
    return found | {item.id: str(item.record.get("label", item.record["title"])) for item in loaded.of("document")}


def _read(store: Path) -> Loaded:
    loaded = Loaded(store)
    if loaded.problems:
        raise StoreError(f"`{store}` has faults, so it is not compared", "", tuple(sorted(loaded.problems)))
    return loaded


def _about(loaded: Loaded) -> tuple[str, str]:
    found = loaded.of("store")
    record = found[0].record if found else {}
    return str(record.get("title", loaded.path.name)), str(record.get("version", ""))


def _title(record: Record) -> str:
    for name in ("statement", "short", "text", "label", "title", "name"):
        if record.get(name):
            return str(record[name])
    return str(record.get("why", "")) or ", ".join(map(str, record.get("phrases", ())))


def _fields(before: Record, after: Record) -> list[Field]:
    """Return the fields that changed; those of a mapping one by one, members of a list by what they are about."""
    found: list[Field] = []
    for name in dict.fromkeys((*after, *before)):
        if name == "id":
            continue
        old, new = before.get(name), after.get(name)
        if old == new or not (old or new):
            continue
        if isinstance(old, dict | None) and isinstance(new, dict | None):
            inner = _fields(old or {}, new or {})
            found += [field._replace(name=f"{name}.{field.name}") for field in inner]
        elif _is_list_of_records(old) and _is_list_of_records(new):
            found += _members(name, old or [], new or [])
        else:
            found.append(Field(name, old, new))
    return found


def _is_list_of_records(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(part, dict) for part in value))


def _members(name: str, old: list[Record], new: list[Record]) -> list[Field]:
    """Return the members of a list that changed, each under what it is about: `evidence[daly-2019].verdict`."""
    before, after = _keyed(old), _keyed(new)
    found: list[Field] = []
    for key in dict.fromkeys((*after, *before)):
        one, other = before.get(key), after.get(key)
        if one == other:
            continue
        if one is None or other is None:
            found.append(Field(f"{name}[{key}]", one, other))
        else:
            found += [field._replace(name=f"{name}[{key}].{field.name}") for field in _fields(one, other)]
    return found


def _keyed(members: list[Record]) -> dict[str, Record]:
    """Return the members of a list by what they are about: source, kind, measure; with a number where that is not enough."""
    found: dict[str, Record] = {}
    for number, member in enumerate(members):
        parts = [
            str(member[name])
            for name in ("source", "kind", "measure", "statistic", "claim", "stands", "arm")
            if name in member
        ]
        key = " ".join(parts[:3]) or str(number + 1)
        count = sum(one == key or one.startswith(f"{key} #") for one in found)
        found[f"{key} #{count + 1}" if count else key] = member
    return found


def parts(field: Field) -> tuple[str, str, str]:
    """Return the field at the top, the member of its list, and the field in that: `evidence`, `daly-2019`, `note`."""
    found = re.fullmatch(r"(\w+)(?:\[(.*)\])?\.?(.*)", field.name)
    return (found[1], found[2] or "", found[3]) if found else (field.name, "", "")


def is_quiet(field: Field) -> bool:
    """Whether a change is one of place or of search words, not of meaning."""
    return parts(field)[0] in _QUIET


def is_reworded(field: Field) -> bool:
    """Whether a sentence was said in other words, with the same figures: not the claim itself, nor what is so instead."""
    if parts(field)[0] in _TOLD or not (isinstance(field.before, str) and isinstance(field.after, str)):
        return False
    figures = [sorted(re.findall(r"\d+(?:[.,]\d+)*", text)) for text in (field.before, field.after)]
    return " " in field.before and " " in field.after and figures[0] == figures[1]
