"""What the commands that set figures side by side have in common: names for what they show, and a word when there is nothing."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ketacli.answer import Context
from ketacli.cli._file import target
from ketacli.errors import UsageError
from ketacli.formats import _words as words
from ketacli.formats.plot import PICTURES
from ketacli.report.chart import KINDS, Chart, Names, chart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.formats.summary.html import Drawing
    from ketacli.model import Claim
    from ketacli.store import Store
    from ketacli.store.query import Query


_SHOWN = {
    "timing": "Times that the documents give, beside what studies found, on a logarithmic scale.",
    "rates": "Shares of people that the documents give, beside what studies found, in per cent.",
}
"""What a chart shows, in the words under its name in a page."""


def names(store: Store, query: Query) -> Context:
    """Return the plain-language names that a view of figures shows."""
    return Context(
        store_title=store.title or "",
        store_version=store.version or "",
        claims_in_store=store.size,
        topics=store.names("topic", query.topic) if query.topic else {},
        documents=store.names("document"),
        labels=store.labels(store.ids("document", "study")),
        designs=store.names("design"),
        measures=store.names("measure"),
        people=store.names("population"),
        treatments=store.names("intervention"),
    )


def nothing(what: str, query: Query, store: Store, claims: int) -> str:
    """Return that no figure was found: because no claim matches, or because none that matches gives one."""
    asked = words.asked(query.asked())
    searched = f"searched {words.plural(store.size, 'claim')} of `{store.title or store.path}`"
    if not claims:
        return f"No claim found{f' for {asked}' if asked else ''}: {searched}"
    return f"No {what}{f' for {asked}' if asked else ''}: {words.plural(claims, 'claim')} found, none gives one; {searched}"


def check(kind: str, file: str | None, *, force: bool) -> Path | None:
    """Return the file to write, if one is; refuse a chart that there is not, and a file that cannot be drawn or written.

    Raises:
        UsageError: saying what there is, or what to install.
    """
    if kind not in KINDS:
        raise UsageError(f"No plot `{kind}`", f"plots are {' and '.join(KINDS)}")
    if file is None:
        if force:
            raise UsageError("`--force` replaces a file: it goes with `-o`")
        return None
    if _ending(Path(file)) not in PICTURES:
        raise UsageError(f"Cannot draw `{file}`", "end its name with .svg or .png")
    if find_spec("matplotlib") is None:
        raise UsageError(
            "Pictures need matplotlib, which is not installed", "install it beside keta: `pip install matplotlib`"
        )
    return target(file, force=force)


def _ending(file: Path) -> str:
    return file.suffix.lower().lstrip(".")


def drawn(kind: str, claims: Sequence[Claim], store: Store, query: Query) -> Chart:
    """Return a chart of claims and of the studies they are held against."""
    names = Names(
        measures=store.names("measure"),
        treatments=store.names("intervention"),
        people=store.names("population"),
        broader=store.broader("intervention"),
        wider=store.broader("population"),
        told=frozenset(store.tally("measure")),
        asked=words.asked(query.asked()),
        store_title=store.title or "",
        store_version=store.version or "",
    )
    studies = store.studies(evidence.source for claim in claims for evidence in claim.evidence)
    return chart(kind, claims, studies, names, query.measure)


def drawings(store: Store, query: Query) -> Sequence[Drawing]:
    """Return the charts that a page of what a query finds shows; without matplotlib none, which standard error says."""
    from ketacli.cli import _output
    from ketacli.formats.summary.html import Drawing

    claims = store.find(query).claims
    charts = [found for found in (drawn(kind, claims, store, query) for kind in KINDS) if found.panels]
    if charts and find_spec("matplotlib") is None:
        _output.note("note: without pictures, for which matplotlib is missing: `pip install matplotlib`")
        return ()
    from ketacli.formats.plot.svg import svg

    return [Drawing(svg(found), found.title, _SHOWN[found.kind]) for found in charts]


def picture(file: Path, found: Chart) -> bytes:
    """Return a chart as a picture of the kind that the file's name ends in."""
    rendered: bytes | str = import_module(f"ketacli.formats.plot.{_ending(file)}").render(found)
    return rendered if isinstance(rendered, bytes) else rendered.encode()
