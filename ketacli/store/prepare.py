"""From a piece of YAML to the rows of the index: work that is the same for every piece, and can be shared out.

A large store is prepared by as many processes as there are processors; what they return goes into the index in the order
of the store.
"""

from __future__ import annotations

import os
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from ketacli.store import compile as compiler
from ketacli.store.facets import facets
from ketacli.store.reading import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ketacli.store.compile import File, Item
    from ketacli.store.records import Record

MANY = 4_000
"""From so many pieces on, starting processes pays: two take as long to start as one to read 400 claims."""

_BATCH = 400
_RANKS = {"core": 0, "useful": 1, "minor": 2}


class Row(NamedTuple):
    """A record as the index takes it: `words` are what a text search finds of a claim, None of anything else."""

    kind: str
    id: str
    rank: int
    record: str
    facets: list[tuple[str, str]]
    words: tuple[str, str, str] | None


class Prepared(NamedTuple):
    """What a piece gives: its rows, whether nothing is wrong with it, and whether it is YAML by itself at all."""

    rows: list[Row]
    is_sound: bool
    is_yaml: bool


def prepare(file: File, piece: Piece) -> Prepared:
    """Read a piece and return its rows."""
    items, problems = compiler.items(file, piece)
    is_yaml = not any(problem.check == "yaml-syntax" for problem in problems)
    return Prepared([_row(item) for item in items], not problems, is_yaml)


def prepare_all(file: File, pieces: Sequence[Piece]) -> Iterator[Prepared]:
    """Read pieces and yield what each gives, in order; many of them with the help of other processes."""
    processors = os.cpu_count() or 1
    if len(pieces) < MANY or processors < 2:  # noqa: PLR2004 - one processor has nothing to share
        for piece in pieces:
            yield prepare(file, piece)
        return
    from concurrent.futures import Future, ProcessPoolExecutor

    with ProcessPoolExecutor(processors) as pool:
        waiting: deque[Future[list[Prepared]]] = deque()
        for start in range(0, len(pieces), _BATCH):
            batch = pieces[start : start + _BATCH]
            texts = [(piece.kind, file.text[piece.start : piece.end], piece.is_item) for piece in batch]
            waiting.append(pool.submit(_batch, file.name, texts))
            if len(waiting) > 2 * processors:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _batch(name: str, texts: list[tuple[str, str, bool]]) -> list[Prepared]:
    """Prepare pieces that come as text: places are of no use here, since faults are looked at again in their file."""
    return [
        prepare(compiler.File(name, text, "", []), Piece(kind, 0, len(text), 0, is_item=is_item))
        for kind, text, is_item in texts
    ]


def _row(item: Item) -> Row:
    found = sorted({(facet.field, facet.value) for facet in facets(item.kind, item.record)})
    is_claim = item.kind == "claim"
    rank = _RANKS[item.record["importance"]] if is_claim else 0
    said = words(item.record) if is_claim else None
    return Row(item.kind, item.id, rank, compiler.encode(item.record), found, said)


def words(record: Record) -> tuple[str, str, str]:
    """Return the words of a claim that a text search finds: its statement, its quote, and everything else."""
    quote = record["quote"]
    notes = [
        record["id"].replace("-", " "),
        record["confidence"]["why"],
        record.get("voice") or "",
        record.get("no_evidence") or "",
        *(caveat["text"] for caveat in record.get("caveats", ())),
        *(f"{evidence['source'].replace('-', ' ')} {evidence['note']}" for evidence in record.get("evidence", ())),
        *(wording["read"] for wording in record.get("wording", ())),
    ]
    return record["statement"], quote if isinstance(quote, str) else "\n".join(quote), "\n".join(notes)
