"""Tell what a part of a sentence says of a trial: that it succeeded, that it failed, or that treatments were alike.

What it says of side effects, of some of the people, of a further outcome, or with figures of its own is none of this: a trial
that missed its main target may well have found that. The phrases are of English and of no subject;
`ketacli.matching.phrasing` says how they are written.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.english import listed
from ketacli.matching.folding import text_of_words
from ketacli.matching.phrasing import any_of, has, one_of
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Sequence

WON, LOST, ALIKE = "won", "lost", "alike"

_TARGET = one_of("""
    end ?points?, targets?, aims?, goals?, objectives?, outcome measure, (primary|main) (outcome|measure|test)
""")
_STRONGLY = one_of("""
    significantly, clearly, markedly, substantially, convincingly, statistically, decisively, plainly, definitely
    superior, proven
""")
_BETTER = one_of("better, superior, more effective, more efficacious, stronger")
_BEATS = one_of("beat, beats, outperform, outperforms, outperformed, surpassed, surpasses, bettered, outdid, trounced")
_TRIAL = one_of("trial, study, it, result, results, outcome")
_WON = any_of(f"""
    (met|meets|meet|reached|reach|achieved|achieve|hit|attained|satisfied) <3> {_TARGET}  # it met its primary endpoint
    {_TARGET} <3 but not|never|if|whether> (met|reached|achieved|hit|attained)  # the endpoint was met
    {_BEATS}, {_BETTER} (than|to)
    (did|does|do|worked|works|work|fared|performed|proved|was|were) <1 but no|not|never|little> {_BETTER}  # it worked clearly better
    {_STRONGLY} <1> (better|superior|more effective|improved|worked)
    superiority, (significant|clear|marked) <2> (benefit|advantage|superiority)
    succeeded, (was|is|were) <1> (a success|successful|positive|a triumph), a (positive|successful) (trial|study|result)
    (proved|proves|proven|demonstrated|demonstrates|confirmed|confirms|established) <3> (effective|works|worked|efficacy|efficacious)
    (showed|shows|found) <1> (efficacy|that <3> (works|worked|is effective|was effective))
""")
_LOST = any_of(f"""
    (missed|misses|miss|failed|fails|fell short of|falls short of) <3> {_TARGET}
    (failed|fails|unable|not able) to (meet|reach|achieve|hit|show|beat|demonstrate|separate|prove|find|establish|outperform)
    {_TRIAL} <1> (failed|fails), (was|is|were) <1> (a failure|negative|unsuccessful|a flop)
    a (failed|negative|unsuccessful) (trial|study|result)
    (no|little) <1> {_BETTER}, no <2> (difference|benefit|advantage|superiority|effect), did not differ, no different
    (?<!no )(?<!not )worse than, (?<!not )(?<!non )inferior to
""")
_ALIKE = any_of("""
    non ?inferior, non ?inferiority, not inferior, no worse, not worse, equal to, equivalent, on a par, a match for, matched
    (just )?as (good|effective|well) as
""")
_OF_SIDES = any_of(f"{_BEATS}, {_BETTER}, worse, inferior, worked, works, improved")
_SAYINGS = ((ALIKE, _ALIKE), (LOST, _LOST), (WON, _WON))
"""What is said, in the order in which it counts where it is said in the same place: `no better than` is no success."""

_TURNED = {WON: LOST, LOST: WON, ALIKE: LOST}
_NOT = listed("not never no nor neither without failed fails fail unable cannot hardly didnt doesnt wasnt isnt")
_NEAR = 4
"""How many words before what is said a denial turns it."""

_OF_SOMETHING_ELSE = any_of("""
    secondary, subgroups?, post hoc, explorat*, nominal*, numerical*, trends?, afterwards, later analysis, pooled
    both groups, each group, all groups, both arms, each arm, all arms, baseline, within group
    side effects?, adverse, tolera*, safe, safer, safety, dropouts?, drop outs, discontinu*, stopped, stayed
    if, whether, would, could, may, might, should, hoped, hopes, planned, aimed, designed, expected, set out
    almost, nearly, (come|comes|came|coming|was|were) close, harder, hard, difficult, ^had, as if
    (?<!failed )(?<!fails )(?<!able )to (show|prove|demonstrate|find|establish|see|test|learn)
    memory, cognit*, women, men, quality of life, cost, costs, cheaper, faster, sooner
""")
"""What is no main outcome, or not yet found."""

_FIGURE = late(r"\b\d+ (?:\d+ )?(?:points?|percent|per cent|of (?:100|\d+)|people|patients)\b|\bp \d|%")
_TIMES = {"hour": 60, "day": 1440, "week": 10080, "month": 43829.1, "year": 525960}
_COUNT = {word: n for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight"), 1)}
_TIME = late(
    rf"\b(hour|day|week|month)s? (\d+|{'|'.join(_COUNT)})\b|\b(\d+|{'|'.join(_COUNT)}) (hour|day|week|month|year)s?\b|\b(\d+) (h)\b"
)


class Saying(NamedTuple):
    """Something that is said of a trial: its kind, `WON`, `LOST` or `ALIKE`, and where in the text; `is_of_sides` if one side beat another."""

    kind: str
    start: int
    end: int
    is_of_sides: bool = False

    @property
    def turned(self) -> str:
        """What it is if the other side is meant."""
        return _TURNED[self.kind] if self.is_of_sides else self.kind


@lru_cache(maxsize=1000)
def sayings(part: str) -> tuple[Saying, ...]:
    """Return what a folded part of a sentence says of trials, in its order.

    >>> [one.kind for one in sayings("it met its main target but did not beat placebo")]
    ['won', 'lost']
    """
    if _OF_SOMETHING_ELSE.search(part) or _FIGURE.search(part):
        return ()
    found: list[Saying] = []
    for kind, pattern in _SAYINGS:
        for one in pattern.finditer(part):
            if all(one.end() <= other.start or one.start() >= other.end for other in found):
                near = part[: one.start()].split()[-_NEAR:]
                is_turned = not _NOT.isdisjoint(near) and "only" not in near
                found.append(
                    Saying(_TURNED[kind] if is_turned else kind, one.start(), one.end(), has(_OF_SIDES, one[0]))
                )
    return tuple(sorted(found, key=lambda one: one.start))


def times(part: str) -> list[float]:
    """Return the times that a folded text names, in minutes.

    >>> times("on day 28 and after four weeks")
    [40320, 40320]
    """
    found = []
    for one in _TIME.finditer(part):
        unit, count = (one[1], one[2]) if one[1] else (one[4], one[3]) if one[4] else ("hour", one[5])
        found.append(_TIMES[unit] * int(_COUNT.get(count, count)))
    return found


_CUT = late(
    r"[,;:.!?()\u2013\u2014]+|\s-\s|\b(?:but|while|whilst|whereas|where|although|though|yet|which|(?:unlike|in contrast to|as opposed to))\b",
    re.IGNORECASE,
)
_APART = listed("unlike in as")
"""How the words begin that name a trial to tell it apart."""


def parts(text: str) -> list[str]:
    """Return the folded parts of a sentence, without what only tells another trial apart: `unlike the first one`.

    >>> parts("Unlike ABC-1, ABC-2 met its target, while ABC-3 did not.")
    ['abc 2 met its target', 'abc 3 did not']
    """
    found, end, is_apart = [], 0, False
    for cut in (*_CUT.finditer(text), None):
        said = text_of_words(text[end : cut.start() if cut else len(text)])
        if said and not is_apart:
            found.append(said)
        if cut is not None:
            is_apart, end = not _APART.isdisjoint(cut[0].lower().split()[:1]), cut.end()
    return found


def winner(before: str, treated: Sequence[str], compared: Sequence[str]) -> str:
    """Return which of two sides is named last in a text: `treated` or `compared`; empty where neither is.

    >>> winner("after placebo esketamine was", ["esketamine"], ["placebo"])
    'treated'
    """
    said = f" {before} "
    ends = {
        name: max((said.rfind(f" {phrase} ") + len(phrase) for phrase in phrases if f" {phrase} " in said), default=-1)
        for name, phrases in (("compared", compared), ("treated", treated))
    }
    return max(ends, key=ends.__getitem__) if max(ends.values()) >= 0 else ""
