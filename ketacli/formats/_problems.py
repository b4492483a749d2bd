"""Problems of a store, for people and for machines."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import ketacli
from ketacli.formats._text import Layout, cells, harmless
from ketacli.formats._words import plural
from ketacli.formats.json import dump

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ketacli.checks._run import CheckReport
    from ketacli.errors import Problem

_ROOM = 96
"""How many characters of a line are shown."""

_LONG = 2_000
"""Of a longer line JSON has only the part that is shown: a store can be one line."""

_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def listing(problems: Sequence[Problem]) -> str:
    """Return all problems, one block each."""
    return "".join(f"{block(problem)}\n" for problem in problems)


def block(problem: Problem) -> str:
    """Return one problem: `file:line:column: severity: id: route: message (check)`, the source line, a caret, the hint."""
    lines = [harmless(problem.text())]
    if problem.source_line.strip():
        start, shown = _stretch(problem)
        before = harmless(shown[: problem.column - 1 - start])
        number = f"{problem.line} | "
        lines.append(f"{number}{harmless(shown)}")
        lines.append(" " * (len(number) + cells(before)) + "^")
    if problem.hint:
        lines.append(f"hint: {harmless(problem.hint)}")
    return "\n".join(lines) + "\n"


def _stretch(problem: Problem) -> tuple[int, str]:
    """Return the stretch of the source line around the problem, and where in the line it begins."""
    start = max(0, min(problem.column - 1 - _ROOM // 2, len(problem.source_line) - _ROOM))
    return start, problem.source_line[start : start + _ROOM]


def text(report: CheckReport) -> str:
    """Return a report for reading: the problems, and how many there are in how much."""
    documents = f", checked against {plural(report.documents, 'document')}" if report.documents else ""
    where = f"in {plural(report.claims, 'claim')}, {plural(report.files, 'file')}{documents}"
    if not report.problems:
        return f"No problems {where}\n"
    kinds = f"{plural(report.errors, 'error')}, {plural(report.warnings, 'warning')}"
    return f"{listing(report.problems)}{plural(len(report.problems), 'problem')} ({kinds}) {where}\n"


def as_json(report: CheckReport) -> str:
    """Return a report as one JSON object."""
    problems = [
        {**problem._asdict(), **({"source_line": _stretch(problem)[1]} if len(problem.source_line) > _LONG else {})}
        for problem in report.problems
    ]
    head = {
        "schema": "urn:keta:schema:problems:1",
        "claims": report.claims,
        "errors": report.errors,
        "warnings": report.warnings,
    }
    return dump({**head, "problems": problems}, Layout(), indent=2) + "\n"


def github(report: CheckReport) -> str:
    """Return a report as commands that GitHub shows beside the lines of a pull request."""
    lines = []
    for problem in report.problems:
        place = (
            f"file={_property(problem.file)},line={problem.line},col={problem.column},title={_property(problem.check)}"
        )
        head = f"{problem.file}:{problem.line}:{problem.column}: {problem.severity}: "
        message = problem.text().removeprefix(head) + (f"\nhint: {problem.hint}" if problem.hint else "")
        lines.append(f"::{problem.severity} {place}::{_data(message)}\n")
    return "".join(lines)


def _data(value: str) -> str:
    """Escape the message of a command to GitHub."""
    return "%0A".join(harmless(line).replace("%", "%25") for line in value.split("\n"))


def _property(value: str) -> str:
    """Escape a property of a command to GitHub."""
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def sarif(report: CheckReport) -> str:
    """Return a report as SARIF 2.1.0."""
    from ketacli.checks import load

    used = sorted({problem.check for problem in report.problems})
    rules = [
        {
            "id": check,
            "shortDescription": {"text": (load(check).__doc__ or check).strip().split("\n")[0]},
            "help": {"text": (load(check).__doc__ or check).strip()},
        }
        for check in used
    ]
    results = [_result(problem, used) for problem in report.problems]
    driver = {"name": "keta", "version": ketacli.__version__, "rules": rules}
    log = {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return dump(log, Layout(), indent=2) + "\n"


def _result(problem: Problem, used: list[str]) -> dict[str, Any]:
    from urllib.parse import quote

    subject = "".join(f"{part}: " for part in (problem.record, problem.route) if part)
    hint = f"\nhint: {problem.hint}" if problem.hint else ""
    region = {"startLine": problem.line, "startColumn": problem.column}
    uri = ("file://" if problem.file.startswith("/") else "") + quote(os.fsencode(problem.file))
    location = {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
    return {
        "ruleId": problem.check,
        "ruleIndex": used.index(problem.check),
        "level": problem.severity,
        "message": {"text": f"{subject}{problem.message}{hint}"},
        "locations": [location],
    }


WRITERS: dict[str, Callable[[CheckReport], str]] = {"text": text, "json": as_json, "github": github, "sarif": sarif}
"""The formats of `keta check`."""
