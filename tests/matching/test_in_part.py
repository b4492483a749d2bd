"""What a sentence may not be said to state, not even in part: a claim that it doubts, denies, limits or says of others."""

import re
from functools import cache
from typing import Any

import pytest

from ketacli.matching.apart import is_apart
from ketacli.matching.leftover import Stretch
from ketacli.matching.profiles import Asked
from tests.matching.test_opposites import VERB, shipped

HEDGED = re.compile(
    r"\b(?:may|might|could|can|possib\w*|sometimes|some|suggest\w*|likely|thought|promising|appear|hope)\b"
)


def before(words):
    """Return a change that puts words before a claim."""
    return lambda text: f"{words} {text if re.match('[A-Z]{2}|Spravato', text) else text[0].lower() + text[1:]}"


def after(words):
    """Return a change that puts words after a claim."""
    return lambda text: f"{text.rstrip('.')}{words}."


def verbally(words):
    """Return a change that puts words after the first verb of a claim."""

    def change(text):
        found = VERB.search(text)
        return f"{text[: found.end()]} {words}{text[found.end() :]}" if found else None

    return change


def other(pattern, words):
    """Return a change that puts words for the first of some others."""
    return lambda text: re.sub(pattern, words, text, count=1, flags=re.IGNORECASE)


DOUBTS = {
    **{
        words: before(words)
        for words in (
            "It is not true that", "There is no evidence that", "It is a myth that", "Some people claim that",
            "Critics doubt that", "Nobody knows whether", "It is too early to say that", "We once thought that",
            "Few doctors agree that", "Experts deny that", "People used to think that", "Until 2010", "In the past",
            "The makers say that", "A trial is testing whether", "It remains to be seen whether", "Do not believe that",
            "Many wrongly think that", "Advertisements say that", "In theory", "You may have heard that", "Imagine that",
            "According to a blog,", "One patient told us that", "Its sellers insist that", "The old view was that",
            "It has been refuted that", "It would be nice if", "Nothing shows that",
        )
    },
    **{
        words: after(words)
        for words in (
            ", which was later disproved", ", but it is not true", ", or so the makers say", ", which nobody has shown",
            ", although there is no proof", ", but that was refuted", ", people used to think", ", it is claimed", ", we hope",
            ", which is a myth", " (this is false)", "; in fact the opposite is true", " and this is untrue",
            ", which is no longer so", ", though some doubt it", " in theory", " is what quacks preach",
            ", which has been refuted", ", but the study was retracted", ", a notion now discredited", ", they lied", ", bogus",
            ", a typical slogan", ", and this is where the brochure errs", " is how it was sold to us", ", or the reverse",
            ", yet the data were made up",
        )
    },
    **{words: verbally(words) for words in ("not", "never", "no longer", "hardly", "reportedly", "supposedly", "not always")},
}  # fmt: skip

LIMITS = {
    **{
        words: before(words)
        for words in (
            "If you are over 65,", "Unless you smoke,", "Only when a nurse watches,", "During pregnancy,", "In children,",
            "For people with heart disease,", "In the elderly,", "When combined with lithium,", "In mice,", "Among veterans,",
            "On rare occasions,", "As an exception,", "At very high doses,", "Without a doctor,", "In Europe,", "Injected under the skin,", "Mixed with wine,", "Sensitivity to",
        )
    },
    **{
        words: after(words)
        for words in (
            " only in rats", " in children", " during pregnancy", " for people with heart disease", " in the elderly",
            " if it is given slowly", " unless you drink", " except in Europe", " when combined with lithium",
            " without a doctor", " until 2010", ", though not in women", ", but only in hospital", ", but not in everybody",
            ", except at night", " among veterans", " in bipolar disorder", " with alcohol", " in the laboratory",
            " for an hour at most", " within ten minutes", " under the skin", " twice a day", ", at least in animals",
        )
    },
    **{words: verbally(words) for words in ("always", "completely", "without exception", "in children")},
}  # fmt: skip

OTHERS = {
    "another product": other(r"\b(?:ketamine|spravato|esketamine)\b", "psilocybin"),
    "a medicine of another kind": other(r"\b(?:ketamine|spravato)\b", "aspirin"),
    "the spray by infusion": other(r"\bspravato\b", "A ketamine infusion"),
    "infusions by spray": other(r"\bketamine infusions?\b", "Spravato"),
    "another authority": other(r"\bFDA\b", "EMA"),
    "another illness": other(r"\b(?:treatment-resistant |clinical )?depression\b", "gout"),
    "another disorder": other(r"\b(?:treatment-resistant |clinical )?depression\b", "bipolar disorder"),
    "another number": lambda text: re.sub(r"\d+", lambda found: str(2 * int(found[0]) + 1), text, count=1),
    "more than the number": other(r"(?<![\d-])(\d+)(?=%| [a-z])", r"more than \1"),
    "another count": other(r"\b(?:two|three|four|five|six)\b", "eleven"),
    "another year": other(r"\b(?:19|20)\d\d\b", "1850"),
    "a certainty": other(r"\bmay\b", "always"),
    "an impossibility": other(r"\b(?:may|can)\b", "cannot"),
    "many for few": other(r"\bfew\b", "many"),
    "few for many": other(r"\b(?:most|many)\b", "few"),
    "slow for rapid": other(r"\b(?:rapid|quick|fast)\w*\b", "slow"),
    "before for after": other(r"\bafter\b", "before"),
    "more for less": other(r"\b(?:reduc|reliev|eas|lower|lessen|block)\w+\b", "raise"),
    "worse for better": other(r"\b(?:improv|increas|rais|help)\w*\b", "worsen"),
    "unsafe for safe": other(r"\bsafe\b", "unsafe"),
}

CHANGES = {**DOUBTS, **LIMITS, **OTHERS}
EVERY = 24
"""Of how many claims one is tried with each change: each time others."""


@cache
def statements():
    """Return the claims of the shipped store with their statements."""
    return [(claim, claim.statement) for claim in shipped()[0].claims()]


def changed(name, versions):
    """Return claims with what a change makes of a version of them, but for those that it leaves alone or that say so already."""
    said = set(re.findall("[a-z]{4,}", name.lower()))
    pairs = [(claim, version, CHANGES[name](version)) for claim, version in versions]
    return [
        (claim, text)
        for claim, version, text in pairs
        if text
        and text != version
        and said.isdisjoint(re.findall("[a-z]{4,}", f"{claim.statement} {claim.short} {version}".lower()))
        and not (name in DOUBTS and HEDGED.search(f"{claim.statement} {version}"))
    ]


def read_alone(texts):
    """Return what each of several sentences has in common with the shipped store, each read by itself."""
    asked = [one for n, text in enumerate(texts) for one in (Asked(text, n), Asked("We meet on Mondays.", n))]
    return shipped()[1].read_all(asked)[::2]


def told(name, versions):
    """Return the changed versions of claims that keta says a page states, whole or in part."""
    pairs = changed(name, versions)
    found = read_alone([text for _, text in pairs])
    return [
        text
        for (claim, text), sentence in zip(pairs, found, strict=True)
        if claim.id in (*sentence.states, *sentence.states_in_part)
    ]


@pytest.mark.parametrize("name", CHANGES)
def test_a_claim_that_is_doubted_limited_or_said_of_others_is_stated_neither_whole_nor_in_part(name):
    assert told(name, statements()[list(CHANGES).index(name) % EVERY :: EVERY]) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_no_claim_that_is_doubted_limited_or_said_of_others_is_stated_neither_whole_nor_in_part(name, share):
    # Each change with every fourth claim and each claim with every fourth change: many of them change the same.
    assert told(name, share(statements(), 4, list(CHANGES).index(name))) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine, taken with lithium, may help with obsessive-compulsive disorder.",
        "Taken with lithium, ketamine may help with obsessive-compulsive disorder.",
        "Injected at home, ketamine may help with obsessive-compulsive disorder.",
        "Ketamine may help with obsessive-compulsive disorder, a sales trick.",
        "Spravato was approved in March 2019, a typical sales line.",
        "Combined with lithium, Spravato is esketamine.",
        "Ketamine and alcohol may help with obsessive-compulsive disorder.",
        "Ketamine mixed with alcohol may help with obsessive-compulsive disorder.",
        "Low-dose ketamine may help with obsessive-compulsive disorder.",
        "Ketamine may help with obsessive-compulsive disorder or gout.",
        "Ketamine may help men with obsessive-compulsive disorder.",
        "Ketamine may help with childhood obsessive-compulsive disorder.",
        "Stopping ketamine may help with obsessive-compulsive disorder.",
        "A doctor who avoids ketamine may help with obsessive-compulsive disorder.",
        "Ketamine used to help with obsessive-compulsive disorder.",
        "The fantasy that ketamine may help with obsessive-compulsive disorder sells well.",
        "Ketamine infusion therapy is safe enough.",
        "Ketamine infusion therapy is safe overnight.",
        "Ketamine infusion therapy being safe is a lie.",
        "What makes ketamine infusion therapy safe is the nurse.",
        "Ketamine infusion therapy is safe compared with heroin.",
    ],
)
def test_a_sentence_on_a_mixture_a_kind_or_others_states_nothing(text):
    found = shipped()[1].read(text)
    assert (found.states, found.states_in_part) == ((), {})


@pytest.mark.parametrize(
    ("words", "places", "is_identity"),
    [
        ("Mixed at home,", {"is_first", "opens", "closes"}, True),
        ("truly proven", set(), True),
        ("a big seller", {"is_last", "opens"}, False),
    ],
)
def test_what_limits_praises_or_names_the_whole_of_a_claim_does_not_leave_it_as_it_is(words, places, is_identity):
    where: dict[str, Any] = {name: name in places for name in ("is_first", "is_last", "opens", "closes")}
    stretch = Stretch(words, tuple(words.lower().strip(",").split()), (), **where)
    assert not is_apart([stretch], is_identity=is_identity)
