"""Regular expressions that are compiled when they are first used."""

import importlib
import pkgutil
import re

import pytest

import ketacli
from ketacli import patterns


def _named() -> dict[str, patterns.Late]:
    modules = [one.name for one in pkgutil.walk_packages(ketacli.__path__, "ketacli.") if "__main__" not in one.name]
    found: dict[str, patterns.Late] = {}
    for name in modules:
        try:
            space = vars(importlib.import_module(name))
        except ImportError:  # of an extra
            continue
        found |= {f"{name}.{key}": value for key, value in space.items() if isinstance(value, patterns.Late)}
    return found


def test_every_expression_that_is_compiled_late_can_be_compiled():
    found = _named()
    assert len(found) > 50
    for name, one in found.items():
        assert one.pattern, name


def test_an_expression_is_compiled_when_it_is_used_and_not_before():
    one = patterns.late("tea(", re.IGNORECASE)
    with pytest.raises(re.error):
        one.search("tea")
    two = patterns.late("tea", re.IGNORECASE)
    assert "search" not in vars(two)
    assert two.search("TEA") is not None
    assert "search" in vars(two)
