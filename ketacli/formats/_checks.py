"""What is known of the checks, for a terminal: the list of them, and the page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks import CHECKS, load
from ketacli.formats._page import Column, Page, Span
from ketacli.formats._text import cells, shown

if TYPE_CHECKING:
    from ketacli.formats._text import Layout

_STACKED_BELOW = 64
_INDENT = 4


def listing(layout: Layout) -> Page:
    """Return a line for each check: its id, how grave it is, what it finds; two where columns find no room."""
    page = Page(layout)
    ids, severities = max(map(len, CHECKS)), len("warning")
    rows: list[list[list[Span | str]]] = []
    for check in CHECKS:
        module = load(check)
        about = (module.__doc__ or "").split("\n", 1)[0]
        if layout.width < _STACKED_BELOW:
            page.add(Span(check, "id"), Span(f" ({module.SEVERITY})", "muted"))
            page.add(about, indent=_INDENT)
        else:
            rows.append([[Span(check, "id")], [Span(module.SEVERITY, "muted")], [about]])
    if rows:
        page.table(rows, (Column(ids), Column(severities), Column()))
    return page


def explanation(check: str, layout: Layout) -> Page:
    """Return the documentation page of a check: its prose wrapped, the lines of its example each by itself."""
    module = load(check)
    page = Page(layout)
    page.add(Span(check, "id"), Span(f" ({module.SEVERITY})", "muted"))
    heading = ""
    for paragraph in (module.__doc__ or "").strip().split("\n\n"):
        page.blank()
        is_first = not paragraph.startswith(" ") and "\n" in paragraph
        if is_first:
            heading, paragraph = paragraph.split("\n", 1)  # noqa: PLW2901 - what is left of it
            page.add(Span(heading, "label"))
        if is_first and heading == "Example":
            for line in paragraph.split("\n"):
                _kept(page, line)
        else:
            page.add(" ".join(paragraph.split()), indent=_INDENT if heading else 0)
    return page


def _kept(page: Page, line: str) -> None:
    """Add a line as it is where it fits, and wrapped where it doesn't."""
    if cells(shown(line, page.layout)) <= page.layout.width:
        page.line(line)
    else:
        indent = len(line) - len(line.lstrip())
        page.add(line.strip(), indent=indent, hang=indent + 2)
