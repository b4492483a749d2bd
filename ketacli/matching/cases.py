"""What somebody tells of their own case, or of somebody they know: what calls for help, and what may be a danger.

Neither is an answer that is weighed against others: a call for help is heard first, and what is known of an illness or a
medicine that somebody has is told whatever else a question has in it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ketacli.matching.amounts import amounts
from ketacli.matching.english import ASKING, COMMON, GRAMMAR, listed
from ketacli.matching.stems import stem
from ketacli.matching.units import hits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.phrases import Hit, Token

_SOUNDING = {
    "dye": "die",
    "dyeing": "dying",
    "kil": "kill",
    "lif": "life",
    "alon": "alone",
    "too": "to",
    "wont": "want",
    "lik": "like",
    **dict.fromkeys(("suacide", "sucide", "suiside", "suicied"), "suicide"),
    **dict.fromkeys(("sucidal", "suacidal", "suisidal", "suicidle", "suicidial"), "suicidal"),
}
"""How people in need misspell words that are spelt like others: read so only to find a call for help."""

_AS_TOLD_OF_ONESELF = {
    **dict.fromkeys(("he", "she", "we", "mum", "mom", "dad"), "i"),
    **dict.fromkeys(("hes", "shes"), "im"),
    **dict.fromkeys(("his", "her", "our"), "my"),
    **dict.fromkeys(("him", "us"), "me"),
    **dict.fromkeys(("himself", "herself", "themselves", "themself", "hisself", "meself", "miself"), "myself"),
    **dict.fromkeys(("arent", "isnt"), "not"),
    **dict.fromkeys(("hed", "shed"), "id"),
}
_FILLING = listed(
    "just really so very even simply only actually honestly literally truly please also still maybe often always now totally "
    "completely ever somehow kind sort of probably perhaps seriously finally already sometimes all"
)
"""A call for help is heard whoever it is told of, and whatever fills it: `she just wishes she was dead`."""

_OPENING = listed("is are does do did can could what which why how has have who when where")
_AUXILIARY = listed("is are does do did can could will would may might")
_OWN = listed(
    """
    i im ive id ill me my mine myself we our us he hes she shes him his her hers they them their now today
    tonight you your
    """
)
"""A question that begins with one of the first and has none of the others is about people in general."""

_ANYBODY = listed("you your yourself")
"""These are anybody where a question is on what a treatment does: `does it make your face swell`."""

_PEOPLE = _OWN | listed(
    """
    mum mom mam mummy mother dad father husband wife son daughter brother sister boyfriend girlfriend partner friend
    fiance fiancee grandson granddaughter nephew niece cousin uncle aunt gran grandma nan grandad grandpa grandfather
    grandmother patient patients client spouse people person someone somebody
    """
)
_AT_HAND = listed("this someone somebody if")
"""With one of these a cry is no question about people in general: `what to do if someone overdoses`."""

_CRYING = listed(
    "need know think quick quickly fast right away urgently happened wrong god oh hi hello omg sorry bad badly anymore more"
)
"""Words that fill a cry, besides those that ask nothing: `i think this is an overdose`."""

_NOT_ASKING = (
    GRAMMAR | _PEOPLE | listed("teen teenager child kid boy girl man woman male female actively acutely help please")
)
"""A text with one word besides these asks nothing of it."""

_TELLING = listed(
    "has have had having with takes take took taking on is am are was were been gets got uses using used drinks smokes "
    "cant cannot couldnt feels feel"
)
_OF_NOBODY = listed("takes taking took uses using drinks smokes on had")
"""With these a text tells of somebody whom it does not name: `takes lithium`."""

_WHOSE = listed("his her my their our")
_CONTRACTED = listed("im ive hes shes theyre theyve whos")
_WITHIN = 3
"""So many words after somebody is named is told what is with them: `my dad, who lives with me, has angina` tells nothing."""

_BEFORE = listed("can could should shall may might would will must do does if")
_TAKING = listed(
    "take takes use uses give gives eat eats drink drinks swallow swallows double doubles spray chew crush suck snort inject mix "
    "combine overdose od"
)
_MAY_HAVE = listed("can could should shall may")
"""After one of these `have` is to take, and not to be ill with: `can I have two`."""

_NOUN_AFTER = listed("a an the my his her this that")
_SUBJECTS = listed("i im ive he hes she shes we weve they theyre")
_CLOSE = 4
"""So many words after a step of a sign the next one begins at most: `took` and `pills` in `took all of the pills`."""

_UNDER = listed("with if while for on")
"""What stands before a condition in a question about people in general: `is it safe with angina`."""


def is_general(text: Sequence[Token]) -> bool:
    """Whether a question is about people in general, and not about whoever asks or one whom they know."""
    words = [word for word, _ in text]
    named = words if words[:1] == ["is"] or words[1:2] != ["it"] else [word for word in words if word not in _ANYBODY]
    return bool(words) and words[0] in _OPENING and _OWN.isdisjoint(named)


def is_of_somebody(text: Sequence[Token]) -> bool:
    """Whether a text says of somebody that they have, take or are something, be it before a question: `dad has angina, can he have it`."""
    return _told_from([word for word, _ in text]) is not None


def notices(text: Sequence[Token], knowledge: Knowledge) -> tuple[str, ...]:
    """Return the notices that a question calls for, an emergency first, then a crisis.

    No crisis is read into the words of an emergency: `he can't breathe`.
    """
    found = set(_called_for(text, knowledge))
    if not found & (knowledge.crisis_notices | knowledge.emergencies):
        sounding = [_SOUNDING.get(word, word) for word, _ in text]
        plain = [_AS_TOLD_OF_ONESELF.get(word, word) for word in sounding if word not in _FILLING]
        for read in (sounding, plain):
            again = [(word, stem(word)) for word in read]
            if again != list(text):
                found |= knowledge.crisis_notices & _called_for(again, knowledge).keys()
    cried = _cried(text, knowledge)
    kept = cried | (found if not is_general(text) else found & knowledge.crisis_notices)
    spared = {other for name in kept for other in knowledge.instead_of[name]}
    return tuple(name for name in knowledge.notices if name in kept - spared)


def _cried(text: Sequence[Token], knowledge: Knowledge) -> set[str]:
    """Return the notices of which a text has what means them alone, and nothing else besides whoever it is of: `help me please`."""
    if is_general(text) and _AT_HAND.isdisjoint(word for word, _ in text):
        return set()
    found = knowledge.find(text)
    harmless = {place for hit in found if hit.target.startswith("harmless/") for place in hit.places} | _planned(text)
    cries = [hit for hit in found if hit.target.startswith("alone/") and hit.places[-1] not in harmless]
    heard = {place for hit in cries for place in hit.places} | _of_people(text)
    is_bare = all(place in heard or word in _NOT_ASKING or word in _CRYING for place, (word, _) in enumerate(text))
    return {hit.target.partition("/")[2] for hit in cries} if is_bare else set()


def _of_people(text: Sequence[Token]) -> set[int]:
    """Return the places of bare numbers in a text: an age, and how many."""
    return {place for one in amounts(text) if not one.is_measured for place in one.places}


def _called_for(text: Sequence[Token], knowledge: Knowledge) -> dict[str, set[int]]:
    """Return the notices of which a text has a phrase, or all the signs of one where it tells of somebody, with the places of these.

    A phrase that ends in something harmless is none (`want to die laughing`), and what stands within one of an emergency is
    no sign of anything else. What is asked before it is done is no emergency, nor what stands within words of a crisis: `sleep
    and not wake up`.
    """
    found = knowledge.find(text)
    harmless = {place for hit in found if hit.target.startswith("harmless/") for place in hit.places}
    planned = _planned(text)
    heard = [hit for hit in found if hit.places[-1] not in harmless]
    phrases = [hit for hit in heard if hit.target.startswith("notice/")]
    of_crisis = [set(hit.places) for hit in phrases if _named(hit) in knowledge.crisis_notices]
    called: dict[str, set[int]] = {}
    for hit in phrases:
        if _named(hit) not in knowledge.emergencies or (
            planned.isdisjoint(hit.places) and not any(set(hit.places) < places for places in of_crisis)
        ):
            called.setdefault(_named(hit), set()).update(hit.places)
    if not _asks_what_happens(text):
        urgent = {place for name in knowledge.emergencies for place in called.get(name, ())}
        signs = _signs(heard, urgent)
        done = _signs([hit for hit in heard if planned.isdisjoint(hit.places)], urgent) if planned else signs
        for name, told_as in knowledge.told_as.items():
            among = done if name in knowledge.emergencies else signs
            for together in told_as:
                if all(_is_told(sign, among) for sign in together):
                    steps = (step for sign in together for step in sign.split(">"))
                    called.setdefault(name, set()).update(*(places for step in steps for places in among[step]))
    if (bare := _bare(text)) is not None and any(
        hit.places == (bare,) and knowledge.is_help(hit.target) for hit in found
    ):
        for name in knowledge.crisis_cries:
            called.setdefault(name, {bare})
    return called


def _signs(heard: Iterable[Hit], urgent: set[int]) -> dict[str, list[tuple[int, ...]]]:
    """Return the signs of a text with their places, without those that are within words of an emergency."""
    found: dict[str, list[tuple[int, ...]]] = {}
    for hit in heard:
        if hit.target.startswith("sign/") and not urgent.issuperset(hit.places):
            found.setdefault(_named(hit), []).append(hit.places)
    return found


def beside_the_call(text: Sequence[Token], knowledge: Knowledge) -> set[str]:
    """Return the omissions of which a text has a phrase that is more than one word of an emergency.

    `stopped valium, shaking` tells of a sedative; that lasting confusion is rare is nothing to be told who cries `she is confused`.
    """
    called = _called_for(text, knowledge)
    urgent = {place for name in knowledge.emergencies for place in called.get(name, ())}
    beside = set()
    for hit in hits(text, knowledge, is_question=True):
        said = [place for place in hit.places if text[place][0] not in COMMON]
        if hit.target.startswith("omission/") and (len(said) > 1 or not urgent.issuperset(said)):
            beside.add(_named(hit))
    return beside


def _named(hit: Hit) -> str:
    return hit.target.partition("/")[2]


def _is_told(sign: str, heard: Mapping[str, Sequence[tuple[int, ...]]]) -> bool:
    """Whether a sign is among those heard; of one in steps, `{took}>{all-of}>{pills}`, each soon after the one before."""
    first, *steps = sign.split(">")
    ends = {places[-1] for places in heard.get(first, ())}
    for step in steps:
        ends = {places[-1] for places in heard.get(step, ()) if any(0 < places[0] - end <= _CLOSE for end in ends)}
    return bool(ends)


def _planned(text: Sequence[Token]) -> set[int]:
    """Return the places of what is asked before it is taken or given, to where the next one is told of: `can i take two`."""
    words = [word for word, _ in text]
    found: set[int] = set()
    for place, word in enumerate(words):
        near = range(place + 2, min(place + 5, len(words)))
        verbs = _TAKING | {"have"} if word in _MAY_HAVE else _TAKING
        taken = next((at for at in near if words[at] in verbs and words[at - 1] not in _NOUN_AFTER), None)
        if word in _BEFORE and taken is not None and not "".join(words[taken + 1 : taken + 2]).endswith(("en", "ed")):
            end = next((at for at in range(taken, len(words)) if words[at] in _SUBJECTS), len(words))
            found.update(range(taken, end))
    return found


def _bare(text: Sequence[Token]) -> int | None:
    """Return the place of the only word of a text besides whoever it is of and their age: `16 and suicidal` is no question."""
    who = _of_people(text)
    left = [place for place, (word, _) in enumerate(text) if place not in who and word not in _NOT_ASKING]
    return left[0] if len(left) == 1 and not is_general(text) else None


def _asks_what_happens(text: Sequence[Token]) -> bool:
    """Whether a question is about people in general, or what something may do: `can ketamine stop my breathing`."""
    words = [word for word, _ in text]
    return is_general(text) or (len(words) > 1 and words[0] in _AUXILIARY and words[1] not in COMMON)


def told(
    text: Sequence[Token],
    targets: Mapping[str, float],
    knowledge: Knowledge,
    *,
    is_anchored: bool,
    lacking: frozenset[str],
) -> tuple[str, ...]:
    """Return the omissions on what a question tells that somebody has or takes, in its order, those of dangers first.

    `dad has angina and gout` tells of one, whatever the store knows of gout; so does `is it safe with angina and gout` where
    the question `is_anchored`, on the subject of the store. Bare words tell of dangers beside words that the store is `lacking`:
    `bladder pain burning`, `diabetes and epilepsy`. `targets` says how far each is meant.
    """
    words = [word for word, _ in text]
    start = _told_from(words)
    if start is None and is_anchored and is_general(text):
        start = next((place for place, word in enumerate(words) if word in _UNDER), None)
    is_bare = bool(lacking) and start is None and (ASKING | _OPENING).isdisjoint(words)
    is_purpose = start is None and not is_bare and _is_for_something(words)
    if is_bare or is_purpose or (start is None and _is_for_somebody(words)):
        start = -1
    if start is None:
        return ()
    empty = COMMON | lacking if is_bare else COMMON | set(words[1:]) if is_purpose else COMMON
    found: dict[str, int] = {}
    for hit in hits(text, knowledge, is_question=True):
        kind, _, name = hit.target.partition("/")
        places = [place for place in hit.places if place > start and words[place] not in empty]
        if kind == "omission" and places and not ((is_bare or is_purpose) and name not in knowledge.dangers):
            found[name] = min(found.get(name, places[0]), *places)
    return tuple(
        sorted(
            found,
            key=lambda name: (found[name], name not in knowledge.dangers, -targets.get(f"omission/{name}", 0.0), name),
        )
    )


def _is_for_something(words: Sequence[str]) -> bool:
    """Whether a text names one thing and what it is taken for: `tramadol for back pain`, `trazodone to sleep`."""
    return words[1:2] in (["for"], ["to"]) and (ASKING | _OPENING).isdisjoint(words)


def _is_for_somebody(words: Sequence[str]) -> bool:
    """Whether a text only names what somebody has for something: `oxycodone for his back`."""
    return (ASKING | _OPENING).isdisjoint(words) and any(
        word == "for" and then in _WHOSE for word, then in pairwise(words[1 : 2 + _WITHIN])
    )


def _told_from(words: Sequence[str]) -> int | None:
    """Return the place of the first who is said to have, take or be something; None where nobody is."""
    if words and words[0] in _OF_NOBODY:
        return 0
    for place, word in enumerate(words):
        if word in _CONTRACTED or (word in _PEOPLE and not _TELLING.isdisjoint(words[place + 1 : place + 1 + _WITHIN])):
            return place
    return None
