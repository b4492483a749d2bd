"""What a store knows of its subject, compiled from its vocabulary into plain data that is read back in milliseconds.

A *feature* is what two texts can have in common: a stem (`relaps`) or a target of a phrase, which is written with what
it is of: `concept/relapse`, `topic/relapse`, `omission/no-driving`, `notice/crisis`. The phrases of interventions,
populations and measures are concepts too: a concept of the vocabulary with such an id adds phrases to it.
"""

from __future__ import annotations

from functools import cache, cached_property, partial
from math import log
from typing import TYPE_CHECKING, Any, TypeAlias

from ketacli.frozen import NamedTuple
from ketacli.matching.english import gist
from ketacli.matching.phrases import Hit, Token, begun, find, keys

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

AS_SAID = ("notice/", "harmless/", "sign/", "alone/", "country/")
"""Phrases of these targets are looked for as they are said, with pronouns and all. `harmless/sayings` are phrases in which one of a
notice may end and means nothing: `die laughing`. `country/GB` are what names a country. `sign/{drank}` are those of a concept that tells of something only with others, `alone/` what means a notice where nothing else is
said."""

IN_PASSING = 0.6
"""The weight of what stands only in notes."""


class Forms(NamedTuple):
    """The words and the phrases by which the claims of a store name a concept, folded."""

    words: frozenset[str]
    phrases: tuple[str, ...]

    def are_in(self, words: AbstractSet[str], padded: str) -> bool:
        """Whether a text has one of them: `padded` is the text with a space before and after."""
        if not self.words.isdisjoint(words):
            return True
        for phrase in self.phrases:  # noqa: SIM110 - `any` takes three times as long, and this is where time goes
            if phrase in padded:
                return True
        return False

    def phrased(self) -> list[str]:
        """Return all of them, words first, without the spaces around."""
        return [form.strip() for form in (*sorted(self.words), *self.phrases)]

    def search(self) -> str:
        """Return the full-text search for any of them."""
        return " OR ".join(f'"{form}"' for form in self.phrased())


def forms_of(found: Sequence[Sequence[str]]) -> Forms:
    """Return the forms of a concept that are kept as plain data: its words, its phrases."""
    words, phrases = found
    return Forms(frozenset(words), tuple(f" {phrase} " for phrase in phrases))


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
        self._begun = cache(partial(begun, by_beginning=self._parts["beginnings"]))
        self._forms: dict[str, Forms | None] = {}
        self._lineages: dict[str, frozenset[str]] = {}
        self._weights: dict[int, float] = {}
        self._main: str | None = None
        self._is_main_known = False
        self.units: dict[Any, Any] = {}
        """What `ketacli.matching.units` worked out of single words."""
        about = self._get("about", ["about"])["about"]
        self.claims: int = about["claims"]
        self.kinds: Mapping[str, str] = about["kinds"]
        self.broader: Mapping[str, str | None] = about["broader"]
        self.dimensions: Mapping[str, str | None] = about["dimensions"]
        self.light = frozenset(about["light"])
        self.outside = frozenset(about["outside"])
        self.omitted_in: Mapping[str, list[str]] = about["omitted_in"]
        self.dangers = frozenset(about["dangers"])
        self.urgent_points = frozenset(about["urgent_points"])
        self.notices: list[str] = about["notices"]
        self.crisis_notices = frozenset(about["crisis_notices"])
        self.crisis_cries: list[str] = about["crisis_cries"]
        self.numberless_notices = frozenset(about["numberless_notices"])
        self.about_notices = frozenset(about["about_notices"])
        self.unsure_notices: list[str] = about["unsure_notices"]
        self.emergencies = frozenset(about["emergencies"])
        self.told_as: Mapping[str, list[list[str]]] = about["told_as"]
        self.leads: Mapping[str, list[str]] = about["leads"]
        self.instead_of: Mapping[str, list[str]] = about["instead_of"]
        self.crisis_topics = frozenset(about["crisis_topics"])

    def _get(self, part: str, keys: Collection[str]) -> Mapping[str, Any]:
        """Return a part as far as it is known, after the values under some keys were fetched; None where there is none."""
        known = self._parts[part]
        missing = [key for key in keys if key not in known]
        if missing:
            known.update(dict.fromkeys(missing))
            known.update(self._fetch(part, missing))
        return known

    def is_help(self, target: str) -> bool:
        """Whether a topic or omission is of help in a crisis: then nothing else is shown."""
        kind, _, name = target.partition("/")
        topics = self.omitted_in.get(name, ()) if kind == "omission" else (name,) if kind == "topic" else ()
        return not self.crisis_topics.isdisjoint(topics)

    def find(self, text: Sequence[Token], first: int | None = None) -> set[Hit]:
        """Return the phrases of the subject in a text; with `first`, those that begin with one of so many first words."""
        stems, beginnings = keys(text if first is None else text[: first + 1])
        self._get("beginnings", beginnings)
        return set(find(text, self._get("words", stems), self._begun, first))

    def find_gist(self, text: Sequence[Token]) -> set[Hit]:
        """Return the phrases in a question without its pronouns, articles and auxiliaries; none of `AS_SAID`, nor any that is `light`."""
        left = gist([word for word, _ in text])
        kept = [text[place] if word == text[place][0] else (word, word) for word, place in left]
        places = [place for _, place in left]
        return {
            hit._replace(places=tuple(places[place] for place in hit.places))
            for hit in self.find(kept)
            if not hit.target.startswith(AS_SAID) and hit.target not in self.light
        }

    def prepare(self, texts: Iterable[Sequence[Token]]) -> None:
        """Fetch at once what cutting several texts needs."""
        stems: set[str] = set()
        beginnings: set[str] = set()
        for text in texts:
            of_words, of_letters = keys(text)
            stems |= of_words
            beginnings |= of_letters
        parts = (self._get("words", stems), self._get("beginnings", beginnings))
        found = {
            entry[0]
            for part, names in zip(parts, (stems, beginnings), strict=True)
            for name in names
            for entry in part[name] or ()
        }
        concepts = {name for name in found if name.startswith("concept/")}
        self.frequencies(concepts)
        self.postings({*concepts, *(name for name in stems if " " not in name)})

    def concepts(self, text: Sequence[Token]) -> set[str]:
        """Return the concepts of a text."""
        return {hit.target for hit in self.find(text) if hit.target.startswith("concept/")}

    def forms(self, concepts: Collection[str]) -> dict[str, Forms]:
        """Return how the claims name concepts; those that none names are left out."""
        found = self._get("forms", concepts)
        for name in concepts:
            if name not in self._forms:
                self._forms[name] = forms_of(found[name]) if found[name] else None
        return {name: forms for name in concepts if (forms := self._forms[name])}

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
        found = self._weights.get(frequency)
        if found is None:
            most = log((self.claims + 2) / 1.5)
            found = self._weights[frequency] = max(0.05, min(1.0, log((self.claims + 2) / (frequency + 0.5)) / most))
        return found

    @property
    def main_product(self) -> str | None:
        """The intervention that most claims name, or what it is one of; None in a store without interventions."""
        if not self._is_main_known:
            names = [name for name, kind in self.kinds.items() if kind == "intervention"]
            found = self.frequencies([f"concept/{name}" for name in names])
            most = max(names, key=lambda name: found.get(f"concept/{name}", 0), default=None)
            self._main = (
                most if most is None else next(one for one in self.lineage(most) if self.broader.get(one) is None)
            )
            self._is_main_known = True
        return self._main

    @cached_property
    def main_people(self) -> str:
        """The population that most claims name: a claim on no other is on it. Empty in a store without populations."""
        names = [name for name, kind in self.kinds.items() if kind == "population"]
        found = self.frequencies([f"concept/{name}" for name in names])
        return max(names, key=lambda name: found.get(f"concept/{name}", 0), default="")

    @property
    def subjects(self) -> frozenset[str]:
        """The interventions that the store is about: those named in at least half as many statements as the main one."""
        names = [name for name, kind in self.kinds.items() if kind == "intervention" and not self.broader.get(name)]
        found = self.frequencies([f"concept/{name}" for name in names])
        least = max(found.values(), default=0) / 2
        return frozenset(name for name in names if found.get(f"concept/{name}", 0) >= max(1, least))

    def lineage(self, name: str) -> frozenset[str]:
        """Return an intervention or population with all that are broader."""
        known = self._lineages.get(name)
        if known is None:
            found = set()
            current: str | None = name
            while current is not None and current not in found:
                found.add(current)
                current = self.broader.get(current)
            known = self._lineages[name] = frozenset(found)
        return known

    def are_related(self, one: str, other: str) -> bool:
        """Whether one of two interventions or populations is the other or includes it."""
        return one in self.lineage(other) or other in self.lineage(one)
