"""Fold a text to the words that matching and searching compare.

There is one fold, for stored text and for what a user types: case, accents, ligatures, full-width, sub- and
superscript forms, final forms, ß, soft hyphens and invisible characters make no difference. Apostrophes inside a word
vanish (`don't` is `dont`) and a possessive `'s` is dropped. A script that is written without spaces has no words to
split at, so each run of it is cut into overlapping pairs of characters.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import category, normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters that Unicode does not decompose, though people type them without their stroke.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŧ": "t"}
)
_APOSTROPHES = "'’‘ʼ`´′＇"
_ASCII_WORD = re.compile("[a-z0-9]+(?:'[a-z0-9]+)*")
_VOICING = "\u3099\u309a"  # they make another letter of a kana, as an accent does not
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana and Chinese characters
    "\U00020000-\U0003134f"
)


def fold(text: str) -> str:
    """Return `text` with everything folded that makes no difference to a reader; white space and signs are kept."""
    if text.isascii():
        return text.lower()
    decomposed = normalize("NFKD", text.casefold())
    kept = (char for char in decomposed if char < "\x80" or _counts(char))
    return normalize("NFC", "".join(kept)).translate(_LETTERS)


def _counts(char: str) -> bool:
    """Whether a character is more than an accent or an invisible mark."""
    return category(char) not in {"Mn", "Cf"} or char in _VOICING


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, in order."""
    folded = fold(text)
    if folded.isascii():
        return tuple(word.removesuffix("'s").replace("'", "") for word in _ASCII_WORD.findall(folded.replace("`", "'")))
    return tuple(_words(folded))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Compiled when a text is not plain ASCII, which takes longer than matching a question."""
    return (
        re.compile(rf"(?<=\w)[{_APOSTROPHES}]s\b"),
        re.compile(rf"(?<=\w)[{_APOSTROPHES}](?=\w)"),
        re.compile(rf"(?P<run>[{_SPACELESS}]+)|[^\W_{_SPACELESS}]+"),
    )


def _words(folded: str) -> Iterator[str]:
    possessive, apostrophe, word = _patterns()
    for found in word.finditer(apostrophe.sub("", possessive.sub("", folded))):
        run = found["run"]
        if run is None or len(run) == 1:
            yield found[0]
        else:
            yield from (run[place : place + 2] for place in range(len(run) - 1))


def text_of_words(text: str) -> str:
    """Return a text as its folded words with single spaces between: what a full-text index is given."""
    return " ".join(words(text))
