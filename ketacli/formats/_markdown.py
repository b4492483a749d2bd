"""Text in Markdown: shown as it is, with nothing in it that acts, on GitHub and in pandoc."""

from __future__ import annotations

import re

from ketacli.formats._text import harmless

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~^$]|&(?=#?\w+;))")
_LEADING = re.compile(r"^(\d+)([.)])(?!\S)|^([-+=])")
# What GitHub makes links, mentions or pictures of after Markdown, where no backslash helps: addresses (http:, www., mail,
# xmpp:), @names, :smile:, #12, GH-12. A space without width, as Dependabot writes it, keeps them apart.
_LIVE = re.compile(r"@(?=\w)|#(?=\d)|:(?=//|[\w+-]+:)|(?<=www)(?=\.)|(?<=xmpp)(?=:)|\bGH(?=-\d)", re.IGNORECASE)
_BREAKING = re.compile(r"[\s<>\\]")
"""What would end an address."""
_PLAIN_ADDRESS = re.compile(r"https?://[\w.~:/?#@!&'()*+,;=%-]+", re.ASCII)
"""An address that Markdown shows and links as it stands between angle brackets, a table cell's included."""

_APART = "\ufdd0"
"""Stands for the space without width until all else is escaped; Unicode promises that it is no character."""


def escape(text: str, *, leads: bool = True) -> str:
    """Return text that Markdown shows as it is, on one line; where it never begins a line, `leads` is false."""
    text = _LIVE.sub(lambda found: f"{found[0]}{_APART}", " ".join(text.replace(_APART, "").split()))
    text = _SPECIAL.sub(r"\\\1", harmless(text))
    if leads:
        text = _LEADING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", text)
    return text.replace(_APART, "&#8203;")


def code(text: str) -> str:
    """Return text as a span of code, in more backticks than stand together in it; a table would still see its `|`."""
    text = harmless(" ".join(text.split())) or " "
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{edge}{text}{edge}{fence}"


def link(text: str, address: str) -> str:
    """Return a link; without an address the text alone. An address that is its own text stands between angle brackets."""
    if text == address and _PLAIN_ADDRESS.fullmatch(address):
        return f"<{address}>"
    return f"[{escape(text)}](<{_BREAKING.sub('', address)}>)" if address else escape(text)


def table(header: list[str], body: list[list[str]], right: tuple[int, ...] = (), widths: tuple[int, ...] = ()) -> str:
    """Return a table; the cells are Markdown already, those of the columns in `right` set to the right.

    `widths` are the columns' shares of a page: pandoc takes them from the number of dashes, others leave them be.
    """
    dashes = ["-" * width for width in widths] or ["---"] * len(header)
    rule = [f"{dash[:-1] if widths else dash}:" if place in right else dash for place, dash in enumerate(dashes)]
    return "".join("| " + " | ".join(line) + " |\n" for line in [header, rule, *body])
