"""Records that are named by their ids, in the order in which they are named."""

from __future__ import annotations

import os
import re
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from ketacli.cli import _output
from ketacli.errors import NotFoundError, UsageError
from ketacli.store.query import as_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ketacli.model import Entity
    from ketacli.store import Store


def typed() -> str:
    """Return the text on standard input, empty where there is none."""
    if sys.stdin is None:
        return ""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
    return sys.stdin.read()


def country() -> str | None:
    """Return the country of the reader's locale by its two letters, `GB` of `en_GB.UTF-8`; None where there is none."""
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    found = re.match(r"[a-z]{2,3}_([A-Z]{2})\b", name)
    return found[1] if found else None


def piped() -> list[str]:
    """Return the ids on standard input: all words, the first field of lines with tabs, or the ids of what keta prints as JSON.

    Raises:
        UsageError: if that is something else, such as CSV.
    """
    text = typed()
    if text.lstrip().startswith("{"):
        return _ids_of_json(text)
    found = [one for line in text.splitlines() for one in line.partition("\t")[0].split()]
    if found and re.search(r'[,<>"|`]', found[0]):
        raise UsageError(f"`{found[0][:40]}` on standard input is no id", _PIPE)
    return found


_PIPE = "pipe ids, one a line (`--fields id`), or JSON (`--format jsonl`)"


def _ids_of_json(text: str) -> list[str]:
    """Return the ids of the records in a JSON document, or in lines of JSON."""
    import json

    try:
        try:
            values = [json.loads(text)]
        except ValueError:
            values = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        raise UsageError("The JSON on standard input cannot be read", _PIPE) from error
    records = [
        one
        for value in values
        if isinstance(value, dict)
        for name, part in ([("", [value])] if "id" in value else value.items())
        if isinstance(part, list) and name != "omissions"  # they come with claims, and were not asked for
        for one in part
    ]
    ids = [one["id"] for one in records if isinstance(one, dict) and isinstance(one.get("id"), str)]
    if not ids and any("schema" not in value for value in values if isinstance(value, dict)):
        raise UsageError("The JSON on standard input has no `id`", _PIPE)
    return ids


def named(  # noqa: PLR0913 - what is looked for, and what is said of it
    store: Store,
    wanted: Sequence[str],
    kinds: tuple[type, ...],
    what: str,
    reader: str = "keta show -",
    *,
    typed: Sequence[str] = (),
) -> tuple[list[Entity], bool]:
    """Return the records of these kinds with these ids, and whether all were there; what is missing or retired is said.

    `reader` is the command that ids can be piped into, `typed` are those of `wanted` that may be labels of sources instead.

    Raises:
        NotFoundError: if the only one is not there, or a label is that of several sources.
    """
    if not wanted:
        _output.note(f"No id on standard input\n\nhint: pipe ids in, such as `keta claims --fields id | {reader}`")
        return [], False
    found = {one: entity for one, entity in store.get_many(wanted).items() if isinstance(entity, kinds)}
    retired = [(one, entity.id) for one, entity in found.items() if entity.id != as_id(one)]
    if not found and len(typed) == len(wanted) > 1 and (whole := _called(store, [" ".join(typed)])):
        return list(whole.values()), True
    found |= _called(store, [one for one in typed if one not in found])
    missing = [one for one in dict.fromkeys(wanted) if one not in found]
    if len(missing) == len(wanted) == 1:
        raise store.no_such(missing[0], what)
    for one in missing:
        _output.note(f"error: No {what} `{one}`")
    for one, name in retired:
        _output.note(f"note: `{one}` is retired; this is `{name}`, which took its place")
    return list({found[one].id: found[one] for one in wanted if one in found}.values()), not missing


def _called(store: Store, labels: Iterable[str]) -> dict[str, Entity]:
    """Return the sources with these labels, by label; what is none is left out.

    Raises:
        NotFoundError: if several sources go by one.
    """
    found: dict[str, Entity] = {}
    for label in labels:
        sources = store.called(label)
        if len(sources) > 1:
            names = ", ".join(f"`{one.id}` ({one.label})" for one in sources)
            raise NotFoundError(f"{len(sources)} sources are called `{label}`", f"write one of their ids: {names}")
        if sources:
            found[label] = sources[0]
    return found
