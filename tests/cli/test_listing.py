"""Topics, sources and contradictions, listed by what names them."""

import pytest

from tests.cli.conftest import WORDS_HINT
from tests.conftest import DATA


@pytest.mark.parametrize(
    ("command", "named", "ids"),
    [
        ("topics", "duration", "relapse"),
        ("topics", "remission-85-percent", "response relapse"),
        ("topics", "no-driving", "response relapse"),
        ("sources", "relapse", "guide overview series-2010 series-2013 trial-2024"),
        ("sources", "remission-85-percent", "overview series-2010 series-2013 trial-2024"),
        ("sources", "no-driving", "trial-2024 series-2010"),
        ("sources", "ROT 2010", "series-2010"),
        ("contradictions", "relapse", "lasting-or-not how-many-remit"),
        ("contradictions", "remission-85-percent", "how-many-remit"),
    ],
)
def test_a_list_may_be_asked_by_the_name_of_a_topic_a_claim_or_what_is_left_out(ask, command, named, ids):
    assert ask(command, named, "--fields", "id") == (0, "".join(f"{one}\n" for one in ids.split()), "")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        (
            "SUSTAIN-2",
            "did you mean `daly-2019-sustain1` (Daly 2019, SUSTAIN-1) or `zaki-2025-sustain3` (Zaki 2025, SUSTAIN-3)?",
        ),
        (
            "sustain-2",
            "did you mean `daly-2019-sustain1` (Daly 2019, SUSTAIN-1) or `zaki-2025-sustain3` (Zaki 2025, SUSTAIN-3)?",
        ),
        ("PROSPECT-9", "list them with `keta sources`"),
        ("TRANSFROM-2", "did you mean `transform-2-2019` (Popova 2019, TRANSFORM-2)?"),
    ],
)
def test_the_name_of_a_trial_that_the_store_has_not_lists_nothing_and_names_those_near(keta, name, hint):
    assert keta("sources", name, "--store", DATA, code=1) == (1, "", f"error: No source `{name}`\n\nhint: {hint}\n")


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("SUSTAIN-1", ["daly-2019-sustain1"]),
        ("aspire ii", ["aspire-2-2021"]),
        ("karma dep", ["jelovac-2025-karma-dep2"]),
    ],
)
def test_a_source_is_listed_by_the_name_of_its_trial(keta, name, ids):
    assert keta("sources", name, "--store", DATA, "--fields", "id").out.split() == ids


def test_what_is_left_out_is_in_no_contradiction(ask):
    assert ask("contradictions", "no-driving", code=1) == (
        1,
        "",
        f"No contradiction found for text `no-driving`: searched 5 claims of `A full store`\n{WORDS_HINT}",
    )


def test_relevance_is_an_order_of_a_search_alone(ask):
    assert ask("claims", "--sort", "relevance", code=2) == (
        2,
        "",
        "error: Only a search has an order of relevance\n\nhint: give words to search for\n",
    )


@pytest.mark.parametrize("name", ["table", "markdown"])
def test_what_the_documents_leave_out_is_shown_with_its_limits_and_sources(ask, golden, name):
    ran = ask("show", "no-driving", "--format", name)
    golden(f"show-omission-{name}", ran.out)
    assert ran.err == ""
