"""`json`: one object with the records and how they were asked for; `schemas/output.schema.json` describes it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ketacli.answer import SECTIONS
from ketacli.formats._fields import pick, plain_record
from ketacli.model import as_record

if TYPE_CHECKING:
    from ketacli.answer import Answer
    from ketacli.formats._sheet import Layout

SCHEMA = "urn:keta:schema:output:1"

# What acts on a terminal beyond ASCII's controls, which JSON escapes itself: C1, and what turns the direction of text.
ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def render(answer: Answer, layout: Layout) -> str:
    """Return an answer as one JSON object."""
    return dump(document(answer), layout, indent=2) + "\n"


def dump(value: Any, layout: Layout, indent: int | None = None) -> str:
    """Return plain data as JSON in which nothing acts on a terminal: what could is escaped."""
    text = json.dumps(value, ensure_ascii=layout.ascii, indent=indent)
    return ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def document(answer: Answer) -> dict[str, Any]:
    """Return an answer as plain data."""
    shown = len(answer.counts) if answer.counted else len(answer.records)
    head: dict[str, Any] = {"schema": SCHEMA, "query": dict(answer.query), "count": shown, "total": answer.total}
    if answer.counted:
        counts = [{"value": value, "claims": count} for value, count in answer.counts.items()]
        return {**head, "field": answer.counted, "counts": counts}
    for section in SECTIONS if answer.command == "show" else (answer.command,):
        members = [record for record in answer.records if isinstance(record, SECTIONS[section])]
        head[section] = [pick(plain_record(record, answer.context), answer.fields) for record in members]
    if answer.command in ("claims", "topics"):
        head["omissions"] = [as_record(omission) for omission in answer.context.omissions]
    return head
