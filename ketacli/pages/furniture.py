"""Tell what stands on a web page besides its text: notices of cookies, menus, footers, buttons to share, comments of readers.

Sites that have no elements for these (`nav`, `footer`) say it by the names of classes, which are much alike everywhere.
"""

from __future__ import annotations

import re
from itertools import islice

from ketacli.frozen import NamedTuple
from ketacli.patterns import late


class Left(NamedTuple):
    """A text that is left out, in parts with ` / ` between them: a `menu`, `header`, `footer`, `notice`, `button`, what is `hidden`, or `other`.

    What a page says without showing it is `image`, the words for a picture, or `data`, what it says of itself to search engines.
    """

    kind: str
    text: str


def listed(text: str) -> frozenset[str]:
    """Return the words of a text: so lists of names are written here."""
    return frozenset(text.split())


_CLASSES = listed(
    "ad-slot ads advert advertisement addtoany author-bio author-box breadcrumb breadcrumbs byline colophon comment-form "
    "comment-list comment-respond comments comments-area comments-page copyright disqus_thread edit-section entry-meta footer "
    "footer-bottom footer-main footer-widget footer-widgets main-menu main-nav menu mw-editsection nav navbar navbar-nav "
    "navigation newsletter newsletter-signup page-footer pagination post-meta posted-on reference references reflist "
    "related-articles related-content related-posts sharedaddy sharing sidebar site-footer site-header-menu site-nav "
    "site-navigation skip-link skip-to-content social social-icons social-links social-share sub-menu subscription-widget toc "
    "widget-area"
)
_CONSENT = late(r"cookie|\bgdpr|\bonetrust|\bcky-|\bcc-(?:window|banner)|\bconsent-(?:banner|notice|manager)")
_KEPT = listed("html body main article h1 h2 h3 h4 h5 h6")
_WITH_ID = listed("aside div footer ol ul")
"""Elements whose id counts: that of a heading or a section is made of its title (`social`, `references`)."""
_NOTICES = late(
    r"(?:copyright\s*)?©|copyright\b.{0,40}\b(?:19|20)\d\d|all rights reserved\b|skip to (?:main )?content\b|advertisement\W*\Z"
    r"|(?:we|this (?:web)?site) uses? cookies\b|by clicking .{0,40}\bcookies\b|photo(?:graph)?(?:y| by|:)\s.{0,60}\Z"
    r"|share this\b.{0,20}\Z|your email address will not be published|medically reviewed by\b.{0,40}\Z",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = late(
    r"(?:[\w ]{0,24}\b(?:published|posted|updated|modified|reviewed|checked|review due|date)\b(?: on)?\W*)?"
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\W+)?(?:\d\d?(?:st|nd|rd|th)?\s+{_MONTH},?|{_MONTH}\s+\d\d?,?)\s*(?:(?:19|20)\d\d)?"
    r"(?:\W*\d\d?[.:]\d\d.{0,12})?\W*\Z",
    re.IGNORECASE,
)
_SAYS_SOMETHING = late(r"[^\W\d_]|\d")


def is_named_so(element: str, attribute: str, names: str) -> bool:
    """Whether an attribute of an element, `class` or `id`, says that what is in it is not the text of the page."""
    if element in _KEPT or (attribute == "id" and element not in _WITH_ID):
        return False
    lowered = names.lower()
    return not _CLASSES.isdisjoint(lowered.split()) or bool(_CONSENT.search(lowered))


_TOLD = listed("text description headline name abstract")
_MOST_LINKED = 10_000
"""How many values of linked data are read."""

_TAG = late(r"<[^<>]*>")


def of_linked_data(source: str) -> list[str]:
    """Return what a page says of itself in linked data (JSON-LD), the texts of questions and answers among it; of faulty data nothing."""
    from json import loads

    try:
        ahead = [loads(source)]
    except (ValueError, RecursionError):
        return []
    found: list[str] = []
    for one in islice(ahead, _MOST_LINKED):  # which grows
        if isinstance(one, dict):
            found += [_TAG.sub(" ", text) for key, text in one.items() if key in _TOLD and isinstance(text, str)]
            ahead += one.values()
        elif isinstance(one, list):
            ahead += one
    return found


def is_furniture(text: str) -> bool:
    """Whether a paragraph is none of a page's text: a notice of copyright or cookies, a date by itself, no letter or digit."""
    return bool(_NOTICES.match(text) or _DATE.match(text)) or not _SAYS_SOMETHING.search(text)
