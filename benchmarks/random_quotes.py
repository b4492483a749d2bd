# ruff: noqa: INP001, T201 - a script that prints its figures
"""Measure how often a fair quote is refused, and whether a spoilt one is accepted, in any texts.

Runs of words are taken at random from each text. A run is reported where it is not found at its place, where
`fragment-cut` says that it is cut, or where it holds characters that no quote may have; every report is printed with what
is around it, for a person to say whether it is right. Then one digit, sign, comparator, negation or unit of each run is
changed, and the run is looked for where it was: none may be found.

    python benchmarks/random_quotes.py --runs 500 --words 5 --seed 1 texts/*.txt
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ketacli import cuts, quotes
from ketacli.checks import text_hygiene

if TYPE_CHECKING:
    from collections.abc import Iterator

_AROUND = 60
_NO_NEGATION = re.compile(r"\b(?:não|uma)\b")
"""Words of Portuguese, in which `no` is `in the`."""
_NEAR = 300
_NOT_ONLY = re.compile(r"\s+(?:only|just|merely|simply|to\s+(?:mention|say))\b")
"""What follows a `not` that turns nothing round."""
_LONGEST = 12
"""The longest that words are on average where spaces are between them."""
_SPOILS = {
    "digit": (re.compile(r"\d"), lambda found: str((int(found) + 1) % 10)),
    "sign": (re.compile(r"(?<!\w)[-+−±](?=\d)"), lambda _: ""),
    "percent": (re.compile(r"(?<=\d)%"), lambda _: ""),
    "comparator": (
        re.compile(r"[<>≤≥]|\b(?:more|less|fewer|least|most|over|under)\b"),
        lambda found: {"<": ">", ">": "<", "≤": "≥", "≥": "≤", "more": "less", "least": "most", "over": "under"}.get(found, "more"),
    ),
    "negation dropped": (re.compile(r"\b(?:not|never|cannot|nicht|niet|inte|не)\b ?|\b(?:no|without)\b (?=\w)|n['’]t\b"), lambda _: ""),
    "negation added": (re.compile(r"(?<=\w) (?=\w)"), lambda _: " not "),
    "unit": (
        re.compile(r"(?<=\d) ?(?:mg|kg|g|ml|mm|cm|m|km|s|h|min|days?|weeks?|months?|years?|hours?|minutes?|bytes?|bits?)\b"),
        lambda found: " µg" if found.strip() == "mg" else " mg",
    ),
}  # fmt: skip


class Run(NamedTuple):
    """A run of words of a text."""

    start: int
    end: int
    words: str


def main() -> int:
    """Print what is reported of random runs, and the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path, help="text files in UTF-8")
    parser.add_argument("--runs", type=int, default=500, help="runs of each text (%(default)s)")
    parser.add_argument("--words", type=int, default=5, help="words of a run (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the random numbers (%(default)s)")
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - a sample, no secret
    count: Counter[str] = Counter()
    for path in given.texts:
        text = path.read_text(encoding="utf-8", errors="replace")
        for run in runs(text, given.runs, given.words, chance):
            count["runs"] += 1
            if reason := reported(text, run):
                count["reported"] += 1
                behind, ahead = text[max(0, run.start - _AROUND) : run.start], text[run.end : run.end + _AROUND]
                print(f"{path.name}: {reason}: {' '.join(behind.split())} [[{run.words}]] {' '.join(ahead.split())}")
            for kind, spoilt in spoil(run.words, chance):
                is_idle = _NO_NEGATION.search(text, max(0, run.start - _NEAR), run.end + _NEAR)
                if kind == "negation dropped" and (is_idle or _NOT_ONLY.match(text, run.end)):
                    continue
                count[f"spoilt: {kind}"] += 1
                if is_accepted(text, run, spoilt):
                    count[f"accepted: {kind}"] += 1
                    print(f"{path.name}: accepted, {kind}: [[{spoilt}]] for [[{run.words}]]")
    for name, number in count.items():
        print(f"{number:8,} {name}", file=sys.stderr)
    return 0


def runs(text: str, count: int, words: int, chance: random.Random) -> Iterator[Run]:
    """Yield runs of words at random places of a text; characters where it has no spaces."""
    spans = [found.span() for found in re.finditer(r"\S+", text)]
    if not spans:
        return
    if sum(end - start for start, end in spans) > _LONGEST * len(spans):
        spans = [(place, place + 1) for place, char in enumerate(text) if char.isalpha()]
    for _ in range(count):
        first = chance.randrange(max(1, len(spans) - words + 1))
        last = min(first + words, len(spans)) - 1
        start, end = spans[first][0], spans[last][1]
        is_broken = text[start - 1 : start].strip() or text[end : end + 1].strip()
        if is_broken and (quotes.is_inside_token(text, start) or quotes.is_inside_token(text, end)):
            continue  # in the middle of a word of a script without spaces
        yield Run(start, end, " ".join(text[start:end].split()))


def reported(text: str, run: Run) -> str:
    """Return why a run is refused as a quote; empty where it is taken."""
    if not any(match.start == run.start and match.end == run.end for match in quotes.find(text, run.words)):
        return "not found"
    if words := cuts.cut_words(text, run.start, run.end):
        return f"cut off from `{words}`"
    return next((message for message, _ in text_hygiene.faults(run.words, is_copied=True)), "")


def is_accepted(text: str, run: Run, words: str) -> bool:
    """Whether a spoilt run is found where the run is, and passes for a whole one."""
    near = (match for match in quotes.find(text, words) if match.start < run.end and run.start < match.end)
    return any(not cuts.cut_words(text, match.start, match.end) for match in near)


def spoil(words: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield a run with one thing changed, for each kind of thing that it has."""
    for kind, (pattern, change) in _SPOILS.items():
        if places := list(pattern.finditer(words)):
            found = chance.choice(places)
            yield kind, words[: found.start()] + change(found[0]) + words[found.end() :]


if __name__ == "__main__":
    sys.exit(main())
