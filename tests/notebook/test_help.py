"""The line under a Python error: real errors, each of them met by a beginner, in both languages."""

from __future__ import annotations

import string
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

import bakery
from brecha.errors import ParameterError
from brecha.notebook import help as module
from brecha.notebook.help import explain, install
from brecha.notebook.workbook import Workbook
from brecha.text import LANGUAGES, Catalogue, read

FOLDER = Path(module.__file__).parent
TEXTS = {language: read(FOLDER / f"{language}.toml") for language in LANGUAGES}
KEYS = {key.removeprefix("help.") for key in TEXTS["en"] if key.startswith("help.")}


def names() -> dict[str, object]:
    survey = pd.DataFrame(
        {"dimension": ["a", "b"], "gap": [-1.0, 0.5], "waits": [3, 4], "words": ["x", "y"]}
    )
    return {
        "survey": survey,
        "trips": pd.DataFrame({"line": ["A"], "on_time": [189]}),
        "gap": survey["gap"],
        "mean_wait": 4.5,
        "pd": pd,
        "np": np,
        "_hidden": pd.DataFrame({"secret": [1]}),
        "lesson": Workbook,
    }


def raised(code: str, given: dict[str, object] | None = None) -> BaseException:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(code, "<cell>", "exec"), names() if given is None else given)
    except Exception as error:
        return error
    raise AssertionError(f"{code!r} raises nothing")


class Keys(Catalogue):
    """A catalogue that answers with the key and the values that it was asked for."""

    def __init__(self) -> None:
        super().__init__("en", [])

    def __call__(self, key, /, **values):
        return f"{key} {values}" if values else key


def explained(code: str, given: dict[str, object] | None = None) -> str:
    return explain(raised(code, given), names() if given is None else given, Keys())


MET = {
    # what Python can't read
    "x = -0,05": "decimal-comma",
    "x = 007": "decimal-comma",
    'x = "text': "open-quote",
    "x = 'text": "open-quote",
    'x = """text': "open-quote",
    "x = “text”": "curly-quote",
    "x = «text»": "curly-quote",
    "x = \u2018text\u2019": "curly-quote",
    "x = survey['gap'": "open-bracket",
    "x = (1 + 2": "open-bracket",
    "x = survey['gap'].mean())": "extra-bracket",
    "x = (1 + 2]": "extra-bracket",
    "mean(gap) = 3": "assign",
    "'gap' = 3": "assign",
    "3 = x": "assign",
    "  x = 3": "indent",
    "if True:\nx = 3": "indent",
    "2x = 3": "bad-name",
    "x = 3rd": "bad-name",
    "x = (1 2)": "forgot",
    'survey["gap" "mean"': "open-bracket",
    "print(gap mean_wait)": "forgot",
    "mean wait = 3": "spaced-name",
    "x =": "nothing-given",
    "answer = the west till": "unquoted-words",
    'x = "survey["gap"].mean()"': "quoted-code",
    "lesson.check('x', 3 ...)": "forgot",
    "x = mean_wait ...": "dots-left",
    "x = 3 +": "syntax",
    "for x in": "syntax",
    # names
    "B": "unquoted-letter",
    "x = CADB": "unquoted-letter",
    "survei": "name-nearest",
    "x = Survey": "name-nearest",
    "dimension": "unquoted-column",
    "x = on_time": "unquoted-column",
    "mean(gap)": "method-first",
    "promedio(gap)": "method-first",
    "average(gap)": "method-first",
    "SUM(gap)": "method-first",
    "quarterly": "name",
    "secret": "name",
    # columns
    'survey["gapp"]': "key-nearest",
    'survey["Gap"]': "key-nearest",
    'survey["on_time"]': "key-elsewhere",
    'survey["zzzzz"]': "key-columns",
    'survey[["gap", "wait"]]': "key-nearest",
    'survey["gap", "words"]': "key-columns",
    "{}['share']": "key",
    "survey[...]": "dots-left",
    # what does not go together
    "x = ... - 1": "dots-left",
    "gap + ...": "dots-left",
    "2(3)": "not-callable",
    "mean_wait(3)": "not-callable",
    '"gap"(3)': "not-callable",
    'survey("gap")': "brackets-for-column",
    'survey.groupby("dimension")("gap")': "brackets-for-column",
    'mean_wait["gap"]': "no-columns",
    'survey["gap"].mean()["a"]': "no-columns",
    'survey.groupby["dimension"]': "missing-parentheses",
    'survey["gap"].mean - 1': "method-unrun",
    '"3" - 1': "text-and-number",
    "1 + '3'": "text-and-number",
    'survey["words"] - 1': "text-and-number",
    'survey["gap"] + "1"': "text-and-number",
    'survey["words"].mean()': "mean-of-words",
    'survey.groupby("dimension").mean()': "mean-of-words",
    "(1, 2) - 1": "comma-number",
    "x = -1,2\nx - 1": "comma-number",
    "print(1) - 1": "nothing-there",
    "None['gap']": "nothing-there",
    "len(3)": "type",
    "{}[[]]": "type",
    # what stands behind a point
    'survey["gap"].meen()': "attribute-nearest",
    'survey["gap"].average()': "attribute-nearest",
    'survey["gap"].promedio()': "attribute-nearest",
    "mean_wait.words": "attribute-column",
    '"gap".mean()': "attribute-elsewhere",
    "mean_wait.mean()": "attribute-elsewhere",
    "survey.zzzzz()": "attribute",
    # the rest
    "1 / 0": "division",
    "mean_wait % 0": "division",
    'survey["gap"].mean("dimension")': "filled-parentheses",
    'survey.groupby("dimension").mean("gap")': "filled-parentheses",
    'survey["gap"].count("gap")': "filled-parentheses",
}


@pytest.mark.parametrize("code", MET)
def test_each_error_is_explained_by_its_own_line(code):
    given = {"share": 1} if code.startswith("{}") else None
    assert explained(code, given).split(" ")[0] == f"help.{MET[code]}"


def test_each_line_is_reached():
    assert set(MET.values()) == KEYS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", MET)
def test_each_line_can_be_written_in_both_languages(code, language):
    given = {"share": 1} if code.startswith("{}") else None
    text = Catalogue(language, [TEXTS[language]])
    said = explain(raised(code, given), names() if given is None else given, text)
    assert said
    assert "\n" not in said
    assert len(said) < 250


def test_both_languages_have_the_same_lines_with_the_same_values():
    assert list(TEXTS["en"]) == list(TEXTS["es"])
    for key in TEXTS["en"]:
        fields = [
            sorted((name, form) for _, name, form, _ in string.Formatter().parse(text[key]) if name)
            for text in TEXTS.values()
        ]
        assert fields[0] == fields[1], key


@pytest.mark.parametrize(
    "code, values",
    [
        ("x = 1\ny = 0,05", {"line": 2}),
        ("survei", {"name": "survei", "nearest": "survey"}),
        ('survey["gapp"]', {"name": "gapp", "nearest": "gap"}),
        (
            'survey["zzzzz"]',
            {"name": "zzzzz", "columns": "dimension, gap, waits, words, line, on_time"},
        ),
        ("promedio(gap)", {"name": "promedio", "method": "mean"}),
        ("mean_wait.words", {"name": "words"}),
    ],
)
def test_the_values_of_a_line_are_those_of_the_error(code, values):
    assert explained(code) == f"help.{MET.get(code, 'decimal-comma')} {values}"


@pytest.mark.parametrize(
    "error",
    [
        ParameterError("explains itself"),
        RuntimeError("x"),
        ValueError("could not convert"),
        KeyboardInterrupt(),
        OSError("x"),
    ],
)
def test_other_errors_get_no_line(error):
    assert explain(error, names(), Keys()) == ""


@pytest.mark.parametrize(
    "error",
    [
        KeyError(),
        KeyError(None),
        KeyError(["gap", "x"]),
        KeyError(np.array([1, 2])),
        KeyError(pd.Series([1, 2])),
        KeyError("x" * 10**6),
        KeyError("`a` *b* <i>\n\nc"),
        NameError(),
        NameError("odd"),
        NameError("name 'x' is not defined", name=None),
        AttributeError(),
        AttributeError("odd", name=None),
        TypeError(),
        TypeError("x" * 10**6),
        ValueError(),
        SyntaxError(),
        SyntaxError("odd", ("cell", None, None, None)),
        ZeroDivisionError(),
    ],
)
def test_an_odd_error_is_explained_or_passed_over_and_never_raises(error):
    for language in LANGUAGES:
        said = explain(error, names(), Catalogue(language, [TEXTS[language]]))
        assert len(said) < 400


class Breaks:
    def __getattr__(self, name):
        raise RuntimeError("broken")


def test_a_notebook_that_holds_odd_things_is_no_obstacle():
    odd = {**names(), "odd": Breaks(), "wide": pd.DataFrame(np.zeros((1, 5000))), "kind": type}
    assert explain(raised('survey["gapp"]'), odd, Keys()).startswith("help.key-nearest")


# --- in a kernel --------------------------------------------------------------------------------


@pytest.fixture
def shell(monkeypatch):
    """Return a shell as a kernel has one, without its history."""
    made = InteractiveShell.instance()
    made.history_manager.enabled = False
    yield made
    made.reset()
    InteractiveShell.clear_instance()


def text(language):
    return bakery.lesson().text(language).over(FOLDER)


def run(shell, code):
    return shell.run_cell(code, store_history=False)


def test_the_line_stands_under_the_error_of_a_cell(shell, page, capsys):
    install(text("en"))
    shell.user_ns.update(names())
    for code, words in {
        "survei": "Did you mean survey",
        "x = 0,05": "Python marks decimals with a point",
        'survey["gapp"]': 'Did you mean `"gap"`',
    }.items():
        page.clear()
        assert not run(shell, code).success
        assert words.replace("`", "") in page.plain.replace("`", "")
    page.clear()
    assert run(shell, "x = 3").success
    assert page.shown == []


def test_another_language_replaces_the_first(shell, page, capsys):
    install(text("en"))
    install(text("es"))
    install(text("es"))
    run(shell, "1 / 0")
    assert len(page.shown) == 1
    assert "Se dividió entre cero" in page.plain


def test_an_error_is_shown_as_far_as_the_learners_own_cell(shell, page, capsys):
    install(text("en"))
    shell.user_ns.update(names())
    run(shell, 'survey["gapp"]')
    shown = capsys.readouterr().out
    assert "KeyError" in shown
    assert "pandas" not in shown


def test_numpys_numbers_are_shown_as_numbers(shell, page, capsys):
    install(text("en"))
    shell.user_ns.update(names())
    for code in ('survey["gap"].mean()', 'survey["waits"].sum()', "gap[0] > 0"):
        run(shell, code)
    shown = capsys.readouterr().out
    assert "np." not in shown
    assert "-0.25" in shown
    assert "False" in shown


def test_without_a_kernel_nothing_is_installed():
    assert install(text("en")) is None
