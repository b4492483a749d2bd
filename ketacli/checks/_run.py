"""Runs the checks over a store, and gives their findings places."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from ketacli.checks import CHECKS, load
from ketacli.checks._finding import Documents, Finding, View
from ketacli.errors import KetaError, Problem
from ketacli.store import files
from ketacli.store.loader import Loaded
from ketacli.store.parsing import locate
from ketacli.store.workers import MANY, part

if TYPE_CHECKING:
    from pathlib import Path

    from ketacli.store.workers import Progress


_READING = 2 * len(CHECKS)
"""How long reading a store takes, in checks of it: two thirds of the time."""


class Report(NamedTuple):
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


def run(store: Path, documents: Path | None = None, progress: Progress | None = None) -> Report:
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
    for number, name in enumerate(CHECKS):
        if progress and len(loaded.items) >= MANY:
            progress(_READING + number, _READING + len(CHECKS))
        module = load(name)
        if getattr(module, "FOUND_BY_READER", False):
            continue
        if not getattr(module, "NEEDS_DOCUMENTS", False):
            found = module.check(view)
        elif texts is not None:
            found = module.check(view, texts)
        else:
            continue
        problems += [place(finding, name, module.SEVERITY) for finding in found]
    ordered = sorted(dict.fromkeys(problems), key=lambda one: (one.file, one.line, one.column, one.check))
    return Report(ordered, len(loaded.of("claim")), len(loaded.files), len(texts.texts) if texts else 0)


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
    problems: list[Problem] = []
    for item, document in view.cited_documents:
        try:
            data = files.load(folder / document.file)
            texts[document.id] = data.decode("utf-8")
            digests[document.id] = sha256(data).hexdigest()
        except (OSError, UnicodeDecodeError) as error:
            reason = "it is not valid UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
            message = f"cannot read `{folder / document.file}`: {reason}"
            finding = Finding(item, ("file",), message, "give the folder with `--documents`")
            problems.append(place(finding, "document-digest", "error"))
    given = {document.id: document.sha256 for _, document in view.cited_documents}
    changed = frozenset(name for name, digest in digests.items() if digest != given[name])
    return Documents(texts, digests, changed), problems
