"""Learn how the scorer of sentences weighs its features, and print the constants of `ketacli.matching.sentences`.

    python benchmarks/weigh.py PAGES.yaml [--store data ...]

A logistic regression with a ridge penalty on labelled sentences: a pair of a sentence and a claim is right where the labels
call it `same` or `near`. Printed besides: what each threshold finds where every page is judged by weights that were learnt on
the other pages. Needs NumPy.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import numpy as np
import yaml  # noqa: TID253 - not a part of keta
from matching import compile_store, load  # type: ignore[import-not-found] # the script beside this one

from ketacli.matching.sentences import Asked, Reader
from ketacli.store.shelf import IndexShelf

RIDGE = 1.5
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6)


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


def main() -> int:
    """Learn, print, and return 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--store", type=Path, action="append", default=[])
    options = parser.parse_args()
    finder = compile_store(load(*(options.store or [Path(__file__).parent.parent / "data"])))
    reader = Reader(IndexShelf(finder, finder._ask))  # noqa: SLF001 - what an index would give it
    rows, right, pages, places, sentences = [], [], [], [], []
    for number, page in enumerate(yaml.safe_load(options.pages.read_text("utf-8"))):
        asked = [Asked(one["text"]) for one in page["sentences"]]
        for one, found in zip(page["sentences"], reader.compared(asked), strict=True):
            wanted = {*one["same"], *(near["id"] for near in one["near"])}
            best = max((pair.mass for _, _, pair in found.pairs), default=0.0)
            for known, _, pair in found.pairs:
                rows.append(pair.vector(best))
                right.append(float(known.id in wanted))
                pages.append(number)
                places.append(len(sentences))
            sentences.append((bool(wanted), bool(one["none"])))
    features, labels, page_of = np.array(rows), np.array(right), np.array(pages)
    weights = fit(features, labels)
    sys.stdout.write(f"BIAS = {weights[-1]:.2f}\nWEIGHTS = ({', '.join(f'{one:.2f}' for one in weights[:-1])})\n")
    judged = np.zeros(len(labels))
    for number in sorted(set(pages)):
        held = page_of == number
        learnt = fit(features[~held], labels[~held])
        judged[held] = 1 / (1 + np.exp(-(np.hstack([features[held], np.ones((held.sum(), 1))]) @ learnt)))
    touching, quiet = (sum(flags) for flags in zip(*sentences, strict=True))
    for least in THRESHOLDS:
        hit = {
            place for place, score, is_right in zip(places, judged, right, strict=True) if score >= least and is_right
        }
        marked = {place for place, score in zip(places, judged, strict=True) if score >= least and sentences[place][1]}
        sys.stdout.write(
            f"{least}: finds {len(hit)} of {touching}, marks {len(marked)} of {quiet} that touch nothing\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
