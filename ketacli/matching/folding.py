"""Cut a text into the folded words that matching and searching compare.

There is one fold, `ketacli.folding.fold`, for stored text and for what a user types. Apostrophes inside a word vanish
(`don't` is `dont`) and a possessive `'s` is dropped. A script that is written without spaces has no words to split at, so
each run of it is cut into overlapping pairs of characters.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator

_ASCII_WORD = late("[a-z0-9]+(?:'[a-z0-9]+)*")
_PRINTED = str.maketrans("‘’“”–—…\u00a0", "''\"\"--. ")
"""What printed English has besides ASCII, as it is folded."""


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, in order."""
    plain = text if text.isascii() else text.translate(_PRINTED)
    if plain.isascii():
        return tuple(_ascii_words(plain))
    from ketacli.folding import fold  # its expressions take longer to compile than a question to match

    return tuple(_words(fold(text)))


def _ascii_words(text: str) -> list[str]:
    found: list[str] = _ASCII_WORD.findall(text.lower().replace("`", "'"))
    return [word.removesuffix("'s").replace("'", "") for word in found] if "'" in text or "`" in text else found


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    from ketacli.folding import SPACELESS

    return (
        re.compile(r"(?<=\w)['＇]s\b"),
        re.compile(r"(?<=\w)['＇](?=\w)"),
        re.compile(rf"(?P<run>[{SPACELESS}]+)|(?:(?![{SPACELESS}_])\w)+"),
    )


def _words(folded: str, *, ends: bool = False) -> Iterator[str]:
    possessive, apostrophe, word = _patterns()
    for found in word.finditer(apostrophe.sub("", possessive.sub("", folded))):
        run = found["run"]
        if run is None or len(run) == 1:
            yield found[0]
        else:
            yield from (run[place : place + 2] for place in range(len(run) - 1))
            if ends:
                yield run[-1]


def text_of_words(text: str) -> str:
    """Return a text as its folded words with single spaces between: what a full-text index is given.

    Of a run without spaces the last character is a word besides, so that each of its characters begins one.
    """
    plain = text if text.isascii() else text.translate(_PRINTED)
    if plain.isascii():
        return " ".join(_ascii_words(plain))
    from ketacli.folding import fold

    return " ".join(_words(fold(text), ends=True))
