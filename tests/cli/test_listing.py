"""Topics, sources and contradictions, listed by what names them."""

import pytest

from tests.cli.conftest import WORDS_HINT


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
