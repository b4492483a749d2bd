"""Which figures of pages are held against what the shipped store has on record: wrong ones, and none that is right or of something else."""

import pytest

from ketacli import open_store
from tests.conftest import DATA

WRONG = [
    "You will be observed for at least 30 minutes after each Spravato dose.",
    "After the nasal spray you stay with us for about an hour and can then go home.",
    "Patients are monitored for forty-five minutes following esketamine.",
    "Most people leave our clinic one hour after their Spravato treatment.",
    "Observation after esketamine nasal spray lasts 60 minutes.",
    "You can leave 20 minutes after using Spravato.",
    "The required Spravato monitoring period is 90 minutes.",
    "The usual ketamine infusion for depression is 5 mg/kg over 40 minutes.",
    "We infuse ketamine at 3 mg per kg of body weight for depression.",
    "Our depression protocol: two milligrams of ketamine per kilogram, given intravenously.",
    "Spravato 140 mg is given twice a week.",
    "The maximum dose of Spravato is 112 mg.",
    "Each Spravato session delivers one hundred and sixty-eight milligrams of esketamine.",
    "Doses of Spravato range from 56 mg to 168 mg.",
    "Spravato can be taken every day.",
    "Spravato is given three times a week for the first month.",
    "In the first four weeks you use Spravato daily.",
    "Esketamine nasal spray is used five times per week during induction.",
    "We give Spravato as long as your blood pressure is below 180/110.",
    "Spravato can be started if blood pressure does not exceed 160 over 100 mmHg.",
    "A reading of up to 170/105 mmHg is acceptable before Spravato.",
    "Spravato is approved for people aged 12 and over.",
    "Spravato is approved for patients from the age of 16.",
    "Teenagers from fourteen years can be treated with Spravato under the label.",
    "Ketamine is a Schedule II controlled substance in the United States.",
    "In the US, esketamine is a Schedule IV drug.",
    "Ketamine is classed as a Schedule I substance under federal law.",
    "You should not eat for 30 minutes before Spravato.",
    "After each esketamine treatment we keep you under observation for three quarters of an hour.",
    "You'll be on your way home 40 minutes after your Spravato session.",
    "Plan to remain with us for one hour following the spray.",
    "Most Spravato clients are discharged after 60 minutes.",
    "Spravato visits are short: you can go home within an hour of dosing.",
    "Staff supervise you for thirty minutes once you have used Spravato.",
    "We give up to 4 mg/kg of ketamine by infusion for stubborn depression.",
    "Your ketamine drip contains 2.5 mg/kg over 40 minutes.",
    "The infusion is dosed at three milligrams per kilogram.",
    "Esketamine doses of 100 to 150 mg work best.",
    "You will receive 196 mg of Spravato per visit.",
    "A typical Spravato dose is 120 mg.",
    "Spravato works best when used four times a week.",
    "You take Spravato once a day for two weeks.",
    "Twice daily dosing of Spravato is common.",
    "We proceed with Spravato when your blood pressure is no higher than 170/100.",
    "Blood pressure up to 165 over 95 is fine before your Spravato dose.",
    "Spravato can be prescribed from age 15.",
    "Under FDA rules ketamine sits in Schedule IV.",
    "Esketamine is listed as a Schedule V controlled substance.",
    "In the UK ketamine is a class C drug.",
    "Eat nothing for one hour before your Spravato dose.",
    "Fasting for 45 minutes before Spravato is enough.",
    "Patients 12 and older may receive Spravato.",
    "Spravato is licensed for those over 16.",
    "Spravato requires only 45 minutes of observation in our lounge.",
    "Spravato patients are free to go after half an hour.",
    "We keep an eye on you for one hour once the esketamine spray is in.",
    "Your escort can collect you one hour after your Spravato treatment.",
    "Our drips deliver 4 mg of ketamine per kilogram of body weight.",
    "Ketamine for depression is infused at 3-4 mg/kg.",
    "You'll come in for Spravato every single day of the first week.",
    "Spravato sessions take place five days a week at the start.",
    "Spravato is safe to give at a blood pressure of 165/105.",
    "We will treat you with Spravato provided your blood pressure is under 160/100.",
    "Spravato is FDA approved for teens 13 and up.",
    "Esketamine is approved for patients as young as 15 years.",
    "The DEA classifies ketamine as a Schedule IV substance.",
    "Ketamine, a Schedule I drug in America, is given under supervision.",
    "Ketamine is a class A drug in Britain.",
    "Before Spravato you should avoid food for an hour.",
    "You can have a meal up to 30 minutes before Spravato.",
]

HARMLESS = [
    "You will be observed for at least two hours after each Spravato dose.",
    "The effect of a Spravato dose lasts up to two hours.",
    "Plan two to three hours for each Spravato visit.",
    "Blood pressure peaks about 40 minutes after Spravato.",
    "Dissociation usually begins within 30 minutes of Spravato and ends within 90 minutes.",
    "Check blood pressure 40 minutes after Spravato and again until it falls.",
    "An infusion takes 40 minutes, after which you are monitored for an hour.",
    "For general anaesthesia, ketamine is given at 1 to 4.5 mg/kg by vein.",
    "Anaesthesia needs 5 mg/kg into a muscle, ten times what is used for depression.",
    "The infusion dose is 0.5 mg/kg over 40 minutes.",
    "Doses from 0.5 to 1 mg/kg have been used for depression.",
    "A study gave 84 mg of esketamine twice a week.",
    "In a trial of drug liking, volunteers used 112 mg of esketamine.",
    "Never take more than 84 mg of Spravato in one session.",
    "Spravato is started at 56 mg and may be raised to 84 mg.",
    "Each spray device holds 28 mg, and two or three are used per session.",
    "Spravato must not be taken every day.",
    "Your antidepressant is taken daily alongside Spravato.",
    "We see patients on Spravato twice a week, later once a week or every other week.",
    "Spravato should be delayed if blood pressure is above 140/90.",
    "Call for help at once if blood pressure rises above 180/120 after Spravato.",
    "Her blood pressure rose to 165/100 after esketamine and fell within an hour.",
    "Spravato is only approved for adults aged 18 and older.",
    "A trial of esketamine enrolled adolescents from 12 to 17.",
    "Depression often begins before the age of 18.",
    "Ketamine has been a Schedule III drug in the US since 1999.",
    "Psilocybin is a Schedule I drug, ketamine is not.",
    "In Britain ketamine is a class B drug under Schedule 2.",
    "In chronic pain, infusions of 2 mg/kg over four hours have been tried.",
    "Do not eat for two hours before Spravato and do not drink for 30 minutes before it.",
    "The peak of the Spravato experience passes after 40 minutes, yet you remain in our care for two hours.",
    "Nurses check on you every 15 minutes while you are observed after Spravato.",
    "After ketamine infusions we observe patients for one hour.",
    "Please arrive 30 minutes before your Spravato dose and stay until you are cleared.",
    "Your blood pressure is monitored at 40 minutes after Spravato.",
    "Lie down and rest for 30 minutes if you feel dizzy after Spravato, in addition to the two hours of observation.",
    "Thirty minutes of observation after Spravato is not enough.",
    "A clinic that lets you leave 30 minutes after Spravato breaks the rules.",
    "My friend was sent home 45 minutes after Spravato.",
    "In TRANSFORM-2 patients were observed for 90 minutes after esketamine.",
    "Esketamine's half-life is 7 to 12 hours.",
    "Ketamine 2 mg/kg is an anaesthetic dose.",
    "For a 70 kg person 0.5 mg/kg of ketamine is 35 mg by drip.",
    "Lozenges contain 100 to 300 mg of ketamine.",
    "Patients on Spravato may also take 150 mg of sertraline.",
    "With two sessions a week you get 168 mg of Spravato per week.",
    "A carton of Spravato holds 84 mg in three devices.",
    "Single doses of 112 mg esketamine have been studied in healthy people.",
    "Spravato is not a daily medicine.",
    "Unlike antidepressants, which are taken every day, Spravato is given twice a week.",
    "Keep a mood diary every day during Spravato treatment.",
    "We offer Spravato appointments five days a week.",
    "If your blood pressure is over 160/100 we will not give Spravato.",
    "After Spravato pressures of up to 180/110 can occur for a short while.",
    "Target blood pressure in people with hypertension is below 130/80 before Spravato.",
    "A trial of Spravato in people aged 12 to 17 has ended.",
    "The boxed warning of Spravato concerns people under 25.",
    "Spravato is for adults; people over 65 start with 28 mg in Europe.",
    "LSD is Schedule I, and ketamine Schedule III.",
    "The DEA placed ketamine in Schedule III in 1999.",
    "Heroin is a class A drug; ketamine carries lower penalties in Britain.",
    "Do not drink anything for 30 minutes before Spravato.",
    "Eat a light meal three hours before Spravato.",
    "Use your nasal steroid at least one hour before Spravato.",
    "You may eat again one hour after Spravato.",
    "A Spravato visit takes about two and a half hours in all.",
    "Two hours after Spravato a nurse checks whether you can leave.",
    "The REMS requires 2 hours of monitoring after Spravato; most feel fine after one.",
    "Most side effects of Spravato have gone within 90 minutes.",
    "Spravato begins to act within 30 minutes.",
    "You may feel sleepy for an hour after Spravato.",
    "Wait five minutes between the two Spravato devices.",
    "We call you one day after Spravato to ask how you are.",
    "Spravato has been on the market for 6 years.",
    "Paramedics may give 2 mg/kg of ketamine for severe agitation.",
    "A dog needs 5 mg/kg of ketamine for sedation by vein.",
    "Ketamine tablets of 120 mg were tested in depression.",
    "Spravato doses above 84 mg are not approved.",
    "Each 28 mg device of Spravato contains two sprays.",
    "Continue your daily antidepressant during Spravato treatment.",
    "Some people think of Spravato every day.",
    "A blood pressure of 180/110 is a reason not to give Spravato.",
    "Normal blood pressure is below 120/80, and Spravato can raise it.",
    "People from 65 years on start Spravato with 28 mg in Europe.",
    "Hydrocodone is a Schedule II drug and ketamine is Schedule III.",
    "Australia lists ketamine in Schedule 8.",
    "Ketamine moved from class C to class B in 2014.",
    "Do not take a nasal decongestant within one hour before Spravato.",
    "Have your last meal at least two hours before Spravato.",
]


def accused(texts):
    """Return the sentences that are against what is on record, of a page with each in a paragraph of its own."""
    page = "# Our clinic\n\nWe treat depression with ketamine.\n\n" + "\n\n".join(texts) + "\n"
    with open_store(DATA) as store:
        scan = store.scan(page.encode(), name="page.md")
    found = {one.n for one in scan.against_record}
    return [one.passage.text for one in scan.sentences if one.passage.n in found]


def test_every_wrong_dose_time_interval_pressure_age_and_schedule_is_against_what_is_on_record():
    assert accused(WRONG) == WRONG


def test_a_figure_is_told_once_though_two_bounds_say_the_same():
    with open_store(DATA) as store:
        scan = store.scan(
            b"# Ketamine\n\nThe ketamine infusion is 5 mg/kg over 40 minutes for depression.\n", name="p.md"
        )
    assert [one.as_ for one in scan.against_record] == ["5 mg/kg"]


def test_no_right_or_harmless_figure_is_accused():
    assert accused(HARMLESS) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("You will be observed for 30 minutes after each Spravato dose.", "at least two hours of observation"),
        ("We give ketamine at 3 mg/kg by vein for depression.", "2 mg/kg anaesthetises"),
        ("Spravato 140 mg is given twice a week.", "at most 84 mg of Spravato"),
        ("We start Spravato if blood pressure is below 180/110.", "above about 140/90"),
        ("Spravato can be given daily.", "at most twice a week"),
        ("Ketamine is a Schedule II drug.", "Schedule III in the US"),
        ("Spravato is recommended by NICE for depression in England.", "does not recommend Spravato"),
        ("Spravato is available to all patients on the NHS in England.", "does not recommend Spravato"),
    ],
)
def test_a_page_is_told_what_is_right_and_no_page_with_such_a_sentence_is_said_to_have_none(keta, tmp_path, text, said):
    (tmp_path / "page.md").write_text(f"# Ketamine\n\n{text}\n", encoding="utf-8")
    for form in ("table", "markdown", "html"):
        out = " ".join(keta("scan", tmp_path / "page.md", "--format", form, "--store", DATA).out.split())
        assert said in out
        assert "recognised none" not in out


def test_growing_connections_is_told_from_mice_and_the_fall_of_a_risk_is_no_rate(keta, tmp_path):
    text = "Ketamine works by growing new connections between brain cells.\n\nIn SUSTAIN-1 relapse on Spravato fell by 51%.\n"
    (tmp_path / "page.md").write_text(f"# Ketamine\n\n{text}", encoding="utf-8")
    out = " ".join(keta("scan", tmp_path / "page.md", "--store", DATA).out.split())
    assert "were seen in mice and rats" in out
    assert "page 51 of 100" not in out


def test_a_sentence_with_two_figures_against_one_point_stands_below_it_once(keta, tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# Spravato\n\nTake 168 mg of Spravato every day.\n", encoding="utf-8")
    out = keta("scan", str(page), "--format", "table", "--store", DATA).out
    section = out.partition("AGAINST WHAT IS ON RECORD")[2]
    assert [line.strip() for line in section.splitlines() if line.startswith(("  Page", "  Record"))] == [
        "Page     “Take 168 mg of Spravato every day.”",
        "Record   Page 168 mg · Sources: at most 84 mg of Spravato in a session",
        "Record   Page every day · Sources: at most twice a week, then less often",
    ]
    assert section.count("Spravato dose:") == 1


@pytest.mark.parametrize(
    ("text", "is_drawn"),
    [
        ("After one infusion of ketamine 70% of people with depression respond.", True),
        ("KARMA-Dep 2 was done in Dublin, with infusions of ketamine.", False),
    ],
)
def test_only_a_sentence_with_a_share_is_drawn_beside_studies(keta, tmp_path, text, is_drawn):
    page = tmp_path / "page.md"
    page.write_text(f"# Ketamine for depression\n\n{text}\n", encoding="utf-8")
    out = keta("scan", str(page), "--format", "html", "--store", DATA).out
    assert ('class="pg"' in out) is is_drawn
