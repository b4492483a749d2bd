"""What the tests of web pages share."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path


@pytest.fixture
def validated(tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Return what validates pages by html-validate: `validated({"front": html}, rules)` gives its exit code and what it finds."""
    validate = shutil.which("html-validate")
    if not validate:
        pytest.skip("html-validate is not installed")

    def run(pages: Mapping[str, str], rules: Mapping[str, Any] | None = None) -> tuple[int, str]:
        if rules:
            (tmp_path / ".htmlvalidate.json").write_text(json.dumps(rules))
        for name, text in pages.items():
            (tmp_path / f"page-{name}.html").write_text(text, encoding="utf-8")
        done = subprocess.run(
            [validate, *map(str, sorted(tmp_path.glob("page-*.html")))],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    return run


@pytest.fixture
def linted(tmp_path: Path) -> Callable[[Iterable[str]], tuple[int, list[str]]]:
    """Return what tries pages by markdownlint, whose limit of a line's length is off: its exit code and what it finds."""
    lint = shutil.which("markdownlint-cli2")
    if not lint:
        pytest.skip("markdownlint-cli2 is not installed")

    def run(pages: Iterable[str]) -> tuple[int, list[str]]:
        (tmp_path / ".markdownlint-cli2.jsonc").write_text('{"config": {"MD013": false}}')
        for number, text in enumerate(pages):
            (tmp_path / f"page-{number}.md").write_text(text, encoding="utf-8")
        done = subprocess.run([lint, "*.md"], cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, [line for line in done.stderr.splitlines() if ".md:" in line]

    return run
