"""`keta check --fix`: what has one right answer is fixed, and not a byte more."""

from __future__ import annotations

import shutil
from hashlib import sha256
from itertools import pairwise

import pytest

from tests.conftest import DATA

BEFORE = """\
# The head.

store: {title: "T",   version: "1"}   # odd  spaces

sources:   # behind a key
  # about trial
  - id: trial
    kind: study
    title: 'A trial'     # single quotes
  # --- a section of its own ---

  # about page
  - id: page
    kind: document
    title: "A page"
    file: page.txt
    sha256: "0000000000000000000000000000000000000000000000000000000000000000"   # of the file
    passed_over:
      - { passage: [ 40,  52 ], reason: heading }   # the subtitle

claims:
  # about b
  - id: b
    statement: "B holds."
    source: page
    quote: 'the second one’s word'   # curly
    topics: [ t ]
    passage: [54, 87]       # where
    evidence: [{source: trial, verdict: supports}]
  # about a
  - id: a
    statement: "A holds."
    source: page
    quote: "first thing"
    topics: [t]
    passage: [9, 38]
    # a trailing comment of a
# in the first column
topics:
  - {id: t, name: "T"}   # last
# the end
"""
TEXT = "A new title\n\nHeading\n\nHere the first thing is told.\n\nThe subtitle\n\nThen the second one's word falls.\n"
AFTER = (
    BEFORE.replace("0" * 64, sha256(TEXT.encode()).hexdigest())
    .replace("'the second one’s word'", '"the second one\'s word"')
    .replace("[ 40,  52 ]", "[53, 65]")
    .replace("[9, 38]", "[22, 51]")
    .replace("[54, 87]", "[67, 100]")
)


def blocks(text: str, *names: str) -> list[str]:
    """Return the texts between these beginnings of lines."""
    places = [text.index(name) for name in names]
    return [text[start:end] for start, end in pairwise(places)]


@pytest.fixture
def faulty(tmp_path, monkeypatch):
    folder = tmp_path / "s"
    folder.mkdir()
    (folder / "store.yaml").write_text(BEFORE)
    (folder / "page.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    return folder


def test_order_passages_digests_and_quotes_are_mended_and_nothing_else(keta, faulty):
    ran = keta("check", "s", "--documents", "s", "--fix", code=1)
    assert ran.err.splitlines() == [
        "fixed s/store.yaml: a: the passage, 9 to 38, is now 22 to 51",
        "fixed s/store.yaml: b: the passage, 54 to 87, is now 67 to 100",
        "fixed s/store.yaml: page: passed_over[0], 40 to 52, is now 53 to 65",
        "fixed s/store.yaml: page: the digest of the file as it is now",
        "fixed s/store.yaml: b: the quote as it stands in the document, `the second one's word`",
        "fixed s/store.yaml: sources: in order",
        "fixed s/store.yaml: claims: in order",
    ]
    names = (
        "sources:",
        "  # about trial",
        "  # ---",
        "  # about page",
        "\nclaims:",
        "  # about b",
        "  # about a",
        "# in the",
        "# the end",
    )
    head, trial, section, page, between, b, a, topics = blocks(AFTER, *names)
    wanted = AFTER[: AFTER.index("sources:")] + head + page + section + trial + between + a + b + topics + "# the end\n"
    assert (faulty / "store.yaml").read_text() == wanted
    assert "1 problem (1 error" in ran.out  # the headings before the first claim are nobody's guess
    assert keta("check", "s", "--documents", "s", "--fix", code=1).err == ""


def test_a_quote_that_is_gone_stays_an_error(keta, faulty):
    (faulty / "page.txt").write_text(TEXT.replace("first thing", "only thing"))
    ran = keta("check", "s", "--documents", "s", code=1)
    assert "Of the quotes of its claims 1 has moved, 1 is gone (a) (document-digest)" in ran.out
    ran = keta("check", "s", "--documents", "s", "--fix", code=1)
    assert "a: quote: `first thing` does not stand in the document (quote-in-document)" in ran.out
    assert "(document-digest)" not in ran.out


OLD = "Bread\n\nBread keeps for a week. It tastes best warm. Nobody is allergic to rye.\n\nHow to keep it\n\nIn paper it goes dry.\n"
NEW = (
    "A preface that nobody had asked for.\n\nBread keeps for a week. It tastes better warm.\n\nHow to keep it, and where\n\n"
    "In paper it goes dry. Salt helps.\n"
)
LOAF = """\
sources:
  - id: page
    kind: document
    title: "Bread"
    file: page.txt
    sha256: "%s"
    passed_over:
      - {passage: [0, 5], reason: heading}
      - {passage: [80, 94], reason: heading}
claims:
  - id: keeps
    topics: [t]
    statement: "A loaf lasts seven days."
    source: page
    quote: "keeps for a week"
    passage: [7, 30]
  - id: warm
    topics: [t]
    statement: "Eat it hot."
    source: page
    quote: "It tastes best warm"
    passage: [31, 51]
  - {id: rye, topics: [t], statement: "Rye harms none.", source: page, quote: "Nobody is allergic to rye", passage: [52, 78]}
  - id: paper
    topics: [t]
    statement: "Paper dries it."
    source: page
    quote: "goes dry"
    passage: [96, 117]
topics:
  - {id: t, name: "T"}
"""


def test_when_a_document_changes_each_cause_is_one_problem_after_fixing(keta, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = LOAF % sha256(OLD.encode()).hexdigest()
    (tmp_path / "page.txt").write_text(OLD)
    (tmp_path / "store.yaml").write_text(store)
    assert keta("check", "store.yaml", "--documents", ".").out.startswith("No problems")
    (tmp_path / "page.txt").write_text(NEW)
    ran = keta("check", "store.yaml", "--documents", ".", "--fix", code=1)
    assert ran.err.splitlines() == [
        "fixed store.yaml: keeps: the passage, 7 to 30, is now 38 to 61",
        "fixed store.yaml: warm: the passage, 31 to 51, is now 62 to 84",
        "fixed store.yaml: rye: without its passage, for its quote is gone",
        "fixed store.yaml: paper: the passage, 96 to 117, is now 113 to 134",
        "fixed store.yaml: page: passed_over[1], 80 to 94, is now 86 to 111",
        "fixed store.yaml: page: without passed_over[0], which stands nowhere now",
        "fixed store.yaml: page: the digest of the file as it is now",
        "fixed store.yaml: claims: in order",
    ]
    assert [line.partition("error: ")[2] for line in ran.out.splitlines() if ": error: " in line] == [
        "page: id: nothing covers 0 to 36, `A preface that nobody had asked for.` (document-coverage)",
        "page: id: nothing covers 135 to 146, `Salt helps.` (document-coverage)",
        "rye: quote: `Nobody is allergic to rye` does not stand in the document (quote-in-document)",
        "warm: quote: `It tastes best warm` does not stand in the document (quote-in-document)",
    ]
    assert keta("check", "store.yaml", "--documents", ".", "--fix", code=1).err == ""


def test_passages_of_a_document_that_only_moved_down_all_move_with_it(keta, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text("\n\n" + OLD)
    store = LOAF % sha256(OLD.encode()).hexdigest()
    (tmp_path / "store.yaml").write_text(store.replace("claims:\n", "      - {reason: not-read-yet}\nclaims:\n"))
    ran = keta("check", "store.yaml", "--documents", ".", "--fix")
    assert ran.out.startswith("No problems")
    assert [line for line in ran.err.splitlines() if "passed_over" in line] == [
        "fixed store.yaml: page: passed_over[0], 0 to 5, is now 2 to 7",
        "fixed store.yaml: page: passed_over[1], 80 to 94, is now 82 to 96",
    ]


BREWED = """\
sources:
  - {id: page, kind: document, title: "Brewed", file: page.txt, sha256: "%s"}
claims:
  - {id: calm, topics: [t], statement: "It soothes.", source: page, quote: "Milk calms", passage: [0, 11]}
  - {id: awake, topics: [t], statement: "It prevents sleep.", source: page, quote: "coffee keeps awake", passage: [%d, %d]}
topics:
  - {id: t, name: "T"}
"""


@pytest.mark.parametrize(
    ("link", "kept"),
    [("; ", "coffee keeps awake."), (", and ", "Tea wakes, and coffee keeps awake.")],
)
def test_the_passage_of_a_clause_is_the_clause_again_if_that_begins_after_a_mark_else_the_sentence(
    keta, tmp_path, link, kept
):
    old, new = (f"Milk calms. {more}Tea wakes{link}coffee keeps awake." for more in ("", "Water does neither. "))
    start = old.index("coffee")
    (tmp_path / "page.txt").write_text(new)
    (tmp_path / "store.yaml").write_text(BREWED % (sha256(old.encode()).hexdigest(), start, len(old)))
    ran = keta("check", tmp_path, "--documents", tmp_path, "--fix", code=1)
    there = new.index(kept)
    moved = f"the passage, {start} to {len(old)}, is now {there} to {there + len(kept)}"
    assert [line.partition("awake: ")[2] for line in ran.err.splitlines() if "awake: " in line] == [moved]


def test_a_stale_passage_of_a_lost_claim_buries_nothing(keta, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(OLD)
    store = LOAF % sha256(OLD.encode()).hexdigest()
    (tmp_path / "store.yaml").write_text(
        store.replace("It tastes best warm", "It tastes good").replace("[31, 51]", "[30, 50]")
    )
    ran = keta("check", "store.yaml", "--documents", ".", code=1)
    assert [line.partition("error: ")[2] for line in ran.out.splitlines() if ": error: " in line] == [
        "warm: quote: `It tastes good` does not stand in the document (quote-in-document)"
    ]


def test_a_document_that_moved_down_keeps_every_passage_of_a_claim(keta, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    keta("init", "tea")
    page = tmp_path / "tea" / "example-page.txt"
    page.write_text("One more line.\n\n" + page.read_text())
    keta("check", "tea", "--documents", "tea", "--fix", code=1)
    assert "passage" not in (tmp_path / "tea" / "claims.yaml").read_text()
    assert sha256(page.read_bytes()).hexdigest() in (tmp_path / "tea" / "sources.yaml").read_text()


def test_a_missing_digest_is_put_behind_the_file(keta, faulty):
    keta("check", "s", "--documents", "s", "--fix", code=1)
    path = faulty / "store.yaml"
    whole = path.read_text()
    path.write_text("".join(line for line in whole.splitlines(keepends=True) if "sha256" not in line))
    ran = keta("check", "s", "--documents", "s", code=1)
    assert (
        "page: file: `page.txt` has no digest here, so that a changed file would not be noticed (document-digest)"
        in ran.out
    )
    assert keta("check", "s", "--documents", "s", "--fix", code=1).err == (
        "fixed s/store.yaml: page: the digest of the file as it is now\n"
    )
    assert path.read_text() == whole.replace("   # of the file", "")  # the comment went with its line


def test_the_shipped_store_has_nothing_to_fix(keta, tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    before = {path.name: path.read_bytes() for path in (tmp_path / "data").iterdir()}
    keta("check", tmp_path / "data", "--fix")
    assert {path.name: path.read_bytes() for path in (tmp_path / "data").iterdir()} == before


def test_no_store_is_fixed_that_is_not_named(keta):
    assert keta("check", "--fix", code=2).err == "error: No store to fix\n\nhint: name it: `keta check STORE --fix`\n"


def test_a_file_that_is_a_link_is_not_fixed(keta, faulty):
    (faulty / "store.yaml").rename(faulty.parent / "real.yaml")
    (faulty / "store.yaml").symlink_to(faulty.parent / "real.yaml")
    ran = keta("check", "s", "--documents", "s", "--fix", code=2)
    assert "is a symbolic link" in ran.err
    assert (faulty.parent / "real.yaml").read_text() == BEFORE
    assert (faulty / "store.yaml").is_symlink()


READ = """\
sources:
  - id: page
    kind: document
    title: "A page"
    file: page.txt
    sha256: "{digest}"
    passed_over:
{members}claims:
  - {{id: a, statement: "A holds.", source: page, quote: "first thing", topics: [t], passage: [9, 38]}}
topics:
  - {{id: t, name: "T"}}
"""
UNREAD = "      - {reason: not-read-yet}   # for now\n"
HEADING = "      - {passage: [0, 7], reason: heading}\n"


@pytest.mark.parametrize(
    ("text", "members", "after"),
    [
        ("Heading\n\nHere the first thing is told.\n", HEADING + UNREAD, HEADING),
        ("         Here the first thing is told.\n", UNREAD, ""),
        ("         Here the first thing is told.\n", "      # to do\n" + UNREAD, "      # to do\n" + UNREAD),
        ("Heading\n\nHere the first thing is told.\n", UNREAD, UNREAD),
        ("Heading\n\nHere the first thing is told. And more.\n", HEADING + UNREAD, HEADING + UNREAD),
    ],
)
def test_the_mark_of_what_is_not_read_yet_is_taken_out_when_nothing_is_left(keta, tmp_path, text, members, after):
    digest = sha256(text.encode()).hexdigest()
    (tmp_path / "page.txt").write_text(text)
    path = tmp_path / "store.yaml"
    path.write_text(READ.format(digest=digest, members=members))
    keta("check", tmp_path, "--documents", tmp_path, "--fix")
    whole = READ.format(digest=digest, members=after)
    assert path.read_text() == (whole if after else whole.replace("    passed_over:\n", ""))


STUDIED = """\
sources:
  - {id: page, kind: document, title: "A page", file: page.txt}
  - {id: trial, kind: study, title: "A trial", file: "trial.txt", sha256: "%s"}
claims:
  - {id: a, statement: "A holds.", source: page, quote: "first thing", topics: [t], passage: [9, 38], rating: supported, evidence: [{source: trial, verdict: supports, quote: "It did"}]}
topics:
  - {id: t, name: "T"}
"""


def test_digests_of_records_in_brackets_and_of_studies_are_mended(keta, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text("Heading\n\nHere the first thing is told.\n")
    (tmp_path / "trial.txt").write_text("It did.\n")
    (tmp_path / "store.yaml").write_text(STUDIED % ("0" * 64))
    ran = keta("check", "store.yaml", "--documents", ".", "--fix", code=1)
    assert ran.err.splitlines() == [
        "fixed store.yaml: page: the digest of the file as it is now",
        "fixed store.yaml: trial: the digest of the file as it is now",
    ]
    page, trial = (sha256((tmp_path / name).read_bytes()).hexdigest() for name in ("page.txt", "trial.txt"))
    wanted = STUDIED.replace("file: page.txt", f'file: page.txt, sha256: "{page}"') % trial
    assert (tmp_path / "store.yaml").read_text() == wanted


def test_the_digest_of_a_study_whose_file_is_not_at_hand_is_left_as_it_is(keta, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text("Heading\n\nHere the first thing is told.\n")
    (tmp_path / "store.yaml").write_text(STUDIED % ("0" * 64))
    ran = keta("check", "store.yaml", "--documents", ".", "--fix", code=1)
    assert ran.err == "fixed store.yaml: page: the digest of the file as it is now\n"


def test_claims_are_left_in_their_order_while_two_have_one_id(keta, tmp_path, monkeypatch):
    (tmp_path / "tea").mkdir()
    monkeypatch.chdir(tmp_path)
    store = tmp_path / "tea" / "store.yaml"
    store.write_text(BEFORE.replace("id: a\n", "id: b\n").replace("about a\n", "about b\n"), encoding="utf-8")
    before = store.read_text().partition("claims:")[2]
    keta("check", "tea", "--fix", code=1)
    assert store.read_text().partition("claims:")[2] == before


def test_claims_are_left_in_their_order_while_one_is_of_an_unknown_document(keta, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(OLD)
    store = LOAF % sha256(OLD.encode()).hexdigest()
    mixed = store.replace("[7, 30]", "[52, 78]").replace("source: page, quote", "source: pages, quote")
    (tmp_path / "store.yaml").write_text(mixed)
    assert keta("check", "store.yaml", "--documents", ".", "--fix", code=1).err == ""
    (tmp_path / "store.yaml").write_text(mixed.replace("source: pages", "source: page"))
    assert (
        keta("check", "store.yaml", "--documents", ".", "--fix", code=1).err == "fixed store.yaml: claims: in order\n"
    )


def test_a_document_that_differs_in_line_ends_alone_is_left_as_it_is(keta, faulty):
    unix = BEFORE.replace("0" * 64, sha256(TEXT.encode()).hexdigest())
    (faulty / "store.yaml").write_text(unix)
    (faulty / "page.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    ran = keta("check", "s", "--documents", "s", "--fix", code=1)
    assert ran.err.splitlines() == [
        "fixed s/store.yaml: b: the quote as it stands in the document, `the second one's word`",
        "fixed s/store.yaml: sources: in order",
        "fixed s/store.yaml: claims: in order",
    ]


def test_a_quote_that_stands_on_two_lines_of_the_document_stays_as_it_is(keta, faulty):
    (faulty / "page.txt").write_text(TEXT.replace("second one's word", "second one's\nword"))
    keta("check", "s", "--documents", "s", "--fix", code=1)
    assert "    quote: 'the second one’s word'   # curly\n" in (faulty / "store.yaml").read_text()


PAGE = "Heading\n\nHere the first thing's end is told.\n"
LAID_OUT = """\
sources:
  - id: page
    kind: document
    title: A page
    file: {file}
{digest}claims:
  - id: a
    statement: A holds.
    source: page
    quote: {quote}
    topics: [t]
    passage: {passage}
topics:
  - {{id: t, name: "T"}}
"""


@pytest.mark.parametrize("name", ["page.txt", "a page.txt   # here"])
def test_text_without_quotes_is_replaced_to_its_end_and_added_after(keta, tmp_path, name):
    (tmp_path / name.partition("  ")[0]).write_text(PAGE)
    given = {"file": name, "digest": "", "quote": "the first\n      thing’s end", "passage": "[9, 43]"}
    (tmp_path / "store.yaml").write_text(LAID_OUT.format(**given))
    keta("check", tmp_path, "--documents", tmp_path, "--fix", code=1)
    wanted = given | {
        "digest": f'    sha256: "{sha256(PAGE.encode()).hexdigest()}"\n',
        "quote": '"the first thing\'s end"',
    }
    assert (tmp_path / "store.yaml").read_text() == LAID_OUT.format(**wanted)


@pytest.mark.parametrize(
    "given",
    [
        {"file": ">-\n      page.txt", "digest": ""},
        {"digest": f"    sha256: >-\n      {'0' * 64}\n", "passage": "\n      - 0\n      - 34"},
        {"quote": "|-\n      the first thing’s end"},
    ],
)
def test_values_in_block_style_are_left_as_they_are(keta, tmp_path, given):
    (tmp_path / "page.txt").write_text(PAGE)
    known = f'    sha256: "{sha256(PAGE.encode()).hexdigest()}"\n'
    usual = {"file": "page.txt", "digest": known, "quote": '"the first thing\'s end"', "passage": "[9, 43]"}
    store = LAID_OUT.format(**usual | given)
    (tmp_path / "store.yaml").write_text(store)
    assert keta("check", tmp_path, "--documents", tmp_path, "--fix", code=1).err == ""
    assert (tmp_path / "store.yaml").read_text() == store


RYE = '{id: rye, topics: [t], statement: "Rye harms none.", source: page, quote: "Nobody is allergic to rye", passage: [52, 78]}'
IN_LINES = """id: rye
    topics: [t]
    statement: "Rye harms none."
    source: page
    quote: "Nobody is allergic to rye\""""


@pytest.mark.parametrize(
    ("rye", "after"),
    [
        (f"{IN_LINES}\n    passage: [52, 78]   # where", IN_LINES),
        (f"{IN_LINES}\n    passage:\n      - 52\n      - 78", None),
        (RYE.replace(", passage", ",\n    passage"), None),
        (RYE.replace("{id: rye", "{passage: [52, 78], id: rye").replace(", passage: [52, 78]}", "}"), None),
        (f"passage: [52, 78]\n    {IN_LINES}", None),
    ],
)
def test_a_passage_is_taken_out_where_it_has_a_line_or_a_comma_and_left_elsewhere(keta, tmp_path, rye, after):
    (tmp_path / "page.txt").write_text(NEW)
    before = (LOAF % sha256(OLD.encode()).hexdigest()).replace(RYE, rye)
    (tmp_path / "store.yaml").write_text(before)
    keta("check", tmp_path, "--documents", tmp_path, "--fix", code=1)
    assert f"  - {after or rye}\n" in (tmp_path / "store.yaml").read_text()
