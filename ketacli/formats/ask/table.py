"""`table`: the answer to a question for reading at a terminal, on one screen as far as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import _cards
from ketacli.formats._page import Page, Span

if TYPE_CHECKING:
    from ketacli.formats._text import Layout
    from ketacli.report.ask import Screen


def render(screen: Screen, layout: Layout) -> Page:
    """Return the answer to a question as a page."""
    page = Page(layout)
    for notice in screen.notices:
        page.add(Span(notice, "heading"))
        page.blank()
    if screen.corrected:
        page.add(Span(f"Read {screen.corrected}.", "caveat"))
    if screen.read_as:
        page.add(Span("Read as: ", "muted"), Span(screen.read_as, "heading"), hang=9)
    page.blank()
    if screen.silence:
        page.add(screen.silence)
    if screen.cards_first:
        _cards_of(page, screen)
        _bottom_line(page, screen)
    else:
        _bottom_line(page, screen)
        _cards_of(page, screen)
    _left_out(page, screen)
    page.blank()
    for line in screen.further:
        page.add(Span(line, "muted"), hang=2)
    _cards.notice(page, screen.context)
    return page


def _bottom_line(page: Page, screen: Screen) -> None:
    if screen.bottom_line:
        page.blank()
        page.add(screen.bottom_line)


def _cards_of(page: Page, screen: Screen) -> None:
    if screen.heading:
        page.blank()
        page.add(Span(screen.heading, "heading"))
    for one in screen.cards:
        page.blank()
        _cards.verdict(page, one.card)
        for line in one.lines:
            _cards.labelled(page, line, holds=one.card.holds)
        page.under(Span(one.folded, "id"))


def _left_out(page: Page, screen: Screen) -> None:
    if screen.left_out and screen.left_out_heading:
        page.blank()
        page.add(Span(screen.left_out_heading, "heading"))
    for one in screen.left_out:
        page.blank()
        omission = one.omission
        page.add(Span(f"{omission.label}: ", "label"), omission.text, indent=2)
        if omission.limits:
            page.add(omission.limits, indent=2)
        page.add(Span(f"{one.sources} · {omission.id}", "id"), indent=2, hang=4)
