"""Sentences of a page that seem to play down what sources warn of, to be against a record, or to promise too much, each with what sources say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.helping import keeps_from_help
from ketacli.matching.reassuring import ACT, DOSE, EMERGENCY, NEED, STOP
from ketacli.matching.urging import lets_pass
from ketacli.store.touching import HARMS, kind, speaks_of_help

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ketacli.model import Omission
    from ketacli.report.scan import LeftOut, Told
    from ketacli.store.touching import Mention


class Kind(NamedTuple):
    """How sentences go against what sources say: what such a page and such a sentence `seems` to do, in a word or two, and its heading."""

    seems: str
    short: str
    heading: str


_READ = "(found by its words: read both)"
KINDS = {
    "record": Kind(
        "go against what is on record", "go against what is on record", f"Against what is on record {_READ}"
    ),
    "down": Kind(
        "play down what sources warn of",
        "play something down",
        f"The page seems to play down what sources warn of {_READ}",
    ),
    "promise": Kind(
        "promise more than sources bear out",
        "promise too much",
        f"The page seems to promise more than sources bear out {_READ}",
    ),
}
"""All of them, by how `ketacli.store.touching.kind` calls them, the surest first; keta knows such sentences by their words, and may be wrong."""


class PlayedDown(NamedTuple):
    """Sentences that seem to play down the same `point`, which is told whole; `others` are further points that one of them plays down.

    `touched` are points that they only touch and that stand nowhere else, `urgent` is where there is help in a crisis, if they
    keep people from it.
    """

    told: tuple[Told, ...]
    point: LeftOut
    others: tuple[LeftOut, ...] = ()
    touched: tuple[LeftOut, ...] = ()
    urgent: str = ""

    @property
    def kind(self) -> str:
        """How they go against it: a key of `KINDS`."""
        return kind(self.point.omission)


def numbers(told: Sequence[Told]) -> str:
    """Return the numbers of sentences: `sentences 3, 5`."""
    return f"sentence{'s' * (len(told) > 1)} {', '.join(str(one.n) for one in told)}"


def groups(
    mentions: Sequence[Mention],
    told: Mapping[int, Told],
    sourced: Callable[[Omission], LeftOut],
    urgent: Callable[[Omission], str],
    records: Sequence[tuple[LeftOut, tuple[int, ...]]] = (),
) -> tuple[PlayedDown, ...]:
    """Return the sentences that play something down, each once, under the point that it is closest to; promises come last.

    `urgent` gives where there is help in what a point warns of, `records` are what came of trials, with the sentences that say
    otherwise: these stand there, unless they play a danger down.
    """
    otherwise = {n for _, numbers in records for n in numbers}
    down = {n for mention in mentions for n in mention.denying}
    alone = [one for one in mentions if not one.denying and down.issuperset(one.sentences)]
    found = []
    for mention in mentions:
        mine = set(mention.closest) - (set() if kind(mention.omission) == "down" else otherwise)
        if not mine:
            continue
        texts = [told[n].scanned.passage.text for n in sorted(mine)]
        is_of_crisis = not HARMS[0].isdisjoint(mention.omission.topics)
        may_need_help = any(keeps_from_help(text) or lets_pass(text) for text in texts) or (
            is_of_crisis and any(map(speaks_of_help, texts))
        )
        is_urgent = may_need_help and (is_of_crisis or mention.omission.warns_of == EMERGENCY)
        found.append(
            PlayedDown(
                tuple(told[n] for n in sorted(mine)),
                sourced(mention.omission),
                (
                    *_sourced(
                        (one for one in mentions if one is not mention and mine.intersection(one.denying)), sourced
                    ),
                    *(point for point, numbers in records if mine.intersection(numbers)),
                ),
                _sourced((one for one in alone if mine.intersection(one.sentences)), sourced),
                urgent(mention.omission) if is_urgent else "",
            )
        )
    placed = {one.n for group in found for one in group.told}
    for point, numbers in records:
        if rest := tuple(told[n] for n in numbers if n not in placed):
            found.append(PlayedDown(rest, point))
            placed.update(one.n for one in rest)
    order = list(KINDS)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), not one.urgent, _harm(one.point.omission))))


def _harm(omission: Omission) -> tuple[int, bool]:
    """Return by what points are put in order: where somebody is in danger, what one would do, then what is only said of harms."""
    kinds = [{EMERGENCY}, {ACT, STOP, DOSE, NEED}]
    return next(
        (place for place, kind in enumerate(kinds) if omission.warns_of in kind), len(kinds)
    ), omission.importance != "core"


def _sourced(mentions: Iterable[Mention], sourced: Callable[[Omission], LeftOut]) -> tuple[LeftOut, ...]:
    return tuple(sourced(one.omission) for one in mentions)


def by_kind(groups: Iterable[PlayedDown]) -> Iterator[tuple[Kind, list[PlayedDown]]]:
    """Yield each kind that there is, with its groups; first that of sentences that keep from help."""
    found: dict[str, list[PlayedDown]] = {}
    for one in groups:
        found.setdefault(one.kind, []).append(one)
    for name in sorted(found, key=lambda name: (not any(one.urgent for one in found[name]), list(KINDS).index(name))):
        yield KINDS[name], found[name]
