"""`jsonl`: one record a line, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats._fields import pick, plain_record
from ketacli.formats.json import dump

if TYPE_CHECKING:
    from ketacli.answer import Answer
    from ketacli.formats._sheet import Layout


def render(answer: Answer, layout: Layout) -> str:
    """Return an answer as JSON lines."""
    if answer.counted:
        found = [{"value": value, "claims": count} for value, count in answer.counts.items()]
    else:
        found = [pick(plain_record(record, answer.context), answer.fields) for record in answer.records]
    return "".join(dump(record, layout) + "\n" for record in found)
