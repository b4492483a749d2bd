"""What a check yields, and what it gets to see."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeAlias

from ketacli.frozen import NamedTuple
from ketacli.model import Claim, Contradiction, Document, Study
from ketacli.quantities import Tolerance
from ketacli.store import records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ketacli.checks._places import Place
    from ketacli.store.loader import Loaded
    from ketacli.store.parsing import PlacedRecord
    from ketacli.store.strict_yaml import Route


class Finding(NamedTuple):
    """Something wrong with a value of a record: `route` leads to it from the record; the runner adds place and check."""

    item: PlacedRecord
    route: Route
    message: str
    hint: str = ""
    severity: str = ""
    """`error` or `warning`, where it is not that of the check."""


Findings: TypeAlias = "Iterator[Finding]"
"""What a check yields."""


@lru_cache(maxsize=4)
def _has_extra(text: str) -> bool:
    return "x-" in text


def plain(item: PlacedRecord) -> records.Record:
    """Return a record without the keys inside it that keta keeps and does not look at."""
    found: records.Record = records.bare(item.record) if _has_extra(item.file.text) else item.record
    return found


class View:
    """The sound records of a store as the model has them, each beside the item it was read from."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self._broader: dict[str, dict[str, str | None]] = {}

    @cached_property
    def words(self) -> dict[str, str]:
        """The units and statistics that the store defines itself, by id."""
        found = [item for kind in ("unit", "statistic") for item in self.loaded.all_of(kind).values()]
        return {item.id: records.word(item.kind, item.record) for item in found}

    @cached_property
    def wants_grade(self) -> bool:
        """Whether the store says that all of its claims are graded."""
        return any(item.record.get("grade") for item in self.loaded.all_of("store").values())

    def is_graded(self, claim: Claim) -> bool:
        """Whether a claim is to be checked against the rules of GRADE: it has a question, or its store says so."""
        return self.wants_grade or claim.confidence.question is not None

    @cached_property
    def claims(self) -> list[tuple[PlacedRecord, Claim]]:
        """The claims of the store, in its order; those of sibling files are not among them."""
        return [(item, records.claim(plain(item), self.words)) for item in self.loaded.of("claim")]

    @cached_property
    def claims_by_source(self) -> dict[str, list[tuple[PlacedRecord, Claim]]]:
        """The claims of the store by the document that makes them, in its order."""
        found: dict[str, list[tuple[PlacedRecord, Claim]]] = {}
        for item, claim in self.claims:
            found.setdefault(claim.source, []).append((item, claim))
        return found

    @cached_property
    def claims_by_id(self) -> dict[str, Claim]:
        """All claims, those of sibling files included."""
        guests = {
            item.id: records.claim(plain(item), self.words) for item in self.loaded.guests if item.kind == "claim"
        }
        return guests | {claim.id: claim for _, claim in self.claims}

    @cached_property
    def contradictions(self) -> list[tuple[PlacedRecord, Contradiction]]:
        """The contradictions of the store, in its order."""
        return [(item, records.contradiction(plain(item))) for item in self.loaded.of("contradiction")]

    @cached_property
    def every_contradiction(self) -> list[Contradiction]:
        """The contradictions, those of sibling files included."""
        return [records.contradiction(plain(item)) for item in self.loaded.all_of("contradiction").values()]

    @cached_property
    def studies(self) -> dict[str, Study]:
        """All studies by id."""
        found = {name: records.source(plain(item), self.words) for name, item in self.loaded.all_of("study").items()}
        return {name: one for name, one in found.items() if isinstance(one, Study)}

    @cached_property
    def documents(self) -> list[tuple[PlacedRecord, Document]]:
        """The documents of the store, in its order."""
        found = [(item, records.source(plain(item))) for item in self.loaded.of("document")]
        return [(item, one) for item, one in found if isinstance(one, Document)]

    @cached_property
    def cited_documents(self) -> list[tuple[PlacedRecord, Document]]:
        """The documents of the store, and those of sibling files from which its claims come."""
        cited = {claim.source for _, claim in self.claims}
        guests = [item for item in self.loaded.guests if item.kind == "document" and item.id in cited]
        found = [(item, records.source(plain(item))) for item in guests]
        return [*self.documents, *((item, one) for item, one in found if isinstance(one, Document))]

    @cached_property
    def read_studies(self) -> list[tuple[PlacedRecord, Study]]:
        """The studies of the store whose text is at hand."""
        found = [(item, records.source(plain(item))) for item in self.loaded.of("study") if item.record.get("file")]
        return [(item, one) for item, one in found if isinstance(one, Study)]

    @cached_property
    def sides(self) -> dict[str, list[tuple[frozenset[str], frozenset[str]]]]:
        """For each claim, the claims and sources on the other sides of every contradiction it stands in."""
        found: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
        for one in self.every_contradiction:
            for side in one.sides:
                others = [other for other in one.sides if other is not side]
                facing = (
                    frozenset(name for other in others for name in other.claims),
                    frozenset(name for other in others for name in other.sources),
                )
                for name in side.claims:
                    found.setdefault(name, []).append(facing)
        return found

    @cached_property
    def tolerance(self) -> Tolerance:
        """How wide bare figures are."""
        given = self.loaded.all_of("tolerance")
        return Tolerance(**records.own(given[""].record)) if "" in given else Tolerance()

    def broader(self, kind: str) -> Mapping[str, str | None]:
        """Return what each population or intervention belongs to."""
        if kind not in self._broader:
            self._broader[kind] = {name: item.record.get("broader") for name, item in self.loaded.all_of(kind).items()}
        return self._broader[kind]


class Documents:
    """The texts of the documents, by the id of their source; what could not be read is not in it.

    `changed` are those with another digest than the one given: their passages point nowhere, their words still count.
    `other_line_ends` are those of them that would be the same with other line ends. `studies` are the texts of studies.
    """

    def __init__(
        self,
        texts: Mapping[str, str],
        digests: Mapping[str, str],
        changed: frozenset[str],
        other_line_ends: frozenset[str] = frozenset(),
        studies: Mapping[str, str] = {},
    ) -> None:
        self.texts = texts
        self.digests = digests
        self.changed = changed
        self.other_line_ends = other_line_ends
        self.studies = studies
        self.places: dict[object, list[Place]] = {}
        """What `_places.places` has found, for the next check that asks."""
