"""`html`: the front page as one file that needs no network and no script; a script adds the filter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ketacli.formats import _words as words
from ketacli.formats._web import page
from ketacli.formats.summary import _telling as telling
from ketacli.report import card as cards

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ketacli.formats._text import Layout
    from ketacli.report.front import Front

_OTHERS = ("label, ruling, guideline or record", "labels, rulings, guidelines and records")


def render(front: Front, layout: Layout) -> str:
    """Return the front page of a store."""
    counts = cards.counts(front.cards)
    rated = {kind: count for kind, count in counts.items() if kind not in cards.UNRATED}
    unrated = sum(counts.values()) - sum(rated.values())
    found = {**rated, **({"not-rated": unrated} if unrated else {})}
    labels = front.report.context.labels
    return page(
        "front/_page.html.jinja",
        layout,
        script=(Path(__file__).parent / "_page.js").read_text(encoding="utf-8"),
        styles=("front",),
        tiles=True,
        front=front,
        here={claim.id for claim in front.report.claims},
        report=front.report,
        labels=labels,
        found=found,
        meanings=cards.MEANINGS,
        counts=cards.counts,
        asked=words.asked(front.report.asked, "“{}”".format),
        studies=sorted(front.report.studies, key=lambda one: labels.get(one.id, one.id).casefold()),
        telling=telling,
        kinds=_listed(front.kinds, {"study": ("study", "studies"), "review": ("review", "reviews"), "": _OTHERS}),
        read=_read(front.read),
    )


def _listed(counts: Mapping[str, int], names: Mapping[str, tuple[str, str]]) -> str:
    """Return the counts that are not 0, with their nouns: `94 studies, 37 reviews`."""
    return ", ".join(words.plural(counts[name], *both) for name, both in names.items() if counts[name]) or "none yet"


def _read(counts: Mapping[str, int]) -> str:
    """Return how sources were read: `Read in full: 27; as abstract: 110; only as reported elsewhere: 39`."""
    names = {
        "full-text": "in full",
        "part": "in part",
        "abstract": "as abstract",
        "secondary": "only as reported elsewhere",
    }
    return "Read " + "; ".join(
        f"{name}: {counts[key]:,}" for key, name in names.items() if counts[key] or key != "part"
    )
