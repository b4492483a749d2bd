"""`json`: one object with the records and how they were asked for; `schemas/output.schema.json` describes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ketacli.answer import SECTIONS
from ketacli.formats._fields import pick, plain_record

if TYPE_CHECKING:
    from ketacli.answer import Answer
    from ketacli.formats._sheet import Layout

SCHEMA = "urn:keta:schema:output:1"


def render(answer: Answer, layout: Layout) -> str:
    """Return an answer as one JSON object."""
    return json.dumps(document(answer), ensure_ascii=layout.ascii, indent=2) + "\n"


def document(answer: Answer) -> dict[str, Any]:
    """Return an answer as plain data."""
    shown = len(answer.counts) if answer.counted else len(answer.records)
    head: dict[str, Any] = {"schema": SCHEMA, "query": dict(answer.query), "count": shown, "total": answer.total}
    if answer.counted:
        counts = [{"value": value, "claims": count} for value, count in answer.counts.items()]
        return {**head, "field": answer.counted, "counts": counts}
    for section in SECTIONS if answer.command == "show" else (answer.command,):
        members = [record for record in answer.records if isinstance(record, SECTIONS[section])]
        head[section] = [pick(plain_record(record), answer.fields) for record in members]
    return head
