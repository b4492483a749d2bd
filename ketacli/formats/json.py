"""`json`: one object with the records and how they were asked for; `schemas/output.schema.json` describes it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ketacli.formats import Format

if TYPE_CHECKING:
    from ketacli.formats._fields import Data
    from ketacli.formats._text import Layout

FORMAT = Format(suffixes=(".json",))

# What acts on a terminal beyond ASCII's controls, which JSON escapes itself: C1, and what turns the direction of text.
ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def write(data: Data, layout: Layout) -> str:
    """Return records as one JSON object."""
    return dump(data.document, layout, indent=2) + "\n"


def dump(value: Any, layout: Layout, indent: int | None = None) -> str:
    """Return plain data as JSON in which nothing acts on a terminal: what could is escaped."""
    text = json.dumps(value, ensure_ascii=layout.ascii, indent=indent)
    return ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
