"""Which line of broken YAML is indented by the wrong number of spaces, and by how many it should be."""

from __future__ import annotations

import re

from ketacli.frozen import NamedTuple

_ENTRY = re.compile(r"( *)((?:- +)*)(?:[\w.-]+:(?: |$)|\S)")
_KEY = re.compile(r" *(?:- +)*([\w.-]+):(?: |$)")
_BEGINS = re.compile(r" *(?:- |-$|[\w.-]+:(?: |$))")


class Slip(NamedTuple):
    """A line (from 0), by how many spaces it is indented, by how many the lines are that it could belong to."""

    line: int
    spaces: int
    wanted: tuple[int, ...]
    beside: str

    @property
    def message(self) -> str:
        """What is wrong with the line."""
        ways = " or ".join(map(str, self.wanted))
        beside = f", as `{self.beside}`" if self.beside else ""
        return f"not YAML: the line is indented by {self.spaces} {'space' if self.spaces == 1 else 'spaces'}: expected {ways}{beside}"

    @property
    def hint(self) -> str:
        """What to do about it."""
        return f"indent it by {self.wanted[0]} spaces"


def slip(text: str, near: int) -> Slip | None:
    """Return the line at which the parser stumbled over an indentation; `near` is the line that it names.

    None where the trouble is of another kind.
    """
    lines = text.split("\n")
    for number in (near, near - 1):
        if 0 < number < len(lines) and (found := _look(lines, number)):
            return found
    return None


def _look(lines: list[str], number: int) -> Slip | None:
    line = lines[number]
    if not _BEGINS.match(line):
        return None
    spaces = len(line) - len(line.lstrip(" "))
    is_item = line.lstrip(" ").startswith("-")
    before = next((other for other in reversed(lines[:number]) if _counts(other)), "")
    if not before or before.rstrip().endswith((":", "|", ">", "|-", ">-")) or _is_in_block(lines[:number]):
        return None
    columns: list[int] = []
    names: dict[int, str] = {}
    roof = 10_000
    for other in reversed(lines[:number]):
        if not _counts(other) or not _BEGINS.match(other):
            continue
        for column, is_dash in _columns(other):
            if column >= roof:
                continue
            if is_dash == is_item:
                columns.append(column)
                names.setdefault(column, _name(other))
        roof = min(roof, _columns(other)[-1][0])
        if not roof:
            break
    if not columns or spaces in columns:
        return None
    wanted = sorted(dict.fromkeys(columns), key=lambda column: (abs(column - spaces), -column))
    return Slip(number, spaces, tuple(wanted[:2]), names[wanted[0]])


def _is_in_block(lines: list[str]) -> bool:
    """Whether a line that follows these may be of a text in a block, `|` or `>`, whose indentation is its own."""
    for line in reversed(lines):
        if _BEGINS.match(line):
            return bool(re.search(r": *[|>][-+0-9]*$", line))
    return False


def _counts(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _columns(line: str) -> list[tuple[int, bool]]:
    """Return the columns at which the entries of a line begin, innermost first, and whether each is that of a dash."""
    found = []
    place = len(line) - len(line.lstrip(" "))
    while line[place : place + 2] == "- ":
        found.append((place, True))
        place += len(line[place:]) - len(line[place + 1 :].lstrip(" "))
    found.append((place, False))
    return found[::-1]


def _name(line: str) -> str:
    found = _KEY.match(line)
    return found[1] if found else ""


def mended(text: str, slip: Slip) -> str:
    """Return a text with the line indented as it should be."""
    lines = text.split("\n")
    lines[slip.line] = " " * slip.wanted[0] + lines[slip.line].lstrip(" ")
    return "\n".join(lines)
