"""What all web pages have in common: their frame and style, autoescaping, and the policy that keeps anything else from running.

A page is one file that needs no network. A policy in its head allows its own style and names the digest of its own
script, so that nothing in the data could act even if it came through unescaped. Fixed ids have a `_`, which no id of a
store has.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ketacli.formats import _parts
from ketacli.formats import _words as words
from ketacli.formats._text import harmless
from ketacli.frozen import NamedTuple
from ketacli.labels import capital
from ketacli.report.card import UNRATED, VERDICTS
from ketacli.report.summary import Names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.answer import Context
    from ketacli.formats._text import Layout

_HERE = Path(__file__).parent

_STYLES = {
    "wrong": "wrong",
    "goes-too-far": "far",
    "no-evidence": "none",
    "partly-true": "part",
    "early-signs": "early",
    "supported": "good",
}
"""The class of each verdict; those that rate nothing share `na`."""


class Seen(NamedTuple):
    """A verdict as pages show it: the class of its frame and mark, its word, the reason beside it."""

    style: str
    word: str
    why: str


def seen(shown: str, why: str = "") -> Seen:
    """Return how pages show a verdict: what is not rated says so first, and then what it is."""
    if shown not in UNRATED:
        return Seen(_STYLES[shown], capital(VERDICTS[shown][1]), why)
    return Seen("na", capital(VERDICTS["not-rated"][1]), why or (VERDICTS[shown][1] if shown != "not-rated" else ""))


def _names(context: Context) -> Names:
    """Return the names of designs that a study's description needs."""
    return Names(designs=context.designs)


def numbers(text: str) -> list[str]:
    """Return text in parts: what is between numbers of three figures, such a number, and so on."""
    return re.split(r"(?<![\d,-])(\d{3})(?![\d-]|,\d)", text)


def page(template: str, layout: Layout, *, script: str = "", styles: Sequence[str] = (), **data: Any) -> str:
    """Return the page of a template, which is named from the folder of formats, with the script that it runs, if any.

    `styles` are the style sheets that it needs beside `page.css`.
    """
    sheet = sheets("page", *styles)
    text = part(template, style=sheet, script=script, policy=_policy(script), **data)
    return text.encode("ascii", "xmlcharrefreplace").decode() if layout.ascii else text


def sheets(*names: str) -> str:
    """Return the style sheets of these names, one after the other."""
    return "".join((_HERE / f"{name}.css").read_text(encoding="utf-8") for name in names)


def part(template: str, **data: Any) -> str:
    """Return what a template makes of data, every text in it escaped."""
    text: str = _environment().get_template(template).render(**data)
    return text


def _policy(script: str) -> str:
    """Return the content security policy of a page: nothing is loaded, and only its own script runs."""
    from base64 import b64encode
    from hashlib import sha256

    digest = b64encode(sha256(script.encode()).digest()).decode()
    runs = f"'sha256-{digest}'" if script else "'none'"
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"script-src {runs}"
    )


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_HERE.parent),
        autoescape=True,
        finalize=lambda value: " ".join(harmless(value).split(" ")) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.globals |= {
        "seen": seen,
        "verdicts": VERDICTS,
        "words": words,
        "numbers": numbers,
        "parts": _parts.parts,
        "said_by": _parts.said,
        "names_of": _names,
    }
    return environment
