"""Figures of what a query finds: what they are drawn from, which are drawn, and their pictures."""

from __future__ import annotations

import re
from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING

from ketacli import __version__
from ketacli.answer import Context
from ketacli.errors import UsageError
from ketacli.formats import _words as words
from ketacli.formats._text import Layout
from ketacli.formats.plot import SIZES
from ketacli.formats.plot._layout import fitting
from ketacli.formats.plot._loading import load
from ketacli.report import few, rates, timing
from ketacli.report.overview import MOST, Overview, overview
from ketacli.report.subject import Subject, choose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from ketacli.formats.plot._page import Size
    from ketacli.model import Claim
    from ketacli.report.arms import Key
    from ketacli.report.figure import Figure
    from ketacli.report.saying import Figures
    from ketacli.store import Store
    from ketacli.store.query import Query

_FEWEST = 2
"""How many figures a picture needs: one alone is compared with nothing."""


_LISTS = ("intervention", "population", "measure", "document")
"""Whose names stand for ids in what is said of the filters."""

_STRIP = 3
"""How many lines of another figure a claim takes in an overview."""


def names(store: Store, query: Query) -> Context:
    """Return the plain-language names that a view of figures shows."""
    return Context(
        store_title=store.title or "",
        store_version=store.version or "",
        claims_in_store=store.size,
        topics=store.names("topic", query.topic) if query.topic else {},
        documents=store.names("document"),
        labels=store.labels(),
        designs=store.names("design"),
        measures=store.names("measure"),
        people=store.names("population"),
        treatments=store.names("intervention"),
    )


def wanted(store: Store, query: Query) -> Callable[[str | None], bool] | None:
    """Return what says whether a study's figure is of a treatment asked for, or of a form of one; None where none is."""
    if not query.intervention:
        return None
    return Subject((), (), {}, {}, broader=store.broader("intervention"), wanted=query.intervention).is_wanted


def subject(store: Store, query: Query, claims: Sequence[Claim]) -> Subject:
    """Return what figures are drawn from."""
    from ketacli.model import Document, Study

    sources = store.cited()
    topics = store.topics_named(query.topic).values()
    origin = [f"keta {__version__}", ", ".join(filter(None, (store.title or store.path.name, store.version)))]
    known = {name: told for kind in _LISTS for name, told in store.names(kind).items()}
    filters = {name: value for name, value in query.asked().items() if name not in ("topic", "measure")}
    asked = words.asked(filters, lambda one: known.get(one, one))
    is_whole = len(query.topic) == 1 and not filters  # the answer is that to all of a topic
    return Subject(
        claims=claims,
        studies=[one for one in sources if isinstance(one, Study)],
        measures={one["id"]: one for one in store.listed("measure")},
        treatments={one["id"]: one for one in store.listed("intervention")},
        labels={one.id: one.label for one in sources},
        broader=store.broader("intervention"),
        wider=store.broader("population"),
        is_given=lambda measure: any(
            measure in (one.measure, one.defined_as)
            for claim in store.claims(measure=measure)
            for one in claim.quantities
        ),
        topics=tuple(one.id.replace("-", " ") for one in topics),
        question=next((one.question or "" for one in topics), "") if len(query.topic) == 1 else "",
        answer=next((one.answer or "" for one in topics), "") if is_whole else "",
        wanted=query.intervention,
        quoted=" ".join(one.bottom_line.text for one in topics if one.bottom_line),
        people={one["id"]: one["short"] for one in store.listed("population") if one.get("short")},
        resting=frozenset(name for one in topics if one.bottom_line for name in one.bottom_line.rests_on),
        summarised=_summarised(store, query._replace(measure=())),
        command=lambda name: words.command(name, query.asked()),
        pages=tuple(
            one for one in sources if isinstance(one, Document) and one.id in {claim.source for claim in claims}
        ),
        digest=store.digest,
        documents=tuple(one.label for one in sources if isinstance(one, Document)),
        origin=" · ".join([*origin, *([f"with {asked}"] if filters else []), "no advice on treatment"]),
    )


def _summarised(store: Store, query: Query) -> Callable[[str], list[Key]]:
    """Return what says which rows of a measure the page of a topic's summary has; it is made when it is first asked for."""

    @cache
    def page() -> Sequence[Figures]:
        from ketacli.report.brief import brief
        from ketacli.report.summary import summarise

        return brief(store, summarise(store, query)).figures

    return lambda measure: few.rows(page(), measure) if query.topic else []


def drawn(
    kind: str, of: Subject, measures: Sequence[str], size: Size | None = None
) -> tuple[list[Figure | Overview], list[str]]:
    """Return figures, one for each measure that is named, else of the first one, and the measures that are not drawn.

    A figure for a picture of a `size` has as many rows as find room in it.
    """
    if kind == "overview":
        found = overview(of) if size is None else overview(of, min(size.most // _STRIP, MOST))
        return ([found] if len(found.strips) >= _FEWEST else []), []
    chosen = choose(kind, of, measures)
    together = kind == "timing" and not measures and bool(of.topics)
    groups: Iterable[list[str]] = [chosen] if together and chosen else [[one] for one in chosen]
    figures: list[Figure] = []
    rest: list[str] = []
    for group in groups:
        if figures and not measures:
            rest += group
            continue
        make = partial(timing.figure, group, of) if kind == "timing" else partial(rates.figure, group[0], of)
        figure = make() if size is None else fitting(make, size)
        if len(figure.marks) >= _FEWEST:
            figures.append(figure)
    return list(figures), rest


def ending(file: Path) -> str:
    """Return the kind of picture that a file's name ends in."""
    return file.suffix.lower().lstrip(".")


_MOST_INCHES = 50
_LEAST_INCHES = 6


def sized(size: str | None) -> Size:
    """Return the size of a picture by its name, or in inches as `10x6`.

    Raises:
        UsageError: saying what sizes there are.
    """
    from ketacli.formats.plot import _page as page

    if size is None or size in SIZES:
        return page.PORTRAIT if size == "page" else page.SLIDE
    found = re.fullmatch(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)", size.lower())
    if not found:
        raise UsageError(f"No size `{size}`", "sizes are slide, page, or inches across and down as in 10x6")
    across, down = float(found[1]), float(found[2])
    if not all(_LEAST_INCHES <= one <= _MOST_INCHES for one in (across, down)):
        raise UsageError(f"No size `{size}`", f"each side has {_LEAST_INCHES} to {_MOST_INCHES} inches")
    return page.sized(across, down)


def pictures(file: Path, found: Sequence[Figure | Overview], size: Size, title: str | None) -> list[tuple[Path, bytes]]:
    """Return the files to write: one picture, or several whose names are numbered."""
    made = []
    for place, figure in enumerate(found, 1):
        path = file if len(found) == 1 else file.with_name(f"{file.stem}-{place}{file.suffix}")
        made.append((path, picture(ending(file), figure, size, title)))
    return made


def picture(format: str, figure: Figure | Overview, size: Size, title: str | None = None) -> bytes:  # noqa: A002 - as on the command line
    """Return a figure as a file: `svg`, `png`, `pdf`, or `text` for 80 columns.

    Raises:
        UsageError: if matplotlib, which pictures need, is missing.
    """
    renderer = import_module(f"ketacli.formats.plot.{format}")
    if format == "text":
        found: str = renderer.render(figure if title is None else figure._replace(title=title), Layout()).text()
        return found.encode()
    load()
    data: bytes = renderer.render(figure, size, title)
    return data
