"""What keta says when it cannot answer, whole, and the exit code that goes with it."""

import pytest

from ketacli.cli import COMMANDS
from ketacli.formats import showing
from ketacli.formats._fields import known
from ketacli.model import Claim
from tests.cli.conftest import WORDS_HINT
from tests.conftest import store
from tests.stores import full

TOPICS = "topic is one of relapse, response, cost"
FORMATS = f"formats are {', '.join(showing('records'))}"
CLAIM_FIELDS = ", ".join(known([Claim]))

ASKING = f"did you mean `keta {'ask' if 'ask' in COMMANDS else 'claims'} {{}}`? `keta --help` lists the commands"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("claims", "--topic", "nosuch"), f"error: No topic `nosuch`\n\nhint: {TOPICS}\n"),
        (("claims", "--topic", "relaps"), f"error: No topic `relaps`\n\nhint: did you mean `relapse`?\n{TOPICS}\n"),
        (
            ("claims", "--source", "serie-2010"),
            "error: No source `serie-2010`\n\nhint: did you mean `series-2010`?\nsource is one of overview, guide, series-2010, series-2013, trial-2024\n",
        ),
        (("claims", "--format", "jsn"), f"error: No format `jsn`\n\nhint: did you mean `json`? {FORMATS}\n"),
        (("claims", "--format", "zzzz"), f"error: No format `zzzz`\n\nhint: {FORMATS}\n"),
        (("claims", "--json", "--format", "csv"), "error: `--json` and `--format csv` exclude each other\n"),
        (("claims", "--color", "blue"), "error: No colour setting `blue`\n\nhint: write auto, always or never\n"),
        (("claims", "--jsn"), "error: No option `--jsn`\n\nhint: did you mean `--json`?\n"),
        *(
            ((command, "-o", "x.csv"), "error: No option `-o`\n\nhint: add `> FILE`, or write claims to a file with `keta export FILE`\n")
            for command in ("claims", "sources", "compare")
        ),
        (("export", "-o", "x.csv"), "error: No option `-o`\n\nhint: name the file without an option: `keta export claims.csv`\n"),
        (("claims", "--zzzz"), "error: No option `--zzzz`\n\nhint: see `keta claims --help`\n"),
        (("claims", "--limit", "-1"), "error: `--limit` is -1, expected 0 or more\n\nhint: leave it out to see all\n"),
        (("claims", "--limit", "ten"), "error: Invalid value for `--limit` / `-n`: `ten` is not a whole number\n\nhint: see `keta claims --help`\n"),
        (
            ("claims", "two", "words"),
            "error: Unexpected `words`\n\nhint: put words that belong together in quotes, or see `keta claims --help`\n",
        ),
        (
            ("claims", "and", "don't", "stop"),
            "error: Unexpected `don't stop`\n\nhint: put words that belong together in quotes, or see `keta claims --help`\n",
        ),
        (("show",), "error: Missing argument `ID...`\n\nhint: see `keta show --help`\n"),
        (
            ("claims", "--count", "colour"),
            "error: No field `colour` to count\n\nhint: count by one of topic, source, type, rating, confidence, importance, intervention, measure, verdict, caveat, contested\n",
        ),
        (
            ("claims", "--sort", "colour"),
            "error: Cannot sort by `colour`\n\nhint: sort by one of relevance, importance, id, rating, confidence, source, type, with `-` before it for the reverse\n",
        ),
        (("claims", "--fields", "statment"), "error: No field `statment`\n\nhint: did you mean `statement`?\n"),
        (("claims", "--fields", "id,confidence.levl"), "error: No field `confidence.levl`\n\nhint: did you mean `confidence.level`?\n"),
        *(
            (
                (command, "--fields", fields),
                "error: No field in `--fields`\n\nhint: name fields, such as `--fields id,statement`, or leave the option out\n",
            )
            for command in ("claims", "topics")
            for fields in ("", " , ")
        ),
        (("claims", "--fields", "id.x"), "error: No field `id.x`\n\nhint: did you mean `id`?\n"),
        (("claims", "--fields", "zzzz"), f"error: No field `zzzz`\n\nhint: fields are {CLAIM_FIELDS}\n"),
        (
            ("topics", "--fields", "stands_in"),
            "error: No field `stands_in`\n\nhint: fields are aliases, answer, asked_as, bottom_line, bottom_line.text, counts, counts.caveats, counts.claims, counts.contested, id, kind, name, order, question\n",
        ),
        (("claims", "--confidence", "high..low"), "error: The range `high..low` is upside down\n\nhint: write `low..high`\n"),
        (("claims", "!?"), "error: No word to search for in `!?`\n\nhint: give letters or digits, such as `keta claims relapse`\n"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_sentence_with_a_hint(ask, arguments, message):
    assert ask(*arguments, code=2) == (2, "", message)


def test_an_unknown_id_is_not_found(ask):
    assert ask("show", "remission-85", code=1) == (
        1,
        "",
        "error: No claim, source, contradiction or topic `remission-85`\n\nhint: did you mean `remission-85-percent`? list claims with `keta claims`\n",
    )
    assert ask("show", "zzzz", code=1) == (
        1,
        "",
        "error: No claim, source, contradiction or topic `zzzz`\n\nhint: list claims with `keta claims`\n",
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("clams", "keta claims"),
        ("search relapse", "keta claims relapse"),
        ("report --topic relapse", "keta summary --topic relapse"),
    ],
)
def test_an_unknown_command_names_the_one_that_was_meant(keta, typed, meant):
    word = typed.split()[0]
    said = f"error: No command `{word}`\n\nhint: did you mean `{meant}`?\n"
    assert keta(*typed.split(), code=2) == (2, "", said)


def test_a_question_in_place_of_a_command_is_looked_for(keta):
    said = keta("zzzz", "yyyy", code=2).err
    assert said == (
        "error: No command `zzzz`\n\nhint: did you mean `keta ask 'zzzz yyyy'`? `keta --help` lists the commands\n"
    )


def test_an_option_in_place_of_a_command_is_that_of_claims(keta):
    said = "error: No option `--topic`\n\nhint: options follow a command: `keta claims --topic relapse`\n"
    assert keta("--topic", "relapse", code=2) == (2, "", said)


def test_help_and_version_are_commands_too(keta):
    assert keta("help") == keta("--help")
    assert keta("help", "claims") == keta("claims", "--help")
    assert keta("version") == keta("--version") == keta("-V")


def test_a_long_hint_is_folded_between_words_on_a_terminal(keta, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    lines = keta("claims", "--format", "zzzz", code=2).err.splitlines()
    assert [len(line) <= 80 for line in lines] == [True] * len(lines)


def test_an_unknown_option_of_the_group_is_refused(keta):
    assert keta("--zzzz", code=2) == (2, "", "error: No option `--zzzz`\n\nhint: see `keta --help`\n")


def test_an_unknown_schema_names_those_there_are(keta):
    assert keta("schema", "zzzz", code=2) == (
        2,
        "",
        "error: No schema `zzzz`\n\nhint: schemas are store, output, check, diff, lines, fields\n",
    )


def test_a_store_that_is_not_there_is_named(keta, tmp_path):
    path = tmp_path / "nowhere"
    for command in ("claims", "topics", "sources", "contradictions"):
        ran = keta(command, "--store", path, code=2)
        assert ran == (2, "", f"error: No store at `{path}`\n\nhint: name a folder or a YAML file with `--store`\n")


def test_the_store_of_the_environment_is_asked_and_an_option_comes_first(keta, folder, monkeypatch):
    monkeypatch.setenv("KETA_STORE", str(folder(store(), "one")))
    assert keta("claims", "--fields", "id").out == "relapse-mean-19-days\nbenefit-lasts\n"
    assert (
        keta("claims", "--fields", "id", "--type", "rate", "--store", folder(full(), "two")).out
        == "remission-85-percent\n"
    )


def test_a_faulty_store_is_not_asked_and_all_faults_are_told(keta, folder):
    faulty = store()
    faulty["claims"][0]["topics"] = ["nosuch"]
    faulty["claims"][1]["importance"] = "huge"
    path = folder(faulty)
    ran = keta("claims", "--json", "--store", path, code=2)
    places = [line.split(": ")[2:4] for line in ran.err.splitlines() if ".yaml:" in line]
    assert ran.out == ""
    assert places == [["relapse-mean-19-days", "topics[0]"], ["benefit-lasts", "importance"]]
    assert ran.err.splitlines()[-1] == f"error: `{path}` has 2 faults, so no answer is given from it"


@pytest.mark.parametrize("name", ["table", "plain", "markdown", "jsonl"])
def test_nothing_found_is_said_beside_an_empty_answer(ask, name):
    ran = ask("claims", "spray", "--topic", "relapse,cost", "--uncontested", "--format", name, code=1)
    said = (
        "No claim found for text `spray`, topic `relapse` or `cost`, uncontested: searched 5 claims of `A full store`\n"
    )
    assert ran == (1, "", said + WORDS_HINT)


@pytest.mark.parametrize(
    ("command", "one"), [("topics", "topic"), ("sources", "source"), ("contradictions", "contradiction")]
)
def test_nothing_to_list_is_said_of_every_command(ask, command, one):
    ran = ask(command, "zzzz", "--format", "csv", code=1)
    said = f"No {one} found for text `zzzz`: searched 5 claims of `A full store`\n"
    assert (ran.code, ran.err) == (1, said + WORDS_HINT)


def test_a_bug_keeps_its_traceback_and_asks_for_a_report(keta, monkeypatch):
    import ketacli

    def broken(*_):
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("ketacli.formats.plain.render", broken)
    ran = keta("claims", "--format", "plain", code=70)
    head, _, rest = ran.err.partition("\n")
    assert (ran.out, head) == ("", "Traceback (most recent call last):")
    assert rest.endswith(
        f"ZeroDivisionError: a bug\n\nerror: a bug in keta {ketacli.__version__}\n\nhint: please report it with the lines above\n"
    )


def test_an_interrupt_leaves_without_a_word(keta, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("ketacli.formats.plain.render", interrupted)
    assert keta("claims", "--format", "plain", code=130) == (130, "", "")


def test_an_option_without_its_value_is_named(keta):
    ran = keta("claims", "--format", code=2)
    assert ran == (2, "", "error: Option `--format` requires an argument\n\nhint: see `keta claims --help`\n")


def test_what_was_typed_cannot_act_on_the_terminal(ask):
    said = ask("show", "\x1b[31mred", code=1).err.splitlines()[0]
    assert said == "error: No claim, source, contradiction or topic `<U+001B>[31mred`"
    assert (
        ask("claims", "\x1b]0;title\x07", code=1).err
        == f"No claim found for text `<U+001B>]0;title<U+0007>`: searched 5 claims of `A full store`\n{WORDS_HINT}"
    )


def test_bytes_that_are_no_text_are_not_found(ask):
    assert (
        ask("show", "caf\udce9", code=1).err.splitlines()[0] == "error: No claim, source, contradiction or topic `caf?`"
    )
    assert (
        ask("claims", "caf\udce9", code=1).err
        == f"No claim found for text `caf?`: searched 5 claims of `A full store`\n{WORDS_HINT}"
    )
    assert ask("claims", "--topic", "caf\udce9", code=2).err.splitlines()[0] == "error: No topic `caf\\udce9`"


NOTHING = "No claim found for text `{}`: searched 5 claims of `A full store`\n"


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("what does it cost me", "`--topic cost`"),
        ("insured", None),  # five letters in common are too few
        ("insuranse", "`--topic cost`"),
        ("how many are helped", None),
        ("how long until it is back", None),  # words that say nothing of the subject
        ("benefiting zzzz", None),  # the one word is of no use beside the other
        ("MAINTENANCE-dosing", "`--topic relapse`"),
        ("relapsing costs", "`--topic relapse` or `--topic cost`"),
        ("costs lasting long durations", "`--topic relapse`"),
        ("dur zzzz", None),
    ],
)
def test_words_that_stand_in_no_claim_lead_to_the_topics_that_have_them(ask, text, topics):
    hint = f"\nhint: did you mean {topics} instead? Words must all stand in one claim\n" if topics else WORDS_HINT
    corrected = "note: nothing has `insuranse`: searched for `insurance`\n" if text == "insuranse" else ""
    assert ask("claims", text, code=1) == (1, "", corrected + NOTHING.format(text) + hint)


def test_a_word_of_many_topics_says_less_than_one_of_its_own(keta, folder):
    names = {"one": "Depression in winter", "two": "Depression in spring", "three": "Daylight"}
    whole = store()
    whole["topics"] += [{"id": name, "name": title} for name, title in names.items()]
    ran = keta("claims", "depression and daylight", "--store", folder(whole), code=1)
    assert ran.err.splitlines()[-1] == (
        "hint: did you mean `--topic one` or `--topic two` instead? Words must all stand in one claim"
    )


def test_a_topic_that_was_asked_for_is_not_proposed(ask):
    said = "No claim found for text `costs`, topic `cost`: searched 5 claims of `A full store`\n"
    assert ask("claims", "costs", "--topic", "cost", code=1) == (1, "", said + WORDS_HINT)


@pytest.mark.parametrize("command", ["claims", "topics", "sources", "summary", "compare", "export"])
def test_words_that_only_the_filters_exclude_are_told_so(ask, command):
    arguments = [command, *(["out.md"] if command == "export" else []), "relapsed"]
    ran = ask(*arguments, "--verdict", "disputes", "--topic", "response", code=1)
    assert (ran.out, ran.err.splitlines()[1:]) == ("", ["", "hint: without the filters the words stand in 2 claims"])


def test_filters_without_words_find_nothing_without_a_hint(ask):
    said = "No claim found for topic `cost`: searched 5 claims of `A full store`\n"
    assert ask("claims", "--topic", "cost", code=1) == (1, "", said)


def test_claims_that_have_the_words_but_no_figure_get_no_hint_on_words(ask):
    said = "No figure for text `during`: 1 claim found, none gives one; searched 5 claims of `A full store`\n"
    assert ask("compare", "during", code=1) == (1, "", said)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        (
            "relapse",
            "did you mean `keta ask relapse`? Bottom line: Most who respond relapse within weeks. As of 2026-01-01. More: `keta claims --topic relapse`",
        ),
        (
            "Maintenance",
            "did you mean `keta ask Maintenance`? Bottom line: Most who respond relapse within weeks. As of 2026-01-01. More: `keta claims --topic relapse`",
        ),
        ("cost", "did you mean `keta ask cost`? Its claims: `keta claims --topic cost`"),
        ("topic", "did you mean `keta topics`?"),
        ("", ASKING.format("''")),
        ("re,zzzz", ASKING.format("re,zzzz")),
    ],
)
def test_a_topic_where_a_command_belongs_is_recognised(keta, kept, monkeypatch, word, hint):
    monkeypatch.setenv("KETA_STORE", str(kept("full", full)))
    assert keta(word, code=2) == (2, "", f"error: No command `{word}`\n\nhint: {hint}\n")


@pytest.mark.parametrize("path", ["/nowhere", "faulty"])
def test_trouble_with_the_store_is_not_the_answer_to_a_command_that_is_none(keta, folder, monkeypatch, path):
    faulty = store()
    faulty["claims"][0]["topics"] = ["nosuch"]
    monkeypatch.setenv("KETA_STORE", path if path.startswith("/") else str(folder(faulty)))
    said = f"error: No command `relapse`\n\nhint: {ASKING.format('relapse')}\n"
    assert keta("relapse", code=2) == (2, "", said)


@pytest.mark.parametrize(
    ("arguments", "option", "hint"),
    [
        (("plot", "--json"), "--json", "the figures of a plot are those of `keta compare --json`"),
        (
            ("plot", "timing", "--format", "json"),
            "--format",
            "`-o` writes a picture; the figures of a plot are those of `keta compare --json`",
        ),
        (
            ("plot", "timing", "-f", "json"),
            "-f",
            "`-o` writes a picture; the figures of a plot are those of `keta compare --json`",
        ),
        (("export", "out.json", "--json"), "--json", "write `--format json`"),
    ],
)
def test_an_option_that_another_command_has_leads_to_what_to_write(keta, arguments, option, hint):
    assert keta(*arguments, code=2) == (2, "", f"error: No option `{option}`\n\nhint: {hint}\n")


def test_an_option_of_no_command_without_its_value_leads_to_the_help_of_all(keta):
    assert keta("--version=1", code=2).err.splitlines()[-1] == "hint: see `keta --help`"


def test_an_id_is_read_in_capitals_as_filters_read_it(ask):
    assert ask("show", "RELAPSE-MEAN-19-DAYS") == ask("show", "relapse-mean-19-days")
    assert ask("show", "Relapse mean 19 days") == ask("show", "relapse-mean-19-days")
    ran = ask("show", "COST", "Relapse", "Zzzz", "--json", code=1)
    assert ran.err == "error: No claim, source, contradiction or topic `Zzzz`\n"
