"""Rows of tables that give the figures of both arms of a study: whose each is, and what is said of them."""

import pytest

from ketacli import open_store
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def told():
    with open_store(ROOT / "data") as store:

        def of(page, name="page.html"):
            sentences = store.as_json(store.scan(page.encode(), name=name))["sentences"]
            beside = [on for one in sentences for figure in one["figures"] for on in figure["beside"]]
            return [" ".join(filter(None, (one["verdict"], one["differs_in"]))) for one in beside]

        yield of


def table(*rows):
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def page(*tables):
    return f"<title>Ketamine</title><h1>Ketamine for depression</h1><p>Ketamine is an anaesthetic.</p>{''.join(tables)}"


EITHER = "Trial|Measure|Ketamine or esketamine|Comparison"
NAMED = "Trial|Measure|Drug|Control"
CELLS = {
    (EITHER, "Anand 2023|Response, 3 weeks|55%|ECT 41%"): ["agrees"],
    (EITHER, "Murrough 2013|Response, 24 hours|64%|Midazolam 28%"): ["agrees"],
    (EITHER, "Murrough 2013|Response, 24 hours|64%|28% with midazolam"): ["agrees"],
    (EITHER, "Ekstrand 2022|Remission|63%|ECT 46%"): ["swapped"],
    (EITHER, "ESCAPE-TRD|Remission, week 8|18%|Quetiapine 27%"): ["swapped"],
    (EITHER, "ESCAPE-TRD|Remission, week 8|27%|Placebo 18%"): ["differs comparator"],
    (NAMED, "Anand 2023|Response, 3 weeks|Ketamine 55%|ECT 41%"): ["agrees"],
    (NAMED, "Anand 2023|Response, 3 weeks|Ketamine 55% (108/195)|ECT 41% (70/170)"): ["agrees"],
    (NAMED, "ESCAPE-TRD|Remission, week 8|Esketamine 18%|Quetiapine 27%"): ["swapped"],
    ("Outcome|Anand 2023: ketamine|Anand 2023: ECT", "Response|55%|41%"): ["agrees"],
    ("Outcome|Ketamine (Loo 2023)|Midazolam (Loo 2023)", "Remission at 4 weeks|60%|2%"): ["differs figure"],
    ("Outcome|Loo 2023", "Remission at 4 weeks|60% on ketamine"): ["differs figure"],
    ("Anand 2023|Ketamine|ECT", "Response|41%|55%"): ["swapped"],
}


@pytest.mark.parametrize(("head", "row"), CELLS)
def test_a_treatment_named_in_a_cell_goes_before_the_head_of_its_column_and_a_study_may_be_named_there(told, head, row):
    assert told(page(table(head, row))) == CELLS[head, row]


@pytest.mark.parametrize("form", ["html", "md"])
def test_two_tables_one_after_the_other_do_not_share_their_heads(told, form):
    first = ("Outcome|Ketamine|ECT", "Response, Anand 2023|55%|41%")
    second = ("Response, Anand 2023|41%|55%",)
    alone = {
        "html": page(table(*first), table(*second)),
        "md": "# Ketamine\n\n" + "\n\n".join("\n".join(f"| {' | '.join(row.split('|'))} |" for row in rows) for rows in (first, second)),
    }  # fmt: skip
    assert told(alone[form], f"page.{form}") == ["agrees", "unclear"]
