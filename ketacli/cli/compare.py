"""`keta compare`: what each document says and what each study found, side by side."""

from __future__ import annotations

from ketacli.cli import _output
from ketacli.cli._app import stop
from ketacli.cli._figures import names, nothing
from ketacli.cli._opening import opened
from ketacli.cli._options import Filters, Output, StoreOption, Text, ask, options
from ketacli.errors import ExitCode
from ketacli.formats.comparison import Comparison, render
from ketacli.formats.comparison._data import check
from ketacli.report.comparison import compare


@options(Filters, Output, StoreOption)
def command(text: Text = None, *, filters: Filters, output: Output, storeoption: StoreOption) -> None:
    """Compare figures: a block for each measure, in it a row for each document and each study that gives a figure.

    A claim stands by its confidence, a study by its verdict on the claims of the same measure. Shown are the figures of
    the claims that match, and those of the studies they are held against.

    \b
    keta compare --topic onset
    keta compare --measure remission-rate
    keta compare --json | jq -r '.figures[] | [.measure, .source, .figure] | @tsv'
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    name = _output.chosen_format("compare", output)
    chosen = _output.fields(output)
    check(chosen)
    store = opened(storeoption.store)
    query = ask(store, text, filters)
    claims = store.find(query).claims
    studies = store.studies(evidence.source for claim in claims for evidence in claim.evidence)
    blocks = compare(claims, studies, store.starts("effect"), query.measure)
    found = Comparison(query.asked(), blocks, len(claims), output.limit, chosen, names(store, query))
    if blocks or name not in ("table", "plain", "markdown"):
        _output.draw(render(name, found, _output.layout()), output.color)
    if not blocks:
        _output.note(nothing("figure", query, store, len(claims)))
    elif (chosen or name not in ("table", "markdown")) and (left_out := found.left_out()):
        _output.note(f"note: {left_out[0].lower()}{left_out[1:-1]}")
    stop(ExitCode.OK if blocks else ExitCode.NOTHING)
