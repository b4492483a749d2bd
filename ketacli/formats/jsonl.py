"""`jsonl`: one record a line, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import Format
from ketacli.formats.json import dump

if TYPE_CHECKING:
    from ketacli.formats._fields import Data
    from ketacli.formats._text import Layout

FORMAT = Format(suffixes=(".jsonl",))


def write(data: Data, layout: Layout) -> str:
    """Return records as JSON lines."""
    return "".join(dump(record, layout) + "\n" for record in data.records)
