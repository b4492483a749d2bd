"""What `keta` alone shows: what it is, five commands to start from, the topics, the verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.cli import COMMANDS, _output
from ketacli.cli._opening import opened
from ketacli.formats import _words as words
from ketacli.formats._page import Column, Page, Span
from ketacli.model import VERDICTS as VERDICTS_OF_EVIDENCE
from ketacli.model import place
from ketacli.report.card import VERDICTS
from ketacli.store.query import Query

if TYPE_CHECKING:
    from ketacli.store import Store

_SHOWN = ("supported", "partly-true", "goes-too-far", "wrong", "no-evidence")
"""The verdicts that the page explains, in the order of its legend."""


def show() -> None:
    """Show the front page of the default store."""
    store = opened(None)
    _output.draw(front(store, Page(_output.layout())), "auto")


def front(store: Store, page: Page) -> Page:
    """Return the front page of a store."""
    subject = f"about {store.subject} " if store.subject else ""
    page.add(Span("keta", "heading"), f" · do the claims {subject}hold?", hang=2)
    page.blank()
    what = store.title or words.plural(len(store.ids("document")), "document")
    page.add(f"{what}: {_checked(store)}.")
    page.blank()
    topics = sorted(store.topics(), key=place)
    example = next((topic.id for topic in topics if topic.id == "relapse"), topics[0].id if topics else "TOPIC")
    commands = [
        ("ask", 'keta ask "does it come back?"', "ask in your own words"),
        ("scan", "keta scan page.html", "check a page of your own"),
        ("summary", f"keta summary --topic {example}", "one page, with references"),
        ("claims", f"keta claims --topic {example}", "what is claimed, and what is so"),
        ("show", "keta show ID", "all about one claim or source"),
        ("", "keta --help", "all commands and options"),
    ]
    known = [(line, about) for name, line, about in commands if not name or name in COMMANDS]
    if page.is_narrow:
        for line, about in known:
            page.add(Span(line, "label"), indent=2, hang=4)
            page.add(about, indent=4)
    else:
        width = max(len(line) for line, _ in known) + 6
        page.table([[[Span(line, "label")], [about]] for line, about in known], [Column(width), Column()], 2)
    if topics:
        page.blank()
        page.add(Span("Topics", "heading"))
        page.add(", ".join(sorted(topic.id for topic in topics)), indent=2)
    page.blank()
    page.add(Span("Verdicts", "heading"))
    legend: list[Span | str] = []
    for name in _SHOWN:
        mark, word = VERDICTS[name]
        legend += [Span(f"{mark}\u00a0{word.replace(' ', chr(0xA0))}", name), "   "]
    page.add(*legend[:-1], indent=2)
    page.add(f"{VERDICTS['advice'][0]} personal story, advice", indent=2)
    page.blank()
    page.add(Span(store.closing or words.NOTICE, "muted"), hang=2)
    return page


def _checked(store: Store) -> str:
    """Return how many claims there are and whether they have been checked, in words.

    Claims of a topic for people in a crisis are never rated, and those that nobody can check or has evidence on need none.
    """
    every = words.plural(store.size, "claim")
    rated = store.count(Query(), "rating")
    unrated = rated.pop("not-rated", 0)
    held = store.count(Query(verdict=VERDICTS_OF_EVIDENCE), "rating")
    with_evidence = sum(held.values())
    if unrated and (crisis := tuple(topic.id for topic in store.topics() if topic.kind == "crisis")):
        unrated -= store.count(Query(topic=crisis), "rating").get("not-rated", 0)
    bare = sum(
        count - held.get(name, 0) for name, count in rated.items() if name not in ("no-evidence", "not-checkable")
    )
    if with_evidence and not unrated and not bare:
        each = "each checked against the sources that bear on it" if store.size > 1 else "checked against its sources"
        return f"{every}, {each}"
    return f"{every}, {sum(rated.values()) or 'none'} rated, {with_evidence or 'none'} with evidence"
