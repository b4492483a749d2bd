"""What an export holds, and the format that the name of its file asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.errors import UsageError, expect_one_of
from ketacli.formats import FORMATS, for_people, suffixes
from ketacli.formats._text import Layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from ketacli.store import Store
    from ketacli.store.query import Query

_LAYOUT = Layout()


def _records(name: str, store: Store, query: Query) -> str:
    """Return the claims as `keta claims --format` gives them."""
    from ketacli.answer import Answer
    from ketacli.context import context
    from ketacli.formats import render

    found = store.find(query)
    about = context(store, found.claims, query, name)
    return str(render(name, Answer("claims", query.asked(), found.total, found.claims, context=about), _LAYOUT))


def _summary(name: str, store: Store, query: Query) -> str:
    """Return the one page on what was asked for, everything where nothing was; a web page of more than a topic is the front page."""
    from ketacli.report.summary import summarise

    report = summarise(store, query)
    if "front" in FORMATS[name] and not query.topic:
        from ketacli.formats.front.html import render as render_front
        from ketacli.report.front import front

        return render_front(front(store, report), _LAYOUT)
    from ketacli.formats.summary import render
    from ketacli.report.brief import brief

    return str(render(name, report, _LAYOUT, (), brief(store, report) if query.asked() else None))


def _yaml(name: str, store: Store, query: Query) -> str:
    """Return the whole store where nothing is asked, which can be opened and checked; else the claims."""
    if query.asked():
        return _records(name, store, query)
    from ketacli.formats._store import render

    return render(store.whole())


def _file(name: str, store: Store, query: Query) -> str | bytes:
    """Return what another program reads: a reference manager, a database."""
    from ketacli.formats.exports import LISTS, render
    from ketacli.report.summary import summarise

    return render(name, summarise(store, query), {kind: store.listed(kind) for kind in LISTS})


def names() -> tuple[str, ...]:
    """Return the formats that files have."""
    return tuple(dict.fromkeys(suffixes().values()))


def maker(name: str) -> Callable[[str, Store, Query], str | bytes]:
    """Return what makes the content of a format: people get the summary if it can show one, others the records, or what it is for."""
    if for_people(name) and "summary" in FORMATS[name]:
        return _summary
    if "records" not in FORMATS[name]:
        return _file
    return _yaml if name == "yaml" else _records


def chosen_format(file: str, wanted: str | None, what: str = "") -> str:
    """Return the format that is asked for, or that the suffix of the file's name stands for; the longest that fits decides.

    With `what`, only formats that can show it.

    Raises:
        UsageError: if there is none.
    """
    if wanted:
        expect_one_of(names(), wanted, "format")
        return wanted
    if file == "-":
        raise UsageError("No format for standard output", f"add `--format` with one of {', '.join(names())}")
    known = {suffix: name for suffix, name in suffixes().items() if not what or what in FORMATS[name]}
    for suffix in sorted(known, key=len, reverse=True):
        if file.lower().endswith(suffix):
            return known[suffix]
    raise UsageError(
        f"`{file}` does not say its format", f"end its name in one of {', '.join(known)}, or add `--format`"
    )


def told(name: str, claims: int) -> str:
    """Return in words what is written: `4 claims`, or the sources of these where a format holds only sources."""
    from ketacli.formats._words import plural

    return f"{'the sources of ' if 'sources' in FORMATS[name] else ''}{plural(claims, 'claim')}"


def content(name: str, store: Store, query: Query) -> bytes:
    """Return what is to be written: text in UTF-8, whatever the terminal speaks."""
    made = maker(name)(name, store, query)
    return made if isinstance(made, bytes) else made.encode()
