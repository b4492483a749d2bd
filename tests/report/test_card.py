"""What a claim is printed as, and with what: the verdict, its reason, what is so instead, risks, caveats, clashes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketacli import open_store
from ketacli.answer import Context
from ketacli.context import context
from ketacli.model import RATINGS, VERDICTS, Dispute, Side
from ketacli.report import card as cards
from ketacli.store import records
from ketacli.store.entities import printed
from tests.conftest import claim as record
from tests.conftest import store
from tests.stores import full, judged


def claim(level="low", question="course", verdicts=None, **changes):
    """Return a claim with a level and verdicts, counted by cohort."""
    confidence = {"question": question, "level": level, "why": "As the studies have it."}
    made = records.claim(record(confidence=confidence, **changes))
    return replace(made, verdicts=verdicts or {}, printed=printed(made, ()))


@pytest.fixture
def shown(folder):
    """Return the cards of a store by the id of their first claim: `shown(full())`."""

    def show(content):
        opened = open_store(folder(content))
        claims = opened.claims(sort="id")
        return {one.claims[0].id: one for one in cards.cards(claims, context(opened, claims, opened.query(), "table"))}

    return show


def lines(one):
    return [f"{line.label}: {line.text}" for line in one.lines]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("remission-85-percent", "✗ wrong: misquotes the study it seems to lean on, Rot 2010"),
        ("works-for-everyone", "▲ goes too far: very low-certainty evidence"),
        ("benefit-lasts", "? no evidence found: "),
        ("relapse-mean-19-days", "◐ partly true: very low-certainty evidence"),
        ("works-again", "~ early signs only: very low-certainty evidence"),
        ("works-during-sleep", "✓ supported: moderate-certainty evidence"),
        ("anecdote", "– personal story: "),
        ("find-a-clinic", "– advice: "),
        ("line-for-a-crisis", "– crisis help: "),
        ("without-rating", "– not rated: very low-certainty evidence"),
    ],
)
def test_each_kind_of_claim_prints_its_mark_its_verdict_and_the_reason(shown, name, line):
    one = shown(judged())[name]
    assert f"{one.mark} {one.verdict}: {one.why}" == line
    assert one.holds == (name == "works-during-sleep")


def test_every_way_of_printing_a_verdict_is_tried(shown):
    assert {one.kind for one in shown(judged()).values()} == set(cards.VERDICTS)


@pytest.mark.parametrize("level", ["high", "moderate", "low", "not-rated"])
def test_what_is_supported_is_early_signs_at_the_lowest_level_only(level):
    assert claim(level=level, rating="supported").printed == "supported"
    assert claim(level="very-low", rating="supported").printed == "early-signs"


def test_a_claim_about_a_crisis_is_help_whatever_its_rating():
    assert printed(claim(rating="wrong"), ["relapse"]) == "crisis"
    assert printed(claim(rating="wrong"), ["cost"]) == "wrong"


kinds = st.sampled_from([*cards.VERDICTS])
levels = st.sampled_from(["high", "moderate", "low", "very-low", "not-rated"])
questions = st.sampled_from(["effect", "course", "fact", "meaning"])
counts = st.dictionaries(st.sampled_from(VERDICTS), st.integers(1, 5))


@given(kinds, levels, questions, counts)
def test_a_certainty_never_stands_beside_wrong_or_no_evidence(kind, level, question, verdicts):
    why = cards.why(claim(level=level, question=question, verdicts=verdicts, rating=RATINGS[0]), kind, {})
    assert "certainty" not in why or kind not in ("wrong", "no-evidence", "crisis", "personal-story", "advice")


@given(levels, questions, counts)
def test_what_has_no_evidence_or_is_not_checkable_gives_no_reason(level, question, verdicts):
    for kind in ("no-evidence", "crisis", "personal-story", "advice"):
        assert cards.why(claim(level=level, question=question, verdicts=verdicts), kind, {}) == ""


@pytest.mark.parametrize(
    ("origin", "reason"), [("certain", "misquotes Rot 2010"), ("likely", "misquotes the study it seems to lean on, Rot 2010")]
)  # fmt: skip
def test_a_wrong_claim_names_the_study_that_it_misquotes(origin, reason):
    evidence = [{"source": "series-2010", "verdict": "misreported", "origin": origin, "note": "n"}]
    assert cards.why(claim(evidence=evidence), "wrong", {"series-2010": "Rot 2010"}) == reason


def test_a_wrong_claim_that_misquotes_no_study_of_its_own_counts_who_disputes_it():
    evidence = [{"source": "series-2010", "verdict": "misreported", "origin": None, "note": "n"}]
    assert (
        cards.why(claim(evidence=evidence, verdicts={"misreported": 1}), "wrong", {})
        == "1 independent source is misreported, none supports it"
    )


@pytest.mark.parametrize(
    ("verdicts", "reason"),
    [
        ({"disputes": 1}, "1 independent source disputes it, none supports it"),
        ({"disputes": 3}, "3 independent sources dispute it, none supports it"),
        ({"disputes": 2, "supports": 1}, "2 independent sources dispute it, 1 supports it"),
        ({}, ""),
    ],
)
def test_a_wrong_claim_counts_who_disputes_it_first(verdicts, reason):
    assert cards.why(claim(evidence=[], no_evidence="x", verdicts=verdicts), "wrong", {}) == reason


@pytest.mark.parametrize(
    ("verdicts", "reason"),
    [
        ({"supports": 3, "partly": 1}, "3 independent sources support it, 1 bears it out in part"),
        ({"partly": 2, "disputes": 2}, "2 independent sources bear it out in part, 2 dispute it"),
        ({"supports": 1, "misreported": 2}, "1 independent source supports it, 2 are misreported"),
        ({}, ""),
    ],
)
@pytest.mark.parametrize("question", ["fact", "meaning"])
def test_a_fact_has_no_certainty_and_counts_its_sources(verdicts, reason, question):
    assert cards.why(claim(question=question, level="high", verdicts=verdicts), "supported", {}) == reason


def test_what_was_not_rated_by_grade_counts_its_sources():
    assert cards.why(claim(level="not-rated", verdicts={"partly": 1}), "partly-true", {}) == (
        "1 independent source bears it out in part"
    )


def test_a_card_tells_the_claim_what_is_so_its_risks_its_caveats_and_its_clashes(shown):
    assert lines(shown(full())["remission-85-percent"]) == [
        "Claim: In one study 85% of patients reached remission, by which the page means a fall of the score by at least 50%.",
        "In fact: 26% were in remission after infusions and 8% after saline.",
        "Risk: Blood pressure rises for an hour.",
        "Caveats: definition; sample size",
        "Compare: Rot 2010 and Trial Group 2024 say a quarter remit, and are better supported.",
    ]


def test_without_what_is_so_instead_the_first_caveat_is_told_whole(shown):
    one = shown(full(claims=[{**part, "in_fact": None} for part in full()["claims"]]))["remission-85-percent"]
    assert lines(one)[1:4] == [
        "Risk: Blood pressure rises for an hour.",
        "Caveat: A fall by half is what trials call response; remission is being nearly free of symptoms, which fewer people reach.",
        "Caveats: sample size",
    ]


def test_a_claim_with_nothing_against_it_is_the_claim_alone(shown):
    assert lines(shown(full())["works-during-sleep"]) == ["Claim: Ketamine may work best during sleep."]


def test_a_claim_that_another_one_repeats_has_one_card_with_both_pages(shown):
    found = shown(full())
    one = found["relapse-mean-19-days"]
    assert (one.ids, one.place) == ("relapse-mean-19-days, relapse-mean-19-days-guide", "Overview page, A guide")
    assert "relapse-mean-19-days-guide" not in found


def test_a_repeat_without_the_claim_that_it_repeats_has_a_card_of_its_own(kept):
    opened = open_store(kept("full", full))
    claims = opened.claims(source="guide")
    assert [one.ids for one in cards.cards(claims, context(opened, claims, opened.query(), "table"))] == [
        "relapse-mean-19-days-guide",
        "works-during-sleep",
    ]


PAGES = {
    "mine": claim(id="mine"),
    "same": claim(id="same"),
    "other": claim(id="other", source="guide"),
    "titled": claim(id="titled", source="blog"),
}
NAMES = Context(
    labels={"guide": "Guide page", "blog": "Tea and you", "fda": "FDA 2019", "fu": "Fu 2020", "daly": "Daly 2019"},
    mentioned=PAGES,
    documents={"guide": "A guide", "blog": "Tea and you"},
)


def against(side, relation="direct", *, stronger=None):
    """Return the line of a claim that one side stands against."""
    seen = Dispute("so-or-not", "timing", relation, "So.", stronger, (side,))
    (line,) = cards.clashes(replace(PAGES["mine"], contradictions=(seen,)), NAMES)
    return f"{line.label}: {line.text}"


@pytest.mark.parametrize(
    ("side", "speaker"),
    [
        (Side("Not so.", ("same",)), "The same page says"),
        (Side("Not so.", ("other",)), "The Guide page says"),
        (Side("Not so.", ("titled",)), "“Tea and you” says"),
        (Side("Not so.", ("same", "other")), "The Guide page says"),
        (Side("Not so.", ("other",), ("fda",)), "The Guide page says"),
        (Side("Not so.", (), ("fda",)), "FDA 2019 says"),
        (Side("Not so.", (), ("fda", "fu")), "FDA 2019 and Fu 2020 say"),
        (Side("Not so.", (), ("fda", "fu", "daly")), "FDA 2019 and 2 more sources say"),
    ],
)
def test_a_clash_names_who_says_otherwise(side, speaker):
    assert against(replace(side, short="it is not")) == f"Clash: {speaker} it is not; which is right is open."


@pytest.mark.parametrize(
    ("saying", "told"),
    [
        (("fda",), "FDA 2019 says it is not (2 more sources are on that side)"),
        (("fda", "fu"), "FDA 2019 and Fu 2020 say it is not (1 more source is on that side)"),
        (("fda", "fu", "daly"), "FDA 2019 and 2 more sources say it is not"),
    ],
)
def test_a_clash_names_only_those_that_say_this_by_themselves(saying, told):
    side = Side("Not so.", (), ("fda", "fu", "daly"), short="it is not", saying=saying)
    assert against(side) == f"Clash: {told}; which is right is open."


@pytest.mark.parametrize(
    ("side", "speaker"),
    [
        (Side("Not so.", ("same",)), "The same page:"),
        (Side("Not so.", ("other",)), "Guide page:"),
        (Side("Not so.", ("titled",)), "Tea and you:"),
        (Side("Not so.", ("same", "other")), "Guide page:"),
        (Side("Not so.", (), ("fda",)), "FDA 2019:"),
        (Side("Not so.", (), ("fda", "fu")), "FDA 2019 and Fu 2020:"),
        (Side("Not so.", (), ("fda", "fu", "daly")), "FDA 2019 and 2 more:"),
    ],
)
@pytest.mark.parametrize(
    ("relation", "stronger", "outcome"),
    [
        ("direct", None, "Clash: {} Which is right is open."),
        ("direct", True, "Clash: {} This side is better supported."),
        ("direct", False, "Clash: {} That is better supported."),
        ("scope", None, "Compare: {} Both can be true."),
    ],
)
def test_without_a_short_form_a_clash_gives_what_the_side_says_as_the_stores_own_words(
    side, speaker, relation, stronger, outcome
):
    assert against(side, relation, stronger=stronger) == outcome.format(f"{speaker} Not so.")


@pytest.mark.parametrize(
    ("relation", "stronger", "line"),
    [
        ("direct", True, "Clash: FDA 2019 says it is not; this side is better supported."),
        ("direct", False, "Clash: FDA 2019 says it is not, and is better supported."),
        ("direct", None, "Clash: FDA 2019 says it is not; which is right is open."),
        ("apparent", None, "Compare: FDA 2019 says it is not; both can be true."),
        ("scope", True, "Compare: FDA 2019 says it is not; this side is better supported."),
    ],
)
def test_a_clash_says_which_side_is_better_supported(relation, stronger, line):
    assert against(Side("It is not.", (), ("fda",), short="it is not"), relation, stronger=stronger) == line


def test_several_sources_that_are_better_supported_are_so_together():
    side = Side("It is not.", (), ("fda", "fu"), stronger=True, short="it is not")
    assert against(side, stronger=False) == "Clash: FDA 2019 and Fu 2020 say it is not, and are better supported."


def test_of_several_other_sides_the_better_supported_one_is_told():
    sides = (Side("Never.", ("same",)), Side("Often.", (), ("fda",), stronger=True))
    seen = Dispute("so-or-not", "timing", "direct", "So.", others=sides, stronger=False)
    (line,) = cards.clashes(replace(PAGES["mine"], contradictions=(seen,)), NAMES)
    assert line.text == "FDA 2019: Often. That is better supported."


def test_direct_contradictions_come_first_and_more_than_two_are_counted():
    seen = [Dispute(f"c{n}", "timing", how, "So.", None, (Side(f"no {n}", ("other",)),)) for n, how in enumerate(["scope", "apparent", "direct", "direct"])]  # fmt: skip
    found = [*cards.clashes(replace(PAGES["mine"], contradictions=tuple(seen)), NAMES)]
    assert [f"{line.label}: {line.text}" for line in found] == [
        "Clash: Guide page: no 2. Which is right is open.",
        "Clash: Guide page: no 3. Which is right is open.",
        "Compare: 2 more: keta show mine",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (full(), "5 claims, 1 of them made by two pages: 1 wrong, 1 without evidence, 2 partly true, 1 supported"),
        (store(), "2 claims: 2 not rated"),
        (store(claims=store()["claims"][:1], contradictions=[]), "1 claim: 1 not rated"),
        (store(claims=[], contradictions=[]), "0 claims"),
    ],
)
def test_a_tally_counts_claims_by_what_they_are_printed_as_worst_first(shown, content, told):
    assert cards.tally([*shown(content).values()]) == told


def test_what_only_the_repeat_must_say_is_said_too(shown):
    """A claim that two pages make has the caveats of both, and no page is called "the same"."""
    content = full()
    first, repeat = (one for one in content["claims"] if "relapse-mean-19-days" in (one["id"], one.get("repeats")))
    repeat["caveats"] = [*first["caveats"], {**first["caveats"][0], "text": "The second page means tablets."}]
    one = shown(content)["relapse-mean-19-days"]
    assert [caveat.text for caveat in one.folded] == [
        *(found["text"] for found in first["caveats"]),
        "The second page means tablets.",
    ]
    assert lines(one)[-2:] == [
        "Clash: The Overview page says it lasts (no evidence found); this side is better supported.",
        "Compare: Rot 2010 and Trial Group 2024 say a quarter remit, and are better supported.",
    ]


@pytest.mark.parametrize(
    ("rating", "level", "line"),
    [
        ("wrong", "low", "Compare: The same page says it lasts (wrong)."),
        ("goes-too-far", "low", "Compare: The same page says it lasts (goes too far)."),
        ("no-evidence", "low", "Compare: The same page says it lasts (no evidence found)."),
        ("partly-true", "low", "Compare: The same page says it lasts (partly true); both can be true."),
        ("supported", "high", "Compare: The same page says it lasts; both can be true."),
    ],
)
def test_a_claim_that_fails_is_never_told_as_one_that_can_be_true(rating, level, line):
    other = claim(id="other", rating=rating, level=level)
    side = Side(says="It lasts.", claims=("other",), sources=(), short="it lasts")
    one = claim(rating="supported", level="high")
    one = replace(one, contradictions=(Dispute("d", None, "apparent", "Not so.", None, (side,)),))
    assert lines(cards.card(one, Context(mentioned={"other": other})))[-1] == line
    failing = replace(one, rating="goes-too-far", printed="goes-too-far")
    assert not lines(cards.card(failing, Context(mentioned={"other": other})))[-1].endswith("both can be true.")
