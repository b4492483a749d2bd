"""Decide whether a sentence says what a claim says, so that the claim's rating holds for it.

It does where both are on the same subject, people, products, figures, polarity, strength and conditions. Any doubt is a
difference: a sentence that is only compared with a claim has lost little, a wrong verdict over a sentence is the worst fault.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.matching.english import GRAMMAR, TALK
from ketacli.matching.figures import numbers
from ketacli.matching.profiles import TELLING, covered, share_of_clauses
from ketacli.matching.tone import agree, is_doubtful, qualifiers, together, tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.profiles import Context, Profile
    from ketacli.matching.shelf import Known

STATED_OF_CLAIM, STATED_OF_SENTENCE = 0.8, 0.6
"""What a clause covers of a claim, and the claim of the clause, where the clause states it."""

RARE, FEW, MANY = 1.6, 4, 5
"""What the very words of a claim's quote weigh at least, where they are rare in the store;
how many in a row are enough if they are not all of the quote, and how many even if they are not rare."""

ENOUGH = 0.9
"""A claim with less weight besides its product has to be said with its common words, too."""

APPOSED = 7
"""How many words may be between two names of which one is said to be the other."""

APPOSED_WORDS = 2
"""How many of them may say something: `a powerful, dissociative anaesthetic`."""

LONGEST = 60
"""A text of more words is no sentence that could state something."""

PLAIN = 3
"""How many things a claim may name for the order in which they are named not to matter: `A improves B`."""


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PROPERTIES = _listed("dose doses dosing effect effects use uses property properties like level levels risk quality")
"""What makes another thing of a name that comes before it: `an anaesthetic dose`."""
_ARTICLES = frozenset(["a", "an", "the"])
_COPULAS = _listed("is are being as counts called named means")
_PREPOSITIONS = _listed(
    "of for than under with to by in on at from into like unlike against over about without if whether when before after "
    "between versus not and"
)


def states_claim(
    sentence: Profile, context: Context, known: Known, versions: Sequence[Profile], knowledge: Knowledge
) -> bool:
    """Whether a sentence, or a clause of it, says what a claim says: the same subject, relation, figures and strength.

    Any doubt is a difference.
    """
    if len(sentence.words) > LONGEST or is_doubtful(word for word, _ in sentence.words):
        return False
    identities = [_is_identity(sentence, version) for version in versions]
    if any(one is not None for one in identities):
        return any(identities)
    if not _same_people(sentence, context, known, versions, knowledge):
        return False
    products = sentence.interventions or context.interventions
    if known.intervention and known.intervention not in products:
        return False
    strangers = {
        name
        for name in sentence.interventions
        if not any(
            other is not None and name in knowledge.lineage(other) for other in (known.intervention, known.comparator)
        )
        and not any(name in version.interventions for version in versions)
    }
    if strangers:
        return False
    return any(_says(sentence, products, known, version) for version in versions)


def _is_identity(sentence: Profile, version: Profile) -> bool | None:
    """Whether a sentence says by the way what a claim of the form `A is a B` says: `A, a strong B, …`.

    None if the claim has another form.
    """
    words = [word for word, _ in version.words]
    at = next((place for place, word in enumerate(words) if word in {"is", "are"}), 0)
    left = [stemmed for word, stemmed in version.words[:at] if word not in GRAMMAR]
    right = [stemmed for word, stemmed in version.words[at + 1 :] if word not in GRAMMAR]
    if not left or not right or len(left) > 2 or len(right) > 2 or version.tones[0].negations:  # noqa: PLR2004 - a name, a noun
        return None
    is_kind = words[at + 1 : at + 2] and words[at + 1] in _ARTICLES
    is_name = any(f"concept/{name}" in unit.features for unit in version.units[-1:] for name in version.interventions)
    if not (is_kind or is_name) or any(word in _PREPOSITIONS for word in words[at:]):
        return None
    one, other = (_where(sentence, version, part) for part in (left, right))
    return any(
        _is_apposition(sentence, min(a, b) + 1, max(a, b), is_turned=b < a)
        for a in one
        for b in other
        if a != b and abs(a - b) <= APPOSED
    )


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
    between = [word for word, _ in sentence.words[start:end]]
    after = sentence.words[end + 1][0] if end + 1 < len(sentence.words) else ""
    toned = tone(between)
    if toned.negations or toned.hedges or toned.boasts or toned.conditions or after in _PROPERTIES:
        return False
    if any(word in _PREPOSITIONS for word in between):
        return False
    others = [word for word in between if word not in _COPULAS and word not in GRAMMAR]
    if between.count("as") > 1 or len(others) > APPOSED_WORDS:
        return False
    if any(word in _COPULAS for word in between):
        return not is_turned
    pattern = r"\W*[,(]\s*(?:(?:an?|the|being|called|brand name|also|known|as|or)\b[^,;.]{0,30})?$"
    first, last = sentence.words[start - 1][0], sentence.words[end][0]
    found = re.search(rf"{re.escape(first)}(?P<between>[^.;:]{{0,40}}?){re.escape(last)}", sentence.text.lower())
    return bool(found and re.match(pattern, found["between"]))


def _says(sentence: Profile, products: frozenset[str], known: Known, version: Profile) -> bool:
    """Whether a sentence says what one version of a claim says."""
    own = version.features | {f"concept/{name}" for name in (known.intervention, known.population) if name}
    of_clause, touched = share_of_clauses(sentence, own, frozenset())
    if of_clause < STATED_OF_SENTENCE or not _has_its_words(sentence, version):
        return False
    inside = {
        name
        for clause, unit in zip(sentence.clause_of, sentence.units, strict=True)
        if clause in touched
        for name in unit.features
    }
    inside |= {f"concept/{name}" for name in products} | {
        stemmed for word, stemmed in sentence.words if any(word in sentence.tones[one].words for one in touched)
    }
    if covered(version.units, inside) < STATED_OF_CLAIM or any(
        unit.weight >= TELLING and inside.isdisjoint(unit.features) for unit in version.units
    ):
        return False
    said = together(sentence.tones[min(touched) : max(touched) + 1])
    meant = together(version.tones)
    if not agree(said, meant) or _order(sentence, version) != _order(version, sentence):
        return False
    if _is_turned(sentence, version):
        return False
    here, there = sentence.figures, version.figures
    return (
        numbers(said.words) == numbers(meant.words)
        and {(one.low, one.high, one.unit) for one in here} >= {(one.low, one.high, one.unit) for one in there}
        and (not there or qualifiers(sentence.text) == qualifiers(version.text))
    )


def _has_its_words(sentence: Profile, version: Profile) -> bool:
    """Whether a sentence has the common words of a claim that consists of little else (`X is mainly given by Y`)."""
    telling = [
        unit.weight
        for unit in version.units
        if unit.weight >= TELLING and not any(name.partition("/")[2] in version.interventions for name in unit.features)
    ]
    if sum(telling) >= ENOUGH:
        return True
    light = {stemmed for word, stemmed in version.words if word in TALK}
    return len(light & {stemmed for _, stemmed in sentence.words}) >= len(light) * 0.6 > 0


def _same_people(
    sentence: Profile, context: Context, known: Known, versions: Sequence[Profile], knowledge: Knowledge
) -> bool:
    """Whether a sentence is on the people of a claim: named by it, or before it, and no others."""
    people = sentence.populations or context.populations
    if known.population and known.population not in people and f"concept/{known.population}" not in sentence.features:
        return False
    allowed = {name for version in versions for name in version.populations}
    allowed |= knowledge.lineage(known.population) if known.population else set()
    return all(name in allowed or not knowledge.broader.get(name) for name in sentence.populations)


def _is_turned(sentence: Profile, version: Profile) -> bool:
    """Whether a sentence may say of one thing what a claim says of another: `A keeps B from C`.

    The order of what is named tells, where there are several things, but for the passive.
    """
    telling = [
        unit
        for unit in version.units
        if unit.weight >= TELLING or not unit.features.keys().isdisjoint(_named_in(version))
    ]
    if len(telling) <= PLAIN or ("by" in sentence.said.split()) != ("by" in version.said.split()):
        return False
    places = []
    for unit in telling:
        same = [place for place, other in enumerate(sentence.units) if not set(unit.words).isdisjoint(other.words)]
        alike = [
            place
            for place, other in enumerate(sentence.units)
            if not other.features.keys().isdisjoint(name for name, factor in unit.features.items() if factor == 1.0)
        ]
        if same or alike:
            places.append((same or alike)[0])
    return places != sorted(places)


def _named_in(version: Profile) -> frozenset[str]:
    return frozenset(f"concept/{name}" for name in version.interventions)


def _order(text: Profile, other: Profile) -> list[str]:
    """Return the products that two texts name in the order of the first: `spray or infusion`, or the other way round."""
    shared = text.interventions & other.interventions
    found = []
    for unit in text.units:
        found += [name for name in sorted(shared) if f"concept/{name}" in unit.features and name not in found]
    return found


def quotes(sentence: Profile, fragments: Sequence[tuple[str, float]]) -> bool:
    """Whether a sentence has the very words of a claim's quote: all of it or many in a row, and not such as any claim has."""
    found = [(words, rarity) for words, rarity in fragments if len(words) > 2 and words in sentence.said]  # noqa: PLR2004 - two blanks are no words
    longest = max((words.count(" ") - 1 for words, _ in found), default=0)
    rarity = sum(rarity for _, rarity in found)
    return rarity >= (RARE if longest < MANY else RARE / 2) and (len(found) == len(fragments) or longest >= FEW)
