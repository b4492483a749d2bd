"""The do-nothing Typer app: what any command line made with Typer costs before it does anything."""  # noqa: INP001 - a script

import typer


def main() -> None:
    """Do nothing."""


typer.run(main)
