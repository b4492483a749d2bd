"""`keta claims`: the claims that match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from ketacli.answer import Answer
from ketacli.cli import _output
from ketacli.cli._naming import named, piped
from ketacli.cli._opening import opened
from ketacli.cli._options import Filters, Output, StoreOption, Text, ask, choices, options
from ketacli.context import context
from ketacli.errors import UsageError
from ketacli.formats import _fields
from ketacli.model import Claim
from ketacli.store.api import COUNTABLE
from ketacli.store.order import SORTS
from ketacli.store.query import Query

if TYPE_CHECKING:
    from ketacli.store import Store


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
        str | None,
        typer.Option(
            help=f"{', '.join(SORTS)}; -id turns it round. [default: relevance with TEXT, else importance]",
            metavar="FIELD",
            autocompletion=choices(SORTS),
        ),
    ] = None,
    ids_from: Annotated[
        str | None,
        typer.Option(
            "--ids-from",
            help="The claims with these ids, in their order: - reads them from standard input.",
            metavar="-",
        ),
    ] = None,
    *,
    filters: Filters,
    output: Output,
    storeoption: StoreOption,
) -> None:
    """Show the claims that match, most important first; with TEXT the most relevant.

    \b
    Examples:
      keta claims --topic relapse
      keta claims "suicidal thoughts" --confidence low..high
      keta claims --contested --importance core --format markdown
      keta claims --count confidence
      keta claims --topic onset | keta claims --ids-from - --format jsonl

    Each comes with its figure, confidence, source, caveats and contradictions. Piped, each is a line of
    tab-separated values: id, rating, level, figure, caveats, contradictions, verdicts, source, statement, in fact.

    A filter takes several values, with commas or by repetition: any of them. Different filters must all hold.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    name = _output.chosen_format("claims", output)
    chosen = _output.fields(output)
    _fields.check(chosen, [Claim])
    if count and (chosen or output.limit is not None or sort is not None):
        raise UsageError("`--count` counts all that match: it takes no `--fields`, `--limit` or `--sort`")
    if ids_from is not None and (text or count or filters != Filters() or sort is not None):
        raise UsageError("`--ids-from` names the claims: it takes no TEXT, filters, `--count` or `--sort`")
    store = opened(storeoption.store)
    if ids_from is not None:
        _named(store, ids_from, output, name, chosen)
    query = ask(store, text, filters)
    if count:
        counts = store.count(query, count)
        answer = Answer("claims", query.asked(), store.find(query, limit=0).total, counted=count, counts=counts)
    else:
        found = store.find(query, sort=sort, limit=output.limit)
        about = context(store, found.claims, query, name, fields=chosen)
        answer = Answer("claims", query.asked(), found.total, found.claims, fields=chosen, context=about)
    _output.finish(answer, store, name, output)


def _named(store: Store, given: str, output: Output, name: str, chosen: tuple[str, ...]) -> NoReturn:
    """Write the claims with the ids on standard input, in their order; say which are missing."""
    if given != "-":
        raise UsageError(
            f"`--ids-from` reads standard input, not `{given}`", f"write `keta claims --ids-from - < {given}`"
        )
    wanted = piped()
    records, is_whole = named(store, wanted, (Claim,), "claim", "keta claims --ids-from -")
    shown = records if output.limit is None else records[: output.limit]
    about = context(store, shown, Query(), name, fields=chosen)
    answer = Answer("claims", {"ids": wanted}, len(records), shown, fields=chosen, context=about)
    _output.finish(answer, store, name, output, is_whole=is_whole)
