"""`keta export`: the summary or the records as a file."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import Annotated

import typer

from ketacli import exporting
from ketacli.answer import Answer
from ketacli.cli import _file, _output
from ketacli.cli._ending import stop
from ketacli.cli._opening import opened
from ketacli.cli._options import Filters, Force, StoreOption, Text, ask_of_topic, choices, options
from ketacli.errors import ExitCode, UsageError
from ketacli.formats import FORMATS, delimiters


@options(Filters, StoreOption)
def command(  # noqa: PLR0913 - the options of the command line
    file: Annotated[
        str,
        typer.Argument(
            help="A file, its format by its suffix, such as .md or .csv; - for standard output.", metavar="FILE"
        ),
    ],
    text: Text = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help=f"The format, whatever the file's name ends in: {', '.join(FORMATS)}.",
            metavar="FORMAT",
            autocompletion=choices(tuple(FORMATS)),
        ),
    ] = None,
    bom: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--bom", help="Begin CSV and its like with a byte order mark, by which Excel knows UTF-8.")
    ] = False,
    force: Force = False,  # noqa: FBT002 - a flag
    *,
    filters: Filters,
    storeoption: StoreOption,
) -> None:
    """Write the evidence to a file: Markdown is the summary, HTML the front page (with --topic the summary), BibTeX and CSL-JSON the sources, all others the claims.

    \b
    Examples:
      keta export relapse.md --topic relapse
      keta export all.html
      keta export core.csv --importance core
      keta export sources.bib --topic relapse
      keta export - --format json --topic onset | jq '.claims[].id'

    YAML without filters is the whole store again. The file appears whole or not at all.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    name = exporting.chosen_format(file, form)
    if bom and name not in delimiters():
        raise UsageError(f"No byte order mark in `{name}`", f"`--bom` goes with {', '.join(delimiters())}")
    target = _file.target(file, force=force)
    store = opened(storeoption.store)
    query = ask_of_topic(store, text, filters)
    found = store.find(query, limit=0).total
    if not found:
        _output.explain(Answer("claims", query.asked(), 0), store, name)
        stop(ExitCode.NOTHING)
    what = exporting.told(name, found)
    with _file.progress(f"Writing {what} to {file}", found):
        _file.write((BOM_UTF8 if bom else b"") + exporting.content(name, store, query), target, force=force)
    if target:
        _output.note(f"Wrote {what} to {file}")
