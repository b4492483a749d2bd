"""`table`: text for reading at a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ketacli.formats import Format, _cards, _whole
from ketacli.formats import _words as words
from ketacli.formats._fields import data
from ketacli.formats._page import Column, Page, Span
from ketacli.formats._text import cells
from ketacli.model import Claim, Contradiction, Document, Omission, Study, Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ketacli.answer import Answer, Context
    from ketacli.formats._text import Layout
    from ketacli.model import Entity, Source

FORMAT = Format(suffixes=(".txt",), for_people=True)

_LEAST = 20
"""The least width of the last column of chosen fields."""


def render(answer: Answer, layout: Layout) -> Page:
    """Return an answer as a page."""
    page = Page(layout)
    if answer.fields or answer.counted:
        found = data(answer)
        columns(page, found.header, found.rows())
    elif answer.command == "claims":
        _cards.listing(page, answer)
    else:
        _records(page, answer)
    return page


def _records(page: Page, answer: Answer) -> None:
    is_whole = answer.command == "show" or answer.is_whole
    for entity in answer.records:
        if is_whole and not page.is_empty:
            page.blank()
            page.line(Span("─" * min(page.layout.width, 72), "muted"))
        page.blank()
        (_WHOLE if is_whole else _LISTED)[type(entity)](page, entity, answer.context)
    if answer.command in _FURTHER and not answer.is_whole:
        page.blank()
        page.add(Span(_FURTHER[answer.command], "muted"), hang=2)
    if left_out := words.cut(len(answer.records), answer.total):
        page.add(Span(left_out, "caveat"))


_FURTHER = {
    "topics": "More on one: keta topics ID · its claims: keta claims --topic ID",
    "sources": "One in full: keta show ID · its claims: keta claims --source ID",
    "contradictions": "A claim in full: keta show ID",
}


def _omission(page: Page, omission: Omission, context: Context) -> None:
    page.add(Span(omission.label, "statement"), Span(" · the documents leave this out", "muted"))
    page.add(omission.text, indent=2)
    if omission.limits:
        page.add(omission.limits, indent=2)
    page.add(Span(f"{context.named(omission.sources)} · {omission.id}", "id"), indent=2, hang=4)


def _omission_whole(page: Page, omission: Omission, context: Context) -> None:
    _omission(page, omission, context)
    page.blank()
    page.add(
        Span(
            f"Its sources in full: keta sources {omission.id} · what is claimed: keta claims --topic {omission.topics[0]}",
            "muted",
        ),
        hang=2,
    )


def _study_line(page: Page, study: Study, context: Context) -> None:
    page.add(
        Span(study.label or study.id, "statement"), Span(f" · {words.study(study, context.designs)}", "muted"), hang=2
    )
    page.add(words.citation(study), indent=2)
    page.add(Span(f"{_held(study, context)}{_stands(study, context)} · {study.id}", "id"), indent=2, hang=4)
    _marks(page, study, context)


def _held(study: Study, context: Context) -> str:
    count = context.tally("claims", study.id)
    return f"{words.plural(count, 'claim')} checked against it" if count else "no claim checked against it"


def _stands(source: Source, context: Context) -> str:
    count = len(context.standing.get(source.id, ()))
    return f" · in {words.plural(count, 'contradiction')}" if count else ""


def _marks(page: Page, entity: Source | Topic, context: Context) -> None:
    """Add how many of the claims of a source or topic are contested, and how many have caveats."""
    if marks := words.marks(context.tally("contested", entity.id), context.tally("caveats", entity.id)):
        page.add(Span(f"! {marks}", "caveat"), indent=2)


def _topic(page: Page, topic: Topic, context: Context) -> None:
    """Add a topic in a few lines: its question, the answer in a sentence, how much there is on it."""
    page.add(Span(topic.question or topic.name, "statement"), hang=2)
    if topic.in_short:
        page.add(topic.in_short.dated, indent=2)
    count = words.plural(context.tally("claims", topic.id), "claim")
    left_out = sum(topic.id in omission.topics for omission in context.omissions)
    also = f" · {words.plural(left_out, 'point')} left out" if left_out else ""
    marks = words.marks(context.tally("contested", topic.id), context.tally("caveats", topic.id))
    page.add(Span(f"{topic.id} · {count}{f' ({marks})' if marks else ''}{also}", "id"), indent=2, hang=4)


def _topic_whole(page: Page, topic: Topic, context: Context) -> None:
    page.add(Span(topic.name, "heading"))
    if topic.question:
        page.add(topic.question)
    if topic.bottom_line:
        page.blank()
        page.add(topic.bottom_line.dated)
        page.add(Span(f"Rests on {context.named(topic.bottom_line.rests_on)}.", "muted"), hang=2)
    omissions = [omission for omission in context.omissions if topic.id in omission.topics]
    if omissions:
        page.blank()
        page.add(Span("The pages leave out", "heading"))
    for omission in omissions:
        page.add(
            f"· {omission.label}: {omission.text}{f' {omission.limits}' if omission.limits else ''}",
            Span(f" {context.named(omission.sources)} · {omission.id}", "id"),
            indent=2,
            hang=4,
        )
    page.blank()
    _marks(page, topic, context)
    if topic.aliases:
        page.add(Span(f"also: {', '.join(topic.aliases)}", "muted"), hang=2)
    count = words.plural(context.tally("claims", topic.id), "claim")
    page.add(Span(f"{count}: keta claims --topic {topic.id}", "muted"), hang=2)
    page.add(Span(f"one page: keta summary --topic {topic.id}", "muted"), hang=2)


def _document(page: Page, document: Document, context: Context) -> None:
    by = f"by {document.author}" if document.author else "no author named"
    count = words.plural(context.tally("claims", document.id), "claim")
    page.add(
        Span(document.label or document.title, "statement"),
        Span(f" · {by}, {document.issued or 'undated'} · document under review", "muted"),
        hang=2,
    )
    if document.label not in ("", document.title):
        page.add(document.title, indent=2)
    page.add(Span(f"{count}{_stands(document, context)} · {document.id}", "id"), indent=2, hang=4)
    _marks(page, document, context)
    if document.note:
        page.add(Span("! ", "caveat"), document.note, indent=2, hang=4)


def _document_whole(page: Page, document: Document, context: Context) -> None:
    _document(page, document, context)
    if document.url:
        page.add(Span(document.url, "muted"), indent=2, hang=4)
    if document.passed_over:
        reasons = Counter(passage.reason for passage in document.passed_over)
        counts = ", ".join(f"{count} {reason}" for reason, count in reasons.items())
        page.add(Span(f"passages that claim nothing: {counts}", "muted"), indent=2, hang=4)
    if document.file:
        digest = f", sha256 {document.sha256}" if document.sha256 else ""
        page.add(Span(f"{document.file}{digest}", "muted"), indent=2, hang=4)
    page.add(Span(f"its claims: keta claims --source {document.id}", "muted"), indent=2, hang=4)


def _study(page: Page, study: Study, context: Context) -> None:
    page.add(
        Span(study.label or study.id, "statement"), Span(f" · {words.study(study, context.designs)}", "muted"), hang=2
    )
    page.add(study.title)
    page.blank()
    funding = {"industry": "a company with an interest", "independent": "independent", "mixed": "mixed"}
    pairs = [
        ("People", study.population),
        ("Given", study.intervention),
        ("Against", study.comparator),
        ("Outcome", study.outcome),
        ("Result", study.result),
        ("Limits", study.limitations),
        ("Funding", funding.get(study.funding or "")),
        ("Note", study.note),
    ]
    for label, value in pairs:
        if value:
            page.labelled(label, value)
    if study.results:
        page.blank()
        page.add(Span("Figures", "heading"))
        for result in study.results:
            page.add(*words.result(result, context), indent=2, hang=4)
    page.blank()
    page.labelled("Cite", words.citation(study))
    if study.checked:
        page.labelled("Checked", study.checked)
    page.blank()
    _marks(page, study, context)
    cohort = f" · cohort {study.cohort}" if study.cohort else ""
    page.add(Span(f"{study.id} · {study.kind}{cohort}{_stands(study, context)}", "id"), hang=2)
    page.add(Span(f"{_held(study, context)}: keta claims --source {study.id}", "muted"), hang=2)


def columns(page: Page, header: Sequence[str], body: Sequence[Sequence[str]]) -> None:
    """Add chosen fields, or counts, in columns, the last of which wraps; one under the other where there is no room."""
    widths = [max(cells(row[place]) for row in (header, *body)) for place in range(len(header))]
    fits = sum(widths[:-1]) + 2 * (len(widths) - 1) + min(widths[-1], _LEAST) <= page.layout.width
    if fits:
        rows = [
            [[Span(value, "heading" if not number else "")] for value in row]
            for number, row in enumerate((header, *body))
        ]
        page.table(rows, [*(Column(max(width, 1)) for width in widths[:-1]), Column()])
        return
    for row in body:
        page.blank()
        for name, value in zip(header, row, strict=True):
            page.add(Span(f"{name}: ", "label"), value, hang=2)


_LISTED: dict[type[Entity], Callable[..., None]] = {
    Claim: _whole.claim,
    Contradiction: _whole.contradiction,
    Omission: _omission,
    Topic: _topic,
    Document: _document,
    Study: _study_line,
}
"""How a record is shown in a list of its kind."""

_WHOLE: dict[type[Entity], Callable[..., None]] = {
    Claim: _whole.claim,
    Contradiction: _whole.contradiction,
    Omission: _omission_whole,
    Topic: _topic_whole,
    Document: _document_whole,
    Study: _study,
}
"""How a record is shown whole."""
