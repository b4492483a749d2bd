"""What to try where nothing was found. Imported, and the store asked again, only then."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ketacli.formats._words import plural
from ketacli.store.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ketacli.store import Store

_MOST = 3
_ALIKE = 6
"""So many letters at the beginning make two words the same for a hint: `relapse` and `relapsing`, `response` and `respond`."""

_WHOLE = 4
"""A shorter word is no beginning of another: `age` says nothing of `agents`."""

_SAYING_NOTHING = """
about after again also am an and any are as at be because been before but by can come could did do does for from get gets
give given go goes had has have he help her him his how if in into is it its just keta ketamine like long made make many may
me might more most much must my no not now of off on one only or other our out over really she should so some still take
tell than that the their them then there these they this to too up us very want was way we well were what when where which
while who whom whose why will with without work works would yes you your
"""
"""Words of a question that say nothing of its subject."""


def hint(store: Store, asked: Mapping[str, Any]) -> str:
    """Return how to ask on where words were looked for in vain; nothing where none were, or where they do stand in claims."""
    text = asked.get("text")
    if text is None:
        return ""
    if found := store.find(store.query(text), limit=0).total:
        return f"without the filters the words stand in {plural(found, 'claim')}" if len(asked) > 1 else ""
    near = [one for one in topics(store, text) if one not in asked.get("topic", ())]
    if near:
        instead = " or ".join(f"`--topic {one}`" for one in near)
        return f"did you mean {instead} instead? Words must all stand in one claim"
    return "words must all stand in one claim; `--topic` is broader, and `keta topics` lists what there is"


def topics(store: Store, text: str) -> list[str]:
    """Return the ids of the topics whose id, name or aliases share a word with a text, those that share most, or what others don't, first."""
    own = {topic.id: _words([topic.id, topic.name, *topic.aliases]) for topic in store.topics_of(Query())}
    weights = dict.fromkeys(own, 0.0)
    for word in _words([text]):
        sharing = [topic for topic, words in own.items() if any(_are_alike(word, one) for one in words)]
        for topic in sharing:  # a word of many topics says little of each
            weights[topic] += 1 / len(sharing)
    return [topic for topic, weight in sorted(weights.items(), key=lambda pair: -pair[1]) if weight][:_MOST]


def _words(texts: Iterable[str]) -> list[str]:
    """Return the different words of texts, in their order, without those that say nothing."""
    found = dict.fromkeys(word for text in texts for word in re.findall(r"[^\W_]+", text.casefold()))
    return [word for word in found if len(word) > 1 and word not in _SAYING_NOTHING.split()]


def _are_alike(one: str, other: str) -> bool:
    if one[:_ALIKE] == other[:_ALIKE]:
        return len(one) >= _ALIKE or one == other
    shorter, longer = sorted((one.removesuffix("s"), other.removesuffix("s")), key=len)
    return len(shorter) >= _WHOLE and longer.startswith(shorter)
