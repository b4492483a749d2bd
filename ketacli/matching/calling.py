"""Tell whether a sentence of a page has somebody say that they are in danger: that they want to die, or took too much.

It is read as a question would be (`ketacli.matching.cases`), and only where it tells of one person: leaflets speak of
such people in general, of `you`, and of what somebody should do then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.matching.cases import notices
from ketacli.matching.english import listed
from ketacli.matching.folding import words
from ketacli.matching.phrases import tokens
from ketacli.matching.phrasing import any_of, one_of

if TYPE_CHECKING:
    from ketacli.matching.knowledge import Knowledge

_ONESELF = listed("i im ive id ill me my mine myself")
_ONE = listed(
    """
    he hes she shes him his her hers himself herself mum mom mother dad father husband wife son daughter brother sister
    boyfriend girlfriend partner friend fiance fiancee
    """
)
_OTHERS = listed("people patients those you your yours anyone anybody participants individuals adults clients users")
"""With one of these, and nobody who tells of themselves, a sentence is about people in general."""

_NO = one_of("no longer, not, dont, doesnt, didnt, havent, hasnt, never, stop, stopped, stops, without")
_DEATH = one_of("die, dying, dead, kill, killing, suicide, suicidal")
_NOT_NOW = any_of(f"""
    ^(what|who|whom|where|how|why|does|do|can|could|is|will|would|if|when|whenever|should) <4> (if|when) (i|he|she|my|im)
    ^(if|when|whenever|should) (i|he|she|my|im)  # if i feel suicidal
    {_NO} <2> (want|wants|wanted|wanting|wish|wishing|think|thinking|thought) <4> {_DEATH}
    (thoughts|suicidality|ideation|wish) <5> (gone|went|go|vanish*|disappear*|stopped|lifted|left|eased|faded)
    (thought|feared|felt|afraid) <1> (i|he|she) (was|were|would|might|am|is)
    (my|our) (patients|clients), (why|how|that|if|when|who) (people|patients|some|others)
    (killed|hanged|shot) (himself|herself|themselves|themself), took (his|her) own life, ended (his|her) [own] life
    died (by|of|from), (years|months) ago, used to, in (19|20)\\d\\d
""")
"""What tells of what may come, is over, or is not so."""

_PAST = listed("went became was were had felt got came could couldnt")
"""With one of these an emergency is over: `my friend went manic on it`."""


def calls(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the notices of a crisis or an emergency that a sentence of a page calls for, an emergency first."""
    said = words(text)
    is_of_oneself = not _ONESELF.isdisjoint(said)
    if not is_of_oneself and (_ONE.isdisjoint(said) or not _OTHERS.isdisjoint(said)):
        return ()
    if _NOT_NOW.search(" ".join(said)):
        return ()
    urgent = knowledge.crisis_notices | (knowledge.emergencies if _PAST.isdisjoint(said) else frozenset())
    return tuple(name for name in notices(tokens(text), knowledge) if name in urgent)
