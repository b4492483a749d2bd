"""The same source twice in the evidence of a claim, anything else twice in one record, or the same claim twice.

What it finds
    A source that stands a second time in the evidence of one claim. A quantity, caveat or wording of a claim, or a result of
    a source, that is the same in every field as one before it. A claim that says of the same words of a document what a
    claim before it says.

Why it matters
    One study is one chunk of evidence. Named twice it looks like two, and its two verdicts can say different things.
    Caveats, figures and claims are counted too.

Example
    evidence:
      - {source: series-2010, verdict: supports, note: "Eight of nine responders relapsed."}
      - {source: series-2010, verdict: partly, note: "The range was 6 to 45 days."}

Fix
    Keep one, with the verdict and the note that do justice to all the source says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.checks._finding import Finding, Findings, View

if TYPE_CHECKING:
    from collections.abc import Mapping

SEVERITY = "error"

_LISTS = ("quantities", "wording", "caveats", "results")


def check(view: View) -> Findings:
    """Yield every source that a claim names again, and what a record says again."""
    for item, claim in view.claims:
        first: dict[str, int] = {}
        for number, evidence in enumerate(claim.evidence):
            before = first.setdefault(evidence.source, number)
            if before != number:
                message = f"`{evidence.source}` stands here a second time: `evidence[{before}]` names it too"
                yield Finding(item, ("evidence", number, "source"), message, "keep one, with one verdict")
    for item in view.loaded.of("claim", "study"):
        for name in _LISTS:
            members = item.record.get(name, ())
            for number, member in enumerate(members):
                if (before := members.index(member)) != number:
                    message = f"the same stands here a second time, as `{name}[{before}]`"
                    yield Finding(item, (name, number), message, "take one out, or say what sets them apart")
    met: dict[tuple[str, ...], str] = {}
    for item in view.loaded.of("claim"):
        words = (*says(item.record), str(item.record.get("quote")), str(item.record.get("passage")))
        before_it = met.setdefault(words, item.id)
        if before_it != item.id:
            message = f"`{before_it}` says the same of the same words"
            yield Finding(item, ("statement",), message, "take one out, or say what sets them apart")


def says(record: Mapping[str, Any]) -> tuple[str, str]:
    """Return the document of a claim and what it says, as two claims that are one share it."""
    return str(record.get("source")), " ".join(str(record.get("statement")).casefold().split()).rstrip(".")
