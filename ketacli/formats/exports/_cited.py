"""The sources of a report by the names of CSL, the Citation Style Language: what reference managers are given.

CSL's data: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import _words as words
from ketacli.formats._text import harmless
from ketacli.frozen import NamedTuple
from ketacli.labels import capital, read_name
from ketacli.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.model import Source, Study
    from ketacli.report.summary import Summary

_TEXTS = ("title", "container-title", "volume", "issue", "page", "number", "publisher", "DOI", "PMID", "PMCID", "URL")
ET_AL = "et al."
"""How the store writes that there are more authors than it names."""


class Cited(NamedTuple):
    """A source as it is cited: `texts` are CSL's variables, `names` its authors, `more` whether there are others.

    `label` is how views name it. `note` says how far the source and keta's reading of it can be trusted, and what is checked against it.
    """

    id: str
    type: str
    names: tuple[dict[str, str], ...]
    more: bool
    issued: str | None
    texts: dict[str, str]
    note: str
    label: str


def cited(report: Summary) -> list[Cited]:
    """Return the sources of a report: documents, then studies, each by id."""
    return [
        _document(source, report) if isinstance(source, Document) else _study(source, report)
        for source in report.sources
    ]


def _document(found: Document, report: Summary) -> Cited:
    texts = {"title": found.title, "URL": found.url or ""}
    note = [
        "Document under review" + (f": {words.stored(found)}." if found.file else "."),
        *_counted(found, report, "from it"),
        found.note or "",
    ]
    return Cited(
        found.id,
        "webpage" if found.url else "document",
        ({"literal": line(found.author)},) if found.author else (),
        more=False,
        issued=found.issued,
        texts={name: line(text) for name, text in texts.items() if text},
        note=line(" ".join(filter(None, note))),
        label=line(found.label),
    )


def _study(found: Study, report: Summary) -> Cited:
    cite = found.cite
    names = [{part: line(text) for part, text in read_name(name).items()} for name in cite.get("author", ())]
    about = words.study(found, report.names.designs)
    note = [
        f"{capital(about)}.",
        *_counted(found, report, "checked against it"),
        found.limitations or "",
        found.note or "",
    ]
    return Cited(
        found.id,
        cite["type"],
        tuple(name for name in names if name.get("literal") != ET_AL),
        more=any(name.get("literal") == ET_AL for name in names),
        issued=cite.get("issued"),
        texts={name: line(str(cite[name])) for name in _TEXTS if name in cite},
        note=line(" ".join(filter(None, note))),
        label=line(found.label),
    )


def _counted(found: Source, report: Summary, how: str) -> Iterator[str]:
    """Yield what a citation must not hide: how many claims the source has, and what limits them."""
    counts = [report.tallies.get(f"{what}{found.id}", 0) for what in ("", "contested ", "caveats ")]
    marks = words.marks(*counts[1:])
    yield f"keta has {words.plural(counts[0], 'claim')} {how}{f' ({marks})' if marks else ''}."
    if stands := report.standing.get(found.id):
        yield f"It stands in {words.plural(len(stands), 'contradiction')}: {', '.join(stands)}."


def line(text: str) -> str:
    """Return text on one line in which nothing acts on a terminal."""
    return harmless(" ".join(text.split()))


def parts(issued: str) -> list[int]:
    """Return year, month and day of a date, as far as it has them."""
    return [int(part) for part in issued.split("-")]
