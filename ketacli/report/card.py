"""A claim as every view shows it: the verdict and its reason first, then the claim, what is so, risks, caveats, clashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple, replace
from ketacli.labels import capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ketacli.answer import Context
    from ketacli.model import Caveat, Claim, Dispute, Side

VERDICTS: Mapping[str, tuple[str, str]] = {
    "wrong": ("✗", "wrong"),
    "goes-too-far": ("▲", "goes too far"),
    "no-evidence": ("?", "no evidence found"),
    "partly-true": ("◐", "partly true"),
    "early-signs": ("~", "early signs only"),
    "supported": ("✓", "supported"),
    "personal-story": ("–", "personal story"),
    "advice": ("–", "advice"),
    "crisis": ("–", "crisis help"),
    "not-rated": ("–", "not rated"),
}
"""What a claim can be printed as, worst first: a rating, or how a claim without one is called; each with its mark."""

MEANINGS: Mapping[str, str] = {
    "wrong": "What was found says otherwise, and no source supports it as stated.",
    "goes-too-far": "True only with a weaker word, number or certainty.",
    "no-evidence": "No source measured what is claimed. It may still be true.",
    "partly-true": "True once a condition is added that the page leaves out.",
    "early-signs": "Borne out as stated, but only by evidence of very low certainty.",
    "supported": "Borne out as stated. How strong the evidence is follows the rating.",
    "not-rated": "A personal story, advice, help in a crisis, or not rated yet.",
}
"""What each verdict means, in a sentence; those that rate nothing share one."""

UNRATED = ("personal-story", "advice", "crisis", "not-rated")
"""The keys of `VERDICTS` that say why there is no rating."""

_SEVERAL = {"goes-too-far": "go too far", "personal-story": "personal stories"}
"""What several claims are called, where that differs from what one is called."""

_FAILING = ("wrong", "goes-too-far", "no-evidence")
"""The keys of `VERDICTS` of what may not be read as true."""

_CERTAINTIES = {"high": "high", "moderate": "moderate", "low": "low", "very-low": "very low"}
STANDS = {
    "supports": ("supports it", "support it"),
    "partly": ("bears it out in part", "bear it out in part"),
    "misreported": ("is misreported", "are misreported"),
    "disputes": ("disputes it", "dispute it"),
}
"""How one source, and how several stand to a claim."""

_MOST_CLASHES = 2


class Line(NamedTuple):
    """A labelled line of a card: `Claim`, `In fact`, `Risk`, `Caveat`, `Caveats`, `Clash` or `Compare`.

    `others` are the ids of the claims that a clash is with.
    """

    label: str
    text: str
    others: tuple[str, ...] = ()


class Card(NamedTuple):
    """A claim with everything that it must not be shown without.

    `kind` is a key of `VERDICTS`; `why` is empty where the verdict needs no reason. `claims` are the claim and those of
    other documents that repeat it; `place` names the documents. `holds` says whether the claim may be read as true.
    `folded` are the caveats that `lines` name by their kinds only.
    """

    kind: str
    why: str
    lines: tuple[Line, ...]
    claims: tuple[Claim, ...]
    place: str
    folded: tuple[Caveat, ...] = ()

    @property
    def mark(self) -> str:
        """The sign before the verdict; never shown without the word."""
        return VERDICTS[self.kind][0]

    @property
    def verdict(self) -> str:
        """The verdict in words: `goes too far`."""
        return VERDICTS[self.kind][1]

    @property
    def holds(self) -> bool:
        """Whether the claim is borne out as stated."""
        return self.kind == "supported"

    @property
    def risks(self) -> tuple[str, ...]:
        """The risks of harm that come with the claim."""
        return tuple(line.text for line in self.lines if line.label == "Risk")

    @property
    def ids(self) -> str:
        """The ids of its claims, by comma."""
        return ", ".join(claim.id for claim in self.claims)


def cards(claims: Sequence[Claim], context: Context) -> list[Card]:
    """Return a card for each claim, in their order; a claim that another one here repeats has its card with that one."""
    shown = {claim.id for claim in claims}
    twins: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.repeats in shown:
            twins.setdefault(str(claim.repeats), []).append(claim)
    return [card(claim, context, twins.get(claim.id, ())) for claim in claims if claim.repeats not in shown]


def card(claim: Claim, context: Context, twins: Iterable[Claim] = ()) -> Card:
    """Return the card of a claim; `twins` are claims that repeat it."""
    every = (claim, *twins)
    pages = ", ".join(dict.fromkeys(context.labels.get(one.source, one.source) for one in every))
    shown = claim.printed
    reason = why(claim, shown, context.labels)
    told = together(every)
    return Card(
        shown,
        reason,
        tuple(_lines(told, context, is_shared=len(every) > 1)),
        every,
        pages,
        tuple(folded(told, context)),
    )


def together(claims: Sequence[Claim]) -> Claim:
    """Return a claim with the caveats and contradictions of those that repeat it too, each once."""
    first = claims[0]
    if len(claims) == 1:
        return first
    disputes = {dispute.id: dispute for one in reversed(claims) for dispute in one.contradictions}
    return replace(
        first,
        caveats=tuple(dict.fromkeys(caveat for one in claims for caveat in one.caveats)),
        contradictions=tuple(disputes.values()),
    )


def why(claim: Claim, shown: str, labels: Mapping[str, str]) -> str:
    """Return the reason for a verdict, to follow it on its line; empty where there is none to give.

    Effects and course have GRADE's certainty; facts, and whatever is wrong, the independent sources for and against. A
    certainty is never said of what is wrong or without evidence: it could be read as doubt about the verdict.
    """
    if shown in ("no-evidence", "crisis", "personal-story", "advice"):
        return ""
    if shown == "wrong":
        misquoted = [one for one in claim.evidence if one.verdict == "misreported" and one.origin]
        if misquoted:
            seems = "the study it seems to lean on, " if misquoted[0].origin != "certain" else ""
            return f"misquotes {seems}{labels.get(misquoted[0].source, misquoted[0].source)}"
        return counted(claim.verdicts, ("disputes", "misreported", "supports"))
    if claim.confidence.question in ("effect", "course") and claim.confidence.level in _CERTAINTIES:
        return f"{_CERTAINTIES[claim.confidence.level]}-certainty evidence"
    return counted(claim.verdicts, ("supports", "partly", "misreported", "disputes"))


def counted(verdicts: Mapping[str, int], order: Sequence[str]) -> str:
    """Return how many independent sources say what: `3 independent sources support it, 1 bears it out in part`."""
    found = [(name, verdicts[name]) for name in order if verdicts.get(name)]
    parts = []
    for place, (name, count) in enumerate(found):
        noun = "" if place else " independent source" + ("s" if count != 1 else "")
        parts.append(f"{count}{noun} {STANDS[name][count != 1]}")
    if parts and order[0] == "disputes" and not verdicts.get("supports"):
        parts.append("none supports it")
    return ", ".join(parts)


def _lines(claim: Claim, context: Context, *, is_shared: bool) -> Iterator[Line]:
    yield Line("Claim", claim.statement)
    if claim.in_fact:
        yield Line("In fact", claim.in_fact)
    hidden = folded(claim, context)
    for caveat in claim.caveats:
        if caveat.kind in context.harms:
            yield Line("Risk", caveat.text)
    for caveat in claim.caveats:
        if caveat.kind not in context.harms and caveat not in hidden:
            yield Line("Caveat", caveat.text)
    if hidden:
        yield Line("Caveats", kinds(hidden, context))
    yield from clashes(claim, context, is_shared=is_shared)


def folded(claim: Claim, context: Context) -> list[Caveat]:
    """Return the caveats that a card names by their kinds: never a risk of harm, nor the first where nothing else explains."""
    others = [caveat for caveat in claim.caveats if caveat.kind not in context.harms]
    return others if claim.in_fact else others[1:]


def kinds(caveats: Iterable[Caveat], context: Context) -> str:
    """Return the plain names of the kinds of caveats, each once."""
    return "; ".join(dict.fromkeys(context.caveats.get(caveat.kind, caveat.kind) for caveat in caveats))


def clashes(claim: Claim, context: Context, *, is_shared: bool = False) -> Iterator[Line]:
    """Yield a line for each contradiction of a claim, direct ones first; beyond `_MOST_CLASHES` they are counted.

    `is_shared` says that several pages make the claim, so that no other one is "the same page".
    """
    disputes = sorted(claim.contradictions, key=lambda one: one.relation != "direct")
    for dispute in disputes[:_MOST_CLASHES]:
        yield Line(
            "Clash" if dispute.relation == "direct" else "Compare",
            disagreement(claim, dispute, context, is_shared=is_shared),
            tuple(_other(dispute).claims),
        )
    if len(disputes) > _MOST_CLASHES:
        yield Line("Compare", f"{len(disputes) - _MOST_CLASHES} more: keta show {claim.id}")


def disagreement(claim: Claim, dispute: Dispute, context: Context, *, is_shared: bool = False) -> str:
    """Return who says what else, whether that holds, and which side is better supported."""
    other, source = _other(dispute), "" if is_shared else claim.source
    found = [one.printed for one in _members(other, context)]
    # The side that is better supported is as good as its best claim, any other as bad as its worst.
    shown = (max if other.stronger else min)(found, key=list(VERDICTS).index, default="")
    rated = f" ({VERDICTS[shown][1]})" if shown not in ("", "supported", *UNRATED) else ""
    # What does not hold is not made good by contradicting nothing.
    outcome = _outcome(dispute, fails=bool({shown, claim.printed} & set(_FAILING)))
    if not other.short:
        told = f"{_who(source, other, context)} {_bare(other.says)}{rated}."
        return f"{told} {capital(outcome)}." if outcome else told
    says = f"{_speaker(source, other, context)} {_bare(other.short)}{rated}{_beside(other, context)}"
    if dispute.stronger is False:
        return f"{says}, and {'are' if ' say ' in f' {says} ' else 'is'} better supported."
    return f"{says}; {outcome}." if outcome else f"{says}."


def _outcome(dispute: Dispute, *, fails: bool) -> str:
    """Return which side of a contradiction is better supported, as a sentence on the other side; `fails` says that one does not hold."""
    if dispute.stronger is None:
        return "which is right is open" if dispute.relation == "direct" else "" if fails else "both can be true"
    return "this side is better supported" if dispute.stronger else "that is better supported"


def _other(dispute: Dispute) -> Side:
    """Return the side that a claim is set against: the better supported, else the first."""
    return next((side for side in dispute.others if side.stronger), dispute.others[0])


def _who(source: str, side: Side, context: Context) -> str:
    """Return who is on a side, with a colon."""
    page = _page(source, side, context)
    if page and page == source:
        return "The same page:"
    return f"{context.labels.get(page, page)}:" if page else speakers(side, context)


def _page(source: str, side: Side, context: Context) -> str:
    """Return the document that speaks on a side: another one than `source` if there is one; empty where only sources do."""
    pages = [one.source for one in _members(side, context)]
    return next((page for page in pages if page != source), pages[0] if pages else "")


def _speaker(source: str, side: Side, context: Context) -> str:
    """Return who is on a side, with a verb: `The same page says`, `FDA 2019 and 2 more sources say`."""
    page = _page(source, side, context)
    if page and page == source:
        return "The same page says"
    if page:
        label = context.labels.get(page, page)
        # A document without a label of its own is named by its title.
        return f"“{label}” says" if label == context.documents.get(page) else f"The {label} says"
    names = [context.labels.get(name, name) for name in side.saying or side.sources]
    if len(names) > 2:  # noqa: PLR2004 - two are named, more are counted
        return f"{names[0]} and {len(names) - 1} more sources say"
    return f"{' and '.join(names)} {'say' if len(names) > 1 else 'says'}"


def _beside(side: Side, context: Context) -> str:
    """Return how many sources are on a side without saying by themselves what it says in short; nothing where all do."""
    more = len(side.sources) - len(side.saying) if side.saying and not _members(side, context) else 0
    return f" ({more} more source{'s are' if more > 1 else ' is'} on that side)" if more else ""


def speakers(side: Side, context: Context) -> str:
    """Return who is on a side, as a label with a colon: `Overview page:`, `FDA 2019 and Zhou 2024:`, `FDA 2019 and 2 more:`."""
    names = [context.labels.get(one.source, one.source) for one in _members(side, context)]
    names = list(dict.fromkeys(names or [context.labels.get(name, name) for name in side.sources]))
    named = names if len(names) <= 2 else [names[0], f"{len(names) - 1} more"]  # noqa: PLR2004 - two are named
    return f"{' and '.join(named)}:"


def _members(side: Side, context: Context) -> list[Claim]:
    return [context.mentioned[name] for name in side.claims if name in context.mentioned]


def _bare(text: str) -> str:
    return text.rstrip(".")


def counts(shown: Iterable[Card]) -> dict[str, int]:
    """Return how many claims are printed as what, worst first: each key of `VERDICTS` that there is."""
    members = [(one.kind, len(one.claims)) for one in shown]
    found = {name: sum(size for kind, size in members if kind == name) for name in VERDICTS}
    return {name: count for name, count in found.items() if count}


def numbered(count: int, kind: str) -> str:
    """Return a number of claims with their verdict: `1 goes too far`, `2 go too far`."""
    one = "without evidence" if kind == "no-evidence" else VERDICTS[kind][1]
    return f"{count} {one if count == 1 else _SEVERAL.get(kind, one)}"


def tally(shown: Sequence[Card], total: int | None = None) -> str:
    """Return how many claims there are and what they are printed as, worst first: `5 claims: 1 goes too far, 4 supported`.

    Where there are more than are shown, `total` says how many: `5 of 12 claims`.
    """
    claims = sum(counts(shown).values())
    of = f" of {total:,}" if total is not None and total > claims else ""
    twice = sum(len(one.claims) > 1 for one in shown)
    pages = "two pages" if max((len(one.claims) for one in shown), default=0) == 2 else "several pages"  # noqa: PLR2004 - two
    both = f", {twice} of them made by {pages}" if twice else ""
    parts = ", ".join(numbered(count, name) for name, count in counts(shown).items())
    noun = "claim" if (total or claims) == 1 else "claims"
    return f"{claims:,}{of} {noun}{both}" + (f": {parts}" if parts else "")
