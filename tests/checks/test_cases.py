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


def expected(case: Path) -> str:
    path = case / "expected.txt"
    assert path.is_file(), f"no expected.txt in {case.name}: write it with --update, and read it"
    return path.read_bytes().decode()


def reported(case: Path) -> set[str]:
    """Return the checks that find something in a case."""
    return set(PROBLEM.findall(expected(case)))


def own(case: Path) -> str:
    """Return the check that a case is of: the longest id that its name begins with."""
    return max((check for check in CHECKS if f"{case.name}-".startswith(f"{check}-")), key=len, default="")


@pytest.fixture
def _updated(request, capsys, monkeypatch):
    """With `--update`, write what a case gives before it is compared."""
    case = request.getfixturevalue("case")
    monkeypatch.chdir(case)
    if request.config.getoption("--update"):
        run(checked(case))
        (case / "expected.txt").write_bytes(capsys.readouterr().out.encode())


@pytest.mark.usefixtures("_updated")
@pytest.mark.parametrize("case", INVALID, ids=name)
def test_a_faulty_store_is_reported_with_every_problem_at_its_place(case, keta):
    wanted = expected(case)
    ran = keta(*checked(case), code=0 if ONLY_WARNINGS.search(wanted) else 1)
    assert (ran.out, ran.err) == (wanted, "")


@pytest.mark.usefixtures("_updated")
@pytest.mark.parametrize("case", VALID, ids=name)
def test_a_sound_store_is_passed_however_near_it_comes_to_a_fault(case, keta):
    ran = keta(*checked(case), code=0)
    assert (ran.out, ran.err) == (expected(case), "")
    assert re.fullmatch(r"No problems in .*\n", ran.out)


@pytest.mark.parametrize("case", INVALID, ids=name)
def test_an_invalid_case_is_named_after_a_check_that_reports_it(case):
    assert own(case) in reported(case)


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_has_a_case_in_which_it_alone_reports(check):
    assert any(reported(case) == {check} for case in INVALID if own(case) == check)
