"""Characters that nobody sees, in the texts of a record that is about to be added."""

from ketacli.checks.text_hygiene import unseen
from tests.conftest import claim


def test_a_new_record_is_refused_for_unseen_characters_in_its_own_words_but_not_in_copied_ones():
    record = claim(
        statement="People re\u200blapsed.", quote="re\u200blapsed on", caveats=[{"kind": "x", "text": "Zürich"}]
    )
    assert list(unseen(record)) == [
        (("statement",), "U+200B (zero width space) has no width and joins nothing, behind `People re`", "take it out")
    ]


def test_a_new_record_with_letters_beyond_ascii_is_not_refused():
    assert list(unseen(claim(statement="Über 19 Tage – naïve."))) == []
