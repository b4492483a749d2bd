"""`keta scan`: what a page in hand claims that is already known."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ketacli import exporting
from ketacli.cli import _file, _output
from ketacli.cli._ending import stop
from ketacli.cli._opening import opened
from ketacli.cli._options import File, Force, StoreOption, Writing, options, with_formats
from ketacli.context import context
from ketacli.errors import ExitCode, UsageError
from ketacli.formats.scan import render
from ketacli.model import Document
from ketacli.report.scan import report
from ketacli.store.query import Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.model import Claim, Entity
    from ketacli.store import Store

_ADDRESS = re.compile(r"(?:https?|ftp|file):/{1,3}|www\.", re.IGNORECASE)


@options(with_formats(Writing, "scan"), StoreOption)
def command(  # noqa: PLR0913 - the options of the command line
    page: Annotated[
        list[str],
        typer.Argument(help="HTML, Markdown or text files; - for a pipe.", metavar="FILE...|-", show_default=False),
    ],
    full: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--full", help="Every sentence in the order of the page, every caveat.")
    ] = False,
    draft: Annotated[  # noqa: FBT002 - as above
        bool, typer.Option("--draft", help="YAML skeletons of claims, to take the page into a store.")
    ] = False,
    file: File = None,
    force: Force = False,  # noqa: FBT002 - as above
    *,
    writing: Writing,
    storeoption: StoreOption,
) -> None:
    """Say which sentences of a page state known claims or come close, whether these hold, and what the page leaves out.

    \b
    Examples:
      keta scan tea/example-page.txt --store tea
      keta scan tea/example-page.txt --store tea --full
      keta scan tea/example-page.txt --store tea -o report.html

    A sentence that states a known claim has its verdict above it. One that states a claim in part and says more, or only comes
    close to one, has none: the verdict beside it is the known claim's. The network is never used: `curl -s URL | keta scan -` scans what is there, and
    `pdftotext page.pdf - | keta scan -` a PDF. `keta init tea` writes the page of the examples.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    if draft and (writing.format or writing.json):
        raise UsageError("`--draft` is YAML and takes no format", "leave out `--format`")
    name = _output.chosen_format("scan", writing, "scan")
    for one in page:
        _refuse_address(one)
    target = None
    if file is not None:
        if draft or len(page) > 1:
            raise UsageError(
                "`-o` writes the report on one page",
                "redirect the drafts: `> drafts.yaml`" if draft else "name one page",
            )
        name = name if writing.format or writing.json else exporting.chosen_format(file, None, "scan")
        target = _file.target(file, force=force)
    store = opened(storeoption.store)
    has_found = False
    for place, one in enumerate(page):
        data = _data(one)
        found = store.scan(data, name="-" if one == "-" else Path(one).name)
        records: list[Entity] = [*found.claims.values(), *found.omissions, *(one.omission for one in found.mentions)]
        records += [one.omission for one in found.against_record]
        told = report(store, found, context(store, records, Query(), "table"))
        if draft:
            from ketacli.formats.scan import draft as drafts

            document, claims = _taken(store, found.page.sha256)
            _output.emit(drafts.render(told, _plain(data, one), document, claims))
            has_found = has_found or not all(drafts.why_none(sentence, claims) for sentence in found.page.sentences)
            continue
        has_found = has_found or bool(
            found.claims
            or found.mentions
            or found.against_record
            or found.calls
            or any(one.figures for one in told.told)
        )
        if place and name == "table":
            _output.emit("\n")
        shown = render(name, told, _output.layout(), is_full=full)
        if file is None:
            _output.draw(shown, writing.color, pager=writing.pager)
        else:
            _file.write(str(shown).encode(), target, force=force)
    stop(ExitCode.OK if has_found else ExitCode.NOTHING)


def _taken(store: Store, digest: str) -> tuple[Document | None, Sequence[Claim]]:
    """Return the document of a store that a page is, by its digest, with its claims; nothing where it is none."""
    for one in store.get_many(store.ids("document")).values():
        if isinstance(one, Document) and one.sha256 == digest:
            return one, store.claims(source=one.id)
    return None, ()


def _refuse_address(page: str) -> None:
    if _ADDRESS.match(page):
        raise UsageError(
            f"`{page}` is an address, and keta never uses the network", f"curl -s {shlex.quote(page)} | keta scan -"
        )


def _data(page: str) -> bytes:
    """Return the bytes of a page.

    Raises:
        UsageError: if it cannot be read.
    """
    from ketacli.pages import LARGEST

    most = LARGEST + 1  # one more than are read, so that what is too long is refused
    if page == "-":
        return sys.stdin.buffer.read(most)
    try:
        with Path(page).open("rb") as stream:
            return stream.read(most)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"Cannot read `{page}`: {reason}", "name a file, or - for a pipe") from error


def _plain(data: bytes, page: str) -> str | None:
    """Return a page that is plain text in UTF-8 already."""
    from ketacli.pages import SUFFIXES

    if page.lower().endswith(tuple(suffix for suffix, kind in SUFFIXES.items() if kind == "html")):
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
