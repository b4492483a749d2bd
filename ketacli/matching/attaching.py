"""Tell which share of people a sentence gives for which treatment: `55% on ketamine, compared with 41% on ECT`.

A share is of a treatment if no other share, treatment or word that joins or compares two (`and`, `against`) is between them, and they
hang together: `41% of ketamine patients`, `41% with ECT`, `ketamine: 55%`, `on ketamine 55%`. What is left of two shares and two
treatments belongs together. Else they go by their order: `ketamine and ECT: 55% and 41%`, `55% v 41% for ketamine and ECT`, `55%
ketamine, 41% ECT`. Where neither helps, a share is of no treatment that can be told.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ketacli.matching.english import ONES
from ketacli.matching.figures import MINUTES, figures
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Place = tuple[int, int, str]
    """Where a treatment is named, and which."""

STOPPED, CONTINUED, OTHER, CONTROL = "(stopped)", "(continued)", "(other)", "(control)"
"""What people are called who went off their treatment, who stayed on it, who had one that the store does not know, and who had what was compared, whatever it was."""

_STOPPED = late(
    r"\b(?:stopp(?:ed|ing)|came off|come off|coming off|went off|discontinu(?:ed|ing)|quit|withdr(?:ew|awn from)|switched (?:over )?(?:\w+ )?to(?= (?:an? )?placebo))\b"
)
_CONTINUED = late(
    r"\b(?:went on(?= with| taking| using|\W)|(?:stay|kept|remain|carried)\w* (?:on|taking|using|going|with)\b|continu(?:ed|ing)(?= with| on| taking| to| it| the| their| es| ket))"
)
_BREAK = r"(?:\band\b|\bbut\b|\bwhile\b|\bwhereas\b|\bthan\b|\bagainst\b|\bversus\b|\bvs?\b|\bcompar\w+|\brelative to\b|[;,:])"
_BREAKS = late(_BREAK)
_AFTER = late(
    r"\W*(?:percent\b|per cent\b)?\W*(?:[\w'’-]+\s+){0,8}?(?:of|on|with|for|to|after|from|in|by|taking|given|receiving|getting|having)\s+(?:[\w'’-]+\s+){0,3}?\Z"
)
"""What is between a share and the treatment after it: `of the patients given`."""

_AFTER_BARE = late(r"\W*(?:percent|per cent)?\s*\(?(?:for )?\Z")
"""`55% ketamine`, `55% (ketamine)`."""

_BEFORE = late(
    r"(?:[\s:,(=–—-]|\b(?:infusions?|patients|people|group|arm|spray|had|did|was|were|got|it|in|about|around|only|a|the|response|remission|relapse|rate|of|reached|helped|saw|showed|gave|worked|produced|achieved|put|brought|made|led|to|responded|well|better|relapsed|benefits?|trial|study|treatment|those|who|roughly|some|nearly|almost|just|over|cut|from|they|that)\b)*\Z"
)
"""What is between a treatment and the share after it: `ketamine patients had a response rate of`."""

_TO = late(r"\b(?:on|with|for|after|of|to|in|given|taking|receiving|getting|among)\s+(?:[\w'’-]+\s+){0,2}\Z")
_OF_TRIALS = late(r"\b(?:trials?|stud(?:y|ies)|comparisons?) (?:with|of|against|v) (?:an? |the )?\Z")
"""`In trials with saline it was 46%` gives no share of those on saline."""

_ANY_CONTROL = late(r"(?:the )?(?:controls?|comparators?)(?: (?:groups?|arms?|treatments?|conditions?))?")
_UNKNOWN = late(
    r"\b(?:on|taking|receiving|given|with)\s+(?:an?\s+|the\s+)?(?P<name>lithium|tms|rtms|magnetic|sham|therapy|psychotherapy|cbt|psilocybin|lamotrigine|bupropion|aripiprazole|olanzapine|risperidone|dextromethorphan|propofol|thiopental|methohexital|fentanyl|lorazepam|diphenhydramine)\b"
)
"""Treatments that are compared with others, whether or not a store has them."""


def attached(text: str, shares: Sequence[tuple[int, int]], places: Sequence[Place]) -> Mapping[int, str]:
    """Return the treatment of each share of a sentence, by where the share begins; those that cannot be told are left out.

    `shares` and `places` are in the order of the sentence.
    """
    if not shares:
        return {}
    lowered = text.lower()
    named = _with_states(lowered, places)
    if len({name for _, _, name in named}) == 1 and len(shares) == 2:  # noqa: PLR2004 - of two arms
        (start, end), (second, _) = shares
        if lowered[:start].rstrip().endswith("from") and _INTO.fullmatch(lowered, end, second):
            return {second: named[0][2]}
    if named and named[-1][1] <= shares[0][0] and (by_order := _by_order(lowered, shares, named)):
        return by_order
    if in_step := _in_step(lowered, shares, named):
        return in_step
    found: dict[int, str] = {}
    for start, end in shares:
        if (name := _direct(lowered, (start, end), shares, named)) is not None:
            found[start] = name
    names = list(dict.fromkeys(name for _, _, name in named))
    left = [start for start, _ in shares if start not in found]
    if len(shares) == len(names) == 2 and len(left) == 1 and len(found) == 1:  # noqa: PLR2004 - of two, what is left
        found[left[0]] = next(name for name in names if name not in found.values())
        return found
    return found or _by_order(lowered, shares, named)


def control(text: str, places: Sequence[Place]) -> str | None:
    """Return what the store hears in `the control group`, where a sentence speaks of one."""
    return next((name for one, end, name in places if _ANY_CONTROL.fullmatch(text.lower()[one:end])), None)


def _with_states(text: str, places: Sequence[Place]) -> list[Place]:
    """Return where treatments are named, and where people are said to have gone off theirs or to have stayed on it.

    `stopped esketamine` names those who stopped, and not the spray.
    """
    named = [(one, end, CONTROL if _ANY_CONTROL.fullmatch(text[one:end]) else name) for one, end, name in places]
    for pattern, name in ((_STOPPED, STOPPED), (_CONTINUED, CONTINUED)):
        for match in pattern.finditer(text):
            named = [one for one in named if not match.start() <= one[0] <= match.end() + 24]  # `stopped taking the`
            named.append((match.start(), match.end(), name))
    named += [
        (match.start("name"), match.end(), OTHER)
        for match in _UNKNOWN.finditer(text)
        if not any(start <= match.start("name") < end for start, end, _ in places)
    ]
    return sorted(named)


def _direct(text: str, share: tuple[int, int], shares: Sequence[tuple[int, int]], named: Sequence[Place]) -> str | None:
    """Return the treatment that hangs together with a share: the next one after it, else the last one before it."""
    start, end = share
    next_share = min((one for one, _ in shares if one > start), default=len(text))
    last_share = max((one for _, one in shares if one <= start), default=0)
    after = next((one for one in named if end <= one[0] < next_share), None)
    if after is not None:
        between = text[end : after[0]]
        if not _BREAKS.search(between) and (_AFTER.fullmatch(between) or _AFTER_BARE.fullmatch(between)):
            return after[2]
        if after[2] in {STOPPED, CONTINUED} and not _BREAKS.search(between):
            return after[2]
    before = next((one for one in reversed(named) if last_share <= one[1] <= start), None)
    if before is not None and not _OF_TRIALS.search(text[: before[0]]):
        between = text[before[1] : start]
        is_led = bool(_TO.search(text[: before[0]])) or before[2] in {STOPPED, CONTINUED}
        is_near = not re.search(r"[;]|\b(?:and|but|while|whereas|than|against|versus|vs)\b", between)
        if is_near and (_BEFORE.fullmatch(between) or (is_led and len(between.split()) <= 6 and "," not in between)):  # noqa: PLR2004
            return before[2]
    return None


def _in_step(text: str, shares: Sequence[tuple[int, int]], named: Sequence[Place]) -> dict[int, str]:
    """Return the treatments of shares that stand in a row, as do as many treatments before or after them: `55% v 41% for ketamine and ECT`."""
    if any(shares[0][0] < one[0] < shares[-1][0] for one in named):
        return {}
    for row in ([one for one in named if one[0] >= shares[-1][1]], [one for one in named if one[1] <= shares[0][0]]):
        if len(shares) == len({name for _, _, name in row}) == len(row) > 1 and (
            "respectively" in text or (_are_joined(text, shares) and _are_joined(text, [one[:2] for one in row]))
        ):
            return {start: name for (start, _), (_, _, name) in zip(shares, row, strict=True)}
    return {}


def _are_joined(text: str, places: Sequence[tuple[int, int]]) -> bool:
    return all(_JOINED.fullmatch(text, end, start) for (_, end), (start, _) in pairwise(places))


def _by_order(text: str, shares: Sequence[tuple[int, int]], named: Sequence[Place]) -> dict[int, str]:
    """Return the treatments of two shares by the order of the sentence: two and two, or one after the other.

    `Compared with ECT, ketamine` has the second first.
    """
    names = list(dict.fromkeys(name for _, _, name in named))
    if len(shares) != len(named) or len(names) != len(named) or len(shares) != 2:  # noqa: PLR2004 - two arms
        return {}
    if _COMPARED.search(text[: named[0][0]]):
        names.reverse()
    return {start: name for (start, _), name in zip(shares, names, strict=True)}


_COMPARED = late(r"\b(?:compared (?:with|to)|against|versus|relative to|unlike|as opposed to)\s+(?:[\w'’-]+\s+){0,2}\Z")

_JOINED = late(
    r"%?(?:\s+(?:percent|per cent|plus|groups?|arms?|patients|people|alone|spray|nasal|infusions?|treatment|an?|(?:oral )?antidepressants?))*,?"
    r"\s*(?:and|or|vs?\.?|versus|against|compared (?:with|to)|/)\s*(?:(?:about|only|just|an?|the|those|on|for|with|of|in|nasal|spray|oral|iv)\s+)*"
)
"""Between two shares, or two treatments, that stand in a row."""

_INTO = late(r"\s*%?(?:\s+[\w'’-]+){0,4}\s+to\s+")
"""Between two shares of which the second is what a treatment led to: `cut relapse from 71% to 43%`."""

_NUMBERED = late(
    rf"\b(?P<unit>day|week|month|year)s? (?P<number>\d\d?\d?|{'|'.join(ONES)})\b(?![.,]\d|\s*(?:%|percent|per cent|of\b|people|patients))",
    re.IGNORECASE,
)
"""`day 28`, `week 8`."""

_THROUGHOUT = late(
    r"\b(?:over|for|during|throughout)\s+(?:the\s+)?(?:next\s+|following\s+|first\s+|a\s+|about\s+)*\Z", re.IGNORECASE
)
_HEADS = late(r"[^;:%]*:[^:.]*")
"""Between a time and the shares of a list that it heads: `Response on day 1: ketamine 71%; placebo 0%`."""

_LATER = late(r"\s*(?:later|after(?:wards)?\b|on\b(?! (?:ket|es|the|ECT|a)))", re.IGNORECASE)


SHORT = ("min", "h")


def counted_at(text: str) -> tuple[float, ...]:
    """Return the times at which a sentence says that people were counted, in minutes: `after three weeks`, `by day 28`.

    `Over 40 minutes` is how long a drip takes.
    """
    return tuple(dict.fromkeys(minutes for _, minutes in _times(text)))


def timed(text: str, share: int) -> tuple[tuple[float, ...], bool]:
    """Return the times at which people were counted whom a share, given by where it begins, is of, and whether it is told with the one.

    These are the time in its part of the sentence (`71% within a day and 35% after a week`), if it is one and nothing but
    the beginning of the sentence is between them (`after a week, 35%`), or else all.
    """
    times = _times(text)
    first, last = _around(text, share)
    own = [one for one in times if first <= one[0] < last]
    of_share = own or times
    if len({minutes for _, minutes in of_share}) == 1:
        place, minutes = of_share[0]
        between = text[min(place, share) : max(place, share)]
        is_head = place < share and bool(_HEADS.fullmatch(between))
        if (
            is_head
            or not _APART.search(between)
            or (place < share and _OPENS.search(text[:place]) and between.count(",") == 1)
        ):
            return (minutes,), True
    return tuple(dict.fromkeys(minutes for _, minutes in times)), False


def dosed(text: str, share: int) -> tuple[tuple[float, str], ...]:
    """Return the doses that the people had whom a share, given by where it begins, is of: those in its part of the sentence, each with its unit.

    A dose of something beside the treatment is none: `with 20 mg of escitalopram`.
    """
    first, last = _around(text, share)
    return tuple(
        (one.low, one.unit)
        for one in figures(text)
        if one.unit in DOSES
        and one.low == one.high
        and first <= one.start < last
        and _DOSE_LED.search(text[: one.start])
        and _DOSE_OF.match(text, one.end)
    )


DOSES = ("mg", "mg/kg")
_PRODUCT = r"(?:s-?|es|r-)?ketamine|spravato|spray|tablets?|lozenges?|pills?|infusions?|injections?|drips?|capsules?"
_DOSE_LED = late(
    rf"(?:^|[,;:(|]|\b(?:on|of|to|or|and|with|at|given|giving|received|receiving|taking|took|the|an?|doses?|got|had|after|for|in|by|{_PRODUCT}))\s*\Z",
    re.IGNORECASE,
)
_DOSE_OF = late(
    rf"\s*(?:$|[\d,;:.)|]|(?:of )?(?:the )?(?:[a-z-]+ )?(?:{_PRODUCT})\b|(?:and|but|versus|vs|against|compared|after|by|within|at|while|whereas|responded|relapsed|were|had|did|got|a day|twice|once|groups?|arms?|doses?)\b)",
    re.IGNORECASE,
)
"""What is before and after a dose of the treatment, and not of what was given with it."""


def _around(text: str, share: int) -> tuple[int, int]:
    """Return the ends of the part of a sentence that a share is in: it begins and ends at the first joint between two shares."""
    first, last = 0, len(text)
    for one, other in pairwise(found for found in figures(text) if found.unit == "%"):
        joint = _JOINT.search(text, one.end, other.start)
        if joint and other.start <= share:
            first = joint.end()
        elif joint and one.start >= share:
            last = min(last, joint.start())
    return first, last


_APART = late(r"[;,]")
_OPENS = late(r"(?:^|[,:])\s*(?:at|by|on|within|after|in|the|about|around|only|just|\s)*\Z", re.IGNORECASE)
"""What is before a time that a sentence, or what it says after the name of a study, begins with."""

_JOINT = late(r"[;,]|\b(?:and|but|while|whereas)\b", re.IGNORECASE)


def _number(said: str) -> float:
    return float(said) if said.isdigit() else ONES.index(said.lower()) + 1.0


def _times(text: str) -> list[tuple[int, float]]:
    """Return where in a sentence are times at which people were counted, and how many minutes they are."""
    units = {"day": "d", "week": "wk", "month": "mo", "year": "a"}
    found = [
        (one.start(), _number(one["number"]) * MINUTES[units[one["unit"].lower()]]) for one in _NUMBERED.finditer(text)
    ]
    return found + [
        (one.start, one.high * MINUTES[one.unit])
        for one in figures(text)
        if one.unit in MINUTES
        and (
            one.role == "delay"
            or (one.unit not in SHORT and _THROUGHOUT.search(text[: one.start]))
            or _LATER.match(text, one.end)
        )
    ]
