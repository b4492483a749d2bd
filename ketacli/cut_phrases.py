"""The words that a fragment of a quote must not be cut off from: in English at length, in other languages the most frequent."""

from __future__ import annotations

import re

from ketacli.matching.english import NUMBER, ONES, TENS

NUMBERS = f"{NUMBER}|hundred|thousand|million|billion|half|dozens?|hundreds|thousands|millions"
"""Numbers in one word."""
DIGITS = r"(?<![\w.,])[~$€£<>≤≥=]*[-+]?\d[\d.,]*"
FIGURE = (
    rf"(?:{DIGITS}|\b(?:{NUMBERS}"
    r"|an? (?:hr|hour|day|week|month|year|decade|dozen|hundred|thousand|million|billion|third|quarter|fifth|tenth))\b)"
)
"""A figure in digits or words, without its unit."""
UNIT = r"(?: ?(?:%|per cent|[^\W\d_]+(?:/[^\W\d_]+)*)(?: of age| old)?)?"
ABOUT = r"(?:(?:about|around|approximately|roughly|perhaps|maybe|even|nearly|almost) )?"


def _any(*phrases: str) -> str:
    """Return the expression for any of some phrases."""
    return f"(?:{'|'.join(phrases)})"


ADVERB = (
    r"(?!only\b|merely\b|simply\b|solely\b|apply\b|reply\b|supply\b|rely\b|family\b|comply\b|imply\b|multiply\b|ally\b"
    r"|fly\b|assembly\b|anomaly\b|july\b|italy\b)\w+ly"
)
FILLERS = _any(
    ADVERB,
    "yet|ever|even|again|always|often|so|as|very|quite|too|that|all|at all|well|much|any|longer|in any way|by any means",
    "an?|the|their|its|his|her|our|your|one|such",
    "be|been|being|is|are|was|were|have|has|had|do|does|did|get|gets|got|become|becomes|can|could|will|would|may|might",
    r"(?:shown|known|proven|proved|found|seen|seems?|seemed|appears?|appeared|expected|intended|meant|likely|able|allowed"
    r"|supposed|thought|said|believed|reported|tend|want|need|going|guaranteed|demonstrated|established|recommended"
    r"|enough|sufficient|clear|certain|claimed|claim|prove|show|suggest|mean|believe|think|true|evident) (?:to|that|whether|if|for)",
    "to|for",
)
"""What may come between a negation and the word that it negates."""
KIND = (
    "significant|real|clear|good|known|strong|convincing|reliable|apparent|obvious|serious|major|important|further"
    "|additional|other|such|lasting|long-term|measurable|detectable|meaningful|relevant|adverse|single|new|solid|firm"
    "|scientific|clinical|clinically|statistically|direct|published|high-quality|sound|compelling|conclusive|robust"
)
"""Adjectives between `no` and what there is none of: `no convincing evidence`."""
EVIDENCE = "evidence|proof|sign|signs|indication|indications|reason|data|guarantee|suggestion|basis|hint"
PEOPLE = (
    "patients?|people|participants?|person|one|subjects?|adults?|children|women|men|users?|volunteers?|responders?"
    "|stud(?:y|ies)|trials?|drugs?|treatments?|medicines?|deaths?|cases?|differences?|effects?|benefits?"
)
THAT = _any(
    r"to (?:show|suggest|support|say|believe|think|indicate|prove|suppose|assume)",
    "showing|suggesting|indicating|supporting|proving",
    "for|of|that|whether|in|is|was|are|exists?|yet|so far|available|found|the|an?|any|this|these",
)
NEGATIONS = _any(
    # `whether or not`, `more often than not`, `why not` turn nothing round
    rf"(?:(?<!whether or )(?<!why )(?<!often than )\bnot|\bnever|\w+n't|\bcannot)(?:(?:, [\w' -]{{2,25}},)? {FILLERS}){{0,5}}(?:, [\w' -]{{2,25}},)?",
    rf"\b(?:no|without|neither|nor)(?: of(?: the| these| those| them| us| both)?| any)?(?: (?:{KIND}))*(?: (?:longer|the|an?|{PEOPLE}))?(?: {FILLERS}){{0,3}}",
    r"\b(?:hardly|scarcely|barely|rarely|seldom)(?: (?:any|ever|anyone|anybody|an?|the|been|be))*",
    rf"\b(?:none|nobody|nothing|nowhere|very few|too few|so few|very little|too little)(?: of)?"
    rf"(?: (?:the|these|those|them|us|our|their|all|{DIGITS}))*"
    rf"(?: (?:who|that|in|with|on|from|among|given|taking)(?: [\w'-]+){{1,4}}?)?(?: {FILLERS}){{0,3}}",
    r"\b(?:no one|nobody|none) (?:who|that|in|with|on|from|among|given|taking)(?: [\w'-]+){1,4}",
    r"\b(?:unable|impossible|unlikely|reluctant|inability|failure) to(?: (?:be|have|been))*",
    r"\b(?:fail(?:s|ed|ing)? to|refus(?:e|es|ed) to|declin(?:e|es|ed) to|cease(?:s|d)? to)(?: (?:be|have|been))*",
    r"\b(?:lack(?:s|ed|ing)?|absence)(?: of)?(?: (?:any|an?|the))?|\bin the absence of|\bnon-?",
    r"\bcontrary to (?:[\w'-]+ ){0,3}that(?: (?:the|an?|this|these))?",
    r"(?<!\ba )(?<!the )(?<!first )(?<!last )(?<!next )(?<!past )(?<!every )(?<!as )(?<!quite a )\bfew",
    r"\b(?:far from|by no means|in no way|under no circumstances|anything but|instead of|rather than)(?: (?:an?|the|being))*",
    rf"\b(?:no|without|little|insufficient|lack of|absence of|not enough|scant|hardly any)(?: any)?(?: (?:{KIND}))*"
    rf" (?:{EVIDENCE})(?: {THAT})*",
    r"\b(?:(?:myth|false|untrue|wrong|incorrect|unlikely|unproven|den(?:y|ies|ied)|disput(?:es?|ed)|refut(?:es?|ed)|reject(?:s|ed)?)"
    r" (?:that|whether)|(?:unclear|unknown|uncertain|doubtful|questionable|(?<!no )(?<!little )(?<!without )doubt(?:s|ed)?) (?:that|whether|if))(?: (?:the|an?|this|these))?",
)
"""Negations with all that may come between them and what they negate."""
THAN = (
    r"(?:\b(?:more|greater|less|fewer|higher|lower|longer|shorter|better|worse|larger|smaller|older|younger|earlier|later) )?"
    r"(?<!other )(?<!others )(?<!else )(?<!different )(?<!differently )\bthan(?: or equal to)?"
)
LEAST = r"\bat (?:the very )?(?:least|most)|\bat (?:the )?(?:latest|earliest)"
LESS = r"(?<!\bor )(?<!\bnor )\b(?:less|fewer)|(?<!at )(?<!\bnot )\bleast"
"""Words that a fragment turns round if it begins right after them: `more than` before a figure, and `less` before what is less."""
DENIAL = re.compile(rf"\b(?=\w)(?:{NEGATIONS})(?!\w)", re.IGNORECASE)
# All of them begin with a word: to say so first spares the search most places.
BEFORE = re.compile(rf"\b(?=\w)(?:{NEGATIONS}|{THAN}|{LEAST}|{LESS})$", re.IGNORECASE)

ENDED = re.compile(r".*(?:[;:!?]|(?<!\d)(?<!max)(?<!min)\.) ", re.IGNORECASE | re.DOTALL)
"""A text up to its last end of a sentence or clause, which no words before a fragment reach over. `5. ` and `max. ` end nothing."""
LONGEST_WORD = 24
"""No single word that is looked for before a fragment is longer, the blank after it included."""

ANSWER = re.compile(r"^no(?: (?P<article>the|an?))?$", re.IGNORECASE)
"""`no` as an answer or a value: no noun follows it."""
NO_NOUN = re.compile(r"(?:the|an?|this|that|these|those|it|you|we|they|he|she|i)\b", re.IGNORECASE)

# Words that turn a comparison round, where one follows.
MORE = re.compile(r"\bmore$", re.IGNORECASE)
COMPARED = re.compile(
    r"(?:\w+(?:ive|ous|ful|ible|able)|likely|often|common|frequent|frequently|severe|safe|potent|rapid|rapidly)\b"
    r"|(?:[\w-]+ ){1,4}than\b",
    re.IGNORECASE,
)
TIMES = re.compile(r"\b(?:twice|thrice|half|times)(?: (?:as|more|less|higher|lower|greater))?$", re.IGNORECASE)
AS = re.compile(r"(?:as|more|less|higher|lower|greater) |[\w-]+ as\b|(?:[\w-]+ ){1,3}than\b|likely\b", re.IGNORECASE)
BEGINS_WITH_THAN = re.compile(r"than\b", re.IGNORECASE)
COMPARATIVE = re.compile(r"\b(?!other$|others$|else$|different$|differently$)[\w-]+$", re.IGNORECASE)

# What makes a figure the end of a range, or bounds it.
TO = r"(?:(?:up |on |all the way )?to|through(?: to)?|until|till|or|-)(?:, [\w ]{2,20},)?"
BOUND = (
    r"(?:up|limited) to|all but|(?:over|under|above|below) (?:the )?ages? of|over|under|above|below|exceed(?:s|ed|ing)?|nearly|almost|minus|plus|negative|beyond|between"
    r"|in excess of|upwards? of|short of|close to|approaching|capped at|limit of|ceiling of"
    r"|as (?:many|much|few|little|long|short|high|low|late|early|far|soon|often) as"
    r"|(?:an? |the )?(?:absolute )?(?:maximum|minimum)(?: of)?|max\.?|(?<!\d )min\.?|half(?: an?)?"
)
BEFORE_FIGURE = re.compile(
    rf"(?:\bbetween {ABOUT}{FIGURE}{UNIT} and|{FIGURE}{UNIT} {TO}|{FIGURE} (?:in|out of|of)|\b(?:{BOUND}))"
    r"(?: (?:about|around|approximately))?$",
    re.IGNORECASE,
)
SHARE_OF = re.compile(r"(?:in|of)(?: about| around| approximately)?$", re.IGNORECASE)
SIGN = re.compile(r"(?<![<>≤≥=≈~±+−-])(?:[<>]=?|=|[≤≥≈~±+−])\s*$")
BREADCRUMB = re.compile(r"\w > [^\n]*\w > ?$")

# What turns a fragment round, or adds to its figure, from behind.
TURNS = r"(?!not (?:only|just|merely|simply|least|to mention|to say)\b)"
AFTER = re.compile(
    rf"{TURNS}(?:not|never|no longer|nobody|no one|none|nothing|neither|hardly|scarcely|barely|rarely|seldom|cannot|anything but|far from"
    r"|by no means|in no way|under no circumstances)\b|no(?= \w)",
    re.IGNORECASE,
)
MORE_AFTER = (
    r"(?:,? ?)?(?:(?:or|and) (?:even )?(?:more|less|fewer|longer|higher|lower|above|below|over|up|under|older|younger|upwards?|beyond)\b"
    r"|or (?:even )?(?:later|earlier|sooner|greater|larger|smaller|bigger|better|worse|shorter|further|thereabouts)\b"
    r"|and (?:even )?(?:later|earlier)\b(?= ?[.,;:)!?]| ?$))"
)
MEASURES = "mgs?|mcg|[μnk]g|g|ml|dl|mmol|mol|mmhg|iu|percent(?:age points?)?|per cent|per mille"
DURATIONS = "minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?|yrs?|decades?"
SCALE = "hundred|thousand|million|billion|trillion|dozen|bn|mn"
PART = r"\d+/\d+(?![\d/])|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
AFTER_FIGURE = re.compile(
    rf"(?:{MORE_AFTER}|at (?:the very )?(?:least|most)(?= ?[.,;:)!?]| ?$)|at (?:the latest|the earliest|a minimum|a maximum)\b"
    rf"|(?:max|maximum|minimum|tops|plus)\b|{TO} {ABOUT}{FIGURE}"
    r"|[^\W\d_]{1,6}(?:⁻|\^?-)[¹²³123]|[·×] ?[a-zμ]|per (?:[mk]?g|kilo\w*|m[²³2l]?|litre|day|week|hour|minute|dose|session|person)\b)",
    re.IGNORECASE,
)
AFTER_BARE_FIGURE = re.compile(
    rf"(?:(?:{MEASURES})\b|(?:{SCALE})\b|and (?:an? )?(?:half|quarter|third)\b|{PART}|out of {FIGURE}|of \d[\d.,]*"
    rf"|in (?:every )?(?:{NUMBERS}|\d{{1,3}}(?![\d.,%]))\b(?! ?(?:{MEASURES}|{DURATIONS})\b))",
    re.IGNORECASE,
)
AND_AFTER = re.compile(rf"and {ABOUT}{FIGURE}", re.IGNORECASE)
CLOSED = re.compile(r"[.!?:;][\"')\]]*$")
OPENED = re.compile(rf"\bbetween {ABOUT}{FIGURE}{UNIT}$", re.IGNORECASE)
BETWEEN = re.compile(rf"{FIGURE}{UNIT} (?:and|to|or|-) {ABOUT}{FIGURE}", re.IGNORECASE)
WHETHER_OR = re.compile(r"\bwhether\b.*\bor$", re.IGNORECASE)
ENDS_IN_FIGURE = re.compile(rf"{FIGURE}{UNIT}$", re.IGNORECASE)
ENDS_IN_BARE_FIGURE = re.compile(rf"{FIGURE}$", re.IGNORECASE)
BEGINS_WITH_FIGURE = re.compile(FIGURE, re.IGNORECASE)
BEGINS_WITH_REST = re.compile(rf"{MORE_AFTER}|{TO} {ABOUT}{FIGURE}|and a half\b", re.IGNORECASE)

# Figures of several words: what stands before, and what the rest begins with.
HALVES = tuple(
    (re.compile(rf"(?:{before})$", re.IGNORECASE), re.compile(after, re.IGNORECASE))
    for before, after in (
        (rf"{FIGURE}|\bseveral|\bfew|\bmany", rf"(?:{SCALE})\b"),
        (rf"\b(?:{'|'.join(TENS)})", rf"\b(?:{'|'.join(ONES)})\b"),
        (FIGURE, r"(?:half|halves|(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?)\b"),
        (r"\b(?:hundred|thousand|million)(?: and)?", rf"\b(?:{NUMBER})\b"),
        (r"\b(?:hundred|thousand|million)", rf"and (?:{NUMBER})\b"),
        (r"\b(?:half|third|quarter|fifth|tenth)s?(?: of)?", rf"(?:an? )?(?:{SCALE})\b"),
        (r"\b(?:over|under|above|below)", r"(?:the )?ages? of \d"),
        (rf"{FIGURE} and", r"a (?:half|quarter|third)\b"),
        (r"(?<![\w.,])\d+", PART),
    )
)
# Numbers whose digits are in groups with blanks between them: `12 500`.
GROUPS_BEFORE = re.compile(
    r"(?<![\d.,])(?<!\d )[1-9]\d{0,2}(?:([ \u00a0\u2007\u2009\u202f])\d{3})*([ \u00a0\u2007\u2009\u202f])\Z"
)
GROUP = re.compile(r"\d{3}(?!\d)")
GROUPS_AFTER = re.compile(r"([ \u00a0\u2007\u2009\u202f])\d{3}(?!\d)")
ENDS_IN_GROUP = re.compile(r"(?<![\d.,])(?<!\d[ \u00a0])[1-9]\d{0,2}(?:[ \u00a0\u2007\u2009\u202f]\d{3})*\Z")
NUMBER_NEXT = re.compile(r"\d{3} \d")

# `over` before a time is how long something takes, before an age how old people are.
TIME = re.compile(
    r"an? (?:hr|hour|day|week|month|year|decade)"
    rf"|{FIGURE}(?: ?(?:to|or|-) ?{FIGURE})?[ -]*(?:min|hour|hr|h\b|day|d\b|week|wk|month|mo\b|year|yr|decade)",
    re.IGNORECASE,
)
AGE = re.compile(rf"{FIGURE}[ -]*years?(?: of age| old|-old)|{FIGURE} and (?:older|over)", re.IGNORECASE)
AGED = re.compile(
    r"\b(?:adults?|people|persons?|patients?|men|women|those|anyone|everyone|children|aged?|males|females|participants"
    r"|individuals|subjects) (?:who are |aged )?(?:over|under|above|below)$",
    re.IGNORECASE,
)

# Other languages in Latin letters: the words that a text is told to be in it by, negations, bounds before a figure.
LANGUAGES = (
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
ENGLISH = frozenset(
    "the of and to in is that for it was with as are be this by or on not from at which they have".split()
)
FOREIGN = tuple(
    (
        frozenset(words.split()),
        re.compile(rf"\b(?:{negations})$", re.IGNORECASE),
        re.compile(rf"(?:{negations})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{bounds})$", re.IGNORECASE),
    )
    for words, negations, bounds in LANGUAGES
)
IN_ANY = r"nicht|keine?[nmrs]?|niemals|niet|geen|inte|ikke|aldrig|nunca|jamás|não"
"""Negations that are no word of English: they count where a text is too short to tell its language."""
IN_ANY_BEFORE, IN_ANY_AFTER = (
    re.compile(pattern, re.IGNORECASE) for pattern in (rf"\b(?:{IN_ANY})$", rf"(?:{IN_ANY})\b")
)
NOT_LATIN_BEFORE = re.compile(
    r"\b(?:не|нет|без|ни|لا|لم|لن|ليس|غير|بدون|नहीं|לא|אין|ללא|δεν|μην|όχι|χωρίς)$|(?:不|没有|没|沒有|沒|無|无|(?<!除)非|未|勿|ไม่|ไม่ได้)$",
    re.IGNORECASE,
)
NOT_LATIN_BEFORE_FIGURE = re.compile(
    r"(?:超过|超過|多于|多於|高于|大于|低于|小于|少于|不足|不超过|不到|至少|至多|最多|最少)$",
    re.IGNORECASE,
)
NOT_LATIN_AFTER = re.compile(
    r"(?:が|は|も|では|でも|に|を|と)?(?:ない|なく|なかっ|ません|無い)|以上|以下|以内|未満|未满"
)
