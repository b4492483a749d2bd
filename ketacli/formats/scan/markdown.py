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
from ketacli.report.scan import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    for kind, groups in played_down.by_kind(report.played_down):
        yield from _section(kind.heading, _played_down(groups, kind.short, report))
    seen: set[str] = set()
    for name, lines in (
        ("otherwise", [_beside(one, report) for one in sections["otherwise"]]),
        ("states", [_stated(one, report) for one in sections["states"]]),
        ("safety", _mentioned(report.mentions(on_safety=True), report.context, seen)),
        ("part", [_beside(one, report) for one in sections["part"]]),
        ("agrees", [_beside(one, report) for one in sections["agrees"]]),
        ("close", [_beside(one, report) for one in sections["close"]]),
        ("mentions", _mentioned(report.mentions(on_safety=False), report.context, seen)),
    ):
        yield from _section(HEADINGS[name], lines)
    if is_full:
        silent = [*sections["names"], *sections["nothing"]]
        yield from _section(
            "Nothing known", (f"- Sentence {one.n}: “{escape(one.scanned.passage.text)}”" for one in silent)
        )
    yield from _section(HEADINGS["left-out"], _left_out(report))
    cited = (f"- **{escape(one.label)}.** {linked(telling.citation(one))}" for one in report.references)
    yield from _section("Sources named here", cited)
    if is_full:
        unread = (f"- {kind}: “{escape(text)}”" for kind, text in totals.left_texts(report))
        yield from _section(HEADINGS["unread"], unread)
    yield escape(report.context.notice or words.NOTICE)


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield lines under their heading, after what this has in brackets; nothing where there are no lines."""
    if text := "\n".join(lines):
        head, _, rest = heading.partition(" (")
        yield f"## {head}"
        if rest:
            yield f"*{capital(rest.removesuffix(')'))}.*"
        yield text


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


def _claims(told: Sequence[Told], seems: str = "") -> Iterator[str]:
    """Yield the claims of sentences that stand with points, each after its verdict; `seems` is what they seem to do."""
    for one in told:
        for known in one.known[:2]:
            label = "Claim" if one.kind in {"states", "part"} else "Similar"
            parts = [f"{label}: {_aside(known) if label == 'Similar' else _verdict(known)}"]
            parts += [f"{name}: {escape(text)}" for name, text in known.beyond(seems)]
            parts += _lines(known.rest if one.kind == "states" else known.short)
            yield "  - " + " ".join(words.ended(part) for part in parts)


def _beside(told: Told, report: Report) -> str:
    parts = [f"Page: “{escape(told.scanned.passage.quoted)}”", *(_figures(told) if told.is_of_study else ())]
    is_part = told.kind == "part"
    first, other = ("Known", "Also") if is_part else ("Similar", "Or")
    labelled = [(other if place else first, one) for place, one in enumerate(told.known)]
    for label, one in [*labelled, *(("Similar", one) for one in told.near)]:
        parts.append(f"{label}: {_verdict(one) if is_part and one not in told.near else _aside(one)}")
        parts += [f"{name}: {escape(text)}" for name, text in one.beyond()]
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


def _played_down(groups: Sequence[PlayedDown], seems: str, report: Report) -> Iterator[str]:
    for group in groups:
        yield "- " + " ".join(f"Sentence {told.n}: “{escape(told.scanned.passage.quoted)}”" for told in group.told)
        yield from (f"  - **{escape(one.text)}**" for told in group.told for one in report.on_record(told.n))
        if group.urgent:
            yield f"  - **Urgent**: {escape(group.urgent)}"
        for one in (group.point, *group.others, *group.touched):
            yield f"  - {omission(one.omission, report.context)}"
        yield from _claims(group.told, seems)
        for told in group.told:
            yield from (f"  - {figure}" for figure in _figures(told))
            if parted := told.parted(seems):
                yield f"  - Rest: {parted}"


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
