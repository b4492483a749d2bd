import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketacli.answer import SECTIONS, Answer, Context
from ketacli.errors import UsageError
from ketacli.formats import _fields, csv, render, showing
from ketacli.formats._page import Page
from ketacli.formats._text import Layout
from ketacli.model import Claim, Contradiction, Document, Study, Topic

RECORD = {
    "id": "a",
    "none": None,
    "yes": True,
    "number": 1.5,
    "list": ["x", "y"],
    "deep": {"level": "low", "empty": {}, "down": {"bias": 1, "other": None}},
    "parts": [{"text": "one", "names": ["p", "q"]}, {"text": None, "names": []}, {"text": "two", "names": ["r"]}],
}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("id", "a"),
        ("none", ""),
        ("yes", "true"),
        ("number", "1.5"),
        ("list", "x | y"),
        ("deep", "level=low, down=bias=1"),
        ("deep.level", "low"),
        ("deep.down.bias", "1"),
        ("deep.nothing", ""),
        ("id.nothing", ""),
        ("parts.text", "one |  | two"),
        ("parts.names", "p, q |  | r"),
        ("parts.nothing", ""),
        ("nothing", ""),
    ],
)
def test_a_cell_is_one_line(path, text):
    assert _fields.cell(RECORD, path) == text


@pytest.mark.parametrize(
    ("fields", "picked"),
    [
        ((), RECORD),
        (("id",), {"id": "a"}),
        (("deep.level", "id"), {"deep": {"level": "low"}, "id": "a"}),
        (("deep.down.bias",), {"deep": {"down": {"bias": 1}}}),
        (("parts.text",), {"parts": [{"text": "one"}, {"text": None}, {"text": "two"}]}),
        (("parts.text", "parts.names"), {"parts": RECORD["parts"]}),
        (("none.deeper",), {"none": None}),
    ],
)
def test_fields_pick_a_part_that_is_nested_as_the_whole(fields, picked):
    assert _fields.pick(RECORD, fields) == picked


@pytest.mark.parametrize("kind", [Claim, Document, Study, Contradiction, Topic])
def test_every_column_is_a_field(kind):
    _fields.check(_fields.COLUMNS[kind], [kind])


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (Claim, "as_"),
        (Claim, "quantities.as_"),
        (Claim, "id.x"),
        (Claim, ""),
        (Claim, "sides"),
        (Topic, "counts.x"),
        (Study, "stands_in.id"),
        (Claim, "counts"),
    ],
)
def test_what_is_no_field_is_refused(kind, path):
    with pytest.raises(UsageError) as refused:
        _fields.check([path], [kind])
    assert refused.value.message == f"No field `{path}`"


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (Claim, "quantities.as"),
        (Claim, "contradictions.others.claims"),
        (Study, "cite.author.family"),
        (Claim, "verdicts.partly"),
    ],
)
def test_a_field_is_called_as_in_the_schema(kind, path):
    _fields.check([path], [kind])


def test_a_field_of_one_kind_is_enough_where_kinds_are_mixed():
    _fields.check(["statement", "sides.says", "n", "aliases"], [kind for kinds in SECTIONS.values() for kind in kinds])


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("@cmd", "'@cmd"),
        ("-", "'-"),
        ("-1+1", "'-1+1"),
        ("-14", "-14"),
        ("-0.5", "-0.5"),
        ("\t=1", "' =1"),
        ("\r\n=1", "'  =1"),
        ("a=1", "a=1"),
        ("", ""),
        ("\x1b[31m", "<U+001B>[31m"),
    ],
)
def test_no_cell_starts_a_formula_or_acts_on_a_terminal(value, cell):
    assert csv.safe(value) == cell


@given(st.text())
def test_a_cell_begins_no_formula(value):
    cell = csv.safe(value)
    assert not cell.startswith(("=", "+", "@", "\t", "\r", "\n"))
    assert not cell.startswith("-") or float(cell) <= 0


@pytest.mark.parametrize("name", showing("records"))
def test_a_renderer_is_pure(name, capsys):
    answer = Answer("claims", {}, 0, context=Context())
    first = render(name, answer, Layout())
    assert isinstance(first, Page if name == "table" else str)
    again = render(name, answer, Layout())
    assert (again.text() if isinstance(again, Page) else again) == (first.text() if isinstance(first, Page) else first)
    assert capsys.readouterr() == ("", "")
