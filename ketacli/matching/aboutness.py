"""Tell what a page is about at all: whether it names the subject of a store, or something else far more often.

Much of what names a product is everyday language (`tablet`, `drip`, `by mouth`): a leaflet on a painkiller has it too. So a page
is on a product only if it names what the product is a kind of (`ketamine`, `esketamine`), or the product by a name that is no
word of English (`Spravato`).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.english import is_english
from ketacli.matching.stems import stem
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.profiles import Profile
    from ketacli.matching.units import Unit

LEAST_OF_NAME = 5
"""The fewest letters of a name: `iv` is too short."""

FAR_MORE = 2
"""A page is on something else if more than that many times as many of its sentences name it as name any product."""


class About(NamedTuple):
    """What a page is about: `roots` are what it may be on, each as what it is a kind of: all but subjects that it does not name."""

    roots: frozenset[str]
    is_on_subject: bool = True
    """Whether it names one of the products that the store is about by a name of its own."""
    is_elsewhere: bool = False
    """Whether it names something that the store is not about far more often."""

    def is_on(self, product: str | None, knowledge: Knowledge) -> bool:
        """Whether the page is on a product, or there is none to be on."""
        return product is None or not self.roots.isdisjoint(knowledge.lineage(product))


def about(profiles: Iterable[Profile], knowledge: Knowledge) -> About:
    """Return what a page is about, of which `profiles` are the title and all sentences."""
    texts = list(profiles)
    kinds, broader = knowledge.kinds, knowledge.broader
    roots = frozenset(name for name, kind in kinds.items() if kind == "intervention" and not broader.get(name))
    named = Counter(
        root
        for text in texts
        for root in {root for name in text.interventions for root in knowledge.lineage(name) & roots}
    )
    others = Counter(name for text in texts for name in text.features & knowledge.outside)
    own = {root for root in roots if any(f"concept/{root}" in text.features for text in texts)}
    own |= set(_named(texts, roots - own, knowledge))
    most = max((count for root, count in named.items() if root in own), default=0)
    subjects = knowledge.subjects
    is_elsewhere = max(others.values(), default=0) > FAR_MORE * most
    return About(frozenset(own | (roots - subjects)), not subjects or not own.isdisjoint(subjects), is_elsewhere)


def _named(texts: Sequence[Profile], roots: frozenset[str], knowledge: Knowledge) -> Iterator[str]:
    """Yield the roots of which a kind is named by a word of the root (`esketamine`), or by a name that is no English word."""
    found: dict[str, set[str]] = {}
    for unit in (unit for text in texts for unit in text.units):
        concepts = {name.partition("/")[2] for name in unit.features if name.startswith("concept/")}
        for root in {root for name in concepts for root in knowledge.lineage(name) & roots}:
            found.setdefault(root, set()).update(word for word in unit.words if len(word) >= LEAST_OF_NAME)
    forms = knowledge.forms([f"concept/{root}" for root in found])
    for root, words in found.items():
        of_root = forms[f"concept/{root}"].words if f"concept/{root}" in forms else ()
        names = [form for form in of_root if len(form) >= LEAST_OF_NAME]
        if any(name in word for word in words for name in names) or any(_is_name(word, texts) for word in words):
            yield root


def _is_name(word: str, texts: Sequence[Profile]) -> bool:
    """Whether a word is no English one, and stands on a page with a capital letter only."""
    return not is_english(stem(word)) and not any(re.search(rf"\b{re.escape(word)}\b", text.text) for text in texts)


_OF = late(
    r"\s*(?:%|percent\b)?\s*(?:(?!than\b|while\b|whereas\b|but\b|and\b|against\b|versus\b)[\w-]+\s+){0,5}?(?:on|with|for|to|after|from|taking|given|receiving|getting)\s+(?:[\w-]+\s+){0,2}?\Z"
)


def product_of(start: int, end: int, text: str, units: Iterable[Unit], knowledge: Knowledge) -> str | None:
    """Return the product of which a figure of a sentence is said, where the sentence names one or more.

    That is the one after it (`80% with ECT`), the last before it in its clause, or the nearest otherwise. `start` and `end` are
    the figure's, in characters of the text; `units` are the sentence's.
    """
    places = places_of(text, units, knowledge)
    if len({name for _, _, name in places}) < 2:  # noqa: PLR2004 - then there is nothing to tell apart
        return places[0][2] if places else None
    for first, _, name in places:
        if first >= end and _OF.fullmatch(text, end, first):
            return name
    before = [name for _, last, name in places if last <= start]
    return before[-1] if before else next((name for first, _, name in places if first >= end), None)


def places_of(text: str, units: Iterable[Unit], knowledge: Knowledge) -> list[tuple[int, int, str]]:
    """Return where units of a text name products, in order, each with the narrowest that it names; of two at one place the longer."""
    lowered = text.lower()
    found: set[tuple[int, int, str]] = set()
    for unit in units:
        concepts = {name.partition("/")[2] for name in unit.features if name.startswith("concept/")}
        names = {name for name in concepts if knowledge.kinds.get(name) == "intervention"}
        names -= {other for name in names for other in knowledge.lineage(name) - {name}}
        if len(names) == 1:
            words = r"\W+".join(map(re.escape, unit.words))
            found |= {(one.start(), one.end(), min(names)) for one in re.finditer(rf"\b{words}\b", lowered)}
    kept: list[tuple[int, int, str]] = []
    for one in sorted(found, key=lambda place: (place[0] - place[1], place)):
        if not any(one[0] < end and start < one[1] for start, end, _ in kept):
            kept.append(one)
    return _joined(sorted(kept), lowered, knowledge)


def _joined(places: Sequence[tuple[int, int, str]], text: str, knowledge: Knowledge) -> list[tuple[int, int, str]]:
    """Return places with those beside one another as one: of `ketamine tablets` the narrower, of `placebo tablets` the first."""
    joined: list[tuple[int, int, str]] = []
    for one in places:
        last = joined[-1] if joined else None
        if last and text[last[1] : one[0]] in {" ", "-"}:
            name = one[2] if last[2] in knowledge.lineage(one[2]) else last[2]
            joined[-1] = (last[0], one[1], name)
        else:
            joined.append(one)
    return joined
