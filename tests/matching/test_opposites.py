"""What a sentence must not be told to state: the opposite of a claim, or the same of other animals, authorities and amounts."""

import re
from functools import cache
from pathlib import Path

import pytest

from ketacli import open_store
from ketacli.matching.profiles import Asked
from ketacli.matching.sentences import Reader
from tests.conftest import sparing

DATA = Path(__file__).parents[2] / "data"
VERB = re.compile(r"\b(?:is|are|was|were|can|may|has|have|should|will|does|do|had|could)\b")


@cache
def shipped():
    """Return the shipped store with a reader for it."""
    store = open_store(DATA)
    return store, Reader(store._index.shelf)  # noqa: SLF001 - what `scan` reads with


def stated(*texts):
    """Return what each of several sentences states, each read by itself."""
    asked = [one for n, text in enumerate(texts) for one in (Asked(text, n), Asked("We meet on Mondays.", n))]
    return [found.states for found in shipped()[1].read_all(asked)[::2]]


def turned(change, claims):
    """Return what a change makes of claims that they are still stated by; `change` returns None where there is nothing to change."""
    pairs = [(claim, text) for claim in claims if (text := change(claim.statement))]
    assert len(pairs) > 20
    return [
        text
        for (claim, text), states in zip(pairs, stated(*(text for _, text in pairs)), strict=True)
        if claim.id in states
    ]


def negated(word):
    """Return a change that puts a word after the first verb."""

    def change(text):
        found = VERB.search(text)
        return f"{text[: found.end()]} {word}{text[found.end() :]}" if found else None

    return change


def with_other_number(text):
    found = re.search(r"\d+", text)
    return f"{text[: found.start()]}{2 * int(found[0]) + 1}{text[found.end() :]}" if found else None


@pytest.mark.parametrize(
    "change",
    [
        negated("not"),
        negated("never"),
        with_other_number,
        lambda text: f"It is not true that {text}",
        lambda text: f"There is no evidence that {text}",
        lambda text: f"A trial is testing whether {text}",
        lambda text: f"{text.rstrip('.')} only in rats.",
        lambda text: f"{text.rstrip('.')}, which was later disproved.",
        lambda text: f"{text.rstrip('.')}?",
    ],
    ids=["not", "never", "number", "not true", "no evidence", "tested", "only in rats", "disproved", "asked"],
)
def test_no_claim_is_stated_by_its_denial(change):
    assert turned(change, shipped()[0].claims()) == []


REMAINDERS = (
    ", then you may drive home",
    " and is completely harmless",
    ", but it is not true",
    " and is legal everywhere",
    " within ten minutes",
    " in children",
    " since 1975",
    ", so nobody needs a doctor",
    ", and 90 percent of people never relapse",
    ", which costs nothing",
    ", unlike antidepressants",
)


@pytest.mark.parametrize("remainder", sparing(REMAINDERS, ", but it is not true", " in children", " since 1975"))
def test_hardly_a_claim_is_stated_by_a_sentence_that_says_more(remainder, share):
    # Each with every second claim: what is said more is what matters.
    claims = share(shipped()[0].claims(), 2, REMAINDERS.index(remainder))
    found = turned(lambda text: f"{text.rstrip('.')}{remainder}.", claims)
    assert len(found) <= 0.01 * len(claims) + 1


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Spravato is monitored for two hours, then you may drive home.", "then you may drive home"),
        (
            "Ketamine infusions do not cure depression but 90 percent of people never relapse.",
            "but 90 percent of people never relapse",
        ),
        (
            "Long-term use of ketamine may bring additional side effects and is completely harmless.",
            "and is completely harmless",
        ),
    ],
)
def test_what_a_sentence_adds_to_a_claim_is_named(text, left):
    found = shipped()[1].read(text)
    assert (found.states, list(found.states_in_part.values())) == ((), [(left,)])


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Ketamine infusions are not approved by the FDA for depression.", {"fda-approves-iv"}),
        ("Ketamine infusions are approved by the FDA for depression.", set()),
        ("Ketamine infusions are not approved by the FDA for gout.", set()),
    ],
)
def test_a_sentence_that_denies_a_claim_is_told_from_one_that_states_it(text, denied):
    assert shipped()[1].read(text).denied == denied


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Ketamine is risk-free.", "risk-free-for-trd"),
        ("Ketamine is not addictive.", "no-opioid-like-addictiveness"),
    ],
)
def test_a_bare_sentence_comes_close_to_the_claims_that_have_all_of_it(text, claim):
    assert claim in [one.id for one in shipped()[1].read(text).compare]


def test_an_item_of_a_list_claims_something_without_a_verb():
    asked = [Asked(text, is_item=True) for text in ("Few side effects", "FDA-approved treatment")]
    found = shipped()[1].read_all(asked, "Ketamine infusions")
    assert [one.compare[0].id for one in found] == ["few-side-effects", "fda-approves-iv"]
    assert [one.states for one in found] == [(), ()]


def test_since_when_a_clinic_has_treated_people_is_no_date_of_approval():
    found = shipped()[1].read("Our FDA-approved ketamine clinic has treated 4,000 patients since 2019.")
    assert not {"spravato-approved-2019", "spravato-trd-approval-2019"} & {one.id for one in found.compare}


def test_most_claims_are_stated_by_their_own_statements():
    claims = shipped()[0].claims()
    states = stated(*(claim.statement for claim in claims))
    assert sum(claim.id in found for claim, found in zip(claims, states, strict=True)) > 0.85 * len(claims)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The EMA has approved intravenous ketamine for treating depression.", "fda-approves-iv"),
        ("The EMA approved Spravato (esketamine) in 2019.", "spravato-approved-2019"),
        ("Ketamine was first developed as an anaesthetic.", "ketamine-is-anaesthetic"),
        (
            "Ketamine infusions are used most often in people with treatment-resistant bipolar disorder.",
            "infusions-used-most-in-trd",
        ),
        ("Ketamine infusions may help mice with severe suicidality.", "infusions-may-help-severe-suicidality"),
        ("Ketamine lozenges may be taken in a clinic.", "lozenge-at-home"),
        ("Ketamine tolerance is mainly given into a vein.", "given-mainly-iv"),
        ("Ketamine is an anaesthetic without any risk to the heart.", "ketamine-is-anaesthetic"),
        ("Ketamine was approved as an anaesthetic in 1920.", "ketamine-is-anaesthetic"),
        ("Spravato is an esketamine nasal spray you can use at home.", "spravato-is-esketamine"),
        ("Ketamine has a rapid onset of action and lasts for years.", "rapid-onset-of-action"),
        ("Ketamine has a rapid onset of action, so nobody needs a psychologist.", "rapid-onset-of-action"),
        ("Ketamine infusion therapy is safe for people with heart disease.", "infusion-therapy-safe"),
        ("Ketamine infusion therapy is safe during pregnancy.", "infusion-therapy-safe"),
        ("Before Spravato, people should be monitored for two hours.", "spravato-two-hour-monitoring"),
    ],
)
def test_what_is_said_of_something_else_does_not_state_a_claim(text, claim):
    assert claim not in stated(text)[0]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The FDA has approved intravenous ketamine for treating depression.", "fda-approves-iv"),
        ("Our clinic offers Spravato, a nasal spray of esketamine.", "spravato-is-esketamine"),
        ("Ketamine is mainly given into a vein.", "given-mainly-iv"),
        ("Ketamine blocks the NMDA receptor, to which it binds.", "nmda-antagonist"),
        (
            "Once you have taken Spravato, you should be monitored for no less than two hours.",
            "spravato-two-hour-monitoring",
        ),
        ("A ketamine infusion normally lasts some 40 minutes.", "infusion-lasts-40-minutes"),
    ],
)
def test_the_same_in_other_words_of_grammar_states_a_claim(text, claim):
    assert claim in stated(text)[0]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("IV ketamine is FDA approved for depression.", "fda-approves-iv"),
        ("Ketamine by drip is approved by the FDA for treating depression.", "fda-approves-iv"),
        ("Spravato has FDA approval for TRD.", "spravato-approved-for-resistant-depression"),
        ("IV ketamine is safe.", "infusion-therapy-safe"),
        ("Intravenous ketamine has a high response rate.", "infusion-high-response-rate"),
        ("Ketamine is mainly given intravenously.", "given-mainly-iv"),
        ("Ketamine works fast.", "rapid-onset-of-action"),
        ("The FDA approved Spravato in March 2019.", "spravato-approved-2019"),
    ],
)
def test_a_plain_paraphrase_states_a_claim(text, claim):
    assert claim in stated(text)[0]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Do not take Spravato (esketamine) if you have an aneurysm.", "spravato-is-esketamine"),
        ("Spravato is simply the trade name under which esketamine is sold!", "spravato-is-esketamine"),
        ("Doctors gave the anaesthetic ketamine to 30 volunteers with severe depression.", "ketamine-is-anaesthetic"),
        ("Ketamine has been used in hospitals as an anaesthetic for half a century.", "ketamine-is-anaesthetic"),
        ("In the war soldiers were the first to be anaesthetised with ketamine.", "ketamine-is-anaesthetic"),
        ("Ketamine has FDA approval to anaesthetise and to relieve pain.", "ketamine-is-painkiller"),
        ("Ketamine relieves pain.", "ketamine-is-painkiller"),
        ("Ketamine is an NMDA receptor blocker, that is, it blocks the NMDA receptor.", "nmda-antagonist"),
        ("Studies have shown that ketamine works fast.", "rapid-onset-of-action"),
        ("Unlike traditional antidepressants, ketamine works fast.", "rapid-onset-of-action"),
        ("Ketamine can provide rapid relief.", "rapid-onset-of-action"),
        ("Spravato is FDA-approved to treat adults with treatment-resistant depression.", "spravato-approved-for-trd"),
        ("Ketamine is not suitable for everyone.", "not-for-everyone"),
        ("To be given esketamine you go to a doctor's office or a clinic.", "spravato-in-doctors-office"),
        ("Ketamine infusion therapy is safe and effective.", "infusion-therapy-effective"),
        ("We give 0.5 mg/kg of ketamine in an infusion that lasts about 40 minutes.", "infusion-lasts-40-minutes"),
    ],
)
def test_a_real_wording_states_a_claim_whole_or_in_part(text, claim):
    found = shipped()[1].read(text)
    assert claim in {*found.states, *found.states_in_part}


@pytest.mark.parametrize(
    "text",
    [
        "Nobody uses ketamine as an anaesthetic.",
        "Ketamine is tested as an anaesthetic.",
        "Ketamine should be used as an anaesthetic.",
        "Ketamine is used in place of an anaesthetic.",
        "Ketamine is given to anaesthetists.",
        "Ketamine is given to people who had an anaesthetic.",
        "Ketamine is used in anaesthesia research.",
        "Midazolam is given as an anaesthetic before ketamine.",
        "Ketamine is used for people on painkillers.",
        "Opioids are used for pain relief before ketamine.",
        "Spravato (not esketamine) helps.",
        "Spravato, wrongly called esketamine, helps.",
        "Spravato is better than ketamine treatment.",
        "Patients prefer Spravato, or esketamine by vein.",
        "Anaesthetics were first developed from ketamine.",
        "The anaesthetic dose is far below the depression dose.",
        "For anaesthesia, the dose is far lower than for depression.",
        "The glutamate that ketamine infusions induce keeps the brain from forming new connections.",
        "The effect of a ketamine infusion lasts about 40 minutes.",
        "Ketamine is suitable for everyone.",
        "Insurance may not cover esketamine but covers ketamine.",
        "Ketamine infusion therapy is safe, to quote its sellers.",
        "Ketamine has a rapid onset of action, where it has any.",
        "Research has not shown that ketamine works fast.",
        "Ketamine is a fraud that never works fast.",
        "Spravato was approved in 2019 by the Food and Drug Administration of Thailand.",
    ],
)
def test_a_wording_that_turns_doubts_or_moves_a_claim_states_nothing(text):
    found = shipped()[1].read(text)
    assert (found.states, found.states_in_part) == ((), {})


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Ketamine grows new synapses.", ["more-synapses-better-effect"]),
        ("Infusions work within hours.", ["iv-faster-than-nasal-spray", "rapid-onset-of-action"]),
        ("Ketamine cures depression permanently.", ["infusions-not-necessarily-a-cure"]),
        ("Spravato smells of lemons.", []),
        ("Ketamine infusions start at nine.", []),
    ],
)
def test_a_bare_sentence_comes_close_to_what_it_is_about(text, claims):
    assert [one.id for one in shipped()[1].read(text).compare] == claims
