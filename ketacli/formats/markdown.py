"""`markdown`: the records as sections that render on GitHub and in pandoc, the verdict in words before every claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import Format, _parts
from ketacli.formats import _words as words
from ketacli.formats._fields import data
from ketacli.formats._markdown import code, escape, table
from ketacli.formats._parts import parts, said, why
from ketacli.formats._text import in_ascii
from ketacli.labels import capital
from ketacli.model import Claim, Contradiction, Document, Omission, Topic
from ketacli.report import card as cards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.answer import Answer, Context
    from ketacli.formats._text import Layout
    from ketacli.model import Entity, Source
    from ketacli.report.card import Card

FORMAT = Format(suffixes=(".md", ".markdown"), for_people=True)

LEAVES_OUT = _parts.LEAVES_OUT_IN_SHORT
"""The fields of a claim that are not shown where it is whole."""


def render(answer: Answer, layout: Layout) -> str:
    """Return an answer as Markdown."""
    if answer.fields or answer.counted:
        found = data(answer)
        text = table([escape(one) for one in found.header], [[escape(value) for value in row] for row in found.rows()])
    else:
        text = "\n\n".join(filter(None, _sections(answer))) + "\n"
    return in_ascii(text) if layout.ascii else text


def _sections(answer: Answer) -> Iterator[str]:
    if answer.command == "claims":
        yield from _claims(answer)
    else:
        if answer.command != "show":
            yield f"# {escape(_title(answer))}"
        for record in answer.records:
            yield from _record(record, answer.context)
    if left_out := words.cut(len(answer.records), answer.total):
        yield left_out
    if answer.command == "claims":
        yield escape(answer.context.notice or words.NOTICE)


def _title(answer: Answer) -> str:
    topics = [answer.context.topics.get(topic, topic) for topic in answer.query.get("topic", ())]
    return " and ".join(topics) or answer.command.capitalize()


def _claims(answer: Answer) -> Iterator[str]:
    shown = cards.cards(answer.claims, answer.context)
    yield f"# {escape(_title(answer))}"
    what = words.asked({name: value for name, value in answer.query.items() if name != "topic"}, code)
    yield f"{escape(cards.tally(shown, answer.total))}{f' with {what}' if what else ''}"
    if answer.context.bottom_line:
        yield f"**Bottom line.** {escape(answer.context.bottom_line)}"
    if shown:
        yield "\n".join(f"- {item(one)}" for one in shown)
    if answer.context.omissions:
        yield "\n".join(
            [
                "**Left out by the documents**",
                "",
                *(f"- {omission(one, answer.context)}" for one in answer.context.omissions),
            ]
        )


def item(one: Card) -> str:
    """Return a claim as one item of a list, with its verdict, page and ids: whoever copies it copies these too."""
    why = f" ({escape(one.why)})" if one.why else ""
    verdict = capital(one.verdict)
    lines = " ".join(f"{line.label}: {words.ended(escape(line.text))}" for line in one.lines)
    ids = ", ".join(code(claim.id) for claim in one.claims)
    return f"**{verdict}**{why}. {lines} ({escape(one.place)}, {ids})"


def omission(one: Omission, context: Context) -> str:
    """Return a point that documents leave out as one item of a list: with its limits, its sources and its id."""
    said = escape(" ".join(filter(None, (one.text, one.limits))))
    return f"{escape(one.label)}: {said} ({escape(context.named(one.sources))}, {code(one.id)})"


def _record(entity: Entity, context: Context) -> Iterator[str]:
    if isinstance(entity, Claim):
        yield from _whole(entity, context)
    elif isinstance(entity, Contradiction):
        yield from _contradiction(entity, context)
    elif isinstance(entity, Topic):
        yield from _topic(entity, context)
    elif isinstance(entity, Document):
        yield f"## {escape(entity.label or entity.title)}"
        about = [entity.title, entity.author, entity.issued or "undated"]
        yield " · ".join([*(escape(part) for part in about if part), _counts(entity, context), code(entity.id)])
        if entity.note:
            yield escape(entity.note)
    elif isinstance(entity, Omission):
        yield f"## {escape(entity.label)}"
        yield escape(" ".join(filter(None, (entity.text, entity.limits))))
        yield f"Left out by the documents ({code(entity.id)}). Sources: {escape(context.named(entity.sources))}"
    else:
        yield f"## {escape(entity.label or entity.title)}"
        yield escape(words.citation(entity))
        yield f"{escape(words.study(entity, context.designs))} · {_counts(entity, context)} · {code(entity.id)}"
        if entity.result:
            yield f"**Result.** {escape(entity.result)}"
        if entity.limitations:
            yield f"**Limitations.** {escape(entity.limitations)}"


def _topic(topic: Topic, context: Context) -> Iterator[str]:
    yield f"## {escape(topic.name)}"
    if topic.question or topic.answer:
        yield escape(" ".join(filter(None, (topic.question, topic.answer))))
    if topic.bottom_line:
        yield f"**Bottom line.** {escape(topic.bottom_line.dated)}"
    yield f"{_counts(topic, context)} · {code(topic.id)}"
    omissions = [omission for omission in context.omissions if topic.id in omission.topics]
    if omissions:
        yield "\n".join(["**Left out by the documents**", "", *(f"- {omission(one, context)}" for one in omissions)])


def _counts(entity: Source | Topic, context: Context) -> str:
    marks = words.marks(context.tally("contested", entity.id), context.tally("caveats", entity.id))
    claims = words.plural(context.tally("claims", entity.id), "claim") + (f" ({marks})" if marks else "")
    stands = len(context.standing.get(entity.id, ()))
    return f"{claims} · in {words.plural(stands, 'contradiction')}" if stands else claims


def _whole(claim: Claim, context: Context) -> Iterator[str]:
    """Yield a claim whole; its heading begins with the verdict."""
    one = cards.card(claim, context)
    yield f"## {capital(one.verdict)}: {escape(claim.statement)}"
    yield item(one)
    yield f"**The page says** {escape(words.quoted(claim))} ({escape(one.place)})"
    for part in parts(claim, context):
        yield f"**{part.label}.** {f'{code(part.claim)}, ' if part.claim else ''}{escape(part.text)}"
    if told := why(claim):
        yield f"**Why.** {escape(told)}"
    caveats = [f"- **{escape(context.caveats.get(one.kind, one.kind))}**: {escape(one.text)}" for one in claim.caveats]
    evidence = []
    for found in claim.evidence:
        study = context.studies.get(found.source)
        about = f", {escape(words.study(study, context.designs))}" if study else ""
        label = escape(context.labels.get(found.source, found.source))
        evidence.append(f"- **{words.VERDICT_WORDS[found.verdict]}** ({label}{about}): {escape(said(found))}")
    for heading, lines in (("Caveats", caveats), ("Evidence", evidence)):
        if lines:
            yield f"**{heading}**"
            yield "\n".join(lines)
    for heading, names in words.linked(claim, context):
        others = "; ".join(mentioned(context.mentioned[name], code(name)) for name in names)
        yield f"**{heading}** {others}"
    if claim.no_evidence:
        yield f"**Evidence.** {escape(claim.no_evidence)}"


def _contradiction(contradiction: Contradiction, context: Context) -> Iterator[str]:
    yield f"## {escape(contradiction.short or contradiction.id)}"
    yield f"**{words.RELATION_WORDS[contradiction.relation].capitalize()}** · {code(contradiction.id)}"
    lines = []
    for side in contradiction.sides:
        better = " **(better supported)**" if side.stronger else ""
        lines.append(f"- {escape(f'{cards.speakers(side, context)} {side.says}')}{better}")
        lines += [f"  - {mentioned(context.mentioned[name], code(name))}" for name in side.claims]
        lines += [f"  - source {escape(context.labels.get(name, name))}" for name in side.sources]
    yield "\n".join(lines)
    yield f"**Why.** {escape(contradiction.why)}"
    yield f"**Take away.** {escape(contradiction.resolution or words.OPEN.capitalize() + '.')}"


def mentioned(claim: Claim, name: str) -> str:
    """Return a claim that is only mentioned: its verdict before it, after it the count of its caveats and its `name`."""
    caveats = f"{words.plural(len(claim.caveats), 'caveat')}, " if claim.caveats else ""
    verdict = cards.VERDICTS[claim.printed][1]
    return f"**{verdict}**: {escape(claim.statement)} ({caveats}{name})"
