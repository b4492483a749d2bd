"""What a record can be found by, and what it points at.

A facet is a field and a value of a record (`topic`, `relapse`). Filters choose by facets; the facets named in
`TARGETS` are references besides, and must lead to a record of one of the kinds given there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.store.reading import Route
    from ketacli.store.records import Record

TARGETS = {
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
    "rests-on": ("claim", "document", "study", "contradiction"),
    "broader-population": ("population",),
    "broader-intervention": ("intervention",),
    "retired-now": ("claim", "document", "study", "contradiction"),
}
"""The fields that are references, and the kinds of what they lead to."""

SHOWABLE = ("claim", "document", "study", "contradiction", "retired")
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
    """Yield the facets of a record that fits the schema; the same facet may come more than once."""
    match kind:
        case "claim":
            yield from _claim(record)
        case "contradiction":
            yield from _contradiction(record)
        case "document":
            for number, passage in enumerate(record.get("passed_over", ())):
                yield from _one("passed-over-of", passage.get("of"), ("passed_over", number, "of"))
        case "study":
            yield from _study(record)
        case "topic":
            yield Facet("alias", record["id"].lower())
            for number, alias in enumerate(record.get("aliases", ())):
                yield Facet("alias", alias, ("aliases", number))
            yield from _many(
                "rests-on", (record.get("bottom_line") or {}).get("rests_on", ()), ("bottom_line", "rests_on")
            )
        case "population" | "intervention":
            yield from _one(f"broader-{kind}", record["broader"], ("broader",))
        case "retired":
            yield Facet("retired-now", record["now"], ("now",))


def _one(field: str, value: str | None, route: Route) -> Iterator[Facet]:
    if value is not None:
        yield Facet(field, value, route)


def _many(field: str, values: Any, route: Route) -> Iterator[Facet]:
    for number, value in enumerate(values):
        yield Facet(field, value, (*route, number))


def _claim(record: Record) -> Iterator[Facet]:
    yield Facet("type", record["type"], ("type",))
    yield Facet("importance", record["importance"], ("importance",))
    yield Facet("confidence", record["confidence"]["level"], ("confidence", "level"))
    yield Facet("document", record["source"], ("source",))
    yield from _many("topic", record["topics"], ("topics",))
    for name in ("population", "intervention", "comparator"):
        yield from _one(name, record.get("scope", {}).get(name), ("scope", name))
    for number, quantity in enumerate(record.get("quantities", ())):
        yield Facet("measure", quantity["measure"], ("quantities", number, "measure"))
    for number, evidence in enumerate(record.get("evidence", ())):
        yield Facet("study", evidence["source"], ("evidence", number, "source"))
        yield Facet("verdict", evidence["verdict"], ("evidence", number, "verdict"))
    for number, caveat in enumerate(record.get("caveats", ())):
        yield Facet("caveat", caveat["kind"], ("caveats", number, "kind"))
    yield from _one("repeats", record.get("repeats"), ("repeats",))


def _contradiction(record: Record) -> Iterator[Facet]:
    for number, side in enumerate(record["sides"]):
        yield from _many("side-claim", side.get("claims", ()), ("sides", number, "claims"))
        yield from _many("side-source", side.get("sources", ()), ("sides", number, "sources"))
        if record["relation"] == "direct":
            for claim in side.get("claims", ()):
                yield Facet("contested", claim)


def _study(record: Record) -> Iterator[Facet]:
    yield Facet("design", record["design"], ("design",))
    for number, result in enumerate(record.get("results", ())):
        for name in ("measure", "arm", "comparator", "population"):
            yield from _one(f"result-{name}", result.get(name), ("results", number, name))
