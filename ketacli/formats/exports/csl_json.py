"""`csl-json`: the sources cited as CSL-JSON, for Zotero, pandoc's citeproc and everything else that formats citations.

Each source has its id in keta, its label there (`citation-label`), the citation, and a `note` that says how it was read and what is checked against it. That
there are more authors than are named is an author `others`, as pandoc writes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.formats import Format
from ketacli.formats._text import Layout
from ketacli.formats.exports import _cited
from ketacli.formats.json import dump

if TYPE_CHECKING:
    from ketacli.formats.exports import Lists
    from ketacli.formats.exports._cited import Cited
    from ketacli.report.summary import Summary

FORMAT = Format(suffixes=(".csl.json",))


def render(report: Summary, lists: Lists) -> str:  # noqa: ARG001 - every format has the same interface
    """Return the sources of a report as a list of CSL's data."""
    return dump([_record(one) for one in _cited.cited(report)], Layout(), indent=2) + "\n"


def _record(one: Cited) -> dict[str, Any]:
    record: dict[str, Any] = {"id": one.id, "type": one.type}
    authors = [*one.names, *([{"literal": "others"}] if one.more else [])]
    if authors:
        record["author"] = authors
    if one.issued:
        record["issued"] = {"date-parts": [_cited.parts(one.issued)]}
    return {**record, **one.texts, "citation-label": one.label, "note": one.note}
