"""`markdown`: the answer to a question as a page that renders on GitHub and in pandoc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import _words as words
from ketacli.formats._markdown import escape
from ketacli.formats._text import in_ascii
from ketacli.formats.markdown import item, omission

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.formats._text import Layout
    from ketacli.report.ask import Screen


def render(screen: Screen, layout: Layout) -> str:
    """Return the answer to a question as Markdown."""
    text = "\n\n".join(_blocks(screen)) + "\n"
    return in_ascii(text) if layout.ascii else text


def _blocks(screen: Screen) -> Iterator[str]:
    yield f"# {escape(screen.reply.question)}"
    yield from (f"**{escape(notice)}**" for notice in screen.notices)
    if screen.corrected:
        yield f"Read {escape(screen.corrected)}."
    if screen.read_as:
        yield f"Read as: {escape(screen.read_as)}"
    yield from (escape(line) for line in screen.cited)
    if screen.silence:
        yield escape(screen.silence)
    parts = {"bottom_line": _bottom_line, "claims": _claims, "left_out": _left_out}
    for part in screen.order:
        yield from parts[part](screen)
    yield escape(screen.context.notice or words.NOTICE)


def _bottom_line(screen: Screen) -> Iterator[str]:
    if screen.bottom_line:
        yield f"**Bottom line.** {escape(screen.bottom_line)}"


def _claims(screen: Screen) -> Iterator[str]:
    if screen.cards:
        yield f"## {escape(screen.heading)}"
        yield "\n".join(f"- {item(one.card)}" for one in screen.cards)


def _left_out(screen: Screen) -> Iterator[str]:
    if not screen.left_out:
        return
    if screen.left_out_heading:
        yield f"## {escape(screen.left_out_heading)}"
    yield "\n".join(f"- {omission(one, screen.context)}" for one in screen.left_out)
