"""A share beside counts that do not make it.

What it finds
    In the prose of a source, an omission or a claim's evidence: `142 of 346 (41%)` where the two numbers make another
    share. A rounded one may be off by one.

Why it matters
    One of the three numbers was typed wrongly, and people quote all of them.

Example
    result: "At the end 82 of 318 (17.3%) had stopped."

Fix
    Look the figures up in the source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.checks._finding import Finding, Findings, View

if TYPE_CHECKING:
    from ketacli.store.strict_yaml import Route

SEVERITY = "error"

_SHARE = re.compile(r"(?P<events>\d[\d,]*) of (?P<n>\d[\d,]*)[^().;%]{0,20}\((?P<share>\d+(?:\.\d+)?) ?%\)")
_FIELDS = ("result", "limitations", "note", "text", "limits", "in_fact")
_OFF = {True: 0.06, False: 1.0}
"""How far off a share may be, with a digit after the point and without."""


def check(view: View) -> Findings:
    """Yield every share that the counts before it do not make."""
    for item in (*view.loaded.of("study"), *view.loaded.of("omission"), *view.loaded.of("claim")):
        texts: list[tuple[Route, str | None]] = [((name,), item.record.get(name)) for name in _FIELDS]
        texts += [(("evidence", n, "note"), one.get("note")) for n, one in enumerate(item.record.get("evidence") or ())]
        for route, text in texts:
            for found in _SHARE.finditer(text or ""):
                events, n, share = (float(found[name].replace(",", "")) for name in ("events", "n", "share"))
                if not n or abs(100 * events / n - share) > _OFF["." in found["share"]]:
                    made = f"{100 * events / n:.1f}%" if n else "no share"
                    message = f"`{found[0]}`: {found['events']} of {found['n']} is {made}"
                    yield Finding(item, route, message, "look the figures up in the source")
