"""What clinicians ask, in their words: treatments that do not work, jurisdictions, bodies, and the evidence itself."""

import pytest

from tests.conftest import DATA, shipped_store


@pytest.mark.parametrize(
    "question",
    [
        "When should I stop esketamine if there is no response?",
        "My patient shows no response after four weeks of Spravato, what next?",
        "He is unresponsive to SSRIs and to lithium, is ketamine an option?",
        "The patient has been unresponsive to three antidepressants, can esketamine be used?",
        "No response to six ketamine infusions, what is the next step?",
        "my husband is not responding to spravato",
        "is her depression unresponsive to treatment or is it resistant",
        "Poor response to Spravato at week 4: continue or stop?",
        "patient with no response at week 4",
        "What is the rate of no response?",
    ],
)
def test_no_response_to_a_treatment_is_no_unconscious_person(question):
    reply = shipped_store().ask(question)
    assert "emergency" not in {notice.kind for notice in reply.notices}
    assert not reply.is_empty


@pytest.mark.parametrize(
    "text",
    [
        "she is unresponsive",
        "he is unresponsive after ketamine",
        "not responding to me",
        "my husband is not responding to me after spravato",
        "my patient is unresponsive in the infusion chair",
        "no response when I shake him",
        "no response to voice after spravato",
        "unresponsive to pain after the infusion",
        "unresponsive after 2 doses of ketamine he took tonight",
        "there is no response from him after three doses",
        "she does not respond to touch",
        "not responding after taking his antidepressants",
        "no response from the patient when spoken to in the recovery area",
    ],
)
def test_who_does_not_respond_to_somebody_goes_on_being_heard(text):
    assert "emergency" in {notice.kind for notice in shipped_store().ask(text).notices}


@pytest.mark.parametrize(
    ("question", "point"),
    [
        ("When should I stop esketamine if there is no response?", "if-it-does-not-work"),
        ("Should I stop ketamine in a non-responder?", "if-it-does-not-work"),
        ("Patient has failed to respond to the induction course of Spravato. Discontinue?", "if-it-does-not-work"),
        ("What did the EMA approve Spravato for?", "licensed-in-europe"),
        ("Is esketamine licensed for acute suicidality in Europe?", "licensed-in-europe"),
        ("Does the EU licence cover monotherapy with esketamine?", "licensed-in-europe"),
        ("Is Spravato approved in Germany?", "licensed-in-europe"),
        ("What is the NICE position on esketamine?", "not-recommended-in-england"),
        ("Is esketamine available on the NHS?", "not-recommended-in-england"),
        ("Legal class of ketamine in England", "lawful-in-britain"),
        ("Has the Scottish Medicines Consortium accepted esketamine?", "accepted-in-scotland"),
        ("Is Spravato approved by Health Canada?", "licensed-in-canada"),
        ("Do Canadian provinces pay for esketamine?", "licensed-in-canada"),
        ("What does CANMAT recommend on ketamine?", "third-line-in-canada"),
        ("Can I get Spravato in Australia?", "paid-for-in-australia"),
        ("What schedule is ketamine under the Controlled Substances Act?", "schedule-three"),
        ("What did the Royal College of Psychiatrists say about ketamine?", "royal-college-on-ketamine"),
        ("BP threshold before Spravato", "blood-pressure-check"),
        ("What blood pressure is too high to give Spravato?", "blood-pressure-check"),
        ("What monitoring do I need for bladder and liver in maintenance treatment?", "bladder-known-and-unknown"),
        ("Is there rebound suicidality after stopping esketamine?", "rebound-after-stopping"),
        ("Is esketamine cost-effective? What is the ICER per QALY?", "cost-effectiveness"),
        ("What is the GRADE certainty of the evidence?", "certainty-of-evidence"),
        ("How serious is functional unblinding in ketamine trials?", "blinding-of-trials"),
        ("Did the trial of ketamine under general anaesthesia show any benefit?", "masked-by-anaesthesia"),
        ("Is there publication bias in ketamine research?", "publication-bias"),
        ("drug liking in recreational users", "abuse-potential-study"),
        ("What was the hazard ratio for relapse in stable remitters?", "staying-on-treatment"),
        ("What do critics say about esketamine?", "critics-of-esketamine"),
        ("Does dissociation predict the antidepressant response?", "dissociation-and-benefit"),
        ("How many suicides occurred in the esketamine trials?", "deaths-reported"),
        ("How does ketamine compare with ECT?", "ect-comparison"),
    ],
)
def test_what_clinicians_ask_has_its_point_first_and_no_claim_before_it(question, point):
    reply = shipped_store().ask(question)
    assert [one.id for one in reply.omissions][:1] == [point]
    assert reply.is_omitted or reply.is_omission_first


@pytest.mark.parametrize(
    "question",
    [
        "What did the EMA approve Spravato for?",
        "Is esketamine available on the NHS?",
        "Is Spravato approved in Canada?",
        "Is Spravato approved in Australia?",
    ],
)
def test_who_asks_of_another_country_is_not_told_of_the_approval_and_the_prices_of_the_united_states(question, keta):
    out = keta("ask", question, "--store", DATA).out
    assert "Since 2020 it may be used" not in out
    assert "5,572" not in out


@pytest.mark.parametrize(
    "question",
    [
        "Is esketamine approved in Japan?",
        "What does the WHO say about ketamine for depression?",
        "What do the Maudsley guidelines say on ketamine?",
        "RANZCP guideline ketamine",
        "What is the capital of Australia?",
        "critics of the government",
    ],
)
def test_of_a_country_or_a_body_of_which_nothing_was_read_nothing_is_told(question):
    assert shipped_store().ask(question).is_empty


def test_a_point_that_rests_on_all_trials_that_are_named_stands_beside_them():
    reply = shipped_store().ask("Why do KetECT and ELEKT-D disagree?")
    assert {one.label for one in reply.cited} == {"Ekstrand 2022", "Anand 2023"}
    assert [one.id for one in reply.omissions] == ["ect-comparison"]


def test_a_product_is_the_author_of_nothing():
    assert shipped_store().ask("The trial shows no benefit of Spravato, what next?").cited == ()


@pytest.mark.parametrize("question", ["what is the schedule", "how often are the sessions scheduled"])
def test_a_schedule_of_visits_is_no_schedule_of_drugs(question):
    reply = shipped_store().ask(question)
    assert reply.topic
    assert reply.topic.id == "dosing"


def test_what_is_asked_of_a_source_that_counts_nobody_and_is_not_in_its_record_is_said():
    reply = shipped_store().ask("What is the dropout in the Spravato label 2026?")
    assert ([one.id for one in reply.cited], reply.untold) == (["spravato-us-label-2026"], ("dropout",))
