"""An omission that a document does not leave out.

What it finds
    An omission one of whose `absent` words a document has.

Why it matters
    "The pages leave this out" is a statement of fact about the pages, and readers take it for a reproach.

Example
    - id: no-driving-until-next-day
      absent: ["driv*"]

    and a document says "do not drive home".

Fix
    Make a claim of what the document says, and remove the omission or narrow it to what is missing. If the word means
    something else there, choose words that would really be there.
"""

from __future__ import annotations

import re

from ketacli.checks._finding import Documents, Finding, Findings, View, plain
from ketacli.store import records

SEVERITY = "error"
NEEDS_DOCUMENTS = True


def check(view: View, documents: Documents) -> Findings:
    """Yield every word of an omission that a document has although it should not."""
    for item in view.loaded.of("omission"):
        for number, phrase in enumerate(records.omission(plain(item)).absent):
            for name, text in documents.texts.items():
                if found := _pattern(phrase).search(text):
                    message = f"`{name}` has “{found[0]}” at {found.start():,}, so it may say this"
                    yield Finding(
                        item, ("absent", number), message, "read the place, then remove or narrow the omission"
                    )


def _pattern(phrase: str) -> re.Pattern[str]:
    """Return what finds a phrase in a text: words apart by anything that is no word, `*` for any ending or word."""
    words = [re.escape(word).replace(r"\*", r"\w*") for word in phrase.split()]
    return re.compile(r"(?<!\w)" + r"\W+".join(words) + r"(?!\w)", re.IGNORECASE)
