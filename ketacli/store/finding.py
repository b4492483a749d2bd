"""The part of an index that matching asks: the words of the claims, and the compiled subject."""

from __future__ import annotations

import json
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from ketacli.matching.folding import text_of_words
from ketacli.matching.knowledge import Knowledge
from ketacli.matching.lookup import Candidate
from ketacli.matching.spelling import MOST_MISTAKES
from ketacli.matching.stems import stem
from ketacli.model import IMPORTANCES
from ketacli.store.index import batches, marks

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from ketacli.matching.compiling import Sample
    from ketacli.matching.lookup import Words

Ask: TypeAlias = "Callable[[str, Sequence[Any]], list[Any]]"
"""Puts a question to an index: SQL and its values."""

_SAMPLED, _SAMPLES = 50, 1_000
"""How many claims show what a topic is about, and about how many are read in all: each takes 0.1 ms."""


def words_of_claim(record: Mapping[str, Any]) -> tuple[str, str, str, str, str]:
    """Return the folded words of a claim: of its statement, quote, id and correction, notes, and the ids of its studies."""
    quote = record["quote"]
    facts = [record["id"], record.get("short") or "", record.get("in_fact") or ""]
    notes = [
        (record.get("confidence") or {}).get("why") or "",
        record.get("voice") or "",
        record.get("no_evidence") or "",
        *(caveat["text"] for caveat in record.get("caveats") or ()),
        *(evidence.get("note") or "" for evidence in record.get("evidence") or ()),
        *(wording["read"] for wording in record.get("wording") or ()),
    ]
    said = quote if isinstance(quote, str) else "\n".join(quote)
    return (
        text_of_words(record["statement"]),
        text_of_words(said),
        text_of_words("\n".join(facts)),
        text_of_words("\n".join(notes)),
        text_of_words("\n".join(evidence["source"] for evidence in record.get("evidence") or ())),
    )


def settle(connection: sqlite3.Connection, records: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Compile the subject, after all claims are in `words`: `records` has every record but claims and sources, by kind.

    What the records and the samples of claims come to is kept under a digest of them, and compiled anew when it changes.
    """
    from ketacli.matching.compiling import (
        MOST_COUNTED,
        Lexicon,
        Records,
        compile_names,
        compile_phrases,
        compile_postings,
    )
    from ketacli.store.parsing import encode

    def ask(query: str, values: Sequence[Any] = ()) -> list[Any]:
        return connection.execute(query, values).fetchall()

    def recall(part: str, version: str) -> Any:
        found = ask("SELECT value FROM subject WHERE part = ? AND key = ?", (part, version))
        return json.loads(found[0][0]) if found else None

    frequencies: dict[str, int] = {}
    studies: set[str] = set()
    for word, column, claims in connection.execute("SELECT term, col, doc FROM vocabulary"):
        if column == "studies":
            studies.add(word)
        else:
            frequencies[word] = max(frequencies.get(word, 0), claims if column == "statement" else 0)
    stems = {word: stem(word) for word in frequencies}
    claims = ask("SELECT count(*) FROM item WHERE kind = 'claim'")[0][0]
    about = Records(
        lexicon=Lexicon(frequencies, stems, claims),
        vocabulary=records.get("concept", ()),
        topics=records.get("topic", ()),
        omissions=records.get("omission", ()),
        notices=records.get("notice", ()),
        named={kind: records.get(kind, ()) for kind in ("intervention", "population", "measure")},
        samples=_samples(ask, [topic["id"] for topic in records.get("topic", ())]),
        count=lambda search: _count(connection, search),
        pairs=_pairs(ask) if claims <= MOST_COUNTED else None,
    )
    version = _digest(records)
    compiled: dict[str, Mapping[str, Any]] = {}
    phrased = recall("phrased", version)
    if phrased is None:
        words, beginnings, *phrased = compile_phrases(about)
        compiled |= {"words": words, "beginnings": beginnings, "phrased": {version: phrased}}
    named, known = [(tuple(elements), target) for elements, target in phrased[0]], phrased[1]
    compiled |= compile_names(about, named)
    version = _digest((version, about.samples))
    if recall("posted", version) is None:
        phrases = _digest(named)
        read = recall("read", phrases) or {}
        compiled |= {"postings": compile_postings(about, named, read), "read": {phrases: read}}
        compiled["posted"] = {version: True}
    connection.execute("DELETE FROM lexicon")
    rows: list[tuple[str, str, int | None]] = [(word, stems[word], count) for word, count in frequencies.items()]
    rows += [(word, stem(word), None) for word in sorted(studies.union(known).difference(frequencies))]
    connection.executemany("INSERT INTO lexicon VALUES (?, ?, ?)", sorted(rows))
    connection.executemany("DELETE FROM subject WHERE part = ?", [(part,) for part in compiled])
    values = [(part, key, encode(value)) for part, under in compiled.items() for key, value in under.items()]
    connection.executemany("INSERT INTO subject VALUES (?, ?, ?)", sorted(values))


def _digest(made_of: object) -> str:
    """Return what tells plain data apart."""
    from hashlib import blake2b

    return blake2b(repr(made_of).encode(), digest_size=16).hexdigest()


def _count(connection: sqlite3.Connection, search: str) -> int:
    """Return in how many statements a full-text search finds something."""
    query = "SELECT count(*) FROM words WHERE words MATCH ?"
    return int(connection.execute(query, (f"statement : ({search})",)).fetchone()[0])


def _pairs(ask: Ask) -> frozenset[tuple[str, str]]:
    """Return the words of the claims that stand side by side."""
    texts = (text.split() for row in ask("SELECT statement, quote, facts, notes FROM words", ()) for text in row)
    return frozenset(pair for text in texts for pair in pairwise(text))


def _samples(ask: Ask, topics: Sequence[str]) -> list[Sample]:
    """Return some claims of each topic, in the order of the topics."""
    from ketacli.matching.compiling import Sample

    most = min(_SAMPLED, max(1, _SAMPLES // max(1, len(topics))))
    numbers = list(dict.fromkeys(number for topic in topics for number in _in_topic(ask, topic, most)))
    found: dict[int, Sample] = {}
    for chunk in batches(numbers):
        places = marks(chunk)
        measures: dict[int, list[str]] = {}
        query = f"SELECT item, value FROM facet WHERE field = 'measure' AND item IN ({places})"
        for number, measure in ask(query, chunk):
            measures.setdefault(number, []).append(measure)
        query = (
            "SELECT n, json_extract(record, '$.topics'), statement FROM words JOIN item ON n = words.rowid "
            f"WHERE words.rowid IN ({places}) AND guest = 0"
        )
        for number, of_claim, statement in ask(query, chunk):
            found[number] = Sample(tuple(json.loads(of_claim or "[]")), statement, tuple(measures.get(number, ())))
    return [found[number] for number in numbers if number in found]


class Finder:
    """A `ketacli.matching.lookup.Lookup` on an index."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    @cached_property
    def knowledge(self) -> Knowledge:
        """The compiled subject."""
        return Knowledge(self._fetch)

    def _fetch(self, part: str, keys: Collection[str]) -> Mapping[str, Any]:
        found: dict[str, Any] = {}
        for chunk in batches(list(keys)):
            query = f"SELECT key, value FROM subject WHERE part = ? AND key IN ({marks(chunk)})"
            rows = self._ask(query, (part, *chunk))
            values = json.loads(f"[{','.join([value for _, value in rows])}]")  # at once: four times as fast
            found.update(zip([key for key, _ in rows], values, strict=True))
        return found

    def words_of(self, stems: Iterable[str]) -> Words:
        """Return for each stem the words of the store that have it."""
        wanted = list(stems)
        query = f"SELECT stem, word, statements FROM lexicon WHERE stem IN ({marks(wanted)})"
        found: dict[str, list[tuple[str, int | None]]] = {}
        for stemmed, word, count in self._ask(query, wanted):
            found.setdefault(stemmed, []).append((word, count))
        return found

    def words_near(self, word: str) -> Iterable[tuple[str, int]]:
        """Return the words of the store that `word` may be a misspelling of, each with the number of statements."""
        first = word[0]
        query = (
            "SELECT word, coalesce(statements, 0) FROM lexicon "
            "WHERE word >= ? AND word < ? AND (length(word) BETWEEN ? AND ? OR word GLOB '*[*]')"
        )
        bounds = (first, chr(ord(first) + 1), len(word) - MOST_MISTAKES, len(word) + MOST_MISTAKES)
        return self._ask(query, bounds)

    def search(self, expression: str, limit: int) -> Sequence[int]:
        """Return the numbers of the claims that a full-text search finds, best first."""
        query = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, 4, 2, 3, 0.5), rowid LIMIT ?"
        return [number for (number,) in self._ask(query, (expression, limit))]

    def in_topic(self, topic: str, limit: int) -> Sequence[int]:
        """Return the numbers of the claims of a topic, the most important first."""
        return _in_topic(self._ask, topic, limit)

    def candidates(self, numbers: Iterable[int]) -> Sequence[Candidate]:
        """Return claims by number."""
        return _candidates(self._ask, numbers)


def _in_topic(ask: Ask, topic: str, limit: int) -> list[int]:
    query = (
        "SELECT item.n FROM facet JOIN item ON item.n = facet.item WHERE field = 'topic' AND value = ? "
        "AND item.kind = 'claim' ORDER BY item.rank, item.position LIMIT ?"
    )
    return [number for (number,) in ask(query, (topic, limit))]


def _candidates(ask: Ask, numbers: Iterable[int]) -> list[Candidate]:
    found: list[Candidate] = []
    for chunk in batches(list(numbers)):
        places = marks(chunk)
        facets: dict[int, dict[str, list[str]]] = {}
        query = f"SELECT item, field, value FROM facet WHERE item IN ({places})"
        for number, field, value in ask(query, chunk):
            facets.setdefault(number, {}).setdefault(field, []).append(value)
        query = (
            "SELECT item.n, item.id, item.rank, statement, quote, facts, notes, json_extract(record, '$.topics') FROM words "
            f"JOIN item ON item.n = words.rowid WHERE words.rowid IN ({places}) AND item.guest = 0"
        )
        found += [_candidate(row, facets.get(row[0], {})) for row in ask(query, chunk)]
    return found


def _candidate(row: Sequence[Any], facets: Mapping[str, list[str]]) -> Candidate:
    n, name, rank, statement, quote, facts, notes, topics = row

    def one(field: str) -> str | None:
        return next(iter(facets.get(field, ())), None)

    return Candidate(
        n=n,
        id=name,
        rank=rank,
        statement=statement,
        quote=quote,
        facts=facts,
        notes=notes,
        topics=tuple(json.loads(topics or "[]")),  # in their order: the first is what the claim is mainly about
        intervention=one("intervention"),
        comparator=one("comparator"),
        population=one("population"),
        measures=tuple(facets.get("measure", ())),
        type=one("type") or "",
        source=one("document") or "",
        repeats=one("repeats"),
        is_core=one("importance") == IMPORTANCES[0],
    )
