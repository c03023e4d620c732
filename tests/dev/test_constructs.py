import ast

import pytest

from brecha.dev.constructs import constructs, imported


@pytest.mark.parametrize(
    "source, expected",
    [
        ("gap = -1.2", ["name = value", "-value", "number"]),
        ("gap = ...", ["name = value", "..."]),
        ("survey", []),
        ('survey["gap"]', ['["column"]']),
        ('survey["gap"] = 1', ['frame["column"] = value', "number"]),
        ('survey[["gap", "branch"]]', ['[["column", ...]]']),
        ('survey[survey["gap"] < 0]', ["[condition]", "<", '["column"]', "number"]),
        ("gaps[0]", ["[number]", "number"]),
        ("gaps[1:3]", ["[a:b]", "number"]),
        ("gaps[chosen]", ["[value]"]),
        (
            'survey.groupby("branch")["gap"].mean()',
            [".mean()", ".groupby()", "text", '["column"]'],
        ),
        (
            "gaps.sort_values(ascending=False)",
            [".sort_values()", ".sort_values(ascending=)", "True"],
        ),
        ("len(survey)", ["len()"]),
        ("survey.index", [".index"]),
        ('lesson.check("gap", gap)', ["lesson.check()", "text"]),
        ("a, b = 1, 2", ["a, b = values", "(tuple)", "number"]),
        ("total += 1", ["name += value", "number"]),
        ("for x in y:\n    pass", ["for"]),
        ("[x for x in y]", ["comprehension"]),
        ("def f(x):\n    return x", ["def", "return"]),
        ('f"{gap}"', ['f"text"']),
        ("a if b else c", ["a if b else c"]),
        ("not a and b", ["and", "not"]),
        ("import numpy as np", ["import numpy"]),
        ("from numpy import mean", ["from numpy import"]),
        ("x: int = 1", ["name: type = value", "number"]),
        ("a.b = 1", ["part = value", ".b", "number"]),
        ("gaps[~low]", ["[condition]", "~"]),
        ("f()()", ["value()", "f()"]),
    ],
)
def test_each_construct_has_its_name(source, expected):
    assert constructs(ast.parse(source)) == expected


def test_a_call_on_a_module_is_written_with_its_name():
    tree = ast.parse("import pandas as pd\npd.concat(a)")
    assert imported(tree) == {"pd"}
    assert constructs(tree, modules=imported(tree)) == ["import pandas", "pd.concat()"]
