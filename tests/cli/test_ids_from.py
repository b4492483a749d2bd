import io
import json

import pytest

from tests.conftest import store


@pytest.fixture
def typed(monkeypatch):
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_claims_come_in_the_order_of_their_ids_and_missing_ones_are_named(keta, kept, typed):
    typed("benefit-lasts\nnowhere\nrelapse-mean-19-days\nseries-2010\nbenefit-lasts\n")
    ran = keta("claims", "--ids-from", "-", "--format", "jsonl", "--store", kept("store", store), code=1)
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["benefit-lasts", "relapse-mean-19-days"]
    assert ran.err == "error: No claim `nowhere`\nerror: No claim `series-2010`\n"


def test_all_that_are_there_is_all_well(keta, kept, typed):
    typed("relapse-mean-19-days\n")
    ran = keta("claims", "--ids-from", "-", "--fields", "id", "--format", "plain", "--store", kept("store", store))
    assert (ran.out, ran.err) == ("relapse-mean-19-days\n", "")


@pytest.mark.parametrize("extra", [("word",), ("--topic", "relapse"), ("--count", "topic"), ("--sort", "id")])
def test_ids_leave_no_room_for_other_choices(keta, kept, extra):
    ran = keta("claims", *extra, "--ids-from", "-", "--store", kept("store", store), code=2)
    assert ran.err == "error: `--ids-from` names the claims: it takes no TEXT, filters, `--count` or `--sort`\n"


def test_no_ids_find_nothing(keta, kept, typed):
    typed("\n")
    assert keta("claims", "--ids-from", "-", "--store", kept("store", store), code=1).err == (
        "No id on standard input\n\nhint: pipe ids in, such as `keta claims --fields id | keta claims --ids-from -`\n"
    )


def test_ids_come_from_standard_input_and_nowhere_else(keta, kept):
    ran = keta("claims", "--ids-from", "ids.txt", "--store", kept("store", store), code=2)
    assert ran.err == (
        "error: `--ids-from` reads standard input, not `ids.txt`\n\nhint: write `keta claims --ids-from - < ids.txt`\n"
    )
