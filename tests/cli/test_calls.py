"""Who tells of danger is heard however they word it; who asks for facts in the same words is not taken for one."""

from __future__ import annotations

import pytest

from tests.cli.hearing import lines, unheard
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
        {"suicidal-crisis", "in-despair", "about-to-end-it-now"},
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
        {"violent-now", "psychosis-or-mania-now", "threatened-now"},
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
    "pills taken in plain words": (
        {"overdose-now", "poisoned-now"},
        """
        i took all my pills
        i took all my medication
        i took a load of paracetamol
        i took everything in the cupboard
        shes taken something and wont tell me what
        i did 4 sprays
        i accidently did two sprays extra
        i took all my tablets an hour ago
        she swallowed the whole packet
        my dad necked a box of paracetamol
        he's downed all his meds
        i had the whole lot of my sleeping pills
        mum drank the bottle of methadone
        my girlfriend popped like 30 xanax
        i did all six sprays at once
        he took both devices in one go
        my sister has had loads of tylenol
        i swallowd everything in the medicine cabinet
        he injected all his insulin
        ive taken a handful of ibuprofen
        my flatmate took too much ket
        my roommate did way too much k
        she took something i dont know what
        the kid got hold of my lozenges
        my toddler ate one of the troches
        grandad took his evening pills twice
        i accidentally took a double dose
        i took two lozenges by mistake
        he drank bleach
        my brother drank antifreeze
        i ate all the lozenges
        she's had a bottle of vodka and her diazepam
        took the lot and now im scared
        i've swallowed the lot
        he took his whole months supply
        my wife took all of her antidepressants
        i took my pills all of them
        theres empty pill packets all over the floor
        found empty blister packs next to her bed
        i have taken more than i should have
        i used the spray three times too many
        she chewed up her whole prescription
        my nan has gone and taken a fortnights worth of her heart tablets
        just swallowed about forty co-codamol
        he's drunk all the methadone
        took my mums sleeping tablets, the whole bottle
        my partner ingested a bottle of pills
        i OD'd on my antidepressants last night and feel awful
        dosed myself three times today by mistake
        she gave herself too much insulin
        think i've poisoned myself
        my lad sniffed the whole vial of ketamine
        he keeps taking more and more lozenges and wont stop
        i necked the lot with a bottle of gin
        i've just had thirty of my propranolol
        he's swallowed every pill in the house
        she has been drinking and took her whole box of sleepers
        my brother injected the ketamine all in one
        i squirted six times up my nose instead of two
        the baby has my troche in his mouth
        grandma mixed up her days and swallowed the week's pills
        i drank weedkiller
        took a bunch of stuff, feel sick, help
        i swallowed twenty of my husbands blood pressure pills
        he had a whole strip of zopiclone
        took every last tablet i own
        my kid drank some of the nose spray
        we think gran has had tomorrows dose as well
        he's snorted three lozenges
        she's poisoned herself with weedkiller
        my friend shot up too much ketamine
        he's had about forty aspirin
        my sister took the remaining pills in the bottle
        i think my mum has taken too many of her tablets again
        """,
    ),
    "an injury that is done": (
        {"harmed-now"},
        """
        found him hanging
        my husband has hung himself
        he shot himself
        he set himself on fire
        she slashed her arms
        there's blood all over the bathroom
        shes bleeding
        she cut herself and theres blood everywhere
        cut my wrist deep
        my daughter cut her wrists
        my son tried to hang himself
        he jumped off the balcony
        he hanged himself
        he jumped
        he hung himself in the garage
        my son is hanging in his room
        we found her with a belt round her neck
        dad tried to hang himself last night
        she jumped out of the window
        my brother jumped in front of a train
        he just jumped off the bridge
        she threw herself down the stairs
        he shot himself in the chest
        my neighbor shot his wife
        theres been a shooting in my house
        he's been shot
        she set fire to herself
        he poured petrol on himself and lit it
        my flat is on fire
        he's trying to drown himself in the bath
        she went under the water and isnt moving
        i found him face down in the bath
        she slit her wrists
        he's cut his throat
        i cut too deep and it wont stop
        there is blood everywhere
        blood is pouring out of his arm
        my boyfriend stabbed himself
        hes bleeding out
        she is bleeding heavily
        my arm wont stop bleeding
        he gashed his neck
        i just cut myself badly
        she has tied a sheet round the banister
        he has a gunshot wound
        theres a knife in her stomach
        she ran in front of a lorry
        he rolled the car on purpose
        blood squirting from his leg
        she has lost so much blood shes going white
        my sister opened her wrists in the bath
        hes burning his arms with a lighter right now
        he put a knife through his hand
        my boyfriend is covered in blood and wont let me near
        dad fell from the loft and isnt talking
        my wife is hanging from the stairs
        someone got shot at our place
        my nephew jumped from the car park roof
        the bedroom is burning and he's inside
        she lit herself on fire
        mum's thrown herself off the balcony
        the cut is gushing
        she stabbed herself in the thigh
        my wife tried to strangle herself with a cable
        there's a fire in our kitchen
        he says he'll stab me
        my daughter has slashed her leg and its really bleeding
        we just found my brother hanged in the shed
        he's stepped in front of a bus
        she tried to drown herself
        he got stabbed
        """,
    ),
    "a threat by somebody else": (
        {"threatened-now"},
        """
        her boyfriend says hell kill her if she goes to clinic again
        my ex said he will kill me
        """,
    ),
    "a sexual assault": (
        {"assaulted"},
        """
        the clinic guy touched her while she was under
        she was sexually assaulted at the clinic
        he raped her
        i was raped last night
        the nurse groped me
        """,
    ),
    "somebody who fears to hurt another": (
        {"fears-to-hurt-now"},
        """
        im so angry i could hurt her
        i think i might hurt my sister
        """,
    ),
    "orders from voices": (
        {"psychosis-or-mania-now"},
        """
        god told her to sacrifice herself
        she says the voices told her to jump
        """,
    ),
    "a heart that races, a road, a roof": (
        {"allergy-or-chest-pain-now", "about-to-end-it-now"},
        """
        my hearts doing 170 after the infusion
        shes walking down the middle of the motorway
        shes on the roof
        """,
    ),
    "somebody in danger in another country": (
        {"far-away-in-britain"},
        """
        im in ohio and my mums in manchester shes stopped answering
        """,
    ),
    "somebody missing": (
        {"missing-now"},
        """
        shes gone missing
        he hasnt come home and left his phone
        my daughter has been missing since last night
        hes gone missing and hes not answering his phone
        she left the house without her phone and i found a letter
        my mate texted goodbye and wont pick up
        nobody has seen my son since yesterday
        our daughter walked out last night and her phones off
        my husband drove off without a word and left his wedding ring
        she posted something awful online and nobody can reach her
        my teenager ran away last night after a row
        mum hasn't been seen since the session yesterday
        my brother has vanished
        no one has heard from her since friday
        he's left his phone and bank cards and gone
        my boyfriend has disappeared and left a note
        she didnt come home last night and she was so low
        """,
    ),
    "no food for days": (
        {"starving-now"},
        """
        he hasnt eaten in 5 days
        she hasnt eaten for a week
        he wont eat or drink anything
        my mum hasn't drunk anything for two days
        he's not had a bite or a sip since tuesday
        nothing passed her lips for four days
        mum wont eat and hasnt for six days
        shes had no food or drink since sunday
        my dad stopped eating five days ago
        """,
    ),
    "a number outside the United States": (
        {"whom-to-call-elsewhere"},
        """
        samaritans
        whats the number for samaritans
        who do i ring in the uk
        whats the number in england
        nhs crisis line
        nhs 111
        999
        """,
    ),
    "fits, swelling and mania": (
        {
            "allergy-or-chest-pain-now",
            "not-waking-now",
            "psychosis-or-mania-now",
            "violent-now",
            "threatened-now",
            "fears-to-hurt-now",
        },
        """
        i cant stop scratching and my throats tight
        she stopped her lithium and is high as a kite
        hes not breathing right
        cant wake him up
        how do i tell if its an emergency
        my throat is closing up
        his tongue is swelling after the spray
        hives all over and cant breathe
        my lips are swelling
        her throat feels tight and she's wheezing
        hes having a fit
        she is fitting and wont stop
        my husband had a seizure after his infusion
        shes jerking all over and her eyes rolled back
        he has gone blue
        she wont wake up
        i cant rouse him
        hes making gurgling noises and wont respond
        he collapsed after the treatment
        she fainted and hit her head
        he passed out on the floor
        chest feels crushed since the spray
        my face has gone droopy and i cant talk properly
        hes got pain down his left arm
        dad stopped taking his lithium and hasnt slept for days
        my wife came off lithium and is spending all our money
        he is manic and driving at 100
        she thinks shes god since she quit lithium
        he hears voices telling him to kill people
        he says hes going to kill me
        im going to hurt my baby
        his lips have gone purple and hes gasping
        she's choking on the lozenge
        cant get a pulse
        my eyes are puffed up and i'm struggling to swallow after the nose spray
        my dads speech is all jumbled and his mouth has dropped on one side
        she keeps having one fit after another
        my wife binned her quetiapine and now she's up all night ordering furniture
        my daughter's boyfriend shoved a load of pills down
        i pulled him out of the pool and he isnt breathing
        my tongue feels twice its size
        i came out in welts and my breathing is tight
        he went rigid and shook for two minutes
        dad's arm's gone dead and he's slurring
        my heart keeps stopping and starting
        he's off his lithium and hasnt been to bed since friday, talking rubbish
        she says the neighbours put chips in her teeth
        he threatened to burn the house down with us in it
        he fell in the canal and went under
        hes choking
        her face has swollen right up after the nasal spray
        she had a fit and hasnt come round
        my left side has gone weak
        he's turned blue
        i can't feel his pulse
        dad is totally unresponsive
        since he quit lithium he hasnt slept and is buying cars
        my daughter thinks she's the messiah
        im scared im going to hurt my kids
        she cant breathe and her lips are huge
        he's fitting
        i cant wake my mum up
        he's come off his lithium and thinks he can fly
        he tried to strangle me
        """,
    ),
    "a wish to die in other words": (
        {"suicidal-crisis"},
        """
        how much ketamine kills you
        found a note from my sister
        what does it matter anymore
        i just want to sleep and not wake up
        is it ok if i die
        should i just die
        would they be better off if i died
        can i just die
        does anyone care if i was gone
        would anyone notice if i wasnt here
        found a suicide note
        he left a note saying sorry
        i cant do this any more
        i've had enough of living
        nothing matters any more
        everyone would be better off without me
        i dont want to be here anymore
        theres no hope left for me
        she says shes finished with life
        he told me he wont be around much longer
        my mom keeps saying goodbye to everyone
        i want it all to stop
        i feel like ending it
        i wish i'd never been born
        my son has locked himself in with a knife
        my housemate is on the ledge
        he's gone into the woods with a rope
        my uncle tried to gas himself this morning
        i'd rather be dead than do another round of this
        whats the point of me
        she's cut up her arms and it's deep
        he put a gun in his mouth and pulled the trigger
        there was a letter on the kitchen table saying goodbye
        there's no point in any of it now
        im beyond saving
        i want to sleep forever
        he's got a knife and is cutting his legs
        i found her goodbye letter
        i dont want to live like this
        i feel like a burden on everybody
        he says life isnt worth it
        she says she has nothing to live for
        i want to disappear
        my son keeps saying he wants out
        i dont see any future
        no one would care if i was gone
        tomorrow it's over
        thinking about how to do it all day, got a plan and a date
        bought what i need to do it, just waiting til the kids are asleep
        the thoughts are back and louder than ever, im scared i will act on them tonight
        who wud even notice if i stopped
        if she goes i go
        """,
    ),
    "a last hope that failed": (
        {"in-despair", "suicidal-crisis"},
        """
        ive had enough
        he says hes done
        i'm so tired of fighting
        there is no hope for me
        i feel nothing
        nothing helps me im broken
        ketamine was my last hope and it failed
        it didnt work i give up
        whats the use of going on
        im so tired of everything
        im finished
        ketamine was my last chance and it didnt work
        that was the last hope and it failed
        spravato failed me theres nothing left to try
        it didn't work and i have nothing left
        i cant see a reason to get up in the morning
        i've got nothing left in me
        they said this was the final option and i'm still the same, i give up
        i wish it would all just end
        i've tried everything and ketamine was the last thing
        he says he's a waste of everyone's time
        my girlfriend keeps asking me to forgive her and look after her cat
        nothing makes any difference, i give up
        this was my last hope and its done nothing
        ketamine didnt work and i cant carry on
        """,
    ),
}
"""Kinds of danger: the notices of which each calls for one, and how families word it, a wording a line."""

FACTS = """
the nurse touched my arm while i was under
i was raped as a child, can ketamine help with the ptsd
does ketamine help rape survivors
will she lose her job over this
we want to end it with this clinic, how
we are ending it with this provider
she is giving away her appointment
giving away my spravato appointment
she climbed the stairs fine after her infusion
we park on the roof of the hospital
the car is on the roof of the parking garage
i cannot live without my infusions
i can't live without my antidepressants
he jumped at the chance to try it
she wants to jump the queue
she cut her hours at work because of it
he took all his vitamins, does that matter
he drives over the bridge to the clinic
will i feel like i'm dying during the trip
killer headache the day after each session, is it common
will the suicidal thoughts come back when it wears off
will she lose her memory from it
will she lose weight on it
she slept like the dead after her infusion, is that usual
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
will she trip balls
whats a bad trip do they stop it
can you overdose on it
is it legal in england
can i get it in scotland
will she be awake
can i sit with her
when can she go back to work
im scared of the drip
she has high blood presure
can she stop her pills once its working
what if we stop it sudden
can you be put in a k hole
will i die from ketamine
what if i die during the infusion
is it fine if i eat before
bad trip
what is a bad trip like
will i trip
shot of ketamine
is it given as a shot
jump in mood after the first infusion
i feel nothing during the infusion
does it help hopelessness
does ketamine help suicidal thoughts
what happens if i swallow the lozenge
should i swallow or spit the troche
can i take it with paracetamol
can i take my pills before the infusion
i took my antidepressants this morning can i still have the infusion
do i have to stop all my medication first
how many sprays do i do
how many sprays are in a dose
can i drink before treatment
does it cause bleeding
does ketamine affect blood pressure
does it raise the risk of stroke
can it cause seizures
does it help people with epilepsy
is there a lethal dose
has anyone died from ketamine treatment
how safe is ketamine
is it used for pain after burns
can i eat before an infusion
i havent eaten since last night is that right before the drip
how long should i fast
does lithium interact with it
can i take lithium and ketamine
does it cause mania
can people with bipolar have it
what if it doesnt work
what are my options if ketamine fails
it didnt work after two sessions is that normal
how many infusions before you give up
does it work when everything else failed
is esketamine a last resort
is there any hope for treatment resistant depression
missing a dose what happens
i missed my appointment
what data is missing from the trials
did patients drop out of the study
how many people stopped because of side effects
does hope or expectation affect the result
who took the placebo
the patients took all their usual medication is that so
patients took the spray twice a week
what is the maximum dose
how much did they take in the trial
does the spray burn the nose
do you feel like floating
do you feel like dying in a k hole
why do people say it feels like death
can it make you throw up
i threw up after my infusion
i feel sick after the spray
i feel tired after infusion
im exhausted the day after
can i drive home
my throat is numb after the spray
i have a sore throat
my nose bleeds a little after the spray
is it hanging over me the next day like a hangover
do they note the side effects
where are the doctor's notes
what is the suicide rate in the trials
did suicide fall after ketamine
is it worth trying
ive had enough of antidepressants can ketamine help
im done with ssris what else is there
im tired of trying new pills
how fast does it lift the mood
i got a shot of ketamine in hospital for a broken leg
does it kill brain cells
will it knock me out
what is the crisis plan for patients
how do they treat an overdose in the er
does a high dose work better
can i cut the lozenge in half
do i hold it under my tongue
he took his tablets with breakfast can he still go
i've had all the blood tests they wanted
she took lots of notes at the appointment
has anybody taken it for years
i took everything the doctor prescribed and nothing changed
mum has been through loads of medication
i had four sessions last month
my son did a trial of it
can he do three sprays instead of two
what happens if she takes a double dose
is there a risk of overdosing at home
what do they do if you stop breathing in the clinic
is a bad trip dangerous
will it make me jump
i jumped when the needle went in
she hung up on the clinic
my appointment is hanging in the balance
they shot down my insurance claim
is there bleeding in the bladder
i bruise easily and bleed a lot at the dentist
my mood dropped off a cliff in march
i was drowning in work before i got ill
does the fire brigade drug test for ketamine
i missed two infusions
is there anything missing from the study
my doctor left me a note about fasting
no food for six hours before the drip right
how long without food or water before an infusion
i stopped lithium years ago can i have ketamine
she spends a lot on treatment
im broke can i get it free
is it the last resort for depression
my second treatment failed what next
i feel numb during the drip
numb lips after the spray is that normal
i slept all night after the infusion
my throat feels scratchy after the spray
is 988 free
can i ring the clinic at night
i have taken my morning pills do i skip the evening ones
she took all of her courses of treatment already
can mum have three infusions in a week
i've had a load of scans
he swallowed his pride and booked it
do you swallow all of the liquid
she took an hour to come round
my husband took the kids out during the session
how many patients took the full course
can you take too much esketamine
should i take my blood pressure pill before
is a shot in the arm as good as a drip
do they put a needle in your wrist
i had a cut on my arm does it matter
his blood results are everywhere
she bled after birth last year can she have it
are nosebleeds common
is it ok if my period is heavy
does it set your nose on fire
i jumped through hoops to get this approved
we cant find a clinic near us
my dose is missing from the letter
where is the study that was withdrawn
he didnt come home until late after the infusion because of traffic
the clinic left a note on my file
my mouth goes dry and tight
hard to swallow the taste
is it worth it if nothing else worked
what can i try if spravato did not help
last chance to enrol in the trial
i feel nothing different after three sessions
can it make me feel empty
my depression is hopeless says my doctor
how long can i go without eating before treatment
i havent eaten breakfast can i go
can i get ketamine in canada
who do i call to book an appointment
what does 111 mg mean
can i fly to scotland after treatment
does lithium need to be stopped first
what if i take it twice by mistake
how many lozenges can you take a day
she takes loads of vitamins is that ok
i have had all my vaccinations
he took all morning to decide
mum had a whole day of tests
can a child swallow the tablets
will i need to take all of it in one go
did he take part in the study
do you have to swallow the spray
is it like being drunk
does it feel like drowning
does it hurt when the needle goes in
can the drip make my arm bleed
how long does the bleeding last after the needle
my arm is bruised from the drip
i fell behind with payments
he dropped out after two sessions
why did so many people disappear from the trial
who is missing from these studies
the nurse left the room is that ok
my phone died during the session
can i use my phone during the session
does it make your face swell
i have a lump in my throat when i talk about it
does it make you not want to eat
how soon can i eat after
is nausea worse if you have not eaten
i stopped eating meat does that matter
can i have it if i have lost weight
i lost hope in pills so now looking at ketamine
whats the last resort after ketamine
has it failed if i feel the same after two goes
are there options left after spravato
did anyone get worse
i feel flat between sessions
does ketamine make you manic
do bipolar people on lithium respond
my brother had psychosis once can i have it
what number of sessions is normal in the uk
can you take aspirin with it
took my tablets late does it matter
how many tablets is a dose
will my wounds bleed more on ketamine
my cut is healing fine can i go
is there a fire drill
he stepped out of the clinic for air
i lost my phone in the clinic
she came home late from the session
does it stop you eating
he stopped eating chocolate
does your lip go numb
how do they wake you up after
i cant carry on paying for this
is there a future for ketamine
what is the note on the label
he thinks he can fly to spain next day
do lithium levels matter
do fits happen often in trials
would anyone recommend it
"""
"""Questions on facts with the words of danger."""


NO_ALARM = {"own-decision", "medicine-to-name", "unsure-whether-in-danger"}
"""Notices that say nothing of danger, or only in case there is any."""


@pytest.mark.parametrize("kind", CALLS)
def test_every_wording_of_a_danger_is_heard(kind):
    assert unheard(*CALLS[kind]) == {}


def test_no_question_on_facts_is_taken_for_a_call_for_help():
    asked = {words: {one.id for one in shipped_store().ask(words).notices} for words in lines(FACTS)}
    assert {words: found for words, found in asked.items() if found - NO_ALARM} == {}


@pytest.mark.parametrize("words", lines(CALLS["a bare cry"][1]))
def test_a_bare_cry_gets_the_emergency_number_first_and_the_crisis_line(words):
    told = [one.text for one in shipped_store().ask(words).notices if one.kind]
    assert told[0].startswith(("Call 911 now", "Call 999 now"))
    assert any("988" in text for text in told)


@pytest.mark.parametrize("kind", [kind for kind, (wanted, _) in CALLS.items() if "suicidal-crisis" not in wanted])
def test_who_tells_of_an_emergency_gets_a_notice_and_at_most_one_short_point(kind, keta):
    wordings = lines(CALLS[kind][1])
    for words in wordings[:: max(1, len(wordings) // 3)]:
        if any(one.kind == "emergency" for one in shipped_store().ask(words).notices):
            told = keta("ask", words, "--store", DATA).out
            assert told.startswith(
                (
                    "Call 911 now",
                    "Call 999 now",
                    "Get out first",
                    "If they cannot be woken",
                    "If somebody is in danger in Great Britain",
                )
            )
            assert "Read as" not in told
            assert "keta has nothing on" not in told
            assert told.count("\n") <= 18


@pytest.mark.parametrize("words", ["dog ate the lozenge", "the cat licked the spray", "the dog got into the troches"])
def test_whose_animal_ate_it_is_told_to_call_a_vet_and_no_number_for_people(words):
    told = [(one.id, one.text.partition(" now")[0]) for one in shipped_store().ask(words).notices]
    assert told == [("pet-ate-it", "Call a vet or an animal emergency clinic")]


@pytest.mark.parametrize("words", ["will it help her", "can it help me", "does it help him", "would this help my son"])
def test_who_asks_whether_it_helps_somebody_calls_for_no_help(words):
    assert [one.id for one in shipped_store().ask(words).notices] == []


@pytest.mark.parametrize("words", ["help her", "please help me", "somebody help him"])
def test_who_cries_for_help_is_told_where_to_call(words):
    assert [one.kind for one in shipped_store().ask(words).notices][:1] == ["emergency"]
