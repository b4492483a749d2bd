"""Tell which measure a figure of a sentence is of.

What a clinical page measures it says in few ways: people respond, relapse, have side effects; a drip takes minutes, an effect
comes within hours and lasts for weeks. `CUES` has these ways with the ids that stores give to such measures; a cue for a
measure that a store does not list is passed over, and for measures without a cue the store's own words decide. Nearest comes
first: the words of the figure's clause, then those of the sentence.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.english import ONES, TEENS
from ketacli.matching.figures import DIMENSIONS, MINUTES
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ketacli.matching.figures import Figure

SURE = 3.0
"""How far the words of a store must speak for a measure without a cue."""

BEHIND = 12
"""How much farther away words are that come after a year: `approved in 2019`."""

EARLY = 12
"""Up to where in an entry of a time line its year may stand: `Early 1980s:`."""

RESPONSE = 50
"""The fall of a score, in percent, that is a response."""

FEW_WORDS = 3
"""A time with no more words before it is what its clause begins with: `After a week the effect is gone`."""

FEW_DAYS = 2
"""What takes no longer is no course of treatment."""

HALF_A_YEAR = MINUTES["a"] / 2

FAR = 80
"""How many characters away a word may stand from a year to say what it is of."""

SHORT, LONG = ("min", "h"), ("d", "wk", "mo", "a")


class Cue(NamedTuple):
    """Words by which a figure of some units is one of a measure; `roles` are the uses of a time that fit, any if none.

    A cue does not fit where the words around have what `unless` says.
    """

    measure: str
    words: str
    units: tuple[str, ...]
    roles: tuple[str, ...] = ()
    unless: str = ""
    only: str = ""
    """What the whole text must have."""


_GOT = r"respond|respons|reliev|relief|improv|better|succe|help|benefit|(?<!at )(?<!of )(?<!off )works?\b|worked|effective|\beases?\b|\beased\b|less depress|lift|(?:reduc|decreas|lower|cut)\w* (?:(?:in|of|the|their) )*(?:symptom|depress)|symptoms? (?:\w+ )?(?:reduc|decreas|lower|halv)"
_DRIP = r"infusion|drip|mg(?:[/ ·]| per )k(?:g|ilo\w*)\S{0,2} (?:of \w+ )?over\b|(?:administered|given) (?:for|over)|\biv\b|intravenous|runs? in|(?:ketamine|drug|medicine|drip) (?:itself )?(?:runs?|ran|flows?|goes in)\b|into (?:a|the) vein"
_VISIT = r"session|appointment|visit|treatment|whole thing|stay\b|process|in (?:our|the) (?:office|clinic)"
_TAKES = (
    r"\b(?:tak(?:es?|ing)|took|need(?:s|ed)?|requires?)\b[^.,;]{0,40}? to "
    r"(?:show|notice|work|bring|feel|take effect|kick in|help|improve|respond|ease|lift|see an?y?)\b"
)
_SUFFERED = r"suffer|struggl|battl|\bliv(?:e|ed|ing) with"
_MOOD = r"(?:depress|mood|anxi|symptom)"
_OF_HARM = r"blood pressure|heart rate|side effect|dissociat|sedat|level|concentration|intensity|experience"
_HARM = (
    r"side effect|adverse|unwanted|nause|dizz|vomit|headache|euphori|sedat(?!ive)|symptoms? of(?! depress)|report(?:ed|s)? (?:feel|having)"
    r"|felt (?:strange|odd|unreal)|feel strange|taste|vertigo|hallucin|drows|sleepi|anxiety, |urinary|bladder|kidney"
    r"|slept (?:worse|badly|poorly)|\b(?:felt|feel|feels) (?:sick|worse)|(?:rise|increase|higher) (?:\w+ ){0,2}blood pressure"
)
_OLD_DRUG = r"-old (?:\w+ )?(?:drug|medicine|medication|an(?:a)?esthetic)|(?:drugs?|medicines?|treatments?) (?:\w+ ){0,3}years? old"
_NOT_AN_AGE = rf"{_OLD_DRUG}|year-old (?:\w+ ){{0,2}}(?:(?:wo)?man|(?:fe)?male|mother|father|patient|girl|boy)\b"
"""The age of a medicine, or of somebody."""


CUES = (
    Cue("still-well-rate", r"still (?:well|free|better|in remission|respond|d(?:id|o)\b)|(?:stay|remain)(?:ed|s|ing)? (?:well|better|free|in remission)|(?:response|benefit|relief|effect|improvement)s? (?:only )?(?:holds?|held|lasts?|lasted)|without (?:a )?relapse", ("%",)),
    Cue("relapse-rate", r"relaps|(?:depression|symptoms?|illness|it|mood) (?:\w+ )?(?:came|comes?) back|return(?:ed|s)? of|recur", ("%",), unless=r"risk|chance|likel|odds"),
    Cue("suicidal-ideation-response-rate", r"(?:suicid|ideation)[^.;]*halv|halv[^.;]*suicid", ("%",)),
    Cue("suicidal-ideation-remission-rate", r"\b(?:no|free (?:of|from)|without) (?:\w+ ){0,2}(?:suicid|thoughts of)|suicid", ("%",), unless=r"suicides\b|suicide (?:rate|attempt|death|risk)|attempt|\bdie[ds]?\b|death|\bha(?:ve|s) (?!no\b)(?:\w+ )?(?:suicid|thoughts of)"),
    Cue("remission-rate", r"remission|remit|symptom-free|no symptoms|free of (?:symptoms|depression)", ("%",)),
    Cue("discontinuation-rate", r"discontinu|dropp?ed out|stopped (?:treatment|because)|withdrew|g(?:a|i)ve up\b|had to stop", ("%",)),
    Cue("dissociation-rate", r"dissociat(?:e|ed|ion)\b|dissociative (?:\w+ \w+ )?(?:changes?|symptoms?|effects?|experiences?)", ("%",), unless=r", |\band\b"),
    Cue("adverse-event-rate", _HARM, ("%",)),
    Cue("nonresponse-rate", r"(?:do|does|did) not respond|don.?t respond|no response|unresponsive|fail(?:s|ed)? to respond|(?:do|does|did|done) nothing|without (?:an? |any )?(?:response|benefit|relief|improvement)|(?:not|no) (?:much |any )?better\b|can(?:.t|not) get (?:\w+ )?relief|\b(?:no|little|little or no) (?:\w+ ){0,2}(?:benefit|relief|improvement)\b", ("%",), unless=r"\bno (?:more|fewer|less)\b"),
    Cue("bioavailability", r"absor|bioavailab|reaches the blood", ("%",)),
    Cue("prevalence", r"afflict|suffer from|share of [^.]{0,40}\b(?:have|with)\b|of (?:all )?(?:people|adults|patients)[^.]{0,30}\bhave\b|affects?\b|prevalen", ("%",), unless=r"reduc|improv|reliev|relief|lessen"),
    Cue("score-reduction", r"(?:drop|fall|reduction|decrease) in (?:\w+ )?scores?|scores?\b[^.]{0,30}(?:fell|fall(?:en|s)?\b|drop|reduc|decreas|lower|came down|come down|halved)", ("%",), unless=r"\b(?:had|has|have|show(?:s|ed)?|report\w*|saw|achieved|experienced|with) (?:an? )?(?:\w+ ){0,3}(?:drop|fall|reduction|decrease)"),
    Cue("response-rate", _GOT, ("%",), unless=r"unrespons|sensitivit|specificit|women|female|\bmen\b|risk|cost|insur|price|off\b|discount|\bworse"),
    Cue("time-to-full-effect", r"to (?:fully work|work (?:fully|properly))|full (?:effect|benefit)|take full effect", (*SHORT, *LONG)),
    Cue("time-to-onset", _TAKES, (*SHORT, *LONG), unless=r"full|clear\b|wear off|side effect"),
    Cue("time-to-relapse", r"(?:better|well|reliev\w+|relief|holds?|lasts?|lasted|benefits?|helps?|depression) (?:only )?for|stay(?:ed|s)? (?:well|reliev)|wore? off|wears? off", LONG, unless=rf"\b(?:last|past) \w+ (?:weeks|months|years)|side effects?|adverse|\bif you\b|{_SUFFERED}"),
    Cue("infusion-interval", r"", ("h", *LONG), ("interval",), unless=r"for the rest"),
    Cue("infusion-interval", r"(?:second|third|next|last|\d(?:st|nd|rd|th)) (?:\w+ )?(?:infusion|treatment|session|dose) (?:came|comes?|follow\w*|was|is)\b", ("h", *LONG)),
    Cue("infusion-interval", r"apart|between (?:infusions|treatments|sessions)|after (?:number|the (?:second|third|last|fourth) (?:infusion|treatment))|booster|maintenance", ("h", *LONG), unless=r"\brelief|\bbenefit"),
    Cue("age", r"\bage[ds]?\b|years? old|or older|and older|year-old|at least 18|over 18|under 18", ("a",), unless=_NOT_AN_AGE),
    Cue("age", r"", ("a",), ("age",), unless=_NOT_AN_AGE),
    Cue("monitoring-duration", r"observ|monitor|watch|supervis|recover(?:y|ing)?\b|checked for|keep you|remain (?:at|in|with)|\bstay\b[^.;]{0,50}\b(?:another|further|afterwards?|after (?:the|each|your|every))\b", SHORT),
    Cue("time-to-full-effect", r"full (?:effect|benefit)|all (?:that )?\w+ can do|maximum (?:effect|benefit)|peak", (*SHORT, *LONG), unless=_OF_HARM),
    Cue("time-to-suicidal-ideation-remission", r"suicid", SHORT, unless=rf"{_MOOD}\w*(?:,| and| or)[^.]{{0,20}} suicid|suicid\w*(?: \w+)?(?:,| and| or) (?:\w+ )?{_MOOD}"),
    Cue("antidepressant-trial-duration", r"adequate|each (?:antidepressant|medic)|antidepressants? for", ("wk", "mo")),
    Cue("experience-duration", r"\bfad(?:e|es|ed)\b|wears? off|subsid|\bgo(?:es)? away|\bclears?\b|\bresolves?\b|\bto (?:clear|pass|resolve)\b", SHORT, ("delay", "length", ""), unless=r"strongest|greatest|\bpeak"),
    Cue("experience-duration", r"experience|\btrip\b|\bhigh\b|feelings?\b|dissociat|psychedelic|wears? off", (*SHORT, "d"), ("length", "")),
    Cue("infusion-duration", _DRIP, SHORT, ("length", ""), unless=r"\bonset\b|half-life|duration of action|first (?:infusion|drip)|after|\bbefore\b|prior to|post\b|session|appointment|visit|within|inside|eas(?:e|es|ed)\b"),
    Cue("session-duration", _VISIT, SHORT, ("length", ""), unless=r"after|within|apart|prior to|\bbefore\b|\beat(?:ing)?\b|\bdrink(?:ing)?\b|\bdriv|\b(?:some(?:one|body)|adult|friend|home)\b|\binclud"),
    Cue("session-duration", r"\b(?:go(?:es)?|sent|went) home\b|discharg", ("h",), ("delay", "")),
    Cue("session-duration", r"\b(?:go(?:es)?|sent|went) home\b|discharg", ("min",), ("delay", ""), unless=r"\blater\b|after"),
    Cue("time-of-assessment", r"assess|measured|rated|(?:after|at|by|on) (?:day|24 hours)", (*SHORT, "d"), ("delay", ""), unless=r"\byour?\b|\bwork\b|\bdriv|\bhome\b"),
    Cue("time-to-relapse", r"relaps|slip\w* back|low again|depressed again|\b(?:was|were|is|are|came|comes?) back\b|(?:symptoms|depression) (?:\w+ )?(?:returns?|recurs?|c[ao]mes? back)", LONG, ("delay", ""), unless=r"%|percent|per cent|\brate\b|follow"),
    Cue("time-to-onset", rf"{_GOT}|feel|notice|kick|effect|first (?:dose|infusion|treatment)|rapid|fast|quick|begins?|starts?", (*SHORT, "d", "wk"), ("delay",), unless=r"leave|discharg|go home|drive|resolv|subsid|clears?\b|cleared|disappear|go(?:es)? away|side effects?|blood pressure|heart rate|nause|memory|recall\b|cognit|concentrat|\bpass(?:es|ed)?\b|your (?:dose|doctor)|the doctor|\b(?:call|contact|cancel|reply|answer)|back to (?:work|school)|synap|neurons?\b|nerve|connections|\bslept|insomnia|drows|dizz|headache|\bworse|(?:infusions|sessions|treatments|doses|drips) (?:inside|within|in|over|across)\b"),
    Cue("time-to-onset", r"before they (?:do|work)|(?<!back )to (?:work|take effect|kick in)|takes? effect|start(?:s|ed)? (?:to work|working)", (*SHORT, *LONG)),
    Cue("time-to-relapse", r"relaps|slip\w* back|\blast(?:s|ed|ing)?\b|relief|relieved|hold|stay(?:ed|s)? well|wear|benefit|helps? for|feel better for|effects?\b|remain|come back|remission|\beas(?:es?|ed|ing)\b|\bmood\b", ("h", *LONG), ("length", ""), unless=r"course|series|(?:the|these) (?:last|past)|follow|treatment for|placebo-controlled|trial|side effects?|adverse|first new|new (?:way|kind)|promis|studied|" + _SUFFERED),
    Cue("course-duration", r"course|series|infusions|sessions|treatments|protocol|regimen|induction|program|phase|dosing|weekly|(?:times|drips|visits|doses|once|twice) a week", ("d", "wk", "mo"), unless=r"\blater\b|\bago\b|\blong.term\b|\bbenefit|\beffects? of"),
    Cue("failed-antidepressants", r"tried|fail|not respon|without (?:success|relief|response)|not help|(?:did|done) nothing|not (?:done|work|eas|do)\w*|n.t (?:work|help)|no (?:relief|success|effect)|resist|inadequate|\bha(?:ve|d|s) (?:already )?had\b|\bafter (?:\w+ ){1,4}antidepressants", ("1",)),
    Cue("infusion-count", r"infusion|drip|session|treatment|dose|injection", ("1",), unless=r"antidepress|medic"),
    Cue("approval-date", r"(?<!-)(?<!\bthe )(?<!\ban )(?<!\bwith )(?<!\bwith fda )approv|clear|licen|authori", ("",), unless=r"\b(?:s?he|dr|graduat\w*|copyright)\b"),
    Cue("publication-date", r"(?:19|20)\d\d (?:study|trial|paper|review|meta-analysis)\b|publish|(?:study|paper|trial|review|report|article|results)\b[^.;]{0,40}\b(?:came out(?! of)|appeared)|study (?:of|from|in) (?:the year )?(?:19|20)\d\d|paper", ("",)),
    Cue("research-start-date", r"research|studied|studies|investigat|trials? (?:began|since)|(?:start|began|begin)\w* to (?:test|study)", ("",), unless=r"used|made|synthes|develop|deriv|invent", only=r"(?=.*(?:\b(?:beg[aiu]n|start|since|from|first|date)|(?:19|20)\d\d['’]?s? on\b))(?=.*(?:depress|mental|psychiatr|mood|suicid))"),
    Cue("first-discovery-date", r"discover|found (?:to|that)|antidepressant effect|first (?:shown|seen|noticed|noted|observed|reported)", ("",), only=r".*(?:depress|mood)"),
    Cue("scheduling-date", r"\bschedule i|schedul(?:ed|ing)\b|(?<!-)controlled (?:substance|drug)|illegal|banned", ("",)),
    Cue("first-use-date", r"\bused?\b|in use|(?:dates?|goes|go|went) back|around since|came out of|created|first made|deriv|tests? (?:on|in) (?:people|human)|introduc|for the first time", ("",), unless=r"(?:approv|clear|licen)\w*[^.]{0,30} for (?:\w+ )?use\b|\b(?:allow|permit)\w*|\blets?\b|\b(?:dr|s?he|we|our|i|clinic|practice)\b"),
    Cue("score-difference", r"difference|more than|further|gap|against|versus|compared", ("{points}",), unless=r"points? or (?:less|fewer|lower|below|more|higher)"),
    Cue("score-change", r"fell|drop|reduc|improv|lower|chang|plummet|plung|(?:came|went) down", ("{points}",)),
    Cue("dose", r"", ("mg", "mg/kg")),
)  # fmt: skip
"""What figures are of, the first that fits."""

_NOT_OF_PEOPLE = late(
    r"\b(?:costs?|price|fees?|cheaper|risk|chance|odds|women|female|male|men|discount|off|interest|of the time it|p\s*[=<])\b"
)
_COUNTED = late(
    r"[\w-]+ (?:(?:ketamine|esketamine|more|further|iv|weekly) )?(?:(?:infusions|drips|sessions)\b|(?:treatments|doses) (?:of|with) (?:es)?ketamine)"
)
MOST_COUNTED = 100
"""Who counts more infusions than that counts those of a clinic."""
_DEFINED = late(r"\b(?:more|greater|better) than (?:a )?\Z|\b(?:at least|over) (?:a )?\Z")
_FALL = late(
    r"\s*%?\s*(?:percent|per cent)?\s*(?:or (?:more|greater|better)\s+)?(?:reduction|decrease|drop|fall|improvement|decline)\b"
)
"""`more than 50% reduction` is what is called a response, and no rate."""

_THRESHOLD = late(r"(?:\bby (?:at least|more than|over)\s+|\b(?:least|minimum) (?:of )?(?:a\s+)?|[≥>]\s?)\Z")
_OR_BETTER = late(r"\b(?:or|and) (?:more|greater|better|above|over)\b")
_HALVED = late(r"improv|reduc|decreas|drop|fall|fell|lower|relie")
_SPARED = late(
    r"\b(?:had|felt|with|reported|report) none\b|\bno (?:\w+ ){0,2}(?:side effects?|adverse|reactions?|nausea|headache)"
    r"|\bwithout (?:\w+ )?(?:side effect|adverse|reaction|nausea|headache|harm|problem|trouble)"
    r"|\b(?:went|go(?:es)?|gone) away|resolv|subsid|\b(?:stopped|ended|passed|cleared)\b"
)
"""Who had none of a side effect, or lost it, are not those who had it."""

_HARMS = ("adverse-event-rate", "dissociation-rate")
_OF_A_PART = late(r"\b(?:first|next|last|final|initial|previous|remaining|further|another|other|more)\s*\Z")
"""`The next two infusions` are a part of a course."""

_OTHER_TREATMENT = late(r"\b(?:ect|r?tms|electroconvulsive|magnetic|shock|cbt|talk)\b")
_OF_ROOMS = late(r"\s(?:rooms?|chairs?|cent(?:er|re)s?|sites?|options?|plans?|groups?|arms?|areas?)\b")
"""`Twelve treatment rooms` are no treatments."""

_IN_COURSE = late(
    rf"\b(?:(?:{'|'.join((*ONES, *TEENS))}|\d+)(?: of (?:them|these)| (?:\w+ )?(?:infusions|drips|sessions|treatments|doses|sprays))?"
    r"|(?:times|twice|once) (?:a|per|each|every) week)"
    r"(?: (?:is|are|was|were|be|usually|typically|advised|recommended|given|grouped|spread|spaced|scheduled|planned|bundled|clustered|packed)){0,3}"
    r",? (?:within|inside|in|over|across)(?: (?:the|a|an|about|around|some|only|just|as little as|space|of|first))*\s*\Z"
)
"""What is before the length of a course: `six infusions within`, `three times a week over`."""

_A_DAY = late(r"\s*(?:/|an?\b|per\b|every|each)\s*day\b|\s*(?:daily|twice)\b")
_DRUG = r"(?!\w*ketamine)\w+(?:ine|pam|lam|zole|done|lol|pril|statin|tron)"
_OTHER_DRUG = late(rf"\s*(?:of )?{_DRUG}\b")
_DRUG_BEFORE = late(rf"\b{_DRUG} (?:of |at )?\Z")
"""A dose by the day, or of a medicine by the ending of its name, is of another one."""

_BY = late(r"\b(?:raised|increased|lowered|reduced|cut|up|down) by\s*\Z")
_MIDDLE = late(r"\b(?:median|mean|average)\b")
_A_WEEK = late(r"\s+(?:(?:an?|per|each|every)\s+(?:day|week|month|year)|in (?:week \w+|the \w+ week))\b")
_LASTS = late(r"\b(?:series|course|protocol|program(?:me)?|round)\b[^.]{0,20}\blasts?\b")
"""Of half a year or more what lasts is the effect of a course, and not the course: that is not said."""

_OF_HISTORY = late(r"studied|promis|research|interest|first new|new (?:way|kind)|\bin use\b")
_ONCE = late(r"once |(?:week|fortnight|month)ly")
_KEEPING_UP = late(r"maintenance|booster|top-?up|upkeep|follow-?up infusion")
_YEAR = late(r"\b(?:19|20)\d\d")
_AND = late(r"\band\b")
_OF_WHOM = late(
    r"\bof (?:those|(?:the )?(?:people|patients)) (?:who )?(?:had |were )?(?:in )?(?:stable )?(?:remi|respon)\w*"
    r"|\b(?:responders|remitters)\b"
)
"""Whom a share is of, which is not what became of them: `70% of those remitted`."""
_NEGATED = late(
    r"\b(?:no|not|never|without|nobody|cannot|\w+n['’]t)\W+(?!only\b|just\b|more\b|fewer\b|less\b)(?:\w+\W+){0,2}\Z"
)
_OTHERWISE = {"response-rate": "nonresponse-rate", "relapse-rate": "still-well-rate"}
"""What a share is of where its words are denied; of other measures it is then of none."""

_OF_PEOPLE = late(rf"{_GOT}|remission|remit|relaps|suicid|\b(?:well|free|gone|fell|dropped|halved)\b")
"""What became of people who were counted."""

_FADES = late(r"\b(?:fad(?:e|es|ed|ing)|wan(?:e|es|ed|ing)|vanish\w*|ebb\w*|gone|lost|loses?)\b")
_GREATEST = late(r"\b(?:greatest|strongest|maximal|largest|at its (?:height|best)|peaks?|peaked)\b")
_BREAK = late(r"[;:()]|,\s(?!(?:\w+ of )?(?:whom|which|who)\b)|\s[–—-]\s|\b(?:but|while|whereas|although|then|plus)\b")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def measure_of(
    figure: Figure,
    text: str,
    dimensions: Mapping[str, str | None],
    speaks: Mapping[str, float],
    figures: Sequence[Figure] = (),
) -> str | None:
    """Return the measure of a figure of a text, or None.

    `speaks` says how far the text speaks for each by the store's words; `figures` are all of the text.
    """
    lowered = text.lower()
    clause, is_entry = _clause(lowered, figure), _opens(figure, lowered)
    if is_entry or _is_of_none(figure, lowered, clause):
        return _by_cue(figure, lowered, lowered, dimensions, is_entry=True) if is_entry else None
    if "infusion-count" in dimensions and _COUNTED.match(lowered, figure.start):
        return "infusion-count"
    if "response-threshold" in dimensions and _is_threshold(figure, lowered):
        return "response-threshold"
    found = _of_course(figure, lowered, dimensions) or _of_delay(figure, lowered, clause, dimensions, figures)
    own = _own_words(lowered, figure, clause, figures)
    parts = dict.fromkeys((own, clause, _without_other_lengths(lowered, figure, clause, figures)))
    for part in parts if found is None else ():
        found = _by_cue(figure, part, lowered, dimensions)
        if found is not None:
            break
    if found is not None:
        return None if not found or _is_counted_otherwise(found, figure, lowered, clause, figures) else found
    if figure.unit == "%" and _NOT_OF_PEOPLE.search(clause):
        return None
    cued = {cue.measure for cue in CUES}
    fitting = [
        (-worth, name)
        for name, worth in speaks.items()
        if name not in cued and dimensions.get(name) == DIMENSIONS[figure.unit]
    ]
    worth, name = min(fitting, default=(0.0, None))
    return name if -worth >= SURE else None


def _of_course(figure: Figure, text: str, dimensions: Mapping[str, str | None]) -> str | None:
    """Return the length of a course for the time that so many treatments take: `six infusions within three weeks`."""
    is_long = figure.unit in LONG and (figure.unit != "d" or figure.low > FEW_DAYS)
    is_course = is_long and _IN_COURSE.search(text[: figure.start]) and "course-duration" in dimensions
    return "course-duration" if is_course else None


def _is_counted_otherwise(measure: str, figure: Figure, text: str, clause: str, figures: Sequence[Figure]) -> bool:
    """Whether a figure is not of a measure that its words speak for: of those who had no harm, or a time when people were counted.

    `The response lasts a week in half of them` says when half were counted, `a median of 57 days` how long it lasted.
    """
    if measure in _HARMS:
        return bool(_SPARED.search(clause))
    return (
        measure in {"time-to-relapse", "time-to-onset", "infusion-interval"}
        and figure.unit in LONG
        and figure.role != "interval"
        and any(other.unit == "%" and _clause(text, other) == clause for other in figures)
        and not _MIDDLE.search(clause)
    )


def _of_delay(
    figure: Figure, text: str, clause: str, dimensions: Mapping[str, str | None], figures: Sequence[Figure]
) -> str | None:
    """Return the measure of a time that is not when an effect comes, by the words since the figure before; empty where it is of none.

    It may be when the effect is greatest, when people were counted (`70% responded a day after`), or when a benefit is gone, which is
    of none: people need not relapse then.
    """
    if figure.unit not in {*SHORT, *LONG} or figure.role != "delay":
        return None
    lead = text[max((other.end for other in figures if other.end <= figure.start), default=0) : figure.start]
    measure = None
    if figure.unit in LONG and _FADES.search(lead if len(lead.split()) > FEW_WORDS else clause):
        measure = ""
    elif _GREATEST.search(lead) and not _compiled(_OF_HARM).search(text):
        measure = "time-to-full-effect"
    elif figure.unit in {*SHORT, "d"} and any(
        other.unit == "%" and _clause(text, other) == clause for other in figures
    ):
        measure = "time-of-assessment" if _OF_PEOPLE.search(clause) else ""
    return measure if measure is None or measure in dimensions else ""


def _is_of_none(figure: Figure, text: str, clause: str) -> bool:
    """Whether a figure is of no measure by its form.

    So are `three infusions a week`, `the next two`, `10,000 infusions`, `studied for ten years`, `25 mg of sertraline`, and `once a
    week` but to keep up.
    """
    if figure.unit == "1":
        is_part = bool(_OF_A_PART.search(text[: figure.start]) or _OF_ROOMS.match(text, figure.end))
        is_other = bool(_OTHER_TREATMENT.search(text, figure.start, figure.end))
        return figure.low > MOST_COUNTED or is_part or is_other or bool(_A_WEEK.match(text, figure.end))
    if figure.unit == "mg":
        after, before = (_A_DAY, _OTHER_DRUG), (_BY, _DRUG_BEFORE)
        return any(one.match(text, figure.end) for one in after) or any(
            one.search(text[: figure.start]) for one in before
        )
    if figure.unit in {"mo", "a"} and figure.high * MINUTES[figure.unit] >= HALF_A_YEAR and _LASTS.search(clause):
        return True
    if figure.unit == "a" and figure.role == "length" and _OF_HISTORY.search(clause):
        return True
    return bool(_ONCE.match(text, figure.start)) and not _KEEPING_UP.search(clause)


def _is_threshold(figure: Figure, text: str) -> bool:
    """Whether a figure says from which change on somebody has responded: `their symptoms improve by at least 50%`."""
    return (
        figure.unit == "%"
        and figure.low == figure.high == RESPONSE
        and text[figure.start].isdigit()  # `more than half of them` are people
        and bool(_HALVED.search(text))
        and bool(
            _OR_BETTER.search(text, figure.start, figure.end + 12)
            or _THRESHOLD.search(text[max(0, figure.start - 24) : figure.start])
            or (_DEFINED.search(text[max(0, figure.start - 24) : figure.start]) and _FALL.match(text, figure.end))
        )
    )


def _own_words(text: str, figure: Figure, clause: str, figures: Sequence[Figure]) -> str:
    """Return the words of a clause with several shares that are of one of them: `62% responded and 33% were in remission`."""
    start = text.find(clause)
    shares = [one for one in figures if one.unit == "%" and start <= one.start < start + len(clause)]
    if figure.unit != "%" or len(shares) < 2:  # noqa: PLR2004 - of one share are all words
        return clause
    joints = [
        found.start()
        for one, other in pairwise(shares)
        if (found := _AND.search(text, one.end, other.start)) and found.start() > one.end + 1
    ]
    first = max((joint for joint in joints if joint <= figure.start), default=start)
    last = min((joint for joint in joints if joint >= figure.end), default=start + len(clause))
    return _OF_WHOM.sub("", text[first:last])


def _without_other_lengths(text: str, figure: Figure, clause: str, figures: Sequence[Figure]) -> str:
    """Return a text without the clauses of other lengths in minutes or hours: what they are of, the figure is not of."""
    if figure.unit in SHORT and figure.role in {"length", ""}:
        for other in figures:
            theirs = _clause(text, other)
            if other.unit in SHORT and theirs != clause:
                text = text.replace(theirs, " ")
    return text


def _opens(figure: Figure, text: str) -> bool:
    """Whether a year opens an entry of a time line: `2019: …`."""
    return not figure.unit and text[figure.end :].lstrip()[:1] == ":" and figure.start <= EARLY


def _by_cue(
    figure: Figure, part: str, text: str, dimensions: Mapping[str, str | None], *, is_entry: bool = False
) -> str | None:
    """Return the measure of the first cue that fits; of a year, for which several may, that of the nearest words.

    All words of an entry of a time line are as near to its year. Where the words of a share are denied after it
    (`20% did not improve`), that is another measure, or none: then it is empty.
    """
    found: list[tuple[int, int, str]] = []
    said = text[figure.start : figure.end]
    place = part.find(str(int(figure.low))) if not figure.unit else 0
    years = [year.start() for year in _YEAR.finditer(part)] if not figure.unit else []
    for rank, cue in enumerate(CUES):
        is_of_units = figure.unit in cue.units and (not cue.roles or figure.role in cue.roles)
        if cue.measure in dimensions and is_of_units and (not cue.only or _compiled(cue.only).match(text)):
            for match in _compiled(cue.words).finditer(part):
                if cue.unless and _compiled(cue.unless).search(part):
                    break
                if figure.unit == "%" and _NEGATED.search(part, part.find(said) + len(said), match.start()):
                    denied = _OTHERWISE.get(cue.measure, "")
                    return denied if denied in dimensions else ""
                if figure.unit:
                    return cue.measure
                away = place - match.end() if match.end() <= place else match.start() - place + BEHIND
                if not is_entry and (away > FAR or any(match.end() <= year < place for year in years)):
                    continue  # it says what an earlier year is of
                found.append((0 if is_entry else away, rank, cue.measure))
    return min(found)[2] if found else None


def _clause(text: str, figure: Figure) -> str:
    """Return the clause of a text in which a figure stands."""
    breaks = list(_BREAK.finditer(text))
    start = max((found.end() for found in breaks if found.end() <= figure.start), default=0)
    end = min((found.start() for found in breaks if found.start() >= figure.end), default=len(text))
    return text[start:end]
