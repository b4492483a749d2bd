"""The sentences that sum up what keta says of a scanned page: what is on safety, how many sentences of which kind, what was not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.labels import plural
from ketacli.report import played_down
from ketacli.report.card import numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.report.scan import Report, Told

_FAILING = ("wrong", "goes-too-far")


def safety(report: Report) -> tuple[str, tuple[int, ...]]:
    """Return that keta knows something on the safety of sentences, to be followed by their numbers, and these; empty where there is none."""
    numbers = tuple(sorted({one.n for group in report.mentions(on_safety=True) for one in group.told}))
    more = f"{len(numbers)} more sentence{'s' * (len(numbers) > 1)}"
    many = more if report.played_down else plural(len(numbers), "sentence")
    return (f"On safety keta knows something about {many}, counted below as well:" if numbers else ""), numbers


def tally(report: Report) -> str:
    """Return how many sentences there are of each kind: each is counted once, so that they add up."""
    kinds = {kind: [one for one in report.told if one.n and one.kind == kind] for kind in ("states", "part", "close")}
    agreeing = report.agreeing
    kinds["close"] = [one for one in kinds["close"] if not one.agrees]
    count = {kind: len(told) for kind, told in kinds.items()}
    down, touching = report.playing_down, report.touching
    others = [one.n for one in report.told if not one.kind and not one.agrees]
    only_down, only = (sum(n in some for n in others) for some in (down, touching))
    parts = [
        f"{count['states'] or 'none'} {_verb(count['states'], 'state')} a known claim{_counted(report, 'states')}",
        f"{count['part']} {_verb(count['part'], 'state')} one in part and {_verb(count['part'], 'say')} more{_counted(report, 'part')}"
        if count["part"]
        else "",
        f"{count['close'] or 'none'} {_verb(count['close'], 'come')} close to one{_failing(kinds['close'])}",
        f"{len(agreeing)} {_verb(len(agreeing), 'give')} figures as a study has them" if agreeing else "",
        f"{only_down} only {_verb(only_down, 'seem')} to play something down or to promise too much"
        if only_down
        else "",
        f"{only} only {_verb(only, 'touch')} what keta knows more of" if only else "",
        _silence(report.silent),
    ]
    return f"Each counted once: {'; '.join(filter(None, parts))}."


def _verb(count: int, verb: str) -> str:
    ending = "es" if verb.endswith("ch") else "s"
    return verb if count > 1 else f"{verb}{ending}"


def _counted(report: Report, kind: str) -> str:
    told = ", ".join(numbered(number, name) for name, number in report.verdicts(kind).items())
    return f" ({'the part: ' if kind == 'part' else ''}{told})" if told else ""


def _failing(told: Sequence[Told]) -> str:
    count = sum(any(known.card.kind in _FAILING and not known.denies for known in one.known) for one in told)
    if not count:
        return ""
    return (
        " that is wrong or goes too far"
        if len(told) == 1
        else f" ({count} of them to one that is wrong or goes too far)"
    )


def _silence(count: int) -> str:
    they = "it is" if count == 1 else "they are"
    return f"on {count} keta has nothing, which says nothing about whether {they} true" if count else ""


_LEFT = {
    "header": "header",
    "menu": "menus",
    "footer": "footer",
    "notice": "notices",
    "hidden": "hidden text",
    "other": "text at the side",
}
"""What text that is left out is, in the order in which it is named."""


def unread(report: Report) -> str:
    """Return how much text of the page was left out as none of what it says, and what that is; empty where none was."""
    left = report.scan.page.left
    count = sum(len(one.text.replace(" / ", " ").split()) for one in left)
    kinds = {one.kind for one in left}
    named = ", ".join(word for kind, word in _LEFT.items() if kind in kinds)
    return f"Not read: {plural(count, 'word')} ({named})" if left else ""


def left_texts(report: Report) -> tuple[tuple[str, str], ...]:
    """Return the texts that were left out, each with what it is."""
    return tuple((_LEFT[one.kind], one.text) for one in report.scan.page.left)


def leads(report: Report) -> list[tuple[str, tuple[int, ...]]]:
    """Return what a reader must see first, each to be followed by the numbers of sentences, and these."""
    down = [played_down.summed_up(report.played_down, is_promise=is_promise) for is_promise in (False, True)]
    return [(said, numbers) for said, numbers in (*down, safety(report)) if numbers]


def head(report: Report, unread_at: str) -> tuple[str, ...]:
    """Return the sentences that sum up what keta says of a page: first what it seems to play down, then what else is on safety.

    `unread_at` says where what was left out is listed.
    """
    left = unread(report)
    return tuple(
        filter(
            None,
            (
                *(f"{said} {', '.join(map(str, numbers))}." for said, numbers in leads(report)),
                tally(report),
                f"{left}{unread_at}." if left else "",
            ),
        )
    )
