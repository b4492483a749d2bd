from __future__ import annotations

import pytest

from ketacli.store import indents, strict_yaml


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('- id: a\n  statement: "x"\n source: b\n', 2, "the line is indented by 1 space: expected 2, as `statement`"),
        (
            '- id: a\n  statement: "x"\n    source: b\n',
            2,
            "the line is indented by 4 spaces: expected 2, as `statement`",
        ),
        ("- id: a\n  statement: x\n    source: b\n", 2, "the line is indented by 4 spaces: expected 2, as `statement`"),
        ("- id: a\n   topics: [b]\n  source: b\n", 1, "the line is indented by 3 spaces: expected 2, as `id`"),
        (
            "- id: a\n  statement: x\n    goes on\n   b: c\n",
            3,
            "the line is indented by 3 spaces: expected 2, as `statement`",
        ),
        ("  - id: a\n - id: b\n", 1, "the line is indented by 1 space: expected 2, as `id`"),
        (
            "- id: a\n  evidence:\n    - source: b\n       note: c\n",
            3,
            "the line is indented by 7 spaces: expected 6 or 2, as `source`",
        ),
    ],
)
def test_a_wrong_indentation_is_named_with_what_was_expected(text, line, message):
    found = indents.slip(text, strict_yaml.parse(text).faults[-1].line)
    assert found is not None
    assert (found.line, found.message) == (line, f"not YAML: {message}")
    assert strict_yaml.parse(indents.mended(text, found)).faults == []


@pytest.mark.parametrize(
    "text", ['- id: "a\n', "- id: [a\n  b: c\n", "- id: a: b\n", "- a: |\n    text\n   b: c\n", '"x"\n b: c\n']
)
def test_trouble_of_another_kind_is_left_to_the_parser(text):
    assert indents.slip(text, strict_yaml.parse(text).faults[-1].line) is None
