"""What a text tells of somebody: who is told of, whether anything is asked besides, and what they have or take.

What is known of an illness or a medicine that somebody has is told whatever else a question has in it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ketacli.matching.english import ASKING, COMMON, listed
from ketacli.matching.past import INVERTED, is_asked_about, over
from ketacli.matching.phrasing import any_of
from ketacli.matching.units import hits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.phrases import Token

OPENING = listed("is are does do did can could what which why how has have who when where")
_OWN = listed(
    """
    i im ive id ill me my mine myself we our us he hes she shes him his her hers they them their now today
    tonight you your
    """
)
"""A question that begins with one of the first and has none of the others is about people in general."""

_ANYBODY = listed("you your yourself")
"""These are anybody where a question is on what a treatment does: `does it make your face swell`."""

PEOPLE = _OWN | listed(
    """
    mum mom mam mummy mother dad father husband wife son daughter brother sister boyfriend girlfriend partner friend
    fiance fiancee grandson granddaughter nephew niece cousin uncle aunt gran grandma nan grandad grandpa grandfather
    grandmother patient patients client spouse people person someone somebody
    """
)
_FIRST = listed("my our me")
_IN_PARTICULAR = (
    PEOPLE
    - _FIRST
    - listed("you your now today tonight they them their patient patients client people person mine myself us we")
)
"""With one of these, or one of those before it as its first word, a text tells of somebody in particular."""

_CALLING = listed("please pls help oh god hi hello omg sorry and but so well right someone somebody")
"""With these a text begins that tells of somebody: `please help hes gone funny`."""

_ASKED_OF = listed("i he she we they it there that ketamine spravato")
"""One of the first before one of the others asks too: `he has asthma, can he have it`."""

_KNOWING = listed("know ask asks asked wonder wonders wondering curious")
_WHAT = listed("how when why what which whether if")
"""One of the first before one of the others asks too: `my mother asks how soon it works`."""

_ANOTHER = listed("he she him her hes shes his")
_AUXILIARY = listed("is are does do did can could will would may might")
_TREATMENT = listed("it this that ketamine esketamine spravato treatment infusions")
_HELPING = listed("stop help cure lessen reduce ease prevent lift end")
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

_UNDER = listed("with if while for on")
"""What stands before a condition in a question about people in general: `is it safe with angina`."""


_READ = any_of("""
    (article|leaflet|page|paper|book|website|site|study|report|label|booklet|brochure) (says|said|mentions|mentioned|lists|warns)
    i read (that|about)
""")
_HOW_OFTEN = any_of(
    "is (that|this|it) (common|normal|likely|rare|usual|true|right), how (often|common|likely|rare|usual)"
)
"""With both of these a text asks of what it has read: `the article says one man collapsed, is that common`."""


def _asks_of_a_page(words: Sequence[str]) -> bool:
    """Whether a text asks how common something is that it has read of, and tells of nobody."""
    said = " ".join(words)
    return (_OWN - {"i"}).isdisjoint(words) and bool(_READ.search(said) and _HOW_OFTEN.search(said))


def is_general(text: Sequence[Token]) -> bool:
    """Whether a question is about people in general, and not about whoever asks or one whom they know."""
    words = [word for word, _ in text]
    if _asks_of_a_page(words):
        return True
    named = words if words[:1] == ["is"] or words[1:2] != ["it"] else [word for word in words if word not in _ANYBODY]
    return bool(words) and words[0] in OPENING and _OWN.isdisjoint(named)


def tells(text: Sequence[Token]) -> bool:
    """Whether a text tells of somebody in particular, in the present, and does not begin with a question: `he wont wake up`."""
    words = [word for word, _ in text]
    while words and words[0] in _CALLING:
        del words[0]
    is_question = bool(words) and words[0] in OPENING | ASKING | INVERTED | {"am", "any"}
    is_over = len(over(text)) == len(text)
    is_told = not _IN_PARTICULAR.isdisjoint(words) or not _FIRST.isdisjoint(words[:1])
    return is_told and not is_question and not is_over


def asks_too(text: Sequence[Token]) -> bool:
    """Whether a text that tells of somebody asks something as well: `he has asthma, can he have it`."""
    return is_asked_about(text) or any(
        (first in INVERTED and then in _ASKED_OF) or (first in _KNOWING and then in _WHAT)
        for first, then in pairwise(word for word, _ in text)
    )


def asks_what_to_do(text: Sequence[Token]) -> bool:
    """Whether somebody asks what to do about another: `should i ring someone for him`."""
    words = [word for word, _ in text]
    return "i" in words[1:3] and not {"should", "shall", "do"}.isdisjoint(words[:2]) and not _ANOTHER.isdisjoint(words)


def asks_what_happens(text: Sequence[Token]) -> bool:
    """Whether a question is about people in general, or what something may do: `can ketamine stop my breathing`."""
    words = [word for word, _ in text]
    return is_general(text) or (len(words) > 1 and words[0] in _AUXILIARY and words[1] not in COMMON)


_AFFAIRS = any_of("""
    hung up on (the|a) (clinic|receptionist|doctor|nurse), (clinic|hospital|surgery|nurse|receptionist|gp) (rang|called|phoned|wrote|emailed) (me|us|him|her)
    letter from the (clinic|hospital|gp|surgery), plan with (his|her|my|the|our) (gp|doctor|consultant|psychiatrist|clinic|nurse)
""")


def is_of_affairs(text: Sequence[Token]) -> bool:
    """Whether a text tells of dealings with a clinic, and not of how somebody is: `he hung up on the clinic`."""
    return bool(_AFFAIRS.search(" ".join(word for word, _ in text)))


def is_of_somebody(text: Sequence[Token]) -> bool:
    """Whether a text says of somebody that they have, take or are something, be it before a question: `dad has angina, can he have it`."""
    return _told_from([word for word, _ in text]) is not None


def asks_whether_it_helps(text: Sequence[Token]) -> bool:
    """Whether a question is whether a treatment helps somebody, in whatever words of danger: `will it stop him wanting to die`."""
    words = [word for word, _ in text]
    return (
        words[:1] != []
        and words[0] in _AUXILIARY
        and words[1:2] != []
        and words[1] in _TREATMENT
        and not _HELPING.isdisjoint(words[2:3])
    )


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
    the question `is_anchored`, on the subject of the store. Bare words tell of dangers beside no more words that the store is
    `lacking`: `bladder pain burning`, `diabetes and epilepsy`. `targets` says how far each is meant.
    """
    words = [word for word, _ in text]
    start = _told_from(words)
    if start is None and is_anchored and is_general(text):
        start = next((place for place, word in enumerate(words) if word in _UNDER), None)
    is_mostly_known = 2 * len(lacking) <= sum(word not in COMMON for word in words)
    is_bare = bool(lacking) and is_mostly_known and start is None and (ASKING | OPENING).isdisjoint(words)
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
    return words[1:2] in (["for"], ["to"]) and (ASKING | OPENING).isdisjoint(words)


def _is_for_somebody(words: Sequence[str]) -> bool:
    """Whether a text only names what somebody has for something: `oxycodone for his back`."""
    return (ASKING | OPENING).isdisjoint(words) and any(
        word == "for" and then in _WHOSE for word, then in pairwise(words[1 : 2 + _WITHIN])
    )


def _told_from(words: Sequence[str]) -> int | None:
    """Return the place of the first who is said to have, take or be something; None where nobody is."""
    if words and words[0] in _OF_NOBODY:
        return 0
    for place, word in enumerate(words):
        if word in _CONTRACTED or (word in PEOPLE and not _TELLING.isdisjoint(words[place + 1 : place + 1 + _WITHIN])):
            return place
    return None
