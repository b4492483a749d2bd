"""`markdown`: a scanned page as one that renders on GitHub and in pandoc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import _words as words
from ketacli.formats._markdown import code, escape
from ketacli.formats._text import in_ascii
from ketacli.formats.markdown import omission
from ketacli.formats.summary import _telling as telling
from ketacli.formats.summary._full_markdown import linked
from ketacli.labels import capital
from ketacli.report import played_down, totals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ketacli.answer import Context
    from ketacli.formats._text import Layout
    from ketacli.report.card import Line
    from ketacli.report.known import Known
    from ketacli.report.played_down import PlayedDown
    from ketacli.report.scan import Mentioned, Report, Told


def render(report: Report, layout: Layout, *, is_full: bool = False) -> str:
    """Return what keta says of a page as Markdown."""
    text = "\n\n".join(_blocks(report, is_full=is_full)) + "\n"
    return in_ascii(text) if layout.ascii else text


def _blocks(report: Report, *, is_full: bool) -> Iterator[str]:
    yield f"# {escape(report.name)}: what it claims, and what is so"
    for said, callers in report.help:
        yield f"**Urgent:** {escape(said)}"
        yield "\n".join(f"- Page: “{escape(text)}”" for text in callers)
    where = ", at the end" if is_full else ", listed with --full"
    yield f"{words.plural(report.sentences, 'sentence')}:"
    yield "\n".join(f"- {escape(said)}" for said in totals.head(report, where))
    sections = report.sections()
    yield from _down(report)
    if otherwise := sections["otherwise"]:
        yield "## The page gives figures otherwise than a study has them"
        yield "*Read both.*"
        yield "\n".join(_beside(one, report) for one in otherwise)
    if stated := sections["states"]:
        yield "## The page states"
        yield "\n".join(_stated(one, report) for one in stated)
    seen: set[str] = set()
    if on_safety := report.mentions(on_safety=True):
        yield "## The page touches on safety, and keta knows"
        yield "*No verdict on the sentence.*"
        yield "\n".join(_mentioned(on_safety, report.context, seen))
    if in_part := sections["part"]:
        yield "## The page states in part"
        yield "*The verdict is on the known claim; keta has none on the rest of the sentence.*"
        yield "\n".join(_beside(one, report) for one in in_part)
    yield from _close(sections, report)
    if others := report.mentions(on_safety=False):
        yield "## The page mentions, and keta knows"
        yield "*No verdict on the sentence.*"
        yield "\n".join(_mentioned(others, report.context, seen))
    if is_full and (silent := [*sections["names"], *sections["nothing"]]):
        yield "## Nothing known"
        yield "\n".join(f"- Sentence {one.n}: “{escape(one.scanned.passage.text)}”" for one in silent)
    if report.left_out or report.topics:
        yield "## The page leaves out"
        yield "*keta found nothing on it.*"
        yield "\n".join(_left_out(report))
    yield from _references(report)
    if is_full:
        yield from _unread(report)
    yield escape(report.context.notice or words.NOTICE)


def _references(report: Report) -> Iterator[str]:
    if report.references:
        yield "## Sources named here"
        yield "\n".join(f"- **{escape(one.label)}.** {linked(telling.citation(one))}" for one in report.references)


def _unread(report: Report) -> Iterator[str]:
    """Yield the text that was left out as none of what the page says."""
    if texts := totals.left_texts(report):
        yield "## Not read"
        yield "*Beside the text of the page.*"
        yield "\n".join(f"- {kind}: “{escape(text)}”" for kind, text in texts)


def _down(report: Report) -> Iterator[str]:
    for kind, groups in played_down.by_kind(report.played_down):
        head, _, rest = kind.heading.partition(" (")
        yield f"## {head}"
        yield f"*{capital(rest.removesuffix(')'))}.*"
        yield "\n".join(_played_down(groups, report.context))


def _close(sections: Mapping[str, Sequence[Told]], report: Report) -> Iterator[str]:
    if agreeing := sections["agrees"]:
        yield "## The page gives figures as a study has them"
        yield "*No verdict on the sentence.*"
        yield "\n".join(_beside(one, report) for one in agreeing)
    if close := sections["close"]:
        yield "## The page comes close to"
        yield "*The verdicts are on the known claim, not on the sentence.*"
        yield "\n".join(_beside(one, report) for one in close)


def _stated(told: Told, report: Report) -> str:
    first, *others = told.known
    reason = f" ({escape(first.card.why)})" if first.card.why else ""
    parts = [
        f"**{escape(capital(first.card.verdict))}**{reason}. Page: “{escape(told.scanned.passage.quoted)}”",
        f"Known: {escape(first.card.lines[0].text)}",
        *_lines(first.rest),
        *(part for one in others for part in (f"Also {_verdict(one)}", *_lines(one.rest))),
        *_figures(told),
        f"Sentence {told.n}, {code(told.ids)}",
    ]
    return "\n".join(("- " + " ".join(words.ended(part) for part in parts), *_besides(told, report)))


def _besides(told: Told, report: Report) -> Iterator[str]:
    """Yield the points that a sentence touches though it stands with its claims."""
    own, others = report.besides(told)
    yield from (f"  - {omission(one.omission, report.context)}" for one in own)
    if others:
        yield f"  - Touches: {escape('; '.join(one.omission.label for one in others))}"


def _claims(told: Sequence[Told]) -> Iterator[str]:
    """Yield the claims of sentences that stand with points, each after its verdict."""
    for one in told:
        for known in one.known[:2]:
            label = "Claim" if one.kind in {"states", "part"} else "Similar"
            parts = [f"{label}: {_aside(known) if label == 'Similar' else _verdict(known)}"]
            parts += [f"{name}: {escape(text)}" for name, text in known.beyond]
            parts += _lines(known.rest if one.kind == "states" else known.short)
            yield "  - " + " ".join(words.ended(part) for part in parts)


def _beside(told: Told, report: Report) -> str:
    parts = [f"Page: “{escape(told.scanned.passage.quoted)}”", *(_figures(told) if told.is_of_study else ())]
    is_part = told.kind == "part"
    first, other = ("Known", "Also") if is_part else ("Similar", "Or")
    labelled = [(other if place else first, one) for place, one in enumerate(told.known)]
    for label, one in [*labelled, *(("Similar", one) for one in told.near)]:
        parts.append(f"{label}: {_verdict(one) if is_part and one not in told.near else _aside(one)}")
        parts += [f"{name}: {escape(text)}" for name, text in one.beyond]
        parts += _lines(() if told.is_of_study else one.short)
    parts += () if told.is_of_study else _figures(told)
    parts.append(", ".join(filter(None, (f"Sentence {told.n}", told.ids and code(told.ids)))))
    return "\n".join(("- " + " ".join(words.ended(part) for part in parts), *_besides(told, report)))


def _lines(lines: Iterable[Line]) -> list[str]:
    return [f"{line.label}: {escape(line.text)}" for line in lines]


def _verdict(known: Known) -> str:
    return f"**{escape(capital(known.verdict[1]))}**: {escape(known.card.lines[0].text)}"


def _aside(known: Known) -> str:
    """Return a known claim that a sentence is only like, after its own verdict."""
    return f"{escape(known.aside[1])}: {escape(known.card.lines[0].text)}"


def _played_down(groups: Sequence[PlayedDown], context: Context) -> Iterator[str]:
    for group in groups:
        yield "- " + " ".join(f"Sentence {told.n}: “{escape(told.scanned.passage.quoted)}”" for told in group.told)
        if group.urgent:
            yield f"  - **Urgent**: {escape(group.urgent)}"
        for one in (group.point, *group.others, *group.touched):
            yield f"  - {omission(one.omission, context)}"
        yield from _claims(group.told)
        yield from (f"  - {figure}" for one in group.told for figure in _figures(one))


def _figures(told: Told) -> list[str]:
    return [f"Figures: {escape(f'{one.heading}: {one.text}' if one.heading else one.text)}" for one in told.figures]


def _mentioned(groups: Sequence[Mentioned], context: Context, seen: set[str]) -> Iterator[str]:
    """Yield what sentences touch that keta knows more of, each point whole once: `seen` are those told before."""
    for group in groups:
        yield "- " + " ".join(f"Sentence {told.n}: “{escape(told.scanned.passage.quoted)}”" for told in group.told)
        yield from (f"  - {omission(one.omission, context)}" for one in group.omissions if one.omission.id not in seen)
        if again := [one.omission.label for one in group.omissions if one.omission.id in seen]:
            yield f"  - Touches: {escape('; '.join(again))}"
        seen.update(one.omission.id for one in group.omissions)
        yield from _claims(group.told)
        yield from (f"  - {figure}" for one in group.told for figure in _figures(one))


def _left_out(report: Report) -> Iterator[str]:
    for one in report.left_out:
        yield f"- {omission(one.omission, report.context)}"
    if report.topics:
        yield f"- Nothing on: {escape('; '.join(topic.name for topic in report.topics))}"
