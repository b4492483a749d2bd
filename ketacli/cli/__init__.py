"""The command line: one command a file, imported when it is called.

`COMMANDS` is the table of contents: a module without leading underscore here *is* a command.
"""

from __future__ import annotations

import sys

COMMANDS = {
    "claims": "The claims that match, most important first.",
    "show": "One claim, source, contradiction or topic whole.",
    "topics": "The topics, with what is known about each.",
    "sources": "The documents, and what their claims are held against.",
    "contradictions": "Where claims disagree, the sides face to face.",
    "schema": "The JSON Schemas of the store and of the JSON output.",
}
"""Every command with the line that `keta --help` shows for it."""


def main() -> None:
    """Run `keta` and leave with its exit code."""
    from ketacli.cli._app import run

    sys.exit(run(sys.argv[1:]))
