"""Claims as text for reading: what is said first, then how far it can be trusted, then what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import _words as words
from ketacli.formats._sheet import Sheet, Span
from ketacli.quantities import figure, phrase

if TYPE_CHECKING:
    from ketacli.answer import Answer, Context
    from ketacli.formats._sheet import Layout
    from ketacli.model import Claim, Dispute, Evidence

_BODY = 2
_DEEP = 4


def listing(answer: Answer, layout: Layout) -> Sheet:
    """Return the claims of an answer one under the other, each with everything that qualifies it."""
    sheet = Sheet(layout)
    _heading(sheet, answer)
    for claim in answer.claims:
        sheet.blank()
        _summary(sheet, claim, answer.context)
    if len(answer.claims) < answer.total:
        sheet.blank()
        sheet.add(
            Span(
                f"Shown {len(answer.claims)} of {answer.total}: `--limit` left out {answer.total - len(answer.claims)}.",
                "caveat",
            )
        )
    return sheet


def _heading(sheet: Sheet, answer: Answer) -> None:
    context = answer.context
    topics = [context.topics.get(topic, topic) for topic in answer.query.get("topic", ())]
    asked = {name: value for name, value in answer.query.items() if name != "topic" or not topics}
    what = ", ".join(f"{name} {value if isinstance(value, str) else shown(value)}" for name, value in asked.items())
    title = " and ".join(topics) or "Claims"
    sheet.add(
        Span(title, "heading"),
        Span(f" · {words.plural(answer.total, 'claim')} of {context.claims_in_store:,}", "muted"),
    )
    if what:
        sheet.add(Span(f"with {what}", "muted"))
    if context.bottom_line:
        sheet.add(Span("Bottom line: ", "label"), context.bottom_line)


def shown(value: object) -> str:
    """Return the value of a filter as a heading shows it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(str(part) for part in value) if isinstance(value, list | tuple) else str(value)


def _summary(sheet: Sheet, claim: Claim, context: Context) -> None:
    sheet.add(Span(claim.statement, "statement"))
    facts = [Span(words.level(claim.confidence.level), f"level-{claim.confidence.level}")]
    if claim.quantities:
        facts += [Span(" · ", "muted"), Span(figure(claim.quantities), "figure")]
    facts += [Span(" · ", "muted"), Span(f"evidence: {words.counted(claim.verdicts)}")]
    sheet.add(*facts, indent=_BODY)
    title = context.documents.get(claim.source, claim.source)
    sheet.add(Span(claim.id, "id"), Span(" · ", "muted"), Span(f"{title}", "muted"), indent=_BODY)
    _warnings(sheet, claim, context)


def _warnings(sheet: Sheet, claim: Claim, context: Context, *, indent: int = _BODY) -> None:
    for caveat in claim.caveats:
        kind = context.caveats.get(caveat.kind, caveat.kind)
        sheet.add(Span(f"! {kind}: ", "caveat"), caveat.text, indent=indent, hang=indent + 2)
    for dispute in claim.contradictions:
        _dispute(sheet, dispute, indent=indent)


def _dispute(sheet: Sheet, dispute: Dispute, *, indent: int, context: Context | None = None) -> None:
    role = "conflict" if dispute.relation == "direct" else "caveat"
    stronger = {True: ", this side better supported", False: ", other side better supported", None: ""}[
        dispute.stronger
    ]
    says = " / ".join(side.says for side in dispute.others)
    mark = Span(f"⇄ {words.RELATION_WORDS[dispute.relation]}{stronger}: ", role)
    sheet.add(mark, says, Span(f" [{dispute.id}]", "id"), indent=indent, hang=indent + 2)
    if context is not None:
        for side in dispute.others:
            for name in side.claims:
                sheet.add(Span(f"{name}: ", "id"), context.statements.get(name, ""), indent=indent + 2, hang=indent + 4)
            if side.sources:
                sheet.add(
                    Span("sources: ", "muted"), Span(", ".join(side.sources), "id"), indent=indent + 2, hang=indent + 4
                )


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
        Span(f" · evidence: {words.counted(claim.verdicts)}"),
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
        Span("Says", "label"),
        f" {title}, characters {start} to {end}: ",
        Span(words.quoted(claim), "quote"),
        hang=_BODY,
    )
    if claim.id in context.passages:
        sheet.add(Span("Passage", "label"), " ", Span(context.passages[claim.id], "quote"), hang=_BODY)
    for wording in claim.wording:
        sheet.add(
            Span("Garbled", "label"), f" “{wording.stands}”, read as “{wording.read}” ({wording.sure})", hang=_BODY
        )
    voice = f", in the words of {claim.voice}" if claim.voice else ""
    sheet.add(
        Span("Rests on", "label"), f" {words.ATTRIBUTION_WORDS[claim.attribution]}{voice}; {claim.hedging}", hang=_BODY
    )
    if claim.repeats:
        sheet.add(
            Span("Repeats", "label"),
            " ",
            Span(claim.repeats, "id"),
            ": the same text in another document, no second voice",
            hang=_BODY,
        )


def _figures(sheet: Sheet, claim: Claim, context: Context) -> None:
    scope = claim.scope
    named = [
        ("in", context.people.get(scope.population or "", scope.population)),
        ("given", context.treatments.get(scope.intervention or "", scope.intervention)),
        ("against", context.treatments.get(scope.comparator or "", scope.comparator)),
        ("for", scope.outcome),
        ("at", scope.timepoint),
    ]
    told = ", ".join(f"{word} {value}" for word, value in named if value)
    sheet.add(Span("Scope", "label"), f" {told}" if told else " the page does not say", hang=_BODY)
    for quantity in claim.quantities:
        measure = context.measures.get(quantity.measure, quantity.measure)
        origin = f" (derived: {quantity.derived})" if quantity.derived else ""
        sheet.add(Span("Figure", "label"), f" {measure}: ", Span(phrase(quantity), "figure"), origin, hang=_BODY)


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
        Span(f" · {words.counted(claim.verdicts)}, counted by independent cohort", "muted") if claim.evidence else "",
    )
    if not claim.evidence:
        sheet.add(claim.no_evidence or "None was looked for.", indent=_BODY)
    for evidence in claim.evidence:
        _one_study(sheet, evidence, context)


def _one_study(sheet: Sheet, evidence: Evidence, context: Context) -> None:
    study = context.studies.get(evidence.source)
    about = []
    if study:
        about = [context.designs.get(study.design, study.design)]
        about += [f"n = {study.n:,}"] if study.n else []
        about += [words.READ_WORDS[study.read]]
        about += [f"cohort {study.cohort}"] if study.cohort else []
    origin = {"certain": " · the study the page means", "likely": " · probably the study the page means"}.get(
        evidence.origin or "", ""
    )
    sheet.add(
        Span(f"{words.VERDICT_WORDS[evidence.verdict]}: ", f"verdict-{evidence.verdict}"),
        Span(evidence.source, "id"),
        Span(f" ({', '.join(about)}){origin}" if about else origin, "muted"),
        indent=_BODY,
        hang=_DEEP,
    )
    sheet.add(evidence.note, indent=_DEEP)
