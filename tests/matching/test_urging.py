"""What urges to do without help, to put it off, to let a sign of danger pass, or to take more: in any order, and to whomever."""

import pytest

from ketacli.matching import helping, urging
from ketacli.matching.reassuring import Point

FAINTING = Point("emergency", lambda: ["passes out", "wont wake", "faint*"], [])
KIDNEYS = Point("harm", lambda: ["kidney*"], [])
MORE = Point("dose", list, [])
STATINS = Point("act", lambda: ["statin*", "grapefruit"], [])


@pytest.mark.parametrize(
    ("point", "text"),
    [
        (FAINTING, "If he passes out, let him sleep it off."),
        (FAINTING, "Let her sleep it off if she passes out."),
        (FAINTING, "When somebody passes out, cover them with a blanket."),
        (FAINTING, "If she passes out, do not take her to the emergency room, call our office in the morning instead."),
        (FAINTING, "You need no ambulance if he passes out."),
        (FAINTING, "If you faint, wait for your next session before calling anyone."),
        (FAINTING, "Wait for the next session when you faint."),
        (FAINTING, "Should he faint, something may be wrong, but do not call 911."),
        (KIDNEYS, "If your kidneys hurt, wait a few weeks before you see a doctor."),
        (KIDNEYS, "Pain in the kidneys can wait until Monday."),
        (KIDNEYS, "If your kidneys hurt, ignore it."),
        (KIDNEYS, "If your kidneys hurt, keep taking your tablets."),
        (KIDNEYS, "If your kidneys hurt, that only means that it works."),
        (MORE, "If one tablet does not work, take three more."),
        (MORE, "Take three more tablets if one does not work."),
        (MORE, "You can take an extra tablet whenever you feel low."),
        (MORE, "We recommend doubling the dose if you feel nothing."),
        (MORE, "If the first spray does nothing, use the second bottle."),
        (MORE, "Take them all in one evening."),
        (STATINS, "If you are on statins, just come along."),
        (STATINS, "Feel free to have a grapefruit with it."),
        (STATINS, "Enjoy a grapefruit."),
        (STATINS, "On statins we simply go on with the diet."),
        (STATINS, "Nobody on statins is ever turned away."),
        (STATINS, "Statins and the diet make a great pair."),
        (STATINS, "With statins you can eat as much as you like."),
    ],
)
def test_what_endangers_is_urged_in_any_order(point, text):
    assert point.is_played_down(text)


@pytest.mark.parametrize(
    ("point", "text"),
    [
        (FAINTING, "If he passes out, do not let him sleep it off."),
        (FAINTING, "If he passes out, cover him with a blanket and call 911."),
        (FAINTING, "Do not wait until she passes out to call a doctor."),
        (FAINTING, "If he passes out, do not hesitate to call 911."),
        (FAINTING, "If he passes out, do not call us, call 911."),
        (FAINTING, "Patients who faint have to wait longer before they can go home with somebody."),
        (KIDNEYS, "If your kidneys hurt, never ignore it."),
        (KIDNEYS, "If your kidneys hurt, you need a doctor."),
        (KIDNEYS, "For your kidneys you do not need a doctor's referral."),
        (KIDNEYS, "Kidney stones are mostly found when the usual tablets do nothing."),
        (MORE, "If one tablet does not work, do not take three more."),
        (MORE, "Never double the dose."),
        (MORE, "Take another tablet only if your doctor says so."),
        (MORE, "It may take several more weeks."),
        (MORE, "Take another walk before the session."),
        (MORE, "If you want more, have another look at our prices."),
        (STATINS, "Have no grapefruit with it."),
        (STATINS, "Bring a list of your statins."),
        (STATINS, "If you are on statins, just call us first."),
        (STATINS, "Use your statins as prescribed."),
    ],
)
def test_what_warns_or_asks_for_help_urges_nothing(point, text):
    assert not point.is_played_down(text)


def test_what_is_urged_below_a_heading_or_a_question_on_a_harm_is_urged_in_it():
    assert FAINTING.is_urged_below("Let him sleep it off.")
    assert FAINTING.is_urged_below("There is no need to call anyone.")
    assert not FAINTING.is_urged_below("Call 911, then let him rest.")
    assert not FAINTING.is_urged_below("Some people say that one should let him sleep.")
    assert not STATINS.is_urged_below("Let him sleep it off.")


@pytest.mark.parametrize(
    ("text", "is_kept"),
    [
        ("Calling an ambulance only ruins the mood.", True),
        ("Dial nobody if he faints.", True),
        ("Keep the paramedics out of it.", True),
        ("Before you bother your doctor, come to us.", True),
        ("Your doctor does not have to know.", True),
        ("Before you see a doctor, call 911.", False),
        ("An ambulance comes within minutes.", False),
        ("Your doctor gets a letter.", False),
        ("Call your doctor before you book another session.", False),
    ],
)
def test_help_is_kept_away_in_many_words(text, is_kept):
    assert helping.keeps_from_help(text) is is_kept


def test_each_kind_is_told_by_itself():
    text = "Do not take her to the hospital, let her sleep."
    assert (helping.keeps_from_help(text), urging.lets_pass(text)) == (True, True)
    assert (urging.belittles(text), urging.takes_more(text), urging.goes_ahead(text)) == (False, False, False)
    assert urging.orders("Please just drink a glass of wine, then rest.") == ("a glass of wine",)


@pytest.mark.parametrize(
    ("text", "takes"),
    [
        ("Take the whole pack in one evening.", True),
        ("Take the whole week's lozenges at once.", True),
        ("Swallow the whole month at once.", True),
        ("Take the whole weekend off.", False),
        ("Enjoy the whole week without it.", False),
        ("Use the whole month to recover.", False),
    ],
)
def test_a_week_is_taken_at_once_only_where_that_is_said(text, takes):
    assert helping.keeps_from_help(text) is False
    assert urging.takes_more(text) is takes


@pytest.mark.parametrize(
    "text", ["No doctor is able to tell in advance.", "No doctors were involved.", "No hospital was asked."]
)
def test_what_doctors_can_or_did_keeps_nobody_from_them(text):
    assert not helping.keeps_from_help(text)


@pytest.mark.parametrize(
    ("text", "is_played_down"),
    [
        ("Ketamine completely destroys the kidneys.", False),
        ("His kidneys have given up completely.", False),
        ("Failing kidneys are perfectly possible.", False),
        ("Your kidneys stay perfectly healthy on it.", True),
        ("The kidneys are completely normal afterwards.", True),
        ("Kidneys recover completely.", True),
        ("For the kidneys it is perfectly fine.", True),
    ],
)
def test_completely_and_perfectly_play_down_only_with_what_is_good(text, is_played_down):
    assert KIDNEYS.is_played_down(text) is is_played_down
