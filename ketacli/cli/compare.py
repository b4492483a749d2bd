"""`keta compare`: what each document says and what each study found, side by side."""

from __future__ import annotations

from ketacli.cli import _output
from ketacli.cli._ending import stop
from ketacli.cli._figures import nothing, of_studies
from ketacli.cli._opening import opened
from ketacli.cli._options import Filters, Output, StoreOption, Text, ask_of_topic, options, with_formats
from ketacli.errors import ExitCode
from ketacli.figures import names, wanted
from ketacli.formats import for_people
from ketacli.formats.comparison import Comparison, render
from ketacli.formats.comparison._data import check
from ketacli.report.comparison import company, compare
from ketacli.report.summary import crisis


@options(Filters, with_formats(Output, "comparison", "table on a terminal"), StoreOption)
def command(text: Text = None, *, filters: Filters, output: Output, storeoption: StoreOption) -> None:
    """Compare figures: a block for each measure, in it a row for each document and each study that gives a figure.

    \b
    Examples:
      keta compare --topic onset
      keta compare --measure remission-rate
      keta compare --format html > figures.html
      keta compare --json | jq -c '.figures[] | {source, figure}'

    A claim stands by its confidence, a study by its verdict on the claims of the same measure. Shown are the figures of
    the claims that match, and those of the studies they are checked against.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    name = _output.chosen_format("compare", output, "comparison")
    chosen = _output.fields(output)
    check(chosen)
    store = opened(storeoption.store)
    query = ask_of_topic(store, text, filters)
    claims = store.find(query).claims
    studies = store.studies(evidence.source for claim in claims for evidence in claim.evidence)
    blocks = compare(claims, studies, store.starts("effect"), query.measure, wanted(store, query))
    found = Comparison(query.asked(), blocks, len(claims), output.limit, chosen, names(store, query))
    if name == "html":
        behind = company(store, claims, found.rows)
        known = found.context._replace(
            caveats=store.names("caveat"),
            labels=store.labels([*(one.id for one in behind.documents), *(one.id for one in behind.studies)]),
            harms=frozenset(record["id"] for record in store.listed("caveat") if record.get("harm")),
            notice=store.closing,
        )
        found = found._replace(context=known, company=behind, help=crisis(store))
    if blocks or not for_people(name):
        _output.draw(render(name, found, _output.layout()), output.color, pager=output.pager)
    if not blocks:
        told = nothing("figure", query, store, len(claims))
        if by_studies := of_studies(store, query.measure) if not claims else "":
            _output.note(f"{told}\n\nhint: {by_studies}")
        else:
            _output.missed(told, store, query.asked())
    elif (chosen and name != "html") or name not in ("table", "markdown", "html"):
        _output.note_cut(found.left_out())
    stop(ExitCode.OK if blocks else ExitCode.NOTHING)
