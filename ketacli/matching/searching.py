"""Read a search as people type it, and turn it into full-text expressions.

Every word must be found, in any form of it or as another phrase for the same. `"a phrase"` is found as it is, in straight
or curly quotation marks; `-word` and `-"a phrase"` must not be there; `word*` is every word that begins so. Words of
grammar are left out where others remain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.english import GRAMMAR
from ketacli.matching.folding import words
from ketacli.matching.spelling import names_in
from ketacli.matching.stems import stem
from ketacli.matching.units import corrections, hits, stretches
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.matching.lookup import Lookup
    from ketacli.matching.phrases import Token

_TERM = late(
    r"(?<!\S)([-‐‒–−]?)(?:[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]|(?=[^\s\"“”„«»])(\S+))|[\"“”„«»]|(\S+?)(?=[\"“”„«»\s]|$)"
)
_BEGINNINGS = ("*", "＊")


class Search(NamedTuple):
    """Full-text expressions of a search: `literal` finds its words, `meaning` what means the same as well.

    Both are empty where it only says what must not be there: `without`, which may be empty too. `corrected` are its misspelt
    words with those that were meant, `also` the words and phrases that `meaning` adds.
    """

    literal: str
    meaning: str
    without: str
    corrected: Mapping[str, str]
    also: tuple[str, ...] = ()


class Terms(NamedTuple):
    """What a search is made of: plain words in order, exact expressions, expressions of what must not be there.

    `names` are words that are written as names.
    """

    plain: tuple[str, ...]
    exact: tuple[str, ...]
    without: tuple[tuple[str, ...], ...]
    without_exact: tuple[str, ...]
    names: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not any(self)


def parse(text: str) -> Terms:
    """Return the terms of a search."""
    plain: list[str] = []
    exact: list[str] = []
    without: list[tuple[str, ...]] = []
    without_exact: list[str] = []
    for sign, phrase, word, rest in _TERM.findall(text):
        term = phrase or word or rest
        found = words(term)
        if not found:
            continue
        expression = ""
        if phrase or term.endswith(_BEGINNINGS):
            expression = _exact(found) + (" *" if term.rstrip().endswith(_BEGINNINGS) else "")
        if sign:
            without_exact += [expression] if expression else []
            without += [] if expression else [found]
        elif expression:
            exact.append(expression)
        else:
            plain += found
    return Terms(tuple(plain), tuple(exact), tuple(without), tuple(without_exact), names_in(text))


def compile_search(terms: Terms, lookup: Lookup) -> Search:
    """Return the full-text expressions of a search in a store."""
    knowledge = lookup.knowledge
    text: list[Token] = [(word, stem(word)) for word in terms.plain]
    corrected = corrections(text, terms.names, knowledge, lookup)
    text = [(corrected.get(word, word), stem(corrected.get(word, word))) for word, _ in text]
    is_all_grammar = not terms.exact and all(word in GRAMMAR for word, _ in text)
    kept = {place for place, (word, _) in enumerate(text) if is_all_grammar or word not in GRAMMAR}
    every = {stemmed for _, stemmed in text} | {stem(word) for phrase in terms.without for word in phrase}
    known = {
        name: [word for word, count in found if count is not None] for name, found in lookup.words_of(every).items()
    }

    def forms(token: Token) -> str:
        if len(token[0]) == 1 and not token[0].isascii():  # of a script without spaces, which is kept in pairs
            return f'"{token[0]}" *'
        return _any(dict.fromkeys((token[0], *known.get(token[1], ()))))

    literal: list[str] = []
    meaning: list[str] = []
    also: dict[str, None] = {}
    left = set(kept)
    for places, found in stretches(hits(text, knowledge), text):
        mine = [place for place in sorted(places) if place in left]
        names = {hit.target for hit in found if places <= set(hit.places) and hit.target.startswith("concept/")}
        if not names or not (mine or not kept & places):
            continue
        # What the subject does not deal with has no other words in it.
        alike = [form for one in knowledge.forms(names - knowledge.outside).values() for form in one.phrased()]
        also |= dict.fromkeys(alike)
        said = " AND ".join(forms(text[place]) for place in sorted(places) if place in kept) or _exact(
            [text[place][0] for place in sorted(places)]
        )
        literal.append(f"({said})")
        meaning.append(f"({' OR '.join([f'({said})', *map(_quoted, alike)])})")
        left -= places
    for place in sorted(left):
        literal.append(forms(text[place]))
        meaning.append(forms(text[place]))
    without = [_exact(phrase) if len(phrase) > 1 else forms((phrase[0], stem(phrase[0]))) for phrase in terms.without]
    return Search(
        literal=" AND ".join((*terms.exact, *literal)),
        meaning=" AND ".join((*terms.exact, *meaning)),
        without=" OR ".join((*without, *terms.without_exact)),
        corrected=corrected,
        also=tuple(one for one in also if not {one} <= set(terms.plain)),
    )


def _exact(found: Sequence[str]) -> str:
    return _quoted(" ".join(found))


def _quoted(phrase: str) -> str:
    return f'"{phrase}"'


def _any(found: Iterable[str]) -> str:
    return "({})".format(" OR ".join(f'"{word}"' for word in found))
