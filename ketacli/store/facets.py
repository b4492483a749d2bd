"""What a record can be found by, and what it points at.

A facet is a field and a value of a record (`topic`, `relapse`). Filters choose by facets; the facets named in
`REFERENCES` are references besides, and must lead to a record of one of the kinds given there.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from ketacli import labels
from ketacli.model import REASONS, TYPES
from ketacli.quantities import STATISTICS, UNITS, is_built_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.store.records import Record
    from ketacli.store.strict_yaml import Route

REFERENCES = {
    "topic": ("topic",),
    "document": ("document",),
    "study": ("study",),
    "population": ("population",),
    "intervention": ("intervention",),
    "comparator": ("intervention",),
    "measure": ("measure",),
    "caveat": ("caveat",),
    "repeats": ("claim",),
    "passed-over-of": ("claim",),
    "design": ("design",),
    "result-measure": ("measure",),
    "result-arm": ("intervention",),
    "result-comparator": ("intervention",),
    "result-population": ("population",),
    "side-claim": ("claim",),
    "side-source": ("document", "study"),
    "omission-topic": ("topic",),
    "concept-topic": ("topic",),
    "omission-source": ("document", "study"),
    "rests-on": ("claim", "document", "study", "contradiction", "omission"),
    "broader-population": ("population",),
    "broader-intervention": ("intervention",),
    "relation-claim": ("claim",),
    "own-type": ("type",),
    "own-unit": ("unit",),
    "own-statistic": ("statistic",),
    "own-reason": ("reason",),
    "retired-now": ("claim", "document", "study", "contradiction", "omission"),
}
"""The fields that are references, and the kinds of what they lead to."""

BUILT_IN = {"own-type": TYPES, "own-unit": tuple(UNITS), "own-statistic": STATISTICS, "own-reason": REASONS}
"""The lists that a store can extend, and what is in them without: their values are references only where they are not here."""

SHOWABLE = ("claim", "document", "study", "contradiction", "omission", "retired")
"""The kinds whose ids are unique over all of them: what `keta show` takes."""


class Facet(NamedTuple):
    """A field with its value, and the route in the record on which the value stands."""

    field: str
    value: str
    route: Route = ()


def kind_of(member: str, record: Record) -> str:
    """Return the kind of a record: as its list calls its members, but `document` or `study` for a source."""
    if member == "source":
        return "document" if record.get("kind") == "document" else "study"
    return member


def facets(kind: str, record: Record) -> Iterator[Facet]:
    """Yield the facets of a record; the same facet may come more than once, and what does not fit the schema has none."""
    match kind:
        case "claim":
            yield from _claim(record)
        case "contradiction":
            yield from _contradiction(record)
        case "document":
            yield from _one("label", record.get("label"), ("label",))
            for number, passage in _parts(record, "passed_over"):
                yield from _listed("own-reason", passage.get("reason"), ("passed_over", number, "reason"))
                yield from _one("passed-over-of", passage.get("of"), ("passed_over", number, "of"))
        case "study":
            yield from _study(record)
        case "omission" | "concept":
            yield from _many(f"{kind}-topic", record.get("topics"), ("topics",))
            yield from _many("omission-source", record.get("sources"), ("sources",))
        case "topic":
            yield from _one("alias", record.get("id"), ())
            yield from _many("alias", record.get("aliases"), ("aliases",))
            yield from _many("rests-on", _part(record, "bottom_line").get("rests_on"), ("bottom_line", "rests_on"))
        case "population" | "intervention":
            yield from _one(f"broader-{kind}", record.get("broader"), ("broader",))
        case "retired":
            yield from _one("retired-now", record.get("now"), ("now",))


def _one(field: str, value: Any, route: Route) -> Iterator[Facet]:
    if isinstance(value, str):
        yield Facet(field, value, route)


def _listed(field: str, value: Any, route: Route) -> Iterator[Facet]:
    """Yield a value of a list that a store can extend, where keta's own does not have it."""
    if isinstance(value, str) and value not in BUILT_IN[field] and not (field == "own-unit" and is_built_in(value)):
        yield Facet(field, value, route)


def _many(field: str, values: Any, route: Route) -> Iterator[Facet]:
    for number, value in enumerate(values if isinstance(values, list) else ()):
        yield from _one(field, value, (*route, number))


def _part(record: Record, name: str) -> Record:
    """Return the mapping in a field of a record; an empty one where there is none."""
    found = record.get(name)
    return found if isinstance(found, dict) else {}


def _parts(record: Record, name: str) -> Iterator[tuple[int, Record]]:
    """Yield the mappings of the list in a field of a record, with their numbers."""
    found = record.get(name)
    for number, part in enumerate(found if isinstance(found, list) else ()):
        if isinstance(part, dict):
            yield number, part


def _claim(record: Record) -> Iterator[Facet]:
    yield from _one("type", record.get("type"), ("type",))
    yield from _listed("own-type", record.get("type"), ("type",))
    yield from _one("importance", record.get("importance", "useful"), ("importance",))
    yield from _one("rating", record.get("rating", "not-rated"), ("rating",))
    yield from _one("confidence", _part(record, "confidence").get("level", "not-rated"), ("confidence", "level"))
    yield from _one("document", record.get("source"), ("source",))
    yield from _many("topic", record.get("topics"), ("topics",))
    for name in ("population", "intervention", "comparator"):
        yield from _one(name, _part(record, "scope").get(name), ("scope", name))
    for number, quantity in _parts(record, "quantities"):
        for name in ("measure", "defined_as"):
            yield from _one("measure", quantity.get(name), ("quantities", number, name))
        yield from _words_of(quantity, ("quantities", number))
    yield from _many("measure", record.get("measures"), ("measures",))
    for number, evidence in _parts(record, "evidence"):
        yield from _one("study", evidence.get("source"), ("evidence", number, "source"))
        yield from _one("verdict", evidence.get("verdict"), ("evidence", number, "verdict"))
    for number, caveat in _parts(record, "caveats"):
        yield from _one("caveat", caveat.get("kind"), ("caveats", number, "kind"))
    yield from _one("repeats", record.get("repeats"), ("repeats",))
    for number, relation in _parts(record, "relations"):
        yield from _one("relation-claim", relation.get("claim"), ("relations", number, "claim"))


def _words_of(figure: Record, route: Route) -> Iterator[Facet]:
    """Yield unit and statistic of a figure, where the store must define them."""
    yield from _listed("own-unit", figure.get("unit"), (*route, "unit"))
    yield from _listed("own-statistic", figure.get("statistic"), (*route, "statistic"))


def _contradiction(record: Record) -> Iterator[Facet]:
    yield from _listed("own-type", record.get("type"), ("type",))
    for number, side in _parts(record, "sides"):
        yield from _many("side-claim", side.get("claims"), ("sides", number, "claims"))
        yield from _many("side-source", side.get("sources"), ("sides", number, "sources"))
        if record.get("relation") == "direct":
            yield from _many("contested", side.get("claims"), ("sides", number, "claims"))


def _study(record: Record) -> Iterator[Facet]:
    with suppress(AttributeError, KeyError, TypeError):  # a citation that does not fit the schema
        yield Facet("label", labels.of_study(record))
    yield from _one("design", record.get("design"), ("design",))
    for number, result in _parts(record, "results"):
        for name in ("measure", "arm", "comparator", "population"):
            yield from _one(f"result-{name}", result.get(name), ("results", number, name))
        yield from _words_of(result, ("results", number))
