"""`keta contradictions`: who disagrees."""

from __future__ import annotations

from ketacli.cli._listing import listing
from ketacli.cli._options import Filters, Output, StoreOption, Text, options


@options(Filters, Output, StoreOption)
def command(text: Text = None, *, filters: Filters, output: Output, storeoption: StoreOption) -> None:
    """Show where claims disagree with one another or with studies: the sides face to face, why, and what to take away.

    \b
    Examples:
      keta contradictions
      keta contradictions --topic regulatory
      keta contradictions --source aan-het-rot-2010 --json

    With filters: contradictions in which at least one of the chosen claims stands.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    listing("contradictions", text, filters, output, storeoption)
