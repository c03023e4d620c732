import re
from pathlib import Path

import pandas as pd
import pytest

import brecha
from brecha.notebook.help import explain
from brecha.text import Catalogue

NOTEBOOK = Path(brecha.__file__).parent / "notebook"
TEXTS = {
    language: Catalogue.load(language, [NOTEBOOK], name="notebook") for language in ("en", "es")
}

# What someone who never coded types, and the key of what is said.
SLIPS = {
    'x = waits["waitd"].mean()': "key-nearest",
    'x = waits["turno"].mean()': "key-columns",
    'x = book["waited"].mean()': "key-elsewhere",
    "x = waits[...]": "dots-left",
    'x = waits["waited"].mean() ...': "dots-left",
    "x = waits[waited].mean()": "unquoted-column",
    'x = Waits["waited"].mean()': "name-nearest",
    "x = tomorrow": "name",
    "x = B": "unquoted-letter",
    'x = mean(waits["waited"])': "method-first",
    'x = promedio(waits["waited"])': "method-first",
    'x = waits["waited"].average()': "attribute-nearest",
    'x = "waited".mean()': "attribute-elsewhere",
    'x = waits["waited"].mean - 3': "method-unrun",
    'x = minutes["waited"]': "no-columns",
    'x = waits("waited")': "brackets-for-column",
    'x = waits.groupby("shift")("waited")': "brackets-for-column",
    'x = waits.groupby["shift"]': "missing-parentheses",
    "x = waits.mean()": "mean-of-words",
    'x = waits.groupby("waited")["shift"].mean()': "mean-of-words",
    'x = waits["waited"].mean() + "minutes"': "text-and-number",
    'x = waits["waited"].mean( - waits["waited"].mean()': "open-bracket",
    'x = waits["waited"].mean( - waits["waited"].mean())': "filled-parentheses",
    'x = waits["waited].mean()': "open-quote",
    "x = waits[“waited”]": "curly-quote",
    "x = 8,05": "decimal-comma",
    "x =": "nothing-given",
    "mean wait = 3": "spaced-name",
    "x = La noche": "unquoted-words",
    'x = "waits["waited"].mean()"': "quoted-code",
    "x = = 3": "syntax",
    "x = 1 / 0": "division",
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("code, key", SLIPS.items())
def test_a_slip_is_explained_in_its_own_words(code, key, language):
    names = {
        "waits": pd.DataFrame({"shift": ["morning", "evening"], "waited": [6, 20]}),
        "book": pd.DataFrame({"complaints": [4]}),
        "minutes": 12.5,
    }
    with pytest.raises(Exception) as caught:  # noqa: PT011
        exec(compile(code, "<cell>", "exec"), names)
    wanted = re.escape(TEXTS[language].get(f"help.{key}"))
    pattern = re.sub(r"\\{[^}]*\\}", ".+", wanted)
    assert re.fullmatch(pattern, explain(caught.value, names, TEXTS[language]))


def test_columns_are_written_as_they_must_be_typed():
    names = {"waits": pd.DataFrame({"promised": [5], "reliability": [1]})}
    error = KeyError("zzz")
    assert "promised, reliability" in explain(error, names, TEXTS["es"])


def test_an_error_that_no_beginner_makes_is_not_explained():
    assert explain(ValueError("invalid literal for int()"), {}, TEXTS["en"]) == ""
    assert explain(OSError("disk full"), {}, TEXTS["en"]) == ""
