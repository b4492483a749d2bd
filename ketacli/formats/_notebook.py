"""Claims and answers as HTML for a cell of a notebook: the cards of web pages, in a frame of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ketacli.formats import _web
from ketacli.formats import _words as words
from ketacli.report import card as cards

if TYPE_CHECKING:
    from ketacli.answer import Context
    from ketacli.model import Claim
    from ketacli.report.ask import Screen


def claim(found: Claim, context: Context) -> str:
    """Return a claim as its card."""
    return _cell("claim", card=cards.card(found, context), notice=context.notice or words.NOTICE)


def answer(screen: Screen) -> str:
    """Return the answer to a question: what `keta ask` says, without the commands to type."""
    return _cell("answer", screen=screen, notice=screen.context.notice or words.NOTICE)


def _cell(what: str, **data: Any) -> str:
    """Return a cell. The styles of pages hold in it only; sizes that a page takes from its root it takes from the cell."""
    style = re.sub(r"([\d.])rem\b", r"\1em", _web.sheets("page").replace(":root", ":scope"))
    return _web.part("_web/notebook.html.jinja", what=what, style=style, **data)
