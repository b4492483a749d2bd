"""`keta summary`: the evidence as a report."""

from __future__ import annotations

from ketacli.answer import Answer
from ketacli.cli import _output
from ketacli.cli._app import stop
from ketacli.cli._opening import opened
from ketacli.cli._options import Filters, Page, StoreOption, Text, ask, options
from ketacli.errors import ExitCode
from ketacli.formats.summary import render


@options(Filters, Page, StoreOption)
def command(text: Text = None, *, filters: Filters, page: Page, storeoption: StoreOption) -> None:
    """Summarise the evidence: per topic the bottom line, the figures, claims, contradictions; then the sources.

    \b
    Examples:
      keta summary --topic relapse
      keta summary --topic onset,relapse --importance core --format markdown
      keta summary --contested --json | jq -r '.open.contradictions[]'

    A claim of several topics stands under the first of them. Nothing is left out: choose by filters.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    from ketacli.cli._figures import drawings
    from ketacli.report.summary import summarise

    name = _output.chosen_format("summary", page, "summary")
    store = opened(storeoption.store)
    query = ask(store, text, filters)
    report = summarise(store, query)
    if report.claims or name == "json":
        drawn = drawings(store, query) if name == "html" else ()
        _output.draw(render(name, report, _output.layout(), drawn), page.color, pager=page.pager)
    if not report.claims:
        _output.explain(Answer("claims", query.asked(), 0), store, name)
    stop(ExitCode.OK if report.claims else ExitCode.NOTHING)
