"""The options that commands share, declared once: filters, output, store.

Annotations are evaluated here, because Typer reads them.
"""

import inspect
import os
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ketacli.errors import UsageError
from ketacli.formats import showing
from ketacli.frozen import NamedTuple
from ketacli.model import CONFIDENCES, IMPORTANCES, RATED, TYPES, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ketacli.store import Store
    from ketacli.store.query import Query


_IS_COMPLETING = "_KETA_COMPLETE" in os.environ
"""Whether a shell asks: Typer looks into every completion it is given, which costs a command more than its answer."""


def _complete(kind: str) -> "Callable[[typer.Context, str], list[tuple[str, str]]] | None":
    """Return a completion that offers what the store has of a kind, the last value after commas."""
    if not _IS_COMPLETING:
        return None

    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from ketacli.store import open_store

        head, comma, last = incomplete.rpartition(",")
        try:
            store = open_store(ctx.params.get("store"))
            kinds = {
                "source": ("document", "study"),
                "type of claim": ("type",),
                "id": ("claim", "contradiction", "document", "study", "omission", "topic"),
            }.get(kind, (kind,))
            found = [(name, "") for name in store.ids(*kinds)]
            if kind != "id":
                found = [pair for each in kinds for pair in store.names(each).items()]
            if kind == "type of claim":
                found += [(name, "") for name in TYPES]
        except Exception:  # noqa: BLE001 - a shell that completes must never see an error
            return []
        return [(f"{head}{comma}{name}", about) for name, about in found if name.startswith(last)]

    return complete


def _complete_fields() -> "Callable[[typer.Context, str], list[str]] | None":
    """Return a completion that offers the fields of what a command prints, the last one after commas."""
    if not _IS_COMPLETING:
        return None

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        from ketacli.answer import SECTIONS
        from ketacli.formats import _fields
        from ketacli.formats.comparison._data import FIELDS
        from ketacli.model import Claim

        head, comma, last = incomplete.rpartition(",")
        name = ctx.info_name or ""
        kinds = [kind for section in SECTIONS.values() for kind in section]
        known = (
            FIELDS if name == "compare" else _fields.known(kinds if name == "show" else SECTIONS.get(name, (Claim,)))
        )
        return [f"{head}{comma}{one}" for one in known if one.startswith(last)]

    return complete


def choices(values: tuple[str, ...]) -> "Callable[[str], list[str]] | None":
    """Return a completion that offers these values, the last one after commas."""
    if not _IS_COMPLETING:
        return None

    def complete(incomplete: str) -> list[str]:
        head, comma, last = incomplete.rpartition(",")
        return [f"{head}{comma}{value}" for value in values if value.startswith(last)]

    return complete


Many = list[str] | None

Pager = Annotated[
    bool,
    typer.Option(
        "--pager/--no-pager",
        help="On a terminal, show what is longer than the screen in KETA_PAGER, PAGER or less.",
        show_default=False,
    ),
]


Color = Annotated[
    str,
    typer.Option(
        help="auto, always or never. NO_COLOR is heeded.",
        metavar="WHEN",
        autocompletion=choices(("auto", "always", "never")),
    ),
]

File = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", help="Write a file, its format by its suffix: .html, .md, .txt, .json.", metavar="FILE"
    ),
]

Force = Annotated[bool, typer.Option("--force", help="Replace a file that exists.")]

Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]


def format_option(formats: tuple[str, ...], default: str) -> Any:
    """Return the option that chooses one of the formats; `default` says in words what is taken without it."""
    return typer.Option(
        "--format",
        "-f",
        help=f"{', '.join(formats)}. [default: {default}]",
        metavar="FORMAT",
        autocompletion=choices(formats),
    )


class Filters(NamedTuple):
    """The filters as they were typed."""

    topic: Annotated[
        Many,
        typer.Option(
            help="A topic or one of its aliases: `keta topics`.", metavar="TOPIC", autocompletion=_complete("topic")
        ),
    ] = None
    source: Annotated[
        Many,
        typer.Option(
            help="A document: its claims. A study: the claims checked against it: `keta sources`.",
            metavar="ID",
            autocompletion=_complete("source"),
        ),
    ] = None
    type: Annotated[Many, typer.Option(help=f"{', '.join(TYPES)}.", metavar="TYPE", autocompletion=choices(TYPES))] = (
        None
    )
    rating: Annotated[
        Many,
        typer.Option(help=f"Whether it holds: {', '.join(RATED)}.", metavar="RATING", autocompletion=choices(RATED)),
    ] = None
    confidence: Annotated[
        Many,
        typer.Option(
            help=f"{', '.join(CONFIDENCES)}, or a range: low..moderate.",
            metavar="LEVEL",
            autocompletion=choices(CONFIDENCES),
        ),
    ] = None
    importance: Annotated[
        Many, typer.Option(help=f"{', '.join(IMPORTANCES)}.", metavar="RANK", autocompletion=choices(IMPORTANCES))
    ] = None
    intervention: Annotated[
        Many,
        typer.Option(
            help="What was given, narrower ones included.", metavar="ID", autocompletion=_complete("intervention")
        ),
    ] = None
    measure: Annotated[
        Many,
        typer.Option(help="What a figure of the claim measures.", metavar="ID", autocompletion=_complete("measure")),
    ] = None
    verdict: Annotated[
        Many,
        typer.Option(
            help=f"How it stands against a study: {', '.join(VERDICTS)}.",
            metavar="VERDICT",
            autocompletion=choices(VERDICTS),
        ),
    ] = None
    contested: Annotated[
        bool | None,
        typer.Option("--contested/--uncontested", help="Only claims that stand in a direct contradiction, or in none."),
    ] = None
    caveat: Annotated[
        Many,
        typer.Option(
            help="Only claims with a caveat of this kind.", metavar="KIND", autocompletion=_complete("caveat")
        ),
    ] = None


class Output(NamedTuple):
    """How an answer is to be written."""

    format: Annotated[str | None, format_option(showing("records"), "table on a terminal")] = None
    json: Json = False
    fields: Annotated[
        str | None,
        typer.Option(
            help="Only these fields, such as id,confidence.level: `keta schema output` has all.",
            metavar="A,B.C",
            autocompletion=_complete_fields(),
        ),
    ] = None
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-n", help="Show at most N; the count says how many were left out.", metavar="N"),
    ] = None
    color: Color = "auto"
    pager: Pager = True


class Writing(NamedTuple):
    """How a page is to be written: a summary, an answer to a question, what is said of a page."""

    format: Annotated[str | None, format_option(showing("summary"), "table")] = None
    json: Json = False
    color: Color = "auto"
    pager: Pager = True


def with_formats(group: Any, what: str, default: str = "table") -> Any:
    """Return a group of options whose `--format` offers the formats that can show `what`; `default` is what is taken without."""
    formats = Annotated[str | None, format_option(showing(what), default)]
    return type(group.__name__, (group,), {"__annotations__": {**group.__annotations__, "format": formats}})


class StoreOption(NamedTuple):
    """Which store to ask."""

    store: Annotated[
        str | None,
        typer.Option(
            "--store",
            "-s",
            help="A folder of YAML files, or one file.",
            metavar="PATH",
            envvar="KETA_STORE",
            show_envvar=True,
        ),
    ] = None


Text = Annotated[
    str | None,
    typer.Argument(
        help='Words that the claim must have, or the same in other words; "a phrase", begin*, -without.',
        metavar="[TEXT]",
        show_default=False,
    ),
]


def options(*groups: Any) -> "Callable[[Callable[..., None]], Callable[..., None]]":
    """Spread groups of options over a command: it takes each group as one argument of the group's name in lower case.

    Typer reads a function's signature, so the decorated function shows every option of every group as its own.
    """

    def decorate(function: "Callable[..., None]") -> "Callable[..., None]":
        own = inspect.signature(function, eval_str=True).parameters
        names = {group.__name__.lower(): group for group in groups}
        spread = [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=group._field_defaults[name], annotation=annotation
            )
            for group in groups
            for name, annotation in group.__annotations__.items()
        ]

        @wraps(function)
        def command(**given: Any) -> None:
            grouped = {name: group(*(given.pop(field) for field in group._fields)) for name, group in names.items()}
            function(**given, **grouped)

        kept = [
            parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for name, parameter in own.items()
            if name not in names
        ]
        parameters = [*kept, *spread]
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return command

    return decorate


def ask(store: "Store", text: str | None, filters: Filters, *, says_corrected: bool = True) -> "Query":
    """Return what was asked, as the store understands it, and say which words were taken for misspellings."""
    from ketacli.cli import _output

    query = store.query(text if text is None else readable(text), **filters._asdict())
    if text is not None and says_corrected:
        _output.searched(store, query)
    return query


def ask_of_topic(store: "Store", text: str | None, filters: Filters) -> "Query":
    """Return what was asked of a page on a topic: words that are a topic's id or alias, and nothing else, are the topic."""
    from ketacli.cli import _output

    topics: tuple[str, ...] = ()
    if text is not None and not filters.topic:
        with suppress(UsageError):  # no topic: then they are words to look for
            topics = store.query(topic=readable(text)).topic
    if not topics:
        return ask(store, text, filters)
    from shlex import quote

    _output.note(
        f"note: read as `--topic {','.join(topics)}`; for the words: `keta claims {quote(readable(text or ''))}`"
    )
    return ask(store, None, filters._replace(topic=list(topics)))


def readable(typed: str) -> str:
    """Return what was typed with question marks for bytes that are no text: the index could not look for them."""
    return typed.encode("utf-8", "replace").decode("utf-8")
