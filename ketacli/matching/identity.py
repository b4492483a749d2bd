"""Tell whether a sentence says by the way what a claim of the form `A is a B` says: `A, a strong B, …`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.english import GRAMMAR, listed
from ketacli.matching.profiles import own_features
from ketacli.matching.tone import BOASTS, USUALLY, tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.matching.profiles import Context, Profile
    from ketacli.matching.shelf import Known

APPOSED = 7
"""How many words may be between two names of which one is said to be the other."""

APPOSED_WORDS = 2
"""How many of them may say something: `a powerful, dissociative anaesthetic`."""

LONGEST_NAME = 2
"""How many words either side of `is` may have."""

_ROOT = 6
"""How many first letters `anaesthetic` and `anesthesia` share."""


_PROPERTIES = listed("dose doses dosing effect effects use uses property properties like level levels risk quality")
"""What makes another thing of a name that comes before it: `an anaesthetic dose`."""
_SERVES = listed(
    "use used serves served serve approved licensed licenced employed introduced classed classified cleared indicated registered "
    "licence license given take"
)
_COMPARING = listed("like than safe good well effective such")
_ARTICLES = listed("a an the")
_NAMING = listed("sold marketed manufactured branded known called named name names brand trade")
_CARRYING = listed("nasal nose spray sprays containing contains contain made form forms version product brand")
_FORMERLY = listed("first originally initially outset begin beginning began formerly once developed")
_NAMING_BY = listed("is are the a an its which that under as or also of for by")
_COPULAS = listed("is are being as counts called named means")
_PREPOSITIONS = listed(
    "of for than under with to by in on at from into like unlike against over about without if whether when before after "
    "between versus not and"
)


class Identity(NamedTuple):
    """A claim of the form `A is a B` or `A is B`: the stems on either side, and which of the two forms it has."""

    version: Profile
    left: list[str]
    right: list[str]
    is_kind: bool
    is_name: bool


def may_be_identity(words: Sequence[str]) -> bool:
    """Whether a version of a claim has few enough words either side of `is` to be an identity."""
    at = _middle(words)
    sides = [sum(word not in GRAMMAR for word in part) for part in (words[:at], words[at + 1 :])]
    return min(sides) > 0 and max(sides) <= LONGEST_NAME


def _middle(words: Sequence[str]) -> int:
    return next((place for place, word in enumerate(words) if word in {"is", "are"}), 0)


def identity_of(version: Profile) -> Identity | None:
    """Return a version of a claim as an identity; None if it has another form."""
    words = [word for word, _ in version.words]
    if not may_be_identity(words) or version.tones[0].negations:
        return None
    at = _middle(words)
    left = [stemmed for word, stemmed in version.words[:at] if word not in GRAMMAR]
    right = [stemmed for word, stemmed in version.words[at + 1 :] if word not in GRAMMAR]
    is_kind = bool(words[at + 1 : at + 2]) and words[at + 1] in _ARTICLES
    is_name = any(
        f"concept/{name}" in unit.features and set(words[at + 1 :]) - GRAMMAR <= set(unit.words)
        for unit in version.units[-1:]
        for name in version.interventions
    )
    if not (is_kind or is_name) or any(word in _PREPOSITIONS for word in words[at:]):
        return None
    return Identity(version, left, right, is_kind, is_name)


def says(sentence: Profile, context: Context, known: Known, claim: Identity) -> bool:
    """Whether a sentence says by the way what an identity says: it has all of it, and nothing makes more of it."""
    words = [word for word, _ in sentence.words]
    if not _has_all(sentence, context, claim.version):
        return False
    one, other = (
        [place for place in _where(sentence, claim.version, part) if _is_plain(sentence, place)]
        for part in (claim.left, claim.right)
    )
    if (
        claim.is_kind
        and (one or known.intervention in context.interventions - sentence.interventions or not known.intervention)
        and any(_is_used_as(sentence, place, claim.version.words[-1][0]) for place in other)
    ):
        return True
    pairs = [(a, b) for a in one for b in other if a != b and abs(a - b) <= APPOSED]
    more = (
        BOASTS - USUALLY - {word for word, _ in claim.version.words} - {"all" if " above all " in sentence.said else ""}
    )
    pairs = [(a, b) for a, b in pairs if more.isdisjoint(words[max(0, min(a, b) - 1) : max(a, b) + 2])]
    if claim.is_name and any(_is_naming(words[min(pair) + 1 : max(pair)]) for pair in pairs):
        return True
    if claim.is_kind and any(b == a - len(claim.left) and _is_kind_before(words, b, a) for a, b in pairs):
        return True
    return any(_is_apposition(sentence, min(a, b) + 1, max(a, b), is_turned=b < a) for a, b in pairs)


def _has_all(sentence: Profile, context: Context, version: Profile) -> bool:
    """Whether a sentence has every part of a version that says something, or another word for it: not only `a new treatment`."""
    said = {name for unit in sentence.units for name in unit.features} | sentence.stems
    said |= {f"concept/{name}" for name in context.interventions}
    return all(GRAMMAR.issuperset(unit.words) or not said.isdisjoint(own_features(unit)) for unit in version.units)


def _is_naming(between: Sequence[str]) -> bool:
    """Whether what is between two names says that they are of one thing: `sold as`, `is a nasal spray of`."""
    words = {word for word in between if word not in _NAMING_BY}
    return bool(words) and words <= _NAMING | _CARRYING


def _is_kind_before(words: Sequence[str], place: int, last: int) -> bool:
    """Whether a noun is what the name after it is called, up to its last word: `the anaesthetic ketamine was made`."""
    after = words[last + 1] if last + 1 < len(words) else ""
    return words[place - 1 : place] == ["the"] and (not after or after in GRAMMAR)


def _is_plain(sentence: Profile, place: int) -> bool:
    """Whether what comes before a word of a sentence denies nothing, and nothing sets a condition for it."""
    words = [word for word, _ in sentence.words]
    start = next((at for at in range(place, -1, -1) if words[at] == "but"), -1) + 1
    return (
        not tone(words[start:place]).denials
        and "only" not in words[place + 1 : place + 3]
        and all(one.condition in {"", "not", "nor"} for one in sentence.tones)
    )


def _is_used_as(sentence: Profile, place: int, noun: str) -> bool:
    """Whether a sentence says that its product has a use: `is licensed as an anaesthetic`, `is used for anaesthesia`."""
    words = [word for word, _ in sentence.words]
    is_same = _root(words[place]) == _root(noun) or words[place - 1] in _ARTICLES
    if (
        not is_same
        or not _FORMERLY.isdisjoint(words)
        or (words[place + 1 : place + 2] and words[place + 1] in _PROPERTIES)
    ):
        return False
    start = max((at for at in range(max(0, place - 5), place) if words[at] in {"as", "for", "in"}), default=-1)
    if words[place - 1] == "to":
        start = place - 1
    verbs = [at for at in range(max(0, start - 5), start) if words[at] in _SERVES]
    if start < 0 or not verbs:
        return False
    between = words[verbs[-1] : place]
    if between.count("as") > 1 or not _COMPARING.isdisjoint(between):
        return False
    toned = tone(words[max(0, verbs[-1] - 4) : place])
    return not (toned.negations or toned.hedges or toned.conditions or toned.duties)


def _root(word: str) -> str:
    return word.replace("ae", "e")[:_ROOT]


def _where(sentence: Profile, version: Profile, stems: Sequence[str]) -> list[int]:
    """Return where a sentence has the last of some words of a claim, or another word for the same."""
    wanted = set(stems)
    same = {
        name
        for unit in version.units
        if wanted.intersection(unit.features)
        for name, factor in unit.features.items()
        if factor == 1.0 and name.startswith("concept/")
    }
    shared = {name for unit in version.units if not wanted.intersection(unit.features) for name in unit.features}
    same -= shared  # `Spravato is esketamine` is not said by either word alone
    forms = {word for unit in sentence.units if same.intersection(unit.features) for word in unit.words}
    return [place for place, (word, stemmed) in enumerate(sentence.words) if stemmed == stems[-1] or word in forms]


def _is_apposition(sentence: Profile, start: int, end: int, *, is_turned: bool) -> bool:
    """Whether what stands between two names makes the one a kind of the other; `is_turned` if the kind comes first."""
    between = " ".join(word for word, _ in sentence.words[start:end]).replace("above all", "").split()
    after = sentence.words[end + 1][0] if end + 1 < len(sentence.words) else ""
    toned = tone(between)
    if (
        toned.negations
        or toned.hedges
        or toned.boasts - USUALLY
        or toned.conditions
        or after in _PROPERTIES
        or toned.words & _FORMERLY
    ):
        return False
    if any(word in _PREPOSITIONS for word in between):
        return False
    others = [word for word in between if word not in _COPULAS and word not in GRAMMAR]
    if between.count("as") > 1 or len(others) > APPOSED_WORDS:
        return False
    if any(word in _COPULAS for word in between):
        return not is_turned
    pattern = r"\W*[,(]\s*(?:(?:usually|mainly|mostly|chiefly|typically|generally) )?(?:(?:an?|the|being|called|brand name|also|known|as|or)\b[^,;.]{0,30})?$"
    first, last = sentence.words[start - 1][0], sentence.words[end][0]
    found = re.search(rf"{re.escape(first)}(?P<between>[^.;:]{{0,40}}?){re.escape(last)}", sentence.text.lower())
    return bool(found and re.match(pattern, found["between"]))
