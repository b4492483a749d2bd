"""What a shell offers after a tab: bash, zsh and fish ask in one way, and nothing of an answer is ever evaluated.

Typer's own scripts hand the answer to `eval` (zsh) or let file names be expanded in it (bash), and an answer holds names from
a store. Here an answer is lines, `value<TAB>description`, which the scripts only read. `:files` stands for names of files.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from typer import _completion_shared as scripts
from typer._click import shell_completion
from typer._completion_classes import BashComplete

from ketacli.cli import COMMANDS
from ketacli.errors import UsageError
from ketacli.formats._text import harmless

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter
    from typer._click.shell_completion import CompletionItem

_BASH = """\
%(complete_func)s() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        if [ "$line" = ":files" ]; then
            compopt -o default 2>/dev/null
        elif [ -n "$line" ]; then
            COMPREPLY+=("${line%%%%$'\\t'*}")
        fi
    done < <(env %(autocomplete_var)s=complete_bash _KETA_LINE="${COMP_LINE:0:COMP_POINT}" %(prog_name)s 2>/dev/null)
}

complete -F %(complete_func)s %(prog_name)s
"""

_ZSH = """\
#compdef %(prog_name)s

%(complete_func)s() {
    local value about
    local -a offered
    while IFS=$'\\t' read -r value about; do
        if [[ $value == ":files" ]]; then
            _files
            return
        fi
        [[ -n $value ]] && offered+=("${value//:/\\\\:}${about:+:$about}")
    done < <(env %(autocomplete_var)s=complete_zsh _KETA_LINE="${(j: :)words[1,CURRENT-1]} $PREFIX" %(prog_name)s 2>/dev/null)
    compset -P '--*='
    _describe '%(prog_name)s' offered
}

compdef %(complete_func)s %(prog_name)s
if [[ $funcstack[1] == _%(prog_name)s ]]; then
    %(complete_func)s "$@"
fi
"""

_FISH = """\
function _%(complete_func)s
    set --local offered (env %(autocomplete_var)s=complete_fish _KETA_LINE=(commandline -cp | string collect) %(prog_name)s 2>/dev/null)
    if test "$offered" = ":files"
        __fish_complete_path (commandline -ct)
    else if test -n "$offered"
        printf '%%s\\n' $offered
    end
end

complete --command %(prog_name)s --no-files --arguments "(_%(complete_func)s)"
"""

_NAMES_OF_FILES = {"FILE", "PATH", "DIR", "DOCUMENT", "[STORE]"}
"""How the help calls an argument or option that stands for a file or folder."""


SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
"""What each shell is given to read when it starts."""


def prepare() -> None:
    """Let Typer show, install and answer to the scripts of this module."""
    scripts._completion_scripts.update(SCRIPTS)  # noqa: SLF001 - Typer has no other way
    for name in SCRIPTS:
        shell_completion.add_completion_class(_Shells, name)


def named(option: str, shell: str) -> str:
    """Return the script for a shell that is named, or install it and return where, whatever shell keta was started from.

    Raises:
        UsageError: if keta has no script for it.
    """
    if shell not in SCRIPTS:
        raise UsageError(f"No completion for `{shell}`", f"shells are {', '.join(SCRIPTS)}")
    if option == "--show-completion":
        script = scripts.get_completion_script(prog_name="keta", complete_var="_KETA_COMPLETE", shell=shell)
        return f"{script}\n"
    _, path = scripts.install(shell=shell, prog_name="keta", complete_var="_KETA_COMPLETE")
    return f"{shell} completion installed in {harmless(str(path))}\nRestart the shell to use it.\n"


class _Shells(BashComplete):
    """What is offered for a command line, whose shell is told by `_KETA_COMPLETE`."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one that is being typed, and that one as far as it goes."""
        line = os.environ.get("_KETA_LINE", "")
        words = shell_completion.split_arg_string(line)
        last = words.pop() if len(words) > 1 and not line.endswith((" ", "\t")) else ""
        return words[1:], last

    def format_completion(self, item: CompletionItem) -> str:
        """Return a line: the value, and what it is, if that is known."""
        about = " ".join(harmless(item.help or "").split())
        return f"{item.value}\t{about}" if about else f"{item.value}"

    def complete(self) -> str:
        """Return all lines. A script of another kind says no line, and gets none."""
        if "_KETA_LINE" not in os.environ:
            return ""
        args, typed = self.get_completion_args()
        context = shell_completion._resolve_context(self.cli, self.ctx_args, self.prog_name, args)  # noqa: SLF001 - as Typer does
        asked, incomplete = shell_completion._resolve_incomplete(context, args, typed)  # noqa: SLF001
        if _is_file(asked, context):
            return ":files"
        # A shell that takes the option and its value for one word replaces both. In zsh `compset` has set the option aside.
        is_fish = os.environ.get("_KETA_COMPLETE") == "complete_fish"
        ahead = typed.removesuffix(incomplete) if is_fish and typed.startswith("--") and "=" in typed else ""
        is_command = _is_command(asked, incomplete)
        offered = _commands(asked, context, incomplete) if is_command else asked.shell_complete(context, incomplete)
        for item in offered:
            item.value = f"{ahead}{item.value}"
        # What would need quotes in a shell can only be something half typed, which the shell knows better.
        return "\n".join(self.format_completion(item) for item in offered if re.fullmatch(r"[\w.,=+-]+", item.value))


def _is_command(asked: Any, incomplete: str) -> bool:
    """Return whether the name of a command is to be typed next."""
    return hasattr(asked, "list_commands") and not incomplete.startswith("-")


def _commands(group: Any, context: Context, incomplete: str) -> list[CompletionItem]:
    """Return the commands with their lines. Typer would import those of keta all to ask for their help, and cut that."""
    told = COMMANDS
    if context.parent is not None:  # `keta add` has commands of its own
        told = {name: one.get_short_help_str(limit=200) for name, one in group.commands.items()}
    return [
        shell_completion.CompletionItem(name, help=about) for name, about in told.items() if name.startswith(incomplete)
    ]


def _is_file(asked: Any, context: Context) -> bool:
    """Return whether a name of a file is to be typed next."""
    parameter: Parameter | None = asked if hasattr(asked, "make_metavar") else None
    return parameter is not None and (parameter.metavar or parameter.make_metavar(context)) in _NAMES_OF_FILES
