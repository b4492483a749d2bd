"""`html`: the summary as one file that needs no network and no script; a script adds search and filters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ketacli.formats import Format
from ketacli.formats import _words as words
from ketacli.formats._web import page
from ketacli.formats.summary import _telling as telling
from ketacli.model import CONFIDENCES
from ketacli.quantities import figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.formats._text import Layout
    from ketacli.report.summary import Report

FORMAT = Format(suffixes=(".html", ".htm"), for_people=True)


class Drawing(NamedTuple):
    """A plot to show: `svg` is trusted markup, `text` says what it shows; without `topic` it stands before all topics."""

    svg: str
    title: str
    text: str
    topic: str = ""


def render(report: Report, layout: Layout, drawings: Sequence[Drawing] = ()) -> str:
    """Return a report as a web page."""
    kinds = {"claim": report.claims, "source": report.sources, "contradiction": report.contradictions}
    return page(
        "summary/_page.html.jinja",
        layout,
        script=(Path(__file__).parent / "_page.js").read_text(encoding="utf-8"),
        report=report,
        names=report.names,
        kinds={member.id: kind for kind, members in kinds.items() for member in members},
        studies={study.id: study for study in report.studies},
        drawings=drawings,
        ratings=CONFIDENCES,
        words=words,
        telling=telling,
        figure=figure,
    )
