"""The evidence on one page: worked out once, drawn by every format.

What a reader needs first comes first: the bottom line, the few figures that matter, each claim in a line under what it is
printed as, what the documents leave out, the disagreements in a line each, references, how to cite.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.model import IMPORTANCES
from ketacli.report import arms, few
from ketacli.report import card as cards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ketacli.answer import Context
    from ketacli.model import BottomLine, Contradiction, Omission, Study, Topic
    from ketacli.report.card import Card
    from ketacli.report.saying import Figures
    from ketacli.report.summary import Summary
    from ketacli.store import Store

_SHORT_VERDICTS = {"no-evidence": "no evidence", "early-signs": "early signs", "personal-story": "a story"}

_MANY = 4
"""How many topics are too many for a bottom line each."""


class Line(NamedTuple):
    """A claim in a line: what it is printed as, in at most fifteen characters, and the claim in at most ten words."""

    card: Card
    verdict: str
    text: str

    @property
    def mark(self) -> str:
        """The sign before the verdict."""
        return self.card.mark


class Brief(NamedTuple):
    """The evidence on one page. `topics` are those asked for; without any, all that the claims belong to."""

    title: str
    report: Summary
    topics: tuple[Topic, ...]
    figures: tuple[Figures, ...]
    lines: tuple[Line, ...]
    tally: str
    omissions: tuple[Omission, ...]
    disagreements: tuple[Contradiction, ...]
    cite: str
    context: Context

    @property
    def is_bare(self) -> bool:
        """Whether no bottom line sums up what is so: then each claim needs it beside it."""
        return not any(topic.in_short for topic in self.topics)

    @property
    def is_of_many(self) -> bool:
        """Whether it is on so many topics that each has room for a sentence only."""
        return len(self.topics) >= _MANY

    @property
    def is_of_whole_store(self) -> bool:
        """Whether nothing was asked for of a store of many topics: then one page has their answers alone."""
        return self.is_of_many and not self.report.asked

    @property
    def summed_up(self) -> list[tuple[Topic, BottomLine]]:
        """What sums each topic up: its bottom line, or its answer where it has none or there are many topics."""
        if self.report.is_narrowed and not self.report.asked.get("topic"):
            return []
        lines = [(one, one.in_short if self.is_of_many else one.bottom_line or one.in_short) for one in self.topics]
        return [(topic, line) for topic, line in lines if line]

    @property
    def pages(self) -> str:
        """The documents whose claims these are, as a heading names them."""
        shown = [one for one in self.report.documents if one.id in self._sources]
        names = [f"the {one.label}" if one.label not in ("", one.title) else one.title for one in shown]
        return {1: f"of {names[0]}", 2: "of two pages"}.get(len(names), f"of {len(names)} pages") if names else ""

    @property
    def _sources(self) -> set[str]:
        return {claim.source for line in self.lines for claim in line.card.claims}

    def references(self) -> list[Study]:
        """Return what the bottom lines rest on, and what is behind the figures and the omissions, by label."""
        wanted = {name for one in self.omissions for name in one.sources}
        wanted |= {name for one in self.topics if one.bottom_line for name in one.bottom_line.rests_on}
        wanted |= {row.source for block in self.figures for row in block.rows}
        return self._by_label(study for study in self.report.studies if study.id in wanted)

    def resting(self, topic: Topic) -> list[Study]:
        """Return the studies that a bottom line rests on, by label."""
        names = topic.bottom_line.rests_on if topic.bottom_line else ()
        return self._by_label(study for study in self.report.studies if study.id in names)

    def named(self, text: str, shown: Callable[[str], str]) -> list[Study]:
        """Return the studies that a text names, by label: a list of references has these and no other.

        `shown` returns a label as the text shows it.
        """
        labels = {
            one.id: " ".join(shown(self.context.labels.get(one.id, one.id)).split()) for one in self.report.studies
        }
        found = {*_naming(tuple(labels.values())).findall(" ".join(text.split()))} if labels else {}
        return self._by_label(study for study in self.report.studies if labels[study.id] in found)

    def read(self, study: Study) -> str | None:
        """Return how a study was read, the least direct way: its figures on the page may be known from others alone."""
        rows = [row.read for block in self.figures for row in block.rows if row.source == study.id]
        return arms.least_direct([study.read, *rows])

    def _by_label(self, studies: Iterable[Study]) -> list[Study]:
        return sorted(studies, key=lambda one: self.context.labels.get(one.id, one.id).casefold())


@lru_cache(maxsize=1)
def _naming(labels: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds labels in a text, the longest first: "Murrough 2013 trial" does not name "Murrough 2013"."""
    longest = sorted(map(re.escape, labels), key=lambda one: -len(one))
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)")


def brief(store: Store, report: Summary) -> Brief:
    """Return a report on one page."""
    context = report.context
    shown = cards.cards(report.claims, context)
    ordered = sorted(
        shown, key=lambda one: (list(cards.VERDICTS).index(one.kind), IMPORTANCES.index(one.claims[0].importance))
    )
    topics = tuple(section.topic for section in report.sections)
    wanted = tuple(topic for topic in topics if topic.id in report.asked.get("topic", ())) or topics
    disagreements = sorted(report.contradictions, key=lambda one: (one.relation != "direct", one.id))
    return Brief(
        title=" and ".join(topic.name for topic in wanted)
        if report.asked.get("topic")
        else report.store_title or "All claims",
        report=report,
        topics=wanted,
        figures=few.figures(store, report, shown, wanted),
        lines=tuple(Line(one, _SHORT_VERDICTS.get(one.kind, one.verdict), _short(one)) for one in ordered),
        tally=cards.tally(shown),
        omissions=tuple(sorted(report.omissions, key=lambda one: _place(one, wanted))),
        disagreements=tuple(disagreements),
        cite=_cite(report),
        context=context,
    )


def _place(one: Omission, topics: Sequence[Topic]) -> tuple[int, int, float, bool]:
    """Return where an omission comes: by importance, then how near it is to a topic, its `order`, and what a bottom line tells."""
    ids = [topic.id for topic in topics]
    resting = {name for topic in topics if topic.bottom_line for name in topic.bottom_line.rests_on}
    near = next((place for place, name in enumerate(one.topics) if name in ids), 0)
    return IMPORTANCES.index(one.importance), near, one.order or inf, resting.issuperset(one.sources)


def _short(one: Card) -> str:
    claim = one.claims[0]
    both = {1: "", 2: " (two pages)"}.get(len(one.claims), f" ({len(one.claims)} pages)")
    return f"{(claim.short or claim.statement).rstrip('.')}{both}."


def _cite(report: Summary) -> str:
    """Return how to cite a store: title, version, topic, licence, digest."""
    topics = report.asked.get("topic", ())
    named = f"topic{'s' if len(topics) > 1 else ''} {', '.join(topics)}" if topics else ""
    parts = [
        f"{(report.store_title or 'A store without title').rstrip('.')}, keta store {report.store_version}".strip(),
        named,
        (report.licence or "").replace("CC-BY-", "CC BY "),
        f"digest {report.digest[:12]}" if report.digest else "",
    ]
    return ", ".join(filter(None, parts)) + "."
