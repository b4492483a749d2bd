"""What the commands that set figures side by side have in common: names for what they show, and a word when there is nothing."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from ketacli import __version__
from ketacli.answer import Context
from ketacli.cli._file import target
from ketacli.errors import KetaError, UsageError
from ketacli.formats import _words as words
from ketacli.formats.plot import PICTURES, SIZES
from ketacli.report import rates, timing
from ketacli.report.figure import KINDS, Subject, choose
from ketacli.report.overview import Overview, overview

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ketacli.formats.plot._page import Size
    from ketacli.formats.summary.html import Drawing
    from ketacli.model import Claim
    from ketacli.report.figure import Figure
    from ketacli.store import Store
    from ketacli.store.query import Query

ALONE = "and what they give stands alone: no study found gives a figure to set beside it"
"""Why claims that give figures are not drawn."""

_FEWEST = 2
"""How many figures a picture needs: one alone is compared with nothing."""


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


def nothing(what: str, query: Query, store: Store, claims: int, why: str = "none gives one") -> str:
    """Return that no figure was found: because no claim matches, or because none that matches gives one, or for another reason `why`."""
    asked = words.asked(query.asked())
    searched = f"searched {words.plural(store.size, 'claim')} of `{store.title or store.path}`"
    if not claims:
        return f"No claim found{f' for {asked}' if asked else ''}: {searched}"
    return f"No {what}{f' for {asked}' if asked else ''}: {words.plural(claims, 'claim')} found, {why}; {searched}"


def check(kind: str, file: str | None, size: str | None, *, force: bool) -> Path | None:
    """Return the file to write, if one is; refuse a figure that there is not, and a file that cannot be drawn or written.

    Raises:
        UsageError: saying what there is, or what to install.
    """
    if kind not in KINDS:
        raise UsageError(f"No plot `{kind}`", f"plots are {', '.join(KINDS[:-1])} and {KINDS[-1]}")
    if file is None:
        for name, is_given in (("--force", force), ("--size", size is not None)):
            if is_given:
                what = "replaces a file" if name == "--force" else "is that of a picture"
                raise UsageError(f"`{name}` {what}: it goes with `-o`")
        return None
    if ending(Path(file)) not in PICTURES:
        raise UsageError(f"Cannot draw `{file}`", "end its name with .svg, .png or .pdf")
    sized(size)
    from ketacli.formats.plot._loading import load

    load()
    return target(file, force=force)


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


def subject(store: Store, query: Query, claims: Sequence[Claim]) -> Subject:
    """Return what figures are drawn from."""
    from ketacli.model import Document, Study

    sources = store.cited()
    topics = store.topics_named(query.topic).values()
    version = f" {store.version}" if store.version else ""
    origin = [f"keta {__version__}", f"{store.title or store.path.name}{version}".replace(f"{version}", f",{version}")]
    asked = words.asked(query.asked(), str)
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
        resting=frozenset(name for one in topics if one.bottom_line for name in one.bottom_line.rests_on),
        crises=tuple(store.crises()),
        documents=tuple(one.label for one in sources if isinstance(one, Document)),
        origin=" · ".join(
            [*origin, *([f"with {asked}"] if query.asked().keys() - {"topic"} else []), "no advice on treatment"]
        ),
    )


def drawn(
    kind: str, of: Subject, measures: Sequence[str], most: int | None = None
) -> tuple[list[Figure | Overview], list[str]]:
    """Return figures, one for each measure that is named, else of the first one, and the measures that are not drawn."""
    if kind == "overview":
        found = overview(of)
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
        figure = timing.figure(group, of, most) if kind == "timing" else rates.figure(group[0], of, most)
        if len(figure.marks) >= _FEWEST:
            figures.append(figure)
    return list(figures), rest


def drawings(store: Store, query: Query) -> Sequence[Drawing]:
    """Return the figures that a page of what a query finds shows; where matplotlib fails none, which standard error says."""
    from ketacli.cli import _output
    from ketacli.formats.plot._loading import load
    from ketacli.formats.summary.html import Drawing

    of = subject(store, query._replace(measure=()), store.find(query).claims)
    found = [one for kind in ("timing", "rates") for one in drawn(kind, of, query.measure, _PAGE)[0]]
    if not found:
        return ()
    try:
        load()
    except KetaError as error:
        _output.note(f"note: the page has no pictures. {error}\n\nhint: {error.hint}")
        return ()
    from ketacli.formats.plot.svg import svg

    return [Drawing(svg(one), one.title, getattr(one, "subtitle", "")) for one in found]


_PAGE = 24
"""How many lines a figure in a page has."""


def pictures(file: Path, found: Sequence[Figure | Overview], size: Size, title: str | None) -> list[tuple[Path, bytes]]:
    """Return the files to write: one picture, or several whose names are numbered."""
    made = []
    for place, figure in enumerate(found, 1):
        path = file if len(found) == 1 else file.with_name(f"{file.stem}-{place}{file.suffix}")
        renderer = import_module(f"ketacli.formats.plot.{ending(file)}")
        made.append((path, renderer.render(figure, size, title)))
    return made
