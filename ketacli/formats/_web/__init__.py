"""What all web pages have in common: their frame and style, autoescaping, and the policy that keeps anything else from running.

A page is one file that needs no network. A policy in its head allows its own style and names the digest of its own
script, so that nothing in the data could act even if it came through unescaped.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ketacli.formats._text import harmless

if TYPE_CHECKING:
    from ketacli.formats._text import Layout

_HERE = Path(__file__).parent


def page(template: str, layout: Layout, *, script: str = "", **data: Any) -> str:
    """Return the page of a template, which is named from the folder of formats, with the script that it runs, if any."""
    text: str = (
        _environment()
        .get_template(template)
        .render(style=(_HERE / "page.css").read_text(encoding="utf-8"), script=script, policy=_policy(script), **data)
    )
    return text.encode("ascii", "xmlcharrefreplace").decode() if layout.ascii else text


def _policy(script: str) -> str:
    """Return the content security policy of a page: nothing is loaded, and only its own script runs."""
    from base64 import b64encode
    from hashlib import sha256

    digest = b64encode(sha256(script.encode()).digest()).decode()
    runs = f"'sha256-{digest}'" if script else "'none'"
    return f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src {runs}"


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_HERE.parent),
        autoescape=True,
        finalize=lambda value: " ".join(harmless(value).split(" ")) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
