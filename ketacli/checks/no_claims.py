"""A store without a claim.

What it finds
    A store that is a folder and has no claim in any of its files. Where one of these is empty, it is named, and that is an
    error: what stood there is probably lost. It is given once, in place of one for each topic and source that is unused.

Why it matters
    A file that an editor or a script has emptied takes its claims, contradictions and notices along, and what is left of
    the store is sound YAML that answers nothing.

Example
    A file `claims.yaml` of 0 bytes beside `topics.yaml`.

Fix
    Take the file back from a copy or from version control. Where nothing is to be in it yet, remove it or write `claims: []`.
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View
from ketacli.store.parsing import PlacedRecord, whole

SEVERITY = "warning"

_OF_RECORDS = {"dangling-reference", "duplicate-id"}
"""What is wrong where a file could be read: in any other there may be claims."""


def check(view: View) -> Findings:
    """Yield that a store has no claims, at its first empty file if there is one."""
    loaded = view.loaded
    is_read = all(problem.check in _OF_RECORDS for problem in loaded.problems)
    if loaded.count("claim") or not (loaded.path.is_dir() and loaded.files and is_read):
        return
    for file in loaded.files:
        if not file.text.strip():
            hint = "take it back from a copy, or remove it; `claims: []` says that nothing is to be there yet"
            message = "the file is empty, and the store has no claims"
            yield Finding(PlacedRecord("", "", {}, (), file, whole(file)), (), message, hint, "error")
            return
    file = loaded.files[0]
    message = "the store has no claims, so it answers nothing"
    yield Finding(PlacedRecord("", "", {}, (), file, whole(file)), (), message, "add one: `keta add claim --help`")
