"""Read the text of a web page that a reader sees, with the place of each character.

The tokens are found here, as the HTML standard cuts them (https://html.spec.whatwg.org/multipage/parsing.html), because
neither of the parsers tried could do it. The standard library's needs 28 s for 80 kB of `<!--` and minutes for 60 kB of `<a "`,
since each is looked for to the end again, and stops with an error at `<![<![`. selectolax does not say where a text stands,
and twenty thousand nested elements keep it for seconds. No tree is needed: only which text is in what kind of block.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.pages.blocks import Block, Builder
from ketacli.pages.furniture import Left, is_furniture, is_named_so, listed, of_linked_data
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator


_BLOCKS = listed(
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section "
    "select summary table tbody td tfoot th thead title tr ul"
)
"""Elements that end the block before them; a cell of a table ends none, its row does."""

_CELLS = frozenset(["td", "th"])
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_UNSEEN = listed(
    "script style noscript template svg math iframe object audio video canvas select option datalist textarea button "
    "head nav footer dialog map noembed noframes"
)
"""Elements whose text is not the page's: programs, drawings, controls, navigation."""

_HEADERS = frozenset(["header"])
"""Elements of whose text only headings and sentences count: menus are in them, and the title of an article."""

_KINDS = {"nav": "menu", "footer": "footer", "dialog": "notice", "header": "header", "button": "button"}
"""What the text of an element is that is not the page's, though a reader may see it: programs and controls have none."""
_ROLES = {
    **dict.fromkeys(("navigation", "menu", "menubar"), "menu"),
    **dict.fromkeys(("dialog", "alertdialog"), "notice"),
    "banner": "header",
    "contentinfo": "footer",
}
_CONTROLS = _UNSEEN - _KINDS.keys() | {"button"}

_SAYING = 3
"""The fewest words of a button, a picture or a header with a full stop that may say something."""

_MOST_NOTED = 500
"""How many such texts are kept."""

_DESCRIBES = frozenset(["description", "og:description", "twitter:description"])
"""What the text of a `meta` is called that search engines show."""

_RAW = listed("script style textarea title noembed noframes iframe xmp noscript")
"""Elements in which there are no tags but their own end."""

_VOID = listed("area base br col embed hr img input link meta param source track wbr")
_AUTO_CLOSED = frozenset(["p", "li", "option", "td", "th", "tr", "dd", "dt"])
_HIDDEN_ROLES = frozenset(["navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog", "alertdialog"])

_NAME = late(r"[a-zA-Z][^\s/>]{0,60}")
_REST_OF_TAG = late(r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_ATTRIBUTE = late(
    r"""[\s/]([a-zA-Z][a-zA-Z-]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>"']++))?+""",
)
_ENTITY = late(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_SCRIPT_ENDS = late(r"</script(?=[\s/>])", re.IGNORECASE)
_HIDING = late(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SPEAKS = late(r"<(?:!doctype\s+html|html|head|body|p|div|h[1-6]|table|ul|article|span|br)\b", re.IGNORECASE)

_MOST_CELLS = 12
"""A row of more cells is laid out, not a row of a table."""


MOST_TAGS = 400_000
"""The most tags that are read, in a few seconds: a long page has 20,000."""


class TooManyTagsError(ValueError):
    """A page with more tags than are read."""


class _Tag(NamedTuple):
    name: str
    is_end: bool
    start: int
    end: int


def looks_like(text: str) -> bool:
    """Whether a text begins as HTML does."""
    return bool(_SPEAKS.search(text[:4000]))


def read(text: str) -> tuple[str, list[Block], list[Left]]:
    """Return the title and the blocks of a page, and the text that is left out: menus, footers, hidden parts and the like."""
    reader = _Reader(text)
    title, blocks = reader.read()
    if reader.passed_over > sum(len(block.text) for block in blocks):  # a class may be called as a menu is by chance
        reader = _Reader(text, by_class=False)
        title, blocks = reader.read()
    if not blocks:  # an element that is never closed may have hidden everything
        reader = _Reader(text, is_lenient=True)
        _, blocks = reader.read()
    return title, blocks, reader.left


class _Reader:
    def __init__(self, text: str, *, is_lenient: bool = False, by_class: bool = True) -> None:
        self._text = text
        self._by_class = by_class and not is_lenient
        self._is_named_so = False
        self.passed_over = 0
        """How many characters were passed over for the class of an element."""
        self._unseen = _RAW | {"head"} if is_lenient else _UNSEEN
        self._is_lenient = is_lenient
        self._blocks: list[Block] = []
        self._builder = Builder()
        self._kind, self._level = "paragraph", 0
        self._skipping: str | None = None
        self._depth = 0
        self._headers = 0
        self._rows = 0
        self._tables = 0
        self._cells = 0
        self._links = 0
        self._linked = self._unlinked = 0
        self._title = Builder()
        self._noted: dict[Left, None] = {}
        self.left: list[Left] = []
        """The text that is left out."""
        self._aside = Builder()
        self._aside_parts: list[str] = []
        self._aside_kind = self._unseen_kind = ""
        self._control: str | None = None

    def read(self) -> tuple[str, list[Block]]:
        """Return the title and the blocks."""
        at = 0
        for number, tag in enumerate(_tags(self._text)):
            if number > MOST_TAGS:
                raise TooManyTagsError
            if self._skipping is not None and self._is_named_so:
                self.passed_over += len(self._text[at : tag.start].strip())
            self._put(at, tag.start)
            at = tag.end
            if tag.name == "title" and not tag.is_end and self._title.is_empty:
                end = self._text.find("<", at)
                self._put_entities(self._title, at, end if end >= 0 else at)
            if tag.name:
                self._note(tag)
                self._take(tag)
        self._put(at, len(self._text))
        self._close()
        self._end_aside()
        shown = "\n".join(block.text for block in self._blocks)
        self.left += [one for one in self._noted if one.text not in shown]
        return self._title.build().text, self._blocks

    def _take(self, tag: _Tag) -> None:
        name = tag.name
        if self._skipping is not None:
            self._skip(tag)
            return
        if not tag.is_end and name not in _VOID and self._is_unseen(tag):
            self._close_if_block(name)
            self._end_aside()
            self._aside_kind = self._unseen_kind
            self._skipping, self._depth = name, 1
            return
        if name in _HEADERS and not self._is_lenient:
            self._close()
            self._end_aside()
            self._aside_kind = "header"
            self._headers = max(0, self._headers + (-1 if tag.is_end else 1))
        elif name == "a":
            self._link(tag)
        elif name in _CELLS and self._rows:
            if not tag.is_end and not self._builder.is_empty:
                self._cells += 1
                if self._cells < _MOST_CELLS:
                    self._builder.put(" | ", tag.start, 0)
                else:
                    self._close()
        elif name in _BLOCKS:
            if self._rows and self._cells and name in {"p", "div", "br", "ul", "ol", "li"}:
                self._builder.put(" ", tag.start, 0)  # a paragraph or a list in a cell
            else:
                self._close()
            self._begin(name, is_end=tag.is_end)

    def _note(self, tag: _Tag) -> None:
        """Keep apart what an element says besides its text: a picture, or a page in what search engines show of it."""
        if tag.is_end or tag.name not in {"img", "meta", "script"}:
            return
        said = {one[1].lower(): (one[2] or "").strip("\"'") for one in self._attributes(tag)}
        if tag.name == "img":
            self._note_text("image", said.get("alt", "") if self._skipping is None else "")
        elif tag.name == "meta":
            is_description = (said.get("name") or said.get("property", "")).lower() in _DESCRIBES
            self._note_text("data", said.get("content", "") if is_description else "")
        elif said.get("type", "").lower() == "application/ld+json":
            closed = _SCRIPT_ENDS.search(self._text, tag.end)
            for text in of_linked_data(self._text[tag.end : closed.start()]) if closed else ():
                self._note_text("data", text)

    def _note_text(self, kind: str, text: str) -> None:
        builder = Builder()
        self._put_entities(builder, 0, len(text), text)
        found = Left(kind, builder.build().text)
        if len(found.text.split()) >= _SAYING and len(self._noted) < _MOST_NOTED:
            self._noted[found] = None

    def _attributes(self, tag: _Tag) -> Iterator[re.Match[str]]:
        return _ATTRIBUTE.finditer(self._text, tag.start + 1 + len(tag.name), min(tag.end, tag.start + 4000))

    def _link(self, tag: _Tag) -> None:
        if not tag.is_end and self._text.endswith("</a>", 0, tag.start):
            self._builder.put(" ", tag.start, 0)  # two links are never one word
        self._links = max(0, self._links + (-1 if tag.is_end else 1))

    def _begin(self, name: str, *, is_end: bool) -> None:
        if name in _HEADINGS:
            self._kind, self._level = ("paragraph", 0) if is_end else ("heading", _HEADINGS[name])
        elif name == "summary":
            self._kind, self._level = ("paragraph", 0) if is_end else ("heading", len(_HEADINGS))
        elif name in {"li", "dd", "dt"}:
            self._kind, self._level = ("paragraph", 0) if is_end else ("item", 0)
        elif name == "tr":
            self._rows = 0 if is_end else 1
            self._cells = 0
            self._kind, self._level = ("paragraph", 0) if is_end else ("row", self._tables)
        elif name == "table":
            self._rows = 0
            self._tables += 1
            self._kind, self._level = "paragraph", 0

    def _is_unseen(self, tag: _Tag) -> bool:
        self._is_named_so = False
        self._unseen_kind = _KINDS.get(tag.name, "")
        if tag.name in self._unseen:
            return tag.name != "button" or self._kind != "heading"  # a question that opens its answer is a button
        if self._is_lenient or tag.end - tag.start - len(tag.name) <= 3:  # noqa: PLR2004 - no room for an attribute
            return False
        for found in self._attributes(tag):
            name, value = found[1].lower(), (found[2] or "").strip("\"'")
            if name in {"class", "id"} and self._by_class and is_named_so(tag.name, name, value):
                self._is_named_so = True
                self._unseen_kind = "other"
                return True
            if _hides(name, value):
                self._unseen_kind = "hidden"
                return tag.name not in {"body", "html"}
            if name == "role" and value.lower() in _HIDDEN_ROLES:
                self._unseen_kind = _ROLES.get(value.lower(), "")
                return tag.name not in {"body", "html", "main", "header"}
        return False

    def _skip(self, tag: _Tag) -> None:
        if tag.name in _CONTROLS and tag.name != self._skipping:
            self._control = None if tag.is_end else self._control or tag.name
        if tag.name in _BLOCKS:
            self._part_aside()
        elif tag.name == "a":
            self._aside.put(" ", tag.start, 0)
        if tag.name != self._skipping:
            if tag.name == "body" and self._skipping == "head":
                self._skipping = None
            return
        if tag.is_end or tag.name in _AUTO_CLOSED:
            self._depth -= 1
        if not tag.is_end and tag.name not in _AUTO_CLOSED:
            self._depth += 1
        if self._depth <= 0:
            self._skipping = self._control = None
            self._end_aside()
            self._aside_kind = "header" if self._headers else ""
            if not tag.is_end:
                self._take(tag)

    def _put(self, start: int, end: int) -> None:
        if start >= end:
            return
        if self._skipping is not None:
            if self._aside_kind and self._control is None:
                self._put_entities(self._aside, start, end)
            return
        size = end - start
        if self._links:
            self._linked += size if not self._text[start:end].isspace() else 0
        elif not self._text[start:end].isspace():
            self._unlinked += size
        self._put_entities(self._builder, start, end)

    def _put_entities(self, builder: Builder, start: int, end: int, text: str | None = None) -> None:
        text = self._text if text is None else text
        at = start
        if text.find("&", start, end) >= 0:
            from html import unescape

            for found in _ENTITY.finditer(text, start, end):
                builder.put(text[at : found.start()], at)
                builder.put(unescape(found[0]), found.start(), len(found[0]))
                at = found.end()
        builder.put(text[at:end], at)

    def _close_if_block(self, name: str) -> None:
        if name in _BLOCKS:
            self._close()

    def _part_aside(self) -> None:
        """End a part of a text that is left out."""
        if not self._aside.is_empty:
            self._aside_parts.append(self._aside.build().text)

    def _end_aside(self) -> None:
        """End a text that is left out."""
        self._part_aside()
        is_label = self._aside_kind == "button" and len(" ".join(self._aside_parts).split()) < _SAYING
        if self._aside_parts and not is_label:
            self.left.append(Left(self._aside_kind, " / ".join(self._aside_parts)))
        self._aside_parts = []

    def _close(self) -> None:
        """End a block; one that is all links and no sentence is a menu."""
        if not self._builder.is_empty:
            block = self._builder.build(self._kind, self._level)
            is_menu = self._linked and not self._unlinked and not block.text.endswith((".", "!", "?"))
            is_text = self._kind == "heading" or self._is_lenient or not (is_menu or is_furniture(block.text))
            if self._headers and self._kind != "heading" and not (is_text and _is_sentence(block.text)):
                self._aside_parts.append(block.text)
            elif block.text.strip(" |") and is_text:
                self._blocks.append(block)
            elif not is_text:
                self.left.append(Left("menu" if is_menu else "notice", block.text))
        self._linked = self._unlinked = 0


def _is_sentence(text: str) -> bool:
    """Whether the text of a header says something, and is no name, number or slogan."""
    return text.rstrip("\"'\u201d\u2019)").endswith((".", "!", "?")) and len(text.split()) >= _SAYING


def _hides(name: str, value: str) -> bool:
    """Whether an attribute says that nobody sees an element."""
    return (
        name == "hidden"
        or (name == "aria-hidden" and value.lower() == "true")
        or (name == "style" and bool(_HIDING.search(value)))
    )


def _tags(text: str) -> Iterator[_Tag]:
    """Yield the tags of a page, and what is to be passed over (comments, declarations) as tags without a name."""
    at = 0
    while (start := text.find("<", at)) >= 0:
        after = text[start + 1 : start + 2]
        if after in {"!", "?"}:
            closing = "-->" if text.startswith("<!--", start) else ">"
            end = text.find(closing, start + 2)
            at = end + len(closing) if end >= 0 else len(text)
            yield _Tag("", False, start, at)  # noqa: FBT003 - no end of an element
            continue
        is_end = after == "/"
        name = _NAME.match(text, start + 1 + is_end)
        if name is None:
            at = start + 1
            continue
        rest = _REST_OF_TAG.match(text, name.end())
        end = rest.end() if rest else text.find(">", name.end()) + 1
        if not end:
            yield _Tag("", False, start, len(text))  # noqa: FBT003 - as above
            return
        tag = _Tag(name[0].lower(), is_end, start, end)
        yield tag
        at = end
        if tag.name in _RAW and not is_end:
            closed = re.compile(rf"</{tag.name}(?=[\s/>])", re.IGNORECASE).search(text, at)
            if closed is None:
                yield _Tag("", False, at, len(text))  # noqa: FBT003 - as above
                return
            if tag.name not in _UNSEEN:
                yield _Tag("", False, at, closed.start())  # noqa: FBT003 - as above
            at = closed.start()
