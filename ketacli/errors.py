"""What can go wrong, said in one sentence with a hint, and the exit codes that tell scripts about it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class ExitCode(IntEnum):
    """What `keta` returns to the shell."""

    OK = 0
    """Something matched, or all is well."""
    NOTHING = 1
    """Nothing matched, no such id, nothing changed, or problems were found."""
    USAGE = 2
    """Wrong usage, or a store or document that cannot be read."""
    BUG = 70
    """A bug in keta."""
    INTERRUPTED = 130
    """Stopped by the user."""


class Problem(NamedTuple):
    """One thing that is wrong in a store, and where.

    Lines and columns count from 1, columns in characters. `route` leads from the record to the value
    (`quantities[0].unit`); `check` is the permanent id of the check that found it.
    """

    file: str
    line: int
    column: int
    message: str
    check: str
    record: str = ""
    route: str = ""
    hint: str = ""
    severity: str = "error"
    source_line: str = ""

    def text(self) -> str:
        """Return the line `file:line:column: severity: record: route: message (check)`."""
        subject = "".join(f"{part}: " for part in (self.record, self.route) if part)
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {subject}{self.message} ({self.check})"


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "", how: str = "{}") -> str:
    """Return a hint that names the nearest of the known words; `otherwise` where none is near.

    `how` is a template for the word, such as `keta {}`.

    >>> did_you_mean("jsn", ["json", "csv"])
    'did you mean `json`?'
    """
    from difflib import get_close_matches

    near = get_close_matches(str(word).lower(), list(known), 1)
    return f"did you mean `{how.format(near[0])}`?" if near else otherwise


class KetaError(Exception):
    """Known trouble: a sentence without full stop, and a hint with what to do about it."""

    exit_code: ExitCode = ExitCode.USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(KetaError):
    """What was asked makes no sense as it stands."""


class UnknownValueError(UsageError):
    """A filter names something the store does not have."""


class NotFoundError(UsageError):
    """An id that the store does not have."""

    exit_code = ExitCode.NOTHING


class StoreError(KetaError):
    """A store that cannot be read, or has faults: no answer is given from it.

    `problems` holds every fault that has a place, in the order of files and lines.
    """

    def __init__(self, message: str, hint: str = "", problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message, hint)
        self.problems = problems


def expect(kind: type | tuple[type, ...], value: object, name: str, what: str) -> None:
    """Refuse a value of another type; `what` is what `name` should be, such as `text`.

    Raises:
        TypeError: with what it is.
    """
    if not isinstance(value, kind):
        raise TypeError(f"`{name}` is {what}, got {type(value).__name__}")


def expect_one_of(known: Iterable[str], value: str, what: str) -> None:
    """Refuse a value that is not among those known; `what` names its kind, such as `format`.

    Raises:
        UsageError: with the nearest known value, and all of them.
    """
    every = list(known)
    if value not in every:
        near = did_you_mean(value, every)
        raise UsageError(f"No {what} `{value}`", f"{near} {what}s are {', '.join(every)}".lstrip())
