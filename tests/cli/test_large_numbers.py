"""Numbers that no database and no machine word holds."""

from __future__ import annotations

import pytest

from tests.conftest import dump, store


@pytest.mark.parametrize("limit", [2**63 - 1, 2**63, 10**30])
@pytest.mark.parametrize("command", ["claims", "sources", "topics", "contradictions"])
def test_a_limit_beyond_64_bits_is_no_limit(keta, folder, command, limit):
    path = folder({"store.yaml": dump(store())})
    assert keta(command, "--store", path, "--limit", limit) == keta(command, "--store", path)
