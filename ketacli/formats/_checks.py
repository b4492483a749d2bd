"""What is known of the checks, for a terminal: the list of them, and the page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks import CHECKS, load
from ketacli.formats._grid import beside
from ketacli.formats._sheet import Sheet, Span, cells

if TYPE_CHECKING:
    from ketacli.formats._sheet import Layout

_STACKED_BELOW = 64
_INDENT = 4


def listing(layout: Layout) -> Sheet:
    """Return a line for each check: its id, how grave it is, what it finds; two where columns find no room."""
    sheet = Sheet(layout)
    ids, severities = max(map(len, CHECKS)), len("warning")
    for check in CHECKS:
        module = load(check)
        about = (module.__doc__ or "").split("\n", 1)[0]
        if layout.width < _STACKED_BELOW:
            sheet.add(Span(check, "id"), Span(f" ({module.SEVERITY})", "muted"))
            sheet.add(about, indent=_INDENT)
        else:
            row = [[[Span(check, "id")]], [[Span(module.SEVERITY, "muted")]], [[Span(about)]]]
            beside(sheet, row, (ids, severities, layout.width - ids - severities - 2 * 2), indent=0)
    return sheet


def page(check: str, layout: Layout) -> Sheet:
    """Return the documentation page of a check: its prose wrapped, the lines of its example each by itself."""
    module = load(check)
    sheet = Sheet(layout)
    sheet.add(Span(check, "id"), Span(f" ({module.SEVERITY})", "muted"))
    heading = ""
    for paragraph in (module.__doc__ or "").strip().split("\n\n"):
        sheet.blank()
        is_first = not paragraph.startswith(" ") and "\n" in paragraph
        if is_first:
            heading, paragraph = paragraph.split("\n", 1)  # noqa: PLW2901 - what is left of it
            sheet.add(Span(heading, "label"))
        if is_first and heading == "Example":
            for line in paragraph.split("\n"):
                _kept(sheet, line)
        else:
            sheet.add(" ".join(paragraph.split()), indent=_INDENT if heading else 0)
    return sheet


def _kept(sheet: Sheet, line: str) -> None:
    """Add a line as it stands where it fits, and wrapped where it doesn't."""
    shown = sheet.shown(line)
    if cells(shown) <= sheet.layout.width:
        sheet.lines.append([Span(shown)])
    else:
        indent = len(line) - len(line.lstrip())
        sheet.add(line, indent=indent, hang=indent + 2)
