"""`table`: the summary as text for reading at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.answer import Context
from ketacli.formats import _claims
from ketacli.formats import _words as words
from ketacli.formats._sheet import Sheet, Span, cells
from ketacli.formats.summary import _telling as telling
from ketacli.quantities import figure

if TYPE_CHECKING:
    from ketacli.formats._text import Layout
    from ketacli.model import Claim, Contradiction
    from ketacli.report.comparison import Block, Row
    from ketacli.report.summary import Report, Section

_WIDEST_FIGURE = 32


def render(report: Report, layout: Layout) -> Sheet:
    """Return a report as a page."""
    sheet = Sheet(layout)
    sheet.add(Span(report.title, "heading"))
    sheet.add(Span(telling.asked(report), "muted"))
    sheet.add(Span(telling.NOTICE, "muted"))
    for section in report.sections:
        _section(sheet, report, section)
    _open_questions(sheet, report)
    _sources(sheet, report)
    sheet.blank()
    sheet.add(Span("Store: ", "label"), Span(f"{telling.store(report)}.", "muted"), hang=2)
    return sheet


def _heading(sheet: Sheet, text: str, *, rule: bool = False) -> None:
    sheet.blank()
    if rule:
        sheet.add(Span("─" * min(sheet.layout.width, 72), "muted"))
    sheet.add(Span(text, "heading"))


def _section(sheet: Sheet, report: Report, section: Section) -> None:
    _heading(sheet, section.topic.name, rule=True)
    if section.topic.bottom_line:
        sheet.add(Span(f"{telling.bottom_line(report)}: ", "label"), section.topic.bottom_line.text)
        sheet.add(Span(f"rests on: {', '.join(section.topic.bottom_line.rests_on)}", "muted"), indent=2, hang=4)
    if section.figures:
        _heading(sheet, "Figures")
        for block in section.figures:
            _figures(sheet, report, block)
    if section.claims:
        _heading(sheet, "Claims")
    for claim in section.claims:
        _claim(sheet, report, claim)
    if section.elsewhere:
        sheet.blank()
        sheet.add(Span("Under other topics: ", "label"), Span(_ids(section.elsewhere), "id"), hang=2)
    if section.contradictions:
        _heading(sheet, "Contradictions")
    for one in section.contradictions:
        sheet.blank()
        _claims.contradiction(sheet, one, Context(mentioned=report.mentioned))
    if section.told_elsewhere:
        sheet.blank()
        sheet.add(
            Span("Contradictions under other topics: ", "label"), Span(_ids(section.told_elsewhere), "id"), hang=2
        )


def _ids(records: tuple[Claim, ...] | tuple[Contradiction, ...]) -> str:
    return ", ".join(record.id for record in records)


def _figures(sheet: Sheet, report: Report, block: Block) -> None:
    """Add the figures of one measure: what is said in a column, who says it and how far to trust it beside it."""
    sheet.add(Span(report.names.measures.get(block.measure, block.measure), "label"), indent=2)
    told = [(one, telling.row(one, report.names)) for one in block.rows]
    width = sheet.layout.width
    first = min(max(cells(sheet.shown(one.figure)) for _, one in told), _WIDEST_FIGURE, max(width // 3, 10))
    lead = 4 + first + 2
    for one, said in told:
        left, right = (Sheet(sheet.layout._replace(width=room)) for room in (first, width - lead))
        left.add(Span(said.figure, "figure"))
        right.add(*_who(one, said, report))
        for number in range(max(len(left.lines), len(right.lines))):
            begin = left.lines[number] if number < len(left.lines) else []
            rest = right.lines[number] if number < len(right.lines) else []
            used = sum(cells(span.text) for span in begin)
            gap = [Span(" " * (lead - 4 - used))] if rest else []
            sheet.lines.append([Span(" " * 4), *begin, *gap, *rest])


def _who(row: Row, told: telling.Told, report: Report) -> list[Span | str]:
    if row.claim:
        spans: list[Span | str] = [
            report.names.documents.get(row.source, row.source),
            Span(" · ", "muted"),
            Span(told.trust, f"level-{row.level}"),
            Span(f" · {row.claim}", "id"),
            Span(f" · {told.about}" if told.about else "", "muted"),
        ]
    else:
        size = f", n = {told.n}" if told.n else ""
        spans = [
            Span(row.source, "id"),
            Span(" · ", "muted"),
            Span(told.trust, f"verdict-{row.verdict}" if row.verdict else "muted"),
            Span(f" · {told.design}{size}{f' · {told.about}' if told.about else ''}", "muted"),
        ]
    if row.contradictions:
        mark = f"⇄ {words.plural(len(row.contradictions), 'contradiction')}"
        spans += [Span(" · ", "muted"), Span(mark, "conflict" if row.contested else "caveat")]
    return spans


def _claim(sheet: Sheet, report: Report, claim: Claim) -> None:
    sheet.blank()
    sheet.add(Span(claim.statement, "statement"))
    facts = [Span(words.level(claim.confidence.level), f"level-{claim.confidence.level}")]
    if claim.quantities:
        facts += [Span(" · ", "muted"), Span(figure(claim.quantities), "figure")]
    sheet.add(*facts, Span(f" · {words.evidence(claim.verdicts)}"), indent=2, hang=4)
    title = report.names.documents.get(claim.source, claim.source)
    sheet.add(
        Span(claim.id, "id"), Span(f" · {title}: ", "muted"), Span(words.quoted(claim), "quote"), indent=2, hang=4
    )
    if claim.repeats:
        sheet.add(Span("Repeats ", "label"), Span(claim.repeats, "id"), f", {telling.REPEATS}", indent=2, hang=4)
    sheet.add(Span("Confidence: ", "label"), claim.confidence.why, indent=2, hang=4)
    _claims.warnings(sheet, claim, Context(caveats=report.names.caveats))
    for one in claim.evidence:
        role = f"verdict-{one.verdict}"
        sheet.add(
            Span(f"{one.source} ", "id"),
            Span(f"{words.VERDICT_WORDS[one.verdict]}: ", role),
            one.note,
            indent=2,
            hang=4,
        )
    if claim.no_evidence:
        sheet.add(Span("No evidence: ", "label"), claim.no_evidence, indent=2, hang=4)


def _open_questions(sheet: Sheet, report: Report) -> None:
    if not report.unanswered and not report.unresolved:
        return
    _heading(sheet, "Open questions", rule=True)
    if report.unanswered:
        sheet.add(Span("Claims without evidence", "label"))
    for claim in report.unanswered:
        sheet.add(claim.statement, Span(f" [{claim.id}]", "id"), indent=2, hang=4)
    if report.unresolved:
        sheet.add(Span("Contradictions that nothing settles yet", "label"))
    for one in report.unresolved:
        sides = " / ".join(side.says for side in one.sides)
        sheet.add(sides, Span(f" [{one.id}]", "id"), indent=2, hang=4)


def _sources(sheet: Sheet, report: Report) -> None:
    _heading(sheet, "Sources", rule=True)
    for found in report.documents:
        sheet.add(Span(found.id, "id"), f" {telling.document(found)}", hang=2)
        if found.note:
            sheet.add(Span("! ", "caveat"), found.note, indent=2, hang=4)
    for one in report.studies:
        about = Span(f" [{telling.study(one, report.names)}]", "muted")
        sheet.add(Span(one.id, "id"), f" {words.citation(one)}", about, hang=2)
