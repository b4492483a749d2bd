"""Rows of a page's tables in words, each cell after the head of its column, so that they are read as sentences are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.matching.sentences import Reader
    from ketacli.pages.sentences import Passage

_CELL = " | "


def in_words(sentences: Sequence[Passage], reader: Reader) -> dict[int, str]:
    """Return the rows of figures that are on a product, in words, each cell after the head of its column.

    A row under `Treatment | Response` is `Ketamine: response 71%`, one under `Outcome | Ketamine | Placebo` is `Response: ketamine 71%`:
    where the heads name products, only their cells count. A row that names none may be on something else. The heads themselves
    are read without their figures: `Relapse at 6 months` gives no time.
    """
    heads = _heads(sentences)
    cells = dict.fromkeys(
        cell for place, head in heads.items() for cell in (sentences[place].text.split(_CELL)[0], *head)
    )
    named = dict(zip(cells, (one.interventions for one in reader.profiles(list(cells))), strict=True)) if cells else {}
    found = {}
    for place, head in heads.items():
        first, *row = sentences[place].text.split(_CELL)
        columns = list(zip(head[1:], row, strict=True))
        if not named[first]:
            columns = [(name, cell) for name, cell in columns if named[name]]
        above = max(before for before in range(place) if sentences[before].text.split(_CELL) == head)
        found[above] = re.sub(r"\d", "", sentences[above].text)
        if columns:
            found[place] = f"{first}: {'; '.join(f'{name.lower()} {cell}' for name, cell in columns)}"
    return found


def _heads(sentences: Sequence[Passage]) -> dict[int, list[str]]:
    """Return the heads of the columns for each row of figures: the cells of the first row of its table, if these are words."""
    found: dict[int, list[str]] = {}
    head: list[str] = []
    for place, one in enumerate(sentences):
        cells = one.text.split(_CELL)
        if one.kind != "row" or len(cells) == 1:
            head = []
        elif not any(re.search(r"\d", cell) for cell in cells[1:]):
            head = cells
        elif not head and all(re.search(r"[^\W\d_]{3}", cell) for cell in cells[1:]):
            head = cells  # as in `Relapse at 6 months`
        elif len(cells) == len(head):
            found[place] = head
    return found
