"""What a store knows of its subject, compiled from its vocabulary into plain data that is read back in milliseconds.

A *feature* is what two texts can have in common: a stem (`relaps`) or a target of a phrase, which is written with what
it is of: `concept/relapse`, `topic/relapse`, `omission/no-driving`, `notice/crisis`. The phrases of interventions,
populations and measures are concepts too: a concept of the vocabulary with such an id adds phrases to it.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

from ketacli.matching.english import COMMON
from ketacli.matching.phrases import GAP, Book, Token, bind, parse, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

KINDS = ("intervention", "population", "measure")
"""The controlled lists whose names are concepts."""

ASKED, ANSWERED, DETAILED, CLAIMED = 1.0, 0.6, 0.4, 0.7
"""How far a feature speaks for a topic that has it in its names, its short answer, its long answer, its claims."""

_FEWEST = 2
"""A beginning of fewer letters (`a*`) finds nothing in particular."""


class Lexicon:
    """The words of a store's claims: for each, in how many claims it is. `claims` is how many there are."""

    def __init__(self, frequencies: Mapping[str, int], stems: Mapping[str, str], claims: int) -> None:
        self.frequencies = frequencies
        self.claims = claims
        self.of_stem: dict[str, list[str]] = {}
        for word, stemmed in stems.items():
            self.of_stem.setdefault(stemmed, []).append(word)
        self._sorted = sorted(frequencies)

    def meant(self, element: str) -> list[str]:
        """Return the words that an element of a phrase finds."""
        if not element.endswith(GAP):
            return self.of_stem.get(element, [])
        from bisect import bisect_left

        beginning = element[:-1]
        first = bisect_left(self._sorted, beginning)
        last = bisect_left(self._sorted, f"{beginning}\U0010ffff")
        return self._sorted[first:last] if len(beginning) >= _FEWEST else []

    def frequency(self, element: str) -> int:
        """Return in how many claims about an element of a phrase is found."""
        return max((self.frequencies.get(word, 0) for word in self.meant(element)), default=0)


class Sample(NamedTuple):
    """A claim, as far as it shows what its topics are about."""

    topics: tuple[str, ...]
    statement: str


class Records(NamedTuple):
    """The records of a store that matching is compiled from; all but `lexicon` may be empty."""

    lexicon: Lexicon
    vocabulary: Sequence[Mapping[str, Any]] = ()
    topics: Sequence[Mapping[str, Any]] = ()
    omissions: Sequence[Mapping[str, Any]] = ()
    notices: Sequence[Mapping[str, Any]] = ()
    named: Mapping[str, Sequence[Mapping[str, Any]]] = {}
    samples: Sequence[Sample] = ()


class Knowledge:
    """The compiled subject, as matching asks it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.book = Book(data["book"])
        self.claims: int = data["claims"]
        self.searches: Mapping[str, str] = data["searches"]
        self.postings: Mapping[str, Mapping[str, float]] = data["postings"]
        self.kinds: Mapping[str, str] = data["kinds"]
        self.broader: Mapping[str, str | None] = data["broader"]
        self.topics: Mapping[str, list[str]] = data["topics"]
        self.notices: list[str] = data["notices"]
        self.crisis: frozenset[str] = frozenset(data["crisis"])
        self.known: frozenset[str] = frozenset(data["known"])
        self._frequencies: Mapping[str, int] = data["frequencies"]

    def frequency(self, feature: str) -> int:
        """Return in about how many claims a concept is found."""
        return self._frequencies.get(feature, 0)

    def weight(self, frequency: int) -> float:
        """Return how much a feature says that this many claims have: 1 where none has it, near 0 where all have."""
        most = log((self.claims + 1) / 0.5)
        return max(0.05, log((self.claims + 1) / (frequency + 0.5)) / most)

    def features(self, text: Sequence[Token]) -> set[str]:
        """Return the stems and concepts of a text."""
        return {stemmed for _, stemmed in text} | self.concepts(text)

    def concepts(self, text: Sequence[Token]) -> set[str]:
        """Return the concepts of a text."""
        return {hit.target for hit in self.book.find(text) if hit.target.startswith("concept/")}

    def lineage(self, name: str) -> set[str]:
        """Return an intervention or population with all that are broader."""
        found = set()
        current: str | None = name
        while current is not None and current not in found:
            found.add(current)
            current = self.broader.get(current)
        return found

    def are_related(self, one: str, other: str) -> bool:
        """Whether one of two interventions or populations is the other or includes it."""
        return one in self.lineage(other) or other in self.lineage(one)


def compile_knowledge(records: Records) -> dict[str, Any]:
    """Return everything that matching needs to know of a store besides its claims, as plain data."""
    phrases = list(_phrases(records))
    book = bind(phrases)
    data: dict[str, Any] = {
        "book": book,
        "claims": records.lexicon.claims,
        "searches": {},
        "frequencies": {},
        "postings": {},
        "kinds": {one["id"]: kind for kind in KINDS for one in records.named.get(kind, ())},
        "broader": {one["id"]: one.get("broader") for kind in KINDS for one in records.named.get(kind, ())},
        "notices": [one["id"] for one in sorted(records.notices, key=lambda one: one.get("kind") != "crisis")],
        "crisis": [one["id"] for one in records.topics if one.get("kind") == "crisis"],
        "topics": {one["id"]: list(one.get("topics", ())) for one in records.omissions},
        "known": sorted({element for phrase, _ in phrases for element in parse(phrase) if not element.endswith(GAP)}),
    }
    data["searches"], data["frequencies"] = _searches(phrases, records.lexicon)
    data["postings"] = _postings(records, Knowledge(data))
    return data


def _phrases(records: Records) -> Iterator[tuple[str, str]]:
    for concept in records.vocabulary:
        yield from ((phrase, f"concept/{concept['id']}") for phrase in concept["phrases"])
    for kind in KINDS:
        for one in records.named.get(kind, ()):
            yield one["id"].replace("-", " "), f"concept/{one['id']}"
            yield one.get("name", ""), f"concept/{one['id']}"
    for topic in records.topics:
        asked = (topic["id"], *topic.get("aliases", ()), *topic.get("asked_as", ()))
        yield from ((phrase.replace("-", " "), f"topic/{topic['id']}") for phrase in asked)
    for omission in records.omissions:
        asked = (omission.get("label", ""), *omission.get("asked_as", ()))
        yield from ((phrase, f"omission/{omission['id']}") for phrase in asked)
    for notice in records.notices:
        yield from ((phrase, f"notice/{notice['id']}") for phrase in notice.get("asked_as", ()))


def _searches(phrases: Iterable[tuple[str, str]], lexicon: Lexicon) -> tuple[dict[str, str], dict[str, int]]:
    """Return for each concept the full-text search that finds it, and in about how many claims it is."""
    parts: dict[str, dict[str, None]] = {}
    frequencies: dict[str, int] = {}
    for phrase, target in phrases:
        elements = [element for element in parse(phrase) if element != GAP]
        if not target.startswith("concept/") or not elements or all(element in COMMON for element in elements):
            continue
        found = [lexicon.meant(element) for element in elements]
        if not all(found):
            continue
        frequency = min(lexicon.frequency(element) for element in elements)
        frequencies[target] = max(frequencies.get(target, 0), frequency)
        parts.setdefault(target, {})[both(map(either, found))] = None
    return {target: " OR ".join(found) for target, found in parts.items()}, frequencies


def either(words: Iterable[str]) -> str:
    """Return the full-text search for any of some folded words."""
    return " OR ".join(f'"{word}"' for word in words)


def both(searches: Iterable[str]) -> str:
    """Return the full-text search for all of some searches."""
    return "(" + " AND ".join(f"({search})" for search in searches) + ")"


def _postings(records: Records, knowledge: Knowledge) -> dict[str, dict[str, float]]:
    """Return for each feature the topics and omissions that have it, and how far it speaks for each."""
    found: dict[str, dict[str, float]] = {}

    def put(target: str, text: str, worth: float) -> None:
        for feature in knowledge.features(tokens(text)) - COMMON:
            of_feature = found.setdefault(feature, {})
            of_feature[target] = max(of_feature.get(target, 0.0), worth)

    for topic in records.topics:
        target = f"topic/{topic['id']}"
        for text in (topic["id"], topic.get("name", ""), topic.get("question", ""), *topic.get("aliases", ())):
            put(target, text.replace("-", " "), ASKED)
        put(target, topic.get("answer") or "", ANSWERED)
        put(target, (topic.get("bottom_line") or {}).get("text", ""), DETAILED)
    for omission in records.omissions:
        target = f"omission/{omission['id']}"
        put(target, f"{omission.get('label', '')} {omission['text']}", ASKED)
    for feature, shares in _shares(records.samples, knowledge).items():
        of_feature = found.setdefault(feature, {})
        for topic_id, share in shares.items():
            target = f"topic/{topic_id}"
            of_feature[target] = max(of_feature.get(target, 0.0), round(CLAIMED * share, 3))
    return found


def _shares(samples: Iterable[Sample], knowledge: Knowledge) -> dict[str, dict[str, float]]:
    """Return for each feature of claims what share of the claims that have it each topic holds.

    The first topic of a claim is its main one; a further one counts half.
    """
    counts: dict[str, dict[str, float]] = {}
    totals: dict[str, int] = {}
    for sample in samples:
        for feature in knowledge.features(tokens(sample.statement)) - COMMON:
            totals[feature] = totals.get(feature, 0) + 1
            of_feature = counts.setdefault(feature, {})
            for place, topic in enumerate(sample.topics):
                of_feature[topic] = of_feature.get(topic, 0.0) + (0.5 if place else 1.0)
    return {
        feature: {topic: count / totals[feature] for topic, count in of_feature.items() if count / totals[feature] > 0.1}  # noqa: PLR2004 - noise
        for feature, of_feature in counts.items()
    }
