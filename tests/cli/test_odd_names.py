"""Files and folders whose names are no UTF-8: a file system takes any bytes, and keta reads what is there."""

from __future__ import annotations

import json
import os
import sys

import pytest

from tests.conftest import dump, store

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other file systems refuse such names")


@pytest.fixture
def odd(tmp_path):
    """Return the store of two files whose folder and one of whose files have names that are no UTF-8."""
    path = tmp_path / os.fsdecode(b"caf\xe9")
    path.mkdir()
    whole = store()
    (path / "claims.yaml").write_text(dump({key: whole.pop(key) for key in ("claims", "contradictions")}))
    (path / os.fsdecode(b"topi\xff.yaml")).write_text(dump(whole))
    return path


def test_a_store_is_answered_from_and_its_index_used_again(keta, odd, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    first = keta("claims", "--store", odd)
    (index,) = (tmp_path / "cache" / "keta").iterdir()
    before = index.stat()
    assert keta("claims", "--store", odd) == first
    assert index.stat() == before
    assert [line.split("\t")[0] for line in first.out.splitlines()] == ["relapse-mean-19-days", "benefit-lasts"]


@pytest.mark.parametrize("name", ["text", "json", "github", "sarif"])
def test_a_problem_is_told_with_the_name_of_its_file(keta, odd, name):
    (odd / os.fsdecode(b"topi\xff.yaml")).write_text("sources: [")
    out = keta("check", odd, "--format", name, code=1).out
    if name == "json":
        told = {problem["file"] for problem in json.loads(out)["problems"]}
        assert str(odd / os.fsdecode(b"topi\xff.yaml")) in told
    else:
        shown = "/caf%E9/topi%FF.yaml" if name == "sarif" else "/caf\\udce9/topi\\udcff.yaml"
        assert shown in out


@pytest.mark.parametrize("ending", ["yaml", "json", "html", "md", "db", "csv"])
def test_an_export_goes_to_a_file_of_such_a_name(keta, odd, tmp_path, ending):
    target = tmp_path / os.fsdecode(b"out\xff." + ending.encode())
    keta("export", target, "--store", odd)
    assert target.stat().st_size
