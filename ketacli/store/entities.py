"""From the rows of an index to the records of the model, with what only the whole store can tell of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ketacli import labels
from ketacli.frozen import replace
from ketacli.model import VERDICTS, Claim, Contradiction, Dispute, Omission, Side, Topic
from ketacli.store import records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.model import Source
    from ketacli.store.index import Index, StoredRecord


class Entities:
    """Makes records of the model from rows of an index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    @cached_property
    def words(self) -> dict[str, str]:
        """The units and statistics that the store defines itself, by id."""
        kinds = ("unit", "statistic")
        names = self._index.ids(*kinds, guests=True)
        found = self._index.by_ids(names, kinds).values() if names else ()
        return {row.id: records.word(row.kind, row.record) for row in found}

    def sources(self, rows: Iterable[StoredRecord]) -> list[Source]:
        """Return sources with labels that tell them apart from all others of the store."""
        found = [records.source(row.record, self.words) for row in rows]
        apart = self.labels({source.id: source.label for source in found})
        return [replace(source, label=apart[source.id]) for source in found]

    def labels(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return labels of sources by id, told apart from all others of the store."""
        shared: dict[str, list[str]] = {}
        for label, name in self._index.having("label", set(given.values())):
            shared.setdefault(label, []).append(name)
        apart = {
            name: f"{label}{labels.letters(place)}"
            for label, ids in shared.items()
            if len(ids) > 1
            for place, name in enumerate(sorted(ids))
            if name in given
        }
        return {name: apart.get(name, label) for name, label in given.items()}

    @cached_property
    def crises(self) -> frozenset[str]:
        """The topics that are help in a crisis, not claims to be judged."""
        return frozenset(name for _, name in self._index.having("topic-kind", ["crisis"]))

    def claims(self, rows: Sequence[StoredRecord]) -> list[Claim]:
        """Return claims with what only the whole store can tell: contradictions, verdicts counted by cohort, what it is printed as."""
        disputes: dict[str, list[Dispute]] = {}
        for name, row in self._index.pointing("side-claim", [row.id for row in rows]):
            disputes.setdefault(name, []).append(dispute(records.contradiction(row.record), name))
        cited = {evidence["source"] for row in rows for evidence in row.record.get("evidence", ())}
        cohorts = {name: cohort or name for name, cohort in self._index.names("study", "cohort", sorted(cited)).items()}
        return [
            replace(
                claim,
                contested=any(one.relation == "direct" for one in disputes.get(claim.id, ())),
                contradictions=tuple(disputes.get(claim.id, ())),
                verdicts=verdicts(claim, cohorts),
                printed=printed(claim, self.crises),
            )
            for claim in (records.claim(row.record, self.words) for row in rows)
        ]


def verdicts(claim: Claim, cohorts: Mapping[str, str]) -> dict[str, int]:
    """Return how many independent cohorts give each verdict, best first.

    Sources of one cohort count once, with the least favourable of their verdicts.
    """
    worst: dict[str, str] = {}
    for evidence in claim.evidence:
        cohort = cohorts.get(evidence.source, evidence.source)
        before = worst.get(cohort, VERDICTS[0])
        worst[cohort] = max(before, evidence.verdict, key=VERDICTS.index)
    counts = {verdict: sum(given == verdict for given in worst.values()) for verdict in VERDICTS}
    return {verdict: count for verdict, count in counts.items() if count}


def printed(claim: Claim, crises: Iterable[str]) -> str:
    """Return what a claim is printed as, a key of `ketacli.report.card.VERDICTS`; `crises` are topics of help in a crisis."""
    if not set(claim.topics).isdisjoint(crises):
        return "crisis"
    if claim.rating == "not-checkable":
        return "personal-story" if claim.attribution == "anecdote" else "advice"
    if claim.rating == "supported" and claim.confidence.level == "very-low":
        return "early-signs"
    return claim.rating or "not-rated"


def dispute(contradiction: Contradiction, claim: str) -> Dispute:
    """Return a contradiction as one of its claims sees it."""
    own = next(side for side in contradiction.sides if claim in side.claims)
    others: tuple[Side, ...] = tuple(side for side in contradiction.sides if side is not own)
    marked = any(side.stronger for side in contradiction.sides)
    return Dispute(
        id=contradiction.id,
        type=contradiction.type,
        relation=contradiction.relation,
        short=contradiction.short,
        says=own.says,
        stronger=own.stronger if marked else None,
        others=others,
    )


def entity(row: StoredRecord) -> Contradiction | Omission | Topic:
    """Return a record that is neither a claim nor a source."""
    if row.kind == "contradiction":
        return records.contradiction(row.record)
    if row.kind == "topic":
        return records.topic(row.record)
    return records.omission(row.record)
