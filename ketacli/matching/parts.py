"""Cut a sentence into the parts between its commas, and tell what one of them says and does not deny.

What is urged may stand before its condition or after it (`If one does not work, take three more`), and what one part
forbids another may allow: so each counts by itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ketacli.matching.english import listed
from ketacli.matching.folding import text_of_words
from ketacli.patterns import late

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

_BETWEEN = late(r"[,;:.!?()\u2013\u2014]+|\s-\s|\bbut\b")

_NOT_SO = listed(
    "not never no nobody dont doesnt didnt cannot cant shouldnt mustnt wont wouldnt neither nor without than instead "
    "avoid avoids forbidden unsafe dangerous harmful wrong risky warn warns warned beware stop mistake"
)
_NEAR = 6
"""How many words before what is said a denial takes it back."""


@lru_cache(maxsize=2_000)
def parts(text: str) -> tuple[str, ...]:
    """Return the folded parts of a sentence between commas, stops and `but`."""
    return tuple(filter(None, (text_of_words(part) for part in _BETWEEN.split(text))))


def found_in(pattern: re.Pattern[str], within: Iterable[str]) -> bool:
    """Whether a part has what a pattern finds."""
    return any(map(pattern.search, within))


def undenied(pattern: re.Pattern[str], within: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what is before and after each thing that a pattern finds in a part, where no denial is close before it."""
    for part in within:
        for found in pattern.finditer(part):
            before = part[: found.start()]
            if _NOT_SO.isdisjoint(before.split()[-_NEAR:]):
                yield before, part[found.end() :]


def is_urged(pattern: re.Pattern[str], within: Iterable[str]) -> bool:
    """Whether a part has what a pattern finds, and no denial close before it."""
    return any(True for _ in undenied(pattern, within))
