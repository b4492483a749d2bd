"""Records as plain data, and the parts of them that `--fields` chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.answer import SECTIONS
from ketacli.errors import UsageError, did_you_mean
from ketacli.frozen import NamedTuple, names
from ketacli.model import (
    BottomLine,
    Bound,
    Caveat,
    Claim,
    Confidence,
    Contradiction,
    Dispute,
    Document,
    Evidence,
    Omission,
    PassedOver,
    Quantity,
    Relation,
    Result,
    Scope,
    Side,
    Span,
    Study,
    Topic,
    Wording,
    as_record,
)
from ketacli.quantities import figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.answer import Answer, Context
    from ketacli.model import Entity


SCHEMA = "urn:keta:schema:output:1"
CHOSEN = "urn:keta:schema:fields:1"
"""The schemas that JSON names: of whole records, and of records with chosen fields."""


class Counts(NamedTuple):
    """How many claims a topic or source has, and how many of those are contested or have caveats."""

    claims: int
    contested: int
    caveats: int


_PARTS = {
    "counts": Counts,
    "scope": Scope,
    "confidence": Confidence,
    "quantities": Quantity,
    "wording": Wording,
    "evidence": Evidence,
    "caveats": Caveat,
    "contradictions": Dispute,
    "relations": Relation,
    "others": Side,
    "sides": Side,
    "results": Result,
    "passed_over": PassedOver,
    "bottom_line": BottomLine,
    "bounds": Bound,
    "at": Span,
    "follow_up": Span,
}
_OPEN = ("extra", "verdicts", "down", "up", "cite", "exceptions")

WORKED_OUT: Mapping[type, tuple[str, ...]] = {
    Claim: ("figure", "label"),
    Evidence: ("label",),
    Side: ("labels",),
    Omission: ("labels",),
    Document: ("counts", "stands_in"),
    Study: ("counts", "stands_in"),
    Topic: ("counts",),
}
"""What records have beside their own fields: a claim its figure in words, a topic or source the counts of its claims, a
source the contradictions that name it; whatever names a source by its id has the label too."""

_COUNTS = ("counts.claims", "counts.contested", "counts.caveats")

COLUMNS: Mapping[type, tuple[str, ...]] = {
    Claim: tuple(
        """
        id rating printed confidence.level figure in_fact statement contested caveats.text contradictions.id verdicts
        label source quote topics type importance attribution hedging confidence.question confidence.why
        evidence.label evidence.source evidence.verdict passage
    """.split()
    ),
    Document: ("id", "kind", "label", "title", *_COUNTS, "stands_in", "author", "issued", "file", "note"),
    Study: (
        "id",
        "kind",
        "label",
        "title",
        *_COUNTS,
        "stands_in",
        "design",
        "n",
        "cohort",
        "result",
        "limitations",
        "read",
        "cite.DOI",
        "cite.PMID",
    ),
    Contradiction: tuple(
        "id type relation sides.says sides.stronger sides.claims sides.labels sides.sources why resolution".split()
    ),
    Omission: ("id", "label", "importance", "topics", "text", "limits", "labels", "sources"),
    Topic: ("id", "name", "question", "answer", *_COUNTS, "aliases", "bottom_line.text"),
}
"""The columns of a record in `csv` and `tsv`, as paths; several values are joined."""


def plain_record(entity: Entity, context: Context) -> dict[str, Any]:
    """Return a record as plain data, with everything in `WORKED_OUT`."""
    record = alone(entity, context.labels)
    if not isinstance(entity, Claim | Contradiction | Omission):
        record["counts"] = {name: context.tally(name, entity.id) for name in names(Counts)}
        if not isinstance(entity, Topic):
            record["stands_in"] = list(context.standing.get(entity.id, ()))
    return record


def alone(entity: Entity, labels: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return a record as plain data, a claim with its figure; with the labels of sources where the store gives them."""
    record: dict[str, Any] = as_record(entity)
    if labels is not None:
        _label(record, labels)
    if isinstance(entity, Claim):
        record["figure"] = figure(entity.quantities)
    return record


def _label(record: dict[str, Any], labels: Mapping[str, str]) -> None:
    """Add the labels of the sources that a record names by id, and of those that its parts name."""
    if isinstance(name := record.get("source"), str):
        record["label"] = labels.get(name, name)
    if "sources" in record:
        record["labels"] = [labels.get(one, one) for one in record["sources"] or ()]
    for name in ("evidence", "contradictions", "sides", "others"):
        for part in record.get(name) or ():
            _label(part, labels)


def check(fields: Sequence[str], kinds: Sequence[type]) -> None:
    """Refuse a field that no record of these kinds can have.

    Raises:
        UsageError: with the nearest field.
    """
    for path in fields:
        if not any(_has(kind, path.split(".")) for kind in kinds):
            every = known(kinds)
            raise UsageError(f"No field `{path}`", did_you_mean(path, every, f"fields are {', '.join(every)}"))


def known(kinds: Iterable[type]) -> list[str]:
    """Return the fields that records of some kinds have, in the order of the alphabet."""
    return sorted({name.rstrip("_") for kind in kinds for name in (*_names(kind), *COLUMNS[kind])})


def lacking(fields: Sequence[str], kind: type) -> list[str]:
    """Return those of the fields that no record of a kind has."""
    return [path for path in fields if not _has(kind, path.split("."))]


def _names(kind: Any) -> tuple[str, ...]:
    return (*names(kind), *WORKED_OUT.get(kind, ()))


def _has(kind: Any, steps: list[str]) -> bool:
    first, rest = steps[0], steps[1:]
    if first not in {name.rstrip("_") for name in _names(kind)}:
        return False
    return not rest or first in _OPEN or (first in _PARTS and _has(_PARTS[first], rest))


def pick(record: dict[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    """Return the part of a record that the fields name, nested as the record is; all of it where none is named."""
    if not fields:
        return record
    chosen: dict[str, list[str]] = {}
    for path in fields:
        first, _, rest = path.partition(".")
        chosen.setdefault(first, []).append(rest)
    return {name: _inside(record.get(name), [rest for rest in rests if rest]) for name, rests in chosen.items()}


def _inside(value: Any, fields: list[str]) -> Any:
    if not fields:
        return value
    if isinstance(value, list):
        return [_inside(part, fields) for part in value]
    return pick(value, fields) if isinstance(value, dict) else value


def cell(record: dict[str, Any], path: str) -> str:
    """Return the value at a path of a record as one line of text.

    Several values are joined with ` | `, and those of one part with commas: columns of the same parts stay in step.
    """
    values: list[Any] = [record]
    for step in path.split("."):
        values = [part for value in values for part in (value if isinstance(value, list) else [value])]
        values = [value.get(step) for value in values if isinstance(value, dict)]
    if len(values) == 1:
        return _line(values[0])
    lines = [_line(value, ", ") for value in values]
    return " | ".join(lines) if any(lines) else ""


def _line(value: Any, between: str = " | ") -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return between.join(_line(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}={_line(part)}" for name, part in value.items() if part not in (None, [], {}))
    return str(value)


class Data(NamedTuple):
    """Records for programs: all of them as one document, and one by one.

    `header` names the columns of a table, `paths` says where in a record each column's values are.
    """

    document: Mapping[str, Any]
    records: Sequence[dict[str, Any]]
    header: Sequence[str]
    paths: Sequence[str]

    def rows(self) -> list[list[str]]:
        """Return the records as rows of text."""
        return [[cell(record, path) for path in self.paths] for record in self.records]


def data(answer: Answer) -> Data:
    """Return an answer as plain data; its document names the schema that it fits, as `keta schema` prints it."""
    shown = len(answer.counts) if answer.counted else len(answer.records)
    named = CHOSEN if answer.fields and not answer.counted else SCHEMA
    head: dict[str, Any] = {"schema": named, "query": dict(answer.query), "count": shown, "total": answer.total}
    if answer.counted:
        counts = [{"value": value, "claims": count} for value, count in answer.counts.items()]
        document = {**head, "field": answer.counted, "counts": counts}
        return Data(document, counts, (answer.counted, "claims"), ("value", "claims"))
    sections: dict[str, list[dict[str, Any]]] = {}
    whole = [(record, plain_record(record, answer.context)) for record in answer.records]
    for section in SECTIONS if answer.command == "show" else (answer.command,):
        members = [found for record, found in whole if isinstance(record, SECTIONS[section])]
        sections[section] = [pick(found, answer.fields) for found in members]
    document = {**head, **sections}
    if answer.command in ("claims", "topics"):
        document["omissions"] = [plain_record(omission, answer.context) for omission in answer.context.omissions]
    columns = answer.fields or tuple(
        dict.fromkeys(column for kind in map(type, answer.records) for column in COLUMNS[kind])
    )
    return Data(document, [pick(found, answer.fields) for _, found in whole], columns, columns)
