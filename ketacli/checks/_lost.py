"""What stands in the records that could not be read: a check that misses something must not take it for absent."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ketacli.store import chunks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.checks._finding import View

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@lru_cache(maxsize=1)
def mentioned(view: View) -> frozenset[str]:
    """Return every word that may be an id in records that were not read because they have faults of their own."""
    return frozenset(found[0] for text in _lost(view) for found in _ID.finditer(text))


def _lost(view: View) -> Iterator[str]:
    loaded = view.loaded
    files = {file.name: file for file in (*loaded.files, *(item.file for item in loaded.guests))}
    read: dict[str, set[tuple[int, int]]] = {}
    for item in (*loaded.guests, *loaded.items):
        read.setdefault(item.file.name, set()).add((item.chunk.start, item.chunk.end))
    for name, file in files.items():
        known = read.get(name, set())
        if (0, len(file.text)) in known:
            continue
        for chunk in chunks.split(file.text):
            if (chunk.start, chunk.end) not in known:
                yield file.text[chunk.start : chunk.end]
