"""`html`: the summary as one file that needs no network and no script; a script adds search and filters.

The page's own style and script are the only ones that a browser runs: a policy in its head names their digests, so
that nothing in the data could act even if it came through unescaped.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ketacli.formats import _words as words
from ketacli.formats._sheet import harmless
from ketacli.formats.summary import _telling as telling
from ketacli.model import RATINGS
from ketacli.quantities import figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.formats._sheet import Layout
    from ketacli.report.summary import Report

_HERE = Path(__file__).parent


class Drawing(NamedTuple):
    """A plot to show: `svg` is trusted markup, `text` says what it shows; without `topic` it stands before all topics."""

    svg: str
    title: str
    text: str
    topic: str = ""


def render(report: Report, layout: Layout, drawings: Sequence[Drawing] = ()) -> str:
    """Return a report as a web page."""
    style, script = (_part(name) for name in ("_page.css", "_page.js"))
    kinds = {"claim": report.claims, "source": report.sources, "contradiction": report.contradictions}
    page: str = (
        _environment()
        .get_template("_page.html.jinja")
        .render(
            report=report,
            names=report.names,
            kinds={member.id: kind for kind, members in kinds.items() for member in members},
            studies={study.id: study for study in report.studies},
            drawings=drawings,
            ratings=RATINGS,
            words=words,
            telling=telling,
            figure=figure,
            style=style,
            script=script,
            policy=_policy(script),
        )
    )
    return page.encode("ascii", "xmlcharrefreplace").decode() if layout.ascii else page


def _part(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _policy(script: str) -> str:
    """Return the content security policy of the page: nothing is loaded, and only its own script runs."""
    from base64 import b64encode
    from hashlib import sha256

    digest = b64encode(sha256(script.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'"


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        finalize=lambda value: " ".join(harmless(value).split(" ")) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
