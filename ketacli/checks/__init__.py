"""What `keta check` looks for, one check a file.

To add a check: a module here without leading underscore, its line in `_ids.CHECKS`, and a case in `tests/cases/invalid` in
which it alone reports. Its docstring is its documentation page, with the headings `What it finds`, `Why it matters`,
`Example`, `Fix`. Its id is the module's name with hyphens, and permanent. A check that looks at fields which a light store
leaves out, or that may be of the wrong kind, names them in `_run._NEEDS`; a `Finding` may have a severity of its own.

A module has `SEVERITY` (`error` or `warning`), and either

    def check(view: View) -> Findings
    def check(view: View, documents: Documents) -> Findings     # with NEEDS_DOCUMENTS = True

or `FOUND_BY_READER = True` where reading a store finds it already.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ketacli.checks._ids import CHECKS

if TYPE_CHECKING:
    from types import ModuleType


def load(check: str) -> ModuleType:
    """Import a check by its id."""
    return import_module(f"ketacli.checks.{check.replace('-', '_')}")


__all__ = ["CHECKS", "load"]
