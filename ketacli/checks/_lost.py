"""What stands in the records that could not be read: a check that misses something must not take it for absent."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ketacli.store import cutting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.checks._finding import View

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@lru_cache(maxsize=1)
def mentioned(view: View) -> frozenset[str]:
    """Return every word that may be an id in records that were not read because they have faults of their own."""
    return frozenset(found[0] for text in _lost(view) for found in _ID.finditer(text))


def _lost(view: View) -> Iterator[str]:
    draft = view.draft
    files = {file.name: file for file in (*draft.files, *(item.file for item in draft.guests))}
    read: dict[str, set[tuple[int, int]]] = {}
    for item in (*draft.guests, *draft.items):
        read.setdefault(item.file.name, set()).add((item.piece.start, item.piece.end))
    for name, file in files.items():
        known = read.get(name, set())
        if (0, len(file.text)) in known:
            continue
        for piece in cutting.cut(file.text):
            if (piece.start, piece.end) not in known:
                yield file.text[piece.start : piece.end]
