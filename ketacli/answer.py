"""What a command answers with, before anyone draws it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ketacli.model import Claim, Contradiction, Document, Source, Study, Topic

SECTIONS = ("claims", "sources", "contradictions", "topics")
"""The kinds of records an answer can hold, under the names they have in JSON."""


class Context(NamedTuple):
    """What a reader needs besides the records: plain-language names by id, the studies cited, how much hangs on each record."""

    store_title: str = ""
    store_version: str = ""
    claims_in_store: int = 0
    topics: Mapping[str, str] = {}
    documents: Mapping[str, str] = {}
    caveats: Mapping[str, str] = {}
    designs: Mapping[str, str] = {}
    measures: Mapping[str, str] = {}
    people: Mapping[str, str] = {}
    treatments: Mapping[str, str] = {}
    studies: Mapping[str, Study] = {}
    statements: Mapping[str, str] = {}
    tallies: Mapping[str, int] = {}
    standing: Mapping[str, Sequence[str]] = {}
    bottom_line: str = ""
    passages: Mapping[str, str] = {}


class Answer(NamedTuple):
    """The records a command found, in order, and how they were asked for.

    `total` is how many there are without `--limit`; `counts`, where the command counted instead, has what it counted.
    """

    command: str
    query: Mapping[str, Any]
    total: int
    claims: Sequence[Claim] = ()
    sources: Sequence[Source] = ()
    contradictions: Sequence[Contradiction] = ()
    topics: Sequence[Topic] = ()
    counted: str | None = None
    counts: Mapping[str, int] = {}
    fields: tuple[str, ...] = ()
    context: Context = Context()

    @property
    def records(self) -> list[Claim | Document | Study | Contradiction | Topic]:
        """All records, of whatever kind."""
        return [*self.claims, *self.sources, *self.contradictions, *self.topics]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.claims or self.sources or self.contradictions or self.topics or self.counts)
