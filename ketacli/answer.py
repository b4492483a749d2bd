"""What a command answers with, before anyone draws it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ketacli.frozen import NamedTuple
from ketacli.model import Claim, Contradiction, Document, Entity, Omission, Relation, Study, Topic

SECTIONS: Mapping[str, tuple[type, ...]] = {
    "claims": (Claim,),
    "sources": (Document, Study),
    "contradictions": (Contradiction,),
    "omissions": (Omission,),
    "topics": (Topic,),
}
"""The kinds of records an answer can hold, under the names they have on the command line and in JSON."""


class Context(NamedTuple):
    """What views show besides the records: plain-language names by id, cited studies, how many claims each record has.

    `linked` are, by the id of a claim, the relations in which others name it. `labels` name documents and studies. `harms`
    are the kinds of caveats that are risks of harm.
    """

    store_title: str = ""
    notice: str = ""
    store_version: str = ""
    claims_in_store: int = 0
    topics: Mapping[str, str] = {}
    documents: Mapping[str, str] = {}
    labels: Mapping[str, str] = {}
    harms: frozenset[str] = frozenset()
    caveats: Mapping[str, str] = {}
    designs: Mapping[str, str] = {}
    measures: Mapping[str, str] = {}
    people: Mapping[str, str] = {}
    treatments: Mapping[str, str] = {}
    studies: Mapping[str, Study] = {}
    mentioned: Mapping[str, Claim] = {}
    tallies: Mapping[str, int] = {}
    standing: Mapping[str, Sequence[str]] = {}
    bottom_line: str = ""
    omissions: tuple[Omission, ...] = ()
    passages: Mapping[str, str] = {}
    linked: Mapping[str, Sequence[Relation]] = {}

    def named(self, sources: Iterable[str]) -> str:
        """Return documents and studies by their labels, in a list: `Ross 2020; Crain's, undated`."""
        return "; ".join(self.labels.get(name, name) for name in sources)

    def tally(self, what: str, name: str) -> int:
        """Return how many claims a topic or source has, or how many of those are `contested` or have `caveats`."""
        return self.tallies.get(name if what == "claims" else f"{what} {name}", 0)


class Answer(NamedTuple):
    """The records a command found, in order, and how they were asked for.

    `total` is how many there are without `--limit`; where the command counted instead, `counted` is the field it counted
    by and `counts` what it found. `is_whole` asks for the whole record where a list has only one.
    """

    command: str
    query: Mapping[str, Any]
    total: int
    records: Sequence[Entity] = ()
    counted: str | None = None
    counts: Mapping[str, int] = {}
    fields: tuple[str, ...] = ()
    context: Context = Context()
    is_whole: bool = False

    @property
    def claims(self) -> list[Claim]:
        """The records that are claims."""
        return [record for record in self.records if isinstance(record, Claim)]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found; what `--limit` left out was found."""
        return not (self.counts if self.counted else self.total)
