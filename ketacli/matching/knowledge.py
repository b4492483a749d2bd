"""What a store knows of its subject, compiled from its vocabulary into plain data that is read back in milliseconds.

A *feature* is what two texts can have in common: a stem (`relaps`) or a target of a phrase, which is written with what
it is of: `concept/relapse`, `topic/relapse`, `omission/no-driving`, `notice/crisis`. The phrases of interventions,
populations and measures are concepts too: a concept of the vocabulary with such an id adds phrases to it.
"""

from __future__ import annotations

from itertools import product
from math import log, prod
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ketacli.matching.english import COMMON, GRAMMAR
from ketacli.matching.folding import words
from ketacli.matching.phrases import GAP, Hit, Token, file, find, keys, parse, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

KINDS = ("intervention", "population", "measure")
"""The controlled lists whose names are concepts."""

ASKED, ANSWERED, DETAILED, CLAIMED = 1.0, 0.6, 0.4, 0.7
"""How far a feature speaks for a topic that has it in its names, its short answer, its long answer, its claims."""

SLIGHTEST = 0.1
"""The least share of the claims with a feature that says anything of a topic."""

IN_PASSING = 0.6
"""The weight of what stands only in notes."""

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


class Forms(NamedTuple):
    """The words and the phrases by which the claims of a store name a concept, folded."""

    words: frozenset[str]
    phrases: tuple[str, ...]

    def are_in(self, words: set[str], padded: str) -> bool:
        """Whether a text has one of them: `padded` is the text with a space before and after."""
        if not self.words.isdisjoint(words):
            return True
        for phrase in self.phrases:  # noqa: SIM110 - `any` takes three times as long, and this is where time goes
            if phrase in padded:
                return True
        return False

    def search(self) -> str:
        """Return the full-text search for any of them."""
        return " OR ".join(f'"{form.strip()}"' for form in (*sorted(self.words), *self.phrases))


class Sample(NamedTuple):
    """A claim, as far as it shows what its topics and measures are about."""

    topics: tuple[str, ...]
    statement: str
    measures: tuple[str, ...] = ()


class Records(NamedTuple):
    """The records of a store that matching is compiled from; all but `lexicon` may be empty."""

    lexicon: Lexicon
    vocabulary: Sequence[Mapping[str, Any]] = ()
    topics: Sequence[Mapping[str, Any]] = ()
    omissions: Sequence[Mapping[str, Any]] = ()
    notices: Sequence[Mapping[str, Any]] = ()
    named: Mapping[str, Sequence[Mapping[str, Any]]] = {}
    samples: Sequence[Sample] = ()
    count: Callable[[str], int] = lambda _: 0
    """In how many statements a full-text search finds something."""


PARTS = ("words", "beginnings", "forms", "frequencies", "postings", "about")
"""What a compiled subject consists of: phrases by what they begin with; by concept the words and phrases of the claims
for it, and in how many statements they are; by feature how far it speaks for topics and omissions; the rest."""

Subject: TypeAlias = "dict[str, dict[str, Any]]"
"""A compiled subject: part, key, plain data."""


class Knowledge:
    """A compiled subject, of which a question needs little: `fetch` gets what there is under some keys of a part."""

    def __init__(self, fetch: Callable[[str, Collection[str]], Mapping[str, Any]]) -> None:
        self._fetch = fetch
        self._parts: dict[str, dict[str, Any]] = {part: {} for part in PARTS}
        about = self._get("about", ["about"])["about"]
        self.claims: int = about["claims"]
        self.kinds: Mapping[str, str] = about["kinds"]
        self.broader: Mapping[str, str | None] = about["broader"]
        self.dimensions: Mapping[str, str | None] = about["dimensions"]
        self.omitted_in: Mapping[str, list[str]] = about["omitted_in"]
        self.notices: list[str] = about["notices"]
        self.crisis_notices = frozenset(about["crisis_notices"])
        self.crisis_topics = frozenset(about["crisis_topics"])

    def _get(self, part: str, keys: Collection[str]) -> Mapping[str, Any]:
        """Return a part as far as it is known, after the values under some keys were fetched; None where there is none."""
        known = self._parts[part]
        missing = [key for key in keys if key not in known]
        if missing:
            known.update(dict.fromkeys(missing))
            known.update(self._fetch(part, missing))
        return known

    def find(self, text: Sequence[Token]) -> set[Hit]:
        """Return the phrases of the subject in a text."""
        stems, beginnings = keys(text)
        by_word = {key: found for key, found in self._get("words", stems).items() if found}
        by_beginning = {key: found for key, found in self._get("beginnings", beginnings).items() if found}
        return set(find(text, by_word, by_beginning))

    def concepts(self, text: Sequence[Token]) -> set[str]:
        """Return the concepts of a text."""
        return {hit.target for hit in self.find(text) if hit.target.startswith("concept/")}

    def forms(self, concepts: Collection[str]) -> dict[str, Forms]:
        """Return how the claims name concepts; those that none names are left out."""
        found = self._get("forms", concepts)
        return {
            name: Forms(frozenset(found[name][0]), tuple(f" {phrase} " for phrase in found[name][1]))
            for name in concepts
            if found[name]
        }

    def frequencies(self, concepts: Collection[str]) -> dict[str, int]:
        """Return in how many statements each concept is that claims name at all, be it in a note."""
        found = self._get("frequencies", concepts)
        return {name: found[name] for name in concepts if found[name] is not None}

    def postings(self, features: Collection[str]) -> dict[str, Mapping[str, float]]:
        """Return for each feature the topics, omissions and measures that have it, and how far it speaks for each."""
        found = self._get("postings", features)
        return {name: found[name] for name in features if found[name]}

    def weight(self, frequency: int, *, is_known: bool = False) -> float:
        """Return how much a feature says that this many claims state: 1 where one does, near 0 where all do.

        One that no claim states says less where it is known from notes: there the store is not at a loss.
        """
        if is_known and not frequency:
            return IN_PASSING
        most = log((self.claims + 2) / 1.5)
        return max(0.05, min(1.0, log((self.claims + 2) / (frequency + 0.5)) / most))

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


def knowledge_of(subject: Subject) -> Knowledge:
    """Return the knowledge in a subject that was just compiled."""
    return Knowledge(lambda part, keys: {key: subject[part][key] for key in keys if key in subject[part]})


def compile_subject(records: Records) -> Subject:
    """Return everything that matching needs to know of a store besides its claims, as plain data."""
    phrases = list(_phrases(records))
    subject: Subject = {part: {} for part in PARTS}
    subject["words"], subject["beginnings"] = file(phrases)
    subject["about"]["about"] = {
        "claims": records.lexicon.claims,
        "kinds": {one["id"]: kind for kind in KINDS for one in records.named.get(kind, ())},
        "broader": {one["id"]: one.get("broader") for kind in KINDS for one in records.named.get(kind, ())},
        "dimensions": {one["id"]: one.get("dimension") for one in records.named.get("measure", ())},
        "omitted_in": {one["id"]: list(one.get("topics", ())) for one in records.omissions},
        "notices": [one["id"] for one in sorted(records.notices, key=lambda one: one.get("kind") != "crisis")],
        "crisis_notices": [one["id"] for one in records.notices if one.get("kind") == "crisis"],
        "crisis_topics": [one["id"] for one in records.topics if one.get("kind") == "crisis"],
    }
    subject["forms"] = _forms(phrases, records.lexicon)
    knowledge = knowledge_of(subject)
    forms = knowledge.forms(subject["forms"])
    subject["frequencies"] = {name: records.count(found.search()) for name, found in forms.items()}
    subject["postings"] = _postings(records, knowledge)
    return subject


def words_of_subject(records: Records) -> set[str]:
    """Return the whole words of the phrases of a subject: they are known, whether or not a claim has them."""
    parts = (part.removesuffix(GAP) for phrase, _ in _phrases(records) for part in phrase.split())
    return {word for part in parts for word in words(part)}


def _phrases(records: Records) -> Iterator[tuple[str, str]]:
    for concept in records.vocabulary:
        for phrase in concept["phrases"]:
            yield phrase, f"concept/{concept['id']}"
            if _is_pair(phrase):
                yield phrase.replace(" ", ""), f"concept/{concept['id']}"
    for kind in KINDS:
        for one in records.named.get(kind, ()):
            yield one["id"].replace("-", " "), f"concept/{one['id']}"
            yield one.get("name", ""), f"concept/{one['id']}"
    for topic in records.topics:
        asked = (topic["id"], *topic.get("aliases", ()), *topic.get("asked_as", ()))
        said = (phrase.replace("-", " ") for phrase in asked)
        yield from ((phrase, f"topic/{topic['id']}") for phrase in said if phrase not in GRAMMAR)
    for omission in records.omissions:
        asked = (omission.get("label", ""), *omission.get("asked_as", ()))
        yield from ((phrase, f"omission/{omission['id']}") for phrase in asked if phrase not in COMMON)
    for notice in records.notices:
        yield from ((phrase, f"notice/{notice['id']}") for phrase in notice.get("asked_as", ()))


def _is_pair(phrase: str) -> bool:
    """Whether people may write a phrase as one word: `side effect*`, and not `do it`."""
    first, _, second = phrase.partition(" ")
    return first.isalpha() and second.removesuffix(GAP).isalpha() and min(len(first), len(second)) > _FEWEST


MOST_FORMS = 24
"""A phrase that could be worded in more ways than this (`infus* center*`) is no form."""


def _forms(phrases: Iterable[tuple[str, str]], lexicon: Lexicon) -> dict[str, Any]:
    """Return for each concept the words and the phrases of the store that name it."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for phrase, target in phrases:
        elements = parse(phrase)
        if not target.startswith("concept/") or GAP in elements or all(element in COMMON for element in elements):
            continue
        meant = [lexicon.meant(element) for element in elements]
        if not meant or not all(meant):
            continue
        single, several = found.setdefault(target, ({}, {}))
        if len(meant) == 1:
            single.update(dict.fromkeys(meant[0]))
        elif prod(map(len, meant)) <= MOST_FORMS:
            several.update(dict.fromkeys(" ".join(form) for form in product(*meant)))
    return {target: [list(single), list(several)] for target, (single, several) in found.items() if single or several}


def _postings(records: Records, knowledge: Knowledge) -> dict[str, dict[str, float]]:
    """Return for each feature the topics, omissions and measures that have it, and how far it speaks for each."""
    found: dict[str, dict[str, float]] = {}

    def put(target: str, text: str, worth: float) -> None:
        for feature in _features(text, knowledge):
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
        put(target, omission.get("label", ""), ASKED)
        put(target, omission["text"], ANSWERED)
    for measure in records.named.get("measure", ()):
        target = f"measure/{measure['id']}"
        put(
            target,
            f"{measure['id'].replace('-', ' ')} {measure.get('name', '')} {measure.get('question') or ''}",
            ASKED,
        )
        put(target, measure.get("heading") or "", ANSWERED)
        put(target, measure.get("definition") or "", DETAILED)
    for feature, shares in _shares(records.samples, knowledge).items():
        of_feature = found.setdefault(feature, {})
        for target, share in shares.items():
            of_feature[target] = max(of_feature.get(target, 0.0), round(CLAIMED * share, 3))
    return found


def _shares(samples: Iterable[Sample], knowledge: Knowledge) -> dict[str, dict[str, float]]:
    """Return for each feature of claims what share of the claims that have it each topic and measure holds.

    The first topic of a claim is its main one; a further one counts half.
    """
    counts: dict[str, dict[str, float]] = {}
    totals: dict[str, int] = {}
    for sample in samples:
        for feature in _features(sample.statement, knowledge):
            totals[feature] = totals.get(feature, 0) + 1
            of_feature = counts.setdefault(feature, {})
            for place, topic in enumerate(sample.topics):
                target = f"topic/{topic}"
                of_feature[target] = of_feature.get(target, 0.0) + (0.5 if place else 1.0)
            for measure in sample.measures:
                target = f"measure/{measure}"
                of_feature[target] = of_feature.get(target, 0.0) + 1.0
    shares = {
        feature: {target: count / totals[feature] for target, count in of_feature.items()}
        for feature, of_feature in counts.items()
    }
    return {
        feature: {target: share for target, share in found.items() if share > SLIGHTEST}
        for feature, found in shares.items()
    }


def _features(text: str, knowledge: Knowledge) -> set[str]:
    """Return the stems and concepts of a text, without common words."""
    found = tokens(text)
    return {stemmed for word, stemmed in found if word not in COMMON} | knowledge.concepts(found)
