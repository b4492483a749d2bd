"""Files that come to stand in the way while keta writes."""

import os

import pytest

from tests.conftest import store


@pytest.mark.parametrize("moment", ["fsync", "link"])
def test_a_file_that_appears_while_an_export_is_written_is_left_alone(keta, folder, tmp_path, monkeypatch, moment):
    target, call = tmp_path / "out.md", getattr(os, moment)

    def late(*arguments, **options):
        target.write_text("somebody else's", encoding="utf-8")
        return call(*arguments, **options)

    monkeypatch.setattr(os, moment, late)
    assert keta("export", target, "--store", folder(store()), code=2) == (
        2,
        "",
        f"error: `{target}` exists already\n\nhint: add `--force` to replace it\n",
    )
    assert target.read_text(encoding="utf-8") == "somebody else's"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.md", "store"]
