"""Variables that hold what nobody expects change neither the answer nor how keta ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.conftest import ROOT, sparing
from tests.stores import figures

LONG = "x" * 3_000
NO_TEXT = "\udcff"
"""The byte 0xFF, which is no UTF-8."""

LANGUAGE = (
    {"LC_ALL": "C"},
    *({name: value} for name in ("LC_ALL", "LANG", "LC_CTYPE") for value in ("nonsense", "C", "de_DE.ISO-8859-1", "", NO_TEXT, LONG)),
    {"LC_ALL": "../../etc"},
    {"LANGUAGE": "xx:yy"},
    {"PYTHONIOENCODING": ""},
    {"PYTHONIOENCODING": ":strict"},
    {"PYTHONIOENCODING": "utf-8:surrogateescape"},
)  # fmt: skip
COLOUR = (
    *({"TERM": value} for value in ("dumb", None, "", "nonsense", NO_TEXT, LONG)),
    *({"NO_COLOR": value} for value in ("", "0", "1")),
    {"FORCE_COLOR": "1"},
    {"CLICOLOR_FORCE": "1"},
)
CACHE = (
    *({"XDG_CACHE_HOME": value} for value in ("", "relative", "a\nb", "/dev/null", "/proc", "~/x", "$HOME", f"/{'x' * 300}", "/x" * 3_000)),
    *({"XDG_CACHE_HOME": f"{{folder}}/{value}"} for value in ("a\nb", NO_TEXT, " ", "😀", "a/../b", "x" * 300, "x/" * 3_000)),
    *({"XDG_CACHE_HOME": None, "HOME": value} for value in (None, "", "/nowhere", "/dev/null", NO_TEXT, "{folder}/a\nb")),
)  # fmt: skip
OTHERS = (
    *({"KETA_STORE": value} for value in ("/nowhere", "", NO_TEXT)),
    *({name: value} for name in ("PAGER", "KETA_PAGER") for value in ("", "nonsense", "exit 3", NO_TEXT, LONG)),
    *({"TZ": value} for value in ("", "nonsense", "../../etc/passwd", ":", "UTC+99", NO_TEXT)),
    {"USER": None, "LOGNAME": None, "SHELL": None},
)
PYTHON = (
    *({"LINES": value} for value in ("0", "-1", "1000000000", "text", "")),
    {"PYTHONHASHSEED": "0"},
    {"PYTHONOPTIMIZE": "2"},
    {"PYTHONWARNINGS": "error"},
    {"PATH": ""},
    {"TMPDIR": "/nowhere"},
)
KINDS: tuple[Any, ...] = (LANGUAGE, COLOUR, CACHE, OTHERS, PYTHON)
"""What must change nothing, by what it is about; `{folder}` stands for a folder of the test's own, None for what is not set."""

SAME = [
    {name: value for kind in KINDS for name, value in kind[number % len(kind)].items()}
    for number in range(max(map(len, KINDS)))
]
"""Every setting at least once, one of each kind at a time: those of a kind stand in each other's way, those of two do not."""

ENCODINGS = (
    "utf-16",
    "utf-32",
    "utf-8-sig",
    "utf-7",
    "cp037",
    "shift_jis",
    "gb18030",
    "ascii",
    "latin-1",
    "ascii:strict",
)
WIDTHS = ("0", "-1", "1000000000", "99999999999", "9" * 5_000, "1e9", "80.5", "text", "", " ", "²", "٣")
WIDE = (("claims", "--format", "table"), ("compare",), ("plot", "rates"), ("plot", "timing"), ("summary",))


@pytest.fixture(scope="module")
def path(kept):
    """Return a store in one file."""
    return kept("figures", figures) / "store.yaml"


@pytest.fixture
def ran(tmp_path, monkeypatch, path):
    """Run keta as a process with other variables: `ran(("claims", "--json"), TERM=None)` asserts that it ends well, silently."""
    folder = tmp_path / "here"
    folder.mkdir()

    def run(command, before="", **given):
        given = {"HOME": str(tmp_path / "home"), **given}
        changed = {name: value and value.replace("{folder}", str(folder)) for name, value in given.items()}
        for name in (name for name, value in changed.items() if value is None):
            monkeypatch.delenv(name, raising=False)
        kept = {name: value for name, value in changed.items() if value is not None}
        whole = [sys.executable, "-m", "ketacli", *command, "--store", str(path)]
        done = subprocess.run(
            ["/bin/sh", "-c", f'{before}exec "$@"', "sh", *whole] if before else whole,
            capture_output=True,
            check=False,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **kept},
        )
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout

    return run


@pytest.mark.parametrize(
    "given",
    sparing(SAME, SAME[0]),
    ids=lambda given: ascii(list(given.values()))[:60],
)
def test_the_answer_is_the_same_with(given, ran, keta, path):
    expected = keta("claims", "--format", "table", "--store", path).out
    assert "– NOT RATED · " in expected
    assert ran(("claims", "--format", "table"), **given).decode() == expected


@pytest.mark.parametrize("encoding", sparing(ENCODINGS, "ascii"))
def test_in_every_encoding_the_data_is_the_same(encoding, ran, keta, path):
    told = ran(("claims", "--json"), PYTHONIOENCODING=encoding).decode(encoding.partition(":")[0])
    assert json.loads(told) == json.loads(keta("claims", "--json", "--store", path).out)


@pytest.mark.parametrize("columns", sparing(WIDTHS, "0", "text"), ids=lambda value: ascii(value)[:12])
def test_no_width_changes_the_words_or_fills_the_memory(columns, keta, path, monkeypatch):
    for view in WIDE:
        monkeypatch.setenv("COLUMNS", "80")
        expected = keta(*view, "--store", path).out
        monkeypatch.setenv("COLUMNS", columns)
        told = keta(*view, "--store", path).out
        assert len(told) < 100_000
        if view[0] == "claims":
            assert "".join(told.split()) == "".join(expected.split())


@pytest.mark.parametrize("columns", sparing(WIDTHS, "0", "text"), ids=lambda value: ascii(value)[:12])
@pytest.mark.parametrize("words", [("--help",), ("claims", "--help"), ()], ids=str)
def test_no_width_keeps_help_and_front_page_from_being_shown(columns, words, keta, monkeypatch):
    monkeypatch.setenv("COLUMNS", columns)
    assert 500 < len(keta(*words).out) < 20_000


@pytest.mark.slow
@pytest.mark.parametrize("cache", ["{folder}/cache", "relative", None])
def test_a_current_folder_that_is_gone_changes_no_answer(cache, ran, keta, path):
    told = ran(("claims", "--json"), before='rmdir "$PWD"; ', XDG_CACHE_HOME=cache, HOME="/nowhere")
    assert told.decode() == keta("claims", "--json", "--store", path).out
