"""`keta ask`: a question in plain words, answered on one screen."""

from __future__ import annotations

from typing import Annotated

import typer

from ketacli.cli import _output
from ketacli.cli._ending import stop
from ketacli.cli._naming import country, typed
from ketacli.cli._opening import opened
from ketacli.cli._options import StoreOption, Writing, options, readable, with_formats
from ketacli.context import context
from ketacli.errors import ExitCode
from ketacli.formats.ask import render
from ketacli.report.ask import screen
from ketacli.store.query import Query


@options(with_formats(Writing, "ask"), StoreOption)
def command(
    question: Annotated[
        list[str],
        typer.Argument(
            help="A question in your own words; - reads standard input.", metavar="QUESTION...", show_default=False
        ),
    ],
    *,
    writing: Writing,
    storeoption: StoreOption,
) -> None:
    """Answer a question in plain words: what is known, what the pages claim on it, what they leave out.

    \b
    Examples:
      keta ask "does it come back?"
      keta ask how is it given
      keta ask "is it addictive?" --format markdown
      keta ask "how long until it works" --json | jq -r '.claims[].id'

    "Read as" names the topic that was understood. Where the store has nothing, keta says so, exit code 1: what is merely
    near is a command to type, never an answer.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    name = _output.chosen_format("ask", writing, "ask")
    store = opened(storeoption.store)
    asked = readable(" ".join((typed() if question == ["-"] else " ".join(question)).split()))
    reply = store.ask(asked, country=country())
    topics = [reply.topic] if reply.topic and name == "json" else []  # what hangs on it takes long to count
    about = context(store, [*topics, *reply.claims, *reply.omissions], Query(), "table")
    about = about._replace(notice=store.local.get(reply.country or "", about.notice))
    _output.draw(render(name, screen(reply, about), _output.layout()), writing.color, pager=writing.pager)
    stop(ExitCode.NOTHING if reply.is_empty else ExitCode.OK)
