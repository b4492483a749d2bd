"""Problems of a store as text: the place, what is wrong, the line with a caret, the hint; and how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats._sheet import cells, harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.errors import Problem

_ROOM = 96


def listing(problems: Sequence[Problem]) -> str:
    """Return all problems, one block each."""
    return "".join(f"{block(problem)}\n" for problem in problems)


def block(problem: Problem) -> str:
    """Return one problem: `file:line:column: severity: id: message (check)`, the source line, a caret, the hint."""
    lines = [harmless(problem.text())]
    if problem.source_line.strip():
        start = max(0, min(problem.column - 1 - _ROOM // 2, len(problem.source_line) - _ROOM))
        shown = problem.source_line[start : start + _ROOM]
        before = harmless(shown[: problem.column - 1 - start])
        number = f"{problem.line} | "
        lines.append(f"{number}{harmless(shown)}")
        lines.append(" " * (len(number) + cells(before)) + "^")
    if problem.hint:
        lines.append(f"hint: {problem.hint}")
    return "\n".join(lines) + "\n"
