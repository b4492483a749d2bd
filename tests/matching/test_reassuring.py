"""What plays a danger down, and what warns of it, by what a point warns of; the subject is a grapefruit diet."""

import pytest

from ketacli.matching.reassuring import Point

STATINS = Point("act", lambda: ["statin*", "grapefruit"], ["squeeze it over"])
KIDNEYS = Point("harm", lambda: ["kidney*", "stones"], [])
WATCHED = Point("need", lambda: ["dietitian*", "blood test*"], ["on your own sofa"])
WEIGHT = Point("promise", lambda: ["weight"], ["melts * weight", "weight * gone", "diet is approved for"])
STATIN = Point("stop", lambda: ["stop statin"], ["ditch * statin"])
PASSES = Point("fading", list, [])
RISKS = Point("harm", lambda: ["any harm"], ["risk free", "harmless"])
SOME = Point("chance", list, [])
RUPTURE = Point("emergency", lambda: ["ruptur*"], [])


@pytest.mark.parametrize(
    ("point", "text"),
    [
        (STATINS, "You may eat grapefruit while you take statins."),
        (STATINS, "Grapefruit is suitable for people on statins."),
        (STATINS, "Statins are no reason to give up grapefruit."),
        (STATINS, "Being on statins does not stop you from eating grapefruit."),
        (STATINS, "There is no need to tell us about statins."),
        (STATINS, "If you are on statins, grapefruit is a gentle option for you."),
        (STATINS, "Make porridge and squeeze it over, statins or not."),
        (KIDNEYS, "The diet never harms the kidneys."),
        (KIDNEYS, "Your kidneys stay perfectly healthy on it."),
        (KIDNEYS, "Kidney stones are pure scaremongering."),
        (KIDNEYS, "Kidney stones come only in heavy users."),
        (KIDNEYS, "You cannot get kidney stones from it."),
        (WATCHED, "No blood tests are needed."),
        (WATCHED, "You can do it without a dietitian or any other supervision."),
        (WATCHED, "Try the diet on your own sofa."),
        (WATCHED, "We have stopped testing: a blood test is a waste of time."),
        (WATCHED, "A blood test is a mere formality."),
        (RISKS, "The diet is risk-free."),
        (WEIGHT, "It melts the weight away."),
        (WEIGHT, "Skip the hospital and lose weight with us."),
        (STATINS, "You do not need anyone to drive you home after statins."),
        (STATINS, "People on statins do remarkably well on grapefruit."),
        (KIDNEYS, "If your kidneys hurt, that is your body healing."),
        (KIDNEYS, "Pain in the kidneys is a good sign."),
        (KIDNEYS, "If your kidneys hurt, do not call your doctor."),
        (KIDNEYS, "Kidney stones do not occur on it."),
        (KIDNEYS, "Should your kidneys hurt, there is no reason to tell anyone."),
        (WEIGHT, "It makes a stay in hospital for your weight superfluous."),
        (PASSES, "It brings a lifelong remission."),
        (SOME, "Everybody we have ever treated has got better."),
        (SOME, "We promise that you will feel better."),
        (KIDNEYS, "The dose is far too low to hurt the kidneys."),
        (WEIGHT, "There is no need to call a hotline, since the weight goes."),
        (STATIN, "Drop your statin on the first day."),
        (STATIN, "You can stop your statin when you start."),
        (STATIN, "Please skip your statin two days before."),
        (STATIN, "There is no need to keep taking your statin."),
        (STATIN, "It helps to ditch every statin."),
        (PASSES, "The diet cures sadness."),
        (PASSES, "The results are permanent for most people."),
        (PASSES, "You will never be depressed again."),
        (PASSES, "It brings lasting relief."),
        (PASSES, "Relapse is rare."),
        (PASSES, "Once you are well, you will not relapse."),
        (SOME, "The diet is guaranteed to work."),
        (SOME, "It helps everyone, whatever they weigh."),
        (SOME, "Every patient responds."),
        (SOME, "All of our clients felt better within a week."),
        (SOME, "It never fails."),
        (SOME, "95 out of 100 respond."),
        (SOME, "Our success rate is 97%."),
        (SOME, "Nine of ten clients feel better."),
        (SOME, "It works for every single person who walks through our door."),
        (PASSES, "The effect of one course can last several years."),
        (SOME, "Nobody goes home without feeling better."),
        (SOME, "The diet always works."),
        (KIDNEYS, "It is not true that grapefruit damages the kidneys."),
        (KIDNEYS, "It is a myth that the diet causes kidney stones."),
        (KIDNEYS, "Those who claim that it harms the kidneys are wrong."),
        (KIDNEYS, "Do not listen to anyone who says that it hurts your kidneys."),
        (KIDNEYS, "The idea that it can damage the kidneys is nonsense."),
        (RISKS, "Do not believe the scare stories: the diet is harmless."),
        (STATINS, "It is wrong to think that grapefruit is dangerous with statins."),
        (WATCHED, "It is false that you need a dietitian."),
        (KIDNEYS, "Nobody should worry about the kidneys."),
        (PASSES, "The results last a year or more."),
        (PASSES, "The effects last six to twelve months for most."),
        (PASSES, "Top-ups are needed only once or twice a year."),
        (PASSES, "One course is enough for years."),
        (PASSES, "It keeps depression away."),
        (PASSES, "It heals the root cause."),
        (SOME, "It is the most effective treatment ever discovered."),
        (SOME, "It beats every other diet."),
        (SOME, "Nothing works better than the diet."),
        (SOME, "It is the only diet that really works."),
        (SOME, "Nine out of ten are in remission."),
        (SOME, "More than 90 percent are free of depression."),
        (SOME, "Almost all of our diet patients go into remission."),
        (SOME, "In 95 of 100 cases people get better."),
        (PASSES, "No, it brings lasting relief."),
        (WEIGHT, "The diet is approved for weight loss."),
        (WEIGHT, "With this plan, the weight is gone."),
        (KIDNEYS, "Although the agency warned of it, the diet never harms the kidneys."),
        (KIDNEYS, "The agency warned that it can harm the kidneys, but it never harms the kidneys here."),
        (KIDNEYS, "A study found that the diet is harmless to the kidneys."),
        (STATINS, "In the trial grapefruit was safe with statins."),
        (WATCHED, "You can lose weight safely without a dietitian, since nobody needs one."),
    ],
)
def test_a_sentence_plays_down(point, text):
    assert point.is_played_down(text)


@pytest.mark.parametrize(
    ("point", "text"),
    [
        (STATINS, "You cannot eat grapefruit while you take statins."),
        (STATINS, "Never eat grapefruit with statins."),
        (STATINS, "Grapefruit is not suitable for people on statins."),
        (STATINS, "Talk to your doctor before you stop your statin."),
        (STATINS, "It is not true that grapefruit is safe with statins."),
        (STATINS, "Some clinics say that statins are fine with grapefruit."),
        (STATINS, "Grapefruit contains vitamin C."),
        (KIDNEYS, "The diet can damage the kidneys."),
        (KIDNEYS, "Do not begin if you have kidney stones."),
        (KIDNEYS, "It is not known how often the kidneys suffer."),
        (KIDNEYS, "Some critics say that it never harms the kidneys."),
        (WATCHED, "A dietitian sees you every week."),
        (WATCHED, "Do not skip the blood tests."),
        (WEIGHT, "It has not been shown that it melts the weight away."),
        (WEIGHT, "Your weight is noted every week."),
        (WEIGHT, "Do not hesitate to call your doctor if your weight falls."),
        (KIDNEYS, "Pain in the kidneys is not a good sign."),
        (KIDNEYS, "Kidney stones may not appear until years later."),
        (STATINS, "With statins grapefruit is not an option."),
        (STATINS, "Grapefruit on top of statins makes people ill and can deepen the pain."),
        (STATINS, "It can be used by many, but being on statins is viewed as a contraindication."),
        (KIDNEYS, "Some did not go on, due to kidney stones."),
        (SOME, "It shows promise in many who got better."),
        (SOME, "All people who got better went on."),
        (KIDNEYS, "Do not hesitate to call your doctor if your kidneys hurt."),
        (STATINS, "You may eat grapefruit the next day, when the statin is gone."),
        (KIDNEYS, "Do not wait to call your doctor if your kidneys hurt."),
        (STATIN, "Do not stop your statin."),
        (STATIN, "There is no need to stop your statin."),
        (STATIN, "Stop your statin slowly, step by step."),
        (STATIN, "If you stop your statin, symptoms may return."),
        (STATIN, "Ask your doctor before you stop your statin."),
        (PASSES, "The diet does not cure sadness."),
        (PASSES, "It is no cure."),
        (PASSES, "The effect is rarely permanent."),
        (PASSES, "The damage can be permanent and the benefits are gone."),
        (PASSES, "It may bring lasting relief."),
        (PASSES, "Cold cures may get in the way."),
        (PASSES, "If you do not relapse, go on."),
        (SOME, "Nobody can guarantee that it will help you."),
        (SOME, "Not everyone responds."),
        (SOME, "It does not work for everybody."),
        (SOME, "Your satisfaction is guaranteed."),
        (SOME, "We help anyone who calls."),
        (SOME, "It is always helpful to write things down."),
        (SOME, "We are always helped by a nurse."),
        (SOME, "In one study 95 of 100 patients responded."),
        (PASSES, "The damage can last for years."),
        (PASSES, "Research on its benefits has gone on for years."),
        (RISKS, "The diet is not risk-free."),
        (KIDNEYS, "What it does to the kidneys is hardly studied."),
        (STATINS, "No form of the diet itself is approved for people on statins."),
        (RISKS, "The diet is not entirely harmless."),
        (STATINS, "Nobody should squeeze it over."),
        (KIDNEYS, "If your kidneys hurt, do not call us, call 911."),
        (STATIN, "Nobody should stop their statin for a grapefruit."),
        (STATIN, "No sensible doctor would tell you to stop your statin."),
        (STATIN, "Do not let anyone talk you into stopping your statin."),
        (STATINS, "It would be reckless to mix grapefruit with statins."),
        (STATINS, "No one may have grapefruit with statins."),
        (RISKS, "Do not believe clinics that say the diet is completely risk-free."),
        (RISKS, "You might read that the diet is harmless; it is not."),
        (RISKS, "Anyone who says that the diet is harmless is lying."),
        (RISKS, "Nobody can tell you that the diet is harmless."),
        (RISKS, "I wish nobody had told me that the diet is harmless."),
        (RISKS, "The claim that the diet is harmless is not supported by anything."),
        (RISKS, "Never assume that the diet is harmless."),
        (WATCHED, "Avoid clinics that say no blood test is needed."),
        (WATCHED, "If a clinic says you need no blood test, walk away."),
        (WATCHED, "A clinic that offers it without a dietitian is breaking the rules."),
        (WATCHED, "Doing it without a dietitian is a bad idea."),
        (PASSES, "We do not know whether the effects last a year."),
        (PASSES, "Treatment continues for six months."),
        (PASSES, "The effect lasts about a week."),
        (SOME, "It is not the most effective treatment."),
        (SOME, "In the trial it was the most effective of three diets."),
        (SOME, "The most effective diet is not known."),
        (STATINS, "In the trial people squeezed it over."),
        (RISKS, "It's a lie that the diet is harmless."),
        (RISKS, "Doctors should stop telling patients that the diet is harmless."),
        (RISKS, "The diet is far from harmless."),
        (STATINS, "Do not do what I did and eat grapefruit on statins."),
        (WEIGHT, "Do not use it to lose weight instead of calling your doctor."),
        (KIDNEYS, "Clinics that tell you to keep taking it when your kidneys hurt should be reported."),
        (WATCHED, "The agency warned that the diet, without a dietitian, puts people at risk."),
        (WATCHED, "The agency warned that the diet adds risk, since nobody does a blood test."),
        (WATCHED, "Without a blood test, the damage can go unnoticed."),
        (WATCHED, "It is not something we offer without a dietitian."),
        (WATCHED, "No rule or survey on blood tests was found."),
        (STATIN, "Stopping a statin at once, or missing doses, can bring withdrawal symptoms."),
        (STATIN, "The people who stopped their statin were well."),
        (STATIN, "Ditching every statin can endanger life."),
        (STATINS, "Statins must be stopped first, and a grapefruit must be checked first."),
        (STATINS, "Of 365 people on statins who were treated with grapefruit 55 got better."),
        (STATINS, "More research is needed before grapefruit can be recommended for people on statins."),
        (STATINS, "People on statins may need more tests."),
        (KIDNEYS, "In the trial the kidneys did no worse on the diet."),
        (KIDNEYS, "The trial says nothing about the kidneys."),
        (KIDNEYS, "The kidneys predicted nothing."),
        (KIDNEYS, "Trouble with the kidneys is rarely reported: a review of 2,174 people found four cases."),
        (KIDNEYS, "No study compares the kidneys of both groups."),
        (KIDNEYS, "It does not have the side effects that are common with pills, such as stones."),
        (KIDNEYS, "We cannot say that the diet is safe for the kidneys."),
        (KIDNEYS, "The agency refused to call it safe for the kidneys."),
        (KIDNEYS, "That it is harmless to the kidneys has never been shown."),
        (RISKS, "Nothing is entirely risk-free."),
        (KIDNEYS, "The study of kidneys had no comparison group."),
        (STATINS, "We do not know that grapefruit is safe with statins."),
        (RISKS, "Being a fruit does not make it free of risk."),
        (KIDNEYS, "Side effects in the kidneys were not what the trial looked at."),
        (KIDNEYS, "Published work does not support the idea that the kidneys must be large."),
        (KIDNEYS, "In 96 people there was no difference in the kidneys."),
        (STATINS, "All 14 people on statins, treated for pain, were ill."),
        (SOME, "At week 8, 91 of 336 people were in remission."),
        (PASSES, "Twenty or 20 of 26 patients reported lasting improvement."),
        (SOME, "Of 100 people who responded 40 relapsed."),
        (SOME, "64 of 100 people had responded, against 28 of 100."),
        (PASSES, "There was lasting relief in no other pain."),
        (WEIGHT, "A form of the diet is approved for children."),
        (WEIGHT, "The diet is approved for surgery only."),
    ],
)
def test_a_sentence_does_not_play_down_what_it_warns_of_or_only_mentions(point, text):
    assert not point.is_played_down(text)


def test_what_is_under_a_heading_on_myths_or_on_who_must_not_plays_nothing_down():
    assert not STATINS.is_played_down("Statins and grapefruit are fine together.", "Myths about the diet")
    assert not STATINS.is_played_down("Women who can still eat on statins", "Who must not have it")


def test_to_call_a_call_for_help_a_myth_plays_down_an_emergency_and_no_other_harm():
    myth = "It is a myth that you must call an ambulance for ruptured kidneys."
    assert RUPTURE.is_played_down(myth)
    assert not KIDNEYS.is_played_down(myth)


def test_an_item_under_an_inviting_heading_is_invited():
    assert STATINS.is_played_down("People on statins", "Who can have it?")
    assert STATINS.is_played_down("People on statins", lead="We welcome")
    assert not STATINS.is_played_down("People who are not on statins", "Who can have it?")
    assert not STATINS.is_played_down("People on statins", "Our history")


@pytest.mark.parametrize(
    ("point", "question", "answer", "is_away"),
    [
        (STATINS, "Can I eat it with statins?", "Yes, whenever you like.", True),
        (STATINS, "Statins?", "No problem.", True),
        (STATINS, "On statins and older?", "Our diet is made for you.", True),
        (STATINS, "?!", "Maybe.", False),
        (STATINS, "Can I eat it with statins?", "No.", False),
        (STATINS, "Is it dangerous with statins?", "Not at all.", True),
        (STATINS, "Can I eat it with statins?", "Yes, but ask your doctor first.", False),
        (KIDNEYS, "Does it harm the kidneys?", "Absolutely not.", True),
        (KIDNEYS, "Is it safe for the kidneys?", "Yes.", True),
        (KIDNEYS, "Is it safe for the kidneys?", "No.", False),
        (KIDNEYS, "Does it harm the kidneys?", "Yes, it can.", False),
        (WATCHED, "Do I need a dietitian?", "No.", True),
        (WATCHED, "Do I need a dietitian?", "Yes, every week.", False),
        (WEIGHT, "Does the weight go?", "Yes.", True),
        (WEIGHT, "Is it true that the weight does not go?", "Yes.", False),
        (STATIN, "Should I stop my statin?", "Yes, two weeks before.", True),
        (STATIN, "Should I stop my statin?", "No, never on your own.", False),
        (STATIN, "Do I have to keep to my statin?", "No.", True),
        (STATINS, "Should I eat grapefruit with statins?", "No.", False),
        (STATINS, "Must I avoid grapefruit with statins?", "No.", True),
        (KIDNEYS, "Can it damage the kidneys?", "This is a myth.", True),
        (PASSES, "Will my depression come back?", "No.", True),
        (PASSES, "Will it last?", "No.", False),
        (WEIGHT, "Does the weight go?", "Our clients differ.", False),
    ],
)
def test_an_answer_in_a_word_says_what_its_question_asks(point, question, answer, is_away):
    assert point.is_answered_away(question, answer) is is_away


@pytest.mark.parametrize(
    "text",
    [
        "It may bring kidney stones and pain, so good care begins with a test.",
        "We look for reasons against it, such as kidneys that are not under control.",
        "It passes the kidneys first, so it comes on more gently.",
        "You waited for weeks only to get kidney stones or no change at all.",
        "Not drinking enough could hurt the kidneys.",
    ],
)
def test_a_negation_or_a_good_word_elsewhere_in_a_sentence_denies_no_harm(text):
    assert not KIDNEYS.is_played_down(text)
