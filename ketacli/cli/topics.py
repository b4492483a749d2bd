"""`keta topics`: the subjects."""

from __future__ import annotations

from ketacli.cli._listing import listing
from ketacli.cli._options import Filters, Output, StoreOption, Text, options


@options(Filters, Output, StoreOption)
def command(text: Text = None, *, filters: Filters, output: Output, storeoption: StoreOption) -> None:
    """Show the topics: what is known about each, how many claims, how many of them contested.

    \b
    Examples:
      keta topics
      keta topics --verdict disputes
      keta topics --fields id,name

    With filters: the topics of the claims that these choose.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    listing("topics", text, filters, output, storeoption)
