"""From YAML to answers."""

from ketacli.store.api import Store, open_store

__all__ = ["Store", "open_store"]
