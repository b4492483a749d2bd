"""The answer to a plain question, worked out once and drawn by every format: what is said, in which words, in which order."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Literal

from ketacli.frozen import NamedTuple
from ketacli.matching.folding import words
from ketacli.report import card as cards

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ketacli.answer import Context
    from ketacli.model import Omission, Study
    from ketacli.report.card import Card, Line
    from ketacli.store.asking import Reply

Part = Literal["bottom_line", "claims", "left_out"]

MOST_OMISSIONS = 2
"""How many omissions are shown; further ones are counted."""

_OF_PAGES = frozenset("page pages site sites document documents claim claims website websites article articles".split())
_OF_THE_STORE = (
    (
        frozenset(
            "false wrong untrue incorrect inaccurate mistake mistakes error errors misleading mislead lie lies".split()
        ),
        "What the pages say that is wrong: keta claims --rating wrong",
    ),
    (
        frozenset("contradict contradicts contradiction contradictions disagree disagrees differ conflict".split()),
        "Where claims contradict one another: keta contradictions",
    ),
    (
        frozenset(["wrote", "write", "writes", "written", "author", "authors", "publisher", "published", "publishes"]),
        "Which pages these are, and who wrote them: keta sources",
    ),
)
"""What people ask of the pages themselves: words with a command that shows it, whatever the subject of the store."""

_SHORT = ("Claim", "In fact", "Risk", "Caveat")
"""The lines of a card that a short one keeps: what is folded is counted."""


class ShortCard(NamedTuple):
    """A claim's card with its caveats and contradictions counted: `folded` says how many, and how to see them.

    Of a claim without a rating direct contradictions are shown: nothing else says that there is another side.
    """

    card: Card
    lines: tuple[Line, ...]
    folded: str


class Screen(NamedTuple):
    """What is said to a question, from top to bottom.

    `cited` are the studies that the question names, those first that keta has not and what it has not of the others, with what
    they found; only urgent notices come before them. `silence` says
    that nothing was found, or only something from another source; `heading` is over the cards. `order` is the order of the bottom
    line, the cards and what is left out: the best answer comes first.
    """

    notices: tuple[str, ...]
    corrected: str
    read_as: str
    cited: tuple[str, ...]
    silence: str
    bottom_line: str
    heading: str
    cards: tuple[ShortCard, ...]
    left_out: tuple[Omission, ...]
    left_out_heading: str
    further: tuple[str, ...]
    order: tuple[Part, ...]
    reply: Reply
    context: Context

    @property
    def is_omission_first(self) -> bool:
        """Whether an omission comes before the claims, and not only as a name beside them."""
        return self.order.index("left_out") < self.order.index("claims")


def screen(reply: Reply, context: Context) -> Screen:
    """Return what is said to a question."""
    if _is_help_only(reply):
        return _of_help(reply, context)
    topic = reply.topic
    shown = tuple(_short(one) for one in cards.cards(reply.claims, context))
    pages = len(context.documents)
    return Screen(
        notices=tuple(dict.fromkeys(notice.text for notice in reply.notices)),
        corrected=", ".join(f"“{meant}” for “{word}”" for word, meant in reply.corrected.items()),
        read_as=(topic.question or topic.name) if topic else "",
        cited=(*_missing(reply), *_untold(reply), *(_found_by(one, reply.told.get(one.id, ())) for one in reply.cited)),
        silence=_unanswered(reply) or _silence(reply, pages, context.claims_in_store, context.labels),
        bottom_line=topic.bottom_line.dated if topic and topic.bottom_line and not reply.is_omitted else "",
        heading=_heading(reply, len(shown), pages),
        cards=shown,
        left_out=tuple(reply.omissions[:MOST_OMISSIONS]),
        left_out_heading="" if reply.is_omitted else f"Not on {_pages(pages, 'either page', 'the page', 'any page')}",
        further=tuple(_if_meant(reply) if reply.is_unsure else _further(reply, context.claims_in_store)),
        order=_order(reply),
        reply=reply,
        context=context,
    )


def _is_help_only(reply: Reply) -> bool:
    """Whether somebody is in danger, or nothing but help answers: then they are told whom to call, and at most one short point."""
    is_crisis = reply.topic is not None and reply.topic.kind == "crisis" and not reply.cited
    if reply.is_help and not (reply.topic or reply.claims or reply.omissions or reply.cited):
        return True
    return any(one.kind == "emergency" or (one.kind == "crisis" and is_crisis) for one in reply.notices)


def _of_help(reply: Reply, context: Context) -> Screen:
    """Return what is said to somebody in danger: whom to call, the point that matters most where a notice leads to one, and where to read on.

    A notice that names no number is left out: it helps nobody here.
    """
    told = [one.text for one in reply.notices if one.kind or any(letter.isdigit() for letter in one.text)]
    points = reply.omissions[:1] if any(one.kind == "emergency" or one.leads for one in reply.notices) else ()
    return Screen(
        notices=tuple(dict.fromkeys(told)),
        corrected="",
        read_as="",
        cited=(),
        silence="".join(f"{one.label}: {one.short or one.text}" for one in points),
        bottom_line="",
        heading="",
        cards=(),
        left_out=(),
        left_out_heading="",
        further=tuple(f"More on it: keta show {one.id}" for one in points),
        order=("bottom_line", "claims", "left_out"),
        reply=reply,
        context=context,
    )


def _called(study: Study) -> str:
    """Return a study's label with the names of its trial."""
    return f"{study.label} ({', '.join(study.known_as)})" if study.known_as else study.label


def _missing(reply: Reply) -> Iterator[str]:
    """Yield that keta has no study of a name, and which studies have nearly that name."""
    for name, near in reply.missing.items():
        alike = f" Of a similar name: {', '.join(map(_called, near))}." if near else ""
        yield f"keta has no study called {name}.{alike}"


def _untold(reply: Reply) -> Iterator[str]:
    """Yield that keta has nothing of the studies that are named on what is asked of them."""
    if reply.untold and reply.cited:
        of = " or ".join(map(_called, reply.cited))
        yield f"keta has nothing on {_listed(reply.untold)} from {of}. What it has:"


def _found_by(study: Study, asked: Sequence[str]) -> str:
    """Return what a study found and what limits it, with the command that shows the whole; first what was `asked` of it besides."""
    first = " ".join(one if one.endswith(".") else f"{one}." for one in asked)
    told = (f"{_called(study)}:", first, study.result or study.title, study.limitations, f"keta show {study.id}")
    return " ".join(part for part in told if part)


def _order(reply: Reply) -> tuple[Part, ...]:
    if reply.is_told_first:
        return "left_out", "bottom_line", "claims"
    if reply.is_on_one_claim:
        return "claims", "bottom_line", "left_out"
    if reply.is_omission_first:
        return "bottom_line", "left_out", "claims"
    return "bottom_line", "claims", "left_out"


def _pages(count: int, two: str, one: str, more: str) -> str:
    return {1: one, 2: two}.get(count, more)


def _short(one: Card) -> ShortCard:
    claim = one.claims[0]
    labels = {*_SHORT, "Clash"} if one.kind in cards.UNRATED else {*_SHORT}
    lines = [line for line in one.lines if line.label in labels]
    clashes = sum(line.label == "Clash" for line in lines)
    told = sum(line.label in ("Risk", "Caveat") for line in lines)
    folded = len(claim.caveats) - told
    counts = [
        f"{count} {'more ' if is_more else ''}{name}{'' if count == 1 else 's'}"
        for count, name, is_more in (
            (folded, "caveat", bool(told)),
            (len(claim.contradictions) - clashes, "contradiction", bool(clashes)),
        )
        if count
    ]
    return ShortCard(one, tuple(lines), " · ".join([one.place, one.ids, *counts]))


def _silence(reply: Reply, pages: int, claims: int, labels: Mapping[str, str]) -> str:
    """Return that nothing was found, or only in another source, and which pages keta has not read to the end."""
    of = _pages(pages, "the two pages it covers", "the page it covers", f"the {pages} pages it covers")
    unread = ", ".join(f"“{labels.get(one.id) or one.label or one.title}”" for one in reply.unread)
    left = f" Not read to the end yet: {unread}." if unread else ""
    if reply.cited and reply.is_omitted:
        return "Beside the studies, another source has this:"
    if reply.is_omitted and unread:
        return f"keta has no claim on this from {of}.{left} It is known from another source:"
    if reply.is_omitted:
        return f"From another source than {_pages(pages, 'the two pages', 'the page', 'the pages')}:"
    if not reply.is_empty:
        return ""
    if reply.missing or not claims:
        return left.strip() if reply.missing else "The store has no claims, and keta has no answer to this."
    words = _listed(reply.unknown)
    what = f"mentions {words}" if words else "is on this"
    return f"No claim that keta has from {of} {what}, and keta has no answer to it.{left}"


def _unanswered(reply: Reply) -> str:
    """Return what is said below the notice to somebody who tells of a person: a word in common is no answer."""
    if not reply.is_unsure:
        return ""
    return "If you meant to ask about this:" if reply.omissions else "keta has no answer to this."


def _if_meant(reply: Reply) -> Iterator[str]:
    """Yield what somebody may have meant to ask who tells of a person."""
    if reply.near:
        yield f"If you meant “{reply.near.question or reply.near.name}”: keta summary --topic {reply.near.id}"
    yield "All topics: keta topics"


def _listed(words: Sequence[str]) -> str:
    return " or ".join(f"“{word}”" for word in words[:3])


def _heading(reply: Reply, shown: int, pages: int) -> str:
    if not shown:
        return ""
    says = _pages(pages, "What the pages say on it", "What the page says on it", "What the pages say on it")
    is_of_topic = reply.topic is not None and all(reply.topic.id in claim.topics for claim in reply.claims)
    of = reply.claims_of_topic if is_of_topic else shown
    return f"{says}, {shown} of {of} claims" if of > shown else says


def _further(reply: Reply, claims: int = 1) -> Iterator[str]:
    """Yield what nothing was found on, and where to read on: commands, never content; `claims` is how many the store has."""
    if (reply.is_told_first or reply.is_omitted) and reply.unknown:
        yield f"keta has nothing on {_listed(reply.unknown)}."
    yield from _of_the_store(reply.question)
    if reply.is_empty and reply.missing:
        yield "All that it has: keta sources"
        return
    if reply.is_empty and not claims:
        yield "All topics: keta topics · whether something is lost: keta check"
        return
    if reply.is_empty:
        if reply.near:
            yield f"Not an answer, but near it: keta claims --topic {reply.near.id}"
        yield f"All topics: keta topics · the words alone: keta claims {shlex.quote(reply.question)}"
        return
    if reply.topic:
        yield f"All of it on one page: keta summary --topic {reply.topic.id}"
        if reply.other:
            yield f"If you meant “{reply.other.question or reply.other.name}”: keta summary --topic {reply.other.id}"
        if len(reply.omissions) > MOST_OMISSIONS:
            yield f"More that the pages leave out: keta topics {reply.topic.id}"
    elif reply.omissions:
        yield f"More on it: keta topics {reply.omissions[0].topics[0]}"


def _of_the_store(question: str) -> Iterator[str]:
    """Yield commands for a question about the pages themselves and not about their subject."""
    asked = set(words(question))
    if not asked.isdisjoint(_OF_PAGES):
        yield from (line for told, line in _OF_THE_STORE if not asked.isdisjoint(told))
