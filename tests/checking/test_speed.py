"""A verdict takes about 10 ms at most, on the lessons that are shipped, right or wrong."""

import statistics
import time

import pandas as pd
import pytest

from brecha.checking import LocalJudge
from brecha.lessons import find, names
from yardstick import GROUPINGS, grouping


def wrong(answer):
    """Return an answer that nobody has foreseen: the longest way to a verdict."""
    if isinstance(answer, float | int | pd.Series):
        return answer * 1.37 + 0.123
    if isinstance(answer, pd.DataFrame):
        numbers = answer.select_dtypes("number") * 1.37 + 0.123
        return answer.assign(**numbers)
    return answer


@pytest.mark.parametrize("slug", names())
def test_a_verdict_takes_no_longer_than_sixty_groupings(slug):
    limit = GROUPINGS * grouping()
    lesson = find(slug)
    version = lesson.version()
    judge = LocalJudge(slug, lesson.key(), version, lesson.words())
    for exercise in lesson.exercises:
        if not exercise.kind.judged:
            continue
        right = exercise.kind.handed_in(judge.solved(exercise).accepted[0])
        for answer in (right, wrong(right)):
            judge(exercise, answer)
            seconds = []
            for _ in range(5):
                begin = time.thread_time()
                judge(exercise, answer)
                seconds.append(time.thread_time() - begin)
            assert statistics.median(seconds) < limit, exercise.slug
