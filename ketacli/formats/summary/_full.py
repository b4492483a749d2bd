"""The whole summary on a terminal: each topic with all figures, claims, contradictions and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import _cards, _parts, _whole
from ketacli.formats import _words as words
from ketacli.formats._page import Column, Page, Span
from ketacli.formats._parts import parts, said
from ketacli.formats._text import cells
from ketacli.formats.summary import _telling as telling
from ketacli.report import card as cards

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.answer import Context
    from ketacli.formats._text import Layout
    from ketacli.model import Claim, Contradiction
    from ketacli.report.comparison import Block, Row
    from ketacli.report.summary import Section, Summary

LEAVES_OUT = (*_parts.LEAVES_OUT_IN_SHORT, "relations.kind", "relations.claim")
"""The fields of a claim that are not shown."""


def render(report: Summary, layout: Layout) -> Page:
    """Return all of a report."""
    page = Page(layout)
    page.add(Span(report.title, "heading"))
    page.add(Span(telling.asked(report), "muted"))
    page.add(Span(telling.NOTICE, "muted"))
    for section in report.sections:
        _section(page, report, section, report.context)
    _open_questions(page, report)
    _sources(page, report)
    page.blank()
    page.add(Span("Store: ", "label"), Span(f"{telling.store(report)}.", "muted"), hang=2)
    return page


def _heading(page: Page, text: str, *, rule: bool = False) -> None:
    page.blank()
    if rule:
        page.line(Span("─" * min(page.layout.width, 72), "muted"))
    page.add(Span(text, "heading"))


def _section(page: Page, report: Summary, section: Section, context: Context) -> None:
    _heading(page, section.topic.name, rule=True)
    if section.topic.bottom_line:
        page.add(Span(f"{telling.bottom_line(report)}: ", "label"), section.topic.bottom_line.dated)
        names = context.named(section.topic.bottom_line.rests_on)
        page.add(Span(f"rests on: {names}", "muted"), indent=2, hang=4)
    if section.figures:
        _heading(page, "Figures")
        for block in section.figures:
            _block(page, report, block)
    if section.claims:
        _heading(page, "Claims")
    for one in cards.cards(section.claims, context):
        page.blank()
        _cards.card(page, one)
        _claim(page, one.claims, context)
    if section.elsewhere:
        page.blank()
        page.add(Span("Under other topics: ", "label"), Span(_ids(section.elsewhere), "id"), hang=2)
    if section.contradictions:
        _heading(page, "Contradictions")
    for found in section.contradictions:
        page.blank()
        _whole.contradiction(page, found, context)
    if section.told_elsewhere:
        page.blank()
        page.add(Span("Contradictions under other topics: ", "label"), Span(_ids(section.told_elsewhere), "id"), hang=2)


def _ids(records: tuple[Claim, ...] | tuple[Contradiction, ...]) -> str:
    return ", ".join(record.id for record in records)


def _block(page: Page, report: Summary, block: Block) -> None:
    """Add the figures of one measure: what is said in a column, who says it and how far to trust it beside it."""
    page.add(Span(report.names.measures.get(block.measure, block.measure), "label"), indent=2)
    rows = []
    for row in block.rows:
        told = telling.row(row, report.names)
        rows.append(([Span(told.figure, "figure")], _giver(row, told, report)))
    if page.is_narrow:
        for figure, who in rows:
            page.add(*figure, " ", *who, indent=4, hang=6)
    else:
        width = min(max(cells(figure[0].text) for figure, _ in rows), 32)
        page.table(rows, (Column(width), Column()), 4)


def _giver(row: Row, told: telling.Told, report: Summary) -> list[Span | str]:
    label = report.context.labels.get(row.source, row.source)
    if row.claim:
        spans: list[Span | str] = [
            label,
            Span(" · ", "muted"),
            Span(told.trust, row.rating or ""),
            Span(f" · {row.claim}", "id"),
        ]
        spans.append(Span(f" · {told.about}" if told.about else "", "muted"))
    else:
        size = f", n = {told.n}" if told.n else ""
        spans = [
            label,
            Span(" · ", "muted"),
            Span(told.trust, f"verdict-{row.verdict}" if row.verdict else "muted"),
            Span(f" · {told.design}{size}{f' · {told.about}' if told.about else ''}", "muted"),
        ]
    if row.contradictions:
        mark = f"⇄ {words.plural(len(row.contradictions), 'contradiction')}"
        spans += [Span(" · ", "muted"), Span(mark, "conflict" if row.contested else "caveat")]
    return spans


def _claim(page: Page, claims: Sequence[Claim], context: Context) -> None:
    """Add what `--full` says of a claim beyond its card, and of those that repeat it: quotes, why, caveats, each study."""
    for member in claims:
        page.labelled("Quote", Span(words.quoted(member), "quote"))
    claim = cards.together(claims)
    for part in parts(claim, context):
        page.labelled(part.label, f"{part.claim}, " if part.claim else "", part.text)
    if claim.confidence.why:
        page.labelled("Why", claim.confidence.why)
    for caveat in claim.caveats:
        kind = context.caveats.get(caveat.kind, caveat.kind)
        page.labelled("Caveat", Span(f"{kind}: ", "caveat"), caveat.text, role="muted")
    for one in claim.evidence:
        label = context.labels.get(one.source, one.source)
        says = Span(f"{label} {words.VERDICT_WORDS[one.verdict]}: ", f"verdict-{one.verdict}")
        page.labelled("Study", says, said(one), role="muted")
    if claim.no_evidence:
        page.labelled("Sought", claim.no_evidence)


def _open_questions(page: Page, report: Summary) -> None:
    if not report.unanswered and not report.unresolved:
        return
    _heading(page, "Open questions", rule=True)
    if report.unanswered:
        page.add(Span("Claims without evidence", "label"))
        _cards.mentions(page, report.unanswered, 2)
    if report.unresolved:
        page.add(Span("Contradictions that the store leaves open", "label"))
    for one in report.unresolved:
        sides = " / ".join(side.says for side in one.sides)
        page.add(sides, Span(f" [{one.id}]", "id"), indent=2, hang=4)


def _sources(page: Page, report: Summary) -> None:
    _heading(page, "Sources", rule=True)
    for found in report.documents:
        page.add(Span(f"{found.label or found.id} ", "label"), telling.document(found), hang=2)
        if found.note:
            page.add(Span("! ", "caveat"), found.note, indent=2, hang=4)
    for one in report.studies:
        about = Span(f" [{telling.study(one, report.names)}]", "muted")
        page.add(Span(f"{one.label or one.id} ", "label"), words.citation(one), about, Span(f" {one.id}", "id"), hang=2)
