"""From YAML to answers."""

from ketacli.store.store import Store, open_store

__all__ = ["Store", "open_store"]
