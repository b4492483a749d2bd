"""The evidence summary: computed once, drawn by every format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ketacli.answer import Context
from ketacli.frozen import dataclass, field
from ketacli.model import Claim, Contradiction, Document, Omission, Study, Topic
from ketacli.report.comparison import Block, compare
from ketacli.report.tallies import standing, tallies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ketacli.model import Entity, Source
    from ketacli.store import Store
    from ketacli.store.query import Query


@dataclass(frozen=True, slots=True)
class Section:
    """What a report says on one topic: a claim of several topics stands in the first of them that the report has.

    `elsewhere` are the claims of this topic that stand under another one; each contradiction stands where the first of
    its claims does, and those of this topic's claims that stand under another are `told_elsewhere`.
    """

    topic: Topic
    figures: tuple[Block, ...]
    claims: tuple[Claim, ...]
    contradictions: tuple[Contradiction, ...]
    elsewhere: tuple[Claim, ...] = ()
    told_elsewhere: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Plain-language names by id of what a report mentions."""

    topics: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)
    designs: Mapping[str, str] = field(default_factory=dict)
    populations: Mapping[str, str] = field(default_factory=dict)
    interventions: Mapping[str, str] = field(default_factory=dict)
    caveats: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class Summary:
    """An evidence summary; there is no clock in it.

    `asked` are the filters as the store understood them, `digest` is the store's. `sources` are the documents, then the
    studies, that the claims come from or are checked against, that are on a side of a contradiction, that a bottom line
    rests on or that know what the documents leave out. `mentioned` are the claims that contradictions and bottom lines name, chosen or not. `tallies` and
    `standing` say how much of the whole store hangs on each source. `help` is where there is help in a crisis,
    `url` where the store's front page is published, `publisher` who answers for the ratings.
    """

    title: str
    asked: Mapping[str, Any]
    store_title: str
    store_version: str
    digest: str
    licence: str | None
    searched: int
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]
    contradictions: tuple[Contradiction, ...]
    documents: tuple[Document, ...]
    studies: tuple[Study, ...]
    names: Names
    mentioned: Mapping[str, Claim]
    tallies: Mapping[str, int]
    standing: Mapping[str, Sequence[str]]
    omissions: tuple[Omission, ...] = ()
    harms: frozenset[str] = frozenset()
    notice: str = ""
    help: str = ""
    url: str | None = None
    publisher: str | None = None

    def __repr__(self) -> str:
        return f"<Summary {self.title}: {len(self.claims)} claim{'s' if len(self.claims) != 1 else ''}>"

    @property
    def context(self) -> Context:
        """What cards and other views of its records need."""
        return Context(
            store_title=self.store_title,
            notice=self.notice,
            store_version=self.store_version,
            claims_in_store=self.searched,
            topics=self.names.topics,
            documents=self.names.documents,
            labels={source.id: source.label or source.title for source in self.sources},
            harms=self.harms,
            caveats=self.names.caveats,
            designs=self.names.designs,
            measures=self.names.measures,
            people=self.names.populations,
            treatments=self.names.interventions,
            studies={study.id: study for study in self.studies},
            mentioned=self.mentioned,
            tallies=self.tallies,
            standing=self.standing,
            omissions=self.omissions,
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        """Documents, then studies, each by id."""
        return (*self.documents, *self.studies)

    @property
    def unanswered(self) -> tuple[Claim, ...]:
        """The claims without evidence."""
        return tuple(claim for claim in self.claims if not claim.evidence)

    @property
    def unresolved(self) -> tuple[Contradiction, ...]:
        """The contradictions that the store leaves open."""
        return tuple(one for one in self.contradictions if one.resolution is None)

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter chose among the claims of a topic: bottom lines speak of the whole topic."""
        return bool(self.asked.keys() - {"topic"})


def summarise(store: Store, query: Query) -> Summary:
    """Return the report of what a query finds."""
    claims = store.find(query).claims
    chosen = {claim.id for claim in claims}
    contradictions = [
        one for one in store.contradictions_of(query) if any(chosen & set(side.claims) for side in one.sides)
    ]
    topics = store.topics_named([*query.topic, *(query.topic or store.ids("topic")), *_topics(claims)])
    shown = [topics[name] for name in dict.fromkeys([*query.topic, *topics]) if name in topics]
    if query.topic:
        shown = [topic for topic in shown if topic.id in query.topic]
    omissions = _omissions(store, query, shown) if claims else []
    left_out = [name for omission in omissions for name in omission.sources]
    named = store.get_many(dict.fromkeys([*_named(shown, claims, contradictions), *left_out]))
    mentioned = {name: one for name, one in named.items() if isinstance(one, Claim)}
    documents = store.get_many(dict.fromkeys(claim.source for claim in (*claims, *mentioned.values())))
    sources: dict[str, Entity] = {**named, **documents}
    studies = {name: one for name, one in sorted(sources.items()) if isinstance(one, Study)}
    cited: list[Source] = [*(one for _, one in sorted(sources.items()) if isinstance(one, Document)), *studies.values()]
    return Summary(
        title=title(store, query, topics),
        asked=query.asked(),
        store_title=store.title or "",
        store_version=store.version or "",
        digest=store.digest,
        licence=store.licence,
        searched=store.size,
        sections=tuple(sections(shown, claims, contradictions, studies, store.starts("effect"))),
        claims=tuple(claims),
        contradictions=tuple(contradictions),
        documents=tuple(one for one in cited if isinstance(one, Document)),
        studies=tuple(studies.values()),
        names=_names(store, claims, studies, cited, topics),
        mentioned=mentioned,
        tallies=tallies(store, cited),
        standing=standing(store, cited),
        omissions=tuple(omissions),
        harms=frozenset(record["id"] for record in store.listed("caveat") if record.get("harm")),
        notice=store.closing,
        help=crisis(store),
        url=store.url,
        publisher=store.publisher,
    )


def crisis(store: Store) -> str:
    """Return where there is help in a crisis, as the store's first notice of that kind says it; empty where it has none."""
    return next((str(record["text"]) for record in store.listed("notice") if record.get("kind") == "crisis"), "")


def _omissions(store: Store, query: Query, shown: Sequence[Topic]) -> list[Omission]:
    """Return what the documents leave out on the topics of a report; all of it where nothing was asked for."""
    topics = [topic.id for topic in shown] if query.asked() else None
    return store.omissions(topic=topics) if topics is None or topics else []


def title(store: Store, query: Query, topics: Mapping[str, Topic]) -> str:
    """Return what a report is called: its topics, or the store where all of it is shown."""
    names = [topics[topic].name for topic in query.topic if topic in topics]
    whole = "a choice of claims" if query.asked() else store.title or "all claims"
    return f"Evidence summary: {', '.join(names) or whole}"


def sections(
    topics: Iterable[Topic],
    claims: Sequence[Claim],
    contradictions: Sequence[Contradiction],
    studies: Mapping[str, Study],
    starts: Mapping[str, str],
) -> list[Section]:
    """Return a section for each of these topics to which a claim belongs; each claim and each contradiction stands in one."""
    places = {topic.id: topic for topic in topics}
    homes = {claim.id: _home(claim, places) for claim in claims}
    told = {
        one.id: next(home for home in (homes.get(name) for side in one.sides for name in side.claims) if home)
        for one in contradictions
    }
    found = []
    for topic in places.values():
        members = [claim for claim in claims if topic.id in claim.topics]
        if not members:
            continue
        own = [claim for claim in members if homes[claim.id] == topic.id]
        ids = {claim.id for claim in members}
        stand = [one for one in contradictions if any(ids & set(side.claims) for side in one.sides)]
        # A contradiction stands with the first of its claims; that topic may be none of its other claims'.
        here = [one for one in contradictions if told[one.id] == topic.id]
        found.append(
            Section(
                topic,
                tuple(compare(own, studies, starts)),
                tuple(own),
                tuple(here),
                elsewhere=tuple(claim for claim in members if homes[claim.id] != topic.id),
                told_elsewhere=tuple(one for one in stand if told[one.id] != topic.id),
            )
        )
    return found


def _home(claim: Claim, places: Mapping[str, Topic]) -> str:
    """Return the topic under which a claim stands: the first of its own that is shown."""
    return next(topic for topic in claim.topics if topic in places)


def _topics(claims: Iterable[Claim]) -> list[str]:
    return sorted({topic for claim in claims for topic in claim.topics})


def _named(topics: Iterable[Topic], claims: Iterable[Claim], contradictions: Iterable[Contradiction]) -> list[str]:
    """Return the ids of what claims are checked against, of what stands on a side, and of what a bottom line rests on."""
    found = [evidence.source for claim in claims for evidence in claim.evidence]
    found += [name for one in contradictions for side in one.sides for name in (*side.claims, *side.sources)]
    found += [
        name
        for topic in topics
        if topic.bottom_line and any(topic.id in claim.topics for claim in claims)
        for name in topic.bottom_line.rests_on
    ]
    return list(dict.fromkeys(found))


def _names(
    store: Store,
    claims: Sequence[Claim],
    studies: Mapping[str, Study],
    sources: Iterable[Source],
    topics: Mapping[str, Topic],
) -> Names:
    results = [result for study in studies.values() for result in study.results]
    quantities = [quantity for claim in claims for quantity in claim.quantities]
    given = [name for claim in claims for name in (claim.scope.intervention, claim.scope.comparator)]
    given += [name for result in results for name in (result.arm, result.comparator)]
    people = [claim.scope.population for claim in claims] + [result.population for result in results]
    return Names(
        topics={name: topic.name for name, topic in topics.items()},
        measures=store.names("measure", {one.measure for one in quantities} | {one.measure for one in results}),
        designs=store.names("design", {study.design for study in studies.values() if study.design}),
        populations=store.names("population", {name for name in people if name}),
        interventions=store.names("intervention", {name for name in given if name}),
        caveats=store.names("caveat", {caveat.kind for claim in claims for caveat in claim.caveats}),
        documents={one.id: one.title for one in sources if isinstance(one, Document)},
    )
