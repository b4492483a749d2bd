"""The stores of tests/cases, each with the whole output of `keta check`: adding a case is adding a folder.

A case holds `store/`, perhaps `documents/`, and `expected.txt`. The name of an invalid one begins with the id of its check.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from ketacli.checks import CHECKS
from ketacli.cli._app import run
from tests.conftest import CASES

if TYPE_CHECKING:
    from pathlib import Path

INVALID = sorted(path.parent for path in (CASES / "invalid").glob("*/store"))
VALID = sorted(path.parent for path in (CASES / "valid").glob("*/store"))

PROBLEM = re.compile(r"^store/[^:]+:\d+:\d+: (?:error|warning): .*\(([a-z-]+)\)$", re.MULTILINE)
ONLY_WARNINGS = re.compile(r"\(0 errors, ")


def name(case: Path) -> str:
    return case.name


def checked(case: Path) -> list[str]:
    """Return the arguments that check a case from inside its folder."""
    return ["check", "store", *(["--documents", "documents"] if (case / "documents").is_dir() else [])]


def reported(told: str) -> set[str]:
    """Return the checks that find something in what `keta check` says."""
    return set(PROBLEM.findall(told))


def own(case: Path) -> str:
    """Return the check that a case is of: the longest id that its name begins with."""
    return max((check for check in CHECKS if f"{case.name}-".startswith(f"{check}-")), key=len, default="")


@pytest.fixture
def expected(request, capsys, monkeypatch):
    """Return what a case is expected to print; with `--update` that is written first, whichever test asks first."""

    def read(case: Path) -> str:
        path = case / "expected.txt"
        monkeypatch.chdir(case)
        if request.config.getoption("--update"):
            run(checked(case))
            told = capsys.readouterr().out.encode()
            if not path.is_file() or path.read_bytes() != told:
                path.write_bytes(told)
        assert path.is_file(), f"no expected.txt in {case.name}: write it with --update, and read it"
        return path.read_bytes().decode()

    return read


@pytest.mark.parametrize("case", INVALID, ids=name)
def test_a_faulty_store_is_reported_with_every_problem_at_its_place(case, keta, expected):
    wanted = expected(case)
    ran = keta(*checked(case), code=0 if ONLY_WARNINGS.search(wanted) else 1)
    assert (ran.out, ran.err) == (wanted, "")


@pytest.mark.parametrize("case", VALID, ids=name)
def test_a_sound_store_is_passed_however_near_it_comes_to_a_fault(case, keta, expected):
    wanted = expected(case)
    assert re.fullmatch(r"No problems in .*\n", wanted), (
        f"change the store of {case.name}, or the check that finds this:\n{wanted}"
    )
    assert keta(*checked(case), code=0) == (0, wanted, "")


@pytest.mark.parametrize("case", INVALID, ids=name)
def test_an_invalid_case_is_named_after_a_check_that_reports_it(case, expected):
    assert own(case) in reported(expected(case))


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_has_a_case_in_which_it_alone_reports(check, expected):
    assert any(reported(expected(case)) == {check} for case in INVALID if own(case) == check)
