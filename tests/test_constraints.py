"""The known-good versions: all that the tests need has one, and each is allowed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

LINES = [line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
KNOWN = {str(canonicalize_name(name)): version for name, _, version in (line.partition("==") for line in LINES)}


def needed(name: str, extras: tuple[str, ...], found: dict[str, list[Requirement]]) -> dict[str, list[Requirement]]:
    """Add what a package needs, and what that needs, as far as it is installed."""
    try:
        wanted = [Requirement(line) for line in requires(name) or ()]
    except PackageNotFoundError:
        return found
    for one in wanted:
        if any(one.marker is None or one.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            seen = found.setdefault(canonicalize_name(one.name), [])
            if str(one) not in map(str, seen):
                seen.append(one)
                needed(one.name, tuple(one.extras), found)
    return found


def test_every_package_that_the_tests_need_has_a_known_good_version_that_is_allowed():
    wanted = needed("keta", ("test", "lint"), {})
    wanted.pop("keta", None)  # its own extras
    assert sorted(wanted.keys() - KNOWN.keys()) == []
    refused = [str(one) for name, lines in wanted.items() for one in lines if not one.specifier.contains(KNOWN[name])]
    assert refused == []
    assert [line for line in LINES if line.count("==") != 1 or line.endswith("==")] == []
