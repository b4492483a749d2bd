"""Find what a sentence says beyond a claim: `…, then you may drive home`. A rating holds for a claim, and not for more.

Every word of the sentence has to be the claim's, or mean nothing by itself. What is left over is given in the sentence's words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.apart import DOUBTING
from ketacli.matching.english import GRAMMAR, listed
from ketacli.matching.figures import numbers
from ketacli.matching.folding import words
from ketacli.matching.profiles import beside
from ketacli.matching.senses import all_same
from ketacli.matching.stems import stem
from ketacli.matching.tone import DUTIES, HEDGES, NEGATIONS, USUALLY, clauses
from ketacli.matching.units import VAGUELY
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.profiles import Profile
    from ketacli.matching.shelf import Known
    from ketacli.matching.units import Unit


_LIGHT = USUALLY | listed(
    "can a an the this that these those it its itself is are was were be been being am s have has had having do does did will "
    "and or of to in on at by with from as for about into onto than who whom whose which what there here through via per "
    "you your yours we our ours us i my mine me they their theirs them he his him she her hers one ones such also too "
    "between among patient patients people person individual individuals someone somebody treatment treatments treat "
    "treats treated treating therapy medication medications medicine medicines drug drugs use used uses using given give "
    "gives giving administered receive receives received receiving get gets getting take takes taken taking effect effects "
    "called known named name names brand trade sold marketed type kind form sort way so-called commonly often mainly mostly "
    "however therefore moreover furthermore additionally certain particular indeed please note call calls each about around "
    "approximately roughly least made yourself act acts acting acted work works working run runs running go goes going come comes "
    "single provide provides provided adult adults delivered gave granted youll youre youve theyll offer offers offered gain gains gained boasts now today nowadays currently typical yourself keep keeps kept stay stays follow follows wait waits serves serve consist consists simply primarily chiefly"
)
"""Words that say nothing by themselves, so that a sentence with any of them says no more than it does without them."""

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_IDIOMS = late(
    r"\b(?:as well|of course|in fact|for (?:example|instance)|for its part|at least|above all|in general|under which"
    r"|count on|set aside|doctors call|under(?= observation| supervision)|(?:after|at|for) (?:each|every) (?:dose|session|visit|treatment|infusion)"
    rf"|(?:{_MONTHS})(?= \d{{4}})|(?<=infused )over|(?<=given )over|(?<=intravenously )over|on (?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?|or (?:more|longer)(?= |$)"
    r"|takes? place|for the duration|all over the world|around the world|worldwide|(?:that )?(?:they|we|you) (?:try|use|take|offer|get)(?=\W*$)"
    r"|(?:an?|your|the|our) (?:(?:trained|certified|qualified|licensed|health ?care|medical) )*(?:professional|provider|staff|team|clinician)s?(?= (?:must|will|has|should|is|are)\b)"
    r"|(?:each|every|any|a) (?:single )?(?:dose|session|treatment|visit) (?=of\b|with\b))\b|^\W*(?:we|(?:our|this) (?:clinic|practice|centre|center|team)) (?:also )?(?:offers?|provides?)\b",
    re.IGNORECASE,
)
"""Phrases that say nothing, though their words may do so elsewhere."""

_SHOWING = (
    listed(
        "many several recent clinical multiple numerous scientific early research studies trials evidence data scientists researchers"
    ),
    listed("has have also now consistently repeatedly"),
    listed(
        "show shows shown find finds found demonstrate demonstrates demonstrated confirm confirms confirmed suggest suggests indicate indicates"
    ),
)
"""Who shows, how, and that it is shown: what `Studies have shown that` is made of."""
_FRAMES = {
    tuple(phrase.split())
    for phrase in (
        "keep in mind", "please note", "note", "remember", "be aware", "expect", "plan on", "plan for", "simply put", "in short",
        "overall", "importantly", "fortunately", "luckily", "it is known", "it is well known", "it has been shown", "it is established",
    )
}  # fmt: skip
"""What a sentence may begin with before what it says."""

_OPENINGS = listed("but and so then while yet thus still first second again because since")
"""What says nothing at the beginning of a sentence, where it joins it to the one before."""

_BY_THE_WAY = listed("yourself themselves itself also too however therefore moreover")
"""Those with which nothing begins that is left over."""

_ASCRIBING = listed("some hope hoped theory theoretically hypothesis supposedly allegedly reportedly")
"""Hedges that say of whom, or by whom, something may be so: they do not stand for others."""

_AFTER = listed("after once when following")
_NOT = listed("no not none nor isnt arent wasnt werent dont doesnt didnt havent hasnt hadnt")
"""Of these any stands for another: how often a sentence denies is counted besides."""
_DEFINING = listed("if when may might can likely")


class Covered(NamedTuple):
    """What a claim has of a sentence: its words, and how often it denies."""

    words: frozenset[str]
    denials: int
    granted: frozenset[str] = frozenset()
    """Those that say nothing beside the claim: the people that most claims are on, figures of other dimensions."""


def covered_by(sentence: Profile, known: Known, version: Profile, knowledge: Knowledge) -> Covered:
    """Return the words of a sentence that a version of a claim has, too: the same, such as may be put for them, names, figures, concepts."""
    stems = all_same(version.stems)
    said = frozenset(word for word, _ in version.words)
    given = numbers(said)
    found = {word for word, stemmed in sentence.words if stemmed in stems or numbers([word]) & given}
    for alike in (HEDGES - _ASCRIBING, _NOT, DUTIES):
        if not alike.isdisjoint(said):
            found |= alike
    if not _AFTER.isdisjoint(said):
        found |= _AFTER - {"once"} | {part[0] for part in clauses(sentence.text) if part} & {"once"}
    if known.type == "definition":
        found |= _DEFINING
    amounts = {(one.low, one.high, one.unit) for one in version.figures}
    for one in sentence.figures:
        if (one.low, one.high, one.unit) in amounts:
            found.update(words(sentence.text[one.start : one.end]))
    named = {
        f"concept/{wider}"
        for name in (known.intervention, known.population)
        if name
        for wider in _lineage(name, knowledge)
    }
    named |= {f"concept/{name}" for name in version.interventions | version.populations}
    for unit in sentence.units:
        if any(factor == 1.0 and name in named for name, factor in unit.features.items()):
            found.update(unit.words)
    found |= _by_concepts(sentence, version, 1.0)
    kinds = {f"concept/{name}" for name in sentence.interventions if known.intervention in knowledge.lineage(name)}
    granted = {word for unit in sentence.units if not kinds.isdisjoint(_concepts(unit)) for word in unit.words}
    granted |= _by_concepts(sentence, version, VAGUELY)
    granted |= {word for text in beside(sentence, version) for word in words(text)}
    of_all = {f"concept/{name}" for name in knowledge.lineage(knowledge.main_people)}
    if not known.population:
        granted |= {word for unit in sentence.units if not of_all.isdisjoint(_concepts(unit)) for word in unit.words}
    return Covered(frozenset(found), _denials(version.text), frozenset(granted))


def _lineage(name: str, knowledge: Knowledge) -> Collection[str]:
    return {name, *knowledge.lineage(name)}


def _by_concepts(sentence: Profile, version: Profile, least: float) -> set[str]:
    """Return the words of a sentence that are other words for those of a claim which it has not itself, and how far they are at least."""
    meant = {
        name
        for unit in version.units
        if not sentence.stems.issuperset(stem(word) for word in unit.words if word not in _LIGHT)
        for name in _concepts(unit, least)
    }
    return {
        word for unit in sentence.units if not meant.isdisjoint(_concepts(unit, least)) for word in unit.words
    } - DOUBTING


def _concepts(unit: Unit, least: float = 1.0) -> set[str]:
    return {name for name, factor in unit.features.items() if factor >= least and name.startswith("concept/")}


def _denials(text: str) -> int:
    return sum(word in NEGATIONS for part in clauses(text) for word in part)


class Stretch(NamedTuple):
    """A part of a sentence that a claim has not, up to what it has: in the sentence's words, and folded.

    `words` begin with the light ones before the first that is left over; `after` are the light ones between the last and what
    the claim has.
    """

    text: str
    words: tuple[str, ...]
    after: tuple[str, ...]
    is_first: bool
    """Whether nothing that the claim has comes before it."""
    is_last: bool
    """Whether nothing that the claim has comes after it."""
    opens: bool
    """Whether it begins after a mark of punctuation, or the sentence."""
    closes: bool
    """Whether such a mark comes after it, or the end."""
    before: str = ""
    """The word that comes before it."""
    is_after_mark: bool = False
    """Whether that word comes after a mark of punctuation."""


def left_over(sentence: Profile, covered: Sequence[Covered]) -> tuple[Stretch, ...]:
    """Return what a sentence says that none of some claims says; all of it where it only denies more often."""
    mine = frozenset().union(*(one.words for one in covered))
    chunks, split = _cut(sentence.text)
    counted = {word for part in split for word in part}
    opening = next((part for _, _, part, _ in chunks if part), [""])[0]
    granted = frozenset().union(*(one.granted for one in covered))
    known = {*mine, *granted, *(word for word, _ in sentence.words if word not in counted)}
    if opening in _OPENINGS and sum(part.count(opening) for part in split) == 1:
        known.add(opening)
    states = [
        "idle" if is_idle
        else "left" if any(word not in known and word not in _LIGHT for word in part)
        else "own" if any(word in mine and word not in GRAMMAR for word in part)
        else ""
        for _, _, part, is_idle in chunks
    ]  # fmt: skip
    found = tuple(_stretches(sentence.text, chunks, states))
    if not found and _denials(sentence.text) > max(one.denials for one in covered):
        whole = tuple(word for _, _, part, _ in chunks for word in part)
        return (Stretch(sentence.text.strip(), whole, (), is_first=True, is_last=True, opens=True, closes=True),)
    return found


@lru_cache(maxsize=256)
def _cut(text: str) -> tuple[list[tuple[int, int, list[str], bool]], tuple[tuple[str, ...], ...]]:
    """Return the parts of a text between blanks, and its clauses without idioms.

    A part has its beginning, end and folded words, and whether it is all in an idiom.
    """
    idle = [found.span() for found in _IDIOMS.finditer(text)]
    chunks = [
        (
            found.start(),
            found.end(),
            list(words(found[0])),
            any(a <= found.start() and found.end() <= b + 1 for a, b in idle),
        )
        for found in re.finditer(r"\S+", text)
    ]
    framing = _framing([part for _, _, part, _ in chunks])
    chunks[:framing] = [(start, end, part, True) for start, end, part, _ in chunks[:framing]]
    begin = chunks[framing][0] if framing < len(chunks) else 0
    return chunks, clauses(_IDIOMS.sub(" ", text[begin:]))


def _framing(said: Sequence[Sequence[str]]) -> int:
    """Return how many of the first parts of a sentence only announce what it says: `Research has shown that`."""
    first = [part[0] if len(part) == 1 else "" for part in said[:8]]
    at = 0
    for place, kind in enumerate(_SHOWING):
        begun = at
        while at < len(first) and first[at] in kind:
            at += 1
        if at == begun and place != 1:
            at = 0
            break
    if not at:
        at = next((count for count in range(4, 0, -1) if tuple(first[:count]) in _FRAMES), 0)
    return at + 1 if at and first[at : at + 1] in (["that"], ["how"]) else at


def _stretches(
    text: str, chunks: Sequence[tuple[int, int, list[str], bool]], states: Sequence[str]
) -> Iterator[Stretch]:
    """Yield the parts of a text that have something left over, with the light words before it."""
    owned = [place for place, state in enumerate(states) if state == "own"]
    for first, last in pairwise([-1, *owned, len(chunks)]):
        left = [place for place in range(first + 1, last) if states[place] == "left"]
        if not left:
            continue
        start = next(
            place
            for place in range(first + 1, last)
            if not _BY_THE_WAY.issuperset(chunks[place][2]) and states[place] != "idle"
        )
        said = chunks[start : left[-1] + 1]
        end = said[-1][1]
        yield Stretch(
            text[said[0][0] : end if last < len(chunks) else None].strip(_MARKS + "!?"),
            tuple(word for _, _, part, _ in said for word in part),
            tuple(word for _, _, part, _ in chunks[left[-1] + 1 : last] for word in part),
            is_first=first < 0,
            is_last=last == len(chunks),
            opens=first < 0 or _is_marked(text[chunks[first][0] : said[0][0] + 1]),
            before="".join(words(sentence_before))
            if (sentence_before := text[chunks[first][0] : chunks[first][1]]) and first >= 0
            else "",
            is_after_mark=first > 0 and _is_marked(text[chunks[first - 1][0] : chunks[first][0] + 1]),
            closes=last == len(chunks) or _is_marked(text[end - 1 : chunks[last][0] + 1]),
        )


_MARKS = ' ,;:.()[]\u2013\u2014"\u201c\u201d'


def _is_marked(text: str) -> bool:
    """Whether a mark of punctuation comes before or after a blank in a text."""
    return bool(re.search(r"[,;:.)\]\u2013\u2014]\s|\s[(\[\u2013\u2014]", text))
