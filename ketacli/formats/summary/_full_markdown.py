"""The whole summary as Markdown, its quotes as footnotes.

Nothing from the data stands at the beginning of a line, where Markdown finds its lists, quotes and headings. What is
linked to has a heading made of its id, because GitHub and pandoc make the same anchor of these, and only of these.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.formats import _parts
from ketacli.formats import _words as words
from ketacli.formats._markdown import code, escape, link
from ketacli.formats._parts import parts, said
from ketacli.formats._text import in_ascii
from ketacli.formats.comparison._words import NO_VERDICT
from ketacli.formats.markdown import mentioned
from ketacli.formats.summary import _telling as telling
from ketacli.frozen import NamedTuple
from ketacli.labels import capital
from ketacli.report import card as cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ketacli.formats._text import Layout
    from ketacli.formats.summary._telling import Stretch
    from ketacli.model import Claim, Contradiction, Side, Study
    from ketacli.report.comparison import Row
    from ketacli.report.summary import Section, Summary

_CONTENTS_FROM = 4
"""The number of topics from which a table of contents is of use."""

LEAVES_OUT = (*_parts.LEAVES_OUT_AMONG_OTHERS, "relations.kind", "relations.claim")
"""The fields of a claim that are not shown."""

_NOTHING = "–"
_ANCHOR = re.compile(r"[^\w\- ]")


class _Page(NamedTuple):
    """A report with what its links lead to: the kind of each id that has a heading, the heading of each topic.

    `labels` name sources by id, as their links do; claims and contradictions go by their ids.
    """

    report: Summary
    kinds: Mapping[str, str]
    headings: Mapping[str, str]
    studies: Mapping[str, Study]
    labels: Mapping[str, str]


def render(report: Summary, layout: Layout) -> str:
    """Return a report as Markdown."""
    kinds = {"claim": report.claims, "source": report.sources, "contradiction": report.contradictions}
    page = _Page(
        report,
        {member.id: kind for kind, members in kinds.items() for member in members},
        _headings(report),
        {study.id: study for study in report.studies},
        report.context.labels,
    )
    text = "\n\n".join(_blocks(page)) + "\n"
    return in_ascii(text) if layout.ascii else text


def _headings(report: Summary) -> dict[str, str]:
    """Return the heading of each topic: its name, with its id where that is no heading of its own yet."""
    taken = {"contents", "open questions", "sources"}
    found: dict[str, str] = {}
    for section in report.sections:
        name = " ".join(section.topic.name.split()).rstrip(".,;:!?。，；：！？") or section.topic.id
        found[section.topic.id] = name = f"{name} ({section.topic.id})" if _anchor(name) in taken else name
        taken.add(_anchor(name))
    return found


def _anchor(heading: str) -> str:
    """Return the anchor that GitHub makes of a heading."""
    return _ANCHOR.sub("", heading.lower()).replace(" ", "-")


def linked(stretches: Iterable[Stretch]) -> str:
    """Return a citation with its links; a long address goes by the name of its site."""
    return "".join(link(_named(one), one.address) if one.address else _spaced(one.text) for one in stretches)


def _named(one: Stretch) -> str:
    is_long = one.text == one.address and len(one.text) > telling.LONG
    return one.text.partition("://")[2].partition("/")[0].removeprefix("www.") if is_long else one.text


def _spaced(text: str) -> str:
    """Return text as it stands, with the blanks at its ends; it follows a name, so that no line begins with it."""
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' * before}{escape(text, leads=False)}{' ' * after}" if text.strip() else " "


def _blocks(page: _Page) -> Iterator[str]:
    yield f"# {escape(page.report.title)}"
    yield f"This summary shows {telling.asked(page.report, code)}. {telling.NOTICE}"
    if len(page.report.sections) >= _CONTENTS_FROM:
        yield from _contents(page)
    for section in page.report.sections:
        yield from _section(page, section)
    yield from _open_questions(page)
    yield from _sources(page)
    yield f"Store: {escape(telling.store(page.report))}."
    yield "\n".join(_quote(claim, page) for claim in page.report.claims)


def _contents(page: _Page) -> Iterator[str]:
    yield "## Contents"
    lines = [f"- [{escape(name)}](#{_anchor(name)})" for name in page.headings.values()]
    if page.report.unanswered or page.report.unresolved:
        lines.append("- [Open questions](#open-questions)")
    yield "\n".join([*lines, "- [Sources](#sources)"])


def _section(page: _Page, section: Section) -> Iterator[str]:
    topic = section.topic
    name = escape(page.headings[topic.id])
    yield f"## {name}"
    if topic.bottom_line:
        basis = "; ".join(_link(name, page) for name in topic.bottom_line.rests_on)
        yield f"**{telling.bottom_line(page.report)}.** {escape(topic.bottom_line.dated)} (Rests on {basis}.)"
    if section.figures:
        yield f"### {name}: figures"
        yield "\n".join(_figures(page, section))
    if section.claims:
        yield f"### {name}: claims"
    for claim in section.claims:
        yield from _claim(claim, page)
    if section.elsewhere:
        yield f"Claims under other topics: {', '.join(_link(claim.id, page) for claim in section.elsewhere)}."
    if section.contradictions:
        yield f"### {name}: contradictions"
    for one in section.contradictions:
        yield from _contradiction(one, page)
    if section.told_elsewhere:
        links = ", ".join(f"[{one.id}](#contradiction-{one.id})" for one in section.told_elsewhere)
        yield f"Contradictions under other topics: {links}."


def _link(name: str, page: _Page) -> str:
    """Return a link to a claim, source or contradiction, or its bare id where the report does not have it."""
    if kind := page.kinds.get(name):
        return f"[{escape(page.labels.get(name, name))}](#{kind}-{name})"
    return f"`{name}`"


def _figures(page: _Page, section: Section) -> Iterator[str]:
    yield "| Figure | Who says so | Of what | Confidence, or verdict, and contradictions |"
    yield "| --- | --- | --- | --- |"
    for block in section.figures:
        for row in block.rows:
            measure = escape(page.report.names.measures.get(block.measure, block.measure))
            yield f"| {measure}: {' | '.join(_cells(row, page))} |"


def _cells(row: Row, page: _Page) -> list[str]:
    """Return the cells of a row: few columns with much in each, since pages are narrow."""
    told = telling.row(row, page.report.names, lambda name: _link(name, page))
    about = ": ".join(filter(None, [f"[{row.claim}](#claim-{row.claim})" if row.claim else "", escape(told.about)]))
    told_on = told.trust if told.trust != NO_VERDICT else ""
    marks = [f"contradiction [{name}](#contradiction-{name})" for name in row.contradictions]
    return [
        ", ".join(filter(None, [f"**{escape(told.figure)}**", f"n = {told.n}" if told.n else ""])),
        ", ".join(filter(None, [_link(row.source, page), escape(told.design)])),
        about or _NOTHING,
        ", ".join(filter(None, [told_on, *marks])) or _NOTHING,
    ]


def _claim(claim: Claim, page: _Page) -> Iterator[str]:
    yield f"#### Claim {claim.id}"
    facts = [words.evidence(claim), _link(claim.source, page)]
    card = cards.card(claim, page.report.context)
    why_so = f" ({escape(card.why)})" if card.why else ""
    yield f"**{capital(card.verdict)}**{why_so}. Claim: {escape(claim.statement)} [^{claim.id}]"
    if claim.in_fact:
        yield f"**In fact.** {escape(claim.in_fact)}"
    yield " · ".join(filter(None, facts))
    yield f"**Confidence that the claim is true.** {words.arithmetic(claim.confidence)}. {escape(claim.confidence.why)}".rstrip()
    lines = [
        f"- **{part.label}:** {f'{_link(part.claim, page)}, ' if part.claim else ''}{escape(part.text)}"
        for part in parts(claim, page.report.context)
    ]
    lines += [
        f"- **Caveat, {escape(page.report.names.caveats.get(one.kind, one.kind))}:** {escape(one.text)}"
        for one in claim.caveats
    ]
    for dispute in claim.contradictions:
        says = " / ".join(escape(side.says) for side in dispute.others)
        mark = f"[{words.RELATION_WORDS[dispute.relation]}](#contradiction-{dispute.id})"
        lines.append(f"- {mark}: {says}{words.better(dispute)}")
    for one in claim.evidence:
        study = page.studies.get(one.source)
        about = f" ({escape(telling.study(study, page.report.names))})" if study else ""
        lines.append(f"- {_link(one.source, page)}{about} **{words.VERDICT_WORDS[one.verdict]}:** {escape(said(one))}")
    if claim.no_evidence:
        lines.append(f"- **No evidence found.** {escape(claim.no_evidence)}")
    if lines:
        yield "\n".join(lines)


def _quote(claim: Claim, page: _Page) -> str:
    page_of = escape(page.labels.get(claim.source, claim.source))
    where = f", characters {claim.passage[0]:,} to {claim.passage[1]:,}" if claim.passage else ""
    quote = " … ".join(f"“{escape(fragment)}”" for fragment in claim.quote)
    return f"[^{claim.id}]: From {page_of}{where}: {quote}"


def _contradiction(contradiction: Contradiction, page: _Page) -> Iterator[str]:
    yield f"#### Contradiction {contradiction.id}"
    yield f"**{words.RELATION_WORDS[contradiction.relation].capitalize()}**{f' · {contradiction.type}' if contradiction.type else ''}"
    yield "\n".join(line for side in contradiction.sides for line in _side(side, page))
    yield f"**Why.** {escape(contradiction.why)}"
    yield f"**Take away.** {escape(contradiction.resolution or words.OPEN.capitalize() + '.')}"


def _side(side: Side, page: _Page) -> Iterator[str]:
    yield f"- **Side:** {escape(side.says)}{' **(better supported)**' if side.stronger else ''}"
    for name in side.claims:
        yield f"  - {mentioned(page.report.mentioned[name], _link(name, page))}"
    for name in side.sources:
        yield f"  - source {_link(name, page)}"


def _open_questions(page: _Page) -> Iterator[str]:
    if not page.report.unanswered and not page.report.unresolved:
        return
    yield "## Open questions"
    if page.report.unanswered:
        yield "Claims without evidence:"
        yield "\n".join(f"- {mentioned(claim, _link(claim.id, page))}" for claim in page.report.unanswered)
    if page.report.unresolved:
        yield "Contradictions that the store leaves open:"
        yield "\n".join(
            f"- {_link(one.id, page)}: {' / '.join(escape(side.says) for side in one.sides)}"
            for one in page.report.unresolved
        )


def _sources(page: _Page) -> Iterator[str]:
    yield "## Sources"
    for document in page.report.documents:
        yield f"### Source {document.id}"
        yield f"**{escape(page.labels.get(document.id, document.id))}.** {linked(telling.document_citation(document))}"
        if document.note:
            yield f"**Note.** {escape(document.note)}"
    for study in page.report.studies:
        yield f"### Source {study.id}"
        yield f"**{escape(page.labels.get(study.id, study.id))}.** {linked(telling.citation(study))} ({escape(telling.study(study, page.report.names))})"
