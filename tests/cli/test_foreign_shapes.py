"""Stores of shapes that other programs have: chains of reasons with a number for belief, genes with a quote for each study."""

from __future__ import annotations

import json

import pytest

from tests.conftest import CASES

CREDENCES = CASES / "valid" / "credences" / "store"
GENES = CASES / "valid" / "genes" / "store"


def test_a_chain_of_reasons_is_shown_in_both_directions_each_claim_once(keta, golden):
    names = ("trader-saw-quarter-lost", "drought-cut-harvest", "prices-will-rise")
    golden("show-reasons", keta("show", *names, "--store", CREDENCES, "--format", "table").out)
    golden("show-reasons-markdown", keta("show", *names, "--store", CREDENCES, "--format", "markdown").out)
    golden("claims-reasons", keta("claims", "--store", CREDENCES, "--format", "table").out)


def test_a_number_for_belief_is_kept_for_programs_and_shown(keta):
    found = json.loads(keta("claims", "--store", CREDENCES, "--json").out)["claims"]
    assert {one["id"]: one["extra"]["x-credence"] for one in found} == {
        "trader-saw-quarter-lost": 0.6,
        "stocks-are-ample": 0.2,
        "prices-will-rise": 0.7,
        "drought-cut-harvest": 0.8,
        "stocks-are-low": 0.75,
    }


def test_each_piece_of_evidence_is_shown_with_its_quote(keta, golden):
    golden(
        "show-quoted-evidence",
        keta(
            "show", "ttn-causes-dcm", "lmna-needs-pacemaker", "flnc-is-harmless", "--store", GENES, "--format", "table"
        ).out,
    )
    golden("claims-genes", keta("claims", "--store", GENES, "--format", "table").out)


@pytest.mark.parametrize("quoted", ["27% of 203 patients", "44% received a pacemaker"])
def test_a_quote_of_evidence_that_is_not_in_its_study_is_an_error(keta, tmp_path, quoted):
    path = tmp_path / "store.yaml"
    path.write_text((GENES / "store.yaml").read_text("utf-8").replace(quoted, "99% of everybody"), encoding="utf-8")
    out = keta("check", path, "--documents", GENES.parent / "documents", code=1).out
    assert out.count("(evidence-quote)") == 1
