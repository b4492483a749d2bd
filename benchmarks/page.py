"""The tables of the benchmark, as Markdown, and the page that they stand in."""  # noqa: INP001 - a script, not a package

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

BEGIN = "<!-- results:begin -->"
END = "<!-- results:end -->"


class Target(NamedTuple):
    """A promise: the figure of a case must not be above `most`, in `unit`: `x` (of the do-nothing app), `s` or `MiB`."""

    what: str
    question: str
    size: int
    most: float
    unit: str


TARGETS = (
    Target("`keta show ID`, shipped store", "id", 0, 1.25, "x"),
    Target("`keta claims --topic` piped, shipped store", "topic", 0, 1.25, "x"),
    Target("`keta show ID`, 100,000 claims", "id", 100_000, 1.5, "x"),
    Target("`keta claims --topic` piped, 100,000 claims", "topic", 100_000, 1.5, "x"),
    Target("table on a terminal, shipped store", "table", 0, 2.2, "x"),
    Target("table on a terminal, 100,000 claims", "table", 100_000, 2.2, "x"),
    Target("text search, 100,000 claims", "search", 100_000, 2.0, "x"),
    Target("`keta scan` of 2,000 words, shipped store", "scan", 0, 5, "x"),
    Target("`keta scan` of 2,000 words, 10,000 claims", "scan", 10_000, 1, "s"),
    Target("first use, 10,000 claims", "first", 10_000, 4, "s"),
    Target("first use, 100,000 claims", "first", 100_000, 45, "s"),
    Target("first use, 100,000 claims: memory", "first", 100_000, 700, "MiB"),
    Target("one claim edited among 100,000, next answer", "edit", 100_000, 3, "s"),
    Target("`keta check`, 10,000 claims", "validate", 10_000, 5, "s"),
    Target("`keta check`, 100,000 claims", "validate", 100_000, 60, "s"),
    Target("10,000 ids through `keta show -`, of 10,000 claims", "ids", 10_000, 3, "s"),
    Target("10,000 ids through `keta show -`, of 100,000 claims", "ids", 100_000, 3, "s"),
)

QUESTIONS = {
    "topic": "claims of one topic",
    "id": "one claim by id",
    "search": "text search",
    "scan": "a page of 2,000 words",
    "first": "first use",
    "validate": "validate everything",
    "quotes": "hold quotes against documents",
    "edit": "one claim edited, next answer",
    "ids": "ids from standard input",
    "table": "claims of one topic, on a terminal",
}
_PEER_QUESTIONS = ("topic", "id", "search", "first", "validate")

Row = dict[str, Any]


def tables(found: dict[str, Any]) -> str:
    """Return everything that was measured, as Markdown."""
    rows: list[Row] = found["rows"]
    noop = next((row["median"] for row in rows if row["question"] == "noop" and "median" in row), None)
    facts = [[name, value] for name, value in found["machine"].items()]
    facts += [["versions", ", ".join(f"{name} {version}" for name, version in sorted(found["versions"].items()))]]
    taken = f"{found['minutes']:g} minutes for all; up to {found['runs']} runs of a case, fewer of slow ones"
    parts = [
        "### Machine and versions\n",
        _table(["", ""], [*facts, ["run", taken]]),
        "### Targets\n",
        _table(["what", "target", "figure", ""], [_held(target, rows, noop) for target in TARGETS]),
        "### keta at every size\n",
        _table(["question", "claims", "median", "× do-nothing app", "peak memory", "runs"], _own(rows, noop)),
    ]
    if any(row["tool"] not in {"keta", "noop.py", "generate.py"} for row in rows):
        parts += ["### Beside its peers\n"]
        for question in _PEER_QUESTIONS:
            lines = _beside(rows, question, found["sizes"])
            parts += [f"**{QUESTIONS[question].capitalize()}** (median; peak memory)\n"]
            parts += [_table(["", *(f"{size:,} claims" for size in found["sizes"])], lines)]
        parts += [
            "### What has no figure, and why\n",
            _table(["program", "question", "claims", "reason"], _missing(rows)),
        ]
    parts += ["### Commands\n", _table(["program", "question", "command"], _commands(rows))]
    return "\n".join(part for part in parts if part)


def _held(target: Target, rows: Iterable[Row], noop: float | None) -> list[str]:
    """Return a target with its figure, and whether it is met."""
    row = _find(rows, "keta", target.question, target.size) or {}
    figure = row.get("peak_mib" if target.unit == "MiB" else "median")
    limit = f"{target.most:g} ×" if target.unit == "x" else f"{target.most:g} {target.unit}"
    if figure is None or (target.unit == "x" and not noop):
        return [target.what, limit, row.get("skipped", "not run"), "—"]
    if target.unit == "x":
        figure /= noop
    shown = {"x": f"{figure:.2f} ×", "s": f"{figure:.2f} s", "MiB": f"{figure:.0f} MiB"}[target.unit]
    return [target.what, limit, shown, "met" if figure <= target.most else "**missed**"]


def _own(rows: Iterable[Row], noop: float | None) -> list[list[str]]:
    """Return keta's figures, and those of the do-nothing app."""
    lines = []
    order = ["noop", *QUESTIONS]
    own = [row for row in rows if row["tool"] in {"keta", "noop.py"}]
    for row in sorted(own, key=lambda one: (order.index(one["question"]), one["size"])):
        size = f"{row['size']:,}" if row["size"] else "shipped"
        if row["question"] == "noop":
            name, size = "the do-nothing app", "—"
        else:
            name = QUESTIONS[row["question"]]
        if "median" not in row:
            lines.append([name, size, row["skipped"], "", "", ""])
            continue
        ratio = f"{row['median'] / noop:.2f}" if noop else ""
        memory = f"{row['peak_mib']:.0f} MiB"
        lines.append([name, size, _time(row["median"]), ratio, memory, str(len(row["seconds"]))])
    return lines


def _beside(rows: Sequence[Row], question: str, sizes: Iterable[int]) -> list[list[str]]:
    """Return what keta and its peers take for a question: a line for each program that can answer."""
    lines = []
    for tool in dict.fromkeys(row["tool"] for row in rows):
        cells = []
        for size in sizes:
            row = _find(rows, tool, question, size)
            has_figure = row is not None and "median" in row
            cells.append(f"{_time(row['median'])}; {row['peak_mib']:.0f} MiB" if row and has_figure else "—")
        if set(cells) != {"—"}:
            lines.append([tool, *cells])
    return lines


def _missing(rows: Iterable[Row]) -> list[list[str]]:
    """Return what has no figure with the reasons, sizes with the same reason in one line."""
    reasons: dict[tuple[str, str, str], list[int]] = {}
    for row in rows:
        if "skipped" in row:
            name = QUESTIONS.get(row["question"]) or str(row["question"])
            reasons.setdefault((row["tool"], name, row["skipped"]), []).append(row["size"])
    return [
        [tool, question, ", ".join(f"{size:,}" for size in sizes if size) or "any", reason]
        for (tool, question, reason), sizes in reasons.items()
    ]


def _commands(rows: Iterable[Row]) -> list[list[str]]:
    """Return the command of each case, once for all sizes."""
    seen: dict[tuple[str, str], str] = {}
    for row in sorted(rows, key=lambda one: -one["size"]):
        if "command" in row and row["question"] != "write":
            seen.setdefault((row["tool"], row["question"]), row["command"])
    order = list(QUESTIONS)
    lines = [[tool, QUESTIONS.get(question, ""), f"`{command}`"] for (tool, question), command in seen.items()]
    names = list(dict.fromkeys(row["tool"] for row in rows))
    keys = [(names.index(tool), order.index(question) if question in order else -1) for tool, question in seen]
    return [line for _, line in sorted(zip(keys, lines, strict=True))]


def _find(rows: Iterable[Row], tool: str, question: str, size: int) -> Row | None:
    wanted = (tool, question, size)
    return next((row for row in rows if (row["tool"], row["question"], row["size"]) == wanted), None)


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    cells = [[cell.replace("|", r"\|") for cell in line] for line in (head, ["---"] * len(head), *lines)]
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


def renew(file: Path, found: dict[str, Any]) -> None:
    """Put the tables between the markers of the page.

    Raises:
        ValueError: if the page does not hold each marker once, in order.
    """
    before, begin, rest = file.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end) or BEGIN in rest or END in before + after:
        raise ValueError(f"{file.name}: expected `{BEGIN}` and `{END}`, once each and in this order")
    file.write_text(f"{before}{BEGIN}\n\n{tables(found)}\n{END}{after}", encoding="utf-8", newline="\n")
