"""`keta show`: one record whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ketacli.answer import SECTIONS, Answer
from ketacli.cli import _output
from ketacli.cli._naming import named, piped
from ketacli.cli._opening import opened
from ketacli.cli._options import Output, StoreOption, _complete, options, readable
from ketacli.context import context
from ketacli.formats import _fields
from ketacli.store.query import Query


@options(Output, StoreOption)
def command(
    ids: Annotated[
        list[str],
        typer.Argument(
            help="Ids of claims, sources, contradictions or topics, or labels such as 'Daly 2019'; - reads ids from standard input.",
            metavar="ID...",
            autocompletion=_complete("id"),
        ),
    ],
    documents: Annotated[
        Path | None,
        typer.Option(help="The folder of the documents: adds the passage around each quote.", metavar="DIR"),
    ] = None,
    *,
    output: Output,
    storeoption: StoreOption,
) -> None:
    """Show one claim, source, contradiction or topic whole.

    \b
    Examples:
      keta show remission-85-percent
      keta show "aan het Rot 2010"
      keta show green-tea-improves-sleep --store tea --documents tea
      keta claims --topic onset --fields id | keta show - --format jsonl

    A claim: what the page says, what was garbled, whom and what it is about, its figures, each study with design, size
    and verdict, how the confidence adds up, caveats, contradictions. `keta init tea` writes the store of the third
    example.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    name = _output.chosen_format("show", output)
    chosen = _output.fields(output)
    _fields.check(chosen, [kind for kinds in SECTIONS.values() for kind in kinds])
    store = opened(storeoption.store)
    wanted = [one for given in ids for one in (piped() if given == "-" else [readable(given)])]
    kinds = tuple(kind for kinds in SECTIONS.values() for kind in kinds)
    typed = [readable(given) for given in ids if given != "-"]
    records, is_whole = named(store, wanted, kinds, "claim, source, contradiction or topic", typed=typed)
    shown = records if output.limit is None else records[: output.limit]
    _fields.check(chosen, list(dict.fromkeys(map(type, shown))) or kinds)
    about = context(store, shown, Query(), name, fields=chosen, whole=True)
    if documents is not None:
        from ketacli.cli._passages import passages

        about = about._replace(passages=passages(store, shown, documents))
    answer = Answer("show", {"ids": wanted}, len(records), shown, fields=chosen, context=about)
    for kind in dict.fromkeys(map(type, shown)):
        if absent := _fields.lacking(chosen, kind):
            _output.note(f"note: a {kind.__name__.lower()} has no {' and no '.join(f'`{path}`' for path in absent)}")
    _output.finish(answer, store, name, output, is_whole=is_whole)
