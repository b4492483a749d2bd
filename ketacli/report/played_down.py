"""Sentences of a page that seem to play down what sources warn of, or to promise more than these bear out, each with what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.helping import keeps_from_help
from ketacli.matching.reassuring import ACT, DOSE, EMERGENCY, NEED, STOP
from ketacli.matching.urging import lets_pass
from ketacli.store.touching import HARMS, is_promise, speaks_of_help

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ketacli.model import Omission
    from ketacli.report.scan import LeftOut, Told
    from ketacli.store.touching import Mention

WARNED, PROMISED = (
    "The page seems to play down what sources warn of (found by its words: read both)",
    "The page seems to promise more than sources bear out (found by its words: read both)",
)
"""The headings of both kinds; keta knows such sentences by their words, and may be wrong."""


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
    def is_promise(self) -> bool:
        """Whether they promise something on which nobody comes to harm, rather than play a danger down."""
        return is_promise(self.point.omission)


def numbers(told: Sequence[Told]) -> str:
    """Return the numbers of sentences: `sentences 3, 5`."""
    return f"sentence{'s' * (len(told) > 1)} {', '.join(str(one.n) for one in told)}"


def groups(
    mentions: Sequence[Mention],
    told: Mapping[int, Told],
    sourced: Callable[[Omission], LeftOut],
    urgent: Callable[[Omission], str],
) -> tuple[PlayedDown, ...]:
    """Return the sentences that play something down, each once, under the point that it is closest to; promises come last.

    `urgent` gives where there is help in what a point warns of.
    """
    down = {n for mention in mentions for n in mention.denying}
    alone = [one for one in mentions if not one.denying and down.issuperset(one.sentences)]
    found = []
    for mention in mentions:
        mine = set(mention.closest)
        if not mine:
            continue
        texts = [told[n].scanned.passage.text for n in mention.closest]
        is_of_crisis = not HARMS[0].isdisjoint(mention.omission.topics)
        may_need_help = any(keeps_from_help(text) or lets_pass(text) for text in texts) or (
            is_of_crisis and any(map(speaks_of_help, texts))
        )
        is_urgent = may_need_help and (is_of_crisis or mention.omission.warns_of == EMERGENCY)
        found.append(
            PlayedDown(
                tuple(told[n] for n in mention.closest),
                sourced(mention.omission),
                _sourced((one for one in mentions if one is not mention and mine.intersection(one.denying)), sourced),
                _sourced((one for one in alone if mine.intersection(one.sentences)), sourced),
                urgent(mention.omission) if is_urgent else "",
            )
        )
    return tuple(sorted(found, key=lambda one: (one.is_promise, not one.urgent, _harm(one.point.omission))))


def _harm(omission: Omission) -> tuple[int, bool]:
    """Return by what points are put in order: where somebody is in danger, what one would do, then what is only said of harms."""
    kinds = [{EMERGENCY}, {ACT, STOP, DOSE, NEED}]
    return next(
        (place for place, kind in enumerate(kinds) if omission.warns_of in kind), len(kinds)
    ), omission.importance != "core"


def _sourced(mentions: Iterable[Mention], sourced: Callable[[Omission], LeftOut]) -> tuple[LeftOut, ...]:
    return tuple(sourced(one.omission) for one in mentions)


def of_kind(groups: Iterable[PlayedDown], *, is_promise: bool) -> list[PlayedDown]:
    """Return the groups that promise something, or those that play a danger down."""
    return [one for one in groups if one.is_promise == is_promise]
