"""Is a fragment cut off from a word that turns its meaning round, or from part of its figure?

A fragment may be verbatim and say another thing than its document: `50% of people` where that says `more than 50% of
people`, `approved` where it says `not currently approved`, `4 weeks` where it says `between 4 and 6 weeks`. The words right
before and right after the fragment decide, as far as its block of text reaches: a blank line, a heading, a list or the mark
of a quotation ends that. What the words are is listed here, in English at length, in other languages the most frequent.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ketacli import folding

_REACH = 160
_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|half|dozens?|hundreds"
    "|thousands|millions"
    "|an? (?:hr|hour|day|week|month|year|decade|dozen|hundred|thousand|million|billion|third|quarter|fifth|tenth)"
)
_DIGITS = r"(?<![\w.,])[~$€£<>≤≥=]*[-+]?\d[\d.,]*"
_FIGURE = rf"(?:{_DIGITS}|\b(?:{_NUMBERS})\b)"
_UNIT = r"(?: ?(?:%|per cent|[^\W\d_]+(?:/[^\W\d_]+)*)(?: of age| old)?)?"
_ABOUT = r"(?:(?:about|around|approximately|roughly|perhaps|maybe|even|nearly|almost) )?"


def _any(*phrases: str) -> str:
    """Return the expression for any of some phrases."""
    return f"(?:{'|'.join(phrases)})"


# What may come between a negation and the word that it negates.
_ADVERB = (
    r"(?!only\b|merely\b|simply\b|solely\b|apply\b|reply\b|supply\b|rely\b|family\b|comply\b|imply\b|multiply\b|ally\b"
    r"|fly\b|assembly\b|anomaly\b|july\b|italy\b)\w+ly"
)
_FILLERS = _any(
    _ADVERB,
    "yet|ever|even|again|always|often|so|as|very|quite|too|that|all|at all|well|much|any|longer|in any way|by any means",
    "an?|the|their|its|his|her|our|your|one|such",
    "be|been|being|is|are|was|were|have|has|had|do|does|did|get|gets|got|become|becomes|can|could|will|would|may|might",
    r"(?:shown|known|proven|proved|found|seen|seems?|seemed|appears?|appeared|expected|intended|meant|likely|able|allowed"
    r"|supposed|thought|said|believed|reported|tend|want|need|going|guaranteed|demonstrated|established|recommended"
    r"|enough|sufficient|clear|certain|claimed|claim|prove|show|suggest|mean|believe|think|true|evident) (?:to|that|whether|if|for)",
    "to|for",
)
_KIND = (
    "significant|real|clear|good|known|strong|convincing|reliable|apparent|obvious|serious|major|important|further"
    "|additional|other|such|lasting|long-term|measurable|detectable|meaningful|relevant|adverse|single|new|solid|firm"
    "|scientific|clinical|clinically|statistically|direct|published|high-quality|sound|compelling|conclusive|robust"
)
_EVIDENCE = "evidence|proof|sign|signs|indication|indications|reason|data|guarantee|suggestion|basis|hint"
_PEOPLE = (
    "patients?|people|participants?|person|one|subjects?|adults?|children|women|men|users?|volunteers?|responders?"
    "|stud(?:y|ies)|trials?|drugs?|treatments?|medicines?|deaths?|cases?|differences?|effects?|benefits?"
)
_THAT = _any(
    r"to (?:show|suggest|support|say|believe|think|indicate|prove|suppose|assume)",
    "showing|suggesting|indicating|supporting|proving",
    "for|of|that|whether|in|is|was|are|exists?|yet|so far|available|found|the|an?|any|this|these",
)
_NEGATIONS = _any(
    # `whether or not`, `more often than not`, `why not` turn nothing round
    rf"(?:(?<!whether or )(?<!why )(?<!often than )\bnot|\bnever|\w+n't|\bcannot)(?:(?:, [\w' -]{{2,25}},)? {_FILLERS}){{0,5}}(?:, [\w' -]{{2,25}},)?",
    rf"\b(?:no|without|neither|nor)(?: of(?: the| these| those| them| us| both)?| any)?(?: (?:{_KIND}))*(?: (?:longer|the|an?|{_PEOPLE}))?(?: {_FILLERS}){{0,3}}",
    r"\b(?:hardly|scarcely|barely|rarely|seldom)(?: (?:any|ever|anyone|anybody|an?|the|been|be))*",
    rf"\b(?:none|nobody|nothing|nowhere|very few|too few|so few|very little|too little)(?: of)?"
    rf"(?: (?:the|these|those|them|us|our|their|all|{_DIGITS}))*"
    rf"(?: (?:who|that|in|with|on|from|among|given|taking)(?: [\w'-]+){{1,4}}?)?(?: {_FILLERS}){{0,3}}",
    r"\b(?:no one|nobody|none) (?:who|that|in|with|on|from|among|given|taking)(?: [\w'-]+){1,4}",
    r"\b(?:unable|impossible|unlikely|reluctant|inability|failure) to(?: (?:be|have|been))*",
    r"\b(?:fail(?:s|ed|ing)? to|refus(?:e|es|ed) to|declin(?:e|es|ed) to|cease(?:s|d)? to)(?: (?:be|have|been))*",
    r"\b(?:lack(?:s|ed|ing)?|absence)(?: of)?(?: (?:any|an?|the))?|\bin the absence of|\bnon-?",
    r"\bcontrary to (?:[\w'-]+ ){0,3}that(?: (?:the|an?|this|these))?",
    r"(?<!\ba )(?<!the )(?<!first )(?<!last )(?<!next )(?<!past )(?<!every )(?<!as )(?<!quite a )\bfew",
    r"\b(?:far from|by no means|in no way|under no circumstances|anything but|instead of|rather than)(?: (?:an?|the|being))*",
    rf"\b(?:no|without|little|insufficient|lack of|absence of|not enough|scant|hardly any)(?: any)?(?: (?:{_KIND}))*"
    rf" (?:{_EVIDENCE})(?: {_THAT})*",
    r"\b(?:(?:myth|false|untrue|wrong|incorrect|unlikely|unproven|den(?:y|ies|ied)|disput(?:es?|ed)|refut(?:es?|ed)|reject(?:s|ed)?)"
    r" (?:that|whether)|(?:unclear|unknown|uncertain|doubtful|questionable|(?<!no )(?<!little )(?<!without )doubt(?:s|ed)?) (?:that|whether|if))(?: (?:the|an?|this|these))?",
)
_THAN = (
    r"(?:\b(?:more|greater|less|fewer|higher|lower|longer|shorter|better|worse|larger|smaller|older|younger|earlier|later) )?"
    r"(?<!other )(?<!others )(?<!else )(?<!different )(?<!differently )\bthan(?: or equal to)?"
)
_LEAST = r"\bat (?:the very )?(?:least|most)|\bat (?:the )?(?:latest|earliest)"
_LESS = r"(?<!\bor )(?<!\bnor )\b(?:less|fewer)|(?<!at )(?<!\bnot )\bleast"
_DENIAL = re.compile(rf"\b(?=\w)(?:{_NEGATIONS})(?!\w)", re.IGNORECASE)
# All of them begin with a word: to say so first spares the search most places.
_BEFORE = re.compile(rf"\b(?=\w)(?:{_NEGATIONS}|{_THAN}|{_LEAST}|{_LESS})$", re.IGNORECASE)

_ENDED = re.compile(r".*(?:[;:!?]|(?<!\d)(?<!max)(?<!min)\.) ", re.IGNORECASE | re.DOTALL)
"""What no words belong to that are looked for before a fragment: they go over a full stop only in `5. ` and `max. `."""
_LONGEST_WORD = 24
"""No one word that is looked for before a fragment is longer, with the one behind it."""

# Words that turn a comparison round, and only where one follows.
_ANSWER = re.compile(r"^no(?: (?P<article>the|an?))?$", re.IGNORECASE)
"""`no` as an answer or a value, which no noun follows."""
_NO_NOUN = re.compile(r"(?:the|an?|this|that|these|those|it|you|we|they|he|she|i)\b", re.IGNORECASE)

_MORE = re.compile(r"\bmore$", re.IGNORECASE)
_COMPARED = re.compile(
    r"(?:\w+(?:ive|ous|ful|ible|able)|likely|often|common|frequent|frequently|severe|safe|potent|rapid|rapidly)\b"
    r"|(?:[\w-]+ ){1,4}than\b",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\b(?:twice|thrice|half|times)(?: (?:as|more|less|higher|lower|greater))?$", re.IGNORECASE)
_AS = re.compile(r"(?:as|more|less|higher|lower|greater) |[\w-]+ as\b|(?:[\w-]+ ){1,3}than\b|likely\b", re.IGNORECASE)
_BEGINS_WITH_THAN = re.compile(r"than\b", re.IGNORECASE)
_COMPARATIVE = re.compile(r"\b(?!other$|others$|else$|different$|differently$)[\w-]+$", re.IGNORECASE)

_TO = r"(?:(?:up |on |all the way )?to|through(?: to)?|until|till|or|-)(?:, [\w ]{2,20},)?"
_BOUND = (
    r"(?:up|limited) to|all but|(?:over|under|above|below) (?:the )?ages? of|over|under|above|below|exceed(?:s|ed|ing)?|nearly|almost|minus|plus|negative|beyond|between"
    r"|in excess of|upwards? of|short of|close to|approaching|capped at|limit of|ceiling of"
    r"|as (?:many|much|few|little|long|short|high|low|late|early|far|soon|often) as"
    r"|(?:an? |the )?(?:absolute )?(?:maximum|minimum)(?: of)?|max\.?|(?<!\d )min\.?|half(?: an?)?"
)
_BEFORE_FIGURE = re.compile(
    rf"(?:\bbetween {_ABOUT}{_FIGURE}{_UNIT} and|{_FIGURE}{_UNIT} {_TO}|{_FIGURE} (?:in|out of|of)|\b(?:{_BOUND}))"
    r"(?: (?:about|around|approximately))?$",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(r"(?:in|of)(?: about| around| approximately)?$", re.IGNORECASE)
_SIGN = re.compile(r"(?<![<>≤≥=≈~±+−-])(?:[<>]=?|=|[≤≥≈~±+−])\s*$")
_BREADCRUMB = re.compile(r"\w > [^\n]*\w > ?$")

_TURNS = r"(?!not (?:only|just|merely|simply|least|to mention|to say)\b)"
_AFTER = re.compile(
    rf"{_TURNS}(?:not|never|no longer|nobody|no one|none|nothing|neither|hardly|scarcely|barely|rarely|seldom|cannot|anything but|far from"
    r"|by no means|in no way|under no circumstances)\b|no(?= \w)",
    re.IGNORECASE,
)
_MORE_AFTER = (
    r"(?:,? ?)?(?:(?:or|and) (?:even )?(?:more|less|fewer|longer|higher|lower|above|below|over|up|under|older|younger|upwards?|beyond)\b"
    r"|or (?:even )?(?:later|earlier|sooner|greater|larger|smaller|bigger|better|worse|shorter|further|thereabouts)\b"
    r"|and (?:even )?(?:later|earlier)\b(?= ?[.,;:)!?]| ?$))"
)
_MEASURES = "mgs?|mcg|[μnk]g|g|ml|dl|mmol|mol|mmhg|iu|percent(?:age points?)?|per cent|per mille"
_DURATIONS = "minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?|yrs?|decades?"
_SCALE = "hundred|thousand|million|billion|trillion|dozen|bn|mn"
_PART = r"\d+/\d+(?![\d/])|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
_AFTER_FIGURE = re.compile(
    rf"(?:{_MORE_AFTER}|at (?:the very )?(?:least|most)(?= ?[.,;:)!?]| ?$)|at (?:the latest|the earliest|a minimum|a maximum)\b"
    rf"|(?:max|maximum|minimum|tops|plus)\b|{_TO} {_ABOUT}{_FIGURE}"
    r"|[^\W\d_]{1,6}(?:⁻|\^?-)[¹²³123]|[·×] ?[a-zμ]|per (?:[mk]?g|kilo\w*|m[²³2l]?|litre|day|week|hour|minute|dose|session|person)\b)",
    re.IGNORECASE,
)
_AFTER_BARE_FIGURE = re.compile(
    rf"(?:(?:{_MEASURES})\b|(?:{_SCALE})\b|and (?:an? )?(?:half|quarter|third)\b|{_PART}|out of {_FIGURE}|of \d[\d.,]*"
    rf"|in (?:every )?(?:{_NUMBERS.partition('|an?')[0]}|\d{{1,3}}(?![\d.,%]))\b(?! ?(?:{_MEASURES}|{_DURATIONS})\b))",
    re.IGNORECASE,
)
_AND_AFTER = re.compile(rf"and {_ABOUT}{_FIGURE}", re.IGNORECASE)
_CLOSED = re.compile(r"[.!?:;][\"')\]]*$")
_OPENED = re.compile(rf"\bbetween {_ABOUT}{_FIGURE}{_UNIT}$", re.IGNORECASE)
_BETWEEN = re.compile(rf"{_FIGURE}{_UNIT} (?:and|to|or|-) {_ABOUT}{_FIGURE}", re.IGNORECASE)
_WHETHER_OR = re.compile(r"\bwhether\b.*\bor$", re.IGNORECASE)
_ENDS_IN_FIGURE = re.compile(rf"{_FIGURE}{_UNIT}$", re.IGNORECASE)
_ENDS_IN_BARE_FIGURE = re.compile(rf"{_FIGURE}$", re.IGNORECASE)
_BEGINS_WITH_FIGURE = re.compile(_FIGURE, re.IGNORECASE)
_BEGINS_WITH_REST = re.compile(rf"{_MORE_AFTER}|{_TO} {_ABOUT}{_FIGURE}|and a half\b", re.IGNORECASE)
_TENS = r"\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_ONES = r"\b(?:one|two|three|four|five|six|seven|eight|nine)\b"

# Figures of several words: what stands before, and what the rest begins with.
_HALVES = tuple(
    (re.compile(rf"(?:{before})$", re.IGNORECASE), re.compile(after, re.IGNORECASE))
    for before, after in (
        (rf"{_FIGURE}|\bseveral|\bfew|\bmany", rf"(?:{_SCALE})\b"),
        (_TENS, _ONES),
        (_FIGURE, r"(?:half|halves|(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?)\b"),
        (r"\b(?:hundred|thousand|million)(?: and)?", rf"\b(?:{_NUMBERS.partition('|hundred')[0]})\b"),
        (r"\b(?:hundred|thousand|million)", rf"and (?:{_NUMBERS.partition('|hundred')[0]})\b"),
        (r"\b(?:half|third|quarter|fifth|tenth)s?(?: of)?", rf"(?:an? )?(?:{_SCALE})\b"),
        (r"\b(?:over|under|above|below)", r"(?:the )?ages? of \d"),
        (rf"{_FIGURE} and", r"a (?:half|quarter|third)\b"),
        (r"(?<![\w.,])\d+", _PART),
    )
)
_GROUPS_BEFORE = re.compile(
    r"(?<![\d.,])(?<!\d )[1-9]\d{0,2}(?:([ \u00a0\u2007\u2009\u202f])\d{3})*([ \u00a0\u2007\u2009\u202f])\Z"
)
_GROUP = re.compile(r"\d{3}(?!\d)")
_GROUPS_AFTER = re.compile(r"([ \u00a0\u2007\u2009\u202f])\d{3}(?!\d)")
_ENDS_IN_GROUP = re.compile(r"(?<![\d.,])(?<!\d[ \u00a0])[1-9]\d{0,2}(?:[ \u00a0\u2007\u2009\u202f]\d{3})*\Z")
_NUMBER_NEXT = re.compile(r"\d{3} \d")

_TIME = re.compile(
    r"an? (?:hr|hour|day|week|month|year|decade)"
    rf"|{_FIGURE}(?: ?(?:to|or|-) ?{_FIGURE})?[ -]*(?:min|hour|hr|h\b|day|d\b|week|wk|month|mo\b|year|yr|decade)",
    re.IGNORECASE,
)
_AGE = re.compile(rf"{_FIGURE}[ -]*years?(?: of age| old|-old)|{_FIGURE} and (?:older|over)", re.IGNORECASE)
_AGED = re.compile(
    r"\b(?:adults?|people|persons?|patients?|men|women|those|anyone|everyone|children|aged?|males|females|participants"
    r"|individuals|subjects) (?:who are |aged )?(?:over|under|above|below)$",
    re.IGNORECASE,
)

# Other languages in Latin letters: the words that a text is told to be in it by, negations, bounds before a figure.
_LANGUAGES = (
    ("der das und den von mit ist ein eine auf für zu im dem", r"nicht|kein(?:e[nmrs]?)?|nie|niemals|ohne",
     r"(?:mehr|weniger|länger|höher) als|mindestens|höchstens|über|unter|bis zu"),
    ("le les des et du une un dans pour est de la que", r"ne|n'(?!import)\w*|pas|(?<!si )jamais|sans|aucune?",
     r"(?:plus|moins) de|au (?:moins|plus)|jusqu'à"),
    ("el los las y por con se una un de la que es en", r"no|nunca|sin|jamás|ning[uú]n[oa]?", r"(?:más|menos) de|al menos|hasta"),
    ("il di che del della un una la è le non", r"non|mai|senza|nessun[oa]?", r"(?:più|meno) di|almeno|fino a"),
    ("o da do os para em uma um de que é não com", r"não|nunca|sem|nenhuma?", r"(?:mais|menos) de|pelo menos|até"),
    ("het een van voor de en dat niet is op zijn", r"niet|geen|nooit|zonder", r"(?:meer|minder) dan|minstens|tot"),
    ("och att som det är av en på för till om", r"inte|aldrig|utan", r"(?:mer|mindre) än|minst|högst"),
    ("og det af til er en på at med som ikke", r"ikke|aldrig|uden|uten", r"(?:mere?|mindre) end|mindst"),
    ("и в на что с по как это для или от из", r"не|нет|без|ни|никогда", r"(?:более|менее|больше|меньше)(?: чем)?|свыше|до"),
    ("i w na z do się nie jest że dla", r"nie|nigdy|bez", r"(?:więcej|mniej) niż|ponad|poniżej"),
)  # fmt: skip
_ENGLISH = frozenset(
    "the of and to in is that for it was with as are be this by or on not from at which they have".split()
)
_FOREIGN = tuple(
    (
        frozenset(words.split()),
        re.compile(rf"\b(?:{negations})$", re.IGNORECASE),
        re.compile(rf"(?:{negations})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{bounds})$", re.IGNORECASE),
    )
    for words, negations, bounds in _LANGUAGES
)
_IN_ANY = r"nicht|keine?[nmrs]?|niemals|niet|geen|inte|ikke|aldrig|nunca|jamás|não"
"""Negations that are no word of English: they count where a text is too short to tell its language."""
_IN_ANY_BEFORE, _IN_ANY_AFTER = (
    re.compile(pattern, re.IGNORECASE) for pattern in (rf"\b(?:{_IN_ANY})$", rf"(?:{_IN_ANY})\b")
)
_NOT_LATIN_BEFORE = re.compile(
    r"\b(?:не|нет|без|ни|لا|لم|لن|ليس|غير|بدون|नहीं|לא|אין|ללא|δεν|μην|όχι|χωρίς)$|(?:不|没有|没|沒有|沒|無|无|(?<!除)非|未|勿|ไม่|ไม่ได้)$",
    re.IGNORECASE,
)
_NOT_LATIN_BEFORE_FIGURE = re.compile(
    r"(?:超过|超過|多于|多於|高于|大于|低于|小于|少于|不足|不超过|不到|至少|至多|最多|最少)$",
    re.IGNORECASE,
)
_NOT_LATIN_AFTER = re.compile(
    r"(?:が|は|も|では|でも|に|を|と)?(?:ない|なく|なかっ|ません|無い)|以上|以下|以内|未満|未满"
)
_AROUND = 400

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_MARKER = re.compile(r"[^\S\n]*(?:(?:[-*+•‣◦▪–—|]|\d{1,3}[.)]|\(?[a-z]\)|#{1,6})[^\S\n]+)+(?:\[[ xX]\][^\S\n]+)?")
_HEADING = re.compile(r"[^\S\n]*#{1,6}[^\S\n]|[^\S\n]*([-=~*_^\"'+])\1{2,}[^\S\n]*\Z|[^\S\n]*\|")
_QUOTED_LINE = re.compile(r"[^\S\n]*(?:>[^\S\n]?)+")


def cut_words(text: str, start: int, end: int) -> str:
    """Return the words that a fragment at this place was cut off from, as they are there; empty if there are none."""
    behind, ahead = _Beside(_behind(text, start)), _Beside(_ahead(text, end))
    fragment = folding.marks(text[start:end]).text.strip()
    language = _language(text[max(0, start - _AROUND) : end + _AROUND])
    return (
        _cut_before(behind, ahead, fragment, language)
        or _group_before(text, start, fragment)
        or _cut_after(ahead, behind, fragment, language)
        or _group_after(text, end, fragment)
    )


def denial(text: str) -> str:
    """Return the first words of an English text that deny something: `not`; empty if there are none."""
    found = _DENIAL.search(folding.marks(text).text)
    return found[0].strip() if found else ""


class _Beside:
    """The words on one side of a fragment: as they are (`raw`), and folded, without white space at their ends (`text`)."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._folded = folding.marks(raw)
        plain = self._folded.text.translate(_JOINTS)
        self.text = plain.strip(" ")
        self._skipped = len(plain) - len(plain.lstrip(" "))
        ended = _ENDED.match(self.text)
        self._begun = ended.end() if ended else 0

    def ends_with(self, phrases: re.Pattern[str]) -> re.Match[str] | None:
        """Return the phrase of some that stands at the end, of which none goes on after the end of a sentence."""
        return phrases.search(self.text, self._begun)

    def ends_with_word(self, words: re.Pattern[str]) -> re.Match[str] | None:
        """Return the word of some that stands at the end, or the two."""
        return words.search(self.text, max(0, len(self.text) - _LONGEST_WORD))

    def words(self, found: re.Match[str]) -> str:
        """Return the words that were found, as they are."""
        start, end = self._folded.place(found.start() + self._skipped, found.end() + self._skipped)
        return " ".join(self.raw[start:end].split())


_JOINTS = {ord(folding.OPTIONAL): "_", ord(folding.CLOSED_UP): "-", ord(folding.GAP): " "}


def _cut_before(behind: _Beside, ahead: _Beside, fragment: str, language: int | None) -> str:
    """Return the words before a fragment that it was cut off from."""
    begins_with_figure = bool(_BEGINS_WITH_FIGURE.match(fragment)) or fragment[:1].isnumeric()
    found = behind.ends_with_word(_NOT_LATIN_BEFORE)
    if language is not None:
        _, negation, _, bound = _FOREIGN[language]
        found = found or negation.search(behind.text) or (bound.search(behind.text) if begins_with_figure else None)
    else:
        found = (
            found or behind.ends_with(_BEFORE) or behind.ends_with_word(_IN_ANY_BEFORE) or _compared(behind, fragment)
        )
    answer = _ANSWER.search(found[0]) if found else None
    if answer and (answer["article"] or _NO_NOUN.match(fragment)):
        found = None
    found = found or next(
        (one for before, after in _HALVES if after.match(fragment) and (one := before.search(behind.text))), None
    )
    if not found and begins_with_figure:
        found = behind.ends_with_word(_NOT_LATIN_BEFORE_FIGURE)
        found = found or (_bound(behind, fragment, ahead) if language is None else None)
        sign = None if found else _SIGN.search(behind.raw)
        if sign and not _BREADCRUMB.search(behind.raw):
            return sign[0].strip()
    return behind.words(found) if found else ""


def _compared(behind: _Beside, fragment: str) -> re.Match[str] | None:
    """Return the words before a comparison that turn it round, or what a fragment that begins with `than` compares."""
    if _BEGINS_WITH_THAN.match(fragment):
        return _COMPARATIVE.search(behind.text)
    if _BEGINS_WITH_REST.match(fragment):
        return _ENDS_IN_FIGURE.search(behind.text)
    found = behind.ends_with_word(_MORE) if _COMPARED.match(fragment) else None
    return found or (behind.ends_with_word(_TIMES) if _AS.match(fragment) else None)


def _bound(behind: _Beside, fragment: str, ahead: _Beside) -> re.Match[str] | None:
    """Return the words before a figure that bound it or are half of it."""
    found = behind.ends_with(_BEFORE_FIGURE)
    if not found:
        return None
    words = found[0].lower()
    if words == "between" and not _BETWEEN.match(f"{fragment} {ahead.text}"):
        return None  # `between two ordinary words`
    if words.startswith("over") and _TIME.match(fragment):
        is_age = _AGE.match(fragment) or (_AGED.search(behind.text) and re.match(r"\d\d", fragment))
        return found if is_age else None  # `over six weeks` is during them
    if _SHARE_OF.search(words) and not words.endswith("out of"):
        is_share = _ENDS_IN_BARE_FIGURE.search(words.rpartition(" ")[0]) and _AFTER_BARE_FIGURE.match(
            f"{words.split()[-1]} {fragment}"
        )
        return found if is_share or not re.match(rf"{_FIGURE} (?:in|of)$", words, re.IGNORECASE) else None
    return found


def _cut_after(ahead: _Beside, behind: _Beside, fragment: str, language: int | None) -> str:
    """Return the words after a fragment that it was cut off from."""
    found = _NOT_LATIN_AFTER.match(ahead.text) if ahead.raw[:1].strip() else None
    if _is_closed(fragment, ahead):
        return ""
    if language is not None:
        found = found or _FOREIGN[language][2].match(ahead.text)
        return ahead.words(found) if found else ""
    found = found or (None if _WHETHER_OR.search(fragment) else _AFTER.match(ahead.text))
    found = found or _IN_ANY_AFTER.match(ahead.text)
    if not found and (one := _after_figure(ahead, behind, fragment)) and _ENDS_IN_FIGURE.search(fragment):
        found = one
    if not found and (one := _AFTER_BARE_FIGURE.match(ahead.text)) and _ENDS_IN_BARE_FIGURE.search(fragment):
        found = one
    if not found and ahead.text:
        found = next(
            (one for before, after in _HALVES if (one := after.match(ahead.text)) and before.search(fragment)), None
        )
    return ahead.words(found) if found else ""


def _after_figure(ahead: _Beside, behind: _Beside, fragment: str) -> re.Match[str] | None:
    """Return the words after a fragment that a figure at its end goes on with."""
    found = _AFTER_FIGURE.match(ahead.text)
    if not found and (rest := _AND_AFTER.match(ahead.text)) and _OPENED.search(f"{behind.text} {fragment}"):
        return rest
    return found


def _is_closed(fragment: str, ahead: _Beside) -> bool:
    """Whether a fragment ends with its sentence: not at an abbreviation such as `i.e.`, after which a small letter follows."""
    found = _CLOSED.search(fragment)
    return found is not None and not (found[0].startswith(".") and ahead.text[:1].islower())


def _group_before(text: str, start: int, fragment: str) -> str:
    """Return the thousands that a figure written in groups of three digits was cut off from: `12 | 345`."""
    found = _GROUPS_BEFORE.search(text, max(0, start - 20), start) if _GROUP.match(fragment) else None
    if not found or (found[2] == " " and _NUMBER_NEXT.match(fragment)):
        return ""
    return found[0].strip()


def _group_after(text: str, end: int, fragment: str) -> str:
    """Return the digits that a figure written in groups of three digits goes on with: `12 | 345`."""
    found = _GROUPS_AFTER.match(text, end)
    if (
        not found
        or not _ENDS_IN_GROUP.search(fragment)
        or (found[1] == " " and _NUMBER_NEXT.match(text[end + 1 : end + 9]))
    ):
        return ""
    return found[0].strip()


def _behind(text: str, start: int) -> str:
    """Return the text of the same block before a place; marks of quotations are spaces."""
    window = text[max(0, start - _REACH) : start]
    lines = window.rpartition("\n\n")[2].split("\n")
    kept: list[str] = []
    while lines:
        line = lines.pop()
        before = lines[-1] if lines else ""
        if kept and (not line.strip() or _HEADING.match(line)):
            break
        quoted = _QUOTED_LINE.match(line)
        if quoted and (not before.strip() or _QUOTED_LINE.match(before) or before.rstrip().endswith(":")):
            line = " " * quoted.end() + line[quoted.end() :]
            before = _QUOTED_LINE.sub("", before, count=1)
        marker = _MARKER.match(line)
        if marker and not (kept == [] and not line[marker.end() :] and _goes_on(before, text[start : start + 1])):
            kept.append(line[marker.end() :])
            break
        kept.append(line)
        if len(kept) == 1 and not line.strip() and before and _is_new_line(before, text, start):
            break
    return "\n".join(reversed(kept))


def _goes_on(before: str, first: str) -> bool:
    """Whether a mark before a figure at the start of a line is a sign, and the line goes on with what is before it."""
    return (
        first.isdigit()
        and bool(before.strip())
        and not before.rstrip().endswith((":", ".", ";", "!", "?"))
        and not _MARKER.match(before)
    )


def _is_new_line(before: str, text: str, start: int) -> bool:
    """Whether a capital at the start of a line begins something new: it would have had room in the line before."""
    if not text[start : start + 1].isupper():
        return False
    line = text[start:].partition("\n")[0]
    return len(before) + 1 + len(line.split()[0]) <= len(line)


def _ahead(text: str, end: int) -> str:
    """Return the text of the same block after a place; marks of quotations are spaces."""
    window = text[end : end + _REACH]
    lines = _BLANK_LINE.split(window, maxsplit=1)[0].split("\n")
    kept = lines[:1]
    for line in lines[1:]:
        quoted = _QUOTED_LINE.match(line)
        plain = " " * quoted.end() + line[quoted.end() :] if quoted else line
        if (
            _MARKER.match(plain)
            or _HEADING.match(plain)
            or (not "".join(kept).strip() and re.match(r"\s*[A-Z][a-z]", plain))
        ):
            break
        kept.append(plain)
    return "\n".join(kept)


_RUSSIAN = next(number for number, (known, *_) in enumerate(_FOREIGN) if "это" in known)
_KNOWN_IN = {
    word: [number for number, (known, *_) in enumerate(_FOREIGN) if word in known]
    for word in frozenset().union(*(known for known, *_ in _FOREIGN))
}
"""In which of the other languages a word tells that a text is in it."""


_APART = dict.fromkeys((number for number in range(128) if not chr(number).isalpha()), " ")
"""Puts a space in place of all in ASCII that is no letter."""


@lru_cache(maxsize=64)
def _language(around: str) -> int | None:
    """Return which of the other languages the text around a fragment is in; None for English, and where it is too short."""
    around = around.lower()
    if not around.isascii() and 2 * len(re.findall("[а-яё]", around)) > len(around):
        return _RUSSIAN
    words = around.translate(_APART).split() if around.isascii() else re.findall(r"[^\W\d_]+", around)
    known = [word for word in words if word in _KNOWN_IN]
    least = max(1, sum(map(_ENGLISH.__contains__, words)))
    if len(known) <= least:
        return None
    counts = [0] * len(_FOREIGN)
    for word in known:
        for number in _KNOWN_IN[word]:
            counts[number] += 1
    most = max(counts)
    return counts.index(most) if most > least else None
