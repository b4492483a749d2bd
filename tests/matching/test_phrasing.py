"""How turns of phrase are written: what is either, what may be missing, gaps, word ends and what must not follow."""

import importlib
import pkgutil

import pytest

from ketacli import matching
from ketacli.matching.phrasing import any_of, one_of
from ketacli.patterns import Late


@pytest.mark.parametrize(
    ("phrase", "found", "not_found"),
    [
        ("keep (him|her) out", ["keep her out"], ["keep out", "keep him outside", "keep it out"]),
        ("let [it|them] pass", ["let pass", "let it pass"], ["let itpass", "let it then pass"]),
        ("wait [longer]", ["wait", "wait longer"], ["awaits"]),
        ("no <2> need", ["no need", "no real need", "no real big need"], ["no one two three need", "noneed"]),
        ("no <1-2> need", ["no real need"], ["no need"]),
        ("no <2 of real|big> need", ["no need", "no big real need"], ["no small need", "no really need"]),
        ("no <2 but who|is> need", ["no real need", "no isle need"], ["no one who need", "no is need"]),
        ("go <not home|<1> back>", ["go", "go homewards", "go there"], ["go home", "go back", "go right back"]),
        ("do <not so> <2> it", ["do it", "do never do it"], ["do so it"]),
        ("a (b [c]|d <1>) e", ["a b e", "a b c e", "a d e", "a d x e"], ["a c e"]),
        ("heal*", ["heal", "healing"], ["unhealed"]),
        ("risks?", ["risk", "risks"], ["risky"]),
        ("^so, then$", ["so it is", "but then"], ["and so", "then it"]),
    ],
)
def test_a_phrase_finds_what_its_notation_says_and_nothing_else(phrase, found, not_found):
    wanted = any_of(phrase)
    assert [text for text in (*found, *not_found) if wanted.search(text)] == found


def test_phrases_stand_in_lines_or_between_commas_and_examples_after_a_mark():
    text = """
        keep out, stay in  # stay in
        go

    """
    assert one_of(text) == "(keep out|stay in|go)"


def _written() -> dict[str, Late]:
    """Return by name what is written as phrases in the modules of matching."""
    found: dict[str, Late] = {}
    for module in pkgutil.iter_modules(matching.__path__):
        space = vars(importlib.import_module(f"ketacli.matching.{module.name}"))
        found |= {f"{module.name}.{name}": one for name, one in space.items() if isinstance(one, Late)}
    return {name: one for name, one in found.items() if one.text != one.pattern}


def test_each_phrase_finds_its_example():
    lines = [(name, line.partition("#")) for name, one in _written().items() for line in one.text.splitlines()]
    told = [(name, phrase.strip(), example.strip()) for name, (phrase, _, example) in lines if example]
    assert len(told) > 20
    assert [one for one in told if not any_of(one[1]).search(one[2])] == []


def test_no_notation_of_any_phrase_is_left_unread():
    plain = {name: one.pattern.replace("(?P<what>", "").replace("(?<", "") for name, one in _written().items()}
    assert [name for name, pattern in plain.items() if not set("<>[]").isdisjoint(pattern)] == []
