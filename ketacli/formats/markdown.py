"""`markdown`: the records as sections that render on GitHub and in pandoc."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.formats import _words as words
from ketacli.formats._fields import rows
from ketacli.formats._sheet import harmless
from ketacli.model import Claim, Contradiction, Document, Topic
from ketacli.quantities import figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.answer import Answer, Context
    from ketacli.formats._sheet import Layout
    from ketacli.model import Entity

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~])")
_LEADING = re.compile(r"^(\d+)([.)])|^([-+=])")


def render(answer: Answer, layout: Layout) -> str:  # noqa: ARG001 - every format has the same interface
    """Return an answer as Markdown."""
    if answer.fields or answer.counted:
        return _table(answer)
    blocks = [f"# {escape(_title(answer))}"]
    if answer.context.bottom_line:
        blocks.append(f"**Bottom line.** {escape(answer.context.bottom_line)}")
    for record in answer.records:
        blocks += _blocks(record, answer.context)
    if len(answer.records) < answer.total:
        blocks.append(f"Shown {len(answer.records)} of {answer.total}.")
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Return text that Markdown shows as it stands, on one line."""
    text = _SPECIAL.sub(r"\\\1", harmless(" ".join(text.split())))
    return _LEADING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", text)


def _title(answer: Answer) -> str:
    topics = [answer.context.topics.get(topic, topic) for topic in answer.query.get("topic", ())]
    return ": ".join(filter(None, [answer.command.capitalize(), " and ".join(topics)]))


def _table(answer: Answer) -> str:
    header, body = rows(answer)
    lines = [header, ["---"] * len(header), *body]
    return "".join(
        "| " + " | ".join(escape(value) if number != 1 else value for value in line) + " |\n"
        for number, line in enumerate(lines)
    )


def _blocks(entity: Entity, context: Context) -> Iterator[str]:
    if isinstance(entity, Claim):
        yield from _claim(entity, context)
    elif isinstance(entity, Contradiction):
        yield from _contradiction(entity, context)
    elif isinstance(entity, Topic):
        yield f"## {escape(entity.name)}"
        counts = [words.plural(context.tallies.get(entity.id, 0), "claim")]
        counts += [
            f"{context.tallies[name]} {word}"
            for word in ("contested", "caveats")
            if context.tallies.get(name := f"{word} {entity.id}")
        ]
        yield f"`{entity.id}` · {', '.join(counts).replace(' caveats', ' with caveats')}"
        if entity.bottom_line:
            yield escape(entity.bottom_line.text)
    elif isinstance(entity, Document):
        yield f"## {escape(entity.title)}"
        about = [
            f"`{entity.id}`",
            entity.author,
            entity.issued,
            words.plural(context.tallies.get(entity.id, 0), "claim"),
        ]
        yield " · ".join(part if part and part.startswith("`") else escape(part) for part in about if part)
        if entity.note:
            yield escape(entity.note)
    else:
        yield f"## {escape(entity.title)}"
        design = context.designs.get(entity.design, entity.design)
        about = [f"`{entity.id}`", design, f"n = {entity.n}" if entity.n else "", words.READ_WORDS[entity.read]]
        about += (
            [f"in {words.plural(count, 'contradiction')}"]
            if (count := len(context.standing.get(entity.id, ())))
            else []
        )
        yield " · ".join(part for part in about if part)
        yield escape(entity.result)
        if entity.limitations:
            yield f"**Limitations.** {escape(entity.limitations)}"
        yield escape(words.citation(entity))


def _claim(claim: Claim, context: Context) -> Iterator[str]:
    yield f"## {escape(claim.statement)}"
    facts = [
        words.level(claim.confidence.level),
        escape(figure(claim.quantities)),
        f"evidence: {words.counted(claim.verdicts)}",
    ]
    title = context.documents.get(claim.source, claim.source)
    yield f"**{facts[0]}**" + "".join(f" · {fact}" for fact in facts[1:] if fact)
    yield f"{escape(title)}, {escape(words.quoted(claim))} (`{claim.id}`)"
    yield f"**Confidence.** {words.arithmetic(claim.confidence)}. {escape(claim.confidence.why)}"
    caveats = [f"- **{escape(context.caveats.get(one.kind, one.kind))}**: {escape(one.text)}" for one in claim.caveats]
    disputes = [
        f"- **{words.RELATION_WORDS[one.relation]}** (`{one.id}`): {escape(' / '.join(side.says for side in one.others))}"
        for one in claim.contradictions
    ]
    evidence = [
        f"- **{words.VERDICT_WORDS[one.verdict]}** (`{one.source}`): {escape(one.note)}" for one in claim.evidence
    ]
    for heading, lines in (("Caveats", caveats), ("Contradictions", disputes), ("Evidence", evidence)):
        if lines:
            yield f"**{heading}.**"
            yield "\n".join(lines)


def _contradiction(contradiction: Contradiction, context: Context) -> Iterator[str]:
    yield f"## {escape(contradiction.id)}"
    yield f"**{words.RELATION_WORDS[contradiction.relation]}** · {contradiction.type}"
    lines = []
    for side in contradiction.sides:
        lines.append(f"- {escape(side.says)}{' **(better supported)**' if side.stronger else ''}")
        lines += [f"  - `{name}`: {escape(context.statements.get(name, ''))}" for name in side.claims]
        lines += [f"  - source `{name}`" for name in side.sources]
    yield "\n".join(lines)
    yield f"**Why.** {escape(contradiction.why)}"
    yield f"**Take away.** {escape(contradiction.resolution or 'Open: nothing settles it yet.')}"
