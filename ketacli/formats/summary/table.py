"""`table`: the summary as text for reading at a terminal: one page, or everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.formats import _words as words
from ketacli.formats._page import WIDEST, Column, Drawer, Page, Span
from ketacli.formats._text import Layout, cells, harmless
from ketacli.formats.summary import _citing as citing
from ketacli.formats.summary import _telling as telling
from ketacli.formats.summary._full import render
from ketacli.formats.summary._rows import add_figures
from ketacli.frozen import NamedTuple
from ketacli.labels import capital, shorten
from ketacli.report import card as cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ketacli.model import Contradiction, Omission, Study
    from ketacli.report.brief import Brief, Line
    from ketacli.report.card import Card
    from ketacli.report.saying import Figures

__all__ = [
    "MOST_LINES",
    "ON_A_TOPIC",
    "Fitted",
    "add_citable",
    "basis",
    "brief",
    "disagreement",
    "fitted",
    "in_numbers",
    "is_of_whole_store",
    "more",
    "more_claims",
    "more_disagreements",
    "others_left_out",
    "render",
    "untold_risks",
]

MOST_LINES = 60
"""The most lines of one page at 80 columns; fewer where there are few claims: 55 for five."""

_LINES, _LINES_A_CLAIM = 45, 2


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
"""So many rows of times are shown because a bottom line rests on their studies."""

_VERDICT = 16
_MOST_RISKS = 2
"""So many risks of harm are told on one page; where more claims have one, they are counted."""

_SIDE = 72
_PAIRED_FROM = 3


class Fitted(NamedTuple):
    """What one page has room for: figures, claims, those of them whose risk is told, points left out, those told whole, disagreements."""

    figures: tuple[Figures, ...]
    lines: tuple[Line, ...]
    risks: tuple[Line, ...]
    omissions: tuple[Omission, ...]
    whole: tuple[Omission, ...]
    disagreements: tuple[Contradiction, ...]


def fitted(found: Brief) -> Fitted:
    """Return what is on one page of eighty columns, whatever it is drawn as."""
    return _fitted(found, _lengths(found, Layout(WIDEST))[0])


def _fitted(found: Brief, lengths: _Lengths) -> Fitted:
    lines, omissions = found.lines[: lengths.claims], found.omissions[: lengths.omissions]
    risky = tuple(line for line in lines if line.card.risks)
    return Fitted(
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
        if _there(longer, found) == _there(lengths, found):
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
    if is_of_whole_store(found):
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
    if rule := telling.chosen(figures):
        page.add(Span(rule, "muted"), hang=2)
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


def more(found: Brief, shown: Fitted) -> tuple[str, str] | None:
    """Return what there is more of, and the command that shows all figures, these as lines to cite, and disagreements."""
    untold = 0 if shown.disagreements else len(found.disagreements)
    has_more = any(block.more for block in shown.figures) or len(found.figures) > len(shown.figures)
    parts = ["all rows"] if has_more else []
    parts += [words.plural(untold, "disagreement")] if untold else []
    parts += ["lines to cite"] if found.figures else []
    return (capital(", ".join(parts)), f"{words.command('summary', found.report.asked)} --full") if parts else None


def _more(page: Page, found: Brief, shown: Fitted) -> None:
    if told := more(found, shown):
        if not shown.figures:
            page.blank()
        _lead(page, *told)


def _lead(page: Page, told: str, command: str) -> None:
    """Add what there is more of, with the command that shows it."""
    page.add(Span(f"{told}: {command}", "muted"), hang=2)


ON_A_TOPIC = "One page on a topic: keta summary --topic ID · all of it: keta summary --full"


def is_of_whole_store(found: Brief) -> bool:
    """Whether nothing was asked for of a store of many topics: then one page has their answers alone."""
    return found.is_of_many and not found.report.asked


def in_numbers(found: Brief) -> tuple[str, str]:
    """Return what there is beyond the topics' answers: claims by verdict; disagreements and points left out."""
    counts = [words.plural(len(found.disagreements), "disagreement"), words.plural(len(found.omissions), "point")]
    return found.tally, f"{counts[0]}; {counts[1]} left out by the pages."


def _whole_store(page: Page, found: Brief) -> None:
    """Add what there is beyond the topics' answers where nothing was asked for: in numbers, with the commands that show it."""
    page.blank()
    for line in in_numbers(found):
        page.add(line, hang=2)
    page.add(Span(ON_A_TOPIC, "muted"), hang=2)
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


def _lines(page: Page, found: Brief, shown: Fitted) -> None:
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
        rows += [([], [Span(f"{label}: ", "label"), Span(text, "")]) for label, text in basis(line.card, found)]
    if page.is_narrow:
        for verdict, text in rows:
            page.add(*verdict, *([" "] if verdict else []), *text, indent=0 if verdict else 2, hang=2)
    else:
        page.table(rows, (Column(_VERDICT), Column()))
    if warning := untold_risks(found, shown):
        page.add(Span("Risk: ", "label"), warning, hang=2)
    if told := more_claims(found, shown):
        _lead(page, *told)


def basis(card: Card, found: Brief) -> Iterator[tuple[str, str]]:
    """Yield what a claim must not be read without where no bottom line sums its topic up: what is so, caveats, studies."""
    if not found.is_bare:
        return
    yield from ((line.label, line.text) for line in card.lines if line.label in ("In fact", "Caveat"))
    yield from (("Caveat", caveat.text) for caveat in card.folded)
    studies: dict[str, list[str]] = {}
    for one in card.claims[0].evidence:
        studies.setdefault(one.verdict, []).append(found.labels.get(one.source, one.source))
    for verdict, names in studies.items():
        told = [*dict.fromkeys(names)]
        yield (
            ("Study", f"{told[0]} {cards.STANDS[verdict][0]}.")
            if len(told) == 1
            else (
                "Studies",
                f"{', '.join(told[:-1])} and {told[-1]} {cards.STANDS[verdict][1]}.",
            )
        )


def untold_risks(found: Brief, shown: Fitted) -> str:
    """Return how many claims on the page come with a warning that is not told there, with the command that tells it."""
    risky = [line for line in shown.lines if line.card.risks]
    if not risky or shown.risks:
        return ""
    comes = f"{words.plural(len(risky), 'claim')} above {'comes' if len(risky) == 1 else 'come'}"
    return f"{comes} with a warning of harm: {words.command('claims', found.report.asked)}"


def more_claims(found: Brief, shown: Fitted) -> tuple[str, str] | None:
    """Return how many claims are not on the page, by verdict, and the command that shows them."""
    rest = [line.card for line in found.lines[len(shown.lines) :]]
    return (f"and {cards.tally(rest)}", words.command("claims", found.report.asked)) if rest else None


def _left_out(page: Page, found: Brief, shown: Fitted) -> None:
    """Add what the pages leave out: what somebody could come to harm by whole, others in a line, the rest by name."""
    if not found.omissions:
        return
    page.blank()
    page.add(Span("THE PAGES LEAVE OUT", "heading"))
    for one in shown.omissions:
        label = Span(f"{one.label}: ", "label")
        if one in shown.whole:
            names = ", ".join(found.labels.get(name, name) for name in one.sources)
            page.add(label, one.text, Span(f" ({names})", "muted"), hang=2)
        else:
            page.add(label, one.short or words.first_sentence(one.text), hang=2)
    if others := others_left_out(found, shown):
        page.add(Span(others, "muted"), hang=2)


def others_left_out(found: Brief, shown: Fitted) -> str:
    """Return which other points the pages leave out, with the command that tells them all."""
    rest = [one.label for one in found.omissions[len(shown.omissions) :]]
    if not rest and len(shown.whole) == len(shown.omissions):
        return ""
    topics = " ".join(found.report.asked.get("topic", ())[:1])
    return _others(rest, is_more=bool(shown.omissions), command=f"keta topics {topics}".rstrip())


def _others(names: Sequence[str], *, is_more: bool, command: str) -> str:
    """Return what else is left out, named as far as one line has room: `Also: Driving; Pregnancy and 4 more: keta topics safety`."""
    if not names:
        return f"In full, with sources: {command}"
    start = "Also: " if is_more else ""
    for shown in range(len(names), 0, -1):
        more = f" and {len(names) - shown} more" if shown < len(names) else ""
        text = f"{start}{'; '.join(names[:shown])}{more}: {command}"
        if cells(text) <= WIDEST:
            return text
    return f"{start}{words.plural(len(names), 'point')}: {command}"


def disagreement(one: Contradiction) -> str:
    """Return a disagreement in a line."""
    return one.short or " / ".join(side.short or shorten(side.says, _SIDE) for side in one.sides)


def more_disagreements(found: Brief, shown: Fitted) -> tuple[str, str] | None:
    """Return how many disagreements are not on the page, and the command that shows them."""
    rest = len(found.disagreements) - len(shown.disagreements)
    command = words.command("contradictions", found.report.asked)
    return (f"and {words.plural(rest, 'more', 'more')}", command) if rest else None


def _disagreements(page: Page, found: Brief, shown: Fitted) -> None:
    if not shown.disagreements:
        return
    page.blank()
    page.add(Span("DISAGREEMENTS", "heading"))
    for one in shown.disagreements:
        page.add(disagreement(one), hang=2)
    if told := more_disagreements(found, shown):
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
        label = found.labels.get(study.id, study.id)
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
