"""What other programs read: reference managers, linked data, databases. One renderer a file, each pure: a report in, text or bytes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.formats import load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ketacli.report.summary import Summary

    Lists = Mapping[str, Sequence[Mapping[str, Any]]]

LISTS = ("measure", "design", "population", "intervention", "caveat")
"""The controlled lists that a database holds whole."""


def render(name: str, report: Summary, lists: Lists) -> str | bytes:
    """Return a report in a format: bytes from `sqlite`, text from all others. `lists` are the store's `LISTS` by kind."""
    rendered: str | bytes = load(name).render(report, lists)
    return rendered
