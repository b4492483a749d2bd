"""Find the sentences of a page that say of a trial the opposite of its main result: that it succeeded where it missed its target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple, dataclass
from ketacli.matching.folding import text_of_words
from ketacli.matching.rejecting import rejected
from ketacli.matching.succeeding import ALIKE, LOST, WON, Saying, parts, sayings, times, winner
from ketacli.matching.tone import is_of_myths, refutes
from ketacli.matching.warning import is_of_others
from ketacli.patterns import late
from ketacli.quantities import UNITS
from ketacli.trials import met, missed, tests_non_inferiority

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ketacli.model import Result, Study
    from ketacli.pages.sentences import Passage
    from ketacli.store.api import Store

MISSED, MET = "missed", "met"

_THE_TRIAL = late(r"\b(?:the|this|that) (?:trial|study)\b|\Ait\b", re.IGNORECASE)
"""What means the trial that is named right before."""

_REMITTED = ("respon", "remi", "relaps")
"""How words begin for outcomes that are no main result where the trial was made to find another."""


@dataclass(frozen=True, slots=True)
class Against:
    """A trial of which sentences, by their numbers, say the opposite of what came of its main target: `outcome`, `missed` or `met`."""

    study: str
    outcome: str
    sentences: tuple[int, ...]


_LISTED, _BETWEEN = 4, 2
"""A part of so few words for each trial that it names only lists them; so few words stand between two of a list."""


class _Name(NamedTuple):
    """A trial that a folded text names, and where."""

    study: str
    start: int
    end: int


class _Trial:
    """A trial with a main target that it missed or met, and the words for its two sides."""

    def __init__(self, study: Study, names: Iterable[str], phrases: Mapping[str, Sequence[str]]) -> None:
        self.study, self.names = study, tuple(names)
        targets = missed(study) or met(study)
        self.outcome = MISSED if missed(study) else MET
        self._targets = targets
        self._treated = [one for result in targets for one in phrases.get(result.arm or "", ())]
        given = {one.given for one in study.results if one.role == "compared" and one.given}
        self._compared = [one for result in targets for one in phrases.get(result.comparator or "", ())]
        self._compared += map(text_of_words, sorted(given))

    def is_contradicted(self, saying: Saying, part: str, before: str) -> bool:
        """Whether what a part of a sentence says of the trial is the opposite of what came of its main target."""
        if not (self._may_be_of(part) and self._is_then(part)):
            return False
        is_turned = winner(before, self._treated, self._compared) == "compared"
        kind = saying.turned if is_turned and saying.is_of_sides else saying.kind
        if tests_non_inferiority(self.study):
            return kind in ({WON, ALIKE} if self.outcome == MISSED else {LOST})
        return kind == (WON if self.outcome == MISSED else LOST)

    def _may_be_of(self, part: str) -> bool:
        """Whether a part may be on what the trial was made to find: it names no other outcome."""
        measured = " ".join(one.measure for one in self._targets)
        measured += " ".join(one.outcome or "" for one in self._targets)
        return all(root in measured for root in _REMITTED if re.search(rf"\b{root}", part))

    def _is_then(self, part: str) -> bool:
        """Whether a part names no time, or that of the main result."""
        said = times(part)
        return not said or any(at in said for at in map(_minutes, self._targets))


def _minutes(result: Result) -> float | None:
    at = result.at
    return at.value * UNITS[at.unit][1] if at is not None else None


def against(store: Store, passages: Sequence[Passage]) -> tuple[Against, ...]:
    """Return the trials of which sentences of a page say the opposite of what came of their main targets."""
    texts = {place: f" {text_of_words(one.text)} " for place, one in enumerate(passages)}
    said_in = [place for place, one in enumerate(passages) if one.n and any(map(sayings, parts(one.text)))]
    if not said_in:
        return ()
    called: dict[str, list[str]] = {}
    for name, study in store.names_of_studies():
        folded = text_of_words(name)
        if any(f" {folded} " in text for text in texts.values()):
            called.setdefault(study, []).append(folded)
    trials = _trials(store, called)
    found: dict[str, list[int]] = {}
    for place in said_in:
        one = passages[place]
        if not one.is_question and not _is_taken_back(one, passages[place + 1 : place + 2]):
            for study in dict.fromkeys(_contradicted(place, passages, texts, called, trials)):
                found.setdefault(study, []).append(one.n)
    return tuple(Against(study, trials[study].outcome, tuple(numbers)) for study, numbers in found.items())


def _trials(store: Store, called: Mapping[str, Sequence[str]]) -> dict[str, _Trial]:
    studies = {name: one for name, one in store.studies(called).items() if missed(one) or met(one)}
    if not studies:
        return {}
    phrases = {
        record["id"]: [text_of_words(one) for one in record["phrases"] if not {"*", "{"} & set(one)]
        for record in store.listed("concept")
    }
    for record in store.listed("intervention"):
        own = (record["name"], record.get("short") or "")
        phrases.setdefault(record["id"], []).extend(text_of_words(one) for one in own if one)
    for name, wider in store.broader("intervention").items():
        if wider:
            phrases.setdefault(name, []).extend(phrases.get(wider, ()))
    return {name: _Trial(study, called[name], phrases) for name, study in studies.items()}


def _is_taken_back(one: Passage, following: Sequence[Passage]) -> bool:
    """Whether a sentence is not said by the page itself, or not held to."""
    return (
        rejected(one.text) is not None
        or is_of_others(text_of_words(one.text))
        or is_of_myths(one.heading)
        or any(other.n and refutes(other.text) for other in following)
    )


def _contradicted(
    place: int,
    passages: Sequence[Passage],
    texts: Mapping[int, str],
    called: Mapping[str, Sequence[str]],
    trials: Mapping[str, _Trial],
) -> Iterator[str]:
    """Yield the trials of which a sentence says the opposite of their main result.

    What a part of it says is of the trials that the part names before that, or after it where it begins so; else of those of the part
    before, which has said nothing, or of the one trial of the sentence before, where it speaks of `the trial`.
    """
    one = passages[place]
    named: list[str] = []
    if not _named(texts[place], called) and _THE_TRIAL.search(one.text) and place:
        near = [at for at in (place - 1, place - 2) if at >= 0 and passages[at].section == one.section]
        before = next(filter(None, (_named(texts[at], called) for at in near)), [])
        named = [name.study for name in before] if len(before) == 1 else []
    listed: list[str] = []
    for part in parts(one.text):
        names, said = _named(f" {part} ", called), sayings(part)
        is_after = bool(names and said) and said[0].start < names[0].start
        start = 0
        for at, saying in enumerate(said):
            until = said[at + 1].start if at + 1 < len(said) else len(part)
            mine = _listed(part, names, saying.end, until) if is_after else _within(names, start, saying.start)
            mine = [*listed, *mine] if mine else [] if names else named
            for name in mine:
                if name in trials and trials[name].is_contradicted(saying, part, part[start : saying.start]):
                    yield name
            start = saying.end
        own = [name.study for name in names]
        listed = [*listed, *own] if own and not said and len(part.split()) <= _LISTED * len(own) else []
        named = [] if said else listed or own or named


def _within(names: Iterable[_Name], start: int, end: int) -> list[str]:
    return [one.study for one in names if start <= one.start < end]


def _listed(part: str, names: Iterable[_Name], start: int, end: int) -> list[str]:
    """Return the trials that follow something said of them, one right after another: `met in A and B`, but `met in A and missed in B`."""
    found: list[str] = []
    last = start
    for one in names:
        if start <= one.start < end:
            if found and len(part[last : one.start].split()) > _BETWEEN:
                break
            found.append(one.study)
            last = one.end
    return found


def _named(text: str, called: Mapping[str, Sequence[str]]) -> list[_Name]:
    """Return the trials that a folded text, with blanks around, names, in its order; the longest name counts."""
    found: dict[int, _Name] = {}
    for study, names in called.items():
        for name in names:
            at = text.find(f" {name} ")
            if at >= 0 and (at not in found or found[at].end < at + len(name)):
                found[at] = _Name(study, at, at + len(name))
    return [found[at] for at in sorted(found)]
