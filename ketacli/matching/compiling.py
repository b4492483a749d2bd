"""Compile what a store knows of its subject from its vocabulary, topics, omissions, notices and controlled lists."""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from itertools import chain, pairwise, product
from math import prod
from typing import TYPE_CHECKING, Any, TypeAlias

from ketacli.frozen import NamedTuple
from ketacli.matching.amounts import spelt
from ketacli.matching.english import COMMON, GRAMMAR, gist, is_telling, listed
from ketacli.matching.expansion import Expansion
from ketacli.matching.folding import words
from ketacli.matching.knowledge import AS_SAID, Forms, forms_of
from ketacli.matching.phrases import GAP, begun, file, find, parse, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ketacli.matching.knowledge import Subject
    from ketacli.matching.phrases import Hit, Parsed, Token

KINDS = ("intervention", "population", "measure")
"""The controlled lists whose names are concepts."""

ASKED, ANSWERED, DETAILED, CLAIMED = 1.0, 0.6, 0.4, 0.7
"""How far a feature speaks for a topic that has it in its names, its short answer, its long answer, its claims."""

HOME, SECOND_HOME = 1.2, 0.8
"""How far a concept speaks for the topic that those who use its phrases ask about; for a further one."""

PHRASED, PARTLY_PHRASED = 0.7, 0.3
"""What the concepts in a phrase of a topic count for it; what a single word of an alias of several words counts."""

SLIGHTEST = 0.1
"""At this share of the claims with a feature, or less, it says nothing about a topic."""

_URGENCY = {"emergency": 0, "crisis": 1}
"""In what order notices come: where somebody's body may fail, where they may harm themselves, all else."""

_SHORTEST_BEGINNING = 2
"""A beginning of fewer letters (`a*`) finds nothing in particular."""

_SHORTEST_OF_PAIR = 3
"""Words of fewer letters are never written together with the next."""

_TELLING_WORDS = 2
"""So many words of a phrase must belong to a concept to say what the phrase is about; all of a phrase of one."""


class Lexicon:
    """The words of a store's claims: for each, in how many statements it is. `claims` is how many claims there are."""

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
        return self._sorted[first:last] if len(beginning) >= _SHORTEST_BEGINNING else []


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
    """In how many statements a full-text search finds something; `named` are the controlled lists by kind, as in `KINDS`."""
    pairs: frozenset[tuple[str, str]] | None = None
    """The words of the claims that stand side by side; None where that was not looked at."""

    @property
    def expansion(self) -> Expansion:
        """What the phrases stand for."""
        return Expansion(self.vocabulary, chain.from_iterable(self.named.values()))


class Phrased(NamedTuple):
    """What the phrases of a store's records come to, whatever its claims say.

    `words` and `beginnings` are the phrases by what they begin with; `named` are those of concepts, parsed, each with its target;
    `known` are all words and beginnings (`word*`) in them: they are known, whether or not a claim has them.
    """

    words: dict[str, list[list[str]]]
    beginnings: dict[str, list[list[str]]]
    named: list[Parsed]
    known: list[str]


def compile_phrases(records: Records) -> Phrased:
    """Return what the phrases of records come to."""
    written = dict.fromkeys(_phrases(records))
    phrases = _telling(written)
    parsed = [(elements, target) for _, elements, target in phrases]
    named = [one for one in dict.fromkeys(parsed) if one[1].startswith("concept/")]
    gists = ((parse(gist), target) for gist, target in _gists((phrase, target) for phrase, _, target in phrases))
    return Phrased(*file((*parsed, *gists)), named, sorted(_words_of(phrase for phrase, _ in written)))


def compile_names(records: Records, named: Iterable[Parsed]) -> Subject:
    """Return the parts that tell of concepts: how claims name each and in how many statements, and what each is.

    `named` are their phrases, as in `Phrased`.
    """
    forms = _forms(named, records.lexicon, records.pairs)
    crises = [one for one in records.notices if one.get("kind") == "crisis"]
    about = {
        "claims": records.lexicon.claims,
        "kinds": {one["id"]: kind for kind in KINDS for one in records.named.get(kind, ())},
        "broader": {one["id"]: one.get("broader") for kind in KINDS for one in records.named.get(kind, ())},
        "light": [f"concept/{one['id']}" for one in records.vocabulary if one.get("light")],
        "outside": [f"concept/{one['id']}" for one in records.vocabulary if one.get("outside")],
        "dimensions": {one["id"]: one.get("dimension") for one in records.named.get("measure", ())},
        "dangers": [one["id"] for one in records.omissions if one.get("importance") == "core"],
        "urgent_points": [one["id"] for one in records.omissions if one.get("warns_of") == "emergency"],
        "omitted_in": {one["id"]: list(one.get("topics", ())) for one in records.omissions},
        "notices": [one["id"] for one in sorted(records.notices, key=lambda one: _URGENCY.get(one.get("kind", ""), 2))],
        "emergencies": [one["id"] for one in records.notices if one.get("kind") == "emergency"],
        "told_as": {one["id"]: [told.split() for told in one.get("told_as", ())] for one in records.notices},
        "leads": {one["id"]: list(one.get("leads", ())) for one in records.notices},
        "instead_of": {one["id"]: list(one.get("instead_of", ())) for one in records.notices},
        "crisis_notices": [one["id"] for one in crises],
        "numberless_notices": [
            one["id"] for one in records.notices if not (one.get("kind") or _has_digit(one["text"]))
        ],
        "about_notices": [one["id"] for one in records.notices if one.get("kind") == "about"],
        "unsure_notices": [one["id"] for one in records.notices if one.get("kind") == "unsure"],
        "crisis_cries": [one["id"] for one in crises if one.get("alone_as")] or [one["id"] for one in crises],
        "crisis_topics": [one["id"] for one in records.topics if one.get("kind") == "crisis"],
    }
    frequencies = {name: _frequency(forms_of(found), records) for name, found in forms.items()}
    return {"about": {"about": about}, "forms": forms, "frequencies": frequencies}


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def compile_postings(records: Records, named: Iterable[Parsed], known: Features) -> dict[str, dict[str, float]]:
    """Return for each feature the topics, omissions and measures that have it, and how far it speaks for each.

    `named` are the phrases of concepts, as in `Phrased`. `known` has the features of texts that were read with the same
    phrases before; it is brought up to date.
    """
    return _postings(records, Reader(named, known))


def _telling(phrases: Iterable[tuple[str, str]]) -> list[tuple[str, tuple[str, ...], str]]:
    """Return phrases with their elements and targets, without those that more than `MOST_TARGETS` targets share."""
    found = [(phrase, parse(phrase), target) for phrase, target in phrases]
    counts = Counter(elements for elements, _ in {(elements, target) for _, elements, target in found})
    return [one for one in found if counts[one[1]] <= MOST_TARGETS]


def _gists(phrases: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield phrases without pronouns, articles and auxiliaries, as questions are looked through besides; none of `AS_SAID`.

    Where these stood at a gap (`how long does it * last`), the gap may be empty.
    """
    for phrase, target in phrases:
        parts = phrase.split()
        if len(parts) == 1 or target.startswith(AS_SAID):
            continue
        folded = [(words(part) or ("",))[0] for part in parts]
        left = gist(folded)
        kept = [parts[place] if word == folded[place] else word for word, place in left]
        has_gap = GAP in kept
        if (kept == parts and not has_gap) or not is_telling([word for word, _ in left if word]):
            continue
        if kept != parts:
            yield " ".join(kept), target
        if has_gap:
            yield " ".join(part for part in kept if part != GAP), target


def _frequency(forms: Forms, records: Records) -> int:
    """Estimate how many statements name a concept; in a large store by the rarest word of a phrase, since searching takes seconds."""
    lexicon = records.lexicon
    found = sum(lexicon.frequencies[word] for word in forms.words)
    if forms.phrases and lexicon.claims <= MOST_COUNTED:
        found += records.count(forms._replace(words=frozenset()).search())
    elif forms.phrases:
        found += max(min(lexicon.frequencies[word] for word in phrase.split()) for phrase in forms.phrases)
    return min(lexicon.claims, found)


def _words_of(phrases: Iterable[str]) -> set[str]:
    """Return the words and beginnings (`word*`) of phrases."""
    parts = set(chain.from_iterable(map(str.split, phrases)))
    return {word + (GAP if part.endswith(GAP) else "") for part in parts for word in words(part.removesuffix(GAP))}


def _phrases(records: Records) -> Iterator[tuple[str, str]]:
    """Yield each phrase with its target, `kind/id`."""
    expansion = records.expansion
    for phrase, target in _written(records):
        for one in expansion.of(phrase):
            yield one, target
            if "%" in one:
                yield spelt(one), target


def _written(records: Records) -> Iterator[tuple[str, str]]:
    notices = {notice["id"] for notice in records.notices}
    for concept in records.vocabulary:
        if concept.get("part"):
            continue
        kind = "notice" if concept["id"] in notices else "harmless" if concept.get("harmless") else "concept"
        target = f"country/{concept['country']}" if "country" in concept else f"{kind}/{concept['id']}"
        for phrase in concept["phrases"]:
            yield phrase, target
            if _is_pair(phrase):
                yield phrase.replace(" ", ""), target
    for kind in KINDS:
        for one in records.named.get(kind, ()):
            named = (one["id"].replace("-", " "), one.get("name", ""))
            yield from ((phrase, f"concept/{one['id']}") for phrase in named if phrase not in COMMON)
    for topic in records.topics:
        asked = (topic["id"], *topic.get("aliases", ()), *topic.get("asked_as", ()), *_asked_of_any(topic))
        said = (phrase.replace("-", " ") for phrase in asked)
        yield from ((phrase, f"topic/{topic['id']}") for phrase in said if phrase not in GRAMMAR)
    for omission in records.omissions:
        asked = (omission.get("label", ""), *omission.get("asked_as", ()))
        yield from ((phrase, f"omission/{omission['id']}") for phrase in asked if phrase not in COMMON)
    for notice in records.notices:
        yield from ((phrase, f"notice/{notice['id']}") for phrase in notice.get("asked_as", ()))
        yield from ((phrase, f"alone/{notice['id']}") for phrase in notice.get("alone_as", ()))
        yield from (
            (sign, f"sign/{sign}") for told in notice.get("told_as", ()) for sign in told.replace(">", " ").split()
        )


_ASKED_OF_ANY = (
    (
        listed("safety harm harms risk risks danger dangers"),
        ("side effect*", "danger*", "harm*", "risk*", "safe", "unsafe"),
    ),
    (listed("cost costs price prices"), ("cost*", "price*", "expensive", "cheap", "afford*", "how much * cost")),
)
"""What everybody asks in other words than a topic is called by: the words of its name, with the phrases."""


def _asked_of_any(topic: Mapping[str, Any]) -> Iterator[str]:
    """Yield phrases by which people ask of a topic on harms or on the price, whatever its subject."""
    named = {word for text in (topic["id"], topic.get("name", "")) for word in words(text)}
    yield from chain.from_iterable(phrases for names, phrases in _ASKED_OF_ANY if not names.isdisjoint(named))


def _is_pair(phrase: str) -> bool:
    """Whether people may write a phrase as one word: `side effect*`, and not `do it`."""
    first, _, second = phrase.partition(" ")
    return first.isalpha() and second.removesuffix(GAP).isalpha() and min(len(first), len(second)) >= _SHORTEST_OF_PAIR


MOST_TARGETS = 12
"""A phrase of more targets than this is ignored."""

MOST_COUNTED = 2_000
"""Up to this many claims phrases are counted, beyond that estimated by their rarest word."""

MOST_FORMS = 24
"""A phrase that could be worded in more ways than this (`infus* center*`) is no form."""


def _forms(named: Iterable[Parsed], lexicon: Lexicon, pairs: frozenset[tuple[str, str]] | None) -> dict[str, Any]:
    """Return for each concept the words and the phrases of the store that name it: none of words that never meet in it."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for elements, target in named:
        if GAP in elements or all(element in COMMON for element in elements):
            continue
        meant = [lexicon.meant(element) for element in elements]
        if not meant or not all(meant):
            continue
        single, several = found.setdefault(target, ({}, {}))
        if len(meant) == 1:
            single.update(dict.fromkeys(meant[0]))
        elif prod(map(len, meant)) <= MOST_FORMS:
            forms = (form for form in product(*meant) if pairs is None or pairs.issuperset(pairwise(form)))
            several.update(dict.fromkeys(" ".join(form) for form in forms))
    return {target: [list(single), list(several)] for target, (single, several) in found.items() if single or several}


def _postings(records: Records, reader: Reader) -> dict[str, dict[str, float]]:
    """Return for each feature the topics, omissions and measures that have it, and how far it speaks for each."""
    found: dict[str, dict[str, float]] = {}

    def put(target: str, features: Iterable[str], worth: float) -> None:
        for feature in features:
            of_feature = found.setdefault(feature, {})
            of_feature[target] = max(of_feature.get(target, 0.0), worth)

    for target, text, worth in _told(records):
        put(target, reader.features(text), worth)
    for target, concept in _asked_for(records, reader):
        put(target, [concept], PHRASED)
    for entry in records.vocabulary:
        for place, topic in enumerate(entry.get("topics", ())):
            put(f"topic/{topic}", [f"concept/{entry['id']}"], SECOND_HOME if place else HOME)
    for feature, shares in _shares(records.samples, reader).items():
        for target, share in shares.items():
            put(target, [feature], round(CLAIMED * share, 3))
    return found


def _asked_for(records: Records, reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield each topic and omission with the concepts that cover at least half of the words of one of its phrases."""
    expansion = records.expansion
    for kind, ones in (("topic", records.topics), ("omission", records.omissions)):
        for one in ones:
            for phrase in chain.from_iterable(map(expansion.of, one.get("asked_as", ()))):
                text = tokens(phrase.replace(GAP, "").replace("-", " "))
                for hit in reader.find(text):
                    if len(hit.places) >= min(_TELLING_WORDS, len(text)) and 2 * len(hit.places) >= len(text):
                        yield f"{kind}/{one['id']}", hit.target


def _told(records: Records) -> Iterator[tuple[str, str, float]]:
    """Yield the texts of topics, omissions and measures, each with how far its words speak for that one."""
    for topic in records.topics:
        target = f"topic/{topic['id']}"
        for text in (topic["id"], topic.get("name", ""), topic.get("question", "")):
            yield target, text.replace("-", " "), ASKED
        for alias in topic.get("aliases", ()):
            yield target, alias.replace("-", " "), PARTLY_PHRASED if "-" in alias else ASKED
        yield target, topic.get("answer") or "", ANSWERED
        yield target, (topic.get("bottom_line") or {}).get("text", ""), DETAILED
    for omission in records.omissions:
        target = f"omission/{omission['id']}"
        yield target, omission.get("label", ""), ASKED
        yield target, omission["text"], ANSWERED
    for measure in records.named.get("measure", ()):
        target = f"measure/{measure['id']}"
        named = f"{measure['id'].replace('-', ' ')} {measure.get('name', '')} {measure.get('question') or ''}"
        yield target, named, ASKED
        yield target, measure.get("heading") or "", ANSWERED
        yield target, measure.get("definition") or "", DETAILED


def _shares(samples: Iterable[Sample], reader: Reader) -> dict[str, dict[str, float]]:
    """Return for each feature, of the claims that have it, the share that belongs to each topic and measure.

    The first topic of a claim is its main one; a further one counts half.
    """
    counts: dict[str, dict[str, float]] = {}
    totals: dict[str, int] = {}
    for sample in samples:
        for feature in reader.features(sample.statement):
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


Features: TypeAlias = "dict[str, list[str]]"
"""The stems and concepts of texts, without common words."""


class Reader:
    """Reads texts for their features, each once: for concepts by their phrases, and not for topics, of which there may be many.

    It empties `known`, and fills it with the texts that were asked for.
    """

    def __init__(self, named: Iterable[Parsed], known: Features) -> None:
        self._by_word, by_beginning = file(named)
        self._begun = cache(partial(begun, by_beginning=by_beginning))
        self._before = dict(known)
        self.known = known
        known.clear()

    def features(self, text: str) -> list[str]:
        """Return the stems and concepts of a text, without common words."""
        found = self.known.get(text)
        if found is None:
            found = self._before.get(text) or self._read(text)
            self.known[text] = found
        return found

    def find(self, text: Sequence[Token]) -> set[Hit]:
        """Return the phrases of concepts in a text."""
        return set(find(text, self._by_word, self._begun))

    def _read(self, text: str) -> list[str]:
        found = tokens(text)
        concepts = {hit.target for hit in self.find(found)}
        return sorted({stemmed for word, stemmed in found if word not in COMMON} | concepts)
