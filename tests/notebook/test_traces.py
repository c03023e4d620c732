from pathlib import Path

import pandas as pd
import pytest

import brecha
from brecha.errors import BrechaError, LessonError
from brecha.notebook.traces import cut

INSIDE = str(Path(brecha.__file__).parent / "inside.py")


def fail(error):
    raise error


def raised(code, **more):
    """Run code as a cell of a notebook would, and return its error, its frames and its names."""
    names = {"waits": pd.DataFrame({"waited": [6, 11]}), "fail": fail, **more}
    with pytest.raises(Exception) as caught:  # noqa: PT011
        exec(compile(code, "<cell>", "exec"), names)
    trace = caught.tb
    while trace.tb_frame.f_globals is not names:
        trace = trace.tb_next
    return caught.value, trace, names


def depth(trace):
    return 0 if trace is None else 1 + depth(trace.tb_next)


def test_an_error_deep_in_pandas_is_cut_at_the_cell():
    error, trace, names = raised('waits["waitd"].mean()')
    assert depth(trace) > 1
    assert error.__cause__ is not None
    cut(error, trace, names)
    assert depth(trace) == 1
    assert error.__cause__ is None
    assert error.__suppress_context__


def test_functions_of_the_learners_own_stay():
    error, trace, names = raised('def mine():\n    return waits["waitd"]\nmine()')
    cut(error, trace, names)
    assert depth(trace) == 2


def test_an_error_that_brecha_explains_is_cut():
    error, trace, names = raised("fail(error)", error=BrechaError("There is no such table."))
    cut(error, trace, names)
    assert depth(trace) == 1


def test_a_malformed_lesson_keeps_its_frames_for_whoever_wrote_it():
    error, trace, names = raised("fail(error)", error=LessonError("A text is missing."))
    cut(error, trace, names)
    assert depth(trace) == 2


def test_a_fault_inside_brecha_keeps_its_frames_for_the_report():
    inside: dict = {}
    exec(compile("def broken():\n    return 1 / 0", INSIDE, "exec"), inside)
    error, trace, names = raised("broken()", broken=inside["broken"])
    cut(error, trace, names)
    assert depth(trace) == 2


def test_an_error_that_no_cell_raised_is_left_alone():
    error, trace, _ = raised('waits["waitd"]')
    whole = depth(trace)
    cut(error, trace, {})
    assert depth(trace) == whole
