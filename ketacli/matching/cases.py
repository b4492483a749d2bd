"""Whom to call: the notices that a text calls for, an emergency first, then a crisis.

Such a call is heard first, and not weighed against any answer. There are three ways to call for a notice: words that mean it
anyway (`asked_as`), signs that mean it together where somebody is told of (`told_as`), and words that mean it where nothing else
is said (`alone_as`). Phrases are read alike for all three: one that ends in something harmless, and is not more than that, is none (`want to die laughing`),
and what is asked before it is done, or long over, is no emergency (`can i take two`, `he once heard voices`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ketacli.matching.amounts import amounts
from ketacli.matching.english import COMMON, GRAMMAR, listed
from ketacli.matching.past import SUBJECTS, as_of_now, over
from ketacli.matching.stems import stem
from ketacli.matching.telling import PEOPLE, asks_what_happens, is_general
from ketacli.matching.units import hits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.phrases import Hit, Token


Places: TypeAlias = "dict[str, list[tuple[int, ...]]]"
"""By name of a notice or sign, the places of each of its phrases in a text."""

_SOUNDING = {
    "dye": "die",
    "dyeing": "dying",
    "kil": "kill",
    "lif": "life",
    "alon": "alone",
    "too": "to",
    "wud": "would",
    "cud": "could",
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

_AT_HAND = listed("this someone somebody if")
"""With one of these a cry is no question about people in general: `what to do if someone overdoses`."""

_EMPTY = (
    GRAMMAR
    | PEOPLE
    | listed(
        "teen teenager child kid boy girl man woman male female actively acutely help please need know think quick"
    )
    | listed("quickly fast right away urgently happened wrong god oh hi hello omg sorry bad badly anymore more")
)
"""Beside these a cry says nothing else: `16 and suicidal`, `i think this is an overdose`."""

_BEFORE = listed("can could should shall may might would will must do does if")
_TAKING = listed(
    "take takes use uses give gives eat eats drink drinks swallow swallows double doubles spray chew crush suck snort inject mix "
    "combine overdose od"
)
"""One of the first, and soon after it one of the others, plans: it is not done yet."""

_MAY_HAVE = listed("can could should shall may")
"""After one of these `have` is to take, and not to be ill with: `can I have two`."""

_FORETELLING = listed("will would")
_SENSING = listed("see hear hallucinate")
"""After one of the first these ask what a treatment does: `will he see things`."""

_NOUN_AFTER = listed("a an the my his her this that")
_CLOSE = 4
"""So many words after a step of a sign the next one begins at most: `took` and `pills` in `took all of the pills`."""


def notices(text: Sequence[Token], knowledge: Knowledge, *spelt: Sequence[Token]) -> tuple[str, ...]:
    """Return the notices that a question calls for, an emergency first, then a crisis.

    No crisis is read into the words of an emergency: `he can't breathe`. `spelt` are other ways to read its apostrophes.
    """
    text = as_of_now(text)
    found = set(_called_for(text, knowledge))
    for other in spelt:
        found |= _called_for(as_of_now(other), knowledge).keys()
    urgent = knowledge.crisis_notices | knowledge.emergencies
    if found.isdisjoint(urgent):
        sounding = [_SOUNDING.get(word, word) for word, _ in text]
        plain = [_AS_TOLD_OF_ONESELF.get(word, word) for word in sounding if word not in _FILLING]
        for read in (sounding, plain):
            again = [(word, stem(word)) for word in read]
            if again != list(text):
                found |= knowledge.crisis_notices & _called_for(again, knowledge).keys()
    spared = {other for name in found for other in knowledge.instead_of[name]}
    return tuple(name for name in knowledge.notices if name in found - spared)


def country(text: Sequence[Token], knowledge: Knowledge) -> str | None:
    """Return the country that a text names, by its two letters: the numbers to call are those of it."""
    named = {hit.target.partition("/")[2] for hit in knowledge.find(text) if hit.target.startswith("country/")}
    return min(named, default=None)


def beside_the_call(text: Sequence[Token], knowledge: Knowledge) -> set[str]:
    """Return the omissions of which a text has a phrase that is more than one word of an emergency.

    `stopped valium, shaking` tells of a sedative; that lasting confusion is rare is nothing to be told who cries `she is confused`.
    """
    called = _called_for(as_of_now(text), knowledge, is_alone=False)
    urgent = {place for name in knowledge.emergencies for place in called.get(name, ())}
    beside = set()
    for hit in hits(text, knowledge, is_question=True):
        said = [place for place in hit.places if text[place][0] not in COMMON]
        if hit.target.startswith("omission/") and (len(said) > 1 or not urgent.issuperset(said)):
            beside.add(hit.target.partition("/")[2])
    return beside


def _called_for(text: Sequence[Token], knowledge: Knowledge, *, is_alone: bool = True) -> dict[str, set[int]]:
    """Return the notices that a text calls for, each with the places of the words that do; cries too where it `is_alone`."""
    found = knowledge.find(text)
    sayings = [set(hit.places) for hit in found if hit.target.startswith("harmless/")]
    harmless = set().union(*sayings)
    planned = _planned(text) | over(text)
    heard = [hit for hit in found if not any(hit.places[-1] in one and not one < set(hit.places) for one in sayings)]
    called: dict[str, set[int]] = {}
    for name, places in _said(text, _of("notice", heard), planned, knowledge):
        called.setdefault(name, set()).update(places)
    if not asks_what_happens(text):
        urgent = {place for name in knowledge.emergencies for place in called.get(name, ())}
        signs = [hit for hit in heard if not urgent.issuperset(hit.places)]
        for name, places in _told(_of("sign", signs), planned, knowledge):
            called.setdefault(name, set()).update(places)
    for name, places in _alone(text, heard, harmless | planned, knowledge) if is_alone else ():
        called.setdefault(name, set()).update(places)
    return called


def _of(kind: str, hits: Iterable[Hit]) -> Places:
    """Return the phrases of a kind by the name of what each means."""
    found: Places = {}
    for hit in hits:
        of, _, name = hit.target.partition("/")
        if of == kind:
            found.setdefault(name, []).append(hit.places)
    return found


def _said(
    text: Sequence[Token], heard: Places, planned: set[int], knowledge: Knowledge
) -> Iterator[tuple[str, Iterable[int]]]:
    """Yield the notices of which a text has words that mean them anyway; of a question on people in general only a crisis or on keta.

    Words within those of a crisis are no emergency: `sleep and not wake up`.
    """
    crises = [set(places) for name in knowledge.crisis_notices for places in heard.get(name, ())]
    general = is_general(text)
    for name, found in heard.items():
        for places in found:
            within = planned.isdisjoint(places) and not any(set(places) < crisis for crisis in crises)
            is_of_anybody = name in knowledge.crisis_notices | knowledge.about_notices
            if is_of_anybody or (not general and (within or name not in knowledge.emergencies)):
                yield name, places


def _told(signs: Places, planned: set[int], knowledge: Knowledge) -> Iterator[tuple[str, Iterable[int]]]:
    """Yield the notices of which a text has all the signs that mean them together."""
    done = {name: [one for one in found if planned.isdisjoint(one)] for name, found in signs.items()}
    for name, ways in knowledge.told_as.items():
        among = done if name in knowledge.emergencies else signs
        for together in ways:
            if all(_follow(sign.split(">"), among) for sign in together):
                steps = [step for sign in together for step in sign.split(">")]
                yield name, [place for step in steps for places in among[step] for place in places]


def _follow(steps: Sequence[str], signs: Places) -> bool:
    """Whether the steps of a sign follow soon one after the other: `{took}>{all-of}>{pills}`."""
    ends = {places[-1] for places in signs.get(steps[0], ())}
    for step in steps[1:]:
        ends = {places[-1] for places in signs.get(step, ()) if any(0 < places[0] - end <= _CLOSE for end in ends)}
    return bool(ends)


def _alone(
    text: Sequence[Token], heard: Sequence[Hit], harmless: set[int], knowledge: Knowledge
) -> Iterator[tuple[str, Iterable[int]]]:
    """Yield the notices of which a text has words that mean them where it says nothing else, but whoever it is of and their age."""
    if is_general(text) and _AT_HAND.isdisjoint(word for word, _ in text):
        return
    cries = [hit for hit in heard if hit.target.startswith("alone/") and hit.places[-1] not in harmless]
    numbers = {place for one in amounts(text) if not one.is_measured for place in one.places}
    left = {place for place, (word, _) in enumerate(text) if word not in _EMPTY} - numbers
    if left.issubset(place for hit in cries for place in hit.places):
        yield from ((hit.target.partition("/")[2], hit.places) for hit in cries)
    elif len(left) == 1 and any(knowledge.is_help(hit.target) and left.issuperset(hit.places) for hit in heard):
        yield from ((name, tuple(left)) for name in knowledge.crisis_cries)  # the word of a crisis: `16 and suicidal`


def _planned(text: Sequence[Token]) -> set[int]:
    """Return the places of what is asked before it is taken or given, to where the next one is told of: `can i take two`."""
    words = [word for word, _ in text]
    found: set[int] = set()
    for place, word in enumerate(words):
        near = range(place + 2, min(place + 5, len(words)))
        verbs = _TAKING | ({"have"} if word in _MAY_HAVE else _SENSING if word in _FORETELLING else set())
        taken = next((at for at in near if words[at] in verbs and words[at - 1] not in _NOUN_AFTER), None)
        if word in _BEFORE and taken is not None and not "".join(words[taken + 1 : taken + 2]).endswith(("en", "ed")):
            end = next((at for at in range(taken, len(words)) if words[at] in SUBJECTS), len(words))
            found.update(range(taken, end))
    return found
