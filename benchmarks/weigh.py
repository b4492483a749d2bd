"""Learn how the scorer of sentences weighs its features, and print the constants of `ketacli.matching.pairs`.

    python benchmarks/weigh.py PAGES.yaml... [--store data ...]

A logistic regression with a ridge penalty on labelled sentences: a pair of a sentence and a claim is right where the labels
call it `same` or `near`. Printed besides: how the claims of a page are ranked, and what each threshold finds, by weights that
were learnt on other pages (eight groups of pages, each held out once). Needs NumPy.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml  # noqa: TID253 - not a part of keta
from matching import compile_store, load  # type: ignore[import-not-found] # the script beside this one

from ketacli.matching.profiles import Asked
from ketacli.matching.sentences import Reader
from ketacli.store.shelf import IndexShelf

RIDGE = 2.0
GROUPS = 8
RANKS = (1, 3, 5, 10)
THRESHOLDS = (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.68, 0.7)


class Row(NamedTuple):
    """A sentence with the features of its candidates, which of them are right, and where it is from."""

    features: Any
    right: Any
    page: int
    is_touching: bool
    is_quiet: bool


def fit(features: Any, right: Any) -> Any:
    """Return the weights, the last one of which is the bias, by Newton's method."""
    given = np.hstack([features, np.ones((len(features), 1))])
    weights = np.zeros(given.shape[1])
    ridge = RIDGE * np.eye(len(weights))
    ridge[-1, -1] = 0
    for _ in range(60):
        likely = 1 / (1 + np.exp(-given @ weights))
        spread = likely * (1 - likely) + 1e-9
        step = np.linalg.solve(
            (given * spread[:, None]).T @ given + ridge, given.T @ (right - likely) - ridge @ weights
        )
        weights += step
        if abs(step).max() < 1e-6:  # noqa: PLR2004 - near enough
            break
    return weights


def learn(rows: list[Row]) -> Any:
    """Return the weights learnt on sentences."""
    given = [row for row in rows if len(row.right)]
    return fit(np.vstack([row.features for row in given]), np.concatenate([row.right for row in given]))


def judge(row: Row, weights: Any) -> Any:
    """Return how likely each candidate of a sentence is right."""
    return 1 / (1 + np.exp(-(row.features @ weights[:-1] + weights[-1]))) if len(row.right) else np.zeros(0)


def main() -> int:
    """Learn, print, and return 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, nargs="+")
    parser.add_argument("--store", type=Path, action="append", default=[])
    options = parser.parse_args()
    finder = compile_store(load(*(options.store or [Path(__file__).parent.parent / "data"])))
    reader = Reader(IndexShelf(finder, finder._ask))  # noqa: SLF001 - what an index would give it
    pages = [page for file in options.pages for page in yaml.safe_load(file.read_text("utf-8"))]
    rows: list[Row] = []
    for number, page in enumerate(pages):
        asked = [Asked(one["text"]) for one in page["sentences"]]
        for one, found in zip(page["sentences"], reader.compared(asked), strict=True):
            wanted = {*one["same"], *(near["id"] for near in one["near"])}
            right = np.array([float(pair.known.id in wanted) for pair in found.pairs])
            features = np.array([pair.values for pair in found.pairs])
            rows.append(Row(features, right, number, bool(wanted), bool(one["none"])))
    weights = learn(rows)
    sys.stdout.write(f"BIAS = {weights[-1]:.2f}\nWEIGHTS = ({', '.join(f'{one:.2f}' for one in weights[:-1])})\n")
    judged: list[Any] = [None] * len(rows)
    for group in range(GROUPS):
        learnt = learn([row for row in rows if row.page % GROUPS != group])
        judged = [
            judge(row, learnt) if row.page % GROUPS == group else had for row, had in zip(rows, judged, strict=True)
        ]
    _report(rows, judged)
    return 0


def _report(rows: list[Row], judged: list[Any]) -> None:
    touching = [(row, scores) for row, scores in zip(rows, judged, strict=True) if row.is_touching]
    quiet = [scores for row, scores in zip(rows, judged, strict=True) if row.is_quiet]
    for most in RANKS:
        hits = sum(bool(row.right[np.argsort(-scores)[:most]].any()) for row, scores in touching if len(scores))
        sys.stdout.write(f"right among {most}: {hits} of {len(touching)}\n")
    for least in THRESHOLDS:
        shown = [(row, np.argsort(-scores)[:3], scores) for row, scores in touching if len(scores)]
        hits = sum(bool((row.right[best] * (scores[best] >= least)).any()) for row, best, scores in shown)
        marked = sum(bool(len(scores) and scores.max() >= least) for scores in quiet)
        of_all = [
            (row, np.argsort(-scores)[:3], scores) for row, scores in zip(rows, judged, strict=True) if len(scores)
        ]
        wrongly = sum(
            bool((scores[best] >= least).any() and not (row.right[best] * (scores[best] >= least)).any())
            for row, best, scores in of_all
        )
        total = sum(int((scores[best] >= least).sum()) for _, best, scores in shown)
        right = sum(int((row.right[best] * (scores[best] >= least)).sum()) for row, best, scores in shown)
        sys.stdout.write(
            f"{least}: finds {hits} of {len(touching)}, {right} of {total} claims shown are right, "
            f"marks {marked} of {len(quiet)} that touch nothing, {wrongly} of {len(rows)} wrongly\n"
        )


if __name__ == "__main__":
    sys.exit(main())
