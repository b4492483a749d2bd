"""What to try where nothing was found. Imported, and the store asked again, only then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.formats._words import plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ketacli.store import Store

_MOST = 3
_LEAST_SHARE = 0.6
"""A topic is offered beside the nearest one if it has this share of its score."""


def hint(store: Store, asked: Mapping[str, Any]) -> str:
    """Return a hint for a search without results; empty where no words were looked for, or claims do have them."""
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
    """Return the ids of the topics that a text is about, as `keta ask` understands it, the nearest first."""
    found = store.match(text)
    if not found.is_known and not found.near:
        return []
    return [one.id for one in found.topics if one.score >= _LEAST_SHARE * found.topics[0].score][:_MOST]
