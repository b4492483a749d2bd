"""Every view on every terminal: narrow or wide, in colour or without, of letters of any width, with UTF-8 or ASCII alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import sparing
from tests.stores import figures, full

if TYPE_CHECKING:
    from pathlib import Path

WIDTHS = (40, 80, 120, 200)
SHOWN = ("remission-85-percent", "works-during-sleep", "trial-2024", "overview", "relapse", "how-many-remit")
VIEWS = {
    "claims": ("claims",),
    "claims of a topic": ("claims", "--topic", "relapse"),
    "counts": ("claims", "--count", "topic"),
    "fields": ("claims", "--fields", "id,statement,topics,source"),
    "topics": ("topics",),
    "sources": ("sources",),
    "contradictions": ("contradictions",),
    **{f"show {name}": ("show", name) for name in SHOWN},
    "summary": ("summary",),
    "compare": ("compare",),
    "timing": ("plot", "timing"),
    "rates": ("plot", "rates"),
}
DRAWN = ("compare", "timing", "rates")
"""Views that lie in columns: what stands where depends on the width."""

WIDE = "日本語のとても長い文は空白がないので折り返す必要がありますこれはとても長い文です終わり"
COMBINING = "cafe\u0301s na\u0308hern sich नमस्ते 한국어 🙂 ≥½ × −1"
LONG = "https://example.org/a-very-long-address/that-has-no-blank/and-goes-on-and-on/0123456789abcdef0123456789abcdef"
_TEXTS = {"statement", "text", "says", "why", "resolution", "name", "title", "note", "result", "limitations", "author"}
_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
_RULES = re.compile(r"[\s─-]")


def strange(value: Any, key: str = "") -> Any:
    """Return a store in which every text for reading goes on with letters of all widths."""
    if isinstance(value, dict):
        return {name: strange(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [strange(one, key) for one in value]
    return f"{value} {WIDE} {COMBINING} {LONG}" if key in _TEXTS and isinstance(value, str) else value


@pytest.fixture
def path(kept):
    """Return the store that has something for a view."""

    def choose(view: str) -> Path:
        content = figures() if view in DRAWN else full()
        plain = {name: content.pop(name) for name in ("store", "tolerance")}
        found: Path = kept(f"strange {view in DRAWN}", lambda: {**plain, **strange(content)})
        return found

    return choose


def cells(line: str) -> int:
    """Return how wide a line is, as another program than keta has it."""
    from rich.cells import cell_len

    return cell_len(line)


@pytest.mark.parametrize("letters", sparing(["utf-8", "ascii"], "utf-8"))
@pytest.mark.parametrize("view", sparing(VIEWS, "claims", "counts", "contradictions", "summary", "compare", "timing"))
def test_no_view_is_wider_than_the_terminal_and_none_is_cut(keta, monkeypatch, path, view, letters):
    is_ascii = letters == "ascii"
    store = path(view)
    monkeypatch.setattr("ketacli.cli._output._is_unicode", lambda: not is_ascii)
    told = set()
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        form = () if view in ("timing", "rates") else ("--format", "table")
        ran = keta(*VIEWS[view], *form, "--store", store)
        assert [line for line in ran.out.splitlines() if cells(line) > width] == []
        assert (ran.err, ran.out.isascii() or not is_ascii) == ("", True)
        coloured = keta(*VIEWS[view], *form, "--store", store, "--color", "always").out
        assert (_ESCAPE.sub("", coloured), coloured != ran.out) == (ran.out, True)
        letters = _RULES.sub("", ran.out).replace(":", "")  # narrow labels end in colons
        told.add("".join(sorted(letters)) if is_ascii else letters)  # `...` for `…` can make a label wrap in its column
    if view not in (*DRAWN, "summary"):
        # The same from end to end: only where lines end has changed.
        assert len(told) == 1


@pytest.mark.parametrize("view", [*DRAWN, "summary"])
def test_views_in_columns_show_every_figure_at_every_width(keta, monkeypatch, kept, view):
    store = kept("figures", figures)
    shown = []
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        out = keta(*VIEWS[view], "--store", store).out
        shown.append(sorted(re.findall(r"\d+(?:\.\d+)?%|[◆●□]|⇄\d|!\d|\bcontested\b", out)))
    assert [len(one) > 0 for one in shown] == [True] * len(WIDTHS)
    if view in ("compare", "summary"):
        assert shown[1:] == shown[:-1]


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_colour_is_left_out_where_it_is_not_wanted(keta, monkeypatch, kept, environment):
    store = kept("full", full)
    assert "\x1b[" in keta("claims", "--store", store).out
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert "\x1b" not in keta("claims", "--store", store).out
    assert "\x1b[" in keta("claims", "--store", store, "--color", "always").out


@pytest.mark.parametrize("columns", ["1", "19", "20"])
def test_no_terminal_is_taken_for_narrower_than_twenty_columns(keta, monkeypatch, kept, columns):
    monkeypatch.setenv("COLUMNS", columns)
    out = keta("claims", "--format", "table", "--store", kept("full", full)).out
    assert 14 < max(map(cells, out.splitlines())) <= 20
