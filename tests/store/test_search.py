"""Text search: what a user types is words, never operators."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketacli import UsageError, open_store
from tests.conftest import claim, dump, store


@pytest.fixture
def ids(kept):
    """Search a store of four claims and return the ids that are found."""
    rated = {"question": "course", "level": "not-rated"}
    plain = {"evidence": [], "caveats": [], "quote": "q", "confidence": {**rated, "why": "y"}}
    evidence = [{"source": "series-2010", "verdict": "partly", "note": "z"}]
    said = {"quote": ["one two", "café-style"], "confidence": {**rated, "why": "uncontrolled"}}
    read = [{"stands": "a", "read": "infusion", "sure": "likely"}]
    tiny = [{"kind": "sample-size", "text": "tiny"}]
    claims = [
        claim(
            **{**plain, "quote": "garbled villain", "evidence": evidence},
            id="first",
            statement="People relapsed within two weeks.",
            voice="Dr. Krystal",
        ),
        claim(**{**plain, **said}, id="second", statement="Relapses came later: NOT soon."),
        claim(**plain, id="third-one", statement="Treatment-resistant depression AND anxiety.", wording=read),
        claim(**{**plain, "caveats": tiny}, id="fourth", statement="An 85% fall; 0.5 mg/kg.", no_evidence="registries"),
    ]
    there = open_store(kept("searched", lambda: store(claims=claims, contradictions=[])))
    return lambda text: [one.id for one in there.claims(text, sort="id")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("relapse", ["first", "second"]),
        ("RELAPSING", ["first", "second"]),
        ("relapse weeks", ["first"]),
        ('"two weeks"', ["first"]),
        ('"weeks two"', []),
        ('relapse "two weeks"', ["first"]),
        ("rel*", ["first", "second"]),
        ('"within tw*"', ["first"]),
        ('weeks"', ["first"]),
        ('"', None),
        ("villain", ["first"]),
        ("krystal", ["first"]),
        ("cafe", ["second"]),
        ("café-style", ["second"]),
        ("uncontrolled", ["second"]),
        ("NOT", ["second"]),
        ("relapse NOT weeks", ["first"]),
        ("weeks OR soon", ["first"]),
        ("relapse -weeks", ["second"]),
        ("-weeks -relapse", ["fourth", "third-one"]),
        ('relapse -"two weeks"', ["second"]),
        ("relapse -wee*", ["second"]),
        ("relapse −weeks", ["second"]),
        ("“weeks two”", []),
        ("“two weeks”", ["first"]),
        ("„two weeks“", ["first"]),
        ("ＲＥＬＡＰＳＥ", ["first", "second"]),
        ("relap\u00adse", ["first", "second"]),
        ("relapze", ["first", "second"]),
        ("AND", ["third-one"]),
        ("anxiety AND depression", ["third-one"]),
        ("NEAR(people weeks)", ["first"]),
        ("statement:people", []),
        ("statement : people", []),
        ("resistant-depression", ["third-one"]),
        ("-weeks", ["fourth", "second", "third-one"]),
        ("^people", ["first"]),
        ("(weeks)", ["first"]),
        ("weeks ; -- !", ["first"]),
        ("weeks'; DROP TABLE item", []),
        ("85%", ["fourth"]),
        ("0.5 mg/kg", ["fourth"]),
        ("infusion", ["third-one"]),
        ("registries", ["fourth"]),
        ("tiny", ["fourth"]),
        ("third one", ["third-one"]),
        ("series 2010", ["first"]),
        ("weeks\0", ["first"]),
        ("we*ks*", []),
        ("nothing like it", []),
    ],
)  # fmt: skip
def test_what_a_text_finds(text, found, ids):
    if found is None:
        with pytest.raises(UsageError):
            ids(text)
    else:
        assert ids(text) == found


@pytest.mark.parametrize("text", ["", " ", "***", '""', "-", "_", "« … »", '"', "\0"])
def test_a_text_without_a_word_is_an_error(text, ids):
    with pytest.raises(UsageError) as caught:
        ids(text)
    assert caught.value.message == f"No word to search for in `{text.strip()}`"
    assert caught.value.hint == "give letters or digits, such as `keta claims relapse`"


@pytest.fixture(scope="module")
def searched(tmp_path_factory):
    path = tmp_path_factory.mktemp("searched")
    (path / "store.yaml").write_text(dump(store()), encoding="utf-8")
    return open_store(path)


@given(st.text())
def test_no_text_is_an_accident(searched, text):
    try:
        found = searched.claims(text)
    except UsageError:
        found = []
    assert len(found) <= 2
