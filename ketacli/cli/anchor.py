"""`keta anchor`: from words of a document to the YAML of a quote."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path  # noqa: TC003 - Typer reads annotations
from typing import Annotated

import typer

from ketacli import quotes
from ketacli.cli import _output
from ketacli.cli._app import stop
from ketacli.errors import ExitCode, KetaError
from ketacli.formats._text import Layout, harmless
from ketacli.formats.json import dump
from ketacli.store import files


def command(
    document: Annotated[Path, typer.Argument(help="The document, a text file in UTF-8.", metavar="DOCUMENT")],
    fragments: Annotated[
        list[str],
        typer.Argument(
            help="The words of the quote; several fragments in the order of the document.", metavar="WORDS..."
        ),
    ],
) -> None:
    """Print the YAML of a quote and its passage, ready to paste, and say how many places match.

    \b
    Examples:
      keta anchor tea/example-page.txt "80% of bad sleepers"
      keta anchor tea/example-page.txt "green tea" "80% of bad sleepers"

    The passage is the sentence around the last fragment, at most 45 words of it. `keta init tea` writes the document
    of the examples.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    text, digest = _read(document)
    places = [quotes.find(text, fragment) for fragment in fragments]
    for fragment, found in zip(fragments, places, strict=True):
        if not found:
            raise _not_there(document, fragment)
    last = [match for match in places[-1] if all(any(one.end <= match.start for one in found) for found in places[:-1])]
    if not last:
        raise KetaError("The fragments do not stand in this order", "give them in the order of the document")
    _output.emit(f"# {harmless(document.name)}, sha256 {digest}\n")
    for number, match in enumerate(last, 1):
        _output.emit(_yaml(text, fragments, match, f"{number} of {len(last)}" if len(last) > 1 else ""))
    noun = "place matches" if len(last) == 1 else "places match"
    _output.note(f"{len(last)} {noun}")
    for warning in _warnings(text, fragments, last[0]):
        _output.note(f"warning: {warning}")
    stop(ExitCode.OK)


def _read(document: Path) -> tuple[str, str]:
    try:
        data = files.load(document)
        return data.decode("utf-8"), sha256(data).hexdigest()
    except UnicodeDecodeError as error:
        raise KetaError(f"`{document}` is not valid UTF-8", "save it as UTF-8") from error
    except OSError as error:
        raise KetaError(f"Cannot read `{document}`: {error.strerror}") from error


def _not_there(document: Path, fragment: str) -> KetaError:
    error = KetaError(
        f"`{fragment}` does not stand in `{document}`",
        "copy whole words as they stand there; digits, signs and negations must be the same",
    )
    error.exit_code = ExitCode.NOTHING
    return error


def _yaml(text: str, fragments: list[str], match: quotes.Match, label: str) -> str:
    start, end = quotes.sentence(text, match.start, match.end)
    quote = dump(fragments[0] if len(fragments) == 1 else fragments, Layout())
    folded = f"    # found after folding {' and '.join(match.folded)}\n" if match.folded else ""
    return (
        f"{f'    # place {label}{chr(10)}' if label else ''}{folded}    quote: {quote}\n    passage: [{start}, {end}]\n"
    )


def _warnings(text: str, fragments: list[str], match: quotes.Match) -> list[str]:
    counts = [len(quotes.words(fragment)) for fragment in fragments]
    found = [
        f"`{fragment}` has {count} words; at most {quotes.MAX_WORDS} may be quoted"
        for fragment, count in zip(fragments, counts, strict=True)
        if count > quotes.MAX_WORDS
    ]
    if sum(counts) > quotes.MAX_QUOTE_WORDS:
        found.append(f"the fragments have {sum(counts)} words; at most {quotes.MAX_QUOTE_WORDS} may be quoted together")
    cut = quotes.cut_words(text, match.start, match.end)
    if cut:
        found.append(f"the quote is cut off from `{cut}`")
    return found
