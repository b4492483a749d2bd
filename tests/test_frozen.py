"""Records are dataclasses as the standard library's own."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from dataclasses import dataclass, field
from typing import Any, NamedTuple, get_type_hints

import pytest

from ketacli import frozen, model
from ketacli.model import Caveat, Claim, Confidence, Quantity, Side, Span
from ketacli.store import records
from tests.conftest import claim

ALL = sorted(
    (kind for kind in vars(model).values() if dataclasses.is_dataclass(kind) and isinstance(kind, type)),
    key=lambda kind: kind.__name__,
)


@frozen.dataclass(frozen=True, slots=True)
class Own:
    """A pair."""

    first: int
    second: str | None = None
    third: dict[str, int] = frozen.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standard:
    """A pair."""

    first: int
    second: str | None = None
    third: dict[str, int] = field(default_factory=dict)


class OwnTuple(frozen.NamedTuple):
    """A pair."""

    first: int
    second: tuple[str, ...] = ()
    """What may be left out."""

    @property
    def both(self) -> tuple[Any, ...]:
        """Both parts."""
        return self.first, self.second


class StandardTuple(NamedTuple):
    """A pair."""

    first: int
    second: tuple[str, ...] = ()


def test_every_record_of_the_model_is_a_dataclass():
    assert len(ALL) == 21
    for kind in ALL:
        assert (
            [one.name for one in dataclasses.fields(kind)] == list(frozen.names(kind)) == list(vars(kind)["__slots__"])
        )
        assert kind.__doc__


def test_what_the_standard_library_says_of_a_record_is_what_it_says_of_its_own():
    assert [repr(one) for one in dataclasses.fields(Own)] == [repr(one) for one in dataclasses.fields(Standard)]
    assert str(inspect.signature(Own)) == str(inspect.signature(Standard))
    assert dataclasses.asdict(Own(1)) == dataclasses.asdict(Standard(1)) == {"first": 1, "second": None, "third": {}}
    assert dataclasses.astuple(Own(1, "x")) == (1, "x", {})
    assert dataclasses.replace(Own(1), second="x") == frozen.replace(Own(1), second="x") == Own(1, "x")
    assert Own.__match_args__ == Standard.__match_args__


def test_a_missing_or_unknown_field_is_refused_in_the_same_words():
    wrong: tuple[dict[str, Any], ...] = ({}, {"first": 1, "fourth": 2})
    for given in wrong:
        said = []
        for kind in (Own, Standard):
            with pytest.raises(TypeError) as caught:
                kind(**given)
            said.append(str(caught.value).replace("Standard", "Own"))
        assert said[0] == said[1]


def test_defaults_that_can_change_are_not_shared():
    assert Own(1).third is not Own(1).third


def test_a_record_cannot_be_changed_and_says_how_to_get_one_that_is():
    one = Span(3, "d")
    for change in (lambda: setattr(one, "value", 4), lambda: delattr(one, "value"), lambda: setattr(one, "x", 4)):
        with pytest.raises(
            dataclasses.FrozenInstanceError, match=r"cannot change `\w+` of a span: use `dataclasses.replace`"
        ):
            change()
    assert one == Span(3, "d")


def test_records_are_equal_where_their_fields_are_and_only_to_their_kind():
    assert Span(3, "d") == Span(3, "d") != Span(4, "d")
    pair: object = (3, "d")
    assert Span(3, "d") != pair
    assert {Span(3, "d"), Span(3, "d")} == {Span(3, "d")}
    assert {Confidence(down={"imprecision": 1}), Confidence(down={"imprecision": 1})} == {
        Confidence(down={"imprecision": 1})
    }
    assert {Side("x", ("a",)), Caveat("x", "y")} == {Caveat("x", "y"), Side("x", ("a",))}


def test_a_claim_is_hashed_by_its_id():
    one = records.claim(claim())
    other = dataclasses.replace(one, statement="Another.")
    assert one != other
    assert hash(one) == hash(other) != hash(dataclasses.replace(one, id="another"))
    assert {one: 1, other: 2} == {other: 2, one: 1}


def test_parts_read_as_the_call_that_makes_them():
    assert (
        repr(Quantity("relapse", "mean", 19, unit="d"))
        == "Quantity(measure='relapse', statistic='mean', value=19, unit='d')"
    )
    assert repr(Confidence()) == "Confidence()"
    assert repr(Confidence(down={"imprecision": 1})) == "Confidence(down={'imprecision': 1})"


def test_a_record_is_copied_and_pickled():
    one = records.claim(claim())
    for made in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert made == one
        assert type(made) is Claim


def test_a_record_can_be_taken_apart_by_a_match():
    match Span(3, "d"):
        case Span(value, unit):
            assert (value, unit) == (3, "d")


def test_a_class_of_ones_own_can_extend_a_record():
    @dataclass(frozen=True)
    class Noted(Span):
        note: str = ""

    assert dataclasses.asdict(Noted(3, "d", "x")) == {"value": 3, "unit": "d", "note": "x"}


def test_a_named_tuple_is_what_the_standard_library_makes():
    one = OwnTuple(1)
    assert tuple(one) == tuple(StandardTuple(1)) == one.both == (1, ())
    assert repr(one) == "OwnTuple(first=1, second=())"
    assert one._replace(second=("x",)) == OwnTuple._make([1, ("x",)]) == (1, ("x",))
    assert one._asdict() == {"first": 1, "second": ()}
    assert (OwnTuple._fields, OwnTuple._field_defaults, OwnTuple.__match_args__) == (
        StandardTuple._fields,
        StandardTuple._field_defaults,
        StandardTuple.__match_args__,
    )
    assert (OwnTuple.__doc__, OwnTuple.__module__, OwnTuple.__qualname__) == ("A pair.", __name__, "OwnTuple")
    assert get_type_hints(OwnTuple) == get_type_hints(StandardTuple)
    assert type(pickle.loads(pickle.dumps(one))) is OwnTuple
    with pytest.raises(TypeError, match=r"missing 1 required positional argument: 'first'"):
        OwnTuple()  # type: ignore[call-arg]
