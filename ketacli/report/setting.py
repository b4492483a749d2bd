"""What a figure of a page set beside those of studies is, and how it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple, replace
from ketacli.quantities import ancestors, phrase
from ketacli.report import arms, one_study

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ketacli.model import Study
    from ketacli.report.arms import Pair
    from ketacli.store.scanning import PageFigure


LONG = 30
"""A time of this many characters or more is a sentence, and is left out."""


class Beside(NamedTuple):
    """A figure of the page set beside those of studies: in a sentence, and the pairs of arms it is made of."""

    heading: str
    page: PageFigure | None
    """None where the sentence names a study, and gives no figure of it."""
    text: str
    pairs: tuple[Pair, ...]
    compared: tuple[str, ...] = ()
    """What the people compared got, in a word, for each pair."""
    verdict: str = "beside"
    """What is said where the page gives the figures of both arms of a study: one of `one_study.VERDICTS`; else `beside`."""
    why: str = ""
    """In what the page differs from the study: `time`, `dose`, `comparator`, `treatment`, `measure` or `figure`."""

    @property
    def agrees(self) -> bool:
        """Whether the page gives the figures of a study as this has them."""
        return self.verdict == "agrees"

    @property
    def is_otherwise(self) -> bool:
        """Whether the page gives figures of a study otherwise than this has them: of the other arm, at another time, another number."""
        return self.verdict in {"swapped", "differs"}


class Studies(NamedTuple):
    """What the figures of a page are set beside: studies by id, and the lists of the store that say what they measured."""

    by_id: Mapping[str, Study]
    measures: Mapping[str, Mapping[str, str]]
    short: Mapping[str, str]
    """The short names of treatments."""
    broader: Mapping[str, str | None]
    """What each treatment and each group of people is a part of."""
    active: frozenset[str] = frozenset()
    """The placebos that do something themselves."""
    at_home: frozenset[str] = frozenset()
    """The treatments that people take at home."""
    condition: str | None = None
    """What most claims are about: who names nobody means people with it."""

    @property
    def names(self) -> one_study.Names:
        """What the treatments are."""
        return one_study.Names(self.broader, self.active)


def heading(measure: str, studies: Studies) -> str:
    """Return what is said before figures of a measure: `responded (score halved), of 100`."""
    listed = studies.measures[measure]
    return listed.get("heading") or listed["name"]


def set_beside(figure: PageFigure, pairs: Sequence[Pair], text: str, studies: Studies) -> Beside:
    """Return a figure of the page beside pairs of arms, with a text that says so."""
    compared = (studies.short.get(pair.compared.result.arm or "", "") if pair.compared else "" for pair in pairs)
    return Beside(heading(figure.measure, studies), figure, text, tuple(pairs), tuple(compared))


def are_of(pair: Pair, people: Sequence[str], studies: Studies) -> bool:
    """Whether a pair of arms is of one of the groups named, or of a part of one; true where none is named."""
    of_pair = pair.first.result.population or pair.study.population
    return not people or of_pair is None or not set(people).isdisjoint(ancestors(of_pair, studies.broader))


def said(figure: PageFigure) -> str:
    """Return a figure of the page as keta says it: `at most 70 of 100`, `40 minutes`."""
    quantity = replace(figure.quantity, statistic="")
    if figure.unit != "%":
        return phrase(quantity)
    return f"{phrase(replace(quantity, unit=None))} of 100"


def in_words(pair: Pair, short: Mapping[str, str], product: str | None, *, has_scale: bool = False) -> str:
    """Return the figures of a study in words: `Murrough 2013 (infusion): 64 of 100, 24 h, against 28 on midazolam`.

    What was given is named where it is not just the product, and the scale where a page speaks of one (`has_scale`).
    """
    one, other = pair.first, pair.compared
    arm = one.result.arm or ""
    named = f"{pair.study.label} ({short[arm]})" if arm in short and arm != product else pair.study.label
    share = None if one.share is None else f"{arms.whole(one.share)} of 100"
    told = f"{named}: {share or phrase(one.result)}"
    if has_scale and one.result.scale:
        told += f" by {one.result.scale}"
    if one.result.timepoint and len(one.result.timepoint) < LONG:
        told += f", {one.result.timepoint}"
    if other is not None and other.share is not None:
        told += f", against {arms.whole(other.share)} on {short.get(other.result.arm or '', 'the comparator')}"
    return f"{told} ({one.result.outcome})" if one.result.outcome else told
