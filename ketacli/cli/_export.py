"""What an export holds: for each format, what is written from a store and a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.errors import UsageError
from ketacli.formats import EXPORTS
from ketacli.formats._sheet import Layout

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ketacli.store import Store
    from ketacli.store.query import Query

_LAYOUT = Layout()


def _records(name: str, store: Store, query: Query) -> str:
    """Return the claims as `keta claims --format` gives them."""
    from ketacli.answer import Answer
    from ketacli.cli._context import context
    from ketacli.formats import render

    found = store.find(query)
    about = context(store, found.claims, query, name)
    return str(render(name, Answer("claims", query.asked(), found.total, found.claims, context=about), _LAYOUT))


def _summary(name: str, store: Store, query: Query) -> str:
    from ketacli.cli._figures import drawings
    from ketacli.formats.summary import render
    from ketacli.report.summary import summarise

    drawn = drawings(store, query) if name == "html" else ()
    return str(render(name, summarise(store, query), _LAYOUT, drawn))


def _yaml(name: str, store: Store, query: Query) -> str:
    """Return the whole store where nothing is asked, which can be opened and checked; else the claims."""
    if query.asked():
        return _records(name, store, query)
    from ketacli.formats._store import render

    return render(store.whole())


def _file(name: str, store: Store, query: Query) -> str | bytes:
    """Return what another program reads: a reference manager, a database."""
    from ketacli.formats.files import LISTS, render
    from ketacli.report.summary import summarise

    return render(name, summarise(store, query), {kind: store.listed(kind) for kind in LISTS})


CONTENTS: Mapping[str, Callable[[str, Store, Query], str | bytes]] = {
    "markdown": _summary,
    "html": _summary,
    "json": _records,
    "jsonl": _records,
    "csv": _records,
    "tsv": _records,
    "yaml": _yaml,
    "bibtex": _file,
    "csl-json": _file,
    "jsonld": _file,
    "sqlite": _file,
}
"""The formats of an export, and what makes each."""

NAMES = tuple(CONTENTS)

_SOURCES = ("bibtex", "csl-json")


def chosen_format(file: str, wanted: str | None) -> str:
    """Return the format that is asked for, or that the ending of the file's name stands for.

    Raises:
        UsageError: if there is none.
    """
    if wanted:
        if wanted in CONTENTS:
            return wanted
        from difflib import get_close_matches

        near = get_close_matches(wanted, NAMES, 1)
        hint = f"did you mean `{near[0]}`? " if near else ""
        raise UsageError(f"No format `{wanted}`", f"{hint}formats are {', '.join(NAMES)}")
    if file == "-":
        raise UsageError("No format for standard output", f"add `--format` with one of {', '.join(NAMES)}")
    for ending in sorted(EXPORTS, key=len, reverse=True):
        if file.lower().endswith(ending):
            return EXPORTS[ending]
    raise UsageError(
        f"`{file}` does not say its format", f"end its name in one of {', '.join(EXPORTS)}, or add `--format`"
    )


def told(name: str, claims: int) -> str:
    """Return in words what is written: `4 claims`, or the sources of these where a format holds only sources."""
    from ketacli.formats._words import plural

    return f"{'the sources of ' if name in _SOURCES else ''}{plural(claims, 'claim')}"


def content(name: str, store: Store, query: Query) -> bytes:
    """Return what is to be written: text in UTF-8, whatever the terminal speaks."""
    made = CONTENTS[name](name, store, query)
    return made if isinstance(made, bytes) else made.encode()
