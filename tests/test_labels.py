"""One reading of a name, wherever it is shown."""

from __future__ import annotations

import pytest

from ketacli import labels


@pytest.mark.parametrize(
    ("author", "read", "name"),
    [
        ({"family": "Smith", "given": "A"}, {"family": "Smith", "given": "A"}, "Smith"),
        ({"family": "Smith"}, {"family": "Smith"}, "Smith"),
        ({"given": "Plato"}, {"literal": "Plato"}, "Plato"),
        ({"literal": "Tea Group"}, {"literal": "Tea Group"}, "Tea Group"),
        ({}, {"literal": ""}, ""),
    ],
)
def test_a_name_is_a_family_name_or_a_whole(author, read, name):
    assert labels.read_name(author) == read
    assert labels.name_of(author) == name


def test_a_person_has_a_family_or_a_given_name_and_a_body_neither():
    assert [labels.is_person(one) for one in ({"family": "Smith"}, {"given": "Plato"}, {"literal": "Tea Group"})] == [
        True,
        True,
        False,
    ]
