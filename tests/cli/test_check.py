"""Which store `keta check` checks, and how it is named."""

import json
import re

import pytest

from tests.stores import full, store


@pytest.fixture
def faulty(folder, tmp_path, monkeypatch):
    """Make a folder with a store without faults, `good`, and one with a fault, `bad`, and go there."""
    whole = full()
    whole["claims"][0]["topics"] = ["nosuch"]
    folder(whole, "bad")
    folder(full(), "good")
    monkeypatch.chdir(tmp_path)


def first(ran):
    """Return of what file the first problem is."""
    return ran.out.partition("/")[0]


@pytest.mark.usefixtures("faulty")
def test_a_store_is_named_by_the_argument_or_the_option_or_the_environment(keta, monkeypatch):
    told = keta("check", "bad", code=1)
    assert first(told) == "bad"
    assert keta("check", "--store", "bad", code=1) == told
    assert keta("check", "-s", "bad", code=1) == told
    monkeypatch.setenv("KETA_STORE", "bad")
    assert keta("check", code=1) == told
    monkeypatch.setenv("KETA_STORE", "/nowhere")
    assert keta("check", "bad", code=1) == told
    assert keta("check", "--store", "bad", code=1) == told


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize("environment", [None, "good", "bad"])
def test_a_store_that_is_named_twice_is_refused(keta, monkeypatch, environment):
    if environment:
        monkeypatch.setenv("KETA_STORE", environment)
    assert keta("check", "good", "--store", "bad", code=2) == (
        2,
        "",
        "error: The store is named twice, as an argument and by `--store`\n\nhint: name it once\n",
    )


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize("name", ["nosuch", "good/nosuch", ""])
def test_a_store_that_is_not_there_is_asked_for_as_it_was_named(keta, name):
    assert keta("check", name, code=2) == (
        2,
        "",
        f"error: No store at `{name}`\n\nhint: name a folder or a YAML file: `keta check STORE`\n",
    )


@pytest.mark.usefixtures("faulty")
def test_a_store_of_the_option_that_is_not_there_is_told(keta):
    assert keta("check", "--store", "nosuch", code=2) == (
        2,
        "",
        "error: No store at `nosuch`\n\nhint: name a folder or a YAML file with `--store`\n",
    )


@pytest.mark.usefixtures("faulty")
def test_an_argument_that_is_no_folder_is_the_matter_of_the_reader(keta, tmp_path):
    (tmp_path / "page").touch()
    ran = keta("check", "page/store", code=2)
    assert ran == (2, "", "error: Cannot read `page/store`: Not a directory\n")


def test_programs_are_told_files_from_the_top_of_the_repository(keta, monkeypatch, tmp_path, folder):
    content = store()
    content["claims"][0]["type"] = "nonsense"
    folder(content)
    folder(content, "other")
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "store").rename(tmp_path / "repository" / "store")
    (tmp_path / "repository" / "sub").mkdir()

    def told(path, form):
        out = keta("check", path, "--format", form, code=1).out
        if form == "github":
            return set(re.findall("::error file=([^,]*),", out))
        places = [one["locations"][0]["physicalLocation"] for one in json.loads(out)["runs"][0]["results"]]
        return {one["artifactLocation"]["uri"] for one in places}

    for here, given in (
        ("repository", "store"),
        ("repository", "./store"),
        ("repository", tmp_path / "repository" / "store"),
        ("repository/sub", "../store"),
        (".", tmp_path / "repository" / "sub" / ".." / "store"),
    ):
        monkeypatch.chdir(tmp_path / here)
        top = "repository/" if here == "." else ""
        assert [told(given, form) for form in ("github", "sarif")] == [{f"{top}store/store.yaml"}] * 2
    monkeypatch.chdir(tmp_path / "repository")
    assert told("../other", "sarif") == {(tmp_path / "other" / "store.yaml").as_uri()}


def test_of_a_file_that_is_not_in_utf_8_nothing_is_said_to_be_missing(keta, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    keta("init", "tea")
    (tmp_path / "tea" / "claims.yaml").write_bytes(b"claims: [\xe9]\n")
    assert keta("check", "tea", code=1).out == (
        "tea/claims.yaml:1:10: error: byte 0xe9 is not valid UTF-8 (encoding)\nhint: save the file as UTF-8\n\n"
        "1 problem (1 error, 0 warnings) in 0 claims, 3 files\n"
    )
