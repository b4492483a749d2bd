"""How sources are named for people: author and year, as in `Ekstrand 2022`; small words about words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST = 24
"""The most characters of a label; longer ones end at a word, with an ellipsis."""


def of_study(record: Mapping[str, Any]) -> str:
    """Return the label of a study's record: its own, or author and year of its citation."""
    cite = record.get("cite")
    if not cite and not record.get("label"):
        return shorten(str(record.get("title", "")), LONGEST)
    return str(record.get("label") or author_year(cite if isinstance(cite, dict) else {}, str(record.get("title", ""))))


def letters(place: int) -> str:
    """Return what tells the sources of one label apart, by their place from 0: `a` to `z`, then `aa` and on.

    >>> f"Murrough 2013{letters(1)}"
    'Murrough 2013b'
    """
    head, last = divmod(place, 26)
    return (letters(head - 1) if head else "") + chr(ord("a") + last)


def author_year(cite: Mapping[str, Any], title: str) -> str:
    """Return the label of a citation (CSL's names): first author and year; the title where no author is known.

    >>> author_year({"author": [{"family": "aan het Rot", "given": "M"}], "issued": "2010-01-15"}, "")
    'aan het Rot 2010'
    >>> author_year({"author": [{"literal": "FDA"}]}, "")
    'FDA, undated'
    """
    year = str(cite.get("issued") or "")[:4]
    authors: Sequence[Mapping[str, str]] = cite.get("author") or ({},)
    when = f" {year}" if year else ", undated"
    return shorten(name_of(authors[0]) or title, LONGEST - len(when)) + when


def read_name(author: Mapping[str, str]) -> dict[str, str]:
    """Return a name as every view and export reads it: `literal` alone, or `family` with what else there is.

    Somebody with a given name alone has that for a whole name.

    >>> read_name({"given": "Plato"})
    {'literal': 'Plato'}
    """
    if author.get("literal") or not author.get("family"):
        return {"literal": author.get("literal") or author.get("given", "")}
    return dict(author)


def is_person(author: Mapping[str, str]) -> bool:
    """Whether a name is known to be a person's: it has a family or given name."""
    return not author.get("literal")


def name_of(author: Mapping[str, str]) -> str:
    """Return how an author is called in a label: the body's name, or the family name with its particle."""
    name = read_name(author)
    if "literal" in name:
        return name["literal"]
    return " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))


def shorten(text: str, most: int) -> str:
    """Return text of at most `most` characters, cut at a word where it is longer."""
    if len(text) <= most:
        return text
    cut = text[: most - 1].rpartition(" ")[0] or text[: most - 1]
    return f"{cut}…"


def cut_off(text: str, most: int) -> str:
    """Return text on one line, of at most `most` characters: cut within a word where it is longer."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def capital(text: str) -> str:
    """Return text with a capital at its start, the rest as it is; the name `keta` is small everywhere."""
    return text if text.startswith("keta ") else text[:1].upper() + text[1:]


def plural(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: `1 claim`, `2 claims`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
