"""What the tests of the store share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ketacli import StoreError, open_store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def refused(tmp_path):
    """Open a store that has faults and return what is said of each: place, message and hint, files below the test's folder."""

    def runner(path: Path) -> list[str]:
        with pytest.raises(StoreError) as caught:
            open_store(path)
        noun = "fault" if len(caught.value.problems) == 1 else "faults"
        assert (
            caught.value.message == f"`{path}` has {len(caught.value.problems)} {noun}, so no answer is given from it"
        )
        return [
            problem.text().removeprefix(f"{tmp_path}/") + (f" -> {problem.hint}" if problem.hint else "")
            for problem in caught.value.problems
        ]

    return runner
