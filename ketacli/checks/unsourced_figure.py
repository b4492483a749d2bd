"""A figure of a text that none of what the text rests on has.

What it finds
    A number, in digits or words, in the `statement` of a claim with figures that neither its quantities nor its quote has (nor
    its `wording` or `scope`); in the `short`,
    `text` or `limits` of an omission that none of its sources has; in a topic's `answer` or bottom line that nothing has
    that this rests on. A share may be rounded to a whole number of 100 people, and be of those whom the source does not
    count; any other figure only after `about`, `nearly`, `almost`, `over` or the like. Where a claim says under
    `exceptions: {figures: "…"}` how its figures follow from others, its statement is left to readers. A warning.

Why it matters
    These are the figures that people read first, and decide by. A slip of one digit shows nowhere else.

Example
    statement: "People relapsed about 90 days later."
    quote: ["relapsed approximately nineteen days later"]

Fix
    Correct the figure, or name the source that has it. One that was worked out goes into the `note` of its source, with how.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from ketacli.checks import _sourced
from ketacli.checks._finding import Finding, Findings, View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ketacli.store.parsing import PlacedRecord

SEVERITY = "warning"

_OF_CLAIMS = ("quantities", "quote", "wording", "scope")
_OF_OMISSIONS = (("short",), ("text",), ("limits",))
_OF_TOPICS = (("answer",), ("bottom_line", "text"))


def check(view: View) -> Findings:
    """Yield every figure that nothing has on which its text rests."""
    for item in view.loaded.of("claim"):
        fields = [item.record[name] for name in _OF_CLAIMS if name in item.record]
        # A statement is held against figures where it has any: one that nobody typed is reported for itself.
        if "figures" not in item.record.get("exceptions", {}) and any(map(any, map(_sourced.of, fields))):
            own = partial(map, _sourced.of, fields)
            yield from _findings(item, [("statement",)], own, "neither the quantities nor the quote has it")
    resting = _Resting(view)
    for item in view.loaded.of("omission"):
        if resting.are_there(item.record["sources"]):
            known = partial(resting.figures, item.record["sources"])
            yield from _findings(item, _OF_OMISSIONS, known, "none of its sources has it")
    for item in view.loaded.of("topic"):
        line = item.record.get("bottom_line")
        if line and resting.are_there(line["rests_on"]):
            known = partial(resting.figures, line["rests_on"])
            yield from _findings(item, _OF_TOPICS, known, "nothing that the bottom line rests on has it")


def _findings(
    item: PlacedRecord, routes: Iterable[tuple[str, ...]], known: Callable[[], Iterable[Iterable[float]]], why: str
) -> Iterator[Finding]:
    for route in routes:
        text: Any = item.record
        for part in route:
            text = text.get(part) or ""
        for words in _sourced.missing(text, known()):
            yield Finding(item, route, f"`{words}`: {why}", "correct the figure, or name the source that has it")


class _Resting:
    """What texts rest on: each record is gone through once, however many texts name it."""

    def __init__(self, view: View) -> None:
        self._records = view.loaded.all_of("document", "claim", "study")
        self._figures = cache(lambda name: tuple(_sourced.of(self._records[name].record)))

    def are_there(self, names: Iterable[str]) -> bool:
        """Whether all of some records are there: one that is not is reported for itself."""
        return self._records.keys() >= set(names)

    def figures(self, names: Iterable[str]) -> Iterator[tuple[float, ...]]:
        """Yield the figures of each of some records."""
        return map(self._figures, names)
