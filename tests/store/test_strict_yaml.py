"""The strict YAML of a store: what is refused, where, and with what advice."""

from __future__ import annotations

import pytest

from ketacli.store import schema, strict_yaml

QUOTE = "put the text in quotes"
COMMENT = "put the text in quotes, or the comment on a line of its own"
NUMBER = "write a decimal number, or put it in quotes"
WHERE_NEEDED = "write the value out where it is needed"
OUT = "take it out"
TAG = "take it out: a store has text, numbers, true, false and null"
BROKEN = "look for a quote or bracket that is never closed"
INDENT = "look at the indentation, and for text that needs quotes"


def said(text, root=()):
    """Return what is said against a text: `line:column: message (check) -> hint`."""
    faults = strict_yaml.parse(text, root=root, prose=schema.prose()).faults
    return [f"{f.line + 1}:{f.column + 1}: {f.message} ({f.check}) -> {f.hint}" for f in faults]


def value(text):
    parsed = strict_yaml.parse(text, prose=schema.prose())
    assert parsed.faults == []
    return parsed.value


@pytest.mark.parametrize("text", ["yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF"])
def test_a_word_that_older_yaml_reads_as_a_boolean_is_refused(text):
    assert said(f"a:\n  b: {text}\n") == [
        f'2:6: `{text}` is read as true or false (ambiguous-scalar) -> write `"{text}"`, or true or false'
    ]


@pytest.mark.parametrize(
    "text",
    [
        "010",
        "-010",
        "00",
        "08",
        "0o14",
        "0b11",
        "0x1F",
        "0XFF",
        "1_000",
        "1_000.5",
        "1.5_0",
        ".5_0",
        "0_1",
        "012.5",
        "012e3",
        ".inf",
        "-.inf",
        ".INF",
        ".nan",
        ".NaN",
    ],
)
def test_a_number_that_programs_read_differently_is_refused(text):
    assert said(f"a: [1, {text}]\n") == [f"1:8: `{text}` is read as different numbers (ambiguous-scalar) -> {NUMBER}"]


@pytest.mark.parametrize("text", ["1e5", "1E5", "1e-5", "1.5e3", "-.5", "+.5", ".5e3", "0e0"])
def test_a_number_that_only_newer_yaml_reads_as_one_is_refused(text):
    assert said(f"a: {text}\n") == [
        f"1:4: `{text}` is read as a number by some and as text by others (ambiguous-scalar) -> {NUMBER}"
    ]


@pytest.mark.parametrize("text", ["1:30", "12:30:45", "-190:20:30", "1:30.5"])
def test_a_number_of_base_sixty_is_refused(text):
    assert said(f"a: {text}\n") == [
        f'1:4: `{text}` is read as a number of base sixty (ambiguous-scalar) -> write `"{text}"`'
    ]


@pytest.mark.parametrize("text", ["2024-07-20", "2024-7-2", "2024-07-20T10:00:00Z", "2024-07-20 10:00:00"])
def test_a_date_without_quotes_is_refused(text):
    assert said(f"a: {text}\n") == [f'1:4: `{text}` is read as a date (ambiguous-scalar) -> write `"{text}"`']


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0", 0),
        ("-0", 0),
        ("+12", 12),
        ("19", 19),
        ("-7", -7),
        ("0.5", 0.5),
        (".5", 0.5),
        ("1.", 1.0),
        ("1.5e+3", 1500.0),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("Norway", "Norway"),
        ("nope", "nope"),
        ("2024-07", "2024-07"),
        ("10:99", "10:99"),
        ("003_b2a1678aa35909c5.txt", "003_b2a1678aa35909c5.txt"),
        ("1.2.3", "1.2.3"),
        ("0xyz", "0xyz"),
        ("+", "+"),
        ("²", "²"),
        ("'no'", "no"),
        ('"010"', "010"),
        ('"2024-07-20"', "2024-07-20"),
        ("=", "="),
    ],
)
def test_what_an_unquoted_scalar_means_is_what_yaml_1_2_says(text, meant):
    found = value(f"a: {text}\n")["a"]
    assert (found, type(found)) == (meant, type(meant))


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, "9" * 5000, "1.0e+19", "-1.0e+999", "9223372036854775808.0"])
def test_a_number_beyond_64_bits_is_refused_at_its_place(number):
    shown = str(number) if len(str(number)) <= 40 else f"{'9' * 39}…"
    assert said(f"a:\n  - {number}\n") == [
        f"2:5: `{shown}` is beyond 64 bits (ambiguous-scalar) -> write a number of at most 18 digits, or text in quotes where a field wants text"
    ]


@pytest.mark.parametrize("number", [2**63 - 1, -(2**63), 9.2e18])
def test_a_number_of_64_bits_is_read(number):
    assert value(f"a: {number!r}\n") == {"a": number}


def test_a_key_that_stands_twice_is_refused_at_its_second_place():
    assert said("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n") == [
        "5:3: the key `c` stands here a second time (duplicate-key) -> keep one of the two"
    ]
    assert said("{a: 1, b: 2, 'a': 3}\n") == [
        "1:14: the key `a` stands here a second time (duplicate-key) -> keep one of the two"
    ]


@pytest.mark.parametrize("key", ["1", "1.5", "true", "null", "~", "no", "2024-07-20", "1:30", "0x1F", "1e5"])
def test_a_key_that_is_no_text_is_refused(key):
    assert said(f"a:\n  {key}: 1\n") == [
        f'2:3: a key must be text, got `{key}` (key-not-text) -> write `"{key}":` or another key'
    ]


@pytest.mark.parametrize("text", ["? [a, b]\n: c\n", "? {a: b}\n: c\n", "{[a]: c}\n"])
def test_a_key_that_is_a_collection_is_refused(text):
    assert said(text) == [f"1:{3 if text[0] == '?' else 2}: a key must be text (key-not-text) -> "]


def test_a_quoted_key_may_look_like_anything():
    assert value('"1": a\n"no": b\n') == {"1": "a", "no": "b"}


def test_anchors_aliases_and_merge_keys_are_refused_each_at_its_place():
    assert said("a: &x\n  b: 1\nc: *x\nd:\n  <<: *x\n") == [
        f"1:4: an anchor, `&x` (alias) -> {WHERE_NEEDED}",
        "3:4: an alias, `*x` (alias) -> write the value out",
        "5:3: a merge key, `<<` (alias) -> write the keys out",
        "5:7: an alias, `*x` (alias) -> write the value out",
    ]


@pytest.mark.parametrize("text", ["? [*x, *x]\n: 1\n", "a: " + "[" * 25 + "*x, *x" + "]" * 25 + "\n"])
def test_an_alias_inside_what_is_not_read_is_refused_all_the_same(text):
    assert [line for line in said(text) if "(alias)" in line] == [
        f"1:{text.index('*x') + 1}: an alias, `*x` (alias) -> write the value out",
        f"1:{text.rindex('*x') + 1}: an alias, `*x` (alias) -> write the value out",
    ]


def test_an_alias_as_key_brings_no_other_fault_with_it():
    assert said("a: &x b\n*x : c\nd: e\n") == [
        f"1:4: an anchor, `&x` (alias) -> {WHERE_NEEDED}",
        "2:1: an alias, `*x` (alias) -> write the value out",
    ]


def test_a_quoted_merge_key_is_a_key():
    assert value('"<<": 1\n') == {"<<": 1}


@pytest.mark.parametrize(
    ("text", "tag", "column"),
    [
        ("a: !!str 1\n", "tag:yaml.org,2002:str", 4),
        ("a: !x [1]\n", "!x", 4),
        ("a: ! b\n", "!", 4),
        ("!!python/name:os.system a: 1\n", "tag:yaml.org,2002:python/name:os.system", 1),
    ],
)
def test_a_tag_is_refused(text, tag, column):
    assert said(text) == [f"1:{column}: a tag, `{tag}` (tag) -> {TAG}"]


def test_a_second_document_is_refused():
    assert said("a: 1\n---\nb: 2\n") == [
        "2:1: a second document in one file (several-documents) -> keep one document a file"
    ]


def test_deep_nesting_is_refused_where_it_gets_too_deep():
    depth = strict_yaml.MAX_DEPTH
    assert value("[" * depth + "]" * depth) is not None
    assert said("[" * (depth + 1) + "1, {a: b}" + "]" * (depth + 1)) == [
        f"1:{depth + 1}: nested deeper than {depth} levels (depth) -> "
    ]


def test_nesting_without_end_is_one_fault_and_what_stands_behind_it_is_not_read():
    text = "[" * 1_100 + "]" * 1_100 + "\n: {"
    assert said(text) == ["1:25: nested deeper than 24 levels (depth) -> "]
    assert strict_yaml.parse(text).value is None


def test_a_chunk_that_is_words_and_a_comment_is_no_value_that_a_comment_could_cut():
    assert value("plain words # and more") == "plain words"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "a: b: c\n",
            "1:5: not YAML: mapping values are not allowed in this context",
            "put the text in quotes: it holds `: `",
        ),
        ("b: 1\na: 'x\n", "2:4: not YAML: found unexpected end of stream", BROKEN),
        ("b: 1\na: [x, 'y z'\n", "2:4: not YAML: did not find expected ',' or ']'", BROKEN),
        (
            "a: @x\n",
            "1:4: not YAML: found character that cannot start any token",
            "put the text in quotes: it begins with a character that YAML keeps for itself",
        ),
        (
            'a: "\\q"\n',
            "1:5: not YAML: found unknown escape character",
            r"inside double quotes write `\\` for a backslash, or use single quotes",
        ),
        ("a: 'x' y\n", "1:8: not YAML: did not find expected key", INDENT),
        ("a: - b\n", "1:4: not YAML: block sequence entries are not allowed in this context", INDENT),
        ("'a\n---\nb'\n", "1:1: not YAML: found unexpected document indicator", BROKEN),
        ("a: ]\n", "1:4: not YAML: did not find expected node content", ""),
    ],
)
def test_what_is_no_yaml_is_refused_where_it_begins_to_be_none(text, message, hint):
    assert said(text) == [f"{message} (yaml-syntax) -> {hint}"]
    assert strict_yaml.parse(text).value is None


@pytest.mark.parametrize("escape", [r"\0", r"\e[31m", r"\x7f", r"\x85", r"\u2028", r"\uFEFF"])
def test_an_escape_for_a_control_character_is_refused(escape):
    found = said(f'a: "x{escape}"\n')
    code = {r"\0": "0000", r"\e[31m": "001B", r"\x7f": "007F", r"\x85": "0085", r"\u2028": "2028", r"\uFEFF": "FEFF"}[
        escape
    ]
    assert found == [f"1:4: an escape for U+{code}, which has no place in a store (encoding) -> {OUT}"]


def test_escapes_for_tabs_line_breaks_and_letters_are_fine():
    assert value(r'a: "\t\n\u00e9\U0001F600"') == {"a": "\t\né😀"}


CLAIM = ("claims",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "quote: [one, two]\n",
            [
                "1:9: unquoted text inside brackets, `one`: a comma would split it",
                "1:14: unquoted text inside brackets, `two`: a comma would split it",
            ],
        ),
        ("quote: [one two]\n", ["1:9: unquoted text inside brackets, `one two`: a comma would split it"]),
        (
            "caveats:\n  - {kind: sample-size, text: Small, uncontrolled}\n",
            ["2:38: `uncontrolled` has no value: a comma has split what stands here"],
        ),
        (
            "caveats: [{text: Two people only}]\n",
            ["1:18: unquoted text inside brackets, `Two people only`: a comma would split it"],
        ),
        (
            "scope: {population: adults with depression}\n",
            ["1:21: unquoted text inside brackets, `adults with depression`: a comma would split it"],
        ),
        ("scope: {population: }\n", ["1:9: `population` has no value: a comma has split what stands here"]),
        ("caveats: [{text: one\n  two}]\n", ["1:18: unquoted text inside brackets, `one two`: a comma would split it"]),
        (
            "caveats: [{text: " + "word " * 20 + "}]\n",
            [f"1:18: unquoted text inside brackets, `{'word ' * 7}word…`: a comma would split it"],
        ),
    ],
)
def test_unquoted_prose_inside_brackets_is_refused(text, expected):
    assert said(text, CLAIM) == [f"{one} (unquoted-prose) -> {QUOTE}" for one in expected]


@pytest.mark.parametrize(
    ("text", "place", "shown"),
    [
        ("statement: Half of them #2 got saline\n", "1:12", "Half of them"),
        ("statement: Half #2 got saline\n", "1:12", "Half"),
        ("caveats:\n  - text: Half  # of them\n", "2:11", "Half"),
        ("anything: two words # a note\n", "1:11", "two words"),
        ("quote:\n  - 😀é # of them\n", "2:5", "😀é"),
    ],
)
def test_a_comment_behind_unquoted_prose_is_refused(text, place, shown):
    assert said(text, CLAIM) == [
        f"{place}: a comment behind unquoted text, `{shown}`: is the `#` part of it? (unquoted-prose) -> {COMMENT}"
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("topics: [relapse, safety]\n", {"topics": ["relapse", "safety"]}),
        ("id: relapse # the first\n", {"id": "relapse"}),
        ("value: 19 # days\n", {"value": 19}),
        ("statement: Half, of them;\n", {"statement": "Half, of them;"}),
        ("statement: 'Half #2' # quoted\n", {"statement": "Half #2"}),
        ("statement: issue#2\n", {"statement": "issue#2"}),
        ("statement: two\n  lines\n", {"statement": "two lines"}),
        ('statement: "two\n  lines,\n\n  three"\n', {"statement": "two lines,\nthree"}),
        ("statement: |\n  two # words\n  - lines\n", {"statement": "two # words\n- lines\n"}),
        ("statement: >-\n  two,\n  lines\n", {"statement": "two, lines"}),
        (
            'scope: {population: "adults, with", outcome: null}\n',
            {"scope": {"population": "adults, with", "outcome": None}},
        ),
        ('quote: ["one", "two three"]\n', {"quote": ["one", "two three"]}),
        ("# all\n# comments\n", None),
        ("", None),
    ],
)
def test_what_yaml_cannot_cut_short_is_fine(text, meant):
    parsed = strict_yaml.parse(text, root=CLAIM, prose=schema.prose())
    assert (parsed.faults, parsed.value) == ([], meant)


def test_lines_and_columns_count_from_nought():
    parsed = strict_yaml.parse("a: 1\nb: no\n", placed=True)
    assert [(fault.line, fault.column) for fault in parsed.faults] == [(1, 3)]
    assert parsed.places == {(): (0, 0), ("a", "@"): (0, 0), ("a",): (0, 3), ("b", "@"): (1, 0), ("b",): (1, 3)}


def test_places_of_nested_values_are_kept_by_their_routes():
    assert strict_yaml.parse("- a: [1, {b: c}]\n", placed=True).places == {
        (): (0, 0),
        (0,): (0, 2),
        (0, "a", "@"): (0, 2),
        (0, "a"): (0, 5),
        (0, "a", 0): (0, 6),
        (0, "a", 1): (0, 9),
        (0, "a", 1, "b", "@"): (0, 10),
        (0, "a", 1, "b"): (0, 13),
    }
