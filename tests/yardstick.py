"""A piece of work whose time the time of other work is held against, in the same run."""

import statistics
import time

import pandas as pd

_TABLE = pd.DataFrame({"who": list("abcde") * 200, "number": range(1000)})


GROUPINGS = 60
"""How many groupings a verdict may take: some 10 ms on a machine where one takes 0.17 ms."""


def grouping() -> float:
    """Return the CPU seconds of one mean by group: a sixtieth of 10 ms, roughly."""
    seconds = []
    for _ in range(15):
        begin = time.thread_time()
        _TABLE.groupby("who")["number"].mean()
        seconds.append(time.thread_time() - begin)
    return statistics.median(seconds)
