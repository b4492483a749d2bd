"""`keta export`: files appear whole or not at all, in the format that their name says."""

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from ketacli import exporting, open_store
from ketacli.cli import _file
from ketacli.formats import FORMATS, delimiters, for_people, suffixes
from tests.cli.conftest import WORDS_HINT
from tests.conftest import DATA, sparing, store
from tests.stores import full

EXPORTS = suffixes()

ENDINGS = ", ".join(EXPORTS)
NAMES = ", ".join(dict.fromkeys(EXPORTS.values()))


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Return an empty folder, in which keta runs."""
    path = tmp_path / "here"
    path.mkdir()
    monkeypatch.chdir(path)
    return path


def is_of_records(name: str) -> bool:
    return "records" in FORMATS[name] and not for_people(name)


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_every_ending_leads_to_something_that_can_be_made():
    assert set(EXPORTS.values()) == set(exporting.names())


@pytest.mark.parametrize("ending", [ending for ending, name in EXPORTS.items() if name in ("markdown", "html")])
def test_markdown_and_html_are_the_summary(ask, here, ending):
    ran = ask("export", f"OUT{ending.upper()}", "--topic", "relapse")
    assert ran == (0, "", f"Wrote 4 claims to OUT{ending.upper()}\n")
    expected = ask("summary", "--topic", "relapse", "--format", EXPORTS[ending]).out
    assert (here / f"OUT{ending.upper()}").read_bytes().decode() == expected
    assert left(here) == [f"OUT{ending.upper()}"]


@pytest.mark.parametrize("ending", [ending for ending, name in EXPORTS.items() if is_of_records(name)])
def test_records_are_what_claims_prints(ask, here, ending):
    ask("export", f"out{ending}", "--topic", "relapse")
    expected = ask("claims", "--topic", "relapse", "--format", EXPORTS[ending]).out
    assert (here / f"out{ending}").read_bytes().decode() == expected


def test_a_format_for_people_that_has_no_summary_exports_the_records(ask, kept):
    with open_store(kept("full", full)) as there:
        made = exporting.content("plain", there, there.query(topic="relapse"))
    assert made.decode() == ask("claims", "--topic", "relapse", "--format", "plain").out


def test_the_same_export_twice_is_the_same_bytes(ask, here):
    for name in dict.fromkeys(EXPORTS.values()):
        ask("export", "one", "--format", name)
        ask("export", "two", "--format", name)
        assert (here / "one").read_bytes() == (here / "two").read_bytes()
        (here / "one").unlink()
        (here / "two").unlink()


@pytest.mark.parametrize("name", ["out.bib", "out.csl.json"])
def test_files_of_sources_say_that_they_hold_sources(ask, here, name):
    ran = ask("export", name, "--topic", "relapse")
    assert ran == (0, "", f"Wrote the sources of 4 claims to {name}\n")
    assert left(here) == [name]


def test_the_format_that_is_named_overrules_the_ending(ask, here):
    ask("export", "out.md", "--format", "json", "--topic", "relapse")
    assert json.loads((here / "out.md").read_text())["count"] == 4


def test_the_longest_ending_decides(monkeypatch):
    monkeypatch.setattr(exporting, "suffixes", lambda: {**EXPORTS, ".small.csv": "json"})
    assert exporting.chosen_format("a.small.csv", None) == "json"
    assert exporting.chosen_format("a.csl.json", None) == "csl-json"
    assert exporting.chosen_format("a.json", None) == "json"


def test_a_dash_is_standard_output(ask, here):
    ran = ask("export", "-", "--format", "csv", "--topic", "relapse")
    assert ran == (0, ask("claims", "--topic", "relapse", "--format", "csv").out, "")
    assert left(here) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("out",),
            f"error: `out` does not say its format\n\nhint: end its name in one of {ENDINGS}, or add `--format`\n",
        ),
        (
            ("out.docx",),
            f"error: `out.docx` does not say its format\n\nhint: end its name in one of {ENDINGS}, or add `--format`\n",
        ),
        (("-",), f"error: No format for standard output\n\nhint: add `--format` with one of {NAMES}\n"),
        (("o.md", "-f", "htm"), f"error: No format `htm`\n\nhint: did you mean `html`? formats are {NAMES}\n"),
        (("no/o.md",), "error: No folder `no` to write `o.md` in\n\nhint: make it first: mkdir -p no\n"),
        (("file/o.md",), "error: No folder `file` to write `o.md` in\n\nhint: make it first: mkdir -p file\n"),
        (("dir.md",), "error: `dir.md` is not a file\n\nhint: name a file, or - for standard output\n"),
        (("dir.md", "--force"), "error: `dir.md` is not a file\n\nhint: name a file, or - for standard output\n"),
        (("old.md",), "error: `old.md` exists already\n\nhint: add `--force` to replace it\n"),
        (("link.md",), "error: `link.md` is a symbolic link\n\nhint: name the file itself, or - for standard output\n"),
        (
            ("link.md", "--force"),
            "error: `link.md` is a symbolic link\n\nhint: name the file itself, or - for standard output\n",
        ),
        (
            ("dangling.md",),
            "error: `dangling.md` is a symbolic link\n\nhint: name the file itself, or - for standard output\n",
        ),
        (("pipe.md", "--force"), "error: `pipe.md` is not a file\n\nhint: name a file, or - for standard output\n"),
        (("x" * 300 + ".md",), f"error: Cannot write `{'x' * 300}.md`: File name too long\n"),
    ],
)
def test_what_cannot_be_written_is_said_and_touches_nothing(ask, here, arguments, message):
    (here / "dir.md").mkdir()
    (here / "file").write_text("a file")
    (here / "old.md").write_text("old")
    (here / "link.md").symlink_to("old.md")
    (here / "dangling.md").symlink_to("nowhere.md")
    os.mkfifo(here / "pipe.md")
    before = left(here)
    assert ask("export", *arguments, code=2) == (2, "", message)
    assert left(here) == before
    assert (here / "old.md").read_text() == "old"


def test_force_replaces_a_file_and_keeps_its_permissions(ask, here):
    old = here / "old.md"
    old.write_text("old")
    old.chmod(0o640)
    ask("export", "old.md", "--force")
    assert old.read_text().startswith("# Evidence summary: A full store\n\nThis summary shows 5 of 5 claims.")
    assert old.stat().st_mode & 0o777 == 0o640


def test_force_makes_a_file_that_is_new(ask, here):
    ask("export", "new.csv", "--force")
    assert left(here) == ["new.csv"]


def test_nothing_matched_writes_no_file_and_leaves_an_old_one(ask, here):
    message = f"No claim found for text `zzzz`: searched 5 claims of `A full store`\n{WORDS_HINT}"
    assert ask("export", "out.md", "zzzz", code=1) == (1, "", message)
    (here / "out.md").write_text("old")
    assert ask("export", "out.md", "zzzz", "--force", code=1) == (1, "", message)
    assert (here / "out.md").read_text() == "old"
    assert left(here) == ["out.md"]


@pytest.mark.parametrize("step", ["fsync", "link"])
def test_a_failure_leaves_nothing_behind(ask, here, monkeypatch, step):
    def full_disk(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full_disk)
    if step == "link":
        monkeypatch.undo()
        monkeypatch.chdir(here)
        monkeypatch.setattr(Path, "hardlink_to", full_disk)
        monkeypatch.setattr(Path, "replace", full_disk)
    assert ask("export", "out.md", code=2) == (2, "", "error: Cannot write `out.md`: No space left on device\n")
    assert left(here) == []


def test_a_file_that_appears_in_the_meantime_is_not_replaced(here):
    path = _file.target("out.md", force=False)
    assert path
    path.write_text("theirs")
    with pytest.raises(Exception, match="exists already"):
        _file.write(b"ours", path, force=False)
    assert path.read_text() == "theirs"
    assert left(here) == ["out.md"]


def test_a_file_system_without_hard_links_is_written_all_the_same(ask, here, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    ask("export", "out.csv")
    assert left(here) == ["out.csv"]
    assert (here / "out.csv").read_text(encoding="utf-8").startswith("id,")


def test_without_hard_links_a_file_that_appears_in_the_meantime_is_not_replaced(ask, here, monkeypatch):
    def late(path, _):
        path.write_text("theirs", encoding="utf-8")
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", late)
    assert ask("export", "out.csv", code=2) == (
        2,
        "",
        "error: `out.csv` exists already\n\nhint: add `--force` to replace it\n",
    )
    assert (here / "out.csv").read_text(encoding="utf-8") == "theirs"
    assert left(here) == ["out.csv"]


@pytest.mark.parametrize(("failure", "code"), [(OSError(errno.EIO, "broken"), 2), (KeyboardInterrupt(), 130)])
def test_without_hard_links_a_failure_leaves_no_empty_file(ask, here, monkeypatch, failure, code):
    def refuse(*_):
        raise OSError(errno.EPERM, "no links here")

    def fail(*_):
        raise failure

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    monkeypatch.setattr(Path, "replace", fail)
    ask("export", "out.csv", code=code)
    assert left(here) == []


def test_an_interruption_leaves_nothing_behind(ask, here, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    ask("export", "out.md", code=130)
    assert left(here) == []


def test_only_a_long_export_on_a_terminal_shows_progress(monkeypatch):
    from contextlib import nullcontext

    assert isinstance(_file.progress("Writing", _file.LONG), nullcontext)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert isinstance(_file.progress("Writing", _file.LONG - 1), nullcontext)
    assert not isinstance(_file.progress("Writing", _file.LONG), nullcontext)


@pytest.mark.parametrize(
    "name",
    sparing([name for name in exporting.names() if name not in ("html", "table", "yaml")], "csv", "markdown"),
)
def test_records_import_neither_rich_nor_jinja(process, kept, name):
    import subprocess
    import sys

    code = (
        "import sys; from ketacli.cli._app import run; run(sys.argv[1:]);"
        "sys.stderr.write(' '.join({'rich', 'jinja2', 'yaml', 'jsonschema'} & set(sys.modules)))"
    )
    path = kept("full", full)
    process("claims", "--store", path)
    done = subprocess.run(
        [sys.executable, "-c", code, "export", "-", "--format", name, "--store", path],
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""


def whole(keta: Any, path: Path) -> list[str]:
    return [
        keta(command, "--json", "--store", path).out for command in ("claims", "sources", "contradictions", "topics")
    ]


@pytest.mark.parametrize("make", sparing([full, store, None], full))
def test_yaml_without_filters_is_the_store_again(keta, folder, here, make):
    origin = folder(make()) if make else DATA
    keta("export", "again.yaml", "--store", origin)
    assert whole(keta, here / "again.yaml") == whole(keta, origin)
    keta("export", "third.yaml", "--store", here / "again.yaml")
    assert (here / "third.yaml").read_bytes() == (here / "again.yaml").read_bytes()


def test_the_shipped_store_exported_is_green(keta, here):
    keta("export", "again.yaml", "--store", DATA)
    ran = keta("check", here / "again.yaml", "--strict")
    assert ran.err == ""


def test_yaml_keeps_every_list_and_every_text(keta, folder, here):
    from ketacli.store import open_store

    hostile = "a: b # c, {d} [e] \\ \" ' - \u00a0é 中 😀 yes 012 1e5 ~"
    content = full(tolerance={"point": 5, "about": 30})
    content["claims"][1] |= {"statement": hostile, "voice": "no"}
    content["caveats"][0]["name"] = hostile
    origin = folder(content)
    keta("export", "again.yaml", "--store", origin)
    again = open_store(here / "again.yaml").whole()
    assert again == open_store(origin).whole()
    assert list(again) == [
        *("store", "tolerance", "sources", "claims", "contradictions", "omissions", "retired"),
        *("topics", "measures", "designs", "populations", "interventions", "caveats", "notices", "vocabulary"),
    ]


@pytest.mark.slow
def test_yaml_of_one_file_of_a_store_holds_what_its_references_lead_to(keta, here):
    keta("export", "again.yaml", "--store", DATA / "claims.yaml")
    assert keta("claims", "--json", "--store", here / "again.yaml").out == keta("claims", "--json", "--store", DATA).out


def test_a_byte_order_mark_is_written_when_asked_for(keta, kept, here):
    path = kept("full", full)
    keta("export", "plain.csv", "--store", path)
    keta("export", "excel.csv", "--bom", "--store", path)
    assert (here / "excel.csv").read_bytes() == b"\xef\xbb\xbf" + (here / "plain.csv").read_bytes()


@pytest.mark.usefixtures("here")
def test_a_byte_order_mark_goes_with_csv_only(keta, kept):
    ran = keta("export", "out.json", "--bom", "--store", kept("full", full), code=2)
    assert ran.err == f"error: No byte order mark in `json`\n\nhint: `--bom` goes with {', '.join(delimiters())}\n"


def test_what_a_killed_run_left_is_swept_up_an_hour_later_and_nothing_else(keta, folder, here):
    left, young = here / f".keta-{'0' * 16}.tmp", here / f".keta-{'1' * 16}.tmp"
    others = [here / name for name in (".keta-notes.tmp", f".keta-{'0' * 16}.tmp.bak", f"keta-{'0' * 16}.tmp")]
    for one in (left, young, *others):
        one.write_text("x", encoding="utf-8")
        os.utime(one, (0, 0))
    os.utime(young)
    (here / f".keta-{'2' * 16}.tmp").symlink_to(others[0])
    keta("export", "all.json", "--store", folder(full()))
    assert left.exists() is False
    assert [one.exists() for one in (young, *others, here / f".keta-{'2' * 16}.tmp")] == [True] * 5
