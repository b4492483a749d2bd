"""Claims and studies that are not graded, in a store that says they are.

What it finds
    In a store with `store: {grade: true}`: a claim without a type, importance, attribution, hedging, passage or confidence, a
    confidence without its question and start, and a study without design, result, citation or how it was read.

Why it matters
    A store with `grade: true` promises that every claim is graded. A claim that was forgotten looks like one that was left
    ungraded on purpose.

Example
    store: {title: "…", version: "1", grade: true}
    claims:
      - {id: tea-calms, statement: "Tea calms.", source: page, quote: "tea calms", topics: [sleep]}

Fix
    Give what is missing, or take `grade: true` out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.checks._finding import Finding, Findings, View
from ketacli.model import LEVELS, QUESTIONS, TYPES
from ketacli.store import schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SEVERITY = "error"

_NEEDED = {
    "claim": ("type", "importance", "passage", "attribution", "hedging", "confidence"),
    "study": ("design", "result", "cite", "read"),
}

_FORMS = {
    "design": "define it: `designs: [{id: rct, name: …, start: {effect: high, course: high, fact: high, meaning: moderate}}]`",
    "passage": "as `keta anchor` prints it",
    "confidence": f"{{question: {'|'.join(QUESTIONS)}, start: LEVEL, level: LEVEL, why: …}}, a LEVEL being {', '.join(LEVELS)}",
    "result": "what it found, in words",
    "cite": '{type: article-journal, title: …, issued: "2024", DOI: …}',
}
"""How fields that have no list of values are written."""


def check(view: View) -> Findings:
    """Yield each claim and study that lacks something; a hint that several share is given once."""
    if not view.wants_grade:
        return
    told: set[str] = set()
    for finding in _findings(view):
        yield finding._replace(hint="") if finding.hint in told else finding
        told.add(finding.hint)


def _findings(view: View) -> Findings:
    """Yield each claim and study that lacks something, with a hint that says what may be given."""
    for kind in _NEEDED:
        for item in view.loaded.of(kind):
            missing = lacking(kind, item.record)
            if missing:
                listed = ", ".join(f"`{name}`" for name in missing)
                message = f"{listed} {'is' if len(missing) == 1 else 'are'} missing, and the store says `grade: true`"
                yield Finding(item, ("id",), message, _hint(kind, missing, view))
    for item in view.loaded.of("claim"):
        given = item.record.get("confidence", {})
        needed = ("question",) if given.get("level") == "not-rated" else ("question", "start")
        for name in needed if given else ():
            if name not in given:
                message = f"`{name}` is missing, and the store says `grade: true`"
                yield Finding(item, ("confidence",), message, _hint("claim", [name], view))


def lacking(kind: str, record: Mapping[str, Any]) -> list[str]:
    """Return the fields that a claim or study lacks and must have in a graded store."""
    return [name for name in _NEEDED[kind] if name not in record]


def _hint(kind: str, fields: Sequence[str], view: View) -> str:
    """Return a hint with what the fields may hold: the values of a list, or the form."""
    lists = {
        "type": [*TYPES, *view.loaded.all_of("type")],
        "design": list(view.loaded.all_of("design")),
        "question": QUESTIONS,
        "start": LEVELS,
    }
    told = []
    for name in fields:
        values = lists.get(name) or schema.choices(kind, name)
        form = ", ".join(values) or _FORMS.get(name)
        told.append(f"`{name}` ({form})" if form else f"`{name}`")
    return f"give {', '.join(told)}; or take `grade: true` out of `store`"
