"""`table`: the answer to a question for reading at a terminal, on one screen as far as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import _cards
from ketacli.formats import _words as words
from ketacli.formats._page import Page, Span
from ketacli.frozen import NamedTuple

if TYPE_CHECKING:
    from ketacli.formats._text import Layout
    from ketacli.report.ask import Screen

SCREEN = 23
"""The lines of a terminal window of the usual size, without the one that the prompt takes."""


class Room(NamedTuple):
    """How many claims are told as cards, how many omissions as text; the others are named, with the id to ask on with.

    Where no claim has a card, the first `facts` of them are named with what is so instead. A risk of harm is always told.
    `said` is how many of the omissions that are named say their first sentence.
    """

    cards: int
    omissions: int
    facts: int = 0
    said: int = 0


_ROOMS = (
    *(Room(3, 2), Room(3, 1), Room(2, 1), Room(2, 0), Room(1, 1), Room(1, 0)),
    *(Room(0, 1, 3), Room(0, 0, 3), Room(0, 1, 1), Room(0, 0, 1, 1), Room(0, 0, 0, 2), Room(0, 0, 0, 1)),
    Room(0, 0),
)
"""From roomy to tight. A claim that the question is about is always a card; an omission that is the answer, or the best, is always told."""


def render(screen: Screen, layout: Layout) -> Page:
    """Return the answer to a question as a page: the roomiest one that fits the screen, or the tightest."""
    for room in _ROOMS:
        if room.cards or screen.order[0] != "claims":
            page = _page(screen, layout, room)
        if page.text().count("\n") <= SCREEN:
            break
    return page


def _page(screen: Screen, layout: Layout, room: Room) -> Page:
    page = Page(layout)
    for notice in screen.notices:
        page.add(Span(notice, "heading"))
        page.blank()
    if screen.corrected:
        page.add(Span(f"Read {screen.corrected}.", "caveat"))
    if screen.read_as:
        page.add(Span("Read as: ", "muted"), Span(screen.read_as, "heading"), hang=9)
    page.blank()
    for line in screen.cited:
        page.add(line, hang=2)
        page.blank()
    if screen.silence:
        page.add(screen.silence)
    parts = {"bottom_line": _bottom_line, "claims": _cards_of, "left_out": _left_out}
    for part in screen.order:
        parts[part](page, screen, room)
    page.blank()
    for line in screen.further:
        page.add(Span(line, "muted"), hang=2)
    _cards.notice(page, screen.context)
    return page


def _bottom_line(page: Page, screen: Screen, _: Room) -> None:
    if screen.bottom_line:
        page.blank()
        page.add(screen.bottom_line)


def _cards_of(page: Page, screen: Screen, room: Room) -> None:
    if screen.heading:
        page.blank()
        page.add(Span(screen.heading, "heading"))
    for place, one in enumerate(screen.cards[: room.cards]):
        if place or room.cards > 1:
            page.blank()
        _cards.verdict(page, one.card)
        for line in one.lines:
            _cards.labelled(page, line, holds=one.card.holds)
        page.under(Span(one.folded, "id"))
    if screen.cards[room.cards :] and room.cards > 1:
        page.blank()
    for place, one in enumerate(screen.cards[room.cards :]):
        _cards.mentions(page, one.card.claims[:1], 0)
        for line in one.lines:
            if line.label in {"Risk", "Clash"} or (line.label == "In fact" and place < room.facts):
                page.add(Span(f"{line.label}: ", "label"), line.text, indent=2)


def _left_out(page: Page, screen: Screen, room: Room) -> None:
    is_whole = screen.reply.is_omitted or screen.reply.is_told_first
    told = len(screen.left_out) if is_whole else max(room.omissions, screen.is_omission_first)
    if screen.left_out and screen.left_out_heading and told:
        page.blank()
        page.add(Span(screen.left_out_heading, "heading"))
    for omission in screen.left_out[:told]:
        page.blank()
        page.add(Span(f"{omission.label}: ", "label"), omission.text, indent=2)
        if omission.limits:
            page.add(omission.limits, indent=2)
        page.add(Span(f"{screen.context.named(omission.sources)} · {omission.id}", "id"), indent=2, hang=4)
    if named := screen.left_out[told:]:
        if told or room.cards > 1:
            page.blank()
        lead = "Left out as well" if told else screen.left_out_heading or "Left out"
        for omission in named[: room.said]:
            page.add(
                Span(f"{lead}: ", "heading"),
                words.first_sentence(omission.text),
                Span(f" · {omission.id}", "id"),
                hang=2,
            )
    if named := named[room.said :]:
        said = " · ".join(f"{omission.label}: keta show {omission.id}" for omission in named)
        page.add(Span(f"{lead}: ", "heading"), said, hang=2)
