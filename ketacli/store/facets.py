"""What a record can be found by, and what it points at.

A facet is a field and a value of a record (`topic`, `relapse`). Filters choose by facets; the facets named in
`REFERENCES` are references besides, and must lead to a record of one of the kinds given there.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ketacli import labels
from ketacli.frozen import NamedTuple
from ketacli.matching.expansion import CONCEPT
from ketacli.model import REASONS, TYPES
from ketacli.quantities import STATISTICS, UNITS, is_built_in

if TYPE_CHECKING:
    from ketacli.store.records import Record
    from ketacli.store.strict_yaml import Route

SOURCES = ("document", "study")
"""The kinds of sources."""

SHOWABLE = ("claim", *SOURCES, "contradiction", "omission", "retired")
"""The kinds whose ids are unique over all of them: what `keta show` takes."""

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
    "side-source": SOURCES,
    "omission-topic": ("topic",),
    "concept-topic": ("topic",),
    "worded-concept": ("concept",),
    "omission-source": SOURCES,
    "bound-intervention": ("intervention",),
    "notice-leads": ("omission",),
    "notice-instead-of": ("notice",),
    "rests-on": SHOWABLE[:-1],
    "broader-population": ("population",),
    "broader-intervention": ("intervention",),
    "relation-claim": ("claim",),
    "own-type": ("type",),
    "own-unit": ("unit",),
    "own-statistic": ("statistic",),
    "own-reason": ("reason",),
    "retired-now": SHOWABLE[:-1],
}
"""The fields that are references, and the kinds of what they lead to."""

BUILT_IN = {"own-type": TYPES, "own-unit": tuple(UNITS), "own-statistic": STATISTICS, "own-reason": REASONS}
"""The lists that a store can extend, and what is in them without: their values are references only where they are not here."""


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


def facets(kind: str, record: Record) -> list[Facet]:
    """Return the facets of a record; the same facet may come more than once, and what does not fit the schema has none."""
    found = _Facets()
    found.in_braces(record.get("asked_as"), ("asked_as",))
    found.in_braces(record.get("denied_as"), ("denied_as",))
    found.in_braces(record.get("phrases"), ("phrases",))
    found.in_braces(record.get("told_as"), ("told_as",))
    found.in_braces(record.get("alone_as"), ("alone_as",))
    found.many("notice-leads", record.get("leads"), ("leads",))
    found.many("notice-instead-of", record.get("instead_of"), ("instead_of",))
    match kind:
        case "claim":
            _claim(found, record)
        case "contradiction":
            _contradiction(found, record)
        case "document":
            found.one("label", record.get("label"), ("label",))
            for number, passage in _parts(record, "passed_over"):
                found.listed("own-reason", passage.get("reason"), ("passed_over", number, "reason"))
                found.one("passed-over-of", passage.get("of"), ("passed_over", number, "of"))
        case "study":
            _study(found, record)
        case "omission" | "concept":
            found.many(f"{kind}-topic", record.get("topics"), ("topics",))
            found.many("omission-source", record.get("sources"), ("sources",))
            _bounds(found, record)
        case "topic":
            found.one("alias", record.get("id"), ())
            found.many("alias", record.get("aliases"), ("aliases",))
            found.one("topic-kind", record.get("kind"), ("kind",))
            found.many("rests-on", _part(record, "bottom_line").get("rests_on"), ("bottom_line", "rests_on"))
        case "population" | "intervention":
            found.one(f"broader-{kind}", record.get("broader"), ("broader",))
        case "retired":
            found.one("retired-now", record.get("now"), ("now",))
    return found


class _Facets(list[Facet]):
    """The facets of a record, as they are found: every record of a store comes through here."""

    def one(self, field: str, value: Any, route: Route) -> None:
        """Take a value, if it is text."""
        if isinstance(value, str):
            self.append(Facet(field, value, route))

    def listed(self, field: str, value: Any, route: Route) -> None:
        """Take a value of a list that a store can extend, where keta's own does not have it."""
        if isinstance(value, str) and value not in BUILT_IN[field] and not (field == "own-unit" and is_built_in(value)):
            self.append(Facet(field, value, route))

    def many(self, field: str, values: Any, route: Route) -> None:
        """Take the values of a list."""
        for number, value in enumerate(values if isinstance(values, list) else ()):
            self.one(field, value, (*route, number))

    def in_braces(self, phrases: Any, route: Route) -> None:
        """Take the concepts in braces of a list of phrases."""
        for number, phrase in enumerate(phrases if isinstance(phrases, list) else ()):
            if isinstance(phrase, str) and "{" in phrase:
                for name in CONCEPT.findall(phrase):
                    self.one("worded-concept", name, (*route, number))

    def words_of(self, figure: Record, route: Route) -> None:
        """Take unit and statistic of a figure, where the store must define them."""
        self.listed("own-unit", figure.get("unit"), (*route, "unit"))
        self.listed("own-statistic", figure.get("statistic"), (*route, "statistic"))


def _part(record: Record, name: str) -> Record:
    """Return the mapping in a field of a record; an empty one where there is none."""
    found = record.get(name)
    return found if isinstance(found, dict) else {}


def _parts(record: Record, name: str) -> list[tuple[int, Record]]:
    """Return the mappings of the list in a field of a record, with their numbers."""
    found = record.get(name)
    return [pair for pair in enumerate(found) if isinstance(pair[1], dict)] if isinstance(found, list) else []


def _claim(found: _Facets, record: Record) -> None:
    found.one("type", record.get("type"), ("type",))
    found.listed("own-type", record.get("type"), ("type",))
    found.one("importance", record.get("importance", "useful"), ("importance",))
    found.one("rating", record.get("rating", "not-rated"), ("rating",))
    found.one("confidence", _part(record, "confidence").get("level", "not-rated"), ("confidence", "level"))
    found.one("document", record.get("source"), ("source",))
    found.many("topic", record.get("topics"), ("topics",))
    scope = _part(record, "scope")
    for name in ("population", "intervention", "comparator"):
        found.one(name, scope.get(name), ("scope", name))
    for number, quantity in _parts(record, "quantities"):
        for name in ("measure", "defined_as"):
            found.one("measure", quantity.get(name), ("quantities", number, name))
        found.words_of(quantity, ("quantities", number))
    found.many("measure", record.get("measures"), ("measures",))
    for number, evidence in _parts(record, "evidence"):
        found.one("study", evidence.get("source"), ("evidence", number, "source"))
        found.one("verdict", evidence.get("verdict"), ("evidence", number, "verdict"))
    for number, caveat in _parts(record, "caveats"):
        found.one("caveat", caveat.get("kind"), ("caveats", number, "kind"))
    found.one("repeats", record.get("repeats"), ("repeats",))
    for number, relation in _parts(record, "relations"):
        found.one("relation-claim", relation.get("claim"), ("relations", number, "claim"))


def _bounds(found: _Facets, record: Record) -> None:
    for number, bound in _parts(record, "bounds"):
        found.many("omission-source", bound.get("sources"), ("bounds", number, "sources"))
        found.many("bound-intervention", bound.get("interventions"), ("bounds", number, "interventions"))
        for name in ("phrases", "unless"):
            found.in_braces(bound.get(name), ("bounds", number, name))


def _contradiction(found: _Facets, record: Record) -> None:
    found.listed("own-type", record.get("type"), ("type",))
    for number, side in _parts(record, "sides"):
        found.many("side-claim", side.get("claims"), ("sides", number, "claims"))
        found.many("side-source", side.get("sources"), ("sides", number, "sources"))
        if record.get("relation") == "direct":
            found.many("contested", side.get("claims"), ("sides", number, "claims"))


def _study(found: _Facets, record: Record) -> None:
    with suppress(AttributeError, KeyError, TypeError):  # a citation that does not fit the schema
        found.append(Facet("label", labels.of_study(record)))
    found.many("known-as", record.get("known_as"), ("known_as",))
    found.one("design", record.get("design"), ("design",))
    for number, result in _parts(record, "results"):
        for name in ("measure", "arm", "comparator", "population"):
            found.one(f"result-{name}", result.get(name), ("results", number, name))
        found.words_of(result, ("results", number))
