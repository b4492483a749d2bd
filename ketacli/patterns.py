"""Regular expressions that are compiled when they are first used.

Compiling one takes a third of a millisecond, a long one three: those of all modules together would take longer than many a
command, and most texts need few of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Late:
    """A regular expression that compiles itself."""

    def __init__(self, text: str, flags: int, read: Callable[[str], str]) -> None:
        self.text = text
        self._flags, self._read = flags, read

    def __getattr__(self, name: str) -> Any:
        """Return what a compiled expression has by a name, and keep it."""
        found = getattr(re.compile(self._read(self.text), self._flags), name)
        setattr(self, name, found)
        return found


def late(text: str, flags: int = 0, read: Callable[[str], str] = str) -> re.Pattern[str]:
    """Return a regular expression that is compiled when it is first used; a wrong one is told then.

    `read` makes it of a text that is written in another way.
    """
    return Late(text, flags, read)  # type: ignore[return-value] # it has what a compiled one has
