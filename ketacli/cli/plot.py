"""`keta plot`: how many, how soon and how long, or an overview, as a figure that can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ketacli.cli import _output
from ketacli.cli._ending import stop
from ketacli.cli._figures import ALONE, FEW, check, differing, nothing
from ketacli.cli._file import target, write
from ketacli.cli._opening import opened
from ketacli.cli._options import Color, Filters, Force, Pager, StoreOption, Text, ask_of_topic, choices, options
from ketacli.errors import ExitCode
from ketacli.figures import drawn, pictures, sized, subject
from ketacli.formats import _words as words
from ketacli.formats.plot import SIZES
from ketacli.formats.plot.text import render
from ketacli.report.figure import KINDS
from ketacli.report.subject import fits

if TYPE_CHECKING:
    from pathlib import Path

    from ketacli.report.figure import Figure
    from ketacli.report.overview import Overview


@options(Filters, StoreOption)
def command(  # noqa: PLR0913, PLR0917 - the options of the command line
    kind: Annotated[
        str, typer.Argument(help=f"{', '.join(KINDS)}.", metavar="|".join(KINDS), autocompletion=choices(KINDS))
    ],
    text: Text = None,
    file: Annotated[
        str | None, typer.Option("--output", "-o", help="Write an .svg, .png or .pdf instead.", metavar="FILE")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Replace the title.", metavar="TEXT")] = None,
    size: Annotated[
        str | None,
        typer.Option(help="slide, page, or inches as in 10x6.", metavar="SIZE", autocompletion=choices(SIZES)),
    ] = None,
    caption: Annotated[bool, typer.Option("--caption", help="Print a caption with references.")] = False,  # noqa: FBT002
    force: Force = False,  # noqa: FBT002 - a flag
    color: Color = "auto",
    *,
    pager: Pager = True,
    filters: Filters,
    storeoption: StoreOption,
) -> None:
    """Draw what pages claim beside what studies found.

    \b
    Examples:
      keta plot timing --topic onset
      keta plot rates --topic response -o response.png
      keta plot overview -o overview.pdf --size page

    rates: of 100 people how many, treated and compared, with 95% intervals. timing: how soon and how long. overview: a few
    claims and what studies found. One measure a figure: --measure names others, and several are written to numbered files.
    Text in the terminal, a picture with -o, which needs matplotlib.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    _output.check_colour(color)
    path = check(kind, file, size, force=force)
    store = opened(storeoption.store)
    query = ask_of_topic(store, text, filters)
    claims = store.find(query._replace(measure=())).claims
    of = subject(store, query, claims)
    found, rest = drawn(kind, of, query.measure, sized(size) if path else None) if claims else ([], [])
    if not found:
        kinds = [kind] if kind != "overview" else ["rates", "timing"]
        is_given = any(fits(name, one) for name in kinds for claim in claims for one in claim.quantities)
        given = FEW if kind == "overview" else ALONE
        why = given if is_given else differing(claims) or "none gives one"
        told = nothing(f"figure for `{kind}`", query, store, len(claims), why)
        others = [name for name in ("timing", "rates") if name != kind and drawn(name, of, query.measure)[0]]
        if others:
            further = " or ".join(f"`{words.command(f'plot {name}', query.asked())}`" for name in others)
            _output.note(f"{told}\n\nhint: {further} draws what they give")
        else:
            _output.missed(told, store, query.asked())
        stop(ExitCode.NOTHING)
    if title is not None:
        found = [one._replace(title=title) for one in found]
    if path:
        _write(path, found, size, title, force=force)
        if not caption:
            _output.note("note: `--caption` prints a caption with references and DOIs")
    else:
        for one in found:
            _output.draw(render(one, _output.layout()), color, pager=pager)
    if caption:
        from ketacli.formats.plot._words import caption as captioned

        for one in found:
            _output.emit(captioned(one) if path else f"\n{captioned(one)}")
    if rest and path:
        measure = getattr(found[0], "measure", "")
        _output.note(f"note: drew {measure}, which has most randomised trials; others: --measure {','.join(rest)}")


def _write(path: Path, found: list[Figure | Overview], size: str | None, title: str | None, *, force: bool) -> None:
    made = pictures(path, found, sized(size), title)
    for one, _ in made:
        target(str(one), force=force)
    for one, data in made:
        write(data, one, force=force)
        _output.note(f"Wrote {one}")
