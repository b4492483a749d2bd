"""`json`: the answer to a question as plain data; `ask-output` in `schemas/output.schema.json` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.formats._fields import SCHEMA, plain_record
from ketacli.formats.json import dump

if TYPE_CHECKING:
    from ketacli.formats._text import Layout
    from ketacli.report.ask import Screen


def render(screen: Screen, layout: Layout) -> str:
    """Return the answer to a question as one JSON object."""
    return dump(document(screen), layout, indent=2) + "\n"


def document(screen: Screen) -> dict[str, Any]:
    """Return the answer to a question as plain data."""
    reply = screen.reply
    return {
        "schema": SCHEMA,
        "question": reply.question,
        "understood": {"topic": reply.topic.id if reply.topic else None, "corrected": dict(reply.corrected)},
        "notices": [{"id": one.id, "kind": one.kind, "text": one.text} for one in reply.notices],
        "topic": plain_record(reply.topic, screen.context) if reply.topic else None,
        "claims": [plain_record(claim, screen.context) for claim in reply.claims],
        "omissions": [plain_record(omission, screen.context) for omission in reply.omissions],
        "cited": [one.id for one in reply.cited],
        "missing": {name: [study.id for study in near] for name, near in reply.missing.items()},
        "untold": list(reply.untold),
        "told": {name: list(sentences) for name, sentences in reply.told.items()},
        "near": reply.near.id if reply.near else None,
        "unknown": list(reply.unknown),
        "count": len(reply.claims),
    }
