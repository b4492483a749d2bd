"""Find the sentences of a page that have a phrase: by an index of its words, so that thousands of phrases can be looked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from ketacli.matching.wording import BEGINNING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Places:
    """Where the words of a page are; `texts` are its sentences, folded, with blanks around."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.whole = "\n".join(texts)
        self._ends = list(accumulate(len(text) + 1 for text in texts))
        self._of_word: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            for word in text.split():
                self._of_word.setdefault(word, []).append(place)
        self._words = sorted(self._of_word)
        self._beginnings = {word[:length] for word in self._words for length in range(1, BEGINNING + 1)}

    def may_have(self, beginning: str) -> bool:
        """Whether a word of the page begins so, with no more than `BEGINNING` letters."""
        return beginning in self._beginnings

    def having(self, phrase: str) -> Iterator[int]:
        """Yield the place of a sentence as often as it has a folded phrase: ` word `, ` beginning`, or ` several words `."""
        word = phrase.strip()
        if " " in word:
            yield from self._having_words(phrase)
        elif phrase.endswith(" "):
            yield from self._of_word.get(word, ())
        elif word:
            for at in range(bisect_left(self._words, word), len(self._words)):
                if not self._words[at].startswith(word):
                    break
                yield from self._of_word[self._words[at]]

    def _having_words(self, phrase: str) -> Iterator[int]:
        at = self.whole.find(phrase)
        while at >= 0:
            yield bisect_right(self._ends, at)
            at = self.whole.find(phrase, at + 1)
