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

from functools import partial
from typing import TYPE_CHECKING, Any

from ketacli.checks import _sourced
from ketacli.checks._finding import Finding, Findings, View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ketacli.store.parsing import PlacedRecord

SEVERITY = "warning"

_OF_OMISSIONS = (("short",), ("text",), ("limits",))
_OF_TOPICS = (("answer",), ("bottom_line", "text"))


def check(view: View) -> Findings:
    """Yield every figure that nothing has on which its text rests."""
    for item in view.loaded.of("claim"):
        known = partial(_of_claim, item)
        # A statement is held against figures where it has any: one that nobody typed is reported for itself.
        if "figures" not in item.record.get("exceptions", {}) and any(known()):
            yield from _findings(item, [("statement",)], known, "neither the quantities nor the quote has it")
    for item in view.loaded.of("omission"):
        if _are_there(item.record["sources"], view):
            known = partial(_of_records, item.record["sources"], view)
            yield from _findings(item, _OF_OMISSIONS, known, "none of its sources has it")
    for item in view.loaded.of("topic"):
        line = item.record.get("bottom_line")
        if line and _are_there(line["rests_on"], view):
            known = partial(_of_records, line["rests_on"], view)
            yield from _findings(item, _OF_TOPICS, known, "nothing that the bottom line rests on has it")


def _findings(
    item: PlacedRecord, routes: Iterable[tuple[str, ...]], known: Callable[[], Iterable[float]], why: str
) -> Iterator[Finding]:
    for route in routes:
        text: Any = item.record
        for part in route:
            text = text.get(part) or ""
        for words in _sourced.missing(text, known):
            yield Finding(item, route, f"`{words}`: {why}", "correct the figure, or name the source that has it")


def _of_claim(item: PlacedRecord) -> Iterator[float]:
    for name in ("quantities", "quote", "wording", "scope"):
        yield from _sourced.of(item.record.get(name))


def _of_records(names: Iterable[str], view: View) -> Iterator[float]:
    for name in names:
        yield from _sourced.of(_record(name, view))


def _are_there(names: Iterable[str], view: View) -> bool:
    """Whether all of some records are there: one that is not is reported for itself."""
    return all(_record(name, view) for name in names)


def _record(name: str, view: View) -> Any:
    found = (view.loaded.all_of(kind).get(name) for kind in ("study", "claim", "document"))
    return next((one.record for one in found if one), None)
