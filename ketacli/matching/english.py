"""How much an English word carries of a question, before a store is asked.

Grammar carries nothing. Courtesy, and what any question may be about, carries little (`TALK`); so does an everyday word,
one of the 4,000 commonest, unless the vocabulary of a store makes a phrase of it. A rarer word is content. Whether a word is
English at all decides whether it may be a misspelling.

The everyday words are grade 10 of SCOWL (http://wordlist.aspell.net), the stems of all English words grades 10 to 35; see
`wordlists/COPYRIGHT`. Each list is read when the first word is looked up in it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Sequence


def listed(text: str) -> frozenset[str]:
    """Return the words of a text: so lists of words are written here, to be read as lines of words."""
    return frozenset(text.split())


def _in_order(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ONES = _in_order("one two three four five six seven eight nine")
TEENS = _in_order("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
TENS = _in_order("twenty thirty forty fifty sixty seventy eighty ninety")
"""The words of numbers, in order."""

NUMBER = "|".join((*ONES, *TEENS, *TENS))
"""The expression for a number in one word."""

_LISTS = Path(__file__).parent / "wordlists"

GRAMMAR = listed(
    """
a about above across after again against ago ahead all almost alone along already also although always am among an and
another any anybody anyone anything anyway apart are around as aside at away b be became because become been before
behind being below beside besides between beyond both but by can cannot cant could couldnt d did didnt do does doesnt
doing done dont down due during each either else enough even ever every everybody everyone everything everywhere except
few fewer for from further had hadnt has hasnt have havent having he hed her here hers herself hes him himself his how
however i id if ill im in indeed inside instead into is isnt it itd itll its itself ive just least less let lets like
likely ll lot lots m many may maybe me mean meanwhile might mine more most mostly much must my myself near nearly neither
never nevertheless no nobody none nor not nothing now nowhere of off often oh ok okay on once one ones only onto or other
others otherwise our ours ourselves out outside over own per perhaps quite rather re really s same several shall shant she
should shouldnt since so some somebody somehow someone something sometimes somewhat somewhere soon still such sure t than
that thats the their shes theirs them themselves then there theres therefore these they theyre theyve thing things this those
though through throughout thus till to together too toward towards u under unless until up upon ur us usually ve very via
was wasnt we well were werent what whatever whats when whenever where wheres whereas wherever whether which while who
whoever whole whom whos whose why whys will with within without wont would wouldnt yeah yes yet you youd youll your youre
yours yourself yourselves youve im ive hows dr mr mrs ms st vs versus etc eg ie whove wholl theyve theyll theyd hed shed
itll thatll mustnt neednt shant mightnt oughtnt aint gonna wanna gotta dunno usa uk mum mam mummy mommy daddy bloke
wht wth wat wats wot wots wen hw hows dat dis der wiv cud wud shud pls plz thx cos coz bcos bcoz tho thru abt
chap lad lass folk folks hubby missus fiance fiancee spouse cousin colleague neighbour neighbor flatmate roommate
"""
)
"""Folded words of grammar, which mean nothing alone."""

TALK = listed(
    """
able absolutely actual actually advice affect affects allow allowed amount answer apparently ask asked asking avoid
aware bad basically begin begins believe best better big bit bring call called came care case cases cause causes
certain chance change changes check claim claims clear clearly close come comes coming common commonly completely
concern concerned concerns consider considered considering correct couple cover current currently curious day days
decide decided deal definitely depend depends describe detail details difference different doctor doctors drug drugs
ease easier easy effect effects end ended entire especially exact exactly example expect expected expects experience
experienced explain explained extra extremely fact facts fairly far feel feeling feels felt figure final finally find
finding fine first follow following form forms found free friend friends full fully general generally get gets getting
give given gives giving go goes going gone good got gotten great group guess guy guys half hand happen happened
happening happens hard hear heard help helped helpful helping helps hi hello hope hoping hour hours husband idea
immediately important include includes including information interested issue issues job keep keeps kept kind kinds
knew know knowing known knows large last late later lately learn leave left legit length level life likelihood list
listed little live lives living long longer look looked looking looks loss lose lost love low made main mainly make
makes making manage matter matters means meant medical medication medications medicine medicines med meds mention
mentioned mind minute minutes moment mom dad mother father brother sister wife partner son daughter girlfriend
boyfriend month months morning name necessarily necessary need needed needs new next nice night normal normally number
obvious obviously old online opinion option options order ordinary page pages part particular particularly parts past
patient patients people percent percentage person personal place please plus point possible possibly present pretty
prior probably problem problems process proper properly provide provided put question questions quick quickly quit
rate ratio read reading real realistic reason reasons receive received receiving recent recently regular regularly
related report reported require required requires result results right rough roughly said saw say saying says see
seeing seem seemed seems seen seriously set short show shown shows side similar simple simply situation slight
slightly small sort sorts speak special specific specifically start started starting starts stay step stop stopped
stopping stops stuff suddenly suggest suggested suggests suppose supposed take taken takes taking talk talking tell
telling tells term terms thank thanks therapy think thinking thinks thought thoughts time times today told tomorrow
tonight took total totally treat treated treating treatment treatments tried tries true truly truth try trying turn
two type types typical typically understand understanding use used useful user uses using usual various wait waiting
want wanted wanting wants way ways week weeks weird wise wonder wondering word words work worked working works worried
worry worse worst worth wrong year years yesterday young three four five six seven eight nine ten anymore
"""
)
"""Folded words that carry little: what any question may be about."""

COMMON = GRAMMAR | TALK
"""Folded words without content of their own."""


_SLACK = listed(
    """
a an the this that these those it its i im ive id ill me my mine you your yours youre he hes she shes him his her we us our
they them their theres thats is are was were be been being am do does did will would has have had having someone somebody
anyone anybody everyone everybody people person patient patients really actually ever just even still also already very
quite so any some please
"""
)
_ALIKE = {
    **dict.fromkeys(
        ("dont", "doesnt", "didnt", "wont", "wouldnt", "isnt", "arent", "wasnt", "werent", "havent", "hasnt", "hadnt"),
        "not",
    ),
    "cannot": "cant",
    "couldnt": "cant",
    **dict.fromkeys(("himself", "herself", "themselves", "yourself", "ourselves", "oneself"), "myself"),
}
_WITH_NOT = {"can": "cant", "could": "cant", "should": "shouldnt"}
ASKING = listed("how what when where why who whom which can could should may might")
"""Folded words with which one asks, besides auxiliaries that any sentence has."""


_IM = late(r"\bi['’`]?m\b", re.IGNORECASE)
_BEFORE_ONESELF = listed("and as because but cos coz if now since so that what when while")
_NOT_AFTER_ONESELF = listed("and is or versus vs was")


def selves(typed: str, text: Sequence[str]) -> frozenset[int]:
    """Return the places of the folded words `im` that are *I am*, and no abbreviation: `I'm 40`, `if im tired`, but `IM`."""
    places = [place for place, word in enumerate(text) if word == "im"]
    forms = [found[0] for found in _IM.finditer(typed)] if places else []
    if len(forms) != len(places):
        return frozenset()
    return frozenset(
        place
        for place, form in zip(places, forms, strict=True)
        if len(form) > len("im")
        or (
            form != "IM"
            and (place == 0 or text[place - 1] in _BEFORE_ONESELF)
            and not _NOT_AFTER_ONESELF.issuperset(text[place + 1 : place + 2])
        )
    )


def gist(text: Sequence[str]) -> list[tuple[str, int]]:
    """Return what is left of folded words without pronouns, articles and auxiliaries, each word with its place.

    `come off my tablets` and `she came off the tablets` have the same gist; so have `don't` and `did not`.
    """
    found: list[tuple[str, int]] = []
    for place, word in enumerate(text):
        if word == "not" and found and found[-1][1] == place - 1 and found[-1][0] in _WITH_NOT:
            found[-1] = (_WITH_NOT[found[-1][0]], found[-1][1])
        elif word not in _SLACK:
            found.append((_ALIKE.get(word, word), place))
    return found


def is_telling(words: Sequence[str]) -> bool:
    """Whether the gist of a phrase still says something: it has two words that are neither grammar nor numbers."""
    return sum(word not in GRAMMAR and word not in ASKING and not word.isdigit() for word in words) > 1


@cache
def _list(name: str) -> str:
    return "\n" + (_LISTS / name).read_text("ascii")


@cache
def _everyday() -> frozenset[str]:
    return frozenset(_list("everyday.txt").split())


def is_everyday(word: str) -> bool:
    """Whether a folded word is among the commonest of English."""
    return word in _everyday()


@lru_cache(maxsize=4096)
def is_english(stemmed: str) -> bool:
    """Whether a stem is of an English word that is not rare."""
    return _list("stems.txt").find(f"\n{stemmed}\n", *_under("stems.txt", stemmed[0])) >= 0


@cache
def _under(name: str, first: str) -> tuple[int, int]:
    """Return from where to where in a list the words are that begin with a letter; nowhere for any other character."""
    found = _list(name)
    start = found.find(f"\n{first}")
    end = found.find(f"\n{chr(ord(first) + 1)}", start)
    return (start, end + 1 if end > 0 else len(found)) if start >= 0 else (0, 0)


def everyday_words(first: str) -> list[str]:
    """Return the everyday words that begin with a letter."""
    start, end = _under("everyday.txt", first)
    return _list("everyday.txt")[start:end].split()
