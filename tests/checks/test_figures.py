from __future__ import annotations

import pytest

from ketacli.checks._figures import read
from ketacli.checks._typing import differences

BARE = frozenset({None})


def figures(words: str) -> list[str]:
    """Return the figures of words in short: `4-6 wk about`."""
    return [_shown(one) for one in read(words)]


def _shown(one) -> str:
    ends = "-".join(dict.fromkeys(f"{end:.4g}" for end in (one.low, one.high)))
    kind = [] if one.kind == "number" else [one.kind]
    qualifiers = [] if one.qualifiers == BARE else ["/".join(sorted(name or "bare" for name in one.qualifiers))]
    return " ".join([ends, *([one.unit] if one.unit else []), *kind, *qualifiers])


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("19 days", ["19 d"]),
        ("2 hrs", ["2 h"]),
        ("24 hr prior", ["24 h"]),
        ("around 40 mins", ["40 min about"]),
        ("a 40-minute infusion", ["40 min"]),
        ("greater than a decade", ["10 a more-than"]),
        ("a couple of weeks", ["2 wk"]),
        ("half an hour", ["0.5 h"]),
        ("an hour and a half", ["1.5 h"]),
        ("one and a half hours", ["1.5 h"]),
        ("2½ hours", ["2.5 h"]),
        ("half a dozen infusions", ["6"]),
        ("a single infusion", ["1"]),
        ("twenty-four hours", ["24 h"]),
        ("one hundred and twenty people", ["120"]),
        ("two thousand three hundred", ["2300"]),
        ("12,000 people", ["1.2e+04"]),
        ("3,5 points", ["3.5 {points}"]),
        ("-3.16 points", ["-3.16 {points}"]),
        ("week 8", ["8 wk"]),
        ("88 percent", ["88 %"]),
        ("it costs $40, or € 35", ["40 USD", "35 EUR"]),
        ("0.5 mg per kg over 40 minutes", ["0.5 mg/kg", "40 min bare/more-than"]),
    ],
)
def test_a_number_is_read_with_its_unit(words, wanted):
    assert figures(words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("4-6 weeks", ["4-6 wk"]),
        ("4 – 6 weeks", ["4-6 wk"]),
        ("4 to 6 weeks", ["4-6 wk"]),
        ("between 4 and 6 weeks", ["4-6 wk"]),
        ("about 4 to 6 weeks", ["4-6 wk about"]),
        ("40 mins to a hr", ["40-60 min"]),
        ("1999-2004", ["1999-2004"]),
        ("56 or 84 mg", ["56-84 mg", "56 mg", "84 mg"]),
        ("24 and 48 hours", ["24 h", "48 h"]),
        ("from 24.13 to 15.44 points", ["24.13 {points} at-least/bare", "15.44 {points}"]),
        ("4 weeks to 6 mg", ["4 wk", "6 mg"]),
        ("1-800-273-8255", []),
    ],
)
def test_ends_make_a_range_only_where_the_words_join_them(words, wanted):
    assert figures(words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("in the 1960s", ["1960-1969 decade"]),
        ("the late 60s", ["1960-1969 decade"]),
        ("the sixties", ["1960-1969 decade"]),
        ("the 1960s to 1970s", ["1960-1979 decade"]),
        ("in 2019", ["2019"]),
    ],
)
def test_a_decade_is_its_ten_years(words, wanted):
    assert figures(words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("half of the patients", ["50 % share"]),
        ("a third of people", ["33.33 % share"]),
        ("two thirds", ["66.67 % share"]),
        ("nine out of ten", ["90 % share", "9", "10"]),
        ("the third infusion", ["3 ordinal"]),
        ("4 hrs after the third", ["4 h", "3 ordinal bare/more-than"]),
    ],
)
def test_shares_and_ordinals_are_told_from_counts(words, wanted):
    assert figures(words) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("at the very least two", ["2 at-least"]),
        ("at the very least a 50%", ["50 % at-least"]),
        ("2 or even more antidepressant", ["2 at-least"]),
        ("two drugs or more", ["2 at-least"]),
        ("six weeks or longer", ["6 wk at-least"]),
        ("no less than 3", ["3 at-least"]),
        ("greater than two", ["2 more-than"]),
        ("no more than 3 days", ["3 d at-most"]),
        ("up to six times", ["6 at-most"]),
        ("fewer than 10 people", ["10 less-than"]),
        ("50+ people", ["50 at-least/more-than"]),
        ("almost 40 minutes", ["40 min about/less-than"]),
        ("at least about 50%", ["50 % about/at-least"]),
        ("after no more than 3 days", ["3 d at-most"]),
        ("four more", ["4"]),
        ("50% more", ["50 %"]),
    ],
)
def test_a_bound_belongs_to_the_figure_that_it_stands_beside(words, wanted):
    assert figures(words) == wanted


@pytest.mark.parametrize("words", ["several weeks", "a few people", "no relapse", ""])
def test_words_without_a_figure_give_none(words):
    assert figures(words) == []


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("the first to 6 weeks", ["1 ordinal", "6 wk"]),
        ("4 to 6th week", ["4", "6 ordinal"]),
        ("the first or second infusion", ["1 ordinal", "2 ordinal"]),
        ("2 weeks to 40 mg", ["2 wk", "40 mg"]),
    ],
)
def test_what_counts_different_things_makes_no_range(words, wanted):
    assert figures(words) == wanted


@pytest.mark.parametrize(
    "words",
    [
        "91 percent higher risk",
        "risk rose by 20%",
        "a 20% lower risk",
        "20 percent more than before",
        "a 20% drop in weight",
        "lost 8% of their weight",
        "weight fell about 8%",
        "a fall of 20 percent",
        "17 minutes sooner",
        "lowers it by 8 points",
        "rising more than 30%",
        "50% more likely to recover",
    ],
)
def test_words_of_change_make_a_difference_of_a_figure(words):
    assert len(list(differences(words))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "80% of people got better",
        "more than 20% got better",
        "improves 40% of patients",
        "fell to 20%",
        "rose from 20% to 30%",
        "20% fall asleep",
        "within 12 weeks",
        "lower than 20%",
        "20% more than 10 minutes",
    ],
)
def test_a_share_or_a_level_is_no_difference(words):
    assert list(differences(words)) == []
