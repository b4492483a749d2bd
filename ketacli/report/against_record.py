"""Sentences of a page with a figure otherwise than sources set it, each with what these set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ketacli.model import Omission
    from ketacli.report.scan import LeftOut, Told
    from ketacli.store.against import Against
    from ketacli.store.touching import Mention

HEADING = "Against what is on record (read both)"


class OnRecord(NamedTuple):
    """What is on record against a figure of a sentence: `page` is the figure, `said` what is set, `by` who sets it, `point` says more."""

    page: str
    said: str
    by: str
    point: LeftOut

    @property
    def text(self) -> str:
        """Both in one line: `Page 30 minutes · Sources: at least two hours (Spravato label 2026)`."""
        return f"Page {self.page} · Sources: {self.said} ({self.by})"


class AgainstRecord(NamedTuple):
    """A sentence with all that is on record against it."""

    told: Told
    record: tuple[OnRecord, ...]


def told_against(
    found: Iterable[Against],
    told: Mapping[int, Told],
    named: Callable[[Sequence[str]], str],
    sourced: Callable[[Omission], LeftOut],
) -> tuple[AgainstRecord, ...]:
    """Return the sentences that are against what is on record, in the order of the page; `named` gives names of sources."""
    by_sentence: dict[int, list[OnRecord]] = {}
    for one in found:
        record = OnRecord(one.as_, one.bound.said, named(one.sources), sourced(one.omission))
        by_sentence.setdefault(one.n, []).append(record)
    return tuple(AgainstRecord(told[n], tuple(record)) for n, record in by_sentence.items())


def points(record: Sequence[OnRecord], seen: set[str]) -> list[LeftOut]:
    """Return the points of what is on record that are not `seen` yet, and take them among these."""
    found = {one.point.omission.id: one.point for one in record if one.point.omission.id not in seen}
    seen.update(found)
    return list(found.values())


def without(mentions: Iterable[Mention], numbers: set[int]) -> list[Mention]:
    """Return mentions without the sentences, by their numbers, that are told elsewhere among those that play something down."""
    return [
        replace(
            one,
            denying=tuple(n for n in one.denying if n not in numbers),
            closest=tuple(n for n in one.closest if n not in numbers),
        )
        for one in mentions
    ]
