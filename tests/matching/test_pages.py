"""Sentences of a page against the claims of a store: what is stated, what only comes close, and which figures are of what."""

import pytest

from ketacli.matching.bounding import qualifiers
from ketacli.matching.figures import figures
from ketacli.matching.measures import measure_of
from ketacli.matching.profiles import Asked
from ketacli.matching.sentences import Reader
from ketacli.matching.tone import agree, refutes, tone
from tests.matching.stores import claim, shelf, tea

SPRAY = {"intervention": "spray"}
DRIP = {"intervention": "drip"}


def clinic():
    """Return a store on a drug that is given in two ways."""
    return {
        "claims": [
            claim(
                "drip-approved",
                "The agency has approved the drip for treating gout.",
                short="The agency has approved the drip for gout.",
                scope=DRIP | {"population": "gout"},
                quote="approved by the agency",
            ),
            claim("drip-safe", "The drip is safe.", scope=DRIP),
            claim("few-effects", "The drip has few side effects.", scope=DRIP),
            claim("drip-forty", "A drip normally lasts about 40 minutes.", scope=DRIP),
            claim("anaesthetic", "Somnol is an anaesthetic.", scope={"intervention": "somnol"}),
            claim("blocks", "Somnol keeps glutamate from binding to the receptor.", scope={"intervention": "somnol"}),
            claim(
                "two-medicines",
                "Gout is stubborn when more than two medicines have failed.",
                scope={"population": "gout"},
                quote="over two remedies had come to nothing at all",
            ),
            claim("faster", "The drip works faster than the spray.", scope=DRIP | {"comparator": "spray"}),
            claim("may-help", "The spray may help with migraine.", scope=SPRAY),
            *(claim(f"honey-{n}", f"The agency has approved honey number {n}.") for n in range(6)),
            *(claim(f"other-{n}", f"Bees make honey number {n}.") for n in range(24)),
        ],
        "intervention": [
            {"id": "somnol", "name": "somnol", "broader": None},
            {"id": "drip", "name": "drip", "broader": "somnol"},
            {"id": "spray", "name": "spray", "broader": "somnol"},
        ],
        "population": [{"id": "gout", "name": "gout", "broader": None}],
        "topic": [],
        "concept": [
            {"id": "fda", "phrases": ["agency", "regulator"]},
            {"id": "approval", "phrases": ["approv*", "licens*"]},
            {"id": "side-effects", "phrases": ["side effects"]},
            {"id": "anaesthesia", "phrases": ["anaesthe*", "anesthe*"]},
        ],
    }


@pytest.fixture(scope="module")
def reader():
    return Reader(shelf(clinic()))


def stated(reader, *texts, **about):
    return [one.states for one in reader.read_all([Asked(text, **about) for text in texts])]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The drip is approved by the regulator for the treatment of gout.", "drip-approved"),
        ("The agency licensed the drip for gout.", "drip-approved"),
        ("The drip is safe.", "drip-safe"),
        ("The drip has few side effects.", "few-effects"),
        ("Each drip normally lasts about 40 minutes.", "drip-forty"),
        ("Somnol is an anesthetic.", "anaesthetic"),
        ("Somnol keeps glutamate from binding to the receptor.", "blocks"),
        ("The drip works faster than the spray.", "faster"),
        ("The spray may help with migraine.", "may-help"),
    ],
)
def test_what_says_the_same_is_stated(reader, text, name):
    assert stated(reader, text) == [(name,)]


@pytest.mark.parametrize(
    "text",
    [
        # polarity
        "The agency has not approved the drip for treating gout.",
        "The agency never approved the drip for gout.",
        "The agency refused to approve the drip for gout.",
        "The drip is not safe.",
        "The drip is unsafe.",
        "Somnol is not an anaesthetic.",
        "Somnol is no longer an anaesthetic.",
        # strength and hedging
        "The drip may be safe.",
        "The drip is always safe.",
        "The drip is perfectly safe.",
        "The spray helps with migraine.",
        # degree
        "The drip has many side effects.",
        "The drip works slower than the spray.",
        # product, people, conditions
        "The agency has approved the spray for treating gout.",
        "The agency has approved the drip for treating migraine.",
        "The drip is safe if nurses watch.",
        "The drip is safe only in hospitals.",
        # who does what
        "The spray works faster than the drip.",
        "Glutamate keeps somnol from binding to the receptor.",
        # figures and their bounds
        "Each drip normally lasts about 40 hours.",
        "Each drip normally lasts less than 40 minutes.",
        "Each drip normally lasts about 50 minutes.",
        "Gout is stubborn when at least two medicines have failed.",
        # somebody's words, questions of fact, wishes
        "Clinics claim that the drip is safe.",
        "It is a myth that the drip is safe.",
        "We examined whether the drip is safe.",
        "The drip should be safe.",
        "Somnol is as safe as an anaesthetic.",
        "Somnol works like an anaesthetic.",
        "Somnol comes in an anaesthetic dose.",
        # other things
        "Welcome to the drip!",
        "The soup is safe.",
    ],
)
def test_what_differs_in_anything_is_not_stated(reader, text):
    assert stated(reader, text) == [()]


@pytest.mark.parametrize("after", ["False.", "This is not true.", "No, it is not.", "In fact nobody knows."])
def test_what_the_next_sentence_takes_back_is_not_stated(reader, after):
    assert stated(reader, "The drip is safe.", after)[0] == ()


def test_under_a_heading_that_announces_myths_nothing_is_stated(reader):
    assert stated(reader, "The drip is safe.", heading="Five myths") == [()]
    assert stated(reader, "Myth: The drip is safe.") == [()]


def test_a_heading_or_a_question_states_nothing(reader):
    assert stated(reader, "The drip is safe.", is_claim=False) == [()]


def test_an_item_of_a_list_is_compared_with_what_introduces_it(reader):
    found = reader.read_all([Asked("Migraine", lead="The spray may help with")])[0]
    assert (found.states, [one.id for one in found.compare]) == ((), ["may-help"])


def test_the_very_words_of_a_quote_are_found_however_a_claim_is_worded(reader):
    found = reader.read("When over two remedies had come to nothing at all, he gave up.")
    assert (found.states, [one.id for one in found.compare]) == ((), ["two-medicines"])


def test_words_of_a_quote_that_any_claim_has_are_not_enough(reader):
    assert reader.read("The new bridge was approved by the agency.").compare == ()


def test_the_product_is_carried_on_within_a_section_and_not_beyond(reader):
    page = [
        Asked("Here we use the spray.", 1),
        Asked("It may help with migraine.", 1),
        Asked("It may help with migraine.", 2),
    ]
    other = [Asked(f"Bees make honey {n}.", 3) for n in range(20)]
    assert [one.states for one in reader.read_all([*page, *other])[:3]] == [(), ("may-help",), ()]


def test_the_title_says_what_a_page_is_about(reader):
    others = [Asked(f"Bees make honey {n}.") for n in range(20)]
    found = reader.read_all([Asked("It may help with migraine."), *others], "All about the spray")
    assert found[0].states == ("may-help",)


def test_a_page_is_read_as_its_sentences_are(reader):
    texts = ["The drip is safe.", "The soup is hot.", "The spray may help with migraine."]
    together = reader.read_all([Asked(text) for text in texts])
    assert [one.states for one in together] == [reader.read(text).states for text in texts]


def test_an_empty_page_has_no_sentences(reader):
    assert reader.read_all([]) == []


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("it is safe", "it is safe", True),
        ("it is not safe", "it is safe", False),
        ("it may be safe", "it could be safe", True),
        ("few effects", "many effects", False),
        ("at first", "at last", False),
        ("it is only for adults", "it is for adults", False),
        ("it is for adults", "it is only for adults", False),
    ],
)
def test_texts_agree_in_polarity_hedging_strength_and_degree(one, other, found):
    assert agree(tone(one.split()), tone(other.split())) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("more than two", {"more-than"}),
        ("two or more", {"at-least"}),
        ("no less than two", {"at-least"}),
        ("no more than two", {"at-most"}),
        ("up to two", {"at-most"}),
        ("about two", set()),
        ("people over fourteen", {"more-than"}),
        ("it took over fourteen", {"more-than"}),
        ("a drip over fourteen minutes", set()),
        ("some fourteen", set()),
    ],
)
def test_bounds_of_figures_are_told_apart(text, found):
    assert qualifiers(text) == found


def test_a_sentence_that_takes_back_is_known_by_its_beginning():
    assert [refutes(text) for text in ("Not true.", "Nothing helps.", "Notably, it works.")] == [True, False, False]


MEASURES = {
    "response-rate": "proportion",
    "remission-rate": "proportion",
    "relapse-rate": "proportion",
    "adverse-event-rate": "proportion",
    "nonresponse-rate": "proportion",
    "time-of-assessment": "time",
    "time-to-full-effect": "time",
    "time-to-onset": "time",
    "time-to-relapse": "time",
    "infusion-duration": "time",
    "infusion-interval": "time",
    "course-duration": "time",
    "monitoring-duration": "time",
    "age": "time",
    "infusion-count": "count",
    "failed-antidepressants": "count",
    "approval-date": None,
    "first-use-date": None,
    "dose": "dose",
    "dissociation-rate": "proportion",
    "experience-duration": "time",
    "prevalence": "proportion",
    "publication-date": None,
    "research-start-date": None,
    "response-threshold": "proportion",
    "score-change": "score",
    "score-reduction": "proportion",
    "session-duration": "time",
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("70% of patients respond.", ["response-rate"]),
        ("Seven in ten felt relief.", ["response-rate"]),
        ("Remission was reached by 30 of 100.", ["remission-rate"]),
        ("Within a year 63% had relapsed.", [None, "relapse-rate"]),
        ("The risk of relapse fell by 51%.", [None]),
        ("Nausea was reported by 20%.", ["adverse-event-rate"]),
        ("Of those asked 68% were women.", [None]),
        ("Relief comes within two hours.", ["time-to-onset"]),
        ("The benefit lasts for two weeks.", ["time-to-relapse"]),
        ("The infusion takes 40 minutes.", ["infusion-duration"]),
        (
            "Six infusions within two weeks, then one every four weeks.",
            ["infusion-count", "course-duration", "infusion-interval"],
        ),
        ("You are observed for two hours.", ["monitoring-duration"]),
        ("People aged 18 to 65 took part.", ["age"]),
        ("It was approved in 2019.", ["approval-date"]),
        ("In use since the 1970s and approved in 1984.", ["first-use-date", "approval-date"]),
        ("The dose is 0.5 mg/kg.", ["dose"]),
        ("Two antidepressants have failed.", ["failed-antidepressants"]),
        ("It costs $400.", [None]),
        ("One third of patients are unresponsive.", ["nonresponse-rate"]),
        ("The drug reduces the symptoms of depression in 60 percent.", ["response-rate"]),
        ("All patients had relapsed within a week.", ["time-to-relapse"]),
        ("Dizziness resolved within 2 hours.", [None]),
        ("The 50-year-old anaesthetic is cheap.", [None]),
        ("It is administered for about 40 minutes.", ["infusion-duration"]),
        ("The dose was .5 mg/kg.", ["dose"]),
        ("Three out of the four patients got better.", ["response-rate"]),
        ("2019: the spray, made by a large firm, is approved.", ["approval-date"]),
        ("1964: it is given to people for the first time.", ["first-use-date"]),
        ("It was cleared for American use in 1970.", ["approval-date"]),
        ("The symptoms were back 19 days after the infusions.", ["time-to-relapse"]),
        ("The second infusion came two days after the first.", ["infusion-interval"]),
        ("Three infusions were given to people with treatment-resistant depression.", ["infusion-count"]),
        ("Three infusions a week are usual.", [None]),
        ("The drug is given in four infusions in the second week.", [None]),
        ("The FDA-approved spray was presented in 1999.", [None]),
        ("It has many fans because it was praised in 1999.", [None]),
        ("The drip runs for 30 minutes, then you rest for an hour.", ["infusion-duration", None]),
        (
            "A third were in remission after 6 infusions, against 9% on placebo.",
            ["remission-rate", "infusion-count", "remission-rate"],
        ),
        ("They stayed for two weeks without slipping back.", ["time-to-relapse"]),
        ("Three or more medicines have not worked.", ["failed-antidepressants"]),
        ("With this regimen 80% feel relief.", ["response-rate"]),
        ("The 5th infusion comes 2 weeks after the 4th.", ["infusion-interval"]),
        ("It was in use from 1970 and has been on a list since 1985.", ["first-use-date", None]),
        ("Fast for three hours prior to your appointment.", [None]),
        ("You should not drink for 30 minutes before the session.", [None]),
        ("Most people go home 20 minutes later.", [None]),
        ("Most people go home about two hours later.", ["session-duration"]),
        ("A third had their symptoms improve by at least 50%.", ["response-rate", "response-threshold"]),
        ("Symptoms were reduced by 50% or more in 60% of patients.", ["response-threshold", "response-rate"]),
        ("There was a 50% drop in depression scores.", ["score-reduction"]),
        ("First developed in 1962, say the researchers.", [None]),
        ("They gave a dose of 0.5 mg kg−1 over 40 minutes.", ["dose", "infusion-duration"]),
        ("What each had been given was told two weeks later.", [None]),
        ("Who does not respond to 3 treatments with ketamine will not later.", ["infusion-count"]),
        ("Blood pressure rises for about 4 hours after a dose.", [None]),
        ("Increased pulse was seen for 4 hours after a dose.", [None]),
        ("From 61% to 75% had dissociative or perceptual changes.", ["dissociation-rate"]),
        ("It is for adults who have had at least 3 antidepressants.", ["failed-antidepressants"]),
        ("One infusion eases the symptoms for 10 days.", ["time-to-relapse"]),
        ("Relief lasts one to two weeks after an infusion.", ["time-to-relapse"]),
        ("Symptoms return within 7 to 14 days.", ["time-to-relapse"]),
        ("Their scores plummeted by 15 points.", ["score-change"]),
        ("These sensations can take up to 72 hours to clear.", ["experience-duration"]),
        ("Side effects usually go away within 2 hours.", ["experience-duration"]),
        ("The half-life is 3 hours.", [None]),
        ("We have given more than 10,000 infusions.", [None]),
        ("A 2010 study found it.", ["publication-date"]),
        ("People were treated twice a week for four weeks.", ["course-duration"]),
        ("Maintenance is once a month, with a weekly call.", ["infusion-interval", None]),
        ("It is taken once a week.", [None]),
        ("Onset of action | Intravenous: 1–2 min By mouth: 15–30 min", [None, None]),
        ("Symptoms fell by 50% in both groups.", [None]),
        ("Relief lasts for two years.", ["time-to-relapse"]),
        ("Research for two years showed that relief lasts.", [None]),
        ("More than half felt clear relief from their symptoms.", ["response-rate"]),
        ("One in three gets no clear benefit.", ["nonresponse-rate"]),
        ("Some 30% do not get better.", ["nonresponse-rate"]),
        ("Of all, 40% did not relapse.", [None]),
        ("Remission was never reached by 60%.", ["remission-rate"]),
        ("Some 60% did not reach remission.", [None]),
        ("Nearly 90% had no side effects.", [None]),
        ("No more than 30% respond.", ["response-rate"]),
        ("Not everyone responds: 60% do.", ["response-rate"]),
        ("The effect is greatest at 24 hours and fades within one to two weeks.", ["time-to-full-effect", None]),
        ("Blood pressure is greatest after 40 minutes.", [None]),
        ("It works within hours, but the benefit fades within a week.", [None]),
        ("A day after the infusion 64% had responded.", ["time-of-assessment", "response-rate"]),
        ("Depression lifts within 24 hours.", ["time-to-onset"]),
        ("Take no sedatives for 24 hours before the infusion.", [None]),
        (
            "Some 35% of the ketamine responders and 56% of the ECT responders had relapsed.",
            ["relapse-rate", "relapse-rate"],
        ),
        ("In one report 63% responded and 33% were in remission.", ["response-rate", "remission-rate"]),
        (
            "Some 63% had a reduction in depression symptoms, and 33% went into remission.",
            ["response-rate", "remission-rate"],
        ),
        ("On one drug 69% and on the other 52% were in remission.", ["remission-rate", "remission-rate"]),
        (
            "Of all, 70% of those remitted on one drug and 63% of those remitted on the other had relapsed.",
            ["relapse-rate", "relapse-rate"],
        ),
        (
            "In a new study, published last month, researchers found a way to hide the effects of the old medicine, first developed in 1962.",
            [None],
        ),
    ],
)
def test_a_figure_is_of_the_measure_that_its_clause_speaks_of(text, found):
    found_figures = figures(text)
    assert [measure_of(one, text, MEASURES, {}, found_figures) for one in found_figures] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Of 100 people 47 of 100 on the drip and 33 on the spray were well.", [(47, "%"), (33, "%")]),
        ("It was 7 of 10 on the drip and 3 on the spray.", [(70, "%")]),
        ("It takes an hour.", [(1, "h")]),
        ("It takes a few minutes.", []),
    ],
)
def test_the_second_of_two_shares_of_100_is_one_too_and_a_few_minutes_are_no_figure(text, found):
    assert [(one.low, one.unit) for one in figures(text)] == found


def test_a_measure_that_a_store_does_not_list_is_passed_over():
    text = "70% of patients respond."
    assert measure_of(figures(text)[0], text, {"yield": "proportion"}, {"yield": 0.4}) is None
    assert measure_of(figures(text)[0], text, {"yield": "proportion"}, {"yield": 3.0}) == "yield"


def test_figures_of_a_page_that_names_no_product_have_no_measure():
    store = tea(measure=[{"id": "age", "name": "age", "dimension": "time"}])
    about, elsewhere = (
        Reader(shelf(store)).read_all([Asked("She is aged 40 years."), Asked(text)])[0].figures
        for text in ("Green tea is a drink.", "Nobody came.")
    )
    assert ([one.measure for one in about], elsewhere) == ([] if not about else ["age"], ())


@pytest.mark.parametrize(
    "text",
    [
        # what comes before denies it
        "It is not true that the drip is safe.",
        "Nobody has shown that the drip is safe.",
        "There is no evidence that somnol is an anaesthetic.",
        "A trial failed to show that the drip is safe.",
        "The drip is far from safe.",
        "Somnol is anything but an anaesthetic.",
        "Contrary to what is said, somnol is an anaesthetic only in theory.",
        # what was once believed
        "It was once thought that the spray may help with migraine.",
        "Somnol allegedly keeps glutamate from binding to the receptor.",
        # a condition in another clause
        "If nurses watch, the drip is safe.",
        "The drip is safe, unless the patient smokes.",
        "The agency has approved the drip for gout, but only in rats.",
        "Somnol is an anaesthetic, except for cats.",
        # another product
        "Xylocore drips have few side effects, and xylocore is given slowly.",
        "Iron drips normally last about 40 minutes.",
        # uses that make nothing an anaesthetic
        "Somnol is used instead of an anaesthetic.",
        "Somnol is no longer used as an anaesthetic.",
        "Somnol is used as safely as an anaesthetic.",
    ],
)
def test_what_is_denied_conditional_or_on_another_product_is_not_stated(reader, text):
    assert stated(reader, text) == [()]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Somnol is primarily used for anaesthesia.", "anaesthetic"),
        ("Somnol is used to anaesthetise.", "anaesthetic"),
        ("However, the drip is safe.", "drip-safe"),
        ("Count on about 40 minutes for each drip.", "drip-forty"),
        ("But the spray may help patients with migraine.", "may-help"),
    ],
)
def test_a_use_or_a_figure_of_the_same_measure_is_enough(text, name):
    store = clinic() | {"measure": [{"id": "infusion-duration", "name": "length of a drip", "dimension": "time"}]}
    forty = next(one for one in store["claims"] if one["id"] == "drip-forty")
    forty["quantities"] = [{"measure": "infusion-duration", "statistic": "typical", "value": 40, "unit": "min"}]
    assert stated(Reader(shelf(store)), text) == [(name,)]


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("Somnol, a dissociative anaesthetic, came in 1962.", "anaesthetic", ("a dissociative", "came in 1962")),
        ("The anaesthetic somnol was made in 1962.", "anaesthetic", ("was made in 1962",)),
        ("Somnol is an anesthetic that vets know.", "anaesthetic", ("that vets know",)),
        ("Somnol has been approved as an anaesthetic.", "anaesthetic", ("has been approved",)),
        ("The drip is safe and is often paid for.", "drip-safe", ("and is often paid for",)),
        ("Migraine is common, but the spray may help with migraine.", "may-help", ("is common, but",)),
        ("The drip is safe, then you may drive home.", "drip-safe", ("then you may drive home",)),
        ("The drip is safe because nobody died of it.", "drip-safe", ("because nobody died of it",)),
    ],
)
def test_a_sentence_that_says_more_than_a_claim_states_it_in_part_and_what_it_adds_is_named(reader, text, name, left):
    found = reader.read(text)
    assert (found.states, found.states_in_part) == ((), {name: left})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The drip is safe, but it is not true.", "drip-safe"),
        ("The drip is safe in children.", "drip-safe"),
        ("In children, the drip is safe.", "drip-safe"),
        ("They say that the drip is safe.", "drip-safe"),
        ("The drip is safe, except at night.", "drip-safe"),
    ],
)
def test_a_sentence_that_limits_a_claim_or_takes_it_back_only_comes_close_to_it(reader, text, name):
    found = reader.read(text)
    assert (found.states, found.states_in_part, found.compare[0].id) == ((), {}, name)


def test_what_is_left_over_of_one_claim_may_be_another_that_the_sentence_states(reader):
    found = reader.read("The drip is safe, and somnol is an anaesthetic.")
    assert (found.states, found.states_in_part) == (("anaesthetic", "drip-safe"), {})


def test_a_sentence_that_lacks_a_part_of_a_claim_does_not_say_it_by_naming_its_product():
    store = clinic()
    numbs = claim("numbs", "Somnol numbs the skin of vets for hours.", short="Somnol is a skin drug.")
    store["claims"].append(numbs | {"scope": {"intervention": "somnol"}})
    sentences = (
        "Somnol, a drug, numbs the skin of vets for hours.",
        "Somnol, a drug, numbs the arms of vets for hours.",
    )
    assert stated(Reader(shelf(store)), *sentences) == [("numbs",), ()]


def test_that_a_thing_helps_is_not_that_it_was_studied():
    store = clinic()
    store["claims"].append(claim("studied", "The spray was studied in migraine.", scope=SPRAY, type="study"))
    found = stated(
        Reader(shelf(store)), "The spray was studied in migraine.", "The spray, well studied, works in migraine."
    )
    assert found == [("studied",), ()]


def test_a_proper_name_of_a_claim_must_be_there():
    store = clinic()
    store["claims"].append(claim("origin", "Somnol began in Belgium.", scope={"intervention": "somnol"}))
    store["concept"].append({"id": "history", "phrases": ["began", "originally used", "belgium"]})
    found = stated(Reader(shelf(store)), "Somnol began in Belgium.", "Somnol was originally used by chance.")
    assert found == [("origin",), ()]


LEAFLET = [
    "Each drip normally lasts about 40 minutes.",
    "The spray may help with migraine.",
    "A nasal drip is a nuisance.",
]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("All about somnol", [("drip-forty",), ("may-help",), ()]),
        ("All about parasomnol", [(), (), ()]),
        ("Saline drips and sprays", [(), (), ()]),
        ("", [(), (), ()]),
    ],
)
def test_everyday_words_for_products_name_none_on_a_page_that_does_not_name_the_subject(reader, title, found):
    read = reader.read_all([Asked(text) for text in LEAFLET], title, is_whole=True)
    assert [one.states for one in read] == found
    assert [one.is_on_product for one in read] == [title == "All about somnol"] * 3
    assert {one.id for sentence in read for one in sentence.compare} <= ({"drip-forty"} if any(found[0]) else set())
    if title != "All about somnol":
        assert [figure.measure for sentence in read for figure in sentence.figures] == []


@pytest.mark.parametrize(
    ("text", "is_on"),
    [("We give the drip Zyxomol twice.", True), ("We give the drip zyxomol twice.", False), ("The drip.", False)],
)
def test_a_kind_may_be_named_by_a_name_that_is_no_english_word(text, is_on):
    store = clinic()
    store["concept"] = [*store["concept"], {"id": "drip", "phrases": ["zyxomol"]}]
    read = Reader(shelf(store)).read_all([Asked(text)], is_whole=True)
    assert [one.is_on_product for one in read] == [is_on]


def test_a_page_that_names_something_else_far_more_often_is_not_on_the_subject():
    store = clinic()
    store["concept"] = [*store["concept"], {"id": "magnets", "phrases": ["magnet*"], "outside": True}]
    magnets = [Asked(f"Magnets are used on day {n}.", n) for n in range(7)]
    drip = [Asked("Somnol is one more thing.", 20), Asked("Most patients respond within a day.", 21)]
    read = Reader(shelf(store)).read_all([*magnets, *drip], is_whole=True)
    assert [one.is_on_product for one in read] == [False] * 7 + [True, False]
    alone = Reader(shelf(store)).read_all([*magnets[:1], *drip], is_whole=True)
    assert [one.is_on_product for one in alone] == [True] * 3


def test_what_is_said_of_another_product_is_near_no_claim_that_does_not_name_it():
    store = clinic()
    store["intervention"] = [*store["intervention"], {"id": "shocks", "name": "shocks", "broader": None}]
    texts = ["Somnol is a drug.", "Shocks have few side effects.", "The drip has few side effects."]
    read = Reader(shelf(store)).read_all([Asked(text) for text in texts], is_whole=True)
    near = [{*one.states, *(other.id for other in (*one.compare, *one.nearest))} for one in read]
    assert ["few-effects" in one for one in near] == [False, False, True]
