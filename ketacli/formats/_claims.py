"""Claims as text for reading: what is said first, then how far it can be trusted, then what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import _words as words
from ketacli.formats._sheet import Sheet, Span
from ketacli.quantities import figure, phrase

if TYPE_CHECKING:
    from ketacli.answer import Answer, Context
    from ketacli.formats._sheet import Layout
    from ketacli.model import Claim, Contradiction, Dispute, Evidence, Side

_BODY = 2
_DEEP = 4


def listing(answer: Answer, layout: Layout) -> Sheet:
    """Return the claims of an answer one under the other, each with everything that qualifies it."""
    sheet = Sheet(layout)
    _heading(sheet, answer)
    for claim in answer.claims:
        sheet.blank()
        _summary(sheet, claim, answer.context)
    cut(sheet, answer)
    return sheet


def cut(sheet: Sheet, answer: Answer) -> None:
    """Say what `--limit` left out."""
    if left_out := words.cut(answer):
        sheet.blank()
        sheet.add(Span(left_out, "caveat"))


def _heading(sheet: Sheet, answer: Answer) -> None:
    context = answer.context
    topics = [context.topics.get(topic, topic) for topic in answer.query.get("topic", ())]
    sheet.add(
        Span(" and ".join(topics) or "Claims", "heading"),
        Span(f" · {answer.total:,} of {words.plural(context.claims_in_store, 'claim')}", "muted"),
    )
    if what := words.asked({name: value for name, value in answer.query.items() if name != "topic"}):
        sheet.add(Span(f"with {what}", "muted"))
    if context.bottom_line:
        sheet.add(Span("Bottom line: ", "label"), context.bottom_line)


def _summary(sheet: Sheet, claim: Claim, context: Context) -> None:
    sheet.add(Span(claim.statement, "statement"))
    facts = [Span(words.level(claim.confidence.level), f"level-{claim.confidence.level}")]
    if claim.quantities:
        facts += [Span(" · ", "muted"), Span(figure(claim.quantities), "figure")]
    facts += [Span(" · ", "muted"), Span(words.evidence(claim.verdicts))]
    sheet.add(*facts, indent=_BODY)
    title = context.documents.get(claim.source, claim.source)
    sheet.add(Span(claim.id, "id"), Span(" · ", "muted"), Span(title, "muted"), indent=_BODY)
    warnings(sheet, claim, context)


def warnings(sheet: Sheet, claim: Claim, context: Context, *, indent: int = _BODY) -> None:
    """Add what a claim must not travel without: its caveats, and its contradictions with what the other sides say."""
    for caveat in claim.caveats:
        kind = context.caveats.get(caveat.kind, caveat.kind)
        sheet.add(Span(f"! {kind}: ", "caveat"), caveat.text, indent=indent, hang=indent + 2)
    for dispute in claim.contradictions:
        _dispute(sheet, dispute, indent=indent)


def _dispute(sheet: Sheet, dispute: Dispute, *, indent: int, context: Context | None = None) -> None:
    role = "conflict" if dispute.relation == "direct" else "caveat"
    says = " / ".join(side.says for side in dispute.others)
    mark = Span(f"⇄ {words.RELATION_WORDS[dispute.relation]}: ", role)
    better = Span(words.better(dispute), "muted")
    sheet.add(mark, says, better, Span(f" [{dispute.id}]", "id"), indent=indent, hang=indent + 2)
    if context is not None:
        for side in dispute.others:
            side_members(sheet, side, context, indent=indent + 2)


def side_members(sheet: Sheet, side: Side, context: Context, *, indent: int) -> None:
    """Add who stands on a side of a contradiction: its claims, with what they must not travel without, its sources."""
    for name in side.claims:
        claim = context.mentioned.get(name)
        about: list[Span | str] = [f" {claim.statement}", Span(f" ({words.standing(claim)})", "muted")] if claim else []
        sheet.add(Span(f"{name}:", "id"), *about, indent=indent, hang=indent + 2)
    if side.sources:
        named = "source: " if len(side.sources) == 1 else "sources: "
        sheet.add(Span(named, "muted"), Span(", ".join(side.sources), "id"), indent=indent, hang=indent + 2)


def contradiction(sheet: Sheet, found: Contradiction, context: Context) -> None:
    """Set the sides of a contradiction face to face, then say why they disagree and what to take away."""
    sheet.add(
        Span(f"⇄ {words.RELATION_WORDS[found.relation]}", "conflict" if found.relation == "direct" else "caveat"),
        Span(f" · {found.type} · ", "muted"),
        Span(found.id, "id"),
    )
    for number, side in enumerate(found.sides):
        if number:
            sheet.add(Span("against", "muted"), indent=_BODY)
        stronger = [Span(" (better supported)", "level-high")] if side.stronger else []
        sheet.add(Span(side.says, "statement"), *stronger, indent=_DEEP)
        side_members(sheet, side, context, indent=_DEEP + 2)
    sheet.add(Span("Why: ", "label"), found.why, indent=_BODY, hang=_DEEP)
    sheet.add(Span("Take away: ", "label"), found.resolution or words.OPEN, indent=_BODY, hang=_DEEP)


def whole(sheet: Sheet, claim: Claim, context: Context) -> None:
    """Tell the whole story of one claim."""
    sheet.add(Span(claim.statement, "statement"))
    title = context.documents.get(claim.source, claim.source)
    sheet.add(
        Span(claim.id, "id"), Span(f" · {claim.importance} · {claim.type} · topics: {', '.join(claim.topics)}", "muted")
    )
    contested = [Span(" · ", "muted"), Span("contested", "conflict")] if claim.contested else []
    sheet.add(
        Span(words.level(claim.confidence.level), f"level-{claim.confidence.level}"),
        Span(f" · {words.evidence(claim.verdicts)}"),
        *contested,
    )
    sheet.blank()
    _said(sheet, claim, title, context)
    _figures(sheet, claim, context)
    sheet.blank()
    _confidence(sheet, claim)
    sheet.blank()
    _evidence(sheet, claim, context)
    if claim.caveats:
        sheet.blank()
        sheet.add(Span("Caveats", "heading"))
        for caveat in claim.caveats:
            kind = context.caveats.get(caveat.kind, caveat.kind)
            sheet.add(Span(f"! {kind}: ", "caveat"), caveat.text, indent=_BODY, hang=_DEEP)
    if claim.contradictions:
        sheet.blank()
        sheet.add(Span("Contradictions", "heading"))
        for dispute in claim.contradictions:
            _dispute(sheet, dispute, indent=_BODY, context=context)


def _said(sheet: Sheet, claim: Claim, title: str, context: Context) -> None:
    start, end = claim.passage
    sheet.add(
        Span("Quote: ", "label"),
        Span(words.quoted(claim), "quote"),
        Span(f" ({title}, characters {start:,} to {end:,})", "muted"),
        hang=_BODY,
    )
    if claim.id in context.passages:
        sheet.add(Span("Passage: ", "label"), Span(context.passages[claim.id], "quote"), hang=_BODY)
    for wording in claim.wording:
        sheet.add(
            Span("Garbled: ", "label"), f"“{wording.stands}”, read as “{wording.read}” ({wording.sure})", hang=_BODY
        )
    voice = f", in the words of {claim.voice}" if claim.voice else ""
    sheet.add(
        Span("Rests on: ", "label"),
        f"{words.ATTRIBUTION_WORDS[claim.attribution]}{voice}; {words.HEDGING_WORDS[claim.hedging]}",
        hang=_BODY,
    )
    if claim.repeats:
        sheet.add(
            Span("Repeats: ", "label"),
            Span(claim.repeats, "id"),
            ", the same text in another document: no second voice",
            hang=_BODY,
        )


def _figures(sheet: Sheet, claim: Claim, context: Context) -> None:
    scope = claim.scope
    named = [
        ("in", context.people.get(scope.population or "", scope.population)),
        ("given", context.treatments.get(scope.intervention or "", scope.intervention)),
        ("against", context.treatments.get(scope.comparator or "", scope.comparator)),
        ("for", scope.outcome),
        ("time:", scope.timepoint),
    ]
    told = ", ".join(f"{word} {value}" for word, value in named if value)
    sheet.add(Span("Scope: ", "label"), told or "the page does not say", hang=_BODY)
    for quantity in claim.quantities:
        measure = context.measures.get(quantity.measure, quantity.measure)
        origin = f" (derived: {quantity.derived})" if quantity.derived else ""
        sheet.add(Span("Figure: ", "label"), Span(phrase(quantity), "figure"), f", {measure}{origin}", hang=_BODY)


def _confidence(sheet: Sheet, claim: Claim) -> None:
    confidence = claim.confidence
    sheet.add(Span("Confidence", "heading"), Span(f" · {words.QUESTION_WORDS[confidence.question]}", "muted"))
    sheet.add(
        Span(f"{words.mark(confidence.level)} {words.arithmetic(confidence)}", f"level-{confidence.level}"),
        indent=_BODY,
    )
    sheet.add(confidence.why, indent=_BODY)


def _evidence(sheet: Sheet, claim: Claim, context: Context) -> None:
    sheet.add(
        Span("Evidence", "heading"),
        Span(f" · {words.counted(claim.verdicts)}", "muted"),
        Span(", counted by independent cohort" if claim.evidence else "", "muted"),
    )
    if claim.no_evidence:
        sheet.add(claim.no_evidence, indent=_BODY)
    for evidence in claim.evidence:
        _one_study(sheet, evidence, context)


def _one_study(sheet: Sheet, evidence: Evidence, context: Context) -> None:
    study = context.studies[evidence.source]
    about = [words.study(study, context.designs), *([f"cohort {study.cohort}"] if study.cohort else [])]
    origin = {"certain": " · the study the page means", "likely": " · probably the study the page means"}.get(
        evidence.origin or "", ""
    )
    sheet.add(
        Span(f"{words.VERDICT_WORDS[evidence.verdict]}: ", f"verdict-{evidence.verdict}"),
        Span(evidence.source, "id"),
        Span(f" ({', '.join(about)}){origin}", "muted"),
        indent=_BODY,
        hang=_DEEP,
    )
    sheet.add(evidence.note, indent=_DEEP)
