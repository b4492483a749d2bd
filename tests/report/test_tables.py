"""Rows of tables on studies are judged as the same sentence would be: study, arms, measure, time."""

import pytest

from ketacli import open_store
from tests.conftest import ROOT

HEADS = {
    "arms": ("Study", "Ketamine", "Saline"),
    "many": ("Study", "N", "Ketamine", "Midazolam"),
    "cells": ("Study", "Outcome", "Treated", "Compared", "Comparator"),
    "measures": ("Trial", "Drug", "Response", "Remission"),
    "both": ("Study", "Remission on ketamine", "Remission on ECT"),
    "times": ("Study", "Time", "Outcome", "Ketamine, %"),
    "bare": ("Trial", "Ketamine (%)", "ECT (%)"),
    "group": ("Trial", "Relapse, esketamine", "Relapse, placebo", "Who"),
}
NO_THOUGHTS, RESPONSE = "Suicidal thoughts gone by day 3", "Table 1. Response at 24 hours"
ROWS = [
    ("arms", NO_THOUGHTS, "Abbar 2022 | 63.0 % | 31.6 %", ["agrees"]),
    ("arms", NO_THOUGHTS, "Abbar 2022 | 31.6 % | 63.0 %", ["swapped"]),
    ("arms", "", "Abbar 2022 | 63.0 % | 31.6 %", []),
    ("many", RESPONSE, "Murrough et al. 2013 | 73 | 64% | 28%", ["agrees"]),
    ("many", RESPONSE, "Murrough et al. 2013 | 73 | 28% | 64%", ["swapped"]),
    ("cells", "", "Abbar 2022 (R7) | no suicidal ideas at day 3 | 63.0% | 31.6% | saline", ["agrees"]),
    ("cells", "", "Loo 2023 (R8) | remission, week 4 | 19.6% | 2.0% | midazolam", ["agrees"]),
    ("cells", "", "Reif 2023 (A8) | remission, week 8 | 27.1% | 17.6% | aripiprazole", ["differs in comparator"]),
    ("cells", "", "Reif 2023 | remission, week 8 | 27.1% | 17.6% | quetiapine", ["agrees"]),
    ("measures", "", "Anand 2023 | ketamine | 55.4% | 38%", ["agrees", "agrees"]),
    ("measures", "", "Anand 2023 | ECT | 41.2% | 22%", ["agrees", "agrees"]),
    ("measures", "", "Anand 2023 | ketamine | 38% | 55.4%", ["differs in measure", "differs in measure"]),
    ("measures", "", "Anand 2023 | ketamine | 80% | 38%", ["differs in figure", "agrees"]),
    ("both", "", "Ekstrand 2022 | 46% (44/95) | 63% (57/91)", ["agrees"]),
    ("both", "", "Ekstrand 2022 | 63% | 46%", ["swapped"]),
    ("times", "", "Zarate 2006 | 1 day | response | 71", ["agrees"]),
    ("times", "", "Zarate 2006 | 1 week | response | 71", ["differs in time"]),
    ("bare", "Response", "Anand 2023 | 55.4 | 41.2", ["agrees"]),
    ("bare", "Response and remission", "Anand 2023 | 55.4 | 41.2", []),
    ("group", "", "SUSTAIN-1 | 26.7% | 45.3% | stable remitters", ["agrees"]),
    ("group", "", "SUSTAIN-1 | 45.3% | 26.7% | stable remitters", ["swapped"]),
]


def in_html(heads, title, cells):
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (heads, cells))
    caption = f"<caption>{title}</caption>" if title else ""
    return f"<h1>Ketamine for depression</h1><p>Ketamine is an anaesthetic.</p><table>{caption}{rows}</table>"


def in_markdown(heads, title, cells):
    lines = [" | ".join(heads), " | ".join("---" for _ in heads), " | ".join(cells)]
    heading = f"## {title}\n\n" if title else ""
    table = "\n".join(f"| {line} |" for line in lines)
    return f"# Ketamine for depression\n\nKetamine is an anaesthetic.\n\n{heading}{table}\n"


@pytest.fixture(scope="module")
def verdicts():
    with open_store(ROOT / "data") as store:

        def told(text, name):
            row = store.as_json(store.scan(text.encode(), name=name))["sentences"][-1]
            found = [(one["verdict"], one["differs_in"]) for of in row["figures"] for one in of["beside"]]
            return [f"{verdict} in {why}" if why else verdict for verdict, why in found]

        yield told


@pytest.mark.parametrize(("written", "name"), [(in_html, "page.html"), (in_markdown, "page.md")])
@pytest.mark.parametrize(("heads", "title", "row", "found"), ROWS)
def test_a_row_on_a_study_is_judged_as_the_sentence_that_it_is(verdicts, written, name, heads, title, row, found):
    assert verdicts(written(HEADS[heads], title, row.split(" | ")), name) == found
