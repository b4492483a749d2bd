"""Figures of a page that are otherwise than sources set them, each beside what these set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ketacli.model import Omission
    from ketacli.report.scan import LeftOut
    from ketacli.store.bounds import Departing
    from ketacli.store.touching import Mention


class OnRecord(NamedTuple):
    """What is on record against a figure of a sentence: `page` is the figure, `said` what is set, `by` who sets it."""

    n: int
    page: str
    said: str
    by: str

    @property
    def text(self) -> str:
        """Both in one line: `Page 30 minutes · Sources: at least two hours (Spravato label 2026)`."""
        return f"Page {self.page} · Sources: {self.said} ({self.by})"


def figures(found: Iterable[Departing], named: Callable[[Sequence[str]], str]) -> tuple[OnRecord, ...]:
    """Return what is on record against figures of a page; `named` gives the names of sources."""
    return tuple(OnRecord(one.n, one.as_, one.bound.said, named(one.sources)) for one in found)


def points(
    found: Iterable[Departing], sourced: Callable[[Omission], LeftOut]
) -> Iterator[tuple[LeftOut, tuple[int, ...]]]:
    """Yield the points whose sources set a figure otherwise, each as a record, with the numbers of the sentences that have it."""
    by_point: dict[str, tuple[Omission, list[int]]] = {}
    for one in found:
        _, numbers = by_point.setdefault(one.omission.id, (one.omission, []))
        if one.n not in numbers:
            numbers.append(one.n)
    for omission, numbers in by_point.values():
        yield sourced(replace(omission, warns_of="record", topics=())), tuple(numbers)


def without(mentions: Iterable[Mention], numbers: set[int]) -> list[Mention]:
    """Return mentions as if sentences, by their numbers, played nothing down: they stand with the figure that is set."""
    return [
        replace(
            one,
            denying=tuple(n for n in one.denying if n not in numbers),
            closest=tuple(n for n in one.closest if n not in numbers),
        )
        for one in mentions
    ]
