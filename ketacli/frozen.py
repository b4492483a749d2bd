"""Frozen dataclasses and named tuples that cost little to define.

`dataclasses` compiles six methods for every class: 13 ms for those of `ketacli.model`, which every start of keta would
pay. Here the classes share their methods, each `__init__` is compiled when its class is first used, and what
`dataclasses.fields`, `asdict`, `replace` and libraries such as pydantic and pandas read of a class is made when it is
first asked for. To type checkers `dataclass`, `field` and `NamedTuple` are the standard library's own.

`typing.NamedTuple` compiles the annotation of every field, a twentieth of what `keta ask` takes. The one here leaves annotations
as they are written.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import NamedTuple  # noqa: TID251 - what type checkers know
else:

    class _Named(type):
        """Makes a named tuple of a class with annotations, as `typing.NamedTuple` does."""

        def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
            """Return the class; `NamedTuple` itself is made as it stands."""
            if not bases:
                return super().__new__(cls, name, bases, space)
            fields = space.pop("__annotations__")
            defaults = [space.pop(field) for field in fields if field in space]
            made = namedtuple(name, fields, defaults=defaults, module=space.pop("__module__"))  # noqa: PYI024 - its base
            made.__annotations__ = made.__new__.__annotations__ = fields
            for key, value in space.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Named):
        """A base class for named tuples."""


__all__ = ["NamedTuple", "dataclass", "field", "names", "replace", "values"]

_Class = TypeVar("_Class", bound=type)
_Record = TypeVar("_Record")

_set = object.__setattr__


class _Factory:
    """The default of a field that is made anew for each record."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make

    def __repr__(self) -> str:
        return "<factory>"


def _field(*, default_factory: Callable[[], Any]) -> Any:
    """Return the default of a field that is made anew for each record, as `dataclasses.field` does."""
    return _Factory(default_factory)


def _dataclass(*, frozen: bool, slots: bool, repr: bool = True) -> Callable[[_Class], _Class]:  # noqa: A002 - as in `dataclasses`
    """Return a decorator that makes a class a frozen dataclass with slots; it makes no others.

    Records are equal when their fields are. Those with an `id` are hashed by it, others by all their fields. Without `repr`
    a class keeps the one that it has or inherits.
    """
    assert frozen and slots  # noqa: S101, PT018 - a mistake of the developer's

    def decorate(cls: _Class) -> _Class:
        names = tuple(cls.__annotations__)
        space = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__")}
        defaults = {name: space.pop(name) for name in names if name in space}
        space |= _SHARED
        if repr:
            space["__repr__"] = _repr(defaults)
        space |= {
            "__slots__": names,
            "__match_args__": names,
            "__init__": _Made(lambda: _init(made, names, defaults)),
            "__dataclass_fields__": _Made(lambda: _standard(made, defaults, names)[0]),
            "__dataclass_params__": _Made(lambda: _standard(made, defaults, names)[1]),
        }
        made = type(cls)(cls.__name__, cls.__bases__, space)
        made.__qualname__ = cls.__qualname__
        return made

    return decorate


if TYPE_CHECKING:
    from dataclasses import dataclass, field
else:
    dataclass, field = _dataclass, _field


def names(record: object) -> tuple[str, ...]:
    """Return the names of the fields of a record, a named tuple or a class of either, in order."""
    found: tuple[str, ...] = record.__match_args__  # type: ignore[attr-defined]
    return found


def values(record: object) -> tuple[Any, ...]:
    """Return the values of the fields of a record, in order."""
    return tuple(getattr(record, name) for name in names(record))


def replace(record: _Record, **changes: Any) -> _Record:
    """Return a record with some fields changed, as `dataclasses.replace` does."""
    return type(record)(**{**dict(zip(names(record), values(record), strict=True)), **changes})


class _Made:
    """An attribute of a class that is made when it is first asked for, and takes the place of this."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def __set_name__(self, owner: type, name: str) -> None:
        self._owner, self._name = owner, name

    def __get__(self, instance: object, owner: type) -> Any:
        value = self._make()
        setattr(self._owner, self._name, value)
        return value if instance is None or self._name != "__init__" else value.__get__(instance, owner)


def _init(cls: type, fields: tuple[str, ...], defaults: Mapping[str, Any]) -> Any:
    given = {f"_{name}": value for name, value in defaults.items()}
    taken = ", ".join(f"{name}=_{name}" if name in defaults else name for name in fields)
    lines = [
        f"    _set(self, {name!r}, _{name}.make() if {name} is _{name} else {name})"
        if isinstance(defaults.get(name), _Factory)
        else f"    _set(self, {name!r}, {name})"
        for name in fields
    ]
    space: dict[str, Any] = {"_set": _set, **given}
    exec("\n".join([f"def __init__(self, {taken}):", *lines]), space)  # noqa: S102 - names of fields of this package
    init = space["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__annotations__ = {**{name: cls.__annotations__[name] for name in fields}, "return": None}
    return init


def _standard(cls: type, defaults: Mapping[str, Any], fields: tuple[str, ...]) -> tuple[Any, Any]:
    """Return what the standard library keeps of a dataclass: its fields, and the parameters it was made with."""
    import dataclasses

    given = {
        name: dataclasses.field(default_factory=value.make) if isinstance(value, _Factory) else value
        for name, value in defaults.items()
    }
    annotations = {name: cls.__annotations__[name] for name in fields}
    space = {"__annotations__": annotations, "__module__": cls.__module__, **given}
    made: Any = dataclasses.dataclass(frozen=True)(type(cls.__name__, (), space))
    return made.__dataclass_fields__, made.__dataclass_params__


def _repr(defaults: Mapping[str, Any]) -> Callable[[Any], str]:
    """Return what reads a record as the call that makes it, without the fields that have their defaults."""

    def call(self: Any) -> str:
        empty = {name: {} if isinstance(value, _Factory) else value for name, value in defaults.items()}
        shown = [
            f"{name}={value!r}"
            for name, value in zip(names(self), values(self), strict=True)
            if name not in empty or value != empty[name]
        ]
        return f"{type(self).__qualname__}({', '.join(shown)})"

    return call


def _eq(self: Any, other: object) -> bool:
    return values(self) == values(other) if type(self) is type(other) else NotImplemented


def _hash(self: Any) -> int:
    if "id" in names(self):
        return hash((type(self), self.id))
    return hash((type(self), *(_hashable(value) for value in values(self))))


def _hashable(value: Any) -> Any:
    return frozenset(value.items()) if isinstance(value, dict) else value


def _refuse(self: Any, name: str, *_: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change `{name}` of a {type(self).__name__.lower()}: use `dataclasses.replace`")


def _reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
    """Copy and pickle a record by its fields."""
    return type(self), values(self)


_SHARED = {
    "__eq__": _eq,
    "__hash__": _hash,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__reduce__": _reduce,
    "__replace__": replace,
}
