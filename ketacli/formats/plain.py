"""`plain`: one record a line, tab-separated, never wrapped or cut, for `cut`, `grep` and `while read`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import Format
from ketacli.formats import _words as words
from ketacli.formats._fields import data
from ketacli.formats._text import shown
from ketacli.model import Claim, Contradiction, Document, Omission, Topic
from ketacli.quantities import figure

if TYPE_CHECKING:
    from ketacli.answer import Answer, Context
    from ketacli.formats._text import Layout
    from ketacli.model import Entity


FORMAT = Format(for_people=True)


def render(answer: Answer, layout: Layout) -> str:
    """Return an answer as lines of tab-separated values."""
    if answer.fields or answer.counted:
        lines = data(answer).rows()
    else:
        lines = [values(record, answer.context) for record in answer.records]
    return "".join("\t".join(shown(value, layout) for value in line) + "\n" for line in lines)


def values(entity: Entity, context: Context) -> list[str]:
    """Return the values of a record's line."""
    if isinstance(entity, Claim):
        return [
            entity.id,
            entity.rating or "",
            entity.confidence.level,
            figure(entity.quantities),
            f"caveats={len(entity.caveats)}",
            f"contradictions={len(entity.contradictions)}",
            words.counted(entity),
            entity.source,
            entity.statement,
            entity.in_fact or "",
        ]
    if isinstance(entity, Omission):
        return [entity.id, entity.importance, entity.label, ",".join(entity.sources), entity.text, entity.limits or ""]
    if isinstance(entity, Contradiction):
        sides = [
            f"{side.says}{' (better supported)' if side.stronger else ''} [{' '.join((*side.claims, *side.sources))}]"
            for side in entity.sides
        ]
        return [entity.id, entity.relation, entity.type or "", " | ".join(sides), entity.resolution or ""]
    counts = [f"{what}={context.tally(what, entity.id)}" for what in ("claims", "contested", "caveats")]
    if isinstance(entity, Topic):
        return [entity.id, *counts, entity.name, entity.answer or ""]
    stands = f"contradictions={len(context.standing.get(entity.id, ()))}"
    design = "" if isinstance(entity, Document) else entity.design or ""
    n = "" if isinstance(entity, Document) or entity.n is None else str(entity.n)
    return [entity.id, entity.kind, entity.label, design, n, *counts, stands, entity.title]
