"""keta from Python: a store that answers what the command line answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, Unpack, get_args

from ketacli.errors import NotFoundError, UsageError, expect, expect_one_of
from ketacli.frozen import dataclass
from ketacli.model import Claim, as_record, shown_by
from ketacli.store import api as core
from ketacli.store.query import Filters, Query

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Sequence

    from ketacli.checks._run import CheckReport
    from ketacli.report.ask import Screen
    from ketacli.report.comparison import Block
    from ketacli.report.summary import Summary
    from ketacli.store.api import Countable
    from ketacli.store.asking import Reply
    from ketacli.store.index import StoredRecord
    from ketacli.store.scanning import Scan

ExportFormat: TypeAlias = Literal[
    "table",
    "json",
    "jsonl",
    "csv",
    "tsv",
    "yaml",
    "markdown",
    "html",
    "bibtex",
    "csl-json",
    "jsonld",
    "sqlite",
]
PlotKind: TypeAlias = Literal["rates", "timing", "overview"]
PlotFormat: TypeAlias = Literal["svg", "png", "pdf", "text"]


METHODS = (
    "claims", "claim", "source", "get", "ask", "scan", "summary", "compare", "plot", "export", "counts",
    "corrections", "also_searched", "as_json", "sources", "topics", "contradictions", "omissions", "refresh", "close",
)  # fmt: skip
"""The methods of a store that the documentation names, in its order; others may change at any time."""

_ABOUT = ("title", "version", "digest", "licence", "publisher", "url", "path", "size")


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """A figure as it was drawn: `data` are the bytes of a file of this `format`; text is UTF-8.

    `caption` is what a manuscript says under it, with its references. A notebook shows an SVG or PNG.
    """

    title: str
    format: PlotFormat
    data: bytes
    caption: str

    def __repr__(self) -> str:
        return f"<Picture {self.title} ({self.format}, {len(self.data):,} bytes)>"

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        kind = {"svg": "image/svg+xml", "png": "image/png", "text": "text/plain"}.get(self.format)
        if kind is None:
            return {}
        return {kind: self.data if self.format == "png" else self.data.decode()}


def _documented(names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith("_") or name in METHODS or name in _ABOUT]


class _Listing(type):
    """What `dir` and `help` list of a class: what the documentation names."""

    def __dir__(cls) -> list[str]:
        return _documented(super().__dir__())


class Store(core.Store, metaclass=_Listing):
    """An open store: what it holds, and the questions it answers. Reading it changes nothing.

    Get one from `open_store`. It is a context manager that closes it; `len` is the number of claims. Threads can share it.
    """

    def __dir__(self) -> list[str]:
        return _documented(super().__dir__())

    def counts(self, field: Countable, text: str | None = None, **filters: Unpack[Filters]) -> dict[str, int]:
        """Return how many of the claims that match have each value of a field, most frequent first.

        Ratings, levels of confidence and verdicts keep their own order. A claim with several values counts for each.

        Raises:
            UnknownValueError: if a filter names something that the store does not have.
            UsageError: if claims cannot be counted by this field.
        """
        return self.count(self.query(text, **filters), field)

    def corrections(self, text: str) -> dict[str, str]:
        """Return the misspelt words of a text to search for, each with the word of the store that `claims` looks for instead.

        Raises:
            UsageError: if there is no word in the text.
        """
        return dict(self.corrected(self.query(text)))

    def also_searched(self, text: str) -> list[str]:
        """Return the words and phrases for the same that `claims` looks for where no claim has the words of a text.

        Empty where a claim has them, in any form.

        Raises:
            UsageError: if there is no word in the text.
        """
        return list(self.also(self.query(text)))

    def summary(self, text: str | None = None, **filters: Unpack[Filters]) -> Summary:
        """Return the evidence on what matches: a section for each topic, with its claims, figures and contradictions.

        As text, it is `export("markdown", ...)` or `export("html", ...)`. Without matching claims its `claims` are empty.

        Raises:
            UnknownValueError: if a filter names something that the store does not have.
        """
        from ketacli.report.summary import summarise

        return summarise(self, self.query(text, **filters))

    def compare(self, text: str | None = None, **filters: Unpack[Filters]) -> list[Block]:
        """Return the figures of the claims that match, and of the studies they are checked against: a block for each measure.

        Blocks are in the order of their measures' ids; in a block documents come first, then studies, strongest design
        first. A figure's `unit` is UCUM: `%`, `d`, `mg/kg`. With `measure` only these measures. Empty where no claim gives
        a figure.

        Raises:
            UnknownValueError: if a filter names something that the store does not have.
        """
        from ketacli.figures import wanted
        from ketacli.report.comparison import compare

        query = self.query(text, **filters)
        claims = self.find(query).claims
        studies = self.studies(evidence.source for claim in claims for evidence in claim.evidence)
        return compare(claims, studies, self.starts("effect"), query.measure, wanted(self, query))

    def plot(
        self,
        kind: PlotKind,
        text: str | None = None,
        *,
        format: PlotFormat = "svg",  # noqa: A002 - as on the command line
        size: str | None = None,
        title: str | None = None,
        **filters: Unpack[Filters],
    ) -> list[Picture]:
        """Draw what pages claim beside what studies found: one picture, or one for each `measure` that is named.

        `rates`: of 100 people how many, treated and compared, with 95 % intervals. `timing`: how soon and how long.
        `overview`: a few claims and what studies found. Pictures but for `text` need matplotlib: `pip install "keta[plot]"`.
        `size` is `slide`, `page` or inches as in `10x6`. Empty where fewer than two figures can be drawn.

        Raises:
            UnknownValueError: if a filter names something that the store does not have.
            UsageError: if there is no such kind, format or size.
            KetaError: if matplotlib is not installed.
        """
        from ketacli.figures import drawn, picture, sized, subject
        from ketacli.formats.plot._words import caption

        expect_one_of(get_args(PlotKind), kind, "plot")
        expect_one_of(get_args(PlotFormat), format, "format")
        if format == "text" and size is not None:
            raise UsageError("`size` is that of a picture", "leave it out, or ask for svg, png or pdf")
        wanted = sized(size)
        query = self.query(text, **filters)
        claims = self.find(query._replace(measure=())).claims
        room = None if format == "text" else wanted
        found = drawn(kind, subject(self, query, claims), query.measure, room)[0] if claims else []
        return [
            Picture(title or one.title, format, picture(format, one, wanted, title), caption(one).strip())
            for one in found
        ]

    def export(self, format: ExportFormat, text: str | None = None, **filters: Unpack[Filters]) -> bytes:  # noqa: A002 - as on the command line
        """Return the file that `keta export` writes, as bytes; text is UTF-8.

        Markdown is the summary, HTML the front page (with `topic` the summary), BibTeX and CSL-JSON the sources, all others
        the claims. YAML without filters is the whole store again.

        Raises:
            NotFoundError: if no claim matches.
            UnknownValueError: if a filter names something that the store does not have.
            UsageError: if there is no such format.
        """
        from ketacli.exporting import content, names
        from ketacli.formats import _words as words

        expect_one_of(names(), format, "format")
        query = self.query(text, **filters)
        if not self.find(query, limit=0).total:
            what = words.asked(query.asked())
            raise NotFoundError(f"No claim found{f' for {what}' if what else ''}", "ask for less, or for all")
        return content(format, self, query)

    def ask(self, question: str, *, country: str | None = None) -> Reply:
        """Return what the store has on a plain question: the topic it is about, the claims and omissions that answer it.

        At most three claims, the best first. Where the store knows nothing, `is_empty` is true: `near` is a topic that is
        close, never an answer. `notices` come before everything else: `country` is the reader's, by its two letters, and the numbers
        to call in danger are those of it, or of one that the question names.

        Raises:
            UsageError: if there is no word in the question.
        """
        reply = super().ask(question, country=country)
        shown_by(self, reply)
        return reply

    def as_json(self, found: Reply | Scan | Summary) -> dict[str, Any]:
        """Return the plain data that `keta ask`, `scan` or `summary` prints with `--json`; `keta schema output` describes it.

        Raises:
            TypeError: if it is none of these.
        """
        from ketacli.report.summary import Summary
        from ketacli.store.asking import Reply
        from ketacli.store.scanning import Scan

        if isinstance(found, Summary):
            from ketacli.formats.summary import json as summaries
            from ketacli.report.brief import brief

            return summaries.document(found, brief(self, found))
        if isinstance(found, Reply):
            from ketacli.formats.ask import json as answers

            return answers.document(self._screen(found))
        if isinstance(found, Scan):
            from ketacli.context import context
            from ketacli.formats.scan import json as scans
            from ketacli.report.scan import report

            about = context(self, [*found.claims.values(), *found.omissions], Query(), "table")
            return scans.document(report(self, found, about))
        raise TypeError(f"expected an answer, a scan or a summary, got {type(found).__name__}")

    def _screen(self, reply: Reply) -> Screen:
        from ketacli.context import context
        from ketacli.report.ask import screen

        topics = [reply.topic] if reply.topic else []
        return screen(reply, context(self, [*topics, *reply.claims, *reply.omissions], Query(), "table"))

    def html(self, record: Claim | Reply) -> str | None:
        """Return a claim or an answer as HTML for a notebook, every text escaped; None once the store is closed."""
        if self._index.is_closed:
            return None
        from ketacli.context import context
        from ketacli.formats import _notebook
        from ketacli.store.asking import Reply

        expect((Claim, Reply), record, "record", "a claim or an answer")
        if isinstance(record, Claim):
            return _notebook.claim(record, context(self, [record], Query(), "table"))
        return _notebook.answer(self._screen(record))

    def _complete(self, rows: Sequence[StoredRecord]) -> list[Claim]:
        claims = super()._complete(rows)
        for claim in claims:
            shown_by(self, claim)
        return claims


def open_store(
    path: str | os.PathLike[str] | None = None, *, progress: Callable[[int, int], None] | None = None
) -> Store:
    """Open a store: a folder of YAML files, or one file; without `path`, the one that `KETA_STORE` names or keta's own.

    The YAML is compiled into an index in the user's cache folder on first use and when it has changed; opening it again takes
    milliseconds. `progress`, if given, is told now and then how much of a store with large files has been read, and of how
    much.

    Raises:
        StoreError: if the store cannot be read, or has faults: then `problems` holds all of them, with their places.
    """
    return Store(*core.opened(path, progress))


def check(
    path: str | os.PathLike[str] | None = None, *, documents: str | os.PathLike[str] | None = None
) -> CheckReport:
    """Check a store, also one that cannot be opened: every problem, each with its file, line, column and a hint.

    Without `path` it is the store that `open_store` opens. `documents` is a folder with the documents, to compare the quotes
    with. `errors` and `warnings` count the problems; a store is sound when there are no errors.

    Raises:
        StoreError: if there is no such store, or it cannot be read at all.
        KetaError: if the folder of documents cannot be read.
    """
    from ketacli.checks._run import run

    return run(core.place(path), Path(documents) if documents is not None else None)


def to_dict(record: Any) -> Any:
    """Return a record, or what a method of a store returned, as plain data: dicts, lists, text, numbers, None.

    A record is a dict, a list of records a list of these.

    The names are those of the YAML and of `keta show --json`, which has more: `figure` in words, and what only a view looks
    up in the store, `label` and `labels` of sources, `counts`, `stands_in`. A figure's `as_` is `as`.

    Raises:
        TypeError: if it is no record.
    """
    if isinstance(record, list | tuple) and not hasattr(record, "_fields"):
        return [to_dict(one) for one in record]
    if isinstance(record, Mapping):
        return {name: to_dict(one) if hasattr(one, "__match_args__") else one for name, one in record.items()}
    if not hasattr(record, "__match_args__"):
        raise TypeError(f"expected a record, such as a claim, or several, got {type(record).__name__}")
    return as_record(record)
