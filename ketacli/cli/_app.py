"""The application: a group whose commands are imported when they are called, and the one boundary for errors."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

import ketacli
from ketacli.cli import COMMANDS
from ketacli.cli._ending import say
from ketacli.errors import ExitCode, KetaError, StoreError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_CONTEXT = {"help_option_names": ["-h", "--help"]}
_WIDEST = 96
"""How wide help gets, on however wide a terminal."""


class _Context(typer.Context):
    """What Click passes through a run; it makes the writer of help."""

    def make_formatter(self) -> Any:
        """Import the writer of help where help is shown."""
        from ketacli.cli._help import Formatter

        return Formatter(_WIDEST)


class LazyGroup(TyperGroup):
    """A group that knows the names of its commands, and imports one when it is asked for."""

    context_class = _Context

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Typer's signature
        """Return the names of all commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - Typer's signature
        """Import a command."""
        return command(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - Typer's signature
        """Write the table of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that was meant, or say which ones are near."""
        if args and args[0] not in COMMANDS:
            raise KetaError(f"No command `{args[0]}`", _meant(args))
        return super().resolve_command(ctx, args)


_SYNONYMS = dict.fromkeys(("search", "find", "query", "list"), "claims") | {"report": "summary", "figures": "compare"}
"""What other programs call a command."""


def _meant(args: Sequence[str]) -> str:
    """Return a hint for a first word that is no command: a topic, a synonym, a command spelt otherwise, or a question."""
    from shlex import quote

    word, rest = args[0], " ".join(map(quote, args[1:]))
    if word in _SYNONYMS:
        return f"did you mean `{f'keta {_SYNONYMS[word]} {rest}'.rstrip()}`?"
    if topic := _topic(" ".join(args)):
        return f"did you mean `keta ask {quote(' '.join(args))}`? {topic}"
    if hint := did_you_mean(word, COMMANDS, how="keta {}"):
        return hint
    return f"did you mean `keta ask {quote(' '.join(args))}`? `keta --help` lists the commands"


def _topic(words: str) -> str:
    """Return the bottom line of the topic that goes by a name in the default store, with where to read on.

    Nothing where there is none, or any trouble.
    """
    from ketacli.store import open_store

    with suppress(Exception):  # the trouble to report is that there is no such command
        store = open_store()
        (topic,) = store.query(topic=words.replace(",", " ")).topic
        line = store.bottom_line(topic)
        return (
            f"Bottom line: {line} More: `keta claims --topic {topic}`"
            if line
            else f"Its claims: `keta claims --topic {topic}`"
        )
    return ""


def command(name: str) -> Any:
    """Return the command of a module, as Typer makes it from the function `command` there, or a group from its `COMMANDS`."""
    module = import_module(f"ketacli.cli.{name}")
    inner: dict[str, Callable[..., None]] = getattr(module, "COMMANDS", None) or {name: module.command}
    return _command(name, tuple(inner.items()), getattr(module, "ABOUT", None))


class _Whole(TyperGroup):
    """A group whose table of commands cuts no description short."""

    context_class = _Context

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - Typer's signature
        """Write the first sentence of each command's help."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.get_short_help_str(limit=200)) for name, one in self.commands.items()])


class _Command(TyperCommand):
    """A command with help that fits."""

    context_class = _Context


@cache
def _command(name: str, inner: tuple[tuple[str, Callable[..., None]], ...], about: str | None) -> Any:
    """Return a command or a group, made once for however many runs of a process."""
    app = typer.Typer(cls=_Whole, add_completion=False, rich_markup_mode=None, context_settings=_CONTEXT)
    for own, function in inner:
        app.command(own, cls=_Command, context_settings=_CONTEXT)(function)
    if name not in dict(inner):
        app.info.name, app.info.no_args_is_help = name, True
        app.callback(help=about)(_nothing)
    return typer.main.get_command(app)


def _nothing() -> None:
    """Do nothing before a command of a group."""


def _version(value: bool) -> None:  # noqa: FBT001 - Typer calls it with the flag
    if value:
        sys.stdout.write(f"keta {ketacli.__version__}\n")
        raise typer.Exit


def _root(
    ctx: typer.Context,
    version: Annotated[  # noqa: FBT002, ARG001 - Typer's flags are arguments; its callback prints it
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """What two web documents claim about ketamine for depression, and how far each claim can be trusted.

    \b
    Examples:
      keta claims --topic relapse          what is claimed about relapse
      keta claims "new synapses"           claims with these words
      keta show remission-85-percent       a claim: quote, evidence, caveats
      keta contradictions --topic onset    who disagrees about how soon it works
      keta claims --topic relapse --json | jq -r '.claims[].id'

    keta reports what documents claim and what studies found. It is not medical advice: ask your doctor.
    In a crisis in the US call or text 988; elsewhere your local emergency number.

    Exit codes: 0 something matched, 1 nothing matched or problems found, 2 wrong usage or unreadable, 70 a bug,
    130 interrupted.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    if ctx.invoked_subcommand is None:
        from ketacli.cli._front import show

        show()


def application(arguments: Sequence[str] = ()) -> Any:
    """Return the whole command line; the options for completion are left out where the arguments begin with a command."""
    return _application(not arguments or arguments[0].startswith("-") or "_KETA_COMPLETE" in os.environ)


@cache
def _application(completes: bool) -> Any:  # noqa: FBT001 - what it is made for
    app = typer.Typer(
        cls=LazyGroup,
        add_completion=completes,
        context_settings=_CONTEXT,
        invoke_without_command=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_root)
    return typer.main.get_command(app)


_HELP = {"-h", "--help", "--explain", "--list"}
"""Options that show docstrings."""


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code: known trouble is a sentence with a hint, a bug keeps its traceback."""
    if sys.stdout is None:
        return _trouble(KetaError("Cannot write: standard output is closed"))
    try:
        arguments = _as_meant(arguments)
        whole = application(arguments)
        _prepare(arguments)
        code = whole.main(list(arguments), prog_name="keta", standalone_mode=False)
        sys.stdout.flush()
    except (typer.Abort, KeyboardInterrupt):
        return _quietly(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        return _quietly(ExitCode.OK)
    except SystemExit as leaving:
        # Typer makes 1 of a closed pipe, and leaves here after a completion.
        return _quietly(ExitCode.OK) if isinstance(leaving.__context__, BrokenPipeError) else int(leaving.code or 0)
    except Exception as error:  # noqa: BLE001 - the one boundary
        return _fail(error, arguments)
    return int(code or ExitCode.OK)


def _prepare(arguments: Sequence[str]) -> None:
    """Make ready for a completion, or for a help whose texts are there.

    Raises:
        KetaError: if Python was told to drop docstrings.
        SystemExit: when the completion of a shell that is named was shown or installed.
    """
    if sys.flags.optimize > 1 and _HELP.intersection(one.partition("=")[0] for one in arguments):
        raise KetaError(
            "Python was told to drop the texts that help is made of", "unset PYTHONOPTIMIZE, or run without `-OO`"
        )
    if "_KETA_COMPLETE" in os.environ or (arguments and arguments[0].endswith("-completion")):
        from ketacli.cli._completing import named, prepare

        prepare()
        match list(arguments):
            case ["--show-completion" | "--install-completion" as option, shell]:
                sys.stdout.write(named(option, shell))
                sys.stdout.flush()
                raise SystemExit(ExitCode.OK)


def _as_meant(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with `help`, `help COMMAND` and `version` as the options that they stand for."""
    match list(arguments):
        case ["version"]:
            return ["--version"]
        case ["help"]:
            return ["--help"]
        case ["help", name, *_]:
            return [name, "--help"]
        case given:
            return given


def _quietly(code: ExitCode) -> int:
    """Leave without a word: what is still buffered must not raise again when the interpreter closes the stream."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _fail(error: Exception, arguments: Sequence[str]) -> int:
    """Say what is wrong and return the exit code."""
    if isinstance(error, KetaError):
        return _trouble(error)
    if isinstance(error, typer.TyperException):
        return _usage(error, arguments)
    if isinstance(error, OSError):
        return _quietly(_trouble(KetaError(f"Cannot write: {error.strerror or error}")))
    from traceback import format_exception

    shown = "".join(format_exception(error))
    say(f"{shown}\nerror: a bug in keta {ketacli.__version__}\n\nhint: please report it with the lines above\n")
    return ExitCode.BUG


def _trouble(error: KetaError) -> ExitCode:
    """Say every problem with its place if there are any, then the sentence, then the hint."""
    lines: list[str] = []
    if isinstance(error, StoreError) and error.problems:
        from ketacli.formats._problems import listing

        lines.append(listing(error.problems))
    lines.append(f"error: {error.message}\n")
    if error.hint:
        lines.append(f"\nhint: {error.hint}\n")
    say("".join(lines))
    return error.exit_code


_LONG = {"-f": "--format", "-o": "--output"}
_INSTEAD = {
    ("plot", "--json"): "the figures of a plot are those of `keta compare --json`",
    ("plot", "--format"): "`-o` writes a picture; the figures of a plot are those of `keta compare --json`",
    ("export", "--json"): "write `--format json`",
    ("export", "--output"): "name the file without an option: `keta export claims.csv`",
}
"""What to write in place of options that a command does not have and another one does."""


def _usage(error: typer.TyperException, arguments: Sequence[str]) -> int:
    """Say what is wrong with the words of the command line."""
    context = getattr(error, "ctx", None)
    name = arguments[0] if arguments and arguments[0] in COMMANDS else ""
    # An option without its value is found before there is a context.
    command = context.command_path if context else f"keta {name}".rstrip()
    message, hint = error.format_message().rstrip("."), f"see `{command} --help`"
    if type(error).__name__ == "NoSuchOption":
        option = getattr(error, "option_name", "")
        message = f"No option `{option}`"
        long = _LONG.get(option, option)
        if (name, long) in _INSTEAD:
            hint = _INSTEAD[name, long]
        elif name and long == "--output":
            hint = "add `> FILE`, or write claims to a file with `keta export FILE`"
        elif not name and _is_of_claims(option):
            from shlex import join

            hint = f"options follow a command: `keta claims {join(arguments)}`"
        elif near := sorted(getattr(error, "possibilities", None) or ()):
            hint = f"did you mean {' or '.join(f'`{option}`' for option in near)}?"
    elif found := re.fullmatch(r"Got unexpected extra arguments? ?\(?s?\)? ?\((.*)\)", message):
        message = f"Unexpected `{found[1]}`"
        hint = f"put words that belong together in quotes, or see `{command} --help`"
    message = message.replace("a valid int", "a whole number")
    # Typer sets names and values in typewriter quotes.
    return _trouble(KetaError(re.sub(r"(?<!\w)'([^']+)'(?!\w)", r"`\1`", message), hint))


def _is_of_claims(option: str) -> bool:
    """Return whether `keta claims` has an option."""
    from ketacli.cli._options import Filters, Output

    return option.lstrip("-").partition("=")[0] in (*Filters._fields, *Output._fields)
