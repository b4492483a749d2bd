"""Regular expressions that are compiled when they are first used.

Compiling one takes a third of a millisecond, a long one three: those of all modules together would take longer than many a
command, and most texts need few of them.
"""

from __future__ import annotations

import re
from typing import Any


class Late:
    """A regular expression that compiles itself."""

    def __init__(self, text: str, flags: int) -> None:
        self._made_of = text, flags

    def __getattr__(self, name: str) -> Any:
        """Return what a compiled expression has by a name, and keep it."""
        found = getattr(re.compile(*self._made_of), name)
        setattr(self, name, found)
        return found


def late(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that is compiled when it is first used; a wrong one is told then."""
    return Late(text, flags)  # type: ignore[return-value] # it has what a compiled one has
