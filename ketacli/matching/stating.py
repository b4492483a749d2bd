"""Decide whether a sentence says what a claim says, so that the claim's rating holds for it.

It does where both are on the same subject, people, products, figures, polarity, strength and conditions. Any doubt is a
difference: a sentence that is only compared with a claim has lost little, a wrong verdict over a sentence is the worst fault.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ketacli.matching import identity
from ketacli.matching.bounding import qualifiers
from ketacli.matching.english import COMMON, TALK, listed
from ketacli.matching.figures import DIMENSIONS, numbers
from ketacli.matching.folding import words
from ketacli.matching.profiles import TELLING, Context, beside, clauses_touched, covered, named, own_features
from ketacli.matching.senses import akin, all_akin, all_same
from ketacli.matching.stems import stem
from ketacli.matching.subjects import is_of_another, outside, same_subject
from ketacli.matching.tone import LIMITS, agree, are_opposed, clauses, doubts, together, tone
from ketacli.matching.units import NAMED_KINDS
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ketacli.matching.identity import Identity, Told
    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.profiles import Measured, Profile
    from ketacli.matching.shelf import Known
    from ketacli.matching.tone import Tone
    from ketacli.matching.units import Unit

STATED_OF_CLAIM, OF_FIGURES = 0.8, 0.5
"""What a clause covers of a claim that it states; where it has the claim's figures, of the same measures."""

RARE, SOME, FEW, MANY = 1.6, 3, 4, 5
"""What the very words of a claim's quote weigh at least, where they are rare in the store; how many there must be in all;
how many in a row are enough if they are not all of the quote, and how many even if they are not rare."""

ENOUGH = 0.9
"""A claim with less weight besides its product has to be said with its common words, too."""

LONGEST = 60
"""A text of more words is no sentence that could state something."""

PLAIN = 3
"""How many things a claim may name for the order in which they are named not to matter: `A improves B`."""

_TREATMENTS = listed("therapy treatment treatments medicine medicines medication drug")
PEOPLE = listed("a an one some the people person patient patients somebody anyone individuals participants")
_OF_STUDIES = listed("study studies")
STUDYING = listed("study studies trial trials research researchers team group scientists experiment experiments")
_AFTER = listed("after once when")
_JOINED = listed("of was is are were has have been the a an to and")
_COMPARING = listed("than below above under over")
_AWAY = listed("from before than without")
_FOLLOWING = listed("effect effects benefit benefits relief experience high recovery")
_LASTING = listed("last lasts lasted run runs take takes")
_SET_BY = {False: frozenset([""]), True: _AFTER | {""}}
"""With what a clause may open where a claim says what comes after something, and where it does not."""
_DEFINING = listed("if when may might can likely")
_CONDITIONS = _AFTER | {"if", "until", "before", "unless", "who", "whose"}
_DENYING = listed(
    "not never neither nobody cannot cant dont doesnt didnt isnt arent wasnt werent wont havent hasnt lacks lack"
)
_BY_THE_WAY = listed("that which who whom whose where if when whenever after once unless until")
"""What opens a relative clause or a condition, in which a denial is none of the whole: `pain that others have not relieved`."""
_LACKING = listed("no none nothing without fail fails failed failing free unsuccessful")
"""With one of these a statement denies something itself, as a denial in other words does: `have failed`, `have not helped`."""
_ABBREVIATION = late(r"\b(?!US\b|USA\b|UK\b|IV\b|OK\b)[A-Z]{2,}\b")
_DONE_BY = late(
    r"\b(?:is|are|was|were|been|an?|only|also)\s+[A-Z]{2,}[ -][a-z]+ed\b"
    r"|\b(?:has|have|had|with|gets?|got|holds?|won)\s+(?:the\s+)?[A-Z]{2,}(?:['\u2019]s)?\s+[a-z]+"
)
_NAME = late(r"(?<=\w )[A-Z][a-z]+\b")


_PLAINLY = identity.Told(frozenset(), is_by_the_way=False)


class Version:
    """One version of a claim, ready to be asked whether sentences say it; taken apart only where its words do not bar that.

    `take_apart` returns its profile.
    """

    def __init__(self, known: Known, text: str, take_apart: Callable[[], Profile]) -> None:
        self.known, self.text = known, text
        self._take_apart = take_apart
        said = words(text)
        self.words, self.doubts = frozenset(said), doubts(said)
        self.may_be_identity = identity.may_be_identity(said)

    @cached_property
    def profile(self) -> Profile:
        """The version, taken apart."""
        return self._take_apart()

    @cached_property
    def identity(self) -> Identity | None:
        """What is what by it, if it says nothing else."""
        return identity.identity_of(self.profile) if self.may_be_identity else None

    @cached_property
    def tone(self) -> Tone:
        """The tone of the whole version, for which it need not be taken apart."""
        return together(tuple(tone(part) for part in clauses(self.text)))


class Said:
    """What a sentence says, ready to be asked whether it is what versions of claims say."""

    def __init__(self, sentence: Profile, context: Context, measured: Sequence[Measured], knowledge: Knowledge) -> None:
        self._sentence, self._context, self._measured, self._knowledge = sentence, context, measured, knowledge
        self._words = [word for word, _ in sentence.words]
        self._said = frozenset(self._words)
        self._doubts, self._limits = doubts(self._words), LIMITS & self._said
        self._tone = together(sentence.tones) if len(sentence.tones) == 1 else None
        """That of a sentence of one clause, which is all that there is to compare."""
        self._parts: list[tuple[Profile, Context, set[str]]] | None = None

    def may_have(self, version: Version) -> bool:
        """Whether nothing in the words and the tone of the sentence keeps it from saying what a version of a claim says.

        That is a doubt, a limit, another authority, the other end of a scale.
        """
        if len(self._words) > LONGEST:
            return False
        if not version.may_be_identity and not self._is_as_sure(version):
            return False
        if self._tone is None or version.may_be_identity or version.known.type == "definition":
            return True
        return agree(self._tone, version.tone)

    def _is_as_sure(self, version: Version) -> bool:
        """Whether the sentence doubts and limits no more than a version does, and is at no other end of a scale."""
        return (
            self._doubts <= version.doubts
            and self._limits <= version.words
            and not are_opposed(self._said, version.words)
            and not _names_others(self._sentence.text, version.text)
        )

    def has(self, version: Version) -> Told | None:
        """Return how the sentence, or a clause of it, says what a version says that it `may_have`: subject, relation, figures, strength.

        Every version stands for itself: what another one says besides is not looked at. Any doubt is a difference. What else the
        sentence says is another matter: `ketacli.matching.leftover`.
        """
        known, profile = version.known, version.profile
        if version.identity:
            if known.intervention and is_of_another(self._sentence, known.intervention, profile):
                return None
            told = identity.says(self._sentence, self._context, known, version.identity)
            if not told or told.is_by_the_way:
                return told
            is_on_it = outside(self._sentence, self._knowledge) <= profile.features
            return told if is_on_it and self._is_as_sure(version) else None
        if version.may_be_identity and not self._is_as_sure(version):
            return None
        if known.type == "study" and _says_what_came_out(self._sentence, profile):
            return None
        if self._parts is None:
            self._parts = [
                (part, about, outside(part, self._knowledge))
                for part, about in _parts(self._sentence, self._context, self._knowledge)
            ]
        is_said = any(
            strange <= profile.features and self._holds(part, about, known, profile)
            for part, about, strange in self._parts
        )
        return _PLAINLY if is_said else None

    def _holds(self, part: Profile, about: Context, known: Known, version: Profile) -> bool:
        """Whether the sentence or a clause of it is on the people and products of a claim, and says what it says."""
        if not _has_figures_of(part, version):
            return False
        products = same_subject(part, about, known, version, self._knowledge)
        return products is not None and _says(part, products, known, version, self._measured, self._knowledge)


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
                    stems=frozenset(stemmed for _, stemmed in words),
                    clause_of=(0,) * len(units),
                ),
                Context(products, people),
            )
        before += mine.denials
        products, people = own or products, groups or people


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
    of_claim = OF_FIGURES if has_its_figures else STATED_OF_CLAIM
    own = version.features | {f"concept/{name}" for name in (known.intervention, known.population) if name}
    touched = clauses_touched(sentence, own)
    if not touched or not (has_its_figures or _has_its_words(sentence, version)):
        return False
    inside = {
        name
        for clause, unit in zip(sentence.clause_of, sentence.units, strict=True)
        if clause in touched
        for name in unit.features
    }
    inside |= {f"concept/{wider}" for name in products for wider in knowledge.lineage(name)}
    words = frozenset().union(*(sentence.tones[one].words for one in touched))
    inside |= {stemmed for word, stemmed in sentence.words if word in words}
    inside |= all_akin(inside) if has_its_figures else all_same(inside)
    if not _has_its_names(sentence, known, version):
        return False
    by_the_way = _said_by_the_way(version.text)
    units = [
        unit
        for unit, clause in zip(version.units, version.clause_of, strict=True)
        if clause not in by_the_way
        and not _frames(unit, sentence, known)
        and not _is_beside(unit, sentence, known, version, knowledge)
    ]
    missing = [
        unit
        for unit in units
        if (unit.weight >= TELLING or not COMMON.issuperset(unit.words)) and inside.isdisjoint(unit.features)
    ]
    whole = covered(units, {name for unit in units for name in unit.features})
    if covered(units, inside) < of_claim * whole or (
        not has_its_figures and (missing or not _has_its_parts(sentence, version))
    ):
        return False
    first, last = min(touched), max(touched) + 1
    said = together(sentence.tones[first:last])
    meant = together(version.tones)
    said = said._replace(denials=said.denials + sum(one.denials for one in sentence.tones[:first]))
    conditions = (
        meant.conditions | _SET_BY[not meant.words.isdisjoint(_AFTER)] | {one.condition for one in version.tones}
    )
    if any(
        one.condition not in conditions
        and not (place in touched and known.type == "definition" and one.condition in _DEFINING)
        for place, one in enumerate(sentence.tones)
    ):
        return False
    if known.type != "definition" and sentence.said.split().count("if") > version.said.split().count("if"):
        return False
    if known.type == "definition":
        said, meant = _as_definition(said), _as_definition(meant)
    elif (not (has_its_figures and not known.comparator) and _is_turned(sentence, version)) or _is_origin(
        sentence, version
    ):
        return False
    if not agree(said, meant) or _order(sentence, version) != _order(version, sentence):
        return False
    if _is_of_its_effects(sentence, version):
        return False
    return numbers(said.words) - _of_other_dimensions(sentence, version) == numbers(meant.words) and (
        not version.figures or _are_bounded_alike(sentence, version)
    )


def denies(sentence: Profile, statement: str) -> bool:
    """Whether a sentence denies what a statement says, in the clauses that have words of both and of nothing by the way.

    That it says what a statement denies is not looked for: other words than a denial may deny the same (`did too little`).
    """
    if not (LIMITS | _DENYING | _LACKING).isdisjoint(words(statement)):
        return False
    meant = {stem(word) for word in words(statement) if word not in COMMON}
    said = [part for part in clauses(sentence.text) if not meant.isdisjoint(stem(word) for word in part)]
    denials = [(part, place) for part in said for place, word in enumerate(part) if word in _DENYING]
    return len(denials) == 1 and all(_BY_THE_WAY.isdisjoint(part[:place]) for part, place in denials)


def _frames(unit: Unit, sentence: Profile, known: Known) -> bool:
    """Whether a part of a claim only says of whom it tells: of people, of a study."""
    if _LASTING.issuperset(unit.words):
        return bool(sentence.figures) and " over " in sentence.said  # `infused over 40 minutes`
    words = PEOPLE.union(_OF_STUDIES if known.type == "study" else ())
    if not words.issuperset(unit.words):
        return False
    if not _OF_STUDIES.isdisjoint(unit.words):
        return not STUDYING.isdisjoint(word for word, _ in sentence.words)
    return True


@lru_cache(maxsize=1024)
def _said_by_the_way(text: str) -> frozenset[int]:
    """Return the clauses of a claim that only add to it: `…, to which it binds`, `…, meaning that some symptoms came back`."""
    return frozenset(
        place for place, part in enumerate(clauses(text)) if place and (part[0] == "meaning" or "which" in part[:2])
    )


def _is_beside(unit: Unit, sentence: Profile, known: Known, version: Profile, knowledge: Knowledge) -> bool:
    """Whether a part of a claim names a product beside its own, of which a sentence says nothing: `ketamine and esketamine`."""
    own = known.intervention
    names = {name for name in version.interventions - {own} if f"concept/{name}" in unit.features}
    return (
        bool(names)
        and own is not None
        and names.isdisjoint(sentence.interventions)
        and all(knowledge.are_related(name, own) for name in names)
        and any(f" {word} {unit.words[0]} " in version.said for word in ("and", "or"))
    )


def _has_figures_of(sentence: Profile, version: Profile) -> bool:
    """Whether a sentence has every figure of a claim."""
    here, there = ({(one.low, one.high, one.unit) for one in text.figures} for text in (sentence, version))
    return here >= there


def _of_other_dimensions(sentence: Profile, version: Profile) -> frozenset[float]:
    """Return the numbers of figures that cannot be taken for those of a claim: `0.5 mg/kg` beside `40 minutes`."""
    return frozenset().union(*(numbers(words(text)) for text in beside(sentence, version)))


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
    """Return the tone of a definition: `if you have tried two, you may have what is called …` defines as well.

    Without a condition the same words only make it less sure: `it may be a kind of …`.
    """
    if one.words.isdisjoint(_CONDITIONS):
        return one
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
    common = [(word, stemmed) for word, stemmed in version.words if word in TALK - _TREATMENTS]
    phrases = {word for unit in version.units if len(unit.words) > 1 for word in unit.words}
    light = {stemmed for word, stemmed in common if word not in phrases} or {stemmed for _, stemmed in common}
    return len(light & (all_same(sentence.stems) | all_akin(sentence.stems))) >= len(light) * 0.6


def _has_its_parts(sentence: Profile, version: Profile) -> bool:
    """Whether a sentence has more than one part of a claim that has several, be they of one concept: `side effects`, `unpleasant`."""
    products = {f"concept/{name}" for name in version.interventions}
    telling = [unit for unit in version.units if unit.weight >= TELLING]
    telling = [unit for unit in telling if products.isdisjoint(unit.features)] or telling
    wanted = {name for unit in telling for name in own_features(unit)}
    said = [(unit, set(own_features(unit))) for unit in sentence.units if not wanted.isdisjoint(own_features(unit))]
    apart: set[str] = set()
    several = 0
    for concepts in (_concepts(unit) for unit in telling):  # `FDA-approved` has two parts of `the FDA has approved`
        if concepts and apart.isdisjoint(concepts) and any(not one.isdisjoint(concepts) for _, one in said):
            several += 1
            apart |= concepts
    same = sum(max(1, sum(not set(unit.words).isdisjoint(one.words) for one in telling)) for unit, _ in said)
    return max(same, several) >= min(2, len(telling))


def _concepts(unit: Unit) -> set[str]:
    return {name for name, factor in unit.features.items() if factor == 1.0 and name.startswith("concept/")}


def _has_its_names(sentence: Profile, known: Known, version: Profile) -> bool:
    """Whether a sentence has the proper names of a claim (`Belgium`); those of products and groups have other names, too.

    A name at the beginning is told by another version, which has it elsewhere.
    """
    named = {f"concept/{name}" for name in (*version.interventions, *version.populations)}
    names = _names(known.versions)
    return all(
        not unit.features.keys().isdisjoint(named)
        or names.isdisjoint(unit.words)
        or not sentence.stems.isdisjoint(unit.features)
        for unit in version.units
    )


@lru_cache(maxsize=1024)
def _names(texts: tuple[str, ...]) -> frozenset[str]:
    """Return the words that texts have with a capital letter in their midst, folded."""
    return frozenset(word.lower() for text in texts for word in _NAME.findall(text))


def _names_others(sentence: str, version: str) -> bool:
    """Whether a sentence has abbreviations but not the one that a claim has, as of another authority: `the EMA approved`."""
    said, meant = _abbreviations(sentence), _abbreviations(version)
    return not (said <= meant or meant <= said)


@lru_cache(maxsize=1024)
def _abbreviations(text: str) -> frozenset[str]:
    return frozenset(_ABBREVIATION.findall(text))


def _says_what_came_out(sentence: Profile, version: Profile) -> bool:
    """Whether a sentence says that something helps, where a claim only says that it was studied."""
    helps = akin("help") | {"help"}
    return not sentence.stems.isdisjoint(helps) and version.stems.isdisjoint(helps)


def _is_of_its_effects(sentence: Profile, version: Profile) -> bool:
    """Whether a sentence gives a time for what something does, where a claim gives one for the thing: `the effect of an infusion lasts`."""
    said = [word for word, _ in sentence.words]
    found = [place for place, word in enumerate(said) if word in _FOLLOWING]
    return bool(version.figures) and any(
        said[place] not in version.said.split() and "of" in said[place + 1 : place + 2] for place in found
    )


def _is_origin(sentence: Profile, version: Profile) -> bool:
    """Whether a sentence has that of which a claim tells only as what something else comes from, or after: `developed from X`."""
    names = {f"concept/{name}" for name in version.interventions}
    said = [word for word, _ in sentence.words]
    first = {unit.words[0] for unit in sentence.units if not names.isdisjoint(unit.features)}
    places = [place for place, word in enumerate(said) if word in first]
    mine = version.said.split()
    return bool(places) and all(place and said[place - 1] in _AWAY and said[place - 1] not in mine for place in places)


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
    is_plain = len(telling) <= PLAIN and _COMPARING.isdisjoint(version.said.split())
    if is_plain or _is_passive(sentence) != _is_passive(version):
        return False
    places: list[int] = []
    for unit in telling:
        mine = {*unit.words}
        shared = [len(mine.intersection(other.words)) for other in sentence.units]
        most = max(shared, default=0)
        same = [place for place, count in enumerate(shared) if count == most] if most else []
        names = {name for name, factor in unit.features.items() if factor == 1.0}
        found = same or [place for place, other in enumerate(sentence.units) if not names.isdisjoint(other.features)]
        if found:
            places.append(next((place for place in found if not places or place >= places[-1]), found[0]))
    turned = [(later, earlier) for earlier, later in pairwise(places) if later < earlier]
    return bool(turned) and not (len(turned) == 1 and _are_side_by_side(sentence, *turned[0]))


def _are_side_by_side(sentence: Profile, first: int, second: int) -> bool:
    """Whether nothing is between two parts of a sentence that could compare them: `surgical anaesthetic`, `ketamine was first used`."""
    one, other = sentence.units[first], sentence.units[second]
    _, found, after = sentence.said.partition(f" {one.words[-1]} ")
    between, is_after, _ = f" {after}".partition(f" {other.words[0]} ")
    return second - first == 1 and bool(found and is_after) and _JOINED.issuperset(between.split())


def _is_passive(text: Profile) -> bool:
    """Whether a text names who did something after it, or in one word with it: `approved by the FDA`, `is FDA-approved`, `has FDA approval`."""
    return " by " in text.said or bool(_DONE_BY.search(text.text))


def _named_in(version: Profile) -> frozenset[str]:
    return frozenset(f"concept/{name}" for name in version.interventions)


def _order(text: Profile, other: Profile) -> list[str]:
    """Return the products that two texts name in the order of the first: `spray or infusion`, or the other way round."""
    shared = text.interventions & other.interventions
    found = []
    for unit in text.units:
        found += [name for name in sorted(shared) if f"concept/{name}" in unit.features and name not in found]
    return found


def has_quote(sentence: Profile, before: str, fragments: Sequence[tuple[str, float]], *, is_near: bool) -> bool:
    """Whether a sentence has every fragment of a claim's quote, however common: more words if it is not near the claim otherwise.

    What the sentence before says counts for a fragment, if not for the number of words.
    """
    mine = [words for words, _ in fragments if words in sentence.said]
    least = SOME if is_near else MANY
    return sum(words.count(" ") - 1 for words in mine) >= least and all(
        words in mine or words in before for words, _ in fragments
    )


def quotes(sentence: Profile, fragments: Sequence[tuple[str, float]]) -> bool:
    """Whether a sentence has the very words of a claim's quote: all of it or many in a row, and not such as any claim has."""
    found = [(words, rarity) for words, rarity in fragments if len(words) > 2 and words in sentence.said]  # noqa: PLR2004 - two blanks are no words
    longest = max((words.count(" ") - 1 for words, _ in found), default=0)
    rarity = sum(rarity for _, rarity in found)
    return rarity >= (RARE if longest < MANY else RARE / 2) and (len(found) == len(fragments) or longest >= FEW)
