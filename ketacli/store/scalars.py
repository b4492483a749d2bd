"""What an unquoted scalar of YAML means, and which ones programs read differently."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from ketacli.labels import cut_off

_MOST_DIGITS = 40
"""Longer integers are beyond 64 bits, whatever their digits."""

SHOWN = 40
"""How many characters of a value a message shows."""

_NULLS = {"", "~", "null", "Null", "NULL"}
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_YAML_1_1_BOOLEAN = re.compile(r"(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)$")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$")
# Floats that YAML 1.1 reads as text: an exponent without a point or a sign, a sign right before the point.
_FLOAT_OF_1_2 = re.compile(r"[-+]?[0-9]+[eE]|[-+]?[0-9.]+[eE][0-9]|[-+]\.")
_ODD_NUMBER = re.compile(
    r"[-+]?(?:0[bBoO][0-7_]+|0[xX][0-9a-fA-F_]+|\.(?:inf|Inf|INF)|0[0-9_]+(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
    r"|(?=[0-9.]*_)(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?)$|\.(?:nan|NaN|NAN)$"
)
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:$|[Tt ])")

STARTS = frozenset(("", *"~+-.0123456789nNtTfFyYoO"))
"""How an unquoted scalar begins that may be something else than text."""

_TOO_LARGE = "write a number of at most 18 digits, or text in quotes where a field wants text"

Meaning = tuple[Any, str, str]
"""What an unquoted scalar stands for; where programs read it differently, what is wrong with it and a hint."""


@lru_cache(maxsize=4096)
def meaning(text: str) -> Meaning:
    """Return what an unquoted scalar means by YAML 1.2's core schema, and refuse what 1.1 read otherwise."""
    if text in _NULLS:
        return None, "", ""
    if text in _BOOLEANS:
        return _BOOLEANS[text], "", ""
    if text[0].isdigit() or text[0] in "+-.":
        return _numeric(text)
    if _YAML_1_1_BOOLEAN.match(text):
        return text, f"`{text}` is read as true or false", f'write `"{text}"`, or true or false'
    return text, "", ""


def _numeric(text: str) -> Meaning:
    is_float = _FLOAT.match(text)
    if _INTEGER.match(text) or (is_float and not _FLOAT_OF_1_2.match(text)):
        number = _number(text)
        if number is not None:
            return number, "", ""
        return text, f"`{cut_off(text, SHOWN)}` is beyond 64 bits", _TOO_LARGE
    if is_float or _ODD_NUMBER.match(text):
        what = "a number by some and as text by others" if is_float else "different numbers"
        return text, f"`{text}` is read as {what}", "write a decimal number, or put it in quotes"
    if _SEXAGESIMAL.match(text):
        return text, f"`{text}` is read as a number of base sixty", f'write `"{text}"`'
    if _DATE.match(text):
        return text, f"`{text}` is read as a date", f'write `"{text}"`'
    return text, "", ""


@lru_cache(maxsize=512)
def is_text(key: str) -> bool:
    """Whether a key is text to every program: no merge key, number, date, truth or null."""
    return (
        key != "<<"
        and key not in _NULLS
        and key not in _BOOLEANS
        and not any(
            pattern.match(key) for pattern in (_INTEGER, _FLOAT, _ODD_NUMBER, _SEXAGESIMAL, _DATE, _YAML_1_1_BOOLEAN)
        )
    )


def _number(text: str) -> int | float | None:
    """Return the number that a text stands for; None where 64 bits do not hold it, and programs read different numbers."""
    if not _INTEGER.match(text):
        return float(text) if abs(float(text)) < 2**63 else None
    number = int(text) if len(text) < _MOST_DIGITS else 2**63
    return number if -(2**63) <= number < 2**63 else None
