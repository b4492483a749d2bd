"""The words of a text find the claims that plain Python finds them in, and nothing else that is typed finds any other."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketacli import UsageError, open_store
from tests.conftest import DATA

pytestmark = pytest.mark.slow

CLAIMS = yaml.safe_load((DATA / "claims.yaml").read_text(encoding="utf-8"))["claims"]

SIGNS = (
    '"', '""', "*", "^", ":", "(", ")", "+", "-", ",", ";", "'", "{", "}", "statement:", "AND", "OR", "NOT", "NEAR", "NEAR(",
    "NEAR/2", "and", "not", "\0", "\ud800", "\U0001f642", "👩\u200d👩\u200d👧", "\u202e", "\ufeff", "\x1b[31m", "0x", "%", "_", "\\", "é", "ﬁ",
)  # fmt: skip


def said(claim: dict[str, Any]) -> str:
    """Return what a search reads of a claim: statement, quote, reasons, caveats, notes, who is quoted, ids."""
    quote = claim["quote"]
    return "\n".join(
        [
            claim["statement"],
            *([quote] if isinstance(quote, str) else quote),
            claim["id"],
            claim["confidence"]["why"],
            claim.get("voice") or "",
            claim.get("no_evidence") or "",
            *(caveat["text"] for caveat in claim.get("caveats", ())),
            *(f"{evidence['source']} {evidence['note']}" for evidence in claim.get("evidence", ())),
            *(wording["read"] for wording in claim.get("wording", ())),
        ]
    )


WORDS = sorted({word.lower() for claim in CLAIMS for word in re.findall(r"[^\W_]+", said(claim))})


class Stems:
    """What SQLite makes of a word, each word asked for by itself: Porter's stem, in lower case, without accents."""

    held: dict[str, frozenset[str]]
    """The stems that each claim holds."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._ask = connection.execute
        self._ask("CREATE VIRTUAL TABLE one USING fts5 (word, tokenize = 'porter unicode61 remove_diacritics 2')")
        self._ask("CREATE VIRTUAL TABLE stems USING fts5vocab (one, row)")
        self._known: dict[str, frozenset[str]] = {}
        self.held = {claim["id"]: self.of(said(claim)) for claim in CLAIMS}

    def holding(self, text: str) -> set[str]:
        """Return the ids of the claims that hold all words of a text."""
        wanted = self.of(text)
        return {name for name, there in self.held.items() if wanted <= there}

    def of(self, text: str) -> frozenset[str]:
        """Return the stems of all words of a text."""
        return frozenset().union(*map(self._one, re.sub("[\0\ud800-\udfff]", " ", text).split()))

    def _one(self, word: str) -> frozenset[str]:
        if word not in self._known:
            self._ask("DELETE FROM one")
            self._ask("INSERT INTO one VALUES (?)", (word,))
            self._known[word] = frozenset(stem for (stem,) in self._ask("SELECT term FROM stems"))
        return self._known[word]


@pytest.fixture(scope="module")
def stems():
    with closing(sqlite3.connect(":memory:")) as connection:
        yield Stems(connection)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield open_store(DATA)


def found(store, text: str) -> set[str] | None:
    """Return the ids of the claims that are found; None where there is no word in a text."""
    try:
        return {claim.id for claim in store.claims(text)}
    except UsageError as error:
        assert error.message == f"No word to search for in `{text.strip()}`"  # noqa: PT017 - either end is right
        return None


many = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def test_each_word_of_the_shipped_claims_finds_the_claims_that_hold_it(shipped, stems):
    assert len(WORDS) > 2_000
    for word in WORDS:
        assert (word, found(shipped, word)) == (word, stems.holding(word))


def test_words_without_an_ending_are_found_where_python_finds_them(shipped, stems):
    whole = [word for word in WORDS if stems.of(word) == {word}]
    endings = {stem for word in WORDS for stem in stems.of(word) if stem != word}
    alone = [word for word in whole if word not in endings]
    assert len(alone) > 700
    texts = {claim["id"]: re.findall(r"[^\W_]+", said(claim).lower()) for claim in CLAIMS}
    for word in alone:
        assert (word, found(shipped, word)) == (word, {name for name, words in texts.items() if word in words})


@many
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
def test_several_words_find_the_claims_that_hold_all(shipped, stems, words):
    assert found(shipped, " ".join(words)) == stems.holding(" ".join(words))


@many
@given(st.integers(0, len(CLAIMS) - 1), st.data())
def test_words_of_one_claim_find_it_in_any_order_and_case(shipped, stems, number, data):
    claim = CLAIMS[number]
    words = re.findall(r"[^\W_]+", said(claim))
    chosen = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=8))
    text = data.draw(st.sampled_from((str.upper, str.lower, str.title)))(" ".join(chosen))
    assert claim["id"] in stems.holding(text)
    assert found(shipped, text) == stems.holding(text)


@many
@given(
    st.lists(st.sampled_from(SIGNS) | st.sampled_from(WORDS) | st.text(max_size=5), min_size=1, max_size=8),
    st.sampled_from(("", " ")),
)
def test_whatever_is_typed_finds_no_claim_without_its_words(shipped, stems, parts, between):
    text = between.join(parts)
    wanted = stems.of(" ".join(word for word in re.split(r'[\s"]+', text) if re.search(r"[^\W_]", word)))
    begins = "*" in text
    for name in found(shipped, text) or ():
        there = stems.held[name]
        assert all(stem in there or (begins and any(one.startswith(stem) for one in there)) for stem in wanted)
