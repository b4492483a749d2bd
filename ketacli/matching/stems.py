"""Strip the endings of English words, lightly, so that `relapse`, `relapsed` and `relapsing` are one.

Plurals, tenses and a few endings that make nouns and adjectives of verbs go; nothing else. A full Porter stemmer also
makes one of `general` and `generic`, of `operate` and `opera`, and a wrong match is worse here than a missed one.
"""

from __future__ import annotations

from functools import lru_cache

_VOWELS = frozenset("aeiouy")
_SHORTEST = 3
_DOUBLED = frozenset("bdgmnprt")
# Ending, what replaces it, and how many letters must be left.
_ENDINGS = (
    ("ically", "ic", 3),
    ("ingly", "", 4),
    ("edly", "", 4),
    ("ively", "", 4),
    ("ly", "", 4),
    ("ness", "", 4),
    ("ment", "", 4),
)
_IRREGULAR = {
    "better": "better",
    "children": "child",
    "came": "come",
    "died": "die",
    "dies": "die",
    "dying": "die",
    "felt": "feel",
    "gave": "give",
    "given": "give",
    "lasting": "last",
    "men": "man",
    "mice": "mous",
    "news": "news",
    "plane": "plane",
    "planes": "plane",
    "series": "series",
    "species": "species",
    "this": "this",
    "took": "take",
    "used": "use",
    "using": "use",
    "taken": "take",
    "women": "woman",
    "wore": "wear",
    "worn": "wear",
}


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return the stem of a folded word; words of other scripts, with digits, or of three letters are their own."""
    found = _IRREGULAR.get(word)
    if found:
        return found
    if len(word) <= _SHORTEST or not word.isascii() or not word.isalpha():
        return word
    return _derived(_without_tense(_singular(word)))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 - ties, dies
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_tense(word: str) -> str:
    for ending in ("ing", "ed"):
        left = word[: -len(ending)]
        if word.endswith(ending) and len(left) >= _SHORTEST and not _VOWELS.isdisjoint(left):
            if len(left) > _SHORTEST and left[-1] == left[-2] and left[-1] in _DOUBLED:
                return left[:-1]
            return left + "e" if _lost_an_e(left) else left
    return word


def _lost_an_e(left: str) -> bool:
    """Whether what is left of `rated`, `dosing`, `fades` is `rate`, `dose`, `fade`: three letters, the middle one a vowel."""
    return len(left) == _SHORTEST and left[0] not in _VOWELS and left[1] in _VOWELS and left[2] not in "aeiouwxy"


def _derived(word: str) -> str:
    for ending, kept, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)] + kept
            break
    for ending in ("ion", "ive"):
        if word.endswith((f"s{ending}", f"t{ending}")) and len(word) - len(ending) > _SHORTEST:
            word = word[: -len(ending)]
            break
    if word.endswith("val") and len(word) > 5:  # noqa: PLR2004 - approval, removal
        word = word[:-2]
    if word.endswith("e") and len(word) > _SHORTEST + 1:  # `care` is no `car`
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > _SHORTEST else word
