"""What one page says beyond its lists, in the words of every format: what there is more of, with the command that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import _words as words
from ketacli.formats._page import WIDEST
from ketacli.formats._text import cells
from ketacli.frozen import NamedTuple
from ketacli.labels import capital, shorten
from ketacli.report import card as cards

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ketacli.model import Contradiction, Omission
    from ketacli.report.brief import Brief, Line
    from ketacli.report.card import Card
    from ketacli.report.saying import Figures

ON_A_TOPIC = "One page on a topic: keta summary --topic ID · all of it: keta summary --full"
_SIDE = 72
"""The most characters of what a side of a disagreement says."""


class Fitted(NamedTuple):
    """What one page has room for: figures, claims, those of them whose risk is told, points left out, those told whole, disagreements."""

    figures: tuple[Figures, ...]
    lines: tuple[Line, ...]
    risks: tuple[Line, ...]
    omissions: tuple[Omission, ...]
    whole: tuple[Omission, ...]
    disagreements: tuple[Contradiction, ...]


def more(found: Brief, shown: Fitted) -> tuple[str, str] | None:
    """Return what there is more of, and the command that shows all figures, these as lines to cite, and disagreements."""
    untold = 0 if shown.disagreements else len(found.disagreements)
    has_more = any(block.more for block in shown.figures) or len(found.figures) > len(shown.figures)
    parts = ["all rows"] if has_more else []
    parts += [words.plural(untold, "disagreement")] if untold else []
    parts += ["lines to cite"] if found.figures else []
    return (capital(", ".join(parts)), f"{words.command('summary', found.report.asked)} --full") if parts else None


def in_numbers(found: Brief) -> tuple[str, str]:
    """Return what there is beyond the topics' answers: claims by verdict; disagreements and points left out."""
    counts = [words.plural(len(found.disagreements), "disagreement"), words.plural(len(found.omissions), "point")]
    return found.tally, f"{counts[0]}; {counts[1]} left out by the pages."


def basis(card: Card, found: Brief) -> Iterator[tuple[str, str]]:
    """Yield what a claim must not be read without where no bottom line sums its topic up: what is so, caveats, studies."""
    if not found.is_bare:
        return
    yield from ((line.label, line.text) for line in card.lines if line.label in ("In fact", "Caveat"))
    yield from (("Caveat", caveat.text) for caveat in card.folded)
    studies: dict[str, list[str]] = {}
    for one in card.claims[0].evidence:
        studies.setdefault(one.verdict, []).append(found.context.labels.get(one.source, one.source))
    for verdict, names in studies.items():
        told = [*dict.fromkeys(names)]
        yield (
            ("Study", f"{told[0]} {cards.STANDS[verdict][0]}.")
            if len(told) == 1
            else (
                "Studies",
                f"{', '.join(told[:-1])} and {told[-1]} {cards.STANDS[verdict][1]}.",
            )
        )


def untold_risks(found: Brief, shown: Fitted) -> str:
    """Return how many claims on the page come with a warning that is not told there, with the command that tells it."""
    risky = [line for line in shown.lines if line.card.risks]
    if not risky or shown.risks:
        return ""
    comes = f"{words.plural(len(risky), 'claim')} above {'comes' if len(risky) == 1 else 'come'}"
    return f"{comes} with a warning of harm: {words.command('claims', found.report.asked)}"


def more_claims(found: Brief, shown: Fitted) -> tuple[str, str] | None:
    """Return how many claims are not on the page, by verdict, and the command that shows them."""
    rest = [line.card for line in found.lines[len(shown.lines) :]]
    return (f"and {cards.tally(rest)}", words.command("claims", found.report.asked)) if rest else None


def others_left_out(found: Brief, shown: Fitted) -> str:
    """Return which other points the pages leave out, with the command that tells them all."""
    rest = [one.label for one in found.omissions[len(shown.omissions) :]]
    if not rest and len(shown.whole) == len(shown.omissions):
        return ""
    topics = " ".join(found.report.asked.get("topic", ())[:1])
    return _others(rest, is_more=bool(shown.omissions), command=f"keta topics {topics}".rstrip())


def _others(names: Sequence[str], *, is_more: bool, command: str) -> str:
    """Return what else is left out, named as far as one line has room: `Also: Driving; Pregnancy and 4 more: keta topics safety`."""
    if not names:
        return f"In full, with sources: {command}"
    start = "Also: " if is_more else ""
    for shown in range(len(names), 0, -1):
        more = f" and {len(names) - shown} more" if shown < len(names) else ""
        text = f"{start}{'; '.join(names[:shown])}{more}: {command}"
        if cells(text) <= WIDEST:
            return text
    return f"{start}{words.plural(len(names), 'point')}: {command}"


def disagreement(one: Contradiction) -> str:
    """Return a disagreement in a line."""
    return one.short or " / ".join(side.short or shorten(side.says, _SIDE) for side in one.sides)


def more_disagreements(found: Brief, shown: Fitted) -> tuple[str, str] | None:
    """Return how many disagreements are not on the page, and the command that shows them."""
    rest = len(found.disagreements) - len(shown.disagreements)
    command = words.command("contradictions", found.report.asked)
    return (f"and {words.plural(rest, 'more', 'more')}", command) if rest else None
