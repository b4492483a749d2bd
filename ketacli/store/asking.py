"""What a store answers to a plain question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ketacli.frozen import dataclass, field
from ketacli.matching.phrases import tokens
from ketacli.model import NOT_READ, Claim, Document, Notice, Omission, Shown, Study, Topic
from ketacli.store import records
from ketacli.store.citing import Cited, cited, may_name, missing
from ketacli.store.query import Query
from ketacli.store.untold import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ketacli.matching.questions import Match
    from ketacli.store.api import Store
    from ketacli.store.index import Index


@dataclass(frozen=True, slots=True)
class Reply(Shown):
    """What a store has on a question.

    `notices` come before anything else. `topic` is how the question was understood; without claims it only says where what answers
    belongs. `claims` answer it, the best first, but those that are not rated yet last: at most three of the `claims_of_topic` that
    the topic has. Where `is_on_one_claim`, the first is what was asked about. `omissions` answer it where the documents do not, or
    beside them; where `is_omission_first`, the first does so at least as well as any claim, and where `is_told_first` it is on what
    somebody is said to have or take, and comes before all else. `near` is a topic that is close where nothing answers; it is no
    answer. Where it `is_unsure`, somebody is told of and nothing is asked that the store answers: the notice says where there is
    help, in case they are in danger, and nothing else is certain to be meant. `other` is a topic that may have been meant as well. `corrected` has the misspelt words with those that were meant,
    `unknown` the words that the store does not know, `cited` the studies that the question names, `missing` the names of trials
    that the store has not, each with the studies whose trials have nearly that name. `untold` is what is asked of the studies that
    are named and in the record of none, in the words of the question; `told` by study the sentences of its record, besides its
    results and limits, that have what is asked. `unread` are the documents that are not read to the end, where no claim answers.
    `country` is the one that the question names, or else the reader's.
    """

    question: str
    notices: tuple[Notice, ...] = ()
    topic: Topic | None = None
    claims: tuple[Claim, ...] = ()
    claims_of_topic: int = 0
    omissions: tuple[Omission, ...] = ()
    near: Topic | None = None
    corrected: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    is_on_one_claim: bool = False
    is_omission_first: bool = False
    is_told_first: bool = False
    is_unsure: bool = False
    cited: tuple[Study, ...] = ()
    missing: Mapping[str, tuple[Study, ...]] = field(default_factory=dict)
    untold: tuple[str, ...] = ()
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    other: Topic | None = None
    unread: tuple[Document, ...] = ()
    country: str | None = None

    @property
    def is_help(self) -> bool:
        """Whether somebody is told where help is, in a crisis or an emergency."""
        return not self.is_unsure and any(
            notice.kind or any(letter.isdigit() for letter in notice.text) for notice in self.notices
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing answers: no topic, claim, omission or study, and no help in a crisis or emergency."""
        return not (self.topic or self.claims or self.omissions or self.cited or self.is_help)

    @property
    def is_omitted(self) -> bool:
        """Whether only an omission answers, because the documents say nothing on the question."""
        return bool(self.omissions) and not self.claims


_MOST_CITED = 3
"""How many of the studies that a question names are shown."""


def answer(store: Store, index: Index, question: str, country: str | None = None) -> Reply:
    """Return what a store, whose index is given, has on a question of a reader in a `country`.

    Raises:
        UsageError: if there is no word in the question.
    """
    found = store.match(question)
    named = _cited(index, question, found)
    studies = _studies(store, named.studies)[:_MOST_CITED]
    on_all = found.omissions if len(studies) > 1 else ()
    heard = found.notices and not found.is_unsure
    lacked = {} if heard else {name: _studies(store, near) for name, near in named.missing.items()}
    of_studies = told("" if heard else named.asked, studies, index.finder)
    if (studies or lacked) and not heard:
        found = _beside(store, found._replace(notices=(), is_unsure=False), named.rest)
    topics = store.topics_named(filter(None, (found.topic, found.near, found.other)))
    entities = store.get_many([one.id for one in (*found.claims, *found.omissions)]).values()
    notices, where = index.by_ids(found.notices, ("notice",)), found.country or country
    topic = topics.get(found.topic or "")
    claims = tuple(one for one in entities if isinstance(one, Claim))
    omissions = tuple(one for one in entities if isinstance(one, Omission))
    if studies and not heard:
        ids = {one.id for one in studies}
        claims = tuple(one for one in claims if not ids.isdisjoint(evidence.source for evidence in one.evidence))
        omissions = tuple(one for one in omissions if of_studies.is_particular or not ids.isdisjoint(one.sources))
        beside = store.get_many([one.id for one in on_all]).values()
        omissions = omissions or tuple(one for one in beside if isinstance(one, Omission) and ids.issubset(one.sources))
        topic = topic if claims else None
    near = topics.get(found.near or "")
    if topic and not (claims or omissions or topic.bottom_line or (found.notices and topic.kind)):
        topic, near = None, topic  # its name alone is no answer
    return Reply(
        question=question,
        notices=tuple(records.notice(notices[name].record, where) for name in found.notices),
        topic=topic,
        claims=claims if found.is_on_one_claim else _rated_first(claims),
        claims_of_topic=store.find(Query(topic=(topic.id,)), limit=0).total if topic else 0,
        omissions=omissions,
        near=near,
        corrected=found.corrected,
        unknown=found.unknown,
        is_on_one_claim=found.is_on_one_claim,
        is_omission_first=found.is_omission_first,
        is_told_first=found.is_told_first,
        is_unsure=found.is_unsure,
        cited=studies,
        missing=lacked,
        untold=of_studies.untold,
        told=dict(of_studies.elsewhere),
        other=topics.get(found.other or ""),
        unread=() if claims else _unread(store),
        country=where,
    )


def _unread(store: Store) -> tuple[Document, ...]:
    """Return the documents that are not read to the end."""
    found = store.get_many(store.names("document")).values()
    documents = (one for one in found if isinstance(one, Document))
    return tuple(one for one in documents if any(passed.reason == NOT_READ for passed in one.passed_over))


def _cited(index: Index, question: str, found: Match) -> Cited:
    """Return the studies that a question names, and what else it asks."""
    titles = index.names("study", "title") if found.unknown or may_name(question) else {}
    names = index.values("known-as").items()
    knowledge = index.finder.knowledge
    products = {
        word
        for word, stemmed in tokens(question)
        if any(
            knowledge.kinds.get(one.partition("/")[2]) == "intervention"
            for one in knowledge.concepts([(word, stemmed)])
        )
    }
    labels = index.values("label")
    return cited(question, found.unknown, labels, titles, names, misspelt=found.corrected, products=products)


def lacking(store: Store, index: Index, text: str) -> dict[str, tuple[Study, ...]]:
    """Return the trial that a text is the name of and the store has not, as `Reply.missing` does; nothing where it is none."""
    if not may_name(text):
        return {}
    match, names = store.match(text), [*index.values("known-as").items()]
    unknown = {*match.unknown, *match.corrected}
    found = missing(text, unknown, index.names("study", "title"), names, is_on_studies=True)
    return {name: _studies(store, near) for name, near in found.items() if name == text.strip()}


def _studies(store: Store, ids: Iterable[str]) -> tuple[Study, ...]:
    return tuple(one for one in store.get_many(ids).values() if isinstance(one, Study))


def _beside(store: Store, found: Match, rest: str) -> Match:
    """Return what answers beside the studies that a question names: what else it asks, and nothing where it asks no more."""
    told = store.match(rest) if rest else None
    if told is None or not told.is_known:
        omissions = told.omissions if told else ()
        return found._replace(
            is_known=False, topic=None, claims=(), omissions=omissions, near=None, other=None, unknown=()
        )
    return told._replace(notices=(), is_unsure=False, corrected=found.corrected)  # whom to call is heard of the whole


def _rated_first(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return claims with those last that are not rated yet: a warning is never read below what nobody has looked at."""
    return tuple(sorted(claims, key=lambda claim: claim.printed == "not-rated"))
