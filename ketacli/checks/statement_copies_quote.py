"""A statement that copies its quote.

What it finds
    A statement that repeats six or more words in a row of a fragment of its quote; case and punctuation don't matter.

Why it matters
    The statement says in our own words and the field's terms what the document says. A copy keeps the document's garbled
    terms, and adds to what is taken from it.

Example
    statement: "People relapsed on approximately 19 days after it."
    quote: "relapsed on approximately 19 days after it"

Fix
    Say it in other words.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from ketacli.checks._finding import Finding, View
from ketacli.quotes import words

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"

MAX_RUN = 5
"""The most words in a row that a statement may share with its quote."""


def check(view: View) -> Iterator[Finding]:
    """Yield every statement with a run of words from its quote."""
    for item, claim in view.claims:
        copied = max((_longest_run(claim.statement, fragment) for fragment in claim.quote), key=len)
        if len(copied) > MAX_RUN:
            message = f"the statement repeats {len(copied)} words in a row of its quote, `{' '.join(copied)}`"
            yield Finding(item, ("statement",), message, f"say it in other words: {MAX_RUN} in a row at most")


def _longest_run(statement: str, fragment: str) -> list[str]:
    """Return the longest run of words of a statement that stands in a fragment too, as the statement has them.

    Nothing where the two have too few words in common for a run that is too long.
    """
    ours = [(plain, word) for word in words(statement) if (plain := _plain(word))]
    theirs = [plain for word in words(fragment) if (plain := _plain(word))]
    if sum(plain in theirs for plain, _ in ours) <= MAX_RUN:
        return []
    longest: tuple[int, int] = (0, 0)
    for start in range(len(ours)):
        for begin in range(len(theirs)):
            length = 0
            while (
                start + length < len(ours)
                and begin + length < len(theirs)
                and ours[start + length][0] == theirs[begin + length]
            ):
                length += 1
            longest = max(longest, (length, -start))
    length, start = longest[0], -longest[1]
    return [word for _, word in ours[start : start + length]]


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """Return a word without case and punctuation."""
    return "".join(char for char in normalize("NFKC", word).casefold() if char.isalnum())
