"""Claims on a page as cards: the verdict first, and everything that the claim must not be shown without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import _words as words
from ketacli.formats._page import Span
from ketacli.report import card as cards

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ketacli.answer import Answer, Context
    from ketacli.formats._page import Page
    from ketacli.model import Claim
    from ketacli.report.card import Card, Line

_MOST_LEFT_OUT = 3
"""How many points that the documents leave out have a sentence under a list; further ones are counted."""

_ROLES = {"Claim": "muted", "Clash": "conflict", "Compare": "muted", "Caveat": "muted", "Caveats": "muted"}
"""The role of a label; others are in bold."""


def listing(page: Page, answer: Answer) -> None:
    """Add the claims of an answer: how many there are and what they are printed as, the bottom line, a card for each."""
    context = answer.context
    shown = cards.cards(answer.claims, context)
    topics = [context.topics.get(topic, topic) for topic in answer.query.get("topic", ())]
    page.add(Span(" and ".join(topics) or "Claims", "heading"))
    page.add(cards.tally(shown, answer.total))
    if what := words.asked({name: value for name, value in answer.query.items() if name != "topic"}):
        page.add(Span(f"with {what}", "muted"))
    if context.bottom_line:
        page.blank()
        page.add(context.bottom_line)
    for one in shown:
        page.blank()
        card(page, one)
    page.blank()
    _footer(page, answer)


def _footer(page: Page, answer: Answer) -> None:
    """Add what was left out, the next commands and the notice of the store."""
    if left_out := words.cut(len(answer.records), answer.total):
        page.add(Span(left_out, "caveat"))
    if found := answer.context.omissions:
        topics = ",".join(answer.query.get("topic", ()))
        pages = "page leaves" if len(answer.context.documents) == 1 else "pages leave"
        left = f"The {pages} out {words.plural(len(found), 'point')} on this: keta topics {topics}"
        page.add(Span(left, "muted"), hang=2)
        for one in found if len(found) <= _MOST_LEFT_OUT else ():
            page.add(Span(f"{one.label}: ", "label"), words.first_sentence(one.text), indent=2, hang=4)
    page.add(Span("Caveats in full, evidence, quote: keta show ID", "muted"), hang=2)
    notice(page, answer.context)


def notice(page: Page, context: Context) -> None:
    """Add what keta is not, and where there is help."""
    page.add(Span(context.notice or words.NOTICE, "muted"), hang=2)


def card(page: Page, one: Card) -> None:
    """Add a card; its last line is where the claim is from, and its id, to ask on with."""
    verdict(page, one)
    for line in one.lines:
        labelled(page, line, holds=one.holds)
    page.under(Span(f"{one.place} · {one.ids}", "id"))


def verdict(page: Page, one: Card) -> None:
    """Add the first line of a card: what the claim is printed as, and why."""
    page.add(Span(f"{one.mark} {one.verdict.upper()}", one.kind), *([Span(f" · {one.why}")] if one.why else []), hang=2)


def labelled(page: Page, line: Line, *, holds: bool) -> None:
    """Add a labelled line of a card; a claim that does not hold is dim."""
    role = "claim" if line.label == "Claim" and not holds else ""
    page.labelled(line.label, Span(line.text, role), role=_ROLES.get(line.label, "label"))


def mentions(page: Page, claims: Iterable[Claim], indent: int) -> None:
    """Add claims in a line each under their verdict, with the ids to ask on with."""
    for claim in claims:
        kind = claim.printed
        mark, word = cards.VERDICTS[kind]
        page.add(
            Span(f"{mark} {word.upper()}", kind),
            Span(f" {claim.statement}", "" if kind == "supported" else "claim"),
            *([Span(f" · {words.plural(len(claim.caveats), 'caveat')}", "caveat")] if claim.caveats else []),
            Span(f" · {claim.id}", "id"),
            indent=indent,
            hang=indent + 2,
        )
