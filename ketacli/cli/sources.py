"""`keta sources`: where claims come from, and what they are checked against."""

from __future__ import annotations

from ketacli.cli._listing import listing
from ketacli.cli._options import Filters, Output, StoreOption, Text, options


@options(Filters, Output, StoreOption)
def command(text: Text = None, *, filters: Filters, output: Output, storeoption: StoreOption) -> None:
    """Show the documents, and the studies and records that their claims are checked against.

    \b
    Examples:
      keta sources
      keta sources --topic relapse
      keta sources --topic onset --format csv

    With filters: where the claims that these choose come from, and what they are checked against.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    listing("sources", text, filters, output, storeoption)
