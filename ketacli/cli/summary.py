"""`keta summary`: the evidence on one page, or all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ketacli.answer import Answer
from ketacli.cli import _output
from ketacli.cli._ending import stop
from ketacli.cli._opening import opened
from ketacli.cli._options import File, Filters, Force, StoreOption, Text, Writing, ask_of_topic, options
from ketacli.errors import ExitCode
from ketacli.formats.summary import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.formats.summary.html import Drawing
    from ketacli.store import Store
    from ketacli.store.query import Query


@options(Filters, Writing, StoreOption)
def command(  # noqa: PLR0913 - the options of the command line
    text: Text = None,
    full: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--full", help="Everything: claims, figures, sources whole.")
    ] = False,
    file: File = None,
    force: Force = False,  # noqa: FBT002 - as above
    *,
    filters: Filters,
    writing: Writing,
    storeoption: StoreOption,
) -> None:
    """Summarise the evidence on one page: bottom line, the figures that matter, claims, what is left out, references.

    \b
    Examples:
      keta summary --topic relapse
      keta summary --topic relapse -o relapse.md
      keta summary --topic onset,relapse --importance core --full
      keta summary --contested --json | jq -r '.contradictions[].id'

    Each claim is a line after its verdict, worst first. --full shows everything; JSON always does.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    from ketacli.report.brief import brief
    from ketacli.report.summary import summarise

    name = _output.chosen_format("summary", writing, "summary")
    target = None
    if file is not None:
        from ketacli import exporting
        from ketacli.cli import _file
        from ketacli.formats._words import plural

        name = name if writing.format or writing.json else exporting.chosen_format(file, None, "summary")
        target = _file.target(file, force=force)
    store = opened(storeoption.store)
    query = ask_of_topic(store, text, filters)
    report = summarise(store, query)
    if report.claims or name == "json":
        drawn = _drawings(store, query) if name == "html" and full else ()
        shown = render(name, report, _output.layout(), drawn, None if full else brief(store, report))
        if full and name in ("table", "markdown"):
            from ketacli.formats.summary import with_lines_to_cite

            shown = with_lines_to_cite(shown, brief(store, report), _output.layout())
        if file is None:
            _output.draw(shown, writing.color, pager=writing.pager)
        else:
            _file.write(str(shown).encode(), target, force=force)
            _file.wrote(f"{plural(len(report.claims), 'claim')}{'' if full else ' on one page'}", target)
    if not report.claims:
        _output.explain(Answer("claims", query.asked(), 0), store, name)
    stop(ExitCode.OK if report.claims else ExitCode.NOTHING)


def _drawings(store: Store, query: Query) -> Sequence[Drawing]:
    from ketacli.cli._figures import drawings

    return drawings(store, query)
