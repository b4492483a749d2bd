"""Which measure a figure is of where words of several are near, and where nothing is said rather than something wrong."""

import pytest

from ketacli.matching.figures import figures
from ketacli.matching.measures import measure_of
from tests.matching.test_pages import MEASURES

ALL = MEASURES | {
    "discontinuation-rate": "proportion",
    "still-well-rate": "proportion",
    "suicidal-ideation-remission-rate": "proportion",
    "suicidal-ideation-response-rate": "proportion",
    "time-to-suicidal-ideation-remission": "time",
    "first-discovery-date": None,
    "scheduling-date": None,
    "time-on-antidepressants": "time",
}

COURSES = {
    "Six infusions inside a fortnight keep people well for longer.": ["infusion-count", "course-duration"],
    "Patients come back three times a week over two weeks.": ["course-duration"],
    "If you feel better, a total of six is advised within twelve days.": ["course-duration"],
    "Six of them grouped within three weeks make the benefit last for months.": ["course-duration"],
    "After the first two infusions your doctor looks at your progress.": [None],
    "The next three sessions are spaced farther apart.": [None],
    "There are six sessions in all.": ["infusion-count"],
    "The protocol is six infusions, two or three a week.": ["infusion-count"],
    "On average relief between boosters lasts four to six weeks.": ["time-to-relapse"],
}
YEARS = {
    "A drug with FDA approval, it was made in a laboratory in 1962.": [None],
    "The approved anaesthetic has been on a list since 1985.": [None],
    "It was approved and came out in 2019.": ["approval-date"],
    "The spray came out in 2019.": [None],
    "A paper that came out in 2006 showed the same.": ["publication-date"],
    "He graduated in 1998 and was licensed in 2001.": [None, None],
    "Dr. Lee has used the drug since 2013.": [None],
    "Doctors began to study it in people in 1964.": [None],
    "Doctors began to study it against depression in 1994.": ["research-start-date"],
    "In the 1970s it served psychiatric research.": [None],
    "Discovered in 1962, it soon replaced other drugs.": [None],
    "Its effect on depression was discovered in 1975.": ["first-discovery-date"],
}
TIMES_OF_SHARES = {
    "In about 70% of patients the response lasts a day, and in 30% up to three days.": [
        *("still-well-rate", None, "still-well-rate", None)
    ],
    "In 60% the benefit held for a month.": ["still-well-rate", None],
    "A week later 35% still did.": [None, "still-well-rate"],
    "Half of those who respond relapse within a month.": ["relapse-rate", None],
    "Relief was seen in 85% after three weeks.": ["response-rate", None],
    "Of all, 70% relapsed after a median of 57 days.": ["relapse-rate", "time-to-relapse"],
    "After a week to ten days the effect mostly fades.": [None],
}
ONSET = {
    "Tablets can take as long as six weeks to show an effect.": ["time-to-onset"],
    "It took her three weeks to notice any benefit.": ["time-to-onset"],
    "Tablets take six weeks to reach full effect.": ["time-to-full-effect"],
    "It can lift depression and suicidal thoughts within four hours.": ["time-to-onset"],
    "Suicidal thoughts often ease within an hour.": ["time-to-suicidal-ideation-remission"],
    "Most who slept badly were better within two weeks.": [None],
    "We will call you within 24 hours of your first infusion.": [None],
    "New synapses begin to grow within 24 hours.": [None],
    "Blood pressure peaks about 40 minutes after the dose.": [None],
    "She suffered from depression for 15 years.": [None],
    "If you feel well for two weeks, come then.": [None],
}
HARMS = {
    "Nausea: 92% had none, 7% could bear it.": [None, "adverse-event-rate"],
    "Nobody minded: 80% had no side effects.": [None],
    "Headache went away in 95%.": [None],
    "One in ten slept worse because of the medicine, most of whom were better within two weeks.": [
        *("adverse-event-rate", None)
    ],
    "In 12% mood got worse.": [None],
    "Only 2% gave up because of side effects.": ["discontinuation-rate"],
    "Suicidal ideation had halved in 55%.": ["suicidal-ideation-response-rate"],
    "Suicidal thoughts were gone in 55%.": ["suicidal-ideation-remission-rate"],
    "Half of all suicides happen in depression.": [None],
    "About 30% of depressed people have suicidal thoughts.": [None],
}
OTHERS = {
    "Lamotrigine above 150 mg a day can block it.": [None],
    "Take 25 mg of sertraline as usual.": [None],
    "Ondansetron 4 mg is given for nausea.": [None],
    "We have 12 treatment rooms.": [None],
    "He had 10 ECT treatments before.": [None],
    "Of calls 70% are answered within 5 minutes.": [None, None],
    "Twelve weeks after the last infusion half had relapsed.": [None, "relapse-rate"],
    "You can go back to work after 24 hours.": [None],
    "Every session includes 30 minutes of talking.": [None],
    "The first placebo-controlled trial was over by 2000.": [None],
    "In 1999 it became a controlled substance.": ["scheduling-date"],
    "The effects of a course last from three to six months.": [None],
    "The dose is raised by 25 mg each time.": [None],
    "It costs 60% less here, with help.": [None],
    "It costs the economy a lot, half of it at work.": [None],
    "Sarah is a 48-year-old woman.": [None],
    "About 30% of our patients come back every month.": [None],
    "After three doses 48% had a clear drop in their scores.": ["infusion-count", None],
    "The drip takes 40 minutes plus an hour to recover.": ["infusion-duration", "monitoring-duration"],
    "You must stay for two hours after the spray.": ["monitoring-duration"],
    "Someone must stay with you for 24 hours.": [None],
}


@pytest.mark.parametrize(
    ("text", "found"),
    [(text, found) for kind in (COURSES, YEARS, TIMES_OF_SHARES, ONSET, HARMS, OTHERS) for text, found in kind.items()],
)
def test_a_figure_is_of_no_measure_that_other_words_near_it_are_of(text, found):
    every = figures(text)
    assert [measure_of(one, text, ALL, {}, every) for one in every] == found
