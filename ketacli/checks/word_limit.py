"""A short text that is not short.

What it finds
    A text with more words than its place has room for: `short` of a claim 10, `in_fact` 40, `short` of a contradiction 20
    and of a side 8, a topic's `answer` 25, an omission's `text` 40 and `short` 14, a bottom line 60, and each of its
    sentences 25.

Why it matters
    These texts are what people read on one screen. A line too many pushes out another.

Example
    short: "People relapsed after their ketamine infusions about nineteen days later, on average, in one small study."

Fix
    Say less, not more tightly: what the figures show anyway can go.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.checks._finding import Finding, Findings, View

if TYPE_CHECKING:
    from ketacli.store.strict_yaml import Route

SEVERITY = "warning"

_LIMITS = {
    "claim": {"short": 10, "in_fact": 40},
    "contradiction": {"short": 20},
    "topic": {"answer": 25},
    "omission": {"text": 40, "short": 14},
}
_SIDE = 8
_BOTTOM_LINE = 60
_SENTENCE = 25


def check(view: View) -> Findings:
    """Yield every text that is longer than its place allows."""
    for kind, limits in _LIMITS.items():
        for item in view.loaded.of(kind):
            texts: list[tuple[Route, str | None, int]] = [
                ((name,), item.record.get(name), most) for name, most in limits.items()
            ]
            if kind == "contradiction":
                texts += [
                    (("sides", n, "short"), one.get("short"), _SIDE) for n, one in enumerate(item.record["sides"])
                ]
            if kind == "topic" and (bottom_line := item.record.get("bottom_line")):
                route: Route = ("bottom_line", "text")
                texts.append((route, bottom_line["text"], _BOTTOM_LINE))
                longest = max(re.split(r"(?<=[.?!]) ", bottom_line["text"]), key=lambda one: len(one.split()))
                texts.append((route, longest, _SENTENCE))
            for where, text, most in texts:
                count = len((text or "").split())
                if count > most:
                    what = "a sentence of " if most == _SENTENCE and where[0] == "bottom_line" else ""
                    yield Finding(item, where, f"{what}{count} words: expected at most {most}", "say less")
