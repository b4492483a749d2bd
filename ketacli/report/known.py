"""A known claim under a sentence of a page, with how far the sentence is from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.quantities import phrase
from ketacli.report.card import VERDICTS
from ketacli.report.setting import said

if TYPE_CHECKING:
    from ketacli.report.card import Card, Line
    from ketacli.store.scanning import Differing, Scanned

_DENIED = {
    "wrong": "is wrong",
    "goes-too-far": "goes too far",
    "no-evidence": "has no evidence",
    "partly-true": "is partly true",
    "early-signs": "has early signs only",
    "supported": "is supported",
}
_BESIDE = ("In fact", "Risk", "Caveat")
"""The lines of a known claim that follow a sentence in short; one of them, and the rest is counted."""
_NOT = frozenset({"not", "never", "cannot", "neither", "nor"})
"""Words by which a claim says that something is not so; more words may say so of a sentence."""


class Known(NamedTuple):
    """A known claim under a sentence, as a card; `differs` are the figures that do not fit.

    `not_covered` is what the sentence says besides, if a part of it states the claim; `denies` whether it says the opposite,
    `is_against` whether the claim says that something is not so, and the sentence has no such word.
    """

    card: Card
    differs: Differing | None = None
    not_covered: tuple[str, ...] = ()
    denies: bool = False
    is_against: bool = False

    @property
    def order(self) -> tuple[int, bool]:
        """The sort key of known claims: the worst verdict first, of these the claims that can lead to harm."""
        is_harm = bool(self.card.risks) or any(claim.type == "safety" for claim in self.card.claims)
        return list(VERDICTS).index(self.card.kind), not is_harm

    @property
    def verdict(self) -> tuple[str, str]:
        """The mark and the words of its verdict beside a sentence that it does not hold for as a whole.

        That a known claim is supported must not read as if the sentence were, so it has no mark there; one that says that
        something is not so stands against a sentence that does not.
        """
        if self.card.kind == "supported":
            return "", "but supported is" if self.is_against else "supported is only this"
        return self.card.mark, self.card.verdict

    @property
    def aside(self) -> tuple[str, str]:
        """The mark and words before a claim that a sentence is only like, with the claim's own verdict: `a claim that goes too far`."""
        if self.card.kind == "supported":
            return self.verdict
        said = _DENIED.get(self.card.kind)
        return self.card.mark, f"a claim that {said}" if said else self.card.verdict

    @property
    def short(self) -> tuple[Line, ...]:
        """The lines of the card that are shown in short: what is so, else the first caveat; a risk of harm always."""
        lines = [line for line in self.card.lines if line.label in _BESIDE]
        first = [line for line in lines if line.label != "Risk"][:1]
        return tuple(line for line in lines if line in first or line.label == "Risk")

    @property
    def rest(self) -> tuple[Line, ...]:
        """The lines of a claim that is stated, but for the claim itself."""
        return self.card.lines[1:]

    def beyond(self, seems: str = "") -> tuple[tuple[str, str], ...]:
        """What of the sentence the claim does not cover, or how the sentence differs: labels with what is said.

        `seems` is what the sentence seems to do as well: beside a claim that is supported its rest does that.
        """
        said = [("Differs", _differing(self.differs))] if self.differs is not None else []
        if self.not_covered:
            rest = "; ".join(f"“{one}”" for one in self.not_covered)
            is_rest = seems and self.card.kind == "supported"
            said.append(
                ("Rest", f"{rest}: it is here that it seems to {seems}" if is_rest else f"no verdict on {rest}")
            )
        if self.denies:
            kind = _DENIED.get(self.card.kind, "")
            said.append(("Opposite", f"this sentence says the opposite of a known claim{kind and f' that {kind}'}"))
        return tuple(said)


def is_against(card: Card, one: Scanned) -> bool:
    """Whether a claim says that something is not so, and a sentence that is like it has no such word."""
    from ketacli.matching.tone import NEGATIONS

    said, claimed = (
        {word.strip(",;:.!?()“”\"'") for word in text.lower().replace("n't", " not").replace("n’t", " not").split()}
        for text in (one.passage.text, card.lines[0].text)
    )
    return not _NOT.isdisjoint(claimed) and NEGATIONS.isdisjoint(said)


def _differing(differs: Differing) -> str:
    """Return figures that do not fit in words: `page 70 of 100; the claim 85%`."""
    return f"the page says {said(differs.page)}; the claim {phrase(differs.claim)}"
