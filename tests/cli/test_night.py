"""What frightened relatives write in the night: what calls for help in words that no list has, and what does not."""

from __future__ import annotations

import pytest

from ketacli import open_store
from tests.cli.hearing import lines, unheard
from tests.conftest import DATA, shipped_store, store

HEARD = {
    "an allergy": (
        {"allergy-or-chest-pain-now"},
        """
        throats gone tight after the spray
        came up in lumps all over and his throats tight after the infusion
        my throats tight after the lozenge
        her throats closing after the spray
        shes covered in lumps after the drip
        lumps all over him since the infusion
        """,
    ),
    "a packet that is empty": (
        {"poisoned-now", "overdose-now"},
        """
        found empty sertraline packets in his bin
        theres no tablets left in the box and i only got it monday
        found his empty pill packets under the bed
        the blister packs are all empty
        theres none left in the packet and its new
        all his tablets are gone
        """,
    ),
    "a belief that nobody shares": (
        {"psychosis-or-mania-now"},
        """
        thinks im not his real mum since the drip
        he hears the neighbours plotting since the ketamine
        he thinks the telly is talking about him since his second infusion
        he thinks im not his mum
        he says the telly is sending him messages
        she thinks the neighbours are spying on her since the ketamine
        hes sure the tv is talking to him
        """,
    ),
    "what is said or held before somebody does it": (
        {"suicidal-crisis", "missing-now", "taking-leave", "talking-about-it"},
        """
        I'm sat here with his tablets in my hand
        I've got all my tablets lined up on the table
        sat on the edge of his bed holding all his pills
        he wants to know how many sertraline would be too many
        how many lozenges is too many
        how much sertraline is too much
        he asked me what dose of sertraline is dangerous
        if ketamine fails he says thats it for him
        he says if the ketamine doesnt work he's done
        dont think he'll be here at xmas
        dont think hell be here at easter
        rope in the boot of his car
        he's said his goodbyes to the dog
        found a note in his coat
        if he does do it will it be my fault
        he texted me thank you for everything mum you did your best
        son gone out without his coat or phone, left a letter
        i'm sitting here with her pills in my hand
        got all his sertraline in front of me
        he's got a handful of tablets in his hand
        she's lined her tablets up on the bed
        pills in my hand and cant stop looking at them
        how much paracetamol is too much
        how many of his sleeping tablets is too many
        how much amitriptyline is enough to die
        how many sertraline is enough
        what is too many lozenges
        if the spray doesn't work that's the end for her
        if this fails im done
        he says if ketamine doesnt work thats it
        if it dont work hes finished he says
        i wont be here at christmas
        dont think shell be here by easter
        he says he wont be here next year
        i dont think hell see his birthday
        he left a letter and hes gone
        he's gone and theres a note
        found a note and his car is gone
        rope in his bedroom
        found rope under her bed
        """,
    ),
    "the body fails": (
        {"allergy-or-chest-pain-now", "not-waking-now"},
        """
        his eyes are wide open but nobody is home
        he is drooling and makes no sense of what i ask
        she is rigid from head to toe
        mum has been asleep since yesterday afternoon and i shook her
        his lips look bluish grey
        he cant lift his right arm since the spray
        her temperature is 41
        dad is floppy and heavy like a wet blanket
        my heart is galloping and i cant slow it
        he slumped over the steering wheel
        she keeps jerking and then goes quiet
        he is soaked in sweat, boiling hot and twitching
        i cant get any sense out of her, its all mumbling
        his fingertips have gone a strange colour
        he gave me a blank look and then slid off the chair
        she has gone cold and grey and her hands are like ice
        dad wont come round properly, he mutters and drops off again
        his mouth is foaming and his arms are locked
        my heart is thumping so hard my shirt moves
        """,
    ),
    "a danger to others": (
        {"violent-now"},
        """
        he said if he goes we all go
        he pinned me against the wall and i couldnt breathe
        she is waving a bread knife at the kids
        he told me he would put a bullet in me
        he has locked us all in and poured petrol on the floor
        my son says he will kill his little sister tonight
        he keeps saying hell take the children with him
        my husband is choking me
        she is coming at me with a broken bottle
        he squeezed my throat
        my son says the voices want him to hurt the baby
        """,
    ),
    "about to harm themselves": (
        {"about-to-end-it-now", "harmed-now", "missing-now", "suicidal-crisis", "taking-leave"},
        """
        he is standing on the motorway bridge
        shes on the wrong side of the railing
        he has shut the garage door with the engine running
        i found her with a plastic bag on her head
        he is sitting on the window ledge on the fourth floor
        he went to the railway line and wont answer his phone
        she has tied the dressing gown cord to the banister
        he is walking into the sea
        he searched online which tablets are fatal
        i found a stash of her tablets in a sock
        he has taken my razor blades to the bathroom
        she is sat on the tracks
        he is on the ledge outside the bedroom
        he took the rope from the shed and drove to the woods
        """,
    ),
    "psychosis": (
        {"psychosis-or-mania-now"},
        """
        she says the radio gives her orders
        he believes the neighbours have put cameras in the lamp
        he says he has already died and this is hell
        he whispers because they are listening through the wall
        she has taped up all the windows so they cant see in
        he says i am not his real wife, i was swapped
        he says the phone is recording his thoughts
        she is sure i am a robot
        he has nailed the curtains shut because of the men outside
        """,
    ),
    "taking leave": (
        {"suicidal-crisis", "taking-leave"},
        """
        she gave her sister her engagement ring and her best coat
        he hugged the kids for ages and said he would always love them
        he wrote down all the account numbers for me
        he handed his fishing rods to the neighbour and said he wont need them
        he told our daughter where his life insurance is
        after months of crying she is all at once serene
        he has been ringing old friends to say thank you
        she made me promise to look after the cat when shes gone
        he says soon he wont be a problem any more
        he is sorting out his will and his funeral songs
        he told me which songs he wants and who should carry the coffin
        """,
    ),
    "what to do until help comes": (
        {"until-help-comes", "whom-to-call-elsewhere"},
        """
        should i just leave him to sleep
        do i need to start chest compressions
        is it better to take her in the car than wait for the ambulance
        what do i say when i ring 999
        should i put her in the recovery position
        should i keep him awake
        do i tip him on his side
        shall i drive her to casualty or ring 999
        """,
    ),
    "whoever cares needs help": (
        {"in-despair", "suicidal-crisis", "worn-out-caring"},
        """
        i cant cope with him any more and i want to give up
        who looks after the wife of someone like this
        i am at the end of my rope looking after her
        nobody asks how i am and i cant go on nursing her
        """,
    ),
}
"""Kinds of calls: the notices of which each gets one, and wordings."""

UNLISTED = """
he keeps gazing at the ceiling and takes no notice of me
my wife is 12 hours asleep and her breathing sounds wet
her speech has gone and her arm just hangs
he is burning, 40.5 on the thermometer
he has gone up to the top of the car park and wont come down
she has put a pillow case over her head and tied it
she gave her cat to the neighbours and wont say why
he has been writing to everybody, the letters are all in a row
she was in bits for months and today she is smiling and tidying
"""
"""Calls that no phrase hears: what is said first to them does not hang on a list."""

QUESTIONS = """
does he have to lie flat during it
my wife has migraines can she have ketamine
he has asthma, is the spray a problem
she is breastfeeding, is it allowed
how many of 100 get better
he is 70, is he too old for it
i am on sertraline, do i carry on with it
does it work for people who never responded to pills
what is spravato
how long does one infusion last
she had six infusions and feels a bit better, when does it wear off
he had psychosis ten years ago, would they treat him
she heard voices once as a teenager, is ketamine safe for her
my brother was suicidal years ago and is well now, does it come back
he used to drink, can he have it
i get seasick, will the drip make me sick
does ketamine stop suicidal thoughts in trials
what share of people relapse within a month
will the spray hurt my nose
can i give him a lift home after
is the bridge between sessions covered by insurance
she is dying to start treatment
he nearly died laughing at the price
my husband kills time in the waiting room with a crossword
is the knife edge between dose and effect narrow
is it a wall of marketing
who watches the patient during the session
does the calm after the drip last
do clinics promise too much
does health insurance pay for the drip
when do i get the insurance papers for spravato
can the river of new studies be trusted
how does it work in the brain
he wants to know how it is made
she is planning a family, is ketamine safe
i am planning a holiday, can i fly after an infusion
we are booking the sessions, how many does he need
he has a dentist appointment the day after, is that fine
she sleeps well since the infusion, is that usual
is it normal to feel floaty
how do they know if it works
can he have a bath before the drip
does lithium weaken it
is electroconvulsive therapy better
are lozenges as good as infusions
what is the dose for someone of 90 kg
what does nice say about spravato
can my gp in leeds prescribe it
is there an nhs clinic in scotland
how much does it cost in the uk
what is the age limit in england
is ketamine a class b drug
i live in wales, where is it offered
has a person ever died at a clinic
do people see things during the infusion
do people hear voices on ketamine
what should i do if he feels sick after the drip
is it addictive
how is a bad reaction handled at the clinic
should i stop sertraline before
should he eat before the drip
does he need a blood test
what do patients say about it
should i choose the spray or the drip
how do i tell my boss
is a stiff neck a side effect
does it affect the heart
does temperature matter for storing the lozenge
can the tablets be kept in the garage
what is a fatal dose of ketamine in animals
can a diabetic have it
his mother has dementia, can she have it
she has glaucoma is that a contraindication
he has diabetes, can he have the spray
my doctor says the fda approved it, is that true
he takes lisinopril, is the drip safe
i have bipolar disorder, will it make me manic
she works nights, when should she book
the clinic gave away free sessions, is that legal
he gave me the leaflet about the spray, how is it used
she told me where the clinic is, how long is a session
he says the drip made him calm, does that last
we climbed the stairs after the infusion, is exercise allowed
my husband has put the appointment off, does a gap matter
my dad wrote to the insurer, do they pay
he put his watch on during the infusion, does it disturb the monitor
she has a temperature of 37, can she have the drip
he is cheerful today, is it the ketamine
my wife said goodbye to sertraline, can she have ketamine alone
he likes bridge, can he play the same evening
can he sleep after the drip
can i take him to hospital for the drip by bus
do i have to stay by his side
what do i tell the clinic about his pills
should i take him in the car after the spray
does he need a companion on the way home
he has a stiff neck from the pillow, is it ketamine
her side hurts after the injection
he stood on the scales, is the dose by weight
i searched online for prices
he looked up how many sessions he needs
she sold her car to pay for it
he made his will last year before surgery
are patients told where help is at night
does ketamine make eyes move
is my husband being watched during the session
he feels peaceful during the infusion, does it stay
does the nhs in leeds treat with ketamine
he said he would take me with him to the clinic
he says depression isnt real
he says his tablets were swapped
she says radio 4 had a programme on ketamine
the spray is dribbling out of his nose
he is sleeping better since yesterday
his mood slumped last week
he said it wont be a problem
they wont let me leave until two hours after
he told me he cant pay the bills
she looked up how many pills she takes a day
i want to give up smoking
does he get pain on his side
my clinic in new york wants blood tests
his heart is going to be checked first
the clinic is rigid about times, he says
he told me he missed a funeral because of the infusion
he handed the form to the nurse
she cancelled the session, she wont need it
he told me the password of the clinic's page
he gave her his number
my wife left her ring at the clinic
he has tied up the paperwork
he took an overdose in 2019, is Spravato still possible for him
my daughter overdosed two years ago, does that rule her out
she was in hospital after an overdose in 2020, can she have the infusion
will she hear or see things that aren't there during a session
do you see colours when you have it
the article says some people had fits, is that common
the leaflet mentions chest pain, how often does that happen
is a k-hole possible at the dose the clinic gives
I could murder a cup of tea, how long is the wait after a session
I'd kill for a clear leaflet, how much is one infusion
he hung up on the receptionist, can the clinic refuse him
she has a plan with her GP to taper her sertraline
we have a plan with his consultant to start in March
how many tablets of sertraline is normal
how many sessions is too many
how much is too much to pay for an infusion
if it fails, what else is there
if the spray doesn't work, is that it or can he try infusions
his throat is a bit dry after the spray
he left a note for the nurse about his sessions
my phone is on the table and the letter from the clinic came
the neighbours think ketamine is a party drug
my mum watched something on telly about ketamine
how many infusions are enough to see if it works
he's just tired and slept all afternoon after the session
what do I say to my daughter about the treatment
can I get the lozenges in Leeds
he took an overdose in 2021, can he still have ketamine
what's it like for the person having it, will he see things
has he had an overdose before, can he still have it
they say he will feel like he is dying in a k-hole, is that at this dose
the article says one man collapsed in a trial, is that common
he said sorry for being late to the session
she is calmer after weeks on spravato
do they let him sleep during the drip
he keeps asking about the price
"""
"""Questions and sayings that are no calls, with their words."""


@pytest.mark.parametrize("kind", HEARD)
def test_each_kind_of_call_is_heard_in_a_relatives_own_words(kind):
    assert unheard(*HEARD[kind]) == {}


@pytest.mark.parametrize("words", lines(UNLISTED))
def test_whoever_tells_of_a_person_in_words_that_no_list_has_is_told_first_where_there_is_help(words):
    reply = shipped_store().ask(words)
    assert ([one.id for one in reply.notices], reply.claims, reply.topic) == (["unsure-whether-in-danger"], (), None)


def test_no_question_is_taken_for_an_emergency_or_a_crisis():
    asked = {
        words: [one.id for one in shipped_store().ask(words).notices if one.kind in KINDS] for words in lines(QUESTIONS)
    }
    assert {words: found for words, found in asked.items() if found} == {}


KINDS = {"crisis", "emergency"}


@pytest.mark.parametrize(
    "words",
    [
        "he has diabetes, can he have it",
        "does it work for people who hear voices",
        "how long does it last",
        "i am on sertraline",
        "my dad has angina and gout",
        "he is 70, is he too old for it",
        "my wife feels sick after the spray",
        "i am severely depressed, can i have it",
        "i'm pregnant and severely depressed, is it an option",
        "pregnant with severe depression can i have ketamine",
        "i have severe depression and a bad heart",
    ],
)
def test_what_the_store_answers_stands_without_a_notice(words):
    reply = shipped_store().ask(words)
    assert reply.notices == ()
    assert reply.claims or reply.omissions


def test_below_the_notice_a_topic_is_only_what_may_have_been_meant(keta):
    assert keta("ask", "he says the wall is watching and he promised", "--store", DATA, code=1).out == (
        "Afraid for somebody, or for yourself? In danger now: call 911 (UK 999). To talk,\n"
        "at any hour: call or text 988 (UK: Samaritans 116 123, or in Great Britain NHS\n"
        "111). Elsewhere: the local emergency number.\n"
        "\n"
        "keta has no answer to this.\n"
        "\n"
        "If you meant “Which studies do the pages rely on?”: keta summary --topic\n"
        "  research\n"
        "All topics: keta topics\n"
        "Research, not advice. Danger: US 911, UK 999. Crisis: US 988, UK 116 123 or 111.\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        "he once heard voices years ago",
        "she heard voices once as a teenager",
        "my brother had a seizure years ago and is well now",
        "he used to hear voices",
        "fainted in the chair in march",
        "blacked out for a sec in the chair last month, they said it was fine",
    ],
)
def test_what_is_long_over_is_no_emergency(words):
    assert not any(one.kind in KINDS for one in shipped_store().ask(words).notices)


@pytest.mark.parametrize(
    "words",
    [
        "my brother took an overdose in 2011, would a clinic still treat him",
        "she overdosed when she was nineteen, is she allowed ketamine now",
        "he tried to kill himself fifteen years ago, does that rule him out",
        "years ago I tried to take my own life, now I'm well; may I still have ketamine?",
        "I cut myself when I was at school, do I have to tell the clinic",
        "used to cut herself as a teenager, will they ask about it",
        "he passed out during his second session in May, the nurse said it was normal, is it",
        "my uncle hanged himself in 1994, does family history matter",
        "I jumped off a bridge when I was seventeen, am I still eligible",
        "do they ask whether you have ever tried to end your life",
        "ketamine ended my suicidal thoughts last spring, how long will that last",
    ],
)
def test_what_is_long_over_and_asked_about_is_neither_an_emergency_nor_a_crisis(words):
    assert not any(one.kind in KINDS for one in shipped_store().ask(words).notices)


@pytest.mark.parametrize(
    "words",
    [
        "she took an overdose last night, will the clinic still see her",
        "he overdosed yesterday, does that rule out his infusion",
        "she took an overdose two weeks ago, can she still have ketamine",
        "he tried to kill himself in 2010",
        "she says she will do what she did in 2009",
        "I was suicidal last year and it is coming back",
        "I tried to kill myself last month, can I have ketamine",
        "I have wanted to die since 2019, can I have ketamine",
        "he tried to kill himself in 2010, what should I do",
        "he tried to kill himself in 2010 and has bought rope today, would a clinic take him",
        "in 2009 she overdosed she is suicidal, can she have ketamine",
        "I took ten of my tablets at once, will that matter for the drip",
        "I want to die my brother died in 2011, can ketamine help",
        "years ago my son died I want to die, can ketamine help",
        "she heard voices in her twenties and they are back telling her to die, can she have ketamine",
        "she overdosed in 2012 and again on Tuesday, will they see her",
        "he had fits as a child and he is having one now",
        "is this the worst headache she has ever had",
    ],
)
def test_what_is_of_late_or_not_asked_about_or_has_come_back_is_heard(words):
    assert any(one.kind in KINDS for one in shipped_store().ask(words).notices)


@pytest.mark.parametrize(
    "words",
    [
        "he heard voices years ago and now he hears voices again",
        "he took all of them at once",
        "he took the whole packet an hour ago",
        "she used to smoke and now her face is drooping",
    ],
)
def test_what_is_over_hides_nothing_that_is_so_now(words):
    assert any(one.kind == "emergency" for one in shipped_store().ask(words).notices)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("he has his hands round my neck", "violent-now"),
        ("he said he would take me with him", "violent-now"),
        ("he is standing on the railway bridge", "about-to-end-it-now"),
        ("theres a bag over his head", "about-to-end-it-now"),
        ("please help hes gone funny after the lozenge he wont talk hes dribbling", "not-waking-now"),
        ("one side of him doesnt work", "allergy-or-chest-pain-now"),
        ("he thinks he is dead", "psychosis-or-mania-now"),
    ],
)
def test_the_danger_that_comes_first_is_told_first(words, first):
    assert shipped_store().ask(words).notices[0].id == first


@pytest.mark.parametrize("one", shipped_store().listed("notice"), ids=lambda one: one["id"])
def test_each_notice_with_a_number_has_american_and_british_ones_and_a_text_for_britain_with_its_own_first(one):
    if not any(number in one["text"] for number in ("911", "988", "999", "1-800")):
        return
    british = {local["country"]: local["text"] for local in one["local"]}["GB"]
    for text in (one["text"], british):
        assert any(number in text for number in ("999", "NHS 111"))
        assert any(number in text for number in ("911", "988", "1-800"))
    first = [min(british.index(number) for number in numbers if number in british) for numbers in (UK, US)]
    assert first == sorted(first)


UK, US = ("999", "NHS 111", "116 123"), ("911", "988", "1-800")


@pytest.mark.parametrize(
    "words",
    [
        "we live in Leeds he wont wake up",
        "im in Glasgow and he has collapsed",
        "im in the UK he took all his lozenges what number",
        "the NHS sent him home and he wants to die",
        "999 or 111 he is seeing things",
        "we are in England and he looks strange",
    ],
)
def test_who_names_a_place_in_britain_gets_british_numbers_first(words):
    text = shipped_store().ask(words).notices[0].text
    assert min(text.index(one) for one in UK if one in text) < min(text.index(one) for one in US if one in text)


@pytest.mark.parametrize(
    ("locale", "first"), [("en_GB.UTF-8", "Call 999 now"), ("en_US.UTF-8", "Call 911 now"), ("C", "Call 911 now")]
)
def test_a_british_locale_gets_british_numbers_first(keta, monkeypatch, locale, first):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", locale)
    assert keta("ask", "he isnt breathing", "--store", DATA).out.startswith(first)


def test_python_can_say_the_readers_country():
    assert shipped_store().ask("he isnt breathing", country="GB").notices[0].text.startswith("Call 999 now")


def test_who_asks_whether_asking_plants_the_thought_is_told_that_it_does_not_besides_where_there_is_help(keta):
    told = keta("ask", "if I ask him about suicide will it put the idea in his head", "--store", DATA).out
    assert told.startswith("If you think of ending your life")
    assert "Asking about it: Asking does not plant the thought, as far as a review of 2014\nfound." in told
    assert told.count("988") == 2  # once said, and at the foot


@pytest.mark.parametrize("words", ["will it stop him wanting to die", "does ketamine stop suicidal thoughts"])
def test_whether_it_helps_against_the_wish_to_die_is_answered(words):
    reply = shipped_store().ask(words)
    assert reply.topic is not None
    assert reply.topic.id == "suicidality"


def test_what_is_done_until_help_comes_is_told_with_its_source(keta):
    told = keta("ask", "should i do cpr", "--store", DATA).out
    assert "keta gives no advice" not in told
    assert "First aid: Breathing: recovery position. Breathing stopped: start CPR." in told
    assert "keta show first-aid-until-help" in told


@pytest.mark.parametrize(
    "words", ["should i ring someone for him", "do i wake him", "he wont settle should i ring someone"]
)
def test_what_to_do_about_somebody_is_told_first_where_there_is_help_and_not_that_keta_gives_no_advice(words):
    assert shipped_store().ask(words).notices[0].id == "unsure-whether-in-danger"


def test_a_store_without_such_a_notice_answers_as_it_did(folder):
    with open_store(folder(store(notices=[]))) as found:
        assert found.ask("he sits on the wall").is_unsure is False


UNSURE = {"id": "unsure", "kind": "unsure", "asked_as": [], "text": "Call 1."}


@pytest.mark.parametrize(
    ("words", "is_unsure"),
    [
        ("he sits on the wall", True),
        ("my sister looks odd", True),
        ("does he sit on the wall", False),
        ("xanax before my session", False),
        ("the wall", False),
        ("he once sat on the wall", False),
    ],
)
def test_only_what_tells_of_somebody_now_is_unsure(folder, words, is_unsure):
    with open_store(folder(store(notices=[UNSURE]))) as found:
        assert found.ask(words).is_unsure is is_unsure
