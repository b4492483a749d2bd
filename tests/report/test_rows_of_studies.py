"""Rows of tables that give the figures of both arms of a study: whose each is, and what is said of them."""

import pytest

from ketacli import open_store
from ketacli.report import arms
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
    ("Trial|Measure|Ketamine|Control", "Murrough 2013|Response, 24 hours|64%|28%"): ["agrees"],
    ("Trial|Ketamine: response|Control: response", "Murrough 2013|64%|28%"): ["agrees"],
    ("Trial|Comparator|Measure|Ketamine|Comparator result", "Anand 2023|ECT|Response|55%|41%"): ["agrees"],
    ("Trial|Ketamine, n (%)|ECT, n (%)", "Anand 2023, response|108 (55.4)|70 (41.2)"): ["agrees"],
    ("Trial|Ketamine, % (n)|ECT, % (n)", "Anand 2023, response|41.2 (70)|55.4 (108)"): ["swapped"],
    (EITHER, "Zarate 2006|Response, 1 day|71%|Placebo 35%"): ["beside", "differs treatment"],
    ("Trial|Measure|Ketamine|Placebo", "Zarate 2006|Response, day 1|71%|40%"): ["differs figure"],
    ("Trial|Measure|Ketamine 180 mg|Placebo", "Glue 2024|Relapse|43%|71%"): ["agrees"],
    ("Trial|Measure|Ketamine 30 mg|Placebo", "Glue 2024|Relapse|43%|71%"): ["differs dose"],
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


RATES = {
    "response-rate": ("responded", "Response"),
    "remission-rate": ("were in remission", "Remission"),
    "relapse-rate": ("relapsed", "Relapse"),
}


def said_of(pair, names, *, is_swapped):
    """The shares of both arms of a study as a sentence and as rows of tables, as it has them or the other way round."""
    verb, noun = RATES[pair.first.result.measure]
    one, other = (arms.whole(arm.share) for arm in (pair.first, pair.compared))
    one, other = (other, one) if is_swapped else (one, other)
    treated, compared = (names[arm.result.arm] for arm in (pair.first, pair.compared))
    time = pair.first.result.timepoint or ""
    time = f", {time}" if 0 < len(time) < 30 else ""
    label = pair.study.label
    yield f"<p>In {label}, {one}% on {treated} {verb} and {other}% on {compared}{time}.</p>"
    yield table("Study|Outcome|Treated|Control", f"{label}|{noun}{time}|{treated} {one}%|{compared} {other}%")
    yield table("Study|Outcome|Ketamine or esketamine|Comparison", f"{label}|{noun}{time}|{one}%|{compared} {other}%")
    yield table(f"Study|Outcome|{treated}|Control", f"{label}|{noun}{time}|{one}%|{other}%")


@pytest.mark.slow
@pytest.mark.parametrize("is_swapped", [False, True])
def test_what_every_study_of_the_store_found_is_not_accused_and_not_confirmed_the_other_way_round(is_swapped):
    with open_store(ROOT / "data") as store:
        names = {record["id"]: record["name"].split(" (")[0] for record in store.listed("intervention")}
        whole = [
            pair
            for study in store.studies(store.ids("study")).values()
            for pair in arms.pairs(study, RATES)
            if pair.compared and None not in (pair.first.share, pair.compared.share)
            if arms.whole(pair.first.share or 0) != arms.whole(pair.compared.share or 0)
        ]
        texts = [text for pair in whole for text in said_of(pair, names, is_swapped=is_swapped)]
        found = store.as_json(store.scan(page(*texts).encode(), name="page.html"))["sentences"]
    rows = [one for one in found if "%" in one["text"]]
    verdicts = [{on["verdict"] for figure in one["figures"] for on in figure["beside"]} for one in rows]
    wrong = {"agrees"} if is_swapped else {"differs", "swapped"}
    right = {"differs", "swapped"} if is_swapped else {"agrees"}
    assert [one["text"] for one, verdict in zip(rows, verdicts, strict=True) if verdict & wrong] == []
    assert sum(bool(verdict & right) for verdict in verdicts) > 0.9 * len(texts) > 200
