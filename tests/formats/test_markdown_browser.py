"""Pages of Markdown as pandoc and a real browser show them."""

import re
import shutil
import subprocess

import pytest

from ketacli.paths import shipped_store
from tests.formats.browser import act, needs_browser

pytestmark = [
    pytest.mark.slow,
    needs_browser,
    pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed"),
]


def shown(markdown, folder, doing):
    """Return what a script tells of a page of Markdown in a window of 900 pixels."""
    done = subprocess.run(
        ["pandoc", "--standalone", "--from=gfm", "--to=html", "--wrap=none", "--metadata=title=keta"],
        input=markdown,
        capture_output=True,
        text=True,
        check=True,
    )
    return act(done.stdout, doing, folder, (900, 1200))


@pytest.mark.parametrize("command", [("summary", "--full"), ("summary", "--topic", "relapse"), ("compare",)])
def test_no_table_runs_out_of_the_page(keta, tmp_path, command):
    page = keta(*command, "--format", "markdown", "--store", str(shipped_store())).out
    doing = "return [...document.querySelectorAll('table')].map((one) => one.scrollWidth - one.clientWidth);"
    found = shown(page, tmp_path, doing)
    assert found == [0] * len(re.findall(r"^\|(?: :?-+:? \|)+$", page, re.MULTILINE))
    assert len(found) > 1


@pytest.mark.parametrize("command", ["claims", "summary", "compare"])
def test_what_was_asked_is_set_as_code(keta, tmp_path, command):
    arguments = ("--source", "infusion-overview", "--type", "timing", "--format", "markdown")
    page = keta(command, *arguments, "--store", str(shipped_store())).out
    doing = (
        "return [...document.querySelectorAll('p')].filter((one) => one.textContent.includes(' with '))[0].innerHTML;"
    )
    told = shown(page, tmp_path, doing)
    assert told.partition(" with ")[2].startswith("source <code>infusion-overview</code>, type <code>timing</code>")
