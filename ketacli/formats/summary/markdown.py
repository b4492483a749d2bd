"""`markdown`: the summary as a page that renders on GitHub and in pandoc."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.formats import _words as words
from ketacli.formats._markdown import code, escape, link, table
from ketacli.formats._text import in_ascii
from ketacli.formats.summary import _beyond as beyond
from ketacli.formats.summary import _citing as citing
from ketacli.formats.summary import _telling as telling
from ketacli.formats.summary import table as on_page
from ketacli.formats.summary._full_markdown import linked
from ketacli.formats.summary._full_markdown import render as render  # noqa: PLC0414 - the whole report, written there
from ketacli.labels import capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.formats._text import Layout
    from ketacli.model import Omission
    from ketacli.report.brief import Brief, Line
    from ketacli.report.saying import Figures, Rate, Value


_SHARES, _FIGURES = (54, 11, 11, 24), (30, 25, 45)
"""The widths of the columns of the few figures, in hundredths of the page."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def brief(found: Brief, layout: Layout) -> str:
    """Return the evidence on one page, the same as on a terminal, ready to be pasted and cited."""
    shown = on_page.fitted(found)
    blocks = [*_page(found, shown)]
    of_page = found._replace(figures=shown.figures)
    text = "\n\n".join([*blocks, *_references(of_page, "\n\n".join(blocks))]) + "\n"
    return in_ascii(text) if layout.ascii else text


def citable(found: Brief, layout: Layout) -> str:
    """Return the figures as lines to cite, to stand after a report that is whole; empty where there are none."""
    lines = citing.lines(found)
    if not lines:
        return ""
    told = "\n".join(f"- {escape(line)}" for line in lines)
    text = f"\n## {citing.HEADING}\n\n{told}\n"
    return in_ascii(text) if layout.ascii else text


def _page(found: Brief, shown: beyond.Fitted) -> Iterator[str]:
    told = telling.version(found.report)
    version = f"{' of ' if told[:1].isdigit() else ', '}{escape(told)}" if told else ""
    yield f"# {escape(found.title)}"
    yield f"*Evidence summary{version}. It reports what {telling.claimed(found)} and what studies found; it is not medical advice.*"
    if what := words.asked({name: value for name, value in found.report.asked.items() if name != "topic"}, code):
        yield f"Only claims with {what}."
    yield from _bottom_lines(found)
    if found.is_of_whole_store:
        yield from map(escape, (*beyond.in_numbers(found), f"{beyond.ON_A_TOPIC}."))
        return
    for block in shown.figures:
        yield _rates(block, found) if block.groups else _values(block, found)
    if meaning := telling.marks(telling.read_so(shown.figures)):
        yield f"{escape(capital(meaning))}."
    yield from map(
        escape,
        filter(
            None, (told(shown.figures) for told in (telling.basis, telling.companies, telling.chosen, telling.sharing))
        ),
    )
    yield from _led(beyond.more(found, shown))
    yield f"## Claims {escape(found.pages)}"
    yield "\n".join(_line(line, found, is_risky=line in shown.risks) for line in shown.lines)
    if warning := beyond.untold_risks(found, shown):
        yield f"**Risk.** {_commanded(warning)}"
    yield from _led(beyond.more_claims(found, shown))
    if found.omissions:
        yield "## Left out by the pages"
        if shown.omissions:
            yield "\n".join(_omission(one, found, is_whole=one in shown.whole) for one in shown.omissions)
        if others := beyond.others_left_out(found, shown):
            yield _commanded(others)
    if shown.disagreements:
        yield "## Disagreements"
        yield "\n".join(f"- {escape(beyond.disagreement(one))}" for one in shown.disagreements)
        yield from _led(beyond.more_disagreements(found, shown))


def _line(line: Line, found: Brief, *, is_risky: bool) -> str:
    """Return a claim in a line that cannot be copied without its verdict, what is so, and its caveats."""
    short = ((one.label, one.text) for one in line.card.lines if one.label in ("In fact", "Caveat", "Caveats"))
    told = [*(("Risk", risk) for risk in line.card.risks if is_risky)]
    told += beyond.basis(line.card, found) if found.is_bare else short
    besides = "".join(f" {label}: {escape(text)}" for label, text in told)
    return f"- **{capital(line.card.verdict)}.** Claim: {escape(line.text)}{besides}"


def _led(told: tuple[str, str] | None) -> Iterator[str]:
    """Yield what there is more of, with the command that shows it."""
    if told:
        yield _commanded(": ".join(told))


def _commanded(text: str) -> str:
    """Return text that ends in a command after a colon, which is set as code."""
    told, colon, command = text.rpartition(": keta ")
    return f"{escape(told)}: {code(f'keta {command}')}" if colon else escape(text)


def _bottom_lines(found: Brief) -> Iterator[str]:
    told = found.summed_up
    for topic, line in told:
        label = "Bottom line" if len(told) == 1 else escape(topic.question or topic.name)
        if len(told) == 1 and found.report.is_narrowed:
            label = "Bottom line of the whole topic"
        links = [link(found.context.labels.get(one.id, one.id), telling.address(one)) for one in found.resting(topic)]
        basis = f" (Rests on {'; '.join(links)}.)" if links and line.rests_on else ""
        yield f"**{label}{'' if label.endswith('?') else '.'}** {escape(line.dated)}{basis}"


def _rates(block: Figures, found: Brief) -> str:
    body = []
    for group in block.groups:
        for row in group.rows:
            about = f"{'' if row.about.startswith(('(', '[')) else ','} {escape(row.about)}" if row.about else ""
            who = _who(row, found)
            what = f"{escape(group.name)}: " if group.name else ""
            treated, compared = map(escape, row.shown)
            body.append([f"{what}{who}{about}", treated, compared, escape(row.difference)])
    heading = capital(block.heading)
    return table([escape(heading), "Treated", "Compared", "Difference (95% interval)"], body, (1, 2), _SHARES).rstrip(
        "\n"
    )


def _values(block: Figures, found: Brief) -> str:
    body = [[_who(row, found), escape(row.figure), escape(row.about)] for row in block.values]
    heading = capital(block.heading)
    return table([escape(heading), "Figure", "Of whom"], body, widths=_FIGURES).rstrip("\n")


def _who(row: Rate | Value, found: Brief) -> str:
    """Return who gives a figure: a document with the verdict on its claim, a study with a link and how it was read."""
    if row.card is not None:
        return f"**{capital(row.card.verdict)}**: {escape(row.who)}"
    study = found.context.studies.get(row.source)
    return f"{link(row.who, telling.address(study) if study else '')}{escape(telling.mark(row.read))}"


def _omission(one: Omission, found: Brief, *, is_whole: bool) -> str:
    """Return a point that pages leave out: whole with its sources, or in a line."""
    if not is_whole:
        return f"- {escape(one.label)}: {escape(one.short or words.first_sentence(one.text))}"
    limits = f" {escape(one.limits)}" if one.limits else ""
    return f"- {escape(one.label)}: {escape(one.text)}{limits} ({escape(found.context.named(one.sources))})"


def _plain(text: str) -> str:
    """Return Markdown without what keeps its marks from acting."""
    return _ESCAPED.sub(r"\1", text.replace("&#8203;", ""))


def _references(found: Brief, text: str) -> Iterator[str]:
    """Yield the references of the studies that a text names."""
    if studies := found.named(_plain(text), lambda label: _plain(escape(label))):
        yield "## References"
        if meaning := telling.marks(map(found.read, studies)):
            yield f"{escape(meaning)}."
        yield "\n".join(
            f"{number}. {escape(found.context.labels.get(study.id, study.id) + telling.mark(found.read(study)))}: {linked(telling.reference(study))}"
            for number, study in enumerate(studies, 1)
        )
    yield f"Cite as: {escape(found.cite)}"
