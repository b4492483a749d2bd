"""Who tells of danger is heard however they word it; who asks for facts in the same words is not taken for one."""

from __future__ import annotations

import pytest

from tests.conftest import DATA, shipped_store

CALLS = {
    "too much taken": (
        {"overdose-now", "poisoned-now", "not-waking-now"},
        """
        overdose
        od
        overdosing right now
        overdose what do i do
        overdose help
        is this an overdose
        i think she od'd
        my son overdosed on his lozenges
        think ive overdosed
        can this be an overdose she had 4
        she odd on ketamine
        hes od'ing
        accidental overdose what now
        did i overdose
        dad has overdosed pls help
        overdosed
        how do i know if its an overdose
        what to do if someone overdoses
        signs of overdose she is so out of it
        too much ketamine
        took to much ketamine
        took way too many
        he took his dose twice
        she had her dose twice today
        mum took todays lozenge twice
        i took my dose again by mistake
        forgot and took it again
        took it twice by accident
        took a second one too early
        accidentally took 2
        doubled up on his dose
        gave her two doses by mistake
        gave him the wrong amount too much
        swallowed all of his lozenges
        ate the whole packet
        she has taken the whole lot
        he took all of them at once
        took 5 troches
        had three instead of one
        hes overdosing what do i do
        mum od'd on her troches
        i accidentally took two lozenges tonight
        my wife took a double dose
        she had both doses at once
        grandma took her whole months supply
        took his brothers lozenge too
        he sprayed all three devices at once
        swallowed the spray by mistake
        she took more than she was supposed to
        too many troches
        i think she had too much
        could this be an overdose
        what do i do if he overdoses
        oh no i took it twice
        he had a few too many lozenges
        dad mixed up his pills and had 2 doses
        she took the evening one right after the morning one
        """,
    ),
    "nobody can wake them": (
        {"not-waking-now"},
        """
        he hasnt moved for an hour
        hasnt moved since the infusion
        hasn't woken up since this morning
        he is asleep for 6 hours after lozenge
        still asleep 8 hours after her troche
        been sleeping all day since the lozenge cant get her up
        she sleeps and sleeps and i cant rouse her
        cant get him to wake
        not waking
        wont wake
        he wont stir
        no reaction when i shake her
        im shaking him and nothing happens
        barely conscious
        she is in and out of consciousness
        drifting in and out
        he cant stay awake after the lozenge
        cannot keep her eyes open
        shes vomiting and drowsy
        very drowsy
        so sleepy wont get up
        he keeps passing out
        unconcious
        uncounscious what do i do
        she is limp
        snoring weird and wont wake
        breathing real slow
        hardly breathing
        is he breathing i cant tell
        lips look purple
        her hands are blue and cold
        hes not responding to me
        mum wont open her eyes
        i cant wake my husband
        he is breathing but wont wake up
        he doesnt answer when i shout
        she is passed out on the sofa since her lozenge
        cant get any response from him
        dad is out cold
        shes so out of it she cant hold her head up
        he is unresponsive
        hes gone floppy
        she stopped breathing for a bit
        his breathing is very shallow
        he makes gurgling sounds
        lips blue
        she is sleeping since 10 hours after troche and i cant wake her
        keeps falling asleep mid sentence after lozenge
        dead to the world since the spray
        zoned out and not answering
        """,
    ),
    "the body fails": (
        {"overdose-now", "allergy-or-chest-pain-now"},
        """
        he cant move or speak
        she cant talk
        cant move his arms
        he cant speak properly anymore
        she looks grey and sweaty
        pale and clammy
        hes sweating and white as a sheet
        cold sweat and grey
        he is shaking
        she wont stop shaking
        shaking so bad
        trembling all over after spray
        her whole body is shaking
        having a fit help
        bp 190 after spray at home
        blood pressure is 200 over 110
        bp 185/115 now
        his pressure is 210 what do we do
        pulse 160 at rest
        heart going mad
        he fell down after the infusion
        mum fell after her spray
        she fell over and cant get up
        dad fell in the bathroom after the session
        he tripped and hit his face
        she passed out in the car
        fainted in the taxi home
        my mum is dying
        is she going to die
        is he dying
        i think im dying
        i feel like im dying
        am i going to die
        is my dad going to die he took it
        she might be dying
        throwing up blood
        coughing up blood
        cant see anything
        chest hurts so bad
        tight chest
        pain in chest after infusion
        her face is drooping
        he is clutching his chest
        i have chest pain after spray
        my heart is racing so fast
        he had a seizure just now
        she is convulsing
        he blacked out and hit the floor
        mum slipped in the shower after the infusion and her head bleeds
        dad's blood pressure is 195/120
        bp reading 220
        she is ice cold and sweating
        he looks really pale and is sweating
        her legs wont work
        he cant get his words out
        i feel like i am dying right now
        is my wife dying
        his tongue is swelling
        she has hives and cant breathe
        vomiting blood
        worst headache of her life after spray
        """,
    ),
    "a life in danger": (
        {"suicidal-crisis", "in-despair"},
        """
        she said she has a plan
        he has a plan to do it
        he has made a plan
        she has a plan and a date
        there is a gun in the house should i be worried
        he keeps a gun
        dad bought a gun
        gun in his car
        theres guns at home and he is so low
        he asked where the gun is
        hes looking for the gun
        she hid pills
        i found pills hidden in her room
        found a rope in his car
        whats the point he says
        mum says whats the point
        she asks what the point of living is
        he says it would be easier if he wasnt around
        she says we'd be happier without her
        she wants it all to stop
        he cant go on like this
        i cant do this anymore
        she said goodbye to everyone
        thinks about ending it
        he is on the roof
        she is on the bridge
        he says he will do it tonight
        hes going to kill himself
        wants to die after ketamine
        she doesnt want to be here
        my son is suicidal
        suicidle
        daughter cut herself
        he told me he has a plan
        she wrote a note
        found a note on her bed
        hes got a gun
        there are guns in the home
        i found a noose in the garage
        he keeps saying whats the use
        my sister wants to die
        she says no one would miss her
        he says he's a burden
        im thinking of ending it
        i dont want to wake up tomorrow
        dad talks about dying all the time
        she is counting her pills
        mom gave away her cats and jewelry
        he said this is the last time i see him
        he texted goodbye
        she locked herself in the bathroom with a razor
        """,
    ),
    "a bare cry": (
        {"cry-for-help"},
        """
        help
        help me
        help me please
        pls help
        please help us
        HELP
        i need help now
        need help
        someone help
        sos
        im scared
        i'm so scared
        im frightened
        im terrified
        i am really scared
        what should i do
        what do i do
        what do i do now
        what shall we do
        i dont know what to do
        dont know what to do anymore
        emergency
        its an emergency
        urgent
        crisis
        danger
        help him
        help my son
        somebody help my mum
        can you help me
        oh god help
        911
        helpp
        help!!!
        pls help me
        help my mum please
        im really frightened
        i am scared for him
        so scared
        what do we do now
        i need help
        what can i do
        who can help us
        its urgent
        please someone
        in danger
        i am desperate
        """,
    ),
    "mania or psychosis": (
        {"psychosis-or-mania-now"},
        """
        she bought a car and talks nonstop
        he wont stop talking about how good he feels
        talks and talks since the last infusion
        he has not slept for 4 days and feels amazing
        hasnt slept since tuesday and cleans all night
        she is spending all our money since the spray
        he is so high and thinks he can do anything
        she emptied the bank account and laughs
        up all night with a million ideas
        he quit his job and booked flights
        feels like superman since ketamine
        she is hyper and wont sit still since the infusion
        talking so fast i cant follow
        he thinks he has special powers
        sleeps 2 hours and has huge plans
        she has gambled away everything this week
        dad hasnt slept in 3 nights and is buying stuff online
        she is talking a mile a minute since the infusion
        he bought three cars this week
        son thinks he is invincible after ketamine
        mum is up all night writing a book
        he has given away his savings and wont sleep
        she quit her job and wants to start a company and doesnt sleep
        he is wired and wont shut up since the spray
        she maxed out her credit cards since treatment
        he hears voices
        she thinks the tv talks to her
        he thinks we are poisoning him
        he is so hyper since the second infusion cant sit still
        she sleeps 3 hours and is full of energy
        laughing and shopping all night since infusion
        """,
    ),
    "violence": (
        {"violent-now", "psychosis-or-mania-now"},
        """
        he got angry and hit me after the session
        she hit me
        he pushed me after his infusion
        he is violent since the treatment
        he threatened me with a knife
        he threw a chair at me
        dad is raging and smashing things after ketamine
        she attacked the nurse
        he grabbed me by the throat
        he is aggressive since the spray im afraid of him
        scared he will hurt me
        he says he will kill her
        she wants to hurt the baby
        son kicked the door in and screams at us
        punched his brother after the infusion
        he hurt the dog after his lozenge
        he is so angry i am scared of him
        he slapped me
        she is screaming and hitting
        my husband choked me after his lozenge
        he threw plates at the wall
        he smashed the tv after the infusion
        my son is threatening to kill his dad
        she bit the nurse
        he came at me with scissors
        im afraid of my husband since the treatment
        he is getting violent
        she attacks us
        he punched a hole in the wall
        mum hit the carer
        he hurt his sister
        he says he wants to hurt people
        """,
    ),
    "to be seen today": (
        {"turned-yellow", "passes-blood-or-no-water"},
        """
        he pees blood since he takes the lozenges
        blood in his pee
        theres blood when i wee
        her urine is red
        pink urine after ketamine
        he cant pee
        cant wee since the infusion
        she has not peed since yesterday
        not able to urinate
        yellow eyes
        her eyes went yellow
        yellow skin and dark urine
        his skin looks yellow
        gone yellow since the infusions
        pee is dark brown
        pee like cola and pale stools
        jaundiced
        blood in the toilet bowl when he pees
        cant empty his bladder
        there is blood in her urine
        i pee blood
        red pee
        my wee is bloody since the lozenges
        cant pass urine
        he hasnt been able to pee all day
        nothing comes when he tries to pee
        whites of his eyes are yellow
        her skin turned yellow
        i look yellow
        bloody urine after ketamine
        she is jaundiced
        urine looks like coca cola
        he has dark urine and itchy skin
        bladder wont empty
        """,
    ),
}
"""Kinds of danger: the notices of which each calls for one, and how families word it, a wording a line."""

FACTS = """
can ketamine overdose be treated
how many die of overdose
is overdose common with spravato
has anyone died of an overdose
what dose is an overdose
deaths from overdose in trials
is help available for cost
can i get help paying
does it help with pain
who can help with the insurance form
will it help my husband
does ketamine help
can it help my mum
does it stop working
what should i do before the session
what should we do on the day
what do i do if it does not work
what should i do with my antidepressant
what does the plan cover
is it on our insurance plan
he has a treatment plan
what is the usual treatment plan
she has a health plan from work
can he go on a bridge trip next day
can he go to the gun range
can i crush the lozenge
he takes three lozenges a week is that normal
two lozenges a week
how many lozenges a week
he takes two sessions a week
dose twice a week
is it taken twice a day
he has it twice a week
can he have two in one day
can the dose be doubled
what happens if you take two
does ketamine make you sleepy
how long are you drowsy afterwards
is drowsiness a side effect
will i be asleep during the infusion
can i sleep after the infusion
how long does she sleep afterwards
does it make you shake
do people fall after the infusion
how many fall afterwards
does the mood fall again
he fell ill last year
she fell in love
her depression score fell by half
can i talk during the session
do people talk during it
does it make you angry
is aggression a side effect
does ketamine cause mania
can it cause jaundice
does it harm the liver
how often does blood in the urine happen
does it make you pee more
what was his blood pressure limit
blood pressure 130 before spray is that ok
is a bp of 140 too high for spravato
is it scary
im scared of needles
im scared of the infusion
she is scared of the side effects
he bought a new car to drive there
can he buy a car next week
how many people die
is ketamine dying out
will it be the death of pharma
what is the point of a booster
whats the point of the second infusion
what is the point of monitoring
how do they move you during the session
can i move during the infusion
does it work for people with a gunshot wound
emergency ketamine in the ambulance for pain
is it used in emergency rooms
crisis line number in what year changed
helpful tips for the session
od of ketamine dose per kg
how is a session in danger zone priced
has she to be watched after
she sleeps better since the spray
he sleeps well and feels good
he is so happy since the infusion
he talks to me again since the infusion
she is up early and full of plans for the garden
he hit his goal of remission
hit or miss treatment
does it hurt
will she hurt from the needle
he takes it once a week
took it once and it helped
she took two weeks off work
he took a bus home
we took two taxis home
too much money for us
is 100 mg too much
too much noise in the clinic
what happens in an overdose in general
how is a ketamine overdose treated in hospital
overdose statistics ketamine
can i overdose on spravato if i miss a dose
does insurance help with cost
is there help for caregivers
help choosing a clinic
help with transport home
how can i help my husband before the session
how can we help her prepare
does it help a lot of people
helped my brother a lot
what should i do about my blood pressure pills
what do i do with the nasal device
what can i do to make it last longer
i am scared of relapse
scared of side effects
he is afraid of needles
she is frightened of hospitals
is spravato dangerous
how dangerous is ketamine
how much is too much ketamine
does it make you pee blood
can ketamine turn you yellow
how often is jaundice seen
does it raise blood pressure to 180
is it a problem if bp was 150 last year
what heart rate is normal during infusion
do you fall asleep
can you move your arms during it
can you talk during the session
he fell asleep during the infusion
she slept well after it
she slept through the night
he feels sleepy after the spray is that usual
they said he would feel drowsy
i felt drowsy for an hour
did anybody die in trials
will i die earlier
my dog died last year
is it going to be a dying market
when will the plan start
what is the plan for maintenance
he has a dental plan
whats the point of spravato
is there any point in a third course
mum has a gunshot scar
can a hunter with guns have it
he talks more since the infusion
she is happier and full of life since spravato
he bought tickets for us
she started a new job
he started working again
my wife is angry at the clinic
he was angry about the bill
i hit a plateau after 6 infusions
does it hit everyone the same
he kicked the habit
she beat depression
he takes his tablet twice daily
should lozenges be taken twice a week
is it ok twice a month
took three months to work
he had two infusions last week
i had 6 treatments
she took two tablets of ondansetron for nausea as prescribed
he had four sessions and nothing happened
does the second dose work better
is a second infusion needed
he wants another infusion
yellow tablets or white ones
is the blood tested
blood in the arm after the needle
red skin after the needle
he is lost without his tablets
what now after six infusions
could my son die of this treatment
can he die of it
is he able to pee as before
"""
"""Questions on facts with the words of danger."""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("kind", CALLS)
def test_every_wording_of_a_danger_is_heard(kind):
    wanted, wordings = CALLS[kind]
    asked = {words: {one.id for one in shipped_store().ask(words).notices} for words in _lines(wordings)}
    assert {words: found for words, found in asked.items() if wanted.isdisjoint(found)} == {}


def test_no_question_on_facts_is_taken_for_a_call_for_help():
    asked = {words: {one.id for one in shipped_store().ask(words).notices} for words in _lines(FACTS)}
    assert {words: found for words, found in asked.items() if found - {"own-decision"}} == {}


@pytest.mark.parametrize("words", _lines(CALLS["a bare cry"][1]))
def test_a_bare_cry_gets_the_emergency_number_first_and_the_crisis_line(words):
    told = [one.text for one in shipped_store().ask(words).notices if one.kind]
    assert told[0].startswith("Call 911 now")
    assert any("988" in text for text in told)


@pytest.mark.parametrize("kind", [kind for kind, (wanted, _) in CALLS.items() if "suicidal-crisis" not in wanted])
def test_who_tells_of_an_emergency_gets_a_notice_and_at_most_one_short_point(kind, keta):
    wordings = _lines(CALLS[kind][1])
    for words in wordings[:: len(wordings) // 3]:
        if any(one.kind == "emergency" for one in shipped_store().ask(words).notices):
            told = keta("ask", words, "--store", DATA).out
            assert told.startswith("Call 911 now")
            assert "Read as" not in told
            assert "keta has nothing on" not in told
            assert told.count("\n") <= 18


@pytest.mark.parametrize("words", ["dog ate the lozenge", "the cat licked the spray", "the dog got into the troches"])
def test_whose_animal_ate_it_is_told_to_call_a_vet_and_no_number_for_people(words):
    told = [(one.id, one.text.partition(" now")[0]) for one in shipped_store().ask(words).notices]
    assert told == [("pet-ate-it", "Call a vet or an animal emergency clinic")]
