"""A page that is a document of the store states what was read from it."""

from hashlib import sha256

import pytest

from ketacli import open_store
from ketacli.store.scanning import InPart
from tests.stores import claim, store

TEXT = (
    "Bread and you\n\n"
    "A loaf lasts all week long, and you can keep it anywhere. Nobody was ever harmed by mould.\n\n"
    "Slices from the freezer are good. They are so for a quarter of a year. Bakers rise early.\n"
)
READ = {
    "keeps": ("A loaf lasts all week long", "Rye bread keeps fresh for seven days.", "A loaf lasts all week long"),
    "mould": ("Nobody was ever harmed by mould.", "Mouldy slices are safe.", "Nobody was ever harmed by mould"),
    "frozen": (
        "Slices from the freezer are good. They are so for a quarter of a year.",
        "Frozen bread keeps for three months.",
        ["Slices from the freezer", "for a quarter of a year"],
    ),
    "early": ("Bakers rise early.", "Bakers get up before dawn.", "rise early"),
}


@pytest.fixture
def read(folder):
    """Return a function that scans a text with a store that has read `TEXT`."""
    made = store(
        claims=[
            claim(
                id=name,
                statement=statement,
                quote=quote,
                passage=[TEXT.index(passage), TEXT.index(passage) + len(passage)],
                quantities=[],
            )
            for name, (passage, statement, quote) in READ.items()
        ],
        contradictions=[],
    )
    made["sources"][0] |= {"sha256": sha256(TEXT.encode()).hexdigest()}
    opened = open_store(folder(made))
    return lambda text: [
        (one.passage.text, one.states, one.states_in_part) for one in opened.scan(text.encode(), name="b.txt").sentences
    ]


def test_each_sentence_states_the_claims_in_whose_quote_it_is(read):
    assert read(TEXT) == [
        ("Bread and you", (), ()),
        (
            "A loaf lasts all week long, and you can keep it anywhere.",
            (),
            (InPart("keeps", ("and you can keep it anywhere",)),),
        ),
        ("Nobody was ever harmed by mould.", ("mould",), ()),
        ("Slices from the freezer are good.", ("frozen",), ()),
        ("They are so for a quarter of a year.", ("frozen",), ()),
        ("Bakers rise early.", ("early",), ()),
    ]


def test_of_a_page_that_differs_in_a_word_nothing_is_certain(read):
    assert [states for _, states, _ in read(TEXT.replace("anywhere", "somewhere"))] == [()] * 6
