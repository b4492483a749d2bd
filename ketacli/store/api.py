"""A store: what it holds, and the questions it answers."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias, Unpack, get_args

from ketacli.errors import StoreError, UsageError, expect
from ketacli.frozen import NamedTuple
from ketacli.model import CONFIDENCES, RATED, VERDICTS, Claim
from ketacli.paths import shipped_store
from ketacli.store import cache, records
from ketacli.store import query as queries
from ketacli.store.contents import Contents
from ketacli.store.facets import SOURCES
from ketacli.store.index import marks
from ketacli.store.order import order
from ketacli.store.query import Filters, Query, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ketacli.matching.questions import Match
    from ketacli.model import Contradiction, Importance, Omission, Source, Study, Topic, Verdict
    from ketacli.store.asking import Reply
    from ketacli.store.index import Index
    from ketacli.store.order import Sort
    from ketacli.store.query import Rated
    from ketacli.store.scanning import Scan

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

_MOST = 2**63 - 1
"""The largest number that the index takes."""


class Found(NamedTuple):
    """The claims that a query found: as many as were asked for, and how many there are in all."""

    claims: list[Claim]
    total: int


def open_store(
    path: str | os.PathLike[str] | None = None, *, progress: Callable[[int, int], None] | None = None
) -> Store:
    """Open a store for commands, as `ketacli.open_store` does for programs."""
    return Store(*opened(path, progress))


def opened(path: str | os.PathLike[str] | None, progress: Callable[[int, int], None] | None) -> tuple[Index, Path]:
    """Return the index of a store and its path; see `open_store`."""
    folder = place(path)
    return cache.open_index(folder, progress), folder


def place(path: str | os.PathLike[str] | None) -> Path:
    """Return where a store is: at `path`, else where `KETA_STORE` says, else keta's own.

    Raises:
        StoreError: if the path is empty: a script's variable was.
        TypeError: if it is no path.
    """
    if path is not None:
        expect((str, os.PathLike), path, "path", "a path as text, or a `Path`")
    if path is not None and not os.fspath(path):
        raise StoreError("No store at ``", "name a folder or a YAML file with `--store`")
    return Path(path or os.environ.get("KETA_STORE") or shipped_store())


class Store(Contents):
    """An open store. Reading it changes nothing."""

    def __init__(self, index: Index, path: Path) -> None:
        self.path = path
        self._place = Path(os.path.abspath(path))  # noqa: PTH100 - a link stays a link: what it leads to may change
        self._take(index)

    def _take(self, index: Index) -> None:
        """Answer from an index from now on."""
        super()._take(index)
        about: Mapping[str, Any] = index.meta("store")
        self.title: str | None = about["title"]
        self.version: str | None = about["version"]
        self.licence: str | None = about.get("licence")
        self.subject: str | None = about.get("subject")
        self.notice: str | None = about.get("notice")
        self.local: Mapping[str, str] = {one["country"]: one["text"] for one in about.get("local", ())}
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
        rating: Rated | Sequence[Rated] | None = None,
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
        claims) or a study (the claims checked against it); `confidence` takes ranges such as `low..moderate`;
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

    def ask(self, question: str, *, country: str | None = None) -> Reply:
        """Return what the store has on a plain question: the topic it is about, the claims and omissions that answer it.

        `country` is the reader's, by its two letters: the numbers to call in danger are those of it, or of one that is named.

        Raises:
            UsageError: if there is no word in the question.
        """
        from ketacli.store.asking import answer

        return answer(self, self._index, question, country)

    def missing(self, text: str) -> dict[str, tuple[Study, ...]]:
        """Return the trial that a text is the name of and the store has not, with the studies of nearly that name."""
        from ketacli.store.asking import lacking

        return lacking(self, self._index, text)

    def match(self, question: str) -> Match:
        """Return what a question is about, by id and with scores.

        Raises:
            UsageError: if there is no word in the question.
        """
        from ketacli.matching.folding import words
        from ketacli.matching.questions import match

        expect(str, question, "question", "text")
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
        from ketacli.pages import read_page
        from ketacli.quantities import Tolerance
        from ketacli.store.scanning import scan

        expect((str, os.PathLike, bytes), page, "page", "a file as text or `Path`, or bytes")
        expect((str, type(None)), text, "text", "text")
        expect((str, type(None)), name, "name", "text")
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
        read = read_page(data, name or called)
        given = next(iter(self.listed("tolerance")), {})
        tolerance = Tolerance(**{key: given[key] for key in Tolerance._fields if key in given})
        return scan(self, self._index.shelf, read, data, tolerance)

    def query(self, text: str | None = None, **filters: Unpack[Filters]) -> Query:
        """Return the query that these filters mean in this store; see `claims`."""
        return queries.ask(self._index, text, **filters)

    def find(self, query: Query, *, sort: str | None = None, limit: int | None = None) -> Found:
        """Return the claims that a query finds, and how many there are without the limit."""
        if limit is not None and not (type(limit) is int and limit >= 0):
            kinds: dict[type, str] = {str: "the text "}
            given = kinds.get(type(limit), "")
            raise UsageError(f"`limit` is {given}`{limit}`, expected 0 or more", "leave it out to get all")
        where, values = queries.condition(self._index, query)
        by = order(self._index, query.text, sort)
        rows = self._index.rows(
            "claim", where, (*values, *by.values), order=by.sql, limit=-1 if limit is None else min(limit, _MOST)
        )
        total = len(rows) if limit is None or len(rows) < limit else self._index.count("claim", where, values)
        return Found(self._complete(rows), total)

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
            asked = (True, False) if query.contested is None else (query.contested,)
            tally = {str(one).lower(): self.find(query._replace(contested=one), limit=0).total for one in asked}
        else:
            tally = self._index.tally("document" if field == "source" else field, where, values)
        fixed = {"rating": RATED, "confidence": CONFIDENCES, "verdict": VERDICTS, "contested": ("true", "false")}.get(
            field
        )
        if fixed:
            return {value: tally[value] for value in fixed if tally.get(value)}
        return dict(sorted(tally.items(), key=lambda pair: (-pair[1], pair[0])))

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
        """Return documents, then studies, that the claims of a query come from or are checked against; all, when nothing is asked."""
        found: list[Source] = []
        for kind in SOURCES:
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
            where = (
                f"AND n IN (SELECT item FROM facet WHERE field = 'omission-topic' AND value IN ({marks(query.topic)}))"
            )
        return [
            records.omission(row.record)
            for row in self._index.rows("omission", where, values, order="rank, id", guests=True)
        ]

    def tally(self, field: str, query: Query | None = None, *, among: Sequence[str] | None = None) -> dict[str, int]:
        """Return how many claims, of those that a query finds, point at each value of a field such as `study`, or each of some."""
        where, values = queries.condition(self._index, query or Query())
        return self._index.tally(field, where, values, among=among)
