"""Find what a store has on a question: its topic, the claims and omissions that answer it, or an honest nothing."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching import cases, ranking, scoring, telling
from ketacli.matching.amounts import amounts, spelt
from ketacli.matching.certainty import (
    MISSING,
    MISSING_ALONE,
    Whole,
    absent_of,
    certainty,
    is_absent,
    is_by_chance,
    is_one_word,
)
from ketacli.matching.english import COMMON, is_everyday, listed, selves
from ketacli.matching.heads import head_of, is_beside_the_subject
from ketacli.matching.phrases import tokens
from ketacli.matching.scoring import Found
from ketacli.matching.spelling import names_in
from ketacli.matching.stems import stem
from ketacli.matching.units import HOME, corrections, cut
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ketacli.matching.heads import Head
    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.lookup import Lookup
    from ketacli.matching.phrases import Token
    from ketacli.matching.scoring import Asked, Reading
    from ketacli.matching.units import Unit

SHOWN = 3
"""How many claims, and how many omissions, answer a question at most."""

OMITTED, OMITTED_UNASKED, OMITTED_BESIDE = 0.35, 0.4, 0.7
"""An omission that answers has this score at least: one that a phrase of the question means, and any other; what such a one
covers of the question is at least this share of what the best claim covers."""

ENOUGH = 0.42
"""How sure must be that the best topic or claim is about a question, for the store to have something on it."""

ENOUGH_OF_HEAD = 0.36
"""How sure must be that anything answers what is asked of the subject, and not only that it is on the subject."""

ENOUGH_OF_WORDS = 0.47
"""The same where only words are asked of a product that no phrase of the subject has: a note that has them is not enough."""

MORE_TO_THE_POINT = 0.15
"""How much surer it is that an omission answers than any claim, for it to come in their place."""

MEANT_IN_PART = 0.1
"""The same for one that is only a part of a phrase to come before them: `dissociation` in `does dissociation predict response`."""

ENOUGH_ALONE = 0.45
"""The same for a question in which nothing stands for the subject of the store: words that it shares are not enough."""

WEIGHTY = 0.6
"""The share of the weightiest unit's weight that the unit has which an omission answers."""

AS_WELL = 0.75
"""The share of the best topic's score that a topic has which a question may be about as well."""

ALL_OF_TOPIC = 0.75
"""A question of which a topic's own words cover this share is about all of it: `is it safe?`"""

_LISTING = listed("and or with plus")
"""With these a text names one thing beside another."""

ENOUGH_TOLD = 0.6
"""The same for what only tells of somebody, and has a product and a phrase of the subject."""

SLANG = {"teh": "the", "til": "till", "untill": "until", "v": "vs", "wat": "what", "wil": "will"}
"""Words that are read as others, and are no misspellings to speak of."""

SWEARING = listed("fuck fucking fuckin shit shitty crap damn goddamn wtf bollocks sodding freaking frigging")
"""Words that a question is read without."""

NEAR = 0.25
"""How sure it must be that a topic is about a question to be offered, as a command, where nothing answers."""


class Match(NamedTuple):
    """What a store has on a question.

    - `is_known` is false where it has nothing, or only an omission of another topic: then there are no `topic` and no `claims`.
      A topic without claims means that the documents say nothing on the question and that an omission answers it.
    - `near` is a topic that is close, to be offered as a command and never as an answer; `other` one that the question may be
      about just as well.
    - `is_on_one_claim` says that the first claim is what was asked about, `is_omission_first` that the first omission answers at
      least as well as any claim, `is_told_first` that it is on what somebody is said to have or take, and comes before all else.
    - `unknown` are the words of the question that the store does not know. `notices` come first, whatever else there is, as they
      are said in a `country` that the question names. Where it `is_unsure`, somebody is told of and nothing is asked that the store
      answers: what danger it may be is not known.
    """

    is_known: bool
    topic: str | None
    topics: tuple[Found, ...]
    claims: tuple[Found, ...]
    omissions: tuple[Found, ...]
    notices: tuple[str, ...]
    corrected: Mapping[str, str]
    unknown: tuple[str, ...]
    near: str | None
    is_on_one_claim: bool = False
    other: str | None = None
    is_omission_first: bool = False
    is_told_first: bool = False
    is_unsure: bool = False
    country: str | None = None


def match(question: str, lookup: Lookup) -> Match:
    """Return what a store has on a question."""
    knowledge = lookup.knowledge
    text = _words_of(question)
    corrected = corrections(text, names_in(question), knowledge, lookup)
    text = [_corrected(token, {**SLANG, **corrected}) for token in text]
    of_oneself = selves(question, [word for word, _ in text])
    units = _whole_only(cut(text, knowledge, lookup, is_question=True, selves=of_oneself), knowledge)
    asked = ranking.ask_of(units, knowledge, lookup)
    notices = cases.notices(text, knowledge, *_as_contracted(question, corrected))
    postings = knowledge.postings({name for unit in units for name in unit.features})
    targets = scoring.target_scores(units, postings)
    whole = Whole(scoring.weight_of(units), absent_of(units, asked, postings))
    is_urgent = not (
        knowledge.crisis_notices.isdisjoint(notices) or telling.is_general(text) or telling.asks_whether_it_helps(text)
    )
    help_only = frozenset() if is_urgent else knowledge.crisis_topics - _asked_whole(units, postings)
    scored = ranking.candidates(asked, knowledge, lookup, ranking.best_topic(targets), help_only)
    scored = [one for one in scored if help_only.isdisjoint(one[1].claim.topics[:1])]
    if is_urgent:
        scored = [one for one in scored if not knowledge.crisis_topics.isdisjoint(one[1].claim.topics)]
        targets = {name: score for name, score in targets.items() if knowledge.is_help(name)}
    topics = ranking.likely_topics(targets, scored, help_only, knowledge)
    head = head_of(text, asked, knowledge)
    answered = _answered(head, targets, scored, asked, postings, knowledge)
    omissions = _omissions(targets, set(_meant(units, "omission")), whole, scored[0][0] if scored else 0.0)
    enough = _enough_of(head, knowledge)
    by_chance = (
        is_by_chance(head.units or units, asked, postings)
        or is_beside_the_subject(head, asked, postings, knowledge)
        or (len(text) > 1 and not head.is_anchored and is_one_word(units))
    )
    firm = tuple(one for one in omissions if not by_chance and answered.get(f"omission/{one.id}", 1.0) >= enough)
    if notices and not (firm or is_urgent):
        firm = _told_of_oneself(units, targets)
    topic = min(knowledge.crisis_topics, default=None) if is_urgent else topics[0].id if topics else None
    numbers = amounts(text)
    ordered = scoring.by_amounts(scored, numbers)
    is_omitted = not (is_urgent or scoring.state_any(ordered[:SHOWN], numbers)) and (
        _is_omitted(asked, scored, omissions) or _is_surer(omissions, answered, units, by=MORE_TO_THE_POINT)
    )
    is_known = is_urgent or (
        not by_chance
        and max(answered.values(), default=1.0) >= enough
        and _is_known(targets, topic, scored, omissions, knowledge, is_omitted, whole)
    )
    omissions = omissions if is_known else firm
    lacking = _lacking(text, units, asked, postings, head)
    told = () if is_urgent else telling.told(text, targets, knowledge, is_anchored=head.is_anchored, lacking=lacking)
    claims = ranking.answering(ordered, topics, SHOWN) if is_known and not is_omitted else ()
    if (
        claims
        and topic is not None
        and not (is_urgent or omissions)
        and targets.get(f"topic/{topic}", 0.0) >= ALL_OF_TOPIC
    ):
        omissions = _main_of(topic, targets, knowledge)
    beside = _beside_an_emergency(notices, text, (*told, *(one.id for one in omissions)), knowledge)
    if beside and (beside.is_led or not is_urgent):
        omissions, claims, told = _found(beside.points, targets), (), ()
        is_known = is_known and (is_urgent or not beside.is_led)
    is_told_first = bool(told) and (
        (bool(claims) and (told[0] in knowledge.dangers or telling.is_of_somebody(text))) or not omissions
    )
    if claims and not is_told_first and (dangers := _dangers(omissions, units, knowledge)):
        told, is_told_first = dangers, True
    if is_told_first:
        claims = _of_the_told(claims, told[0], ordered, asked)
        omissions = (*_found(told, targets), *(one for one in omissions if one.id not in told))[:SHOWN]
    found = Match(
        is_known=is_known,
        topic=topic if is_known else None,
        topics=topics,
        claims=claims,
        omissions=omissions,
        notices=notices,
        corrected=corrected,
        unknown=tuple(
            " ".join(unit.words)
            for unit in units
            if not unit.is_known or (not unit.is_light and is_absent(unit, asked, postings))
        ),
        near=None if is_known or not _is_near(topics, units, head, postings, whole) else topic,
        other=topics[1].id
        if is_known and not is_urgent and len(topics) > 1 and topics[1].score >= AS_WELL * topics[0].score
        else None,
        is_on_one_claim=bool(claims) and ranking.is_on_one(claims[0], ordered),
        is_omission_first=bool(claims) and (is_told_first or _is_surer(omissions, answered, units)),
        is_told_first=is_told_first,
        country=cases.country(text, knowledge),
    )
    return _without_chance(found, text, head, answered, knowledge)


_CONTRACTED = late(r"\b(he|she|that|there|it)['’`‘](s|ll)\b", re.IGNORECASE)
_SAYING = late(r"\b(?:i|we)(?:['’`]?d| could| would) (?:kill|murder|die) for (?:a|an|some)\b", re.IGNORECASE)
_HELL = late(
    r"\b(s?he)(?:['’`‘]ll\b|ll (?=(?:be|not|never|still|see|make|do|have|get|live|want|need|ever|try)\b))",
    re.IGNORECASE,
)


def _as_contracted(question: str, corrected: Mapping[str, str]) -> list[list[Token]]:
    """Return a question with its contractions as those who leave out apostrophes write them: `he's done` is `hes done`."""
    whole = _CONTRACTED.sub(r"\1\2", question)
    return [] if whole == question else [[_corrected(token, {**SLANG, **corrected}) for token in tokens(spelt(whole))]]


def _words_of(question: str) -> list[Token]:
    """Return the words of a question without swearing, unless there is nothing else; `hell be` is `he will be`."""
    said = tokens(spelt(_HELL.sub(r"\1 will ", _SAYING.sub("", question))))
    return [token for token in said if token[0] not in SWEARING] or said


def _without_chance(
    found: Match, text: Sequence[Token], head: Head, answered: Mapping[str, float], knowledge: Knowledge
) -> Match:
    """Return what was found, or only notices where what was found has no more than words of the question.

    That is so where it is on the store itself and nobody calls for help, and where it may be a call for help in words of its own.
    """
    of_the_store = tuple(name for name in found.notices if name in knowledge.about_notices)
    if of_the_store and (knowledge.crisis_notices | knowledge.emergencies).isdisjoint(found.notices):
        return _without_answer(found, of_the_store)
    return _unsure(found, text, knowledge) if _is_unsure(found, text, head, answered, knowledge) else found


def _is_unsure(
    found: Match, text: Sequence[Token], head: Head, answered: Mapping[str, float], knowledge: Knowledge
) -> bool:
    """Whether a text tells of somebody and asks nothing that the store answers: it may be a call for help in words of its own.

    A word that the store happens to have is no answer to it (`he has turned to the wall`), nor is a point on what needs help at once. `answered` says how sure it is
    that anything answers what is asked.
    """
    if not knowledge.unsure_notices or not knowledge.numberless_notices.issuperset(found.notices):
        return False
    is_answered = bool(found.is_known or found.omissions)
    if telling.is_of_affairs(text) and (is_answered or telling.asks_too(text)):
        return False
    if not telling.tells(text):
        return telling.asks_what_to_do(text) and not is_answered
    if telling.asks_too(text) or found.notices:
        return telling.asks_too(text) and not is_answered
    listed = {word for one, two in pairwise(word for word, _ in text) for word in (one, two) if {one, two} & _LISTING}
    if found.is_told_first and listed.issuperset(found.unknown):  # `angina and gout`
        return False
    telling_units = [unit for unit in head.units if len(unit.words) > 1 or not is_everyday(unit.words[0])]
    first = {one.id for one in found.omissions[:1]} - knowledge.urgent_points
    is_meant = not first.isdisjoint(_meant(telling_units, "omission"))
    is_phrased = not head.units or any("/" in name for unit in head.units for name in unit.features)
    return max(answered.values(), default=1.0) < ENOUGH_TOLD or not (
        is_meant or (head.is_named and is_phrased and found.is_known)
    )


def _unsure(found: Match, text: Sequence[Token], knowledge: Knowledge) -> Match:
    """Return the notice for whoever tells of somebody, with no more than what is known of what they have, and the topic to ask on with."""
    is_told = found.is_told_first or telling.is_of_somebody(text)
    told = tuple(one for one in found.omissions if is_told or one.id in knowledge.dangers)
    notices = (*knowledge.unsure_notices, *found.notices)
    return _without_answer(found, notices)._replace(omissions=told, near=found.topic or found.near, is_unsure=True)


def _without_answer(found: Match, notices: tuple[str, ...]) -> Match:
    """Return some notices, and nothing besides."""
    return found._replace(
        is_known=False,
        topic=None,
        claims=(),
        omissions=(),
        notices=notices,
        near=None,
        is_on_one_claim=False,
        other=None,
        is_omission_first=False,
        is_told_first=False,
    )


def _enough_of(head: Head, knowledge: Knowledge) -> float:
    """Return how much of what a question is about has to be answered."""
    if knowledge.main_product is not None and not any("/" in name for unit in head.units for name in unit.features):
        return ENOUGH_OF_WORDS
    return ENOUGH_OF_HEAD if head.is_anchored else ENOUGH_ALONE


def _told_of_oneself(units: Sequence[Unit], targets: Mapping[str, float]) -> tuple[Found, ...]:
    """Return the omissions that telling phrases mean: who asks for themselves tells more than they ask, and one is enough."""
    telling = [unit for unit in units if not COMMON.issuperset(unit.words)]
    return _found(dict.fromkeys(_meant(telling, "omission")), targets)


class Beside(NamedTuple):
    """The omissions that stand beside a call for help, and whether a notice leads with any."""

    points: tuple[str, ...]
    is_led: bool


def _beside_an_emergency(
    notices: Sequence[str], text: Sequence[Token], named: Iterable[str], knowledge: Knowledge
) -> Beside | None:
    """Return what stands beside a call for help in an emergency: what leads there, and dangers of the omissions `named`.

    There is nothing that reads as encouragement, or is on something else; None where no notice leads or is of an emergency.
    """
    leads = dict.fromkeys(lead for name in notices for lead in knowledge.leads[name])
    if not leads and knowledge.emergencies.isdisjoint(notices):
        return None
    dangers = knowledge.dangers & cases.beside_the_call(text, knowledge)
    points = dict.fromkeys((*leads, *(name for name in named if name in dangers)))
    return Beside(tuple(points)[:SHOWN], bool(leads))


def _main_of(topic: str, targets: Mapping[str, float], knowledge: Knowledge) -> tuple[Found, ...]:
    """Return the main omissions of a topic, of which whoever asks about all of it is told whatever else is asked."""
    main = [name for name in sorted(knowledge.dangers) if list(knowledge.omitted_in[name])[:1] == [topic]]
    main.sort(key=lambda name: -targets.get(f"omission/{name}", 0.0))
    return _found(main[:SHOWN], targets)


def _dangers(omissions: Sequence[Found], units: Sequence[Unit], knowledge: Knowledge) -> tuple[str, ...]:
    """Return the omissions on dangers that a question names, where the first that answers is one: they come before all else."""
    whole = (name for unit in units for name, factor in unit.features.items() if factor == 1.0)
    meant = {name.removeprefix("omission/") for name in whole} & knowledge.dangers
    return tuple(one.id for one in omissions if one.id in meant) if omissions and omissions[0].id in meant else ()


def _of_the_told(
    claims: Sequence[Found], told: str, scored: Sequence[tuple[float, Reading]], asked: Asked
) -> tuple[Found, ...]:
    """Return the claims on what somebody is told to have or take: `can he have it` brings no others beside it."""
    units = [unit for unit in asked.units if f"omission/{told}" in unit.features]
    on_it = {
        reading.claim.id
        for _, reading in scored
        if not units or any(scoring.claim_cover(reading, unit, asked.forms) for unit in units)
    }
    return tuple(one for one in claims if one.id in on_it)


def _lacking(
    text: Sequence[Token], units: Sequence[Unit], asked: Asked, postings: Mapping[str, Mapping[str, float]], head: Head
) -> frozenset[str]:
    """Return the words of a question that the store lacks; none where they may be what is asked of a product.

    That is another product, or something that the vocabulary names beside a product of the store and not in a list with it.
    """
    absent = [unit for unit in units if not unit.is_light and is_absent(unit, asked, postings)]
    is_named = any(not unit.features or any("/" in name for name in unit.features) for unit in absent)
    is_list = not _LISTING.isdisjoint(word for word, _ in text)
    if head.others or (is_named and head.is_anchored and not is_list):
        return frozenset()
    return frozenset(word for unit in absent for word in unit.words)


def _found(omissions: Iterable[str], targets: Mapping[str, float]) -> tuple[Found, ...]:
    return tuple(Found(name, round(min(targets.get(f"omission/{name}", 0.0), 1.0), 3)) for name in omissions)


def _answered(  # noqa: PLR0913, PLR0917 - everything that was found out
    head: Head,
    targets: Mapping[str, float],
    scored: Sequence[tuple[float, Reading]],
    asked: Asked,
    postings: Mapping[str, Mapping[str, float]],
    knowledge: Knowledge,
) -> dict[str, float]:
    """Return how sure it is that topics, omissions and the best claims answer what is asked of the subject, from 0 to 1.

    Empty where nothing in particular is asked.
    """
    if not any(not unit.is_light for unit in head.units):
        return {}
    part = asked._replace(units=head.units)
    whole = Whole(scoring.weight_of(head.units), absent_of(head.units, asked, postings, is_anchored=head.is_anchored))
    of_head = dict.fromkeys(targets, 0.0) | scoring.target_scores(head.units, postings)
    of_head = {name: score for name, score in of_head.items() if not name.startswith("measure/")}
    if head.others:
        told = {name for unit in asked.units if _names(unit, head.others) for name in _speaks(unit, postings)}
        of_head = {name: score if name in told else 0.0 for name, score in of_head.items()}
    for _, reading in scored[:SHOWN]:
        if head.others and not scoring.is_on(reading, head.others, asked, knowledge):
            continue
        of_head[f"claim/{reading.claim.id}"] = scoring.claim_score(reading, part, knowledge)
    missing = MISSING if head.is_anchored else MISSING_ALONE
    return {name: certainty(score, whole, missing) for name, score in of_head.items()} or {"": 0.0}


def _names(unit: Unit, products: Collection[str]) -> bool:
    return any(f"concept/{name}" in unit.features for name in products)


def _speaks(unit: Unit, postings: Mapping[str, Mapping[str, float]]) -> set[str]:
    """Return the topics and omissions that a part of a question speaks for."""
    return set(unit.features) | {target for name in unit.features for target in postings.get(name, ())}


def _whole_only(units: Sequence[Unit], knowledge: Knowledge) -> list[Unit]:
    """Return units in which a phrase that the store has nothing on is not taken for a part of it: `sex drive` is no drive."""
    found = []
    for unit in units:
        is_outside = not _whole(unit, "concept/").isdisjoint(knowledge.outside)
        found.append(unit._replace(features={}) if is_outside and not _whole(unit, "topic/", "omission/") else unit)
    return found


def _whole(unit: Unit, *kinds: str) -> set[str]:
    """Return the features of some kinds that stand for the whole of a unit."""
    return {name for name, factor in unit.features.items() if factor == 1.0 and name.startswith(kinds)}


def _corrected(token: Token, corrected: Mapping[str, str]) -> Token:
    meant = corrected.get(token[0])
    return token if meant is None else (meant, stem(meant))


def _meant(units: Sequence[Unit], kind: str) -> list[str]:
    """Return what of a kind the phrases of a question mean."""
    return [name.partition("/")[2] for unit in units for name in unit.features if name.startswith(f"{kind}/")]


def _asked_whole(units: Sequence[Unit], postings: Mapping[str, Mapping[str, float]]) -> set[str]:
    """Return the topics that whole parts of a question mean or ask about: `emergency equipment` asks for no help."""
    whole = {name for unit in units for name in _whole(unit, "topic/", "concept/")}
    homes = {target for name in whole for target, worth in postings.get(name, {}).items() if worth >= HOME}
    return {name.partition("/")[2] for name in whole | homes if name.startswith("topic/")}


def _is_near(
    topics: Sequence[Found],
    units: Sequence[Unit],
    head: Head,
    postings: Mapping[str, Mapping[str, float]],
    whole: Whole,
) -> bool:
    """Whether the best topic is worth a look where nothing answers a question: phrases of what is asked must lead to it.

    Nothing is near what people ask about and the store is known to have nothing on.
    """
    phrases = [unit for unit in head.units if any("/" in name for name in unit.features)]
    if not topics or not phrases or not all(unit.features for unit in units):
        return False
    score = scoring.target_scores(phrases, postings).get(f"topic/{topics[0].id}", 0.0)
    return certainty(score * scoring.weight_of(phrases) / whole.weight, whole) >= NEAR


def _omissions(targets: Mapping[str, float], meant: set[str], whole: Whole, claimed: float) -> tuple[Found, ...]:
    """Return the omissions that answer, best first: those that a phrase of the question means, or that cover much of it.

    `claimed` is the best claim's score.
    """
    found = [
        (name.partition("/")[2], score, certainty(score, whole))
        for name, score in targets.items()
        if name.startswith("omission/")
    ]
    found.sort(key=lambda one: (one[0] not in meant, -one[2], one[0]))
    is_meant = any(name in meant and sure >= OMITTED for name, _, sure in found)
    enough = [
        Found(name, round(min(sure, 1.0), 3))
        for name, score, sure in found
        if (
            sure >= OMITTED
            if name in meant
            else not is_meant and sure >= OMITTED_UNASKED and score >= OMITTED_BESIDE * claimed
        )
    ]
    return tuple(enough[:SHOWN])


def _is_known(  # noqa: PLR0913, PLR0917 - everything that was found out
    targets: Mapping[str, float],
    topic: str | None,
    scored: Sequence[tuple[float, Reading]],
    omissions: Sequence[Found],
    knowledge: Knowledge,
    is_omitted: bool,  # noqa: FBT001 - as above
    whole: Whole,
) -> bool:
    """Decide whether a store has anything on a question besides an omission of another topic: enough must be covered."""
    by_topic = max((score for name, score in targets.items() if name.startswith("topic/")), default=0.0)
    best = max(by_topic, scored[0][0] if scored else 0.0)
    if certainty(best, whole) < ENOUGH:
        return False
    return topic is None or not is_omitted or topic in knowledge.omitted_in.get(omissions[0].id, ())


def _is_surer(
    omissions: Sequence[Found], answered: Mapping[str, float], units: Sequence[Unit], *, by: float = 0.0
) -> bool:
    """Whether an omission that a phrase of the question means answers what is asked at least so much surer than any claim."""
    if not omissions or omissions[0].id not in _meant(units, "omission"):
        return False
    by_claim = max((sure for name, sure in answered.items() if name.startswith("claim/")), default=0.0)
    by_omission = answered.get(f"omission/{omissions[0].id}", 0.0)
    is_wholly = any(f"omission/{omissions[0].id}" in _whole(unit, "omission/") for unit in units)
    return by_omission > 0.0 and by_omission >= by_claim + (by if is_wholly else max(by, MEANT_IN_PART))


def _is_omitted(asked: Asked, scored: Sequence[tuple[float, Reading]], omissions: Sequence[Found]) -> bool:
    """Whether an omission answers a question and no claim does: it has one of the weightiest units, and no document says it."""
    if not omissions:
        return False
    target = f"omission/{omissions[0].id}"
    heaviest = max(unit.weight for unit in asked.units)
    meant = [
        unit
        for unit in asked.units
        if unit.features.get(target) == 1.0 and unit.weight >= WEIGHTY * heaviest and not unit.is_light
    ]
    return any(not any(scoring.is_said(reading, unit, asked.forms) for _, reading in scored[:SHOWN]) for unit in meant)
