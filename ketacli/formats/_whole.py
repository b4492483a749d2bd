"""All that is known of one claim, in the order of a doubter's questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import _cards, _parts
from ketacli.formats import _words as words
from ketacli.formats._page import Column, Span
from ketacli.labels import capital
from ketacli.report import card as cards

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.answer import Context
    from ketacli.formats._page import Page
    from ketacli.formats._parts import Part
    from ketacli.model import Claim, Contradiction, Dispute, Evidence, Side

_BODY = 2
_DEEP = 4
_LABELS = 20
"""The width of the column of sources, if they need it."""
_LAST = ("wording", "extra")
"""The parts that come after all that is said for and against; all others are of what the page says."""

LEAVES_OUT = _parts.LEAVES_OUT
"""The fields of a claim that are not shown."""


def claim(page: Page, found: Claim, context: Context) -> None:
    """Add a claim whole: its card, why, what the page says, caveats, evidence, clashes, and how it was read."""
    one = cards.card(found, context)
    _cards.verdict(page, one)
    page.blank()
    for line in one.lines:
        if line.label in ("Claim", "In fact", "Risk"):
            _cards.labelled(page, line, holds=one.holds)
    if why := _parts.why(found):
        page.labelled("Why", why)
    told = _parts.parts(found, context)
    _said(page, found, one.place, context, [part for part in told if part.field not in _LAST])
    _caveats(page, found, context)
    _evidence(page, found, context)
    _relations(page, found, context)
    _clashes(page, found, context)
    _read(page, found, [part for part in told if part.field == "wording"])
    page.blank()
    _draw(page, [part for part in told if part.field == "extra"], 0)
    topics = f"topic{'s' if len(found.topics) > 1 else ''} {', '.join(found.topics)}"
    parts = filter(None, (found.id, found.importance, found.type, topics))
    page.add(Span(" · ".join(parts), "id"), hang=_BODY)
    page.add(Span(f"Sources in full: keta sources {found.id} · as data: --json", "muted"), hang=_BODY)


def _heading(page: Page, text: str) -> None:
    page.blank()
    page.add(Span(text, "heading"))


def _said(page: Page, found: Claim, place: str, context: Context, told: Sequence[Part]) -> None:
    _heading(page, "What the page says")
    page.add(Span(words.quoted(found), "quote"), indent=_BODY, hang=_DEEP)
    if found.id in context.passages:
        page.add("Passage: ", Span(context.passages[found.id], "quote"), indent=_BODY, hang=_DEEP)
    voice = "".join(f" {part.text}" for part in told if part.field == "attribution")
    page.add(f"{place}.{voice}", indent=_BODY)
    _draw(page, [part for part in told if part.field != "attribution"])


def _draw(page: Page, told: Sequence[Part], indent: int = _BODY) -> None:
    for part in told:
        other = [Span(f"{part.claim}, ", "id")] if part.claim else []
        text = Span(part.text, "figure" if part.field == "quantities" else "")
        page.add(f"{part.label}: ", *other, text, indent=indent, hang=indent + 2)


def _caveats(page: Page, found: Claim, context: Context) -> None:
    if not found.caveats:
        return
    _heading(page, "Caveats")
    for caveat in found.caveats:
        kind = context.caveats.get(caveat.kind, caveat.kind)
        page.add(Span(f"! {capital(kind)}. ", "caveat"), caveat.text, indent=_BODY, hang=_DEEP)


def _relations(page: Page, found: Claim, context: Context) -> None:
    """Add the claims that this one supports or depends on, and those that say so of it, each once under its verdict."""
    for heading, names in words.linked(found, context):
        _heading(page, heading)
        _cards.mentions(page, [context.mentioned[name] for name in names], _BODY)


def _evidence(page: Page, found: Claim, context: Context) -> None:
    if not (found.evidence or found.no_evidence or found.rating or found.confidence.question):
        return
    _heading(page, "Evidence")
    if found.no_evidence or not found.evidence:
        page.add(found.no_evidence or f"{words.counted(found).capitalize()}.", indent=_BODY)
    if found.evidence:
        shared = _shared(found.evidence, context)
        sides = [
            ("against it", "disputes"),
            ("misquoted by the page", "misreported"),
            ("in part, but not as stated" if found.rating == "wrong" else "in part", "partly"),
            ("for it", "supports"),
        ]
        is_misquoted = any(one.verdict == "misreported" for one in found.evidence)
        always = {"supports"} if is_misquoted else {"disputes", "supports"}
        for heading, verdict in sides:
            members = [one for one in found.evidence if one.verdict == verdict]
            if members:
                page.add(Span(heading, "label"), indent=_BODY)
                _studies(page, members, shared, context)
            elif verdict in always:
                page.add(Span(heading, "label"), indent=_BODY)
                page.add("none", indent=_DEEP)
        if shared:
            page.add(Span("‡ on the same people, text or licence: counted as one", "muted"), indent=_BODY, hang=_DEEP)
    confidence = found.confidence
    if confidence.question in ("effect", "course") and confidence.level != "not-rated":
        # Beside "wrong" GRADE's marks would read as doubt about what goes against the claim.
        label, mark = (
            ("that the claim is true ", "")
            if found.rating == "wrong"
            else ("certainty ", f"{words.mark(confidence.level)} ")
        )
        page.add(
            Span(label, "label"),
            Span(f"{mark}{words.arithmetic(confidence)}", f"level-{confidence.level}"),
            indent=_BODY,
            hang=_DEEP,
        )


def _shared(evidence: Sequence[Evidence], context: Context) -> set[str]:
    """Return the sources that share a cohort with another one here."""
    cohorts = [context.studies[one.source].cohort for one in evidence]
    return {
        one.source
        for one, cohort in zip(evidence, cohorts, strict=True)
        if cohort is not None and cohorts.count(cohort) > 1
    }


def _studies(page: Page, evidence: Sequence[Evidence], shared: set[str], context: Context) -> None:
    """Add what each source says beside its label, and what it is worth."""
    rows: list[tuple[str, tuple[Span | str, ...]]] = []
    for one in evidence:
        study = context.studies[one.source]
        shares = "‡" if one.source in shared else ""
        origin = {"certain": "; the study the page means", "likely": "; probably the study the page means"}
        about = f" ({words.study(study, context.designs)}{origin.get(one.origin or '', '')})"
        label = f"{context.labels.get(one.source, one.source)}{shares}"
        said = [Span(f"“{' … '.join(one.quote)}”{' ' if one.note else ''}", "quote")] if one.quote else []
        rows.append((label, (*said, one.note, Span(about if one.note or said else about.strip(), "muted"))))
    if page.is_narrow:
        for name, body in rows:
            page.add(Span(f"{name}: ", "label"), *body, indent=_DEEP, hang=_DEEP + 2)
        return
    width = min(max(len(name) for name, _ in rows), _LABELS)
    page.table([((Span(name, "label"),), body) for name, body in rows], (Column(width), Column()), indent=_DEEP)


def _clashes(page: Page, found: Claim, context: Context) -> None:
    for heading, is_direct in (("Clash", True), ("Compare", False)):
        disputes = [one for one in found.contradictions if (one.relation == "direct") == is_direct]
        if disputes:
            _heading(page, heading)
        for dispute in disputes:
            _dispute(page, found, dispute, context)


def _dispute(page: Page, found: Claim, dispute: Dispute, context: Context) -> None:
    page.add(cards.disagreement(found, dispute, context), Span(f" {dispute.id}", "id"), indent=_BODY, hang=_DEEP)
    for side in dispute.others:
        members(page, side, context, indent=_DEEP)


def members(page: Page, side: Side, context: Context, *, indent: int) -> None:
    """Add who is on a side of a contradiction: its claims under their verdicts, its sources by their labels."""
    _cards.mentions(page, [context.mentioned[name] for name in side.claims], indent)
    if side.sources:
        count = words.plural(len(side.sources), "source")
        page.add(f"{count}: {context.named(side.sources)}", indent=indent, hang=indent + 2)


def _read(page: Page, found: Claim, told: Sequence[Part]) -> None:
    """Add where the words are in the page, and how garbled ones were read."""
    if not (found.passage or told):
        return
    _heading(page, "How the page was read")
    if found.passage:
        start, end = found.passage
        page.add(f"Characters {start:,} to {end:,} of the page.", indent=_BODY)
    _draw(page, told)


def contradiction(page: Page, found: Contradiction, context: Context) -> None:
    """Add a contradiction: who says what, the sides one after the other, why they disagree, what to take away."""
    is_direct = found.relation == "direct"
    page.add(
        Span("CLASH" if is_direct else "COMPARE", "conflict" if is_direct else "caveat"),
        *([f" · {found.short}"] if found.short else [Span(f" · {words.RELATION_WORDS[found.relation]}")]),
        hang=2,
    )
    for number, side in enumerate(found.sides):
        better = [Span(" (better supported)", "level-high")] if side.stronger else []
        page.labelled("Against" if number else "Side", cards.speakers(side, context), f" {side.says}", *better)
        members(page, side, context, indent=_DEEP if page.is_narrow else 11)
    page.labelled("Why", found.why)
    page.labelled("Result", found.resolution or words.OPEN)
    page.under(Span(found.id, "id"))
