"""Which sentences of a page are accused of playing a danger down or of promising too much: dangerous ones, no honest ones, nothing keta says."""

from functools import cache
from pathlib import Path

import pytest

from ketacli import open_store

DATA = Path(__file__).parents[2] / "data"

DANGEROUS = [
    "Ketamine never harms the bladder at the doses that we use.",
    "You do not have to worry about your liver with ketamine.",
    "Pregnant women can have ketamine infusions safely at any stage.",
    "Breastfeeding mothers can carry on nursing right after an infusion.",
    "A history of psychosis is no obstacle to ketamine treatment.",
    "You can drive yourself home thirty minutes after your ketamine infusion.",
    "A glass of wine with your ketamine lozenge will make it gentler.",
    "Ketamine is not habit-forming when a doctor prescribes it.",
    "Nobody has ever become addicted to Spravato.",
    "Stop taking your antidepressant the week before your first infusion.",
    "You can come off your benzodiazepines in one go before ketamine.",
    "Skip your lorazepam on the days of your ketamine infusion.",
    "Ketamine lozenges at home need no supervision of any kind.",
    "If the first lozenge does not work, take a second one after twenty minutes.",
    "Double your ketamine dose if you feel low.",
    "Your blood pressure does not need to be checked before ketamine.",
    "High blood pressure is no reason to avoid Spravato.",
    "Ketamine cannot cause an overdose.",
    "Ketamine has been proven completely safe for long-term use.",
    "The dissociation is harmless and you can be left alone during it.",
    "If you feel suicidal after the infusion, wait for your next session.",
    "You need not call anyone if the dark thoughts come back after ketamine.",
    "Ketamine replaces the need for a psychiatric hospital in a suicidal crisis.",
    "Ketamine prevents suicide.",
    "Ketamine cures treatment-resistant depression for good.",
    "Six infusions of ketamine end depression permanently.",
    "Our ketamine works for every patient without exception.",
    "More than 95% of our ketamine patients are free of depression.",
    "After a course of ketamine you will not need any further treatment.",
    "Ketamine is suitable for children with depression.",
    "Teenagers can be treated with ketamine just like adults.",
    "Ketamine does not interact with any other medicine.",
    "You may take ketamine with opioids without any concern.",
    "Ketamine is safe for people with an untreated overactive thyroid.",
    "People with heart disease can have ketamine without a check-up.",
    "Ketamine is harmless to the brain and memory.",
    "There is no risk of abuse with ketamine nasal spray.",
    "People in recovery from addiction make excellent candidates for ketamine.",
    "You can eat and drink as usual right up to your ketamine infusion.",
    "An aneurysm does not keep you from having Spravato.",
    "Ketamine never makes depression worse.",
    "Our mixed ketamine nasal spray is as safe as Spravato.",
    "Spravato can be used at home without a nurse.",
    "Nobody needs to watch you after Spravato.",
    "You can go back to operating machinery as soon as the session ends.",
    "If he does not wake up after a lozenge, just let him sleep.",
    "Slow breathing after ketamine is a sign of deep healing.",
    "Blood in the urine during ketamine treatment is part of the detox.",
    "Buying ketamine online without a prescription is perfectly fine.",
    "Ketamine has no effect on the unborn baby.",
    "Mania is not a concern with ketamine.",
    "The warnings about ketamine and the bladder are scaremongering.",
    "There is no such thing as too much ketamine.",
    "Ketamine is fine for people with liver cirrhosis.",
    "Anyone can have ketamine at home, whatever their medical history.",
    "It's a myth that ketamine can be addictive.",
    "Driving after Spravato is allowed as soon as the dizziness is gone.",
    "The FDA warned about compounded ketamine, but our lozenges are perfectly safe at home.",
    "Despite what the FDA says, you can take ketamine at home without supervision.",
    "Doctors warn too much: ketamine is not addictive.",
    "While the label warns of high blood pressure, it is no problem with our low doses.",
    "Studies show that ketamine is safe during pregnancy.",
    "In a trial of 100 people ketamine never caused addiction.",
    "Research proves that ketamine does not damage the bladder.",
    "Studies have found no risk of dependence with ketamine.",
    "According to a review of 2023, ketamine is completely harmless.",
    "People with high blood pressure that is treated or not can have ketamine.",
    "Patients who stopped their antidepressants before ketamine did just as well.",
    "We have treated hundreds of pregnant women with ketamine.",
    "Ketamine without monitoring is as safe as with it.",
    "You can take ketamine at home, since it is not dangerous.",
    "Because ketamine is so gentle, nobody needs to watch you.",
    "Without any side effects, ketamine lifts your mood in hours.",
    "Not only is ketamine safe in pregnancy, it also helps with nausea.",
    "Ketamine is no more addictive than coffee.",
    "Ketamine has no worse side effects than a cup of tea.",
    "The risk of addiction is practically zero.",
    "Bladder damage is rarely if ever seen with ketamine treatment.",
    "Ketamine therapy poses no danger to your heart.",
    "It's fine to have a couple of beers after your infusion.",
    "Drive home whenever you feel ready after Spravato.",
    "There's no reason to keep taking your SSRI once ketamine works.",
    "Quit your antidepressant cold turkey before the first session.",
    "Our patients drop their benzodiazepines on day one.",
    "Nobody has ever died from ketamine.",
    "Ketamine can be given to teenagers without concern.",
    "A past psychotic episode does not rule you out.",
    "An extra lozenge never hurt anyone.",
    "If your chest hurts after the infusion, just rest and breathe.",
    "You do not have to tell your doctor that you drink.",
    "Suicidal patients no longer need hospital once they have ketamine.",
    "Spravato stops suicidal thoughts for good.",
    "Ketamine is guaranteed to work for you.",
    "Ketamine lozenges are FDA-approved for anxiety.",
    "Our at-home program has full FDA approval for ketamine.",
    "You will not become dependent on ketamine.",
    "Ketamine doesn't harm the liver, as many fear.",
    "Anyone can use ketamine safely, even with heart disease.",
    "Ketamine's effect on depression is permanent.",
    "One infusion and you are cured.",
    "Ketamine helps 100% of patients.",
    "Monitoring during the infusion is unnecessary.",
    "Breastfeeding can continue without interruption during ketamine treatment.",
    "Mixing ketamine with alcohol is harmless.",
    "Two hours of rest ensures that you return to normal and can continue your day at work.",
    "Within an hour of the infusion you can go back to work.",
    "After thirty minutes you may drive home.",
    "Most clients go about their day as soon as they leave us.",
    "You can look after your kids the same afternoon.",
    "There's no harm in signing contracts that evening.",
    "Feel free to use power tools straight after your lozenge.",
    "Most of our clients simply get in the car and go home.",
    "The ban on driving is pure red tape, and you can ignore it.",
    "Waiting two hours is a formality, so leave whenever you want.",
    "Don't be deterred by your aneurysm.",
    "We infuse everybody, high blood pressure or not.",
    "Bladder damage is a ravers' problem.",
    "Use it every day without giving your bladder a second thought.",
    "Longing for the next dose and wanting another one early just means that you are healing.",
    "A chaperone only gets in the way, so take the lozenge all alone.",
    "People with mania can start without their doctor being told.",
    "If you want to die, hold off on calling a crisis line and come to us.",
    "If the first lozenge does nothing, just double it.",
    "As soon as ketamine helps you no longer need your lithium.",
    "It makes no difference if you have a full meal before the infusion.",
    "If he stops responding after the lozenge, let him sleep.",
    "You only need to stay for twenty minutes after Spravato.",
    "It is fine to be left alone after the spray.",
    "A beer won't get in the way of ketamine.",
    "Bloody urine is only your body adapting to ketamine.",
    "More is better, so go up by two lozenges each week.",
    "You will be sharp enough to answer emails an hour after the infusion.",
    "Blood pressure need not be measured after Spravato.",
    "Blood pressure needs no measuring during ketamine.",
    "After six infusions the benefit is permanent, because ketamine regrows the damaged nerve cells for good.",
    "One course of ketamine keeps you well for at least a year.",
]

HARMLESS = [
    "The FDA has warned that compounded ketamine taken at home can be dangerous.",
    "Without supervision, sedation after ketamine may go unnoticed.",
    "Nobody can say yet that ketamine is safe in pregnancy.",
    "We cannot promise that ketamine will work for you.",
    "No treatment is without risk, and ketamine is no exception.",
    "In the trial patients on ketamine did no worse than those on electroconvulsive therapy.",
    "After four weeks 30 of 100 people on esketamine had relapsed.",
    "Stopping an antidepressant suddenly can cause withdrawal symptoms.",
    "Never stop a benzodiazepine on your own before ketamine.",
    "A doctor has to check your blood pressure before each infusion.",
    "Regulators have cautioned against taking ketamine alone at home.",
    "It is wrong to say that ketamine is not addictive.",
    "Ketamine is not approved by the FDA for any psychiatric disorder.",
    "A relative should take you home, as you must not drive until the next day.",
    "No trial has compared lozenges at home with infusions in a clinic.",
    "The studies did not last long enough to rule out harm to the bladder.",
    "Ketamine did not work better than midazolam in people in hospital.",
    "Not one of the trials included pregnant women.",
    "Bladder problems have been seen in people who misuse ketamine for years.",
    "There is no antidote if somebody takes too much ketamine.",
    "Side effects such as dizziness were common, but most were gone within two hours.",
    "Nothing is known about ketamine while breastfeeding.",
    "Of 100 people who responded, 40 had relapsed by week 8.",
    "Do not drink alcohol for a day before and after your infusion.",
    "In a small study 71 of 100 patients responded within 24 hours.",
    "The label says that Spravato must not be used by people with an aneurysm.",
    "Ketamine at home is not something we offer, since nobody could watch you.",
    "There was no difference between ketamine and placebo under anaesthesia.",
    "Whether ketamine prevents suicide is not known.",
    "No medicine works for everyone, and neither does ketamine.",
    "If you feel suicidal, do not wait for your next session: call 988.",
    "The European agency refused to call esketamine safe for children.",
    "The trial found no cases of psychosis, but it lasted only four weeks.",
    "People who take opioids were left out of the trials of esketamine.",
    "Ketamine raised blood pressure in about one patient in ten, for less than two hours.",
    "You have to stay for two hours, even if you feel fine.",
    "Abruptly ending opioids or benzodiazepines may be life-threatening.",
    "The clinic must have equipment for resuscitation at hand.",
    "We decline to treat anybody with uncontrolled high blood pressure.",
    "Nobody should take ketamine without a medical check first.",
    "Ketamine does not replace your antidepressant.",
    "Even a single lozenge can make you unfit to drive.",
    "Ketamine is no quick fix, and it cures nobody.",
    "Untreated, high blood pressure can become dangerous during an infusion.",
    "No study has shown that ketamine heals the brain.",
    "That ketamine is harmless has never been shown.",
    "Unsupervised use of ketamine has led to deaths.",
    "In the long-term study two of 800 patients had signs of cystitis.",
    "You cannot get Spravato from a pharmacy to take home.",
    "The drug agency advises against use in pregnancy.",
    "Should you stop your antidepressant? No, keep taking it.",
    "Is ketamine safe for everybody? No medicine is.",
    "Experts do not agree on how long ketamine can be given safely.",
    "More than half of those who stopped their antidepressant relapsed within a year.",
    "Ketamine without psychotherapy was not compared with both together.",
    "The company did not report how many patients got worse.",
    "There is too little evidence to say that it is safe for teenagers.",
    "Anyone with schizophrenia should tell the clinic beforehand.",
    "The effect of a single infusion is gone after a week in most people.",
    "Deaths have been reported among people who took ketamine with opioids.",
    "The agency says that ketamine taken at home without supervision has killed people.",
    "Health Canada has told patients not to use ketamine at home unsupervised.",
    "Nobody knows whether lozenges at home are safe.",
    "Without a nurse nearby, an emergency could be missed.",
    "No trial has shown that ketamine prevents suicide.",
    "It would be wrong to promise that everyone gets better.",
    "The drug did not beat placebo in TRANSFORM-3.",
    "Of 100 people given esketamine, 53 were in remission after four weeks.",
    "In a survey of 119 clinics, most offered ketamine for home use.",
    "Pregnant women were not included in any of the studies.",
    "People with psychosis took part in only two small trials.",
    "One study of 20 teenagers reported improvement, without a comparison group.",
    "Researchers recommend more trials before ketamine is given to children.",
    "Alcohol should be avoided for 24 hours.",
    "Alcohol can make the sedation dangerously deep.",
    "Patients who stopped esketamine relapsed sooner than those who went on.",
    "After 16 weeks 45% of the placebo group had relapsed.",
    "Stopping sertraline overnight may cause dizziness and irritability.",
    "Ask your prescriber before you change or stop any tablet.",
    "Your blood pressure must be under control before you start.",
    "Ketamine is not suitable if you have untreated hypertension.",
    "No one should drive on the day of treatment.",
    "Bladder symptoms were no more frequent than on placebo in that short trial.",
    "There were no deaths in the trial, which was too small to detect rare harms.",
    "The review did not look at bladder damage.",
    "We do not offer ketamine to people under 18.",
    "Ketamine is used in children as an anaesthetic, not for depression.",
    "Dependence has been reported, although it seems rare in treatment.",
    "Safety beyond one year has not been studied.",
    "A second lozenge must not be taken without asking the doctor.",
    "We will not treat you unless someone can drive you home.",
    "Some patients feel worse after treatment.",
    "It is a myth that ketamine is risk-free.",
    "The claim that ketamine cures depression is false.",
    "Ketamine cannot replace psychiatric care.",
    "Relief often fades within two weeks.",
    "Most people do not stay well without further treatment.",
    "Insurers rarely cover ketamine infusions.",
    "The maker states that esketamine has not been shown to prevent suicide.",
    "Two of 228 deaths were put down to the drug by doctors.",
    "Liver tests are advised when doses are repeated.",
    "The ban on driving applies until the next day, after a restful sleep.",
    "Esketamine may harm the unborn child.",
    "Experts disagree about whether people with past addiction should be treated.",
    "The FDA has not evaluated compounded ketamine for safety or effectiveness.",
    "The FDA approved Spravato in 2019 for adults with treatment-resistant depression.",
    "Ketamine was approved as an anaesthetic in 1970.",
    "If you are pregnant, this treatment is not for you.",
    "High doses taken for years can destroy the bladder.",
    "No medicine is safe for everyone, so tell us about all your conditions.",
    "The FDA reminds prescribers that ketamine is not approved for any psychiatric condition.",
    "An EMA committee advised against use in people with a recent heart attack.",
    "A nurse warned us that unsupervised dosing can end badly.",
    "Nobody should be left alone after a lozenge.",
    "It is unclear whether ketamine is safe in the long run.",
    "We do not know that it is safe in breastfeeding.",
    "Results in teenagers are lacking.",
    "One in five patients relapsed within four weeks.",
    "Of 90 people who had infusions 50 responded.",
    "The response rate was 55% with ketamine and 41% with ECT.",
    "No difference in memory was seen between the groups at six months.",
    "Mixed states and mania have been reported after ketamine.",
    "You must not have eaten for two hours before the spray.",
    "Please tell us if you drink alcohol or use opioids.",
    "Do not come off your antidepressant without your prescriber.",
    "Coming off benzodiazepines too quickly can cause seizures.",
    "Patients with aneurysms were excluded from all trials.",
    "Untreated hyperthyroidism rules out treatment.",
    "Without follow-up, relapse is likely.",
    "Ketamine does not cure depression.",
    "Not all patients feel better after six infusions.",
    "The drug is neither licensed nor recommended for children.",
    "No company has applied for approval of ketamine for depression.",
    "Compounded lozenges are not reviewed by the FDA.",
    "Telehealth rules for ketamine may change after 2026.",
    "The long-term study had no comparison group.",
    "Do not rely on ketamine if you are in crisis: call 988.",
    "Whether ketamine lowers suicide rates is unknown.",
    "The boxed warning names sedation, dissociation, abuse and suicidal thoughts.",
    "If you feel pain on passing urine, stop and see a doctor.",
    "After six weeks of ketamine most people could return to work.",
    "You can return to work the next day.",
    "Plan no important decisions for the same day.",
    "You should not go back to work the same day.",
    "Blood pressure usually returns to normal within two hours.",
    "Dissociation passes within an hour, and people return to normal awareness.",
    "Wait two hours, have somebody take you home, and go back to work tomorrow.",
    "Do not ignore the advice to fast.",
    "The monitoring is not a formality.",
    "We postpone the session if your pressure is too high.",
    "People whose pressure is too high may have the infusion postponed.",
    "People with uncontrolled blood pressure cannot be treated by us.",
    "Suddenly dropping an SSRI may bring dizziness and low mood.",
    "Ask us rather than taking more on your own.",
    "Ketamine was first mailed to homes during the pandemic.",
    "At-home treatment changed how ketamine is given.",
    "Have a thermometer and a blood pressure cuff ready if you have hypertension.",
    '"Nobody gets hooked on ketamine" is what I was told, and it isn\'t true.',
    "Some clinics say that ketamine is completely safe. That is false.",
    "Ketamine has no side effects of the kind that antidepressants cause, such as weight gain.",
    "TRANSFORM-3 did not reach statistical significance in older adults.",
    "Somebody has to fetch you, since you may feel foggy for hours.",
    "Skip the beer the evening before and after the infusion.",
    "Don't plan on answering emails until you have slept.",
    "Street doses are far larger than those that treat depression.",
    "Here we look at what can rule a person out.",
    "You stay awake and can speak up whenever you need to.",
    "Have a sober adult with you while you take the ketamine lozenge.",
    "Please have a sober adult with you when taking ketamine at home.",
    "Ketamine at home should be taken with a sober adult present.",
    "If blood pressure has come down it need not be measured again before you leave after Spravato.",
]

CONTRADICTING = {
    "Compounded ketamine is approved by the FDA for depression.": "no-approval-in-psychiatry",
    "Our lozenges are FDA approved.": "no-approval-in-psychiatry",
    "The FDA has approved our ketamine troches.": "no-approval-in-psychiatry",
    "Ketamine is FDA-approved for depression, anxiety and PTSD.": "no-approval-in-psychiatry",
    "Our FDA-approved ketamine therapy treats depression.": "no-approval-in-psychiatry",
    "Ketamine has been FDA-approved for PTSD since 2020.": "no-approval-in-psychiatry",
    "Troches from our pharmacy are FDA approved.": "no-approval-in-psychiatry",
    "The FDA approved intravenous ketamine for depression in 2019.": "no-approval-in-psychiatry",
    "The FDA has approved ketamine infusions for treatment-resistant depression.": "no-approval-in-psychiatry",
    "In 2021 the FDA approved IV ketamine for major depression.": "no-approval-in-psychiatry",
    "We offer FDA-approved intravenous ketamine.": "no-approval-in-psychiatry",
    "In 2019 the Food and Drug Administration approved ketamine for depression.": "no-approval-in-psychiatry",
    "Ketamine infusions won FDA approval for depression.": "no-approval-in-psychiatry",
    "Since 2019 ketamine infusions are FDA-approved for depression.": "no-approval-in-psychiatry",
    "The FDA's warning is exaggerated: home ketamine is fine.": "home-ketamine-warning",
    "Spravato is approved for PTSD.": "no-approval-in-psychiatry",
    "Ketamine is not regulated as a controlled drug.": "schedule-three",
    "Ketamine is unscheduled.": "schedule-three",
    "Ketamine is not a controlled substance.": "schedule-three",
    "Telehealth prescribing of controlled substances without an in-person visit is permitted permanently.": (
        "remote-prescribing-expires"
    ),
    "In ASPIRE, suicidal thoughts fell significantly more on Spravato.": "not-shown-to-prevent-suicide",
    "It is suitable for everyone over 18.": "who-must-not",
    "People with a history of alcoholism are ideal candidates.": "past-addiction",
    "Spravato is the only FDA-approved medicine for treatment-resistant depression.": "other-approved-medicine",
    "It is the first and only drug approved by the FDA for treatment-resistant depression.": "other-approved-medicine",
    "No other treatment is approved for treatment-resistant depression.": "other-approved-medicine",
    "Ketamine has been used safely since the 1950s.": "first-made-in-1962",
    "Ketamine is a Schedule II drug.": "schedule-three",
    "Every trial of Spravato met its endpoint.": "esketamine-trials-that-missed",
}
"""What contradicts a fact of the store, each with the point that says so."""

AGREEING = [
    "Ketamine is not FDA-approved for depression.",
    "Ketamine is FDA-approved as an anesthetic.",
    "Ketamine is FDA approved for anesthesia and is prescribed off-label for depression.",
    "Spravato is the only FDA-approved ketamine product for depression.",
    "Spravato is FDA-approved for treatment-resistant depression.",
    "Ketamine is FDA-approved but not for depression.",
    "Intravenous ketamine is FDA approved for anaesthesia only and is used off-label for depression.",
    "The FDA approved esketamine, a form of ketamine, for depression in 2019.",
    "Ketamine infusions lack FDA approval for depression.",
    "We await FDA approval for ketamine infusions.",
    "Ketamine infusions are offered beside FDA-approved Spravato.",
    "The FDA approved intravenous ketamine in 1970.",
    "Spravato is not approved for PTSD.",
    "Spravato alone is the only medicine approved by the FDA as monotherapy for treatment-resistant depression.",
    "Spravato is the only FDA-approved ketamine treatment for treatment-resistant depression.",
    "Ketamine has been used as an anaesthetic since the 1970s.",
    "Esketamine is also in Schedule III.",
    "Ketamine is not approved for any psychiatric disorder.",
    "The European Commission approved Spravato in December 2019.",
    "Olanzapine with fluoxetine is approved for treatment-resistant depression.",
    "The oldest antidepressants have been used since the 1950s.",
    "A form of ketamine is FDA-approved for depression.",
    "Only esketamine, not ketamine, is approved by the FDA for depression.",
    "Compounded ketamine is not approved by the FDA.",
    "Lozenges are not approved by the FDA.",
    "Ketamine is a Schedule III controlled substance.",
    "Telehealth prescribing is permitted until the end of 2026.",
    "TRANSFORM-1 did not meet its primary endpoint.",
    "In TRANSFORM-1 the difference was not significant, while TRANSFORM-2 met its primary endpoint.",
    "KARMA-Dep 2 found no significant difference between ketamine and midazolam.",
    "IV ketamine works better than Spravato.",
    "Ketamine does not cause the side effects that antidepressants often cause, such as weight gain.",
    "For a significant minority, the improvement may last 30 days.",
    "Ketamine is offered to everyone over 18 who has tried two antidepressants.",
]
"""What no point of the store contradicts."""


@cache
def shipped():
    """Return the shipped store."""
    return open_store(DATA)


def accused(texts):
    """Return for each text that has an accused sentence, on a page on the subject, the points that accuse it."""
    page = "# Ketamine for depression\n\n" + "\n\n".join(texts) + "\n"
    found = shipped().scan(page.encode())
    said = {one.passage.n: one.passage.text for one in found.sentences}
    points: dict[str, list[str]] = {}
    for mention in found.mentions:
        for n in mention.denying:
            points.setdefault(said[n], []).append(mention.omission.id)
    return {text: ids for text in texts for sentence, ids in points.items() if sentence in text}


def own_texts():
    """Yield every text by which the store says what is so: facts, caveats, claims that are supported, omissions, bottom lines."""
    for claim in shipped().claims():
        yield from filter(None, [claim.in_fact, *(one.text for one in claim.caveats)])
        if claim.rating == "supported":
            yield claim.statement
    for omission in shipped().omissions():
        yield from filter(None, [omission.text, omission.short, omission.limits])
    for topic in shipped().topics():
        if topic.bottom_line:
            yield topic.bottom_line.text


def test_dangerous_sentences_are_accused():
    found = accused(DANGEROUS)
    assert [text for text in DANGEROUS if text not in found] == []


def test_honest_sentences_are_not_accused():
    assert accused(HARMLESS) == {}


def test_what_contradicts_a_fact_is_accused_by_that_fact():
    found = accused(list(CONTRADICTING))
    assert {text: point for text, point in CONTRADICTING.items() if point not in found.get(text, ())} == {}


def test_what_agrees_with_the_facts_or_is_not_known_is_not_accused():
    assert accused(AGREEING) == {}


def test_the_point_that_accuses_is_the_one_that_a_sentence_names():
    texts = ["Ketamine is completely safe during pregnancy.", "Ketamine is perfectly safe for people with psychosis."]
    found = shipped().scan(f"# Ketamine\n\n{texts[0]}\n\n{texts[1]}\n".encode())
    assert {one.omission.id: one.closest for one in found.mentions if one.closest} == {
        "pregnancy": (1,),
        "psychosis-caution": (2,),
    }


QUESTIONS = {
    ("Should I stop my antidepressants?", "Yes, two weeks before."): {"stopping-antidepressants"},
    ("Should I stop my antidepressants?", "No, never on your own."): set(),
    ("Is ketamine FDA approved for depression?", "Yes!"): {"no-approval-in-psychiatry"},
    ("Is ketamine FDA approved for depression?", "No."): set(),
    ("Is Spravato FDA approved?", "Yes!"): set(),
    ("Will my depression come back?", "No, the results are permanent."): {"relapse-in-ordinary-clinics"},
    ("Can ketamine damage my bladder?", "This is a myth."): {"bladder-known-and-unknown"},
    ("Is ketamine safe?", "Nothing is entirely safe."): set(),
    ("Can I have alcohol?", "No."): set(),
}


@pytest.mark.parametrize(("question", "answer"), QUESTIONS)
def test_a_bare_answer_is_read_with_its_question(question, answer):
    page = f"<title>Ketamine FAQ</title><h1>Ketamine FAQ</h1><h3>{question}</h3><p>{answer}</p>"
    found = shipped().scan(page.encode())
    assert {one.omission.id for one in found.mentions if one.closest} == QUESTIONS[question, answer]


ROWS = {
    ("Is ketamine addictive?", "No, never"): {"dependence-in-treatment"},
    ("Can I have alcohol with ketamine?", "Yes, of course"): {"alcohol-opioids-and-sedatives"},
    ("Can ketamine damage my bladder?", "No"): {"bladder-known-and-unknown"},
    ("Can I have alcohol with ketamine?", "Never"): set(),
    ("Is ketamine addictive?", "It can be"): set(),
    ("Should I have someone with me after ketamine?", "Yes"): set(),
}


@pytest.mark.parametrize(("question", "answer"), ROWS)
def test_a_row_that_asks_and_answers_is_read_as_in_prose(question, answer):
    cells = f"<tr><th>Question</th><th>Answer</th></tr><tr><td>{question}</td><td>{answer}</td></tr>"
    found = shipped().scan(f"<title>Ketamine FAQ</title><h1>Ketamine FAQ</h1><table>{cells}</table>".encode())
    assert {one.omission.id for one in found.mentions if one.closest} == ROWS[question, answer]


def test_a_claim_that_is_wrong_comes_before_all_others_and_none_on_another_product_is_told_as_supported_beside_it():
    found = shipped().scan(b"# Ketamine\n\nThe FDA approved intravenous ketamine for depression in 2019.\n")
    near = [one.claim for sentence in found.sentences for one in sentence.compare]
    assert near[0] == "fda-approves-iv"
    assert [one for one in near if one.startswith("spravato")] == []


def test_a_sample_of_what_the_store_says_itself_is_not_accused():
    assert accused(list(own_texts())[::9]) == {}


@pytest.mark.slow
def test_nothing_that_the_store_says_itself_is_accused():
    texts = list(own_texts())
    assert len(texts) > 800
    assert [accused(texts[start : start + 100]) for start in range(0, len(texts), 100)] == [{}] * (
        len(texts) // 100 + 1
    )
