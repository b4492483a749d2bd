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
from functools import lru_cache, partial
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


@lru_cache(maxsize=4096)
def has(pattern: re.Pattern[str], said: str) -> bool:
    """Whether a text has something; the same text is asked for many points."""
    return bool(said) and bool(pattern.search(said))


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


def _gap(found: re.Match[str], blank: str) -> str:
    """Return what finds the words of a gap, each with its blank."""
    least, most, which, those = found.groups()
    word = {None: r"\w+", "of": f"({those})", "but": rf"(?!({those})\b)\w+"}[which]
    return f"({blank.format(word)}){{{least or 0},{most}}}?"


_GAP = r"<(?:(\d)-)?(\d)(?: (of|but) ([^<>]*))?>"
_NOTATION = (
    (late(r"\*(?<=[a-z]\*)(?<!\\w\*)"), r"\\w*"),
    (late(r"(\d+)\.\.(\d+)"), _numbers),
    (late(r" <not ([^<>]*)>"), r"(?! (\1)\\b)"),
    (late(r"<not ([^<>]*)> "), r"(?!(\1)\\b)"),
    (late(rf"{_GAP} "), partial(_gap, blank="{} ")),
    (late(rf" {_GAP}"), partial(_gap, blank=" {}")),
    (late(r"\[([^][]*)\] (?!<)"), r"((\1) )?"),
    (late(r" \[([^][]*)\](?! )"), r"( (\1))?"),
    (late(r"\((?!\?)"), "(?:"),
)
