"""`keta add`: a document, a source or a claim, put into a store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ketacli.cli import _output
from ketacli.cli._options import StoreOption, _complete, choices, options
from ketacli.errors import KetaError, UsageError

if TYPE_CHECKING:
    from ketacli.curating.shelf import Added

ABOUT = """Add a document, a source or a claim to a store: shown as a change, and written with `--write`.

\b
Examples:
  keta add source --store tea --doi 10.1000/1 --title "Tea and sleep"
  keta add claim "It helps." --store tea --source example-page -q "slept better" -t sleep

Comments, order and quoting of the store stay as they are. Nothing uses the network.
"""

_SOURCES = ("study", "review", "label", "regulator", "guideline", "record", "other")
"""What claims are checked against, besides documents."""

Write = Annotated[bool, typer.Option("--write", help="Write the change; without it, it is shown.")]
Name = Annotated[str | None, typer.Option("--id", help="The id, instead of one made of the words.", metavar="ID")]
Title = Annotated[str | None, typer.Option(help="The title, instead of the one that is found.")]
Label = Annotated[str | None, typer.Option(help="How views name it, in at most 24 characters.")]


@options(StoreOption)
def document(  # noqa: PLR0913, PLR0917 - the options of the command line
    file: Annotated[Path, typer.Argument(help="Text in UTF-8, or HTML, of which the text is taken.", metavar="FILE")],
    name: Name = None,
    title: Title = None,
    label: Label = None,
    author: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    issued: Annotated[str | None, typer.Option(help="Its date: a year, month or day.", metavar="DATE")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was found.")] = None,
    *,
    write: Write = False,
    storeoption: StoreOption,
) -> None:
    """Add a document under review: its title, file and digest; all of its text counts as not read yet.

    \b
    Examples:
      keta add document page.txt --store tea --url https://example.org/tea

    Quotes are anchored in plain text, so the text of `page.html` is written to `page.txt`, and this is added.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    from ketacli.curating import adding

    given = {"id": name, "title": title, "label": label, "author": author, "issued": issued, "url": url}
    _finish(adding.document(_store(storeoption), file, given), write=write)


@options(StoreOption)
def source(  # noqa: PLR0913, PLR0917 - the options of the command line
    file: Annotated[
        str | None,
        typer.Argument(help="CSL-JSON or BibTeX; - for standard input.", metavar="[FILE]", show_default=False),
    ] = None,
    doi: Annotated[str | None, typer.Option(help="Its DOI, as a name or an address.")] = None,
    name: Name = None,
    title: Title = None,
    author: Annotated[
        list[str] | None, typer.Option(help="Who wrote it, `Daly, E` or `{World Health Organization}`; again for more.")
    ] = None,
    issued: Annotated[str | None, typer.Option(help="Its date: a year, month or day.", metavar="DATE")] = None,
    label: Label = None,
    kind: Annotated[
        str | None,
        typer.Option(help=f"{', '.join(_SOURCES[:-1])} or {_SOURCES[-1]}.", autocompletion=choices(_SOURCES)),
    ] = None,
    *,
    write: Write = False,
    storeoption: StoreOption,
) -> None:
    """Add what claims are checked against, from what a reference manager exports, or from a title and a DOI.

    \b
    Examples:
      keta add source --store tea --doi 10.1000/1 --title "Tea and sleep" --author "Daly, E" --issued 2019
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    from ketacli.curating import adding, citations

    cites = citations.read(_text_of(file)) if file is not None else [{}]
    given = {"id": name, "title": title, "label": label, "kind": kind, "doi": doi, "issued": issued}
    _finish(adding.source(_store(storeoption), cites, given, author or ()), write=write)


@options(StoreOption)
def claim(  # noqa: PLR0913, PLR0917 - the options of the command line
    statement: Annotated[str, typer.Argument(help="What the document claims, in your own words.", metavar="STATEMENT")],
    source: Annotated[
        str,
        typer.Option(
            "--source", help="The document that makes it.", metavar="ID", autocompletion=_complete("document")
        ),
    ],
    quote: Annotated[list[str], typer.Option("--quote", "-q", help="The words that make it; again for each fragment.")],
    topic: Annotated[
        list[str],
        typer.Option(
            "--topic",
            "-t",
            help="A topic; commas or again for more. A new one is added too.",
            autocompletion=_complete("topic"),
        ),
    ],
    name: Name = None,
    type: Annotated[  # noqa: A002 - the option's name
        str | None,
        typer.Option(help="What kind of statement it is.", metavar="TYPE", autocompletion=_complete("type of claim")),
    ] = None,
    at: Annotated[
        int | None, typer.Option(help="Which place of the quote, where there are several.", metavar="N")
    ] = None,
    documents: Annotated[
        Path | None, typer.Option(help="The folder of the documents; that of the store without it.", metavar="DIR")
    ] = None,
    *,
    write: Write = False,
    storeoption: StoreOption,
) -> None:
    """Add a claim: its quote is found in the document, its passage set, its figures typed where one measure fits.

    \b
    Examples:
      keta add claim "Green tea helps sleepers." --store tea --source example-page -q "slept better" -t sleep
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    from ketacli.curating import claiming

    added = claiming.claim(
        _store(storeoption),
        statement,
        document=source,
        fragments=quote,
        topics=[part.strip() for one in topic for part in one.split(",")],
        folder=documents,
        at=at,
        name=name,
        type=type,
    )
    _finish(added, write=write)


COMMANDS = {"document": document, "source": source, "claim": claim}


def _store(given: StoreOption) -> Path:
    """Return the store to add to: the one that is named, and never keta's own by default.

    Raises:
        UsageError: if none is named.
    """
    if given.store is None:
        raise UsageError("No store to add to", "name it with `--store PATH`, or set KETA_STORE")
    return Path(given.store)


def _text_of(file: str) -> str:
    try:
        read = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        return read.removeprefix("\ufeff")
    except OSError as error:
        raise KetaError(f"Cannot read `{file}`: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise KetaError(f"`{file}` is not valid UTF-8", "save it as UTF-8") from error


def _finish(added: Added, *, write: bool) -> None:
    """Show a change, and write it if asked to."""
    from difflib import unified_diff

    from ketacli.cli import _file
    from ketacli.cli._fixing import replace
    from ketacli.formats._text import harmless

    for name, before, after in added.files:
        for line in unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="", n=2):
            _output.emit(f"{harmless(line)}\n")
    for note in added.notes:
        _output.note(note)
    if not write:
        _output.note("nothing is written: add `--write`")
        return
    for path, text in added.new:
        _file.write(text.encode(), path, force=False)
    replace([(Path(name), before, after) for name, before, after in added.files])
    _output.note(f"added {', '.join(added.ids)} to {', '.join(name for name, _, _ in added.files)}")
