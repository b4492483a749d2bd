"""Records that are named by their ids, in the order in which they are named."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from ketacli.cli import _output
from ketacli.errors import UsageError
from ketacli.store.query import as_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.model import Entity
    from ketacli.store import Store


def piped() -> list[str]:
    """Return the ids on standard input: all words, or of lines with tabs, such as `keta claims` prints, what stands first."""
    if sys.stdin is None:
        return []
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
    return [one for line in sys.stdin for one in line.partition("\t")[0].split()]


def named(
    store: Store, wanted: Sequence[str], kinds: tuple[type, ...], what: str, reader: str = "keta show -"
) -> tuple[list[Entity], bool]:
    """Return the records of these kinds with these ids, and whether all were there; what is missing or retired is said.

    `reader` is the command that ids can be piped into.

    Raises:
        UsageError: if no id is given.
        NotFoundError: if the only one is not there.
    """
    if not wanted:
        raise UsageError("No id on standard input", f"pipe ids in, such as `keta claims --fields id | {reader}`")
    found = {one: entity for one, entity in store.get_many(wanted).items() if isinstance(entity, kinds)}
    missing = [one for one in dict.fromkeys(wanted) if one not in found]
    if len(missing) == len(wanted) == 1:
        raise store.no_such(missing[0], what)
    for one in missing:
        _output.note(f"error: No {what} `{one}`")
    for one, entity in found.items():
        if entity.id != as_id(one):
            _output.note(f"note: `{one}` is retired; this is `{entity.id}`, which took its place")
    return list({entity.id: entity for entity in found.values()}.values()), not missing
