"""What a figure shows, in words: for those who listen, and as the caption of a manuscript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import _words as words
from ketacli.report.card import VERDICTS
from ketacli.report.figure import LEFT_OUT, Figure
from ketacli.report.overview import Overview

if TYPE_CHECKING:
    from ketacli.model import Document
    from ketacli.report.figure import Row

_WILSON = "Wilson 1927, doi:10.1080/01621459.1927.10502953"
_NEWCOMBE = "Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I"


def verdict(row: Row) -> str:
    """Return the mark and word of a claim's verdict."""
    return "– left out" if row.verdict == LEFT_OUT else " ".join(VERDICTS[row.verdict])


def said(figure: Figure | Overview) -> str:
    """Return what a figure shows, in words."""
    if isinstance(figure, Overview):
        strips = [
            f"{' '.join(VERDICTS[one.verdict])}: {one.page}: {one.text} ({one.figure}). {one.in_fact}"
            for one in figure.strips
        ]
        return " ".join([f"{figure.title}.", *strips])
    bands = []
    for band in figure.bands:
        rows = []
        for row in band.rows:
            who = f"{verdict(row)}: {row.label}" if row.is_claim else row.name
            marks = []
            if row.contradictions:
                marks.append(f"contradictions: {row.contradictions}")
            if row.caveats:
                marks.append(f"caveats: {row.caveats}")
            people = f"n = {row.people}" if row.people and not row.is_claim else ""
            parts = [row.what, row.when, people, row.counts, row.figure or row.told, *marks]
            rows.append(", ".join(filter(None, [who, *parts])))
        bands.append(f"{band.heading}. {'; '.join(rows)}.")
    return " ".join([*filter(None, [figure.title, figure.answer, figure.subtitle]), *bands])


def caption(figure: Figure | Overview) -> str:
    """Return the caption of a figure for a manuscript: measure, designs, methods, what is not drawn, references."""
    words_ = [figure.title, getattr(figure, "answer", ""), getattr(figure, "subtitle", "")]
    lines = [" ".join(filter(None, words_))]
    if isinstance(figure, Figure):
        designs = [band.heading for band in figure.bands if not band.is_claims]
        if designs:
            lines.append(f"Groups, in order: {'; '.join(designs)}.")
        if figure.kind == "rates":
            lines.append(
                f"Intervals are 95%: {_WILSON}, for shares; {_NEWCOMBE} (method 10), for differences per 100 people."
            )
        lines += figure.notes
        derived = sorted({one.label for one in figure.studies if _is_derived(one, figure.measure.split())})
        if derived:
            lines.append(f"Counts worked out from the source's figures, or from a review: {', '.join(derived)}.")
        for reason, names in figure.left:
            lines.append(f"Not drawn, {reason}: {', '.join(names)}.")
    else:
        lines += figure.notes
    lines.append(f"{figure.origin}, digest {figure.digest}." if figure.digest else f"{figure.origin}.")
    pages = [f"{one.label}. {_page(one)}" for one in figure.pages]
    if pages:
        lines += ["", "Pages", "", *pages]
    references = [f"{one.label}. {words.citation(one)}" for one in figure.studies]
    if references:
        lines += ["", "References", "", *references]
    return "\n".join([*lines, ""])


def _page(one: Document) -> str:
    """Return the citation of a page as far as it is known, with the digest of the text that was read."""
    who = " ".join(filter(None, [one.author, one.issued]))
    read = f"sha256 {one.sha256}" if one.sha256 else ""
    return " ".join(f"{part.rstrip('.')}." for part in (who, one.title, one.url or "", read) if part)


def _is_derived(study: object, measures: list[str]) -> bool:
    results = getattr(study, "results", ())
    return any(one.measure in measures and one.counts in ("derived", "secondary") for one in results)
