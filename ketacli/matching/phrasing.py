"""Turns of English phrase, written so that they can be read, and found in folded text.

A phrase stands in a line of its own, or between commas; what follows `#` is an example of it. In a phrase

    keep|leave        in parentheses is either of them
    [the|your]        may be there or not
    <3>               is up to three words, whatever they are; `<1-3>` is at least one
    <3 of the|a>      is up to three of these, one after another
    <3 but who|if>    is up to three words of which none begins one of these
    <not yet|only>    means that none of these follows
    harm*             is every word that begins so
    risks?            may lack its last letter
    85..99            is each of these numbers
    ^ and $           are the beginning and the end of the text

Everything else is itself, and may be a regular expression where this is not enough.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator


def one_of(phrases: str) -> str:
    """Return phrases as one, to be part of others: `(keep|leave)`."""
    return f"({'|'.join(_listed(phrases))})"


def any_of(phrases: str, flags: int = 0) -> re.Pattern[str]:
    """Return what finds any of some phrases, each of whole words; it is put together when it is first used."""
    return late(phrases, flags, _pattern)


def examples(phrases: str) -> Iterator[tuple[str, str]]:
    """Yield the phrases that have an example, each with that."""
    for line in phrases.splitlines():
        phrase, _, example = line.partition("#")
        if example:
            yield phrase.strip(), example.strip()


def _listed(phrases: str) -> list[str]:
    parts = (part.strip() for part in re.split(r"#.*|[,\n]", phrases))
    return [part for part in parts if part]


def _pattern(phrases: str) -> str:
    """Return the regular expression of phrases."""
    found, before = "|".join(_listed(phrases)), ""
    while before != found:  # what stands within something else is read first
        before = found
        for notation, meaning in _NOTATION:
            found = notation.sub(meaning, found)
    return rf"\b(?:{found})\b"


def _numbers(found: re.Match[str]) -> str:
    return f"({'|'.join(map(str, range(int(found[1]), int(found[2]) + 1)))})"


def _words_between(found: re.Match[str]) -> str:
    """Return what finds the words of a gap, each with the blank after it: with that before it where nothing follows."""
    before, least, most, which, those, after = found.groups()
    word = {None: r"\w+", "of": f"({those})", "but": rf"(?!({those})\b)\w+"}[which]
    each = f"{before}({word} )" if after else f"({before}{word})"
    return f"{each}{{{least or 0},{most}}}?"


_NOTATION = (
    (late(r"(?<=[a-z])(?<!\\w)\*"), r"\\w*"),
    (late(r"(\d+)\.\.(\d+)"), _numbers),
    (late(r" <not ([^<>]*)>"), r"(?! (\1)\\b)"),
    (late(r"<not ([^<>]*)> "), r"(?!(\1)\\b)"),
    (late(r"( ?)<(?:(\d)-)?(\d)(?: (of|but) ([^<>]*))?>( ?)"), _words_between),
    (late(r"\[([^][]*)\] (?!<)"), r"((\1) )?"),
    (late(r" \[([^][]*)\](?! )"), r"( (\1))?"),
    (late(r"\((?!\?)"), "(?:"),
)
