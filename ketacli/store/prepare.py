"""From a piece of YAML to the rows of the index: work that is the same for every piece, and can be shared out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ketacli.store import compile as compiler
from ketacli.store.facets import facets

if TYPE_CHECKING:
    from ketacli.store.compile import File, Item
    from ketacli.store.cutting import Piece
    from ketacli.store.records import Record

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
    items, troubles = compiler.items(file, piece)
    is_yaml = not any(trouble.fault.check == "yaml-syntax" for trouble in troubles)
    return Prepared([_row(item) for item in items], not troubles, is_yaml)


def _row(item: Item) -> Row:
    found = sorted({(facet.field, facet.value) for facet in facets(item.kind, item.record)})
    is_claim = item.kind == "claim"
    rank = _RANKS[item.record["importance"]] if "importance" in item.record else 0
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
