"""keta: what documents claim, how far each claim can be trusted, and where the claims disagree.

>>> from ketacli import open_store
>>> store = open_store()
>>> claims = store.claims(topic="relapse")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ketacli.errors import KetaError, NotFoundError, StoreError, UnknownValueError, UsageError
    from ketacli.model import Claim, Contradiction, Document, Study, Topic
    from ketacli.store import Store, open_store

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "Contradiction",
    "Document",
    "KetaError",
    "NotFoundError",
    "Store",
    "StoreError",
    "Study",
    "Topic",
    "UnknownValueError",
    "UsageError",
    "__version__",
    "open_store",
]

_HOMES = {
    **dict.fromkeys(("Claim", "Contradiction", "Document", "Study", "Topic"), "ketacli.model"),
    **dict.fromkeys(("KetaError", "NotFoundError", "StoreError", "UnknownValueError", "UsageError"), "ketacli.errors"),
    **dict.fromkeys(("Store", "open_store"), "ketacli.store"),
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that `keta --version` pays for none of them."""
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
