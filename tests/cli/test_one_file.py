"""A store that is one file of a folder answers as the folder does: its siblings say what its references mean."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT


@pytest.mark.parametrize(
    "command",
    [
        ("claims", "--format", "json"),
        ("claims", "--format", "table"),
        ("contradictions",),
        ("show", "infusion-overview"),
        ("show", "infusion-overview", "--format", "json"),
        ("show", "remission-85-percent"),
        ("show", "aan-het-rot-2010"),
        ("compare",),
        ("compare", "--format", "markdown"),
        ("compare", "--format", "csv"),
        ("plot", "timing"),
        ("plot", "rates"),
        ("summary", "--topic", "relapse"),
        ("summary", "--topic", "relapse", "--format", "json"),
    ],
    ids=" ".join,
)
def test_the_file_of_claims_gives_every_answer_of_its_folder(keta, command):
    whole = keta(*command, "--store", ROOT / "data").out
    alone = keta(*command, "--store", ROOT / "data" / "claims.yaml").out
    assert _same(alone) == _same(whole)


def _same(text):
    """Return a text without what tells stores apart: title, version and digest."""
    return re.sub(r"[0-9a-f]{32}|[Dd]igest \S+", "", text)
