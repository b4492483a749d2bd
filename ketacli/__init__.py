"""keta: what documents claim, how far each claim can be trusted, and where the claims disagree.

>>> from ketacli import open_store
>>> store = open_store()
>>> claims = store.claims(topic="relapse")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ketacli.anchoring import Anchor, Place, anchor
    from ketacli.api import Picture, Store, check, open_store, to_dict
    from ketacli.checks._run import CheckReport
    from ketacli.errors import KetaError, NotFoundError, Problem, StoreError, UnknownValueError, UsageError
    from ketacli.frames import to_frame
    from ketacli.model import (
        Claim,
        Contradiction,
        Document,
        Importance,
        Level,
        Omission,
        Rating,
        Source,
        Study,
        Topic,
        Verdict,
    )
    from ketacli.report.comparison import Block, Row
    from ketacli.report.summary import Summary
    from ketacli.store.asking import Reply
    from ketacli.store.query import Filters
    from ketacli.store.scanning import Scan

__version__ = "0.1.0"

__all__ = [
    "Anchor",
    "Block",
    "CheckReport",
    "Claim",
    "Contradiction",
    "Document",
    "Filters",
    "Importance",
    "KetaError",
    "Level",
    "NotFoundError",
    "Omission",
    "Picture",
    "Place",
    "Problem",
    "Rating",
    "Reply",
    "Row",
    "Scan",
    "Source",
    "Store",
    "StoreError",
    "Study",
    "Summary",
    "Topic",
    "UnknownValueError",
    "UsageError",
    "Verdict",
    "__version__",
    "anchor",
    "check",
    "open_store",
    "to_dict",
    "to_frame",
]

_HOMES = {
    "anchoring": ("Anchor", "Place", "anchor"),
    "api": ("Picture", "Store", "check", "open_store", "to_dict"),
    "checks._run": ("CheckReport",),
    "errors": ("KetaError", "NotFoundError", "Problem", "StoreError", "UnknownValueError", "UsageError"),
    "frames": ("to_frame",),
    "model": (
        "Claim",
        "Contradiction",
        "Document",
        "Importance",
        "Level",
        "Omission",
        "Rating",
        "Source",
        "Study",
        "Topic",
        "Verdict",
    ),
    "report.comparison": ("Block", "Row"),
    "report.summary": ("Summary",),
    "store.asking": ("Reply",),
    "store.query": ("Filters",),
    "store.scanning": ("Scan",),
}
"""The modules of the public names."""


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that `keta --version` pays for none of them."""
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"ketacli.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
