"""`html`: a scanned page sentence by sentence, each with a note beside it, as one file that needs no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats._web import page
from ketacli.formats.summary import _panels
from ketacli.formats.summary import _telling as telling
from ketacli.report import arms, totals
from ketacli.report.played_down import KINDS
from ketacli.report.scan import given
from ketacli.report.setting import said

if TYPE_CHECKING:
    from ketacli.formats._text import Layout
    from ketacli.report.scan import Report
    from ketacli.report.setting import Beside


def render(report: Report, layout: Layout, *, is_full: bool = False) -> str:  # noqa: ARG001 - a page has every sentence
    """Return what keta says of a page as a web page."""
    return page(
        "scan/_page.html.jinja",
        layout,
        styles=("figures", "scan"),
        report=report,
        totals=totals,
        drawn=_drawn,
        telling=telling,
        given=given,
        kinds=KINDS,
        labels={one.id: one.label for one in report.references},
    )


def _drawn(beside: Beside) -> _panels.Panel | None:
    """Return the shares of a page and of studies as marks on one axis; None where there are none."""
    figure = beside.page
    if figure is None:
        return None
    value = figure.value if figure.value is not None else figure.high
    if figure.unit != "%" or value is None or any(pair.first.share is None for pair in beside.pairs):
        return None
    shown = [("pg", value, "page", said(figure).removesuffix(" of 100"))]
    for pair, compared in zip(beside.pairs, beside.compared, strict=True):
        for arm, shape, who in ((pair.treated, "ket", pair.study.label), (pair.compared, "cmp", compared)):
            if arm is not None and arm.share is not None:
                shown.append((shape, arm.share, who, str(arms.whole(arm.share))))
    marks = tuple(
        _panels.named_mark(shape, share, 18 + 26 * place, said, who)
        for place, (shape, share, who, said) in enumerate(shown)
    )
    return _panels.shares(marks, 24 + 26 * len(marks) + 12, f"Of 100 people: {beside.text}.", value)
