"""Which sentences of a page say of a trial the opposite of what came of its main target, and which do not."""

import json
from functools import cache

import pytest

from ketacli import open_store
from ketacli.trials import met, missed
from tests.conftest import DATA, ROOT

SAYING_OTHERWISE = {
    "In TRANSFORM-1 84 mg was significantly better than placebo.": "transform-1-2019",
    "TRANSFORM-1 met its primary endpoint.": "transform-1-2019",
    "In TRANSFORM-1, the primary endpoint was met.": "transform-1-2019",
    "Esketamine beat placebo in TRANSFORM-3.": "transform-3-2020",
    "KARMA-Dep 2 found ketamine clearly better than midazolam.": "jelovac-2025-karma-dep2",
    "KARMA-Dep 2 showed that ketamine works.": "jelovac-2025-karma-dep2",
    "SUSTAIN-1 failed to meet its endpoint.": "daly-2019-sustain1",
    "TRANSFORM-2 missed its main target.": "transform-2-2019",
    "In TRANSFORM-2 esketamine was no better than placebo.": "transform-2-2019",
    "In the KetECT trial, ketamine was as good as ECT.": "ketect-sweden-pmc9154276",
    "KetECT showed that ketamine was non-inferior to ECT.": "ketect-sweden-pmc9154276",
    "Ekstrand 2022 found ketamine superior to ECT.": "ketect-sweden-pmc9154276",
    "ELEKT-D found ketamine inferior to ECT.": "anand-2023",
    "In ELEKT-D ECT was better than ketamine.": "anand-2023",
    "TRANSFORM-2, like TRANSFORM-1, was a success.": "transform-1-2019",
    "All three trials, TRANSFORM-1, TRANSFORM-2 and TRANSFORM-3, met their endpoints.": "transform-1-2019",
    "KARMA-Dep 2 tested infusions in hospital. The trial was a success.": "jelovac-2025-karma-dep2",
    "TRANSFORM-3 was positive.": "transform-3-2020",
    "Transform 1 met its endpoint.": "transform-1-2019",
    "In Lii 2023 ketamine under anaesthesia outperformed saline.": "lii-2023-masked",
    "Placebo beat esketamine in TRANSFORM-2.": "transform-2-2019",
    "TRANSFORM-3 proved that esketamine works in older people.": "transform-3-2020",
    "The TRANSFORM-1 study demonstrated the efficacy of esketamine.": "transform-1-2019",
    "Ketamine outperformed midazolam in the Irish KARMA-Dep 2 trial.": "jelovac-2025-karma-dep2",
    "In TRANSFORM-1 and TRANSFORM-3, Spravato was superior to placebo.": "transform-3-2020",
    "Results of TRANSFORM-3 were positive, with a significant benefit for Spravato.": "transform-3-2020",
    "SUSTAIN-1 was a failure.": "daly-2019-sustain1",
    "In SUSTAIN-1 Spravato did no better than placebo.": "daly-2019-sustain1",
    "TRANSFORM-2 did not meet its primary endpoint.": "transform-2-2019",
    "ELEKT-D failed to show that ketamine is non-inferior to ECT.": "anand-2023",
    "KetECT found ketamine to be as effective as ECT.": "ketect-sweden-pmc9154276",
    "In KetECT ketamine beat electroconvulsive therapy.": "ketect-sweden-pmc9154276",
    "ASPIRE I missed its primary endpoint.": "aspire-1-2020",
}
"""Each with the trial."""

SAYING_SO_OR_SOMETHING_ELSE = [
    "TRANSFORM-1 missed its primary endpoint.",
    "In TRANSFORM-2 esketamine with a new antidepressant beat placebo at day 28.",
    "TRANSFORM-3 did not reach statistical significance in older adults.",
    "KARMA-Dep 2 found no difference between ketamine and midazolam.",
    "SUSTAIN-1 met its endpoint: relapse came later with esketamine.",
    "In the Swedish trial ketamine was not as good as ECT.",
    "In the ELEKT-D trial ketamine was not inferior to ECT.",
    "ELEKT-D found ketamine non-inferior to ECT.",
    "In KetECT ECT was clearly better than ketamine.",
    "In KetECT ketamine was worse than ECT.",
    "In KetECT, ketamine was not as effective as ECT.",
    "In TRANSFORM-1 the difference was not significant, while TRANSFORM-2 met its primary endpoint.",
    "Unlike TRANSFORM-1, TRANSFORM-2 met its endpoint.",
    "TRANSFORM-2, unlike TRANSFORM-1, met its endpoint.",
    "TRANSFORM-1 was designed to show that esketamine is better than placebo.",
    "TRANSFORM-1 tested whether esketamine was superior to placebo.",
    "It is not true that TRANSFORM-1 met its endpoint.",
    "Some websites say TRANSFORM-1 met its endpoint.",
    "Did TRANSFORM-1 meet its endpoint?",
    "In TRANSFORM-1 more people responded on 84 mg, which was better than placebo for response.",
    "In TRANSFORM-1 at day 2 esketamine was significantly better.",
    "Both groups improved significantly in TRANSFORM-1.",
    "TRANSFORM-3 enrolled people in whom two antidepressants had failed.",
    "In KARMA-Dep 2 scores were 3 points better on ketamine.",
    "SUSTAIN-1 had no placebo group that did better.",
    "In KARMA-Dep 2 ketamine was only numerically better than midazolam.",
    "KARMA-Dep 2 could not show that ketamine is better than midazolam.",
    "Neither TRANSFORM-1 nor TRANSFORM-3 met its endpoint.",
    "TRANSFORM-2 met its endpoint but TRANSFORM-1 did not.",
    "The endpoint was met in TRANSFORM-2 and missed in TRANSFORM-1.",
    "TRANSFORM-2 met its endpoint and TRANSFORM-1 missed it.",
    "SUSTAIN-1 showed that staying on the spray is better than stopping.",
    "ESCAPE-TRD found esketamine better than quetiapine.",
    "In KARMA-Dep 2 ketamine was not significantly better than midazolam, and the trial was negative.",
    "TRANSFORM-1 did not succeed.",
    "Of the three short trials only TRANSFORM-2 met its target.",
    "Placebo did nearly as well as esketamine in TRANSFORM-3.",
    "ELEKT-D found ketamine at least as good as ECT.",
    "TRANSFORM-2 had a positive result.",
    "TRANSFORM-1 failed.",
    "KARMA-Dep 2 failed to separate from midazolam.",
    "In TRANSFORM-1 dissociation was worse than on placebo.",
    "TRANSFORM-2 met its endpoint although fewer stayed in it.",
    "TRANSFORM-3 fell short of its primary endpoint.",
    "KARMA-Dep 2 was negative.",
    "SUSTAIN-1 was a success.",
    "In SUSTAIN-1 placebo was inferior to Spravato.",
    "ELEKT-D was positive for ketamine.",
    "ASPIRE I met its primary endpoint but showed no difference in suicidality.",
    "In KetECT the response to ECT was better than that to ketamine.",
    "KetECT was a blow to ketamine: ECT did clearly better.",
    "TRANSFORM-1 came close to showing that esketamine is superior to placebo.",
    "Critics note that TRANSFORM-1 and TRANSFORM-3 failed, and that only TRANSFORM-2 was positive.",
    "After TRANSFORM-1 failed, the FDA accepted TRANSFORM-2 and a withdrawal trial, both positive.",
    "The FDA usually wants two positive trials; TRANSFORM-2 was one, SUSTAIN-1 the other.",
    "TRANSFORM-1 had three arms, which made it harder to show that 84 mg was superior.",
    "The dose that was better tolerated in TRANSFORM-1 was 56 mg.",
    "Older people did no better on Spravato than on placebo in TRANSFORM-3.",
    "Had TRANSFORM-1 met its endpoint, the label would be simpler.",
    "TRANSFORM-1 nearly met its endpoint.",
    "TRANSFORM-1 almost reached its primary endpoint (p = 0.088).",
    "KARMA-Dep 2 was the largest trial of its kind and did not find ketamine superior.",
    "People in KARMA-Dep 2 got better in both groups.",
]


@cache
def shipped():
    """Return the shipped store."""
    return open_store(DATA)


def against(text):
    """Return the trials of which a text says the opposite, each with what came of its main target."""
    return {one.study: one.outcome for one in shipped().scan(text=f"# Ketamine\n\n{text}\n").against}


@pytest.mark.parametrize("text", SAYING_OTHERWISE)
def test_a_sentence_that_says_the_opposite_of_a_main_result_is_heard_with_its_trial(text):
    assert SAYING_OTHERWISE[text] in against(text)


@pytest.mark.parametrize("text", SAYING_SO_OR_SOMETHING_ELSE)
def test_a_sentence_that_says_so_or_speaks_of_something_else_is_not(text):
    assert against(text) == {}


def test_of_several_trials_those_are_named_that_a_sentence_is_wrong_about():
    assert against("TRANSFORM-1, TRANSFORM-2 and TRANSFORM-3 all met their endpoints.") == {
        "transform-1-2019": "missed",
        "transform-3-2020": "missed",
    }


def test_the_trial_is_that_of_the_sentence_before_and_no_other():
    assert against("KARMA-Dep 2 was done in Dublin. The trial met its target.") == {"jelovac-2025-karma-dep2": "missed"}
    assert against("KARMA-Dep 2 and TRANSFORM-2 were trials. The trial met its target.") == {}
    assert against("KARMA-Dep 2 was done in Dublin.\n\n# Another\n\nThe trial met its target.") == {}


def test_a_trial_named_before_what_is_said_of_another_is_not_meant():
    assert against("Besides TRANSFORM-2, the main target was met in TRANSFORM-1.") == {"transform-1-2019": "missed"}


def test_a_target_is_met_only_where_its_interval_is_on_the_side_of_the_treatment():
    studies = shipped().studies(["transform-1-2019", "transform-2-2019", "daly-2019-sustain1", "anand-2023"])
    assert {name: (bool(missed(one)), bool(met(one))) for name, one in studies.items()} == {
        "transform-1-2019": (True, False),
        "transform-2-2019": (False, True),
        "daly-2019-sustain1": (False, True),
        "anand-2023": (False, True),
    }


PAGE = """# Ketamine

In TRANSFORM-1 84 mg was significantly better than placebo.

Spravato is the only FDA-approved medicine for treatment-resistant depression.

KARMA-Dep 2 met its target, and you can drive home an hour after the infusion.
"""
HEADS = {
    "table": "AGAINST WHAT IS ON RECORD (found by its words: read both)",
    "markdown": "## Against what is on record",
    "html": "Seems to go against what is on record.",
}


@pytest.mark.parametrize("form", HEADS)
def test_what_is_against_a_record_has_a_head_of_its_own_in_every_format(keta, tmp_path, form):
    (tmp_path / "page.md").write_text(PAGE)
    out = keta("scan", tmp_path / "page.md", "--store", ROOT / "data", "--format", form).out
    assert (HEADS[form] in out, "2 seem to go against what is on record" in out) == (True, True)
    assert "The trial missed its main target (MADRS, day 28)." in " ".join(out.split())
    assert "Symbyax" in out


def test_json_says_which_sentence_contradicts_what(keta, tmp_path):
    (tmp_path / "page.md").write_text(PAGE)
    out = json.loads(keta("scan", tmp_path / "page.md", "--store", ROOT / "data", "--json").out)
    assert [one["contradicts"] for one in out["sentences"]] == [
        ["transform-1-2019"],
        ["other-approved-medicine"],
        ["jelovac-2025-karma-dep2"],
    ]
    assert [one["study"] for one in out["against"]] == ["transform-1-2019", "jelovac-2025-karma-dep2"]


def test_a_sentence_on_a_danger_that_is_against_a_record_stands_once_with_the_danger(keta, tmp_path):
    (tmp_path / "page.md").write_text(PAGE)
    out = " ".join(keta("scan", tmp_path / "page.md", "--store", ROOT / "data").out.split())
    record, _, down = out.partition("PLAY DOWN WHAT SOURCES WARN OF")
    assert ("“KARMA-Dep 2 met its target" in down, "“KARMA-Dep 2 met its target" in record) == (True, False)
    assert "KARMA-Dep 2: It missed its main target (MADRS, end of treatment)." in down


PARTED = """# Spravato

The FDA approved Spravato in 2019, and you can drive home an hour later.

In ELEKT-D 55% responded to ketamine and 41% to ECT, and nobody needs to watch you during it.
"""


@pytest.mark.parametrize("form", [*HEADS])
def test_of_a_sentence_that_is_accused_and_borne_out_it_is_said_which_part_is_which(keta, tmp_path, form):
    (tmp_path / "page.md").write_text(PARTED)
    out = " ".join(keta("scan", tmp_path / "page.md", "--store", ROOT / "data", "--format", form).out.split())
    assert "“and you can drive home an hour later”: it is here that it seems to play something down" in out
    assert "its figures agree; what seems to play something down is something else that it says" in out
    assert "no verdict on “" not in out


def test_the_european_commission_is_not_answered_with_the_fda():
    found = shipped().scan(text="# Spravato\n\nThe European Commission authorised Spravato in December 2019.\n")
    (one,) = [each for each in found.sentences if each.passage.n]
    assert ([near.claim for near in one.compare], [m.omission.id for m in found.mentions]) == (
        [],
        ["licensed-in-europe"],
    )


def test_nobody_has_to_be_there_when_is_no_denial_of_what_one_does_then():
    found = shipped().scan(text="# Ketamine\n\nNobody has to be with you when you take a lozenge at home.\n")
    assert [near.claim for one in found.sentences for near in one.compare if near.denies] == []


def test_stopping_an_antidepressant_is_told_of_antidepressants_first():
    found = shipped().scan(text="# Ketamine\n\nStop your antidepressant the day before your first infusion.\n")
    assert [one.omission.id for one in found.mentions if one.closest] == ["stopping-antidepressants"]
