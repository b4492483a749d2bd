"""`html`: the summary as one file that needs no network and no script; where everything is shown, a script adds search and filters."""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from ketacli.formats import Format, _parts
from ketacli.formats import _words as words
from ketacli.formats._text import harmless
from ketacli.formats._web import page
from ketacli.formats.summary import _panels
from ketacli.formats.summary import _telling as telling
from ketacli.frozen import NamedTuple
from ketacli.report import card as cards
from ketacli.report.arms import whole
from ketacli.report.saying import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.formats._text import Layout
    from ketacli.model import Study
    from ketacli.report.brief import Brief
    from ketacli.report.card import Card
    from ketacli.report.saying import Rate
    from ketacli.report.summary import Summary

FORMAT = Format(suffixes=(".html", ".htm"), for_people=True)

LEAVES_OUT = (
    *(name for name in _parts.LEAVES_OUT if name not in ("measures", "quantities.defined_as")),  # its figures have them
    "type",
    "importance",
    "evidence.origin",
    "caveats.kind",
    "relations.kind",
    "relations.claim",
)
"""The fields of a claim that are not shown where it is whole."""

_TAGS = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)
_REFERENCES = '<h2 id="k_r">'


class Drawing(NamedTuple):
    """A plot to show: `svg` is trusted markup, `text` says what it shows; without `topic` it comes before all topics."""

    svg: str
    title: str
    text: str
    topic: str = ""


def brief(found: Brief, layout: Layout) -> str:
    """Return the evidence on one page."""
    draw = partial(_drawn, found, layout)
    before = draw(found.report.studies).partition(_REFERENCES)[0]
    return draw(found.named(unescape(_TAGS.sub(" ", before)), harmless))


def _drawn(found: Brief, layout: Layout, studies: Sequence[Study]) -> str:
    """Return the page with references to these studies: it is drawn once with all, to see which it names before them."""
    report = found.report
    others = {name: value for name, value in report.asked.items() if name != "topic"}
    return page(
        "summary/_page.html.jinja",
        layout,
        styles=("figures", "summary"),
        found=found,
        here={line.card.claims[0].id for line in found.lines},
        asked=words.asked(others, "“{}”".format),
        bottoms=[(topic.question or topic.name, line) for topic, line in found.summed_up],
        studies=studies,
        cited={study.id: found.context.labels.get(study.id, study.id) for study in studies},
        telling=telling,
        marked=lambda study: telling.mark(found.read(study)),
        reads=[found.read(study) for study in studies],
        rates=_panels.rates,
        values=_panels.values,
        marks=_panels.named(found.figures),
        peopled=_peopled,
        said=_said,
    )


def _said(row: Rate | Value, card: Card) -> str:
    """Return a page's own words for the figure of a claim's row, in quotation marks; nothing where it gives them in no words."""
    given = [one for claim in card.claims for one in claim.quantities if one.as_]
    if isinstance(row, Value):
        found = [one for one in given if one == row.amount]
    else:
        found = [one for one in given if one.unit == "%" and one.value is not None and whole(one.value) == row.treated]
    return f"“{found[0].as_}”" if found else ""


def _peopled(about: str) -> str:
    """Return what a row of figures is of, its number of people with the noun: `(90 v 86), week 4` is `90 v 86 people, week 4`."""
    told = re.sub(r"^(\[[\d, v]+\])", r"\1 people", about)
    return re.sub(r"^\(((?:(?:\w+ )?of )?[\d,]+(?: v [\d,]+)?)\)", r"\1 people", told)


def render(report: Summary, layout: Layout, drawings: Sequence[Drawing] = ()) -> str:
    """Return all of a report as a web page."""
    kinds = {"claim": report.claims, "source": report.sources, "contradiction": report.contradictions}
    context = report.context
    shown = {claim.id: cards.card(claim, context) for claim in report.claims}
    return page(
        "summary/_whole.html.jinja",
        layout,
        script=(Path(__file__).parent / "_whole.js").read_text(encoding="utf-8"),
        styles=("records",),
        report=report,
        names=report.names,
        context=context,
        kinds={member.id: kind for kind, members in kinds.items() for member in members},
        drawings=drawings,
        ratings=cards.VERDICTS,
        given=cards.counts(shown.values()),
        cards=shown,
        telling=telling,
    )
