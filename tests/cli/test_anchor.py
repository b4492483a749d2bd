"""From words of a document to the YAML of a quote."""

from hashlib import sha256

import pytest

PAGE = (
    "People relapsed on approximately 19 days after the last infusion. "
    "Others did not relapse on approximately 19 days but later. "
    "The “benefit” lasted for most of them.\n"
)
HEAD = f"# page.txt, sha256 {sha256(PAGE.encode()).hexdigest()}\n"


@pytest.fixture
def anchor(keta, tmp_path, monkeypatch):
    """Run `keta anchor` in a folder with a page."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    return lambda *words, code=0: keta("anchor", "page.txt", *words, code=code)


def test_words_that_stand_in_one_place_give_one_anchor(anchor):
    assert anchor("after the last infusion") == (
        0,
        f'{HEAD}    quote: "after the last infusion"\n    passage: [0, 65]\n',
        "1 place matches\n",
    )


def test_words_that_stand_in_two_places_give_both_numbered(anchor):
    first = '    # place 1 of 2\n    quote: "approximately 19 days"\n    passage: [0, 65]\n'
    second = '    # place 2 of 2\n    quote: "approximately 19 days"\n    passage: [66, 124]\n'
    assert anchor("approximately 19 days") == (0, HEAD + first + second, "2 places match\n")


def test_an_earlier_fragment_tells_which_of_two_places_is_meant(anchor):
    assert anchor("Others did", "approximately 19 days") == (
        0,
        f'{HEAD}    quote: ["Others did", "approximately 19 days"]\n    passage: [66, 124]\n',
        "1 place matches\n",
    )


def test_what_had_to_be_folded_is_told(anchor):
    assert anchor('"benefit" lasted') == (
        0,
        f'{HEAD}    # found after folding quotation marks\n    quote: "\\"benefit\\" lasted"\n    passage: [125, 163]\n',
        "1 place matches\n",
    )


def test_words_that_are_not_there_are_answered_with_the_nearest(anchor):
    assert anchor("People relapsd on about 19 days", code=1).err == (
        "error: `People relapsd on about 19 days` does not stand in `page.txt`\n\n"
        "hint: the nearest words are `People relapsed on approximately 19 days`\n"
    )


def test_a_fragment_that_is_too_long_is_printed_with_a_warning(anchor):
    words = "on approximately 19 days after the last infusion. Others did not relapse"
    assert anchor(words) == (
        0,
        f'{HEAD}    quote: "{words}"\n    passage: [0, 124]\n',
        f"1 place matches\nwarning: `{words}` has 12 words; at most 10 may be quoted\n",
    )


def test_fragments_that_are_too_long_together_are_printed_with_a_warning(anchor):
    one, other = (
        "People relapsed on approximately 19 days after the last",
        "Others did not relapse on approximately 19 days but later.",
    )
    assert anchor(one, other) == (
        0,
        f'{HEAD}    quote: ["{one}", "{other}"]\n    passage: [66, 124]\n',
        "1 place matches\nwarning: the fragments have 19 words; at most 18 may be quoted together\n",
    )


def test_a_quote_without_the_negation_before_it_is_printed_with_a_warning(anchor):
    assert anchor("relapse on") == (
        0,
        f'{HEAD}    quote: "relapse on"\n    passage: [66, 124]\n',
        "1 place matches\nwarning: the quote is cut off from `not`\n",
    )


@pytest.mark.parametrize(
    "words", [("no such words",), ("People relapsed", "no such words"), ("no such words", "later")]
)
def test_words_that_are_not_there_match_nothing(anchor, words):
    hint = "copy whole words as they stand there; digits, signs and negations must be the same"
    message = f"error: `no such words` does not stand in `page.txt`\n\nhint: {hint}\n"
    assert anchor(*words, code=1) == (1, "", message)


def test_fragments_against_the_order_of_the_document_are_refused(anchor):
    assert anchor("but later", "Others did", code=2) == (
        2,
        "",
        "error: The fragments do not stand in this order\n\nhint: give them in the order of the document\n",
    )


def test_a_document_that_is_no_text_is_refused(anchor, tmp_path):
    (tmp_path / "page.txt").write_bytes(b"caf\xe9")
    assert anchor("caf", code=2) == (2, "", "error: `page.txt` is not valid UTF-8\n\nhint: save it as UTF-8\n")


def test_a_document_that_is_not_there_is_told(anchor, tmp_path):
    (tmp_path / "page.txt").unlink()
    assert anchor("days", code=2) == (2, "", "error: Cannot read `page.txt`: No such file or directory\n")


def test_a_folder_is_no_document(keta, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    assert keta("anchor", "pages", "days", code=2) == (2, "", "error: Cannot read `pages`: Is a directory\n")


def test_hidden_characters_in_the_words_are_left_out_of_what_is_printed(anchor):
    assert anchor("after\u200b the \ufefflast infu\u00adsion") == (
        0,
        f'{HEAD}    quote: "after the last infusion"\n    passage: [0, 65]\n',
        "1 place matches\n",
    )
