"""`table`: the summary as text for reading at a terminal: one page, or everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.formats import _words as words
from ketacli.formats._page import WIDEST, Column, Drawer, Page, Span
from ketacli.formats._text import Layout, cells, harmless
from ketacli.formats.summary import _beyond as beyond
from ketacli.formats.summary import _citing as citing
from ketacli.formats.summary import _telling as telling
from ketacli.formats.summary._full import render as render  # noqa: PLC0414 - the whole report, drawn there
from ketacli.formats.summary._rows import add_figures
from ketacli.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ketacli.model import Study
    from ketacli.report.brief import Brief
    from ketacli.report.saying import Figures


MOST_LINES = 62
"""The most lines of one page at 80 columns; fewer where there are few claims: 57 for five."""

_LINES, _LINES_A_CLAIM = 47, 2


class _Lengths(NamedTuple):
    """The most lines of each list on one page; `rows` are those of the first measure, the second, the third."""

    rows: tuple[int, ...] = (2,)
    claims: int = 7
    omissions: int = 0
    disagreements: int = 0


_WHOLE = _Lengths(rows=(10, 10, 10), claims=24, omissions=9, disagreements=4)
_LONGER: tuple[dict[str, Any], ...] = (
    {"rows": (2, 1)},
    {"omissions": 1},
    {"rows": (3,)},
    {"rows": (3, 1)},
    {"rows": (4, 1)},
    {"rows": (5, 1)},
    {"omissions": 2},
    {"rows": (6, 1)},
    {"claims": 8},
    {"omissions": 3},
    {"claims": 10},
    {"rows": (6, 2)},
    {"omissions": 4},
    {"disagreements": 1},
    {"claims": 12},
    {"omissions": 6},
    {"rows": (6, 3, 1)},
    {"rows": (6, 3, 2)},
    {"claims": 16},
    {"disagreements": 2},
    {"claims": 24},
    {"omissions": 9},
    {"rows": (6, 4, 2)},
    {"rows": (6, 5, 3)},
    {"rows": (6, 6, 4)},
    {"disagreements": 3},
    {"rows": (10, 10, 10)},
    {"disagreements": 4},
)
"""What is added to the shortest page, one after the other, each where it still finds room."""

_MOST_QUOTED = 4
"""How many rows of times are shown because a bottom line rests on their studies."""

_VERDICT = 16
_MOST_RISKS = 2
"""How many risks of harm one page tells; further ones are counted."""

_PAIRED_FROM = 3


def fitted(found: Brief) -> beyond.Fitted:
    """Return what is on one page of eighty columns, whatever it is drawn as."""
    return _fitted(found, _lengths(found, Layout(WIDEST))[0])


def _fitted(found: Brief, lengths: _Lengths) -> beyond.Fitted:
    lines, omissions = found.lines[: lengths.claims], found.omissions[: lengths.omissions]
    risky = tuple(line for line in lines if line.card.risks)
    return beyond.Fitted(
        tuple(_shorter(block, most) for block, most in zip(found.figures, lengths.rows, strict=False)),
        lines,
        risky if len(risky) <= _MOST_RISKS or found.is_bare else (),
        omissions,
        tuple(one for one in omissions[:1] if one.importance == "core"),
        found.disagreements[: lengths.disagreements],
    )


def brief(found: Brief, layout: Layout) -> Page:
    """Return the evidence on one page; where it would be longer than a page, lists are cut and what is left out is counted."""
    if layout.width < WIDEST:  # the promise is for eighty columns
        return _one_page(found, _WHOLE, layout, Drawer(layout.width))
    return _lengths(found, layout._replace(width=WIDEST))[1]


def _lengths(found: Brief, layout: Layout) -> tuple[_Lengths, Page]:
    """Return the longest lists that find room on one page, and that page."""
    most = min(MOST_LINES, _LINES + _LINES_A_CLAIM * len(found.lines))
    drawer = Drawer(layout.width)
    # A point that the pages leave out and somebody could come to harm by is told, whatever else has to go.
    lengths = _Lengths(omissions=int(any(one.importance == "core" for one in found.omissions[:1])))
    page = _one_page(found, lengths, layout, drawer)
    summed_up = [{"rows": (2, 1)}] if any(map(_least, found.figures[1:2])) else []
    for change in (*summed_up, *_LONGER):
        longer = lengths._replace(**change)
        if _there(longer, found) == _there(lengths, found) or len(longer.rows) < len(lengths.rows):
            continue
        grown = _one_page(found, longer, layout, drawer)
        if grown.text().count("\n") <= most:
            lengths, page = longer, grown
    return lengths, page


def add_citable(page: Page, found: Brief) -> None:
    """Add the figures as lines to cite to a page that shows everything."""
    told = citing.lines(found)
    if told:
        page.blank()
        page.add(Span(citing.HEADING, "heading"))
    for line in told:
        page.add(line, hang=2)


def _there(lengths: _Lengths, found: Brief) -> tuple[object, ...]:
    """Return how long the lists of a page are, with what there is to fill them."""
    known = ((lengths.claims, found.lines), (lengths.omissions, found.omissions))
    rows = [
        min(max(most, _least(block)), _studies(block)) for most, block in zip(lengths.rows, found.figures, strict=False)
    ]
    return (
        *(min(most, len(one)) for most, one in known),
        min(lengths.disagreements, len(found.disagreements)),
        *rows,
    )


def _least(block: Figures) -> int:
    """Return how many rows of times and the like must be shown for a reader to find what the bottom line sums up."""
    studies = [row for row in block.values if not row.card]
    last = max((place for place, row in enumerate(studies, 1) if row.is_quoted), default=0)
    return last if last <= _MOST_QUOTED else 0


def _studies(block: Figures) -> int:
    return sum(not row.card for row in block.rows)


def _one_page(found: Brief, lengths: _Lengths, layout: Layout, drawer: Drawer) -> Page:
    page = Page(layout, drawer)
    version = f", {telling.version(found.report)}" if found.report.store_version else ""
    page.add(Span(found.title, "heading"), Span(f" · evidence summary{version}", "muted"))
    page.add(Span(telling.lead(found), "muted"))
    if what := words.asked({name: value for name, value in found.report.asked.items() if name != "topic"}):
        page.add(Span(f"Only claims with {what}.", "muted"))
    shown = _fitted(found, lengths)
    figures = shown.figures
    _bottom_lines(page, found)
    if found.is_of_whole_store:
        _whole_store(page, found)
        return page
    for block in figures:
        page.blank()
        add_figures(page, block)
    basis = telling.basis(figures)
    if cells(basis) > WIDEST:
        basis = telling.basis(figures, is_short=True)
    if basis:
        page.add(Span(basis, "muted"), hang=2)
    if told := " ".join(filter(None, (telling.companies(figures), telling.chosen(figures)))):
        page.add(Span(told, "muted"), hang=2)
    _more(page, found, shown)
    _lines(page, found, shown)
    _left_out(page, found, shown)
    _disagreements(page, found, shown)
    _references(page, found._replace(figures=figures))
    return page


def _shorter(block: Figures, most: int) -> Figures:
    """Return figures with at most so many rows beside the pages' own; those left out are counted."""
    shown = [one._replace(rows=tuple(row for row in one.rows if row.card or row.rank < most)) for one in block.groups]
    own = tuple(row for row in block.values if row.card)
    studies = tuple(row for row in block.values if not row.card)[: max(most, _least(block))]
    less = block._replace(groups=tuple(group for group in shown if group.rows), values=(*own, *studies))
    return less._replace(more=block.more + len(block.rows) - len(less.rows))


def _more(page: Page, found: Brief, shown: beyond.Fitted) -> None:
    if told := beyond.more(found, shown):
        if not shown.figures:
            page.blank()
        _lead(page, *told)


def _lead(page: Page, told: str, command: str) -> None:
    """Add what there is more of, with the command that shows it."""
    page.add(Span(f"{told}: {command}", "muted"), hang=2)


def _whole_store(page: Page, found: Brief) -> None:
    """Add what there is beyond the topics' answers where nothing was asked for: in numbers, with the commands that show it."""
    page.blank()
    for line in beyond.in_numbers(found):
        page.add(line, hang=2)
    page.add(Span(beyond.ON_A_TOPIC, "muted"), hang=2)
    page.add(Span(f"Cite: {found.cite}", "muted"), hang=2)


def _bottom_lines(page: Page, found: Brief) -> None:
    lines = found.summed_up
    if not lines:
        return
    page.blank()
    page.add(Span("BOTTOM LINE" if not found.report.is_narrowed else "BOTTOM LINE OF THE WHOLE TOPIC", "heading"))
    for topic, line in lines:
        if found.is_of_many:
            question = Span(f"{topic.question or topic.name} ", "label")
            page.add(question, line.dated, Span(f" {topic.id}", "id"), hang=2)
        else:
            page.add(*([Span(f"{topic.name}: ", "label")] if len(lines) > 1 else []), line.dated)


def _lines(page: Page, found: Brief, shown: beyond.Fitted) -> None:
    """Add each claim in a line after its verdict: bare claims are allowed only here, where the line begins with the verdict."""
    page.blank()
    page.add(Span(f"CLAIMS {found.pages.upper()}", "heading"))
    rows = []
    for line in shown.lines:
        kind = line.card.kind
        rows.append(
            ([Span(f"{line.mark} {line.verdict.upper()}", kind)], [Span(line.text, "" if line.card.holds else "claim")])
        )
        if line in shown.risks:
            rows += [([], [Span("Risk: ", "label"), Span(risk, "")]) for risk in line.card.risks]
        rows += [([], [Span(f"{label}: ", "label"), Span(text, "")]) for label, text in beyond.basis(line.card, found)]
    if page.is_narrow:
        for verdict, text in rows:
            page.add(*verdict, *([" "] if verdict else []), *text, indent=0 if verdict else 2, hang=2)
    else:
        page.table(rows, (Column(_VERDICT), Column()))
    if warning := beyond.untold_risks(found, shown):
        page.add(Span("Risk: ", "label"), warning, hang=2)
    if told := beyond.more_claims(found, shown):
        _lead(page, *told)


def _left_out(page: Page, found: Brief, shown: beyond.Fitted) -> None:
    """Add what the pages leave out: what somebody could come to harm by whole, others in a line, the rest by name."""
    if not found.omissions:
        return
    page.blank()
    page.add(Span("THE PAGES LEAVE OUT", "heading"))
    for one in shown.omissions:
        label = Span(f"{one.label}: ", "label")
        if one in shown.whole:
            page.add(label, one.text, Span(f" ({found.context.named(one.sources)})", "muted"), hang=2)
        else:
            page.add(label, one.short or words.first_sentence(one.text), hang=2)
    if others := beyond.others_left_out(found, shown):
        page.add(Span(others, "muted"), hang=2)


def _disagreements(page: Page, found: Brief, shown: beyond.Fitted) -> None:
    if not shown.disagreements:
        return
    page.blank()
    page.add(Span("DISAGREEMENTS", "heading"))
    for one in shown.disagreements:
        page.add(beyond.disagreement(one), hang=2)
    if told := beyond.more_disagreements(found, shown):
        _lead(page, *told)


def _references(page: Page, found: Brief) -> None:
    """Add the studies that the page names, and those that its bottom lines rest on besides."""
    named = found.named(page.words(), harmless)
    others = [study for topic in found.topics for study in found.resting(topic) if study not in named]
    page.blank()
    if named or others:
        meaning = telling.marks(map(found.read, [*named, *others]))
        page.add(Span("REFERENCES", "heading"), Span(f" · {meaning}" if meaning else "", "muted"), hang=2)
    _beside(page, [*_entries(found, named)])
    if others:
        told = "; ".join(dict.fromkeys(_entries(found, others)))
        page.add(Span(f"The bottom line {'also rests' if named else 'rests'} on: {told}", "muted"), hang=2)
    page.add(Span(f"Cite: {found.cite}", "muted"), hang=2)


def _entries(found: Brief, studies: Iterable[Study]) -> Iterator[str]:
    for study in studies:
        label = found.context.labels.get(study.id, study.id)
        where = telling.identifier(study)
        if where.startswith("http") and len(where) > telling.LONG:
            where = f"keta show {study.id}"
        yield f"{label}{telling.mark(found.read(study))} {where}"


def _beside(page: Page, entries: Sequence[str]) -> None:
    """Add entries, two on a line where both find room and there are many."""
    half = (page.layout.width - 2) // 2
    is_paired = len(entries) > _PAIRED_FROM
    short = [one for one in entries if is_paired and cells(one) <= half]
    for one in entries:
        if one not in short:
            page.add(Span(one, "muted"), hang=2)
    for number in range(0, len(short), 2):
        page.line(Span("  ".join(f"{one:{half}}" for one in short[number : number + 2]).rstrip(), "muted"))
