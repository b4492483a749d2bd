"""Feed the matcher a text and a fragment: matches lie in the text, in order, and the text always holds what was cut from it."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["ketacli"]):
    from ketacli import cuts, folding, quotes


def one_input(data: bytes) -> None:
    """Look for a fragment, and for a stretch of the text itself."""
    source = atheris.FuzzedDataProvider(data)
    text = source.ConsumeUnicodeNoSurrogates(source.ConsumeIntInRange(0, 200))
    fragment = source.ConsumeUnicodeNoSurrogates(40)
    start = source.ConsumeIntInRange(0, len(text))
    for words in (fragment, text[start : start + 30]):
        before = 0
        for match in quotes.find(text, words):
            assert before <= match.start < match.end <= len(text)
            before = match.start
            assert folding.names(text[match.start : match.end], words) == match.folded
            first, last = quotes.sentence(text, match.start, match.end)
            assert 0 <= first <= match.start
            assert match.end <= last <= len(text)
            cuts.cut_words(text, match.start, match.end)
        quotes.words(words)
    quotes.is_inside_token(text, start)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
