"""`keta claims`: the claims that match."""

from __future__ import annotations

from typing import Annotated

import typer

from ketacli.answer import Answer
from ketacli.cli import _output
from ketacli.cli._app import stop
from ketacli.cli._context import context
from ketacli.cli._opening import opened
from ketacli.cli._options import Filters, Output, StoreOption, Text, ask, choices, options
from ketacli.errors import UsageError
from ketacli.formats import _fields
from ketacli.model import Claim
from ketacli.store.store import COUNTABLE, SORTS


@options(Filters, Output, StoreOption)
def command(  # noqa: PLR0913 - the options of the command line
    text: Text = None,
    count: Annotated[
        str | None,
        typer.Option(
            help=f"Count claims instead, by {', '.join(COUNTABLE)}.",
            metavar="FIELD",
            autocompletion=choices(COUNTABLE),
        ),
    ] = None,
    sort: Annotated[
        str,
        typer.Option(help=f"{', '.join(SORTS)}; -id turns it round.", metavar="FIELD", autocompletion=choices(SORTS)),
    ] = "importance",
    *,
    filters: Filters,
    output: Output,
    storeoption: StoreOption,
) -> None:
    """Show the claims that match, most important first.

    Each comes with its figure, confidence, source, caveats and contradictions. Piped, each is a line of
    tab-separated values: id, level, figure, caveats, contradictions, verdicts, source, statement.

    \b
    keta claims --topic relapse
    keta claims "suicidal thoughts" --confidence low..high
    keta claims --contested --importance core --format markdown
    keta claims --count confidence
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    name = _output.chosen_format("claims", output)
    chosen = _output.fields(output)
    _fields.check(chosen, [Claim])
    if count and (chosen or output.limit is not None or sort != "importance"):
        raise UsageError("`--count` counts all that match: it takes no `--fields`, `--limit` or `--sort`")
    store = opened(storeoption.store)
    query = ask(store, text, filters)
    if count:
        counts = store.count(query, count)
        answer = Answer("claims", query.asked(), store.find(query, limit=0).total, counted=count, counts=counts)
    else:
        found = store.find(query, sort=sort, limit=output.limit)
        about = context(store, found.claims, query, name)
        answer = Answer("claims", query.asked(), found.total, found.claims, fields=chosen, context=about)
    code = _output.write(answer, name, output)
    _output.explain(answer, store, name)
    stop(code)
