import pytest

import small_brief
from brecha.dev.guards.pairs import compared, paired
from brecha.lessons.brief import read
from dev.small import code, md, notebook

LEAD = md("compare-lead", "On the bus line the same happened.")
COMPARE = code("compare", 'lesson.check("compare", ...)')
PRINCIPLE = md("principle", "An average hides who waits.")


def found(folder, *changes, cases=None, needed=True):
    brief = read(small_brief.write(folder, *changes))
    problems = paired(brief, path="b.toml", needed=needed, cases=cases or {})
    return [(problem.cell, problem.message) for problem in problems]


def test_two_cases_name_each_other(tmp_path):
    assert found(tmp_path, cases={"bus-line": "tram-line"}) == []


def test_a_pair_that_is_not_written_yet_is_waited_for(tmp_path):
    assert found(tmp_path) == []


def test_a_case_of_the_workbook_names_a_pair_and_a_private_one_need_not(tmp_path):
    without = ('pair = "bus-line"\n', "")
    assert found(tmp_path, without) == [("pair", "The brief names no pair")]
    assert found(tmp_path, without, needed=False) == []


@pytest.mark.parametrize(
    "pair, cases, said",
    [
        ("tram-line", {}, "its own pair"),
        ("bus-line", {"bus-line": "ferry"}, "'bus-line' names 'ferry' as its pair, not 'tram-li"),
        ("bus-line", {"bus-line": None}, "names None"),
    ],
)
def test_a_pair_that_is_none(tmp_path, pair, cases, said):
    ((cell, message),) = found(tmp_path, ('"bus-line"', f'"{pair}"'), cases=cases)
    assert cell == "pair"
    assert said in message


def test_a_comparison_and_its_principle():
    assert list(compared(notebook(LEAD, COMPARE, PRINCIPLE))) == []


@pytest.mark.parametrize(
    "cells, missing",
    [
        ([], ["compare", "principle"]),
        ([LEAD, PRINCIPLE], ["compare"]),
        ([md("compare", "Which is it?"), PRINCIPLE], ["compare"]),
        ([LEAD, COMPARE], ["principle"]),
        ([PRINCIPLE, LEAD, COMPARE], ["principle"]),
    ],
)
def test_what_a_comparison_lacks(cells, missing):
    assert [problem.cell for problem in compared(notebook(*cells))] == missing
