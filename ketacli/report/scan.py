"""What keta says of a page that was scanned, worked out once and drawn by every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.report import against_record, on_record, played_down
from ketacli.report import card as cards
from ketacli.report.beside import beside, naming, studies_for
from ketacli.report.card import VERDICTS
from ketacli.report.known import Known, is_against

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ketacli.answer import Context
    from ketacli.model import Omission, Study, Topic
    from ketacli.report.against_record import OnRecord
    from ketacli.report.card import Card
    from ketacli.report.played_down import PlayedDown
    from ketacli.report.setting import Beside, Studies
    from ketacli.store import Store
    from ketacli.store.scanning import Scan, Scanned
    from ketacli.store.touching import Mention

SHOWN = 8
"""How many sentences that state a claim in part, and how many that come close to one, are shown without `--full`."""

MOST_MENTIONED = 10
"""How many groups of sentences that touch omissions are shown without `--full`."""

MOST_OMISSIONS = 4
"""How many omissions that no sentence touches are shown without `--full`."""


class Told(NamedTuple):
    """A sentence of the page with what keta knows of it; `kind` is `states`, `part`, `close` or empty.

    `known` are the claims that it states, or states in part, or else comes close to; `near` those that one that states
    others in part comes close to.
    """

    scanned: Scanned
    kind: str
    known: tuple[Known, ...]
    figures: tuple[Beside, ...] = ()
    near: tuple[Known, ...] = ()

    @property
    def n(self) -> int:
        """Its number on the page."""
        return self.scanned.passage.n

    @property
    def agrees(self) -> bool:
        """Whether it states no claim, and gives the figures of a study as this has them."""
        return self.kind in {"close", ""} and any(one.agrees for one in self.figures) and not self.is_otherwise

    def parted(self, seems: str) -> str:
        """Return which part of it seems to do something, where its figures agree with a study's; empty elsewhere."""
        if not any(one.agrees for one in self.figures):
            return ""
        return f"its figures agree; what seems to {seems} is something else that it says"

    @property
    def is_otherwise(self) -> bool:
        """Whether it gives the figures of a study otherwise than this has them."""
        return any(one.is_otherwise for one in self.figures)

    @property
    def is_of_study(self) -> bool:
        """Whether it is told first what a study has: its figures, or that it has other ones."""
        return self.agrees or self.is_otherwise

    @property
    def has_bare_figures(self) -> bool:
        """Whether it has figures that stand neither beside a claim nor with the study that they are from."""
        return bool(self.figures) and not self.kind and not self.is_of_study

    @property
    def worst(self) -> str:
        """The worst verdict of its `known` claims: a key of `VERDICTS`."""
        return min((one.card.kind for one in self.known), key=list(VERDICTS).index)

    @property
    def order(self) -> tuple[bool, tuple[int, bool]]:
        """The sort key of sentences: that of their first claim; a sentence that denies its claim comes last."""
        return self.known[0].denies, self.known[0].order

    @property
    def ids(self) -> str:
        """The ids of its claims."""
        return ", ".join(one.card.ids for one in (*self.known, *self.near))


def given(told: Told) -> str:
    """Return which figures a sentence gives that is told first what a study has."""
    return "figures otherwise than a study has them" if told.is_otherwise else "figures as a study has them"


class LeftOut(NamedTuple):
    """An omission that no sentence of the page touches, with the names of its sources."""

    omission: Omission
    sources: str

    @property
    def is_on_safety(self) -> bool:
        """Whether not knowing it can lead to harm."""
        from ketacli.store.touching import HARMS

        topics = self.omission.topics if self.omission.importance == "core" else ()
        return any(not harm.isdisjoint(topics) for harm in HARMS)


class Mentioned(NamedTuple):
    """Sentences of the page that touch the same omissions, with these, those first that one could come to harm by.

    One that gives a share of people, and is like no known claim, has the figures of studies instead, or besides.
    """

    told: tuple[Told, ...]
    omissions: tuple[LeftOut, ...]

    @property
    def is_on_safety(self) -> bool:
        """Whether one of its points is on safety."""
        return any(one.is_on_safety for one in self.omissions)

    @property
    def figures(self) -> tuple[Beside, ...]:
        """The figures of its sentences that are nowhere else."""
        return tuple(figure for one in self.told if one.has_bare_figures for figure in one.figures)

    @property
    def is_asked(self) -> bool:
        """Whether its sentences are questions, which say nothing themselves."""
        return all(one.scanned.passage.is_question for one in self.told)


SECTIONS = (
    "call", "record", "down", "promise", "otherwise", "states", "safety", "part", "agrees", "close", "mentions", "names", "nothing"
)  # fmt: skip
"""Where sentences stand, each in the first that it belongs to: what calls for help, is against a record, plays a danger down, promises too much, has the
figures of a study otherwise than this has them, states a claim, is on safety, states a claim in part, has figures as a study
has them, comes close to a claim, touches another point, only asks or names
something, is not known."""

HEADINGS = {
    "otherwise": "The page gives figures otherwise than a study has them (read both)",
    "states": "The page states",
    "safety": "The page touches on safety, and keta knows (no verdict on the sentence)",
    "part": "The page states in part (the verdict is on the known claim; keta has none on the rest of the sentence)",
    "agrees": "The page gives figures as a study has them (no verdict on the sentence)",
    "close": "The page comes close to (verdicts are on the known claim, not on the sentence)",
    "mentions": "The page mentions, and keta knows (no verdict on the sentence)",
    "left-out": "The page leaves out (keta found nothing on it)",
    "unread": "Not read (beside the text of the page)",
}
"""The headings of sections, of what a page leaves out, and of what was not read; in brackets what a reader must know of it."""


class Report(NamedTuple):
    """What keta says of a page: `told` in the order of the page."""

    scan: Scan
    told: tuple[Told, ...]
    left_out: tuple[LeftOut, ...]
    topics: tuple[Topic, ...]
    context: Context
    references: tuple[Study, ...] = ()
    """The studies whose figures stand beside those of the page, and the sources of the points that sentences touch."""
    mentioned: tuple[Mentioned, ...] = ()
    played_down: tuple[PlayedDown, ...] = ()
    by_id: Mapping[str, LeftOut] = {}
    """The points that sentences touch."""
    records: tuple[tuple[LeftOut, tuple[int, ...]], ...] = ()
    """What came of trials, and what sources set, each as a point, with the numbers of the sentences that say otherwise."""
    set_by_sources: tuple[OnRecord, ...] = ()
    """What sources set, beside each figure that is otherwise."""

    @property
    def calling(self) -> Mapping[int, str]:
        """What is to be said to whoever calls for help in a sentence, by its number."""
        return {one.passage.n: " ".join(one.notices) for one in self.scan.calls if one.passage.n}

    @property
    def help(self) -> list[tuple[str, list[str]]]:
        """What is to be said first of all, each with the sentences and headings that call for it."""
        found: dict[str, list[str]] = {}
        for one in self.scan.calls:
            found.setdefault(" ".join(one.notices), []).append(one.passage.text)
        return list(found.items())

    @property
    def urgent(self) -> list[tuple[str, list[str]]]:
        """What is to be said first of all, each with the sentences that call for help, and those that may keep from it."""
        found = dict(self.help)
        for group in self.played_down:
            if group.urgent:
                found[group.urgent] = [
                    *found.get(group.urgent, ()),
                    *(one.scanned.passage.quoted for one in group.told),
                ]
        return list(found.items())

    @property
    def name(self) -> str:
        """What the page is called: its file, or its title where it came through a pipe."""
        page = self.scan.page
        return page.file if page.file != "-" else page.title or "standard input"

    @property
    def command(self) -> str:
        """The command that shows all of it."""
        return f"keta scan {self.scan.page.file} --full"

    @property
    def told_with_points(self) -> frozenset[str]:
        """The ids of the points that sentences stand under."""
        down = (group.point for group in self.played_down)
        return frozenset(
            one.omission.id for one in (*down, *(group.omissions[0] for group in self.mentioned if group.omissions))
        )

    def besides(self, one: Told) -> tuple[list[LeftOut], list[LeftOut]]:
        """Return the points that a sentence touches though it stands elsewhere: those told with it alone, and those told with others."""
        mine = self.touched_by(one.n) if one.n else []
        elsewhere = self.told_with_points
        return [point for point in mine if point.omission.id not in elsewhere], [
            point for point in mine if point.omission.id in elsewhere
        ]

    @property
    def sentences(self) -> int:
        """How many sentences there are: headings are none."""
        return sum(one.scanned.passage.kind != "heading" for one in self.told)

    def section(self, one: Told) -> str:
        """Return the one section that a sentence stands in: a key of `SECTIONS`; empty for a heading that says nothing known."""
        from ketacli.matching.tone import asserts

        if not one.n or one.n in self.calling:
            return "call" if one.n else one.kind
        for group in self.plays_down(one.n):
            return group.kind
        if one.is_otherwise:
            return "otherwise"
        is_on_safety = one.kind != "states" and any(point.is_on_safety for point in self.touched_by(one.n))
        if is_on_safety or one.agrees:
            return "safety" if is_on_safety else "agrees"
        if one.kind or one.n in self.touching:
            return one.kind or "mentions"
        return "nothing" if asserts(one.scanned.passage.text) else "names"

    def sections(self) -> dict[str, list[Told]]:
        """Return the sentences of each section, in the order of `SECTIONS`; of those with claims the worst verdict comes first."""
        found: dict[str, list[Told]] = {name: [] for name in SECTIONS}
        for one in self.told:
            if name := self.section(one):
                found[name].append(one)
        for name in ("states", "part", "close"):
            found[name].sort(key=lambda one: (one.order, one.n))
        return found

    def on_record(self, n: int) -> tuple[OnRecord, ...]:
        """Return what sources set otherwise than a sentence has it."""
        return tuple(one for one in self.set_by_sources if one.n == n)

    @property
    def touching(self) -> frozenset[int]:
        """The numbers of the sentences that touch what keta knows more of, and play none of it down."""
        bare = {one.n for one in self.told if one.has_bare_figures}
        touching = {n for mention in self.scan.mentions for n in mention.sentences}
        return frozenset((touching | bare) - self.playing_down)

    @property
    def playing_down(self) -> frozenset[int]:
        """The numbers of the sentences that seem to play something down, or to promise too much."""
        return frozenset(one.n for group in self.played_down for one in group.told)

    @property
    def on_safety(self) -> tuple[int, ...]:
        """The numbers of all sentences on safety, those too that seem to play something down."""
        others = {n for one in self.scan.mentions if self.by_id[one.omission.id].is_on_safety for n in one.sentences}
        return tuple(sorted(self.playing_down | others))

    def mentions(self, *, on_safety: bool) -> tuple[Mentioned, ...]:
        """Return the mentions on safety, or the others; those of questions come last."""
        found = [group for group in self.mentioned if group.is_on_safety == on_safety]
        return tuple(sorted(found, key=lambda group: group.is_asked))

    def touched_by(self, n: int) -> list[LeftOut]:
        """Return the points that a sentence plays down, then those that it touches, those on safety first."""
        mine = [one for one in self.scan.mentions if n in one.sentences]
        mine.sort(
            key=lambda one: (n not in one.closest, n not in one.denying, not self.by_id[one.omission.id].is_on_safety)
        )
        records = [point for point, numbers in self.records if n in numbers]
        told = {one.omission.id for one in records}
        return [*records, *(self.by_id[one.omission.id] for one in mine if one.omission.id not in told)]

    def points(self, n: int) -> list[tuple[LeftOut, int]]:
        """Return the points that a sentence plays down or touches, each with the first sentence that does so."""
        first = {one.omission.id: min(one.sentences) for one in self.scan.mentions}
        first |= {point.omission.id: min(numbers) for point, numbers in self.records}
        return [(point, first[point.omission.id]) for point in self.touched_by(n)]

    def plays_down(self, n: int) -> tuple[PlayedDown, ...]:
        """Return what a sentence seems to play down: one group, or none."""
        return tuple(group for group in self.played_down if any(one.n == n for one in group.told))


def report(store: Store, scan: Scan, context: Context) -> Report:
    """Return what keta says of a page."""
    shown = {name: cards.card(claim, context) for name, claim in scan.claims.items()}
    studies = studies_for(store, scan)
    before = naming(scan.sentences)
    told = tuple(_told(one, shown, studies, before[one.passage.n]) for one in scan.sentences)
    records = (
        *on_record.records(store, scan.against, context),
        *against_record.points(scan.against_record, lambda one: _sourced(one, context)),
    )

    def groups(mentions: Sequence[Mention]) -> tuple[PlayedDown, ...]:
        return played_down.groups(
            mentions,
            {one.n: one for one in told if one.n},
            lambda one: _sourced(one, context),
            lambda one: _urgent(store, one),
            records,
        )

    down = groups(scan.mentions)
    recorded = {one.n for one in scan.against_record}
    recorded -= {one.n for group in down if group.urgent for one in group.told}
    if recorded:
        down = groups(against_record.without(scan.mentions, recorded))
    calling = {one.passage.n for one in scan.calls}
    used = {pair.study.id: pair.study for one in told for beside in one.figures for pair in beside.pairs}
    named = {name for one in scan.mentions for name in one.omission.sources} | {one.study for one in scan.against}
    named |= {name for one in scan.against_record for name in (*one.sources, *one.omission.sources)}
    used |= store.studies(named - used.keys())
    points = {one.omission.id: _sourced(one.omission, context) for one in scan.mentions}
    return Report(
        scan,
        told,
        tuple(_sourced(one, context) for one in scan.omissions),
        scan.topics,
        context,
        tuple(sorted(used.values(), key=lambda one: one.label)),
        tuple(_mentioned(scan, told, points, {*{one.n for group in down for one in group.told}, *calling})),
        down,
        points,
        records,
        against_record.figures(scan.against_record, context.named),
    )


def _sourced(one: Omission, context: Context) -> LeftOut:
    return LeftOut(one, context.named(one.sources))


def _urgent(store: Store, omission: Omission) -> str:
    """Return where there is help: in a crisis, or by the notice of an emergency that leads to a point, or the first of these."""
    from ketacli.report.summary import crisis
    from ketacli.store.touching import HARMS

    if not HARMS[0].isdisjoint(omission.topics):
        return crisis(store)
    notices = [one for one in store.listed("notice") if one.get("kind") == "emergency"]
    leading = [one for one in notices if omission.id in one.get("leads", ())]
    return " ".join(str(one["text"]) for one in (leading or notices)[:1])


def _mentioned(scan: Scan, told: Sequence[Told], points: Mapping[str, LeftOut], down: set[int]) -> Iterator[Mentioned]:
    """Yield the sentences that touch points, each once, by the first point on safety that they touch or else the first of all.

    Then come those that only have figures of studies. Sentences that play something down (`down`, by their numbers), state a claim, or are
    on no safety and like a claim have a place of their own.
    """
    groups: dict[str, list[Told]] = {}
    for one in told:
        mine = [points[mention.omission.id] for mention in scan.mentions if one.n and one.n in mention.sentences]
        first = next(
            (point for point in mine if point.is_on_safety),
            None if one.kind or one.is_of_study else next(iter(mine), None),
        )
        if one.n not in down and not one.is_otherwise and one.kind != "states" and first is not None:
            groups.setdefault(first.omission.id, []).append(one)
        elif one.n not in down and one.has_bare_figures:
            groups[f"{one.n}"] = [one]
    order = {name: place for place, name in enumerate(points)}
    for name, members in sorted(groups.items(), key=lambda group: order.get(group[0], len(order))):
        numbers = {one.n for one in members}
        others = [mention.omission.id for mention in scan.mentions if numbers.intersection(mention.sentences)]
        yield Mentioned(tuple(members), tuple(points[one] for one in dict.fromkeys((name, *others)) if one in points))


def _told(one: Scanned, shown: Mapping[str, Card], studies: Studies, before: str) -> Told:
    stated = [Known(shown[name]) for name in one.states]
    stated += [Known(shown[part.claim], not_covered=part.not_covered) for part in one.states_in_part]
    near = tuple(
        Known(shown[near.claim], near.differs, denies=near.denies, is_against=is_against(shown[near.claim], one))
        for near in one.compare
    )
    known = tuple(sorted(stated, key=lambda known: known.order)) or near
    kind = "states" if one.states else "part" if stated else "close" if known else ""
    figures = _figures(one, known, studies, before)
    if kind == "part" and not figures:
        figures = _figures(one, near, studies, before)
    if kind == "close" and any(beside.agrees for beside in figures):
        known = tuple(each for each in known if each.differs is None and each.card.kind != "wrong")
        kind = "close" if known else ""
    return Told(one, kind, known, figures, near if kind == "part" else ())


def _figures(one: Scanned, known: Sequence[Known], studies: Studies, before: str) -> tuple[Beside, ...]:
    return tuple(beside(one, [claim for each in known for claim in each.card.claims], studies, before))
