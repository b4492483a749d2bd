"""`keta plot`: how soon and how long, or how many, as a picture."""

from __future__ import annotations

from typing import Annotated

import typer

from ketacli.cli import _output
from ketacli.cli._app import stop
from ketacli.cli._figures import check, drawn, nothing, picture
from ketacli.cli._file import write
from ketacli.cli._opening import opened
from ketacli.cli._options import Color, Filters, Pager, StoreOption, Text, ask, choices, options
from ketacli.errors import ExitCode
from ketacli.formats.plot.text import render
from ketacli.report.chart import KINDS


@options(Filters, StoreOption)
def command(  # noqa: PLR0913 - the options of the command line
    kind: Annotated[
        str, typer.Argument(help="timing or rates.", metavar="timing|rates", autocompletion=choices(KINDS))
    ],
    text: Text = None,
    file: Annotated[
        str | None, typer.Option("--output", "-o", help="Write an .svg or .png instead.", metavar="FILE")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,  # noqa: FBT002
    color: Color = "auto",
    *,
    pager: Pager = True,
    filters: Filters,
    storeoption: StoreOption,
) -> None:
    """Draw figures of documents and studies on one axis.

    \b
    Examples:
      keta plot timing
      keta plot timing --topic onset
      keta plot rates --topic response -o response.svg

    timing: how soon and how long, on a logarithmic axis. rates: how many of a hundred people, with 95% intervals where
    the source says of how many people. Text in the terminal, a picture with -o, which needs matplotlib.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    _output.check_colour(color)
    path = check(kind, file, force=force)
    store = opened(storeoption.store)
    query = ask(store, text, filters)
    claims = store.find(query).claims
    found = drawn(kind, claims, store, query)
    if not found.panels:
        _output.missed(nothing(f"figure for `{kind}`", query, store, len(claims)), store, query.asked())
        stop(ExitCode.NOTHING)
    if path:
        write(picture(path, found), path, force=force)
    else:
        _output.draw(render(found, _output.layout()), color, pager=pager)
