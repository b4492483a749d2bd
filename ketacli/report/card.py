"""A claim as every view shows it: the verdict and its reason first, then the claim, what is so, risks, caveats, clashes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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

_CERTAINTIES = {"high": "high", "moderate": "moderate", "low": "low", "very-low": "very low"}
_COUNTED = {
    "supports": ("supports it", "support it"),
    "partly": ("bears it out in part", "bear it out in part"),
    "misreported": ("is misreported", "are misreported"),
    "disputes": ("disputes it", "dispute it"),
}
_MOST_CLASHES = 2


class Line(NamedTuple):
    """A labelled line of a card: `Claim`, `In fact`, `Risk`, `Caveat`, `Caveats`, `Clash` or `Compare`."""

    label: str
    text: str


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
    shown = kind(claim, context.crises)
    reason = why(claim, shown, context.labels)
    return Card(shown, reason, tuple(_lines(claim, context)), every, pages, tuple(folded(claim, context)))


def kind(claim: Claim, crises: Iterable[str] = ()) -> str:
    """Return what a claim is printed as: a key of `VERDICTS`."""
    if set(claim.topics) & set(crises):
        return "crisis"
    if claim.rating == "not-checkable":
        return "personal-story" if claim.attribution == "anecdote" else "advice"
    if claim.rating == "supported" and claim.confidence.level == "very-low":
        return "early-signs"
    return claim.rating or "not-rated"


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
        parts.append(f"{count}{noun} {_COUNTED[name][count != 1]}")
    if parts and order[0] == "disputes" and not verdicts.get("supports"):
        parts.append("none supports it")
    return ", ".join(parts)


def _lines(claim: Claim, context: Context) -> Iterator[Line]:
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
    yield from clashes(claim, context)


def folded(claim: Claim, context: Context) -> list[Caveat]:
    """Return the caveats that a card names by their kinds: never a risk of harm, nor the first where nothing else explains."""
    others = [caveat for caveat in claim.caveats if caveat.kind not in context.harms]
    return others if claim.in_fact else others[1:]


def kinds(caveats: Iterable[Caveat], context: Context) -> str:
    """Return the plain names of the kinds of caveats, each once."""
    return "; ".join(dict.fromkeys(context.caveats.get(caveat.kind, caveat.kind) for caveat in caveats))


def clashes(claim: Claim, context: Context, most: int = _MOST_CLASHES) -> Iterator[Line]:
    """Yield a line for each contradiction of a claim, direct ones first; beyond `most` they are counted."""
    disputes = sorted(claim.contradictions, key=lambda one: one.relation != "direct")
    for dispute in disputes[:most]:
        yield Line("Clash" if dispute.relation == "direct" else "Compare", disagreement(claim, dispute, context))
    if len(disputes) > most:
        yield Line("Compare", f"{len(disputes) - most} more: keta show {claim.id}")


def disagreement(claim: Claim, dispute: Dispute, context: Context) -> str:
    """Return who says what else, and which side is better supported."""
    other = next((side for side in dispute.others if side.stronger), dispute.others[0])
    if not other.short:
        return f"{_who(claim, other, context)} {_bare(other.says)}. {_outcome(dispute)}"
    says = f"{_speaker(claim, other, context)} {_bare(other.short)}"
    if dispute.stronger:
        return f"{says}; this side is better supported."
    if dispute.stronger is None:
        return f"{says}; both can be true." if dispute.relation != "direct" else f"{says}; which is right is open."
    return f"{says}, and {'are' if ' say ' in f' {says} ' else 'is'} better supported."


def _outcome(dispute: Dispute) -> str:
    """Return which side of a contradiction is better supported, as a sentence on the other side."""
    if dispute.stronger is None:
        return "Both can be true." if dispute.relation != "direct" else "Which is right is open."
    return "This side is better supported." if dispute.stronger else "That is better supported."


def _who(claim: Claim, side: Side, context: Context) -> str:
    """Return who is on a side, with a colon."""
    page = _page(claim, side, context)
    if page == claim.source:
        return "The same page:"
    return f"{context.labels.get(page, page)}:" if page else speakers(side, context)


def _page(claim: Claim, side: Side, context: Context) -> str:
    """Return the document that speaks on a side: another one than the claim's if there is one; empty where only sources do."""
    pages = [one.source for one in _members(side, context)]
    return next((page for page in pages if page != claim.source), pages[0] if pages else "")


def _speaker(claim: Claim, side: Side, context: Context) -> str:
    """Return who is on a side, with a verb: `The same page says`, `FDA 2019 and 2 more sources say`."""
    page = _page(claim, side, context)
    if page == claim.source:
        return "The same page says"
    if page:
        label = context.labels.get(page, page)
        # A document without a label of its own is named by its title.
        return f"“{label}” says" if label == context.documents.get(page) else f"The {label} says"
    names = [context.labels.get(name, name) for name in side.sources]
    if len(names) > 2:  # noqa: PLR2004 - two are named, more are counted
        return f"{names[0]} and {len(names) - 1} more sources say"
    return f"{' and '.join(names)} {'say' if len(names) > 1 else 'says'}"


def speakers(side: Side, context: Context) -> str:
    """Return who is on a side, as a label with a colon: `Overview page:`, `FDA 2019 and 2 more:`; nothing where nobody is named."""
    names = [context.labels.get(one.source, one.source) for one in _members(side, context)]
    names = list(dict.fromkeys(names or [context.labels.get(name, name) for name in side.sources]))
    if not names:
        return ""
    more = f" and {len(names) - 1} more" if len(names) > 2 else f" and {names[1]}" if len(names) > 1 else ""  # noqa: PLR2004 - two are named
    return f"{names[0]}{more}:"


def _members(side: Side, context: Context) -> list[Claim]:
    return [context.mentioned[name] for name in side.claims if name in context.mentioned]


def _bare(text: str) -> str:
    return text.rstrip(".")


def counts(shown: Iterable[Card]) -> dict[str, int]:
    """Return how many claims are printed as what, worst first: each key of `VERDICTS` that there is."""
    members = [(one.kind, len(one.claims)) for one in shown]
    found = {name: sum(size for kind, size in members if kind == name) for name in VERDICTS}
    return {name: count for name, count in found.items() if count}


def tally(shown: Sequence[Card], total: int | None = None) -> str:
    """Return how many claims there are and what they are printed as, worst first: `5 claims: 1 goes too far, 4 supported`.

    Where there are more than are shown, `total` says how many: `5 of 12 claims`.
    """
    claims = sum(counts(shown).values())
    of = f" of {total:,}" if total is not None and total > claims else ""
    twice = sum(len(one.claims) > 1 for one in shown)
    pages = "two pages" if max((len(one.claims) for one in shown), default=0) == 2 else "several pages"  # noqa: PLR2004 - two or more
    both = f", {twice} of them made by {pages}" if twice else ""
    words = {**{name: word for name, (_, word) in VERDICTS.items()}, "no-evidence": "without evidence"}
    parts = ", ".join(f"{count} {words[name]}" for name, count in counts(shown).items() if count)
    noun = "claim" if (total or claims) == 1 else "claims"
    return f"{claims:,}{of} {noun}{both}" + (f": {parts}" if parts else "")
