"""Decide whether a sentence says what a claim says, so that the claim's rating holds for it.

It does where both are on the same subject, people, products, figures, polarity, strength and conditions. Any doubt is a
difference: a sentence that is only compared with a claim has lost little, a wrong verdict over a sentence is the worst fault.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.matching.english import COMMON, GRAMMAR, TALK, is_english
from ketacli.matching.figures import DIMENSIONS, numbers
from ketacli.matching.profiles import TELLING, Context, covered, named, own_features, share_of_clauses
from ketacli.matching.senses import akin, all_akin
from ketacli.matching.stems import stem
from ketacli.matching.tone import agree, clauses, is_doubtful, qualifiers, together, tone
from ketacli.matching.units import NAMED_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.profiles import Measured, Profile
    from ketacli.matching.shelf import Known
    from ketacli.matching.tone import Tone
    from ketacli.matching.units import Unit

STATED_OF_CLAIM, STATED_OF_SENTENCE = 0.8, 0.42
"""What a clause covers of a claim, and the claim of the clause, where the clause states it."""

OF_FIGURES = 0.5, 0.35
"""The same where the sentence has the claim's figures, of the same measures."""

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

LEAST_OF_NAME = 5
"""A word of fewer letters that is no English one is an abbreviation."""

PLAIN = 3
"""How many things a claim may name for the order in which they are named not to matter: `A improves B`."""


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PROPERTIES = _listed("dose doses dosing effect effects use uses property properties like level levels risk quality")
"""What makes another thing of a name that comes before it: `an anaesthetic dose`."""
_SERVES = _listed(
    "use used serves served serve approved licensed licenced employed introduced classed classified cleared indicated registered "
    "licence license given take"
)
_COMPARING = _listed("like than safe good well effective such")
_DEFINING = frozenset({"if", "when", "may", "might", "can", "likely"})
_OF_ONE_THING = frozenset({"regulatory", "definition"})
_ROOT = 6
"""How many first letters `anaesthetic` and `anesthesia` share."""
_NAME = re.compile(r"(?<=\w )[A-Z][a-z]+\b")
_ARTICLES = frozenset(["a", "an", "the"])
_NAMING = _listed("sold marketed manufactured branded known called named name names brand trade")
_NAMING_BY = _listed("is are the a an its which that under as or also of for by")
_COPULAS = _listed("is are being as counts called named means")
_PREPOSITIONS = _listed(
    "of for than under with to by in on at from into like unlike against over about without if whether when before after "
    "between versus not and"
)


class Said:
    """What a sentence says, ready to be asked whether it is what claims say."""

    def __init__(self, sentence: Profile, context: Context, measured: Sequence[Measured], knowledge: Knowledge) -> None:
        self._sentence, self._context, self._measured, self._knowledge = sentence, context, measured, knowledge
        self._is_doubtful = len(sentence.words) > LONGEST or is_doubtful(word for word, _ in sentence.words)
        self._outside = _outside(sentence, knowledge)
        self._parts: list[tuple[Profile, Context]] | None = None

    def states(self, known: Known, versions: Sequence[Profile]) -> bool:
        """Whether the sentence, or a clause of it, says what a claim says: the same subject, relation, figures and strength.

        Any doubt is a difference.
        """
        if self._is_doubtful:
            return False
        identities = [_is_identity(self._sentence, self._context, known, version) for version in versions]
        if any(one is not None for one in identities):
            return any(identities)
        if known.type == "study" and all(_says_what_came_out(self._sentence, version) for version in versions):
            return False
        if not self._outside <= frozenset().union(*(version.features for version in versions)):
            return False
        if self._parts is None:
            self._parts = list(_parts(self._sentence, self._context, self._knowledge))
        return any(_holds(part, about, known, versions, self._knowledge, self._measured) for part, about in self._parts)


def _outside(sentence: Profile, knowledge: Knowledge) -> set[str]:
    """Return the concepts of a sentence that the store is not about, where its words mean nothing else: `psilocybin`."""
    found: set[str] = set()
    for unit in sentence.units:
        concepts = {name for name in unit.features if name.startswith("concept/")}
        if concepts <= knowledge.outside:
            found |= concepts
    return found


def _holds(  # noqa: PLR0913, PLR0917 - everything there is to compare
    sentence: Profile,
    context: Context,
    known: Known,
    versions: Sequence[Profile],
    knowledge: Knowledge,
    measured: Sequence[Measured],
) -> bool:
    """Whether a sentence or clause is on the people and products of a claim, and says what it says."""
    if not _same_people(sentence, context, known, versions, knowledge):
        return False
    products = sentence.interventions or context.interventions
    if known.intervention and known.intervention not in products:
        if not _is_named_in_a_kind(sentence, known, knowledge):
            return False
        products |= {known.intervention}
    strangers = {
        name
        for name in sentence.interventions
        if not (
            known.intervention in products - sentence.interventions and known.intervention in knowledge.lineage(name)
        )
        and not any(
            other is not None and name in knowledge.lineage(other) for other in (known.intervention, known.comparator)
        )
        and not any(name in version.interventions for version in versions)
    }
    if strangers or (known.intervention and _is_on_another(sentence, known.intervention, versions[0], knowledge)):
        return False
    return any(_says(sentence, products, known, version, measured, knowledge) for version in versions)


def _is_on_another(sentence: Profile, product: str, version: Profile, knowledge: Knowledge) -> bool:
    """Whether a sentence may be on a product that the store does not know: `iron infusions`, `lithium acts fast`.

    Where no name of the product itself is there, it may be if it has a name that is no English word, or if a word that the
    claim has not stands before a word that could mean several products, or before all that both share.
    """
    known = version.features | {stemmed for _, stemmed in version.words}
    naming = [unit for unit in sentence.units if f"concept/{product}" in unit.features]
    if any(_is_of_more(sentence, unit, version) for unit in naming):
        return True
    roots = {f"concept/{name}" for name in knowledge.lineage(product) - {product}}
    if any(not roots or not roots.isdisjoint(unit.features) for unit in naming):
        return False
    mine = {word for unit in sentence.units if not known.isdisjoint(unit.features) for word in unit.words}
    if any(
        word not in mine and len(word) >= LEAST_OF_NAME and not is_english(stemmed) for word, stemmed in sentence.words
    ):
        return True
    words = [word for word, _ in sentence.words]
    shared = naming or [unit for unit in sentence.units if not known.isdisjoint(own_features(unit))]
    first = next((place for place, word in enumerate(words) if shared and word == shared[0].words[0]), 0)
    before = sentence.words[max(0, first - 1) : first] if naming else sentence.words[:first]
    return any(word not in COMMON and stemmed not in known for word, stemmed in before)


def _is_of_more(sentence: Profile, naming: Unit, version: Profile) -> bool:
    """Whether a name of a product is only the beginning of what a sentence is on, and a claim is not: `ketamine tolerance`."""
    place = sentence.units.index(naming) + 1
    if place == len(sentence.units) or f" {naming.words[-1]} {sentence.units[place].words[0]} " not in sentence.said:
        return False
    word = sentence.units[place].words[0]
    return (
        word not in COMMON
        and not word.endswith(("ly", "ing", "ed"))
        and version.features.isdisjoint(own_features(sentence.units[place]))
    )


def _parts(sentence: Profile, context: Context, knowledge: Knowledge) -> Iterator[tuple[Profile, Context]]:
    """Yield a sentence and each clause of it that can be read by itself, with what each is about.

    None can be where another clause sets a condition (`if nurses watch, it is safe`). What clauses before it deny is counted
    with its own.
    """
    yield sentence, context
    split = clauses(sentence.text)
    if len(split) < 2 or len(split) != len(sentence.tones):  # noqa: PLR2004 - one clause is the sentence
        return
    products, people = context
    before = 0
    for place, part in enumerate(split):
        mine = sentence.tones[place]
        units = [unit for unit, clause in zip(sentence.units, sentence.clause_of, strict=True) if clause == place]
        own, groups = (named(units, kind, knowledge) for kind in NAMED_KINDS)
        before = 0 if part[0] == "but" else before
        if all(other is mine or not other.condition for other in sentence.tones):
            words = [(word, stem(word)) for word in part]
            yield (
                sentence._replace(
                    words=words,
                    units=units,
                    features=frozenset(stemmed for _, stemmed in words).union(*(unit.features for unit in units)),
                    interventions=own,
                    populations=groups,
                    tones=(mine._replace(denials=mine.denials + before),),
                    said=f" {' '.join(part)} ",
                    clause_of=(0,) * len(units),
                ),
                Context(products, people),
            )
        before += mine.denials
        products, people = own or products, groups or people


def _is_named_in_a_kind(sentence: Profile, known: Known, knowledge: Knowledge) -> bool:
    """Whether a sentence names the product of a claim in naming kinds of it: `ketamine` in `ketamine infusions`.

    What an authority decided, or a word means, holds for no kind.
    """
    return (
        known.type not in _OF_ONE_THING
        and f"concept/{known.intervention}" in sentence.features
        and all(known.intervention in knowledge.lineage(name) for name in sentence.interventions)
    )


def _is_identity(sentence: Profile, context: Context, known: Known, version: Profile) -> bool | None:
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
    words_of = [word for word, _ in sentence.words]
    one, other = (
        [place for place in _where(sentence, version, part) if _is_plain(sentence, place)] for part in (left, right)
    )
    if (
        is_kind
        and (one or known.intervention in context.interventions - sentence.interventions or not known.intervention)
        and any(_is_used_as(sentence, place, version.words[-1][0]) for place in other)
    ):
        return True
    pairs = [(a, b) for a in one for b in other if a != b and abs(a - b) <= APPOSED]
    if is_name and any(_is_naming(words_of[min(pair) + 1 : max(pair)]) for pair in pairs):
        return True
    if is_kind and any(b == a - len(left) and _is_kind_before(words_of, b, a) for a, b in pairs):
        return True
    return any(_is_apposition(sentence, min(a, b) + 1, max(a, b), is_turned=b < a) for a, b in pairs)


def _is_naming(between: Sequence[str]) -> bool:
    """Whether what stands between two names says that they are of one thing: `sold as`, `is the trade name of`."""
    return not _NAMING.isdisjoint(between) and _NAMING.issuperset(word for word in between if word not in _NAMING_BY)


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
    if not is_same or (words[place + 1 : place + 2] and words[place + 1] in _PROPERTIES):
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


def _says(  # noqa: PLR0911, PLR0913, PLR0917 - everything there is to compare
    sentence: Profile,
    products: frozenset[str],
    known: Known,
    version: Profile,
    measured: Sequence[Measured],
    knowledge: Knowledge,
) -> bool:
    """Whether a sentence says what one version of a claim says."""
    has_its_figures = _has_its_figures(known, measured)
    of_claim, of_sentence = OF_FIGURES if has_its_figures else (STATED_OF_CLAIM, STATED_OF_SENTENCE)
    own = version.features | {f"concept/{name}" for name in (known.intervention, known.population) if name}
    share, touched = share_of_clauses(sentence, own, frozenset())
    if share < of_sentence or not (has_its_figures or _has_its_words(sentence, version)):
        return False
    inside = {
        name
        for clause, unit in zip(sentence.clause_of, sentence.units, strict=True)
        if clause in touched
        for name in unit.features
    }
    inside |= {f"concept/{wider}" for name in products for wider in knowledge.lineage(name)} | {
        stemmed for word, stemmed in sentence.words if any(word in sentence.tones[one].words for one in touched)
    }
    if has_its_figures:
        inside |= all_akin(inside)
    if not _has_its_names(sentence, version):
        return False
    missing = [
        unit
        for unit in version.units
        if (unit.weight >= TELLING or not COMMON.issuperset(unit.words)) and inside.isdisjoint(unit.features)
    ]
    if covered(version.units, inside) < of_claim or (
        not has_its_figures and (missing or not _has_its_parts(sentence, version))
    ):
        return False
    first, last = min(touched), max(touched) + 1
    said = together(sentence.tones[first:last])
    meant = together(version.tones)
    said = said._replace(denials=said.denials + sum(one.denials for one in sentence.tones[:first]))
    if any(
        one.condition not in meant.conditions | {""}
        and not (place in touched and known.type == "definition" and one.condition in _DEFINING)
        for place, one in enumerate(sentence.tones)
    ):
        return False
    if known.type != "definition" and sentence.said.split().count("if") > version.said.split().count("if"):
        return False
    if known.type == "definition":
        said, meant = _as_definition(said), _as_definition(meant)
    elif _is_turned(sentence, version):
        return False
    if not agree(said, meant) or _order(sentence, version) != _order(version, sentence):
        return False
    here, there = sentence.figures, version.figures
    return (
        numbers(said.words) == numbers(meant.words)
        and {(one.low, one.high, one.unit) for one in here} >= {(one.low, one.high, one.unit) for one in there}
        and (not there or _are_bounded_alike(sentence, version))
    )


def _are_bounded_alike(sentence: Profile, version: Profile) -> bool:
    """Whether the figures of two texts have the same bounds; a length of time and at least that are one."""
    here, there = qualifiers(sentence.text), qualifiers(version.text)
    is_time = all(DIMENSIONS[one.unit] == "time" for one in version.figures)
    return here == there or (is_time and here | there == {"at-least"})


def _has_its_figures(known: Known, measured: Sequence[Measured]) -> bool:
    """Whether a sentence has all figures of a claim, of the same measures: then few words must be the same besides."""
    here = {(one.measure, one.figure.low, one.figure.high, one.figure.unit) for one in measured if one.measure}
    return bool(known.amounts) and all((one.measure, one.low, one.high, one.unit) in here for one in known.amounts)


def _as_definition(one: Tone) -> Tone:
    """Return the tone of a definition: `if you have tried two, you may have what is called …` defines as well."""
    return one._replace(conditions=one.conditions - _DEFINING, hedges=one.hedges - _DEFINING)


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
    said = {stemmed for _, stemmed in sentence.words}
    return len(light & (said | all_akin(said))) >= len(light) * 0.6 > 0


def _has_its_parts(sentence: Profile, version: Profile) -> bool:
    """Whether a sentence has more than one part of a claim that has several, be they of one concept: `side effects`, `unpleasant`."""
    products = {f"concept/{name}" for name in version.interventions}
    telling = [unit for unit in version.units if unit.weight >= TELLING]
    telling = [unit for unit in telling if products.isdisjoint(unit.features)] or telling
    wanted = {name for unit in telling for name in unit.features}
    same = sum(not wanted.isdisjoint(unit.features) for unit in sentence.units)
    return same >= min(2, len(telling))


def _has_its_names(sentence: Profile, version: Profile) -> bool:
    """Whether a sentence has the proper names of a claim (`Belgium`); those of products and groups have other names, too."""
    said = {stemmed for _, stemmed in sentence.words}
    named = {f"concept/{name}" for name in (*version.interventions, *version.populations)}
    names = {word.lower() for word in _NAME.findall(version.text)}
    return all(
        not unit.features.keys().isdisjoint(named) or names.isdisjoint(unit.words) or not said.isdisjoint(unit.features)
        for unit in version.units
    )


def _says_what_came_out(sentence: Profile, version: Profile) -> bool:
    """Whether a sentence says that something helps, where a claim only says that it was studied."""
    helps = akin("help") | {"help"}
    said, meant = ({stemmed for _, stemmed in one.words} for one in (sentence, version))
    return not said.isdisjoint(helps) and meant.isdisjoint(helps)


def _same_people(
    sentence: Profile, context: Context, known: Known, versions: Sequence[Profile], knowledge: Knowledge
) -> bool:
    """Whether a sentence is on the people of a claim: named by it, or before it, and no others."""
    people = sentence.populations or context.populations
    if known.population and known.population in sentence.populations:
        return True
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
        if (unit.weight >= TELLING or not unit.features.keys().isdisjoint(_named_in(version)))
        and not all(word.isdecimal() for word in unit.words)
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


def has_quote(sentence: Profile, fragments: Sequence[tuple[str, float]]) -> bool:
    """Whether a sentence has every fragment of a claim's quote, however common, and they are some words."""
    return sum(words.count(" ") - 1 for words, _ in fragments) >= FEW and all(
        words in sentence.said for words, _ in fragments
    )


def quotes(sentence: Profile, fragments: Sequence[tuple[str, float]]) -> bool:
    """Whether a sentence has the very words of a claim's quote: all of it or many in a row, and not such as any claim has."""
    found = [(words, rarity) for words, rarity in fragments if len(words) > 2 and words in sentence.said]  # noqa: PLR2004 - two blanks are no words
    longest = max((words.count(" ") - 1 for words, _ in found), default=0)
    rarity = sum(rarity for _, rarity in found)
    return rarity >= (RARE if longest < MANY else RARE / 2) and (len(found) == len(fragments) or longest >= FEW)
