"""`markdown`: the records as sections that render on GitHub and in pandoc."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.formats import _words as words
from ketacli.formats._fields import rows
from ketacli.formats._sheet import harmless, in_ascii
from ketacli.model import Claim, Contradiction, Document, Omission, Topic
from ketacli.quantities import figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.answer import Answer, Context
    from ketacli.formats._sheet import Layout
    from ketacli.model import Entity, Source

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~^$]|&(?=#?\w+;))")
_LEADING = re.compile(r"^(\d+)([.)])(?!\S)|^([-+=])")


def render(answer: Answer, layout: Layout) -> str:
    """Return an answer as Markdown."""
    text = _table(answer) if answer.fields or answer.counted else _sections(answer)
    return in_ascii(text) if layout.ascii else text


def _sections(answer: Answer) -> str:
    blocks = [] if answer.command == "show" else [f"# {escape(_title(answer))}"]
    if answer.command == "claims":
        found = f"{answer.total:,} of {words.plural(answer.context.claims_in_store, 'claim')}"
        what = words.asked({name: value for name, value in answer.query.items() if name != "topic"}, code)
        blocks.append(f"{found} with {what}" if what else found)
    if answer.context.bottom_line:
        blocks.append(f"**Bottom line.** {escape(answer.context.bottom_line)}")
    for record in answer.records:
        blocks += _blocks(record, answer.context)
    if left_out := words.cut(answer):
        blocks.append(left_out)
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Return text that Markdown shows as it stands, on one line."""
    text = _SPECIAL.sub(r"\\\1", harmless(" ".join(text.split())))
    return _LEADING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", text)


def code(text: str) -> str:
    """Return text as a span of code, in more backticks than stand together in it; a table would still see its `|`."""
    text = harmless(" ".join(text.split())) or " "
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{edge}{text}{edge}{fence}"


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
        yield f"`{entity.id}` · {_counts(entity, context)}"
        if entity.bottom_line:
            yield escape(entity.bottom_line.text)
    elif isinstance(entity, Document):
        yield f"## {escape(entity.title)}"
        about = [entity.author, entity.issued, _counts(entity, context)]
        yield " · ".join([f"`{entity.id}`", *(escape(part) for part in about if part)])
        if entity.note:
            yield escape(entity.note)
    elif isinstance(entity, Omission):
        yield f"## {escape(entity.label)}"
        yield escape(" ".join(filter(None, (entity.text, entity.limits))))
        yield f"Left out by the documents (`{entity.id}`): {', '.join(f'`{name}`' for name in entity.sources)}"
    else:
        yield f"## {escape(entity.title)}"
        design = escape(words.study(entity, context.designs))
        yield f"`{entity.id}` · {design} · {_counts(entity, context, ' held against it')}"
        yield escape(entity.result)
        if entity.limitations:
            yield f"**Limitations.** {escape(entity.limitations)}"
        yield escape(words.citation(entity))


def _counts(entity: Source | Topic, context: Context, how: str = "") -> str:
    marks = words.marks(context.tally("contested", entity.id), context.tally("caveats", entity.id))
    claims = words.plural(context.tally("claims", entity.id), "claim") + how + (f" ({marks})" if marks else "")
    stands = len(context.standing.get(entity.id, ()))
    return f"{claims} · stands in {words.plural(stands, 'contradiction')}" if stands else claims


def _claim(claim: Claim, context: Context) -> Iterator[str]:
    yield f"## {escape(claim.statement)}"
    facts = [
        words.level(claim.confidence.level),
        escape(figure(claim.quantities)),
        words.evidence(claim.verdicts),
    ]
    title = context.documents.get(claim.source, claim.source)
    yield f"**{facts[0]}**" + "".join(f" · {fact}" for fact in facts[1:] if fact)
    yield f"{escape(title)}, {escape(words.quoted(claim))} (`{claim.id}`)"
    yield f"**Confidence.** {words.arithmetic(claim.confidence)}. {escape(claim.confidence.why)}"
    caveats = [f"- **{escape(context.caveats.get(one.kind, one.kind))}**: {escape(one.text)}" for one in claim.caveats]
    disputes = [
        f"- **{words.RELATION_WORDS[one.relation]}** (`{one.id}`): {escape(' / '.join(side.says for side in one.others))}{words.better(one)}"
        for one in claim.contradictions
    ]
    evidence = []
    for one in claim.evidence:
        study = context.studies.get(one.source)
        about = f"`{one.source}`, {escape(words.study(study, context.designs))}" if study else f"`{one.source}`"
        evidence.append(f"- **{words.VERDICT_WORDS[one.verdict]}** ({about}): {escape(one.note)}")
    for heading, lines in (("Caveats", caveats), ("Contradictions", disputes), ("Evidence", evidence)):
        if lines:
            yield f"**{heading}.**"
            yield "\n".join(lines)
    if claim.no_evidence:
        yield f"**Evidence.** {escape(claim.no_evidence)}"


def _contradiction(contradiction: Contradiction, context: Context) -> Iterator[str]:
    yield f"## {escape(contradiction.id)}"
    yield f"**{words.RELATION_WORDS[contradiction.relation]}** · {contradiction.type}"
    lines = []
    for side in contradiction.sides:
        lines.append(f"- {escape(side.says)}{' **(better supported)**' if side.stronger else ''}")
        for name in side.claims:
            claim = context.mentioned.get(name)
            lines.append(f"  - `{name}`" + (f": {escape(claim.statement)} ({words.standing(claim)})" if claim else ""))
        lines += [f"  - source `{name}`" for name in side.sources]
    yield "\n".join(lines)
    yield f"**Why.** {escape(contradiction.why)}"
    yield f"**Take away.** {escape(contradiction.resolution or words.OPEN.capitalize() + '.')}"
