"""Turns of English phrase, written so that they can be read, and found in folded text.

A phrase stands in a line of its own, or between commas; what follows `#` is an example of what it finds. A phrase finds
its own words, and

    (keep|leave)          either of them
    [the|your]            either of them, or nothing
    <3>                   up to three words, whatever they are; `<1-3>` one to three
    <3 of the|one of>     up to three of these, one after another
    <3 but who|no one>    up to three words, with none of which one of these begins
    take <not part|off>   `take`, where none of these follows
    harm*                 every word that begins so
    risks?                the word with or without its last letter
    ^ $                   the beginning and the end of the text

What this cannot say may be a regular expression.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial

from ketacli.patterns import late


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


def _listed(phrases: str) -> list[str]:
    """Return phrases that stand in lines or between commas, without their examples."""
    parts = (part.strip() for part in re.split(r"#.*|[,\n]", phrases))
    return [part for part in parts if part]


@cache
def _pattern(phrases: str) -> str:
    """Return the regular expression of phrases."""
    found, before = "|".join(_listed(phrases)), ""
    while before != found:  # what stands within something else is read first
        before = found
        for notation, meaning in _NOTATION:
            found = notation.sub(meaning, found)
    return rf"\b(?:{found})\b"


def _gap(found: re.Match[str], blank: str) -> str:
    """Return what finds the words of a gap, each with its blank."""
    least, most, which, those = found.groups()
    word = {None: r"\w+", "of": f"({those})", "but": rf"(?!({those})\b)\w+"}[which]
    return f"({blank.format(word)}){{{least or 0},{most}}}?"


_GAP = r"<(?:(\d)-)?(\d)(?: (of|but) ([^<>]*))?>"
_NOTATION = (
    (late(r"\*(?<=[a-z]\*)(?<!\\w\*)"), r"\\w*"),
    (late(r" <not ([^<>]*)>"), r"(?! (\1)\\b)"),
    (late(rf"{_GAP} "), partial(_gap, blank="{} ")),
    (late(rf" {_GAP}"), partial(_gap, blank=" {}")),
    (late(r"\[([^][]*)\] (?!<)"), r"((\1) )?"),
    (late(r" \[([^][]*)\](?! )"), r"( (\1))?"),
    (late(r"\((?!\?)"), "(?:"),
)
