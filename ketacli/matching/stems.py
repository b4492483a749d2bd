"""Strip the endings of English words, lightly, so that `relapse`, `relapsed` and `relapsing` are one.

It removes plurals, tenses and a few endings that make nouns and adjectives of verbs, and no others. A full Porter stemmer
gives `general` and `generic` one stem, and `operate` and `opera`: here a wrong match is worse than a missed one.
"""

from __future__ import annotations

from functools import lru_cache

_VOWELS = frozenset("aeiouy")
_SHORTEST = 3
_DOUBLED = frozenset("bdgmnprt")
"""Letters that are doubled before `ing` and `ed`: `stopped`."""

# Ending, what replaces it, and how many letters must be left before it.
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
    "business": "business",
    "businesses": "business",
    "busy": "busy",
    "children": "child",
    "daily": "daily",
    "died": "die",
    "dies": "die",
    "downed": "downed",
    "dying": "die",
    "effective": "effective",
    "effectively": "effective",
    "effectiveness": "effective",
    "evening": "evening",
    "evenings": "evening",
    "exhaust": "exhaust",
    "exhausted": "exhausted",
    "exhausting": "exhausted",
    "exhaustion": "exhausted",
    "exhausts": "exhaust",
    "fasting": "fasting",
    "hardly": "hardly",
    "hourly": "hourly",
    "kidding": "kidding",
    "lasting": "last",
    "massive": "massive",
    "men": "man",
    "mice": "mous",
    "monthly": "monthly",
    "necked": "necked",
    "news": "news",
    "nursing": "nursing",
    "passion": "passion",
    "passions": "passion",
    "passive": "passive",
    "plane": "plane",
    "planes": "plane",
    "portion": "portion",
    "portions": "portion",
    "quite": "quite",
    "series": "series",
    "severed": "severed",
    "species": "species",
    "station": "station",
    "stations": "station",
    "this": "this",
    "underlying": "underlying",
    "used": "use",
    "using": "use",
    "weekly": "weekly",
    "willing": "willing",
    "wired": "wired",
    "women": "woman",
    "yearly": "yearly",
}
_VERBS = {
    "become": "became",
    "begin": "began begun",
    "break": "broke broken",
    "bring": "brought",
    "buy": "bought",
    "choose": "chose chosen",
    "come": "came",
    "drink": "drank drunk",
    "drive": "drove driven",
    "eat": "ate eaten",
    "fall": "fell fallen",
    "feel": "felt",
    "forget": "forgot forgotten",
    "get": "got gotten",
    "give": "gave given",
    "go": "went gone",
    "grow": "grew grown",
    "hear": "heard",
    "keep": "kept",
    "know": "knew known",
    "lose": "lost",
    "make": "made",
    "mean": "meant",
    "pay": "paid",
    "ring": "rang rung",
    "show": "shown",
    "sleep": "slept",
    "spend": "spent",
    "stick": "stuck",
    "take": "took taken",
    "tell": "told",
    "think": "thought",
    "wear": "wore worn",
    "write": "wrote written",
}
_COMPARED = ("fast", "quick", "safe", "cheap", "strong", "slow", "soon", "weak", "high", "low", "long", "short")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return the stem of a folded word: the word itself if it is of another script, has digits, or at most three letters."""
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


_IRREGULAR |= {form: stem(verb) for verb, forms in _VERBS.items() for form in forms.split()}
_IRREGULAR |= {word.removesuffix("e") + ending: stem(word) for word in _COMPARED for ending in ("er", "est")}
