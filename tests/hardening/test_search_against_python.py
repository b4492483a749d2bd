"""The words of a search find the claims that plain Python finds them in, and what is typed beside them changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketacli import UsageError, open_store
from ketacli.matching.folding import words as folded
from tests.conftest import DATA

pytestmark = pytest.mark.slow

CLAIMS = yaml.load((DATA / "claims.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["claims"]

SIGNS = (
    "*", "^", ":", "(", ")", "+", ",", ";", "'", "{", "}", "%", "_", "\\", "--", "/*", "\0", "\ud800", "\U0001f642", "\u202e",
    "\ufeff", "\x1b[", "?", "(:", '""',
)  # fmt: skip
"""What people and programs type that is neither a word nor an operator of a search."""


def said(claim: dict[str, Any]) -> list[str]:
    """Return the texts that a search reads of a claim, each by itself."""
    quote = claim["quote"]
    return [
        claim["statement"],
        *([quote] if isinstance(quote, str) else quote),
        claim["id"],
        claim.get("short") or "",
        claim.get("in_fact") or "",
        claim.get("confidence", {}).get("why") or "",
        claim.get("voice") or "",
        claim.get("no_evidence") or "",
        *(caveat["text"] for caveat in claim.get("caveats", ())),
        *(f"{evidence['source']}\n{evidence.get('note') or ''}" for evidence in claim.get("evidence", ())),
        *(wording["read"] for wording in claim.get("wording", ())),
    ]


TEXTS = {claim["id"]: folded("\n".join(said(claim))) for claim in CLAIMS}
HELD = {name: frozenset(text) for name, text in TEXTS.items()}
WORDS = sorted(frozenset().union(*HELD.values()))


def holding(*words: str) -> set[str]:
    """Return the ids of the claims that have all of some words, as they are."""
    return {name for name, there in HELD.items() if there.issuperset(words)}


@pytest.fixture(scope="module")
def shipped(cache_folder):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache_folder))
        yield open_store(DATA)


def found(store, text: str) -> set[str] | None:
    """Return the ids of the claims that are found; None where there is no word in a text."""
    try:
        return {claim.id for claim in store.claims(text, sort="importance")}
    except UsageError as error:
        assert error.message == f"No word to search for in `{text.strip()}`"  # noqa: PT017 - either end is right
        return None


def finds_exactly(store, text: str, wanted: set[str]) -> bool:
    """Whether just these claims are found; of more than 20 only how many, for to make them thousands of times takes minutes."""
    if len(wanted) > 20:
        return bool(store.find(store.query(text), limit=0).total == len(wanted))
    return found(store, text) == wanted


many = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
some_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)


def test_each_word_as_a_phrase_finds_exactly_the_claims_that_have_it(shipped):
    assert len(WORDS) > 2_000
    for word in WORDS[::4]:
        assert (word, finds_exactly(shipped, f'"{word}"', holding(word))) == (word, True)


def test_each_word_finds_every_claim_that_has_it_whatever_else_means_the_same(shipped):
    for word in WORDS[2::4]:
        assert (word, holding(word) - (found(shipped, word) or set())) == (word, set())


def test_each_beginning_finds_exactly_the_claims_with_a_word_that_begins_so(shipped, share):
    beginnings = sorted({word[:end] for word in WORDS for end in range(1, len(word) + 1)})
    assert len(beginnings) > 6_000
    for beginning in share(beginnings, 12):
        wanted = {name for name, there in HELD.items() if any(word.startswith(beginning) for word in there)}
        assert (beginning, finds_exactly(shipped, f"{beginning}*", wanted)) == (beginning, True)


@many
@given(some_words)
def test_several_words_find_every_claim_that_has_all_and_more_words_never_more_claims(shipped, words):
    text = " ".join(f'"{word}"' for word in words)
    assert found(shipped, text) == holding(*words)
    assert found(shipped, f"{text} {words[0]}") == holding(*words)


@many
@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_a_word_with_a_minus_takes_away_the_claims_that_have_it(shipped, word, other):
    assert found(shipped, f'"{word}" -"{other}"') == holding(word) - holding(other)
    assert not (found(shipped, f"{word} -{other}") or set()) & holding(other)


@many
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_phrase_of_a_claim_finds_it_in_any_case(shipped, name, data):
    statement = folded(next(claim["statement"] for claim in CLAIMS if claim["id"] == name))
    start = data.draw(st.integers(0, len(statement) - 1))
    end = data.draw(st.integers(start + 1, min(len(statement), start + 8)))
    text = data.draw(st.sampled_from((str.upper, str.lower, str.title)))(" ".join(statement[start:end]))
    assert name in (found(shipped, f'"{text}"') or ())
    assert name in (found(shipped, f"“{text}”") or ())


@many
@given(some_words, st.lists(st.sampled_from(SIGNS), min_size=1, max_size=5), st.data())
def test_signs_between_words_change_nothing(shipped, words, signs, data):
    mixed = data.draw(st.permutations([*words, *signs]))
    plain = [word for word in mixed if word in words]
    assert found(shipped, " ".join(mixed)) == found(shipped, " ".join(plain))


@many
@given(
    st.lists(
        st.sampled_from((*SIGNS, '"', "-", "AND", "OR", "NOT", "NEAR(")) | st.sampled_from(WORDS) | st.text(max_size=5),
        max_size=8,
    )
)
def test_whatever_is_typed_is_no_fault(shipped, parts):
    found(shipped, "".join(parts))
    found(shipped, " ".join(parts))
