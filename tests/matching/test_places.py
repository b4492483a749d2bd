"""Where the words and phrases of a page are."""

from ketacli.matching.places import Places

PAGE = Places([" green tea is no black tea ", " it has a blood pressure cuff ", "  ", " teas and a teapot "])


def test_a_word_is_at_its_sentence_as_often_as_it_is_there_and_another_form_is_not():
    assert list(PAGE.having(" tea ")) == [0, 0]
    assert list(PAGE.having(" coffee ")) == []


def test_a_beginning_is_where_any_word_begins_so():
    assert sorted(PAGE.having(" tea")) == [0, 0, 3, 3]
    assert list(PAGE.having(" pot")) == []


def test_several_words_are_where_they_follow_one_another_in_one_sentence():
    assert list(PAGE.having(" blood pressure ")) == [1]
    assert list(PAGE.having(" blood press")) == [1]
    assert list(PAGE.having(" tea it ")) == []


def test_no_word_is_nowhere():
    assert list(PAGE.having("  ")) == []
    assert list(PAGE.having(" ")) == []
    assert list(PAGE.having("")) == []


def test_the_page_tells_whether_a_word_begins_with_a_few_letters():
    assert PAGE.may_have("teap")
    assert PAGE.may_have("b")
    assert not PAGE.may_have("eapo")
