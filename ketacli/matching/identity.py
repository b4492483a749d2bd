"""Tell whether a sentence says by the way what a claim of the form `A is a B` says: `A, a strong B, …`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.english import COMMON, GRAMMAR, listed
from ketacli.matching.profiles import own_features
from ketacli.matching.tone import BOASTS, DOUBTS, USUALLY, tone
from ketacli.matching.units import NESTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.matching.profiles import Context, Profile
    from ketacli.matching.shelf import Known

APPOSED = 8
"""How many words may be between two names of which one is said to be the other."""

APPOSED_WORDS = 2
"""How many of them may say something: `a powerful, dissociative anaesthetic`."""

LONGEST_NAME = 2
"""How many words either side of `is` may have."""

_ROOT = 6
"""How many first letters `anaesthetic` and `anesthesia` share."""

_BEGINNING = 4
"""How many of them tell that two words of one concept are of one root: `pain relief`, `painkiller`."""

_WINDOW = 8
"""How many words before a kind may say that something was it once."""

_VERBAL = ("ise", "ises", "ised", "ize", "izes", "ized")


_PROPERTIES = listed(
    "dose doses dosing effect effects use uses property properties like level levels risk quality research practice "
    "study studies machine machines team staff nurse nurses provider providers department"
)
"""What makes another thing of a name that comes before it: `an anaesthetic dose`."""
_SERVES = listed(
    "use uses used serves served serve approve approves approved approval licensed licenced employed introduced classed classified "
    "cleared indicated registered licence license given give gives take known lists listed list prescribe prescribes prescribed "
    "rely relies"
)
_COMPARING = listed("like than safe good well effective such")
_ARTICLES = listed("a an the")
_NAMING = listed(
    "sold sells sell marketed markets manufactured branded known called named name names brand trade trademark"
)
_CARRYING = listed(
    "nasal nose spray sprays containing contains contain made form forms version product brand active ingredient substance drug medicine"
)
_FORMERLY = listed("first originally initially outset begin beginning began formerly once developed")
_NAMING_BY = listed("is are the a an its which that under as or also of for by from in s simply just better commonly")
_FOLLOWING = listed("property properties effect effects action actions qualities")
"""What a kind may have after it where something has that of it: `has analgesic effects`."""
_HAVING = listed("has have with had having")
_LEADING = listed("as for in to is are")
_AND = frozenset({"and"})
_WITH = listed("with by")
_IT = listed("it its")
_COPULAS = listed("is are being as counts called named means")
_ASSERTING = listed("is are counts means was were as being")
_RELATING = _NAMING | listed("which also or better commonly a an the")
_OTHERS = ("ics", "ers", "ents", "ons", "ies")
_WHO = listed("he she they we you i patients people drug medicine another other")
_AGENTS = ("ist", "ists")
_AWAY = listed("before after than without like from against over")
_TRYING = listed("tested tried trialled trialed studied considered proposed meant place")
_PREPOSITIONS = listed(
    "of for than under with to by in on at from into like unlike against over about without if whether when before after "
    "between versus not and"
)


class Told(NamedTuple):
    """How a sentence says an identity: the words between and around the two names by which it does."""

    words: frozenset[str]
    is_by_the_way: bool
    """Whether it is taken for granted, whatever else the sentence says, doubts or denies: `Spravato (esketamine) may help`."""


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
    is_name = not is_kind and any(
        f"concept/{name}" in unit.features and set(words[at + 1 :]) - GRAMMAR <= set(unit.words)
        for unit in version.units[-1:]
        for name in version.interventions
    )
    if not (is_kind or is_name) or any(word in _PREPOSITIONS for word in words[at:]):
        return None
    return Identity(version, left, right, is_kind, is_name)


def says(sentence: Profile, context: Context, known: Known, claim: Identity) -> Told | None:
    """Return how a sentence says what an identity says: it has all of it, and nothing makes more of it; None if it does not."""
    if not _has_all(sentence, context, claim.version):
        return None
    words = [word for word, _ in sentence.words]
    one, other = (_where(sentence, claim.version, part) for part in (claim.left, claim.right))
    pairs = [(a, b) for a in one for b in other if a != b and abs(a - b) <= APPOSED]
    more = (
        BOASTS - USUALLY - {word for word, _ in claim.version.words} - {"all" if " above all " in sentence.said else ""}
    )
    pairs = [(a, b) for a, b in pairs if more.isdisjoint(words[max(0, min(a, b) - 1) : max(a, b) + 2])]
    for a, b in pairs:
        first, last = min(a, b) + 1, max(a, b)
        between = words[first:last]
        if not DOUBTS.isdisjoint(between):
            continue
        is_said = not _ASSERTING.isdisjoint(between) and between[0] not in _RELATING
        if (
            (claim.is_name and _is_naming(between))
            or (claim.is_kind and b == a - len(claim.left) and _is_kind_before(sentence, b, a))
            or _is_apposition(sentence, first, last, is_turned=b < a)
        ) and (_is_stated(sentence, words, first - 1, last) if is_said else _is_taken(words, a, b)):
            return Told(frozenset(words[first - 1 : last + 1]), is_by_the_way=not is_said)
    is_on = one or known.intervention in context.interventions - sentence.interventions or not known.intervention
    if claim.is_kind and is_on and _has_no_condition(sentence):
        noun = claim.version.words[-1][0]
        for place in other:
            if _are_undenied(words, place) and (start := _is_used_as(words, place, noun, one)) is not None:
                is_done_with_it = start == place and bool(_WITH.intersection(words[place + 1 : place + 2]))
                return Told(frozenset(words[start : place + 2]), is_by_the_way=is_done_with_it)
    return None


def _has_all(sentence: Profile, context: Context, version: Profile) -> bool:
    """Whether a sentence has every part of a version that says something, or another word for it: not only `a new treatment`."""
    said = {name for unit in sentence.units for name in unit.features} | sentence.stems
    said |= {f"concept/{name}" for name in context.interventions}
    return all(GRAMMAR.issuperset(unit.words) or not said.isdisjoint(own_features(unit)) for unit in version.units)


def _is_naming(between: Sequence[str]) -> bool:
    """Whether what is between two names says that they are of one thing: `sold as`, `is a nasal spray of`."""
    words = {word for word in between if word not in _NAMING_BY}
    return bool(words) and words <= _NAMING | _CARRYING


def _is_kind_before(sentence: Profile, place: int, last: int) -> bool:
    """Whether a noun is what the name after it is called, up to its last word: `the anaesthetic ketamine was made`."""
    words = [word for word, _ in sentence.words]
    after = words[last + 1] if last + 1 < len(words) else ""
    is_kind = not words[place].endswith("s") and words[place - 1 : place] != ["sub"]
    is_beside = f"{words[place]} {words[place + 1]}" in sentence.text.lower()
    return is_kind and is_beside and (not after or after in GRAMMAR)


def _is_taken(words: Sequence[str], *places: int) -> bool:
    """Whether nothing denies that two names are of one thing: neither between them nor right before."""
    return not tone(words[max(0, min(places) - 1) : max(places)]).denials


def _is_stated(sentence: Profile, words: Sequence[str], first: int, last: int) -> bool:
    """Whether what says that two names are of one thing is neither denied nor doubted, and depends on nothing."""
    if not _has_no_condition(sentence) or not _are_undenied(words, first, last):
        return False
    if "as" not in words[first + 1 : last]:
        return True
    toned = tone(words[max(0, first - 4) : last])
    is_object = words[max(0, first - 1)] in _AWAY
    return not (is_object or toned.hedges or toned.conditions or toned.duties or toned.words & _TRYING)


def _are_undenied(words: Sequence[str], *places: int) -> bool:
    """Whether what comes before words of a sentence denies nothing."""
    for place in places:
        start = next((at for at in range(place, -1, -1) if words[at] == "but"), -1) + 1
        if tone(words[start:place]).denials or "only" in words[place + 1 : place + 3]:
            return False
    return True


def _has_no_condition(sentence: Profile) -> bool:
    return all(one.condition in {"", "not", "nor"} for one in sentence.tones)


def _is_used_as(words: Sequence[str], place: int, noun: str, names: Sequence[int]) -> int | None:
    """Return where a sentence begins to say that its product has a use: `is licensed as an anaesthetic`, `relieves pain`."""
    root = _root(noun)[:_BEGINNING]
    is_same = any(_root(word).startswith(root) for word in words[place : place + 2])
    after = words[place + 1] if place + 1 < len(words) else ""
    if not (is_same or words[place - 1] in _ARTICLES) or words[place].endswith(_AGENTS):
        return None
    is_means = after in _WITH and (words[place + 2 : place + 3] == ["it"] or place + 2 in names)
    start = None
    if after in _FOLLOWING:
        start = next((at for at in range(place - 1, max(-1, place - 4), -1) if words[at] in _HAVING), None)
    elif after in _PROPERTIES:
        return None
    elif words[place].endswith(_VERBAL) or after == "pain":
        is_subject = any(one in {place - 1, place - 2} for one in names) or words[place - 1] in _IT
        start = place if is_subject or is_means else None
    if start is None and _FORMERLY.isdisjoint(words[max(0, place - _WINDOW) : place]):
        start = _serving(words, place)
    if start is None or (names and not is_means and not any(_is_subject(words, one, start) for one in names)):
        return None
    toned = tone(words[max(0, start - 4) : place])
    is_sure = not (toned.negations or toned.hedges or toned.conditions or toned.duties or toned.words & _TRYING)
    return start if is_sure else None


def _is_subject(words: Sequence[str], name: int, verb: int) -> bool:
    """Whether what a verb says is said of a name before it: not in `ketamine clinics are known for`, `took ketamine, so he was given`."""
    after = words[name + 1] if name + 1 < len(words) else ""
    is_whole = after in GRAMMAR | _SERVES or (after.endswith(("s", "ly", "ed")) and not after.endswith(_OTHERS))
    between = words[name + 1 : verb]
    return name <= verb + 2 and is_whole and words[max(0, name - 1)] not in _AWAY and _WHO.isdisjoint(between)


def _serving(words: Sequence[str], place: int) -> int | None:
    """Return where the verb is after which a word says as what something is used: `serves as`, `approved for`."""
    start = max((at for at in range(max(0, place - 5), place) if words[at] in _LEADING), default=-1)
    verbs = [at for at in range(max(0, start - 6), start) if words[at] in _SERVES] if start >= 0 else []
    verbs = [at for at in verbs if words[at] != "known" or words[start] == "as"]
    if not verbs and start >= 0 and words[start] == "as" and not _ARTICLES.isdisjoint(words[start + 1 : start + 2]):
        verbs = [at for at in range(max(0, start - 2), start) if words[at] in _IT]
    if not verbs:
        return None
    between, of_whom = words[verbs[-1] : place], {*words[start + 1 : place]}
    is_of_others = not of_whom.isdisjoint(_PREPOSITIONS - _AND) or not of_whom.isdisjoint({"who", "people", "patients"})
    return None if is_of_others or between.count("as") > 1 or not _COMPARING.isdisjoint(between) else verbs[-1]


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
        if factor >= NESTED and name.startswith("concept/")
    }
    shared = {name for unit in version.units if not wanted.intersection(unit.features) for name in unit.features}
    same -= shared  # `Spravato is esketamine` is not said by either word alone
    forms = {
        word
        for unit in sentence.units
        if same.intersection(unit.features) and _COMPARING.isdisjoint(unit.words)
        for word in unit.words
        if word not in COMMON
    }
    return [place for place, (word, stemmed) in enumerate(sentence.words) if stemmed == stems[-1] or word in forms]


def _is_apposition(sentence: Profile, start: int, end: int, *, is_turned: bool) -> bool:
    """Whether what stands between two names makes the one a kind of the other; `is_turned` if the kind comes first."""
    between = " ".join(word for word, _ in sentence.words[start:end]).replace("above all", "").split()
    if between[:1] in (["is"], ["are"]) and not _ARTICLES.isdisjoint(between[1:2]) and _AND.intersection(between[-2:]):
        between = between[:2]  # `is an anaesthetic and a painkiller`
    after = sentence.words[end + 1][0] if end + 1 < len(sentence.words) else ""
    toned = tone(between)
    if (
        toned.negations
        or toned.hedges
        or toned.boasts - USUALLY
        or toned.conditions
        or after in _PROPERTIES
        or after == "by"
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
