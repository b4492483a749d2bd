"""Look up what views show beside the records, such as names, cited studies and counts: for each format what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.answer import Context
from ketacli.formats import for_people
from ketacli.model import Claim, Contradiction, Omission, Study, Topic
from ketacli.report.tallies import standing, tallies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.model import Entity
    from ketacli.store import Store
    from ketacli.store.query import Query


def context(  # noqa: PLR0913 - what is shown, and how
    store: Store,
    records: Sequence[Entity],
    query: Query,
    form: str,
    *,
    fields: Sequence[str] = (),
    whole: bool = False,
) -> Context:
    """Return what a format shows beside these records, of which it shows all fields, or only some in a line each.

    `whole` is for views that show everything known about a record.
    """
    omissions = tuple(_omissions(store, records, query))
    if not for_people(form) or (form == "plain" and fields):
        return Context(
            tallies=tallies(store, records),
            standing=standing(store, records),
            omissions=omissions,
            labels=store.labels(dict.fromkeys(_named([*records, *omissions]))),
        )
    claims = [record for record in records if isinstance(record, Claim)]
    if form == "plain" and len(claims) == len(records):
        return Context()
    topics = store.names("topic", query.topic) if query.topic else {}
    linked = store.linked([one.id for one in claims]) if whole else {}
    mentioned = _mentioned(store, records, [one.claim for ones in linked.values() for one in ones])
    named = [*_named([*records, *omissions]), *(claim.source for claim in mentioned.values())]
    only_topic = len(query.topic) == 1 and query.asked().keys() == {"topic"}
    found = Context(
        store_title=store.title or "",
        store_version=store.version or "",
        claims_in_store=store.size,
        topics=topics,
        documents=store.names("document"),
        caveats=store.names("caveat"),
        bottom_line=store.bottom_line(query.topic[0]) if only_topic else "",
        tallies=tallies(store, records),
        standing=standing(store, records),
        mentioned=mentioned,
        designs=store.names("design"),
        omissions=omissions,
        notice=store.closing,
        labels=store.labels(dict.fromkeys(named)),
        harms=frozenset(record["id"] for record in store.listed("caveat") if record.get("harm")),
    )
    if not whole:
        return found
    measured = [one.measure for claim in claims for one in claim.quantities]
    measured += [one.measure for record in records if isinstance(record, Study) for one in record.results]
    return found._replace(
        linked=linked,
        measures=store.names("measure", measured),
        people=store.names("population"),
        treatments=store.names("intervention"),
        studies=store.studies([evidence.source for claim in claims for evidence in claim.evidence]),
    )


def _named(records: Sequence[Entity]) -> list[str]:
    """Return the ids of the documents and studies that records name."""
    found: dict[str, None] = {}
    for record in records:
        if isinstance(record, Claim):
            found |= dict.fromkeys([record.source, *(evidence.source for evidence in record.evidence)])
            sides = [side for dispute in record.contradictions for side in dispute.others]
        else:
            sides = list(record.sides) if isinstance(record, Contradiction) else []
        found |= dict.fromkeys(name for side in sides for name in side.sources)
        if isinstance(record, Omission):
            found |= dict.fromkeys(record.sources)
        if isinstance(record, Topic) and record.bottom_line:
            found |= dict.fromkeys(record.bottom_line.rests_on)
    return list(found)


def _omissions(store: Store, records: Sequence[Entity], query: Query) -> list[Omission]:
    """Return what the documents leave out on the topics that were asked for, or are shown."""
    topics = [record.id for record in records if isinstance(record, Topic)] or list(query.topic)
    return store.omissions(topic=topics) if topics else []


def _mentioned(store: Store, records: Sequence[Entity], more: Sequence[str]) -> dict[str, Claim]:
    """Return by id the claims that these records name, in relations and on the sides of contradictions, and those in `more`."""
    sides = [side for record in records if isinstance(record, Contradiction) for side in record.sides]
    sides += [
        side
        for record in records
        if isinstance(record, Claim)
        for dispute in record.contradictions
        for side in dispute.others
    ]
    names = [*more, *(name for side in sides for name in side.claims)]
    names += [one.claim for record in records if isinstance(record, Claim) for one in record.relations]
    own = {record.id: record for record in records if isinstance(record, Claim)}
    found = {**own, **store.get_many(name for name in names if name not in own)}
    return {name: claim for name in names if isinstance(claim := found.get(name), Claim)}
