"""What the tests of commands share: keta asking a store in which every kind of record has every kind of field."""

import pytest

from tests.stores import full


@pytest.fixture
def ask(keta, folder):
    """Run keta on the full store: `ask("claims", "--json")`."""
    path = folder(full())

    def runner(*arguments, code=0):
        return keta(*arguments, "--store", path, code=code)

    return runner


@pytest.fixture
def terminal(monkeypatch):
    """Let standard output be a terminal."""
    monkeypatch.setattr("ketacli.cli._output._is_terminal", lambda: True)
