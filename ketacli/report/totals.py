"""The sentences that sum up what keta says of a scanned page: what is on safety, how many sentences of which kind, what was not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.labels import plural
from ketacli.report.card import VERDICTS, numbered
from ketacli.report.played_down import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.report.scan import Report, Told

_FAILING = ("wrong", "goes-too-far")


def counts(report: Report) -> list[tuple[str, tuple[int, ...]]]:
    """Return what sentences of each section do, each followed by their numbers where these are on safety.

    A sentence stands in one section, so that they add up.
    """
    found = []
    for name, members in report.sections().items():
        if told := [one for one in members if one.n]:
            numbers = tuple(sorted(one.n for one in told)) if name in LISTED else ()
            found.append((_said(name, told), numbers))
    return found


def _said(name: str, told: Sequence[Told]) -> str:
    """Return what sentences of a section do: `3 state a known claim (2 wrong)`."""
    count = len(told)
    if name == "nothing":
        return (
            f"{count} keta has nothing on, which says nothing about whether {'they are' if count > 1 else 'it is'} true"
        )
    verb, rest = _DOING[name]
    extra = _counted(told, name) if name in {"states", "part"} else _failing(told) if name == "close" else ""
    return f"{count} {_verb(count, verb)} {rest}{extra}"


_DOING = {
    "call": ("tell", "of somebody in danger"),
    **{name: ("seem", f"to {kind.seems}") for name, kind in KINDS.items()},
    "otherwise": ("give", "figures otherwise than a study has them"),
    "states": ("state", "a known claim"),
    "safety": ("touch", "on safety"),
    "part": ("state", "a known claim in part"),
    "agrees": ("give", "figures as a study has them"),
    "close": ("come", "close to a known claim"),
    "mentions": ("touch", "what keta knows more of"),
    "names": ("make", "no claim: only a question or a name"),
}
"""What sentences of a section do: a verb, and what follows it."""

LISTED = ("call", *KINDS, "otherwise", "safety")
"""Sections of which the numbers of the sentences are said."""


def _verb(count: int, verb: str) -> str:
    ending = "es" if verb.endswith("ch") else "s"
    return verb if count > 1 else f"{verb}{ending}"


def _counted(told: Sequence[Told], name: str) -> str:
    kinds = [one.worst for one in told]
    said = ", ".join(numbered(kinds.count(kind), kind) for kind in VERDICTS if kind in kinds)
    return f" ({'the part: ' if name == 'part' else ''}{said})"


def _is_like_failing(one: Told) -> bool:
    """Whether a sentence is like a claim that does not hold, and neither denies it, nor warns of it, nor lacks the denial in it."""
    from ketacli.matching.folding import words
    from ketacli.matching.rejecting import rejected
    from ketacli.matching.tone import NEGATIONS, is_called_harmless
    from ketacli.matching.warning import warns
    from ketacli.matching.wording import folded

    text = one.scanned.passage.text
    affirms = NEGATIONS.isdisjoint(words(text)) and not is_called_harmless(text)
    like = [known for known in one.known if known.card.kind in _FAILING and not known.denies]
    like = [
        known
        for known in like
        if not affirms or NEGATIONS.isdisjoint(words(known.card.lines[0].text.replace("-", " ")))
    ]
    return bool(like) and not warns(folded(text)) and rejected(text) is None


NONE_FOUND = (
    "keta looked, by words and figures that it knows, for sentences that play down what sources warn of or contradict them, and "
    "recognised none: it misses some, so this is no verdict on the page"
)
"""What is said where nothing stands against a page: what was looked for, not that the page is right."""


def has_none_against(report: Report) -> bool:
    """Whether a page on the subject has sentences that keta knows something of, and none goes against what sources say."""
    sections = report.sections()
    known = [one for one in report.told if one.n and one.known]
    against = (
        any(one.kind != "close" and one.worst in _FAILING for one in known)
        or any(one.kind == "close" and _is_like_failing(one) for one in known)
        or any(each.verdict not in {"agrees", "beside"} for one in report.told for each in one.figures)
        or any(each.differs or (each.denies and each.card.holds) for one in known for each in one.known)
    )
    wrong = any(sections[name] for name in ("call", *KINDS, "otherwise"))
    return report.scan.is_on_subject and bool(known or report.touching) and not (wrong or against)


def _failing(told: Sequence[Told]) -> str:
    count = sum(_is_like_failing(one) for one in told)
    if not count:
        return ""
    if len(told) == 1:
        return " that is wrong or goes too far"
    return f" ({count} of them to one that is wrong or goes too far)"


_LEFT = {
    "header": "header",
    "menu": "menus",
    "footer": "footer",
    "notice": "notices",
    "hidden": "hidden text",
    "button": "buttons",
    "image": "words for pictures",
    "data": "text for search engines",
    "other": "text at the side",
}
"""What text that is left out is, in the order in which it is named."""


def unread(report: Report) -> str:
    """Return how much text beside that of the page was not read, and of which kinds; empty where there is none."""
    left = report.scan.page.left
    count = sum(len(one.text.replace(" / ", " ").split()) for one in left)
    kinds = {one.kind for one in left}
    named = ", ".join(word for kind, word in _LEFT.items() if kind in kinds)
    return f"Not read: {plural(count, 'word')} ({named})" if left else ""


def left_texts(report: Report) -> tuple[tuple[str, str], ...]:
    """Return the texts that were left out, each with what it is."""
    return tuple((_LEFT[one.kind], one.text) for one in report.scan.page.left)


OFF_SUBJECT = "no sentence or title names a treatment that the store is about, so no dangers were looked for"


def head(report: Report, unread_at: str) -> list[str]:
    """Return the lines that sum up what keta says of a page: one for each section, first what it seems to play down.

    `unread_at` says where what was left out is listed.
    """
    lines = [f"{said}: {', '.join(map(str, numbers))}" if numbers else said for said, numbers in counts(report)]
    if has_none_against(report):
        lines.append(NONE_FOUND)
    if not report.scan.is_on_subject:
        lines.append(OFF_SUBJECT)
    left = unread(report)
    return [*lines, *([f"{left}{unread_at}"] if left else [])]
