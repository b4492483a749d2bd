"""`jsonl`: the sentences of a scanned page, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats.json import dump
from ketacli.formats.scan.json import sentence

if TYPE_CHECKING:
    from ketacli.formats._text import Layout
    from ketacli.report.scan import Report


def render(report: Report, layout: Layout, *, is_full: bool = False) -> str:  # noqa: ARG001 - JSON has everything
    """Return the sentences of a scanned page as JSON lines."""
    return "".join(dump(sentence(one, report), layout) + "\n" for one in report.told if one.n)
