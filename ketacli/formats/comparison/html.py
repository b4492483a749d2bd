"""`html`: a table for each measure, on one page that needs no network and runs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats._web import page
from ketacli.formats.comparison import _data
from ketacli.formats.comparison import _words as told
from ketacli.formats.summary import _telling as telling
from ketacli.report import card as cards

if TYPE_CHECKING:
    from ketacli.formats._text import Layout
    from ketacli.formats.comparison import Comparison


def render(comparison: Comparison, layout: Layout) -> str:
    """Return a comparison as a web page."""
    behind = comparison.company
    context = comparison.context._replace(
        studies={study.id: study for study in behind.studies}, mentioned=behind.mentioned
    )
    kinds = {
        **dict.fromkeys([claim.id for claim in behind.claims], "claim"),
        **dict.fromkeys([one.id for one in behind.contradictions], "contradiction"),
        **dict.fromkeys([one.id for one in behind.documents], "source"),
        **dict.fromkeys([one.id for one in behind.studies], "source"),
    }
    return page(
        "comparison/_page.html.jinja",
        layout,
        comparison=comparison,
        styles=("records",),
        context=context,
        cards={claim.id: cards.card(claim, context) for claim in behind.claims},
        blocks=comparison.shown,
        lines=_data.lines(comparison),
        kinds=kinds,
        told=told,
        telling=telling,
    )
