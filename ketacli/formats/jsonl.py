"""`jsonl`: one record a line, as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ketacli.formats._fields import pick, plain_record

if TYPE_CHECKING:
    from ketacli.answer import Answer
    from ketacli.formats._sheet import Layout


def render(answer: Answer, layout: Layout) -> str:
    """Return an answer as JSON lines."""
    if answer.counted:
        found = [{"value": value, "claims": count} for value, count in answer.counts.items()]
    else:
        found = [pick(plain_record(record), answer.fields) for record in answer.records]
    return "".join(json.dumps(record, ensure_ascii=layout.ascii) + "\n" for record in found)
