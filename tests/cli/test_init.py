"""A store to start from, and what it leaves alone."""

import pytest

from ketacli import open_store
from ketacli.paths import template_files

FILES = ["claims.yaml", "example-page.txt", "sources.yaml", "store.schema.json", "topics.yaml"]


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("options", "kind"), [((), "light"), (("--light",), "light"), (("--grade",), "grade")])
def test_a_store_is_written_and_the_next_step_named(keta, tmp_path, options, kind):
    assert keta("init", "new/tea", *options) == (
        0,
        "Wrote claims.yaml, example-page.txt, sources.yaml, store.schema.json, topics.yaml to new/tea\n",
        "next: keta check new/tea --documents new/tea\n",
    )
    assert {file.name: file.read_bytes() for file in (tmp_path / "new/tea").iterdir()} == {
        file.name: file.read_bytes() for file in template_files(kind)
    }
    keta("check", "--strict", "new/tea", "--documents", "new/tea")


@pytest.mark.parametrize("kind", ["light", "grade"])
def test_a_new_store_shows_a_notice_that_is_heard_and_a_design(keta, kind):
    keta("init", "tea", f"--{kind}")
    assert {"notices", "designs"} <= {*open_store("tea").whole()}
    heard = keta("ask", "my brother took the whole packet", "--store", "tea").out
    assert heard.splitlines()[0] == "Call the emergency number of your country now."


def test_an_empty_folder_is_filled(keta, tmp_path):
    (tmp_path / "tea").mkdir()
    keta("init", "tea")
    assert sorted(file.name for file in (tmp_path / "tea").iterdir()) == FILES


def test_a_folder_that_holds_something_is_left_alone(keta, tmp_path):
    (tmp_path / "tea").mkdir()
    (tmp_path / "tea" / "notes.txt").touch()
    assert keta("init", "tea", code=2) == (
        2,
        "",
        "error: `tea` is not empty\n\nhint: name a folder that does not exist yet\n",
    )
    assert [file.name for file in (tmp_path / "tea").iterdir()] == ["notes.txt"]


def test_a_file_of_that_name_is_left_alone(keta, tmp_path):
    (tmp_path / "tea").write_text("green", encoding="utf-8")
    assert keta("init", "tea", code=2) == (
        2,
        "",
        "error: `tea` exists already\n\nhint: name a folder that does not exist yet\n",
    )
    assert (tmp_path / "tea").read_text(encoding="utf-8") == "green"


def test_a_folder_that_cannot_be_made_is_told(keta, tmp_path):
    (tmp_path / "tea").touch()
    assert keta("init", "tea/black", code=2) == (2, "", "error: Cannot write `tea/black`: Not a directory\n")


class _Unwritable:
    """A file of the template for which the disk has no room."""

    name = "z.yaml"

    def read_bytes(self):
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("is_there", [True, False])
def test_a_full_disk_leaves_what_was_there_before(keta, tmp_path, monkeypatch, is_there):
    if is_there:
        (tmp_path / "tea").mkdir()
    monkeypatch.setattr("ketacli.cli.init.template_files", lambda kind: [*template_files(kind), _Unwritable()])
    assert keta("init", "tea", code=2) == (2, "", "error: Cannot write `tea`: No space left on device\n")
    assert [path.name for path in tmp_path.rglob("*")] == (["tea"] if is_there else [])


@pytest.mark.parametrize("is_there", [True, False])
def test_an_interruption_leaves_what_was_there_before(keta, tmp_path, monkeypatch, is_there):
    class Interrupted(_Unwritable):
        def read_bytes(self):
            raise KeyboardInterrupt

    if is_there:
        (tmp_path / "tea").mkdir()
    monkeypatch.setattr("ketacli.cli.init.template_files", lambda kind: [*template_files(kind), Interrupted()])
    assert keta("init", "tea", code=130) == (130, "", "")
    assert [path.name for path in tmp_path.rglob("*")] == (["tea"] if is_there else [])


def test_a_store_is_light_or_graded(keta):
    assert keta("init", "tea", "--light", "--grade", code=2).err == (
        "error: A store is light or graded\n\nhint: give one of `--light` and `--grade`\n"
    )


@pytest.mark.parametrize("options", [(), ("--grade",)])
def test_every_file_names_the_schema_for_editors(keta, tmp_path, options):
    keta("init", "tea", *options)
    for path in (tmp_path / "tea").glob("*.yaml"):
        assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=store.schema.json\n")


def test_a_folder_whose_name_would_act_is_shown_harmless(keta, tmp_path):
    ran = keta("init", tmp_path / "x\x1b]52;c;aGk=\x07")
    assert "\x1b" not in ran.out + ran.err
    assert ran.out.endswith("x<U+001B>]52;c;aGk=<U+0007>\n")
