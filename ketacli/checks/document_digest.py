"""A document that is not the one that was read.

What it finds
    With `--documents`: a document whose sha256 is another than the one given; one that is not there, is not UTF-8, or is
    a link to a file outside the folder. Where only line ends differ (CRLF for LF), it says so.

Why it matters
    Passages are counted in characters of one file. In another version of it they point at other words, and a page that
    was rewritten may no longer say what its claims say. Quotes are looked for in it all the same, wherever they stand.

Example
    sha256: "0000000000000000000000000000000000000000000000000000000000000000"

Fix
    Get the file that was read; or, where the new version is to be the one, hold every claim against it, fix quotes and
    passages (`keta anchor`), and give its sha256.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks._finding import Documents, Finding, Findings, View
from ketacli.checks._places import places

if TYPE_CHECKING:
    from ketacli.model import Source
    from ketacli.store.parsing import PlacedRecord

SEVERITY = "error"
NEEDS_DOCUMENTS = True


def check(view: View, documents: Documents) -> Findings:
    """Yield every document with another digest; one that cannot be read is reported where it is read."""
    read: list[tuple[PlacedRecord, Source]] = [*view.documents, *view.read_studies]
    for item, document in read:
        found = documents.digests.get(document.id)
        if found is not None and document.sha256 is None:
            message = f"`{document.file}` has no digest here, so that a changed file would not be noticed"
            yield Finding(item, ("file",), message, f'add `sha256: "{found}"`: `keta check --fix` does', "warning")
        elif found is not None and found != document.sha256:
            message = f"`{document.file}` is not the file that was read: its digest is `{found}`"
            hint = "passages may have moved: get the file that was read, or read it again and give this digest"
            if told := _told(view, document.id, documents):
                message, hint = (
                    f"{message}. {told}",
                    "`keta check --fix` moves passages and gives the digest; then read what has changed",
                )
            if document.id in documents.other_line_ends:
                message = f"`{document.file}` differs from the file that was read in its line ends alone"
                hint = (
                    "git may change them at checkout: put `*.txt -text` into `.gitattributes`, and check it out again"
                )
            yield Finding(item, ("sha256",), message, hint)


def _told(view: View, document: str, documents: Documents) -> str:
    """Return how many quotes still stand where they stood, have moved, or are gone; nothing where there are none."""
    if document not in documents.texts:
        return ""
    states: dict[str, list[str]] = {"stand": [], "moved": [], "gone": []}
    for item, claim in view.claims:
        if claim.source != document:
            continue
        found = places(item, claim, documents)
        start, end = claim.passage or (0, len(documents.texts[document]))
        if any(not place.found for place in found):
            states["gone"].append(claim.id)
        elif any(start <= match.start and match.end <= end for match in found[-1].found):
            states["stand"].append(claim.id)
        else:
            states["moved"].append(claim.id)
    said = {"stand": ("stands", "stand"), "moved": ("has moved", "have moved"), "gone": ("is gone", "are gone")}
    counts = [f"{len(names)} {said[state][len(names) != 1]}" for state, names in states.items() if names]
    if not counts:
        return ""
    gone = f" ({', '.join(states['gone'][:5])})" if states["gone"] else ""
    return f"Of the quotes of its claims {', '.join(counts)}{gone}"
