"""What `import ketacli` gives, and what its docstrings promise."""

from __future__ import annotations

import ast
import dataclasses
import doctest
import json
import subprocess
import sys

import pytest

import ketacli
from ketacli import errors, model, paths
from tests.conftest import DATA, ROOT, store, unmeasured


def test_every_public_name_is_there():
    assert {name for name in ketacli.__all__ if getattr(ketacli, name, None) is None} == set()


def test_a_name_that_is_not_there_is_an_error_as_of_any_module():
    with pytest.raises(AttributeError) as caught:
        ketacli.nosuch  # noqa: B018
    assert str(caught.value) == "module 'ketacli' has no attribute 'nosuch'"
    with pytest.raises(ImportError):
        from ketacli import nosuch  # noqa: F401


def test_the_example_of_the_package_runs():
    assert doctest.testmod(ketacli) == (0, 3)
    from ketacli import open_store

    assert len(open_store().claims(topic="relapse")) > 3


LAYERS = (
    ("cli",),
    ("api", "context", "exporting", "figures", "frames"),
    ("formats", "report", "checks", "curating", "anchoring"),
    ("store",),
    ("matching", "pages", "quotes", "quantities", "units", "cuts", "cut_phrases", "folding", "labels", "trials"),
    ("model", "answer", "errors", "frozen", "paths", "patterns"),
)
"""The modules and folders of the package, from the command line down: none imports from a line above its own."""


def imports(module):
    """Yield what a module imports of the package when it runs, and the line."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for_types = [one for one in ast.walk(tree) if isinstance(one, ast.If) and ast.unparse(one.test) == "TYPE_CHECKING"]
    unseen = {inner for one in for_types for part in one.body for inner in ast.walk(part)}
    for one in ast.walk(tree):
        if isinstance(one, ast.ImportFrom) and one not in unseen and (one.module or "").startswith("ketacli"):
            _, _, inner = (one.module or "").partition(".")
            yield from ((inner or name.name, one.lineno) for name in one.names)


def test_imports_run_one_way():
    package = ROOT / "ketacli"
    layer = {name: place for place, names in enumerate(LAYERS) for name in names}
    upward = [
        f"{path.relative_to(package)}:{line}: {name}"
        for path in sorted(package.rglob("*.py"))
        for own in [path.relative_to(package).parts[0].removesuffix(".py")]
        for name, line in imports(path)
        if layer.get(name.partition(".")[0], len(LAYERS)) < layer.get(own, 0)
    ]
    assert upward == []
    assert {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()} == {
        "__init__",
        "__main__",
        *layer,
    }


def test_importing_keta_imports_none_of_what_answering_needs():
    line = "import sys, ketacli; print(sorted({'yaml', 'sqlite3', 'jsonschema', 'rich', 'typer', 'ketacli.store'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", line], capture_output=True, text=True, cwd=ROOT, check=True, env=unmeasured()
    )
    assert done.stdout == "[]\n"


def test_importing_what_python_runs_as_keta_runs_nothing(capsys):
    import importlib

    module = importlib.import_module("ketacli.__main__")
    assert (capsys.readouterr(), module.main.__module__) == (("", ""), "ketacli.cli")


def test_a_problem_reads_as_its_place_its_severity_and_its_message():
    bare = errors.Problem("a.yaml", 3, 7, "no topic `x`", "dangling-reference")
    assert bare.text() == "a.yaml:3:7: error: no topic `x` (dangling-reference)"
    whole = bare._replace(record="r", route="topics[0]", severity="warning")
    assert whole.text() == "a.yaml:3:7: warning: r: topics[0]: no topic `x` (dangling-reference)"


def test_known_trouble_exits_with_2_and_says_what_to_do():
    error = errors.StoreError("It is broken", "mend it")
    assert (str(error), error.message, error.hint, error.problems, error.exit_code) == (
        "It is broken",
        "It is broken",
        "mend it",
        (),
        2,
    )
    assert [code.value for code in errors.ExitCode] == [0, 1, 2, 70, 130]
    assert issubclass(errors.UnknownValueError, errors.UsageError)
    assert issubclass(errors.NotFoundError, errors.UsageError)


def test_data_and_schemas_are_found_beside_the_package_and_inside_it(monkeypatch, tmp_path):
    assert (paths.shipped_store(), paths.schema_file("store")) == (DATA, ROOT / "schemas" / "store.schema.json")
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "schemas").mkdir()
    assert (paths.shipped_store(), paths.schema_file("output")) == (
        tmp_path / "data",
        tmp_path / "schemas" / "output.schema.json",
    )


def test_the_model_as_plain_data_is_what_the_yaml_holds(folder):
    whole = store()
    there = ketacli.open_store(folder(whole))
    for record in (*whole["claims"], *whole["sources"], *whole["contradictions"], *whole["topics"]):
        given = model.as_record(there.get(record["id"]))
        said = {**record, "quote": [record["quote"]]} if "quote" in record else record
        for name, value in said.items():
            assert holds(given[name], value), (record["id"], name)


def holds(given, value):
    """Whether plain data of the model has all that a record of the YAML has; absent fields are filled in."""
    if isinstance(value, dict):
        return all(holds(given.get(name), part) for name, part in value.items())
    if isinstance(value, list):
        return len(given) == len(value) and all(map(holds, given, value))
    return given == value


def test_the_model_names_what_the_schema_lists():
    from ketacli.store.schema import load

    definitions = load()["$defs"]
    assert all(name in definitions["type"]["description"] for name in model.TYPES)
    assert set(model.LEVELS) == set(definitions["level"]["enum"])
    assert list(model.VERDICTS) == definitions["evidence"]["properties"]["verdict"]["enum"]
    assert list(model.IMPORTANCES) == definitions["claim"]["properties"]["importance"]["enum"]


@pytest.mark.parametrize(
    ("kind", "name", "computed"),
    [
        (model.Claim, "claim", {"contested", "contradictions", "verdicts", "printed", "extra"}),
        (model.Document, "document", {"extra"}),
        (model.Study, "study", {"extra"}),
        (model.Relation, "relation", set()),
        (model.Contradiction, "contradiction", set()),
        (model.Topic, "topic", set()),
        (model.Quantity, "quantity", set()),
        (model.Result, "result", set()),
        (model.Scope, "scope", set()),
        (model.Evidence, "evidence", set()),
        (model.Caveat, "caveat", set()),
        (model.Wording, "wording", set()),
        (model.Side, "side", set()),
        (model.PassedOver, "passed-over", set()),
    ],
)
def test_the_model_has_the_fields_of_the_schema(kind, name, computed):
    from ketacli.store.schema import load

    fields = {field.name.rstrip("_") for field in dataclasses.fields(kind)}
    assert fields - computed == set(load()["$defs"][name]["properties"])


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (model.Claim, "claim"),
        (model.Document, "document"),
        (model.Study, "study"),
        (model.Contradiction, "contradiction"),
        (model.Omission, "omission"),
        (model.Topic, "topic"),
    ],
)
def test_the_schema_of_the_output_has_the_fields_of_the_model(kind, name):
    from ketacli.formats._fields import WORKED_OUT
    from ketacli.paths import schema_file

    node = json.loads(schema_file("output").read_text(encoding="utf-8"))["$defs"][name]
    fields = {field.name.rstrip("_") for field in dataclasses.fields(kind)} | {*WORKED_OUT.get(kind, ())}
    assert fields == set(node["properties"]) == set(node["required"])
