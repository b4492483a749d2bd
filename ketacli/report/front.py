"""A whole store on its front page: questions with answers, what the ratings mean, how it was checked, the claims by topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.model import place
from ketacli.report import card as cards
from ketacli.report.card import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ketacli.model import Omission, Topic
    from ketacli.report.card import Card
    from ketacli.report.summary import Summary
    from ketacli.store import Store


class Question(NamedTuple):
    """A topic as a reader's question.

    `cards` are all its claims, worst first; `own` those that the page shows here, `elsewhere` those under another question:
    a claim of several topics is shown under the first of them.
    """

    topic: Topic
    cards: tuple[Card, ...]
    own: tuple[Card, ...]
    elsewhere: tuple[Card, ...]
    omissions: tuple[Omission, ...]

    @property
    def name(self) -> str:
        """The question, or the topic's name where it has none."""
        return self.topic.question or self.topic.name

    @property
    def kinds(self) -> list[str]:
        """What each claim is printed as, worst first: a claim that two documents make counts twice."""
        return [name for name, count in cards.counts(self.cards).items() for _ in range(count)]


class Front(NamedTuple):
    """The front page of a store. `omissions` belong to no question shown."""

    report: Summary
    title: str
    questions: tuple[Question, ...]
    cards: tuple[Card, ...]
    omissions: tuple[Omission, ...]
    read: Mapping[str, int]
    kinds: Mapping[str, int]


def front(store: Store, report: Summary) -> Front:
    """Return the front page of what a report is of."""
    shown = cards.cards(report.claims, report.context)
    topics = sorted((section.topic for section in report.sections), key=place)
    questions = tuple(_question(topic, topics, shown, report) for topic in topics)
    named = {omission.id for question in questions for omission in question.omissions}
    studies = report.studies
    return Front(
        report,
        f"Do the claims {f'about {store.subject} ' if store.subject else ''}hold?",
        questions,
        tuple(shown),
        tuple(omission for omission in report.omissions if omission.id not in named),
        _counted([study.read for study in studies if study.read], ("full-text", "part", "abstract", "secondary")),
        _counted([study.kind for study in studies], ("study", "review")),
    )


def _question(topic: Topic, topics: Sequence[Topic], shown: Sequence[Card], report: Summary) -> Question:
    names = {one.id for one in topics}
    order = list(VERDICTS)
    members = [one for one in shown if any(topic.id in claim.topics for claim in one.claims)]
    members.sort(key=lambda one: order.index(one.kind))
    own = [one for one in members if next(name for name in one.claims[0].topics if name in names) == topic.id]
    # Only the first of these topics shows an omission: nothing is said twice.
    left_out = [
        one for one in report.omissions if next((name for name in one.topics if name in names), None) == topic.id
    ]
    return Question(topic, tuple(members), tuple(own), tuple(one for one in members if one not in own), tuple(left_out))


def _counted(values: Sequence[str], names: Sequence[str]) -> dict[str, int]:
    """Return how often each of these names is among the values; what else there is, under an empty name."""
    found = {name: values.count(name) for name in names}
    return {**found, "": len(values) - sum(found.values())}
