"""Runs the checks over a store, and gives their findings places."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from ketacli.checks import CHECKS, load
from ketacli.checks._finding import Documents, Finding, View
from ketacli.errors import KetaError, Problem
from ketacli.frozen import NamedTuple
from ketacli.model import Document
from ketacli.store import files
from ketacli.store.loader import Loaded
from ketacli.store.parsing import locate
from ketacli.store.workers import MANY, part

if TYPE_CHECKING:
    from pathlib import Path

    from ketacli.model import Source
    from ketacli.store.parsing import PlacedRecord
    from ketacli.store.workers import Progress


_READING = 2 * len(CHECKS)
"""How long reading a store takes, in checks of it: two thirds of the time."""


class CheckReport(NamedTuple):
    """What the checks found: problems in the order of files, lines and columns, and what was looked at."""

    problems: list[Problem]
    claims: int
    files: int
    documents: int

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems are warnings."""
        return len(self.problems) - self.errors


def run(store: Path, documents: Path | None = None, progress: Progress | None = None) -> CheckReport:
    """Check a store; with `documents`, a folder, hold its quotes against the documents there too.

    `progress`, if given, hears now and then of a large store how much of the work is done, and of how much.

    Raises:
        StoreError: if the store cannot be read at all.
        KetaError: if the folder of documents cannot be read.
    """
    loaded = Loaded(store, progress=part(progress, 0, _READING, _READING + len(CHECKS)))
    view = View(loaded)
    problems = list(loaded.problems)
    texts, missing = read_documents(view, documents) if documents else (None, [])
    problems += missing
    garbled = {one.file for one in problems if one.check == "encoding"}
    is_lost = any(not file.text and file.name in garbled for file in loaded.files)
    for number, name in enumerate(CHECKS):
        if progress and len(loaded.items) >= MANY:
            progress(_READING + number, _READING + len(CHECKS))
        module = load(name)
        if getattr(module, "FOUND_BY_READER", False) or (is_lost and name in _OF_ALL):
            continue
        if not getattr(module, "NEEDS_DOCUMENTS", False):
            found = module.check(view)
        elif texts is not None:
            found = module.check(view, texts)
        else:
            continue
        problems += [
            place(finding, name, finding.severity or module.SEVERITY)
            for finding in found
            if _is_whole(finding, loaded, _NEEDS.get(name, frozenset()))
        ]
    ordered = sorted(dict.fromkeys(problems), key=lambda one: (one.file, one.line, one.column, one.check))
    return CheckReport(ordered, loaded.count("claim"), len(loaded.files), len(texts.texts) if texts else 0)


_OF_ALL = ("topic-without-claims", "unused-source")
"""What says that nothing refers to a record: of a file that is not in UTF-8 nobody knows what it refers to."""

_GRADED = frozenset(("evidence", "confidence", "no_evidence", "type"))
_NEEDS = {
    **dict.fromkeys(("confidence-arithmetic", "confidence-start", "confidence-steps", "evidence-missing"), _GRADED),
    **dict.fromkeys(
        ("high-without-support", "misreporting", "not-rated", "disputed-claim", "verdict-conflict"), _GRADED
    ),
    "rating-conflict": _GRADED | {"attribution", "hedging", "exceptions"},
    "bound-said": frozenset(("text", "limits", "sources")),
    "in-fact-missing": frozenset(("in_fact",)),
    "in-fact-figures": frozenset(("in_fact", "evidence")),
    "caveat-missing": frozenset(("caveats",)),
    "untyped-figure": frozenset(("quantities",)),
    "figures-conflict": frozenset(("quantities", "scope")),
    "figure-in-quote": frozenset(("quote",)),
    "repeats": _GRADED | {"rating", "in_fact", "source"},
}
"""The fields that a check looks at besides the one that it reports: where one of them has faults, it knows too little."""


def _is_whole(finding: Finding, loaded: Loaded, needed: frozenset[str]) -> bool:
    """Whether a finding is about parts of a record that have no faults: of a part that could not be read, nothing is known."""
    damaged = loaded.damaged.get(id(finding.item))
    if damaged is None:
        return True
    is_named = bool(damaged & needed) or any(f"`{name}`" in finding.message for name in damaged)
    return not is_named and str((finding.route or ("",))[0]) not in damaged


def place(finding: Finding, check: str, severity: str) -> Problem:
    """Return a finding as a problem at its place."""
    return locate(finding.item, finding.route, finding.message, check, finding.hint)._replace(severity=severity)


def read_documents(view: View, folder: Path) -> tuple[Documents, list[Problem]]:
    """Read the documents of a store from a folder; return them with a problem for each that is not there.

    Raises:
        KetaError: if there is no such folder.
    """
    if not folder.is_dir():
        raise KetaError(
            f"No folder `{folder}` with documents", "give the folder that holds the files named under `file`"
        )
    texts: dict[str, str] = {}
    digests: dict[str, str] = {}
    other_line_ends: set[str] = set()
    problems: list[Problem] = []
    studies: dict[str, str] = {}
    read: list[tuple[PlacedRecord, Source]] = [*view.cited_documents, *view.read_studies]
    for item, one in read:
        if one.file is None:
            finding = Finding(
                item, ("id",), "no `file`, so its quotes are not checked", "save its text, and name it under `file`"
            )
            problems.append(place(finding, "document-digest", "warning"))
            continue
        try:
            data = files.load_inside(folder, one.file)
            (texts if isinstance(one, Document) else studies)[one.id] = data.decode("utf-8")
            digests[one.id] = sha256(data).hexdigest()
            if digests[one.id] != one.sha256 and one.sha256 in _with_other_line_ends(data):
                other_line_ends.add(one.id)
        except (OSError, UnicodeDecodeError) as error:
            reason = "it is not valid UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
            message = f"cannot read `{folder / one.file}`: {reason}"
            finding = Finding(item, ("file",), message, "give the folder with `--documents`")
            problems.append(place(finding, "document-digest", "error"))
    given = {one.id: one.sha256 for _, one in read}
    changed = frozenset(name for name, digest in digests.items() if given[name] not in (digest, None))
    return Documents(texts, digests, changed, frozenset(other_line_ends), studies), problems


def _with_other_line_ends(data: bytes) -> tuple[str, str]:
    """Return the digests of a file if its lines ended as on Unix, and as on Windows."""
    unix = data.replace(b"\r\n", b"\n")
    return sha256(unix).hexdigest(), sha256(unix.replace(b"\n", b"\r\n")).hexdigest()
