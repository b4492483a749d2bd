"""`plain`: the answer to a question, a line for each part: what it is, then tab-separated values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats._text import shown
from ketacli.formats.plain import values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ketacli.formats._text import Layout
    from ketacli.report.ask import Screen


def render(screen: Screen, layout: Layout) -> str:
    """Return the answer to a question as lines of tab-separated values."""
    return "".join("\t".join(shown(value, layout) for value in line) + "\n" for line in _lines(screen))


def _lines(screen: Screen) -> Iterator[Sequence[str]]:
    reply = screen.reply
    for notice in reply.notices:
        yield "notice", notice.id, notice.text
    for word, meant in reply.corrected.items():
        yield "corrected", word, meant
    for name, near in reply.missing.items():
        yield "missing", name, ",".join(study.id for study in near)
    yield from (("untold", asked) for asked in reply.untold)
    if reply.topic:
        yield "topic", reply.topic.id, screen.read_as, screen.bottom_line
    if screen.silence:
        yield "nothing", screen.silence
    for claim in reply.claims:
        yield "claim", *values(claim, screen.context)
    for omission in reply.omissions:
        yield "omission", *values(omission, screen.context)
    yield from (("cited", one.id, one.label, one.result or "") for one in reply.cited)
    if reply.near:
        yield "near", reply.near.id, reply.near.question or reply.near.name
