"""Write the generated parts of the documentation: from the store's controlled lists, its schema, the formats, the commands, the docstrings.

`.venv/bin/python docs/generate.py` rewrites them in place. With `--check` nothing is written: it exits 1 when a page is not
current, and names the page.
"""  # noqa: INP001 - a script beside the pages, not a package

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import fields_page  # beside this
import formats_page
import python_page

from ketacli.cli import COMMANDS
from ketacli.cli._app import command
from ketacli.store import chunks, strict_yaml

DOCS = Path(__file__).parent
PAGE = DOCS / "reference" / "curating.md"
PYTHON = DOCS / "reference" / "python.md"
FIELDS = DOCS / "reference" / "fields.md"
FORMATS = DOCS / "reference" / "formats.md"
COMMAND_LINE = DOCS / "reference" / "command-line.md"
README = DOCS.parent / "README.md"
API = DOCS.parent / "ketacli" / "api.py"
LISTS = DOCS.parent / "data" / "topics.yaml"
QUESTIONS = ("effect", "course", "fact", "meaning")


def designs() -> list[dict[str, Any]]:
    """Return the designs of `data/topics.yaml`.

    Raises:
        SystemExit: if the file has a fault.
    """
    text, faults = chunks.decode(LISTS.read_bytes())
    parsed = strict_yaml.parse(text)
    for fault in (*faults, *parsed.faults):
        raise SystemExit(f"error: {LISTS}:{fault.line + 1}:{fault.column + 1}: {fault.message}")
    found: list[dict[str, Any]] = parsed.value["designs"]
    return found


def filtered() -> str:
    """Return the commands that take filters as a list in a sentence."""
    *names, last = (f"`{name}`" for name in COMMANDS if "topic" in {option.name for option in command(name).params})
    return f"{', '.join(names)} and {last}"


def table(rows: list[dict[str, Any]]) -> str:
    """Return designs as a Markdown table with the start for each question, sorted by name."""
    cells = [["design", "id", *QUESTIONS]]
    cells += [
        [row["name"], f"`{row['id']}`", *(row["start"][question] for question in QUESTIONS)]
        for row in sorted(rows, key=lambda row: str(row["name"]).casefold())
    ]
    cells = [[cell.replace("|", r"\|") for cell in line] for line in cells]
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells]
    lines.insert(1, " | ".join("-" * width for width in widths))
    return "".join(f"| {line} |\n" for line in lines)


def renewed(path: Path, what: str, made: str) -> str:
    """Return the text of a page with what is between its markers `<!-- WHAT:begin -->` and `<!-- WHAT:end -->` made anew.

    Raises:
        SystemExit: if the page does not hold each marker once, in order.
    """
    begin, end = f"<!-- {what}:begin -->", f"<!-- {what}:end -->"
    before, first, rest = path.read_text(encoding="utf-8").partition(begin)
    _, last, after = rest.partition(end)
    if not (first and last) or begin in rest or end in before + after:
        raise SystemExit(f"error: {path}: expected `{begin}` and `{end}`, once each and in this order")
    return f"{before}{begin}{made}{end}{after}"


def main() -> int:
    """Bring the pages up to date or, with `--check`, say whether they are."""
    options = argparse.ArgumentParser(description="Write the generated parts of the documentation.")
    options.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page is not current")
    check: bool = options.parse_args().check
    is_current = True
    pages = {
        PAGE: renewed(PAGE, "designs", f"\n\n{table(designs())}\n"),
        README: renewed(README, "formats", formats_page.names()),
        FORMATS: renewed(FORMATS, "formats", f"\n\n{formats_page.table(FORMATS.read_text(encoding='utf-8'))}\n"),
        COMMAND_LINE: renewed(COMMAND_LINE, "filtered", filtered()),
        API: formats_page.typed(API.read_text(encoding="utf-8")),
        PYTHON: python_page.page(),
        FIELDS: fields_page.page(),
    }
    for path, new in pages.items():
        if path.exists() and path.read_text(encoding="utf-8") == new:
            continue
        if check:
            sys.stderr.write(f"error: {path} is not current\n\nhint: run `.venv/bin/python docs/generate.py`\n")
            is_current = False
        else:
            path.write_text(new, encoding="utf-8", newline="\n")
    return 0 if is_current else 1


if __name__ == "__main__":
    sys.exit(main())
