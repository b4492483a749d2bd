"""What the commands that set figures side by side have in common: names for what they show, and a word when there is nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ketacli.cli._file import target
from ketacli.errors import KetaError, UsageError
from ketacli.figures import drawn, ending, sized, subject
from ketacli.formats import _words as words
from ketacli.formats.plot import PICTURES
from ketacli.report.figure import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.formats.summary.html import Drawing
    from ketacli.model import Claim
    from ketacli.store import Store
    from ketacli.store.query import Query

ALONE = "and what they give stands alone: no study found gives a figure to set beside it"
"""Why claims that give figures are not drawn."""


FEW = "and fewer than two of their figures have one of a study beside them, of the same outcome, treatment and time"
"""Why there is no overview of claims that give figures."""


def differing(claims: Sequence[Claim]) -> str:
    """Return that what claims give are differences, of which no share is known; empty where none gives one."""
    count = sum(any(one.statistic == "difference" for one in claim.quantities) for claim in claims)
    return f"{'one gives' if count == 1 else f'{count} give'} a difference, not a share" if count else ""


def of_studies(store: Store, measures: Sequence[str]) -> str:
    """Return the figures of these measures that only studies give, with the command that shows them; empty where none does."""
    from ketacli.model import Study
    from ketacli.quantities import phrase

    found = {
        one: [phrase(result) for result in one.results if result.measure in measures]
        for one in store.cited()
        if isinstance(one, Study)
    }
    told = [
        f"{one.label} gives {' and '.join(filter(None, given))}: keta show {one.id}"
        for one, given in found.items()
        if given
    ]
    return f"no claim gives it, but {'; '.join(told)}" if told else ""


def nothing(what: str, query: Query, store: Store, claims: int, why: str = "none gives one") -> str:
    """Return that no figure was found: because no claim matches, or because none that matches gives one, or for another reason `why`."""
    asked = words.asked(query.asked())
    if not claims:
        return f"No claim found{f' for {asked}' if asked else ''}: {words.looked_in(store)}"
    return f"No {what}{f' for {asked}' if asked else ''}: {words.plural(claims, 'claim')} found, {why}; {words.looked_in(store)}"


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


def drawings(store: Store, query: Query) -> Sequence[Drawing]:
    """Return the figures that a page of what a query finds shows; where matplotlib fails none, which standard error says."""
    from ketacli.cli import _output
    from ketacli.formats.plot._loading import load
    from ketacli.formats.summary.html import Drawing

    of = subject(store, query._replace(measure=()), store.find(query).claims)
    kinds = ("timing", "rates")
    if not any(drawn(kind, of, query.measure)[0] for kind in kinds):
        return ()
    try:
        load()
    except KetaError as error:
        _output.note(f"note: the page has no pictures. {error}\n\nhint: {error.hint}")
        return ()
    from ketacli.formats.plot._page import PORTRAIT
    from ketacli.formats.plot.svg import svg

    found = [one for kind in kinds for one in drawn(kind, of, query.measure, PORTRAIT)[0]]
    return [Drawing(svg(one), one.title, getattr(one, "subtitle", "")) for one in found]
