"""What a user or a store says is never an operator, a statement or a way out of the folder."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketacli import StoreError, UsageError, open_store
from tests.conftest import dump, sparing, store

OPERATORS = (
    "AND", "OR", "NOT", "NEAR", "NEAR(a b, 2)", "a NEAR/2 b", "+", "-", "*", "^", "^a", ":", "statement:", "{statement quote} :",
    "- statement :", "(", ")", "()", '"', '""', '"""', "'", "''", ";", "--", "/*", "*/", "\\", "\0", "\x1a", ",", "rank", "rowid",
    "words", "a*", "*a", '"a" + "b"', "%", "_", "?", "?1", ":name", "@name", "$name", "\ud800", "\U0010ffff", "\u202e",
)  # fmt: skip


@pytest.fixture
def there(kept):
    return open_store(kept("small", store))


@pytest.mark.parametrize("first", sparing(OPERATORS, *OPERATORS[:6]), ids=ascii)
def test_no_pair_of_operators_fails_or_finds_what_its_words_are_not_in(first, there):
    for second in OPERATORS:
        for text in (f"{first} {second}", f"{first}{second}", f"lasting {first} xylophone {second}"):
            try:
                found = there.claims(text)
            except UsageError as error:
                assert error.message == f"No word to search for in `{text.strip()}`"  # noqa: PT017 - either is right
            else:
                assert "xylophone" not in text or found == []
    assert there.size == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(OPERATORS) | st.text(max_size=6), max_size=6).map(" ".join))
def test_no_text_fails(there, text):
    try:
        there.claims(text)
    except UsageError as error:
        assert error.message == f"No word to search for in `{text.strip()}`"  # noqa: PT017 - either is right


def test_half_a_character_is_found_nowhere(there):
    assert there.get_many(["\ud800", "benefit-lasts\udcff"]) == {}
    assert there.claims("lasting x\ud800") == []


OUT = ("../x", "/etc/passwd", "a/b", "a\\b", "..", ".", "", "C:x/y", "\0", "a\n", "~/x", "nul\0")


@pytest.mark.parametrize("name", OUT)
def test_the_file_of_a_document_lies_in_the_folder_of_documents(name, folder):
    whole = store()
    whole["sources"][0]["file"] = name
    with pytest.raises(StoreError):
        open_store(folder({"store.yaml": dump(whole)}))


@pytest.mark.parametrize("name", [*OUT, "A", "a b", "a--b", "-a", "a-", "é", "a.b", "a:b", "x" * 81])
@pytest.mark.parametrize("key", sparing(["claims", "sources", "contradictions", "topics"], "claims"))
def test_an_id_is_small_letters_digits_and_hyphens(key, name, folder):
    whole = store()
    whole[key][0]["id"] = name
    with pytest.raises(StoreError):
        open_store(folder({"store.yaml": dump(whole)}))


@pytest.mark.parametrize("target", ["a-file", "a-folder", "nowhere"])
def test_init_follows_no_link(target, keta, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a-file").write_text("mine", encoding="utf-8")
    (tmp_path / "a-folder").mkdir()
    (tmp_path / "link").symlink_to(target)
    assert keta("init", "link", code=2).err == "error: `link` is a symbolic link\n\nhint: name the folder itself\n"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a-file", "a-folder", "link"]
    assert (tmp_path / "a-file").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("target", ["a-file", "nowhere"])
def test_export_follows_no_link(target, force, keta, folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder(store())
    (tmp_path / "a-file").write_text("mine", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(target)
    told = keta("export", "link.md", "--store", "store", *force, code=2)
    assert told.err == "error: `link.md` is a symbolic link\n\nhint: name the file itself, or - for standard output\n"
    assert (tmp_path / "a-file").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "nowhere").exists()
