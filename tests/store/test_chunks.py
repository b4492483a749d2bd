"""The cut of a file into chunks, each of which can be read alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ketacli import open_store
from ketacli.store import chunks, parsing, strict_yaml
from tests.conftest import claim, dump, store


def cut(text, lists=None):
    """Return the chunks of a text: key, whether it is an item, line, text."""
    return [
        (chunk.kind, chunk.is_item, text.count("\n", 0, chunk.start), text[chunk.start : chunk.end])
        for chunk in chunks.split(text, lists)
    ]


@pytest.mark.parametrize("indent", ["", "  ", "    ", " "])
def test_a_block_list_is_cut_at_its_items_whatever_their_indent(indent):
    text = f"store:\n  title: x\nclaims:\n{indent}- id: a\n{indent}  b: 1\n{indent}- id: c\nsources:\n{indent}- d\n"
    assert cut(text) == [
        ("store", False, 0, "store:\n  title: x\n"),
        ("claims", True, 3, f"{indent}- id: a\n{indent}  b: 1\n"),
        ("claims", True, 5, f"{indent}- id: c\n"),
        ("sources", True, 7, f"{indent}- d\n"),
    ]


def test_comments_before_and_between_items_change_no_cut():
    text = "# head\n\nclaims:  # the claims\n\n# first\n  # - none\n  - a: 1\n# - b\n\n  - a: 2\n# tail\n"
    assert cut(text) == [("claims", True, 6, "  - a: 1\n# - b\n\n"), ("claims", True, 9, "  - a: 2\n# tail\n")]


def test_dashes_inside_a_block_scalar_are_no_items():
    text = "claims:\n  - a: |\n      - one\n      - two\n    b:\n      - three\n  - -1\n"
    assert [chunk[3] for chunk in cut(text)] == [text[8:-7], "  - -1\n"]


def test_an_item_may_begin_on_the_line_after_its_dash():
    assert [chunk[3] for chunk in cut("claims:\n-\n  a: 1\n- \n  a: 2\n")] == ["-\n  a: 1\n", "- \n  a: 2\n"]


def test_only_the_lists_that_are_named_are_cut_at_their_items():
    assert [chunk[:3] for chunk in cut("claim:\n- a\n- b\nclaims:\n- c\n", {"claims"})] == [
        ("claim", False, 0),
        ("claims", True, 4),
    ]


@pytest.mark.parametrize("head", ["---\n", "# a comment\n\n---\n"])
def test_a_marker_before_everything_is_passed_over(head):
    assert [(chunk[0], chunk[2], chunk[3]) for chunk in cut(f"{head}claims:\n- a\n")] == [
        ("claims", head.count("\n") + 1, "- a\n")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- id: a\n- id: b\n",
        " claims:\n   - a\n",
        "- a\nclaims:\n- b\n",
        " text\nclaims:\n- b\n",
        "---a",
        "--- a\n",
        "---\n- a\n",
        "text",
        "{claims: [a]}\n",
        '"claims":\n- a\n',
        "claims:\n- a\nclaims:\n- b\n",
        "? claims\n: - a\n",
        "claims:\n- a\n---\nclaims:\n- b\n",
        "claims:\n- a\n...\n",
        "%YAML 1.2\n---\nclaims:\n- a\n",
        "claims:#x\n- a\n",
    ],
)
def test_what_cannot_be_cut_is_one_piece(text):
    assert cut(text) == [("", False, 0, text)]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n", "# x\n---\n# y\n"])
def test_a_file_of_comments_has_no_pieces(text):
    assert cut(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "claims: [a, b]\n",
        "claims: []\n",
        "claims:\n",
        "claims:\n  a: 1\n",
        "claims: text\n",
        "claims: # none\nstore: 1\n",
    ],
)
def test_a_key_without_a_block_list_is_one_piece(text):
    assert {(chunk[0], chunk[1]) for chunk in cut(text)} <= {("claims", False), ("store", False)}
    assert "".join(chunk[3] for chunk in cut(text)) == text


def joined(text):
    """Return what the chunks of a text hold together, as the file would."""
    whole: dict[str, Any] = {}
    for chunk in chunks.split(text):
        parsed = strict_yaml.parse(text[chunk.start : chunk.end])
        if any(fault.check == "yaml-syntax" for fault in parsed.faults):
            return strict_yaml.parse(text).value
        if chunk.is_item:
            whole.setdefault(chunk.kind, []).extend(parsed.value)
        else:
            whole.update(parsed.value or {})
    return whole


TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], include_characters="\n"), max_size=30),
    st.lists(
        st.sampled_from(
            ["- a", "- id: b", "claims:", "  - c: 'd", '"', "#", "# x", "key: v", "", "...", "---", "|", "word, word"]
        ),
        max_size=6,
    ).map("\n".join),
    st.sampled_from(
        [
            "no",
            "on",
            "010",
            "1e5",
            "-.5",
            "2024-07-20",
            "1:30",
            "<<",
            "=",
            "&a",
            "*a",
            "!t",
            "null",
            "- ",
            "? a",
            "{a",
            "]",
        ]
    ),
)
SCALARS = st.one_of(
    TEXTS, st.integers(-(10**9), 10**9), st.booleans(), st.none(), st.floats(-1e6, 1e6).map(lambda x: round(x, 3))
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS.filter(bool), inner, max_size=3),
    max_leaves=6,
)
STORES = st.dictionaries(
    st.sampled_from(["claims", "sources", "topics", "store", "tolerance"]),
    st.lists(st.dictionaries(st.sampled_from(["id", "statement", "quote", "caveats"]), VALUES, max_size=4), max_size=4)
    | VALUES,
    max_size=4,
)


class Plain(yaml.SafeDumper):
    """Writes every value out."""

    def ignore_aliases(self, data):  # noqa: ARG002 - the dumper's signature
        return True


class Indented(Plain):
    """Indents lists below their keys."""

    def increase_indent(self, flow=False, indentless=False):  # noqa: ARG002, FBT002 - the dumper's signature
        return super().increase_indent(flow=flow, indentless=False)


LAYOUTS = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([True, False, None]),
        "indent": st.integers(2, 9),
        "width": st.sampled_from([20, 80, 10**6]),
        "explicit_start": st.booleans(),
    }
)


@given(STORES, st.sampled_from([Plain, Indented]), st.sampled_from([None, "'", '"', "|", ">"]), LAYOUTS)
def test_what_the_pieces_hold_together_is_what_the_file_holds(data, dumper, style, layout):
    styled: Any = type("Styled", (dumper,), {})
    styled.add_representer(str, lambda one, text: one.represent_scalar("tag:yaml.org,2002:str", text, style=style))
    text = yaml.dump(data, Dumper=styled, allow_unicode=True, **layout)
    if yaml_reads(text, data):
        assert joined(text) == data


def yaml_reads(text, data):
    """Whether PyYAML reads its own text: its block scalars are not always sound."""
    try:
        return bool(yaml.safe_load(text) == data)
    except yaml.YAMLError:
        return False


@given(STORES, st.integers(0, 4))
def test_json_is_read_as_json(data, indent):
    text = json.dumps(data, indent=indent or None, ensure_ascii=False)
    assert joined(text) == data


@given(st.text("claims:\n -#'\"|>[]{},?&x ", max_size=60))
def test_cutting_loses_no_content_and_parsing_never_fails_by_accident(text):
    covered: set[int] = set()
    for chunk in chunks.split(text):
        strict_yaml.parse(text[chunk.start : chunk.end], placed=True)
        covered.update(range(chunk.start, chunk.end))
    left = "".join(char if number not in covered else "\n" if char == "\n" else "" for number, char in enumerate(text))
    for line in left.splitlines():
        assert (
            not line.strip()
            or line.lstrip().startswith("#")
            or line.rstrip() == "---"
            or line.rstrip(" ").split("#")[0].rstrip().endswith(":")
        )


def test_a_store_that_a_cut_would_tear_is_read_whole(folder):
    torn = dump(store()).replace('"The figure is of eight people."', '"The figure\n- is of\n- eight people."')
    opened = open_store(folder({"store.yaml": torn}))
    found = opened.claims()
    assert [one.id for one in found] == ["relapse-mean-19-days", "benefit-lasts"]
    assert found[0].caveats[0].text == "The figure - is of - eight people."
    assert (opened.size, opened.ids("claim")) == (2, ["relapse-mean-19-days", "benefit-lasts"])


@pytest.mark.parametrize("write", [dump, lambda data: json.dumps(data, indent=1), json.dumps])
def test_a_store_is_the_same_in_block_and_flow_style(folder, write):
    assert open_store(folder({"store.yaml": write(store())})).claims() == open_store(folder(store(), "other")).claims()


def test_a_store_that_is_a_list_or_indented_is_refused_and_not_taken_for_empty(folder, refused):
    assert refused(folder({"claims.yaml": dump([claim()])})) == [
        "store/claims.yaml:1:1: error: expected a mapping with keys such as `claims:` (schema)"
    ]


def test_an_indented_store_is_read(folder):
    indented = "".join(f"  {line}\n" for line in dump(store()).splitlines())
    assert open_store(folder({"store.yaml": indented})).size == 2


def digest(text):
    file = parsing.File("f", text, "", [])
    return parsing.digest(file, *parsing.split(file))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("claims:\n- a: |+\n    x\n", "claims:\n- a: |+\n    x\n\n\n"),
        ("claims:\n- a: |\n    x", "claims:\n- a: |\n    x\n"),
        ("claims:\n- a: x\n", "claims:\n- a: x\u00a0\n"),
        ("claims:\n- a: 'x'\n", "claims:\n- a: 'x'\u00a0\n"),
        ("claims:\n- a: x\n", "claims:\n- a: x\u2003\n"),
        ("claims:\n- a: |\n    x\n", "claims:\n- a: |\n    x\n     \n"),
        ("claims:\n- a: x\n", "sources:\n- a: x\n"),
    ],
)
def test_what_may_read_otherwise_is_another_piece(one, other):
    assert digest(one) != digest(other)


def test_empty_lines_behind_a_record_make_it_no_other_piece():
    assert digest("claims:\n- a: x\n") == digest("claims:\n- a: x\n\n\n")
