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
    "summary": "The evidence on a topic: bottom line, figures, claims, contradictions, sources.",
    "compare": "Figures of documents and studies, side by side.",
    "plot": "How soon and how long, or how many, as a picture.",
    "export": "A file of the summary or of the claims, its format by the file's ending.",
    "check": "Every problem of a store at once, each with its place and how to mend it.",
    "anchor": "The YAML of a quote and its passage, ready to paste.",
    "init": "A small valid store to start from.",
    "cache": "Where the compiled stores are, how large, and how to clear them.",
    "schema": "The JSON Schemas of the store and of the JSON output.",
}
"""Every command with the line that `keta --help` shows for it."""


def main() -> None:
    """Run `keta` and leave with its exit code."""
    import gc

    gc.disable()  # a command is over before collecting would pay: looking for cycles costs a tenth of start-up
    from ketacli.cli._app import run

    sys.exit(run(sys.argv[1:]))
