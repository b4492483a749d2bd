"""Sentences that are near to a claim and say less, more or something else."""

from ketacli.matching.profiles import Asked
from ketacli.matching.sentences import Reader
from tests.matching.stores import claim, shelf, tea
from tests.matching.test_in_part import read_alone

NEARLY = [
    line
    for line in """
Ketamine infusions are safe in healthy volunteers.
Ketamine infusions are safe if the heart is checked first.
IV ketamine is FDA-approved for depression in Japan.
Ketamine acts quickly in some people only.
Ketamine causes few side effects at low doses.
Ketamine is a proven treatment for chronic pain after surgery.
Ketamine is a proven treatment for PTSD in mice.
Ketamine may help people with PTSD when therapy is added.
Ketamine may help people with OCD for a day or two.
Ketamine may help people with bipolar disorder who take lithium.
Ketamine lozenges may be taken at home under the eyes of a nurse.
Spravato is administered in a doctor's office in rural areas.
Ketamine originated in the 1960s as a horse tranquilliser.
Ketamine is used as an anaesthetic in veterinary practice only.
Ketamine infusions may improve suicidality in teenagers.
More than 50% of teenagers do not respond to the first antidepressant.
Insurance may not cover ketamine treatment for chronic pain.
Ketamine is not used in children or teenagers outside the operating theatre.
The FDA approved Spravato in 2019 for use with an oral antidepressant in the army.
Ketamine blocks the NMDA receptor only at very high doses.
Ketamine infusions are completely safe.
Ketamine infusions are perfectly safe and free of any risk.
Ketamine infusions always help with depression.
Ketamine infusions cure chronic pain.
Ketamine cures PTSD.
Ketamine helps everybody with OCD.
Ketamine acts within minutes in everyone.
Ketamine has no side effects at all.
Ketamine infusions never wear off.
Insurance never covers ketamine or esketamine.
Long-term use of ketamine always causes additional side effects.
Ketamine's side effects prove that the treatment works.
Everyone is a candidate for ketamine.
All patients with treatment-resistant depression respond to ketamine infusions.
Spravato is guaranteed to lift depression.
Ketamine infusions are a cure for depression.
Ketamine treatment often has severe side effects.
Everybody should have ketamine before any other medicine.
Nobody relapses after ketamine infusions.
Antidepressants never have any effect.
Ketamine infusions might perhaps be safe.
Ketamine may have been approved by the FDA for depression.
Ketamine could turn out to be a proven treatment for chronic pain.
Spravato may be a kind of ketamine.
Ketamine possibly originated in Belgium.
Ketamine infusions may sometimes last 40 minutes.
Ketamine might cause few side effects.
TRD may be a kind of depression.
Some ketamine may be an anaesthetic.
Response rates to ketamine infusion therapy may be high.
Psilocybin is FDA-approved for treatment-resistant depression.
Lithium acts quickly.
MDMA may help people with PTSD.
Botulinum toxin is a proven treatment even for migraine.
Midazolam infusions are safe.
Propofol was originally developed as an anaesthetic.
Naltrexone has no addictive potential like opioid painkillers.
Iron infusions are given in a hospital or clinic.
Nicotine lozenges may be taken at home.
Testosterone is given as a single shot into the thigh.
Esketamine infusions are FDA-approved for depression.
Spravato is given by vein in a hospital or clinic.
Spravato lozenges may be taken at home or in a clinic.
Arketamine binds to the NMDA receptor.
Memantine is an NMDA receptor antagonist.
A magnesium infusion usually takes around 40 minutes.
Oral ketamine is FDA-approved for treatment-resistant depression.
Zuranolone is the only drug with FDA approval for clinical depression.
TMS is approved by the FDA for treatment-resistant depression.
ECT has a high response rate.
Ketamine may help people with gout.
Ketamine may help people with schizophrenia.
Ketamine is a proven treatment for asthma.
Ketamine infusions may improve eyesight.
Ketamine infusions help with hair loss.
Spravato is FDA-approved for postpartum depression.
Spravato is FDA-approved for bipolar depression.
Ketamine is being studied as a treatment for obesity.
Treatment-resistant schizophrenia means you have tried at least two antipsychotics.
Treatment-resistant epilepsy is a form of epilepsy.
After a dose of insulin you should be watched for two hours.
Children with treatment-resistant depression have tried two or more antidepressants.
Candidates for knee surgery are usually adults.
Abnormal levels of dopamine have been linked with depression.
Abnormal levels of glutamate have been linked with baldness.
A ketamine infusion usually takes around 90 minutes.
The ketamine infusion itself lasts four to six hours.
After a dose of Spravato you should be watched for side effects for ten minutes.
On average people relapsed some 90 days after their ketamine infusions.
Spravato won FDA approval in 2009.
Ketamine has been used ever since the 1920s.
Ketamine originated in the 1990s.
TRD is clinical depression that has not responded to at least nine medications.
It takes four to six months before the full effect of antidepressants begins to show.
One study found remission of depressive symptoms in 15% of patients given ketamine infusions.
In one study suicidal thoughts went away in 8% of people who received a ketamine infusion.
More than 5% of patients do not respond to the first antidepressant they take.
Remission is a reduction in symptoms of at least 10%.
The first study in humans of ketamine infusion therapy was published in 1950.
Call the National Suicide Prevention Lifeline at 1-800-555-0000.
Some say that ketamine infusions are safe.
Some people say ketamine acts quickly.
Many believe ketamine is a proven treatment for PTSD.
The manufacturer says that Spravato acts quickly.
Opponents say that ketamine causes few side effects.
It is often claimed that IV ketamine is FDA-approved for depression.
It is wrong to say that ketamine causes few side effects.
It is not the case that ketamine infusions are safe.
Nobody has shown that ketamine infusions help with several psychiatric conditions.
We used to think that ketamine was originally an anaesthetic for animals.
A court will decide whether Spravato may be partly covered by insurance.
That ketamine originated in Belgium is a legend.
Contrary to rumour, ketamine is not FDA-approved for depression.
Ketamine infusions are safe, or so the advertisement goes.
Ketamine infusions are anything but safe.
Ketamine infusions are far from safe.
There is little reason to think that ketamine acts quickly.
No study shows that ketamine is a proven treatment for chronic pain.
Ketamine, some doctors hope, may one day be FDA-approved for depression.
Ask your doctor whether ketamine may help people with OCD.
Are ketamine infusions safe?
Is IV ketamine FDA-approved for depression?
Does ketamine act quickly?
Myth: Ketamine infusions are safe.
Myth 3: ketamine causes few side effects.
False: ketamine originated in Belgium.
Why ketamine acts quickly is the question.
How safe ketamine infusions are
What if ketamine infusions were safe?
Wondering whether insurance covers Spravato?
If ketamine infusions are safe, we will offer them next year.
Were ketamine FDA-approved for depression, insurers would pay.
Unless ketamine acts quickly, the trial ends.
Provided that ketamine infusions are effective, the study goes on.
Ketamine infusions are safe as long as nobody has high blood pressure.
Ketamine would be a proven treatment for PTSD if the trial had worked.
Spravato may be partly covered by insurance if your doctor begs for it.
Until ketamine is FDA-approved for depression, we give it for anaesthesia.
Ketamine infusions are not safe.
Ketamine does not act quickly.
Ketamine is not an anaesthetic.
Spravato is not FDA-approved for treatment-resistant depression.
Not all antidepressants need four to six weeks before their full effect begins to show.
Ketamine infusions are used least in treatment-resistant depression.
Ketamine is rarely given through a vein.
Neither ketamine nor esketamine is for adults.
Ketamine makes glutamate bind to NMDA receptors.
Ketamine infusions reduce the glutamate that the brain produces.
Spravato needs no monitoring for two hours.
Ketamine lozenges must not be taken at home.
Ketamine works less quickly than placebo.
Side effects of ketamine and esketamine build up with longer use.
Ketamine is more addictive than opioid painkillers.
Ketamine stops new synapses from growing.
The fewer synapses you grow, the better ketamine works against depression.
Ketamine is given for depression at a much higher dose than for anaesthesia.
People respond slower to IV ketamine than to the nasal spray.
Every use of ketamine but Spravato is approved by the FDA.
""".splitlines()
    if line
]
"""Sentences near to claims that claim something else: less, more, of another product, of other people, of another amount, or
nothing at all."""


def test_a_sentence_that_is_near_to_a_claim_and_claims_something_else_states_nothing():
    found = dict(zip(NEARLY, read_alone(NEARLY), strict=True))
    assert {
        text: (*one.states, *one.states_in_part) for text, one in found.items() if one.states or one.states_in_part
    } == {}


def test_what_says_half_of_what_a_thing_is_does_not_say_what_it_is():
    store = tea()
    store["claims"].append(
        claim("kind", "Green tea is a mild stimulant.", "sleep", scope={"intervention": "green-tea"})
    )
    texts = ["Green tea, a mild stimulant, is drunk in China.", "Green tea is a stimulant.", "Green tea is mild."]
    found = Reader(shelf(store)).read_all([Asked(text) for text in texts])
    assert [(*one.states, *one.states_in_part) for one in found] == [("kind",), (), ()]
