"""What the tests of commands share: keta asking a store in which every kind of record has every kind of field."""

import pytest

from tests.stores import full

WORDS_HINT = "\nhint: words must all stand in one claim; `--topic` is broader, and `keta topics` lists what there is\n"
"""What follows where words were looked for in vain, and no topic is near."""


@pytest.fixture
def ask(keta, kept):
    """Run keta on the full store: `ask("claims", "--json")`."""
    path = kept("full", full)

    def runner(*arguments, code=0):
        return keta(*arguments, "--store", path, code=code)

    return runner


@pytest.fixture
def terminal(monkeypatch):
    """Let standard output be a terminal."""
    monkeypatch.setattr("ketacli.cli._output._is_terminal", lambda: True)
