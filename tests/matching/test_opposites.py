"""What a sentence must not be told to state: the opposite of a claim, or the same of other animals, authorities and amounts."""

import re
from functools import cache
from pathlib import Path

import pytest

from ketacli import open_store
from ketacli.matching.profiles import Asked
from ketacli.matching.sentences import Reader

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


def turned(change):
    """Return the claims that their own statements state after a change; `change` returns None where there is nothing to change."""
    claims = [(claim, text) for claim in shipped()[0].claims() if (text := change(claim.statement))]
    assert len(claims) > 20
    return [
        text
        for (claim, text), states in zip(claims, stated(*(text for _, text in claims)), strict=True)
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
    assert turned(change) == []


def test_most_claims_are_stated_by_their_own_statements():
    claims = shipped()[0].claims()
    states = stated(*(claim.statement for claim in claims))
    assert sum(claim.id in found for claim, found in zip(claims, states, strict=True)) > 0.9 * len(claims)


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
        ("Each of the ketamine infusions, lasting about 40 minutes, is given by a nurse.", "infusion-lasts-40-minutes"),
    ],
)
def test_the_same_in_other_words_of_grammar_states_a_claim(text, claim):
    assert claim in stated(text)[0]
