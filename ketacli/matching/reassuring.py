"""Tell whether a sentence plays down a danger that it touches.

It allows what one must not do, denies a harm, or waives a precaution (`ketacli.matching.playing_down`), urges what
endangers or keeps from help, or promises what is not kept. What reassures depends on what a point warns of: `You
cannot drive` warns, `You cannot get addicted` denies. So a point says which it is: an `act` (to drive), a `harm` (a
damaged bladder), a `need` (somebody who watches), a `promise` that is not kept (to prevent suicide), a `stop` (of a
medicine that must not end at once), or what `ketacli.matching.promising` knows. What warns, doubts, asks or tells
what others say plays nothing down.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ketacli.matching import helping, urging
from ketacli.matching import playing_down as down
from ketacli.matching.english import listed
from ketacli.matching.phrasing import any_of, has
from ketacli.matching.promising import CHANCE, FADING, promises
from ketacli.matching.rejecting import rejected
from ketacli.matching.tone import clauses, is_of_myths
from ketacli.matching.warning import (
    is_in_earnest,
    is_of_others,
    is_plain,
    is_report,
    says_to_reader,
    warns,
    without_empty_denials,
)
from ketacli.matching.wording import BEGINNING, begins, folded, is_worded
from ketacli.patterns import late

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

ACT, HARM, NEED, PROMISE, STOP = "act", "harm", "need", "promise", "stop"
EMERGENCY, DOSE, RECORD = "emergency", "dose", "record"
"""A harm that needs help at once, more of a medicine than a dose, and a fact on record, of which one is as easily told otherwise as promised."""

BARE, NAMED, SHORT = 2, 5, 12
"""How few words only name a thing (a question: `Pregnant?`), or do so without a verb at their beginning.

A text of so few under an inviting heading is an item of it.
"""

_VERBS = listed("is are was were do does did will can has have had be been simply")
NEAR_BEFORE, NEAR_AFTER = 9, 4
"""How many words before those of a point, and after them, a negation denies it."""

_SELDOM = listed("rarely hardly barely unlikely")

_CLOSE_BEFORE = 4
"""How many words before a phrase that offers something a negation takes it back."""

_TURNED_AWAY = any_of("""
    (cannot|cant|can not|never|nobody|no one) <4> [be|is|are|get] (treated|given|accepted|admitted|offered|enrolled|included)
""")
"""What tells whom one does not treat, and so denies no harm."""

_IN_PLACE_OF = any_of("(rather than|instead of) <5>$")
"""What forbids what follows it at once: `ask us rather than taking more`."""

_TOLD_OF = any_of("changed, made, became, grew, rose, spread, boomed, began, started, was, were, led, brought, opened")
"""What tells what came of something, and offers it to nobody."""

_DUTY = any_of("should, must, do, please, if")
_CONDITION = any_of(
    "before, if, unless, until, when, while, once, as long as, provided, such as, including, for example"
)
"""What a clause begins with that only sets a condition."""

_REASON = any_of("since, because, so that")
"""What a clause begins with that says why something is so."""

_INVITES = any_of("""
    who (can|may|could) (have|benefit|be treated|use|take|get|receive), people who [can] benefit, candidates?
    who is (it|this) for, who is eligible, who (we treat|we help|it helps), we (treat|help|welcome|accept)
    ideal for, suitable for
""")
"""What heads a list of those who may have something, or of what one may do."""

_ASKING = listed(
    "is are was were do does did can could may might will would should must has have what why how who when where which"
)
"""What a question begins with that asks more than about a thing that it names."""

_MAY = any_of(r"^(can|may|could), ^(is|are) .*\b(ok|okay|fine|allowed|alright|permitted|possible)")
_NEEDED = any_of("needs?, needed, have to, has to, must, should, required, necessary")
_HARMFUL = any_of("bad, dangerous, harmful, harm, hurt, risky, risk, problem, affect, damage, unsafe, matter")
"""What a question asks: whether something may be, is needed, or does harm."""

_BRINGS = any_of("""
    is, are, (can|may|could|might|will) <1> be, causes?, leads? to, triggers?, raises?, damages?, harms?, hurts?, makes?
    ruins?, wrecks?, destroys?, brings? on, worsens?, addicts?, kills?, increases?, affects?, impairs?, can, may, could
""")
"""What says that a harm comes."""

_YES = any_of("""
    yes, yeah, yep, sure, of course, no problem, without a doubt, by all means
    (absolutely|certainly|definitely) <not not*>
""")
_NO = any_of("""
    no <not problem*>, not, nope, never, none, nothing, (absolutely|certainly|definitely) not, dont worry
    (this|that|it) (is|was) <2 of just|only|a|an|pure|simply|old|not> (myths?|nonsense|untrue|false|rumou?r|hoax|true)
""")
_DOES_HARM = any_of("""
    ^(can|could|may|might) <3 but i|you|we|one|people|patients> (damage|harm|hurt|affect|cause|ruin|weaken|injure|raise|worsen|trigger|lead to)
""")
"""What asks whether something does harm, and not whether one may do it."""
_RETURNS = any_of("(come|comes|coming) back, returns?, relapses?, wears? off, fades?")
"""What a question on a benefit asks: whether it passes."""

_PLAYING_DOWN = {
    ACT: (down.ALLOWED, down.WAIVED),
    HARM: (down.SAFE, down.WAIVED),
    NEED: (down.WAIVED, down.WITHOUT, down.AS_SAFE),
    PROMISE: (),
    None: (),
}
"""What plays down a danger of each kind where nothing warns."""


_DIGIT = late(r"\d")
_SPEAKER = late(r"\A(?:(?:u/|@)?[\w.-]+):\s")
"""Who speaks in a thread: `u/name: `."""


class Point:
    """What a point warns of: a kind of `danger`, the phrases that touch it, and those by which pages say otherwise.

    `phrases` is called if they are needed: there may be thousands.
    """

    def __init__(self, danger: str | None, phrases: Callable[[], Sequence[str]], denials: Sequence[str]) -> None:
        self._danger = {EMERGENCY: HARM, RECORD: PROMISE}.get(danger or "", danger)
        self._is_emergency = danger == EMERGENCY
        self._phrases = cache(phrases)
        self._denials = denials

    def is_played_down(self, text: str, heading: str = "", lead: str = "") -> bool:
        """Whether a sentence plays down what the point warns of; `lead` introduces it, if it is an item of a list.

        The clause that has the words of the point counts, or else the whole sentence if no other clause warns.
        """
        said, above = folded(text), folded(f"{heading} {lead}")
        untrue = rejected(text)
        if untrue is not None and not is_of_myths(heading):
            return self._is_warned_of(untrue.what) or bool(untrue.held and self.is_played_down(untrue.held))
        if is_of_myths(heading) or is_of_myths(text[:16]) or is_of_others(said):
            return False
        if self._is_urged(text) or (self._is_emergency and helping.seeks_help(text)):
            return self._is_urged(text)
        if self._danger in {FADING, CHANCE, DOSE} or not is_plain(said) or is_in_earnest(said):
            return False
        if warns(above):
            return has(down.NO_HARM, said)
        return self._is_said(text, said, above)

    def _is_said(self, text: str, said: str, above: str) -> bool:
        """Whether a clause on the point plays it down, or the whole sentence, or one that invites."""
        is_told = is_report(said)
        parts = [" ".join(clause) for clause in clauses(text)]
        own = [one for one in parts if not _CONDITION.match(one) and self._is_on(one)] if len(parts) > 1 else []
        if any(map(_warns_of_it, parts)):
            own = [one for one in own if not _REASON.match(one)]
        if any(self._plays_down(one, is_told=is_told) for one in own):
            return True
        if own and (self._danger not in {ACT, NEED, STOP, PROMISE} or any(map(_warns_of_it, parts))):
            return False
        return self._plays_down(said, is_told=is_told) or (self._is_invited(said, above) and not has(down.DENIES, said))

    def is_answered_away(self, question: str, answer: str) -> bool:
        """Whether an answer plays down what a question on the point asks: `Can I drive? Yes`, `Is it addictive? No`."""
        asked, said = (folded(_SPEAKER.sub("", text)) for text in (question, answer))
        if warns(said):
            return False
        is_yes, is_no = bool(_YES.match(said)), bool(_NO.match(said))
        is_named = len(asked.split()) <= NAMED and _ASKING.isdisjoint(asked.split()[:1])
        may_it_be = len(asked.split()) <= BARE or is_named or has(down.SAFE, asked) or has(_MAY, asked)
        if self._danger == HARM:
            return (is_yes and has(down.SAFE, asked)) or (is_no and (not may_it_be or has(_DOES_HARM, asked)))
        if self._danger == PROMISE or (self._danger == STOP and has(down.LEAVES, asked)):
            return is_yes and not (self._danger == PROMISE and has(down.DENIES, asked))
        if self._danger == FADING:
            return is_no and has(_RETURNS, asked)
        if is_no:
            is_bad = self._danger == ACT and not may_it_be and has(_HARMFUL, asked)
            return is_bad or (has(_NEEDED, asked) and (self._danger != ACT or has(down.WARNING, asked)))
        return may_it_be and (is_yes or (self._danger == ACT and has(down.ALLOWED, said)))

    def is_urged_below(self, text: str) -> bool:
        """Whether a sentence below a heading or a question on a harm says to do without help, or to let it pass."""
        return self._danger == HARM and not is_of_others(folded(text)) and self._is_urged(text)

    def _is_warned_of(self, said: str) -> bool:
        """Whether a text that a sentence rejects warns of the danger, or says to call those who help."""
        if helping.seeks_help(said):
            return self._is_emergency or (self._danger == PROMISE and has(down.OF_LIFE, said))
        if not self._is_on(said) or self._plays_down(said) or self._is_urged(said):
            return False
        if self._danger == HARM:
            return has(_BRINGS, said) and not has(down.DENIES, said)
        if self._danger in {NEED, STOP}:
            return has(_NEEDED, said)
        return self._danger == ACT and (warns(said) or has(_HARMFUL, said))

    def _is_urged(self, text: str) -> bool:
        """Whether a text promises what is not kept, or urges what endangers.

        That is to do without help, to take more of a medicine, or to do what one must not.
        """
        if self._danger in {FADING, CHANCE}:
            return is_plain(folded(text)) and promises(self._danger, text)
        if self._danger == DOSE:
            return urging.takes_more(text) or helping.keeps_from_help(text)
        if self._danger in {HARM, PROMISE}:
            is_of_life = self._danger == PROMISE and has(down.OF_LIFE, text)
            return (
                helping.keeps_from_help(text)
                or ((self._danger == HARM or is_of_life) and urging.belittles(text))
                or ((self._is_emergency or is_of_life) and urging.lets_pass(text))
            )
        if self._danger != ACT or warns(folded(text)):
            return False
        return any(map(self._is_on, urging.orders(text))) or urging.goes_ahead(text)

    def is_help_kept_away_below(self, text: str, following: str) -> bool:
        """Whether a sentence a little below one on a danger to life says to do without help: `No need to call an ambulance`."""
        is_of_life = self._is_emergency or (self._danger == PROMISE and has(down.OF_LIFE, text))
        return is_of_life and rejected(following) is None and helping.keeps_from_help(following)

    def _is_invited(self, said: str, above: str) -> bool:
        """Whether a text is an item under a heading that says who may have it, or what one may do."""
        is_item = self._danger == ACT and len(said.split()) <= SHORT
        return is_item and has(_INVITES, above) and not warns(said)

    def _is_on(self, clause: str) -> bool:
        near = [one for one in self._phrases() if begins(one) in clause]
        return is_worded(f" {clause} ", near)

    def _plays_down(self, said: str, *, is_told: bool = False) -> bool:
        """Whether a text, or a clause of one that may be `told` of research, plays the danger down."""
        if self._danger in {HARM, NEED}:
            said = without_empty_denials(said)
        if self._danger == STOP:
            return self._leaves_off(said)
        if self._danger == PROMISE:
            is_negative = [one for one in self._denials if has(down.DENIES, one)]
            is_denied = has(down.DENIES, said.replace("without ", ""))  # what is promised, and done without
            denials, said = (is_negative, without_empty_denials(said)) if is_denied else (self._denials, said)
            if has(down.IN_PART, said):
                denials = [one for one in denials if not has(down.APPROVED, one) or has(down.IN_PART, one)]
            if has(down.BY_ITSELF, said):
                denials = [one for one in denials if not has(down.APPROVED, one)]
            return is_worded(f" {said} ", denials)
        return self._is_made_little_of(said) or self._is_called_safe(said, is_told=is_told)

    def _is_made_little_of(self, said: str) -> bool:
        """Whether a text waives a warning, or says that there is no harm, whatever else it says."""
        said = without_empty_denials(said)
        return (
            (self._danger == HARM and has(down.GOOD_SIGN, said))
            or has(down.NO_NEED_TO_WARN, said)
            or has(down.ALONE, said)
            or has(down.NOT_REAL, said)
            or (has(down.NO_HARM, said) and "not without" not in said)
        )

    def _is_called_safe(self, said: str, *, is_told: bool) -> bool:
        """Whether a text that does not warn allows something, calls it safe, denies its harm or offers it."""
        if warns(said):
            is_never = self._danger == HARM and has(down.NEVER, said) and not has(_DUTY, said) and said[:6] != "never "
            is_never = is_never and not has(_TURNED_AWAY, said)
            return bool(is_never) and self._is_denied(said)
        patterns = _PLAYING_DOWN[self._danger]
        if self._danger == ACT and is_told:
            patterns = (down.SAFE, down.WAIVED)
        if any(_affirmed(one, said) for one in patterns):
            return True
        is_denied = self._danger == HARM and self._is_denied(_told(said) if is_told else said)
        return is_denied or (not is_told and self._is_offered(said))

    def _is_offered(self, said: str) -> bool:
        """Whether a text has a phrase by which pages offer what the point warns of, and no denial before it."""
        if not is_worded(f" {said} ", self._denials):
            return False
        if self._danger == NEED and has(_TOLD_OF, said) and not says_to_reader(said) and not has(down.DENIES, said):
            return False
        return any(
            is_worded(f" {said} ", [phrase]) and (has(down.DENIES, phrase) or not _is_taken_back(said, phrase))
            for phrase in self._denials
        )

    def _leaves_off(self, said: str) -> bool:
        """Whether a text says to stop a medicine at once, or that none is needed, and nothing that may come of it."""
        if has(down.NO_NEED_TO_KEEP, said):
            return True
        if warns(said) or has(down.COMES_OF_IT, said) or has(down.NEED_NOT_LEAVE, said):
            return False
        if has(down.LEAVE_OFF, said) or (has(down.LEAVES, said) and has(down.ALLOWED, said)):
            return True
        return (not has(down.HAVE_LEFT, said) or has(down.AS_WELL, said)) and is_worded(f" {said} ", self._denials)

    def _is_denied(self, said: str) -> bool:
        """Whether a negation is close before words of the point, or after them and a verb: `the liver is not hurt`."""
        told = said.split()
        no = [at for at, word in enumerate(told) if word in down.NO_WORDS or told[at : at + 2] == ["no", "one"]]
        phrases = (one for one in self._phrases() if not _DIGIT.search(one))  # an age denies nothing
        beginnings = {begins(one) for one in phrases if not (self._is_emergency and helping.names_help(one))}
        on = [place for place, word in enumerate(told) if word[:BEGINNING] in beginnings]
        may_follow = not _CONDITION.match(said)  # `if it hurts, do not …` denies no pain
        return any(
            0 < at - place <= NEAR_BEFORE
            or (
                may_follow
                and 0 < place - at <= NEAR_AFTER
                and (told[place] in down.CONTRACTED or told[place - 1] in _VERBS)
            )
            for place in no
            for at in on
        )


def _is_taken_back(said: str, phrase: str) -> bool:
    """Whether a denial stands close before a phrase that a text has, or right before its last word: `taken never at home`."""
    first = max(said.find(begins(phrase)), 0)
    last = said.find(phrase.rsplit(maxsplit=1)[-1].rstrip("*"), first)
    if has(_IN_PLACE_OF, said[: first or last].rstrip()):
        return True
    return not down.NO_WORDS.isdisjoint(said[:first].split()[-_CLOSE_BEFORE:]) or not down.JUST_BEFORE.isdisjoint(
        said[first : max(last, first)].split()[-2:]
    )


def _told(said: str) -> str:
    """Return what is told of research without words that say how rarely something came."""
    return " ".join(word for word in said.split() if word not in _SELDOM)


def _affirmed(pattern: re.Pattern[str], said: str) -> bool:
    """Whether a text has what a pattern finds, and not denied: `it is not risk free`."""
    return any(down.JUST_BEFORE.isdisjoint(said[: found.start()].split()[-2:]) for found in pattern.finditer(said))


def _warns_of_it(said: str) -> bool:
    """Whether a text warns, and does not say that this is not needed."""
    return warns(said) and not has(down.NO_NEED_TO_WARN, said)
