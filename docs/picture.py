"""Make `docs/keta.svg`, the picture of the README, and the words that stand for it there, from what keta prints.

`python docs/picture.py` writes both anew. With `--check` nothing is written: it exits 1 when one of them is not current.
"""  # noqa: INP001 - a script beside the pages, not a package

from __future__ import annotations

import argparse
import io
import json
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

PICTURE = Path(__file__).parent / "keta.svg"
README = Path(__file__).parent.parent / "README.md"
COMMAND = ("claims", "--topic", "relapse")
COLUMNS = 80
SCREENFUL = 42
"""The number of lines after which the picture ends with the claim that fits last."""

_IMAGE = re.compile(r"!\[[^\]]*\]\(docs/keta\.svg\)")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_GROUND, _LETTERS = (24, 24, 24), (222, 222, 222)
_COLOURS = [
    (0, 0, 0),
    (255, 123, 114),
    (111, 207, 137),
    (235, 187, 92),
    (122, 170, 255),
    (214, 160, 240),
    (98, 206, 214),
    (222, 222, 222),
]
"""Black, red, green, yellow, blue, magenta, cyan and white of a dark terminal, chosen to be legible."""

_FRAME = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg"
  role="img" aria-labelledby="keta-title">
<title id="keta-title">{title}</title>
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; white-space: pre; }}
{styles}
</style>
<defs>
{lines}
</defs>
<rect fill="#181818" x="0" y="0" width="{width}" height="{height}" rx="10"/>
<g transform="translate(10, 22)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def printed() -> str:
    """Return what keta prints in colours, 80 columns wide."""
    return _keta(*COMMAND, "--format", "table", "--color", "always")


def _keta(*arguments: str) -> str:
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "PYTHONIOENCODING": "utf-8"}
    environment.pop("KETA_STORE", None)
    done = subprocess.run(  # noqa: S603 - keta itself
        [sys.executable, "-m", "ketacli", *arguments],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=environment,
    )
    return done.stdout


def screenful(text: str) -> tuple[str, int, int]:
    """Return the whole claims that fit, how many these are, and how many there are in all."""
    *parts, _ = text.rstrip("\n").split("\n\n")
    head, claims = "\n\n".join(parts[:2]), parts[2:]
    shown = [head]
    for claim in claims:
        if sum(part.count("\n") + 2 for part in [*shown, claim]) > SCREENFUL:
            break
        shown.append(claim)
    return "\n\n".join(shown), len(shown) - 1, len(claims)


def picture() -> str:
    """Return the picture: the command, and what it prints."""
    from rich.console import Console
    from rich.terminal_theme import TerminalTheme
    from rich.text import Text

    text, shown, total = screenful(printed())
    typed = " ".join(("keta", *COMMAND))
    console = Console(file=io.StringIO(), record=True, width=COLUMNS, force_terminal=True, color_system="standard")
    console.print(Text.assemble(("$ ", "dim"), (typed, "bold")), Text.from_ansi(text), sep="\n")
    title = f"What `{typed}` prints in a terminal: what is known, and the first {shown} of {total} claims"
    svg = console.export_svg(
        theme=TerminalTheme(_GROUND, _LETTERS, _COLOURS),
        code_format=_FRAME.replace("{title}", title),
        unique_id="keta",
    )
    return "".join(f"{line.strip()}\n" for line in svg.splitlines() if line.strip())


def told() -> str:
    """Return the README's picture as Markdown, with words for those who cannot see it: what it shows, claim by claim."""
    _, shown, total = screenful(printed())
    topic = json.loads(_keta("topics", "--json"))["topics"]
    name = next(one["name"] for one in topic if one["id"] == COMMAND[-1])
    claims = json.loads(_keta(*COMMAND, "--json"))["claims"][:shown]
    return described(f"keta {' '.join(COMMAND)}", name, claims, total)


def described(typed: str, topic: str, claims: list[dict[str, Any]], total: int) -> str:
    """Return the picture of a command as Markdown: `claims` are those it shows, `total` how many there are."""
    each = " and ".join(f'"{claim["statement"].rstrip(".")}" ({claim["rating"].replace("-", " ")})' for claim in claims)
    text = (
        f"![What `{typed}` prints in a terminal: the bottom line on {topic[0].lower()}{topic[1:]}, then the first "
        f"{_number(len(claims))} of its {_number(total)} claims, {each}, each under its verdict, with "
        "what is so, its caveats and contradictions.](docs/keta.svg)"
    )
    return textwrap.fill(text, 120, break_long_words=False, break_on_hyphens=False)


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def main() -> int:
    """Write the picture and its words or, with `--check`, say whether they are current."""
    options = argparse.ArgumentParser(description="Make the picture of the README.")
    options.add_argument("--check", action="store_true", help="write nothing; exit 1 when the picture is not current")
    check: bool = options.parse_args().check
    readme = README.read_text(encoding="utf-8")
    words = told()
    new = {PICTURE: picture(), README: _IMAGE.sub(lambda _: words, readme)}
    stale = [path for path, text in new.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if check:
        for path in stale:
            sys.stderr.write(f"error: {path} is not current\n\nhint: run `python docs/picture.py`\n")
        return 1 if stale else 0
    for path in stale:
        path.write_text(new[path], encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
