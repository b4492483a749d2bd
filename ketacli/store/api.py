"""A store: what it holds, and the questions it answers."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias, Unpack, get_args

from ketacli.errors import NotFoundError, StoreError, UsageError
from ketacli.frozen import NamedTuple
from ketacli.model import (
    CONFIDENCES,
    RATED,
    RATINGS,
    VERDICTS,
    Claim,
    Contradiction,
    Document,
    Omission,
    Relation,
    Study,
    Topic,
)
from ketacli.paths import shipped_store
from ketacli.store import cache, citing, entities, records
from ketacli.store import query as queries
from ketacli.store.asking import Reply
from ketacli.store.facets import SHOWABLE
from ketacli.store.query import Condition, Filters, Query, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from ketacli.matching.questions import Match
    from ketacli.model import Entity, Importance, Rating, Source, Verdict
    from ketacli.store.index import Index, StoredRecord
    from ketacli.store.scanning import Scan

Sort: TypeAlias = Literal[
    "relevance",
    "importance",
    "id",
    "rating",
    "confidence",
    "source",
    "type",
    "-relevance",
    "-importance",
    "-id",
    "-rating",
    "-confidence",
    "-source",
    "-type",
]
SORTS: tuple[str, ...] = get_args(Sort)[:7]
"""What claims can be put in order by; within an importance the worst ratings come first. Ties follow the order of the store."""

Countable: TypeAlias = Literal[
    "topic",
    "source",
    "type",
    "rating",
    "confidence",
    "importance",
    "intervention",
    "measure",
    "verdict",
    "caveat",
    "contested",
]
COUNTABLE: tuple[Countable, ...] = get_args(Countable)
"""The fields that claims can be counted by."""

_MOST_CITED = 3
"""How many of the studies that a question names are told."""

_MEMBERS = {"document": "source", "study": "source"}
"""Kinds of the index that stand in one list of a store."""


class Found(NamedTuple):
    """The claims that a query found: as many as were asked for, and how many there are in all."""

    claims: list[Claim]
    total: int


def open_store(
    path: str | os.PathLike[str] | None = None, *, progress: Callable[[int, int], None] | None = None
) -> Store:
    """Open a store: a folder of YAML files, or one file; without `path`, the one that `KETA_STORE` names or keta's own.

    The YAML is compiled into an index in the user's cache folder on first use and when it has changed; `progress`, if given,
    is told now and then how much of a store with large files has been read, and of how much.

    Raises:
        StoreError: if the store cannot be read, or has faults: then `problems` holds all of them, with their places.
    """
    return Store(*opened(path, progress))


def opened(path: str | os.PathLike[str] | None, progress: Callable[[int, int], None] | None) -> tuple[Index, Path]:
    """Return the index of a store and its path; see `open_store`."""
    folder = place(path)
    return cache.open_index(folder, progress), folder


def place(path: str | os.PathLike[str] | None) -> Path:
    """Return where a store is: at `path`, else where `KETA_STORE` says, else keta's own.

    Raises:
        StoreError: if the path is empty: a script's variable was.
    """
    if path is not None and not os.fspath(path):
        raise StoreError("No store at ``", "name a folder or a YAML file with `--store`")
    return Path(path or os.environ.get("KETA_STORE") or shipped_store())


class Store:
    """An open store. Reading it changes nothing."""

    def __init__(self, index: Index, path: Path) -> None:
        self.path = path
        self._place = Path(os.path.abspath(path))  # noqa: PTH100 - a link stays a link: what it leads to may change
        self._take(index)

    def _take(self, index: Index) -> None:
        """Answer from an index from now on."""
        self._index = index
        self._entities = entities.Entities(index)
        about: Mapping[str, Any] = index.meta("store")
        self.title: str | None = about["title"]
        self.version: str | None = about["version"]
        self.licence: str | None = about.get("licence")
        self.subject: str | None = about.get("subject")
        self.notice: str | None = about.get("notice")
        self.url: str | None = about.get("url")
        self.publisher: str | None = about.get("publisher")
        self.digest: str = index.meta("digest")
        self.size: int = int(index.meta("claims"))

    def __repr__(self) -> str:
        what = f"{self.title or self.path.name}{f' {self.version}' if self.version else ''}"
        closed = ", closed" if self._index.is_closed else ""
        return f"<Store {what}: {self.size:,} claim{'s' if self.size != 1 else ''} at {self.path}{closed}>"

    @property
    def closing(self) -> str:
        """What every view ends with: the store's notice; empty where keta's own does, of a store with research to report."""
        if self.notice is None and not self._index.count("study"):
            return "keta reports what documents claim and gives no advice."
        return self.notice or ""

    def __len__(self) -> int:
        """Return how many claims there are."""
        return self.size

    def __bool__(self) -> bool:
        """Return True: an empty store is a store."""
        return True

    def __enter__(self) -> Self:
        if self._index.is_closed:
            raise UsageError("The store is closed", "open it again: `open_store`")
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the compiled store. Whatever is asked afterwards is a `UsageError`; closing twice is not."""
        self._index.close()

    def refresh(self) -> bool:
        """Take over what has changed in the store's files since it was opened; return whether anything has.

        Records that were returned before stay as they are. Call it when no other thread asks the store: its answer could mix
        two versions.

        Raises:
            StoreError: if the files cannot be read or have faults; the store then answers as before.
            UsageError: if the store is closed.
        """
        if self._index.is_closed:
            raise UsageError("The store is closed", "open it again: `open_store`")
        before = self.digest
        self._take(cache.open_index(self._place))
        return self.digest != before

    def claims(  # noqa: PLR0913 - the filters are the signature, so that editors can show them
        self,
        text: str | None = None,
        *,
        topic: Words = None,
        source: Words = None,
        type: Words = None,  # noqa: A002 - the filter's name on the command line
        rating: Rating | Sequence[Rating] | None = None,
        confidence: Words = None,
        importance: Importance | Sequence[Importance] | None = None,
        intervention: Words = None,
        measure: Words = None,
        verdict: Verdict | Sequence[Verdict] | None = None,
        contested: bool | None = None,
        caveat: Words = None,
        sort: Sort | None = None,
        limit: int | None = None,
    ) -> list[Claim]:
        """Return the claims that match: with `text` the most relevant first, else the most important.

        Every filter takes a value, several, or values joined by commas; a claim must fit one value of each filter.
        `text` is looked for in statements, quotes, corrections, caveats and notes, in any form of its words and as other
        phrases for the same: `"a phrase"` as it is, `word*` for every word that begins so, `-word` for claims without it.
        `topic` takes aliases; `source` is a document (its
        claims) or a study (the claims held against it); `confidence` takes ranges such as `low..moderate`;
        `intervention` includes narrower ones. `limit` is the most claims to return. What a misspelt word of `text` was taken for
        says `corrections`, what else was looked for `also_searched`.

        Raises:
            UnknownValueError: if a filter names something that the store does not have.
            UsageError: if a sort or a text makes no sense.
        """
        query = self.query(
            text,
            topic=topic,
            source=source,
            type=type,
            rating=rating,
            confidence=confidence,
            importance=importance,
            intervention=intervention,
            measure=measure,
            verdict=verdict,
            contested=contested,
            caveat=caveat,
        )
        return self.find(query, sort=sort, limit=limit).claims

    def ask(self, question: str) -> Reply:
        """Return what the store has on a plain question: the topic it is about, the claims and omissions that answer it.

        Raises:
            UsageError: if there is no word in the question.
        """
        found = self.match(question)
        topics = self.topics_named(filter(None, (found.topic, found.near, found.other)))
        entities = self.get_many([one.id for one in (*found.claims, *found.omissions)])
        notices = {
            row.id: records.notice(row.record) for row in self._index.by_ids(found.notices, ("notice",)).values()
        }
        topic = topics.get(found.topic or "")
        claims = tuple(one for one in entities.values() if isinstance(one, Claim))
        return Reply(
            question=question,
            notices=tuple(notices[name] for name in found.notices),
            topic=topic,
            claims=claims if found.is_on_one_claim else self._rated_first(claims),
            claims_of_topic=self._count_of_topic(topic.id) if topic else 0,
            omissions=tuple(one for one in entities.values() if isinstance(one, Omission)),
            near=topics.get(found.near or ""),
            corrected=found.corrected,
            unknown=found.unknown,
            is_on_one_claim=found.is_on_one_claim,
            is_omission_first=found.is_omission_first,
            is_told_first=found.is_told_first,
            cited=self._cited(question, found.unknown),
            other=topics.get(found.other or ""),
        )

    def _cited(self, question: str, unknown: Collection[str]) -> tuple[Study, ...]:
        """Return the studies that a question names."""
        titles = self._index.names("study", "title") if unknown else {}
        found = self.get_many(citing.cited(question, unknown, self._index.values("label"), titles)).values()
        return tuple(one for one in found if isinstance(one, Study))[:_MOST_CITED]

    def _rated_first(self, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        """Return claims with those last that are not rated yet: a warning is never read below what nobody has looked at."""
        if all(claim.rating for claim in claims):
            return claims
        crises = set(self.crises())  # their claims are never rated
        return tuple(sorted(claims, key=lambda claim: not claim.rating and crises.isdisjoint(claim.topics)))

    def match(self, question: str) -> Match:
        """Return what a question is about, by id and with scores.

        Raises:
            UsageError: if there is no word in the question.
        """
        from ketacli.matching.folding import words
        from ketacli.matching.questions import match

        if not words(question):
            raise UsageError(
                f"No word in the question `{question}`",
                'ask as you would ask a person: `keta ask "does it come back?"`',
            )
        return match(question, self._index.finder)

    def scan(
        self, page: str | os.PathLike[str] | bytes = b"", *, text: str | None = None, name: str | None = None
    ) -> Scan:
        """Return what the store knows of a page: of each sentence the claims that it states, whole or in part, and comes close to.

        `page` is a file of HTML, Markdown or text, or its bytes, and `text` is a page as it stands, never the name of a file;
        `name` is what it is called.

        Raises:
            UsageError: if the page cannot be read, or is no text.
        """
        from ketacli.pages import PageError, read_page
        from ketacli.quantities import Tolerance
        from ketacli.store.scanning import scan

        if text is not None:
            data, called = text.encode("utf-8", "surrogatepass"), "-"
        elif isinstance(page, bytes):
            data, called = page, "-"
        else:
            called = Path(page).name
            try:
                data = Path(page).read_bytes()
            except (OSError, ValueError) as error:
                reason = getattr(error, "strerror", None) or error
                raise UsageError(f"Cannot read `{page}`: {reason}", "words of a page are given as `text=`") from error
        try:
            read = read_page(data, name or called)
        except PageError as error:
            raise UsageError(error.message, error.hint) from error
        given = next(iter(self.listed("tolerance")), {})
        tolerance = Tolerance(**{key: given[key] for key in Tolerance._fields if key in given})
        return scan(self, self._index.shelf, read, tolerance)

    def _count_of_topic(self, topic: str) -> int:
        where, values = queries.condition(self._index, Query(topic=(topic,)))
        return self._index.count("claim", where, values)

    def query(self, text: str | None = None, **filters: Unpack[Filters]) -> Query:
        """Return the query that these filters mean in this store; see `claims`."""
        return queries.ask(self._index, text, **filters)

    def find(self, query: Query, *, sort: str | None = None, limit: int | None = None) -> Found:
        """Return the claims that a query finds, and how many there are without the limit."""
        if limit is not None and not (type(limit) is int and 0 <= limit < 2**63):
            raise UsageError(f"`limit` is a number from 0 to {2**63 - 1}, got `{limit}`")
        where, values = queries.condition(self._index, query)
        order, by = self._order(query, sort)
        rows = self._index.rows("claim", where, (*values, *by), order=order, limit=-1 if limit is None else limit)
        total = len(rows) if limit is None or len(rows) < limit else self._index.count("claim", where, values)
        return Found(self._complete(rows), total)

    def _order(self, query: Query, sort: str | None) -> Condition:
        """Return an order in SQL: relevance where words are looked for and no other is asked for."""
        is_turned = bool(sort) and str(sort).startswith("-")
        if sort is None or str(sort).lstrip("-") == "relevance":
            if query.text is None:
                if sort is not None:
                    raise UsageError("Only a search has an order of relevance", "give words to search for")
                return Condition(_order("importance"), ())
            found = queries.relevance(self._index, query.text)
            return Condition(f"({found.sql}) + 0{' DESC' if is_turned else ''}, {_order('importance')}", found.values)
        return Condition(_order(str(sort)), ())

    def corrected(self, query: Query) -> Mapping[str, str]:
        """Return the misspelt words of a query's text, each with the word of the store that was looked for instead."""
        return queries.searched(self._index, query.text).corrected if query.text is not None else {}

    def also(self, query: Query) -> Sequence[str]:
        """Return the other words and phrases that a query's text was looked for as, where no claim has its own words."""
        search = queries.searched(self._index, query.text) if query.text is not None else None
        if not search or not search.literal or self._index.finder.search(search.literal, 1):
            return ()
        return search.also

    def count(self, query: Query, field: str) -> dict[str, int]:
        """Return how many of the claims that a query finds have each value of a field, most frequent first.

        A claim with several values counts for each.
        """
        if field not in COUNTABLE:
            raise UsageError(f"No field `{field}` to count", f"count by one of {', '.join(COUNTABLE)}")
        where, values = queries.condition(self._index, query)
        if field == "contested":
            yes = self._index.count("claim", *queries.condition(self._index, query._replace(contested=True)))
            no = self._index.count("claim", *queries.condition(self._index, query._replace(contested=False)))
            wanted = {True: {"true": yes}, False: {"false": no}}
            tally = wanted[query.contested] if query.contested is not None else {"true": yes, "false": no}
        else:
            tally = self._index.tally("document" if field == "source" else field, where, values)
        fixed = {"rating": RATED, "confidence": CONFIDENCES, "verdict": VERDICTS, "contested": ("true", "false")}.get(
            field
        )
        if fixed:
            return {value: tally[value] for value in fixed if tally.get(value)}
        return dict(sorted(tally.items(), key=lambda pair: (-pair[1], pair[0])))

    def get(self, id: str) -> Entity:  # noqa: A002 - the name everybody gives it
        """Return the claim, source, contradiction, omission or topic with this id.

        Raises:
            NotFoundError: if there is none, with the nearest ids. A retired id leads to what took its place.
        """
        found = self.get_many([id])
        if id not in found:
            raise self.no_such(id)
        return found[id]

    def claim(self, id: str) -> Claim:  # noqa: A002 - as in `get`
        """Return the claim with this id.

        Raises:
            NotFoundError: if there is none, with the nearest ids. A retired id leads to what took its place.
        """
        found = self.get_many([id]).get(id)
        if not isinstance(found, Claim):
            raise self._other(found, "claim") if found else self.no_such(id, "claim")
        return found

    def source(self, id: str) -> Source:  # noqa: A002 - as in `get`
        """Return the document or study with this id.

        Raises:
            NotFoundError: if there is none, with the nearest ids.
        """
        found = self.get_many([id]).get(id)
        if not isinstance(found, Document | Study):
            raise self._other(found, "source") if found else self.no_such(id, "source")
        return found

    def _other(self, found: Entity, what: str) -> NotFoundError:
        """Return the error for an id that is that of something else."""
        kind = type(found).__name__.lower()
        return NotFoundError(
            f"No {what} `{found.id}`", f"there is {'an' if kind[0] in 'aeiou' else 'a'} {kind} with this id: `get`"
        )

    def get_many(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Return what these ids name, by id as given and in their order; ids that the store does not have are left out."""
        given = {one: queries.as_id(one) for one in ids}
        wanted = list(dict.fromkeys(given.values()))
        kinds = SHOWABLE
        rows = self._index.by_ids(wanted, kinds)
        moved = {row.id: row.record["now"] for row in rows.values() if row.kind == "retired"}
        rows |= self._index.by_ids(moved.values(), kinds[:-1]) if moved else {}
        # A topic may be called as a claim is; the claim comes first.
        rows |= self._index.by_ids([name for name in wanted if name not in rows], ("topic",))
        claims = {claim.id: claim for claim in self._complete([row for row in rows.values() if row.kind == "claim"])}
        cited = [row for row in rows.values() if row.kind in ("document", "study")]
        sources = {source.id: source for source in self._entities.sources(cited)} if cited else {}
        found: dict[str, Entity] = {}
        for one, name in given.items():
            row = rows.get(moved.get(name, name))
            if row is not None:
                found[one] = claims.get(row.id) or sources.get(row.id) or entities.entity(row)
        return found

    def called(self, label: str) -> list[Source]:
        """Return the sources with this label, in any case; without one those whose label begins with these words.

        `ekstrand 2022`, `ekstrand-2022` and `ekstrand` all lead to Ekstrand 2022, `murrough 2013` to all that go by that name and year.
        """
        wanted = _unhyphened(label)
        known = {one: _unhyphened(one) for one in self._index.values("label")} if wanted else {}
        near = [one for one, name in known.items() if name.startswith(wanted) or wanted.startswith(name)]
        named = [
            (_unhyphened(one.label), one)
            for one in self._entities.sources(row for _, row in self._index.pointing("label", near))
        ]
        exact = [one for name, one in named if name == wanted]
        return exact or [one for name, one in named if re.match(rf"{re.escape(wanted)}([a-z]*$|\W)", name)]

    def no_such(self, id: str, what: str = "claim, source, contradiction or topic") -> NotFoundError:  # noqa: A002 - as in `get`
        """Return the error for an id that the store does not have; `what` says what was looked for: anything, or a `claim`."""
        from difflib import get_close_matches

        kinds = {"claim": ("claim",), "source": ("document", "study")}.get(what, (*SHOWABLE[:-1], "topic"))
        near = get_close_matches(id.lower(), self._index.ids(*kinds), 3, 0.6)
        hint = f"did you mean {' or '.join(f'`{one}`' for one in near)}? " if near else ""
        listed = "sources" if what == "source" else "claims"
        return NotFoundError(f"No {what} `{id}`", f"{hint}list {listed} with `keta {listed}`")

    def contradictions(self, text: str | None = None, **filters: Unpack[Filters]) -> list[Contradiction]:
        """Return the contradictions of which a claim that matches is a side; all without filters.

        Raises:
            UnknownValueError: if a filter names something that the store does not have.
        """
        return self.contradictions_of(self.query(text, **filters))

    def contradictions_of(self, query: Query) -> list[Contradiction]:
        """Return the contradictions in which a claim stands that a query finds; all, when nothing is asked."""
        where, values = "", ()
        if query != Query():
            where, values = queries.condition(self._index, query)
            chosen = f"SELECT id FROM item WHERE kind = 'claim' AND guest = 0 {where}"
            where = f"AND n IN (SELECT item FROM facet WHERE field = 'side-claim' AND value IN ({chosen}))"
        return [records.contradiction(row.record) for row in self._index.rows("contradiction", where, values)]

    def sources(self, text: str | None = None, **filters: Unpack[Filters]) -> list[Source]:
        """Return documents, then studies, that the claims that match come from or are checked against; all without filters.

        Raises:
            UnknownValueError: if a filter names something that the store does not have.
        """
        return self.sources_of(self.query(text, **filters))

    def sources_of(self, query: Query) -> list[Source]:
        """Return documents, then studies, that the claims of a query come from or are held against; all, when nothing is asked."""
        found: list[Source] = []
        for kind in ("document", "study"):
            where, values = "", ()
            if query != Query():
                where, values = queries.condition(self._index, query)
                chosen = f"SELECT n FROM item WHERE kind = 'claim' AND guest = 0 {where}"
                where = f"AND id IN (SELECT value FROM facet WHERE field = '{kind}' AND item IN ({chosen}))"
            found += self._entities.sources(self._index.rows(kind, where, values, order="id"))
        return found

    def topics(self, text: str | None = None, **filters: Unpack[Filters]) -> list[Topic]:
        """Return the topics of the claims that match, by id; all without filters.

        Raises:
            UnknownValueError: if a filter names something that the store does not have.
        """
        return self.topics_of(self.query(text, **filters))

    def topics_of(self, query: Query) -> list[Topic]:
        """Return the topics to which claims of a query belong; all, when nothing is asked."""
        tally = self.count(query, "topic") if query != Query() else None
        rows = self._index.rows("topic", order="id")
        return [records.topic(row.record) for row in rows if tally is None or row.id in tally]

    def omissions(self, *, topic: Words = None) -> list[Omission]:
        """Return what the documents leave out, the core ones first: all of it, or that on one of these topics.

        What sibling files say of it is included.
        """
        query = self.query(topic=topic)
        where, values = "", query.topic
        if query.topic:
            marks = ",".join("?" * len(query.topic))
            where = f"AND n IN (SELECT item FROM facet WHERE field = 'omission-topic' AND value IN ({marks}))"
        return [
            records.omission(row.record)
            for row in self._index.rows("omission", where, values, order="rank, id", guests=True)
        ]

    def topics_named(self, ids: Iterable[str]) -> dict[str, Topic]:
        """Return the topics with these ids, by id and in their order; those of sibling files included."""
        wanted = list(dict.fromkeys(ids))
        rows = self._index.by_ids(wanted, ("topic",))
        return {name: records.topic(rows[name].record) for name in wanted if name in rows}

    def whole(self) -> dict[str, Any]:
        """Return the store as its YAML has it: every list with its records in the order of the files.

        Of sibling files come those records that are not in the store itself.
        """
        from ketacli.store.schema import KINDS, SINGLES

        kept: dict[tuple[str, str], dict[str, Any]] = {}
        for kind, name, record in self._index.every():
            kept.setdefault((_MEMBERS.get(kind, kind), name), record)
        found: dict[str, Any] = {
            one: next((record for (kind, _), record in kept.items() if kind == one), None) for one in SINGLES
        }
        found |= {key: [record for (kind, _), record in kept.items() if kind == one] for key, one in KINDS.items()}
        extra = {kind: record["x-"] for (kind, _), record in kept.items() if kind.startswith("x-")}
        return {key: found[key] for key in (*SINGLES, "sources", *KINDS) if found[key]} | extra

    def tally(self, field: str, query: Query | None = None, *, among: Sequence[str] | None = None) -> dict[str, int]:
        """Return how many claims, of those that a query finds, point at each value of a field such as `study`, or each of some."""
        where, values = queries.condition(self._index, query or Query())
        return self._index.tally(field, where, values, among=among)

    def standing(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """Return the ids of the contradictions in which each of these claims or sources stands."""
        wanted = list(ids)
        found: dict[str, list[str]] = {}
        for field in ("side-claim", "side-source"):
            for name, row in self._index.pointing(field, wanted):
                found.setdefault(name, []).append(row.id)
        return found

    def linked(self, ids: Iterable[str]) -> dict[str, list[Relation]]:
        """Return, for each of these claims, the claims whose relations name it, each with the kind of that relation."""
        found: dict[str, list[Relation]] = {}
        for name, row in self._index.pointing("relation-claim", ids):
            kinds = [one["kind"] for one in row.record["relations"] if one["claim"] == name]
            found.setdefault(name, []).extend(Relation(kind, row.id) for kind in kinds)
        return found

    def names(self, kind: str, ids: Iterable[str] | None = None) -> Mapping[str, str]:
        """Return plain-language names by id: of topics, measures, designs, populations, interventions, caveats; titles of sources.

        With `ids` these only; without, all of the kind.
        """
        field = "title" if kind in ("document", "study") else "name"
        return self._index.names(kind, field, ids)

    def listed(self, kind: str) -> list[dict[str, Any]]:
        """Return a controlled list as it stands in the store, by id: kind is measure, design, population, intervention or caveat."""
        found = self._index.by_ids(self._index.ids(kind, guests=True), (kind,))
        return [found[name].record for name in sorted(found)]

    def broader(self, kind: str) -> dict[str, str | None]:
        """Return what each population or intervention is a part of, by id."""
        return {record["id"]: record["broader"] for record in self.listed(kind)}

    def statements(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the statements of these claims, by id."""
        return {row.id: row.record["statement"] for row in self._index.by_ids(ids, ("claim",)).values()}

    def starts(self, question: str) -> dict[str, str]:
        """Return the GRADE level that each design starts from, for a question: effect, course, fact or meaning."""
        return {record["id"]: record["start"][question] for record in self.listed("design") if "start" in record}

    def bottom_line(self, topic: str) -> str:
        """Return what is known about a topic, or nothing."""
        found = self._index.by_ids([topic], ("topic",)).get(topic)
        return str((found.record.get("bottom_line") or {}).get("text", "")) if found else ""

    def crises(self) -> list[str]:
        """Return the topics that are help in a crisis, not claims to be judged."""
        return sorted({name for _, name in self._index.having("topic-kind", ["crisis"])})

    def ids(self, *kinds: str) -> list[str]:
        """Return all ids of these kinds: claim, document, study, contradiction, topic, measure, ..."""
        return self._index.ids(*kinds)

    def studies(self, ids: Iterable[str]) -> dict[str, Study]:
        """Return the studies with these ids, by id."""
        found = self._entities.sources(self._index.by_ids(ids, ("study",)).values())
        return {study.id: study for study in found if isinstance(study, Study)}

    def measuring(self, measures: Iterable[str]) -> set[str]:
        """Return the ids of the studies that have results of any of these measures."""
        return {name for _, name in self._index.having("result-measure", measures)}

    def labels(self, ids: Iterable[str] | None = None) -> dict[str, str]:
        """Return how views name these documents and studies, or all, by id; letters tell apart those that share a label."""
        kinds = ("document", "study")
        names = self._index.ids(*kinds, guests=True) if ids is None else ids
        rows = self._index.by_ids(names, kinds)
        return self._entities.labels({name: records.label(row.record) for name, row in rows.items()})

    def cited(self) -> list[Source]:
        """Return the documents, then the studies, by id; those of sibling files included."""
        kinds = ("document", "study")
        return self._entities.sources(row for kind in kinds for row in self._index.rows(kind, order="id", guests=True))

    def _complete(self, rows: Sequence[StoredRecord]) -> list[Claim]:
        """Return claims with what only the whole store can tell."""
        return self._entities.claims(rows)


def _unhyphened(label: str) -> str:
    """Return a label in small letters, also where it is written like an id: `ekstrand-2022`."""
    return " ".join(label.casefold().replace("-", " ").split())


def _order(sort: str) -> str:
    """Return the SQL for an order, `-` before its name turning it round."""
    name, direction = (sort[1:], "DESC") if sort.startswith("-") else (sort, "ASC")
    ranked = "CASE (SELECT value FROM facet WHERE item = n AND field = '{field}') {ranks} ELSE 99 END"
    columns = {
        "importance": "rank",
        "id": "id",
        **{
            field: ranked.format(field=field, ranks=" ".join(f"WHEN '{one}' THEN {n}" for n, one in enumerate(order)))
            for field, order in (("rating", RATED), ("confidence", CONFIDENCES))
        },
        "source": "(SELECT value FROM facet WHERE item = n AND field = 'document')",
        "type": "(SELECT value FROM facet WHERE item = n AND field = 'type')",
    }
    if name not in columns:
        raise UsageError(
            f"Cannot sort by `{name}`", f"sort by one of {', '.join(SORTS)}, with `-` before it for the reverse"
        )
    if name == "importance":
        # A rank holds importance and, within it, the worst rating: only importance is turned round.
        return f"rank / {len(RATINGS) + 1} DESC, rank, position" if direction == "DESC" else "rank, position"
    return f"{columns[name]} {direction}, rank, position"
