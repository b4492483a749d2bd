"""`table`: text for reading at a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ketacli.formats import _claims
from ketacli.formats import _words as words
from ketacli.formats._fields import rows
from ketacli.formats._sheet import Sheet, Span, cells
from ketacli.model import Claim, Contradiction, Document, Omission, Study, Topic
from ketacli.quantities import confidence_interval, number, phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from ketacli.answer import Answer, Context
    from ketacli.formats._sheet import Layout
    from ketacli.model import Entity, Result, Source


def render(answer: Answer, layout: Layout) -> Sheet:
    """Return an answer as a page."""
    if answer.fields or answer.counted:
        return _columns(answer, layout)
    if answer.command == "claims":
        return _claims.listing(answer, layout)
    sheet = Sheet(layout)
    if answer.command == "show":
        for entity in answer.records:
            if sheet.lines:
                sheet.blank()
                sheet.add(Span("─" * min(layout.width, 72), "muted"))
                sheet.blank()
            _whole(sheet, entity, answer.context)
    else:
        for entity in answer.records:
            sheet.blank()
            _LISTED[type(entity)](sheet, entity, answer.context)
    _claims.cut(sheet, answer)
    return sheet


def _whole(sheet: Sheet, entity: Entity, context: Context) -> None:
    if isinstance(entity, Claim):
        _claims.whole(sheet, entity, context)
    elif isinstance(entity, Contradiction):
        _claims.contradiction(sheet, entity, context)
    elif isinstance(entity, Topic):
        _topic(sheet, entity, context)
        _topic_whole(sheet, entity)
    elif isinstance(entity, Document):
        _document(sheet, entity, context)
        _document_whole(sheet, entity)
    elif isinstance(entity, Omission):
        _omission(sheet, entity, context)
    else:
        _study(sheet, entity, context)


def _omission(sheet: Sheet, omission: Omission, _: Context) -> None:
    sheet.add(Span(omission.label, "statement"), Span(" · left out by the documents", "muted"))
    sheet.add(" ".join(filter(None, (omission.text, omission.limits))), indent=2)
    sheet.add(Span(omission.id, "id"), Span(f" · {', '.join(omission.sources)}", "muted"), indent=2, hang=4)


def _study_line(sheet: Sheet, study: Study, context: Context) -> None:
    sheet.add(Span(study.id, "id"), Span(f" · {words.study(study, context.designs)}", "muted"))
    sheet.add(words.citation(study), indent=2)
    sheet.add(Span(f"{_held(study, context)}{_stands(study, context)}", "muted"), indent=2)
    _marks(sheet, study, context)


def _held(study: Study, context: Context) -> str:
    return f"{words.plural(context.tally('claims', study.id), 'claim')} held against it"


def _stands(source: Source, context: Context) -> str:
    count = len(context.standing.get(source.id, ()))
    return f" · stands in {words.plural(count, 'contradiction')}" if count else ""


def _marks(sheet: Sheet, entity: Source | Topic, context: Context) -> None:
    """Say how many of the claims that hang on a source or topic are contested, and how many have caveats."""
    if marks := words.marks(context.tally("contested", entity.id), context.tally("caveats", entity.id)):
        sheet.add(Span(f"! {marks}", "caveat"), indent=2)


def _topic(sheet: Sheet, topic: Topic, context: Context) -> None:
    count = context.tally("claims", topic.id)
    sheet.add(Span(topic.name, "statement"), Span(f" · {topic.id} · {words.plural(count, 'claim')}", "muted"))
    if topic.bottom_line:
        sheet.add(topic.bottom_line.text, indent=2)
    _marks(sheet, topic, context)
    if topic.aliases:
        sheet.add(Span(f"also: {', '.join(topic.aliases)}", "muted"), indent=2, hang=4)


def _topic_whole(sheet: Sheet, topic: Topic) -> None:
    if topic.bottom_line:
        sheet.add(Span(f"rests on: {', '.join(topic.bottom_line.rests_on)}", "muted"), indent=2, hang=4)
    sheet.add(Span(f"list its claims: keta claims --topic {topic.id}", "muted"), indent=2, hang=4)


def _document(sheet: Sheet, document: Document, context: Context) -> None:
    by = f" by {document.author}" if document.author else ", no author named"
    when = f", {document.issued}" if document.issued else ", undated"
    stands = _stands(document, context)
    count = words.plural(context.tally("claims", document.id), "claim")
    sheet.add(Span(document.title, "statement"), Span(f"{by}{when}", "muted"))
    sheet.add(Span(document.id, "id"), Span(f" · document under review · {count}{stands}", "muted"), indent=2, hang=4)
    _marks(sheet, document, context)
    if document.note:
        sheet.add(Span("! ", "caveat"), document.note, indent=2, hang=4)
    sheet.add(Span(f"{document.file}, sha256 {document.sha256}", "muted"), indent=2, hang=4)


def _document_whole(sheet: Sheet, document: Document) -> None:
    if document.url:
        sheet.add(Span(document.url, "muted"), indent=2, hang=4)
    if document.passed_over:
        reasons = Counter(passage.reason for passage in document.passed_over)
        counts = ", ".join(f"{count} {reason}" for reason, count in reasons.items())
        sheet.add(Span(f"passages that claim nothing: {counts}", "muted"), indent=2, hang=4)
    sheet.add(Span(f"list its claims: keta claims --source {document.id}", "muted"), indent=2, hang=4)


def _study(sheet: Sheet, study: Study, context: Context) -> None:
    sheet.add(Span(study.title, "statement"))
    cohort = f" · cohort {study.cohort}" if study.cohort else ""
    sheet.add(Span(study.id, "id"), Span(f" · {study.kind} · {words.study(study, context.designs)}{cohort}", "muted"))
    sheet.blank()
    pairs = [
        ("Population", study.population),
        ("Intervention", study.intervention),
        ("Comparator", study.comparator),
        ("Outcome", study.outcome),
        ("Result", study.result),
        ("Limitations", study.limitations),
        ("Note", study.note),
    ]
    for label, value in pairs:
        if value:
            sheet.add(Span(f"{label}: ", "label"), value, hang=2)
    if study.results:
        sheet.blank()
        sheet.add(Span("Figures", "heading"))
        for result in study.results:
            sheet.add(*_result(result, context), indent=2, hang=4)
    sheet.blank()
    sheet.add(Span("Cite: ", "label"), words.citation(study), hang=2)
    sheet.blank()
    sheet.add(Span(f"{_held(study, context)}{_stands(study, context)}", "muted"), hang=2)
    _marks(sheet, study, context)
    sheet.add(Span(f"list them: keta claims --source {study.id}", "muted"), indent=2, hang=4)


def _result(result: Result, context: Context) -> list[Span | str]:
    spans: list[Span | str] = [
        f"{context.measures.get(result.measure, result.measure)}: ",
        Span(phrase(result), "figure"),
    ]
    spans.append(confidence_interval(result))
    if result.sd is not None:
        spans.append(f" (SD {number(result.sd)})")
    if result.events is not None and result.n:
        spans.append(f", {result.events} of {result.n}")
    elif result.n:
        spans.append(f", n = {result.n:,}")
    who = [
        context.treatments.get(result.arm or "", result.arm or ""),
        result.outcome or "",
        result.scale or "",
        result.timepoint or "",
    ]
    if result.comparator:
        who.insert(1, f"against {context.treatments.get(result.comparator, result.comparator)}")
    spans.append(Span(f" · {', '.join(filter(None, who))}" if any(who) else "", "muted"))
    return spans


def _columns(answer: Answer, layout: Layout) -> Sheet:
    """Return chosen fields, or counts, in columns: the last one wraps, none is cut."""
    sheet = Sheet(layout)
    header, body = rows(answer)
    shown = [[sheet.shown(value) for value in row] for row in (header, *body)]
    widths = [max(cells(row[place]) for row in shown) for place in range(len(header))]
    fits = sum(widths[:-1]) + 2 * (len(widths) - 1) + min(widths[-1], 20) <= layout.width
    for place, row in enumerate(shown):
        role = "" if place else "heading"
        if fits:
            lead = sum(widths[:-1]) + 2 * (len(widths) - 1)
            spans = [
                Span(value.replace(" ", "\u00a0") + "\u00a0" * (width + 2 - cells(value)), role)
                for value, width in zip(row[:-1], widths[:-1], strict=True)
            ]
            sheet.add(*spans, Span(row[-1], role), hang=lead)
        elif place:
            sheet.blank()
            for name, value in zip(header, row, strict=True):
                sheet.add(Span(f"{name}: ", "label"), value, hang=2)
    for line in sheet.lines:
        line[:] = [Span(span.text.replace("\u00a0", " "), span.role) for span in line]
        while line and not (end := line[-1].text.rstrip()):
            line.pop()
        if line:
            line[-1] = Span(end, line[-1].role)
    return sheet


_LISTED: dict[type[Entity], Callable[..., None]] = {
    Contradiction: _claims.contradiction,
    Omission: _omission,
    Topic: _topic,
    Document: _document,
    Study: _study_line,
}
"""How a record stands in a list of its kind; claims have a list of their own."""
