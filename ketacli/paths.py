"""Where keta's own data and schemas lie: inside the package when installed, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _home(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def shipped_store() -> Path:
    """Return the folder of the store that comes with keta."""
    return _home("data")


def schema_file(name: str) -> Path:
    """Return the file of the JSON Schema called `name`: `store`, `output`, `check`, `diff`, …."""
    return _home("schemas") / f"{name}.schema.json"


def template_files(kind: str) -> list[Path]:
    """Return the files of the store that `keta init` writes, `light` or `grade`, with the schema that they name."""
    own = [file for file in (_PACKAGE / "template" / kind).iterdir() if file.is_file()]
    return sorted([*own, schema_file("store")], key=lambda file: file.name)
