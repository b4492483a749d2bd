"""What the commands that list topics, sources or contradictions have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.answer import SECTIONS, Answer
from ketacli.cli import _output
from ketacli.cli._context import context
from ketacli.cli._opening import opened
from ketacli.cli._options import ask
from ketacli.formats import _fields

if TYPE_CHECKING:
    from ketacli.cli._options import Filters, Output, StoreOption


def listing(command: str, text: str | None, filters: Filters, output: Output, storeoption: StoreOption) -> None:
    """Answer a command that shows the records in which the chosen claims stand."""
    name = _output.chosen_format(command, output)
    chosen = _output.fields(output)
    _fields.check(chosen, SECTIONS[command])
    store = opened(storeoption.store)
    query = ask(store, text, filters)
    records = getattr(store, f"{command}_of")(query)
    shown = records if output.limit is None else records[: output.limit]
    about = context(store, shown, query, name)
    answer = Answer(command, query.asked(), len(records), shown, fields=chosen, context=about)
    _output.finish(answer, store, name, output)
